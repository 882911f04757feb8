/* SPDX-License-Identifier: Apache-2.0 */
/* columns_told - what columns were taken for; see columns_told.h. */
#include "core/bom/table/columns_told.h"

#include "core/bom/table/csv_preset.h"
#include "core/bom/table/wide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* [bytes] Of an example: a person knows by it what the column holds. */
#define EXAMPLE 40

static const char *
why(const struct csv_header *h, size_t i)
{
	enum csv_column column = (enum csv_column)h->column[i];

	if (h->wide[i] != WIDE_NONE)
		return h->mapped[i] ? "by a file of columns"
				    : "by what its name is about";
	if (csv_is_step(h, i))
		return "one of the columns that are a level each";
	if (column == COL_COUNT)
		return h->mapped[i] ? "ignored, as a file of columns says"
				    : "not known: ignored";
	if (h->format != FORMAT_UNKNOWN && !csv_uses(h->format, column))
		return "of no use in this table: ignored";
	if (h->field[column] != (int)i)
		return "a second column of that meaning";
	return h->mapped[i] ? "by a file of columns" : "by its name";
}

static const char *
taken_for(uint8_t wide)
{
	return wide == WIDE_STAGE          ? "origin at a stage"
	       : wide == WIDE_LIMIT        ? "limit of detection"
	       : wide == WIDE_RECIPE       ? "composition"
	       : wide == WIDE_ASKED        ? "contains rare earths"
	       : wide == WIDE_GROUP        ? "numbered substance"
	       : wide == WIDE_GROUP_AMOUNT ? "numbered amount"
					   : "content";
}

/* "as KiCad exports it"; NULL: memory. */
static const char *
why_named(struct columns_told *told, const struct csv_header *h, size_t i)
{
	enum csv_column column = (enum csv_column)h->column[i];
	const char *name = h->preset->name;
	size_t size = strlen(name) + 80;
	char *text = TAKE(&told->mem, char, size);

	if (text != NULL)
		snprintf(text, size,
		    column == COL_COUNT
			? "of no concern in an export of %s: ignored"
		    : h->field[column] == (int)i
			? "by its name in an export of %s"
			: "where the other is blank, in an export of %s",
		    name);
	return text;
}

bool
columns_told_begin(struct columns_told *told, const char *file,
    const struct csv_header *h, const struct csv_field *field)
{
	struct told_column *list =
	    array_grow(told->list, &told->cap, told->n + h->n, sizeof(*list));

	if (list == NULL)
		return false;
	told->list = list;
	for (size_t i = 0; i < h->n; i++) {
		struct told_column c = { .file = file,
			.heading = arena_copy(&told->mem, field[i].text),
			.why =
			    h->named[i] ? why_named(told, h, i) : why(h, i) };

		if (c.heading.p == NULL || c.why == NULL)
			return false;
		if (h->wide[i] != WIDE_NONE)
			snprintf(c.column, sizeof(c.column), "%s",
			    taken_for(h->wide[i]));
		else if (h->column[i] != COL_COUNT)
			csv_column_name(
			    (enum csv_column)h->column[i], c.column);
		list[told->n++] = c;
	}
	return true;
}

bool
columns_told_row(
    struct columns_told *told, const struct csv_field *field, size_t n)
{
	struct told_column *c = told->list + told->n - n;

	for (size_t i = 0; i < n; i++) {
		struct str text = field[i].text;

		if (text.n == 0 || c[i].filled++ > 0)
			continue;
		c[i].example = arena_copy(&told->mem, str_clip(text, EXAMPLE));
		if (c[i].example.p == NULL)
			return false;
	}
	return true;
}

void
columns_told_free(struct columns_told *told)
{
	free(told->list);
	arena_free(&told->mem);
	*told = (struct columns_told){ .n = 0 };
}
