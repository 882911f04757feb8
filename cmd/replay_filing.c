/* SPDX-License-Identifier: Apache-2.0 */
/* replay_filing - a filing computed again from its inputs; see replay.h. */
#include "cmd/drafting.h"
#include "cmd/refiling.h"
#include "core/filing/recomputed.h"

#include <string.h>

static uint8_t
basis_of(struct refiling *x, const xmlNode *product)
{
	const char *basis = refiling_text(x, product, "basis");

	for (int k = DRAFT_TRIGGERED; k <= DRAFT_NONE; k++)
		if (strcmp(basis, draft_basis_name((enum draft_basis)k)) == 0)
			return (uint8_t)k;
	return DRAFT_BY_VERDICT;
}

/* Did the rule count by itself, as its pack in the header says? */
static bool
rule_counts(struct refiling *x, const char *pack, const char *rule)
{
	const xmlNode *header = refiling_child(x, "header");

	for (xmlNode *p = xml_named(header->children, FILING_XMLNS, "pack");
	     p != NULL; p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = xml_named(p->children, FILING_XMLNS, "rule");
		     r != NULL; r = xml_named(r->next, FILING_XMLNS, "rule"))
			if (strcmp(refiling_text(x, p, "id"), pack) == 0 &&
			    strcmp(refiling_text(x, r, "id"), rule) == 0)
				return strcmp(refiling_text(x, r, "counts"),
					   "yes") == 0;
	return false;
}

/* The basis that its verdicts give, as draft_basis_judged() has it. */
static uint8_t
basis_judged(struct refiling *x, const xmlNode *product)
{
	const xmlNode *list = xml_child(product, FILING_XMLNS, "verdicts");
	uint8_t basis = DRAFT_NONE;

	for (xmlNode *v = xml_named(list->children, FILING_XMLNS, "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict")) {
		const char *is = refiling_text(x, v, "is");

		if (strcmp(refiling_text(x, v, "by"), "law") != 0 ||
		    strcmp(is, "clear") == 0)
			continue;
		basis = DRAFT_PRECAUTIONARY;
		if (strcmp(is, "triggered") == 0 &&
		    rule_counts(x, refiling_text(x, v, "pack"),
			refiling_text(x, v, "rule")))
			return DRAFT_TRIGGERED;
	}
	return basis;
}

/* The item of that part number, maker and revision. */
static enum status
find_item(struct refiling *x, const xmlNode *product, uint32_t *item)
{
	const struct bom *b = &x->r.s.bom;
	const char *part = refiling_text(x, product, "part");
	const char *maker = refiling_text(x, product, "maker");
	const char *revision = refiling_text(x, product, "revision");

	for (uint32_t i = 0; i < b->nitem; i++)
		if (str_is(bom_part(b, i), part) &&
		    str_is(bom_text_get(b, b->item[i].maker), maker) &&
		    str_is(bom_text_get(b, b->item[i].revision), revision)) {
			*item = i;
			return ST_OK;
		}
	return error_set(x->err, ST_REF, pos_none,
	    "no item \"%.120s\" in its files: expected the product", part);
}

/* Each product, filed on its own grounds. */
static enum status
find_products(struct refiling *x, struct draft_input *in)
{
	xmlNode *p = refiling_child(x, "product");
	struct draft_product *list;
	size_t n = 0;

	for (; p != NULL; p = xml_named(p->next, FILING_XMLNS, "product"))
		n++;
	list = TAKE(&x->r.s.mem, struct draft_product, n + 1);
	if (list == NULL)
		return error_set(x->err, ST_NOMEM, pos_none, "out of memory");
	in->product = list;
	in->nproduct = n;
	for (p = refiling_child(x, "product"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "product"), list++) {
		list->basis = basis_of(x, p);
		if (x->other != NULL && list->basis == basis_judged(x, p))
			list->basis = DRAFT_BY_VERDICT;
		if (find_item(x, p, &list->item) != ST_OK)
			return x->err->code;
	}
	return ST_OK;
}

static void
say_program(struct refiling *x)
{
	const char *was =
	    refiling_text(x, refiling_child(x, "header"), "program");

	if (strcmp(was, "retrace " RETRACE_VERSION) != 0)
		findings_add(x->f, SEV_NOTE, ST_OK,
		    (struct pos){ x->file, 0, 0 },
		    "written by %.60s; computed again by "
		    "retrace " RETRACE_VERSION,
		    was);
}

/* The same draft once more, with what people said of it: totals count the
 * goods. */
static enum status
draft_again(struct refiling *x, struct draft *out)
{
	struct draft_input in;
	struct profile people = { 0 };

	if (drafting_fill(&x->r.s, &in, x->err) != ST_OK ||
	    find_products(x, &in) != ST_OK ||
	    profile_of_tree(&people, x->root, FILING_XMLNS, x->file, x->err) !=
		ST_OK)
		return x->err->code;
	if (x->other == NULL)
		say_program(x);
	in.profile = &people;
	draft_write(&in, &x->r.s.mem, out, x->err);
	profile_free(&people);
	return x->err->code;
}

/* The draft as a tree, which the caller frees. */
static enum status
tree_again(struct refiling *x, xmlDoc **again)
{
	struct draft draft = { 0 };
	struct findings unread = { 0 };

	if (draft_again(x, &draft) == ST_OK &&
	    xml_read(draft.xml, "draft", again, &unread) != ST_OK)
		*x->err = unread.first;
	findings_free(&unread);
	return x->err->code;
}

/* REPLAY_SAME: the tree is there. */
static enum replayed
refile(struct refiling *x, struct seek *k, xmlDoc **again)
{
	if (!refiling_find(x, k))
		return REPLAY_MISSING;
	if (x->err->code == ST_OK && refiling_options(x) == ST_OK &&
	    replay_open(&x->r, x->in, x->n, x->err) == ST_OK)
		tree_again(x, again);
	if (x->err->code == ST_OK)
		return REPLAY_SAME;
	findings_error(x->f, x->err->code, ((struct pos){ x->file, 0, 0 }),
	    "computing it again: %s", x->err->text);
	return REPLAY_FAILED;
}

static struct refiling
begin(const struct session *s, const char *file, xmlDoc *doc,
    struct findings *f, struct error *err)
{
	return (struct refiling){ .r = { .s = { .command = s->command } },
		.root = xmlDocGetRootElement(doc),
		.file = file,
		.f = f,
		.err = err };
}

/*
 * replay_filing - compute a filing again.
 *
 * In:	doc   its schema has accepted it
 */
enum replayed
replay_filing(const struct session *s, struct seek *k, const char *file,
    xmlDoc *doc, struct findings *f)
{
	struct error err = { 0 };
	struct refiling x = begin(s, file, doc, f, &err);
	xmlDoc *again = NULL;
	enum replayed outcome = refile(&x, k, &again);

	if (outcome == REPLAY_SAME &&
	    filing_recomputed(doc, again, file, f) != ST_OK)
		outcome = REPLAY_DIFFERS;
	xmlFreeDoc(again);
	replay_close(&x.r);
	return outcome;
}

enum replayed
replay_other(const struct session *s, struct seek *k, const char *file,
    xmlDoc *doc, const struct replay_other *other, xmlDoc **again,
    struct findings *f)
{
	struct error err = { 0 };
	struct refiling x = begin(s, file, doc, f, &err);
	enum replayed outcome;

	x.other = other;
	outcome = refile(&x, k, again);
	replay_close(&x.r);
	return outcome;
}
