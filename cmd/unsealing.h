/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unsealing - what a verified filing keeps back, and what an opening says.
 *
 * Reads:  session.h, core/filing/seal/unseal.h, core/report/json.h
 * Gives:  the options --open, --only and --save of retrace verify; the values
 *         that are opened, with their places, and those that stay sealed
 * Memory: in the session's arena; unsealing_free()
 */
#ifndef RETRACE_UNSEALING_H
#define RETRACE_UNSEALING_H

#include "cmd/session.h"
#include "core/filing/seal/unseal.h"
#include "core/report/json.h"
#include "core/report/table.h"

struct unsealing_options {
	const char *open, *save; /* or NULL */
	struct words only;
	struct bytes bytes; /* of the opening */
	struct openings opening;
};

#define UNSEALING_OPTIONS(u) \
	{ "open", '\0', OPTION_TEXT, &(u)->open, "FILE", \
		"show the sealed values that this opening proves" }, \
	    { "only", '\0', OPTION_LIST, &(u)->only, "WORD", \
		    "of them those at a place or beside a value; " \
		    "repeatable" }, \
	{ \
		"save", '\0', OPTION_TEXT, &(u)->save, "FILE", \
		    "write these as an opening of their own" \
	}

/* Are they for one filing, and complete? */
enum status unsealing_check(
    const struct unsealing_options *u, size_t files, struct error *err);
void unsealing_free(struct unsealing_options *u);

/*
 * What the filing keeps back, opened as far as --open says; then writes the
 * file of --save.  ST_VERIFY: the opening is refused, *reason says why; else
 * the status of what failed.  All errors go to the session's findings.
 */
enum status unsealing_open(struct unsealing_options *u, struct session *s,
    xmlDoc *doc, struct unsealed *out, const char **reason);

/* For the eye, below what is said of the filing. */
void unsealing_put(
    FILE *to, const struct unsealing_options *u, const struct unsealed *x);
/* The arrays "opened" and "sealed", into the open object. */
void unsealing_put_json(struct json *j, const struct unsealed *x);

/*
 * The filing with its sealed values in clear, for computing it again: those
 * that --open gives, or else the opening that the log has kept of it (body .p
 * NULL: none).  *copy is freed with xmlFreeDoc(), *sealed is how many stay.
 */
enum status unsealing_all(struct session *s, const char *file, xmlDoc *doc,
    const struct unsealed *x, struct str kept, xmlDoc **copy, size_t *sealed);
/* The same in the place of *doc, by what the log has kept alone: all or
 * nothing.  False: a finding says what is missing or wrong. */
bool unsealing_kept(xmlDoc **doc, const char *name, struct str kept,
    struct arena *a, struct findings *f);

#endif
