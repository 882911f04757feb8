/* SPDX-License-Identifier: Apache-2.0 */
/* csv_table - cells of a table and what they mean; see csv_table.h. */
#include "core/bom/table/csv_table.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/columns_told.h"
#include "core/bom/table/csv_aside.h"
#include "core/bom/table/csv_called.h"
#include "core/bom/table/csv_points.h"
#include "core/bom/table/csv_turned.h"
#include "core/bom/table/wide.h"
#include "core/bom/table/wide_row.h"
#include "core/bom/table/wishes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const enum csv_column key_of_part[3] = { COL_PART, COL_MAKER, COL_REVISION };
const enum csv_column key_of_parent[3] = { COL_PARENT, COL_PARENT_MAKER,
	COL_PARENT_REVISION };

static enum status
keep_headings(struct table *t)
{
	struct arena *mem = &t->in->b->mem;

	t->heading = TAKE(mem, struct str, t->head.n);
	if (t->heading == NULL)
		return fields_nomem(t->in->f);
	for (size_t i = 0; i < t->head.n; i++) {
		t->heading[i] = arena_copy(mem, t->csv.field[i].text);
		if (t->heading[i].p == NULL)
			return fields_nomem(t->in->f);
	}
	return ST_OK;
}

/* "DU-200 A", "DU-200-01": what the product of a column is called. */
static bool
name_product(struct table *t, size_t field, struct str product, struct str *out)
{
	struct str label;
	char text[LIMIT_TEXT];
	bool joined;
	int n;

	if (!abreast_label(t->heading[field], &label, &joined))
		label = t->heading[field];
	n = snprintf(text, sizeof(text), joined ? "%.*s%.*s" : "%.*s %.*s",
	    STR_ARG(str_clip(product, LIMIT_TEXT / 2)),
	    STR_ARG(str_clip(label, LIMIT_TEXT / 4)));
	*out = arena_copy(&t->in->b->mem, (struct str){ text, (size_t)n });
	return out->p != NULL;
}

/* Of columns that are products each; the list is otherwise of one. */
static enum status
name_products(struct table *t)
{
	const struct csv_header *h = &t->head;
	struct str product = STR("");

	if (!h->products)
		return ST_OK;
	for (size_t i = 0; i < t->fit.nfixed; i++)
		if (t->fit.fixed[i].field == h->field[COL_PARENT])
			product = t->fit.fixed[i].text;
	t->abreast.name = TAKE(&t->in->b->mem, struct str, h->nabreast);
	if (t->abreast.name == NULL)
		return fields_nomem(t->in->f);
	for (size_t i = 0; i < h->n; i++)
		if (h->abreast[i] > 0 &&
		    !name_product(
			t, i, product, &t->abreast.name[h->abreast[i] - 1]))
			return fields_nomem(t->in->f);
	return ST_OK;
}

/* Words that are read as far as they are understood are kept as well. */
static bool
is_of_words(const struct table *t, size_t i)
{
	return t->head.wide[i] == WIDE_RECIPE || t->head.wide[i] == WIDE_ASKED;
}

static enum status
find_unused(struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->head.n; i++)
		n += !csv_header_uses(&t->head, i) || is_of_words(t, i);
	if (n == 0)
		return ST_OK;
	t->unused = TAKE(&t->in->b->mem, struct unused, n);
	if (t->unused == NULL)
		return fields_nomem(t->in->f);
	for (size_t i = 0; i < t->head.n; i++)
		if (!csv_header_uses(&t->head, i) || is_of_words(t, i))
			t->unused[t->nunused++] = (struct unused){ .field = i,
				.read = is_of_words(t, i) };
	if (!csv_uses(t->head.format, COL_MATERIAL))
		return ST_OK;
	t->hints = TAKE(&t->in->b->mem, struct hints, 1);
	if (t->hints == NULL)
		return fields_nomem(t->in->f);
	hints_open(t->hints);
	return ST_OK;
}

