/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filing_check - holds a filing against itself; declared in filing.h.
 *
 * Nothing is believed that can be computed from what is written: the id, the
 * margins, the verdicts, the basis, the oxides and shares.  Exact figures are
 * held to the digit; those that were rounded outward to what rounding allows.
 */
#include "core/filing/filing.h"

#include "core/filing/c14n.h"
#include "core/filing/dealt.h"
#include "core/filing/draft.h"
#include "core/filing/holds.h"
#include "core/filing/period.h"
#include "core/filing/seal.h"
#include "core/filing/sigform.h"
#include "core/filing/totals.h"

#include <string.h>

/* Text of an attribute; never NULL. */
static struct str
attr(struct holds *h, const xmlNode *node, const char *name)
{
	struct str v = xml_attr(&h->scratch, node, name);

	return v.p != NULL ? v : STR("");
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
	return node != NULL ? xml_child(node, FILING_XMLNS, name) : NULL;
}

static xmlNode *
first(const xmlNode *node, const char *name)
{
	return node != NULL ? xml_named(node->children, FILING_XMLNS, name)
			    : NULL;
}

/* False: there is no id, and no sense in looking further. */
static bool
check_id(struct holds *h, xmlDoc *doc)
{
	struct str id = attr(h, h->root, "id");
	struct error err = { 0 };
	char hex[SHA256_HEX];

	if (filing_id(doc, hex, &err) != ST_OK) {
		holds_refuse(h, h->root, "content", "%s", err.text);
		return false;
	}
	if (!str_is(id, hex))
		holds_refuse(h, h->root, "filing-id",
		    "id %.*s: the content gives %s", STR_ARG(str_clip(id, 64)),
		    hex);
	return true;
}

/* The signature, if there is one. */
static xmlNode *
signature_of(const xmlNode *root)
{
	for (xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		if (xml_is(c, SIGFORM_DS, "Signature"))
			return c;
	return NULL;
}

/* Is it, to the byte, what we would write? */
static void
check_form(struct holds *h, xmlDoc *doc)
{
	struct filing_copy how = { .id = attr(h, h->root, "id"),
		.created = attr(h, h->root, "created") };
	xmlNode *signature = signature_of(h->root);
	struct filing_facts facts = { .hypothetical = false };
	struct error err = { 0 };
	struct str again, is;

	if (filing_facts(doc, &h->scratch, &facts, &err) != ST_OK) {
		holds_refuse(h, h->root, "content", "%s", err.text);
		return;
	}
	how.checkpoint = facts.checkpoint;
	is = signature != NULL ? c14n_without(doc, signature, &h->scratch)
			       : c14n_document(doc, &h->scratch);
	if (filing_copy_tree(doc, &how, &h->scratch, &again, &err) != ST_OK)
		holds_refuse(h, h->root, "content", "%s", err.text);
	else if (is.p == NULL || !str_eq(is, again))
		holds_refuse(h, h->root, "content",
		    "comments, blanks, attributes or an order of blocks that "
		    "a filing does not have");
}

static void
check_complete(struct holds *h)
{
	struct profile p = { 0 };
	struct missing m = { NULL, 0 };
	struct error err = { 0 };

	if (profile_of_tree(&p, h->root, FILING_XMLNS, h->file, &err) !=
		ST_OK ||
	    missing_find(&p, filing_is_change(h->root), &h->scratch, &m,
		&err) != ST_OK) {
		holds_refuse(h, h->root, "content", "%s", err.text);
		return;
	}
	if (period_check(&p, &err) != ST_OK)
		holds_refuse_at(h, err.at, "period", "%s", err.text);
	for (size_t i = 0; i < m.n; i++)
		holds_refuse_at(h, m.field[i].at, "incomplete",
		    "%s is blank: expected %s", m.field[i].name,
		    m.field[i].ask);
	profile_free(&p);
}

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
	bool share = str_is(attr(h, node, "kind"), "mass-share");

	exact_set(&h->x, &s->numerator.x);
	exact_subtract_scaled(&h->x, s->limit, &s->denominator.x, h->work);
	if (share || s->rounded ? !holds_meet(&h->x, &s->margin.x)
				: !holds_same(&h->x, &s->margin.x))
		holds_refuse(h, node, "arithmetic",
		    "the margin is not the numerator less limit times "
		    "denominator");
}

