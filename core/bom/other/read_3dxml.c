/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_3dxml - references and instances of a product structure; see
 * read_3dxml.h.
 *
 * A reference is a part, an instance is a place of one part in another; both
 * are named by numbers of the file.
 */
#include "core/bom/other/read_3dxml.h"

#include "core/bom/archive.h"
#include "core/bom/other/elements.h"
#include "core/bom/other/step_parts.h"

#include <string.h>

#define MANIFEST "Manifest.xml"

enum {
	KIND_DOCUMENT = 1,
	KIND_STRUCTURE,
	KIND_REFERENCE,
	KIND_INSTANCE,
	/* Texts: */
	KIND_TEXT,
	KIND_NUMBER = KIND_TEXT,
	KIND_NAME,
	KIND_PARENT,
	KIND_CHILD
};

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, KIND_DOCUMENT, "Model_3dxml" },
	{ KIND_DOCUMENT, KIND_STRUCTURE, "ProductStructure" },
	{ KIND_DOCUMENT, ELEMENT_PASSED, "*" },
	{ KIND_STRUCTURE, KIND_REFERENCE, "Reference3D" },
	{ KIND_STRUCTURE, KIND_INSTANCE, "Instance3D" },
	{ KIND_STRUCTURE, ELEMENT_PASSED, "*" },
	{ KIND_REFERENCE, KIND_NUMBER, "PLM_ExternalID" },
	{ KIND_REFERENCE, KIND_NAME, "V_Name" },
	{ KIND_REFERENCE, ELEMENT_PASSED, "*" },
	{ KIND_INSTANCE, KIND_PARENT, "IsAggregatedBy" },
	{ KIND_INSTANCE, KIND_CHILD, "IsInstanceOf" },
	{ KIND_INSTANCE, ELEMENT_PASSED, "*" },
};

/* What is open, and is put away as it ends. */
struct tdxml {
	struct step_parts parts;
	struct step_node node;
	struct str id; /* in the bom */
};

bool
tdxml_root(struct str ns, struct str root)
{
	return str_is(root, "Model_3dxml") &&
	       (ns.n == 0 || str_starts(ns, "http://www.3ds.com/xsd/3DXML"));
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct tdxml *x = ctx;
	const struct input *in = x->parts.in;
	struct field id = elements_attr(tag, "id");
	uint32_t text = 0;

	if (kind != KIND_REFERENCE && kind != KIND_INSTANCE)
		return true;
	x->node = step_parts_blank(
	    kind == KIND_REFERENCE ? STEP_PRODUCT : STEP_USE, tag->at);
	if (str_trim(id.text).n == 0)
		findings_error(in->f, ST_INCOMPLETE, bom_pos(in->b, tag->at),
		    "%s without an id: expected one by which others name it",
		    tag->name);
	if (fields_text(in->b, id, &text, in->f) == ST_NOMEM ||
	    fields_text(in->b, elements_attr(tag, "name"), &x->node.name,
		in->f) == ST_NOMEM)
		return false;
	x->id = bom_text_get(in->b, text);
	return true;
}

/* "5", "urn:3DXML:Reference:loc:5"; one in another file stays as it is, and is
 * not found. */
static struct str
local_id(struct str s)
{
	static const char local[] = ":loc:";
	const char *p = memmem(s.p, s.n, local, sizeof(local) - 1);

	if (p == NULL)
		return s;
	p += sizeof(local) - 1;
	return (struct str){ p, s.n - (size_t)(p - s.p) };
}

static bool
told_again(struct tdxml *x, struct field text)
{
	const struct input *in = x->parts.in;

	findings_error(in->f, ST_DUPLICATE, bom_pos(in->b, text.at),
	    "\"%.*s\" where something else stands already: expected one "
	    "number of a reference, and one of each end of an instance",
	    STR_ARG(str_clip(text.text, 80)));
	return true;
}

/* One end of an instance. */
static bool
take_end(struct tdxml *x, struct field text, uint32_t *end)
{
	uint32_t before = *end;

	if (!step_parts_node(&x->parts, local_id(text.text), end))
		return false;
	return before == BOM_NONE || before == *end || told_again(x, text);
}

/* The number of a reference. */
static bool
take_number(struct tdxml *x, struct field text)
{
	uint32_t before = x->node.number;

	if (fields_text(x->parts.in->b, text, &x->node.number,
		x->parts.in->f) == ST_NOMEM)
		return false;
	return before == 0 || before == x->node.number || told_again(x, text);
}

