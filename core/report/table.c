/* SPDX-License-Identifier: Apache-2.0 */
/* table - rows and columns; see table.h. */
#include "core/report/table.h"

#include <inttypes.h>
#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>

/* Only this thread, only while a block is printed: libsmartcols measures and
 * escapes text by the C library's idea of characters. */
static void
print_block(struct table *t)
{
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t before = utf8 != (locale_t)0 ? uselocale(utf8) : (locale_t)0;

	if (t->block != NULL && scols_print_table(t->block) != 0)
		t->bad = true;
	scols_unref_table(t->block);
	t->block = NULL;
	t->line = NULL;
	if (utf8 != (locale_t)0) {
		uselocale(before);
		freelocale(utf8);
	}
}

static struct libscols_table *
new_block(const struct table *t)
{
	struct libscols_table *b = scols_new_table();

	if (b == NULL)
		return NULL;
	scols_table_set_stream(b, t->to);
	scols_table_enable_colors(b, t->style->colour);
	scols_table_enable_ascii(b, !t->style->utf8);
	scols_table_set_termforce(b, SCOLS_TERMFORCE_ALWAYS);
	if (t->style->width > 0)
		scols_table_set_termwidth(b, t->style->width);
	else
		scols_table_enable_nowrap(b, 1);
	for (size_t i = 0; i < t->ncolumn; i++) {
		const struct column *c = &t->column[i];
		int flags = (c->flags & COLUMN_RIGHT ? SCOLS_FL_RIGHT : 0) |
			    (c->flags & COLUMN_WRAP ? SCOLS_FL_WRAP : 0);

		if (c->flags & COLUMN_HIDDEN)
			continue;
		if (scols_table_new_column(b, c->heading, 0, flags) == NULL) {
			scols_unref_table(b);
			return NULL;
		}
	}
	return b;
}

/* Writes the headings of what has a line of them. */
static void
put_headings(struct table *t)
{
	bool csv = t->format == OUT_CSV;
	bool first = true;

	for (size_t i = 0; i < t->ncolumn; i++) {
		const struct column *c = &t->column[i];

		if (csv) {
			csv_field(&t->csv, str_of(c->key));
		} else if (!(c->flags & COLUMN_HIDDEN)) {
			fprintf(t->to, "%s%s", first ? "" : "\t", c->heading);
			first = false;
		}
	}
	if (csv)
		csv_end(&t->csv);
	else
		fputc('\n', t->to);
}

/* The head of a table of HTML; hidden columns have no place in it. */
static void
open_html(const struct table *t)
{
	fputs("<div class=\"wide\"><table><thead><tr>", t->to);
	for (size_t i = 0; i < t->ncolumn; i++) {
		if (t->column[i].flags & COLUMN_HIDDEN)
			continue;
		fputs("<th>", t->to);
		text_put_html(t->to, str_of(t->column[i].heading));
		fputs("</th>", t->to);
	}
	fputs("</tr></thead><tbody>\n", t->to);
}

void
table_begin(struct table *t, FILE *to, enum format_out format,
    const struct style *style, const struct column *column, size_t ncolumn,
    struct json *json)
{
	*t = (struct table){ .to = to,
		.style = style,
		.column = column,
		.ncolumn = ncolumn,
		.format = format,
		.json = json,
		.csv = { to, false } };
	if (format == OUT_CSV || (format == OUT_TABLE && style->plain))
		put_headings(t);
	if (format == OUT_HTML)
		open_html(t);
}

static void
html_cell(struct table *t, struct str text)
{
	fputs(
	    t->column[t->at].flags & COLUMN_RIGHT ? "<td class=\"n\">" : "<td>",
	    t->to);
	text_put_html(t->to, text);
	fputs("</td>", t->to);
}

static void
plain_cell(struct table *t, struct str text)
{
	bool first = true;

	for (size_t i = 0; i < t->at; i++)
		if (!(t->column[i].flags & COLUMN_HIDDEN))
			first = false;
	if (!first)
		fputc('\t', t->to);
	text_put(t->to, text);
}

