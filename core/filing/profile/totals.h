/* SPDX-License-Identifier: Apache-2.0 */
/*
 * totals - how much of each rare earth is in all goods of a filing together.
 *
 * Reads:  interval.h, goods.h; the amounts of one of each product, and how many
 *         of it the lines of goods say
 * Gives:  the element <totals>: the amounts that the filing states of one,
 *         times how many, added up exactly and rounded outward once
 * Memory: totals_clear(); texts of products are borrowed
 *
 * They follow from what the filing states and from nothing else: whoever has it
 * can add them up.  A product of which nobody says how many there are, or in
 * another unit than that of its amounts, leaves them without an upper end.
 */
#ifndef RETRACE_TOTALS_H
#define RETRACE_TOTALS_H

#include "core/base/findings.h"
#include "core/chem/element.h"
#include "core/filing/profile/goods.h"
#include "core/trace/interval.h"

/* [significant digits] of an amount as a filing states it. */
#define TOTALS_DIGITS 12

/* Rows: the elements, then their sum. */
#define TOTALS_SUM NELEM
#define TOTALS_ROWS (NELEM + 1)

/* In the order of a filing. */
enum totals_amount { TOTALS_ALL, TOTALS_ORIGIN, TOTALS_OXIDE, TOTALS_AMOUNTS };
/* "total", "of-origin", "as-oxide" */
extern const char *const totals_amount_names[TOTALS_AMOUNTS];

/* What names a product. */
struct totals_product {
	struct str part, maker, revision;
};

/* One that may be there in any number. */
struct totals_open {
	struct totals_product of;
	const char *why; /* "quantity": blank; "unit": another one */
};

struct totals {
	struct exact row[TOTALS_ROWS][TOTALS_AMOUNTS];
	bool has_origin;
	size_t nproduct;
	struct totals_open *open; /* [nopen] */
	size_t nopen, open_cap;
	/* The product whose amounts are taken: how many base units of it. */
	bool counted;
	mpq_t number;
};

void totals_init(struct totals *t);
void totals_clear(struct totals *t);

/*
 * The next product: its base unit ("piece", "g" ...) and its lines of goods;
 * ST_NOMEM.
 */
enum status totals_next(struct totals *t, const struct totals_product *p,
    struct str unit, const struct profile *goods, struct error *err);
/* An amount in one base unit of that product: as stated, so x is rounded
 * outward first.  What an element is as oxide follows from its total, and is
 * not taken. */
void totals_take(struct totals *t, size_t row, enum totals_amount kind,
    const struct exact *x);

/* A word on the origin that counts, into the open element; or NULL. */
typedef void (*totals_put)(void *ctx, struct canon *w);
/* <totals>, into the open element. */
void totals_write(
    const struct totals *t, totals_put origin, void *ctx, struct canon *w);

/* ---- of a document */

/*
 * <totals> of the document under root, as its products and these lines of goods
 * give them; p behind goods_arrange().  ST_CONFLICT: its products do not count
 * the same origin; ST_SCHEMA: an amount that cannot be read.
 */
enum status totals_of_tree(const xmlNode *root, const struct profile *p,
    struct canon *w, struct error *err);
/* Is that what stands there?  If not, which row is otherwise: its symbol, or
 * "sum"; "" for all else. */
enum status totals_hold(const xmlNode *root, const struct profile *p,
    bool *holds, char row[8], struct error *err);

#endif
