/* SPDX-License-Identifier: Apache-2.0 */
/* history - what became of a product; see history.h. */
#include "core/log/history.h"

#include "core/base/limits.h"
#include "core/base/xml.h"
#include "core/filing/differs.h"
#include "core/filing/profile/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* An entry, once; its filing is read when it is compared. */
static enum status
add_step(struct history *h, uint64_t index, const struct leaf *leaf,
    struct error *err)
{
	struct history_step *list;

	for (size_t i = 0; i < h->n; i++)
		if (h->step[i].index == index)
			return ST_OK;
	list = array_grow(h->step, &h->cap, h->n + 1, sizeof(*list));
	if (list == NULL)
		return no_memory(err);
	h->step = list;
	list[h->n++] = (struct history_step){ .index = index, .leaf = *leaf };
	return ST_OK;
}

enum status
history_add(
    struct history *h, struct auditlog *log, uint64_t index, struct error *err)
{
	struct log_record r;

	if (auditlog_get_filing(log, index, &h->mem, &r, err) != ST_OK)
		return err->code;
	return add_step(h, index, &r.leaf, err);
}

/* "ACME DRIVE rev B Drive unit": is each of the words in it? */
static bool
has_words(const char *text, const char *words)
{
	char word[128];

	while (*words != '\0') {
		size_t n = strcspn(words, " \t*\"");

		snprintf(word, sizeof(word), "%.*s",
		    (int)(n < sizeof(word) ? n : sizeof(word) - 1), words);
		if (n > 0 && strcasestr(text, word) == NULL)
			return false;
		words += n + (words[n] != '\0');
	}
	return true;
}

bool
history_is_about(struct str filing, const char *words)
{
	struct findings f = { 0 };
	struct arena a = { 0 };
	xmlDoc *doc = NULL;
	bool is = false;

	if (filing.p != NULL &&
	    xml_read(filing, "a filing in the log", &doc, &f) == ST_OK)
		for (xmlNode *c =
			 xml_element(xmlDocGetRootElement(doc)->children);
		     c != NULL && !is; c = xml_element(c->next)) {
			char text[2 * LIMIT_TEXT + 2];

			if (!xml_is(c, FILING_XMLNS, "product"))
				continue;
			snprintf(text, sizeof(text), "%.*s %.*s",
			    STR_ARG(str_clip(filing_label(c, &a), LIMIT_TEXT)),
			    STR_ARG(
				str_clip(xml_attr(&a, c, "name"), LIMIT_TEXT)));
			is = has_words(text, words);
		}
	xmlFreeDoc(doc);
	arena_free(&a);
	findings_free(&f);
	return is;
}

/* Entries that refer to one. */
struct referring {
	uint64_t *list; /* [n] */
	size_t n, cap;
	bool nomem;
};

static bool
note_referring(void *ctx, uint64_t index, const struct leaf *leaf)
{
	struct referring *r = ctx;
	uint64_t *list = array_grow(r->list, &r->cap, r->n + 1, sizeof(*list));

	(void)leaf;
	r->nomem = list == NULL;
	if (r->nomem)
		return false;
	r->list = list;
	list[r->n++] = index;
	return true;
}

/* What refers to step i, and what that one changes. */
static enum status
add_linked(struct history *h, struct auditlog *log, size_t i, struct error *err)
{
	const struct leaf leaf = h->step[i].leaf;
	struct referring r = { .list = NULL };
	uint64_t index;

	if (auditlog_each_referring(log, leaf.id, note_referring, &r, err) ==
		ST_OK &&
	    r.nomem)
		no_memory(err);
	for (size_t k = 0; k < r.n && err->code == ST_OK; k++)
		history_add(h, log, r.list[k], err);
	free(r.list);
	for (size_t k = 0; leaf_kind_find(leaf.kind)->changes &&
			   k < leaf.nrefers && err->code == ST_OK;
	     k++)
		if (auditlog_find(log, leaf.refers[k], &index, err) == ST_OK)
			history_add(h, log, index, err);
	return err->code;
}

static int
by_index(const void *x, const void *y)
{
	const uint64_t a = ((const struct history_step *)x)->index;
	const uint64_t b = ((const struct history_step *)y)->index;

	return a < b ? -1 : a > b;
}

/* "ACME DRIVE" of "ACME DRIVE rev B". */
static struct str
without_revision(struct str product)
{
	static const char mark[] = " rev ";

	for (size_t i = product.n; i-- > 0;)
		if (product.n - i >= sizeof(mark) - 1 &&
		    memcmp(product.p + i, mark, sizeof(mark) - 1) == 0)
			return str_clip(product, i);
	return product;
}

/* The filing that step i is held against; NULL: there is none. */
static const struct history_step *
before(const struct history *h, size_t i)
{
	const struct leaf *own = &h->step[i].leaf;
	const bool changes = leaf_kind_find(own->kind)->changes;

	for (size_t k = i; k-- > 0;) {
		const struct leaf *x = &h->step[k].leaf;

		if (changes ? str_eq(x->id, own->refers[0])
			    : leaf_kind_find(x->kind)->filing &&
				  str_eq(without_revision(x->product),
				      without_revision(own->product)))
			return &h->step[k];
	}
	return NULL;
}

/* Two filings, one against the other. */
struct comparing {
	struct history_step *step;
	struct arena *a;
	size_t cap;
	bool nomem;
};

