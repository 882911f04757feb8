/* SPDX-License-Identifier: Apache-2.0 */
/* csv_tops - the top rows of an indented list; see csv_tops.h. */
#include "core/bom/table/csv_tops.h"
#include "core/bom/table/letterhead.h"

#include <stdlib.h>

bool
tops_may_be_blank(const struct tops *x, struct table *t, uint32_t first)
{
	return (x->n == 0 || first == 0) && table_text(t, COL_QUANTITY).n == 0;
}

/* The row says itself in what it is. */
static bool
names_parent(const struct table *t)
{
	return t->head.preset == NULL && csv_has(&t->head, COL_PARENT) &&
	       table_text(t, COL_PARENT).n > 0;
}

bool
tops_row(struct tops *x, struct table *t, size_t above, uint32_t ref,
    const struct use *u)
{
	struct use *use;
	struct place *number;

	if (above > 0) {
		x->below = true;
		return true;
	}
	use = array_grow(x->use, &x->cap, x->n + 1, sizeof(*use));
	if (use != NULL)
		x->use = use;
	number =
	    array_grow(x->number, &x->number_cap, x->n + 1, sizeof(*number));
	if (number != NULL)
		x->number = number;
	if (use == NULL || number == NULL)
		return false;
	x->alone += x->n > 0 && !x->below;
	x->below = false;
	use[x->n] = *u;
	use[x->n].child = ref;
	use[x->n].parent = BOM_NONE;
	if (names_parent(t)) {
		x->named++;
		if (table_ref(t, key_of_parent, &use[x->n].parent) != ST_OK)
			use[x->n].parent = BOM_NONE; /* refused, and told */
	}
	number[x->n++] = table_cell(t, COL_QUANTITY).at;
	return true;
}

/*
 * Several rows on the first level, which is not level 0: one of them has
 * nothing in it, or there is more than one of it, which nobody says of a
 * product.
 */
static bool
are_parts(const struct tops *x, const struct table *t, uint32_t first)
{
	const struct columns_line *said = columns_said(
	    t->in->b->columns, t->csv.file, COLUMNS_TOPS, COL_COUNT);

	if (said != NULL)
		return str_is_nocase(said->right, COLUMNS_PARTS);
	if (t->head.preset != NULL || x->n < 2 || first == 0)
		return false;
	if (x->alone + !x->below > 0)
		return true;
	for (size_t i = 0; i < x->n; i++)
		if (x->use[i].qty != NUM_ONE && x->use[i].qty != BOM_NONE)
			return true;
	return false;
}

/* The top rows that name their parent, as parts of it; false: memory. */
static bool
put_named(struct tops *x, struct bom *b)
{
	for (size_t i = 0; i < x->n; i++) {
		struct use *u;

		if (x->use[i].parent == BOM_NONE)
			continue;
		u = bom_add_use(b);
		if (u == NULL)
			return false;
		*u = x->use[i];
		b->ref[u->parent].may_define = true;
	}
	return true;
}

static bool
put_above(struct tops *x, struct table *t)
{
	struct bom *b = t->in->b;
	struct str name;
	bool said = letterhead_said(&t->csv, COL_PARENT, &name);
	uint32_t ref;

	if (!said) {
		name = habits_called(&t->csv);
		if (table_call_product(t, name, SEV_WARNING) != ST_OK)
			return true; /* refused, and told */
	}
	letterhead_tell(&t->csv, name, t->in->f);
	ref = bom_ref(b, name, STR(""), STR(""), x->use[0].at);
	if (ref == BOM_NONE)
		return false;
	b->ref[ref].may_define = true;
	for (size_t i = 0; i < x->n; i++) {
		struct use *u = bom_add_use(b);

		if (u == NULL)
			return false;
		*u = x->use[i];
		u->parent = ref;
	}
	return true;
}

/* A product has nobody who would use so much of it. */
static void
say_unused(const struct tops *x, struct table *t)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->use[i].qty != NUM_ONE && x->use[i].qty != BOM_NONE)
			findings_warn(t->in->f, ST_RANGE,
			    bom_pos(t->in->b, x->number[i]),
			    "the quantity of a top row is not used: one of it "
			    "is judged");
}

bool
tops_end(struct tops *x, struct table *t, uint32_t first)
{
	if (x->named > 0)
		return put_named(x, t->in->b);
	if (are_parts(x, t, first))
		return put_above(x, t);
	say_unused(x, t);
	return true;
}

void
tops_free(struct tops *x)
{
	free(x->use);
	free(x->number);
	*x = (struct tops){ 0 };
}
