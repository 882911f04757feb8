/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_book - the sheets of a workbook; see sheet_book.h.
 *
 * A part is found as the standard wants it, by relations from the package to
 * the workbook and from there to its sheets, not by a name that it mostly has.
 */
#include "core/bom/sheet_book.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TYPES "[content_types].xml"

/* What is looked for among relations, or types. */
struct search {
	struct book *book;
	struct str part;    /* of which the type is asked */
	struct str by_name; /* the type that is said of it */
	struct str by_ending;
	struct str target; /* the workbook */
	bool ok;           /* memory was there */
};

static bool
ends_in(struct str s, const char *end)
{
	size_t n = strlen(end);

	return s.n >= n && memcmp(s.p + s.n - n, end, n) == 0;
}

static enum status
nomem(struct book *b)
{
	return findings_error(
	    b->archive.f, ST_NOMEM, pos_none, "out of memory");
}

/* The name of a file as parts are compared: small letters, plain slashes. */
static struct str
plain_name(struct book *b, struct str name)
{
	struct str s = arena_copy(&b->mem, name);
	char *p = (char *)(uintptr_t)s.p;

	for (size_t i = 0; i < s.n; i++)
		p[i] = p[i] == '\\'                 ? '/'
		       : p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32)
						    : p[i];
	return s;
}

static enum status
enter_names(struct book *b)
{
	struct archive *a = &b->archive;

	for (size_t i = 0; i < archive_count(a); i++) {
		const char *name = archive_name(a, i);
		struct str s = plain_name(b, str_of(name));

		if (s.p == NULL || intern_put(&b->names, s) == INTERN_NONE)
			return nomem(b);
		if (b->names.n != i + 1)
			return findings_error(a->f, ST_DUPLICATE, a->at,
			    "two files \"%.*s\" in the workbook: expected each "
			    "part once",
			    STR_ARG(str_clip(str_of(name), 80)));
	}
	return ST_OK;
}

static size_t
find_part(struct book *b, struct str name)
{
	struct str s = plain_name(b, name);
	uint32_t id = s.p != NULL ? intern_find(&b->names, s) : INTERN_NONE;

	return id != INTERN_NONE ? id : BOOK_NONE;
}

/* "../media/x.png" from the folder "xl/"; what climbs out is no part. */
static struct str
resolve(struct book *b, struct str folder, struct str target)
{
	char *path = TAKE(&b->mem, char, folder.n + target.n + 1);
	size_t n = 0;

	if (path == NULL)
		return (struct str){ NULL, 0 };
	if (target.n > 0 && target.p[0] == '/') {
		target.p++;
		target.n--;
	} else {
		memcpy(path, folder.p, folder.n);
		n = folder.n;
	}
	while (target.n > 0) {
		const char *slash = memchr(target.p, '/', target.n);
		size_t step =
		    slash != NULL ? (size_t)(slash - target.p) + 1 : target.n;
		struct str word = { target.p, step };

		target.p += step;
		target.n -= step;
		if (str_is(word, "./") || str_is(word, "/"))
			continue;
		if (str_is(word, "../")) {
			if (n == 0)
				return (struct str){ "", 0 };
			for (n--; n > 0 && path[n - 1] != '/'; n--)
				;
			continue;
		}
		memcpy(path + n, word.p, word.n);
		n += word.n;
	}
	return (struct str){ path, n };
}

static enum status
read_part(struct book *b, const char *what, size_t part,
    const struct part_handler *handler, void *ctx)
{
	if (part == BOOK_NONE)
		return findings_error(b->archive.f, ST_SYNTAX, b->archive.at,
		    "an Office document without %s: expected a whole workbook",
		    what);
	return part_read(&b->archive, part, LIMIT_ARCHIVE_FILE, handler, ctx);
}

/* ---- which part is the workbook */

static bool
on_package_relation(void *ctx, const struct part_tag *tag)
{
	struct search *s = ctx;

	if (strcmp(tag->name, "Relationship") != 0 || s->target.n > 0 ||
	    !ends_in(part_value(tag, "Type"), "/officeDocument"))
		return true;
	s->target = resolve(s->book, STR(""), part_value(tag, "Target"));
	return true;
}

static bool
on_type(void *ctx, const struct part_tag *tag)
{
	struct search *s = ctx;
	struct str type = part_value(tag, "ContentType");
	struct str name = part_value(tag, "PartName");
	struct str ending = part_value(tag, "Extension");

	if (name.n > 0 && name.p[0] == '/') {
		name.p++;
		name.n--;
	}
	name = plain_name(s->book, name);
	ending = plain_name(s->book, ending);
	if (strcmp(tag->name, "Override") == 0 && str_eq(name, s->part))
		s->by_name = arena_copy(&s->book->mem, type);
	else if (strcmp(tag->name, "Default") == 0 && ending.n > 0 &&
		 s->part.n > ending.n &&
		 s->part.p[s->part.n - ending.n - 1] == '.' &&
		 ends_in(s->part, ending.p))
		s->by_ending = arena_copy(&s->book->mem, type);
	return true;
}

