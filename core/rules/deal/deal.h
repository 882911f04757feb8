/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deal - a transaction held against the decisions of packs.
 *
 * Reads:  transaction.h, workdays.h, decisions.h
 * Gives:  what follows for an item from the verdict of a rule; who holds whom,
 *         for each question that asks it; when a report is due
 * Memory: deal_free(); transaction, holidays and packs must outlive it
 *
 * The exit code and the verdicts know nothing of it, but for the quantities of
 * a year.
 */
#ifndef RETRACE_DEAL_H
#define RETRACE_DEAL_H

#include "core/rules/deal/workdays.h"
#include "core/rules/judge.h"
#include "core/rules/pack/decisions.h"

/* How much of one party those on the lists of a question hold. */
struct party_owned {
	size_t question; /* of the pack */
	uint32_t party;
	struct owned owned;
};

/* What follows of one rule from one verdict, for all items that the transaction
 * does not name: there may be a million of them. */
struct deal_memory {
	bool known;
	date_day day;
	struct decided decided;
};

/* One pack, and what the transaction says to its questions. */
struct deal_pack {
	const struct pack *pack;
	uint8_t *derived; /* [nquestion] enum reply, from lists and stakes */
	struct party_owned *owned; /* [nowned] */
	size_t nowned;
	struct deal_memory *memory; /* [nrule * VERDICT_COUNT] */
};

struct deal {
	const struct transaction *t;
	const struct holidays *holidays;
	const uint32_t *answer_item;   /* [t->nanswer] BOM_NONE: every item */
	const uint32_t *per_year_item; /* [t->nper_year] likewise */
	const uint32_t *goods_item;    /* [t->ngoods] likewise */
	const struct bom *bom;         /* or NULL */
	date_day day; /* of export; if it is not said, that of the law */
	struct deal_pack *pack; /* [npack] */
	size_t npack;
	struct worlds *worlds;
	struct arena mem;
};

/* What a deal is made of. */
struct deal_parts {
	const struct transaction *t;
	const struct holidays *holidays;
	const struct pack *const *pack; /* [npack] */
	size_t npack;
	/* NULL: none is named. */
	const uint32_t *answer_item, *per_year_item, *goods_item;
	date_day law;
	const struct bom
	    *bom; /* of the items; NULL: nothing is known of them */
};

/*
 * ST_CONFLICT for an answer that lists and stakes contradict.  Answers and
 * lists that no pack asks for are warned of.
 */
enum status deal_make(struct deal *d, const struct deal_parts *parts,
    struct findings *f, struct error *err);
void deal_free(struct deal *d);

/* Index of the pack, or npack. */
size_t deal_find(const struct deal *d, const struct pack *p);
/* What is known for an item. */
void deal_facts(const struct deal *d, size_t pack, enum verdict v,
    uint32_t item, struct facts *out);
/* What follows, on that day unless the transaction says when the goods leave;
 * DATE_NONE: d->day.  False if the pack has no decisions. */
bool deal_decide(const struct deal *d, size_t pack, size_t rule, enum verdict v,
    uint32_t item, date_day day, struct decided *out);

/* The answer to a question for an item. */
enum reply deal_answer(
    const struct deal *d, size_t pack, size_t question, uint32_t item);
/* The answer that the transaction gives to it, that for the item before that
 * for all; or NULL. */
/* Does the answer hold on the day of export, or of the law? */
bool deal_holds(const struct deal *d, const struct given_answer *a);
const struct given_answer *deal_given(
    const struct deal *d, const char *question, uint32_t item);
/* What goes out of the item in this shipment; or NULL. */
const struct shipped_goods *deal_goods(const struct deal *d, uint32_t item);
/* When the time of a decision or duty ends.  False: it has none, or nobody
 * said when the goods left. */
bool deal_due(const struct deal *d, const struct decision *x, struct due *out);

#endif
