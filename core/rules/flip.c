/* SPDX-License-Identifier: Apache-2.0 */
/* flip - which verdicts another document would change; see flip.h. */
#include "core/rules/flip.h"

#include "core/base/limits.h"
#include "core/bom/link/prefer.h"
#include "core/rules/year.h"
#include "core/trace/redo.h"

#include <stdlib.h>
#include <string.h>

/* Evidence that counts what it costs to be exact. */
struct counted {
	struct evidence from;
	size_t nitem;
	size_t *work; /* [items and lines] */
};

static void
counted_bounds(
    const void *ctx, size_t column, uint32_t item, struct bounds *out)
{
	const struct counted *c = ctx;

	c->from.bounds(c->from.ctx, column, item, out);
}

static enum status
counted_each(const void *ctx, size_t column, const uint32_t *item, size_t n,
    trace_visit visit, void *to, struct error *err)
{
	const struct counted *c = ctx;

	*c->work += c->nitem;
	return c->from.each(c->from.ctx, column, item, n, visit, to, err);
}

static enum status
counted_exact(const void *ctx, size_t column, const uint32_t *item, size_t n,
    struct exact *out, struct error *err)
{
	const struct counted *c = ctx;

	*c->work += c->nitem;
	return c->from.exact(c->from.ctx, column, item, n, out, err);
}

static bool
counted_suspect(const void *ctx, uint32_t item)
{
	const struct counted *c = ctx;

	return c->from.suspect(c->from.ctx, item);
}

struct trial {
	struct flips *out;
	struct judgement again; /* writes into the cells of the one at hand */
	struct bom *b;
	struct preference *preference;
	struct redo *redo;
	const uint8_t *shipped;
	struct counted counted;
	size_t work;   /* [items and lines] gone through so far */
	uint8_t *kept; /* cells as they were */
	size_t kept_cap;
	uint32_t *judged; /* items that may read otherwise */
	size_t judged_cap;
	uint8_t *listed; /* [items] 0 but while they are listed */
};

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static uint8_t *
cells_of(const struct trial *t, uint32_t item)
{
	return judgement_cells(&t->again, VARIANT_LAW, item);
}

static bool
keep_cells(struct trial *t, const uint32_t *item, size_t n)
{
	size_t ncell = t->again.ncell;
	uint8_t *kept = array_grow(t->kept, &t->kept_cap, n * ncell + 1, 1);

	if (kept == NULL)
		return false;
	t->kept = kept;
	for (size_t i = 0; i < n; i++)
		memcpy(kept + i * ncell, cells_of(t, item[i]), ncell);
	return true;
}

static void
put_back(struct trial *t, const uint32_t *item, size_t n)
{
	size_t ncell = t->again.ncell;

	for (size_t i = 0; i < n; i++)
		memcpy(cells_of(t, item[i]), t->kept + i * ncell, ncell);
}

static bool
name_flip(struct trial *t, struct flipped *f, const struct flip *flip)
{
	struct flips *out = t->out;
	struct flip *list;

	if (f->n == LIMIT_FLIPS_NAMED)
		return true;
	list = array_grow(out->flip, &out->cap, out->nflip + 1, sizeof(*list));
	if (list == NULL)
		return false;
	out->flip = list;
	if (f->n++ == 0)
		f->first = (uint32_t)out->nflip;
	list[out->nflip++] = *flip;
	return true;
}

/* What differs between the cells as they are and as they were. */
static bool
compare(struct trial *t, const uint32_t *item, size_t n, struct flipped *f)
{
	for (size_t i = 0; i < n; i++)
		for (uint32_t r = 0; r < t->again.nrule; r++) {
			uint8_t from = t->kept[i * t->again.ncell + r] & 15;
			uint8_t to = cells_of(t, item[i])[r] & 15;
			const struct flip flip = { r, item[i], from, to };

			if (from == to)
				continue;
			if (!t->shipped[item[i]]) {
				f->not_shipped++;
				continue;
			}
			f->shipped++;
			if (!name_flip(t, f, &flip))
				return false;
		}
	return true;
}

/* ---- which items read otherwise */

/* Does the rule count one of the items together with others? */
static bool
sums_up(const struct booked_rule *rule, const uint32_t *item, size_t n)
{
	for (size_t i = 0; rule->nout > 0 && i < n; i++)
		if (year_goes(rule, item[i]))
			return true;
	return false;
}

