/* SPDX-License-Identifier: Apache-2.0 */
/* replay_filing - a filing computed again from its inputs; see replay.h. */
#include "cmd/drafting.h"
#include "cmd/replay.h"
#include "core/base/xml.h"
#include "core/filing/profile.h"
#include "core/filing/recomputed.h"

#include <string.h>

struct refiling {
	struct replay r;
	xmlDoc *doc;
	const xmlNode *root;
	const char *file;
	struct replay_input *in; /* [n] */
	size_t n;
	const struct replay_other *other; /* or NULL: as it was filed */
	struct findings *f;
	struct error *err;
};

static xmlNode *
child(const struct refiling *x, const char *name)
{
	return xml_child(x->root, FILING_XMLNS, name);
}

/* "" where there is none. */
static const char *
text_of(struct refiling *x, const xmlNode *node, const char *name)
{
	struct str v = xml_attr(&x->r.s.mem, node, name);

	return v.p != NULL ? v.p : "";
}

static enum status
no_memory(struct refiling *x)
{
	return error_set(x->err, ST_NOMEM, pos_none, "out of memory");
}

/* Names of packs are all "rules.xml": a folder tells them apart. */
static const char *
pack_name(struct refiling *x, const char *name)
{
	size_t room = strlen(name) + 24;
	char *text = TAKE(&x->r.s.mem, char, room);

	if (text != NULL)
		snprintf(text, room, "%zu/%s", x->n + 1, name);
	return text;
}

/* Of a file whose name is kept back, and is not told. */
static const char *
sealed_file_name(struct refiling *x)
{
	char *text = TAKE(&x->r.s.mem, char, 32);

	if (text != NULL)
		snprintf(text, 32, "sealed-%zu", x->n + 1);
	return text;
}

static bool
has_packs(const struct refiling *x)
{
	return x->other != NULL && x->other->npack > 0;
}

/* Other rules stand in the place of its own. */
static bool
is_replaced(const struct refiling *x, const char *role)
{
	return has_packs(x) &&
	       (strcmp(role, "rules") == 0 || strcmp(role, "clauses") == 0);
}

static enum status
list_inputs(struct refiling *x)
{
	const xmlNode *inputs = child(x, "inputs");
	xmlNode *first = inputs != NULL ? inputs->children : NULL;
	size_t most = 0;

	for (xmlNode *i = xml_named(first, FILING_XMLNS, "input"); i != NULL;
	     i = xml_named(i->next, FILING_XMLNS, "input"))
		most++;
	most += x->other != NULL ? x->other->npack : 0;
	x->in = TAKE(&x->r.s.mem, struct replay_input, most + 1);
	if (x->in == NULL)
		return no_memory(x);
	for (xmlNode *i = xml_named(first, FILING_XMLNS, "input"); i != NULL;
	     i = xml_named(i->next, FILING_XMLNS, "input")) {
		struct replay_input *in = &x->in[x->n];

		if (is_replaced(x, text_of(x, i, "role")))
			continue;
		x->n++;
		in->role = text_of(x, i, "role");
		in->name = text_of(x, i, "name");
		digest_from_hex(str_of(text_of(x, i, "sha256")), in->sha256);
		if (strcmp(in->role, "rules") == 0)
			in->name = pack_name(x, in->name);
		if (in->name[0] == '\0')
			in->name = sealed_file_name(x);
		if (in->name == NULL)
			return no_memory(x);
	}
	return ST_OK;
}

/* Once its own inputs are found. */
static void
add_packs(struct refiling *x)
{
	for (size_t i = 0; has_packs(x) && i < x->other->npack; i++)
		x->in[x->n++] = x->other->pack[i];
}

/* The names that the inputs go by in folders. */
static bool
find_inputs(struct refiling *x, struct seek *k)
{
	const struct pos at = { x->file, 0, 0 };
	bool all = true;

	for (size_t i = 0; i < x->n; i++) {
		struct replay_input one = x->in[i];
		const char *slash = strrchr(one.name, '/');

		if (slash != NULL)
			one.name = slash + 1;
		all &= replay_find(&one, 1, k, at, x->f);
		x->in[i].body = one.body;
	}
	return all;
}

static date_day
day_of(struct refiling *x, const char *name, date_day usual)
{
	const char *text = text_of(x, child(x, "header"), name);
	date_day day = usual;

	if (text[0] != '\0')
		date_read(
		    str_of(text), (struct pos){ x->file, 0, 0 }, &day, x->err);
	return day;
}

/* Each rule that was judged, by its full name; and did those count that by
 * themselves do not? */
static enum status
set_rules(struct refiling *x)
{
	struct inputs *in = &x->r.s.in;
	const xmlNode *header = child(x, "header");

	for (xmlNode *p = xml_named(header->children, FILING_XMLNS, "pack");
	     p != NULL; p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = xml_named(p->children, FILING_XMLNS, "rule");
		     r != NULL; r = xml_named(r->next, FILING_XMLNS, "rule")) {
			const char *state = text_of(x, r, "state");
			const char *pack = text_of(x, p, "id");
			const char *id = text_of(x, r, "id");
			size_t room = strlen(pack) + strlen(id) + 2;
			char *name = TAKE(&x->r.s.mem, char, room);

			if (name == NULL)
				return no_memory(x);
			snprintf(name, room, "%s/%s", pack, id);
			if (!words_add(&in->only, name))
				return no_memory(x);
			in->as_if_in_force |=
			    strcmp(text_of(x, r, "counts"), "yes") == 0 &&
			    strcmp(state, rule_state_name(STATE_IN_FORCE)) !=
				0 &&
			    strcmp(state,
				rule_state_name(STATE_HYPOTHETICAL)) != 0;
		}
	return ST_OK;
}

