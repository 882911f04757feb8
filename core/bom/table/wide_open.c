/* SPDX-License-Identifier: Apache-2.0 */
/* wide_open - which columns of a table say the same, or add others up; see
 * wide_row.h. */
#include "core/bom/table/wide_own.h"

#include "core/bom/table/csv_kind.h"
#include "core/bom/table/read_csv.h"

#include <stdlib.h>
#include <string.h>

static bool
same_substance(const struct wide *a, const struct wide *b)
{
	return a->elements == b->elements && a->basis == b->basis &&
	       strcmp(a->formula, b->formula) == 0 &&
	       strcmp(a->cas, b->cas) == 0;
}

/* The first claim about the same elements, or -1. */
static int
same_elements(const struct wide_table *x, const struct wide *w)
{
	for (size_t i = 0; i < x->nclaim; i++)
		if (w->elements != 0 && x->claim[i].w.elements == w->elements)
			return (int)i;
	return -1;
}

static void
add_claim(struct wide_table *x, const struct wide *w, int field)
{
	struct claim *c;

	for (size_t i = 0; i < x->nclaim; i++) {
		c = &x->claim[i];
		if (!same_substance(&c->w, w) || c->field[w->role] >= 0 ||
		    ((w->role == WIDE_MIN || w->role == WIDE_MAX) &&
			c->field[WIDE_AMOUNT] >= 0) ||
		    (w->role == WIDE_AMOUNT &&
			(c->field[WIDE_MIN] >= 0 || c->field[WIDE_MAX] >= 0)))
			continue;
		c->field[w->role] = field;
		c->unit[w->role] = w->unit;
		return;
	}
	c = &x->claim[x->nclaim];
	*c = (struct claim){ .w = *w,
		.same_as = same_elements(x, w),
		.index = (uint32_t)x->nclaim };
	for (int r = 0; r < WIDE_ROLES; r++)
		c->field[r] = -1;
	c->field[w->role] = field;
	c->unit[w->role] = w->unit;
	x->nclaim++;
}

static void
add_column(struct wide_table *x, const struct wide *w, int field)
{
	switch (w->kind) {
	case WIDE_CLAIM:
		add_claim(x, w, field);
		break;
	case WIDE_LIMIT:
		x->limit = field;
		x->limit_unit = w->unit;
		break;
	case WIDE_STAGE:
		x->stage[x->nstage++] =
		    (struct stage_column){ .w = *w, .field = field };
		break;
	case WIDE_RECIPE:
	case WIDE_ASKED:
		x->words[x->nwords++] =
		    (struct word_column){ .w = *w, .field = field };
		break;
	case WIDE_GROUP:
	case WIDE_GROUP_AMOUNT:
		x->group[w->number][w->column] = (int16_t)(field + 1);
		if (w->unit != UNIT_NONE)
			x->group_unit[w->number] = w->unit;
		break;
	default:
		break;
	}
}

static bool
has_amount(const struct claim *c)
{
	return c->field[WIDE_AMOUNT] >= 0 || c->field[WIDE_MIN] >= 0 ||
	       c->field[WIDE_MAX] >= 0;
}

/* "Pr+Nd" beside "Nd", "TREO" beside them all: the sum of what is told one by
 * one would count it twice. */
static bool
is_sum(const struct wide_table *x, const struct claim *c)
{
	if ((c->w.elements & (c->w.elements - 1)) == 0 ||
	    c->w.formula[0] != '\0')
		return false;
	for (size_t i = 0; i < x->nclaim; i++) {
		uint32_t e = x->claim[i].w.elements;

		if (e != 0 && e != c->w.elements && (e & c->w.elements) != 0 &&
		    has_amount(&x->claim[i]))
			return true;
	}
	return false;
}

static struct pos
heading_at(const struct table *t, const struct claim *c)
{
	int field = -1;

	for (int r = 0; r < WIDE_ROLES && field < 0; r++)
		field = c->field[r];
	return csv_pos(&t->csv, (size_t)field);
}

