/* SPDX-License-Identifier: Apache-2.0 */
/*
 * datasheet - the tree of a material data sheet on its way into the bom: parts,
 * semi-finished ones and materials, and in all of these substances.
 *
 * What stands below what is told node by node, as its rows or elements come.
 *
 * Reads:  nested.h
 * Gives:  items, uses and lines of content, whatever the tree was written in
 * Memory: datasheet_free(); linear in the depth
 */
#ifndef RETRACE_DATASHEET_H
#define RETRACE_DATASHEET_H

#include "core/bom/other/nested.h"

enum datasheet_kind {
	SHEET_PART,
	SHEET_SEMI,     /* counted by its mass */
	SHEET_MATERIAL, /* likewise */
	SHEET_SUBSTANCE,
	SHEET_KINDS
};
/* By any of its words: "Semicomponent", "Halbzeug"; SHEET_KINDS: none. */
enum datasheet_kind datasheet_find(struct str word);

/* A node as written; empty fields are blank. */
struct datasheet_node {
	enum datasheet_kind kind;
	struct field number, name, id; /* id: of its own data sheet */
	struct field quantity, quantity_unit;
	struct field mass, mass_unit;
	struct field portion, min, max, portion_unit; /* of what it is in */
	struct field cas;
	struct place at;
};

/* An open node. */
struct datasheet_level {
	enum datasheet_kind kind;
	uint32_t mass; /* [g] of it as it stands there: id in bom.num, or
			  BOM_NONE */
};

/* Zeroed by datasheet_init(). */
struct datasheet {
	struct nested parts;
	struct datasheet_level *open; /* [parts.tree.nopen] */
	size_t open_cap;
	size_t nopen;
	bool below_substance; /* the last node was one, at depth nopen */
};

void datasheet_init(struct datasheet *d, const struct input *in);
void datasheet_free(struct datasheet *d);
/* Each is false when memory is out; faults of the file are in in->f. */
/* A node at that depth, from 0: what was open deeper ends. */
bool datasheet_node(
    struct datasheet *d, size_t depth, const struct datasheet_node *n);
bool datasheet_end(struct datasheet *d);

#endif
