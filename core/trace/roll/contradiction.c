/* SPDX-License-Identifier: Apache-2.0 */
/*
 * contradiction - what the roll-up found that cannot be true together.
 *
 * Both readings were kept open where it was found; here it is said, with what
 * may have been confused (doc/findings.md).
 */
#include "core/trace/own/lines.h"
#include "core/trace/roll/coverage.h"
#include "core/trace/roll/state.h"

#include <math.h>
#include <stdlib.h>

/* How many times too heavy: between these a slip of a thousand is likely. */
#define THOUSAND_LEAST 300
#define THOUSAND_MOST 3000

#define MASS_TEXT 40

static void
mass_words(char out[MASS_TEXT], double g)
{
	if (g >= 1000)
		snprintf(out, MASS_TEXT, "%.4g kg", g / 1000);
	else if (g >= 0.1 || g == 0)
		snprintf(out, MASS_TEXT, "%.4g g", g);
	else
		snprintf(out, MASS_TEXT, "%.4g mg", g * 1000);
}

static const char *
slip_of(double times)
{
	bool thousand = times >= THOUSAND_LEAST && times <= THOUSAND_MOST;
	bool million =
	    times >= THOUSAND_LEAST * 1000.0 && times <= THOUSAND_MOST * 1000.0;

	return thousand  ? "; grams and kilograms, or milligrams, confused?"
	       : million ? "; milligrams and kilograms confused?"
			 : "";
}

/* The use that alone is heavier than the whole, the heaviest; BOM_NONE:
 * none is. */
static uint32_t
heavy_use(const struct trace *t, uint32_t item, double whole, double *mass)
{
	const struct bom *b = t->b;
	uint32_t found = BOM_NONE;

	*mass = whole;
	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		const struct use *u = &b->use[k];
		struct bounds x;
		double g;

		if (u->qty == BOM_NONE)
			continue;
		trace_bounds(t, COLUMN_MASS, u->child, &x);
		g = b->num.num[u->qty].lo * x.lo;
		if (g > *mass) {
			*mass = g;
			found = k;
		}
	}
	return found;
}

static void
say_heavy(const struct trace *t, uint32_t item, struct findings *f)
{
	const struct bom *b = t->b;
	char label[160], other[160], alone[300] = "";
	char of[MASS_TEXT], in[MASS_TEXT], one[MASS_TEXT], qty[NUM_TEXT];
	struct bounds parts, whole;
	double mass;
	uint32_t k;
	mpq_t q;

	coverage_about(t, item, &parts);
	trace_bounds(t, COLUMN_MASS, item, &whole);
	mass_words(of, parts.lo);
	mass_words(in, whole.hi);
	k = heavy_use(t, item, whole.hi, &mass);
	if (k != BOM_NONE) {
		numtab_view(&b->num, b->use[k].qty, q);
		num_format(qty, q, 4, NUM_NEAREST);
		mass_words(one, mass);
		snprintf(alone, sizeof(alone), "; %s of %.*s alone weigh %s",
		    qty,
		    STR_ARG(bom_item_label(
			b, b->use[k].child, other, sizeof(other))),
		    one);
	}
	findings_warn(f, ST_CONFLICT, bom_pos(b, b->item[item].at),
	    "the parts of %.*s weigh more than its stated mass, %s against %s: "
	    "expected a mass not below the sum of its parts%s%s",
	    STR_ARG(bom_item_label(b, item, label, sizeof(label))), of, in,
	    alone, whole.hi > 0 ? slip_of(parts.lo / whole.hi) : "");
}

/* What the lines of an item without parts come to, in % of its mass; 0: not
 * known. */
