/* SPDX-License-Identifier: Apache-2.0 */
/* wide_group - numbered columns: "Substance 2", "CAS 2", "Content 2 (%)"; see
 * wide_own.h. */
#include "core/bom/table/wide_own.h"

#include "core/bom/table/csv_odd.h"
#include "core/bom/table/read_csv.h"

#include <string.h>

static struct field
group_cell(const struct table *t, size_t n, enum csv_column column)
{
	return wide_cell(t, t->wide->group[n][column] - 1);
}

/* All that the columns of one number say, to tell it from other rows. */
static bool
group_again(struct table *t, size_t n, uint32_t ref, uint32_t decl, bool *again)
{
	size_t size = 3 * sizeof(uint32_t), o = 0, before;
	uint32_t key[3] = { ref, decl, UINT32_MAX };
	char *room;

	for (int i = 0; i < COL_COUNT; i++)
		if (t->wide->group[n][i] > 0)
			size += group_cell(t, n, (enum csv_column)i).text.n + 1;
	room = csv_room(&t->csv, size);
	if (room == NULL)
		return false;
	memcpy(room, key, sizeof(key));
	o = sizeof(key);
	for (int i = 0; i < COL_COUNT; i++) {
		struct field cell;

		if (t->wide->group[n][i] == 0)
			continue;
		cell = group_cell(t, n, (enum csv_column)i);
		if (cell.text.n > 0)
			memcpy(room + o, cell.text.p, cell.text.n);
		o += cell.text.n;
		room[o++] = '\n';
	}
	before = t->wide->keys.n;
	if (intern_copy(&t->wide->keys, (struct str){ room, o }) == INTERN_NONE)
		return false;
	*again = t->wide->keys.n == before;
	if (!*again) {
		struct told_cell *list = array_grow(t->wide->told,
		    &t->wide->told_cap, before + 1, sizeof(*list));

		if (list == NULL)
			return false;
		t->wide->told = list;
		list[before] = (struct told_cell){ .at = table_place(t, 0) };
	}
	return true;
}

static bool
one_group(struct table *t, size_t n, uint32_t ref, uint32_t decl)
{
	struct content_text x = {
		.element = group_cell(t, n, COL_ELEMENT),
		.cas = group_cell(t, n, COL_CAS),
		.formula = group_cell(t, n, COL_FORMULA),
		.name = group_cell(t, n, COL_SUBSTANCE),
		.basis = group_cell(t, n, COL_BASIS),
		.amount = { group_cell(t, n, COL_AMOUNT),
		    group_cell(t, n, COL_MIN), group_cell(t, n, COL_MAX),
		    group_cell(t, n, COL_UNIT) },
		.scope = table_cell(t, COL_SCOPE),
		.at = table_place(t, 0),
	};
	struct field *const cells[] = { &x.element, &x.cas, &x.formula, &x.name,
		&x.amount.amount, &x.amount.min, &x.amount.max };
	bool any = false, again = false;

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		if (table_says_nothing(str_trim(cells[i]->text)))
			cells[i]->text.n = 0;
		any |= cells[i]->text.n > 0;
	}
	if (!any || (x.element.text.n == 0 && x.cas.text.n == 0 &&
			x.formula.text.n == 0 && csv_names_total(x.name.text)))
		return true;
	if (x.name.text.n > 0)
		x.at = x.name.at;
	else if (x.cas.text.n > 0)
		x.at = x.cas.at;
	if (t->wide->group[n][COL_UNIT] == 0)
		x.amount.unit = wide_unit_field(t,
		    t->wide->group[n][COL_AMOUNT] - 1, t->wide->group_unit[n]);
	if (!group_again(t, n, ref, decl, &again))
		return false;
	return again || wide_keep(t, &x, ref, decl);
}

bool
wide_groups(struct table *t, uint32_t ref, uint32_t decl)
{
	for (size_t n = 1; n < WIDE_NUMBERS; n++)
		if (!one_group(t, n, ref, decl))
			return false;
	return true;
}
