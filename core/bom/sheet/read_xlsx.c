/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_xlsx - the sheets of a workbook, each as a table; see read_xlsx.h.
 *
 * A sheet is read while it is unpacked.  Which of its rows is the header is
 * not said anywhere: of the first ones it is that with most names of columns.
 */
#include "core/bom/sheet/read_xlsx.h"

#include "core/bom/sheet/read_minerals.h"
#include "core/bom/sheet/sheet_header.h"
#include "core/bom/sheet/sheet_lists.h"
#include "core/bom/sheet/sheet_ods.h"
#include "core/bom/sheet/sheet_told.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_habit.h"
#include "core/bom/table/read_csv.h"
#include "core/bom/table/wishes.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct workbook {
	const struct input *in;
	struct sheets sheets;
	const char *path; /* of the file, as it was given */
	size_t npath;     /* of it without a sheet */
	struct str asked; /* the sheet that is asked for, or none */
	size_t read;      /* sheets that were */
	/* [sheets.book.n] */
	uint32_t *file;        /* that each became, or BOM_NONE; or NULL */
	struct called *called; /* what their products are called; or NULL */
	bool faulty;    /* a sheet has errors, and they were not told yet */
	char seen[200]; /* names of sheets that are no table */
};

/* "book.xlsx[Parts]", in the bom; NULL: memory. */
static const char *
sheet_name(const struct workbook *w, const struct book_sheet *sheet)
{
	struct str name = str_clip(sheet->name, 100);
	size_t size = w->npath + name.n + 3;
	char *text = TAKE(&w->in->b->mem, char, size);

	if (text != NULL)
		snprintf(text, size, "%.*s[%.*s]", (int)w->npath, w->path,
		    STR_ARG(name));
	return text;
}

/* The sheet as a file of its own, with what it says itself. */
static enum status
enter_sheet(struct workbook *w, const struct book_sheet *sheet,
    const char *called, const struct sheet_header *h, struct input *of)
{
	struct bom *b = w->in->b;
	struct bytes none = { NULL, 0 };
	struct str name = arena_copy(&b->mem, sheet->name);
	uint32_t file = bom_add_file(b, called, &none, table_role(h->format));
	struct declaration *own;

	if (file == BOM_NONE || name.p == NULL)
		return fields_nomem(w->in->f);
	of->file = (uint16_t)file;
	if (w->read > 0) {
		own = bom_add_declaration(b);
		if (own == NULL)
			return fields_nomem(w->in->f);
		of->decl = (uint32_t)b->ndecl - 1;
	}
	b->decl[of->decl].at = (struct place){ 1, 0, of->file };
	b->file[file].sheet = name.p;
	b->file[file].format = format_name_in_sheet(h->format);
	b->file[file].book = w->in->file;
	b->file[file].decl = of->decl;
	/* the workbook says nothing itself */
	b->file[w->in->file].decl = BOM_NONE;
	if (w->file != NULL)
		w->file[sheet - w->sheets.book.sheet] = file;
	if (w->read == 0 || b->file[file].role < b->file[w->in->file].role)
		b->file[w->in->file].role = b->file[file].role;
	w->read++;
	return ST_OK;
}

/* Groups of rows are levels, or nothing says so. */
static void
tell_groups(const struct sheet *s, const struct table *t)
{
	const struct pos at = { s->file, s->first, 0 };

	if (s->levels && t->fit.level == FIT_LEVEL_INDENT)
		findings_warn(t->in->f, ST_SCHEMA, at,
		    "rows stand in groups: taken for levels, each group as "
		    "what is in the row above it");
	else if (s->grouped && t->head.format == FORMAT_CSV_EDGES &&
		 t->fit.habits.by_file)
		findings_loss(t->in->f, ST_SCHEMA, at,
		    "rows stand in groups, and nothing says whether a group "
		    "is in the row above it or in that below: not read as "
		    "levels; expected a column of levels");
}

/* The user names the product, and no column of the sheet does. */
static bool
keep_product(const struct table *t)
{
	struct bom *b = t->in->b;
	const struct csv_header *h = &t->head;
	const struct columns_line *said =
	    columns_said(b->columns, t->csv.file, COLUMNS_FIXED, COL_PARENT);

	if (said == NULL ||
	    (csv_has(h, COL_PARENT) && (size_t)h->field[COL_PARENT] < h->n))
		return true;
	b->file[t->in->file].said_product = bom_text(b, said->right);
	return b->file[t->in->file].said_product != BOM_NONE;
}

