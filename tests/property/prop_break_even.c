/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: at the number that a break-even names, and 10^-30 of it on either
 * side, the verdict is the one that the comparator of the limit asks for.
 *
 * A random product of goods in assemblies, with prices of the market and those
 * that were paid, or with how many go out in a year.  Each number is put in the
 * place of the one that is there, and the product is judged again from its
 * beginning.  What is known exactly must flip just there; of what is open
 * neither end may promise too much.
 */
#include "core/rules/break_even.h"
#include "core/rules/deal/transaction.h"

#include "tests/property/dice.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ITEMS 6
#define GOODS 3 /* the last ones: they have no parts */
#define METALS 2
#define ROUNDS 100

static const char *const symbols[METALS] = { "Dy", "Nd" };

struct thing {
	enum form form;
	mpq_t value, share;           /* [USD]; of Chinese origin */
	mpq_t lo[METALS], hi[METALS]; /* [g] of each */
	mpq_t uses[ITEMS];            /* of later things */
};

struct world {
	struct thing thing[ITEMS];
	mpq_t price[METALS][GUISE_COUNT]; /* [USD per g] as it is priced */
	mpq_t quantity;                   /* of the product, in a year */
	enum value_method method;
	bool annual; /* a limit of mass a year, and none of value */
	bool material, at_least, open;
};

static void
world_each(struct world *w, void (*what)(mpq_ptr q))
{
	for (int i = 0; i < ITEMS; i++) {
		what(w->thing[i].value);
		what(w->thing[i].share);
		for (int e = 0; e < METALS; e++) {
			what(w->thing[i].lo[e]);
			what(w->thing[i].hi[e]);
		}
		for (int k = 0; k < ITEMS; k++)
			what(w->thing[i].uses[k]);
	}
	for (int e = 0; e < METALS; e++)
		for (int g = 0; g < GUISE_COUNT; g++)
			what(w->price[e][g]);
	what(w->quantity);
}

static void
begin(mpq_ptr q)
{
	mpq_init(q);
}

static void
end(mpq_ptr q)
{
	mpq_clear(q);
}

static void
world_copy(struct world *to, const struct world *from)
{
	for (int i = 0; i < ITEMS; i++) {
		const struct thing *t = &from->thing[i];

		to->thing[i].form = t->form;
		mpq_set(to->thing[i].value, t->value);
		mpq_set(to->thing[i].share, t->share);
		for (int e = 0; e < METALS; e++) {
			mpq_set(to->thing[i].lo[e], t->lo[e]);
			mpq_set(to->thing[i].hi[e], t->hi[e]);
		}
		for (int k = 0; k < ITEMS; k++)
			mpq_set(to->thing[i].uses[k], t->uses[k]);
	}
	for (int e = 0; e < METALS; e++)
		for (int g = 0; g < GUISE_COUNT; g++)
			mpq_set(to->price[e][g], from->price[e][g]);
	mpq_set(to->quantity, from->quantity);
	to->annual = from->annual;
	to->method = from->method;
	to->material = from->material;
	to->at_least = from->at_least;
	to->open = from->open;
}

static void
decimal(mpq_ptr q, long most)
{
	mpq_set_si(q, pick(most) * 1000 + 1 + pick(999), 1000);
	mpq_canonicalize(q);
}

static void
invent_goods(struct world *w, struct thing *t)
{
	static const enum form forms[] = { FORM_METAL, FORM_METAL, FORM_ALLOY,
		FORM_MAGNET };

	t->form = forms[pick(LENGTH(forms))];
	mpq_set_ui(t->share, (unsigned long)pick(11), 10);
	mpq_canonicalize(t->share);
	for (int e = 0; e < METALS; e++) {
		mpq_set_ui(t->lo[e], 0, 1);
		mpq_set_ui(t->hi[e], 0, 1);
		if (pick(4) == 0)
			continue;
		decimal(t->lo[e], 9);
		mpq_set(t->hi[e], t->lo[e]);
		if (w->open && pick(2) == 0) {
			decimal(t->hi[e], 3);
			mpq_add(t->hi[e], t->hi[e], t->lo[e]);
		}
	}
}

