/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask - which question to whom could settle most of what is undecided.
 *
 * Reads:  judge.h, gaps.h
 * Gives:  the questions that undecided verdicts of shipped items raise, the
 *         most useful first; the suppliers by what all their answers could
 *         do; the fewest answers where one is not enough
 * Memory: inquiry_free(); all that the basis names must outlive it
 *
 * An answer is any amount, origin, mass ... that does not contradict what is
 * stated already, told exactly.  A question CAN settle a verdict if after
 * some answer it is not undecided; it MUST if it is so after every answer.
 */
#ifndef RETRACE_ASK_H
#define RETRACE_ASK_H

#include "core/rules/judge.h"
#include "core/trace/gaps.h"

/* Of equal use the one that is easier to answer comes first. */
enum question_kind {
	QUESTION_ORIGIN = ANSWER_ORIGIN,
	QUESTION_AMOUNT = ANSWER_AMOUNT,
	QUESTION_MASS = ANSWER_MASS,
	QUESTION_CONTENT = ANSWER_CONTENT,
	QUESTION_QUANTITY, /* how much of a part is in its parent */
	QUESTION_FORM,     /* what the item is, or where it was made */
	QUESTION_VALUE,    /* what the item is worth, or what was paid for it */
	QUESTION_PER_YEAR, /* how much of it goes out in a year */
	QUESTION_PER_SHIPMENT, /* how much of it goes out in the shipment */
	QUESTION_PRICE,        /* what a rare earth costs */
	QUESTION_COUNT
};
const char *question_name(enum question_kind k); /* "origin", ... */

/* How many undecided verdicts: after some answer clear, after some answer
 * triggered, either of them, and whatever the answer is. */
struct settles {
	uint32_t clear, triggered, any, must;
};

/* What one question does to one of the open verdicts. */
struct effect {
	uint32_t verdict; /* index into inquiry.verdict */
	bool clear, triggered, must;
	/* How much narrower the interval of the verdict's measure is, at least
	   and at most, depending on the answer; g or currency.  Endless: it
	   gets an end that it has not, whatever the answer. */
	struct exact removes;
	bool endless;
};

/* What an answer is worth, or several together. */
struct worth {
	/* Never less than the truth, for the shipped items. */
	struct settles most;
	uint32_t endless; /* verdicts whose interval gets an upper end */
	double share;     /* of the widths of all open verdicts, summed */
	/* The truth, if it was affordable: */
	bool sharp;
	struct settles shipped, all; /* all: items, each as if shipped alone */
	bool outer; /* not quite: still never less than the truth, where
		       totals, alternatives or several ways meet */
	struct effect *effect; /* [neffect] those that do anything */
	size_t neffect, effect_cap;
};
/* What it settles of the shipped items: the truth, or its bound. */
static inline const struct settles *
worth_settles(const struct worth *x)
{
	return x->sharp ? &x->shipped : &x->most;
}
static inline bool
worth_is_exact(const struct worth *x)
{
	return x->sharp && !x->outer;
}

struct question {
	uint8_t kind;     /* enum question_kind */
	uint32_t item;    /* that is asked about; of a price BOM_NONE */
	uint32_t use;     /* QUESTION_QUANTITY: index into bom.use */
	uint32_t element; /* QUESTION_PRICE: index */
	bool adds;     /* more than a narrower question about the item does */
	bool tried;    /* what it does is found by giving answers: it is about a
			  thing in what is shipped, and does more than one thing
			  there */
	bool points;   /* something about its item points to rare earth */
	double widest; /* what it narrows an interval by, at most, where that is
			  finite; 0: not known */
	struct worth worth;
};

/* The fewest answers that settle a verdict one way. */
struct fewest {
	bool possible;  /* answers to such questions can do it at all */
	uint32_t least; /* proven: not with fewer */
	uint32_t most;  /* so many do it; 0: not tried */
};

/* An undecided verdict of a shipped item. */
struct open_verdict {
	uint32_t item;
	size_t rule;
	/* The measure whose interval is told: a test of the rule, as
	   booked_test(), held against this item: the shipped one, or the thing
	   in it that decides. */
	size_t test;
	uint32_t unit;
	size_t column;  /* of the trace: its numerator, or its margin */
	size_t reading; /* of the rule, whose measure it is; its nreading: none
			   is open, or it has none */
	bool per_year;  /* nobody says how much goes out in a year */
	bool joint;     /* the rule asks for a share among other materials, or
			   counts all products together: the fewest answers are
			   not sought */
	bool upper;     /* the rule asks for no more than so much, too: less may
			   trigger it, and more make it clear; the fewest answers
			   are not sought */
	bool exact;     /* bounds are exact, not just rounded outward */
	struct exact bounds;
	uint32_t gaps; /* items that leave it open */
	bool looked;   /* false: the product is too large for all verdicts */
	struct fewest clear, triggered;
};

/* Is it one for the user's own records, not for a supplier? */
bool question_is_own(const struct bom *b, const struct question *q);

/* May the answer tell a share of a mass that nobody states, or the mass? */
bool question_tells_mass(const struct bom *b, const struct question *q);

/* All questions to one supplier, answered together. */
struct supplier {
	uint32_t name; /* text id; 0: nobody is named */
	uint32_t items, questions;
	uint32_t first; /* index of the most useful question */
	struct worth worth;
};

struct ask_basis {
	const struct bom *bom;
	const struct rulebook *book;
	const struct judgement *judgement;
	const struct trace *trace;
	const uint8_t *shipped; /* [bom->nitem] */
	unsigned threads;
	size_t top;     /* so many questions and suppliers are to be sharp */
	bool suppliers; /* also by supplier */
};

struct inquiry {
	struct question *question; /* [n] the most useful first */
	size_t n;
	struct open_verdict *verdict; /* [nverdict] by rule, then as in the
					 BOM */
	size_t nverdict;
	struct supplier *supplier; /* [nsupplier] the most useful first */
	size_t nsupplier;
	uint32_t undecided; /* verdicts of all items */
	bool all_known;     /* false: of questions and suppliers "all" is not
			       known, for the product is too large */
};

/* ST_NOMEM; what exact evidence refuses.  out is empty then. */
enum status ask_questions(
    struct inquiry *out, const struct ask_basis *basis, struct error *err);
void inquiry_free(struct inquiry *q);

/* Whom to ask about an item: who declared last, else its maker; text id, 0 if
 * neither is named. */
uint32_t ask_whom(const struct bom *b, uint32_t item);
/* Is the document what a bill of materials says of itself, and no supplier? */
bool ask_is_of_the_bill(const struct bom *b, uint32_t declaration);

#endif
