/* SPDX-License-Identifier: Apache-2.0 */
/*
 * missing - what is still to be given before a draft can be filed.
 *
 * Reads:  profile.h
 * Gives:  each blank field that is required, by name, with what to give
 * Memory: list and names live in the caller's arena
 */
#ifndef RETRACE_MISSING_H
#define RETRACE_MISSING_H

#include "core/filing/profile/profile.h"

struct missing_field {
	const char *name; /* "filer/name", "goods[2]/quantity" */
	const char *ask;  /* what to give */
	struct pos at;    /* of the field, else of its block; or none */
};

struct missing {
	struct missing_field *field; /* [n], in the order of the schema */
	size_t n;
};

/* change: an earlier filing is amended or withdrawn.  ST_NOMEM is the only
 * refusal. */
enum status missing_find(const struct profile *p, bool change, struct arena *a,
    struct missing *out, struct error *err);
/* <missing> with an entry each, into the open element. */
void missing_write(const struct missing *m, struct canon *w);

#endif
