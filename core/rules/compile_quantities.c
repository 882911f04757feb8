/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compile_quantities - what goes out of each item: in a year, in the shipment,
 * to one of several parties, with what went out before; see compile_steps.h.
 */
#include "core/rules/compile_steps.h"

#include "core/rules/deal/sent.h"

#include <string.h>

/* Of each item what is said of it, or of all; NULL: no memory. */
static const struct per_year **
spread(struct rulebook *book, const struct bom *b, const struct per_year *row,
    size_t n, const uint32_t *item)
{
	const struct per_year **of =
	    TAKE(&book->mem, const struct per_year *, b->nitem + 1);
	const struct per_year *all = NULL;

	if (of == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (row[i].item == NULL)
			all = &row[i];
	for (size_t i = 0; i < b->nitem; i++)
		of[i] = all;
	for (size_t i = 0; i < n; i++)
		if (item[i] != BOM_NONE)
			of[item[i]] = &row[i];
	return of;
}

/* Does a rule ask what goes out in a year; in a shipment? */
static bool
asks(const struct rulebook *book, bool in_shipment)
{
	for (size_t i = 0; i < book->nrule; i++) {
		const struct rule *r = book->rule[i].rule;

		for (size_t k = 0; k < r->ntest + r->nreading; k++)
			if (r->test[k].kind == TEST_ANNUAL &&
			    r->test[k].shipment == in_shipment)
				return true;
	}
	return false;
}

/* ---- to whom, and what went out before */

/* Of each item which row of the transaction tells it, ngoods: none does; and
 * whether any of it went out before. */
struct told {
	size_t *row;     /* [nitem] */
	uint8_t *before; /* [nitem] */
};

static bool
find_told(struct compiler *c, const struct bom *b, struct told *of)
{
	const struct compile_options *o = c->options;
	const struct transaction *t = o->transaction;
	size_t all = t->ngoods;

	of->row = TAKE(&c->book->mem, size_t, b->nitem + 1);
	of->before = TAKE(&c->book->mem, uint8_t, b->nitem + 1);
	if (of->row == NULL || of->before == NULL)
		return false;
	for (size_t i = 0; i < t->ngoods; i++)
		if (t->goods[i].item == NULL)
			all = i;
	for (size_t i = 0; i < b->nitem; i++)
		of->row[i] = all;
	for (size_t i = 0; i < t->ngoods; i++)
		if (o->goods_item[i] != BOM_NONE)
			of->row[o->goods_item[i]] = i;
	for (size_t i = 0; o->sent_item != NULL && i < t->nsent; i++)
		if (o->sent_item[i] != BOM_NONE)
			of->before[o->sent_item[i]] = 1;
	return true;
}

/* A row with the answer to each question of the book; to be counted at once,
 * so that it is cleared whatever comes. */
static bool
add_row(struct compiler *c, const struct bom *b, uint32_t item, size_t row,
    const struct per_year **out)
{
	struct rulebook *book = c->book;
	const struct transaction *t = c->options->transaction;
	uint8_t *line = TAKE(&book->mem, uint8_t, t->nsent + 1);
	uint8_t dim =
	    b->item[item].dim == DIM_NONE ? DIM_EACH : b->item[item].dim;
	struct per_year *y = &book->shipped[book->nshipped];

	if (line == NULL)
		return false;
	for (size_t i = 0; i < t->nsent; i++)
		line[i] = c->options->sent_item != NULL &&
			  c->options->sent_item[i] == item;
	*y = row < t->ngoods ? t->shipped[row]
			     : (struct per_year){ .dimension = dim };
	y->sum = TAKE(&book->mem, struct per_year, book->nquestion);
	if (y->sum == NULL)
		return false;
	book->nshipped++;
	for (size_t k = 0; k < book->nquestion; k++)
		if (!sent_quantity(t, &book->question[k], row, line, dim,
			&book->mem, &y->sum[k]))
			return false;
	*out = y;
	return true;
}

/* One row for all items that only a line for all tells, in the unit of each. */
static bool
add_rows(struct compiler *c, const struct bom *b)
{
	const struct transaction *t = c->options->transaction;
	struct rulebook *book = c->book;
	const struct per_year *all[16] = { NULL };
	size_t named = t->ngoods + t->nsent + sizeof(all) / sizeof(all[0]);
	struct told told;

	book->shipped = TAKE(&book->mem, struct per_year, named + 1);
	if (book->shipped == NULL || !find_told(c, b, &told))
		return false;
	for (uint32_t i = 0; i < b->nitem; i++) {
		uint8_t dim = b->item[i].dim;
		size_t row = told.row[i];
		bool own =
		    told.before[i] != 0 ||
		    (row < t->ngoods && c->options->goods_item[row] == i);

		if (!own && row == t->ngoods)
			continue; /* nobody says how many */
		if (!own && all[dim & 15] != NULL) {
			book->per_shipment[i] = all[dim & 15];
			continue;
		}
		if (!add_row(c, b, i, row, &book->per_shipment[i]))
			return false;
		if (!own)
			all[dim & 15] = book->per_shipment[i];
	}
	return true;
}

void
compile_quantities_clear(struct rulebook *book)
{
	for (size_t i = 0; i < book->nshipped; i++)
		for (size_t k = 0; k < book->nquestion; k++)
			sent_clear(&book->shipped[i].sum[k]);
}

enum status
compile_quantities(struct compiler *c, const struct bom *b)
{
	const struct compile_options *o = c->options;
	const struct transaction *t = o->transaction;
	struct rulebook *book = c->book;
	bool ok = true;

	if (t != NULL && asks(book, false)) {
		book->per_year = spread(
		    book, b, t->per_year, t->nper_year, o->per_year_item);
		ok = book->per_year != NULL;
	}
	if (t != NULL && ok && asks(book, true)) {
		book->per_shipment =
		    spread(book, b, t->shipped, t->ngoods, o->goods_item);
		ok = book->per_shipment != NULL &&
		     (book->nquestion == 0 || add_rows(c, b));
	}
	return ok ? ST_OK
		  : error_set(c->err, ST_NOMEM, pos_none, "out of memory");
}
