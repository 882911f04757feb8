/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_read - the rows that an index has of one entry; see index_own.h.
 *
 * Elements are known by their names, wherever they stand: a filing of a later
 * schema that says more, or of several products, is read as far as it goes.
 */
#include "core/log/index/index_facts.h"

#include "core/base/xml.h"

#include <stdlib.h>

static void
put_header(struct facts *f, const xmlNode *node)
{
	f->basis = facts_attr(f, node, "basis");
	f->as_of = facts_attr(f, node, "as-of");
	f->hypothetical = facts_attr(f, node, "hypothetical");
	facts_term(f, "basis", f->basis);
}

static void
put_pack(struct facts *f, const xmlNode *node)
{
	struct str both[2] = { facts_attr(f, node, "id"),
		facts_attr(f, node, "version") };

	facts_term(f, "rules", both[0]);
	facts_term(f, "rules", facts_join(f, both, 2, " "));
	facts_term(f, "input", facts_attr(f, node, "sha256"));
	facts_words(f, WORDS_OTHER, both[0]);
	facts_words(f, WORDS_OTHER, facts_attr(f, node, "title"));
	facts_words(f, WORDS_OTHER, facts_attr(f, node, "title-zh"));
}

static void
put_reference(
    struct facts *f, const char *how, struct str id, struct str sha256)
{
	sqlite3_stmt *st;

	if ((id.p == NULL || id.n == 0) && (sha256.p == NULL || sha256.n == 0))
		return;
	facts_term(f, "refers", id);
	facts_term(f, "input", sha256);
	facts_words(f, WORDS_OTHER, id);
	if ((st = facts_row(f, IX_PUT_REFERENCE)) == NULL)
		return;
	index_bind(st, 3, str_of(how));
	index_bind(st, 4, id);
	index_bind(st, 5, sha256);
	index_run(f->x, st, f->err);
}

static void
put_earlier(struct facts *f, const xmlNode *node)
{
	put_reference(f, str_is(f->kind, "withdrawal") ? "withdraws" : "amends",
	    facts_attr(f, node, "id"), facts_attr(f, node, "sha256"));
}

static void
put_upstream(struct facts *f, const xmlNode *node)
{
	put_reference(f, "upstream", facts_child_text(f, node, "id", NULL),
	    facts_child_text(f, node, "sha256", NULL));
	facts_words(f, WORDS_OTHER, facts_child_text(f, node, "issuer", NULL));
}

static void
put_certificate(struct facts *f, const xmlNode *node)
{
	put_reference(f, "end-use-certificate",
	    facts_child_text(f, node, "number", NULL),
	    facts_child_text(f, node, "sha256", NULL));
}

/* A file that the entry rests on, or that it keeps. */
struct kept {
	struct str role, name, sha256;
	sqlite3_int64 size; /* [bytes]; -1: not said */
	bool attached;
};

static void
put_input(struct facts *f, const struct kept *k)
{
	const struct str list[] = { k->role, k->sha256 };
	sqlite3_stmt *st;

	if (!k->attached && !facts_is_new(f, list, 2))
		return;
	facts_term(f, "input", k->sha256);
	facts_words(f, WORDS_DOCUMENT, k->name);
	if ((st = facts_row(f, IX_PUT_INPUT)) == NULL)
		return;
	index_bind(st, 3, k->role);
	index_bind(st, 4, k->name);
	index_bind(st, 5, k->sha256);
	if (k->size >= 0)
		sqlite3_bind_int64(st, 6, k->size);
	sqlite3_bind_int(st, 7, k->attached);
	index_run(f->x, st, f->err);
}

/* What its record does not have already. */
static void
put_named_input(struct facts *f, const xmlNode *node)
{
	struct str size = facts_attr(f, node, "size");
	const struct kept k = { facts_attr(f, node, "role"),
		facts_attr(f, node, "name"), facts_attr(f, node, "sha256"),
		size.p != NULL ? strtoll(size.p, NULL, 10) : -1, false };

	if (k.role.p != NULL && k.name.p != NULL && k.sha256.p != NULL)
		put_input(f, &k);
}

