/* SPDX-License-Identifier: Apache-2.0 */
/*
 * by_party - which supplier or maker brings how much, and leaves how much
 * open; see breakdown.h.
 *
 * An item is its maker's.  By supplier it is of those whose documents count
 * for what it holds; where there are none, of its maker, who can be asked.
 */
#include "core/report/trace/breakdown.h"
#include "core/report/trace/bringing.h"

#include <stdlib.h>
#include <string.h>

const struct column by_party_rows[] = {
	BREAKDOWN_LEAD,
	{ "party", "", 0 },
	{ "parts", "", COLUMN_COUNT },
	{ "rare_earth_low", "", 0 },
	{ "rare_earth_high", "", 0 },
	{ "origin_low", "", 0 },
	{ "origin_high", "", 0 },
	{ "open", "", 0 },
	{ "open_ends", "", 0 },
};
const size_t by_party_nrow = sizeof(by_party_rows) / sizeof(by_party_rows[0]);

/* Suppliers of one item that are told by name. */
#define NAMES_MOST 8
#define NAME_TEXT 1000

struct party {
	struct str name; /* empty: not named */
	size_t parts;
	struct exact every, origin;
};

struct parties {
	const struct breakdown *d;
	struct intern names;
	struct party *party; /* [n] */
	size_t n, cap;
	struct exact x;
};

/* Whose documents count for what the item holds, each once; 0: nobody's. */
static size_t
suppliers_of(const struct bom *b, uint32_t item, uint32_t list[NAMES_MOST])
{
	size_t n = 0;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];
		uint32_t supplier = b->decl[c->decl].supplier;
		size_t i = 0;

		if (c->counts == 0 || supplier == 0)
			continue;
		while (i < n && list[i] != supplier)
			i++;
		if (i == n && n < NAMES_MOST)
			list[n++] = supplier;
	}
	return n;
}

/* "A", or "A and B" where both are heard. */
static size_t
party_name(const struct parties *p, uint32_t item, char *out, size_t size)
{
	const struct bom *b = p->d->c->bom;
	uint32_t list[NAMES_MOST];
	size_t n = 0, used = 0;

	if (p->d->by == BY_SUPPLIER)
		n = suppliers_of(b, item, list);
	if (n == 0)
		list[n++] = b->item[item].maker;
	for (size_t i = 0; i < n && used < size; i++) {
		struct str one = bom_text_get(b, list[i]);

		if (one.n > size - used)
			one = str_clip(one, size - used);
		if (i > 0 && used + 5 < size) {
			memcpy(out + used, " and ", 5);
			used += 5;
		}
		one = str_clip(one, size - used);
		memcpy(out + used, one.p, one.n);
		used += one.n;
	}
	return used;
}

static struct party *
party_of(struct parties *p, uint32_t item)
{
	char name[NAME_TEXT];
	size_t n = party_name(p, item, name, sizeof(name));
	uint32_t id = intern_copy(&p->names, (struct str){ name, n });
	struct party *grown;

	if (id == INTERN_NONE)
		return NULL;
	if (id < p->n)
		return &p->party[id];
	grown = array_grow(p->party, &p->cap, p->n + 1, sizeof(*grown));
	if (grown == NULL)
		return NULL;
	p->party = grown;
	p->party[p->n] = (struct party){ .name = p->names.key[id] };
	exact_init(&p->party[p->n].every);
	exact_init(&p->party[p->n].origin);
	return &p->party[p->n++];
}

static bool
add_up(struct parties *p, struct bringing *b)
{
	const struct report_columns *r = &p->d->c->book->report;
	const struct channel *ch = p->d->c->book->plan.channel;

	for (size_t i = 0; i < b->n; i++) {
		struct party *party = party_of(p, b->item[i]);

		if (party == NULL ||
		    !bringing_get(b, i, &ch[r->every[NELEM] - 1], &p->x))
			return false;
		exact_add(&party->every, &p->x);
		party->parts++;
		if (r->origin[NELEM] == COLUMN_NONE)
			continue;
		if (!bringing_get(b, i, &ch[r->origin[NELEM] - 1], &p->x))
			return false;
		exact_add(&party->origin, &p->x);
	}
	return true;
}

/* What counts: the origin, or where none is asked for all of it. */
static const struct exact *
told(const struct parties *p, const struct party *party)
{
	return p->d->c->book->report.origin_rule != NULL ? &party->origin
							 : &party->every;
}

static int
compare_high(const struct exact *x, const struct exact *y)
{
	if (x->hi_infinite || y->hi_infinite)
		return x->hi_infinite - y->hi_infinite;
	return mpq_cmp(x->hi, y->hi);
}

/* Who surely brings most of the origin stands first, then who may. */
static int
by_weight(const void *a, const void *b)
{
	const struct party *x = a, *y = b;
	int c = mpq_cmp(y->origin.lo, x->origin.lo);

	if (c == 0)
		c = compare_high(&y->origin, &x->origin);
	if (c == 0)
		c = mpq_cmp(y->every.lo, x->every.lo);
	if (c == 0)
		c = compare_high(&y->every, &x->every);
	return c != 0 ? c : str_compare(x->name, y->name);
}

/* How much is open: the width of the interval; false: without an end. */
static bool
width(const struct exact *x, mpq_ptr out)
{
	if (x->hi_infinite)
		return false;
	mpq_sub(out, x->hi, x->lo);
	return true;
}

