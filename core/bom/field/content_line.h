/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content_line - a line of content on its way into the bom.
 *
 * Reads:  fields.h, wide.h
 * Gives:  the steps that content.c, content_named.c (what the line is about)
 *         and claim.c (what it claims of that) share
 * Memory: the line borrows everything
 */
#ifndef RETRACE_CONTENT_LINE_H
#define RETRACE_CONTENT_LINE_H

#include "core/bom/field/fields.h"
#include "core/bom/table/wide.h"

struct line {
	struct bom *b;
	const struct substance_table *chem;
	const struct content_text *t;
	struct findings *f;
	uint32_t elements; /* those named by the element field */
	bool other;        /* the element field names one, no rare earth */
	struct wide said;  /* what else that says: formula, basis */
	uint32_t substance;
	struct content row;
	bool each;
};

/* Is there anything but blanks in the field? */
bool line_given(struct field x);
/* The place of a field, or of the line where it has none. */
struct pos line_place(const struct line *l, struct field x);

/* ---- content_named.c: l->elements and l->substance */
enum status line_substance(struct line *l);

/* ---- claim.c: one field each, into l->row and l->each */
enum status line_kind(struct line *l);
enum status line_scope(struct line *l);
enum status line_process(struct line *l);
enum status line_each(struct line *l);
/* After the kind is known. */
enum status line_amount(struct line *l);

#endif
