/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_costs - what it costs to change a part, from a table; see
 * recourse.h.
 */
#include "core/rules/recourse/recourse.h"

#include "core/base/limits.h"
#include "core/bom/table/csv.h"

#include <stdlib.h>

enum cost_column {
	COST_PART,
	COST_MAKER,
	COST_REVISION,
	COST_SUPPLIER,
	COST_COST,
	COST_CURRENCY,
	COST_COLUMNS
};

static const char *const column_names[COST_COLUMNS] = { "part", "maker",
	"revision", "supplier", "cost", "currency" };

struct cost_reading {
	struct recourse_costs *out;
	struct bom *b;
	struct csv csv;
	int field[COST_COLUMNS]; /* or -1 */
	uint32_t
	    *first;     /* [parts.n] an item of that part number, or BOM_NONE */
	uint32_t *next; /* [nitem] the next one */
	struct findings *f;
};

static enum status
read_header(struct cost_reading *r)
{
	struct csv *c = &r->csv;

	for (int k = 0; k < COST_COLUMNS; k++)
		r->field[k] = -1;
	if (!csv_next(c, r->f))
		return findings_error(r->f, ST_SCHEMA, csv_pos(c, 0),
		    "an empty file: expected a table with the columns part "
		    "or supplier, cost and currency");
	for (size_t i = 0; i < c->n; i++) {
		int k = 0;

		while (k < COST_COLUMNS &&
		       !str_is_nocase(c->field[i].text, column_names[k]))
			k++;
		if (k == COST_COLUMNS || r->field[k] >= 0)
			return findings_error(r->f, ST_SCHEMA, csv_pos(c, i),
			    "column \"%.*s\": expected each of part, maker, "
			    "revision, supplier, cost and currency at most "
			    "once",
			    STR_ARG(str_clip(c->field[i].text, 60)));
		r->field[k] = (int)i;
	}
	c->width = c->n;
	if (r->field[COST_COST] < 0 ||
	    (r->field[COST_PART] < 0 && r->field[COST_SUPPLIER] < 0))
		return findings_error(r->f, ST_SCHEMA, csv_pos(c, 0),
		    "no column \"%s\": expected cost, and part or supplier",
		    r->field[COST_COST] < 0 ? "cost" : "part");
	return ST_OK;
}

static struct str
cell(const struct cost_reading *r, enum cost_column k)
{
	return r->field[k] >= 0 ? r->csv.field[r->field[k]].text : STR("");
}

static struct pos
place(const struct cost_reading *r, enum cost_column k)
{
	return csv_pos(
	    &r->csv, r->field[k] >= 0 ? (size_t)r->field[k] : r->csv.n);
}

static bool
index_parts(struct cost_reading *r)
{
	const struct bom *b = r->b;

	r->first = malloc((b->parts.n + 1) * sizeof(*r->first));
	r->next = malloc((b->nitem + 1) * sizeof(*r->next));
	if (r->first == NULL || r->next == NULL)
		return false;
	for (size_t i = 0; i < b->parts.n; i++)
		r->first[i] = BOM_NONE;
	for (uint32_t i = (uint32_t)b->nitem; i-- > 0;) {
		r->next[i] = r->first[b->item[i].part_id];
		r->first[b->item[i].part_id] = i;
	}
	return true;
}

static bool
goes_by(const struct cost_reading *r, uint32_t item, struct str maker,
    struct str revision)
{
	const struct item *it = &r->b->item[item];

	return (maker.n == 0 || str_eq(bom_text_get(r->b, it->maker), maker)) &&
	       (revision.n == 0 ||
		   str_eq(bom_text_get(r->b, it->revision), revision));
}

/* The one item that the row names. */
static enum status
find_item(struct cost_reading *r, uint32_t *item)
{
	struct str part = cell(r, COST_PART);
	uint32_t id = intern_find(&r->b->parts, part);
	size_t n = 0;

	for (uint32_t i = id != INTERN_NONE ? r->first[id] : BOM_NONE;
	     i != BOM_NONE; i = r->next[i])
		if (goes_by(
			r, i, cell(r, COST_MAKER), cell(r, COST_REVISION))) {
			*item = i;
			n++;
		}
	if (n == 1)
		return ST_OK;
	return findings_error(r->f, ST_REF, place(r, COST_PART),
	    n == 0 ? "no item \"%.*s\": expected a part number of the BOM"
		   : "\"%.*s\" is more than one item: expected its maker or "
		     "revision beside it",
	    STR_ARG(str_clip(part, 80)));
}

