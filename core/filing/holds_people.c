/* SPDX-License-Identifier: Apache-2.0 */
/* holds_people - does what people say in a filing fit the rest of it?  See
 * holds.h. */
#include "core/filing/holds.h"

#include "core/filing/profile/contracts.h"
#include "core/filing/profile/dealt.h"
#include "core/filing/profile/period.h"
#include "core/filing/profile/totals.h"

static void
refuse_contract(void *user, struct pos at, const char *text)
{
	holds_refuse_at(user, at, "contracts", "%s", text);
}

void
holds_complete(struct holds *h, const struct profile *p)
{
	struct missing m = { NULL, 0 };
	struct error err = { 0 };

	if (missing_find(p, filing_is_change(h->root), &h->scratch, &m, &err) !=
	    ST_OK) {
		holds_refuse(h, h->root, "content", "%s", err.text);
		return;
	}
	if (period_check(p, &err) != ST_OK)
		holds_refuse_at(h, err.at, "period", "%s", err.text);
	if (contracts_check(p, refuse_contract, h, &err) != ST_OK)
		holds_refuse(h, h->root, "content", "%s", err.text);
	for (size_t i = 0; i < m.n; i++)
		holds_refuse_at(h, m.field[i].at, "incomplete",
		    "%s is blank: expected %s", m.field[i].name,
		    m.field[i].ask);
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
	const xmlNode *totals = holds_child(h->root, "totals");
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
void
holds_goods(struct holds *h, const struct profile *p, bool totals)
{
	struct profile q = { .part = p->part, .n = p->n };
	struct goods_stray stray;
	struct goods_name *name;
	struct error err = { 0 };
	size_t n = 0;

	if (filing_products(h->root, &h->scratch, &name, &n, &err) == ST_OK &&
	    goods_arrange(&q, name, n, &stray, &err) == ST_OK &&
	    (stray.n > 0 || !is_arranged(p, &q)))
		holds_refuse(h, holds_first(h->root, "goods"), "goods",
		    "expected the lines of goods in the order of the "
		    "products, one or more of each, and of nothing "
		    "else");
	if (err.code == ST_OK)
		dealt_review(h->root, &q, n, h->file, refuse_said, h, &err);
	if (err.code == ST_OK && totals)
		check_totals(h, &q, &err);
	if (err.code != ST_OK)
		holds_refuse(h, h->root, "content", "%s", err.text);
	arena_free(&q.mem);
}
