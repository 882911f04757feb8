/* SPDX-License-Identifier: Apache-2.0 */
/* wide_row - rows with a column per element; see wide_row.h. */
#include "core/bom/table/wide_own.h"

#include "core/bom/field/per_unit.h"
#include "core/bom/table/csv_aside.h"
#include "core/bom/table/csv_odd.h"
#include "core/bom/table/read_csv.h"

#include <string.h>

struct field
wide_cell(const struct table *t, int field)
{
	if (field < 0)
		return (struct field){ { "", 0 }, table_place(t, 0) };
	return (struct field){ t->csv.field[field].text,
		table_place(t, (size_t)field) };
}

struct field
wide_unit_field(const struct table *t, int field, uint8_t unit)
{
	struct field said = wide_cell(t, field);

	said.text =
	    unit != UNIT_NONE ? str_of(unit_name((enum unit)unit)) : STR("");
	/* a unit of the row, where it is none of quantities */
	if (unit == UNIT_NONE && t->head.format == FORMAT_CSV_CONTENT) {
		enum dimension d =
		    unit_dimension(unit_find(table_text(t, COL_UNIT)));

		if (d == DIM_MASS || d == DIM_SHARE)
			said = table_cell(t, COL_UNIT);
	}
	return said;
}

struct str
wide_heading(const struct table *t, const struct claim *c)
{
	int field = -1;

	for (int r = 0; r < WIDE_ROLES && field < 0; r++)
		field = c->field[r];
	return str_clip(t->heading[field], 60);
}

/* Has the same been said of the item before?  What differs is refused.
 * *again: there is nothing to add.  False when memory is out. */
bool
wide_said_before(struct table *t, const uint32_t key[3], struct field cell,
    struct str name, bool *again)
{
	struct wide_table *x = t->wide;
	size_t before = x->keys.n;
	struct told_cell *list =
	    array_grow(x->told, &x->told_cap, before + 1, sizeof(*list));
	uint32_t id;

	*again = false;
	if (list == NULL)
		return false;
	x->told = list;
	id = intern_copy(
	    &x->keys, (struct str){ (const char *)key, 3 * sizeof(key[0]) });
	if (id == INTERN_NONE)
		return false;
	if (x->keys.n > before) {
		list[id] =
		    (struct told_cell){ arena_copy(&t->in->b->mem, cell.text),
			    cell.at };
		return list[id].text.p != NULL;
	}
	*again = true;
	if (!str_eq(list[id].text, cell.text))
		findings_error(t->in->f, ST_CONFLICT,
		    bom_pos(t->in->b, cell.at),
		    "\"%.*s\" under \"%.*s\", and \"%.*s\" in line %u for the "
		    "same part: expected one row for each part; of several "
		    "lots a range such as 28-29, of several materials each as "
		    "a part of its own",
		    STR_ARG(str_clip(cell.text, 40)), STR_ARG(name),
		    STR_ARG(str_clip(list[id].text, 40)), list[id].at.line);
	return true;
}

bool
wide_keep(struct table *t, const struct content_text *text, uint32_t ref,
    uint32_t decl)
{
	uint32_t first;

	return fields_content(t->in->b, t->in->chem, text, ref, decl, &first,
		   t->in->f) == ST_OK ||
	       t->in->f->first.code != ST_NOMEM;
}

bool
table_weighing(struct table *t, uint32_t ref)
{
	struct amount_text text = { .amount = table_cell(t, COL_MASS),
		.unit = table_cell(t, COL_MASS_UNIT) };
	enum unit of = UNIT_EACH;
	struct amount mass;

	if (t->head.unit[COL_MASS] != UNIT_NONE)
		text.unit.text =
		    str_of(unit_name((enum unit)t->head.unit[COL_MASS]));
	if (t->head.mass_of != UNIT_NONE)
		of = (enum unit)t->head.mass_of;
	text.min = text.max = (struct field){ { "", 0 }, text.amount.at };
	if (per_unit_mass(t->in->b, &text, &of, &mass, t->in->f) != ST_OK)
		return true;
	return bom_add_weighing(t->in->b,
	    (struct weighing){ ref, mass, text.amount.at,
		(uint8_t)(of != UNIT_EACH ? unit_dimension(of) : DIM_NONE) });
}

