/* SPDX-License-Identifier: Apache-2.0 */
/* csv_second - a second line of the header row; see csv_second.h. */
#include "core/bom/table/csv_second.h"
#include "core/bom/table/csv_header.h"
#include "core/bom/table/wide.h"

#include <stdlib.h>
#include <string.h>

/* [bytes] Of a name that is put together. */
#define NAME 240

/* "[g]", "(%)": without brackets. */
static struct str
bare(struct str s)
{
	s = str_trim(s);
	if (s.n > 2 && ((s.p[0] == '[' && s.p[s.n - 1] == ']') ||
			   (s.p[0] == '(' && s.p[s.n - 1] == ')')))
		s = str_trim((struct str){ s.p + 1, s.n - 2 });
	return s;
}

static bool
is_unit(struct str s)
{
	return unit_find(bare(s)) != UNIT_NONE;
}

/* "(wt%)" of "Rare earths (wt%)", or nothing. */
static struct str
unit_behind(struct str s)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '(' || s.p[i - 1] == '[') {
			struct str tail = { s.p + i - 1, s.n - i + 1 };

			return is_unit(tail) ? tail : STR("");
		}
	return STR("");
}

/* Is it the name of a column? */
static bool
is_name(struct str s)
{
	struct wide w;
	enum unit unit = UNIT_NONE;
	enum wide_kind kind;

	if (csv_column_find(s) != COL_COUNT ||
	    csv_column_with_unit(s, &unit) != COL_COUNT)
		return true;
	kind = wide_read(s, &w);
	return kind != WIDE_NONE && kind != WIDE_LOST;
}

/* A row of the table is never blank there. */
static bool
is_key(struct str name)
{
	enum csv_column column = csv_column_find(name);

	return column == COL_PART || column == COL_PARENT ||
	       column == COL_LEVEL || column == COL_MPN;
}

/* The header row as it was, while the next one is looked at. */
struct kept {
	struct csv_field *field; /* [n], with texts of their own */
	char *bytes;
	size_t n;
	const char *row;
	uint32_t line;
};

static bool
keep(struct kept *k, const struct csv *c)
{
	size_t size = 1, o = 0;

	for (size_t i = 0; i < c->n; i++)
		size += c->field[i].text.n;
	*k = (struct kept){ .n = c->n, .row = c->row, .line = c->line };
	k->field = calloc(c->n + 1, sizeof(*k->field));
	k->bytes = malloc(size);
	if (k->field == NULL || k->bytes == NULL)
		return false;
	for (size_t i = 0; i < c->n; i++) {
		struct str s = c->field[i].text;

		if (s.n > 0)
			memcpy(k->bytes + o, s.p, s.n);
		k->field[i] = (struct csv_field){ .text = { k->bytes + o, s.n },
			.at = c->field[i].at };
		o += s.n;
	}
	return true;
}

static void
drop(struct kept *k)
{
	free(k->field);
	free(k->bytes);
}

/* Does the row that c holds only say more of the columns above it? */
static bool
says_more(const struct kept *k, const struct csv *c)
{
	size_t units = 0, names = 0, blank = 0, open = 0;

	if (c->n != k->n)
		return false;
	for (size_t i = 0; i < c->n; i++) {
		struct str below = c->field[i].text, above = k->field[i].text;

		open += above.n == 0;
		if (below.n == 0) {
			blank++;
			continue;
		}
		if (is_key(above))
			return false;
		if (is_unit(below) && above.n > 0)
			units++;
		else if (is_name(below))
			names++;
		else
			return false;
	}
	return blank > 0 && (names > 0 ? open > 1 : units > 0);
}

/* The name of a column: what stands above, and below it.  *group: the unit of
 * the title that reaches over blank fields. */
static bool
join(struct csv *c, const struct kept *k, size_t i, struct str below,
    struct str *group, struct str *out)
{
	struct str above = k->field[i].text, unit;
	bool title = above.n > 0 && i + 1 < k->n &&
		     k->field[i + 1].text.n == 0 && !is_unit(below);
	char *room;

	if (above.n > 0)
		*group = title ? unit_behind(above) : STR("");
	*out = above;
	if (below.n == 0)
		return true;
	unit = is_unit(below) ? bare(below) : *group;
	if (!is_unit(below)) {
		*out = below;
		if (unit.n == 0)
			return true;
		above = below;
		unit = bare(unit);
	}
	if (above.n + unit.n + 4 > NAME)
		return true;
	room = csv_room(c, above.n + unit.n + 3);
	if (room == NULL)
		return false;
	memcpy(room, above.p, above.n);
	memcpy(room + above.n, " (", 2);
	memcpy(room + above.n + 2, unit.p, unit.n);
	room[above.n + unit.n + 2] = ')';
	*out = (struct str){ room, above.n + unit.n + 3 };
	return true;
}

/* c holds both rows as one. */
static bool
put_together(struct csv *c, const struct kept *k)
{
	struct str group = { "", 0 };

	for (size_t i = 0; i < k->n; i++) {
		struct str name, below = c->field[i].text;
		char *copy;

		if (!join(c, k, i, below, &group, &name))
			return false;
		copy = csv_room(c, name.n + 1);
		if (copy == NULL)
			return false;
		if (name.n > 0)
			memcpy(copy, name.p, name.n);
		c->field[i] = (struct csv_field){ .text = { copy, name.n },
			.at = k->field[i].at };
	}
	if (c->rows == NULL) {
		c->row = k->row;
		c->line = k->line;
	}
	c->second = true;
	return true;
}

bool
csv_second(struct csv *c, struct csv_spot before, struct findings *f)
{
	struct findings mute = { 0 };
	struct kept k;
	bool ok = keep(&k, c), more = false;

	c->second = false;
	if (ok && csv_next(c, &mute)) {
		more = says_more(&k, c);
		if (more)
			ok = put_together(c, &k);
	}
	findings_free(&mute);
	drop(&k);
	if (!ok) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	if (!more) {
		csv_go_back(c, before);
		return csv_next(c, f);
	}
	return true;
}
