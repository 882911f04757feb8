/* SPDX-License-Identifier: Apache-2.0 */
/* elements - another's XML by a table; see elements.h. */
#include "core/bom/other/elements.h"

#include "core/base/limits.h"
#include "core/bom/json/passed.h"

#include <stdlib.h>
#include <string.h>

struct walk {
	const struct input *in;
	const struct elements *e;
	void *ctx;
	uint8_t open[LIMIT_XML_DEPTH];
	size_t nopen;
	size_t passed;  /* open elements inside one that is passed over */
	const char *ns; /* the last that was one of the format */
	/* Of the innermost element, where its text is wanted: */
	char *text; /* [LIMIT_TEXT + 1], or NULL */
	size_t ntext;
	struct place text_at;
	bool wanted;
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

/* "E1*": any that begins so. */
static bool
is_named(const char *row, const char *name)
{
	while (*row != '\0' && *row == *name) {
		row++;
		name++;
	}
	return *row == '*' || (*row == '\0' && *name == '\0');
}

static const struct element_row *
find_in(
    const struct element_row *rows, size_t n, uint8_t parent, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].parent == parent && is_named(rows[i].name, name))
			return &rows[i];
	return NULL;
}

static const struct element_row *
find_row(const struct elements *e, uint8_t parent, const char *name)
{
	const struct element_row *row =
	    find_in(e->rows, e->nrows, parent, name);

	return row != NULL ? row : find_in(e->more, e->nmore, parent, name);
}

/* The same pointer is the same namespace. */
static bool
is_ours(struct walk *w, const char *ns)
{
	if (w->nopen == 0 ||
	    (ns != w->ns && w->e->ours != NULL && w->e->ours(str_of(ns))))
		w->ns = ns;
	return ns == w->ns;
}

static bool
is_value(const struct elements *e, uint8_t kind)
{
	return e->value != NULL && kind >= e->first_value &&
	       kind != ELEMENT_PASSED;
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
		return fields_told(
		    w->in->f, bom_pass_over(w->in->b, PASSED_ELEMENT,
				  row != NULL, str_of(tag->name), 1, tag->at));
	}
	w->open[w->nopen++] = row->kind;
	w->wanted = is_value(w->e, row->kind);
	w->ntext = 0;
	w->text_at = tag->at;
	return fields_told(w->in->f, w->e->begin(w->ctx, row->kind, tag));
}

/* Where a piece begins, told by where it ends: known unless lines end in it. */
static struct place
piece_place(const struct walk *w, struct str piece, struct place end)
{
	size_t blanks = (size_t)(str_trim(piece).p - piece.p);

	if (memchr(piece.p, '\n', piece.n) != NULL || end.col <= piece.n)
		return w->text_at;
	end.col = (uint16_t)(end.col - piece.n + blanks);
	return end;
}

static bool
on_text(void *ctx, struct str piece, struct place at)
{
	struct walk *w = ctx;

	if (!w->wanted || w->passed > 0)
		return true;
	if (w->text == NULL)
		w->text = malloc(LIMIT_TEXT + 1);
	if (w->text == NULL)
		return fields_told(w->in->f, false);
	if (w->ntext == 0)
		w->text_at = piece_place(w, piece, at);
	/* one byte more than is allowed tells that it was too much */
	if (piece.n > LIMIT_TEXT + 1 - w->ntext)
		piece.n = LIMIT_TEXT + 1 - w->ntext;
	memcpy(w->text + w->ntext, piece.p, piece.n);
	w->ntext += piece.n;
	return true;
}

static bool
on_end(void *ctx)
{
	struct walk *w = ctx;
	const struct field text = {
		str_trim(
		    (struct str){ w->text != NULL ? w->text : "", w->ntext }),
		w->text_at
	};
	uint8_t kind;

	if (w->passed > 0) {
		w->passed--;
		return true;
	}
	kind = w->open[--w->nopen];
	w->wanted = false;
	return fields_told(w->in->f, is_value(w->e, kind)
					 ? w->e->value(w->ctx, kind, text)
					 : w->e->end(w->ctx, kind));
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
	const struct sax_handler handler = { .start = on_start,
		.end = on_end,
		.text = e->value != NULL ? on_text : NULL,
		.blanks = e->value != NULL };
	size_t errors = in->f->errors;
	size_t names = in->b->passedkeys.n;
	struct walk w = { .in = in, .e = e, .ctx = ctx };

	if (sax_read(in, &handler, &w) == ST_OK)
		passed_tell(in, PASSED_ELEMENT, names, e->format);
	free(w.text);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
