/* SPDX-License-Identifier: Apache-2.0 */
/*
 * older - an older draft or filing, from which a new draft goes on.
 *
 * Reads:  filing.h, profile.h
 * Gives:  what people filled in there, which filing it is, and what has
 *         changed since
 * Memory: older_free(); positions borrow the path
 *
 * Nothing is believed of it but what people wrote: the figures of a new draft
 * are computed.  Whether a filing was changed is verify.h's to say, and the
 * log's.
 */
#ifndef RETRACE_OLDER_H
#define RETRACE_OLDER_H

#include "core/base/file.h"
#include "core/filing/filing.h"

struct older {
	const char *path;
	struct bytes bytes;
	xmlDoc *doc; /* or NULL: not read */
	bool is_filing;
	struct profile people;
	struct filing_facts facts;
	char sha256[SHA256_HEX]; /* of the file */
	struct arena mem;
};

/* A draft or a filing by its schema; all errors go to f. */
enum status older_read(struct older *o, const char *path, struct findings *f);
void older_free(struct older *o);

/* How a filing takes up an earlier one. */
enum earlier_how { EARLIER_AMENDS, EARLIER_WITHDRAWS };
/* "amendment", "withdrawal" */
const char *earlier_kind(enum earlier_how how);

/* The earlier filing that another one names. */
struct earlier {
	enum earlier_how how;
	struct str id, sha256, created, kind; /* "initial", "amendment" */
};
/* ST_USAGE: it is a draft, or one that withdrew something. */
enum status older_as_earlier(const struct older *o, enum earlier_how how,
    struct earlier *out, struct error *err);
/* <earlier>, into the open header. */
void earlier_write(const struct earlier *e, struct canon *w);

#endif
