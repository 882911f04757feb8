/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stamping - a time-stamp for a filing, with or without a network.
 *
 * Reads:  options.h, shell.h, core/filing/sign/stamp.h, sign.h
 * Gives:  the signed filing with a token of an authority that is trusted: at
 *         once from a command, or later from the answer to a request
 * Memory: stamping_free(); documents live in the caller's arena
 *
 * A signature that waits for its answer lies beside its request, as
 * REQUEST.pending: it is the one that was asked for, and no other will do,
 * since each is made anew.  Nothing is filed before the answer is there.
 */
#ifndef RETRACE_STAMPING_H
#define RETRACE_STAMPING_H

#include "cmd/options.h"
#include "core/base/arena.h"
#include "core/filing/filing.h"
#include "core/filing/sign/stamp.h"

struct stamping {
	const char *request, *reply, *command, *policy; /* options, or NULL */
	struct words ca_files;
	struct certs ca;
	struct stamp stamp; /* after stamping_put() */
};

#define STAMPING_OPTIONS(s) \
	{ "tsq", '\0', OPTION_TEXT, &(s)->request, "FILE", \
		"write a request for a time-stamp, and stop there" }, \
	    { "tsr", '\0', OPTION_TEXT, &(s)->reply, "FILE", \
		    "the answer to that request: go on from there" }, \
	    { "tsa-command", '\0', OPTION_TEXT, &(s)->command, "COMMAND", \
		    "or the command that answers a request at once" }, \
	    { "tsa-policy", '\0', OPTION_TEXT, &(s)->policy, "OID", \
		    "under which policy to be stamped" }, \
	{ \
		"tsa-ca", '\0', OPTION_LIST, &(s)->ca_files, "FILE", \
		    "whom you trust to certify stamps; repeatable" \
	}

/* Do the options go together?  Loads the certificates. */
enum status stamping_check(struct stamping *s, struct error *err);
/* Shall a time-stamp be put in?  Else there is none, or it comes later. */
bool stamping_is_due(const struct stamping *s);
/* Is this the run that only asks? */
bool stamping_only_asks(const struct stamping *s);

/* Writes the signed filing to REQUEST.pending, then the request.  ST_CREATE
 * if either is there. */
enum status stamping_ask(const struct stamping *s, struct str signed_doc,
    struct arena *a, struct error *err);
/*
 * Takes up what waits: still as it was signed, and the filing of that id.
 * pinned: whose signature it must be, or NULL.  *checkpoint: what it carries.
 */
enum status stamping_resume(const struct stamping *s, const char *id,
    const struct certs *pinned, struct arena *a, struct str *signed_doc,
    struct str *checkpoint, struct error *err);
/* The time-stamp goes in. */
enum status stamping_put(
    struct stamping *s, struct str *doc, struct arena *a, struct error *err);
/* The same for bytes that are no filing: only the request, and only the token
 * of its answer.  Whether that holds is not said. */
enum status stamping_ask_for(const struct stamping *s, struct str over,
    struct arena *a, struct error *err);
enum status stamping_token(const struct stamping *s, struct str over,
    struct arena *a, struct str *token, struct error *err);
/* It is filed: what waited goes. */
void stamping_done(const struct stamping *s, struct arena *a);
void stamping_free(struct stamping *s);

#endif
