/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_told - what to know of a sheet; see sheet_told.h. */
#include "core/bom/sheet/sheet_told.h"

#include <stdio.h>
#include <string.h>

/* Where something was first, as a place and as the name of its cell. */
struct first {
	struct pos at;
	char cell[16];
};

static struct first
first_of(const struct sheet *s, const struct sheet_count *x)
{
	struct first p = { { s->file, x->row, x->column }, "" };

	cell_name(x->row, x->column, p.cell);
	return p;
}

static const char *
plural(const struct sheet_count *x)
{
	return x->n > 1 ? "s" : "";
}

/* What is not as it seems. */
static void
tell_warnings(
    const struct sheet *s, const struct sheet_told *t, struct findings *f)
{
	if (t->named_by_number.n > 0) {
		struct first p = first_of(s, &t->named_by_number);

		findings_warn(f, ST_SCHEMA, p.at,
		    "%zu cell%s with a number where a name stands, the first "
		    "%s: noughts before it count where its format shows them; "
		    "expected text",
		    t->named_by_number.n, plural(&t->named_by_number), p.cell);
	}
	if (t->merged.n > 0) {
		struct first p = first_of(s, &t->merged);

		findings_warn(f, ST_SCHEMA, p.at,
		    "%zu cell%s merged with one above, the first %s: each "
		    "has its value",
		    t->merged.n, plural(&t->merged), p.cell);
	}
	if (t->hidden.n > 0)
		findings_warn(f, ST_SCHEMA, first_of(s, &t->hidden).at,
		    "%zu hidden row%s, the first %u: read like all others",
		    t->hidden.n, plural(&t->hidden), t->hidden.row);
	if (t->columns.n > 0) {
		struct first p = first_of(s, &t->columns);

		findings_warn(f, ST_SCHEMA, p.at,
		    "%zu hidden column%s, the first that of %s: read like all "
		    "others",
		    t->columns.n, plural(&t->columns), p.cell);
	}
	if (t->beyond.n > 0) {
		struct first p = first_of(s, &t->beyond);

		findings_warn(f, ST_SCHEMA, p.at,
		    "%zu row%s with more behind the last column of the header "
		    "row, the first from %s on: not read",
		    t->beyond.n, plural(&t->beyond), p.cell);
	}
}

/* What is taken as the spreadsheet shows it. */
static void
tell_notes(
    const struct sheet *s, const struct sheet_told *t, struct findings *f)
{
	if (t->formulas.n > 0) {
		struct first p = first_of(s, &t->formulas);

		findings_add(f, SEV_NOTE, ST_SCHEMA, p.at,
		    "%zu cell%s with a formula, the first %s: the value that "
		    "was computed last counts",
		    t->formulas.n, plural(&t->formulas), p.cell);
	}
	if (t->percents.n > 0) {
		struct first p = first_of(s, &t->percents);

		findings_add(f, SEV_NOTE, ST_SCHEMA, p.at,
		    "%zu cell%s shown in percent, the first %s: read so, 0.05 "
		    "as 5 %%",
		    t->percents.n, plural(&t->percents), p.cell);
	}
	if (t->rounded.n > 0) {
		struct first p = first_of(s, &t->rounded);

		findings_add(f, SEV_NOTE, ST_SCHEMA, p.at,
		    "%zu number%s of more than 15 digits, the first %s: "
		    "rounded to 15, as a spreadsheet shows them",
		    t->rounded.n, plural(&t->rounded), p.cell);
	}
}

void
sheet_tell(const struct sheet *s, struct findings *f)
{
	tell_warnings(s, &s->told, f);
	tell_notes(s, &s->told, f);
}

/* Both texts of an error are told of: that of the list, and the first. */
void
sheet_name_cells(struct findings *f, size_t before, const char *file)
{
	char text[ERROR_TEXT], cell[16];
	struct error *first = &f->first;

	for (size_t i = before; i < f->n; i++) {
		struct finding *x = &f->list[i];
		bool is_first =
		    first->at.file == file && strcmp(first->text, x->text) == 0;
		struct str copy;

		if (x->sev != SEV_ERROR || x->at.line == 0 || x->at.col == 0 ||
		    strcmp(x->at.file, file) != 0)
			continue;
		cell_name(x->at.line, x->at.col, cell);
		snprintf(text, sizeof(text), "cell %s: %.*s", cell,
		    ERROR_TEXT - 24, x->text);
		copy = arena_copy(&f->texts, str_of(text));
		if (copy.p == NULL)
			return;
		x->text = copy.p;
		if (is_first)
			snprintf(first->text, sizeof(first->text), "%s", text);
	}
}
