/* The fields of a form: what may be typed into each kind, how it is shown, and what is wrong with
 * it, in words. */
#ifndef KIOSK_FORM_H
#define KIOSK_FORM_H

#include "kiosk/model.h"
#include "service/identity.h"
#include "ui/keyboard.h"

enum { FORM_TEXT = 400 };

enum keyboard_kind form_keyboard(const struct field *field);
/* Digits the kind must have, 0 where they are not counted. */
int form_digits(const struct field *field);
/* Whether the keyboard stands on capitals when the field gets the caret, and stays there. */
bool form_capitals(const struct field *field);
/* Applies a key to the answer. False when it cannot stand there or there is no room. */
bool form_key(const struct field *field, char answer[ANSWER_SIZE], int64_t key);
/* As people read it: 3375 0170 0890 00. */
void form_shown(const struct field *field, const char *answer, char out[FORM_TEXT]);
/* The same for the check page, where others can see: the NIK is masked. */
void form_checked(const struct field *field, const char *answer, char out[FORM_TEXT]);
/* year: the civil year, the pivot of two-digit years. */
struct identity_check form_check(const struct standard *standard, const struct field *field,
                                 const char *answer, int year);
/* What is wrong, and how to mend it; "" when nothing is. */
void form_fault(const struct field *field, struct identity_check check, char out[FORM_TEXT]);
/* The field's hint, with how many digits are missing while it is being typed. */
void form_hint(const struct model *model, const struct field *field, const char *answer,
               char out[FORM_TEXT]);
/* The answer as the desk wants it: mobile numbers as 08..., no stray spaces. */
void form_normalise(const struct field *field, char answer[ANSWER_SIZE]);
/* Puts "@pekalongankota.go.id" behind what stands before the at sign. */
void form_domain(char answer[ANSWER_SIZE], const char *domain);
/* True when the text holds something but spaces. */
bool text_filled(const char *text);

#endif
