/* SPDX-License-Identifier: Apache-2.0 */
/* pack_ends - the limit of a test, and the other end of a range; see
 * pack_xml.h. */
#include "core/rules/pack/pack_xml.h"

#include "core/bom/field/units.h"

#include <string.h>

/* The currency of a limit, which both ends of a range share. */
void
pack_test_currency(
    struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	const char *a = strchr(document_text(&r->d, node, "limit").p, ' ');
	struct str to = document_text(&r->d, node, "and-limit");
	const char *b = to.n > 0 ? strchr(to.p, ' ') : a;

	if (a == NULL || b == NULL)
		return; /* the schema has said so */
	t->currency = a + 1;
	if (strcmp(a, b) != 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "a range from%s to%s: expected one currency", a, b);
}

/* "0.1 %": the schema has seen to number, blank and unit. */
static bool
read_amount(struct pack_reader *r, const xmlNode *node, const char *name,
    bool money, mpq_ptr out, const char **text)
{
	struct str s = document_text(&r->d, node, name);
	const char *blank = memchr(s.p, ' ', s.n);
	struct error err = { 0 };
	enum unit unit;
	size_t n;

	*text = s.p;
	n = blank != NULL ? (size_t)(blank - s.p) : s.n;
	unit = money ? UNIT_EACH
	       : blank != NULL
		   ? unit_find((struct str){ blank + 1, s.n - n - 1 })
		   : UNIT_NONE;
	if (unit == UNIT_NONE)
		error_set(&err, ST_UNIT, document_at(&r->d, node),
		    "%s \"%.*s\": expected a number and its unit", name,
		    STR_ARG(str_clip(s, 60)));
	else if (num_read((struct str){ s.p, n }, document_at(&r->d, node), out,
		     &err) == ST_OK)
		unit_to_base(unit, out);
	if (err.code != ST_OK)
		findings_take(r->d.f, &err);
	return err.code == ST_OK;
}

static uint8_t
read_comparator(struct pack_reader *r, const xmlNode *node, const char *name)
{
	struct str word = document_text(&r->d, node, name);
	uint8_t c = 0;

	while (c + 1 < COMPARE_COUNT &&
	       !str_is(word, comparator_name((enum comparator)c)))
		c++;
	return c;
}

struct own_limit *
pack_own_limit(struct pack_reader *r, const xmlNode *node, bool value)
{
	const char *name = value ? "value" : "mass";
	const char *is = value ? "value-is" : "mass-is";
	struct own_limit *x;

	if ((document_text(&r->d, node, name).n == 0) !=
	    (document_text(&r->d, node, is).n == 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "%s and %s: expected both or neither", name, is);
	if (document_text(&r->d, node, name).n == 0)
		return NULL;
	x = TAKE(&r->p->mem, struct own_limit, 1);
	if (x == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return NULL;
	}
	mpq_init(x->limit);
	x->compare = read_comparator(r, node, is);
	read_amount(r, node, name, value, x->limit, &x->text);
	x->currency = value ? strchr(x->text, ' ') + 1 : NULL;
	if (mpq_sgn(x->limit) == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "a %s of zero: expected a limit above zero", name);
	return x;
}

static bool
is_share(const struct rule_test *t)
{
	return test_is_by_mass(t) || t->kind == TEST_VALUE_SHARE;
}

/* Of any test: what every item, or none, would meet. */
static void
check_lower(
    struct pack_reader *r, const xmlNode *node, const struct rule_test *t)
{
	if (mpq_sgn(t->limit) == 0 && t->compare == COMPARE_AT_LEAST)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "at least zero holds for every item: expected is=\"above\" "
		    "or a limit above zero");
	if (t->kind == TEST_ANNUAL && t->compare == COMPARE_ABOVE &&
	    mpq_sgn(t->limit) == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "any amount in a %s is any amount: expected presence, or "
		    "a limit above zero",
		    t->shipment ? "shipment" : "year");
	if (t->currency != NULL && mpq_sgn(t->limit) == 0 &&
	    t->compare == COMPARE_ABOVE && t->kind == TEST_PRESENCE)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "any value is any amount: expected presence, or a limit "
		    "above zero");
	if (is_share(t) && mpq_cmp_ui(t->limit, 1, 1) > 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "a share of %s: expected at most 100 %%", t->limit_text);
}

