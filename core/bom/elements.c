/* SPDX-License-Identifier: Apache-2.0 */
/* elements - another's XML by a table; see elements.h. */
#include "core/bom/elements.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

/* Names that are not of the format, told one by one. */
enum { MOST_NAMES = 20 };

struct unknown_name {
	struct place at;
	uint64_t n;
};

struct walk {
	const struct input *in;
	const struct elements *e;
	void *ctx;
	uint8_t open[LIMIT_XML_DEPTH];
	size_t nopen;
	size_t passed;  /* open elements inside one that is passed over */
	const char *ns; /* the last that was one of the format */
	struct intern unknown;
	struct unknown_name name[MOST_NAMES];
	uint64_t more; /* of further names */
};

struct field
elements_attr(const struct sax_tag *tag, const char *name)
{
	for (size_t i = 0; i < tag->nattr; i++)
		if (tag->attr[i].ns == NULL &&
		    strcmp(tag->attr[i].name, name) == 0)
			return (struct field){ tag->attr[i].value,
				sax_place(tag, &tag->attr[i]) };
	return (struct field){ { "", 0 }, tag->at };
}

static bool
note_unknown(struct walk *w, const struct sax_tag *tag)
{
	size_t before = w->unknown.n;
	uint32_t i;

	if (before == MOST_NAMES) {
		i = intern_find(&w->unknown, str_of(tag->name));
		if (i == INTERN_NONE) {
			w->more++;
			return true;
		}
	} else {
		i = intern_copy(&w->unknown, str_of(tag->name));
	}
	if (i == INTERN_NONE)
		return false;
	if (w->unknown.n > before)
		w->name[i] = (struct unknown_name){ tag->at, 0 };
	w->name[i].n++;
	return true;
}

static const struct element_row *
find_row(const struct elements *e, uint8_t parent, const char *name)
{
	for (size_t i = 0; i < e->nrows; i++)
		if (e->rows[i].parent == parent &&
		    strcmp(e->rows[i].name, name) == 0)
			return &e->rows[i];
	return NULL;
}

/* The same pointer is the same namespace. */
static bool
is_ours(struct walk *w, const char *ns)
{
	if (w->nopen == 0 || (ns != w->ns && w->e->ours != NULL && ns != NULL &&
				 w->e->ours(str_of(ns))))
		w->ns = ns;
	return ns == w->ns;
}

static bool
told(const struct walk *w, bool ok)
{
	if (!ok)
		fields_nomem(w->in->f);
	return ok;
}

static bool
on_start(void *ctx, const struct sax_tag *tag)
{
	struct walk *w = ctx;
	uint8_t parent =
	    w->nopen > 0 ? w->open[w->nopen - 1] : (uint8_t)ELEMENT_DOCUMENT;
	const struct element_row *row;

	if (w->passed > 0) {
		w->passed++;
		return true;
	}
	row = is_ours(w, tag->ns) ? find_row(w->e, parent, tag->name) : NULL;
	if (row == NULL || row->kind == ELEMENT_PASSED) {
		w->passed = 1;
		return row != NULL || told(w, note_unknown(w, tag));
	}
	w->open[w->nopen++] = row->kind;
	return told(w, w->e->begin(w->ctx, row->kind, tag));
}

static bool
on_end(void *ctx)
{
	struct walk *w = ctx;

	if (w->passed > 0) {
		w->passed--;
		return true;
	}
	return told(w, w->e->end(w->ctx, w->open[--w->nopen]));
}

static void
tell_unknown(const struct walk *w)
{
	for (size_t i = 0; i < w->unknown.n; i++)
		findings_warn(w->in->f, ST_SCHEMA,
		    bom_pos(w->in->b, w->name[i].at),
		    "element \"%.*s\", %llu time%s, is passed over: expected "
		    "what is known of %s in this place",
		    STR_ARG(str_clip(w->unknown.key[i], 60)),
		    (unsigned long long)w->name[i].n,
		    w->name[i].n == 1 ? "" : "s", w->e->format);
	if (w->more > 0)
		findings_warn(w->in->f, ST_SCHEMA,
		    bom_pos(w->in->b, (struct place){ 0, 0, w->in->file }),
		    "%llu more elements of other names are passed over: "
		    "expected what is known of %s in their places",
		    (unsigned long long)w->more, w->e->format);
}

/*
 * elements_read - the elements of the table, in order.
 *
 * Err:	the first of those in in->f
 * Cost: linear in the bytes
 */
enum status
elements_read(const struct input *in, const struct elements *e, void *ctx)
{
	static const struct sax_handler handler = { .start = on_start,
		.end = on_end };
	size_t errors = in->f->errors;
	struct walk w = { .in = in, .e = e, .ctx = ctx };

	if (sax_read(in, &handler, &w) == ST_OK)
		tell_unknown(&w);
	intern_free(&w.unknown);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
