/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catenax - Catena-X aspects on their way into the bom; only read_catenax.c,
 * read_untp.c and catenax_*.c know it.
 *
 * An aspect is what one document says of one asset.  Its members stand in any
 * order, so that all of it waits until all is read.
 *
 * Reads:  measured.h, members.h
 * Gives:  assets, what is in them, what they hold
 * Memory: freed by read_catenax()
 */
#ifndef RETRACE_CATENAX_H
#define RETRACE_CATENAX_H

#include "core/bom/json/members.h"
#include "core/bom/other/measured.h"
#include "core/bom/stated.h"

/* What stands in a document. */
enum cx_kind {
	CX_ASPECT = 1,
	CX_TWIN,
	CX_GENERIC, /* of an older passport */
	CX_CHILD,
	CX_QUANTITY,
	CX_UNIT,
	CX_VALIDITY,
	CX_PART_TYPE,
	CX_MADE,
	CX_PART_VALUE,
	CX_CUSTOMS,
	/* US tariff information: */
	CX_TARIFF,
	CX_TARIFF_CLASS,
	CX_TARIFF_ORIGIN,
	CX_PROCESSING,
	CX_UNWEIGHED, /* a weight in a unit of its own, which is not read */
	/* Material for recycling: */
	CX_RECYCLED,
	CX_RECYCLED_QUANTITY,
	CX_RECYCLED_UNIT,
	/* Passports: */
	CX_METADATA,
	CX_IDENTIFICATION,
	CX_CODE,
	CX_CHARACTERISTICS,
	CX_DIMENSIONS,
	CX_WEIGHT,
	CX_COMPOSITION,
	CX_MATERIALS,
	CX_MATERIAL,
	CX_MATERIAL_ID,
	CX_CONCENTRATIONS,
	CX_CONCENTRATION,
	CX_RANGE,
	CX_LEAST,
	CX_MOST,
	CX_OPERATION,
	CX_MANUFACTURING,
	CX_MANUFACTURER,
	CX_OLD_MATERIALS,
	CX_OLD_COMPOSITION,
	CX_OLD_MATERIAL,
	CX_OLD_ID,
	CX_SPECIFIC,
	CX_MACHINE,
	/* UNTP: */
	CX_CREDENTIAL_ISSUER,
	CX_PARTY,
	CX_SUBJECT,
	CX_COUNTRY_CODE,
	CX_ORIGIN_CODE,
	CX_MASS,
	/* Texts: */
	CX_TEXT,
	CX_ID = CX_TEXT,
	CX_CHILD_ID,
	CX_NUMBER,
	CX_NUMBER_UNIT,
	CX_ALTERNATIVES,
	CX_FROM,
	CX_UNTIL,
	CX_PART_NUMBER,
	CX_PART_NAME,
	CX_COUNTRY,
	CX_KILOGRAMS,
	CX_AMOUNT,
	CX_CURRENCY,
	CX_HS,
	CX_TARIFF_STANDARD,
	CX_TARIFF_GROUP,
	CX_ORIGIN_COUNTRY,
	CX_ORIGIN_WEIGHT,
	CX_PROCESS,
	CX_MATERIAL_NAME,
	CX_MEASURE,
	CX_MEASURE_UNIT,
	CX_PASSPORT_ID,
	CX_ISSUED,
	CX_EXPIRES,
	CX_STATUS,
	CX_CODE_KEY,
	CX_CODE_TEXT,
	CX_ID_TYPE,
	CX_ID_TEXT,
	CX_ID_NAME,
	CX_MATERIAL_ORIGIN,
	CX_MAKER,
	CX_MAGNET,
	CX_ISSUER,
	CX_FRACTION,
	CX_TYPE
};

/* A text of the document that is kept. */
struct cx_text {
	uint32_t id; /* text id; 0: blank */
	struct place at;
};

/* What an aspect says of its asset. */
struct cx_aspect {
	struct place at;
	uint32_t around; /* aspect that it is in, or BOM_NONE */
	struct cx_text id, number, name, maker, hs, country;
	struct cx_text amount, currency;
	struct cx_text passport_id, issuer, issued, expires, status;
	struct measured mass;
	uint32_t decl; /* the document on whose word it is */
	uint32_t ref;
	bool passport; /* it is known by its part number, not by its id */
	bool says;     /* something besides which asset it is */
};

struct cx_child {
	uint32_t aspect;
	struct cx_text id, number, unit, from, until;
	struct place at;
	bool perhaps; /* it is one of several, nobody says which */
};

struct cx_content {
	uint32_t aspect;
	struct cx_text cas, name, element;
	struct measured amount;
	struct place at;
	uint32_t first_origin, norigin;
};

struct cx_origin {
	struct cx_text country, weight, process; /* weight [kg] */
	struct place at;
};

struct catenax {
	const struct input *in;
	bool passports; /* every aspect is one */
	struct stated said;
	struct cx_aspect *aspect;
	size_t naspect, aspect_cap;
	struct cx_child *child;
	size_t nchild, child_cap;
	struct cx_content *content;
	size_t ncontent, content_cap;
	struct cx_origin *origin;
	size_t norigin, origin_cap;
	/* What is open, and is put away as it ends: */
	uint32_t open; /* aspect, or BOM_NONE */
	struct cx_child part;
	struct cx_content holds;
	struct cx_origin from;
	struct cx_text value, least, most, unit; /* of the open amount */
	struct cx_text fraction;                 /* which goes before it */
	struct cx_text *bound;                   /* the one that is open */
	struct cx_text standard, group;          /* of a class of materials */
	struct cx_text key, text, id_name;       /* of a code or number */
	struct cx_text type; /* of a credential: the first */
	bool is_passport;    /* by one of its types */
	/* To be told once: */
	size_t nunits, nperhaps, nnoughts;
	struct cx_text unknown_unit; /* the first */
	struct place perhaps_at, noughts_at;
};

/* The innermost open aspect. */
static inline struct cx_aspect *
cx_open(struct catenax *x)
{
	return &x->aspect[x->open];
}

/* ---- catenax_events.c; each is false when memory is out, faults of the file
 * are in in->f */
bool cx_begin(struct catenax *x, enum cx_kind kind, struct place at);
bool cx_end(struct catenax *x, enum cx_kind kind);
bool cx_add_origin(struct catenax *x, const struct cx_origin *o);

/* ---- catenax_values.c; likewise */
bool cx_value(struct catenax *x, enum cx_kind kind, struct field text);

/* ---- catenax_assets.c */
struct cx_format {
	const char *name; /* "Catena-X" */
	const struct element_row *rows;
	size_t nrows;
	bool passports; /* every document is one */
	/* What else may be wrong; or NULL. */
	void (*check)(const struct catenax *x);
};
/* All of a document by the table of its format; then what it becomes. */
enum status cx_read(const struct input *in, const struct cx_format *format);
struct field cx_field(const struct catenax *x, struct cx_text t);

/* ---- catenax_content.c */
/* "unit:kilogram", "kilogram", "...#kilogram" in our words. */
struct str cx_unit(struct str text);
/* What the open aspects hold; their refs are known. */
bool cx_put_content(struct catenax *x);

#endif
