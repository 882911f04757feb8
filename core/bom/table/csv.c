/* SPDX-License-Identifier: Apache-2.0 */
/* csv - rows of fields from the bytes of a table; see csv.h. */
#include "core/bom/table/csv_odd.h"
#include "core/bom/table/csv_scan.h"

#include "core/base/limits.h"

#include <string.h>

struct pos
csv_place(const struct csv *c, const char *byte)
{
	struct pos at = { c->file, c->line, 1 };
	const char *start = c->row, *p;

	while ((p = memchr(start, '\n', (size_t)(byte - start))) != NULL) {
		start = p + 1;
		at.line++;
	}
	if (!c->by_character)
		at.col += (uint32_t)(byte - start);
	for (p = start; c->by_character && p < byte; p++)
		at.col += ((unsigned char)*p & 0xC0) != 0x80;
	return at;
}

struct pos
csv_pos(const struct csv *c, size_t i)
{
	const char *byte = c->next;

	if (c->rows != NULL)
		return c->rows->place(c, i);
	if (i < c->n)
		byte = c->field[i].at;
	else if (byte > c->row && byte[-1] == '\n')
		byte--;
	if (i >= c->n && byte > c->row && byte[-1] == '\r')
		byte--;
	return csv_place(c, byte);
}

char *
csv_room(struct csv *c, size_t n)
{
	c->copied += n;
	return TAKE(&c->copies, char, n);
}

/* A quoted text whose `quotes` doubled quotes become single ones. */
static struct str
without_doubled(struct csv *c, const char *p, size_t n, size_t quotes)
{
	char *out;
	size_t o = 0;

	out = csv_room(c, n - quotes + 1);
	if (out == NULL)
		return (struct str){ NULL, 0 };
	for (size_t i = 0; i < n; i++) {
		out[o++] = p[i];
		i += p[i] == '"';
	}
	return (struct str){ out, o };
}

/* Where a quoted field that opens at p closes, or NULL. */
static const char *
closing_quote(const struct csv *c, const char *p, size_t *doubled)
{
	const char *q = p + 1;

	*doubled = 0;
	while (q < c->end && (size_t)(q - p) <= LIMIT_CSV_FIELD) {
		const char *stop = memchr(q, '"', (size_t)(c->end - q));

		if (stop == NULL || (size_t)(stop - p) > LIMIT_CSV_FIELD)
			return NULL;
		if (stop + 1 == c->end || stop[1] != '"')
			return stop;
		++*doubled;
		q = stop + 2;
	}
	return NULL;
}

/*
 * quoted - a field in quotes that opens at p.
 *
 * Out:	the byte after the field: a separator, a line feed or the end; NULL
 *	after a fault, which is in f
 */
static const char *
quoted(struct csv *c, const char *p, struct str *text, struct findings *f)
{
	size_t doubled;
	const char *stop = closing_quote(c, p, &doubled), *after;

	if (stop == NULL) {
		bool cut = (size_t)(c->end - p) <= LIMIT_CSV_FIELD;

		findings_error(f, cut ? ST_SYNTAX : ST_LIMIT, csv_place(c, p),
		    "a quote that does not close within %zu bytes%s: "
		    "expected a closing quote",
		    cut ? (size_t)(c->end - p) : LIMIT_CSV_FIELD,
		    cut ? ", the rest of the file" : "");
		return NULL;
	}
	*text = (struct str){ p + 1, (size_t)(stop - p - 1) };
	if (doubled > 0) {
		*text = without_doubled(c, p + 1, text->n, doubled);
		if (text->p == NULL) {
			findings_error(f, ST_NOMEM, pos_none, "out of memory");
			return NULL;
		}
	}
	after = stop + 1;
	while (after < c->end && *after != c->separator &&
	       (*after == ' ' || *after == '\t' || *after == '\r'))
		after++;
	if (after < c->end && *after != c->separator && *after != '\n') {
		findings_error(f, ST_SYNTAX, csv_place(c, after),
		    "text after a closing quote: expected a separator; a "
		    "quote inside a quoted field is written twice");
		return NULL;
	}
	for (const char *q = p; (q = memchr(q, '\n', (size_t)(stop - q))); q++)
		c->next_line++;
	return after;
}

/* A field that begins with a blank or a quote, or is empty. */
static const char *
odd_field(struct csv *c, struct csv_scan *s, struct csv_field *out,
    struct findings *f)
{
	const char *p = out->at, *end = c->end, *stop;

	while (p < end && (*p == ' ' || (*p == '\t' && c->separator != '\t')))
		p++;
	out->at = p;
	if (p < end && *p == '"') {
		stop = quoted(c, p, &out->text, f);
		if (stop == NULL)
			return NULL;
		csv_seek(c, s, stop);
		csv_next_stop(c, s);
	} else {
		stop = csv_next_stop(c, s);
		out->text = (struct str){ p, (size_t)(stop - p) };
	}
	out->text = str_trim(out->text);
	return stop;
}

