/* SPDX-License-Identifier: Apache-2.0 */
/*
 * session - what a verb works on: opened as far as it needs, shared by all.
 *
 * Reads:  options.h, output.h; all of core
 * Gives:  the bom, packs, amounts and verdicts that the needs-bits of the
 *         dispatch table name; messages on standard error
 * Memory: session_close() frees everything
 */
#ifndef RETRACE_SESSION_H
#define RETRACE_SESSION_H

#include "cmd/output.h"
#include "cmd/watch.h"
#include "core/bom/link/assume.h"
#include "core/bom/link/extract.h"
#include "core/bom/link/twin.h"
#include "core/bom/read.h"
#include "core/bom/table/wishes.h"
#include "core/rules/ask/changed.h"
#include "core/rules/flip.h"
#include "core/rules/recourse/recourse.h"
#include "core/rules/screen.h"

/* Each bit brings the ones above it that it stands on. */
enum need {
	NEED_BOM = 1,     /* the files, read and linked into one product */
	NEED_RULES = 2,   /* the rule packs, and the policy if one is named */
	NEED_AMOUNTS = 4, /* what is in each item, without verdicts */
	NEED_JUDGE = 8    /* amounts and verdicts */
};

struct session;
struct command {
	const char *name;
	int (*run)(struct session *s, int argc, char **argv);
	unsigned needs; /* enum need */
	const char *summary;
};

/* The rule pack, if none is named. */
#define SESSION_USUAL_PACK "cn-trace"

enum fail_on { FAIL_UNDECIDED, FAIL_TRIGGERED, FAIL_NEVER };

/* The bytes of rule packs and of the policy, where they are not those of
 * files; by the place of their names. */
struct given {
	const struct str *pack, *clauses; /* [packs.n] */
	struct str policy;
};

/* What the options of several verbs set. */
struct inputs {
	struct words files;     /* of one product: BOM, declarations, prices */
	struct words formats;   /* of files: "FORMAT", or "FILE=FORMAT" */
	bool strict;            /* what cannot be taken is an error */
	const struct bom *same; /* that was read from them, and from assume;
				   NULL: they are yet to be read */
	const struct changes *changes; /* to what same was read from; or NULL */
	/* Parts of it that are needed twice, as they are and from elsewhere;
	   or NULL. */
	const struct recourse_parts *parts;
	struct elsewhere elsewhere;
	const struct given *given; /* or NULL: packs and policy are files */
	struct words packs;        /* none: cn-trace */
	struct words only;         /* rules to judge, by id */
	struct words also;         /* rules that are off unless named */
	struct words ship;         /* items to look at as shipped */
	const char *policy;        /* or NULL */
	const struct transaction *transaction; /* or NULL: none, or not read */
	struct words assume;                   /* files of assumptions */
	struct words rates;    /* of exchange rates: join the files */
	struct words encoding; /* of tables: "NAME", or "FILE=NAME" */
	struct words maps;     /* files of columns: join the files, first */
	struct words decimal;  /* likewise: comma or point */
	bool of_two;           /* files are named that are of another product */
	struct days days;      /* never DATE_NONE once the session is open */
	bool every_day; /* keep the uses of every day, not those of as_of */
	bool as_if_in_force;
	bool presumed;
	bool exact;      /* no verdict by doubles */
	int method;      /* enum value_method, as its choice has it */
	int allocate;    /* 1: also by what was paid, shared out by mass */
	bool flips;      /* also what other documents would change */
	bool report;     /* also amounts by element, for a draft */
	bool sum_only;   /* of NEED_AMOUNTS: all elements together */
	uint32_t summed; /* bit per element in that sum; 0: all */
};

struct dealing; /* a transaction and what follows; see dealing.h */

struct session {
	const struct command *command;
	const struct command *parent; /* of a verb within a verb, or NULL */
	struct inputs in;
	struct output_options output;
	int fail_on; /* enum fail_on */
	bool quiet;
	bool digests;  /* also in tables for the eye */
	bool recorded; /* they are needed, whatever is shown */
	bool help;
	struct words rest; /* words that are no options */
	struct outputs out;

	struct watch_line watch;
	struct findings findings;
	size_t printed; /* findings that are on standard error already */
	const struct findings *beside;   /* of another session, or NULL: what is
					    said there is not said again */
	size_t told_errors, told_others; /* of those that are not kept */
	struct arena mem;
	struct substance_table chem;
	struct wishes wishes; /* of in */
	struct bom bom;
	struct extract below; /* after session_narrow(): bom is its bom */
	struct bom whole;     /* and this the one that was read */
	bool is_narrow;
	struct pack *pack; /* [npack] */
	const struct pack **packs;
	size_t npack;
	struct policy policy;
	bool has_policy, has_bom;
	struct rulebook book;
	struct trace *trace;
	struct judgement judgement;
	uint8_t *shipped;              /* [bom.nitem] */
	struct flips flips;            /* if in.flips */
	const struct dealing *dealing; /* or NULL: the verb has none */
	/* Beside the law, with what is assumed (assuming.h). */
	struct assumptions assumptions;
	struct assumed assumed;
	bool has_assumed;
	struct rulebook with_book; /* borrows from book */
	struct trace *with_trace;
	struct judgement with;
};

