/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aas_package - the environment in a package; see read_aas.h.
 *
 * Its relations say which of the files it is: from the origin of the package
 * to the environment.  Manuals and pictures may be XML as well.
 */
#include "core/bom/aas/read_aas.h"

#include "core/base/limits.h"
#include "core/bom/archive.h"
#include "core/bom/sheet/sheet_package.h"

#include <string.h>

#define RELATIONS "aasx/_rels/aasx-origin.rels"

/* What leads from the origin to environments. */
struct targets {
	struct book *book;
	struct str xml, json; /* the last of each; .n 0: none */
	size_t nxml, njson;
	bool ok;
};

static bool
on_relation(void *ctx, const struct part_tag *tag)
{
	struct targets *t = ctx;
	struct str target;

	if (strcmp(tag->name, "Relationship") != 0 ||
	    !package_ends_in(part_value(tag, "Type"), "/aas-spec"))
		return true;
	target =
	    package_resolve(t->book, STR("aasx/"), part_value(tag, "Target"));
	t->ok = target.p != NULL;
	if (t->ok && package_ends_in(target, ".json")) {
		t->json = target;
		t->njson++;
	} else if (t->ok) {
		t->xml = target;
		t->nxml++;
	}
	return t->ok;
}

static bool
is_relations(struct str name)
{
	return str_is_nocase(name, RELATIONS);
}

static size_t
find_relations(const struct archive *a)
{
	for (size_t i = 0; i < archive_count(a); i++)
		if (archive_name(a, i) != NULL &&
		    is_relations(str_of(archive_name(a, i))))
			return i;
	return BOOK_NONE;
}

bool
aasx_is(struct str bytes)
{
	struct findings quiet = { 0 };
	struct archive a;
	bool is = archive_open(&a, bytes, "", &quiet) == ST_OK &&
		  find_relations(&a) != BOOK_NONE;

	archive_close(&a);
	findings_free(&quiet);
	return is;
}

/* JSON and XML beside each other are the same. */
static enum status
choose(const struct targets *t, struct str *name)
{
	*name = t->nxml > 0 ? t->xml : t->json;
	if (t->nxml > 1 || (t->nxml == 0 && t->njson != 1))
		return findings_error(t->book->archive.f, ST_SYNTAX,
		    t->book->archive.at,
		    "a package with %zu environments: expected one; unpack it "
		    "and give those that are meant",
		    t->nxml + t->njson);
	return ST_OK;
}

static enum status
find_document(struct book *b, size_t *at)
{
	static const struct part_handler handler = { .root = "Relationships",
		.start = on_relation };
	struct targets t = { .book = b, .ok = true };
	struct str name;
	enum status st = package_enter_names(b);

	if (st == ST_OK)
		st = part_read(&b->archive, find_relations(&b->archive),
		    LIMIT_ARCHIVE_FILE, &handler, &t);
	if (st == ST_OK && !t.ok)
		st = findings_error(
		    b->archive.f, ST_NOMEM, pos_none, "out of memory");
	if (st == ST_OK)
		st = choose(&t, &name);
	if (st != ST_OK)
		return st;
	*at = package_find(b, name);
	if (*at == BOOK_NONE)
		return findings_error(b->archive.f, ST_REF, b->archive.at,
		    "a package whose environment \"%.*s\" is not in it: "
		    "expected a whole package",
		    STR_ARG(str_clip(name, 80)));
	return ST_OK;
}

enum status
aasx_document(struct str bytes, const char *file, struct arena *mem,
    struct str *document, struct findings *f)
{
	struct book b = { .n = 0 };
	enum status st = archive_open(&b.archive, bytes, file, f);
	size_t at = 0;

	if (st != ST_OK)
		return st;
	st = find_document(&b, &at);
	if (st == ST_OK)
		st = archive_entry(&b.archive, at, mem, document);
	book_close(&b);
	return st;
}