/* The header row, and what the rows behind it need. */
static enum status
open_head(struct table *t)
{
	const struct input *in = t->in;
	enum status st;
	const char *file = in->b->file[in->file].name;
	const char *given = bom_given_name(in->b, in->file);
	const struct columns_line *l =
	    columns_said(in->b->columns, file, COLUMNS_DECIMAL, COL_COUNT);

	t->csv.columns = in->b->columns;
	t->fit.decimal = wishes_decimal(in->b->wishes, given);
	if (t->fit.decimal == DECIMAL_UNSAID && l != NULL)
		t->fit.decimal = decimal_named(l->right);
	t->csv.preset = table_asked_preset(in);
	t->older = in->b->nref;
	st = csv_header_read(&t->head, &t->csv, &t->fit, in->f);
	if (in->b->wishes != NULL)
		t->told = in->b->wishes->told;
	if (t->told != NULL &&
	    !columns_told_begin(t->told, file, &t->head, t->csv.field))
		return fields_nomem(in->f);
	if (st == ST_OK)
		st = keep_headings(t);
	if (st == ST_OK)
		st = name_products(t);
	if (st == ST_OK)
		st = wide_open(t);
	t->head_line = t->csv.line;
	t->head_end = csv_pos(&t->csv, t->csv.n);
	if (st == ST_OK)
		st = find_unused(t);
	if (st == ST_OK && t->fit.decimal == DECIMAL_UNSAID &&
	    (t->head.preset == NULL ||
		(t->head.preset->habits & HABIT_DECIMAL) == 0))
		t->fit.decimal = points_comma(&t->head, &t->csv, in->f);
	if (st == ST_OK && t->csv.rows == NULL && t->csv.separator == ';' &&
	    t->fit.decimal == DECIMAL_UNSAID && t->head.preset == NULL)
		points_tell(&t->head, &t->csv, in->f);
	if (st == ST_OK)
		st = wide_open_material(t);
	if (st == ST_OK)
		st = table_open_preset(t);
	t->fits = t->told == NULL && t->fit.decimal == DECIMAL_UNSAID &&
		  t->fit.level == FIT_LEVEL_NONE && t->fit.nfixed == 0 &&
		  t->head.nabreast == 0 && !t->fit.habits.any;
	return st;
}

enum status
table_open(struct table *t, const struct input *in)
{
	enum status st;

	*t = (struct table){ .in = in };
	t->head.format = (enum format)in->as;
	st =
	    csv_open_text(&t->csv, in->body, in->b->file[in->file].name, in->f);
	t->csv.by_character = in->b->file[in->file].by_character;
	return st == ST_OK ? open_head(t) : st;
}

enum status
table_open_rows(struct table *t, const struct input *in,
    const struct csv_rows *rows, void *rows_of)
{
	enum status st;

	*t = (struct table){ .in = in };
	st = csv_open_rows(
	    &t->csv, rows, rows_of, in->b->file[in->file].name, in->f);
	t->csv.next = in->body.p;
	t->csv.above = in->above;
	t->csv.product = in->called.product;
	return st == ST_OK ? open_head(t) : st;
}

/* What stood in columns of no use is lost, and counted. */
static void
pass_over_unused(const struct table *t)
{
	const struct place at = { t->head_line, 0, t->in->file };

	for (size_t i = 0; i < t->nunused; i++)
		if (t->unused[i].filled > 0 && !t->unused[i].read &&
		    !bom_pass_over(t->in->b, PASSED_COLUMN, false,
			t->heading[t->unused[i].field], t->unused[i].filled,
			at))
			fields_nomem(t->in->f);
}

/* Columns of no use may say that a part is a magnet of neodymium. */
static void
count_unused(struct table *t)
{
	t->remark.text.n = 0;
	for (size_t i = 0; i < t->nunused; i++) {
		struct unused *u = &t->unused[i];
		struct str cell =
		    u->field < t->csv.n ? t->csv.field[u->field].text : STR("");

		u->filled += cell.n > 0;
		if (cell.n == 0 || t->hints == NULL ||
		    !hint_of_rare_earth(t->hints, cell))
			continue;
		if (u->points++ == 0)
			u->at = csv_pos(&t->csv, u->field);
		if (t->remark.text.n == 0)
			t->remark =
			    (struct field){ cell, table_place(t, u->field) };
	}
}

void
table_tell_remarks(const struct table *t)
{
	for (size_t i = 0; i < t->nunused; i++) {
		const struct unused *u = &t->unused[i];

		if (u->points > 0 && !u->read)
			findings_warn(t->in->f, ST_SCHEMA, u->at,
			    "column \"%.*s\", of no use here, points to rare "
			    "earths in %zu row%s: kept as what the part is "
			    "made of",
			    STR_ARG(str_clip(t->heading[u->field], 60)),
			    (size_t)u->points, u->points > 1 ? "s" : "");
	}
}