static void
read_rows(struct input *of, struct sheet *s)
{
	struct table t;

	progress_begin(of->b->progress, PROGRESS_READ, of->body.n);
	if (table_open_rows(&t, of, &sheet_as_rows, s) == ST_OK) {
		s->head = &t.head;
		s->comma = t.fit.decimal == DECIMAL_COMMA;
		tell_groups(s, &t);
		if (!keep_product(&t))
			fields_nomem(of->f);
		read_table(&t);
	}
	if (of->b->file[of->file].reads != NULL)
		of->b->file[of->file].format = of->b->file[of->file].reads;
	s->head = NULL;
	table_close(&t);
	sheet_tell(s, of->f);
}

static void
say_above(
    const struct sheet *s, const struct sheet_header *h, struct findings *f)
{
	const struct pos at = { s->file, h->line, 0 };

	if (h->letters == NULL)
		findings_add(f, SEV_NOTE, ST_SCHEMA, at,
		    "the header row is row %u: what stands above it is not "
		    "read",
		    h->line);
	else
		findings_add(f, SEV_NOTE, ST_SCHEMA, at,
		    "the header row is row %u: what stands above it is read "
		    "where a note says so",
		    h->line);
}

static enum status
read_table_of(struct workbook *w, const struct book_sheet *sheet,
    struct sheet *s, const struct sheet_header *h)
{
	struct findings *f = w->in->f;
	size_t errors = f->errors;
	struct input of = *w->in;
	enum status st = w->sheets.book.open_document
			     ? ST_OK
			     : merged_read(&s->merged, &w->sheets.book, sheet);

	if (st == ST_OK)
		st = enter_sheet(w, sheet, s->file, h, &of);
	if (st == ST_OK) {
		s->file = w->in->b->file[of.file].name;
		if (h->above)
			say_above(s, h, f);
		of.above = h->letters;
		if (w->called != NULL)
			of.called = w->called[sheet - w->sheets.book.sheet];
		s->first = h->line;
		if (s->grouped && sheet_go_back(s, h->line))
			sheet_look_at_groups(s, h->line);
		if (sheet_go_back(s, h->line))
			read_rows(&of, s);
	}
	return f->errors > errors ? f->first.code : st;
}

/* Has the sheet, of which *h is the header row, rows of a table?  Its faults
 * are none of the workbook's. */
static bool
look_at(
    struct workbook *w, const struct book_sheet *sheet, struct sheet_header *h)
{
	struct findings mute = { 0 }, *f = w->in->f;
	struct archive *a = &w->sheets.book.archive;
	struct input in = *w->in;
	struct sheet s;
	bool found = false;

	*h = (struct sheet_header){ .known = 0 };
	in.f = a->f = &mute;
	if (sheet_open(&s, &w->sheets, sheet, w->path, &mute) == ST_OK)
		found = sheet_find_header(&in, &s, h) == ST_OK &&
			h->known > 0 && h->below;
	sheet_close(&s);
	a->f = f;
	findings_free(&mute);
	return found;
}

static bool
is_lost_table(struct workbook *w, const struct book_sheet *sheet)
{
	struct sheet_header h;

	return look_at(w, sheet, &h);
}

/* One with rows of a table is told of once all files are read: it may be asked
 * for as a file of its own. */
static void
pass_over(struct workbook *w, const struct book_sheet *sheet, const char *why)
{
	struct str name = str_clip(sheet->name, 60);
	bool lost = is_lost_table(w, sheet);

	str_add(w->seen, sizeof(w->seen), "%s\"%.*s\"",
	    w->seen[0] != '\0' ? ", " : "", STR_ARG(name));
	if (!lost)
		findings_warn(w->in->f, ST_SCHEMA,
		    ((struct pos){ w->path, 0, 0 }),
		    "sheet \"%.*s\" is passed over: %s", STR_ARG(name), why);
	if (!bom_pass_over(w->in->b, PASSED_SHEET, !lost, sheet->name, 1,
		(struct place){ 0, 0, w->in->file }))
		fields_nomem(w->in->f);
}

static bool
lists_parts(const struct sheet_header *h)
{
	return h->format == FORMAT_CSV_EDGES || h->format == FORMAT_CSV_LEVELS;
}

/* A list without parts beside other sheets; alone it is refused as blank. */
static bool
is_blank_list(const struct workbook *w, const struct sheet_header *h)
{
	return !h->below && lists_parts(h) && w->asked.n == 0 &&
	       w->sheets.book.n > 1;
}

