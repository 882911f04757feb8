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

#include "core/rules/pack/pack.h"
#include "core/rules/pack/policy.h"
#include "core/trace/trace.h"

struct transaction; /* who ships what; see transaction.h */
struct per_year;
struct sent_question;

/* Verdicts that stand side by side. */
enum variant {
	VARIANT_LAW,       /* what the documents prove */
	VARIANT_POLICY,    /* with the user's policy */
	VARIANT_PRESUMED,  /* presumed origins taken as declared */
	VARIANT_ALLOCATED, /* by what was paid, shared out by mass where nobody
			      has said how much of it was for the material: an
			      assumption */
	VARIANT_COUNT
};
/* "law", "policy", "presumed", "allocated" */
const char *variant_name(enum variant v);

/* Values are compared within one currency: at most so many in one BOM. */
#define RULES_CURRENCIES 8
#define COLUMN_NONE SIZE_MAX

/* Where the amounts of one test are found. */
struct test_columns {
	size_t amount[RULES_CURRENCIES]; /* the numerator; [0] but for values,
					    then by rulebook.currency */
	size_t margin;                   /* of a mass share, else COLUMN_NONE */
	size_t margin_to; /* of its upper limit, if it is a range */
	size_t rest;      /* of a share among others: what of these does not
			     count, else COLUMN_NONE */
	size_t every;     /* [g] of the same, whatever its origin */
	size_t own;       /* per homogeneous material or article: the numerator
			     that an item holds beside its parts, or articles in
			     it; else COLUMN_NONE */
};

/*
 * A trigger, or a reading of one, that is not held against the item as a whole:
 * against things in it, or for each element or substance alone.
 */
struct seat {
	size_t test;         /* which one, as of the rule */
	size_t first, nturn; /* the tests of its elements or substances:
				[nturn] of the turns of the rule; none: it is
				judged itself */
	size_t cell;         /* [bytes] from the first cell of an item */
};
/* What a seat keeps of each item, in the cells: see apart.h. */
#define SEAT_BYTES 16

/* An item that goes out in a year together with others. */
struct goes_out {
	uint32_t item;
	bool sure; /* the scope of the rule surely holds for it */
};

struct booked_rule {
	const struct pack *pack;
	const struct rule *rule;
	/* [rule->ntest + rule->nreading + nturn], NULL if not asked for */
	struct test_columns *test[VARIANT_COUNT];
	struct rule_test *turn; /* [nturn] one element, or substance, each of a
				   trigger */
	size_t nturn;
	struct seat *seat; /* [nseat] by test: the trigger, or its readings */
	size_t nseat;
	struct goes_out *out; /* [nout] by item: of a rule that counts them
				 together; see year.h */
	size_t nout;
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
	size_t nseat;
	struct plan plan;
	uint32_t currency[RULES_CURRENCIES]; /* text ids; of item values */
	size_t ncurrency;
	bool has[VARIANT_COUNT];
	uint8_t method;               /* enum value_method that the user
					 names, or METHOD_UNSAID */
	struct report_columns report; /* if options.report */
	const struct policy *policy;  /* or NULL */
	/* [items of the bom] what goes out of each in a year; NULL: no rule
	   asks, or nobody says */
	const struct per_year **per_year;
	const struct per_year **per_shipment;  /* in a shipment, likewise */
	const struct transaction *transaction; /* of the options */
	struct sent_question *question; /* [nquestion] of quantities by party
					   or in a time: see sent.h */
	size_t nquestion;
	struct per_year *shipped; /* [nshipped] rows with their sums */
	size_t nshipped;
	struct arena mem;
};

struct compile_options {
	const char *const *only; /* judge these rules alone, "limb-i" or
				    "cn-mofcom-61-2025/limb-i" */
	size_t nonly;
	const char *const *also; /* and these, though they are off */
	size_t nalso;
	const struct policy *policy; /* or NULL */
	/* What goes out in a year, by a transaction; or NULL.  Of which item
	   each is; BOM_NONE: of none that is there. */
	const struct transaction *transaction;
	const uint32_t *per_year_item; /* [its nper_year] */
	const uint32_t *goods_item;    /* [its ngoods] */
	const uint32_t *sent_item;     /* [its nsent] */
	bool presumed;                 /* also VARIANT_PRESUMED */
	uint8_t method;  /* enum value_method; unsaid: that of the rule, else
			    METHOD_MARKET */
	bool allocate;   /* also VARIANT_ALLOCATED */
	bool report;     /* also report_columns */
	bool no_rules;   /* and no rule: nothing will be judged */
	bool sum_only;   /* of the report columns their sum alone */
	uint32_t summed; /* elements in that sum; 0: all */
};

/*
 * Whose prices a test counts by: one of METHOD_MARKET and METHOD_DELIVERED; of
 * one that compares no values, or whole items, METHOD_UNSAID.  by_mass: shared
 * out by mass.
 */
enum value_method rulebook_method(const struct rulebook *book, enum variant v,
    size_t rule, size_t test, bool *by_mass);
/* The currencies in which limits of the packs are stated become texts of the
 * bom, so that reports can name them.  False: no memory. */
bool rulebook_currencies(
    const struct pack *const *pack, size_t npack, struct bom *b);
/*
 * ST_REF for a reading of the policy that the rule has not; ST_USAGE for the
 * name of a rule that is in none of the packs, or in two; ST_LIMIT beyond
 * RULES_CURRENCIES.
 */
enum status rulebook_compile(struct rulebook *out,
    const struct pack *const *pack, size_t npack, const struct bom *b,
    const struct compile_options *options, struct error *err);
void rulebook_free(struct rulebook *r);

/* A test of the rule: of its scope, its trigger, its readings, then turns. */
const struct rule_test *booked_test(const struct booked_rule *b, size_t test);
/* The seat of that trigger or reading; NULL: the item itself is judged. */
const struct seat *booked_seat(const struct booked_rule *b, size_t test);

#endif
