/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_product - a product that stands in no row; see csv_habit.h.
 */
#include "core/bom/sheet/read_xlsx.h"
#include "core/bom/table/csv_fit.h"
#include "core/bom/table/letterhead.h"

#include <stdio.h>
#include <string.h>

struct str
habits_stem(const char *file)
{
	struct str s = { file, xlsx_path(file) };
	size_t dot;

	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '/') {
			s.p += i;
			s.n -= i;
			break;
		}
	for (dot = s.n; dot > 1 && s.p[dot - 1] != '.';)
		dot--;
	return dot > 1 ? (struct str){ s.p, dot - 1 } : s;
}

struct str
habits_called(const struct csv *c)
{
	return c->product.n > 0 ? c->product : habits_stem(c->file);
}

void
habits_find_product(struct fit *x, struct csv_header *h, const struct csv *c)
{
	struct habits *y = &x->habits;

	y->by_level = csv_has(h, COL_LEVEL);
	if (csv_has(h, COL_PARENT))
		return;
	y->by_file = !letterhead_said(c, COL_PARENT, &y->product);
	if (y->by_file)
		y->product = habits_called(c);
	if (!y->by_level)
		fit_fix(x, h, COL_PARENT, y->product);
}

void
habits_flat(struct fit *x, struct csv_header *h, const struct csv *c)
{
	struct habits *y = &x->habits;

	if (h->preset != NULL || csv_has(h, COL_LEVEL) ||
	    csv_has(h, COL_PARENT) || !csv_has(h, COL_PART) ||
	    !csv_has(h, COL_QUANTITY))
		return;
	y->product = habits_called(c);
	y->by_file = true;
	fit_fix(x, h, COL_PARENT, y->product);
}

/* The level of the first row, and the one above it; false: it is that of a
 * product, or none that is known. */
static bool
take_top(struct habits *y, struct str level)
{
	size_t dots = 0;
	uint32_t v = 0;

	while (dots < level.n && level.p[dots] == '.')
		dots++;
	if (level.n == 0 || level.n >= sizeof(y->top_text))
		return false;
	if (dots == level.n)
		v = (uint32_t)dots;
	for (size_t i = dots; i < level.n; i++) {
		if (level.p[i] < '0' || level.p[i] > '9' || v > 9999)
			return false;
		v = v * 10 + (uint32_t)(level.p[i] - '0');
	}
	if (v == 0)
		return false;
	memcpy(y->top_text, level.p, level.n);
	y->top = (struct str){ y->top_text, level.n };
	snprintf(y->level, sizeof(y->level), "%u", v - 1);
	return true;
}

bool
habit_keep(char **text, size_t *n, size_t *cap, struct str s)
{
	char *room = array_grow(*text, cap, s.n + 1, 1);

	if (room == NULL)
		return false;
	*text = room;
	if (s.n > 0)
		memcpy(room, s.p, s.n);
	*n = s.n;
	return true;
}

/* The row waits, and the product stands in its place. */
static bool
put_product(struct fit *x, const struct csv_header *h, struct csv *c)
{
	struct habits *y = &x->habits;
	struct csv_field *held =
	    array_grow(y->held, &y->held_cap, c->n, sizeof(*held));

	if (held == NULL)
		return false;
	y->held = held;
	memcpy(held, c->field, c->n * sizeof(*held));
	y->nheld = c->n;
	c->n = h->n + x->nfixed;
	for (size_t i = 0; i < c->n; i++) {
		c->field[i].text = STR("");
		c->field[i].at = held[0].at;
	}
	c->field[h->field[COL_PART]].text = (struct str){ y->last, y->last_n };
	c->field[h->field[COL_LEVEL]].text = str_of(y->level);
	c->field[h->field[COL_QUANTITY]].text = STR("1");
	if (csv_has(h, COL_UNIT))
		c->field[h->field[COL_UNIT]].text = STR("each");
	return true;
}

bool
habits_product(struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f, bool *ok)
{
	struct habits *y = &x->habits;
	struct str level, name = y->product;
	size_t rank;

	*ok = true;
	if (!y->by_level || (size_t)h->field[COL_LEVEL] >= c->n)
		return false;
	level = c->field[h->field[COL_LEVEL]].text;
	if (y->top.n == 0 && !take_top(y, level)) {
		y->by_level = level.n == 0; /* a remark says nothing yet */
		return false;
	}
	if (!str_eq(level, y->top))
		return false;
	if (name.n == 0)
		name = habit_picked(&y->parent, c, &rank);
	if (y->last != NULL &&
	    (name.n == 0 || str_eq(name, (struct str){ y->last, y->last_n })))
		return false;
	if (name.n == 0) {
		y->product = name = habits_called(c);
		y->by_file = true;
	}
	*ok = habit_keep(&y->last, &y->last_n, &y->last_cap, name) &&
	      put_product(x, h, c);
	if (!*ok)
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
	return *ok;
}

bool
habits_take_held(struct fit *x, struct csv *c)
{
	struct habits *y = &x->habits;

	if (y->nheld == 0)
		return false;
	memcpy(c->field, y->held, y->nheld * sizeof(*y->held));
	c->n = y->nheld;
	y->nheld = 0;
	return true;
}