static void
put_assumption(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "id", "says", "reason", "author" };

	for (size_t i = 0; i < 4; i++)
		facts_words(f, WORDS_OTHER, facts_attr(f, node, names[i]));
}

/* True: all below has been taken. */
static bool
put_element(struct facts *f, const xmlNode *node)
{
	static const struct {
		const char *name;
		void (*put)(struct facts *f, const xmlNode *node);
		bool whole;
	} known[] = {
		{ "header", put_header, false },
		{ "earlier", put_earlier, false },
		{ "pack", put_pack, false },
		{ "input", put_named_input, false },
		{ "assumption", put_assumption, false },
		{ "end-use-certificate", put_certificate, true },
		{ "upstream", put_upstream, true },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (facts_named(node, known[i].name)) {
			known[i].put(f, node);
			return known[i].whole;
		}
	if (facts_put_party(f, node))
		return true;
	facts_put_content(f, node);
	return false;
}

/* All elements, in the order of the document, without recursion. */
static void
put_tree(struct facts *f, xmlNode *root)
{
	xmlNode *node = xml_element(root->children), *next;

	while (node != NULL && node != root) {
		bool whole = true;

		if (node->ns != NULL && facts_named(node, "Signature"))
			facts_put_signer(f, node);
		else
			whole = put_element(f, node);
		next = whole ? NULL : xml_element(node->children);
		while (next == NULL && node != root) {
			next = xml_element(node->next);
			if (next == NULL)
				node = node->parent;
		}
		node = next;
	}
}

/* What the record alone says; a filing says the rest itself. */
static void
put_leaf(struct facts *f, const struct leaf *leaf, bool filing)
{
	const char *blank = leaf->rules.n > 0
				? memchr(leaf->rules.p, ' ', leaf->rules.n)
				: NULL;
	char hex[SHA256_HEX];

	facts_term(f, "kind", leaf->kind);
	facts_term(f, "rules", leaf->rules);
	if (blank != NULL)
		facts_term(f, "rules",
		    (struct str){
			leaf->rules.p, (size_t)(blank - leaf->rules.p) });
	facts_term(f, "number", leaf->number);
	facts_words(f, WORDS_PRODUCT, leaf->product);
	facts_words(f, WORDS_ACTOR, leaf->actor);
	facts_words(f, WORDS_PARTY, leaf->party);
	facts_words(f, WORDS_RESULT, leaf->result);
	facts_words(f, WORDS_OTHER, leaf->id);
	facts_words(f, WORDS_OTHER, leaf->rules);
	facts_words(f, WORDS_OTHER, leaf->number);
	facts_words(f, WORDS_OTHER, leaf->note);
	if (leaf->rules.n > 0) {
		digest_hex(leaf->rules_sha256, hex);
		facts_term(f, "input", str_of(hex));
	}
	for (size_t i = 0; i < leaf->nrefers; i++)
		if (filing)
			facts_term(f, "refers", leaf->refers[i]);
		else
			put_reference(f, "refers", leaf->refers[i],
			    (struct str){ NULL, 0 });
	for (size_t i = 0; i < leaf->ninput; i++) {
		const struct leaf_input *in = &leaf->input[i];
		struct kept k = { .role = in->role,
			.name = in->name,
			.size = (sqlite3_int64)in->size,
			.attached = in->attached };

		digest_hex(in->sha256, hex);
		k.sha256 = str_of(hex);
		put_input(f, &k);
	}
}

static void
put_entry_row(struct facts *f, const struct leaf *leaf, bool filing, bool read)
{
	sqlite3_stmt *st = facts_ready(f, IX_PUT_ENTRY);
	const struct str list[] = { leaf->id, leaf->kind, leaf->time,
		leaf->actor, leaf->tool, leaf->product, leaf->rules, leaf->date,
		leaf->number, leaf->party, leaf->result, leaf->note, f->basis,
		f->as_of, f->created, f->hypothetical, f->verdict, f->filer,
		f->exporter, f->consignee, f->end_user, f->end_use,
		f->destination, f->signer, f->signer_sha256 };
	const int n = sizeof(list) / sizeof(list[0]);
	char hex[SHA256_HEX];

	if (st == NULL)
		return;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)f->entry);
	for (int i = 0; i < n; i++)
		index_bind(st, 2 + i, list[i]);
	if (filing) {
		digest_hex(leaf->sha256, hex);
		index_bind(st, 2 + n, str_of(hex));
		sqlite3_bind_int64(st, 3 + n, (sqlite3_int64)leaf->size);
		sqlite3_bind_int(st, 4 + n, read);
	}
	index_run(f->x, st, f->err);
	if (filing)
		facts_term(f, "input", str_of(hex));
	if (filing && !read)
		facts_term(f, "state", STR("unread"));
}

