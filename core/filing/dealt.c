/* SPDX-License-Identifier: Apache-2.0 */
/* dealt - what a transaction knows of what people fill in; see dealt.h. */
#include "core/filing/dealt.h"

#include "core/base/num.h"
#include "core/bom/units.h"
#include "core/filing/goods.h"

#include <stdio.h>
#include <string.h>

static void
add(struct dealt *x, int block, const char *field, struct str value,
    struct pos at)
{
	if (value.n > 0)
		x->field[x->n++] =
		    (struct dealt_field){ block, field, value, false, at };
}

/* ---- what it knows ---- */

/* The only party of that role, or NULL: of several nobody is the one. */
static const struct party *
only_party(const struct transaction *t, enum role r)
{
	const struct party *one = NULL;

	if (r == ROLE_END_USER && t->end_user < t->nparty)
		return &t->party[t->end_user];
	for (size_t i = 0; i < t->nparty; i++) {
		if ((t->party[i].roles >> r & 1) == 0)
			continue;
		if (one != NULL)
			return NULL;
		one = &t->party[i];
	}
	return one;
}

static void
add_parties(struct dealt *x, const struct transaction *t)
{
	static const int block[ROLE_COUNT] = { [ROLE_EXPORTER] = BLOCK_EXPORTER,
		[ROLE_CONSIGNEE] = BLOCK_CONSIGNEE,
		[ROLE_END_USER] = BLOCK_END_USER };

	for (int r = 0; r < ROLE_COUNT; r++) {
		const struct party *p = only_party(t, (enum role)r);

		if (p == NULL)
			continue;
		add(x, block[r], "name", str_of(p->name), p->at);
		add(x, block[r], "country", str_of(p->country), p->at);
	}
}

static bool
is_end_user(const struct party *p)
{
	return (p->roles >> ROLE_END_USER & 1) != 0;
}

/* The end user of that name or id, or nparty. */
static size_t
end_user_of(const struct transaction *t, struct str name)
{
	for (size_t i = 0; name.n > 0 && i < t->nparty; i++)
		if (is_end_user(&t->party[i]) &&
		    (str_is(name, t->party[i].name) ||
			str_is(name, t->party[i].id)))
			return i;
	return t->nparty;
}

/* "Wind Works, Sun Works": as many as there is room for. */
static void
list_end_users(const struct transaction *t, char *out, size_t size)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < t->nparty && n < size; i++)
		if (is_end_user(&t->party[i]))
			n += (size_t)snprintf(out + n, size - n, "%s%.*s",
			    n > 0 ? ", " : "",
			    STR_ARG(str_clip(str_of(t->party[i].name), 40)));
}

/* What the filer calls the end user is one of them? */
static size_t
end_user_of_filer(const struct transaction *t, const struct profile *p)
{
	int name = profile_find_field(BLOCK_END_USER, "name");
	size_t found = t->nparty;

	for (size_t k = 0; p != NULL && k < p->n; k++)
		for (int l = 0;
		     p->part[k].block == &profile_blocks[BLOCK_END_USER] &&
		     l < PROFILE_LANGUAGES && found == t->nparty;
		     l++)
			found = end_user_of(t, p->part[k].value[name].text[l]);
	return found;
}

enum status
dealt_choose_end_user(struct transaction *t, const char *name,
    const struct profile *p, struct error *err)
{
	char names[120];
	size_t n = 0;

	for (size_t i = 0; i < t->nparty; i++)
		n += is_end_user(&t->party[i]);
	list_end_users(t, names, sizeof(names));
	t->end_user = name != NULL ? end_user_of(t, str_of(name))
				   : end_user_of_filer(t, p);
	if (name != NULL && t->end_user == t->nparty)
		return error_set(err, ST_USAGE, pos_none,
		    "--end-user \"%.*s\": expected one of %s",
		    STR_ARG(str_clip(str_of(name), 40)),
		    n > 0 ? names : "the transaction's, which names none");
	if (n > 1 && t->end_user == t->nparty)
		return error_set(err, ST_USAGE, pos_none,
		    "%zu end users (%s): expected --end-user with one; each "
		    "has "
		    "a draft of its own",
		    n, names);
	return ST_OK;
}

