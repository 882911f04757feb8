/* SPDX-License-Identifier: Apache-2.0 */
/*
 * choose - the uses of one day, and which of them are alternatives.
 *
 * A use may say from and until when it holds.  Uses of one parent that name
 * the same place are alternatives: one of them is built in, and nobody says
 * which.  They are put side by side, at the place of the first of them.
 */
#include "core/bom/link/steps.h"

#include <stdlib.h>
#include <string.h>

/* A use of the parent at hand on its way to its turn. */
struct turn {
	struct use use;
	uint32_t first; /* where the first use of its place stands */
	uint32_t at;
};

struct chooser {
	struct bom *b;
	struct findings *f;
	date_day as_of;
	struct turn *turn;
	size_t cap;
	size_t left_out;
	struct place first_out;
};

static bool
holds_on(const struct use_note *n, date_day day)
{
	return day == DATE_NONE ||
	       ((n->from == DATE_NONE || n->from <= day) &&
		   (n->until == DATE_NONE || day <= n->until));
}

static uint32_t
place_of(const struct bom *b, const struct use *u)
{
	return b->note[u->note].place;
}

/* One of which there is none is no alternative, and comes last. */
static int
compare_turns(const void *pa, const void *pb)
{
	const struct turn *a = pa, *b = pb;
	bool a_none = a->use.qty == NUM_ZERO, b_none = b->use.qty == NUM_ZERO;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a_none != b_none)
		return a_none ? 1 : -1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* The same with first holding the place. */
static void
find_firsts(struct turn *turn, size_t n)
{
	qsort(turn, n, sizeof(*turn), compare_turns);
	for (size_t i = 0, k; i < n; i = k) {
		uint32_t place = turn[i].first, first = turn[i].at;

		for (k = i; k < n && turn[k].first == place; k++)
			turn[k].first = place == 0 ? turn[k].at : first;
	}
	qsort(turn, n, sizeof(*turn), compare_turns);
}

static void
say_alone(struct chooser *c, const struct use *u)
{
	const struct bom *b = c->b;
	char label[160];

	findings_warn(c->f, ST_INCOMPLETE, bom_pos(b, u->at),
	    "alternative \"%.*s\" of %.*s stands alone: expected another use "
	    "with the same name; this one is taken as built in",
	    STR_ARG(str_clip(bom_text_get(b, b->note[u->note].place), 60)),
	    STR_ARG(bom_item_label(b, u->parent, label, sizeof(label))));
}

/* Uses first.. of one parent into their turns; some: others of them do not
 * hold today. */
static bool
put_side_by_side(struct chooser *c, uint32_t first, size_t n, bool some)
{
	struct use *use = &c->b->use[first];
	struct turn *turn = array_grow(c->turn, &c->cap, n, sizeof(*c->turn));

	if (turn == NULL)
		return false;
	c->turn = turn;
	for (size_t i = 0; i < n; i++)
		turn[i] = (struct turn){ use[i], place_of(c->b, &use[i]),
			(uint32_t)i };
	find_firsts(turn, n);
	for (size_t i = 0; i < n; i++) {
		bool other = i > 0 && turn[i].first == turn[i - 1].first;
		bool followed = i + 1 < n && turn[i + 1].first == turn[i].first;

		use[i] = turn[i].use;
		if (other && use[i].qty != NUM_ZERO)
			use[i].flags |= USE_OTHER;
		else if (!some && !other && !followed &&
			 place_of(c->b, &use[i]) != 0)
			say_alone(c, &use[i]);
	}
	return true;
}

/* The uses of one parent that hold, moved to where `to` is; false: memory. */
static bool
choose_uses(struct chooser *c, uint32_t from, uint32_t end, uint32_t *to)
{
	struct bom *b = c->b;
	uint32_t first = *to;
	bool places = false, some = false;

	for (uint32_t k = from; k < end; k++) {
		const struct use u = b->use[k];

		if (u.note != 0 && !holds_on(&b->note[u.note], c->as_of)) {
			if (c->left_out++ == 0)
				c->first_out = u.at;
			some = true;
			continue;
		}
		places |= u.note != 0 && place_of(b, &u) != 0;
		if (*to < k)
			b->use[*to] = u;
		++*to;
	}
	return !places || put_side_by_side(c, first, *to - first, some);
}

static void
say_left_out(struct chooser *c)
{
	char day[DATE_TEXT];

	if (c->left_out == 0)
		return;
	date_format(c->as_of, day);
	if (c->left_out == 1)
		findings_warn(c->f, ST_OK, bom_pos(c->b, c->first_out),
		    "this use does not hold on %s and is left out", day);
	else
		findings_warn(c->f, ST_OK, bom_pos(c->b, c->first_out),
		    "this use and %zu more do not hold on %s and are left out",
		    c->left_out - 1, day);
}

/* Do all uses hold, each in a place of its own? */
static bool
nothing_to_choose(const struct chooser *c)
{
	const struct bom *b = c->b;

	for (size_t i = 1; i < b->nnote; i++)
		if (b->note[i].place != 0 || !holds_on(&b->note[i], c->as_of))
			return false;
	return true;
}

/*
 * link_choose - leave out what does not hold, put alternatives together.
 *
 * In:	b      uses sorted by parent
 *	as_of  DATE_NONE: every use holds
 * Cost:	linear; n log n in the uses of a parent that has alternatives
 */
bool
link_choose(struct bom *b, date_day as_of, struct findings *f)
{
	struct chooser c = { .b = b, .f = f, .as_of = as_of };
	uint32_t to = 0, from = 0;
	bool ok = true;

	if (nothing_to_choose(&c))
		return true;
	for (uint32_t i = 0; ok && i < b->nitem; i++) {
		uint32_t end = b->use_start[i + 1];

		b->use_start[i] = to;
		ok = choose_uses(&c, from, end, &to);
		from = end;
	}
	b->use_start[b->nitem] = to;
	b->nuse = to;
	free(c.turn);
	say_left_out(&c);
	return ok;
}
