/* SPDX-License-Identifier: Apache-2.0 */
/*
 * findings - all that is to be said about the user's files.
 *
 * Reads:  error.h
 * Gives:  a list in the order of discovery, the cause before its consequences
 * Memory: texts are owned by the list; of errors and of all else at most
 *         LIMIT_FINDINGS each are kept, the rest are counted
 */
#ifndef RETRACE_FINDINGS_H
#define RETRACE_FINDINGS_H

#include "core/base/arena.h"
#include "core/base/error.h"

#include <stdbool.h>

enum severity {
	SEV_ERROR,   /* the file is refused */
	SEV_WARNING, /* accepted, and the reader should know */
	SEV_NOTE,    /* said for completeness */
	SEV_LOSS     /* something of the file was not taken: a warning, or in a
			strict list an error; only for findings_add() */
};

struct finding {
	enum severity sev;
	enum status code;
	struct pos at;
	const char *text; /* what was found: what was expected */
	/* Which of our sentences it is: the format, by which another language
	 * finds it; NULL for the words of somebody else. */
	const char *saying;
};

/* All zero is an empty list. */
struct findings {
	struct finding *list; /* n entries */
	size_t n, cap;
	size_t errors, warnings; /* all, also those not kept */
	size_t kept_errors;      /* of those in list */
	/* Beyond LIMIT_FINDINGS, or for want of memory. */
	size_t dropped_errors, dropped_others;
	bool strict;        /* set by the owner: what is lost is an error */
	size_t losses;      /* of the errors those that are such */
	struct error first; /* the first error, ST_OK: none */
	struct arena texts;
};

/* Adds a finding; an error also sets f->first.  Returns code.  fmt is a text of
 * the program and outlives f. */
enum status findings_add(struct findings *f, enum severity sev,
    enum status code, struct pos at, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* Shorthands. */
#define findings_error(f, code, at, ...) \
	findings_add((f), SEV_ERROR, (code), (at), __VA_ARGS__)
#define findings_warn(f, code, at, ...) \
	findings_add((f), SEV_WARNING, (code), (at), __VA_ARGS__)
#define findings_loss(f, code, at, ...) \
	findings_add((f), SEV_LOSS, (code), (at), __VA_ARGS__)
/* Takes over an error as a finding. */
enum status findings_take(struct findings *f, const struct error *err);
/* Adds all of `from`, which is then empty. */
void findings_join(struct findings *f, struct findings *from);
void findings_free(struct findings *f);

#endif