/* Lines and blanks of a file are none of the text. */
static struct str
in_one_line(struct str s, struct arena *a)
{
	char *out = TAKE(a, char, s.n + 1);
	size_t n = 0;

	if (out == NULL)
		return (struct str){ NULL, 0 };
	for (size_t i = 0; i < s.n; i++) {
		bool blank = strchr(" \t\r\n", s.p[i]) != NULL;

		if (!blank)
			out[n++] = s.p[i];
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return str_trim((struct str){ out, n });
}

static bool
add_end_use(struct dealt *x, const struct transaction *t, struct arena *a)
{
	struct str text = in_one_line(str_of(t->end_use_text), a);

	if (text.p == NULL)
		return false;
	if (text.n > 0) {
		add(x, BLOCK_END_USE, "description", text, t->used_at);
		x->field[x->n - 1].in_words = true;
	}
	if (t->end_use != END_USE_UNKNOWN)
		add(x, BLOCK_END_USE, "category", str_of(end_uses[t->end_use]),
		    t->used_at);
	return true;
}

/* "each" is what is counted in a transaction; a reader counts pieces. */
static void
add_goods(struct dealt *x, const struct shipped_goods *g)
{
	const char *unit;

	if (g == NULL)
		return;
	if (g->quantity != NULL) {
		unit = strcmp(g->unit, "each") == 0 ? "pieces" : g->unit;
		add(x, BLOCK_GOODS, "quantity", str_of(g->quantity), g->at);
		add(x, BLOCK_GOODS, "unit", str_of(unit), g->at);
	}
	if (g->price != NULL) {
		add(x, BLOCK_GOODS, "unit-price", str_of(g->price), g->at);
		add(x, BLOCK_GOODS, "currency", str_of(g->currency), g->at);
	}
	if (g->contract != NULL)
		add(x, BLOCK_GOODS, "contract", str_of(g->contract), g->at);
}

/*
 * The answer of lists, stakes and end use, where a pack derives it: a yes under
 * any pack is one.  *derived is left alone where none does.
 */
static bool
is_derived(const struct deal *d, const char *question, enum reply *derived)
{
	bool any = false;

	for (size_t p = 0; p < d->npack; p++) {
		const struct decisions *ds = d->pack[p].pack->decisions;

		for (size_t k = 0; ds != NULL && k < ds->nquestion; k++) {
			enum reply one = (enum reply)d->pack[p].derived[k];

			if (ds->question[k].derived == DERIVED_NOT ||
			    one == REPLY_UNKNOWN ||
			    strcmp(ds->question[k].id, question) != 0)
				continue;
			if (!any || one == REPLY_YES)
				*derived = one;
			any = true;
		}
	}
	return any;
}

/* What is answered for one item, and where; false: nothing. */
static bool
answer_for(const struct deal *d, const char *question, uint32_t item,
    enum reply *is, struct pos *at)
{
	const struct given_answer *g = deal_given(d, question, item);
	bool derived;

	*is = REPLY_UNKNOWN;
	derived = is_derived(d, question, is);
	if (*is == REPLY_UNKNOWN && g != NULL)
		*is = (enum reply)g->is;
	*at = g != NULL ? g->at : d->t->at;
	return derived || g != NULL;
}

/* One for all of them. */
static bool
answer_of_all(const struct deal *d, const char *question, const uint32_t *item,
    size_t n, enum reply *all, struct pos *at)
{
	size_t none = 0, given = 0;

	*all = REPLY_NO;
	for (size_t i = 0; i < n; i++) {
		struct pos here;
		enum reply is;

		if (!answer_for(d, question, item[i], &is, &here)) {
			none++;
			continue;
		}
		if (given++ == 0 || (is == REPLY_YES && *all != REPLY_YES))
			*at = here;
		if (is == REPLY_YES || *all == REPLY_NO)
			*all = is;
	}
	if (none > 0 && *all == REPLY_NO)
		*all = REPLY_UNKNOWN;
	return given > 0;
}

static void
add_answers(
    struct dealt *x, const struct deal *d, const uint32_t *item, size_t n)
{
	const struct profile_field *f = profile_blocks[BLOCK_SCREENING].field;

	for (int i = 0; i < PROFILE_FIELDS && f[i].name != NULL; i++) {
		struct pos at = d->t->at;
		enum reply is;

		if (answer_of_all(d, f[i].name, item, n, &is, &at))
			add(x, BLOCK_SCREENING, f[i].name,
			    str_of(reply_word(is)), at);
	}
}

enum status
dealt_find_all(const struct deal *d, const uint32_t *item, size_t n,
    struct arena *a, struct dealt *out, struct error *err)
{
	const struct transaction *t = d->t;
	struct dealt x = { .n = 0 };

	add_parties(&x, t);
	if (!add_end_use(&x, t, a))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	add(&x, BLOCK_DESTINATION, "country", str_of(t->to), t->shipped_at);
	if (t->period_start != NULL) {
		add(&x, BLOCK_PERIOD, "start", str_of(t->period_start),
		    t->period_at);
		add(&x, BLOCK_PERIOD, "end", str_of(t->period_end),
		    t->period_at);
	}
	add_answers(&x, d, item, n);
	*out = x;
	return ST_OK;
}

void
dealt_find_goods(const struct deal *d, uint32_t item, struct dealt *out)
{
	out->n = 0;
	add_goods(out, deal_goods(d, item));
}

/* An element <said>; ST_SCHEMA for a field that no block has. */
static enum status
read_said(struct dealt *x, const xmlNode *node, const char *file,
    struct arena *a, struct error *err)
{
	struct str block = xml_attr(a, node, "block");
	struct str field = xml_attr(a, node, "field");
	struct str value = xml_text(a, node);
	int k;

	if (block.p == NULL || field.p == NULL || value.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	k = profile_find_block(block.p);
	if (k == BLOCK_COUNT || profile_find_field(k, field.p) < 0 ||
	    x->n == DEALT_FIELDS)
		return error_set(err, ST_SCHEMA, xml_pos(node, file),
		    "%.40s/%.40s: expected one of the fields that people fill "
		    "in, each once",
		    block.p, field.p);
	add(x, k, field.p, value, xml_pos(node, file));
	return ST_OK;
}

enum status
dealt_of_tree(struct dealt *out, const xmlNode *node, const char *file,
    struct arena *a, struct error *err)
{
	xmlNode *first = node != NULL ? node->children : NULL;
	struct dealt x = { .n = 0 };

	for (xmlNode *c = xml_named(first, FILING_XMLNS, "said"); c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "said"))
		if (read_said(&x, c, file, a, err) != ST_OK)
			return err->code;
	*out = x;
	return ST_OK;
}

/* ---- what a profile says ---- */

static size_t
field_index(const struct dealt_field *x)
{
	int i = profile_find_field(x->block, x->field);

	return i < 0 ? 0 : (size_t)i;
}

/* A text with a Chinese character is a Chinese one. */
static enum profile_language
language_of(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xe4 &&
		    (unsigned char)s.p[i] <= 0xe9)
			return PROFILE_ZH;
	return PROFILE_EN;
}