/* By whose prices values were counted, where the user chose. */
static void
set_method(struct refiling *x, const xmlNode *verdicts)
{
	struct inputs *in = &x->r.s.in;
	const xmlNode *valuation = child(x, "valuation");

	for (int m = METHOD_MARKET; valuation != NULL && m < METHOD_COUNT; m++)
		if (strcmp(text_of(x, valuation, "method"),
			value_method_name((enum value_method)m)) == 0)
			in->method = m;
	for (xmlNode *v =
		 xml_named(verdicts->children, FILING_XMLNS, "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict"))
		in->allocate |= strcmp(text_of(x, v, "by"),
				    variant_name(VARIANT_ALLOCATED)) == 0;
}

static enum status
set_options(struct refiling *x)
{
	struct inputs *in = &x->r.s.in;
	const xmlNode *verdicts =
	    xml_child(child(x, "product"), FILING_XMLNS, "verdicts");

	in->report = true;
	in->days.as_of = day_of(x, "as-of", DATE_NONE);
	in->days.law = day_of(x, "law-as-of", in->days.as_of);
	in->days.bom = day_of(x, "bom-as-of", in->days.as_of);
	in->days.price = day_of(x, "price-as-of", in->days.as_of);
	if (x->other != NULL && x->other->day != DATE_NONE)
		in->days = (struct days){ x->other->day, x->other->day,
			x->other->day, x->other->day };
	for (xmlNode *v =
		 xml_named(verdicts->children, FILING_XMLNS, "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict"))
		in->presumed |= strcmp(text_of(x, v, "by"),
				    variant_name(VARIANT_PRESUMED)) == 0;
	set_method(x, verdicts);
	if (x->err->code != ST_OK)
		return x->err->code;
	return has_packs(x) ? ST_OK : set_rules(x);
}

static uint8_t
basis_of(struct refiling *x, const xmlNode *product)
{
	const char *basis = text_of(x, product, "basis");

	for (int k = DRAFT_TRIGGERED; k <= DRAFT_NONE; k++)
		if (strcmp(basis, draft_basis_name((enum draft_basis)k)) == 0)
			return (uint8_t)k;
	return DRAFT_BY_VERDICT;
}

/* Did the rule count by itself, as its pack in the header says? */
static bool
rule_counts(struct refiling *x, const char *pack, const char *rule)
{
	const xmlNode *header = child(x, "header");

	for (xmlNode *p = xml_named(header->children, FILING_XMLNS, "pack");
	     p != NULL; p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = xml_named(p->children, FILING_XMLNS, "rule");
		     r != NULL; r = xml_named(r->next, FILING_XMLNS, "rule"))
			if (strcmp(text_of(x, p, "id"), pack) == 0 &&
			    strcmp(text_of(x, r, "id"), rule) == 0)
				return strcmp(text_of(x, r, "counts"), "yes") ==
				       0;
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
		const char *is = text_of(x, v, "is");

		if (strcmp(text_of(x, v, "by"), "law") != 0 ||
		    strcmp(is, "clear") == 0)
			continue;
		basis = DRAFT_PRECAUTIONARY;
		if (strcmp(is, "triggered") == 0 &&
		    rule_counts(
			x, text_of(x, v, "pack"), text_of(x, v, "rule")))
			return DRAFT_TRIGGERED;
	}
	return basis;
}

/* The item of that part number, maker and revision. */
static enum status
find_item(struct refiling *x, const xmlNode *product, uint32_t *item)
{
	const struct bom *b = &x->r.s.bom;
	const char *part = text_of(x, product, "part");
	const char *maker = text_of(x, product, "maker");
	const char *revision = text_of(x, product, "revision");

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
	xmlNode *p = child(x, "product");
	struct draft_product *list;
	size_t n = 0;

	for (; p != NULL; p = xml_named(p->next, FILING_XMLNS, "product"))
		n++;
	list = TAKE(&x->r.s.mem, struct draft_product, n + 1);
	if (list == NULL)
		return no_memory(x);
	in->product = list;
	in->nproduct = n;
	for (p = child(x, "product"); p != NULL;
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
	const char *was = text_of(x, child(x, "header"), "program");

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
	if (list_inputs(x) == ST_OK && !find_inputs(x, k))
		return REPLAY_MISSING;
	if (x->err->code == ST_OK)
		add_packs(x);
	if (x->err->code == ST_OK && set_options(x) == ST_OK &&
	    replay_open(&x->r, x->in, x->n, x->err) == ST_OK)
		tree_again(x, again);
	if (x->err->code == ST_OK)
		return REPLAY_SAME;
	findings_error(x->f, x->err->code, ((struct pos){ x->file, 0, 0 }),
	    "computing it again: %s", x->err->text);
	return REPLAY_FAILED;
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
	struct refiling x = { .r = { .s = { .command = s->command } },
		.doc = doc,
		.root = xmlDocGetRootElement(doc),
		.file = file,
		.f = f,
		.err = &err };
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
	struct refiling x = { .r = { .s = { .command = s->command } },
		.doc = doc,
		.root = xmlDocGetRootElement(doc),
		.file = file,
		.f = f,
		.err = &err,
		.other = other };
	enum replayed outcome = refile(&x, k, again);

	replay_close(&x.r);
	return outcome;
}
