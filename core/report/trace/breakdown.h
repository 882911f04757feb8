/* SPDX-License-Identifier: Apache-2.0 */
/*
 * breakdown - what a product holds by element, by stage and country, by
 * supplier or maker.
 *
 * Reads:  held.h, bringing.h
 * Gives:  what `trace --by` prints, product by product
 * Memory: the rows of one product
 */
#ifndef RETRACE_BREAKDOWN_H
#define RETRACE_BREAKDOWN_H

#include "core/report/trace/held.h"

enum breakdown_by { BY_ELEMENT, BY_ORIGIN, BY_SUPPLIER, BY_MAKER, BY_COUNT };

/* Products that --by may go through, but for elements; a table for the eye
 * shows no more in any case. */
#define BREAKDOWN_PRODUCTS 100

enum status breakdown_write(FILE *to, enum format_out format,
    const struct style *style, const struct held *h, enum breakdown_by by,
    struct error *err);

/* ---- one product, for the files by_*.c */
struct breakdown {
	const struct held *h;
	const struct checked *c;
	const struct style *style;
	FILE *to;
	enum format_out format;
	enum breakdown_by by;
	struct json *json;      /* of OUT_JSON and OUT_JSONL */
	struct table *rows;     /* of OUT_CSV and OUT_JSONL: for all products */
	struct amounts amounts; /* of the elements, every and of origin */
	uint32_t product;
};

/* The columns of by->rows that each product begins with. */
#define BREAKDOWN_LEAD \
	{ "maker", "", 0 }, { "part", "", 0 }, { "revision", "", 0 }, \
	{ \
		"product", "", 0 \
	}
void breakdown_lead(struct breakdown *d);

extern const struct column by_element_rows[], by_stage_rows[], by_party_rows[];
extern const size_t by_element_nrow, by_stage_nrow, by_party_nrow;
enum status by_element(struct breakdown *d, struct error *err);
enum status by_stage(struct breakdown *d, struct error *err);
enum status by_party(struct breakdown *d, struct error *err);

#endif