void
table_close(struct table *t)
{
	pass_over_unused(t);
	wide_close(t);
	csv_turned_free(t->csv.turned);
	abreast_free(&t->abreast);
	csv_close(&t->csv);
	fit_free(&t->fit);
	intern_free(&t->documents);
	free(t->document);
	seen_free(&t->quantities);
	seen_free(&t->days);
	intern_free(&t->places);
	free(t->place);
	*t = (struct table){ 0 };
}

/* The row of one of those that stand side by side; false: there is none. */
static bool
next_abreast(struct table *t)
{
	struct str product;

	if (!abreast_next(&t->abreast, &t->head, &t->csv, &product))
		return false;
	for (size_t i = 0; product.n > 0 && i < t->fit.nfixed; i++)
		if (t->fit.fixed[i].field == t->head.field[COL_PARENT])
			t->fit.fixed[i].text = product;
	return true;
}

/* A form has a row or two that show how it is filled in. */
static bool
is_example(const struct table *t)
{
	static const char *const words[] = { "例", "例）", "例)", "(例)",
		"（例）", "例：", "例:", "示例", "example", "e.g.", "ex.",
		"Beispiel", "z.B.", "Ejemplo", "Exemple", "Esempio", "Exemplo",
		"Пример", "예", "예시" };
	struct str s = table_text(t, COL_POSITION);

	if (s.n == 0 || char_is_digit(s.p[0]) ||
	    (size_t)t->head.field[COL_POSITION] >= t->csv.n)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i])) {
			findings_warn(t->in->f, ST_SCHEMA, csv_pos(&t->csv, 0),
			    "a row that is called an example: passed over");
			return true;
		}
	return false;
}

static bool
next_raw(struct table *t)
{
	if (t->head.nabreast > 0 && next_abreast(t))
		return true;
	while (csv_next(&t->csv, t->in->f)) {
		if (csv_has(&t->head, COL_POSITION) && is_example(t))
			continue;
		if (t->nunused > 0)
			count_unused(t);
		if (t->head.nabreast == 0)
			return true;
		if (!abreast_begin(&t->abreast, &t->csv)) {
			fields_nomem(t->in->f);
			return false;
		}
		if (next_abreast(t))
			return true;
	}
	return false;
}

bool
table_next(struct table *t)
{
	struct csv *c = &t->csv;

	bool ok;

	progress_at(t->in->b->progress, (uint64_t)(c->next - t->in->body.p));
	while ((t->fit.habits.nheld > 0 && habits_take_held(&t->fit, c)) ||
	       next_raw(t)) {
		if (t->fits)
			return true;
		if (habits_product(&t->fit, &t->head, c, t->in->f, &ok))
			return true;
		if (!ok)
			return false;
		if (t->told != NULL &&
		    !columns_told_row(t->told, c->field, t->head.n)) {
			fields_nomem(t->in->f);
			return false;
		}
		/* it would stand on a level of its own */
		if ((t->fit.level != FIT_LEVEL_NONE || t->fit.habits.any) &&
		    table_is_header_again(t)) {
			t->fit.habits.headed = true;
			continue;
		}
		if (fit_row(&t->fit, &t->head, c, t->in->f))
			return true;
	}
	return false;
}

struct place
table_place_far(const struct table *t, size_t i)
{
	struct pos at = csv_pos(&t->csv, i);

	return (struct place){ at.line,
		(uint16_t)(at.col <= UINT16_MAX ? at.col : 0), t->in->file };
}

struct field
table_cell(const struct table *t, enum csv_column column)
{
	int i = t->head.field[column];

	if (i < 0)
		return (struct field){ { "", 0 }, table_place(t, 0) };
	return (
	    struct field){ t->csv.field[i].text, table_place(t, (size_t)i) };
}

/* Neither which part nor how many: of sums, of lines that wait for one. */
static bool
is_empty_row(const struct table *t, const enum csv_column key[3])
{
	size_t filled = 0;

	if (key[0] != COL_PART || table_text(t, COL_PART).n > 0 ||
	    table_text(t, COL_REFERENCES).n > 0)
		return false;
	for (size_t i = 0; i < t->head.n && i < t->csv.n; i++)
		filled += t->csv.field[i].text.n > 0;
	if (t->head.format == FORMAT_CSV_ITEMS)
		return filled == 1;
	return t->head.format == FORMAT_CSV_EDGES &&
	       (size_t)t->head.field[COL_QUANTITY] < t->head.n &&
	       (filled == 1 || table_says_nothing(table_text(t, COL_QUANTITY)));
}

