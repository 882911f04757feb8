/* SPDX-License-Identifier: Apache-2.0 */
/*
 * holds_verdicts - do the verdicts of a filing follow from its numbers, and the
 * basis and the outcomes from the verdicts?  See holds.h.
 */
#include "core/filing/draft/draft.h"
#include "core/filing/holds.h"

/* By its word; VERDICT_COUNT: not one of them. */
static enum verdict
verdict_of(struct str word)
{
	int v = 0;

	while (
	    v < VERDICT_COUNT && !str_is(word, verdict_name((enum verdict)v)))
		v++;
	return (enum verdict)v;
}

/* The margin as written, and numerator - limit * denominator. */
static void
check_margin(struct holds *h, xmlNode *node, struct holds_sum *s)
{
	bool share = str_is(holds_attr(h, node, "kind"), "mass-share") ||
		     holds_attr(h, node, "among").n > 0;

	exact_set(&h->x, &s->numerator.x);
	exact_subtract_scaled(&h->x, s->limit, &s->denominator.x, h->work);
	if (share || s->rounded ? !holds_meet(&h->x, &s->margin.x)
				: !holds_same(&h->x, &s->margin.x))
		holds_refuse(h, node, "arithmetic",
		    "the margin is not the numerator less limit times "
		    "denominator");
}

static bool
is_none(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) <= 0;
}

/* Among nothing there is no share: where there may be nothing none is sure. */
static enum verdict
may_be_none(bool among, const struct holds_sum *s, enum verdict v)
{
	const struct exact *all = &s->denominator.x;

	return among && v == VERDICT_TRIGGERED && mpq_sgn(all->lo) == 0 &&
		       !all->lo_open
		   ? VERDICT_UNDECIDED
		   : v;
}

/* The verdict of a test, from its margin. */
static enum verdict
decide(struct holds *h, xmlNode *node, const struct holds_sum *s)
{
	bool among = holds_attr(h, node, "among").n > 0;
	enum comparator c = COMPARE_ABOVE;
	enum verdict v;

	while (c + 1 < COMPARE_COUNT &&
	       !str_is(holds_attr(h, node, "compare"), comparator_sign(c)))
		c++;
	if (s->is_share && !s->numerator.x.hi_infinite &&
	    mpq_sgn(s->numerator.x.hi) <= 0)
		return comparator_is_upper(c) &&
			       !(among && is_none(&s->denominator.x))
			   ? may_be_none(among, s, VERDICT_TRIGGERED)
			   : VERDICT_CLEAR;
	mpq_set_ui(h->work, 0, 1);
	v = decide_exact(&s->margin.x, c, h->work);
	return may_be_none(among, s, v);
}

/*
 * Does a margin allow the verdict?  A thing that is perhaps there triggers
 * nothing for sure; and below a limit the mean of several materials leaves each
 * of them open, unless there is nothing in it; so does one within a range.
 */
static bool
may_say(struct holds *h, xmlNode *node, enum verdict says, enum verdict margin)
{
	if (str_is(holds_attr(h, node, "perhaps"), "yes"))
		return says == VERDICT_UNDECIDED;
	if (str_is(holds_attr(h, node, "mean"), "yes") &&
	    (margin != VERDICT_TRIGGERED || holds_attr(h, node, "end").n > 0))
		return says != VERDICT_TRIGGERED;
	return says == margin;
}

