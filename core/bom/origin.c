/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin - several documents speak of the origin of one item: which counts?
 *
 * As for amounts: for each stage and element the best document that speaks
 * of it counts (declare.c); of country and of technology each by itself.
 * What an origin says of its own standing lifts it above its document.
 * Shares of one document at one stage add up; above 100 % they contradict
 * themselves, which is a finding, and what they say of that stage is then
 * left unknown.
 */
#include "core/bom/steps.h"

#include <stdlib.h>
#include <string.h>

/* Country, technology: of which of them something is said. */
#define ASPECTS 2

struct origins {
	struct bom *b;
	struct findings *f;
	/* The word that counts, or NULL. */
	const struct origin *best[ASPECTS][STAGE_COUNT][NELEM];
	mpq_t sum[STAGE_COUNT][NELEM], view; /* shares of it; view: an alias */
	bool open[STAGE_COUNT][NELEM];       /* the sum is more than that */
	bool over[STAGE_COUNT][NELEM];
};

bool
origin_is_presumed(const struct bom *b, const struct origin *o)
{
	return o->standing == STANDING_PRESUMED ||
	       b->decl[o->decl].standing == STANDING_PRESUMED;
}

bool
origin_speaks(const struct origin *o, bool technology)
{
	bool named = o->technology[0] != '\0';

	return o->absent || (technology ? named : o->country[0] || !named);
}

static enum standing
standing_of(const struct bom *b, const struct origin *o)
{
	uint8_t document = b->decl[o->decl].standing;

	if (origin_is_presumed(b, o))
		return STANDING_PRESUMED;
	return (enum standing)(o->standing < document ? o->standing : document);
}

int
origin_compare(
    const struct bom *b, const struct origin *x, const struct origin *y)
{
	enum standing sx = standing_of(b, x), sy = standing_of(b, y);
	uint32_t rx = b->decl[x->decl].rank, ry = b->decl[y->decl].rank;

	if (sx != sy)
		return sx < sy ? -1 : 1;
	return rx == ry ? 0 : rx < ry ? -1 : 1;
}

static uint32_t
elements_of(const struct origin *o)
{
	return o->elements != 0 ? o->elements : ELEMENT_ALL;
}

/* It speaks of the stages from the first up to before the end. */
static int
first_stage(const struct origin *o)
{
	return o->stage == STAGE_ALL ? 0 : o->stage;
}

static int
end_stage(const struct origin *o)
{
	return o->stage == STAGE_ALL ? STAGE_RECYCLING : o->stage + 1;
}

/* The next element of a mask, taken out of it. */
static int
next_element(uint32_t *mask)
{
	int e = __builtin_ctz(*mask);

	*mask &= *mask - 1;
	return e;
}

static void
note_best(struct origins *w, const struct origin *o, int aspect)
{
	if (!origin_speaks(o, aspect != 0))
		return;
	for (int s = first_stage(o); s < end_stage(o); s++)
		for (uint32_t m = elements_of(o); m != 0;) {
			const struct origin **best =
			    &w->best[aspect][s][next_element(&m)];

			if (*best == NULL || origin_compare(w->b, o, *best) < 0)
				*best = o;
		}
}

/* Is it of the best document at a place of which it speaks? */
static bool
wins(const struct origins *w, const struct origin *o, int aspect, int stage,
    int e)
{
	return w->best[aspect][stage][e]->decl == o->decl;
}

/* Does it prevail anywhere?  Only then it counts, and only there. */
static bool
prevails(const struct origins *w, const struct origin *o)
{
	if (origin_is_presumed(w->b, o))
		return false;
	for (int a = 0; a < ASPECTS; a++)
		for (int s = first_stage(o);
		     origin_speaks(o, a != 0) && s < end_stage(o); s++)
			for (uint32_t m = elements_of(o); m != 0;)
				if (wins(w, o, a, s, next_element(&m)))
					return true;
	return false;
}

static void
say_over(struct origins *w, const struct origin *o)
{
	char label[160];

	findings_warn(w->f, ST_CONFLICT, bom_pos(w->b, o->at),
	    "%.*s: the shares of origin at the stage \"%s\" add up to more "
	    "than 100 %%: expected at most 100 %%; the stage counts as "
	    "unknown",
	    STR_ARG(bom_item_label(w->b, o->item, label, sizeof(label))),
	    stage_name((enum stage)o->stage));
}

/* Has it a share of a country, to be added up? */
static bool
has_share(const struct origin *o)
{
	return origin_speaks(o, false) && !o->absent &&
	       (o->share.lo != NUM_ZERO || o->share.lo_open);
}

/* Adds a share; true if it is the one that passes 100 %. */
static bool
add_share(struct origins *w, const struct origin *o)
{
	bool passed = false;

	if (!has_share(o))
		return false;
	numtab_view(&w->b->num, o->share.lo, w->view);
	for (int s = first_stage(o); s < end_stage(o); s++)
		for (uint32_t m = elements_of(o); m != 0;) {
			int e = next_element(&m), c;
			mpq_ptr sum = w->sum[s][e];

			if (!wins(w, o, 0, s, e))
				continue;
			mpq_add(sum, sum, w->view);
			w->open[s][e] |= o->share.lo_open;
			c = mpq_cmp_ui(sum, 1, 1);
			if ((c > 0 || (c == 0 && w->open[s][e])) &&
			    !w->over[s][e]) {
				w->over[s][e] = true;
				passed = true;
			}
		}
	return passed;
}

