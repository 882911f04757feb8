/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack - a law as data: what it counts, where its limit is, when it holds.
 *
 * Reads:  channel.h, xml.h; rules.xml (schemas/rules-1.md) and the
 *         clauses.tsv beside it
 * Gives:  struct pack, compiled by compile.h, dated by state.h
 * Memory: pack_free() frees everything; a struct pack is not moved once read
 */
#ifndef RETRACE_PACK_H
#define RETRACE_PACK_H

#include "core/chem/composition.h"
#include "core/rules/pack/clause.h"
#include "core/rules/pack/disclosed.h"
#include "core/trace/channel.h"

#define RULES_XMLNS "urn:retrace:rules:1"

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGE_COUNT };

/* What one test looks at. */
enum test_kind {
	TEST_ITEM,        /* the item itself: its form, where it was made */
	TEST_PRESENCE,    /* the mass of the materials against a mass */
	TEST_MASS_SHARE,  /* it against a share of the item's mass */
	TEST_VALUE_SHARE, /* their value against a share of the item's value */
	TEST_AMONG, /* the mass against a share of that of other materials,
		       to which they belong */
	TEST_ANNUAL /* the mass that goes out in a year, by a transaction */
};
enum comparator {
	COMPARE_ABOVE,    /* > */
	COMPARE_AT_LEAST, /* >= */
	COMPARE_BELOW,    /* < */
	COMPARE_AT_MOST,  /* <= */
	COMPARE_COUNT
};
/* By what the value of materials is counted: a test of TEST_VALUE_SHARE. */
enum counted_by {
	COUNT_ELEMENT,  /* the elements, by the price of their oxide or metal */
	COUNT_MATERIAL, /* what they are in, by its own price */
	COUNT_ITEM      /* the whole items that hold them, by theirs */
};
const char *comparator_sign(enum comparator c); /* ">", ">=", "<", "<=" */
const char *comparator_name(enum comparator c); /* "at-least" */
/* Is less what meets it, so that nothing at all does? */
bool comparator_is_upper(enum comparator c);
/* Of what a limit is one: the things in an item that are held against it, each
 * by itself. */
enum level {
	LEVEL_ITEM,     /* the item that is judged */
	LEVEL_PART,     /* each part, component or assembly that it is or
			   holds */
	LEVEL_MATERIAL, /* each homogeneous material */
	LEVEL_ARTICLE,  /* each article in which there is no other one */
	LEVEL_PRODUCT,  /* each product that it holds, and itself */
	LEVEL_COUNT
};
const char *level_name(enum level l); /* "homogeneous-material" */
/* Is the limit one of all that counts together, or of each? */
enum each {
	EACH_SUM,
	EACH_ELEMENT,
	EACH_SUBSTANCE,
	EACH_COUNTRY,
	EACH_END_USER, /* what goes to each of them, of a shipment */
	EACH_CONSIGNEE,
	EACH_COUNT
};
/* Is it one of each party that gets some of it? */
bool each_is_party(enum each e);
const char *each_name(enum each e); /* "element" */
/* Whose prices those of elements and materials are; whole items have none but
 * their own. */
enum value_method {
	METHOD_UNSAID,    /* nobody chose one */
	METHOD_MARKET,    /* those of the market: the list of prices */
	METHOD_DELIVERED, /* what was paid, as the items state it */
	METHOD_COUNT
};
const char *value_method_name(enum value_method m); /* "market", or "" */

/* Substances in which alone some elements count. */
struct named_substances {
	const char **text;      /* [n] as written: a CAS number or a formula */
	struct makeup *of;      /* [n] */
	uint32_t guises[NELEM]; /* bit per guise of those with it */
	size_t n;
	uint32_t elements; /* bit per element */
	mpq_t gram[NELEM]; /* [g substance per g element] of the only one with
			      it */
	bool single;       /* each holds one element, which is in no other */
};

/* A set of rare earths, each in certain guises. */
struct materials {
	const char *id, *title[LANGUAGE_COUNT];
	uint32_t elements;              /* bit per element */
	uint32_t guises[NELEM];         /* bit per guise; 0: any */
	struct named_substances *named; /* or NULL: in whatever they are */
	bool whole; /* not they count, but the whole items that hold any */
	const struct clause *clause;
	struct pos at;
};

