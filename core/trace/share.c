/* SPDX-License-Identifier: Apache-2.0 */
/* share - which part of a rare earth counts; see share.h. */
#include "core/trace/share.h"

#include "core/trace/suppose.h"

/* The last stage that took place is the first one of these that did.
 * Scrap takes the place of a mine, and is worked on like its ore. */
static const uint8_t latest_first[STAGE_COUNT] = { STAGE_COMPONENT,
	STAGE_MAGNET, STAGE_ALLOY, STAGE_METAL, STAGE_SEPARATION,
	STAGE_RECYCLING, STAGE_BENEFICIATION, STAGE_MINING };

uint32_t
share_stages(const struct channel *ch)
{
	return ch->stages != 0 ? ch->stages : ALL_STAGES;
}

/* One of the stages: [max of the least, min(1, sum of the greatest)]. */
static void
any_stage(uint32_t set, const struct stages *s, struct exact *out,
    struct share_by *by)
{
	bool whole = false;

	for (int k = 0; k < STAGE_COUNT; k++) {
		const struct exact *x = &s->of[k].in;
		int c = mpq_cmp(x->lo, out->lo);

		if ((set & STAGE_BIT(k)) == 0)
			continue;
		if (c > 0)
			by->low = 0;
		if (c >= 0 && (mpq_sgn(x->lo) > 0 || x->lo_open))
			by->low |= STAGE_BIT(k);
		if (mpq_sgn(x->hi) > 0)
			by->high |= STAGE_BIT(k);
		exact_raise_lo(out, x->lo, x->lo_open);
		if (whole) /* and more */
			continue;
		num_add(out->hi, out->hi, x->hi);
		out->hi_open |= x->hi_open;
		whole = mpq_cmp_ui(out->hi, 1, 1) > 0;
	}
	if (whole) {
		num_set_one(out->hi);
		out->hi_open = false;
		out->hi_loose = true;
	}
}

/* Each of n stages: [max(0, sum of the least - (n - 1)), min of the
 * greatest]. */
static void
all_stages(uint32_t set, const struct stages *s, struct exact *out,
    struct share_by *by)
{
	mpq_t least, one;
	bool open = false;

	mpq_inits(least, one, NULL);
	num_set_one(one);
	num_set_one(least);
	num_set_one(out->hi);
	for (int k = 0; k < STAGE_COUNT; k++) {
		const struct exact *x = &s->of[k].in;
		int c = mpq_cmp(x->hi, out->hi);

		if ((set & STAGE_BIT(k)) == 0)
			continue;
		num_add(least, least, x->lo);
		mpq_sub(least, least, one);
		open |= x->lo_open;
		if (mpq_cmp(x->lo, one) < 0 || x->lo_open)
			by->low |= STAGE_BIT(k);
		if (c < 0)
			by->high = 0;
		if (c <= 0)
			by->high |= STAGE_BIT(k);
		exact_lower_hi(out, x->hi, x->hi_open);
	}
	exact_raise_lo(out, least, open);
	mpq_clears(least, one, NULL);
}

/* The last stage that took place: the latest one that may have. */
static void
last_stage(uint32_t set, const struct stages *s, struct exact *out,
    struct share_by *by)
{
	for (int i = 0; i < STAGE_COUNT; i++) {
		int k = latest_first[i];

		if ((set & STAGE_BIT(k)) == 0 || s->of[k].known == STAGE_NONE)
			continue;
		exact_set(out, &s->of[k].in);
		by->low = by->high = STAGE_BIT(k);
		return;
	}
}

static void
whole(struct exact *out)
{
	exact_zero(out);
	num_set_one(out->lo);
	num_set_one(out->hi);
}

void
share_of_stages(const struct channel *ch, const struct stages *s,
    struct exact *out, struct share_by *by)
{
	uint32_t set = share_stages(ch);
	struct share_by ignored;

	if (by == NULL)
		by = &ignored;
	*by = (struct share_by){ 0, 0 };
	exact_zero(out);
	switch ((enum origin_policy)ch->policy) {
	case POLICY_EVERY:
		whole(out);
		break;
	case POLICY_ANY_STAGE:
		any_stage(set, s, out, by);
		break;
	case POLICY_ALL_STAGES:
		all_stages(set, s, out, by);
		break;
	case POLICY_LAST_STAGE:
		last_stage(set, s, out, by);
		break;
	}
}

/* Where nobody speaks of origins: all of it may count, or none can. */
static bool
may_count(const struct channel *ch, enum form f)
{
	uint32_t set = share_stages(ch), through = stages_of_form(f);

	return ch->policy == POLICY_ALL_STAGES ? (set & ~through) == 0
					       : (set & through) != 0;
}

/* What is then known of each stage, if the item is supposed to be answered
 * for.  What does not count is least where most does. */
static void
suppose_stages(bool rest, struct stages *s, unsigned supposed)
{
	bool least = (supposed & SUPPOSE_ORIGINS) != 0;

	if (!least && (supposed & SUPPOSE_TELLS) == 0)
		return;
	for (int k = 0; k < STAGE_COUNT; k++)
		if (least != rest)
			suppose_least(&s->of[k].in);
		else
			suppose_most(&s->of[k].in);
}

/* Whatever may count does, where the law deems what nobody tells to. */
static void
deem(const struct channel *ch, struct exact *out)
{
	if (!ch->deemed)
		return;
	num_set(out->lo, out->hi);
	out->lo_open = out->hi_open = out->hi_loose = out->lo_loose = false;
}

static void
share_told(const struct bom *b, const struct channel *ch,
    const struct stages_of *of, unsigned supposed, struct stages *work,
    struct exact *out)
{
	bool rest = ch->rest && suppose_rests(b);

	if (ch->policy == POLICY_EVERY) {
		whole(out);
		return;
	}
	if (!stages_are_spoken_of(b, of)) {
		bool may = may_count(ch, (enum form)b->item[of->item].form);

		exact_zero(out);
		if (may && ((supposed & SUPPOSE_ORIGINS) == 0 || rest))
			num_set_one(out->hi);
		if (may && (supposed & SUPPOSE_ORIGINS) != 0 && rest)
			num_set_one(out->lo);
		return;
	}
	stages_find(b, ch, of, work);
	suppose_stages(rest, work, supposed);
	share_of_stages(ch, work, out, NULL);
	/* how stages overlap nobody tells */
	if ((supposed & SUPPOSE_TELLS) != 0 && rest)
		suppose_most(out);
	else if ((supposed & SUPPOSE_TELLS) != 0)
		suppose_least(out);
}

static void
share_of(const struct bom *b, const struct channel *ch,
    const struct stages_of *of, unsigned supposed, struct stages *work,
    struct exact *out)
{
	share_told(b, ch, of, supposed, work, out);
	deem(ch, out);
}

void
share_of_line(const struct bom *b, const struct channel *ch,
    const struct content *line, int element, struct stages *work,
    struct exact *out)
{
	const struct stages_of of = { line->item, line, element };

	share_of(b, ch, &of, supposed_of_line(b, line), work, out);
}

/* The origin of what nobody has named is no answer to a question about the
 * origin of what somebody has. */
void
share_of_rest(const struct bom *b, const struct channel *ch, uint32_t item,
    int element, struct stages *work, struct exact *out)
{
	const struct stages_of of = { item, NULL, element };

	share_of(b, ch, &of,
	    supposed_of_item(b, item) & ~(unsigned)SUPPOSE_ORIGINS, work, out);
}

bool
share_differs(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		if (b->origin[b->item_origin[k]].elements != 0)
			return true;
	return false;
}
