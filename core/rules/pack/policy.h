/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy - what a company has decided for itself to take as nothing.
 *
 * Reads:  xml.h; a policy file (schemas/policy-1.md)
 * Gives:  a trace floor, the word of suppliers, readings of a rule and by
 *         whose prices values are counted, each with reason, author and
 *         expiry; compiled by compile.h beside the law, never in its place
 * Memory: policy_free()
 */
#ifndef RETRACE_POLICY_H
#define RETRACE_POLICY_H

#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/file.h"
#include "core/base/findings.h"
#include "core/base/num.h"

#define POLICY_XMLNS "urn:retrace:policy:1"

enum policy_kind {
	POLICY_TRACE_FLOOR,      /* less than this share of an item is none */
	POLICY_ACCEPT_NOT_ADDED, /* "not intentionally added" is none */
	POLICY_READING, /* of a rule that may be read in several ways */
	POLICY_METHOD,  /* whose prices values are counted by */
	POLICY_ALLOCATE /* what was paid is shared out by mass */
};

struct policy_entry {
	uint8_t kind; /* enum policy_kind */
	bool expired; /* until is before the as-of date: does not count */
	const char *reason, *author;
	const char *share_text;     /* "10 ppm"; NULL unless a trace floor */
	const char *rule, *reading; /* of POLICY_READING, else NULL */
	const char *method;         /* of POLICY_METHOD, else NULL */
	date_day until;             /* the last day on which it counts */
	struct pos at;
};

struct policy {
	const char *id, *path;
	struct policy_entry *entry; /* [n] */
	size_t n;
	bool has_floor, accept_not_added; /* of the entries that count */
	bool allocate;                    /* likewise */
	uint8_t method;                   /* enum value_method, likewise */
	mpq_t floor;
	struct bytes xml; /* the exact file: for its digest and the log */
	struct arena mem;
};

/*
 * Reads the file; an expired entry is kept, said as a warning and does not
 * count.  On an error p is empty and needs no policy_free().
 */
enum status policy_read(
    struct policy *p, const char *path, date_day as_of, struct findings *f);
enum status policy_read_bytes(struct policy *p, const char *name,
    struct str xml, date_day as_of, struct findings *f);
void policy_free(struct policy *p);

#endif