static enum status
read_sheet(struct workbook *w, const struct book_sheet *sheet)
{
	const char *name = sheet_name(w, sheet);
	size_t before = w->in->f->n;
	struct sheet s;
	struct sheet_header h;
	enum status st;

	if (name == NULL)
		return fields_nomem(w->in->f);
	st = sheet_open(&s, &w->sheets, sheet, name, w->in->f);
	if (st == ST_OK)
		st = sheet_find_header(w->in, &s, &h);
	if (st == ST_OK && h.known > 0 && is_blank_list(w, &h))
		pass_over(w, sheet, "nothing stands below its header row");
	else if (st == ST_OK && h.known > 0)
		st = read_table_of(w, sheet, &s, &h);
	else if (st == ST_OK && w->asked.n > 0)
		st = findings_error(w->in->f, ST_SCHEMA,
		    ((struct pos){ name, 0, 0 }),
		    "a sheet without the header row of a table among its "
		    "first rows: expected one");
	else if (st == ST_OK && h.any)
		pass_over(w, sheet,
		    "no header row that is known among its first rows");
	sheet_name_cells(w->in->f, before, name);
	sheet_close(&s);
	return st;
}

/* A diagram has no cells. */
static bool
is_seen(const struct book_sheet *sheet)
{
	return sheet->part != BOOK_NONE && !sheet->hidden;
}

/* May several sheets list parts, and one of them not say of which product? */
static bool
may_ask(struct workbook *w)
{
	const struct book *b = &w->sheets.book;
	struct sheet_header h;
	size_t n = 0, ask = 0;

	for (size_t i = 0; (n < 2 || ask == 0) && i < b->n; i++) {
		if (!is_seen(&b->sheet[i]) || !look_at(w, &b->sheet[i], &h) ||
		    !lists_parts(&h))
			continue;
		n++;
		ask += h.format == FORMAT_CSV_LEVELS || !h.parent;
	}
	return n > 1 && ask > 0;
}

/* Reads all sheets that are seen, each with a mark for its product. */
static enum status
read_marked(struct workbook *w)
{
	const struct book *b = &w->sheets.book;
	char room[SHEET_LISTS_ROOM];
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < b->n; i++) {
		w->called[i].product =
		    arena_copy(&w->in->b->mem, sheet_lists_mark(i, room));
		if (w->called[i].product.p == NULL)
			return ST_NOMEM;
		if (is_seen(&b->sheet[i]))
			st = read_sheet(w, &b->sheet[i]);
	}
	return st;
}

/* The same into a bom of its own, and silently; what is wrong is told when they
 * are read for good. */
static enum status
probe(struct workbook *w, struct bom *b)
{
	const struct input *in = w->in;
	struct archive *a = &w->sheets.book.archive;
	struct findings mute = { 0 };
	struct bytes none = { NULL, 0 };
	struct wishes wishes = { .told = NULL };
	struct workbook before = *w;
	struct input of = *in;
	enum status st = ST_NOMEM;

	if (in->b->wishes != NULL)
		wishes = *in->b->wishes;
	wishes.told = NULL;
	b->wishes = &wishes;
	b->columns = in->b->columns;
	of.b = b;
	of.f = a->f = &mute;
	of.file = 0;
	of.decl = 0;
	w->in = &of;
	if (bom_add_file(b, w->path, &none, ROLE_BOM) == 0 &&
	    bom_add_declaration(b) != NULL)
		st = read_marked(w);
	if (st == ST_OK && mute.errors > 0)
		st = mute.first.code;
	w->in = in;
	w->read = before.read;
	memcpy(w->seen, before.seen, sizeof(w->seen));
	a->f = in->f;
	b->wishes = NULL;
	findings_free(&mute);
	return st;
}

/* Some sheet is refused, and is to be told: not that lists may be of one
 * product. */
static void
call_anyhow(struct workbook *w)
{
	const struct book *book = &w->sheets.book;

	w->faulty = true;
	for (size_t i = 0; i < book->n; i++)
		w->called[i] =
		    (struct called){ book->sheet[i].name, CALLED_BY_SHEET };
}

/* What is the product of each list called, where several do not say it? */
static enum status
call_products(struct workbook *w)
{
	const struct book *book = &w->sheets.book;
	struct arena *mem = &w->in->b->mem;
	struct bom b;
	struct sheet_lists lists = { &b, book, NULL, w->path,
		habits_stem(w->path), mem, w->in->f };
	enum status st = ST_OK;

	if (!may_ask(w))
		return ST_OK;
	w->file = TAKE(mem, uint32_t, book->n);
	w->called = TAKE(mem, struct called, book->n);
	if (!bom_init(&b) || w->file == NULL || w->called == NULL) {
		bom_free(&b);
		return fields_nomem(w->in->f);
	}
	for (size_t i = 0; i < book->n; i++)
		w->file[i] = BOM_NONE;
	lists.file = w->file;
	if (probe(w, &b) == ST_OK) {
		memset(w->called, 0, book->n * sizeof(*w->called));
		st = sheet_lists_call(&lists, w->called);
	} else {
		call_anyhow(w);
	}
	w->file = NULL;
	bom_free(&b);
	return st;
}

