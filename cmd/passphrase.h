/* SPDX-License-Identifier: Apache-2.0 */
/*
 * passphrase - asking for one without showing it.
 *
 * Reads:  error.h
 * Gives:  a passphrase from a file, a variable or the terminal
 * Memory: passphrase_wipe() clears it
 */
#ifndef RETRACE_PASSPHRASE_H
#define RETRACE_PASSPHRASE_H

#include "core/base/error.h"

#include <stdbool.h>

/* [bytes] With its NUL; the key's own limits are stricter. */
#define PASSPHRASE_SIZE 1024

struct passphrase {
	char text[PASSPHRASE_SIZE];
};

/* Where to look, in this order; what is NULL is passed over. */
struct passphrase_source {
	const char *file;     /* its first line */
	const char *variable; /* of the environment */
	const char *prompt;   /* on the terminal: what it is for */
	bool twice;           /* a new one: ask again, and compare */
};

/* ST_KEY if there is none to be had, or the two differ. */
enum status passphrase_get(struct passphrase *out,
    const struct passphrase_source *source, struct error *err);
void passphrase_wipe(struct passphrase *p);

#endif