static enum verdict
check_calculation(struct holds *h, xmlNode *node)
{
	enum verdict says = verdict_of(holds_attr(h, node, "is"));
	struct str kind = holds_attr(h, node, "kind");
	struct holds_sum s;

	if (str_is(kind, "item"))
		return says;
	if (str_is(holds_attr(h, node, "none"), "yes")) {
		if (says != VERDICT_CLEAR)
			holds_refuse(h, node, "verdict",
			    "nothing that the rule looks at, and \"%s\"",
			    verdict_name(says));
		return says;
	}
	holds_sum_init(&s);
	s.is_share = str_is(kind, "mass-share") || str_is(kind, "value-share");
	if (!holds_read(&s.numerator, holds_child(node, "numerator")) ||
	    !holds_read(&s.margin, holds_child(node, "margin")) ||
	    !holds_read_end(s.limit, node, "limit") ||
	    (s.is_share && !holds_read(&s.denominator,
			       holds_child(node, "denominator")))) {
		holds_refuse(h, node, "arithmetic",
		    "expected limit, numerator, margin and, of a share, "
		    "denominator");
	} else {
		if (!s.is_share) {
			mpq_set_ui(s.denominator.x.lo, 1, 1);
			mpq_set_ui(s.denominator.x.hi, 1, 1);
		}
		s.rounded = s.numerator.rounded || s.denominator.rounded ||
			    s.margin.rounded;
		check_margin(h, node, &s);
		if (!may_say(h, node, says, decide(h, node, &s)))
			holds_refuse(h, node, "verdict",
			    "\"%s\" in a calculation: its margin gives \"%s\"",
			    verdict_name(says),
			    verdict_name(decide(h, node, &s)));
	}
	holds_sum_clear(&s);
	return says;
}

/* What the readings of a rule come to together. */
struct agreed {
	bool any, chosen;
	enum verdict is;
};

/* All the same, or undecided; one that is chosen alone. */
static void
agree(struct agreed *a, bool chosen, enum verdict v)
{
	if (!a->any || chosen)
		a->is = v;
	else if (!a->chosen && v != a->is)
		a->is = VERDICT_UNDECIDED;
	a->any = true;
	a->chosen |= chosen;
}

/* What ways to meet a rule come to, of which one is enough: of a range both
 * ends stand one after the other, and both must be. */
struct ways {
	struct str way;    /* the last one */
	enum verdict last; /* and what it comes to so far */
	enum verdict most; /* of those before */
	bool any;
};

static void
take_way(struct ways *w, struct str way, enum verdict v)
{
	if (w->any && str_eq(w->way, way)) {
		w->last = v < w->last ? v : w->last;
		return;
	}
	if (w->any && w->last > w->most)
		w->most = w->last;
	w->way = way;
	w->last = v;
	w->any = true;
}

/* Without any, nothing that keeps a verdict down. */
static enum verdict
best_way(const struct ways *w)
{
	if (!w->any)
		return VERDICT_TRIGGERED;
	return w->last > w->most ? w->last : w->most;
}

/* Triggered if all tests are, clear if one is; by each reading; of ways, one
 * is enough. */
static void
check_verdict(struct holds *h, xmlNode *node)
{
	enum verdict says = verdict_of(holds_attr(h, node, "is"));
	enum verdict least = VERDICT_TRIGGERED, v;
	bool policy = str_is(holds_attr(h, node, "by"), "policy");
	struct agreed a = { .is = VERDICT_TRIGGERED };
	struct ways w = { .most = VERDICT_CLEAR };

	for (xmlNode *c = holds_first(node, "calculation"); c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "calculation")) {
		v = check_calculation(h, c);
		if (holds_attr(h, c, "reading").n > 0)
			agree(&a,
			    policy && str_is(holds_attr(h, c, "chosen"), "yes"),
			    v);
		else if (holds_attr(h, c, "way").n > 0)
			take_way(&w, holds_attr(h, c, "way"), v);
		else if (v < least)
			least = v;
	}
	if (a.is < least)
		least = a.is;
	if (best_way(&w) < least)
		least = best_way(&w);
	if (least != says)
		holds_refuse(h, node, "verdict",
		    "rule \"%.*s\" is said to be \"%s\": its tests give "
		    "\"%s\"",
		    STR_ARG(str_clip(holds_attr(h, node, "rule"), 64)),
		    verdict_name(says), verdict_name(least));
}

/* The element <rule> of the header that a verdict is of; or NULL. */
static xmlNode *
rule_of(struct holds *h, const xmlNode *verdict)
{
	struct str pack = holds_attr(h, verdict, "pack");
	struct str rule = holds_attr(h, verdict, "rule");

	for (xmlNode *p = holds_first(holds_child(h->root, "header"), "pack");
	     p != NULL; p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = holds_first(p, "rule");
		     r != NULL && str_eq(holds_attr(h, p, "id"), pack);
		     r = xml_named(r->next, FILING_XMLNS, "rule"))
			if (str_eq(holds_attr(h, r, "id"), rule))
				return r;
	return NULL;
}

