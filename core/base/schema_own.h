/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema_own - a schema as schema_read.c and schema_terms.c read it, and
 * schema_look.c uses it.
 *
 * Reads:  pattern.h, xml.h
 * Gives:  its tables; these three files alone use them
 * Memory: all in one arena; names are borrowed of the schema's tree
 */
#ifndef RETRACE_SCHEMA_OWN_H
#define RETRACE_SCHEMA_OWN_H

#include "core/base/pattern.h"
#include "core/base/schema_look.h"
#include "core/base/xml.h"

#define SCHEMA_XS "http://www.w3.org/2001/XMLSchema"
#define SCHEMA_ENDLESS UINT32_MAX

enum schema_base { SCHEMA_STRING, SCHEMA_TOKEN, SCHEMA_DAY, SCHEMA_TIME };

/* What may stand in an attribute, or as text. */
struct schema_text {
	bool known; /* false: nothing is seen to fit */
	enum schema_base base;
	size_t most;       /* [characters] */
	const char **word; /* [nword] one of them; 0: any */
	size_t nword;
	const struct pattern **pattern; /* [npattern] one of them; 0: any */
	size_t npattern;
};

struct schema_attr {
	const char *name;
	const struct schema_text *text;
	bool required;
};

struct schema_type;

/* An element of a sequence, so often; or any of another namespace. */
struct schema_part {
	const char *name; /* NULL: any ... */
	const char *ns;   /* ... of this namespace, whatever is in it */
	const struct schema_type *type;
	uint32_t least, most;
};

struct schema_type {
	const struct schema_text *text; /* NULL: elements */
	struct schema_part *part;       /* [npart] in this order */
	size_t npart;
	struct schema_attr *attr; /* [nattr] by name */
	size_t nattr;
};

struct schema_look {
	const char *ns;
	struct schema_part *root; /* [nroot] */
	size_t nroot;
};

/* ---- reading it */

/* A type that has a name. */
struct schema_named {
	const char *name;
	const xmlNode *node;
	struct schema_type *type;
};

/* A schema on its way into these tables. */
struct schema_reading {
	const xmlNode *schema;
	const char *ns;
	struct schema_named *named; /* [n] */
	size_t n;
	struct arena *a;
	bool failed; /* something is not known, or memory is out */
};

/* Is it that element of XML Schema? */
static inline bool
is(const xmlNode *node, const char *name)
{
	return xml_is(node, SCHEMA_XS, name);
}

/* Or NULL. */
static inline const char *
attr(const xmlNode *node, const char *name)
{
	return xml_attr_view(node, name).p;
}

void schema_give_up(struct schema_reading *r);
/* Gives up unless it has only these attributes, each "NAME " in one text. */
void schema_only(
    struct schema_reading *r, const xmlNode *node, const char *names);
/* Of minOccurs and the like; 1: there is none. */
uint32_t schema_times(
    struct schema_reading *r, const xmlNode *node, const char *name);
/* "f:text": what is behind the prefix of our own namespace; NULL: another. */
const char *schema_own_name(
    const struct schema_reading *r, const xmlNode *node, const char *name);
/* Is "xs:string" the built-in type "string"? */
bool schema_is_built_in(
    const xmlNode *node, const char *name, const char *type);
/* The only child element; NULL: none, or several. */
const xmlNode *schema_only_child(const xmlNode *node);
/* A simpleType.  One that is not known leaves its documents to libxml2, not the
 * schema. */
const struct schema_text *schema_read_simple(
    struct schema_reading *r, const xmlNode *node);

#endif
