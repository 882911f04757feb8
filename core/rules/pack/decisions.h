/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decisions - what follows from a verdict, as data of a pack.
 *
 * Reads:  pack.h, transaction.h
 * Gives:  questions, decisions and duties of a pack, read by pack_decision.c,
 *         and which decision is reached when some answers are open
 * Memory: all in the pack's arena
 *
 * Decisions stand in order, and the first whose conditions all hold is the one.
 * A condition looks at one variable, which is in one of a few cells: yes or no,
 * a country among those that some condition names, an amount between two
 * limits.  What is not known may be in several cells; then every case is gone
 * through.
 */
#ifndef RETRACE_DECISIONS_H
#define RETRACE_DECISIONS_H

#include "core/rules/deal/ownership.h"
#include "core/rules/deal/term.h"
#include "core/rules/pack/pack.h"

enum outcome {
	OUTCOME_UNDETERMINED, /* open answers decide; never of a decision */
	OUTCOME_LICENCE,
	OUTCOME_REPORT,
	OUTCOME_CASE_BY_CASE,
	OUTCOME_REFUSED, /* in principle */
	OUTCOME_PROHIBITED,
	OUTCOME_EXEMPT_REPORT, /* no licence, but a report in time */
	OUTCOME_EXEMPT,
	OUTCOME_NOT_SUBJECT,
	OUTCOME_COUNT
};
const char *outcome_word(enum outcome o); /* "licence-required" */
const char *outcome_name(enum outcome o, enum language l);

enum derived {
	DERIVED_NOT,    /* somebody has to answer it */
	DERIVED_LISTED, /* is a party on a list? */
	DERIVED_OWNED,  /* do those on a list hold so much of one? */
	DERIVED_USED    /* yes for some end uses; else to be answered */
};

struct pack_question {
	const char *id, *title[LANGUAGE_COUNT];
	const struct clause *clause;
	uint8_t derived;  /* enum derived */
	uint8_t roles;    /* bit per role: of which parties */
	struct str *list; /* [nlist] names of lists */
	size_t nlist;
	uint8_t reading; /* enum ownership_reading that the pack goes by */
	bool above, together;
	mpq_t limit;
	const char *limit_text;
	uint32_t uses; /* bit per end use: these are a yes */
	struct pos at;
};

enum variable_kind {
	VARIABLE_VERDICT,  /* of the rule; cells: clear, triggered */
	VARIABLE_ANSWER,   /* cells as enum reply: no, yes */
	VARIABLE_COUNTRY,  /* cells: the other countries, sets of named ones */
	VARIABLE_DOMESTIC, /* to the country from which it goes; no, yes */
	VARIABLE_END_USE,  /* cells as end_uses */
	VARIABLE_PER_YEAR, /* cells: below, at, between the limits, above */
	VARIABLE_HS,       /* of the item; cells: none of the named codes, then
			      each with all that begins with it */
	VARIABLE_FORM      /* of the item; cells as enum form, from the first
			      that is known */
};
/* Of which country. */
enum country_of {
	COUNTRY_TO,
	COUNTRY_FROM,
	COUNTRY_EXPORTER,
	COUNTRY_CONSIGNEE,
	COUNTRY_END_USER,
	COUNTRY_KINDS
};
const char *country_of_word(enum country_of c); /* "destination" */

#define CELLS_MOST 64 /* of one variable, and variables of one pack */

struct named_country {
	char code[3];
	uint8_t cell;
};
struct variable {
	uint8_t kind; /* enum variable_kind */
	uint8_t of;   /* index of the question; enum country_of */
	uint8_t ncell;
	struct named_country *country; /* [ncountry]; all others: cell 0 */
	size_t ncountry;
	struct str *code; /* [ncode] tariff codes; cell i + 1 is the i-th */
	size_t ncode;
	uint8_t dimension; /* per year: enum dimension; DIM_NONE: a currency */
	char currency[4];
	mpq_t *limit; /* [nlimit] of per year, rising; cell 2 i is below
			 limit i and above the one before, 2 i + 1 is it */
	const char **limit_text;
	size_t nlimit;
};

enum condition_kind {
	CONDITION_VARIABLE,  /* the variable is in one of the cells */
	CONDITION_UNDECIDED, /* the documents leave the verdict open */
	CONDITION_DAY        /* the day lies between two */
};