static void
invent(struct world *w)
{
	w->annual = pick(4) == 0;
	w->method =
	    w->annual || pick(2) == 0 ? METHOD_MARKET : METHOD_DELIVERED;
	decimal(w->quantity, 300);
	w->material = pick(2) == 0;
	w->at_least = pick(2) == 0;
	w->open = pick(2) == 0;
	for (int i = 0; i < ITEMS; i++) {
		struct thing *t = &w->thing[i];

		t->form = FORM_ASSEMBLY;
		decimal(t->value, 300);
		for (int k = 0; k < ITEMS; k++)
			mpq_set_ui(t->uses[k], 0, 1);
		for (int k = i + 1; i < ITEMS - GOODS && k < ITEMS; k++)
			if (pick(2) == 0 || k == i + 1)
				decimal(t->uses[k], 4);
		if (i >= ITEMS - GOODS)
			invent_goods(w, t);
	}
	for (int e = 0; e < METALS; e++)
		for (int g = GUISE_METAL; g <= GUISE_OXIDE; g++)
			decimal(w->price[e][g], 3);
}

/* ---- into a product */

static uint32_t
number(struct make *m, mpq_srcptr q)
{
	uint32_t id = numtab_put(&m->b.num, q);

	ck_assert_uint_ne(id, INTERN_NONE);
	return id;
}

static void
build_goods(struct make *m, const struct thing *t, const char *part)
{
	static const char *const countries[] = { "CN", "AU" };
	mpq_t rest;

	for (int e = 0; e < METALS; e++) {
		struct content *c;

		if (mpq_sgn(t->hi[e]) == 0)
			continue;
		c = make_line(m, part, symbols[e], "1", false);
		c->amount.lo = number(m, t->lo[e]);
		c->amount.hi = number(m, t->hi[e]);
	}
	mpq_init(rest);
	mpq_set_ui(rest, 1, 1);
	mpq_sub(rest, rest, t->share);
	for (int k = 0; k < 2; k++) {
		uint32_t id = number(m, k == 0 ? t->share : rest);
		struct origin *o =
		    make_origin(m, part, STAGE_METAL, countries[k], "1");

		o->share = (struct amount){ id, id, false, false, true };
	}
	mpq_clear(rest);
	make_complete(m, part);
}

static void
build_thing(struct make *m, const struct world *w, int i)
{
	const struct thing *t = &w->thing[i];
	char part[16], child[16];
	uint32_t value, currency;
	struct item *it;

	snprintf(part, sizeof(part), "I%d", i);
	it = make_item(m, part, NULL);
	it->form = (uint8_t)t->form;
	value = number(m, t->value);
	currency = bom_text(&m->b, STR("USD"));
	m->b.item[i].value = value;
	m->b.item[i].currency = currency;
	if (i >= ITEMS - GOODS) {
		build_goods(m, t, part);
		return;
	}
	make_complete(m, part)->scope = SCOPE_OWN;
	for (int k = i + 1; k < ITEMS; k++) {
		if (mpq_sgn(t->uses[k]) == 0)
			continue;
		snprintf(child, sizeof(child), "I%d", k);
		make_use(m, part, child, "1")->qty = number(m, t->uses[k]);
	}
}

static void
build(struct make *m, const struct world *w)
{
	make_init(m);
	for (int i = 0; i < ITEMS; i++)
		build_thing(m, w, i);
	for (int e = 0; e < METALS; e++)
		for (int g = GUISE_METAL; g <= GUISE_OXIDE; g++) {
			uint32_t amount = number(m, w->price[e][g]);
			uint32_t usd = bom_text(&m->b, STR("USD"));

			*bom_add_price(&m->b) =
			    (struct price){ .element = (uint32_t)element_find(
						str_of(symbols[e])),
				    .guise = (uint32_t)g,
				    .date = 20250901,
				    .currency = usd,
				    .amount = amount };
		}
	make_linked(m);
}

