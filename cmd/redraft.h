/* SPDX-License-Identifier: Apache-2.0 */
/*
 * redraft - what people said before, and say now: the blocks of a draft from
 * an older one, a filer profile and single fields.
 *
 * Reads:  session.h, core/filing/older.h, core/filing/profile/profile_set.h
 * Gives:  options that name an older draft or filing, an amendment, a
 *         withdrawal; what has changed since, on standard error
 * Memory: redraft_close()
 */
#ifndef RETRACE_REDRAFT_H
#define RETRACE_REDRAFT_H

#include "cmd/session.h"
#include "core/filing/draft/draft.h"

struct redraft {
	const char *from, *amends, *withdraws; /* at most one */
	const char *filer, *companion, *period;
	struct words sets, upstream, certificates;
	int kind;           /* enum draft_kind */
	struct older older; /* if one of them is named */
	struct earlier earlier;
	bool has_earlier;
	size_t unsealed; /* fields whose digests were left behind: the texts
			    are not known */
	struct profile people; /* after redraft_open() */
};

#define REDRAFT_OPTIONS(r) \
	{ "filer", '\0', OPTION_TEXT, &(r)->filer, "FILE", \
		"who files, for whom, for what use" }, \
	    { "from", '\0', OPTION_TEXT, &(r)->from, "FILE", \
		    "keep what people filled in there, say what changed" }, \
	    { "amends", '\0', OPTION_TEXT, &(r)->amends, "FILING", \
		    "the same, and this one amends it" }, \
	    { "withdraws", '\0', OPTION_TEXT, &(r)->withdraws, "FILING", \
		    "take that filing back: no FILE then" }, \
	    { "kind", '\0', OPTION_CHOICE, &(r)->kind, \
		    "initial|report|notice", "what it is for (initial)" }, \
	    { "period", '\0', OPTION_TEXT, &(r)->period, "START/END", \
		    "the days within which the goods were shipped" }, \
	    { "upstream", '\0', OPTION_LIST, &(r)->upstream, "NOTICE", \
		    "a notice that came with what was bought; repeatable" }, \
	    { "end-use-certificate", '\0', OPTION_LIST, &(r)->certificates, \
		    "CONTRACT=FILE", \
		    "a certificate of the end user; repeatable" }, \
	    { "set", '\0', OPTION_LIST, &(r)->sets, "BLOCK/FIELD=VALUE", \
		    "fill in one field; repeatable" }, \
	{ \
		"companion", '\0', OPTION_TEXT, &(r)->companion, "FILE", \
		    "write what people say there, to edit: for --filer" \
	}

/* Reads what is named; errors go to the session's findings or to err. */
enum status redraft_open(
    struct redraft *r, struct session *s, struct error *err);
void redraft_close(struct redraft *r);
/* What is computed differently than in the older one; nothing without one. */
enum status redraft_tell(
    const struct redraft *r, struct str draft, struct error *err);
/* Writes the file that --companion names. */
enum status redraft_companion(
    const struct redraft *r, struct str draft, struct error *err);

#endif