static enum status
check_type(struct book *b, const struct search *s)
{
	struct str type = s->by_name.n > 0 ? s->by_name : s->by_ending;
	struct findings *f = b->archive.f;

	if (type.n == 0)
		return findings_error(f, ST_SYNTAX, b->archive.at,
		    "an Office document without the type of \"%.*s\": expected "
		    "a workbook",
		    STR_ARG(str_clip(s->part, 80)));
	if (memmem(type.p, type.n, "sheet.binary", 12) != NULL)
		return findings_error(f, ST_SYNTAX, b->archive.at,
		    "a binary workbook, .xlsb: expected .xlsx; save it as a "
		    "workbook .xlsx");
	if (!ends_in(type, ".main+xml") ||
	    (memmem(type.p, type.n, "spreadsheetml.", 14) == NULL &&
		memmem(type.p, type.n, "ms-excel.", 9) == NULL))
		return findings_error(f, ST_SYNTAX, b->archive.at,
		    "an Office document of the type \"%.*s\": expected a "
		    "workbook, XML or CSV",
		    STR_ARG(str_clip(type, 120)));
	return ST_OK;
}

static enum status
find_workbook(struct book *b, struct str *path)
{
	static const struct part_handler relations = { .root = "Relationships",
		.start = on_package_relation };
	static const struct part_handler types = { .root = "Types",
		.start = on_type };
	struct search s = { .book = b };
	enum status st = read_part(
	    b, "_rels/.rels", find_part(b, STR("_rels/.rels")), &relations, &s);

	if (st != ST_OK)
		return st;
	if (s.target.n == 0)
		return findings_error(b->archive.f, ST_SYNTAX, b->archive.at,
		    "an Office document that names no main part: expected a "
		    "workbook");
	s.part = plain_name(b, s.target);
	st = read_part(
	    b, "[Content_Types].xml", find_part(b, STR(TYPES)), &types, &s);
	*path = s.target;
	return st == ST_OK ? check_type(b, &s) : st;
}

/* ---- its sheets */

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

static bool
add_sheet(struct book *b, const struct part_tag *tag)
{
	struct str state = part_value(tag, "state"), relation = STR("");
	struct book_sheet *list;

	for (size_t i = 0; i < tag->n; i++)
		if (tag->attr[i].related &&
		    strcmp(tag->attr[i].name, "id") == 0)
			relation = tag->attr[i].value;
	if (b->n >= LIMIT_SHEETS) {
		findings_error(b->archive.f, ST_LIMIT, b->archive.at,
		    "a workbook of more than %d sheets: expected fewer",
		    LIMIT_SHEETS);
		return false;
	}
	list = array_grow(b->sheet, &b->cap, b->n + 1, sizeof(*list));
	if (list == NULL ||
	    intern_copy(&b->relations, relation) == INTERN_NONE) {
		nomem(b);
		return false;
	}
	b->sheet = list;
	list[b->n] = (struct book_sheet){
		.name = plain_line(b, part_value(tag, "name")),
		.hidden = state.n > 0 && !str_is(state, "visible"),
		.part = BOOK_NONE,
	};
	if (b->relations.n == ++b->n)
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
	bool sheet = ends_in(type, "/worksheet");
	size_t part;

	if (strcmp(tag->name, "Relationship") != 0 ||
	    (!sheet && !ends_in(type, "/sharedStrings") &&
		!ends_in(type, "/styles")))
		return true;
	part = find_part(b, resolve(b, b->folder, target));
	if (part == BOOK_NONE ||
	    str_is(part_value(tag, "TargetMode"), "External")) {
		findings_error(b->archive.f, ST_SYNTAX, b->archive.at,
		    "\"%.*s\" is not in the workbook: expected a whole one",
		    STR_ARG(str_clip(target, 80)));
		return false;
	}
	if (sheet)
		return join_sheet(b, part_value(tag, "Id"), part);
	if (ends_in(type, "/styles"))
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
	return find_part(b, str_of(name));
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
	st = read_part(b, "the part that its package names", find_part(b, path),
	    &workbook, b);
	if (st == ST_OK)
		st = read_part(b, "relations to its sheets",
		    relations_of(b, path), &relations, b);
	return st;
}

bool
book_is(struct str bytes)
{
	struct findings mute = { 0 };
	struct archive a;
	bool yes = false;

	if (archive_open(&a, bytes, "", &mute) == ST_OK) {
		for (size_t i = 0; !yes && i < archive_count(&a); i++)
			yes = str_is_nocase(str_of(archive_name(&a, i)), TYPES);
		archive_close(&a);
	}
	findings_free(&mute);
	return yes;
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
		st = enter_names(b);
	if (st == ST_OK)
		st = find_workbook(b, &path);
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
