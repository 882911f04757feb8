/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aas - an environment of the Asset Administration Shell on its way into the
 * bom; only read_aas.c and aas_*.c know it.
 *
 * JSON and XML have the same things under the same names, and refer to each
 * other forwards and backwards: all of it becomes nodes, and waits until all
 * is read.
 *
 * Reads:  measured.h, stated.h
 * Gives:  shells, submodels and their elements as one list of nodes
 * Memory: freed by read_aas()
 */
#ifndef RETRACE_AAS_H
#define RETRACE_AAS_H

#include "core/bom/other/measured.h"
#include "core/bom/stated.h"

/* What stands in a document. */
enum aas_kind {
	AAS_DOCUMENT = 1, /* the environment, or one submodel */
	AAS_SHELL,
	AAS_ASSET, /* assetInformation, or an asset of version 2 */
	AAS_SPECIFIC,
	AAS_REFERENCE, /* from a shell to a submodel */
	AAS_SUBMODEL,
	AAS_ELEMENT,
	AAS_CONCEPT,
	AAS_SEMANTIC,
	AAS_FIRST,
	AAS_SECOND,
	AAS_OWNER, /* the asset of an entity or a shell of version 2 */
	AAS_KEYS,
	AAS_KEY,
	AAS_LIST, /* elements, languages, whatever holds others in XML */
	AAS_LANGUAGES,
	AAS_SPECIFICATION,
	AAS_IDENTIFICATION,
	AAS_MODEL_TYPE,
	/* In XML the name says what an element is: */
	AAS_PROPERTY,
	AAS_WORDS,
	AAS_COLLECTION,
	AAS_RELATION,
	AAS_ENTITY,
	/* Texts: */
	AAS_TEXT,
	AAS_ID = AAS_TEXT,
	AAS_NAME,
	AAS_VALUE,
	AAS_MODEL,
	AAS_GLOBAL,
	AAS_SPECIFIC_NAME,
	AAS_SPECIFIC_VALUE,
	AAS_KEY_TYPE,
	AAS_KEY_VALUE,
	AAS_LANGUAGE,
	AAS_WORD,
	AAS_UNIT,
	AAS_UNDER, /* kind of a submodel: Template, Instance */
	AAS_OLD_KEY,
	AAS_OLD_WORD
};

/* A text of the document that is kept. */
struct aas_text {
	uint32_t id; /* text id; 0: blank */
	struct place at;
};

struct aas_key {
	uint32_t type, value; /* text ids */
};

/* Some keys in a row: a path to something. */
struct aas_path {
	uint32_t first, n; /* into aas.key */
};

enum aas_type { AAS_IS_OTHER, AAS_IS_ENTITY, AAS_IS_RELATION };

/* What is in a node stands behind it, up to its end. */
struct aas_node {
	uint8_t kind;   /* AAS_DOCUMENT, SHELL, SUBMODEL, ELEMENT, CONCEPT */
	uint8_t type;   /* enum aas_type */
	bool template;  /* a submodel that is no more than a pattern */
	bool has_words; /* what it says in some language */
	bool english;
	bool too_long;  /* a value that nobody can want */
	bool grouped;   /* it has elements: a submodel */
	bool holds;     /* it has submodels: an environment */
	bool nobodys;   /* a shell that stands in no file */
	bool placed;    /* an entity that something says is in another */
	bool related;   /* an entity that some relation names */
	uint32_t up;    /* the node that it is in; BOM_NONE */
	uint32_t end;   /* index behind all that is in it */
	uint32_t shell; /* of a submodel: the one that has it, or BOM_NONE */
	uint32_t list;  /* of a shell its first submodel; of a submodel the next
			   of the same shell; BOM_NONE */
	uint32_t same;  /* of an entity: another that is the same asset; itself:
			   none */
	uint32_t count; /* of an entity: the node that says how many it is;
			   BOM_NONE */
	uint32_t unit;  /* text id: what its value is measured in */
	uint32_t maker; /* of a shell: who made the asset; text id */
	struct aas_text id, name, semantic, value;
	struct aas_text asset;  /* global id of a shell's asset or an entity */
	struct aas_text number; /* part number among its specific ids */
	struct aas_path path;   /* of a shell: to its submodels; of a relation:
				   to the first */
	struct aas_path second;
	uint32_t ref; /* of the item that it is; BOM_NONE: not asked yet */
	struct place at;
};

