/* SPDX-License-Identifier: Apache-2.0 */
/* ods_book - which sheets a workbook of OpenDocument has; see sheet_ods.h. */
#include "core/bom/sheet/sheet_ods.h"

#include <stdlib.h>
#include <string.h>

/* [bytes] In which an encrypted part is named. */
#define MANIFEST ((size_t)1 << 20)

#define KIND "application/vnd.oasis.opendocument."

/* While the part is read. */
struct reading {
	struct book *b;
	uint32_t depth;       /* of tables: one inside a cell is no sheet */
	struct intern hidden; /* styles of tables that nobody sees */
	struct str style;     /* that is open */
	bool memory;
};

static bool
nomem(struct book *b)
{
	findings_error(b->archive.f, ST_NOMEM, pos_none, "out of memory");
	return false;
}

static bool
add_table(struct reading *r, const struct part_tag *tag)
{
	struct book *b = r->b;
	struct str style = part_value(tag, "style-name");

	return book_add(b, str_clip(part_value(tag, "name"), 200),
	    (struct book_sheet){ .part = b->content,
		.table = (uint32_t)b->n,
		.hidden = intern_find(&r->hidden, style) != INTERN_NONE });
}

/* "0.353cm" as points, rounded; 0: none. */
static uint16_t
points_of(struct str s)
{
	static const struct {
		const char *unit;
		double points;
	} units[] = { { "pt", 1 }, { "cm", 72 / 2.54 }, { "mm", 72 / 25.4 },
		{ "in", 72 }, { "pc", 12 }, { "px", 0.75 } };
	double v = 0, place = 1;
	bool behind = false;
	size_t i = 0;

	for (; i < s.n && (char_is_digit(s.p[i]) || s.p[i] == '.'); i++) {
		behind |= s.p[i] == '.';
		place /= behind && s.p[i] != '.' ? 10 : 1;
		if (s.p[i] != '.')
			v = behind ? v + place * (s.p[i] - '0')
				   : v * 10 + (s.p[i] - '0');
	}
	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++)
		if (str_is((struct str){ s.p + i, s.n - i }, units[k].unit) &&
		    v * units[k].points < 10000)
			return (uint16_t)(v * units[k].points + 0.5);
	return 0;
}

/* Of the style that is open. */
static bool
add_indent(struct reading *r, struct str margin)
{
	struct book *b = r->b;
	uint16_t indent = margin.n > 0 ? points_of(margin) : 0, *list;
	size_t before = b->indented.n;
	uint32_t id;

	if (indent == 0 || r->style.n == 0)
		return true;
	list = array_grow(b->indent, &b->indent_cap, before + 1, sizeof(*list));
	if (list == NULL)
		return nomem(b);
	b->indent = list;
	id = intern_copy(&b->indented, r->style);
	if (id == INTERN_NONE)
		return nomem(b);
	list[id] = indent;
	return true;
}

static bool
on_start(void *ctx, const struct part_tag *tag)
{
	struct reading *r = ctx;
	struct str display = part_value(tag, "display");

	if (r->depth > 0) {
		r->depth++;
		if (strcmp(tag->name, "table-row-group") == 0 && r->b->n > 0)
			r->b->sheet[r->b->n - 1].grouped = true;
		return true;
	}
	if (strcmp(tag->name, "style") == 0) {
		r->style = arena_copy(&r->b->mem, part_value(tag, "name"));
		return r->style.p != NULL || nomem(r->b);
	}
	if (strcmp(tag->name, "table-properties") == 0 &&
	    str_is(display, "false"))
		return intern_copy(&r->hidden, r->style) != INTERN_NONE ||
		       nomem(r->b);
	if (strcmp(tag->name, "paragraph-properties") == 0)
		return add_indent(r, part_value(tag, "margin-left"));
	if (strcmp(tag->name, "tracked-changes") == 0)
		r->depth = 1;
	if (strcmp(tag->name, "table") != 0)
		return true;
	r->depth = 1;
	return add_table(r, tag);
}

static bool
on_end(void *ctx, const char *name)
{
	struct reading *r = ctx;

	(void)name;
	r->depth -= r->depth > 0;
	return true;
}

/* The first bytes of a file in the archive; 0: it has none such. */
static size_t
first_bytes(struct archive *a, const char *name, char *p, size_t n)
{
	struct archive_file x;
	size_t got = 0;

	for (size_t i = 0; i < archive_count(a); i++) {
		const char *is = archive_name(a, i);
		int64_t more = 1;

		if (is == NULL || strcmp(is, name) != 0 ||
		    archive_start(a, i, MANIFEST, &x) != ST_OK)
			continue;
		while (more > 0 && got < n) {
			more = archive_read(&x, p + got, n - got);
			got += more > 0 ? (size_t)more : 0;
		}
		archive_stop(&x);
		break;
	}
	return got;
}

static size_t
find(struct archive *a, const char *name)
{
	for (size_t i = 0; i < archive_count(a); i++) {
		const char *is = archive_name(a, i);

		if (is != NULL && strcmp(is, name) == 0)
			return i;
	}
	return BOOK_NONE;
}

bool
ods_is(struct str bytes)
{
	struct findings mute = { 0 };
	struct archive a;
	bool is = archive_open(&a, bytes, "", &mute) == ST_OK;

	if (is)
		is = find(&a, "content.xml") != BOOK_NONE &&
		     find(&a, "META-INF/manifest.xml") != BOOK_NONE;
	archive_close(&a);
	findings_free(&mute);
	return is;
}

/* What it is, by what it says of itself, and whether it can be read. */
static enum status
check_kind(struct book *b)
{
	struct archive *a = &b->archive;
	char *text = malloc(MANIFEST);
	size_t n;
	enum status st = ST_OK;

	if (text == NULL) {
		nomem(b);
		return ST_NOMEM;
	}
	n = first_bytes(a, "META-INF/manifest.xml", text, MANIFEST);
	if (memmem(text, n, "encryption-data", strlen("encryption-data")))
		st = findings_error(a->f, ST_SYNTAX, a->at,
		    "a workbook with a password: expected one without");
	n = first_bytes(a, "mimetype", text, 200);
	if (st == ST_OK && n > strlen(KIND) &&
	    memcmp(text, KIND, strlen(KIND)) == 0 &&
	    memmem(text, n, "spreadsheet", strlen("spreadsheet")) == NULL)
		st = findings_error(a->f, ST_SYNTAX, a->at,
		    "an OpenDocument file that is no spreadsheet: expected "
		    ".ods, .xlsx, XML or CSV");
	free(text);
	return st;
}

enum status
ods_open(struct book *b, struct str bytes, const char *file, struct findings *f)
{
	static const struct part_handler handler = { .root = "document-content",
		.start = on_start,
		.end = on_end,
		.open_document = true };
	struct reading r = { .b = b };
	enum status st;

	*b = (struct book){
		.texts = BOOK_NONE, .styles = BOOK_NONE, .open_document = true
	};
	st = archive_open(&b->archive, bytes, file, f);
	if (st == ST_OK)
		st = check_kind(b);
	if (st == ST_OK) {
		b->content = find(&b->archive, "content.xml");
		st = part_read(
		    &b->archive, b->content, LIMIT_SHEET_FILE, &handler, &r);
	}
	intern_free(&r.hidden);
	if (st != ST_OK)
		book_close(b);
	return st;
}
