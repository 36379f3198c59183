/* What yaml.c (the file), yaml_node.c (its content) and yaml_shelf.c (several of them) share;
 * nobody else includes this. */
#ifndef BASE_YAML_FILE_H
#define BASE_YAML_FILE_H

#include <yaml.h>

#include "base/yaml.h"

struct yaml {
    char *name;
    bool loaded; /* the document is there and must be deleted */
    yaml_document_t document;
    struct why why; /* the first complaint; empty while there is none */
};

/* The first complaint about the file, at a 1-based line. Control characters become spaces. */
void yaml_blame(struct yaml *file, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