/* Sums are left out, and what is told twice is told. */
static void
settle_claims(struct table *t, struct wide_table *x)
{
	struct findings *f = t->in->f;

	for (size_t i = 0; i < x->nclaim; i++) {
		struct claim *c = &x->claim[i];

		if (is_sum(x, c)) {
			c->sum = true;
			findings_loss(f, ST_SCHEMA, heading_at(t, c),
			    "column \"%.*s\" adds up what other columns tell "
			    "one by one: it is read only where these are blank",
			    STR_ARG(wide_heading(t, c)));
		} else if (c->same_as >= 0 && has_amount(c)) {
			const struct claim *first = &x->claim[c->same_as];

			findings_loss(f, ST_SCHEMA, heading_at(t, c),
			    "columns \"%.*s\" and \"%.*s\" are about the same "
			    "elements: the second is read only where the first "
			    "is blank",
			    STR_ARG(wide_heading(t, first)),
			    STR_ARG(wide_heading(t, c)));
		}
	}
}

/* NULL when memory is out: told. */
static struct wide_table *
new_table(struct table *t)
{
	struct arena *mem = &t->in->b->mem;
	struct wide_table *x = TAKE(mem, struct wide_table, 1);
	size_t n = t->head.nwide + 1; /* and materials */

	if (x != NULL) {
		x->claim = TAKE(mem, struct claim, n);
		x->stage = TAKE(mem, struct stage_column, n);
		x->words = TAKE(mem, struct word_column, n);
		x->limit = -1;
		hints_open(&x->hints);
	}
	if (x == NULL || x->claim == NULL || x->stage == NULL ||
	    x->words == NULL) {
		fields_nomem(t->in->f);
		return NULL;
	}
	return x;
}

enum status
wide_open(struct table *t)
{
	struct csv_header *h = &t->head;
	struct wide_table *x;
	struct wide w;

	if (h->nwide == 0 && !csv_kind_lists_content(h))
		return ST_OK;
	x = new_table(t);
	if (x == NULL)
		return ST_NOMEM;
	x->lines = csv_kind_lists_content(h);
	x->alone = !csv_has(h, COL_ELEMENT) && !csv_has(h, COL_SUBSTANCE) &&
		   !csv_has(h, COL_CAS) && !csv_has(h, COL_FORMULA) &&
		   !csv_has(h, COL_KIND);
	for (size_t i = 0; i < h->n; i++)
		if (h->wide[i] != WIDE_NONE &&
		    wide_field(h, &t->csv, i, &w) != WIDE_NONE)
			add_column(x, &w, (int)i);
	settle_claims(t, x);
	t->wide = x;
	return ST_OK;
}

/* [rows] That are looked at. */
#define PEEK 1000

/* Does a share stand in the materials of the first rows, as in "NdFeB (Nd
 * 29 %)"? */
static bool
has_material_shares(struct table *t)
{
	struct csv *c = &t->csv;
	struct findings mute = { 0 };
	struct csv_spot before;
	int field = t->head.field[COL_MATERIAL];
	bool found = false;

	if (field < 0 || !csv_uses(t->head.format, COL_MATERIAL))
		return false;
	before = csv_spot(c);
	for (size_t n = 0; n < PEEK && !found && csv_next(c, &mute); n++)
		found = (size_t)field < c->n && c->field[field].text.n > 0 &&
			memchr(c->field[field].text.p, '%',
			    c->field[field].text.n) != NULL;
	findings_free(&mute);
	csv_go_back(c, before);
	return found;
}

enum status
wide_open_material(struct table *t)
{
	if (!has_material_shares(t))
		return ST_OK;
	if (t->wide == NULL)
		t->wide = new_table(t);
	if (t->wide == NULL)
		return ST_NOMEM;
	t->wide->words[t->wide->nwords++] = (struct word_column){
		.w = { .kind = WIDE_RECIPE, .basis = BASIS_COUNT },
		.field = t->head.field[COL_MATERIAL],
		.material = true
	};
	return ST_OK;
}

void
wide_close(struct table *t)
{
	if (t->wide == NULL)
		return;
	intern_free(&t->wide->names);
	intern_free(&t->wide->keys);
	free(t->wide->told);
	t->wide = NULL;
}

bool
wide_asks(const struct table *t)
{
	return t->wide != NULL && t->wide->nwords > 0;
}

bool
wide_alone(const struct table *t)
{
	return t->wide != NULL && t->wide->alone;
}
