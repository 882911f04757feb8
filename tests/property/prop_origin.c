/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: the share that a policy counts lies within its bounds, and the
 * bounds are no wider than what is told allows.
 *
 * A population of units is invented, each with its whole history: where, and
 * by whose technology, each stage took place, or that it did not.  Then only
 * shares of single stages are told, some of them less than fully, beside
 * documents that are not to be heard.  By every policy the share of the
 * population, counted unit by unit, lies within the bounds.  And for each end
 * a population is built of which all that was told is true as well, and of
 * which the share is that end.
 */
#include "core/rules/pack/origins.h"
#include "core/trace/share.h"
#include "tests/property/population.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ITEMS 24
#define ROUNDS 60

/* ---- telling it */

static const char *
units_text(int units)
{
	static char text[16];

	snprintf(text, sizeof(text), "%d.%02d", units / UNITS,
	    units % UNITS * (100 / UNITS));
	return text;
}

static struct origin *
say(struct make *m, const char *part, bool of_line, int aspect, int stage,
    int place, int units)
{
	uint32_t line = (uint32_t)m->b.ncontent - 2; /* before "complete" */
	struct origin *o = make_origin(m, part, (enum stage)stage,
	    aspect == 0 ? code[place] : "", units_text(units));
	struct content *c = &m->b.content[line];

	if (aspect == 1)
		strcpy(o->technology, code[place]);
	if (!of_line)
		return o;
	o->content = line;
	if (c->norigin++ == 0)
		c->origin_first = (uint32_t)m->b.norigin - 1;
	return o;
}

static void
say_stage(struct make *m, const char *part, const struct thing *t, int aspect,
    int stage)
{
	const struct told *told = &t->told[aspect][stage];

	for (int i = 0; i < told->n; i++) {
		struct origin *o = say(m, part, t->of_line, aspect,
		    t->all && aspect == 0 && stage < STAGE_RECYCLING ? STAGE_ALL
								     : stage,
		    told->place[i], told->units[i]);

		o->blend = !told->lots;
		o->share.lo_open = told->open && i == 0;
		if (o->share.lo_open)
			o->share.hi = NUM_ONE;
	}
}

/* What a better document, or the line itself, has spoken of. */
static void
say_lies(struct make *m, const char *part, const struct thing *t,
    uint32_t older, uint32_t presumed)
{
	for (int s = 0; s < STAGE_COUNT; s++) {
		if (pick(4) == 0)
			say(m, part, false, pick(2), s, pick(PLACES), UNITS)
			    ->decl = presumed;
		for (int a = 0; a < 2; a++) {
			if (!t->absent[s] && t->told[a][s].n == 0)
				continue;
			if (pick(3) == 0)
				say(m, part, false, a, s, pick(PLACES), UNITS)
				    ->decl = older;
			if (t->of_line && pick(3) == 0 &&
			    (t->absent[s] || t->told[1 - a][s].n > 0 || a == 0))
				say(m, part, false, a, s, pick(PLACES), UNITS);
		}
	}
}

static void
say_thing(struct make *m, const char *part, const struct thing *t,
    uint32_t older, uint32_t presumed)
{
	bool all_said = false;

	make_item(m, part, "1")->form = (uint8_t)t->form;
	make_line(m, part, "Nd", "1", false);
	make_complete(m, part);
	for (int s = 0; s < STAGE_COUNT; s++) {
		if (t->absent[s])
			say(m, part, t->of_line, 0, s, UNSAID, UNITS)->absent =
			    1;
		for (int a = 0; a < 2; a++) {
			bool of_all = t->all && a == 0 && s < STAGE_RECYCLING;

			if (of_all && all_said)
				continue;
			all_said |= of_all && t->told[a][s].n > 0;
			say_stage(m, part, t, a, s);
		}
	}
	say_lies(m, part, t, older, presumed);
}

static uint32_t
add_document(struct make *m, enum standing standing)
{
	struct declaration *d = bom_add_declaration(&m->b);

	ck_assert_ptr_nonnull(d);
	d->standing = (uint8_t)standing;
	d->date = 20200101;
	return (uint32_t)m->b.ndecl - 1;
}

/* ---- policies, unit by unit */

static bool
is_counted_place(const struct channel *ch, int place)
{
	return place != NOWHERE && place != UNSAID &&
	       (strcmp(code[place], ch->country[0]) == 0 ||
		   strcmp(code[place], ch->country[1]) == 0);
}

