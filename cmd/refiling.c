/* SPDX-License-Identifier: Apache-2.0 */
/* refiling - what a filing says of how it was made; see refiling.h. */
#include "cmd/refiling.h"

#include <string.h>

xmlNode *
refiling_child(const struct refiling *x, const char *name)
{
	return xml_child(x->root, FILING_XMLNS, name);
}

const char *
refiling_text(struct refiling *x, const xmlNode *node, const char *name)
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
	const xmlNode *inputs = refiling_child(x, "inputs");
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

		if (is_replaced(x, refiling_text(x, i, "role")))
			continue;
		x->n++;
		in->role = refiling_text(x, i, "role");
		in->name = refiling_text(x, i, "name");
		digest_from_hex(
		    str_of(refiling_text(x, i, "sha256")), in->sha256);
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

bool
refiling_find(struct refiling *x, struct seek *k)
{
	if (list_inputs(x) == ST_OK && !find_inputs(x, k))
		return false;
	if (x->err->code == ST_OK)
		add_packs(x);
	return true;
}

static date_day
day_of(struct refiling *x, const char *name, date_day usual)
{
	const char *text = refiling_text(x, refiling_child(x, "header"), name);
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
	const xmlNode *header = refiling_child(x, "header");

	for (xmlNode *p = xml_named(header->children, FILING_XMLNS, "pack");
	     p != NULL; p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = xml_named(p->children, FILING_XMLNS, "rule");
		     r != NULL; r = xml_named(r->next, FILING_XMLNS, "rule")) {
			const char *state = refiling_text(x, r, "state");
			const char *pack = refiling_text(x, p, "id");
			const char *id = refiling_text(x, r, "id");
			size_t room = strlen(pack) + strlen(id) + 2;
			char *name = TAKE(&x->r.s.mem, char, room);

			if (name == NULL)
				return no_memory(x);
			snprintf(name, room, "%s/%s", pack, id);
			if (!words_add(&in->only, name))
				return no_memory(x);
			in->as_if_in_force |=
			    strcmp(refiling_text(x, r, "counts"), "yes") == 0 &&
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
	const xmlNode *valuation = refiling_child(x, "valuation");

	for (int m = METHOD_MARKET; valuation != NULL && m < METHOD_COUNT; m++)
		if (strcmp(refiling_text(x, valuation, "method"),
			value_method_name((enum value_method)m)) == 0)
			in->method = m;
	for (xmlNode *v =
		 xml_named(verdicts->children, FILING_XMLNS, "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict"))
		in->allocate |= strcmp(refiling_text(x, v, "by"),
				    variant_name(VARIANT_ALLOCATED)) == 0;
}

enum status
refiling_options(struct refiling *x)
{
	struct inputs *in = &x->r.s.in;
	const xmlNode *verdicts =
	    xml_child(refiling_child(x, "product"), FILING_XMLNS, "verdicts");

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
		in->presumed |= strcmp(refiling_text(x, v, "by"),
				    variant_name(VARIANT_PRESUMED)) == 0;
	set_method(x, verdicts);
	if (x->err->code != ST_OK)
		return x->err->code;
	return has_packs(x) ? ST_OK : set_rules(x);
}
