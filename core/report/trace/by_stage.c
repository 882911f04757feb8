/* SPDX-License-Identifier: Apache-2.0 */
/*
 * by_stage - where the rare earths went through each stage; see breakdown.h.
 *
 * For each stage and country: how much surely went through it there, and how
 * much may have.  An item is asked about the countries that its documents
 * name, and once about one that nobody names: all others are alike.
 */
#include "core/report/trace/breakdown.h"
#include "core/report/trace/bringing.h"

#include <stdlib.h>
#include <string.h>

const struct column by_stage_rows[] = {
	BREAKDOWN_LEAD,
	{ "stage", "", 0 },
	{ "country", "", 0 },
	{ "low", "", 0 },
	{ "high", "", 0 },
	{ "open_ends", "", 0 },
};
const size_t by_stage_nrow = sizeof(by_stage_rows) / sizeof(by_stage_rows[0]);

/* User-assigned by ISO 3166: no document can name it. */
#define NOWHERE "ZZ"
/* Countries of one item that are asked about. */
#define NAMED_MOST 32

struct country {
	char code[3];
	struct exact at[STAGE_COUNT]; /* more than a country nobody names */
	bool named[STAGE_COUNT];
};

struct stages_told {
	const struct breakdown *d;
	struct country *country; /* [n] in the order of their codes */
	size_t n, cap;
	struct exact nowhere[STAGE_COUNT]; /* may be from anywhere */
	struct exact x, y;
	struct channel channel; /* all asked elements, at one stage */
};

static struct country *
country_of(struct stages_told *s, const char code[3])
{
	struct country *c;

	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->country[i].code, code) == 0)
			return &s->country[i];
	c = array_grow(s->country, &s->cap, s->n + 1, sizeof(*c));
	if (c == NULL)
		return NULL;
	s->country = c;
	c = &s->country[s->n++];
	*c = (struct country){ .code = "" };
	memcpy(c->code, code, sizeof(c->code));
	for (int k = 0; k < STAGE_COUNT; k++)
		exact_init(&c->at[k]);
	return c;
}

/* The countries that counting origins of the item name. */
struct named {
	char code[NAMED_MOST][3];
	size_t n;
};

static void
note_origin(struct named *named, const struct origin *o)
{
	size_t i = 0;

	if (o->counts == 0 || o->absent != 0 || o->country[0] == '\0')
		return;
	while (i < named->n && strcmp(named->code[i], o->country) != 0)
		i++;
	if (i == named->n && i < NAMED_MOST)
		memcpy(named->code[named->n++], o->country, 3);
}

static void
find_named(const struct bom *b, uint32_t item, struct named *named)
{
	named->n = 0;
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		note_origin(named, &b->origin[b->item_origin[k]]);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		for (uint32_t o = 0; o < c->norigin; o++)
			note_origin(named, &b->origin[c->origin_first + o]);
	}
}

/* Adds what a country has more than one that nobody names; a negative end
 * cannot be: the lower end of the latter is zero, its upper end the least. */
static void
add_difference(
    struct exact *sum, const struct exact *x, const struct exact *nowhere)
{
	mpq_t more;

	mpq_init(more);
	mpq_add(sum->lo, sum->lo, x->lo);
	sum->lo_open |= x->lo_open;
	sum->hi_open |= x->hi_open;
	if (!x->hi_infinite && !nowhere->hi_infinite) {
		mpq_sub(more, x->hi, nowhere->hi);
		mpq_add(sum->hi, sum->hi, more);
	} else if (x->hi_infinite) {
		sum->hi_infinite = true;
	}
	mpq_clear(more);
}

/* One stage of one item. */
static bool
add_stage(struct stages_told *s, struct bringing *b, size_t i, int stage,
    const struct named *named)
{
	struct channel *ch = &s->channel;

	ch->stages = (uint8_t)(1u << stage);
	memcpy(ch->country[0], NOWHERE, 3);
	if (!bringing_get(b, i, ch, &s->x))
		return false;
	exact_add(&s->nowhere[stage], &s->x);
	for (size_t k = 0; k < named->n; k++) {
		struct country *c = country_of(s, named->code[k]);

		memcpy(ch->country[0], named->code[k], 3);
		if (c == NULL || !bringing_get(b, i, ch, &s->y))
			return false;
		if (mpq_sgn(s->y.lo) == 0 && !s->y.lo_open &&
		    s->x.hi_infinite == s->y.hi_infinite &&
		    (s->x.hi_infinite || mpq_equal(s->x.hi, s->y.hi)))
			continue; /* it was not named for this stage */
		c->named[stage] = true;
		add_difference(&c->at[stage], &s->y, &s->x);
	}
	return true;
}

/* What says nothing may have been anywhere at any stage. */
static bool
add_silent(struct stages_told *s, struct bringing *b, size_t i)
{
	s->channel.stages = 0;
	memcpy(s->channel.country[0], NOWHERE, 3);
	if (!bringing_get(b, i, &s->channel, &s->x))
		return false;
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		exact_add(&s->nowhere[stage], &s->x);
	return true;
}