static enum status
find_subject(struct cost_reading *r, struct recourse_cost *c)
{
	struct str part = cell(r, COST_PART), who = cell(r, COST_SUPPLIER);

	c->item = BOM_NONE;
	c->supplier = 0;
	if ((part.n > 0) == (who.n > 0))
		return findings_error(r->f, ST_INCOMPLETE, csv_pos(&r->csv, 0),
		    part.n > 0 ? "a part and a supplier: expected one of them"
			       : "no part and no supplier: expected one of "
				 "them");
	if (part.n > 0)
		return find_item(r, &c->item);
	c->supplier = bom_text(r->b, who);
	return c->supplier != BOM_NONE
		   ? ST_OK
		   : findings_error(r->f, ST_NOMEM, pos_none, "out of memory");
}

/* Sums of several currencies are none. */
static enum status
check_currency(struct cost_reading *r)
{
	struct str s = cell(r, COST_CURRENCY);
	struct str one = bom_text_get(r->b, r->out->currency);
	uint32_t id = bom_text(r->b, s);

	if (id == BOM_NONE)
		return findings_error(
		    r->f, ST_NOMEM, pos_none, "out of memory");
	if (r->out->n == 0)
		r->out->currency = id;
	else if (id != r->out->currency)
		return findings_error(r->f, ST_CONFLICT,
		    place(r, COST_CURRENCY),
		    "currency \"%.*s\": expected \"%.*s\" as in the rows "
		    "before",
		    STR_ARG(str_clip(s, 20)), STR_ARG(str_clip(one, 20)));
	return ST_OK;
}

static enum status
check_again(struct cost_reading *r, const struct recourse_cost *c,
    uint32_t line, uint32_t *seen)
{
	const struct pos at = { r->csv.file, line, 0 };
	uint32_t key =
	    c->item != BOM_NONE ? c->item : (uint32_t)r->b->nitem + c->supplier;

	if (seen[key] != 0)
		return findings_error(r->f, ST_DUPLICATE, at,
		    "the same again: expected one cost; the first is at line "
		    "%u",
		    seen[key]);
	seen[key] = line;
	return ST_OK;
}

static enum status
take_row(struct cost_reading *r)
{
	struct recourse_costs *out = r->out;
	struct error err = { 0 };
	struct recourse_cost *list =
	    array_grow(out->list, &out->cap, out->n + 1, sizeof(*list));
	struct recourse_cost c;
	enum status st;

	if (list == NULL)
		return findings_error(
		    r->f, ST_NOMEM, pos_none, "out of memory");
	out->list = list;
	st = find_subject(r, &c);
	if (st == ST_OK)
		st = check_currency(r);
	if (st != ST_OK)
		return st;
	mpq_init(c.cost);
	st = num_read(cell(r, COST_COST), place(r, COST_COST), c.cost, &err);
	if (st == ST_OK && mpq_sgn(c.cost) < 0)
		st = error_set(&err, ST_RANGE, place(r, COST_COST),
		    "a cost below zero: expected zero or more");
	if (st != ST_OK) {
		mpq_clear(c.cost);
		findings_take(r->f, &err);
		return st;
	}
	list[out->n++] = c;
	return ST_OK;
}

/* Each subject once. */
static enum status
check_all(struct cost_reading *r, const uint32_t *line)
{
	uint32_t *seen = calloc(r->b->nitem + r->b->text.n + 1, sizeof(*seen));
	enum status st = ST_OK;

	if (seen == NULL)
		return findings_error(
		    r->f, ST_NOMEM, pos_none, "out of memory");
	for (size_t k = 0; st == ST_OK && k < r->out->n; k++)
		st = check_again(r, &r->out->list[k], line[k], seen);
	free(seen);
	return st;
}

enum status
recourse_costs_read(struct recourse_costs *c, struct bom *b, const char *path,
    struct str bytes, struct findings *f)
{
	struct cost_reading r = { .out = c, .b = b, .f = f };
	uint32_t *line = NULL, *grown;
	size_t errors = f->errors, cap = 0;
	bool ok;

	*c = (struct recourse_costs){ .list = NULL };
	if (csv_open(&r.csv, bytes, path, f) != ST_OK)
		return f->first.code;
	ok = index_parts(&r);
	if (!ok)
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
	ok = ok && read_header(&r) == ST_OK;
	while (ok && csv_next(&r.csv, f)) {
		size_t n = c->n;

		grown = array_grow(line, &cap, n + 1, sizeof(*line));
		if (grown == NULL) {
			findings_error(f, ST_NOMEM, pos_none, "out of memory");
			break;
		}
		line = grown;
		take_row(&r);
		line[n] = r.csv.line;
	}
	if (f->errors == errors && line != NULL)
		check_all(&r, line);
	free(line);
	free(r.first);
	free(r.next);
	csv_close(&r.csv);
	return f->errors == errors ? ST_OK : f->first.code;
}

void
recourse_costs_free(struct recourse_costs *c)
{
	for (size_t i = 0; i < c->n; i++)
		mpq_clear(c->list[i].cost);
	free(c->list);
	*c = (struct recourse_costs){ .list = NULL };
}