static bool
is_counted(const struct channel *ch, const struct history *h, int unit)
{
	static const enum stage order[STAGE_COUNT] = { STAGE_MINING,
		STAGE_BENEFICIATION, STAGE_RECYCLING, STAGE_SEPARATION,
		STAGE_METAL, STAGE_ALLOY, STAGE_MAGNET, STAGE_COMPONENT };
	bool any = false, all = true, last = false;

	for (int i = 0; i < STAGE_COUNT; i++) {
		int place = h->place[order[i]][unit];
		bool in = is_counted_place(ch, place);

		if ((ch->stages >> order[i] & 1) == 0)
			continue;
		any |= in;
		all &= in;
		if (place != NOWHERE)
			last = in;
	}
	return ch->policy == POLICY_ANY_STAGE    ? any
	       : ch->policy == POLICY_ALL_STAGES ? all
						 : last;
}

static int
count_counted(const struct channel *ch, const struct history *h)
{
	int n = 0;

	for (int u = 0; u < UNITS; u++)
		n += is_counted(ch, h, u);
	return n;
}

/* ---- a population at the end of the bounds */

/* Units that may count at a stage, at least and at most. */
struct range {
	int lo, hi;
	bool surely_absent;
};

static struct range
range_of(const struct thing *t, const struct channel *ch, int stage)
{
	int aspect = ch->technology;
	const struct told *told = &t->told[aspect][stage];
	struct range r = { 0, UNITS, false };

	r.surely_absent =
	    t->absent[stage] || (!is_behind(t, stage) && !is_told_of(t, stage));
	if (r.surely_absent)
		r.hi = 0;
	for (int i = 0; i < told->n; i++)
		if (is_counted_place(ch, told->place[i]))
			r.lo += units_told(told, i);
		else if (told->place[i] != UNSAID)
			r.hi -= units_told(told, i);
	if (told->lots) {
		r.lo = r.lo == UNITS ? UNITS : 0;
		r.hi = r.hi > 0 ? UNITS : 0;
	}
	return r;
}

/* All units come from one place, of those that may be. */
static void
place_lots(const struct told *told, const struct channel *ch, bool inside,
    int8_t place[UNITS])
{
	int only = inside ? CN : JP;

	for (int i = 0; i < told->n; i++)
		if (is_counted_place(ch, told->place[i]) == inside)
			only = told->place[i];
	for (int u = 0; u < UNITS; u++)
		place[u] = (int8_t)only;
}

/* Units first .. first + n - 1 of the circle are in, or are all but those. */
static void
place_units(const struct told *told, const struct channel *ch, int first, int n,
    bool inside, int8_t place[UNITS])
{
	int in[UNITS], out[UNITS], nin = 0, nout = 0;

	for (int k = 0; k < UNITS; k++) {
		int u = (first + k) % UNITS;
		bool counted = (k < n) == inside;

		if (counted)
			in[nin++] = u;
		else
			out[nout++] = u;
		place[u] = counted ? CN : JP;
	}
	if (told->lots) {
		place_lots(told, ch, nin > 0, place);
		return;
	}
	nin = nout = 0;
	for (int i = 0; i < told->n; i++)
		for (int k = 0;
		     told->place[i] != UNSAID && k < units_told(told, i); k++)
			place[is_counted_place(ch, told->place[i])
				  ? in[nin++]
				  : out[nout++]] = (int8_t)told->place[i];
}

/*
 * The population whose share is least, or greatest.  Stages overlap as much
 * as they can, or as little: then they stand side by side on a circle.
 */
static void
build_extreme(const struct thing *t, const struct channel *ch, bool greatest,
    struct history *h)
{
	bool all = ch->policy == POLICY_ALL_STAGES, apart = all != greatest;
	int at = 0;

	for (int s = 0; s < STAGE_COUNT; s++) {
		const struct told *told = &t->told[ch->technology][s];
		struct range r = range_of(t, ch, s);
		int n = greatest ? r.hi : r.lo;

		if (r.surely_absent) {
			memset(h->place[s], NOWHERE, UNITS);
			continue;
		}
		/* what is in, or what is out, stands side by side */
		n = apart && all ? UNITS - n : n;
		place_units(
		    told, ch, apart ? at : 0, n, !(apart && all), h->place[s]);
		if ((ch->stages >> s & 1) != 0)
			at += n;
	}
}

