/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_tags - which elements and attributes our XML has.
 *
 * Reads:  sax.h
 * Gives:  tags by number, and their attributes in an array by number;
 *         schemas/bom-1.xsd says the same to others
 * Memory: nothing of its own
 */
#ifndef RETRACE_XML_TAGS_H
#define RETRACE_XML_TAGS_H

#include "core/bom/xml/sax.h"

enum tag {
	TAG_BOM,
	TAG_DECLARATIONS,
	TAG_ITEM,
	TAG_USE,
	TAG_MAKER_PART,
	TAG_SUPPLIER,
	TAG_CONTENT,
	TAG_ORIGIN,
	TAG_DECLARATION,
	TAG_STATEMENT,
	TAG_PRICE,
	TAG_RATE,
	TAG_COUNT
};

enum attr {
	ATTR_ALTERNATIVE,
	ATTR_AMOUNT,
	ATTR_ASSEMBLIES,
	ATTR_ABSENT,
	ATTR_BASIS,
	ATTR_CAS,
	ATTR_CHILD,
	ATTR_CHILD_MAKER,
	ATTR_CHILD_REVISION,
	ATTR_COMPLETE,
	ATTR_CONTROL,
	ATTR_COUNTRY,
	ATTR_CURRENCY,
	ATTR_DATE,
	ATTR_DECLARATION,
	ATTR_EACH,
	ATTR_ELEMENT,
	ATTR_ELEMENTS,
	ATTR_EVIDENCE,
	ATTR_FORM,
	ATTR_FORMULA,
	ATTR_FROM,
	ATTR_HS,
	ATTR_ID,
	ATTR_KIND,
	ATTR_MAKER,
	ATTR_MARKET,
	ATTR_MASS,
	ATTR_MASS_UNIT,
	ATTR_MATERIAL,
	ATTR_MAX,
	ATTR_MIN,
	ATTR_NAME,
	ATTR_OF,
	ATTR_PARENT,
	ATTR_PARENT_MAKER,
	ATTR_PARENT_REVISION,
	ATTR_PART,
	ATTR_PER,
	ATTR_PHANTOM,
	ATTR_POPULATE,
	ATTR_PROCESS,
	ATTR_QUANTITY,
	ATTR_REVISION,
	ATTR_SCOPE,
	ATTR_SHARE,
	ATTR_SHIPPED,
	ATTR_SOURCE,
	ATTR_STAGE,
	ATTR_STANDING,
	ATTR_SUPPLIER,
	ATTR_TECHNOLOGY,
	ATTR_THRESHOLD,
	ATTR_TO,
	ATTR_UNIT,
	ATTR_UNTIL,
	ATTR_VALUE,
	ATTR_COUNT
};

#define XML_MOST_ATTRS 16 /* that any tag has */

/* What a name was found to mean, at its place in the last tag of its kind. */
struct attr_memo {
	const char *name;
	uint8_t attr; /* enum attr, ATTR_COUNT: none */
};

/* The attributes of one tag, without blanks around them.  All zero before the
 * first. */
struct attrs {
	uint64_t given; /* bit per enum attr */
	struct str text[ATTR_COUNT];
	const struct sax_attr *from[ATTR_COUNT];
	const struct sax_tag *tag; /* while it is read */
	struct place at;
	struct attr_memo memo[TAG_COUNT][XML_MOST_ATTRS];
};
_Static_assert(ATTR_COUNT <= 64, "a bit for each");

/* One that is not given is empty, at the tag. */
static inline struct str
attrs_text(const struct attrs *x, enum attr a)
{
	return (x->given >> a & 1) != 0 ? x->text[a] : STR("");
}

static inline struct field
attrs_field(const struct attrs *x, enum attr a)
{
	return (struct field){ attrs_text(x, a),
		(x->given >> a & 1) != 0 ? sax_place(x->tag, x->from[a])
					 : x->at };
}

/* TAG_COUNT if the name is none of ours. */
enum tag xml_tag_find(struct str name);
const char *xml_tag_name(enum tag tag);
const char *xml_attr_name(enum attr a);
/* May the tag stand in the other?  parent TAG_COUNT: as the root. */
bool xml_tag_fits(enum tag tag, enum tag parent);
/* "item, use or price": what may stand in it; cut to size. */
void xml_tag_children(enum tag parent, char *text, size_t size);

/*
 * Sorts the attributes of a tag.  ST_SCHEMA for one that the tag does not
 * have, ST_INCOMPLETE for one that it must have; each is told to f.
 */
enum status xml_attrs(const struct bom *b, enum tag tag,
    const struct sax_tag *from, struct attrs *out, struct findings *f);

#endif