static bool
value(void *ctx, uint8_t kind, struct field text)
{
	struct tdxml *x = ctx;
	const struct input *in = x->parts.in;

	switch (kind) {
	case KIND_NUMBER:
		return take_number(x, text);
	case KIND_NAME:
		return text.text.n == 0 ||
		       fields_text(in->b, text, &x->node.name, in->f) !=
			   ST_NOMEM;
	case KIND_PARENT:
		return take_end(x, text, &x->node.parent);
	default:
		return take_end(x, text, &x->node.of);
	}
}

static bool
end(void *ctx, uint8_t kind)
{
	struct tdxml *x = ctx;

	return (kind != KIND_REFERENCE && kind != KIND_INSTANCE) ||
	       step_parts_add(&x->parts, x->id, &x->node);
}

/*
 * read_3dxml - the product structure of a document.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
read_3dxml(const struct input *in)
{
	static const struct elements format = { .format = "3DXML",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.begin = begin,
		.end = end,
		.value = value,
		.first_value = KIND_TEXT };
	size_t errors = in->f->errors;
	struct tdxml x = { .id = STR("") };

	step_parts_begin(&x.parts, in,
	    "3DXML without a product structure: expected Reference3D");
	x.parts.bare = true;
	elements_read(in, &format, &x);
	return step_parts_end(&x.parts, errors);
}

/* ---- the package */

/* Its index; SIZE_MAX: there is none. */
static size_t
find_entry(const struct archive *a, struct str name)
{
	for (size_t i = 0; i < archive_count(a); i++)
		if (archive_name(a, i) != NULL &&
		    str_eq(str_of(archive_name(a, i)), name))
			return i;
	return SIZE_MAX;
}

static bool
has_model(const struct archive *a)
{
	for (size_t i = 0; i < archive_count(a); i++) {
		const char *name = archive_name(a, i);
		size_t n = name != NULL ? strlen(name) : 0;

		if (n > 6 && str_is_nocase(str_of(name + n - 6), ".3dxml"))
			return true;
	}
	return false;
}

bool
tdxml_is(struct str bytes)
{
	struct findings quiet = { 0 };
	struct archive a;
	bool is = archive_open(&a, bytes, "", &quiet) == ST_OK &&
		  find_entry(&a, STR(MANIFEST)) != SIZE_MAX && has_model(&a);

	archive_close(&a);
	findings_free(&quiet);
	return is;
}

/* The rest behind the first of a word; a NULL pointer: it is not there. */
static struct str
behind(struct str s, const char *word)
{
	size_t n = strlen(word);
	const char *p = s.n > 0 ? memmem(s.p, s.n, word, n) : NULL;

	if (p == NULL)
		return (struct str){ NULL, 0 };
	return (struct str){ p + n, s.n - n - (size_t)(p - s.p) };
}

/* What stands between <Root> and </Root>, and not in a comment. */
static struct str
root_of(struct str manifest)
{
	struct str root = behind(manifest, "<Root>");
	struct str comment = behind(manifest, "<!--");
	struct str rest;

	while (root.p != NULL && comment.p != NULL && comment.p < root.p) {
		rest = behind(comment, "-->");
		root = behind(rest, "<Root>");
		comment = behind(rest, "<!--");
	}
	rest = behind(root, "</Root>");
	return rest.p != NULL ? str_trim((struct str){ root.p,
				    root.n - rest.n - strlen("</Root>") })
			      : STR("");
}

enum status
tdxml_document(struct str bytes, const char *file, struct arena *mem,
    struct str *document, struct findings *f)
{
	struct archive a;
	struct str manifest, root;
	enum status st = archive_open(&a, bytes, file, f);
	size_t at;

	if (st != ST_OK)
		return st;
	at = find_entry(&a, STR(MANIFEST));
	st = archive_entry(&a, at, mem, &manifest);
	if (st == ST_OK) {
		root = root_of(manifest);
		at = find_entry(&a, root);
		st = at != SIZE_MAX
			 ? archive_entry(&a, at, mem, document)
			 : findings_error(f, ST_REF, a.at,
			       "a 3DXML package whose root \"%.*s\" is not in "
			       "it: expected a whole package",
			       STR_ARG(str_clip(root, 80)));
	}
	archive_close(&a);
	return st;
}