static double
content_of(struct owner *o, uint32_t item)
{
	static const struct channel all = { .elements = ALL_ELEMENTS };
	struct exact stated;
	double sum = 0, mass;

	if (trace_has_children(o->b, item))
		return 0;
	exact_init(&stated);
	if (!trace_stated_mass(o->b, item, &stated)) {
		/* of an unknown mass only shares can be too much */
		num_set(stated.lo, o->one);
		num_set(stated.hi, o->one);
		stated.hi_infinite = stated.lo_open = false;
	}
	mass = stated.hi_infinite ? 0 : mpq_get_d(stated.hi);
	if (mass > 0 && weigh_lines(o, item, &all, SCOPE_OWN, &stated)) {
		struct own_mass m = { .complete = true };

		exact_init(&m.mass);
		disclosed_mass(o, &m);
		sum = 100 * mpq_get_d(o->t2) / mass;
		exact_clear(&m.mass);
	}
	exact_clear(&stated);
	return sum;
}

static void
say_overfull(
    const struct trace *t, uint32_t item, struct owner *o, struct findings *f)
{
	char label[160], sum[60] = "";
	double percent = content_of(o, item);

	if (percent > 100)
		snprintf(sum, sizeof(sum), ", %.4g %% of it", percent);
	findings_warn(f, ST_CONFLICT, bom_pos(t->b, t->b->item[item].at),
	    "the stated content of %.*s exceeds its mass%s: expected at most "
	    "100 %% of it%s",
	    STR_ARG(bom_item_label(t->b, item, label, sizeof(label))), sum,
	    slip_of(percent / 100));
}

static void
say_total(const struct trace *t, uint32_t item, struct findings *f)
{
	static const char total[] =
	    "the stated total of %.*s contradicts the sum of its parts: "
	    "expected both to agree; both readings are kept open";
	static const char own[] =
	    "what is stated of the content of %.*s contradicts itself, such as "
	    "a sum that is less than its elements: expected all of it to "
	    "agree; both readings are kept open";
	char label[160];
	struct str name = bom_item_label(t->b, item, label, sizeof(label));

	if (trace_has_children(t->b, item))
		findings_warn(f, ST_CONFLICT,
		    bom_pos(t->b, t->b->item[item].at), total, STR_ARG(name));
	else
		findings_warn(f, ST_CONFLICT,
		    bom_pos(t->b, t->b->item[item].at), own, STR_ARG(name));
}

static void
say_item(
    const struct trace *t, uint32_t item, struct owner *o, struct findings *f)
{
	uint16_t flags = trace_held(t, item)->flags;

	if ((flags & T_HEAVY) != 0)
		say_heavy(t, item, f);
	if ((flags & T_OVERFULL) != 0)
		say_overfull(t, item, o, f);
	if ((flags & T_CONTRADICTION) != 0)
		say_total(t, item, f);
}

/* An item to be warned of. */
struct warned {
	uint32_t given, item;
};

static int
by_given(const void *a, const void *b)
{
	const struct warned *x = a, *y = b;

	return x->given < y->given ? -1 : x->given > y->given;
}

/* Those to be warned of, in the order of the user. */
static struct warned *
find_warned(const struct trace *t, uint16_t any, size_t *n)
{
	const struct bom *b = t->b;
	struct warned *list;

	*n = 0;
	for (uint32_t i = 0; i < b->nitem; i++)
		*n += (trace_held(t, i)->flags & any) != 0;
	list = malloc((*n + 1) * sizeof(*list));
	if (list == NULL)
		return NULL;
	*n = 0;
	for (uint32_t i = 0; i < b->nitem; i++)
		if ((trace_held(t, i)->flags & any) != 0)
			list[(*n)++] =
			    (struct warned){ b->given != NULL ? b->given[i] : i,
				    i };
	if (b->given != NULL)
		qsort(list, *n, sizeof(*list), by_given);
	return list;
}

/*
 * trace_say_contradictions - one warning for each item and kind.
 *
 * Err:	false: memory is out
 * Cost:	items; uses and lines of those that are warned of
 */
bool
trace_say_contradictions(const struct trace *t, struct findings *f)
{
	const uint16_t any = T_HEAVY | T_OVERFULL | T_CONTRADICTION;
	struct warned *list;
	struct owner o;
	size_t n;

	if ((t->seen & any) == 0)
		return true;
	list = find_warned(t, any, &n);
	if (list == NULL || !owner_init(&o, t->b)) {
		free(list);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		say_item(t, list[i].item, &o, f);
	owner_clear(&o);
	free(list);
	return true;
}