/* An origin by one stage: shares are shares. */
static void
read_rule(struct court *c, const struct world *w)
{
	static const char clauses[] =
	    "id\tlevel\tquote\tsource\tstanding\tread-on\n"
	    "a\tMUST\tq\ts\tsourced\t2026-01-31\n";
	char xml[2000], trigger[200];

	memset(c, 0, sizeof(*c));
	if (w->annual)
		snprintf(trigger, sizeof(trigger),
		    "<annual-mass of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"5 kg\"/>",
		    w->at_least ? "at-least" : "above");
	else
		snprintf(trigger, sizeof(trigger),
		    "<value-share of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"3 %%\" counts=\"%s\"/>",
		    w->at_least ? "at-least" : "above",
		    w->material ? "material" : "element");
	snprintf(xml, sizeof(xml),
	    "<rules xmlns=\"urn:retrace:rules:1\" id=\"p\" version=\"1\" "
	    "read-until=\"2026-02-28\" title=\"T\" title-zh=\"Z\">"
	    "<origin id=\"o\" stages=\"metal\" match=\"any\" "
	    "countries=\"CN\" clause=\"a\"/>"
	    "<materials id=\"all\" title=\"T\" title-zh=\"Z\" clause=\"a\">"
	    "<some elements=\"Nd Dy\"/></materials>"
	    "<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
	    "%s</trigger></rule></rules>",
	    trigger);
	if (pack_read_bytes(&c->pack, "rules.xml", str_of(xml), "clauses.tsv",
		str_of(clauses), &c->f) != ST_OK)
		ck_abort_msg("%s", c->f.first.text);
}

/* What goes out in a year; the book that has it is closed before the next. */
static void
tell_year(struct make *m, struct court *c, const struct world *w)
{
	static struct per_year year;
	static const struct per_year *of[ITEMS];

	year = (struct per_year){ .has_quantity = true, .dimension = DIM_EACH };
	/* an alias: nobody changes it */
	memcpy(year.quantity, w->quantity, sizeof(year.quantity));
	for (int i = 0; i < ITEMS; i++)
		of[i] = NULL;
	of[make_find(m, "I0")] = &year;
	c->book.per_year = of;
}

static void
judge_world(struct make *m, struct court *c, const struct world *w)
{
	const struct compile_options options = { .method = (uint8_t)w->method };

	build(m, w);
	read_rule(c, w);
	court_compile(c, &m->b, &options);
	tell_year(m, c, w);
	court_judge(c, &m->b);
}

static enum verdict
verdict_in(const struct world *w)
{
	enum verdict v;
	struct make m;
	struct court c;

	judge_world(&m, &c, w);
	v = judgement_verdict(&c.j, VARIANT_LAW, 0, 0);
	court_close(&c);
	make_free(&m);
	return v;
}

/* ---- a number in the place of another */

static void
scale(mpq_ptr q, mpq_srcptr by)
{
	mpq_mul(q, q, by);
}

static int
metal_of(const struct break_even *e)
{
	for (int k = 0; k < METALS; k++)
		if ((int)e->element == element_find(str_of(symbols[k])))
			return k;
	return -1;
}

/* As much of one metal that x g of it count; false: amounts are open. */
static bool
set_amount(struct world *w, const struct break_even *e, mpq_srcptr x)
{
	int k = metal_of(e);
	mpq_t by;

	if (w->open || !exact_is_point(&e->now) || mpq_sgn(e->now.lo) == 0)
		return false;
	mpq_init(by);
	mpq_div(by, x, e->now.lo);
	for (int i = ITEMS - GOODS; i < ITEMS; i++) {
		scale(w->thing[i].lo[k], by);
		scale(w->thing[i].hi[k], by);
	}
	mpq_clear(by);
	return true;
}

static bool
set_share(struct world *w, mpq_srcptr x)
{
	if (mpq_cmp_ui(x, 1, 1) > 0)
		return false;
	for (int i = ITEMS - GOODS; i < ITEMS; i++)
		mpq_set(w->thing[i].share, x);
	return true;
}

static bool
set_factor(struct world *w, mpq_srcptr x)
{
	for (int i = ITEMS - GOODS; i < ITEMS; i++) {
		if (w->method == METHOD_DELIVERED)
			scale(w->thing[i].value, x);
		for (int k = 0; w->method == METHOD_MARKET && k < METALS; k++) {
			scale(w->thing[i].lo[k], x);
			scale(w->thing[i].hi[k], x);
		}
	}
	return true;
}

static bool
put(struct world *w, const struct break_even *e, mpq_srcptr x)
{
	switch ((enum break_even_kind)e->kind) {
	case BREAK_PRICE:
		mpq_set(w->price[metal_of(e)][e->guise], x);
		return true;
	case BREAK_VALUE:
		mpq_set(w->thing[0].value, x);
		return true;
	case BREAK_AMOUNT:
		return set_amount(w, e, x);
	case BREAK_SHARE:
		return set_share(w, x);
	case BREAK_QUANTITY:
		mpq_set(w->quantity, x);
		return true;
	default:
		return set_factor(w, x);
	}
}

