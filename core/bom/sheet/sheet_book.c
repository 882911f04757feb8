/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_book - the sheets of a workbook; see sheet_book.h. */
#include "core/bom/sheet/sheet_package.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static enum status
nomem(struct book *b)
{
	return findings_error(
	    b->archive.f, ST_NOMEM, pos_none, "out of memory");
}

/* A name that can stand in a line. */
static struct str
plain_line(struct book *b, struct str name)
{
	struct str s = arena_copy(&b->mem, name);
	char *p = (char *)(uintptr_t)s.p;

	for (size_t i = 0; i < s.n; i++)
		p[i] = (unsigned char)p[i] < ' ' ? ' ' : p[i];
	return s;
}

bool
book_add(struct book *b, struct str name, struct book_sheet sheet)
{
	struct book_sheet *list;

	if (b->n >= LIMIT_SHEETS) {
		findings_error(b->archive.f, ST_LIMIT, b->archive.at,
		    "a workbook of more than %d sheets: expected fewer",
		    LIMIT_SHEETS);
		return false;
	}
	list = array_grow(b->sheet, &b->cap, b->n + 1, sizeof(*list));
	sheet.name = plain_line(b, name);
	if (list == NULL || sheet.name.p == NULL) {
		b->sheet = list != NULL ? list : b->sheet;
		nomem(b);
		return false;
	}
	b->sheet = list;
	list[b->n++] = sheet;
	return true;
}

static bool
add_sheet(struct book *b, const struct part_tag *tag)
{
	struct str state = part_value(tag, "state"), relation = STR("");

	for (size_t i = 0; i < tag->n; i++)
		if (tag->attr[i].related &&
		    strcmp(tag->attr[i].name, "id") == 0)
			relation = tag->attr[i].value;
	if (!book_add(b, part_value(tag, "name"),
		(struct book_sheet){
		    .hidden = state.n > 0 && !str_is(state, "visible"),
		    .part = BOOK_NONE,
		}))
		return false;
	if (intern_copy(&b->relations, relation) == INTERN_NONE) {
		nomem(b);
		return false;
	}
	if (b->relations.n == b->n)
		return true;
	findings_error(b->archive.f, ST_DUPLICATE, b->archive.at,
	    "two sheets of the workbook are one part: expected each once");
	return false;
}

static bool
on_workbook(void *ctx, const struct part_tag *tag)
{
	struct book *b = ctx;

	if (strcmp(tag->name, "workbookPr") == 0) {
		struct str v = part_value(tag, "date1904");

		b->since_1904 = str_is(v, "1") || str_is(v, "true");
	}
	return strcmp(tag->name, "sheet") != 0 || add_sheet(b, tag);
}

static bool
join_sheet(struct book *b, struct str id, size_t part)
{
	uint32_t i = intern_find(&b->relations, id);

	if (i == INTERN_NONE)
		return true;
	for (size_t k = 0; k < b->n; k++)
		if (b->sheet[k].part == part) {
			findings_error(b->archive.f, ST_DUPLICATE,
			    b->archive.at,
			    "two sheets of the workbook are one part: expected "
			    "each once");
			return false;
		}
	b->sheet[i].part = part;
	return true;
}

static bool
on_relation(void *ctx, const struct part_tag *tag)
{
	struct book *b = ctx;
	struct str type = part_value(tag, "Type");
	struct str target = part_value(tag, "Target");
	bool sheet = package_ends_in(type, "/worksheet");
	size_t part;

	if (strcmp(tag->name, "Relationship") != 0 ||
	    (!sheet && !package_ends_in(type, "/sharedStrings") &&
		!package_ends_in(type, "/styles")))
		return true;
	part = package_find(b, package_resolve(b, b->folder, target));
	if (part == BOOK_NONE ||
	    str_is(part_value(tag, "TargetMode"), "External")) {
		findings_error(b->archive.f, ST_SYNTAX, b->archive.at,
		    "\"%.*s\" is not in the workbook: expected a whole one",
		    STR_ARG(str_clip(target, 80)));
		return false;
	}
	if (sheet)
		return join_sheet(b, part_value(tag, "Id"), part);
	if (package_ends_in(type, "/styles"))
		b->styles = part;
	else
		b->texts = part;
	return true;
}

/* "xl/workbook.xml" has its relations in "xl/_rels/workbook.xml.rels". */
static size_t
relations_of(struct book *b, struct str path)
{
	size_t n = path.n + sizeof("_rels/.rels");
	char *name = TAKE(&b->mem, char, n);

	if (name == NULL)
		return BOOK_NONE;
	str_add(name, n, "%.*s_rels/%.*s.rels", STR_ARG(b->folder),
	    (int)(path.n - b->folder.n), path.p + b->folder.n);
	return package_find(b, str_of(name));
}

static enum status
find_sheets(struct book *b, struct str path)
{
	static const struct part_handler workbook = { .root = "workbook",
		.start = on_workbook };
	static const struct part_handler relations = { .root = "Relationships",
		.start = on_relation };
	enum status st;

	b->folder = path;
	while (b->folder.n > 0 && b->folder.p[b->folder.n - 1] != '/')
		b->folder.n--;
	st = package_read(b, "the part that its package names",
	    package_find(b, path), &workbook, b);
	if (st == ST_OK)
		st = package_read(b, "relations to its sheets",
		    relations_of(b, path), &relations, b);
	return st;
}

/*
 * book_open - the sheets of a workbook.
 *
 * Err:	what is no workbook, is broken or names a part twice; then b is closed
 */
enum status
book_open(
    struct book *b, struct str bytes, const char *file, struct findings *f)
{
	struct str path = STR("");
	enum status st;

	*b = (struct book){ .texts = BOOK_NONE, .styles = BOOK_NONE };
	st = archive_open(&b->archive, bytes, file, f);
	if (st == ST_OK)
		st = package_enter_names(b);
	if (st == ST_OK)
		st = package_workbook(b, &path);
	if (st == ST_OK)
		st = find_sheets(b, path);
	if (st != ST_OK)
		book_close(b);
	return st;
}

void
book_close(struct book *b)
{
	archive_close(&b->archive);
	intern_free(&b->names);
	intern_free(&b->relations);
	intern_free(&b->indented);
	free(b->indent);
	arena_free(&b->mem);
	free(b->sheet);
	*b = (struct book){ .sheet = NULL };
}

const struct book_sheet *
book_find(const struct book *b, struct str name)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->sheet[i].name.n == name.n &&
		    strncasecmp(b->sheet[i].name.p, name.p, name.n) == 0)
			return &b->sheet[i];
	return NULL;
}