static enum profile_language
language_for(const struct dealt_field *x)
{
	bool either =
	    profile_blocks[x->block].field[field_index(x)].by_language;

	return either ? language_of(x->value) : PROFILE_EN;
}

/*
 * The block that a value belongs in: the first, or the final destination; if
 * none is said to be final, the last one whose role is blank.  NULL: there is
 * none, as of a chain whose end is not in it.
 */
static struct profile_part *
part_for(const struct dealt_field *x, const struct profile *p)
{
	struct profile_part *blank = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct profile_part *part = &p->part[i];
		struct str role = part->value[1].text[PROFILE_EN];

		if (part->block != &profile_blocks[x->block])
			continue;
		if (x->block != BLOCK_DESTINATION || str_is(role, "final"))
			return part;
		if (role.n == 0)
			blank = part;
	}
	return blank;
}

static bool
same_number(struct str a, struct str b)
{
	struct error err = { 0 };
	mpq_t x, y;
	bool same;

	mpq_inits(x, y, NULL);
	same = num_read(a, pos_none, x, &err) == ST_OK &&
	       num_read(b, pos_none, y, &err) == ST_OK && mpq_equal(x, y);
	mpq_clears(x, y, NULL);
	return same;
}

/* "40" is "40.0", "pieces" are "each"; all else is to be the same text. */
static bool
is_same(const struct dealt_field *x, struct str other)
{
	if (str_eq(x->value, other))
		return true;
	if (x->block != BLOCK_GOODS)
		return false;
	if (strcmp(x->field, "unit") == 0)
		return unit_find(other) != UNIT_NONE &&
		       unit_find(other) == unit_find(x->value);
	return strcmp(x->field, "currency") != 0 &&
	       strcmp(x->field, "contract") != 0 &&
	       same_number(x->value, other);
}

bool
dealt_differs(const struct dealt_field *x, const struct profile *p,
    struct dealt_other *other)
{
	const struct profile_part *part = part_for(x, p);
	const struct profile_value *v;
	struct str says;

	if (part == NULL)
		return false;
	v = &part->value[field_index(x)];
	says = v->text[language_for(x)];
	if (says.n == 0 || is_same(x, says))
		return false;
	*other = (struct dealt_other){ says, v->at };
	return true;
}

