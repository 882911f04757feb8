/* SPDX-License-Identifier: Apache-2.0 */
/*
 * passphrase - asking for one without showing it.
 *
 * Reads:  error.h
 * Gives:  a passphrase from a file, an open descriptor, a command, a
 *         variable or the terminal; never from the command line
 * Memory: passphrase_wipe() clears it
 */
#ifndef RETRACE_PASSPHRASE_H
#define RETRACE_PASSPHRASE_H

#include "core/base/error.h"
#include "core/base/limits.h"

#include <stdbool.h>

/* [bytes] With its NUL. */
#define PASSPHRASE_SIZE (LIMIT_PASSPHRASE + 1)

struct passphrase {
	char text[PASSPHRASE_SIZE];
};

/* Where to look; what is NULL is passed over. */
struct passphrase_source {
	const char *file, *fd, *command; /* its first line; one of them */
	const char *variable;            /* else of the environment */
	const char *prompt; /* else at the terminal: what it is for */
	const char *prefix; /* of the three options, such as "log-" */
	bool twice;         /* a new one: ask again, and compare */
};

/* Whose passphrase is it: "the signer's key". */
#define PASSPHRASE_OPTIONS(prefix, s, whose) \
	{ prefix "passphrase-file", '\0', OPTION_TEXT, &(s)->file, "FILE", \
		"its first line opens " whose }, \
	    { prefix "passphrase-fd", '\0', OPTION_TEXT, &(s)->fd, "N", \
		    "so does the next line of this open descriptor" }, \
	{ \
		prefix "passphrase-command", '\0', OPTION_TEXT, &(s)->command, \
		    "COMMAND", "or the first line that it writes" \
	}

/*
 * Before anything else is opened: not more than one of the three, and the
 * descriptor is open.  ST_USAGE.
 */
enum status passphrase_check(
    const struct passphrase_source *source, struct error *err);
/* ST_KEY if there is none to be had, or the two differ. */
enum status passphrase_get(struct passphrase *out,
    const struct passphrase_source *source, struct error *err);
void passphrase_wipe(struct passphrase *p);

#endif