/* Those that hold the item, and all that count together with one of them. */
static bool
list_judged(struct trial *t, const uint32_t *above, size_t n, size_t *out)
{
	const struct rulebook *book = t->again.book;
	size_t most = n;
	uint32_t *list;

	for (size_t r = 0; r < book->nrule; r++)
		most += book->rule[r].nout;
	list = array_grow(t->judged, &t->judged_cap, most + 1, sizeof(*list));
	if (list == NULL)
		return false;
	t->judged = list;
	memcpy(list, above, n * sizeof(*list));
	*out = n;
	for (size_t i = 0; most > n && i < n; i++)
		t->listed[above[i]] = 1;
	for (size_t r = 0; r < book->nrule; r++) {
		const struct booked_rule *rule = &book->rule[r];

		if (!sums_up(rule, above, n))
			continue;
		for (size_t i = 0; i < rule->nout; i++)
			if (t->listed[rule->out[i].item] == 0) {
				t->listed[rule->out[i].item] = 1;
				list[(*out)++] = rule->out[i].item;
			}
	}
	for (size_t i = 0; most > n && i < *out; i++)
		t->listed[list[i]] = 0;
	return true;
}

/* Everything that holds the item, by the other document; whatever is counted
 * together with that is judged again, too. */
static enum status
judge_otherwise(struct trial *t, const struct conflict *c,
    const uint32_t *above, size_t n, size_t njudged, struct flipped *f,
    struct error *err)
{
	struct error refused = { 0 };

	if (!prefer(t->preference, c->item, c->lost) ||
	    !redo_items(t->redo, above, n))
		return no_memory(err);
	/* an amount that cannot be computed is said when it is judged; here
	   the other document just remains untried */
	if (judge_items(&t->again, VARIANT_LAW, t->judged, njudged, &refused) ==
	    ST_NOMEM)
		return no_memory(err);
	f->tried = refused.code == ST_OK;
	if (f->tried && !compare(t, t->judged, njudged, f))
		return no_memory(err);
	return ST_OK;
}

/* Items, and what documents say of them, each of which is heard anew. */
static size_t
size_of(const struct bom *b, const uint32_t *item, size_t n)
{
	size_t size = n;

	for (size_t i = 0; i < n; i++)
		size += b->content_start[item[i] + 1] -
			b->content_start[item[i]] +
			b->origin_start[item[i] + 1] - b->origin_start[item[i]];
	return size;
}

static enum status
try_conflict(struct trial *t, size_t k, struct error *err)
{
	const struct conflict *c = &t->b->conflict[k];
	const uint32_t *above;
	struct flipped *f = &t->out->of[k];
	enum status st;
	size_t n, njudged, size;

	if (!redo_above(t->redo, c->item, &above, &n) ||
	    !list_judged(t, above, n, &njudged))
		return no_memory(err);
	size = size_of(t->b, t->judged, njudged);
	if (k > 0 && t->work + 2 * size > LIMIT_FLIP_WORK) {
		t->work = LIMIT_FLIP_WORK; /* nor the others */
		return ST_OK;
	}
	t->work += 2 * size;
	if (!keep_cells(t, t->judged, njudged))
		return no_memory(err);
	st = judge_otherwise(t, c, above, n, njudged, f, err);
	put_back(t, t->judged, njudged);
	if (!prefer(t->preference, c->item, BOM_NONE) ||
	    !redo_items(t->redo, above, n))
		return no_memory(err);
	return st;
}

static bool
trial_open(struct trial *t, struct trace *trace, const struct judgement *j)
{
	t->counted.from = j->evidence;
	t->counted.nitem = t->b->nitem;
	t->counted.work = &t->work;
	t->again = *j;
	t->again.evidence = (struct evidence){ .ctx = &t->counted,
		.bounds = counted_bounds,
		.suspect = counted_suspect,
		.exact = counted_exact,
		.each = counted_each };
	t->preference = prefer_open(t->b);
	t->redo = redo_open(trace);
	t->out->of = calloc(t->b->nconflict, sizeof(*t->out->of));
	t->out->n = t->b->nconflict;
	t->listed = calloc(t->b->nitem + 1, 1);
	return t->listed != NULL && t->preference != NULL && t->redo != NULL &&
	       t->out->of != NULL;
}

enum status
flips_find(struct flips *out, struct judgement *j, struct bom *b,
    struct trace *t, const uint8_t *shipped, struct error *err)
{
	struct trial trial = { .out = out, .b = b, .shipped = shipped };
	enum status st = ST_OK;

	*out = (struct flips){ 0 };
	if (b->nconflict == 0)
		return ST_OK;
	if (!trial_open(&trial, t, j))
		st = no_memory(err);
	for (size_t k = 0; st == ST_OK && k < b->nconflict; k++)
		st = try_conflict(&trial, k, err);
	for (size_t k = 0; st == ST_OK && k < b->nconflict; k++)
		out->untried += !out->of[k].tried;
	prefer_close(trial.preference);
	redo_close(trial.redo);
	free(trial.kept);
	free(trial.judged);
	free(trial.listed);
	if (st != ST_OK)
		flips_free(out);
	return st;
}

void
flips_free(struct flips *f)
{
	free(f->of);
	free(f->flip);
	*f = (struct flips){ 0 };
}