/* Runs the verb within a verb that argv[0] names; help lists them. */
int session_subverb(struct session *s, const struct command *sub, size_t nsub,
    int argc, char **argv);

/*
 * Reads the verb's command line.  False: the verb is done, and *code is its
 * exit code (help was asked for, or the line is wrong).
 */
bool session_options(struct session *s, const struct usage *usage, int argc,
    char **argv, int *code);
#define SESSION_MAP_OPTION(s) \
	{ \
		"map", '\0', OPTION_LIST, &(s)->in.maps, "FILE", \
		    "what columns of tables are: lines of heading = column; " \
		    "repeatable" \
	}
/* For tables: the options of verbs that say how files are to be read. */
#define SESSION_READ_OPTIONS(s) \
	SESSION_MAP_OPTION(s), \
	    { "format", '\0', OPTION_LIST, &(s)->in.formats, "[FILE=]FORMAT", \
		    "read files, or one of them, as that format; " \
		    "repeatable" }, \
	    { "encoding", '\0', OPTION_LIST, &(s)->in.encoding, "[FILE=]NAME", \
		    "read tables, or one of them, as that encoding; " \
		    "repeatable" }, \
	{ \
		"decimal", '\0', OPTION_LIST, &(s)->in.decimal, \
		    "[FILE=]comma|point", \
		    "which of the two is decimal in numbers of tables; the " \
		    "other stands between thousands; repeatable" \
	}
/* For tables: the options of verbs that judge. */
#define SESSION_RULE_OPTIONS(s) \
	{ "rules", 'r', OPTION_LIST, &(s)->in.packs, "PACK", \
		"rule pack: an installed id or a rules.xml; repeatable" }, \
	    { "only", '\0', OPTION_LIST, &(s)->in.only, "RULE", \
		    "judge this rule alone; repeatable" }, \
	    { "also", '\0', OPTION_LIST, &(s)->in.also, "RULE", \
		    "judge this rule too, which is off by default; " \
		    "repeatable" }, \
	    { "policy", '\0', OPTION_TEXT, &(s)->in.policy, "FILE", \
		    "your own policy: its verdict stands beside the law's" }, \
	    { "assume", '\0', OPTION_LIST, &(s)->in.assume, "FILE", \
		    "your own assumptions, the same way; repeatable" }, \
	    { "rates", '\0', OPTION_LIST, &(s)->in.rates, "FILE", \
		    "exchange rates: from, to, rate, date; repeatable" }, \
	    { "value-method", '\0', OPTION_PICK, &(s)->in.method, \
		    "market|delivered", \
		    "value materials by prices of the market, or by what " \
		    "was paid" }, \
	    { "allocate", '\0', OPTION_PICK, &(s)->in.allocate, "mass", \
		    "also with prices of parts shared out by mass: an " \
		    "assumption" }, \
	    { "as-of", '\0', OPTION_DATE, &(s)->in.days.as_of, "DATE", \
		    "judge the product and the law of that day (today)" }, \
	    { "law-as-of", '\0', OPTION_DATE, &(s)->in.days.law, "DATE", \
		    "the rules as they stand on that other day" }, \
	    { "bom-as-of", '\0', OPTION_DATE, &(s)->in.days.bom, "DATE", \
		    "the parts and documents that hold on that other day" }, \
	    { "price-as-of", '\0', OPTION_DATE, &(s)->in.days.price, "DATE", \
		    "the newest prices that are no newer than that day" }, \
	    { "as-if-in-force", '\0', OPTION_FLAG, &(s)->in.as_if_in_force, \
		    NULL, "count suspended, ended and future rules too" }, \
	    { "presumed", '\0', OPTION_FLAG, &(s)->in.presumed, NULL, \
		    "also judge with presumed origins taken as declared" }, \
	    { "exact", '\0', OPTION_FLAG, &(s)->in.exact, NULL, \
		    "exact numbers throughout, also far from any limit" }, \
	{ \
		"ship", '\0', OPTION_LIST, &(s)->in.ship, "ITEM", \
		    "look at this item as shipped; repeatable" \
	}

/* Opens what command->needs names; s->in.files are the files. */
enum status session_open(struct session *s, struct error *err);
/* The same for other needs than those of the command. */
enum status session_open_for(
    struct session *s, unsigned needs, struct error *err);
/* The item of that designation: part number, "MAKER PART", "PART rev R" as
 * the outputs write it.  ST_REF if there is none, or more than one. */
enum status session_item(const struct session *s, const char *name,
    uint32_t *item, struct error *err);

/*
 * Once bom and rules are open, and before anything else is: only what is below
 * the item is of interest, and *item becomes its index there.  What the answer
 * for the item needs of others stays.
 */
enum status session_narrow(
    struct session *s, uint32_t *item, struct error *err);

/* The bytes of input number i, files before assumptions, as in.same has them.
 * False: none, or memory is out (then err is set). */
bool session_same_bytes(
    const struct session *s, size_t i, struct bytes *out, struct error *err);
/* As many as there are processors. */
unsigned session_threads(void);
/* Prints what is to be said, then the error; returns the exit code. */
int session_fail(struct session *s, const struct error *err);
/* Prints the findings that are not yet printed. */
void session_messages(struct session *s);
/* 0, 1 or 2 of a judgement, as --fail-on wants it. */
int session_verdict_code(const struct session *s, int code);
void session_close(struct session *s);

#endif