struct condition {
	uint8_t kind;     /* enum condition_kind */
	uint8_t variable; /* index */
	uint8_t group;    /* one condition of each group must hold */
	uint64_t cells;   /* bit per cell in which it holds */
	date_day from, until;
	/* As written, for the reader and for the cells. */
	uint8_t what;     /* enum variable_kind */
	uint8_t of;       /* question, enum country_of */
	bool yes;         /* answer, domestic; country, code: among them */
	uint8_t compare;  /* per year: 0 <, 1 <=, 2 >=, 3 > */
	struct str words; /* countries, tariff codes */
	uint32_t uses;    /* bit per end use; of VARIABLE_FORM: per form */
	mpq_t limit;
	const char *limit_text;
	uint8_t dimension;
	char currency[4];
	struct pos at;
};

struct decision {
	const char *id, *title[LANGUAGE_COUNT];
	const struct clause *clause;
	uint8_t outcome;        /* enum outcome; of a duty: undetermined */
	uint64_t rules;         /* bit per rule of the pack */
	struct condition *when; /* [nwhen], by group; none: always */
	size_t nwhen;
	uint16_t with;  /* of a duty: bit per outcome that brings it */
	bool exemption; /* from what the rule brings: it goes before what is no
			   exemption, and asks that the rule is triggered */
	struct term within; /* the time for it; n is 0: none is set */
	struct pos at;
};

struct decisions {
	struct pack_question *question; /* [nquestion] */
	size_t nquestion;
	struct decision *decision; /* [ndecision], at most CELLS_MOST */
	size_t ndecision;
	struct decision *duty; /* [nduty], at most CELLS_MOST */
	size_t nduty;
	struct variable *variable; /* [nvariable], at most CELLS_MOST */
	size_t nvariable;
};

/* What is known: the cells in which each variable may be. */
struct facts {
	uint64_t possible[CELLS_MOST];
	bool undecided; /* the verdict, by the documents */
	date_day day;
};
/* Nothing is known. */
void facts_open(const struct decisions *d, struct facts *f);

struct decided {
	uint8_t outcome;          /* enum outcome */
	uint16_t outcomes;        /* bit per outcome that some case comes to */
	uint64_t reached;         /* bit per decision that some case reaches */
	uint64_t matters;         /* bit per variable that can change the
				     outcome; none unless undetermined */
	uint64_t duty, duty_open; /* bit per duty: due, perhaps due */
	bool given_up;            /* more cases than are gone through */
};

struct worlds;                    /* room to go through cases */
struct worlds *worlds_make(void); /* NULL when memory is out */
void worlds_free(struct worlds *w);

/* What follows for one rule of the pack. */
void decisions_reach(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, struct decided *out);
/* The same but for what matters, of many facts: all of them together may look
 * at as many conditions as one of them elsewhere. */
void decisions_survey(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, struct decided *out);
/* The outcomes, as bits, if that variable is in one of those cells. */
uint16_t decisions_if(struct worlds *w, const struct decisions *d, size_t rule,
    const struct facts *f, uint8_t variable, uint64_t cells);

/* What it is called: "military-user", "destination", "verdict". */
const char *variable_word(const struct decisions *d, const struct variable *v);
/* Do the conditions of one hold, by all that is known? */
enum reply decision_holds(const struct decision *x, const struct facts *f);
/* Does an exemption of the rule look at anything? */
bool decisions_exempt(const struct decisions *d, size_t rule);
/* What is known of an item by itself, whoever ships it: its tariff code and
 * its form. */
void facts_of_item(const struct decisions *d, const struct bom *b,
    uint32_t item, struct facts *f);

/* The cells in which an item of that tariff code may be. */
uint64_t variable_code(const struct variable *v, struct str code);
/* The cell of a country, or of an amount per year. */
uint8_t variable_country(const struct variable *v, const char code[3]);
uint8_t variable_amount(const struct variable *v, mpq_srcptr amount);
/* Of its clause and those of the questions that it asks the least sure one. */
const struct clause *decision_least_sure(
    const struct decisions *d, const struct decision *x);
void decisions_free(struct decisions *d); /* numbers outside of the arena */

#endif
