/* SPDX-License-Identifier: Apache-2.0 */
/* xml_tags - the elements and attributes of our XML; see xml_tags.h. */
#include "core/bom/xml/xml_tags.h"

#include "core/bom/xml/read_xml.h"

#include <stdio.h>
#include <string.h>

#define BIT(tag) (1u << (tag))
#define AS_ROOT BIT(TAG_COUNT)

static const char *const attr_names[ATTR_COUNT] = {
	[ATTR_ALTERNATIVE] = "alternative",
	[ATTR_AMOUNT] = "amount",
	[ATTR_ASSEMBLIES] = "assemblies",
	[ATTR_ABSENT] = "absent",
	[ATTR_BASIS] = "basis",
	[ATTR_CAS] = "cas",
	[ATTR_CHILD] = "child",
	[ATTR_CHILD_MAKER] = "child-maker",
	[ATTR_CHILD_REVISION] = "child-revision",
	[ATTR_COMPLETE] = "complete",
	[ATTR_CONTROL] = "control",
	[ATTR_COUNTRY] = "country",
	[ATTR_CURRENCY] = "currency",
	[ATTR_DATE] = "date",
	[ATTR_DECLARATION] = "declaration",
	[ATTR_EACH] = "each",
	[ATTR_ELEMENT] = "element",
	[ATTR_ELEMENTS] = "elements",
	[ATTR_EVIDENCE] = "evidence",
	[ATTR_FORM] = "form",
	[ATTR_FORMULA] = "formula",
	[ATTR_FROM] = "from",
	[ATTR_HS] = "hs",
	[ATTR_ID] = "id",
	[ATTR_KIND] = "kind",
	[ATTR_MAKER] = "maker",
	[ATTR_MARKET] = "market",
	[ATTR_MASS] = "mass",
	[ATTR_MASS_UNIT] = "mass-unit",
	[ATTR_MATERIAL] = "material",
	[ATTR_MAX] = "max",
	[ATTR_MIN] = "min",
	[ATTR_NAME] = "name",
	[ATTR_OF] = "of",
	[ATTR_PARENT] = "parent",
	[ATTR_PARENT_MAKER] = "parent-maker",
	[ATTR_PARENT_REVISION] = "parent-revision",
	[ATTR_PART] = "part",
	[ATTR_PER] = "per",
	[ATTR_PHANTOM] = "phantom",
	[ATTR_POPULATE] = "populate",
	[ATTR_PROCESS] = "process",
	[ATTR_QUANTITY] = "quantity",
	[ATTR_REVISION] = "revision",
	[ATTR_SCOPE] = "scope",
	[ATTR_SHARE] = "share",
	[ATTR_SHIPPED] = "shipped",
	[ATTR_SOURCE] = "source",
	[ATTR_STAGE] = "stage",
	[ATTR_STANDING] = "standing",
	[ATTR_SUPPLIER] = "supplier",
	[ATTR_TECHNOLOGY] = "technology",
	[ATTR_THRESHOLD] = "threshold",
	[ATTR_TO] = "to",
	[ATTR_UNIT] = "unit",
	[ATTR_UNTIL] = "until",
	[ATTR_VALUE] = "value",
};

