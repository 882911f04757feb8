/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx - a CycloneDX bill of materials on its way into the bom, whether
 * it is XML or JSON; only read_cyclonedx.c and cyclonedx_*.c know it.
 *
 * Members of JSON stand in any order, and a dependency may name what comes
 * later: components wait until all is read.
 *
 * Reads:  fields.h, stated.h
 * Gives:  components, what is said of them, dependencies between them
 * Memory: freed by read_cyclonedx.c
 */
#ifndef RETRACE_CYCLONEDX_H
#define RETRACE_CYCLONEDX_H

#include "core/base/limits.h"
#include "core/bom/field/fields.h"
#include "core/bom/stated.h"

/* What stands in a document; both notations have it. */
enum cdx_kind {
	CDX_DOCUMENT = 1,
	CDX_METADATA,
	CDX_DOCUMENT_SUPPLIER, /* of what the document is on */
	CDX_DOCUMENT_MAKER,    /* of the document */
	CDX_DOCUMENT_PROPERTY,
	CDX_COMPONENT,
	CDX_SUPPLIER,
	CDX_MAKER,
	CDX_PROPERTY,
	CDX_DEPENDENCY,
	CDX_LIST, /* of XML: an element around others */
	CDX_DEPENDENCIES,
	CDX_PROPERTIES,
	CDX_DOCUMENT_PROPERTIES,
	/* Texts: */
	CDX_TEXT,
	CDX_FORMAT = CDX_TEXT,
	CDX_VERSION_OF_FORMAT,
	CDX_SERIAL,
	CDX_TIME,
	CDX_ORGANISATION, /* name of a maker or supplier */
	CDX_TYPE,
	CDX_ID, /* of a component: what dependencies name */
	CDX_NAME,
	CDX_VERSION,
	CDX_GROUP,
	CDX_PUBLISHER,
	CDX_DESCRIPTION,
	CDX_SCOPE,
	CDX_PROPERTY_NAME,
	CDX_PROPERTY_VALUE,
	CDX_REF, /* of a dependency: who depends */
	CDX_ON,  /* on whom */
	/* Of XML: a property with its name, of a component or the document */
	CDX_XML_PROPERTY,
	CDX_XML_DOCUMENT_PROPERTY
};

/* A property that is read. */
enum cdx_property {
	CDX_PART,
	CDX_QUANTITY,
	CDX_MASS,
	CDX_VALUE,
	CDX_HS,
	CDX_CONTROL,
	CDX_MATERIAL,
	CDX_FORM,
	CDX_COMPLETE,
	CDX_SHIPPED,
	CDX_PHANTOM,
	CDX_COUNTRY,
	CDX_THRESHOLD,
	CDX_CONTENT,
	CDX_ORIGIN,
	CDX_USE,
	CDX_DEVICE_QUANTITY, /* of CycloneDX itself, as the next */
	CDX_DEVICE_COUNTRY,
	/* Of the document: */
	CDX_CATALOGUE,
	CDX_ASSEMBLIES,
	CDX_DECLARATION,
	CDX_PROPERTIES_READ
};

struct cdx_said {
	enum cdx_property what;
	uint32_t text; /* text id, untrimmed */
	struct place at;
	uint32_t next; /* 1 + index, 0: the last of its component */
};

enum cdx_nature {
	CDX_HARDWARE,
	CDX_SOFTWARE, /* it weighs nothing and holds nothing */
	CDX_ANYTHING  /* nobody knows; taken as hardware */
};

struct cdx_component {
	struct place at;
	uint32_t around; /* component that it is nested in, or BOM_NONE */
	uint32_t id, name, version, group, publisher, title; /* text ids */
	uint32_t supplier, maker;
	uint32_t first, last; /* said: 1 + index, 0: nothing */
	uint32_t ref;
	uint32_t qty; /* id in bom.num, BOM_NONE: not known */
	uint8_t unit;
	uint8_t nature;
	bool soft;    /* by its type, whatever else makes it a thing */
	bool counted; /* a quantity is stated */
	bool perhaps; /* its scope is not required */
};

/* A component depends on another, by their ids. */
struct cdx_edge {
	uint32_t dependency; /* index into dependency: from whom */
	uint32_t to;         /* text id */
	struct place at;
};

struct cdx_dependency {
	uint32_t ref; /* text id */
	struct place at;
};

/* A copy of a text of an event. */
struct cdx_copy {
	char *p;
	size_t n, cap;
	struct place at;
};

struct cdx {
	const struct input *in;
	struct stated said_of;
	struct cdx_component *list;
	size_t n, cap;
	uint32_t product; /* index into list, or BOM_NONE */
	struct cdx_said *said;
	size_t nsaid, said_cap;
	struct cdx_dependency *dependency;
	size_t ndependency, dependency_cap;
	struct cdx_edge *edge;
	size_t nedge, edge_cap;
	/* The document: */
	struct place at;
	uint32_t serial, supplier, author; /* text ids */
	bool catalogue;                    /* what nothing holds is a product */
	struct intern keys;                /* of documents of others -> */
	uint32_t *decl;                    /* index into bom.decl */
	size_t decl_cap;
	/* What is open: */
	bool in_metadata;
	uint8_t organisation;           /* enum cdx_kind of the open one */
	uint32_t open[LIMIT_XML_DEPTH]; /* components */
	size_t nopen;
	uint32_t depends[LIMIT_XML_DEPTH]; /* dependencies */
	size_t ndepends;
	struct cdx_copy name, value; /* of a property */
	/* When all is read: */
	uint32_t *by_id; /* [nid] 1 + component by the text id of its id */
	size_t nid;
};

/* ---- cyclonedx_events.c; each is false when memory is out, faults of the
 * file are in in->f */
bool cdx_begin(struct cdx *x, enum cdx_kind kind, struct place at);
bool cdx_value(struct cdx *x, enum cdx_kind kind, struct field text);
bool cdx_end(struct cdx *x, enum cdx_kind kind);

/* ---- cyclonedx_said.c */
/* Our name space. */
#define CDX_SPACE "retrace:"
/* By the name of a property; CDX_PROPERTIES_READ: none of those. */
enum cdx_property cdx_property_find(struct str name);
const char *cdx_property_name(enum cdx_property p);
/* The first of the component, or NULL. */
const struct cdx_said *cdx_said_of(
    const struct cdx *x, const struct cdx_component *c, enum cdx_property what);
struct field cdx_text(const struct cdx *x, const struct cdx_said *said);
/* What the component says of itself, whose ref, unit and nature are known. */
bool cdx_state(struct cdx *x, const struct cdx_component *c);

/* ---- cyclonedx_content.c */
/* What it holds and where that is from. */
bool cdx_state_content(struct cdx *x, const struct cdx_component *c);
/* Does it say anything of what it holds; and do both say the same? */
bool cdx_has_content(const struct cdx *x, const struct cdx_component *c);
bool cdx_same_content(const struct cdx *x, const struct cdx_component *a,
    const struct cdx_component *b);

/* ---- cyclonedx_document.c */
/* A property of the document. */
bool cdx_document(struct cdx *x, enum cdx_property what, struct field text);
/* The document of a row by its key; none: this one. */
enum status cdx_document_of(struct cdx *x, struct field key, uint32_t *decl);

/* ---- cyclonedx_component.c */
/* Which item each component is, how much of it there is, whether it is
 * software; all is stated. */
bool cdx_components(struct cdx *x);

/* ---- cyclonedx_uses.c */
/* Which component is in which, and how much of it. */
bool cdx_uses(struct cdx *x);

#endif
