/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_parts - the parts of a draft, and how they write numbers.
 *
 * Reads:  draft.h, explain.h
 * Gives:  one function per element below the root; only files of draft use it
 * Memory: a drafting lives as long as draft_write() runs
 */
#ifndef RETRACE_DRAFT_PARTS_H
#define RETRACE_DRAFT_PARTS_H

#include "core/filing/draft/draft.h"
#include "core/filing/profile/dealt.h"
#include "core/filing/profile/totals.h"
#include "core/trace/explain.h"

/* Contributing items that are listed of a product, and of all products, but
 * no fewer than so many of each; documents of an item, and steps of a way (half
 * from its start, half from its end); the rest is counted. */
#define DRAFT_PLACES 50
#define DRAFT_PLACES_ALL 500
#define DRAFT_PLACES_LEAST 3
#define DRAFT_LINES 20
#define DRAFT_STEPS 20

/* In the rows of content: those of the elements, then their sum. */
#define DRAFT_SUM TOTALS_SUM
#define DRAFT_ROWS TOTALS_ROWS

/* A product, and the exact amounts in one base unit of it. */
struct drafted {
	uint32_t item;
	uint8_t basis;        /* enum draft_basis, never DRAFT_BY_VERDICT */
	struct dealt goods;   /* what the transaction knows of them */
	struct profile lines; /* of goods, a view */
	struct exact mass, every[DRAFT_ROWS], origin[DRAFT_ROWS];
};

struct drafting {
	const struct draft_input *in;
	const struct bom *b;
	const struct rulebook *book;
	struct canon w;
	struct error *err;
	struct arena *scratch;
	struct drafted *product; /* [nproduct] in the order of the filing */
	size_t nproduct;
	const struct drafted *at; /* that is being written */
	struct dealt dealt;       /* what the transaction knows, but goods */
	struct totals totals;     /* of those that were written */
	/* Items whose documents are told, as places come to them. */
	uint32_t *shown; /* [nshown] */
	size_t nshown, shown_cap;
};

/* The products in their order, and what is in them; draft_products_clear()
 * in any case. */
enum status draft_products_find(struct drafting *d);
void draft_products_clear(struct drafting *d);
/* An element <product> for each. */
enum status draft_products(struct drafting *d);
/* By part number, maker and revision: below 0, 0, above 0. */
int draft_item_order(const struct bom *b, uint32_t x, uint32_t y);
/* That of all of them together. */
enum draft_basis draft_basis_of_all(const struct drafting *d);

/* What people fill in, in the draft; lines of goods of nothing that is filed
 * are told in stray. */
enum status draft_fill(
    struct drafting *d, struct profile *p, struct goods_stray *stray);

enum status draft_header(struct drafting *d);
/* Is a rule of it? */
bool draft_is_hypothetical(const struct drafting *d);
/* What of suppliers its forms want in clear: bit per enum disclosed. */
uint32_t draft_demanded(const struct drafting *d);
/* Of the product that is being written. */
enum status draft_verdicts(struct drafting *d);
void draft_outcomes(struct drafting *d);
enum status draft_content(struct drafting *d);
/* Of all products that draft_content() has written. */
void draft_totals(struct drafting *d);
enum status draft_places(struct drafting *d);
/* By which prices and rates the values of all were counted. */
enum status draft_valuation(struct drafting *d);
enum status draft_assumptions(struct drafting *d);
/* The transaction, and what it says of the blocks; nothing without one. */
void draft_transaction(struct drafting *d);
/* What was declared about each item of a place, and its stages. */
void draft_documents(struct drafting *d);

/* From canonical form to the draft and its id; ST_LIMIT. */
enum status draft_close(
    struct str plain, struct arena *a, struct draft *x, struct error *err);
/* One element a line. */
enum status draft_lay_out(
    struct str xml, struct arena *a, struct str *out, struct error *err);

/* ---- attributes and numbers */

void draft_text(struct drafting *d, const char *name, struct str text);
/* Nothing if the text is blank. */
void draft_text_id(struct drafting *d, const char *name, uint32_t text_id);
/* By name, CAS number and formula, as far as it has them; BOM_NONE: no
 * attribute. */
void draft_substance(struct drafting *d, uint32_t substance);
void draft_count(struct drafting *d, const char *name, size_t n);
void draft_flag(struct drafting *d, const char *name, bool yes);
void draft_day(struct drafting *d, const char *name, date_day day);
/* Part number, maker, revision and name of an item. */
void draft_item(struct drafting *d, uint32_t item);
/* "piece", "g", "m" ... */
const char *draft_base_unit(const struct bom *b, uint32_t item);
/* The SHA-256 of these bytes. */
enum status draft_digest(
    struct drafting *d, const char *name, struct str bytes);
/* Without its folders. */
struct str draft_base_name(const char *path);

/*
 * An element {low, high, low-open, high-open}; an end that is not bounded is
 * left out.  Outward: 12 significant digits, the low end rounded down and the
 * high one up.
 */
void draft_bounds(struct drafting *d, const char *name, const struct exact *x);
/* The same, each end exact: a decimal or a fraction.  An end for which even
 * that is too long is rounded outward to 60 digits; then rounded="yes". */
void draft_exact(struct drafting *d, const char *name, const struct exact *x,
    struct str unit);
void draft_number(struct drafting *d, const char *name, mpq_srcptr q);

/* What a transaction says of a field, into the open element. */
void draft_said(struct drafting *d, const struct dealt_field *x);

#endif
