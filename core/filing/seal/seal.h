/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seal - what tells who a supplier is, kept back in a filing as digests.
 *
 * Reads:  filing.h, opening.h, core/rules/pack/disclosed.h; schemas/filing-1.md
 * Gives:  a draft as the tree of a filing in which such values are sealed, and
 *         the opening of them; the sealed values of a filing, by their places
 * Memory: texts go into the caller's arena, trees are freed with xmlFreeDoc()
 *
 * A sealed attribute X is the attribute "sealed-X", a sealed text the attribute
 * "sealed" of its element, each with the SHA-256 of opening_digest().  Every
 * value has a salt of its own, so that equal values do not look alike, and one
 * that is opened tells nothing of another.
 *
 * Salts come from one secret, which stands in the draft: the first half of
 * HMAC-SHA-256 with it over the digest of the whole content in clear and the
 * place.  So the same draft gives the same filing; and other content, be it of
 * the same secret, has other salts everywhere.
 */
#ifndef RETRACE_SEAL_H
#define RETRACE_SEAL_H

#include "core/filing/filing.h"
#include "core/filing/seal/opening.h"
#include "core/rules/pack/disclosed.h"

#define SEAL_SECRET 32

/* What a draft says of it. */
struct seal {
	uint32_t fields; /* bit per enum disclosed: what is sealed */
	uint8_t secret[SEAL_SECRET];
};

/* A new secret; ST_CRYPTO. */
enum status seal_new(struct seal *s, struct error *err);
/* False: the draft under that root seals nothing. */
bool seal_of_draft(const xmlNode *root, struct seal *out);
/* <seal>, into the open draft. */
void seal_write(const struct seal *s, struct canon *w);

/*
 * What a filing made of a draft would be, with what it seals: *out is NULL if
 * that is nothing, else a tree whose filing_copy_tree() is the filing.
 * Instead of the draft's own blocks those of `with`, unless NULL.  The opening
 * has no id yet.  ST_CRYPTO; what filing_copy_tree() refuses.
 */
enum status seal_draft(xmlDoc *draft, const struct profile *with,
    struct arena *a, xmlDoc **out, struct openings *opening, struct error *err);

/* One value that a filing keeps back. */
struct sealed {
	struct str at;     /* its place: "documents[1]/item[3]/@maker" */
	struct str part;   /* of the item that it belongs to; "": of none */
	xmlNode *node;     /* the element */
	const char *clear; /* attribute that it is; NULL: its text */
	struct str digest; /* in hexadecimal */
};
struct sealed_list {
	struct sealed *list; /* [n], in the order of the document */
	size_t n;
};
/* Of a tree that its schema has accepted.  ST_NOMEM. */
enum status seal_list(
    xmlDoc *doc, struct arena *a, struct sealed_list *out, struct error *err);
/* Does a filing keep anything back? */
bool seal_any(const xmlDoc *doc);
/* Writes the value where its digest stands.  False when memory is out. */
bool seal_undo(const struct sealed *x, struct str value);

/* Does an input of that role tell of suppliers, perhaps? */
bool seal_is_of_suppliers(struct str role);
/* Is the attribute of that element there as a digest? */
bool seal_hides(const xmlNode *node, const char *attribute);
/* What is wrong with a sealed value of a filing. */
enum seal_fault {
	SEAL_TWICE,    /* it stands there in clear, too */
	SEAL_LOST,     /* a value that must be there is there in neither way */
	SEAL_DEMANDED, /* a form demands it in clear */
	SEAL_STRAY     /* the digest of what is never sealed there */
};
typedef void (*seal_visit)(void *ctx, const xmlNode *node,
    enum seal_fault fault, const char *attribute);
/* Each of them; demanded: bit per enum disclosed. */
void seal_review(xmlDoc *doc, uint32_t demanded, seal_visit visit, void *ctx);

#endif
