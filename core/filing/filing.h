/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filing - a draft or a filing as a tree: its id, what it says, whether its
 * arithmetic holds.
 *
 * Reads:  profile.h, missing.h; schemas/filing-1.md
 * Gives:  the id, the same for a draft and for the filing made of it; facts
 *         for the log; the checks that no schema can make
 * Memory: texts go into the caller's arena
 *
 * Id:	SHA-256, in hexadecimal, of the exclusive canonical form of the
 *	document in which the root is called "filing" and has no attributes
 *	"id" and "created"; in which of the root's children "checkpoint",
 *	"missing", "seal" and the signature are left out, and what a draft
 *	seals is sealed; without comments, without processing instructions and
 *	without blanks around text.
 */
#ifndef RETRACE_FILING_H
#define RETRACE_FILING_H

#include "core/base/date.h"
#include "core/base/digest.h"
#include "core/filing/profile/goods.h"
#include "core/filing/profile/missing.h"

/* The schema of both, for who reads many; xml_schema_free(). */
enum status filing_schema_open(struct xml_schema **out, struct error *err);
/*
 * The tree of a draft or a filing, from anybody, by its schema (NULL: opened
 * for this one).  ST_LIMIT beyond LIMIT_FILING, ST_SCHEMA, what xml_read()
 * refuses.
 */
enum status filing_read(struct str xml, const char *file,
    const struct xml_schema *schema, xmlDoc **doc, struct findings *f);

/* Do the first bytes of a file open a draft?  What follows may be broken. */
bool filing_opens_draft(struct str head);

/* What a copy of a document takes along. */
struct filing_copy {
	struct str id, created;     /* empty: no such attribute */
	struct str checkpoint;      /* text of the note; empty: none */
	const struct profile *with; /* instead of its own blocks, or NULL */
	/* Its totals anew, by these lines of goods, behind goods_arrange();
	 * or NULL: as they stand. */
	const struct profile *goods;
	/* Or NULL: is any element, attribute or text below the root otherwise
	 * than in the document, checkpoint, seal, missing and signature apart?
	 * Else the schema has accepted all of it already. */
	bool *changed;
};

/*
 * The document again, as a filing in canonical form; without a signature.
 * ST_DUPLICATE: a field given twice; ST_NOMEM; ST_LIMIT beyond LIMIT_FILING.
 */
enum status filing_copy_tree(xmlDoc *doc, const struct filing_copy *how,
    struct arena *a, struct str *out, struct error *err);

/*
 * The same with id, created and checkpoint: `plain` is what filing_copy_tree()
 * gives without them, and *out what it gives with them.
 */
enum status filing_put_head(struct str plain, const struct filing_copy *how,
    struct arena *a, struct str *out, struct error *err);

/*
 * True: `bytes`, from which doc was read, are what filing_put_head() gives with
 * its own id, created and checkpoint, a signature that stands last being cut
 * out; and *plain is what filing_copy_tree() gives with `people`, its own.
 * False: only these two can tell.
 */
bool filing_see_plain(xmlDoc *doc, struct str bytes,
    const struct profile *people, struct arena *a, struct str *plain);

/* The note of a checkpoint that the document carries; "" if it has none. */
struct str filing_checkpoint(const xmlNode *root, struct arena *a);

/* An element with all that is in it, without blanks around text. */
void filing_copy_element(struct canon *w, xmlNode *top, struct arena *a);

/* Is a filing of that kind about an earlier one? */
bool filing_kind_changes(struct str kind);
/* Does the document under that root amend or withdraw a filing? */
bool filing_is_change(const xmlNode *root);

/* How a product of a filing is called: "ACME DRIVE rev B"; "" when memory is
 * out. */
struct str filing_label(const xmlNode *product, struct arena *a);

/* The products of a document by their names, in arena a; ST_NOMEM. */
enum status filing_products(const xmlNode *root, struct arena *a,
    struct goods_name **name, size_t *n, struct error *err);

/* Is that child of the root made anew from the product: neither what only
 * people know, nor checkpoint or signature? */
bool filing_is_computed(const xmlNode *child);

/* Refuses what filing_copy_tree() refuses; ST_CRYPTO. */
enum status filing_id(xmlDoc *doc, char out[SHA256_HEX], struct error *err);

/* What log and list want to know.  Texts are empty where nothing is said. */
struct filing_facts {
	struct str id, created; /* of a filing only */
	struct str kind;        /* "initial" */
	struct str basis;       /* "triggered" */
	struct str product;     /* one line: "ACME DRIVE rev B; ACME PUMP and 3
				   more" */
	struct str rules;       /* "cn-trace 1", several after a comma */
	struct str checkpoint;  /* the note that it carries */
	struct str actor;       /* one line: who signs, who approved */
	struct str earlier;     /* id of the filing that it changes */
	struct str earlier_sha256;
	uint8_t rules_sha256[SHA256_SIZE]; /* of the first pack */
	struct str as_of;
	bool hypothetical;
};
enum status filing_facts(
    xmlDoc *doc, struct arena *a, struct filing_facts *out, struct error *err);

/*
 * Holds a filing that its schema has accepted against itself.  ST_VERIFY,
 * each failure a finding whose text ends with its reason in brackets:
 * [filing-id] [content] [incomplete] [arithmetic] [verdict] [basis]
 * [kind] [seal] [hypothetical].  file names the document in places; *reason is
 * the first word, "" if it holds; or NULL.
 */
enum status filing_check(
    xmlDoc *doc, const char *file, const char **reason, struct findings *f);
/* The same for who has the bytes from which it was read: quicker. */
enum status filing_check_bytes(xmlDoc *doc, struct str bytes, const char *file,
    const char **reason, struct findings *f);
/* The same for who has just written it with filing_copy_tree(), its totals and
 * its id computed: these, and its form, are not computed again. */
enum status filing_check_made(
    xmlDoc *doc, const char *file, struct findings *f);
/* The same by the draft, where the filing says nothing otherwise: what people
 * say in it was held against the rest when it was finished. */
enum status filing_check_copied(
    xmlDoc *draft, const char *file, struct findings *f);

#endif
