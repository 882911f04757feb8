/* SPDX-License-Identifier: Apache-2.0 */
/* csv_alike - parts of one name, told apart; see csv_called.h. */
#include "core/bom/table/csv_called.h"
#include "core/bom/table/csv_group_own.h"

#include <stdlib.h>
#include <string.h>

/* Fields by which rows may be told apart, and whether they do. */
struct apart {
	int field[FIT_KINDS + 2];
	bool differs[FIT_KINDS + 2];
	size_t n;
};

static void
find_apart(
    struct apart *a, const struct fit_called *x, const struct csv_header *h)
{
	const int named[] = { h->field[COL_MPN], h->field[COL_NAME] };

	if (called_is_mine(h, named[0]))
		a->field[a->n++] = named[0];
	for (size_t i = 0; i < x->nkind; i++)
		if (x->kind[i] != h->field[COL_PART])
			a->field[a->n++] = x->kind[i];
	if (h->by_name && called_is_mine(h, named[1]))
		a->field[a->n++] = named[1];
}

/* "Capacitor", and no "CAP-0815": under a heading such as "Component" that is
 * no number of one part. */
static bool
is_but_name(const struct csv_header *h, struct str part)
{
	if (h->by_name)
		return part.n > 0;
	for (size_t i = 0; i < part.n; i++)
		if (part.p[i] >= '0' && part.p[i] <= '9')
			return false;
	return part.n > 0;
}

/* What the rows of one name had first under each field, as ids of texts. */
struct first_said {
	struct intern names, texts;
	uint32_t (*text)[FIT_KINDS + 2]; /* [GROUP_PEEK] by name */
};

/* False: memory. */
static bool
compare_row(struct apart *a, struct first_said *said, struct str name,
    const struct csv *c)
{
	size_t known = said->names.n;
	uint32_t id = intern_copy(&said->names, name);

	for (size_t i = 0; id != INTERN_NONE && i < a->n; i++) {
		size_t field = (size_t)a->field[i];
		uint32_t now = intern_copy(&said->texts,
		    field < c->n ? str_trim(c->field[field].text) : STR(""));

		if (now == INTERN_NONE)
			return false;
		if (id == known)
			said->text[id][i] = now;
		else
			a->differs[i] |= said->text[id][i] != now;
	}
	return id != INTERN_NONE;
}

/* Which of the fields differ between rows of one name?  False: memory. */
static bool
compare_rows(struct apart *a, const struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	struct first_said said = { .text =
				       calloc(GROUP_PEEK, sizeof(*said.text)) };
	bool ok = said.text != NULL;

	for (size_t n = 0; ok && n < GROUP_PEEK && csv_next(c, &mute); n++) {
		struct str name = group_cell(h, c, COL_PART);

		if (is_but_name(h, name) &&
		    group_cell(h, c, COL_QUANTITY).n > 0)
			ok = compare_row(a, &said, name, c);
	}
	free(said.text);
	intern_free(&said.names);
	intern_free(&said.texts);
	findings_free(&mute);
	csv_go_back(c, before);
	return ok;
}

/* "Capacitor", made by many: the number of the maker is that of the part. */
static void
take_maker_number(struct habits *y, struct csv_header *h)
{
	int name = h->field[COL_PART];

	if (csv_has(h, COL_MPN_MAKER) && !csv_has(h, COL_MAKER))
		called_give(h, COL_MAKER, h->field[COL_MPN_MAKER]);
	called_give(h, COL_PART, h->field[COL_MPN]);
	y->called_by = name;
	if (!csv_has(h, COL_NAME))
		called_give(h, COL_NAME, name);
}

void
called_find(struct fit *x, struct csv_header *h, struct csv *c)
{
	struct habits *y = &x->habits;
	struct apart a = { .n = 0 };
	int part = h->field[COL_PART];
	bool weak = h->by_name || x->called.word;

	if (h->preset != NULL || !called_is_mine(h, part) ||
	    !csv_has(h, COL_QUANTITY) || csv_has(h, COL_ASKED) ||
	    y->grouped == COL_PART || y->said)
		return;
	y->called_by = called_is_mine(h, h->field[COL_MPN]) && !weak
			   ? h->field[COL_MPN]
			   : h->field[COL_NAME];
	if (!called_is_mine(h, y->called_by))
		y->called_by = x->called.value == part ? -1 : x->called.value;
	if (!called_is_mine(h, y->called_by))
		y->called_by = x->called.spare == part ? -1 : x->called.spare;
	if (!weak || y->makers || x->level == FIT_LEVEL_INDENT ||
	    x->level == FIT_LEVEL_STAIRS)
		return;
	find_apart(&a, &x->called, h);
	if (a.n > 0 && compare_rows(&a, h, c)) {
		size_t n = 0;

		if (a.field[0] == h->field[COL_MPN] && a.differs[0])
			take_maker_number(y, h);
		else
			for (size_t i = 0; i < a.n && n < HABIT_KINDS; i++)
				if (a.differs[i] &&
				    (n == 0 ||
					a.field[i] != h->field[COL_NAME]))
					y->called_with[n++] = a.field[i];
	}
	y->any |= y->called_with[0] >= 0;
}

/* "Capacitor" and "10 uF" as one name. */
static bool
add_kind(struct csv *c, int field, struct str *cell)
{
	struct str kind = (size_t)field < c->n ? c->field[field].text : STR("");
	char *room;

	if (kind.n == 0 || str_eq(kind, *cell))
		return true;
	room = csv_room(c, cell->n + kind.n + 1);
	if (room == NULL)
		return false;
	memcpy(room, cell->p, cell->n);
	room[cell->n] = ' ';
	memcpy(room + cell->n + 1, kind.p, kind.n);
	*cell = (struct str){ room, cell->n + kind.n + 1 };
	return true;
}

bool
called_row(struct habits *y, const struct csv_header *h, struct csv *c)
{
	struct str *cell;
	bool ok = true;

	if (y->called_with[0] < 0 || y->same_place ||
	    group_cell(h, c, COL_QUANTITY).n == 0)
		return true;
	cell = &c->field[h->field[COL_PART]].text;
	if (!is_but_name(h, *cell))
		return true;
	for (size_t i = 0; ok && i < HABIT_KINDS && y->called_with[i] >= 0; i++)
		ok = add_kind(c, y->called_with[i], cell);
	return ok;
}
