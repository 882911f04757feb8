/* SPDX-License-Identifier: Apache-2.0 */
/*
 * boundary - on which days an answer can change, and why.
 *
 * Reads:  compile.h, state.h, assumption.h, a linked bom
 * Gives:  what begins or ends on which day, of the law and of the product;
 *         the periods between these days
 * Memory: boundaries_free()
 */
#ifndef RETRACE_BOUNDARY_H
#define RETRACE_BOUNDARY_H

#include "core/bom/link/assumption.h"
#include "core/rules/compile.h"
#include "core/rules/pack/state.h"

enum event_kind {
	EVENT_RULE_BEGINS,
	EVENT_SUSPENDED,
	EVENT_LAST_DAY, /* of a suspension, and whether it is inside is not
			   said */
	EVENT_RESUMED,
	EVENT_RULE_ENDED,
	EVENT_NOT_READ, /* the law was read up to the day before */
	EVENT_PRODUCT,  /* from here on it is the product that changes */
	EVENT_DOCUMENT_BEGINS = EVENT_PRODUCT,
	EVENT_DOCUMENT_EXPIRED,
	EVENT_USE_BEGINS,
	EVENT_USE_ENDED,
	EVENT_PRICE,
	EVENT_RATE,
	EVENT_ASSUMPTION_EXPIRED,
	EVENT_POLICY_EXPIRED,
	EVENT_COUNT
};
const char *event_name(enum event_kind k); /* "rule-begins" ... */

struct event {
	date_day day;        /* the first day on which it is so */
	uint8_t kind;        /* enum event_kind */
	uint32_t index;      /* rule of the book (of NOT_READ the first of its
				pack); document, note, price or rate of the bom;
				entry of      the assumptions or of the policy */
	uint32_t suspension; /* of that rule */
	/* Of a use, once timeline_take() has met it; else uses is 0. */
	uint32_t parent, child, uses;
};

/* Days on which nothing changes. */
struct period {
	date_day from, until; /* both inside; DATE_NONE: without end */
	date_day day;         /* one of them, by which it is judged */
	date_day law;         /* the day of the law */
	size_t event, nevent; /* what changed on its first day */
	size_t product;       /* which of the products it has */
};

struct boundaries {
	struct event *event; /* [nevent] by day, then by kind */
	size_t nevent, cap;
	struct period *period; /* [nperiod], at least one */
	size_t nperiod;
	size_t nproduct; /* products that must be judged, by day */
};

struct boundary_basis {
	const struct rulebook *book;
	const struct bom *bom;
	const struct assumptions *assumptions; /* or NULL */
	const struct days *days;
	bool law_stands, bom_stands, price_stands; /* it is that of days */
	date_day from, until; /* only these days; DATE_NONE: without end */
};

/* ST_NOMEM; then out is empty. */
enum status boundaries_find(struct boundaries *out,
    const struct boundary_basis *basis, struct error *err);
void boundaries_free(struct boundaries *b);

/* The period that has the day, or nperiod. */
size_t boundaries_period(const struct boundaries *b, date_day day);

#endif
