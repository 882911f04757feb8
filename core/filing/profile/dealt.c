/* SPDX-License-Identifier: Apache-2.0 */
/* dealt - what a transaction knows of what people fill in; see dealt.h. */
#include "core/filing/profile/dealt.h"

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
	static const int block[] = { [ROLE_EXPORTER] = BLOCK_EXPORTER,
		[ROLE_CONSIGNEE] = BLOCK_CONSIGNEE,
		[ROLE_END_USER] = BLOCK_END_USER };

	for (int r = 0; r <= ROLE_END_USER; r++) {
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

/*
 * Of goods that go to several only what goes to the chosen one is of its draft:
 * one line alone says how many, or nobody has.
 */
static void
take_goods_of(struct transaction *t)
{
	for (size_t i = 0; i < t->ngoods; i++) {
		const struct per_year *row = &t->shipped[i];
		const struct handed *mine = NULL;
		mpq_t left;
		size_t n = 0;

		if (row->nto == 0)
			continue;
		mpq_init(left);
		mpq_set(left, row->quantity);
		for (size_t k = 0; k < row->nto; k++) {
			uint32_t to = row->to[k].to[ROLE_END_USER];

			mpq_sub(left, left, row->to[k].quantity);
			if (to == t->end_user)
				mine = &row->to[k];
			n += to == t->end_user || to == PARTY_UNNAMED;
		}
		if (n != 1 || mine == NULL || mpq_sgn(left) != 0)
			mine = NULL;
		t->goods[i].quantity = mine != NULL ? mine->number : NULL;
		t->goods[i].unit = mine != NULL ? mine->unit : NULL;
		mpq_clear(left);
	}
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
	if (n > 1)
		take_goods_of(t);
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