/* From which origin they count. */
struct origin_rule {
	const char *id;
	const char *name;                   /* of the policy; NULL: it is told
					       by stages and match */
	uint8_t policy;                     /* enum origin_policy */
	uint8_t stages;                     /* bit per stage, at least one */
	bool technology;                    /* of the countries, instead of a
					       place in them */
	char country[CHANNEL_COUNTRIES][3]; /* "" ends the list */
	const struct stage_countries *by_stage; /* or NULL */
	bool elsewhere;                         /* all countries but these; but
						   none: any country, each of
						   which counts alone */
	bool deemed; /* of which nobody says otherwise is from there */
	const struct clause *clause;
	struct pos at;
};

/* Is it of any country, so that it tells none from another? */
bool origin_is_any(const struct origin_rule *o);

/* One line of a control list: goods of these forms that hold the list's
 * materials. */
struct list_entry {
	const char *code, *title[LANGUAGE_COUNT];
	const char *hs;     /* tariff codes, for the reader: they never decide;
			       "" if none */
	uint32_t forms;     /* bit per form; no form stands in two entries */
	uint32_t unsettled; /* forms of which nobody has said whether they are
			       meant: undecided */
	const struct clause *clause;
	struct pos at;
};

struct control_list {
	const char *id, *title[LANGUAGE_COUNT];
	const struct materials *of; /* that make an item a listed one */
	struct list_entry *entry;   /* [nentry] */
	size_t nentry;
	const struct clause *clause;
	struct pos at;
};

/* Whom the law binds, to what, and where the goods go: text, not judged. */
struct bound {
	const char *who[LANGUAGE_COUNT]; /* NULL: the pack does not say */
	const char *act[LANGUAGE_COUNT];
	const char *destination[LANGUAGE_COUNT];
	const struct clause *clause;
};

/* What of suppliers the form demands in clear. */
struct demand {
	uint32_t fields; /* bit per enum disclosed */
	const struct clause *clause;
	struct pos at;
};

/* How an amount is rounded before it is held against a limit. */
enum rounding { ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_COUNT };
const char *rounding_name(enum rounding r); /* "half-up" */
/* What the law says of a limit that is one of a rounded amount; beside it
 * stands the one that comes to the same without rounding. */
struct limit_rounded {
	uint8_t compare; /* enum comparator */
	const char *text;
};

/* The upper end of a range. */
struct limit_to {
	uint8_t compare; /* COMPARE_BELOW, COMPARE_AT_MOST */
	mpq_t limit;     /* in the unit of the lower one */
	const char *text;
	struct limit_rounded law; /* of a rounded amount */
};

/* What the item itself weighs, or costs, against a limit. */
struct own_limit {
	uint8_t compare;             /* enum comparator */
	mpq_t limit;                 /* [g], or of the currency */
	const char *text, *currency; /* "10 g", NULL; "800 USD", "USD" */
};

