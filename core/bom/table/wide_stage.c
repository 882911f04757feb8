/* SPDX-License-Identifier: Apache-2.0 */
/* wide_stage - a country per stage, in a column of its own; see wide_row.h. */
#include "core/bom/table/wide_own.h"

#include "core/bom/table/read_csv.h"

#include <string.h>

/* The country of a stage; one of several has any share of it. */
static enum status
add_stage(struct table *t, const struct stage_column *s, struct field cell,
    bool one, const struct origin *like)
{
	struct bom *b = t->in->b;
	struct origin said = *like, *o;
	enum status st = ST_OK;

	said.at = cell.at;
	said.stage = s->w.stage;
	said.share = (struct amount){ one ? NUM_ONE : NUM_ZERO, NUM_ONE, false,
		false, true };
	said.standing = STANDING_DECLARED;
	if (str_is_nocase(cell.text, "none"))
		said.absent = 1;
	else
		st = fields_country(b, cell, said.country, t->in->f);
	if (st == ST_OK)
		st = fields_standing(
		    b, table_cell(t, COL_STANDING), &said.standing, t->in->f);
	if (st != ST_OK)
		return st;
	o = bom_add_origin(b);
	if (o == NULL)
		return fields_nomem(t->in->f);
	*o = said;
	return ST_OK;
}

/* "AU / CN": several countries, if each of them is one. */
static size_t
cut_countries(struct str s, struct str list[8])
{
	size_t n = 0;

	if (country_find(s) != NULL)
		return 0;
	while (s.n > 0 && n < 8) {
		size_t i = 0;

		while (i < s.n && strchr("/,;+&", s.p[i]) == NULL)
			i++;
		list[n] = str_trim((struct str){ s.p, i });
		if (country_find(list[n]) == NULL ||
		    country_find(list[n])[0] == '\0')
			return 0;
		n++;
		i += i < s.n;
		s.p += i;
		s.n -= i;
	}
	return s.n == 0 && n > 1 ? n : 0;
}

#define COUNTRIES 16

static bool
same_stage(const struct stage_column *a, const struct stage_column *b)
{
	return a->w.stage == b->w.stage && a->w.elements == b->w.elements;
}

static bool
says_country(struct str s)
{
	return s.n > 0 && (str_is_nocase(s, "none") || !table_says_nothing(s));
}

/* Adds the countries of a cell to those of the stage, each once. */
static void
gather(
    const struct table *t, int field, struct field list[COUNTRIES], size_t *n)
{
	struct field cell = wide_cell(t, field);
	struct str cut[8];
	size_t k;

	cell.text = str_trim(cell.text);
	if (!says_country(cell.text))
		return;
	k = cut_countries(cell.text, cut);
	if (k == 0)
		cut[k++] = cell.text;
	for (size_t i = 0; i < k; i++) {
		const char *code = country_find(cut[i]);
		bool known = false;

		for (size_t m = 0; m < *n && !known; m++)
			known =
			    code != NULL && country_find(list[m].text) == code;
		if (!known && *n < COUNTRIES)
			list[(*n)++] = (struct field){ cut[i], cell.at };
	}
}

/* All columns of one stage: where it took place. */
static bool
one_stage(struct table *t, size_t which, struct origin like)
{
	const struct wide_table *x = t->wide;
	const struct stage_column *s = &x->stage[which];
	uint32_t key[3] = { like.item, like.decl,
		0x80000000u | (uint32_t)s->field };
	struct field list[COUNTRIES];
	size_t n = 0;
	bool again = false;

	for (size_t i = 0; i < x->nstage; i++) {
		if (!same_stage(s, &x->stage[i]))
			continue;
		if (i < which)
			return true;
		gather(t, x->stage[i].field, list, &n);
	}
	if (n == 0)
		return true;
	if (s->w.elements != 0)
		like.elements = like.elements == 0
				    ? s->w.elements
				    : like.elements & s->w.elements;
	if (s->w.elements != 0 && like.elements == 0)
		return true;
	if (like.content == BOM_NONE && x->alone &&
	    !wide_said_before(
		t, key, list[0], str_clip(t->heading[s->field], 60), &again))
		return false;
	for (size_t i = 0; i < n && !again; i++)
		if (add_stage(t, s, list[i], n == 1, &like) == ST_NOMEM)
			return false;
	return true;
}

bool
wide_stages(struct table *t, uint32_t ref, uint32_t content, uint32_t decl,
    uint32_t elements)
{
	const struct origin like = { .item = ref,
		.content = content,
		.decl = decl,
		.elements = elements };

	if (t->wide == NULL)
		return true;
	for (size_t i = 0; i < t->wide->nstage; i++)
		if (!one_stage(t, i, like))
			return false;
	return true;
}
