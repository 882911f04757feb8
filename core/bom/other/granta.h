/* SPDX-License-Identifier: Apache-2.0 */
/*
 * granta - a Granta bill of materials on its way into the bom; only
 * read_granta.c and granta_part.c know it.
 *
 * Reads:  sax.h, nested.h, granta_tags.h
 * Gives:  the frames of open elements, and what is made of them
 * Memory: freed by read_granta()
 */
#ifndef RETRACE_GRANTA_H
#define RETRACE_GRANTA_H

#include "core/bom/other/granta_tags.h"
#include "core/bom/other/nested.h"
#include "core/bom/xml/sax.h"

/* An open element that holds elements. */
struct granta_frame {
	enum granta_tag kind;
	struct place at;
	uint32_t
	    seen; /* bit per enum granta_tag: text elements that were there */
	/* What was said of a part, material or substance; text ids. */
	uint32_t id, number, name, external, identity, record;
	uint32_t category, percentage;
	struct place percentage_at, category_at;
	struct use use; /* quantity not known until it is said */
	struct item said;
	bool begun; /* a part whose own fields are complete */
	bool holds; /* and that holds parts or materials */
};

struct granta {
	const struct input *in;
	struct nested parts;
	struct granta_frame *open;
	size_t nopen, open_cap;
	uint32_t swallow; /* open elements of no concern */
	/* The text element that is open, or GRANTA_COUNT. */
	enum granta_tag leaf;
	struct place leaf_at;
	struct field leaf_unit;
	char *text, *unit; /* [LIMIT_TEXT + 1] each */
	size_t ntext;
	uint32_t product, product_id; /* its name and id, text ids */
	struct place root_at;
};

/* Each is false when memory is out; faults of the file are in in->f. */
bool granta_part_begin(struct granta *g, struct granta_frame *part);
bool granta_part_end(struct granta *g, struct granta_frame *part);
bool granta_material(struct granta *g, struct granta_frame *material);
bool granta_substance(struct granta *g, const struct granta_frame *part,
    const struct granta_frame *substance);
/* More than one top part, or another number of it: the whole is an item. */
bool granta_product(struct granta *g);

#endif
