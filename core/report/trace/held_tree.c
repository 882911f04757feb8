/* SPDX-License-Identifier: Apache-2.0 */
/* held_tree - what is in a product, as a tree; see held.h. */
#include "core/report/trace/held.h"

#include "core/report/path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* For the eye: lines in all, and parts of one item. */
#define LINES_MOST 2000
#define PARTS_MOST 100
/* Levels that are drawn; below them a line says its level. */
#define DRAWN 24
#define ITEM_TEXT (LABEL_TEXT + 8 * DRAWN + 80)

/* What all forms of a tree need. */
struct telling {
	const struct held *h;
	const struct bom *b;
	struct amounts amounts;
	struct assumption_marks marks;
	struct outline outline;
	struct exact x;
	bool origin; /* an origin is asked for */
};

static void
outline_set(struct telling *t, bool eye)
{
	t->outline = (struct outline){ .amounts = &t->amounts,
		.root = t->h->root,
		.nroot = t->h->nroot,
		.depth = t->h->depth,
		.most = eye && !t->h->all ? PARTS_MOST : SIZE_MAX,
		.collapse = eye };
}

/* The items of the lines that will be told, each once. */
static enum status
list_items(struct telling *t, size_t lines, uint32_t *list, size_t *n,
    struct error *err)
{
	uint8_t *seen = calloc(t->b->nitem + 1, 1);
	struct line line;

	if (seen == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	outline_begin(&t->outline, err);
	while (err->code == ST_OK && lines-- > 0 &&
	       outline_next(&t->outline, &line, err)) {
		if (line.item == BOM_NONE || seen[line.item] != 0)
			continue;
		seen[line.item] = 1;
		list[(*n)++] = line.item;
	}
	outline_end(&t->outline);
	free(seen);
	return err->code;
}

static enum status
telling_begin(
    struct telling *t, const struct held *h, bool eye, struct error *err)
{
	const struct report_columns *r = &h->checked->book->report;
	const size_t column[HELD_COUNT] = { COLUMN_MASS, r->every[NELEM],
		r->origin[NELEM] };
	size_t n = 0, lines = eye && !h->all ? LINES_MOST : SIZE_MAX;
	uint32_t *list;