/* Usual attributes first: they are looked for in this order. */
static const struct tag_entry {
	const char *name;
	uint32_t parents; /* bit per tag, or AS_ROOT */
	uint8_t must;     /* the first so many attributes are required */
	uint8_t n;
	uint8_t attr[XML_MOST_ATTRS];
} tags[TAG_COUNT] = {
	[TAG_BOM] = { "bom", AS_ROOT, 0, 7,
	    { ATTR_ASSEMBLIES, ATTR_ID, ATTR_SUPPLIER, ATTR_DATE, ATTR_UNTIL,
		ATTR_STANDING, ATTR_EVIDENCE } },
	[TAG_DECLARATIONS] = { "declarations", AS_ROOT, 0, 0, { 0 } },
	[TAG_ITEM] = { "item", BIT(TAG_BOM), 1, 16,
	    { ATTR_PART, ATTR_MAKER, ATTR_REVISION, ATTR_NAME, ATTR_MASS,
		ATTR_MASS_UNIT, ATTR_UNIT, ATTR_VALUE, ATTR_CURRENCY, ATTR_HS,
		ATTR_CONTROL, ATTR_FORM, ATTR_SHIPPED, ATTR_COMPLETE,
		ATTR_PHANTOM, ATTR_MATERIAL } },
	[TAG_USE] = { "use", BIT(TAG_BOM), 3, 13,
	    { ATTR_PARENT, ATTR_CHILD, ATTR_QUANTITY, ATTR_UNIT, ATTR_PER,
		ATTR_PARENT_MAKER, ATTR_PARENT_REVISION, ATTR_CHILD_MAKER,
		ATTR_CHILD_REVISION, ATTR_POPULATE, ATTR_FROM, ATTR_UNTIL,
		ATTR_ALTERNATIVE } },
	[TAG_MAKER_PART] = { "maker-part", BIT(TAG_ITEM), 1, 2,
	    { ATTR_PART, ATTR_MAKER } },
	[TAG_SUPPLIER] = { "supplier", BIT(TAG_ITEM), 1, 1, { ATTR_NAME } },
	[TAG_CONTENT] = { "content", BIT(TAG_ITEM) | BIT(TAG_STATEMENT), 0, 14,
	    { ATTR_ELEMENT, ATTR_CAS, ATTR_FORMULA, ATTR_NAME, ATTR_AMOUNT,
		ATTR_UNIT, ATTR_MIN, ATTR_MAX, ATTR_BASIS, ATTR_SCOPE,
		ATTR_KIND, ATTR_EACH, ATTR_PROCESS, ATTR_DECLARATION } },
	[TAG_ORIGIN] = { "origin",
	    BIT(TAG_ITEM) | BIT(TAG_STATEMENT) | BIT(TAG_CONTENT), 0, 10,
	    { ATTR_STAGE, ATTR_COUNTRY, ATTR_ELEMENTS, ATTR_SHARE, ATTR_OF,
		ATTR_TECHNOLOGY, ATTR_STANDING, ATTR_EVIDENCE, ATTR_ABSENT,
		ATTR_DECLARATION } },
	[TAG_DECLARATION] = { "declaration",
	    BIT(TAG_BOM) | BIT(TAG_DECLARATIONS), 0, 7,
	    { ATTR_ID, ATTR_SUPPLIER, ATTR_DATE, ATTR_UNTIL, ATTR_STANDING,
		ATTR_EVIDENCE, ATTR_THRESHOLD } },
	[TAG_STATEMENT] = { "statement", BIT(TAG_DECLARATION), 1, 5,
	    { ATTR_PART, ATTR_MAKER, ATTR_REVISION, ATTR_COMPLETE,
		ATTR_THRESHOLD } },
	[TAG_PRICE] = { "price", BIT(TAG_BOM) | BIT(TAG_DECLARATIONS), 4, 8,
	    { ATTR_ELEMENT, ATTR_BASIS, ATTR_AMOUNT, ATTR_PER, ATTR_CURRENCY,
		ATTR_DATE, ATTR_MARKET, ATTR_SHARE } },
	[TAG_RATE] = { "rate", BIT(TAG_BOM) | BIT(TAG_DECLARATIONS), 3, 5,
	    { ATTR_FROM, ATTR_TO, ATTR_AMOUNT, ATTR_DATE, ATTR_SOURCE } },
};

enum tag
xml_tag_find(struct str name)
{
	for (int i = 0; i < TAG_COUNT; i++)
		if (str_is(name, tags[i].name))
			return (enum tag)i;
	return TAG_COUNT;
}

const char *
xml_tag_name(enum tag tag)
{
	return tags[tag].name;
}

const char *
xml_attr_name(enum attr a)
{
	return attr_names[a];
}

bool
xml_tag_fits(enum tag tag, enum tag parent)
{
	return (tags[tag].parents & BIT(parent)) != 0;
}