static void
put_width(struct table *t, const struct exact *x, bool eye)
{
	static const struct measure_of mass = { .kind = AMOUNT_MASS };
	char text[AMOUNT_TEXT] = "";
	mpq_t w;

	mpq_init(w);
	if (!width(x, w))
		snprintf(text, sizeof(text), "%s", eye ? "not known" : "");
	else if (!eye)
		num_format(text, w, 6, NUM_UP);
	else if (mpq_sgn(w) == 0)
		snprintf(text, sizeof(text), "nothing");
	else
		amount_text(text, w, NUM_UP, &mass);
	mpq_clear(w);
	table_put_text(t, text);
}

static const char *
kind_of(const struct breakdown *d)
{
	return d->by == BY_SUPPLIER ? "Supplier" : "Maker";
}

static void
put_party(struct table *t, const struct parties *p, const struct party *x)
{
	if (x->name.n > 0)
		table_put(t, x->name, TONE_NONE);
	else
		table_put(t, STR("not named"), TONE_FAINT);
	table_put_count(t, x->parts);
	held_put_mass(t, &x->every, TONE_NONE);
	if (p->d->c->book->report.origin_rule != NULL)
		held_put_mass(t, &x->origin, held_tone(&x->origin));
	put_width(t, told(p, x), true);
}

/* The product itself, whose stated masses may bound what its parts bring. */
static void
put_product(struct table *t, struct parties *p, size_t parts)
{
	const struct breakdown *d = p->d;

	table_put_text(t, "the product");
	table_put_count(t, parts);
	amounts_get(&d->amounts, 2 * NELEM, d->product, &p->x);
	held_put_mass(t, &p->x, TONE_NONE);
	if (d->c->book->report.origin_rule != NULL) {
		amounts_get(&d->amounts, 2 * NELEM + 1, d->product, &p->x);
		held_put_mass(t, &p->x, held_tone(&p->x));
	}
	put_width(t, &p->x, true);
}

static enum status
table_for_eye(struct parties *p, struct error *err)
{
	const struct breakdown *d = p->d;
	char every[HEADING_TEXT], origin[HEADING_TEXT];
	struct column columns[] = {
		{ "party", kind_of(d), 0 },
		{ "parts", "Parts", COLUMN_RIGHT },
		{ "rare_earth", every, COLUMN_RIGHT },
		{ "origin", origin, COLUMN_RIGHT },
		{ "open", "Leaves open", COLUMN_RIGHT },
	};
	size_t n = sizeof(columns) / sizeof(columns[0]), parts = 0;
	struct table t;

	held_headings(every, origin, d->h);
	if (d->c->book->report.origin_rule == NULL) {
		columns[n - 2] = columns[n - 1];
		n--;
	}
	table_begin(&t, d->to, OUT_TABLE, d->style, columns, n, NULL);
	for (size_t i = 0; i < p->n; i++) {
		put_party(&t, p, &p->party[i]);
		parts += p->party[i].parts;
	}
	put_product(&t, p, parts);
	return table_end(&t, err);
}

static void
put_object(struct json *j, const struct parties *p, const struct party *x)
{
	mpq_t w;

	mpq_init(w);
	json_begin_object(j, NULL);
	json_put_str(j, "party", x->name);
	json_put_count(j, "parts", x->parts);
	amount_json(j, "rare_earth", &x->every);
	if (p->d->c->book->report.origin_rule != NULL)
		amount_json(j, "of_origin", &x->origin);
	if (width(told(p, x), w))
		json_put_exact(j, "open", w);
	else
		json_put_null(j, "open");
	json_end_object(j);
	mpq_clear(w);
}

static void
put_row(struct breakdown *d, const struct parties *p, const struct party *x)
{
	struct held_open open = { "" };

	breakdown_lead(d);
	table_put(d->rows, x->name, TONE_NONE);
	table_put_count(d->rows, x->parts);
	held_put_ends(d->rows, &x->every, "rare_earth_", &open);
	held_put_ends(d->rows, &x->origin, "origin_", &open);
	put_width(d->rows, told(p, x), false);
	table_put_text(d->rows, open.text);
}

static enum status
put_parties(struct breakdown *d, struct parties *p, struct error *err)
{
	if (d->format == OUT_TABLE)
		return table_for_eye(p, err);
	if (d->format == OUT_JSON)
		json_begin_array(d->json, "parties");
	for (size_t i = 0; i < p->n; i++)
		if (d->format == OUT_JSON)
			put_object(d->json, p, &p->party[i]);
		else
			put_row(d, p, &p->party[i]);
	if (d->format == OUT_JSON)
		json_end_array(d->json);
	return ST_OK;
}

enum status
by_party(struct breakdown *d, struct error *err)
{
	struct parties p = { .d = d };
	struct bringing b;

	exact_init(&p.x);
	if (bringing_open(&b, d->c, d->c->book->report.every[NELEM], d->product,
		err) == ST_OK) {
		if (!add_up(&p, &b))
			error_set(err, ST_NOMEM, pos_none, "out of memory");
		else if (p.n > 1)
			qsort(p.party, p.n, sizeof(*p.party), by_weight);
		if (err->code == ST_OK)
			put_parties(d, &p, err);
	}
	bringing_close(&b);
	for (size_t i = 0; i < p.n; i++) {
		exact_clear(&p.party[i].every);
		exact_clear(&p.party[i].origin);
	}
	free(p.party);
	intern_free(&p.names);
	exact_clear(&p.x);
	return err->code;
}