struct rule_test {
	uint8_t kind;    /* enum test_kind */
	uint8_t compare; /* enum comparator; not of TEST_ITEM */
	bool as_oxide;   /* the masses are those of the oxides that the
			    elements would be */
	bool as_named;   /* as_oxide: of the substances that the materials name,
			    instead */
	bool shipment;   /* of TEST_ANNUAL: what goes out in a shipment, and
			    not in a year */
	uint8_t over;    /* of a shipment: enum over of sent.h, within which
			    time all shipments are added up */
	uint32_t sum;    /* of a turn: 1 + the question of the book that tells
			    its quantity; 0: none */
	const char *party; /* of a turn: who gets it, by name; or NULL */
	bool together;     /* of TEST_ANNUAL: the mass is that of all products
			   that go out, and not of each */
	bool process;      /* process aids used and not contained */
	const char *currency; /* of TEST_PRESENCE, TEST_ANNUAL: not the mass
				 counts but the value, in that currency, by its
				 three letters; else NULL */
	uint32_t forms;       /* bit per form; 0: all.  TEST_ITEM: of the
				 item; else: of what holds the materials */
	bool forms_not;       /* it is none of these forms */
	const char *hs; /* TEST_ITEM: its tariff code is under one of these, or
			   hs_not: under none; NULL: whatever it is */
	bool hs_not;
	struct own_limit *mass, *value; /* TEST_ITEM: of one of it; or NULL */
	uint32_t unsettled; /* TEST_ITEM: forms that leave it undecided */
	uint32_t stop;      /* bit per form: what is in items of these counts
			       for them, and not for what holds them */
	uint8_t counts;     /* enum counted_by; of TEST_VALUE_SHARE */
	uint8_t per;        /* enum level; of a trigger */
	uint8_t each;       /* enum each; of a trigger */
	uint32_t units;     /* bit per form: of things at that level; 0: that of
			       LEVEL_ITEM, all */
	uint32_t unsure;    /* forms of which it is not said */
	uint8_t method;     /* enum value_method, unless the user names one; of
			       TEST_VALUE_SHARE */
	uint32_t substance; /* of a turn: as that of a channel; else 0 */
	const struct materials *of;    /* NULL for TEST_ITEM */
	const struct materials *among; /* of TEST_AMONG; else NULL */
	bool of_item;  /* of TEST_AMONG: whole items, as a share of the mass of
			  the item, and among none */
	bool by_value; /* of TEST_AMONG: of their value, not of their mass */
	bool itself;   /* of TEST_AMONG: these are the same ones, of any origin
			  and in any guise; each element among itself alone */
	const struct origin_rule *origin; /* NULL: every; TEST_ITEM: where the
					     item was made, NULL: anywhere */
	mpq_t limit;                      /* [g] or share */
	const char *limit_text;           /* as written: "0.1 %" */
	const char *rounded; /* the amount is rounded to whole ones of these:
				"0.1 %"; or NULL: it is not */
	uint8_t rounding;    /* enum rounding */
	struct limit_rounded law; /* of a rounded amount */
	struct limit_to *to; /* a range, of which that limit is the lower end;
				or NULL */
	const struct clause *clause; /* or NULL: the rule's */
	struct pos at;
};
/* As the pack calls it: "mass-share", "annual-value". */
const char *test_name(const struct rule_test *t);
/* Is it money that counts, and not mass? */
bool test_is_money(const struct rule_test *t);

/* Is the day named as the last one still inside? */
enum last_day { LAST_DAY_YES, LAST_DAY_NO, LAST_DAY_UNCLEAR };
struct suspension {
	date_day from, until; /* DATE_NONE: without end */
	uint8_t last_day;     /* enum last_day */
	const struct clause *clause;
	struct pos at;
};

/* Tests of one rule: 16 in its scope, as the schema has it, and the trigger;
 * a control list there is two. */
#define RULE_TESTS 18

/* One way to read a trigger of which the law does not say how it is counted;
 * or one way to meet it, of several of which one is enough.  Its test is
 * test[ntest + k] of the rule. */
struct reading {
	const char *id, *title[LANGUAGE_COUNT];
	const struct clause *clause;
	struct pos at;
};
#define RULE_READINGS 8

/* Triggered if every test of it is; with readings if it is by each of them,
 * with ways if it is by one. */
struct rule {
	const char *id, *title[LANGUAGE_COUNT];
	const struct clause *clause;
	date_day from, until; /* both inside; DATE_NONE: without end */
	bool hypothetical;    /* nobody has enacted it */
	bool on;              /* judged without being named */
	const struct suspension *suspension; /* [nsuspension], by date */
	size_t nsuspension;
	struct rule_test *test; /* [ntest + nreading]; the last one of ntest is
				   the measure, those before it are the scope;
				   then the measure by each reading */
	size_t ntest;
	struct reading *reading; /* [nreading]; by the first one the measure is
				    what it is */
	size_t nreading;
	bool either; /* they are ways, of which one is enough */
	const struct control_list *list; /* of its trigger, or NULL */
	struct pos at;
};

struct decisions; /* what follows from a verdict; see decisions.h */