static bool
add_up(struct stages_told *s, struct bringing *b)
{
	const struct bom *bom = s->d->c->bom;
	struct named named;

	for (size_t i = 0; i < b->n; i++) {
		bool ok = true;

		if (!own_has_lines(bom, b->item[i])) {
			if (!add_silent(s, b, i))
				return false;
			continue;
		}
		find_named(bom, b->item[i], &named);
		for (int stage = 0; ok && stage < STAGE_COUNT; stage++)
			ok = add_stage(s, b, i, stage, &named);
		if (!ok)
			return false;
	}
	return true;
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(((const struct country *)a)->code,
	    ((const struct country *)b)->code);
}

/* All of one country at one stage, into s->x. */
static const struct exact *
sum_of(struct stages_told *s, const struct country *c, int stage)
{
	exact_set(&s->x, &c->at[stage]);
	exact_add(&s->x, &s->nowhere[stage]);
	return &s->x;
}

static const char *
name_of(int stage)
{
	return stage_name((enum stage)stage);
}

static bool
is_none(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) == 0;
}

static enum status
table_for_eye(struct stages_told *s, struct error *err)
{
	char every[HEADING_TEXT], origin[HEADING_TEXT];
	const struct column columns[] = {
		{ "stage", "Stage", 0 },
		{ "country", "Country", 0 },
		{ "amount", every, COLUMN_RIGHT },
	};
	struct table t;

	held_headings(every, origin, s->d->h);
	table_begin(&t, s->d->to, OUT_TABLE, s->d->style, columns, 3, NULL);
	for (int stage = 0; stage < STAGE_COUNT; stage++) {
		for (size_t i = 0; i < s->n; i++) {
			const struct country *c = &s->country[i];

			if (!c->named[stage])
				continue;
			table_put_text(&t, name_of(stage));
			table_put_text(&t, c->code);
			held_put_mass(&t, sum_of(s, c, stage), TONE_NONE);
		}
		if (is_none(&s->nowhere[stage]))
			continue;
		table_put_text(&t, name_of(stage));
		table_put_text(&t, "any other, or not known");
		held_put_mass(&t, &s->nowhere[stage], TONE_OPEN);
	}
	return table_end(&t, err);
}

static void
put_one(
    struct breakdown *d, int stage, const char *country, const struct exact *x)
{
	struct held_open open = { "" };

	if (d->format != OUT_JSON) {
		breakdown_lead(d);
		table_put_text(d->rows, name_of(stage));
		table_put_text(d->rows, country);
		held_put_ends(d->rows, x, "", &open);
		table_put_text(d->rows, open.text);
		return;
	}
	json_begin_object(d->json, NULL);
	json_put_text(d->json, "stage", name_of(stage));
	if (country[0] != '\0')
		json_put_text(d->json, "country", country);
	else
		json_put_null(d->json, "country");
	amount_json(d->json, "rare_earth", x);
	json_end_object(d->json);
}

static enum status
put_stages(struct breakdown *d, struct stages_told *s, struct error *err)
{
	if (d->format == OUT_TABLE)
		return table_for_eye(s, err);
	if (d->format == OUT_JSON)
		json_begin_array(d->json, "stages");
	for (int stage = 0; stage < STAGE_COUNT; stage++) {
		for (size_t i = 0; i < s->n; i++)
			if (s->country[i].named[stage])
				put_one(d, stage, s->country[i].code,
				    sum_of(s, &s->country[i], stage));
		put_one(d, stage, "", &s->nowhere[stage]);
	}
	if (d->format == OUT_JSON)
		json_end_array(d->json);
	return ST_OK;
}

enum status
by_stage(struct breakdown *d, struct error *err)
{
	size_t every = d->c->book->report.every[NELEM];
	struct stages_told s = { .d = d };
	struct bringing b;

	s.channel = d->c->book->plan.channel[every - 1];
	s.channel.policy = POLICY_ANY_STAGE;
	exact_init(&s.x);
	exact_init(&s.y);
	for (int k = 0; k < STAGE_COUNT; k++)
		exact_init(&s.nowhere[k]);
	if (bringing_open(&b, d->c, every, d->product, err) == ST_OK) {
		if (!add_up(&s, &b))
			error_set(err, ST_NOMEM, pos_none, "out of memory");
		else if (s.n > 1)
			qsort(s.country, s.n, sizeof(*s.country), by_code);
		if (err->code == ST_OK)
			put_stages(d, &s, err);
	}
	bringing_close(&b);
	for (size_t i = 0; i < s.n; i++)
		for (int k = 0; k < STAGE_COUNT; k++)
			exact_clear(&s.country[i].at[k]);
	free(s.country);
	for (int k = 0; k < STAGE_COUNT; k++)
		exact_clear(&s.nowhere[k]);
	exact_clear(&s.x);
	exact_clear(&s.y);
	return err->code;
}
