/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sigform_own - the table of a signature's form.
 *
 * Reads:  sigform.h
 * Gives:  its rows, for sigform.c, which writes by them, and sigform_read.c
 * Memory: nothing
 */
#ifndef RETRACE_SIGFORM_OWN_H
#define RETRACE_SIGFORM_OWN_H

#include "core/filing/sign/sigform.h"

#define DEPTH 10 /* of the table, and one more */
#define NATTR 3
#define NO_SLOT SIGFORM_SLOTS

struct sigform_attr {
	const char *name;  /* NULL: no more */
	const char *value; /* NULL: the algorithm in SIGFORM_METHOD */
};

enum sigform_times {
	ONCE,
	OPTIONAL, /* with all that is in it */
	EACH      /* a text for each of the chain, at least one */
};

struct sigform_row {
	unsigned depth;
	const struct canon_ns *ns;
	const char *name;
	enum sigform_fault fault; /* if it is not as it stands here */
	enum sigform_fault extra; /* if more is in it than stands here */
	struct sigform_attr attr[NATTR];
	enum sigform_slot slot;   /* its text, or NO_SLOT */
	const char *text;         /* its fixed text, or NULL */
	enum sigform_times times; /* optional: there if its values are */
};

#define SIGFORM_ROWS 39
/* The standard's tree, from the top down.  Depth tells what is in what. */
extern const struct sigform_row sigform_rows[SIGFORM_ROWS];

/* The last row of what is in a row. */
size_t sigform_row_end(size_t i);

#endif
