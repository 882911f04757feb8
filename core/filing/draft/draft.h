/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft - the disclosure of products, unsigned: all that is known about each,
 * and what is still missing.
 *
 * Reads:  judge.h, state.h, explain.h, assume.h, deal.h, profile.h
 * Gives:  XML by schemas/filing-1.xsd, root "draft", in canonical form; the
 *         same bytes for the same input
 * Memory: everything lives in the caller's arena
 */
#ifndef RETRACE_DRAFT_H
#define RETRACE_DRAFT_H

#include "core/base/digest.h"
#include "core/bom/link/assume.h"
#include "core/filing/older.h"
#include "core/filing/profile/missing.h"
#include "core/filing/seal/seal.h"
#include "core/rules/deal/deal.h"
#include "core/rules/judge.h"
#include "core/rules/pack/state.h"

/* Why it is filed; a filing of several products has the first, in this order,
 * that any of them has. */
enum draft_basis {
	DRAFT_BY_VERDICT, /* triggered, precautionary or none, as judged */
	DRAFT_TRIGGERED,
	DRAFT_PRECAUTIONARY,
	DRAFT_EXEMPT,
	DRAFT_NONE /* a signed determination that there is no duty */
};

/* "triggered", "precautionary", "exempt", "none" */
const char *draft_basis_name(enum draft_basis basis);

/* What a draft is for, if it changes no earlier filing. */
enum draft_kind {
	DRAFT_INITIAL,
	DRAFT_REPORT, /* of goods that leave without a licence, afterwards */
	DRAFT_NOTICE, /* to who gets the goods next: what is in them */
	DRAFT_KINDS
};
const char *draft_kind_name(enum draft_kind kind);

/* One product that is disclosed, and why it is. */
struct draft_product {
	uint32_t item;
	uint8_t basis; /* enum draft_basis */
};

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
	/* In any order: the draft has them in its own. */
	const struct draft_product *product; /* [nproduct] at least one */
	size_t nproduct;
	struct days days;
	bool as_if_in_force;
	uint8_t kind;                  /* enum draft_kind */
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

/* Why an item would be filed, as judged. */
enum draft_basis draft_basis_judged(
    const struct draft_input *in, uint32_t item);

struct draft {
	struct str xml;
	char id[SHA256_HEX];      /* that it has if filed as it stands */
	struct missing missing;   /* places are those of the profile */
	bool hypothetical;        /* a rule in it is */
	struct goods_stray stray; /* lines of goods that are left out */
	uint32_t demanded; /* bit per enum disclosed: what its forms want in
			      clear, whatever is to be sealed */
};

/*
 * ST_LIMIT beyond LIMIT_FILING; ST_USAGE: no rule was judged, or a product is
 * there twice; what the exact roll-up refuses.
 */
enum status draft_write(const struct draft_input *in, struct arena *a,
    struct draft *out, struct error *err);

/* Each field of the profile that the transaction says otherwise is an error,
 * with both values; ST_NOMEM. */
enum status draft_compare(
    const struct draft_input *in, struct findings *f, struct error *err);

/* A filing that was made in error, or is no longer true. */
struct draft_withdrawal {
	const struct older *of; /* a filing */
	const struct profile *people;
	const char *program;
	int64_t created; /* [s since 1970] */
	struct str checkpoint;
};
/*
 * The draft of a withdrawal: all that the filing says of its products, again,
 * with what people say now.  ST_USAGE: it is no filing; ST_LIMIT.
 */
enum status draft_withdraw(const struct draft_withdrawal *x, struct arena *a,
    struct draft *out, struct error *err);

#endif
