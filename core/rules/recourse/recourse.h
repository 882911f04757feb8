/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse - the least to change so that nothing triggers.
 *
 * Reads:  ask.h, state.h; a product that was judged
 * Gives:  the parts to buy from elsewhere, or to have declared, of which
 *         fewer (or cheaper ones) cannot do; or how near to that it came;
 *         the verdicts that nothing of the kind can change, and why
 * Memory: recourse_free(); all that the basis names must outlive it
 *
 * A part that is bought elsewhere holds the same; each stage of all that it
 * holds itself, also of what nobody listed, then took place in another
 * country.  A whole that is bought ready comes from there with all that is in
 * it; what is in it stays what it is wherever else it is used.  A part that is
 * declared says all of its content, and at best:
 * the least that what is known of it allows.
 */
#ifndef RETRACE_RECOURSE_H
#define RETRACE_RECOURSE_H

#include "core/rules/ask/ask.h"
#include "core/rules/pack/state.h"

enum recourse_by {
	RECOURSE_PARTS,     /* each part counts one */
	RECOURSE_SUPPLIERS, /* all parts of a supplier together count one */
	RECOURSE_COST       /* by what a file says that they cost */
};

/* What it costs to change an item, or all items of a supplier together. */
struct recourse_cost {
	uint32_t item;     /* or BOM_NONE */
	uint32_t supplier; /* text id; where item is BOM_NONE */
	mpq_t cost;        /* 0 and above */
};
struct recourse_costs {
	struct recourse_cost *list; /* [n] */
	size_t n, cap;
	uint32_t currency; /* text id; 0: none is named */
};
/*
 * Reads a table with the columns part (with maker and revision) or supplier,
 * cost and currency.  Texts that are new go into the bom.
 */
enum status recourse_costs_read(struct recourse_costs *c, struct bom *b,
    const char *path, struct str bytes, struct findings *f);
void recourse_costs_free(struct recourse_costs *c);

struct recourse_basis {
	struct ask_basis ask; /* top and suppliers are not looked at */
	date_day law;
	bool as_if_in_force;
	bool declare; /* have parts declared; else buy them elsewhere */
	bool settle;  /* of what is bought: nor may anything stay undecided */
	bool ready;   /* of what is bought: wholes, ready, too */
	bool technology; /* nor do they use the countries' technology */
	char country[3]; /* where they are bought: none that a rule counts */
	const uint8_t *keep; /* [nitem] 1: cannot be changed; or NULL */
	enum recourse_by by;
	const struct recourse_costs *costs; /* RECOURSE_COST */
};

/* Why nothing of the kind changes a verdict: the first that holds. */
enum blocked {
	BLOCKED_ITEM,       /* what the item is, or where it was made */
	BLOCKED_LESS,       /* less of it still meets it */
	BLOCKED_EVERY,      /* rare earths of every origin count */
	BLOCKED_TECHNOLOGY, /* whose technology was used counts */
	BLOCKED_KEPT,       /* parts that are to be kept, or cost unknown */
	BLOCKED_OWN,        /* what is shipped holds it by itself */
	BLOCKED_OPEN        /* something else is not known of it */
};

/* A verdict that is to change. */
struct recourse_target {
	uint32_t item;
	size_t rule;
	uint8_t was, now; /* enum verdict; now: once the choice is made */
	bool blocked;
	uint8_t why; /* enum blocked */
};

/* Something that is chosen. */
struct recourse_choice {
	uint32_t supplier; /* text id, all whose parts go together; 0: a part */
	uint32_t first, n; /* of recourse.item */
	mpq_t cost;
};

struct recourse {
	struct recourse_target *target; /* [ntarget] by rule, then as in the
					   BOM */
	size_t ntarget, nblocked;
	/* Of shipped items: verdicts that are no targets and that the choice
	   triggers, and the first of them. */
	size_t ncaused;
	struct recourse_target caused;
	struct recourse_choice *choice; /* [n] the dearest first, then as in
					   the BOM */
	size_t n;
	uint32_t *item; /* [nitem] those chosen that bear on it, by choice */
	uint8_t *whole; /* [nitem] 1: bought ready, with all that is in it */
	size_t nitem;
	size_t candidates; /* parts that could be chosen */
	size_t forced;     /* choices without which it cannot be done */
	mpq_t cost, least; /* of the choice; proven: no less can do */
	bool optimal;      /* they are equal */
	bool contradicts; /* statements exclude each other: nothing is proven */
	size_t rounds;    /* products that were judged */
};

/*
 * ST_NOMEM; ST_USAGE for a country that a rule counts; what exact evidence
 * refuses.  out is empty then.
 */
enum status recourse_find(struct recourse *out,
    const struct recourse_basis *basis, struct error *err);
void recourse_free(struct recourse *r);

/* What a choice comes to, in the product as it is read: */
struct recourse_parts {
	uint8_t *from; /* [nitem of the bom] 1: comes from elsewhere itself */
	uint8_t *twin; /* 1: it does so in what is bought ready, and stays what
			  it is elsewhere: it is needed twice */
	uint8_t *uses; /* 1: the parts in it are those from elsewhere */
	bool twins;    /* some are needed twice */
};
/* False when memory is out; to be freed all the same. */
bool recourse_parts_find(struct recourse_parts *p, const struct recourse *r,
    const struct bom *b, const uint8_t *shipped);
void recourse_parts_free(struct recourse_parts *p);

#endif