static enum status
give(struct profile *p, struct profile_value *v, enum profile_language k,
    struct str value, struct error *err)
{
	if (v->text[k].n > 0)
		return ST_OK;
	v->text[k] = arena_copy(&p->mem, value);
	return v->text[k].p != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

enum status
dealt_fill(const struct dealt *x, struct profile *p, struct error *err)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct dealt_field *f = &x->field[i];
		struct profile_part *part = part_for(f, p);

		if (part == NULL) {
			if (profile_add(p, f->block, err) != ST_OK)
				return err->code;
			part = part_for(f, p);
		}
		if (give(p, &part->value[field_index(f)], language_for(f),
			f->value, err) != ST_OK)
			return err->code;
		if (f->block == BLOCK_DESTINATION &&
		    give(p, &part->value[1], PROFILE_EN, STR("final"), err) !=
			ST_OK)
			return err->code;
	}
	return ST_OK;
}

/* ---- both of them ---- */

#define SHOWN 80

enum status
dealt_refuse(const struct dealt_field *x, const struct dealt_other *other,
    const char *file, struct findings *f)
{
	return findings_error(f, ST_CONFLICT, other->at,
	    "%s/%s is \"%.*s\", and the transaction says \"%.*s\" (%s:%u): "
	    "expected the same in both",
	    profile_blocks[x->block].name, x->field,
	    STR_ARG(str_clip(other->value, SHOWN)),
	    STR_ARG(str_clip(x->value, SHOWN)), file, (unsigned)x->at.line);
}

static void
review(const struct dealt *x, const struct profile *p, dealt_visit visit,
    void *ctx)
{
	struct dealt_other other;

	for (size_t i = 0; i < x->n; i++)
		if (dealt_differs(&x->field[i], p, &other))
			visit(ctx, &x->field[i], &other);
}

enum status
dealt_review(const xmlNode *root, const struct profile *p, size_t n,
    const char *file, dealt_visit visit, void *ctx, struct error *err)
{
	struct arena scratch = { 0 };
	struct profile *view = NULL;
	struct dealt x;
	size_t k = 0;

	if (goods_views(p, n, &scratch, &view, err) == ST_OK &&
	    dealt_of_tree(&x, xml_child(root, FILING_XMLNS, "transaction"),
		file, &scratch, err) == ST_OK)
		review(&x, p, visit, ctx);
	for (xmlNode *c = xml_child(root, FILING_XMLNS, "product");
	     err->code == ST_OK && c != NULL && k < n;
	     c = xml_named(c->next, FILING_XMLNS, "product"), k++)
		if (dealt_of_tree(&x, xml_child(c, FILING_XMLNS, "outcomes"),
			file, &scratch, err) == ST_OK)
			review(&x, &view[k], visit, ctx);
	arena_free(&scratch);
	return err->code;
}

/* A filer who answers what the transaction leaves open has not told it to
 * whatever follows from the answer. */
static void
warn_answered(
    const struct dealt *x, const struct profile *p, struct findings *f)
{
	const struct profile_field *field =
	    profile_blocks[BLOCK_SCREENING].field;

	for (size_t k = 0; k < p->n; k++) {
		const struct profile_part *part = &p->part[k];

		if (part->block != &profile_blocks[BLOCK_SCREENING])
			continue;
		for (int i = 0; i < PROFILE_FIELDS && field[i].name != NULL;
		     i++) {
			struct str is = part->value[i].text[PROFILE_EN];
			size_t j = 0;

			while (
			    j < x->n &&
			    (x->field[j].block != BLOCK_SCREENING ||
				strcmp(x->field[j].field, field[i].name) != 0))
				j++;
			if (j == x->n && is.n > 0 && !str_is(is, "unknown"))
				findings_warn(f, ST_OK, part->value[i].at,
				    "screening/%s is answered %.*s here, and "
				    "not in the transaction: what follows is "
				    "told without it",
				    field[i].name, STR_ARG(is));
		}
	}
}

void
dealt_compare(const struct deal *d, const struct dealt *x,
    const struct profile *p, struct findings *f)
{
	struct dealt_other other;

	for (size_t i = 0; i < x->n; i++) {
		const struct dealt_field *k = &x->field[i];

		if (!dealt_differs(k, p, &other))
			continue;
		if (k->in_words)
			findings_warn(f, ST_OK, other.at,
			    "%s/%s is put otherwise in the transaction, "
			    "%s:%u: \"%.*s\" and \"%.*s\"; the first is taken",
			    profile_blocks[k->block].name, k->field, d->t->path,
			    (unsigned)k->at.line,
			    STR_ARG(str_clip(other.value, SHOWN)),
			    STR_ARG(str_clip(k->value, SHOWN)));
		else
			dealt_refuse(k, &other, d->t->path, f);
	}
	warn_answered(x, p, f);
}