/* How often a number was tried: exactly, and as a bound. */
static size_t exactly[BREAK_COUNT], bounded[BREAK_COUNT];

/* At the number, or a little to the side on which there is more. */
static void
expect(const struct world *w, const struct break_even *e, mpq_srcptr at,
    int side, enum verdict want)
{
	static struct world other;
	static bool ready;
	mpq_t x, step;

	if (!ready)
		world_each(&other, begin);
	ready = true;
	mpq_inits(x, step, NULL);
	mpz_ui_pow_ui(mpq_denref(step), 10, 30);
	mpz_set_si(mpq_numref(step), side);
	mpq_mul(step, step, at);
	mpq_add(x, at, step);
	world_copy(&other, w);
	if (mpq_sgn(x) > 0 && put(&other, e, x)) {
		enum verdict v = verdict_in(&other);

		if (v != want)
			fprintf(stderr,
			    "%s at %.17g (%+d): %s, expected %s; %s %s %s %s\n",
			    break_even_name((enum break_even_kind)e->kind),
			    mpq_get_d(at), side, verdict_name(v),
			    verdict_name(want), w->at_least ? ">=" : ">",
			    value_method_name(w->method),
			    w->material ? "material" : "element",
			    w->open ? "open" : "known");
		ck_assert_int_eq(v, want);
	}
	mpq_clears(x, step, NULL);
}

static void
check_number(const struct world *w, const struct break_even *e)
{
	int more = e->kind == BREAK_VALUE ? -1 : 1;
	bool exact =
	    e->has_reached && e->has_missed && mpq_equal(e->reached, e->missed);

	if (e->has_reached) {
		expect(w, e, e->reached, more, VERDICT_TRIGGERED);
		if (w->at_least)
			expect(w, e, e->reached, 0, VERDICT_TRIGGERED);
	}
	if (e->has_missed) {
		expect(w, e, e->missed, -more, VERDICT_CLEAR);
		if (!w->at_least)
			expect(w, e, e->missed, 0, VERDICT_CLEAR);
	}
	exactly[e->kind] += exact;
	bounded[e->kind] += !exact;
}

/* What no judge is needed for: the value at which the limit is reached is
 * what counts over the limit. */
static void
check_value(const struct break_evens *x, const struct verdict_detail *d)
{
	mpq_t want;

	mpq_init(want);
	for (size_t i = 0; i < x->n; i++) {
		const struct break_even *e = &x->of[i];

		if (e->kind != BREAK_VALUE || !exact_is_point(&d->numerator))
			continue;
		mpq_set_ui(want, 100, 3);
		mpq_mul(want, want, d->numerator.lo);
		ck_assert(mpq_equal(e->reached, want) != 0);
	}
	mpq_clear(want);
}

static void
check_world(const struct world *w)
{
	struct break_evens x;
	struct verdict_detail d;
	struct error err = { 0 };
	struct make m;
	struct court c;

	judge_world(&m, &c, w);
	verdict_detail_init(&d);
	ck_assert_int_eq(
	    judgement_detail(&c.j, VARIANT_LAW, 0, 0, 0, true, &d, &err),
	    ST_OK);
	ck_assert_int_eq(
	    break_evens_find(&x, &c.j, c.trace, 0, 0, &d, &err), ST_OK);
	check_value(&x, &d);
	for (size_t i = 0; i < x.n; i++)
		check_number(w, &x.of[i]);
	break_evens_free(&x);
	verdict_detail_clear(&d);
	court_close(&c);
	make_free(&m);
}

START_TEST(each_number_flips_the_verdict_just_there)
{
	const long rounds = run_rounds(ROUNDS);
	struct world w;

	world_each(&w, begin);
	for (long i = 0; i < rounds; i++) {
		state = 77 + (uint64_t)i;
		invent(&w);
		check_world(&w);
	}
	for (int k = 0; rounds >= ROUNDS && k < BREAK_COUNT; k++) {
		ck_assert_uint_gt(exactly[k], 0);
		ck_assert(k == BREAK_AMOUNT || bounded[k] > 0);
	}
	world_each(&w, end);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, each_number_flips_the_verdict_just_there);
}

int
main(void)
{
	xml_start();
	return run_suite("break_even_numbers", add);
}