/* The verdict of a test, from its margin. */
static enum verdict
decide(struct holds *h, xmlNode *node, const struct holds_sum *s)
{
	enum comparator c = str_is(attr(h, node, "compare"), ">=")
				? COMPARE_AT_LEAST
				: COMPARE_ABOVE;

	if (s->is_share && !s->numerator.x.hi_infinite &&
	    mpq_sgn(s->numerator.x.hi) <= 0)
		return VERDICT_CLEAR;
	mpq_set_ui(h->work, 0, 1);
	return decide_exact(&s->margin.x, c, h->work);
}

/*
 * Does a margin allow the verdict?  A thing that is perhaps there triggers
 * nothing for sure; and below a limit the mean of several materials leaves each
 * of them open, unless there is nothing in it.
 */
static bool
may_say(struct holds *h, xmlNode *node, enum verdict says, enum verdict margin)
{
	if (str_is(attr(h, node, "perhaps"), "yes"))
		return says == VERDICT_UNDECIDED;
	if (str_is(attr(h, node, "mean"), "yes") && margin != VERDICT_TRIGGERED)
		return says != VERDICT_TRIGGERED;
	return says == margin;
}

static enum verdict
check_calculation(struct holds *h, xmlNode *node)
{
	enum verdict says = verdict_of(attr(h, node, "is"));
	struct str kind = attr(h, node, "kind");
	struct holds_sum s;

	if (str_is(kind, "item"))
		return says;
	if (str_is(attr(h, node, "none"), "yes")) {
		if (says != VERDICT_CLEAR)
			holds_refuse(h, node, "verdict",
			    "nothing that the rule looks at, and \"%s\"",
			    verdict_name(says));
		return says;
	}
	holds_sum_init(&s);
	s.is_share = !str_is(kind, "presence") && !str_is(kind, "annual-mass");
	if (!holds_read(&s.numerator, child(node, "numerator")) ||
	    !holds_read(&s.margin, child(node, "margin")) ||
	    !holds_read_end(s.limit, node, "limit") ||
	    (s.is_share &&
		!holds_read(&s.denominator, child(node, "denominator")))) {
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

/* Triggered if all tests are, clear if one is; by each reading. */
static void
check_verdict(struct holds *h, xmlNode *node)
{
	enum verdict says = verdict_of(attr(h, node, "is"));
	enum verdict least = VERDICT_TRIGGERED, v;
	bool policy = str_is(attr(h, node, "by"), "policy");
	struct agreed a = { .is = VERDICT_TRIGGERED };

	for (xmlNode *c = first(node, "calculation"); c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "calculation")) {
		v = check_calculation(h, c);
		if (attr(h, c, "reading").n > 0)
			agree(&a, policy && str_is(attr(h, c, "chosen"), "yes"),
			    v);
		else if (v < least)
			least = v;
	}
	if (a.is < least)
		least = a.is;
	if (least != says)
		holds_refuse(h, node, "verdict",
		    "rule \"%.*s\" is said to be \"%s\": its tests give "
		    "\"%s\"",
		    STR_ARG(str_clip(attr(h, node, "rule"), 64)),
		    verdict_name(says), verdict_name(least));
}

/* The element <rule> of the header that a verdict is of; or NULL. */
static xmlNode *
rule_of(struct holds *h, const xmlNode *verdict)
{
	struct str pack = attr(h, verdict, "pack");
	struct str rule = attr(h, verdict, "rule");

	for (xmlNode *p = first(child(h->root, "header"), "pack"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = first(p, "rule");
		     r != NULL && str_eq(attr(h, p, "id"), pack);
		     r = xml_named(r->next, FILING_XMLNS, "rule"))
			if (str_eq(attr(h, r, "id"), rule))
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
	enum draft_basis basis = basis_of(attr(h, product, "basis"));
	bool triggered = false, counts = false;

	for (xmlNode *v = first(child(product, "verdicts"), "verdict");
	     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict")) {
		const xmlNode *rule = rule_of(h, v);

		if (rule == NULL) {
			holds_refuse(h, v, "verdict",
			    "a verdict on a rule that the header does not "
			    "name");
			continue;
		}
		if (!str_is(attr(h, v, "by"), "law") ||
		    !str_is(attr(h, v, "is"), "triggered"))
			continue;
		triggered = true;
		counts |= str_is(attr(h, rule, "counts"), "yes");
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
static void
check_basis(struct holds *h)
{
	const xmlNode *header = child(h->root, "header");
	struct str says = attr(h, header, "basis");
	enum draft_basis least = DRAFT_NONE, basis;

	for (xmlNode *p = first(h->root, "product"); p != NULL;
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

/* Is there a decision that asks for a report by some day? */
static bool
has_report_due(struct holds *h)
{
	for (xmlNode *p = first(h->root, "product"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "product"))
		for (xmlNode *o = first(child(p, "outcomes"), "outcome");
		     o != NULL; o = xml_named(o->next, FILING_XMLNS, "outcome"))
			for (xmlNode *d = first(o, "decision"); d != NULL;
			     d = xml_named(d->next, FILING_XMLNS, "decision"))
				if (attr(h, d, "working-days").n > 0)
					return true;
	return false;
}

/* What amends or withdraws names what, and nothing else does; what reports
 * says by which day. */
static void
check_kind(struct holds *h)
{
	const xmlNode *header = child(h->root, "header");
	struct str kind = attr(h, header, "kind");
	bool change = filing_kind_changes(kind);

	if (change && !filing_is_change(h->root))
		holds_refuse(h, header, "kind",
		    "kind \"%.*s\" and no earlier filing", STR_ARG(kind));
	if (!change && filing_is_change(h->root))
		holds_refuse(h, header, "kind",
		    "kind \"%.*s\" and an earlier filing", STR_ARG(kind));
	if (str_is(kind, "report") && !has_report_due(h))
		holds_refuse(h, header, "kind",
		    "kind \"report\" and no decision that asks for one: "
		    "expected a transaction of which one is due");
}

/* Who files under a law that nobody enacted says so. */
static void
check_hypothetical(struct holds *h)
{
	const xmlNode *header = child(h->root, "header");
	bool says = str_is(attr(h, header, "hypothetical"), "yes");
	bool is = false, notice = false;

	for (xmlNode *p = first(header, "pack"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = first(p, "rule"); r != NULL;
		     r = xml_named(r->next, FILING_XMLNS, "rule"))
			is |= str_is(attr(h, r, "state"), "hypothetical");
	for (xmlNode *n = first(header, "notice"); n != NULL;
	     n = xml_named(n->next, FILING_XMLNS, "notice"))
		notice |= str_is(attr(h, n, "about"), "hypothetical");
	if (is != says || is != notice)
		holds_refuse(h, header, "hypothetical",
		    is ? "a rule is hypothetical and the header does not say so"
		       : "the header says hypothetical and no rule is");
}

static void
refuse_said(
    void *ctx, const struct dealt_field *x, const struct dealt_other *other)
{
	struct holds *h = ctx;

	holds_refuse_at(h, other->at, "transaction",
	    "%s/%s is \"%.*s\": the transaction says \"%.*s\"",
	    profile_blocks[x->block].name, x->field,
	    STR_ARG(str_clip(other->value, 80)),
	    STR_ARG(str_clip(x->value, 80)));
}

/* Are the lines of goods as goods_arrange() puts them? */
static bool
is_arranged(const struct profile *p, const struct profile *q)
{
	size_t first, at, n = profile_parts(p, BLOCK_GOODS, &first);

	if (profile_parts(q, BLOCK_GOODS, &at) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!str_eq(profile_item(&p->part[first + i]),
			profile_item(&q->part[at + i])))
			return false;
	return true;
}

/* What all goods hold together is what the content of one of each gives. */
static void
check_totals(struct holds *h, const struct profile *p, struct error *err)
{
	const xmlNode *totals = child(h->root, "totals");
	char row[8];
	bool holds = true;

	if (totals_hold(h->root, p, &holds, row, err) != ST_OK || holds)
		return;
	if (row[0] != '\0')
		holds_refuse(h, totals, "arithmetic",
		    "totals, %s: not the content of one of each product times "
		    "how many the goods say",
		    row);
	else
		holds_refuse(h, totals, "arithmetic",
		    "the totals are not those of these products and goods");
}

/* Lines of goods of each product, and no field that the transaction says
 * otherwise. */
static void
check_goods(struct holds *h)
{
	struct profile p = { 0 }, q = { 0 };
	struct goods_stray stray;
	struct goods_name *name;
	struct error err = { 0 };
	size_t n = 0;

	if (profile_of_tree(&p, h->root, FILING_XMLNS, h->file, &err) ==
		ST_OK &&
	    filing_products(h->root, &h->scratch, &name, &n, &err) == ST_OK) {
		q = (struct profile){ .part = p.part, .n = p.n };
		if (goods_arrange(&q, name, n, &stray, &err) == ST_OK &&
		    (stray.n > 0 || !is_arranged(&p, &q)))
			holds_refuse(h, first(h->root, "goods"), "goods",
			    "expected the lines of goods in the order of the "
			    "products, one or more of each, and of nothing "
			    "else");
		if (err.code == ST_OK)
			dealt_review(
			    h->root, &q, n, h->file, refuse_said, h, &err);
		if (err.code == ST_OK)
			check_totals(h, &q, &err);
	}
	if (err.code != ST_OK)
		holds_refuse(h, h->root, "content", "%s", err.text);
	arena_free(&q.mem);
	profile_free(&p);
}

/* An outcome is that of its decisions, and of a rule that was judged. */
static void
check_outcomes(struct holds *h, const xmlNode *product)
{
	for (xmlNode *o = first(child(product, "outcomes"), "outcome");
	     o != NULL; o = xml_named(o->next, FILING_XMLNS, "outcome")) {
		struct str is = attr(h, o, "is");
		bool open = str_is(is, outcome_word(OUTCOME_UNDETERMINED));
		const xmlNode *d = first(o, "decision");

		if (rule_of(h, o) == NULL)
			holds_refuse(h, o, "outcome",
			    "an outcome of a rule that the header does not "
			    "name");
		if (!open && d == NULL)
			holds_refuse(h, o, "outcome",
			    "\"%.*s\" without a decision", STR_ARG(is));
		for (; !open && d != NULL;
		     d = xml_named(d->next, FILING_XMLNS, "decision"))
			if (!str_eq(attr(h, d, "outcome"), is))
				holds_refuse(h, d, "outcome",
				    "\"%.*s\" by a decision that gives "
				    "\"%.*s\"",
				    STR_ARG(is),
				    STR_ARG(attr(h, d, "outcome")));
	}
}

static void
refuse_seal(void *ctx, const xmlNode *node, enum seal_fault fault,
    const char *attribute)
{
	static const char *const why[] = {
		[SEAL_TWICE] = "stands in clear beside its digest",
		[SEAL_LOST] = "is neither in clear nor sealed",
		[SEAL_STRAY] = "is the digest of what nobody seals there",
		[SEAL_DEMANDED] = "is sealed, and a form demands it in clear",
	};
	struct holds *h = ctx;

	holds_refuse(h, node, "seal", "%.40s of <%.40s> %s", attribute,
	    (const char *)node->name, why[fault]);
}

/* Each value is there in clear or sealed, and not what a form demands. */
static void
check_seals(struct holds *h, xmlDoc *doc)
{
	uint32_t demanded = 0;

	for (xmlNode *p = first(child(h->root, "header"), "pack"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "pack"))
		demanded |= disclosed_of(attr(h, p, "demands"));
	seal_review(doc, demanded, refuse_seal, h);
}

/* The order in which a filing has its products: by part number, maker and
 * revision. */
static int
order_of(struct holds *h, const xmlNode *x, const xmlNode *y)
{
	static const char *const by[] = { "part", "maker", "revision" };
	int c = 0;

	for (size_t i = 0; c == 0 && i < sizeof(by) / sizeof(by[0]); i++)
		c = str_compare(attr(h, x, by[i]), attr(h, y, by[i]));
	return c;
}

static void
check_products(struct holds *h)
{
	const xmlNode *before = NULL;

	for (xmlNode *p = first(h->root, "product"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "product")) {
		if (before != NULL && order_of(h, before, p) >= 0)
			holds_refuse(h, p, "content",
			    "a product for the second time, or not in the "
			    "order of part number, maker and revision");
		before = p;
		for (xmlNode *v = first(child(p, "verdicts"), "verdict");
		     v != NULL; v = xml_named(v->next, FILING_XMLNS, "verdict"))
			check_verdict(h, v);
		check_outcomes(h, p);
		holds_content(h, p);
	}
}

/*
 * filing_check - hold a filing against itself.
 *
 * In:	doc   accepted by schemas/filing-1.xsd; a signature is passed over
 * Err:	ST_VERIFY, all that is wrong in f
 */
enum status
filing_check(
    xmlDoc *doc, const char *file, const char **reason, struct findings *f)
{
	struct holds h;

	holds_init(&h, xmlDocGetRootElement(doc), file, f);
	if (check_id(&h, doc)) {
		check_form(&h, doc);
		check_complete(&h);
		check_products(&h);
		check_kind(&h);
		check_basis(&h);
		check_hypothetical(&h);
		check_seals(&h, doc);
		check_goods(&h);
	}
	holds_clear(&h);
	if (reason != NULL)
		*reason = h.reason;
	return h.reason[0] == '\0' ? ST_OK : ST_VERIFY;
}
