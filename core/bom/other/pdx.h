/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdx - a product data package on its way into the bom; only read_pdx.c,
 * pdx_item.c and pdx_lines.c know it.
 *
 * Reads:  elements.h, measured.h, approved.h
 * Gives:  lines as they are read, which become uses when all items are known
 * Memory: freed by read_pdx()
 */
#ifndef RETRACE_PDX_H
#define RETRACE_PDX_H

#include "core/bom/other/approved.h"
#include "core/bom/other/elements.h"
#include "core/bom/other/measured.h"

/* An item by the identifier of the package. */
struct pdx_item {
	uint32_t ref;
	uint8_t unit;       /* UNIT_NONE: not known, nor are its quantities */
	struct place at;    /* line 0: it has only been named */
	uint32_t first_alt; /* 1 + index into alt, 0: none */
};

/* A line of a list of parts, or an alternative to the line before it. */
struct pdx_line {
	uint32_t parent;           /* ref */
	uint32_t child;            /* index into item, or BOM_NONE: by number */
	uint32_t number, revision; /* text ids */
	uint32_t qty;              /* BOM_NONE: not known */
	uint32_t place;            /* text id: of alternatives; 0: none */
	struct place at;
};

/* An item may be replaced by another wherever it is used. */
struct pdx_alt {
	uint32_t item; /* index into item */
	uint32_t next; /* 1 + index, 0: the last */
};

struct pdx {
	const struct input *in;
	struct stated said;
	struct intern ids; /* of items -> */
	struct pdx_item *item;
	size_t item_cap;
	struct pdx_line *line;
	size_t nline, line_cap;
	struct pdx_alt *alt;
	size_t nalt, alt_cap;
	struct approved_list makers;
	/* Of the open item: */
	uint32_t open;                  /* index into item */
	struct item of;                 /* what is said of it */
	size_t first_line, first_maker; /* its own begin */
	struct measured mass;
	size_t unitless;          /* items without a unit */
	struct place unitless_at; /* the first */
};

/* Each is false when memory is out; faults of the file are in in->f. */
/* An item begins; what its attributes say; it ends. */
bool pdx_begin_item(struct pdx *x, const struct sax_tag *tag);
bool pdx_attribute(struct pdx *x, const struct sax_tag *tag);
bool pdx_end_item(struct pdx *x);
/* The index of an item by the identifier that the package gives it. */
bool pdx_item_of(struct pdx *x, struct str id, uint32_t *item);
/* All lines become uses. */
bool pdx_uses(struct pdx *x);

#endif