static void
check_upper(struct pack_reader *r, const xmlNode *node,
    const struct rule_test *t, enum comparator compare, mpq_srcptr limit,
    const char *text)
{
	if (!comparator_is_upper(compare))
		return;
	if (compare == COMPARE_BELOW && mpq_sgn(limit) == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "nothing is less than zero: expected \"at-most\", which "
		    "asks for none at all, or a limit above zero");
	else if (is_share(t) && (mpq_cmp_ui(limit, 1, 1) > 0 ||
				    (mpq_cmp_ui(limit, 1, 1) == 0 &&
					compare == COMPARE_AT_MOST)))
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "every share is at most %s: expected a limit that some are "
		    "above",
		    text);
}

/* The upper end of a range. */
static void
read_to(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str and = document_text(&r->d, node, "and");
	struct limit_to *to;
	int c;

	if ((and.n == 0) != (document_text(&r->d, node, "and-limit").n == 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "and and and-limit: expected both, for a range, or "
		    "neither");
	if (and.n == 0 || document_text(&r->d, node, "and-limit").n == 0)
		return;
	if (test_is_upper(t)) {
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "is=\"%s\" and %.*s: expected is=\"above\" or "
		    "\"at-least\" for the lower end of a range",
		    comparator_name((enum comparator)t->compare), STR_ARG(and));
		return;
	}
	to = TAKE(&r->p->mem, struct limit_to, 1);
	if (to == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	mpq_init(to->limit);
	t->to = to;
	to->compare = read_comparator(r, node, "and");
	if (!read_amount(r, node, "and-limit", t->currency != NULL, to->limit,
		&to->text))
		return;
	check_upper(
	    r, node, t, (enum comparator)to->compare, to->limit, to->text);
	c = mpq_cmp(t->limit, to->limit);
	if (c > 0 || (c == 0 && (t->compare != COMPARE_AT_LEAST ||
				    to->compare != COMPARE_AT_MOST)))
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "nothing is %s %s and %s %s: expected the greater limit in "
		    "and-limit",
		    comparator_name((enum comparator)t->compare), t->limit_text,
		    comparator_name((enum comparator)to->compare), to->text);
}

/* ---- rounded amounts */

/* The number and the unit of an amount that the schema has accepted. */
static bool
split(struct str s, mpq_ptr number, struct str *unit)
{
	const char *blank = memchr(s.p, ' ', s.n);
	struct error err = { 0 };
	size_t n = blank != NULL ? (size_t)(blank - s.p) : s.n;

	*unit = blank != NULL ? (struct str){ blank + 1, s.n - n - 1 }
			      : (struct str){ s.p, 0 };
	return num_read((struct str){ s.p, n }, pos_none, number, &err) ==
	       ST_OK;
}

/*
 * The limit without rounding that comes to the same: of so many steps as are
 * at least the limit, or more than it, the least; and where amounts that are
 * rounded to these begin.
 *
 * Out:	number  in the unit of the limit
 */
static void
without_rounding(
    enum rounding r, uint8_t *compare, mpq_ptr number, mpq_srcptr step)
{
	bool more = *compare == COMPARE_ABOVE || *compare == COMPARE_AT_MOST;
	bool upper = comparator_is_upper((enum comparator) * compare);
	mpq_t half;

	mpq_div(number, number, step);
	if (more)
		mpz_fdiv_q(
		    mpq_numref(number), mpq_numref(number), mpq_denref(number));
	else
		mpz_cdiv_q(
		    mpq_numref(number), mpq_numref(number), mpq_denref(number));
	mpz_set_ui(mpq_denref(number), 1);
	if (more)
		mpz_add_ui(mpq_numref(number), mpq_numref(number), 1);
	mpq_init(half);
	mpq_set_ui(half, r == ROUND_HALF_UP, 2);
	if (r == ROUND_UP)
		mpq_set_ui(half, 1, 1);
	mpq_canonicalize(half);
	mpq_sub(number, number, half);
	mpq_mul(number, number, step);
	mpq_clear(half);
	if (r == ROUND_UP)
		*compare = upper ? COMPARE_AT_MOST : COMPARE_ABOVE;
	else
		*compare = upper ? COMPARE_BELOW : COMPARE_AT_LEAST;
}

