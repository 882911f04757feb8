/* SPDX-License-Identifier: Apache-2.0 */
/*
 * replay - verdicts computed again, from bytes that are found by their digest.
 *
 * Reads:  seek.h, session.h, core/report/check/receipt.h
 * Gives:  a session over those bytes; a receipt or a filing held against it
 * Memory: replay_close(); the inputs must outlive it
 */
#ifndef RETRACE_REPLAY_H
#define RETRACE_REPLAY_H

#include "cmd/dealing.h"
#include "cmd/seek.h"
#include "cmd/session.h"
#include "core/report/check/receipt.h"

#include <libxml/tree.h>

/* What came of it. */
enum replayed {
	REPLAY_NOT_ASKED,
	REPLAY_SAME,
	REPLAY_DIFFERS,
	REPLAY_MISSING, /* an input is not to be had: not replayable */
	REPLAY_FAILED
};
/* "", "same", "differs", "not replayable", "failed" */
const char *replayed_word(enum replayed r);

/* An input, by its role; body: once it is found. */
struct replay_input {
	const char *role, *name;
	uint8_t sha256[SHA256_SIZE];
	struct str body;
};

struct replay {
	struct session s;
	struct bom same; /* its files are the bytes of inputs */
	struct given given;
	struct dealing deal; /* the transaction, if there is one */
};

/* Each that is nowhere becomes a finding at that place.  False: some are. */
bool replay_find(struct replay_input *in, size_t n, struct seek *k,
    struct pos at, struct findings *f);
/*
 * Opens the session: all verdicts.  Days, options and needs are set in
 * r->s.in before; packs must have different names.  ST_SCHEMA: a role that
 * this program does not know.
 */
enum status replay_open(struct replay *r, const struct replay_input *in,
    size_t n, struct error *err);
void replay_close(struct replay *r);

/* Computes a receipt again.  Findings say what is missing or differs. */
enum replayed replay_receipt(const struct session *s, struct seek *k,
    const char *file, struct str text, struct findings *f);
/* The same of a filing that its schema has accepted. */
enum replayed replay_filing(const struct session *s, struct seek *k,
    const char *file, xmlDoc *doc, struct findings *f);
/* What a filing is drawn up with in place of what it was. */
struct replay_other {
	const struct replay_input *pack; /* [npack] rules, each with its
					  * clauses behind it; none: its own */
	size_t npack;
	date_day day; /* DATE_NONE: the days that it names */
};
/*
 * Draws a filing up again so.  REPLAY_SAME: *again is the draft, which the
 * caller frees; each product has the basis that its verdict gives, where that
 * is how it was filed.  Findings say what is missing.
 */
enum replayed replay_other(const struct session *s, struct seek *k,
    const char *file, xmlDoc *doc, const struct replay_other *other,
    xmlDoc **again, struct findings *f);
/* Is it a receipt, and no filing? */
bool replay_is_receipt(struct str text);

#endif