	*t = (struct telling){ .h = h, .b = h->checked->bom };
	t->origin = r->origin[NELEM] != COLUMN_NONE;
	exact_init(&t->x);
	if (amounts_open(&t->amounts, h->checked, column, HELD_COUNT, err) !=
	    ST_OK)
		return err->code;
	outline_set(t, eye);
	if (!eye && !assumption_marks_find(&t->marks, h->checked))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	list = malloc((t->b->nitem + 1) * sizeof(*list));
	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (list_items(t, lines, list, &n, err) == ST_OK &&
	    amounts_keep(&t->amounts, list, n, err) == ST_OK)
		outline_begin(&t->outline, err);
	free(list);
	return err->code;
}

static void
telling_end(struct telling *t)
{
	outline_end(&t->outline);
	amounts_free(&t->amounts);
	assumption_marks_free(&t->marks);
	exact_clear(&t->x);
}

/* How many of the item one of what uses it takes. */
static void
quantity_of(struct telling *t, const struct use *u)
{
	mpq_t view;

	exact_unknown(&t->x, false);
	if (u->qty == BOM_NONE)
		return;
	numtab_view(&t->b->num, u->qty, view);
	mpq_set(t->x.lo, view);
	mpq_set(t->x.hi, view);
	t->x.hi_infinite = false;
}

/* The lines that join a part to what it is in; plain text has blanks. */
static size_t
draw(char *out, size_t size, const struct telling *t, const struct style *s,
    size_t level)
{
	size_t used = 0;

	if (level > DRAWN)
		return (size_t)snprintf(out, size, "[%zu] ", level);
	for (size_t i = 1; i <= level && used < size; i++) {
		bool follows = outline_follows(&t->outline, i);
		const char *piece;

		if (s->plain)
			piece = "  ";
		else if (i < level)
			piece = !follows ? "  " : s->utf8 ? "│ " : "| ";
		else if (follows)
			piece = s->utf8 ? "├─" : "|-";
		else
			piece = s->utf8 ? "└─" : "`-";
		used += (size_t)snprintf(out + used, size - used, "%s", piece);
	}
	return used;
}

static void
put_item(struct table *table, struct telling *t, const struct style *s,
    const struct line *line)
{
	char text[ITEM_TEXT], label[LABEL_TEXT];
	size_t used = draw(text, sizeof(text), t, s, line->level);
	struct str name = path_label(t->b, line->item, label);
	const char * or = line->other ? "or " : line->choice ? "either " : "";

	snprintf(text + used, sizeof(text) - used, "%s%.*s%s", or,
	    STR_ARG(name), line->kind == LINE_AGAIN ? " (see above)" : "");
	if (line->kind == LINE_CUT) {
		used = strlen(text);
		snprintf(text + used, sizeof(text) - used, " (%zu part%s)",
		    line->n, line->n == 1 ? "" : "s");
	}
	table_put(table, str_of(text), TONE_NONE);
	table_put(
	    table, bom_text_get(t->b, t->b->item[line->item].name), TONE_NONE);
}

static void
put_line(struct table *table, struct telling *t, const struct style *s,
    const struct line *line)
{
	char text[QUANTITIES_TEXT] = "";

	put_item(table, t, s, line);
	if (line->use != BOM_NONE) {
		quantity_of(t, &t->b->use[line->use]);
		path_quantities(text, t->b, line->item, &t->x);
	}
	table_put_text(table, text);
	amounts_get(&t->amounts, HELD_MASS, line->item, &t->x);
	held_put_mass(table, &t->x, TONE_NONE);
	amounts_get(&t->amounts, HELD_EVERY, line->item, &t->x);
	held_put_mass(table, &t->x, TONE_NONE);
	if (t->origin) {
		amounts_get(&t->amounts, HELD_ORIGIN, line->item, &t->x);
		held_put_mass(table, &t->x, held_tone(&t->x));
	}
	amounts_undisclosed(&t->amounts, line->item, &t->x);
	held_put_mass(table, &t->x, TONE_NONE);
}

/* A line that stands for several parts. */
static void
put_counted(struct table *table, struct telling *t, const struct style *s,
    const struct line *line)
{
	char text[ITEM_TEXT], what[HEADING_TEXT];
	size_t used = draw(text, sizeof(text), t, s, line->level);

	amounts_elements(what, sizeof(what), t->h->elements);
	if (line->kind == LINE_NONE)
		snprintf(text + used, sizeof(text) - used,
		    "%zu part%s without %s", line->n, line->n == 1 ? "" : "s",
		    what);
	else
		snprintf(text + used, sizeof(text) - used,
		    "%zu more part%s that may hold %s", line->n,
		    line->n == 1 ? "" : "s", what);
	table_put(table, str_of(text), TONE_FAINT);
	for (size_t i = 1; i < table->ncolumn; i++)
		table_put_text(table, "");
}

static enum status
tree_for_eye(FILE *to, const struct style *style, const struct held *h,
    struct error *err)
{
	char every[HEADING_TEXT], origin[HEADING_TEXT];
	const struct column all[] = {
		{ "item", "Item", 0 },
		{ "name", "Name", 0 },
		{ "quantity", "Quantity", COLUMN_RIGHT },
		{ "mass", "Weighs", COLUMN_RIGHT },
		{ "rare_earth", every, COLUMN_RIGHT },
		{ "of_origin", origin, COLUMN_RIGHT },
		{ "undisclosed", "Undisclosed", COLUMN_RIGHT },
	};
	size_t ncolumn = sizeof(all) / sizeof(all[0]), lines = 0, left = 0;
	struct column columns[sizeof(all) / sizeof(all[0])];
	struct telling t;
	struct table table;
	struct line line;