static struct str
keep(struct comparing *c, struct str text)
{
	struct str copy = { NULL, 0 };

	if (text.p != NULL) {
		copy = arena_copy(c->a, text);
		c->nomem |= copy.p == NULL;
	}
	return copy;
}

static void
change(struct comparing *c, const char *what, struct str was, struct str is)
{
	struct history_step *s = c->step;
	struct history_change *list = s->change;

	s->nchange++;
	if (s->nkept == HISTORY_CHANGES)
		return;
	list = array_grow(list, &c->cap, s->nkept + 1, sizeof(*list));
	if (list == NULL) {
		c->nomem = true;
		return;
	}
	s->change = list;
	list[s->nkept++] = (struct history_change){ keep(c, str_of(what)),
		keep(c, was), keep(c, is) };
}

/* The exact ends of a calculation say nothing that amounts do not. */
static void
computed(void *ctx, const xmlNode *node, const char *path, struct str was,
    struct str is)
{
	(void)node;
	if (!differs_is_exact_end(path))
		change(ctx, path, was, is);
}

/* One field of a block; a digest says nothing of what it stands for. */
static void
compare_value(struct comparing *c, const char *path,
    const struct profile_value *was, const struct profile_value *is)
{
	static const struct profile_value blank = { .sealed = { NULL, 0 } };
	const struct str none = { NULL, 0 };

	was = was != NULL ? was : &blank;
	is = is != NULL ? is : &blank;
	if (was->sealed.n > 0 || is->sealed.n > 0)
		return;
	for (size_t k = 0; k < PROFILE_LANGUAGES; k++)
		if (!str_eq(was->text[k], is->text[k]))
			change(c, path,
			    was->text[k].n > 0 ? was->text[k] : none,
			    is->text[k].n > 0 ? is->text[k] : none);
}

/* What people filled in: each block by its place. */
static void
compare_block(struct comparing *c, const struct profile *was,
    const struct profile *is, int block)
{
	const struct profile_block *b = &profile_blocks[block];
	size_t first[2] = { 0, 0 };
	const size_t n[2] = { profile_parts(was, block, &first[0]),
		profile_parts(is, block, &first[1]) };

	for (size_t i = 0; i < n[0] || i < n[1]; i++)
		for (size_t f = 0;
		     f < PROFILE_FIELDS && b->field[f].name != NULL; f++) {
			char path[120];

			if (b->repeats)
				snprintf(path, sizeof(path), "%s[%zu]/%s",
				    b->name, i + 1, b->field[f].name);
			else
				snprintf(path, sizeof(path), "%s/%s", b->name,
				    b->field[f].name);
			compare_value(c, path,
			    i < n[0] ? &was->part[first[0] + i].value[f] : NULL,
			    i < n[1] ? &is->part[first[1] + i].value[f] : NULL);
		}
}

static enum status
compare_people(struct comparing *c, xmlDoc *was, xmlDoc *is, struct error *err)
{
	struct profile p = { 0 }, q = { 0 };

	if (profile_of_tree(&p, xmlDocGetRootElement(was), FILING_XMLNS, NULL,
		err) == ST_OK &&
	    profile_of_tree(
		&q, xmlDocGetRootElement(is), FILING_XMLNS, NULL, err) == ST_OK)
		for (int b = 0; b < BLOCK_COUNT; b++)
			compare_block(c, &p, &q, b);
	profile_free(&p);
	profile_free(&q);
	return err->code;
}

/* The signed bytes of an entry as a tree. */
static enum status
load(struct auditlog *log, uint64_t index, struct arena *a, xmlDoc **doc,
    struct error *err)
{
	struct findings f = { 0 };
	struct log_record r;

	if (auditlog_get_filing(log, index, a, &r, err) == ST_OK &&
	    filing_read(r.file, "a filing in the log", NULL, doc, &f) != ST_OK)
		*err = f.first;
	findings_free(&f);
	return err->code;
}

static enum status
compare(struct history *h, struct auditlog *log, struct history_step *step,
    const struct history_step *with, struct error *err)
{
	struct comparing c = { .step = step, .a = &h->mem };
	struct arena a = { 0 };
	xmlDoc *was = NULL, *is = NULL;

	step->compared = true;
	step->against = with->index;
	if (load(log, with->index, &a, &was, err) == ST_OK &&
	    load(log, step->index, &a, &is, err) == ST_OK) {
		filing_differs(was, is, computed, &c);
		compare_people(&c, was, is, err);
	}
	if (c.nomem && err->code == ST_OK)
		no_memory(err);
	xmlFreeDoc(is);
	xmlFreeDoc(was);
	arena_free(&a);
	return err->code;
}

enum status
history_make(struct history *h, struct auditlog *log, struct error *err)
{
	for (size_t i = 0; i < h->n && err->code == ST_OK; i++)
		if (leaf_kind_find(h->step[i].leaf.kind)->filing)
			add_linked(h, log, i, err);
	if (h->n > 0)
		qsort(h->step, h->n, sizeof(*h->step), by_index);
	for (size_t i = 0; i < h->n && err->code == ST_OK; i++) {
		const struct history_step *with =
		    leaf_kind_find(h->step[i].leaf.kind)->filing ? before(h, i)
								 : NULL;

		if (with != NULL)
			compare(h, log, &h->step[i], with, err);
	}
	return err->code;
}

void
history_free(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->step[i].change);
	free(h->step);
	arena_free(&h->mem);
	*h = (struct history){ 0 };
}