static mpq_t unit_share;

static void
check_end(const struct thing *t, const struct channel *ch, bool greatest,
    mpq_srcptr end, bool open)
{
	struct history h;

	if (open)
		return; /* no population reaches it */
	build_extreme(t, ch, greatest, &h);
	ck_assert_msg(fits(t, ch->technology, &h), "%s, policy %u, stages %x",
	    form_name(t->form), ch->policy, ch->stages);
	mpq_set_si(unit_share, count_counted(ch, &h), UNITS);
	mpq_canonicalize(unit_share);
	ck_assert_msg(mpq_equal(unit_share, end) != 0,
	    "%s, policy %u, stages %x, %s: %g, not %g", form_name(t->form),
	    ch->policy, ch->stages, greatest ? "greatest" : "least",
	    mpq_get_d(end), mpq_get_d(unit_share));
}

static void
check_thing(const struct make *m, const char *part, const struct thing *t,
    const struct channel *ch)
{
	uint32_t item = make_find(m, part);
	const struct content *c = &m->b.content[m->b.content_start[item]];
	struct stages work;
	struct exact x;
	int low, high;

	ck_assert_int_eq(c->kind, CONTENT_AMOUNT);
	exact_init(&x);
	stages_init(&work);
	share_of_line(&m->b, ch, c, element_find(STR("Nd")), &work, &x);
	stages_clear(&work);
	mpq_set_si(
	    unit_share, count_counted(ch, &t->truth[ch->technology]), UNITS);
	mpq_canonicalize(unit_share);
	low = mpq_cmp(x.lo, unit_share);
	high = mpq_cmp(unit_share, x.hi);
	ck_assert_msg(low < (x.lo_open ? 0 : 1) && high < (x.hi_open ? 0 : 1),
	    "%s: %s, policy %u, stages %x: %g is not in %g .. %g", part,
	    form_name(t->form), ch->policy, ch->stages, mpq_get_d(unit_share),
	    mpq_get_d(x.lo), mpq_get_d(x.hi));
	check_end(t, ch, false, x.lo, x.lo_open);
	check_end(t, ch, true, x.hi, x.hi_open);
	exact_clear(&x);
}

/* Every policy that has a name, and one that has none. */
static void
check_policies(const struct make *m, const char *part, const struct thing *t)
{
	for (size_t i = 0;; i++) {
		const struct named_policy *p = named_policy_at(i);
		struct channel ch = { .country = { "CN" } };

		if (pick(2) == 0)
			strcpy(ch.country[1], "HK");
		ch.technology = pick(3) == 0;
		ch.policy = (uint8_t)(POLICY_ANY_STAGE + pick(3));
		ch.stages = (uint8_t)(1 + pick(255));
		if (p != NULL) {
			ch.policy = p->policy;
			ch.stages = p->stages;
		}
		check_thing(m, part, t, &ch);
		if (p == NULL)
			return;
	}
}

START_TEST(share_of_a_population_is_within_bounds_that_others_reach)
{
	struct thing thing[ITEMS];
	char name[16];

	state = (uint64_t)_i + 1;
	mpq_init(unit_share);
	for (int round = 0; round < ROUNDS; round++) {
		struct make m;
		uint32_t older, presumed;

		make_init(&m);
		m.b.decl[0].standing = STANDING_DECLARED;
		m.b.decl[0].date = 20250101;
		older = add_document(&m, STANDING_DECLARED);
		presumed = add_document(&m, STANDING_PRESUMED);
		for (int i = 0; i < ITEMS; i++) {
			snprintf(name, sizeof(name), "T%d", i);
			invent(&thing[i]);
			for (int a = 0; a < 2; a++)
				ck_assert(
				    fits(&thing[i], a, &thing[i].truth[a]));
			say_thing(&m, name, &thing[i], older, presumed);
		}
		make_linked(&m);
		for (int i = 0; i < ITEMS; i++) {
			snprintf(name, sizeof(name), "T%d", i);
			check_policies(&m, name, &thing[i]);
		}
		make_free(&m);
	}
	mpq_clear(unit_share);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc,
	    share_of_a_population_is_within_bounds_that_others_reach, 0, 10);
}

int
main(void)
{
	return run_suite("shares of a population", add);
}