/* What the item weighs, and where it was made: in a table of items these are
 * told there. */
static bool
say_item(struct table *t, uint32_t ref, uint32_t decl)
{
	struct field mass = table_cell(t, COL_MASS);
	uint32_t key[3] = { ref, decl, UINT32_MAX - 1 };
	bool again = false;

	if (table_cell(t, COL_ORIGIN).text.n > 0 &&
	    !table_origin(t, ref, BOM_NONE, decl, 0))
		return false;
	if (!csv_has(&t->head, COL_MASS) || table_says_nothing(mass.text))
		return true;
	if (!wide_said_before(t, key, mass, STR("mass"), &again))
		return false;
	return again || table_weighing(t, ref);
}

/* The unit that headings of amounts name. */
static struct field
unit_of_amounts(const struct table *t)
{
	static const enum csv_column columns[] = { COL_AMOUNT, COL_MIN,
		COL_MAX };
	struct field unit = { { "", 0 }, table_place(t, 0) };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (t->head.unit[columns[i]] != UNIT_NONE)
			unit.text = str_of(
			    unit_name((enum unit)t->head.unit[columns[i]]));
	return unit;
}

/* Is the row's part called by the substance with that number? */
static bool
is_called_so(const struct table *t, struct str cas)
{
	const struct str names[] = { table_text(t, COL_PART),
		table_text(t, COL_NAME) };
	const struct substance *s[4];

	for (size_t i = 0; i < 2; i++) {
		size_t n = substance_by_name(t->in->chem, names[i], s, 4);

		if (n == 0)
			n = substance_by_formula(t->in->chem, names[i], s, 4);
		for (size_t k = 0; k < n && k < 4; k++)
			if (str_is(cas, s[k]->cas))
				return true;
		if (str_eq(names[i], cas))
			return true;
	}
	return false;
}

/*
 * A tree of materials has rows for what is in these: "Neodymium" below "NdFeB"
 * with 30 % of 7440-00-8 is a share of the NdFeB, and none of a part that is
 * called neodymium.
 */
static void
refuse_substance(struct table *t, const struct content *c, struct field cas)
{
	mpq_t most;

	if ((t->head.format != FORMAT_CSV_LEVELS &&
		t->head.format != FORMAT_CSV_EDGES) ||
	    !c->amount.is_share || c->amount.hi == NUM_INFINITE)
		return;
	numtab_view(&t->in->b->num, c->amount.hi, most);
	if (mpq_cmp_ui(most, 9, 10) >= 0 || !is_called_so(t, cas.text))
		return;
	findings_error(t->in->f, ST_CONFLICT, bom_pos(t->in->b, cas.at),
	    "substance \"%.*s\" as a part that holds less than 90 %% of "
	    "itself: this may be its share of what stands above; expected the "
	    "substances of each material in a table of part, CAS number and "
	    "amount, and in this list the rows down to the materials",
	    STR_ARG(str_clip(cas.text, 40)));
}

/* What the columns of substance and amount of a list of parts say of the part
 * of the row, once for each substance.  False when memory is out. */
