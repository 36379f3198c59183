/* The office without its store, linked from the office's own objects: batches are read, their
 * signatures checked and their receipts signed, and what should be written is not (ld --wrap). The
 * ceiling of the server that carries them. */
#include "office/intake.h"
#include "office/scribe.h"

enum err __real_scribe_write(struct scribe *scribe, ledger_work *work, void *argument);
enum err __wrap_scribe_write(struct scribe *scribe, ledger_work *work, void *argument);

enum err __wrap_scribe_write(struct scribe *scribe, ledger_work *work, void *argument)
{
    return work == intake_run ? OK : __real_scribe_write(scribe, work, argument);
}