static enum status
refuse_key(struct table *t, const enum csv_column key[3])
{
	struct bom *b = t->in->b;

	if (t->aside || table_is_aside(t)) {
		t->aside = false; /* and told */
		return ST_SYNTAX;
	}
	if (is_empty_row(t, key)) {
		if (t->empty_rows++ == 0)
			t->empty_row_at = csv_pos(&t->csv, 0);
		return ST_SYNTAX;
	}
	for (int i = 0; i < 3; i++)
		if (table_text(t, key[i]).n > LIMIT_TEXT)
			return findings_error(t->in->f, ST_LIMIT,
			    bom_pos(b, table_cell(t, key[i]).at),
			    "a name of %zu bytes: expected at most %d",
			    table_text(t, key[i]).n, LIMIT_TEXT);
	return findings_error(t->in->f, ST_INCOMPLETE,
	    bom_pos(b, table_cell(t, key[0]).at),
	    "no part number: expected one in each row");
}

struct str
table_undressed(struct table *t, struct str s)
{
	struct str text = str_seen(s), name = text;

	/* what stands before a text there is off already */
	if (t->head.format == FORMAT_CSV_ANSWERS)
		return s;
	if (text.n > 1 && text.p[0] == '\'' && text.p[text.n - 1] != '\'')
		name = (struct str){ text.p + 1, text.n - 1 };
	else if (text.n > 3 && str_starts(text, "=\"") &&
		 text.p[text.n - 1] == '"')
		name = (struct str){ text.p + 2, text.n - 3 };
	if (name.n < text.n && !t->told_dressed) {
		t->told_dressed = true;
		findings_add(t->in->f, SEV_NOTE, ST_OK, csv_pos(&t->csv, 0),
		    "\"%.*s\" is read as %.*s, and others like it: a "
		    "spreadsheet keeps a text so that looks like a number",
		    STR_ARG(str_clip(text, 40)), STR_ARG(str_clip(name, 40)));
	}
	return name;
}

struct str
table_called(struct table *t)
{
	const struct habits *y = &t->fit.habits;

	if (y->called_by < 0 || (size_t)y->called_by >= t->csv.n ||
	    t->csv.field[y->called_by].text.n == 0 ||
	    (table_text(t, COL_QUANTITY).n == 0 &&
		(t->aside = table_is_aside(t))))
		return STR("");
	return called_instead(&t->fit.habits, &t->head, &t->csv);
}

enum status
table_key(struct table *t, const enum csv_column key[3], struct item_key *out)
{
	out->part = table_text(t, key[0]);
	out->maker = table_text(t, key[1]);
	if (out->maker.n > 0 && table_says_nothing(out->maker))
		out->maker = STR("");
	out->revision = table_text(t, key[2]);
	if (table_is_dressed(out->part))
		out->part = table_undressed(t, out->part);
	if (table_is_dressed(out->maker))
		out->maker = table_undressed(t, out->maker);
	if (table_is_dressed(out->revision))
		out->revision = table_undressed(t, out->revision);
	if (key[0] == COL_PART && called_no_number(out->part)) {
		struct str name = table_called(t);

		if (name.n > 0) {
			out->part = name;
			out->maker = STR("");
		}
	}
	if (out->part.n == 0 || out->part.n > LIMIT_TEXT ||
	    out->maker.n > LIMIT_TEXT || out->revision.n > LIMIT_TEXT)
		return refuse_key(t, key);
	out->at = table_place(t, (size_t)t->head.field[key[0]]);
	return ST_OK;
}

enum status
table_ref(struct table *t, const enum csv_column key[3], uint32_t *ref)
{
	struct item_key k;
	enum status st = table_key(t, key, &k);
	uint32_t r;

	if (st != ST_OK)
		return st;
	r = bom_ref(t->in->b, k.part, k.maker, k.revision, k.at);
	if (r == BOM_NONE)
		return fields_nomem(t->in->f);
	*ref = r;
	return ST_OK;
}
