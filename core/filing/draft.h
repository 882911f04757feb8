/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft - the disclosure of one product, unsigned: all that is known about
 * it, and what is still missing.
 *
 * Reads:  judge.h, state.h, explain.h, assume.h, deal.h, profile.h
 * Gives:  XML by schemas/filing-1.xsd, root "draft", in canonical form; the
 *         same bytes for the same input
 * Memory: everything lives in the caller's arena
 */
#ifndef RETRACE_DRAFT_H
#define RETRACE_DRAFT_H

#include "core/base/digest.h"
#include "core/bom/assume.h"
#include "core/filing/missing.h"
#include "core/filing/older.h"
#include "core/filing/seal.h"
#include "core/rules/deal.h"
#include "core/rules/judge.h"
#include "core/rules/state.h"

/* Why it is filed. */
enum draft_basis {
	DRAFT_BY_VERDICT, /* triggered, precautionary or none, as judged */
	DRAFT_TRIGGERED,
	DRAFT_PRECAUTIONARY,
	DRAFT_EXEMPT,
	DRAFT_NONE /* a signed determination that there is no duty */
};

/* What a draft is for, if it changes no earlier filing. */
enum draft_kind {
	DRAFT_INITIAL,
	DRAFT_REPORT, /* of goods that leave without a licence, afterwards */
	DRAFT_NOTICE, /* to who gets the goods next: what is in them */
	DRAFT_KINDS
};
const char *draft_kind_name(enum draft_kind kind);

/* An input from which the figures come. */
struct draft_file {
	const char *role; /* "bom", "declaration", "prices", "rules" ... */
	const char *name; /* a path; only its last part is written */
	struct str body;  /* all bytes: for size and digest */
};

struct draft_input {
	const struct judgement *judgement; /* its rulebook was compiled with
					      compile_options.report */
	const struct trace *trace;
	uint32_t item;
	struct days days;
	bool as_if_in_force;
	uint8_t kind;                  /* enum draft_kind */
	uint8_t basis;                 /* enum draft_basis */
	const char *program;           /* "retrace 0.1.0" */
	int64_t created;               /* [s since 1970] */
	struct str checkpoint;         /* newest of the log; empty: none */
	const struct profile *profile; /* or NULL: all is blank */
	const struct earlier *earlier; /* that it amends; or NULL */
	const struct draft_file *file; /* [nfile] */
	size_t nfile;
	/* What is assumed, and the verdicts by law with it; or NULL. */
	const struct assumptions *assumptions;
	const struct assumed *assumed;
	const struct judgement *with;
	const struct deal *deal; /* or NULL: no transaction */
	const struct seal *seal; /* or NULL: all stays in clear */
};

struct draft {
	struct str xml;
	char id[SHA256_HEX];    /* that it has if filed as it stands */
	struct missing missing; /* places are those of the profile */
	bool hypothetical;      /* a rule in it is */
	uint32_t demanded; /* bit per enum disclosed: what its forms want in
			      clear, whatever is to be sealed */
};

/*
 * ST_LIMIT beyond LIMIT_FILING; ST_USAGE: no rule was judged; what the exact
 * roll-up refuses.
 */
enum status draft_write(const struct draft_input *in, struct arena *a,
    struct draft *out, struct error *err);

/* A filing that was made in error, or is no longer true. */
struct draft_withdrawal {
	const struct older *of; /* a filing */
	const struct profile *people;
	const char *program;
	int64_t created; /* [s since 1970] */
	struct str checkpoint;
};
/*
 * The draft of a withdrawal: all that the filing says of the product, again,
 * with what people say now.  ST_USAGE: it is no filing; ST_LIMIT.
 */
enum status draft_withdraw(const struct draft_withdrawal *x, struct arena *a,
    struct draft *out, struct error *err);

#endif
