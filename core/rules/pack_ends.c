/* SPDX-License-Identifier: Apache-2.0 */
/* pack_ends - the limit of a test, and the other end of a range; see
 * pack_xml.h. */
#include "core/rules/pack_xml.h"

#include "core/bom/units.h"

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
	}
	if ((t->each == EACH_SUBSTANCE || t->each == EACH_COUNTRY) &&
	    test_is_upper(t))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"%s\" with is=\"%s\", which every %s meets %s: "
		    "expected is=\"above\" or \"at-least\"",
		    each_name((enum each)t->each),
		    comparator_name((enum comparator)t->compare),
		    each_name((enum each)t->each),
		    t->each == EACH_SUBSTANCE ? "that is not there"
					      : "from which nothing comes");
}