/* Number of columns for the eye before column i. */
static size_t
place_of(const struct table *t, size_t i)
{
	size_t place = 0;

	for (size_t k = 0; k < i; k++)
		if (!(t->column[k].flags & COLUMN_HIDDEN))
			place++;
	return place;
}

static void
block_cell(struct table *t, struct str text, enum tone tone)
{
	size_t place = place_of(t, t->at);
	struct libscols_cell *cell;
	char *copy;

	if (place == 0) {
		if (t->block == NULL)
			t->block = new_block(t);
		t->line = t->block != NULL
			      ? scols_table_new_line(t->block, NULL)
			      : NULL;
	}
	cell = t->line != NULL ? scols_line_get_cell(t->line, place) : NULL;
	copy = malloc(text.n + 1);
	if (copy != NULL) {
		for (size_t i = 0; i < text.n; i++)
			copy[i] = text.p[i] != '\0' ? text.p[i] : ' ';
		copy[text.n] = '\0';
	}
	if (cell == NULL || copy == NULL ||
	    scols_cell_set_data(cell, copy) != 0)
		t->bad = true;
	else if (tone_name(tone) != NULL)
		scols_cell_set_color(cell, tone_name(tone));
	free(copy);
}

static void
json_cell(struct table *t, struct str text)
{
	const struct column *c = &t->column[t->at];
	uint64_t n = 0;

	if (t->at == 0)
		json_begin_object(t->json, NULL);
	if (!(c->flags & COLUMN_COUNT)) {
		json_put_str(t->json, c->key, text);
		return;
	}
	for (size_t i = 0; i < text.n; i++)
		n = n * 10 + (uint64_t)(text.p[i] - '0');
	json_put_count(t->json, c->key, n);
}

static void
row_end(struct table *t)
{
	t->at = 0;
	t->rows++;
	if (t->format == OUT_CSV)
		csv_end(&t->csv);
	else if (t->format == OUT_JSON || t->format == OUT_JSONL)
		json_end_object(t->json);
	else if (t->format == OUT_HTML)
		fputs("</tr>\n", t->to);
	else if (t->style->plain)
		fputc('\n', t->to);
	else if (t->rows % TABLE_BLOCK == 0)
		print_block(t);
}

/*
 * table_put - the next cell of the row.
 *
 * In:	text  of a COLUMN_COUNT: digits only
 *	tone  seen only in a table for the eye
 */
void
table_put(struct table *t, struct str text, enum tone tone)
{
	bool hidden = t->column[t->at].flags & COLUMN_HIDDEN;

	if (t->format == OUT_HTML && t->at == 0)
		fputs("<tr>", t->to);
	if (t->format == OUT_CSV)
		csv_field(&t->csv, text);
	else if (t->format == OUT_JSON || t->format == OUT_JSONL)
		json_cell(t, text);
	else if (!hidden && t->format == OUT_HTML)
		html_cell(t, text);
	else if (!hidden && t->style->plain)
		plain_cell(t, text);
	else if (!hidden)
		block_cell(t, text, tone);
	if (++t->at == t->ncolumn)
		row_end(t);
}

void
table_put_text(struct table *t, const char *text)
{
	table_put(t, str_of(text), TONE_NONE);
}

void
table_put_count(struct table *t, uint64_t n)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRIu64, n);
	table_put_text(t, digits);
}

void
table_put_pos(struct table *t, struct pos at)
{
	char line[16] = "";

	if (at.file != NULL && at.line > 0)
		snprintf(line, sizeof(line), "%u", at.line);
	table_put_text(t, at.file != NULL ? at.file : "");
	table_put_text(t, line);
}

void
table_put_exact(struct table *t, mpq_srcptr q)
{
	char text[NUM_TEXT], *whole = NULL;

	if (!num_format_exact(text, q))
		whole = mpq_get_str(NULL, 10, q);
	table_put_text(t, whole != NULL ? whole : text);
	free(whole);
}

enum status
table_end(struct table *t, struct error *err)
{
	if (t->format == OUT_TABLE && !t->style->plain)
		print_block(t);
	if (t->format == OUT_HTML)
		fputs("</tbody></table></div>\n", t->to);
	return t->bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		      : ST_OK;
}
