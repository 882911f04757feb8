/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recording - a run of a verb as an entry of a log, on request.
 *
 * Reads:  log.h, passphrase.h, session.h
 * Gives:  the options of --record; an entry with the answer, all inputs as
 *         bytes, who ran it, and the exit code when that is not possible
 * Memory: in the session
 *
 * The answer goes first: whoever asks for a record never loses it.
 */
#ifndef RETRACE_RECORDING_H
#define RETRACE_RECORDING_H

#include "cmd/passphrase.h"
#include "cmd/session.h"
#include "core/log/auditlog.h"

struct recording {
	const char *log, *key, *actor; /* NULL: not said */
	struct passphrase_source pass;
};

/* What the options begin from. */
extern const struct recording recording_none;

#define RECORDING_OPTIONS(r) \
	{ "record", '\0', OPTION_TEXT, &(r)->log, "LOG", \
		"also record this run in that log" }, \
	    { "actor", '\0', OPTION_TEXT, &(r)->actor, "NAME", \
		    "with --record: who runs it, a person or a role" }, \
	    { "log-key", '\0', OPTION_TEXT, &(r)->key, "FILE", \
		    "with --record: the key of that log" }, \
	    PASSPHRASE_OPTIONS("log-", &(r)->pass, "the log's key")

/* Before anything is computed: ST_USAGE, which option is missing. */
enum status recording_check(const struct recording *r, struct error *err);

/* What emit() writes of a result in one form, as text; .p NULL and err set
 * where it fails. */
struct str recording_text(struct session *s, enum format_out format,
    enum status (*emit)(
	const struct page *page, const void *result, struct error *err),
    const void *result, struct error *err);

/*
 * Rule packs and inputs of the product that the session has open; `answer`
 * becomes the first document.  sealed: no supplier's file is named.
 */
enum status recording_product(struct session *s, struct log_entry *e,
    const struct log_input *answer, bool sealed, struct error *err);
/* "Drive unit rev C and 2 more": n items from that one on. */
struct str recording_items(struct session *s, uint32_t first, size_t n);
/* The same of all that is shipped. */
struct str recording_shipped(struct session *s);

/*
 * Adds the entry, unless nobody asked for it: actor, tool and time are set
 * here.  Returns `code`, or, where it is not recorded, says so and why, and
 * returns the exit code of that.  err: what has failed before, or ST_OK.
 */
int recording_add(struct session *s, const struct recording *r,
    struct log_entry *e, int code, const struct error *err);

#endif