static bool
is_too_much(const struct csv *c, size_t n, struct findings *f)
{
	const struct csv_field *x = &c->field[n];

	if (n >= LIMIT_CSV_COLUMNS)
		findings_error(f, ST_LIMIT, csv_place(c, x->at),
		    "more than %d columns: expected fewer", LIMIT_CSV_COLUMNS);
	else if (x->text.n > LIMIT_CSV_FIELD)
		findings_error(f, ST_LIMIT, csv_place(c, x->at),
		    "a field of %zu bytes: expected at most %zu", x->text.n,
		    LIMIT_CSV_FIELD);
	else
		return false;
	return true;
}

/* Makes ready for the row at c->next. */
static void
begin_row(struct csv *c)
{
	c->row = c->next;
	c->line = c->next_line;
	if (c->scanned != c->next || c->scan_separator != c->separator) {
		c->scan.block = NULL;
		csv_seek(c, &c->scan, c->next);
		c->scan_separator = c->separator;
	}
	if (c->copied > CSV_COPIES) {
		arena_free(&c->copies);
		c->copied = 0;
	}
}

/* Blanks and quotes are not above it; what else is not does no harm. */
#define ODD_LAST '"'

/* A row that is being taken apart: the field that begins at p goes to *out. */
struct cutting {
	const char *p;
	struct csv_field *out;
	struct csv_scan scan;
};

/* Takes over that the row ends at the stop, after the field *last. */
static void
end_row(struct csv *c, const struct csv_field *last, const char *stop,
    struct csv_scan scan)
{
	c->n = (size_t)(last - c->field) + 1;
	c->next = stop == c->end ? stop : stop + 1;
	c->next_line += stop < c->end;
	c->scan = scan;
	c->scanned = c->next;
}

/*
 * Fields that are nothing but their bytes, as nearly all are, up to the end of
 * the row.  False: x is at one that cut_row() has to look at.
 *
 * A scanner, hence its shape: what it looks at stays in registers.
 */
static bool
cut_plain(struct csv *c, struct cutting *x)
{
	const char *p = x->p, *end = c->end, *block = x->scan.block, *stop;
	uint64_t stops = x->scan.stops;
	struct csv_field *out = x->out;
	const struct csv_field *most = out + LIMIT_CSV_COLUMNS;
	const char separator = c->separator;

	for (;; p = stop + 1, out++) {
		/* what stops stand in, and that after it, is in the file */
		while (stops == 0 && end - block >= 192) {
			block += 64;
			stops = csv_find_stops(block, separator);
		}
		if (stops == 0 || (unsigned char)*p <= ODD_LAST || out == most)
			break;
		stop = block + __builtin_ctzll(stops);
		if ((size_t)(stop - p) > LIMIT_CSV_FIELD)
			break;
		stops &= stops - 1;
		out->at = p;
		out->text = (struct str){ p, (size_t)(stop - p) };
		if (stop > p && (unsigned char)stop[-1] <= ' ')
			out->text = str_trim(out->text);
		if (*stop == '\n') {
			end_row(c, out, stop,
			    (struct csv_scan){
				.block = block, .stops = stops });
			return true;
		}
	}
	*x = (struct cutting){ p, out, { .block = block, .stops = stops } };
	return false;
}

/* The fields from there on, whatever they are; false: a fault, in f. */
static bool
cut_row(struct csv *c, const struct cutting *x, struct findings *f)
{
	const char *p = x->p, *end = c->end, *stop;
	struct csv_scan scan = x->scan;
	struct csv_field *out = x->out, *most = c->field + LIMIT_CSV_COLUMNS;

	for (;; p = stop + 1, out++) {
		out->at = p;
		if (p < end && (unsigned char)*p <= ODD_LAST) {
			stop = odd_field(c, &scan, out, f);
			if (stop == NULL)
				return false;
		} else {
			stop = csv_next_stop(c, &scan);
			out->text = (struct str){ p, (size_t)(stop - p) };
			if (stop > p && (unsigned char)stop[-1] <= ' ')
				out->text = str_trim(out->text);
		}
		if ((out >= most || out->text.n > LIMIT_CSV_FIELD) &&
		    is_too_much(c, (size_t)(out - c->field), f))
			return false;
		if (stop == end || *stop == '\n')
			break;
	}
	end_row(c, out, stop, scan);
	return true;
}

/* Takes the row at c->next apart. */
static bool
take_row(struct csv *c, struct findings *f)
{
	struct cutting x = { .p = c->next, .out = c->field };

	begin_row(c);
	x.scan = c->scan;
	return cut_plain(c, &x) || cut_row(c, &x, f);
}

static bool
is_blank(const struct csv *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->field[i].text.n > 0)
			return false;
	return true;
}

bool
csv_next(struct csv *c, struct findings *f)
{
	if (c->rows != NULL)
		return c->rows->next(c, f);
	while (c->next < c->end) {
		if (!take_row(c, f)) {
			c->next = c->end;
			return false;
		}
		if (c->field[0].text.n == 0 && is_blank(c))
			continue;
		if (c->width == 0 || (c->n == c->width && c->apart.line == 0))
			return true;
		csv_settle_odd(c, f);
		if (c->n == c->width) {
			c->apart = pos_none;
			return true;
		}
	}
	c->n = 0;
	return false;
}