struct pack {
	const char *id, *version, *title[LANGUAGE_COUNT];
	const char *path;    /* of rules.xml */
	struct pos at;       /* its <rules> */
	date_day read_until; /* the law was read up to this day */
	struct rule *rule;   /* [nrule], in the order of the file */
	size_t nrule;
	struct materials *materials;
	size_t nmaterials;
	struct control_list *list;
	size_t nlist;
	struct bound bound;
	struct demand *demand; /* [ndemand] */
	size_t ndemand;
	struct decisions *decisions; /* or NULL: the pack has none */
	struct origin_rule *origin;  /* the first is the one reports use */
	size_t norigin;
	struct clauses clauses;
	struct bytes xml; /* the exact file: for its digest and the log */
	struct bytes tsv; /* likewise its clauses.tsv */
	struct arena mem;
};

/*
 * Reads rules.xml at path and the clauses.tsv beside it.  All errors go to
 * f, each at its place; then p is empty and needs no pack_free().
 */
enum status pack_read(struct pack *p, const char *path, struct findings *f);
/* The same from bytes (copied), for tests and fuzzing. */
enum status pack_read_bytes(struct pack *p, const char *name, struct str xml,
    const char *clauses_name, struct str clauses, struct findings *f);
/* By id ("cn-trace": an installed one) or by the path of a rules.xml. */
enum status pack_open(struct pack *p, const char *what, struct findings *f);
/* Warns where an installed pack has its id and version and says otherwise. */
void pack_beside_installed(const struct pack *p, struct findings *f);
/* Are these the same two files? */
bool pack_is_same(const struct pack *a, const struct pack *b);
void pack_free(struct pack *p);

/* Is there something of which less would meet it, or which more would miss? */
bool test_has_upper(const struct rule_test *t);
/* Is that all that it asks, so that nothing at all meets it? */
bool test_is_upper(const struct rule_test *t);
/* Is it a share of mass: of that of the item, or of some of it? */
bool test_is_by_mass(const struct rule_test *t);
/* ">= 0.1 %", ">= 5 % and <= 30 %"; "" of an item. */
#define TEST_LIMIT_TEXT 160
void test_limit_text(char out[TEST_LIMIT_TEXT], const struct rule_test *t);

/* Does one of its tests ask for no more than so much? */
bool rule_has_upper(const struct rule *r);
/* ">= 0.1 % or > 1 kg": of its trigger, by each of its ways. */
#define RULE_LIMIT_TEXT (RULE_READINGS * (TEST_LIMIT_TEXT + 4))
void rule_limit_text(char out[RULE_LIMIT_TEXT], const struct rule *r);
/* Is its trigger money, or one way to meet it? */
bool rule_asks_money(const struct rule *r);
/* Is its trigger a mass of a year? */
bool rule_is_annual(const struct rule *r);
/* Does it count all that goes out, of all products? */
bool rule_is_together(const struct rule *r);
/* Is it held against parts of the item, or against each element? */
bool test_is_apart(const struct rule_test *t);
/* Is its trigger, or one way to meet it? */
bool rule_is_apart(const struct rule *r);
/* Index of the reading, or r->nreading. */
size_t rule_find_reading(const struct rule *r, const char *id);
/* All that its form demands in clear: bit per enum disclosed. */
uint32_t pack_demands(const struct pack *p);
/* Index of the rule, or p->nrule. */
size_t pack_find_rule(const struct pack *p, const char *id);
/*
 * Of all clauses that a rule rests on (its own, of its tests, materials,
 * origins and control list) the least sure one: a verdict is shown with its
 * standing.
 */
const struct clause *rule_least_sure(const struct rule *r);
/* The entry of a rule's control list for goods of that form; NULL if it has
 * none, or the form is not known. */
const struct list_entry *rule_entry(const struct rule *r, enum form f);

/* Installed packs: folders of forms/ with a rules.xml, sorted by id. */
struct pack_entry {
	const char *id, *path;
};
enum status pack_list(
    struct arena *a, struct pack_entry **list, size_t *n, struct error *err);
/* Laws that are known and have no pack, forms/not-judged.tsv: by id, what they
 * are about and why nothing is judged by them.  Empty where there is no file.
 */
enum status pack_not_judged(
    struct arena *a, struct clauses *out, struct findings *f);

#endif
