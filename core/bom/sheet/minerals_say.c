/* SPDX-License-Identifier: Apache-2.0 */
/* minerals_say - what a report about minerals says of its products; see
 * minerals.h. */
#include "core/bom/sheet/minerals.h"

#include <string.h>

/* Smelters of what is said not to be in it: one of the two is wrong. */
static void
check_smelters(struct report *r)
{
	for (const struct smelter *s = r->smelter; s != NULL; s = s->next) {
		struct mineral *m = &r->mineral[s->mineral];

		if (m->answer != ANSWER_NO)
			continue;
		m->answer = ANSWER_UNKNOWN;
		findings_warn(r->in->f, ST_CONFLICT, bom_pos(r->in->b, m->at),
		    "\"%.*s\" is answered with No, and has smelters all the "
		    "same: taken as not answered",
		    STR_ARG(str_clip(m->name, 60)));
	}
}

static enum status
say_presence(struct report *r, size_t mineral, uint32_t ref, struct place at)
{
	const struct field none = { { "", 0 }, at };
	struct content_text t = { none, none, none, none, none,
		{ none, none, none, none }, none, none, none, none, at };
	uint32_t first;

	t.element.text = mineral == MINERAL_ALL
			     ? STR("all")
			     : str_of(element_at((int)mineral)->symbol);
	t.scope.text = STR("total");
	if (r->mineral[mineral].answer == ANSWER_NO)
		t.kind.text = STR("not-added");
	else
		t.amount.amount.text = STR("unknown");
	return fields_content(
	    r->in->b, r->in->chem, &t, ref, r->in->decl, &first, r->in->f);
}

static bool
add_origin(struct report *r, const struct smelter *s, uint32_t ref, bool all)
{
	struct origin *o = bom_add_origin(r->in->b);

	if (o == NULL)
		return false;
	*o = (struct origin){ .item = ref,
		.content = BOM_NONE,
		.elements = s->mineral == MINERAL_ALL ? 0 : 1u << s->mineral,
		.decl = r->in->decl,
		.share = { all ? NUM_ONE : NUM_ZERO, NUM_ONE, false, false,
		    true },
		.at = s->at,
		.stage = STAGE_SEPARATION,
		.standing = STANDING_DECLARED };
	memcpy(o->country, s->country, 3);
	return true;
}

/*
 * The countries of its smelters.  Which part comes from which nobody says, and
 * the list may lack some: each has any share.  One country alone, in a list
 * that is whole, has all of it.
 */
static bool
say_origins(struct report *r, size_t mineral, uint32_t ref)
{
	const struct mineral *m = &r->mineral[mineral];
	bool whole = m->countries == 1 && m->all_answered && !m->unplaced;

	for (const struct smelter *s = r->smelter; s != NULL; s = s->next)
		if (s->mineral == mineral && !add_origin(r, s, ref, whole))
			return false;
	return true;
}

static enum status
say_product(struct report *r, const struct product *p)
{
	struct bom *b = r->in->b;
	uint32_t ref = bom_ref(b, p->number, STR(""), STR(""), p->at);
	enum status st = ST_OK;

	if (ref == BOM_NONE)
		return fields_nomem(r->in->f);
	for (size_t i = 0; st == ST_OK && i < MINERALS; i++) {
		const struct mineral *m = &r->mineral[i];

		if (m->answer != ANSWER_YES && m->answer != ANSWER_NO)
			continue;
		st = say_presence(r, i, ref, p->at);
		if (st == ST_OK && m->answer == ANSWER_YES &&
		    !say_origins(r, i, ref))
			st = fields_nomem(r->in->f);
	}
	return st;
}

/* A report that says nothing of any part is no fault: it is told. */
static void
tell_nothing(const struct report *r)
{
	struct pos at = { r->in->b->file[r->in->file].name, 0, 0 };

	if (r->nmineral == 0)
		findings_add(r->in->f, SEV_NOTE, ST_OK, at,
		    "a report about minerals, none of which is a rare earth: "
		    "nothing of it concerns what is asked here");
	else if (r->product == NULL)
		findings_loss(r->in->f, ST_INCOMPLETE, at,
		    "a report about a company as a whole, or about what it "
		    "describes in words, which lists no product: nothing of it "
		    "is taken; expected scope B, with the numbers of products "
		    "in the sheet Product List");
}

enum status
minerals_say(struct report *r)
{
	enum status st = ST_OK;

	check_smelters(r);
	tell_nothing(r);
	for (const struct product *p = r->product; st == ST_OK && p != NULL;
	     p = p->next)
		st = say_product(r, p);
	return st;
}