	held_headings(every, origin, h);
	memcpy(columns, all, sizeof(all));
	if (telling_begin(&t, h, true, err) != ST_OK) {
		telling_end(&t);
		return err->code;
	}
	if (!t.origin) {
		columns[ncolumn - 2] = columns[ncolumn - 1];
		ncolumn--;
	}
	text_wrap(to, style, 0, 0,
	    STR("Quantity: in one of what it stands in. Amounts: in one of "
		"it (piece, g, m), with all its parts."));
	fputc('\n', to);
	table_begin(&table, to, OUT_TABLE, style, columns, ncolumn, NULL);
	while (outline_next(&t.outline, &line, err)) {
		if (!h->all && lines++ >= LINES_MOST)
			left++;
		else if (line.item == BOM_NONE)
			put_counted(&table, &t, style, &line);
		else
			put_line(&table, &t, style, &line);
	}
	if (err->code == ST_OK)
		table_end(&table, err);
	if (left > 0)
		fprintf(to,
		    "and %zu more lines: --item and --depth narrow the tree, "
		    "-o csv lists all\n",
		    left);
	telling_end(&t);
	return err->code;
}

static const struct column rows[] = {
	{ "level", "", COLUMN_COUNT },
	{ "maker", "", 0 },
	{ "part", "", 0 },
	{ "revision", "", 0 },
	{ "item", "", 0 },
	{ "name", "", 0 },
	{ "quantity", "", 0 },
	{ "unit", "", 0 },
	{ "alternative", "", 0 },
	{ "again", "", 0 },
	HELD_COLUMNS,
};

static void
put_row(struct table *table, struct telling *t, const struct line *line)
{
	const struct item *it = &t->b->item[line->item];
	const struct use *u =
	    line->use != BOM_NONE ? &t->b->use[line->use] : NULL;
	struct pos at = bom_pos(t->b, u != NULL ? u->at : it->at);
	struct held_open open = { "" };

	table_put_count(table, line->level);
	path_put_item(table, t->b, line->item);
	if (u == NULL || u->qty == BOM_NONE) {
		table_put_text(table, "");
	} else {
		quantity_of(t, u);
		table_put_exact(table, t->x.lo);
	}
	table_put_text(table, path_unit(t->b, line->item));
	table_put_text(table, line->choice ? "yes" : "no");
	table_put_text(table, line->kind == LINE_AGAIN ? "yes" : "no");
	for (size_t k = 0; k < HELD_COUNT; k++) {
		amounts_get(&t->amounts, k, line->item, &t->x);
		held_put_ends(table, &t->x, held_columns[k], &open);
	}
	amounts_undisclosed(&t->amounts, line->item, &t->x);
	held_put_end(table, &t->x, true);
	table_put_pos(table, at);
	table_put_text(table, open.text);
	held_put_assumed(table, t->h, &t->marks, line->item);
}

static void
put_object(struct json *j, struct telling *t, const struct line *line)
{
	static const char *const key[] = { "mass", "rare_earth", "of_origin" };
	const struct use *u =
	    line->use != BOM_NONE ? &t->b->use[line->use] : NULL;
	struct pos at = bom_pos(t->b, u != NULL ? u->at : (struct place){ 0 });

	json_begin_object(j, NULL);
	json_put_count(j, "level", line->level);
	path_item_json(j, "item", t->b, line->item);
	if (u != NULL) {
		quantity_of(t, u);
		if (u->qty == BOM_NONE)
			json_put_null(j, "quantity");
		else
			json_put_exact(j, "quantity", t->x.lo);
		json_put_bool(j, "alternative", line->choice);
		if (at.line > 0) {
			json_put_text(j, "used_in_file", at.file);
			json_put_count(j, "used_in_line", at.line);
		}
	}
	json_put_text(j, "unit", path_unit(t->b, line->item));
	json_put_bool(j, "again", line->kind == LINE_AGAIN);
	for (size_t k = 0; k < HELD_COUNT; k++) {
		if (k == HELD_ORIGIN && !t->origin)
			continue;
		amounts_get(&t->amounts, k, line->item, &t->x);
		amount_json(j, key[k], &t->x);
	}
	amounts_undisclosed(&t->amounts, line->item, &t->x);
	amount_json(j, "undisclosed", &t->x);
	json_end_object(j);
}

enum status
held_tree(FILE *to, enum format_out format, const struct style *style,
    const struct held *h, struct error *err)
{
	struct json j = { .to = to, .lines = format == OUT_JSONL };
	struct telling t;
	struct table table;
	struct line line;

	if (format == OUT_TABLE)
		return tree_for_eye(to, style, h, err);
	if (telling_begin(&t, h, false, err) != ST_OK) {
		telling_end(&t);
		return err->code;
	}
	if (format == OUT_JSON) {
		held_json_begin(&j, h, "tree");
		json_begin_array(&j, "lines");
		while (outline_next(&t.outline, &line, err))
			put_object(&j, &t, &line);
		json_end_array(&j);
		held_json_end(&j, h);
	} else {
		table_begin(&table, to, format, style, rows,
		    held_ncolumn(h, sizeof(rows) / sizeof(rows[0])), &j);
		while (outline_next(&t.outline, &line, err))
			put_row(&table, &t, &line);
		if (err->code == ST_OK)
			table_end(&table, err);
	}
	telling_end(&t);
	if (j.bad)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	return err->code;
}
