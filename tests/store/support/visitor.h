/* A visitor who fills in the house's first form. */
#ifndef TESTS_STORE_SUPPORT_VISITOR_H
#define TESTS_STORE_SUPPORT_VISITOR_H

#include "service/desk.h"

#define VISITOR_NAME  "Sariyem Binti Wongsodimejo"
#define VISITOR_NIK   "3375014708900012"
#define VISITOR_EMAIL "sariyem.wongso@pekalongankota.go.id"
#define VISITOR_PHONE "085643812110"
#define VISITOR_WORDS "Loket tutup sebelum waktunya"

/* Every field answered; free with free(). */
struct request *visitor_request(const struct standard *standard);
struct complaint visitor_complaint(void);

#endif