static bool
is_over(const struct origins *w, const struct origin *o)
{
	if (!has_share(o))
		return false;
	for (int s = first_stage(o); s < end_stage(o); s++)
		for (uint32_t m = elements_of(o); m != 0;) {
			int e = next_element(&m);

			if (wins(w, o, 0, s, e) && w->over[s][e])
				return true;
		}
	return false;
}

static void
reset_sums(struct origins *w)
{
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++) {
			mpq_set_ui(w->sum[s][e], 0, 1);
			w->open[s][e] = w->over[s][e] = false;
		}
}

static void
say_conflict(
    struct origins *w, const struct origin *kept, const struct origin *lost)
{
	const struct bom *b = w->b;
	struct pos at = bom_pos(b, kept->at);
	char label[160];

	findings_warn(w->f, ST_CONFLICT, bom_pos(b, lost->at),
	    "%.*s: another origin at the stage \"%s\" is stated at %s:%u, "
	    "which counts because it is %s: expected one statement, ask the "
	    "supplier",
	    STR_ARG(bom_item_label(b, lost->item, label, sizeof(label))),
	    stage_name((enum stage)lost->stage), at.file != NULL ? at.file : "",
	    at.line,
	    standing_of(b, kept) < standing_of(b, lost) ? "verified"
	    : b->decl[kept->decl].date > b->decl[lost->decl].date
		? "newer"
		: "read first");
}

/* Do both say the same of the aspect? */
static bool
agree(const struct origin *x, const struct origin *y, int aspect)
{
	const char *px = aspect == 0 ? x->country : x->technology;
	const char *py = aspect == 0 ? y->country : y->technology;

	return x->absent == y->absent && strcmp(px, py) == 0;
}

/* What o loses against, where the two disagree; or NULL. */
static const struct origin *
find_rival(const struct origins *w, const struct origin *o)
{
	for (int a = 0; a < ASPECTS; a++)
		for (int s = first_stage(o);
		     origin_speaks(o, a != 0) && s < end_stage(o); s++)
			for (uint32_t m = elements_of(o); m != 0;) {
				int e = next_element(&m);

				if (!wins(w, o, a, s, e) &&
				    !agree(w->best[a][s][e], o, a))
					return w->best[a][s][e];
			}
	return NULL;
}

/* The origins of a content line, or (line NULL) of a whole item. */
struct spoken {
	const struct content *line;
	uint32_t first, n;
};

static struct origin *
spoken_at(const struct bom *b, const struct spoken *list, uint32_t k)
{
	return &b->origin[list->line != NULL ? list->first + k
					     : b->item_origin[list->first + k]];
}

/* One alone that says all or nothing: there is nothing to hold it against. */
static bool
is_plain(const struct bom *b, const struct spoken *list)
{
	const struct origin *o = spoken_at(b, list, 0);

	return list->n == 1 && !o->share.lo_open &&
	       (o->share.lo == NUM_ZERO || o->share.lo == NUM_ONE);
}

static void
judge_spoken(struct origins *w, const struct spoken *list)
{
	const struct bom *b = w->b;

	memset(w->best, 0, sizeof(w->best));
	reset_sums(w);
	for (uint32_t k = 0; k < list->n; k++) {
		const struct origin *o = spoken_at(b, list, k);

		for (int a = 0; a < ASPECTS && !origin_is_presumed(b, o); a++)
			note_best(w, o, a);
	}
	for (uint32_t k = 0; k < list->n; k++) {
		struct origin *o = spoken_at(b, list, k);

		o->counts = prevails(w, o);
		if (o->counts && add_share(w, o))
			say_over(w, o);
	}
	for (uint32_t k = 0; k < list->n; k++) {
		struct origin *o = spoken_at(b, list, k);
		const struct origin *rival;

		o->over = o->counts && is_over(w, o);
		o->counts = o->counts && !o->over;
		rival = origin_is_presumed(b, o) ? NULL : find_rival(w, o);
		if (rival != NULL)
			say_conflict(w, rival, o);
	}
}

static void
judge(struct origins *w, struct spoken list)
{
	struct origin *o;

	if (list.n == 0)
		return;
	o = spoken_at(w->b, &list, 0);
	if (is_plain(w->b, &list))
		o->counts = !origin_is_presumed(w->b, o);
	else
		judge_spoken(w, &list);
}

/*
 * link_origins - which statements of origin count.
 *
 * In:	b   its documents ranked
 */
void
link_origins(struct bom *b, struct findings *f)
{
	struct origins w = { .b = b, .f = f };

	if (b->norigin == 0)
		return;
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			mpq_init(w.sum[s][e]);
	for (uint32_t i = 0; i < b->nitem; i++)
		judge(&w, (struct spoken){ NULL, b->origin_start[i],
			      b->origin_start[i + 1] - b->origin_start[i] });
	for (size_t k = 0; k < b->ncontent; k++)
		judge(&w,
		    (struct spoken){ &b->content[k], b->content[k].origin_first,
			b->content[k].norigin });
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			mpq_clear(w.sum[s][e]);
}