static bool
wide_line(struct table *t, uint32_t ref, uint32_t decl)
{
	struct content_text x = { .element = table_cell(t, COL_ELEMENT),
		.cas = table_cell(t, COL_CAS),
		.formula = table_cell(t, COL_FORMULA),
		.name = table_cell(t, COL_SUBSTANCE),
		.basis = table_cell(t, COL_BASIS),
		.amount = { table_cell(t, COL_AMOUNT), table_cell(t, COL_MIN),
		    table_cell(t, COL_MAX), unit_of_amounts(t) },
		.scope = table_cell(t, COL_SCOPE),
		.at = table_place(t, 0) };
	struct field *const all[] = { &x.element, &x.cas, &x.formula, &x.name,
		&x.amount.amount, &x.amount.min, &x.amount.max };
	struct str whole = { NULL, 0 };
	uint32_t key[3] = { ref, decl, 0x20000000u };
	size_t o = 0, n = 4;
	bool again;
	char *room;

	for (size_t i = 0; i < 7; i++) {
		if (table_says_nothing(all[i]->text))
			all[i]->text.n = 0;
		n += all[i]->text.n + 1;
	}
	if (x.element.text.n + x.cas.text.n + x.formula.text.n +
		x.name.text.n ==
	    0)
		return true;
	room = csv_room(&t->csv, 2 * n);
	if (room == NULL)
		return false;
	for (size_t i = 0; i < 4; i++, room[o++] = '\n') {
		memcpy(room + o, all[i]->text.p, all[i]->text.n);
		o += all[i]->text.n;
	}
	key[2] |=
	    intern_copy(&t->wide->names, (struct str){ room, o }) & 0x0FFFFFFFu;
	whole.p = room + o;
	for (size_t i = 4; i < 7; i++, room[o++] = ' ') {
		memcpy(room + o, all[i]->text.p, all[i]->text.n);
		o += all[i]->text.n;
	}
	whole.n = (size_t)(room + o - whole.p);
	whole = str_trim(whole);
	if (!wide_said_before(t, key,
		(struct field){ whole, x.amount.amount.at }, STR("amount"),
		&again))
		return false;
	if (again)
		return true;
	if (x.amount.amount.text.n + x.amount.min.text.n +
		x.amount.max.text.n ==
	    0)
		x.amount.amount.text = STR("present");
	o = t->in->b->ncontent;
	if (!wide_keep(t, &x, ref, decl))
		return false;
	if (t->in->b->ncontent > o && x.cas.text.n > 0)
		refuse_substance(t, &t->in->b->content[o], x.cas);
	return true;
}

bool
wide_row(struct table *t, uint32_t ref, uint32_t decl)
{
	struct wide_table *x = t->wide;

	if (x == NULL)
		return true;
	if (x->alone && t->head.format == FORMAT_CSV_CONTENT &&
	    !say_item(t, ref, decl))
		return false;
	if (x->lines && !wide_line(t, ref, decl))
		return false;
	if (!wide_claims(t, ref, decl) || !wide_groups(t, ref, decl) ||
	    (x->nwords > 0 && !wide_words(t, ref, decl)))
		return false;
	/* of a line that names its substance they are those of the line */
	return !x->alone || wide_stages(t, ref, BOM_NONE, decl, 0);
}

bool
wide_is_aside(const struct table *t)
{
	static const char *const words[] = { "mean", "average", "avg",
		"std dev", "stdev", "standard deviation", "rsd", "%rsd",
		"mittelwert", "moyenne", "media", "lod", "mdl", "loq",
		"detection limit", "limit of detection", "reporting limit",
		"nachweisgrenze", "bestimmungsgrenze", "检出限", "定量限",
		"平均值", "平均", "blank", "method blank" };
	struct str first = { "", 0 };

	if (t->wide == NULL || !t->wide->alone)
		return false;
	if (table_is_header_again(t))
		return true;
	for (size_t i = 0; i < t->csv.n && first.n == 0; i++)
		first = t->csv.field[i].text;
	if (csv_is_total_alone(&t->csv)) {
		findings_add(t->in->f, SEV_NOTE, ST_OK, csv_pos(&t->csv, 0),
		    "a row of totals: passed over");
		return true;
	}
	if (!csv_name_is_among(first, words, sizeof(words) / sizeof(words[0])))
		return false;
	findings_warn(t->in->f, ST_SCHEMA, csv_pos(&t->csv, 0),
	    "a row of \"%.*s\", which is no part: passed over",
	    STR_ARG(str_clip(first, 40)));
	return true;
}

void
wide_tell_end(const struct table *t)
{
	if (t->wide != NULL)
		wide_tell_words(t);
	if (t->wide != NULL && t->wide->not_detected > 0)
		findings_warn(t->in->f, ST_INCOMPLETE, t->wide->not_detected_at,
		    "%zu cell%s where nothing was found and no limit of "
		    "detection is stated: that proves nothing and is kept as "
		    "unknown; expected for example <10 ppm, or a column such "
		    "as \"LOD (ppm)\"",
		    t->wide->not_detected,
		    t->wide->not_detected > 1 ? "s" : "");
}