static void
put_words(struct facts *f)
{
	sqlite3_stmt *st = facts_ready(f, IX_PUT_WORDS);

	for (size_t i = 0; i < WORDS_COLUMNS && st != NULL; i++) {
		struct index_text *t = &f->x->words[i];

		if (t->bad)
			error_set(f->err, ST_NOMEM, pos_none, "out of memory");
		index_bind(st, 2 + (int)i, (struct str){ t->p, t->n });
	}
	if (st == NULL || f->err->code != ST_OK)
		return;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)f->entry);
	index_run(f->x, st, f->err);
}

/* False: it cannot be read. */
static bool
read_file(struct facts *f, struct str file)
{
	struct findings found = { 0 };
	xmlDoc *doc = NULL;
	xmlNode *root;

	if (file.p != NULL && xml_read(file, "", &doc, &found) == ST_OK) {
		root = xmlDocGetRootElement(doc);
		f->created = facts_attr(f, root, "created");
		put_tree(f, root);
	}
	f->a->failed |= found.first.code == ST_NOMEM;
	findings_free(&found);
	xmlFreeDoc(doc);
	return doc != NULL;
}

/* What has no memory is missing in what was read: that would pass for all. */
static enum status
whole(const struct facts *f)
{
	return f->a->failed
		   ? error_set(f->err, ST_NOMEM, pos_none, "out of memory")
		   : f->err->code;
}

enum status
index_read_entry(struct index *x, uint64_t entry, const struct leaf *leaf,
    struct str file, struct error *err)
{
	struct arena a = { 0 };
	struct facts f = { .x = x, .entry = entry, .err = err, .a = &a };
	bool filing = leaf_is_filing(leaf->kind), read;

	for (size_t i = 0; i < WORDS_COLUMNS; i++)
		x->words[i].n = 0;
	f.kind = leaf->kind;
	put_leaf(&f, leaf, filing);
	read = filing && read_file(&f, file);
	put_entry_row(&f, leaf, filing, read);
	put_words(&f);
	whole(&f);
	intern_free(&f.seen);
	arena_free(&a);
	return err->code;
}

enum status
index_read_row(const struct leaf *leaf, struct str file, struct arena *a,
    struct index_row *out, struct error *err)
{
	struct facts f = { .err = err, .a = a, .kind = leaf->kind };
	bool read = read_file(&f, file);

	if (whole(&f) != ST_OK) {
		intern_free(&f.seen);
		return err->code;
	}
	*out = (struct index_row){ .readable = read,
		.basis = f.basis,
		.as_of = f.as_of,
		.hypothetical = f.hypothetical,
		.verdict = f.verdict,
		.filer = f.filer,
		.exporter = f.exporter,
		.consignee = f.consignee,
		.end_user = f.end_user,
		.end_use = f.end_use,
		.destination = f.destination,
		.signer = f.signer,
		.signer_sha256 = f.signer_sha256 };
	intern_free(&f.seen);
	return err->code;
}