/* One limit, and what the law says of it. */
struct one_limit {
	uint8_t *compare;
	mpq_ptr limit;
	const char **text;
	struct limit_rounded *law;
};

/* The text of a limit, in the unit of another one. */
static const char *
limit_text(struct arena *a, mpq_srcptr n, struct str unit)
{
	char number[NUM_TEXT], text[NUM_TEXT + 20] = "";

	num_format_exact(number, n);
	str_add(text, sizeof(text), "%s %.*s", number, STR_ARG(unit));
	return arena_copy(a, str_of(text)).p;
}

static void
round_one(struct pack_reader *r, const xmlNode *node, const struct rule_test *t,
    const struct one_limit *x)
{
	struct str unit, of;
	mpq_t n, step;

	mpq_inits(n, step, NULL);
	if (!split(str_of(*x->text), n, &unit) ||
	    !split(str_of(t->rounded), step, &of) || mpq_sgn(step) == 0 ||
	    !str_eq(unit, of)) {
		findings_error(r->d.f, ST_UNIT, document_at(&r->d, node),
		    "rounded=\"%s\" of a limit of %s: expected a number above "
		    "zero in the unit of the limit",
		    t->rounded, *x->text);
	} else {
		*x->law = (struct limit_rounded){ *x->compare, *x->text };
		without_rounding(
		    (enum rounding)t->rounding, x->compare, n, step);
		*x->text = limit_text(&r->p->mem, n, unit);
		mpq_set(x->limit, n);
		unit_to_base(t->currency != NULL ? UNIT_EACH : unit_find(unit),
		    x->limit);
	}
	mpq_clears(n, step, NULL);
	if (*x->text == NULL) {
		*x->text = x->law->text;
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
	}
}

/* Both ends, where the law rounds what it holds against them. */
static void
round_limits(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str rounded = document_text(&r->d, node, "rounded");
	struct str way = document_text(&r->d, node, "rounding");
	struct one_limit one = { &t->compare, t->limit, &t->limit_text,
		&t->law };

	while (t->rounding + 1 < ROUND_COUNT && way.n > 0 &&
	       !str_is(way, rounding_name((enum rounding)t->rounding)))
		t->rounding++;
	if (rounded.n == 0 && way.n > 0)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "rounding without rounded: expected to what it is rounded");
	if (rounded.n == 0)
		return;
	t->rounded = rounded.p;
	round_one(r, node, t, &one);
	if (t->to == NULL)
		return;
	one = (struct one_limit){ &t->to->compare, t->to->limit, &t->to->text,
		&t->to->law };
	round_one(r, node, t, &one);
}

void
pack_test_limit(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	t->compare = read_comparator(r, node, "is");
	if (read_amount(r, node, "limit", t->currency != NULL, t->limit,
		&t->limit_text)) {
		check_lower(r, node, t);
		check_upper(r, node, t, (enum comparator)t->compare, t->limit,
		    t->limit_text);
		read_to(r, node, t);
		round_limits(r, node, t);
	}
	if ((t->each == EACH_SUBSTANCE || t->each == EACH_COUNTRY ||
		each_is_party((enum each)t->each)) &&
	    test_is_upper(t))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"%s\" with is=\"%s\", which every %s meets %s: "
		    "expected is=\"above\" or \"at-least\"",
		    each_name((enum each)t->each),
		    comparator_name((enum comparator)t->compare),
		    each_name((enum each)t->each),
		    t->each == EACH_SUBSTANCE ? "that is not there"
		    : t->each == EACH_COUNTRY ? "from which nothing comes"
					      : "that gets nothing");
}