struct aas {
	const struct input *in;
	struct stated said;
	struct aas_node *node;
	size_t n, cap;
	struct aas_key *key;
	size_t nkey, key_cap;
	uint32_t open; /* innermost node; BOM_NONE */
	/* What is open, and is put away as it ends: */
	struct aas_key reading;
	struct aas_text specific, specific_value;
	uint8_t keys_of; /* enum aas_kind that has these keys; 0: of no concern
			  */
	/* Paths of names, for references: */
	struct intern places;
	uint32_t *place_node; /* [places.n] */
	size_t place_cap;
	struct intern concepts; /* ids without versions */
	uint32_t *concept_unit; /* [concepts.n] text ids */
	size_t concept_cap;
	/* To be told once: */
	size_t nloose, nstale, nnoughts, nunits, ntemplates, nelsewhere, nends,
	    nabove, nothers;
	struct place loose_at, stale_at, noughts_at, units_at, templates_at,
	    elsewhere_at, ends_at, above_at, others_at;
};

/* ---- aas_nodes.c; each is false when memory is out, faults of the file are in
 * in->f */
bool aas_begin(struct aas *x, enum aas_kind kind, struct place at);
bool aas_value(struct aas *x, enum aas_kind kind, struct field text);
bool aas_end(struct aas *x, enum aas_kind kind);

/* ---- aas_xml.c; faults are in in->f */
void aas_read_xml(const struct input *in, struct aas *x);

/* ---- aas_units.c */
/* The unit of a concept is known from now on; false: memory. */
bool aas_enter_concept(struct aas *x, const struct aas_node *n);
/* Its own unit, or that of its concept; empty: nobody says. */
struct field aas_unit(const struct aas *x, const struct aas_node *n);

/* ---- aas_find.c */
struct str aas_get(const struct aas *x, struct aas_text t);
struct field aas_field(const struct aas *x, struct aas_text t);
/* Letters and digits of a name alone, small: "Manufacturer Name" is the same as
 * "manufacturerName". */
bool aas_is_called(struct str name, const char *plain);
/* Does the semantic id, or a version of it, name that: "HasPart"? */
bool aas_means(const struct aas *x, const struct aas_node *n, const char *name);
/* Does the semantic id have the word in it? */
bool aas_speaks_of(
    const struct aas *x, const struct aas_node *n, const char *word);
/* The submodel that a node is in. */
uint32_t aas_submodel_of(const struct aas *x, uint32_t i);
/* Names, concepts and shells are found from now on; false: memory. */
bool aas_enter(struct aas *x);
/* The node at the end of a path; BOM_NONE: there is none. */
uint32_t aas_follow(struct aas *x, uint32_t from, struct aas_path path);
/* The first node of the same asset; cost: about constant. */
uint32_t aas_same(struct aas *x, uint32_t i);
/* Does a name have the word in it, in any case? */
bool aas_has_word(struct str name, const char *word);
/* What is said beside a structure does not stop its reading: a warning. */
void aas_say_odd(struct aas *x, struct aas_text t, const char *what);
void aas_count(size_t *n, struct place *at, struct place here);

/* ---- aas_assets.c */
/* The item that a shell, a submodel or an entity is of; false: memory. */
bool aas_item(struct aas *x, uint32_t node, uint32_t *ref);
/* Nameplates and technical data: names, numbers, masses; false: memory. */
bool aas_assets(struct aas *x);

/* ---- aas_structure.c, aas_content.c; likewise */
bool aas_structure(struct aas *x);
bool aas_content(struct aas *x);

#endif
