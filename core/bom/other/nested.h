/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nested - parts inside parts, with materials and substances, as many formats
 * nest them, on their way into the bom.
 *
 * Reads:  tree.h, fields.h
 * Gives:  which item a part or a material is, where it has a number and where
 *         it has only a name; all of it put together by tree.h
 * Memory: nested_free(); linear in what is nested
 */
#ifndef RETRACE_NESTED_H
#define RETRACE_NESTED_H

#include "core/bom/field/fields.h"
#include "core/bom/tree.h"

/* What is said of a part before its own parts begin; text ids, 0: blank. */
struct nested_part {
	uint32_t number, maker, revision;
	uint32_t other[3]; /* what it goes by without a number, best first */
	bool exact;        /* the number is its maker's, whatever else it is */
	struct use use;    /* of it by the part around it; at: where it is */
	struct item said;
};

/* What tells one material from another; text ids, 0: blank. */
struct nested_material {
	uint32_t designation, record;
	uint32_t number, maker, revision; /* it is this part */
	bool formed; /* its form is told, and need not be material */
	struct use use;
	struct item said;
};

/* Zeroed by nested_init(). */
struct nested {
	const struct input *in;
	uint32_t decl; /* the document that content is on the word of: in->decl
			  if nobody sets another */
	struct tree tree;
	struct use *top; /* parts that are in no other: uses of the whole */
	size_t ntop, top_cap;
	unsigned nalike; /* parts of one name and line told apart so far */
	struct intern materials; /* designation and record -> */
	uint32_t *material;      /* its ref */
	size_t material_cap;
};

void nested_init(struct nested *n, const struct input *in);
void nested_free(struct nested *n);

/* Each is false when memory is out; faults of the file are in in->f. */
bool nested_open(struct nested *n, const struct nested_part *part);
bool nested_open_material(struct nested *n, const struct nested_material *m);
/* The innermost part or material ends. */
bool nested_close(struct nested *n);
/* A line of content of the innermost; a refused one is in in->f. */
bool nested_content(struct nested *n, const struct content_text *t);
/* It was made in that country; "": not known. */
bool nested_made_in(struct nested *n, const char *country, struct place at);
/* Its ref. */
uint32_t nested_innermost(const struct nested *n);
/* More than one top part, or another number of it: the whole is an item of
 * that name (a text id). */
bool nested_whole(struct nested *n, uint32_t name, struct place at);

#endif
