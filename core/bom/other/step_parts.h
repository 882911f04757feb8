/* SPDX-License-Identifier: Apache-2.0 */
/*
 * step_parts - a product structure of STEP or 3DXML on its way into the bom;
 * only read_step.c, read_stepx.c, read_3dxml.c and step_parts.c know it.
 *
 * Records refer to each other by number, forwards and backwards: what is read
 * waits for the end of the file.
 *
 * Reads:  step.h, stated.h
 * Gives:  products, their definitions, what is in what
 * Memory: freed by read_step()
 */
#ifndef RETRACE_STEP_PARTS_H
#define RETRACE_STEP_PARTS_H

#include "core/bom/other/step.h"
#include "core/bom/stated.h"

enum step_node_kind {
	STEP_NAMED, /* only referred to so far */
	STEP_PRODUCT,
	STEP_FORMATION,  /* a version of a product */
	STEP_DEFINITION, /* a view of a version, or an occurrence of it */
	STEP_USE,
	STEP_PIECES, /* how many; of what has a unit, of it */
	STEP_UNIT
};

struct step_node {
	uint8_t kind;      /* enum step_node_kind */
	bool has_parts;    /* a product */
	bool document;     /* a product that is one */
	bool in_use;       /* a product */
	uint8_t stands;    /* a product: for it stands a node of that kind */
	uint32_t number;   /* text id; of a version that */
	uint32_t name;     /* text id */
	uint32_t of;       /* node that it is one of; of a use the child */
	uint32_t parent;   /* of a use */
	uint32_t count;    /* of a use the node; BOM_NONE: once */
	struct str pieces; /* how many; empty: it counts something else */
	bool unclear;      /* a use or an occurrence: nobody says how often */
	uint32_t ref;      /* of a definition; BOM_NONE: not asked yet */
	struct place at;   /* line 0: it has only been named */
};

struct step_parts {
	const struct input *in;
	const char *empty; /* what to say where no product is */
	bool bare;         /* products need no definitions: they stand for
			      themselves */
	struct stated said;
	struct intern ids;
	struct step_node *node; /* [ids.n] */
	size_t node_cap;
	/* The open one of several records: */
	struct step_node open;
	struct str open_id;
	bool open_next, open_promised;
	/* To be told once: */
	size_t nunclear, napart;
	struct place unclear_at, apart_at;
};

/* empty: what is missing, and what was expected, where there is no product. */
void step_parts_begin(
    struct step_parts *x, const struct input *in, const char *empty);
/* The node of that id, named so far or there; BOM_NONE: the id is empty.
 * False: memory is out; so it is with the next. */
bool step_parts_node(struct step_parts *x, struct str id, uint32_t *index);
struct step_node step_parts_blank(enum step_node_kind kind, struct place at);
/* It becomes the node of that id; one of an id that is taken is told. */
bool step_parts_add(
    struct step_parts *x, struct str id, const struct step_node *n);
/* All is read: products and uses become those of the bom, unless there are more
 * than that many errors.  Frees x. */
enum status step_parts_end(struct step_parts *x, size_t errors);

#endif
