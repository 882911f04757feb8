/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finish - from a draft, perhaps edited by hand, to a filing ready to sign.
 *
 * Reads:  filing.h, profile.h, missing.h, seal.h
 * Gives:  the unsigned filing in canonical form; or what is still missing;
 *         the opening of what it keeps back
 * Memory: everything lives in the caller's arena
 */
#ifndef RETRACE_FINISH_H
#define RETRACE_FINISH_H

#include "core/filing/filing.h"
#include "core/filing/seal/opening.h"

struct finish_input {
	struct str draft;
	const char *file;              /* its name in places */
	const struct profile *profile; /* laid over its blanks, or NULL */
	struct str checkpoint;         /* newest of the log; empty: none */
	int64_t created;               /* [s since 1970] */
	bool hypothetical; /* to file under a law that nobody enacted */
	const struct xml_schema *schema; /* of filings; NULL: it is opened */
	xmlDoc **tree; /* the draft's, for the caller, if all went well; or
			  NULL */
};

struct finished {
	struct str xml; /* the unsigned filing */
	char id[SHA256_HEX];
	struct filing_facts facts;
	struct openings opening; /* n 0: nothing is sealed */
};

/*
 * ST_INCOMPLETE: one finding per missing field; ST_USAGE: the rule is
 * hypothetical and the caller did not say that he knows; ST_VERIFY: the
 * figures do not hold together; else what readers and schema refuse.
 */
enum status filing_finish(const struct finish_input *in, struct arena *a,
    struct finished *out, struct findings *f);

#endif
