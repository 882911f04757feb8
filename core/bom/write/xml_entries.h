/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_entries - who says what of which item, in the order in which our XML
 * tells it: document by document, item by item.
 *
 * Reads:  bom.h, linked or not
 * Gives:  content lines and origins of whole items, sorted and taken one after
 *         the other
 * Memory: xml_entries_close()
 */
#ifndef RETRACE_XML_ENTRIES_H
#define RETRACE_XML_ENTRIES_H

#include "core/bom/bom.h"

/* A content line, or an origin of a whole item. */
struct xml_entry {
	uint32_t decl;
	uint32_t target; /* an item; or, beyond nitem, a ref */
	uint32_t index;
	uint32_t is_origin;
};

struct xml_entries {
	const struct bom *b;
	bool linked;
	uint32_t *item_of;     /* before linking [nref] item of just that key */
	uint8_t *part_is_item; /* before linking [parts.n] */
	struct xml_entry *list;
	size_t n;
	size_t next; /* that was not yet taken */
};

/* False: memory is out; closed in any case. */
bool xml_entries_open(struct xml_entries *e, const struct bom *b);
void xml_entries_close(struct xml_entries *e);

/* The next one if it is of that document; else NULL. */
static inline const struct xml_entry *
xml_entries_by(const struct xml_entries *e, uint32_t decl)
{
	return e->next < e->n && e->list[e->next].decl == decl
		   ? &e->list[e->next]
		   : NULL;
}

/* Takes the next one if it is of that document and about that; else NULL. */
static inline const struct xml_entry *
xml_entries_take(struct xml_entries *e, uint32_t decl, uint32_t target)
{
	const struct xml_entry *x = xml_entries_by(e, decl);

	if (x == NULL || x->target != target)
		return NULL;
	e->next++;
	return x;
}

#endif
