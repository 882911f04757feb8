/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compile - rules become channels: all that trace.h has to add up.
 *
 * Reads:  pack.h, policy.h, a linked bom (its currencies)
 * Gives:  struct rulebook: the rules to judge, in order, and the plan for
 *         trace_run(); each channel stands in it once
 * Memory: rulebook_free(); packs, policy and bom must outlive it
 */
#ifndef RETRACE_COMPILE_H
#define RETRACE_COMPILE_H

#include "core/rules/pack.h"
#include "core/rules/policy.h"
#include "core/trace/trace.h"

/* Verdicts that stand side by side. */
enum variant {
	VARIANT_LAW,      /* what the documents prove */
	VARIANT_POLICY,   /* with the user's policy */
	VARIANT_PRESUMED, /* presumed origins taken as declared */
	VARIANT_COUNT
};
const char *variant_name(enum variant v); /* "law", "policy", "presumed" */

/* Values are compared within one currency: at most so many in one BOM. */
#define RULES_CURRENCIES 8
#define COLUMN_NONE SIZE_MAX

/* Where the amounts of one test are found. */
struct test_columns {
	size_t amount[RULES_CURRENCIES]; /* the numerator; [0] but for values,
					    then by rulebook.currency */
	size_t margin;                   /* of a mass share, else COLUMN_NONE */
	size_t every; /* [g] of the same, whatever its origin */
};

struct booked_rule {
	const struct pack *pack;
	const struct rule *rule;
	/* [rule->ntest + rule->nreading], NULL if not asked for */
	struct test_columns *test[VARIANT_COUNT];
	size_t reading; /* index of its first reading among all of the book */
	size_t chosen;  /* the reading that the policy names, or nreading */
};

/* Columns for reports: by element, and [NELEM] for their sum. */
struct report_columns {
	size_t every[NELEM + 1];
	size_t origin[NELEM + 1]; /* by the first origin of the first pack */
	const struct origin_rule *origin_rule; /* or NULL, then no origin */
};

struct rulebook {
	struct booked_rule *rule; /* [nrule], packs in order */
	size_t nrule;
	size_t nreading; /* of all rules together */
	struct plan plan;
	uint32_t currency[RULES_CURRENCIES]; /* text ids; of item values */
	size_t ncurrency;
	bool has[VARIANT_COUNT];
	struct report_columns report; /* if options.report */
	const struct policy *policy;  /* or NULL */
	struct arena mem;
};

struct compile_options {
	const char *const *only; /* judge these rules alone, "limb-i" or
				    "cn-mofcom-61-2025/limb-i" */
	size_t nonly;
	const char *const *also; /* and these, though they are off */
	size_t nalso;
	const struct policy *policy; /* or NULL */
	bool presumed;               /* also VARIANT_PRESUMED */
	bool report;                 /* also report_columns */
	bool no_rules;               /* and no rule: nothing will be judged */
	bool sum_only;               /* of the report columns their sum alone */
	uint32_t summed;             /* elements in that sum; 0: all */
};

/*
 * ST_REF for a reading of the policy that the rule has not; ST_USAGE for the
 * name of a rule that is in none of the packs, or in two; ST_LIMIT beyond
 * RULES_CURRENCIES.
 */
enum status rulebook_compile(struct rulebook *out,
    const struct pack *const *pack, size_t npack, const struct bom *b,
    const struct compile_options *options, struct error *err);
void rulebook_free(struct rulebook *r);

#endif