/* By its word; DRAFT_BY_VERDICT: not one of them. */
static enum draft_basis
basis_of(struct str word)
{
	int b = DRAFT_TRIGGERED;

	while (b <= DRAFT_NONE &&
	       !str_is(word, draft_basis_name((enum draft_basis)b)))
		b++;
	return b <= DRAFT_NONE ? (enum draft_basis)b : DRAFT_BY_VERDICT;
}

/* What the verdicts by law allow to be said of why a product is disclosed. */
static enum draft_basis
check_basis_of(struct holds *h, const xmlNode *product)
{
	enum draft_basis basis = basis_of(holds_attr(h, product, "basis"));
	bool triggered = false, counts = false;

	for (xmlNode *v =
		 holds_first(holds_child(product, "verdicts"), "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict")) {
		const xmlNode *rule = rule_of(h, v);

		if (rule == NULL) {
			holds_refuse(h, v, "verdict",
			    "a verdict on a rule that the header does not "
			    "name");
			continue;
		}
		if (!str_is(holds_attr(h, v, "by"), "law") ||
		    !str_is(holds_attr(h, v, "is"), "triggered"))
			continue;
		triggered = true;
		counts |= str_is(holds_attr(h, rule, "counts"), "yes");
	}
	if (basis == DRAFT_TRIGGERED && !triggered)
		holds_refuse(
		    h, product, "basis", "basis \"triggered\": no rule is");
	if (basis == DRAFT_NONE && counts)
		holds_refuse(h, product, "basis",
		    "basis \"none\": a rule that counts is triggered");
	return basis;
}

/* That of the whole is the first, in the order of the enumeration, that any
 * product has. */
void
holds_basis(struct holds *h)
{
	const xmlNode *header = holds_child(h->root, "header");
	struct str says = holds_attr(h, header, "basis");
	enum draft_basis least = DRAFT_NONE, basis;

	for (xmlNode *p = holds_first(h->root, "product"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "product")) {
		basis = check_basis_of(h, p);
		if (basis < least)
			least = basis;
	}
	if (basis_of(says) != least)
		holds_refuse(h, header, "basis",
		    "basis \"%.*s\": that of the products is \"%s\"",
		    STR_ARG(says), draft_basis_name(least));
}

/* An outcome is that of its decisions, and of a rule that was judged. */
static void
check_outcomes(struct holds *h, const xmlNode *product)
{
	for (xmlNode *o =
		 holds_first(holds_child(product, "outcomes"), "outcome");
	     o != NULL; o = xml_named(o->next, FILING_XMLNS, "outcome")) {
		struct str is = holds_attr(h, o, "is");
		bool open = str_is(is, outcome_word(OUTCOME_UNDETERMINED));
		const xmlNode *d = holds_first(o, "decision");

		if (rule_of(h, o) == NULL)
			holds_refuse(h, o, "outcome",
			    "an outcome of a rule that the header does not "
			    "name");
		if (!open && d == NULL)
			holds_refuse(h, o, "outcome",
			    "\"%.*s\" without a decision", STR_ARG(is));
		for (; !open && d != NULL;
		     d = xml_named(d->next, FILING_XMLNS, "decision"))
			if (!str_eq(holds_attr(h, d, "outcome"), is))
				holds_refuse(h, d, "outcome",
				    "\"%.*s\" by a decision that gives "
				    "\"%.*s\"",
				    STR_ARG(is),
				    STR_ARG(holds_attr(h, d, "outcome")));
	}
}

/* All that follows from the calculations of a product. */
void
holds_verdicts(struct holds *h, const xmlNode *product)
{
	for (xmlNode *v =
		 holds_first(holds_child(product, "verdicts"), "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict"))
		check_verdict(h, v);
	check_outcomes(h, product);
}
