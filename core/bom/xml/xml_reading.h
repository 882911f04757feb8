/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_reading - the state of reading our XML, and its tags one by one.
 *
 * Reads:  xml_tags.h, seen.h
 * Gives:  what read_xml.c, xml_item.c, xml_use.c, xml_declare.c and
 *         xml_content.c share; nobody else includes this
 * Memory: read_xml() frees what the reading holds
 */
#ifndef RETRACE_XML_READING_H
#define RETRACE_XML_READING_H

#include "core/bom/table/seen.h"
#include "core/bom/xml/read_xml.h"
#include "core/bom/xml/xml_tags.h"

/* bom > declaration > statement > content > origin */
#define XML_DEEPEST 5

struct xml_frame {
	enum tag tag;
	uint32_t ref;     /* of item and statement; BOM_NONE: it waits */
	uint32_t decl;    /* whose statements stand here */
	uint32_t content; /* first row of content; else BOM_NONE */
	uint32_t later;   /* of content: its entry in later, or BOM_NONE */
	enum unit unit;   /* of item: what its masses are per */
};

/* A line that names its declaration, which may follow further down. */
struct xml_later {
	uint32_t first, n; /* rows */
	bool is_origin;    /* of bom.origin; else of bom.content */
	struct str id;     /* in the bom */
	struct place at;
};

/* A use whose part numbers wait to be looked up together. */
#define XML_BATCH 32
struct xml_waiting {
	struct use use;
	struct intern_key parent, child;
	bool again; /* the parent is that of the one before */
};

/* An item that does so. */
struct xml_waiting_item {
	struct item item;
	struct intern_key part;
};

struct xml_reading {
	const struct input *in;
	struct bom *b;
	struct findings *f;
	struct xml_frame open[XML_DEEPEST + 1];
	uint32_t nopen;
	uint32_t ignored;  /* open tags that are not looked at */
	size_t npassed;    /* elements of other namespaces */
	struct intern ids; /* of declarations, to their index */
	uint32_t *id_decl; /* BOM_NONE: several have it */
	size_t id_cap;
	struct xml_later *later;
	size_t nlater, later_cap;
	const char *ns;   /* the pointer to our namespace in this document */
	const char *name; /* of the last element, and what it is */
	enum tag name_is;
	/* Only one of these has any at a time. */
	struct xml_waiting wait[XML_BATCH];
	size_t nwait;
	struct xml_waiting_item item[XML_BATCH];
	size_t nitem;
	struct seen quantities;     /* id of the number; .more: unit */
	struct seen days;           /* note */
	struct threshold threshold; /* of the declaration that is open */
	struct attrs attrs;
};

/* One tag each: its attributes are in r->attrs; fr is its new frame. */
enum status xml_maker_part(struct xml_reading *r, const struct xml_frame *fr);
enum status xml_supplier(struct xml_reading *r, const struct xml_frame *fr);
enum status xml_item(struct xml_reading *r, struct xml_frame *fr);
enum status xml_use(struct xml_reading *r);
/* Uses may wait until anything else is read, and so may items.  False: memory
 * is out. */
bool xml_keep_uses(struct xml_reading *r);
bool xml_keep_items(struct xml_reading *r);
/* Is it a part number alone, whose bytes stay where they are? */
bool xml_can_wait(const struct xml_reading *r, enum attr part, enum attr maker,
    enum attr revision);
/* Room for about as many names as a file of that size has. */
bool xml_expect_uses(struct xml_reading *r);
enum status xml_bom(struct xml_reading *r);
enum status xml_declaration(struct xml_reading *r, struct xml_frame *fr);
enum status xml_statement(struct xml_reading *r, struct xml_frame *fr);
enum status xml_content(struct xml_reading *r, struct xml_frame *fr);
enum status xml_origin(struct xml_reading *r, struct xml_frame *fr);
enum status xml_price(struct xml_reading *r);
enum status xml_rate(struct xml_reading *r);
/* Lines that named their declaration get it. */
void xml_settle_declarations(struct xml_reading *r);

/* The innermost open tag. */
struct xml_frame *xml_top(struct xml_reading *r);
/* An attribute without blanks around it. */
static inline struct field
xml_field(const struct xml_reading *r, enum attr a)
{
	return attrs_field(&r->attrs, a);
}

static inline struct str
xml_value(const struct xml_reading *r, enum attr a)
{
	return attrs_text(&r->attrs, a);
}

static inline struct pos
xml_place(const struct xml_reading *r, enum attr a)
{
	return bom_pos(r->b, xml_field(r, a).at);
}

/* The attribute as a text of the bom. */
enum status xml_keep_text(struct xml_reading *r, enum attr a, uint32_t *id);
enum status xml_take_ref(struct xml_reading *r, enum attr part, enum attr maker,
    enum attr revision, uint32_t *ref);
/* A number per u becomes one per base unit; false: memory is out. */
bool xml_per_base(struct xml_reading *r, enum unit u, uint32_t *id);
enum status xml_mass_per_base(
    struct xml_reading *r, enum unit u, struct amount *a);
/* The first of two failures. */
enum status xml_worse(enum status st, enum status other);

#endif