/* Appends a word to a list that reads "a, b or c". */
static void
enlist(char *text, size_t size, const char *word, size_t i, size_t n)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s%s",
	    i == 0       ? ""
	    : i == n - 1 ? " or "
			 : ", ",
	    word);
}

void
xml_tag_children(enum tag parent, char *text, size_t size)
{
	size_t n = 0, i = 0;

	text[0] = '\0';
	for (int t = 0; t < TAG_COUNT; t++)
		n += xml_tag_fits((enum tag)t, parent);
	for (int t = 0; t < TAG_COUNT; t++)
		if (xml_tag_fits((enum tag)t, parent))
			enlist(text, size, tags[t].name, i++, n);
	if (n == 0)
		snprintf(text, size, "nothing inside it");
}

static void
list_attrs(enum tag tag, char *text, size_t size)
{
	text[0] = '\0';
	for (size_t i = 0; i < tags[tag].n; i++)
		enlist(
		    text, size, attr_names[tags[tag].attr[i]], i, tags[tag].n);
	if (tags[tag].n == 0)
		snprintf(text, size, "none");
}

/* ATTR_COUNT if the tag has no such attribute. */
static enum attr
search_attr(const struct tag_entry *entry, struct str name)
{
	for (size_t i = 0; i < entry->n; i++)
		if (str_is(name, attr_names[entry->attr[i]]))
			return (enum attr)entry->attr[i];
	return ATTR_COUNT;
}

/* The same for the i-th of a tag: mostly what it was the last time. */
static inline enum attr
find_attr(struct attrs *out, enum tag tag, size_t i, const char *name)
{
	struct attr_memo *m;

	if (i >= XML_MOST_ATTRS)
		return search_attr(&tags[tag], str_of(name));
	m = &out->memo[tag][i];
	if (m->name != name) {
		m->name = name;
		m->attr = (uint8_t)search_attr(&tags[tag], str_of(name));
	}
	return (enum attr)m->attr;
}

/* Mostly there is nothing to do. */
static inline struct str
trimmed(struct str s)
{
	return s.n > 0 && s.p[0] > ' ' && s.p[s.n - 1] > ' ' ? s : str_trim(s);
}

static enum status
say_missing(const struct bom *b, const struct tag_entry *entry, enum attr a,
    const struct attrs *out, struct findings *f)
{
	return findings_error(f, ST_INCOMPLETE,
	    bom_pos(b, attrs_field(out, a).at),
	    "%s without %s: expected %s=\"...\"", entry->name, attr_names[a],
	    attr_names[a]);
}

enum status
xml_attrs(const struct bom *b, enum tag tag, const struct sax_tag *from,
    struct attrs *out, struct findings *f)
{
	const struct tag_entry *entry = &tags[tag];
	enum status st = ST_OK;
	char list[300];

	out->tag = from;
	out->at = from->at;
	out->given = 0;
	for (size_t i = 0; i < from->nattr; i++) {
		const struct sax_attr *a = &from->attr[i];
		enum attr found;

		if (a->ns != NULL && strcmp(a->ns, BOM_XML_NS) != 0)
			continue;
		found = a->ns != NULL ? ATTR_COUNT
				      : find_attr(out, tag, i, a->name);
		if (found != ATTR_COUNT) {
			out->given |= (uint64_t)1 << found;
			out->text[found] = trimmed(a->value);
			out->from[found] = a;
			continue;
		}
		list_attrs(tag, list, sizeof(list));
		st = findings_error(f, ST_SCHEMA,
		    bom_pos(b, sax_place(from, a)),
		    "attribute \"%.*s\" of %s: expected %s",
		    STR_ARG(str_clip(str_of(a->name), 60)), entry->name, list);
	}
	for (size_t i = 0; i < entry->must; i++)
		if (attrs_text(out, (enum attr)entry->attr[i]).n == 0)
			st = say_missing(
			    b, entry, (enum attr)entry->attr[i], out, f);
	return st;
}
