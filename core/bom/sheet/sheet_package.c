/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_package - the parts of an Office document; see sheet_package.h.
 *
 * A part is found as the standard wants it, by relations from the package to
 * its main part, not by a name that it mostly has.
 */
#include "core/bom/sheet/sheet_package.h"

#include "core/base/limits.h"

#include <string.h>

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

bool
package_ends_in(struct str s, const char *end)
{
	size_t n = strlen(end);

	return s.n >= n && memcmp(s.p + s.n - n, end, n) == 0;
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

enum status
package_enter_names(struct book *b)
{
	struct archive *a = &b->archive;

	for (size_t i = 0; i < archive_count(a); i++) {
		const char *name = archive_name(a, i);
		struct str s = plain_name(b, str_of(name));

		if (s.p == NULL || intern_put(&b->names, s) == INTERN_NONE)
			return findings_error(
			    a->f, ST_NOMEM, pos_none, "out of memory");
		if (b->names.n != i + 1)
			return findings_error(a->f, ST_DUPLICATE, a->at,
			    "two files \"%.*s\" in the workbook: expected each "
			    "part once",
			    STR_ARG(str_clip(str_of(name), 80)));
	}
	return ST_OK;
}

size_t
package_find(struct book *b, struct str name)
{
	struct str s = plain_name(b, name);
	uint32_t id = s.p != NULL ? intern_find(&b->names, s) : INTERN_NONE;

	return id != INTERN_NONE ? id : BOOK_NONE;
}

struct str
package_resolve(struct book *b, struct str folder, struct str target)
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

enum status
package_read(struct book *b, const char *what, size_t part,
    const struct part_handler *handler, void *ctx)
{
	if (part == BOOK_NONE)
		return findings_error(b->archive.f, ST_SYNTAX, b->archive.at,
		    "an Office document without %s: expected a whole workbook",
		    what);
	return part_read(&b->archive, part, LIMIT_ARCHIVE_FILE, handler, ctx);
}

static bool
on_package_relation(void *ctx, const struct part_tag *tag)
{
	struct search *s = ctx;

	if (strcmp(tag->name, "Relationship") != 0 || s->target.n > 0 ||
	    !package_ends_in(part_value(tag, "Type"), "/officeDocument"))
		return true;
	s->target =
	    package_resolve(s->book, STR(""), part_value(tag, "Target"));
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
		 package_ends_in(s->part, ending.p))
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
	if (!package_ends_in(type, ".main+xml") ||
	    (memmem(type.p, type.n, "spreadsheetml.", 14) == NULL &&
		memmem(type.p, type.n, "ms-excel.", 9) == NULL))
		return findings_error(f, ST_SYNTAX, b->archive.at,
		    "an Office document of the type \"%.*s\": expected a "
		    "workbook, XML or CSV",
		    STR_ARG(str_clip(type, 120)));
	return ST_OK;
}

enum status
package_workbook(struct book *b, struct str *path)
{
	static const struct part_handler relations = { .root = "Relationships",
		.start = on_package_relation };
	static const struct part_handler types = { .root = "Types",
		.start = on_type };
	struct search s = { .book = b };
	enum status st = package_read(b, "_rels/.rels",
	    package_find(b, STR("_rels/.rels")), &relations, &s);

	if (st != ST_OK)
		return st;
	if (s.target.n == 0)
		return findings_error(b->archive.f, ST_SYNTAX, b->archive.at,
		    "an Office document that names no main part: expected a "
		    "workbook");
	s.part = plain_name(b, s.target);
	st = package_read(
	    b, "[Content_Types].xml", package_find(b, STR(TYPES)), &types, &s);
	*path = s.target;
	return st == ST_OK ? check_type(b, &s) : st;
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
