/* SPDX-License-Identifier: Apache-2.0 */
/*
 * texts - products as texts of files, there and back.
 *
 * Reads:  read.h, link.h, write_xml.h, run.h
 * Gives:  texts_read() of one product from several texts, texts_as_xml() and
 *         texts_same(): do two texts say the same, line for line?
 * Memory: the caller frees what texts_as_xml() gives
 */
#ifndef RETRACE_TEST_TEXTS_H
#define RETRACE_TEST_TEXTS_H

#include "core/bom/link/link.h"
#include "core/bom/read.h"
#include "core/bom/write/write_xml.h"
#include "tests/unit/run.h"

#include <stdlib.h>
#include <string.h>

struct text {
	const char *name; /* of the file */
	const char *p;
	size_t n;
};

/* Read and linked; findings stay in f. */
static inline void
texts_read(struct bom *b, const struct substance_table *chem,
    const struct text *text, size_t ntext, struct findings *f)
{
	ck_assert(bom_init(b));
	for (size_t i = 0; i < ntext; i++) {
		const struct text *t = &text[i];
		struct bytes bytes = { malloc(t->n + 1), t->n };
		enum format format;

		ck_assert_ptr_nonnull(bytes.p);
		memcpy(bytes.p, t->p, t->n);
		bytes.p[t->n] = '\0';
		if (bom_read_bytes(b, chem, t->name, &bytes, &format, f) !=
		    ST_OK)
			ck_abort_msg("%s:%u:%u: %s\n%s", t->name,
			    f->first.at.line, f->first.at.col, f->first.text,
			    t->p);
	}
	if (bom_link(b, DATE_NONE, f) != ST_OK)
		ck_abort_msg("%s:%u:%u: %s\n%s", text[0].name, f->first.at.line,
		    f->first.at.col, f->first.text, text[0].p);
}

static inline bool
texts_put(void *ctx, struct str piece)
{
	return fwrite(piece.p, 1, piece.n, ctx) == piece.n;
}

static inline char *
texts_as_xml(const struct bom *b)
{
	struct error err = { 0 };
	char *text = NULL;
	size_t n;
	FILE *to = open_memstream(&text, &n);
	struct xml_sink sink = { texts_put, to };

	ck_assert_ptr_nonnull(to);
	ck_assert_msg(bom_write_xml(b, &sink, &err) == ST_OK, "%s", err.text);
	fclose(to);
	return text;
}

static inline int
texts_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lines of a text, in order; the text is cut up. */
static inline char **
texts_lines(char *text, size_t *n)
{
	char **line = NULL, *rest = NULL;
	size_t cap = 0;

	*n = 0;
	for (char *p = strtok_r(text, "\n", &rest); p != NULL;
	     p = strtok_r(NULL, "\n", &rest)) {
		line = array_grow(line, &cap, *n + 1, sizeof(*line));
		ck_assert_ptr_nonnull(line);
		line[(*n)++] = p;
	}
	qsort(line, *n, sizeof(*line), texts_compare);
	return line;
}

/* In whatever order; both are cut up. */
static inline void
texts_same(char *a, char *b)
{
	size_t na, nb;
	char **x = texts_lines(a, &na), **y = texts_lines(b, &nb);

	for (size_t i = 0; i < na && i < nb; i++)
		if (strcmp(x[i], y[i]) != 0)
			ck_abort_msg("before: %s\nafter: %s", x[i], y[i]);
	ck_assert_uint_eq(na, nb);
	free(x);
	free(y);
}

#endif