/* Those that are seen. */
static enum status
read_all(struct workbook *w)
{
	const struct book *b = &w->sheets.book;
	enum status st = call_products(w);

	for (size_t i = 0; st == ST_OK && i < b->n; i++)
		if (b->sheet[i].part != BOOK_NONE && b->sheet[i].hidden)
			pass_over(w, &b->sheet[i], "it is hidden");
		else if (b->sheet[i].part != BOOK_NONE)
			st = read_sheet(w, &b->sheet[i]);
	/* the same rows have the same errors, as far as memory goes */
	if (st == ST_OK && w->faulty)
		return fields_nomem(w->in->f);
	return st;
}

/* The one that was asked for, hidden or not. */
static enum status
read_asked(struct workbook *w)
{
	const struct book *b = &w->sheets.book;
	const struct book_sheet *sheet = book_find(b, w->asked);
	char all[200] = "";

	if (sheet != NULL && sheet->part != BOOK_NONE) {
		for (size_t i = 0; i < b->n; i++)
			if (&b->sheet[i] != sheet &&
			    b->sheet[i].part != BOOK_NONE &&
			    is_lost_table(w, &b->sheet[i]))
				pass_over(w, &b->sheet[i],
				    "another one is asked for");
		return read_sheet(w, sheet);
	}
	for (size_t i = 0; i < b->n; i++)
		if (b->sheet[i].part != BOOK_NONE)
			str_add(all, sizeof(all), "%s\"%.*s\"",
			    all[0] != '\0' ? ", " : "",
			    STR_ARG(str_clip(b->sheet[i].name, 60)));
	return findings_error(w->in->f, ST_SCHEMA, b->archive.at,
	    "no such sheet in the workbook: expected one of %s", all);
}

size_t
xlsx_path(const char *name)
{
	size_t n = strlen(name);
	const char *bracket = strrchr(name, '[');
	size_t path = bracket != NULL ? (size_t)(bracket - name) : n;

	return path + 2 < n && name[n - 1] == ']' &&
		       ((path > 5 &&
			    (strncasecmp(bracket - 5, ".xlsx", 5) == 0 ||
				strncasecmp(bracket - 5, ".xlsm", 5) == 0)) ||
			   (path > 4 &&
			       strncasecmp(bracket - 4, ".ods", 4) == 0))
		   ? path
		   : n;
}

/*
 * read_xlsx - every sheet of a workbook that is a table, or the one that is
 * asked for.
 *
 * Err:	the first; a workbook without any such sheet is refused
 * Cost:	linear, memory for the rows of some pieces and for shared texts
 */
enum status
read_xlsx(const struct input *in)
{
	struct workbook w = { .in = in, .path = in->b->file[in->file].name };
	struct sheets *x = &w.sheets;
	bool ods = ods_is(in->body);
	enum status st = ods ? ods_open(&x->book, in->body, w.path, in->f)
			     : book_open(&x->book, in->body, w.path, in->f);
	size_t n = strlen(w.path);
	bool minerals;

	if (st != ST_OK)
		return st;
	w.npath = xlsx_path(w.path);
	if (w.npath < n)
		w.asked = (struct str){ w.path + w.npath + 1, n - w.npath - 2 };
	x->body = in->body;
	st = texts_read(&x->texts, &x->book);
	if (st == ST_OK && !ods)
		st = styles_read(&x->styles, &x->book);
	if (st == ST_OK && ods && ods_styles(&x->styles) != ST_OK)
		st = fields_nomem(in->f);
	minerals = w.asked.n == 0 && minerals_is(&x->book);
	if (st == ST_OK)
		st = minerals        ? minerals_read(in, x)
		     : w.asked.n > 0 ? read_asked(&w)
				     : read_all(&w);
	if (st == ST_OK && w.read == 0 && !minerals)
		st = findings_error(in->f, ST_SCHEMA, x->book.archive.at,
		    "no sheet with a table that is known%s%s: expected a "
		    "header row with parent, part and quantity; level, part "
		    "and quantity; or part and its mass, content or origin",
		    w.seen[0] != '\0' ? ": " : "", w.seen);
	texts_free(&x->texts);
	styles_free(&x->styles);
	book_close(&x->book);
	return st;
}
