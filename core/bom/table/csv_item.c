/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_item - what a row states of an item: mass, price, form and marks; see
 * csv_table.h.
 */
#include "core/bom/field/numeral.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/table/csv_table.h"
#include "core/bom/table/wide_row.h"

#include <stdio.h>
#include <string.h>

#define NOTHING_LONGEST 6 /* [bytes] of the words for it */

/* Most lists have few of the columns that say what an item is: of the others
 * nothing is asked row by row. */
static inline bool
has(const struct table *t, enum csv_column column)
{
	return csv_has(&t->head, column);
}

bool
table_says_nothing(struct str cell)
{
	static const char *const words[] = { "-", "--", "---", "–", "—", "/",
		"n/a", "na", "n.a.", "#n/a", "tbd", "tbc", "none", "null",
		"nil", "无", "なし", "없음" };

	if (cell.n > NOTHING_LONGEST ||
	    (cell.n > 0 && cell.p[0] >= '0' && cell.p[0] <= '9'))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(cell, words[i]))
			return true;
	return cell.n == 0;
}

/* The heading of a column that the table has; its own name, where a file of
 * columns says what stands in it. */
static struct str
heading_of(const struct table *t, enum csv_column column)
{
	size_t field = (size_t)t->head.field[column];
	const char *name = csv_words[column];

	return field < t->head.n ? t->heading[field]
				 : (struct str){ name, strcspn(name, "|") };
}

static enum status
cell_text(struct table *t, struct field cell, uint32_t *id)
{
	if (cell.text.n > 1 && cell.text.p[0] == '\'') {
		struct str rest = { cell.text.p + 1, cell.text.n - 1 };

		if (str_is_formula(rest)) /* kept from a spreadsheet by it */
			cell.text = rest;
	}
	return table_says_nothing(cell.text)
		   ? ST_OK
		   : fields_text(t->in->b, cell, id, t->in->f);
}

static enum status
item_text(struct table *t, enum csv_column column, uint32_t *id)
{
	return has(t, column) ? cell_text(t, table_cell(t, column), id) : ST_OK;
}

/* Where the heading promises no form in our words, others are none. */
static enum status
item_form(struct table *t, uint8_t *form)
{
	struct field cell = table_cell(t, COL_FORM);

	if (table_says_nothing(cell.text))
		return ST_OK;
	if (form_find(cell.text) == FORM_COUNT &&
	    !csv_same_name(heading_of(t, COL_FORM), STR("form"))) {
		if (t->odd_forms++ == 0)
			t->odd_form_at = bom_pos(t->in->b, cell.at);
		return ST_OK;
	}
	return fields_form(t->in->b, cell, form, t->in->f);
}

void
table_tell_forms(const struct table *t)
{
	if (t->odd_forms > 0)
		findings_loss(t->in->f, ST_SCHEMA, t->odd_form_at,
		    "a word that is no form of ours, and %zu more such: what "
		    "kind of thing it is is taken as not stated",
		    t->odd_forms - 1);
}

/* Numbers alone: where their unit may stand is said once. */
static void
say_mass_unit(struct table *t, struct str amount)
{
	struct str heading = heading_of(t, COL_MASS);
	const struct pos at = { t->csv.file, t->head_line, 1 };
	char last = amount.p[amount.n - 1];

	if (t->told_mass || has(t, COL_MASS_UNIT) ||
	    t->head.unit[COL_MASS] != UNIT_NONE || last < '0' || last > '9')
		return;
	t->told_mass = true;
	findings_add(t->in->f, SEV_NOTE, ST_OK, at,
	    "the heading of a mass may name its unit, as in \"%.*s (g)\"; or "
	    "say mass unit = g in a file of columns",
	    STR_ARG(str_clip(heading, 60)));
}

static enum status
item_mass(struct table *t, enum unit of, struct item *said)
{
	struct amount_text text = { .amount = table_cell(t, COL_MASS),
		.unit = table_cell(t, COL_MASS_UNIT) };
	struct bom *b = t->in->b;
	enum status st;

	if (table_says_nothing(text.amount.text))
		return ST_OK;
	say_mass_unit(t, text.amount.text);
	text.min = text.max = (struct field){ { "", 0 }, text.amount.at };
	if (t->head.unit[COL_MASS] != UNIT_NONE)
		text.unit.text =
		    str_of(unit_name((enum unit)t->head.unit[COL_MASS]));
	if (t->head.mass_of != UNIT_NONE)
		of = (enum unit)t->head.mass_of;
	st = per_unit_mass(b, &text, &of, &said->mass, t->in->f);
	if (st != ST_OK)
		return st;
	said->has_mass = 1;
	said->dim = (uint8_t)unit_dimension(of);
	return ST_OK;
}

/* A dollar of no country that is named: said once. */
static void
say_dollar(struct table *t, struct str amount)
{
	const char *sign = memchr(amount.p, '$', amount.n);

	if (sign == NULL || t->told_dollar || has(t, COL_CURRENCY) ||
	    (sign > amount.p && sign[-1] >= 'A' && sign[-1] <= 'Z'))
		return;
	t->told_dollar = true;
	findings_warn(t->in->f, ST_UNIT,
	    bom_pos(t->in->b, table_cell(t, COL_VALUE).at),
	    "prices in \"$\" are taken for US dollars: expected USD, or "
	    "another three letters");
}

/* "100", "100 pcs", "kg": for how many of what the price is. */
static enum status
value_per(struct table *t, enum unit *of, uint32_t *value)
{
	struct bom *b = t->in->b;
	struct field cell = table_cell(t, COL_VALUE_PER);
	struct str s = cell.text, number = numeral_take(&s);
	struct error err = { 0 };
	uint32_t n = NUM_ONE;
	uint8_t unit = UNIT_NONE;
	enum status st = ST_OK;

	if (table_says_nothing(cell.text))
		return ST_OK;
	if (number.n > 0)
		st =
		    numtab_read(&b->num, number, bom_pos(b, cell.at), &n, &err);
	if (st != ST_OK)
		return findings_take(t->in->f, &err);
	if (n == NUM_ZERO)
		return findings_error(t->in->f, ST_RANGE, bom_pos(b, cell.at),
		    "a price for 0: expected a number above zero");
	cell.text = s;
	if (s.n > 0)
		st = fields_unit(b, cell, &unit, t->in->f);
	if (st != ST_OK)
		return st;
	if (unit != UNIT_NONE)
		*of = (enum unit)unit;
	*value = numtab_div(&b->num, *value, n);
	return *value != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

/* Money that cannot be understood is no price; told once, behind all rows. */
static enum status
read_value(struct table *t, struct field amount, struct item *said)
{
	struct findings mute = { 0 };
	struct field currency = table_cell(t, COL_CURRENCY);
	enum status st = fields_value(
	    t->in->b, amount, currency, &said->value, &said->currency, &mute);

	if (st != ST_OK && st != ST_NOMEM) {
		if (t->odd_prices++ == 0) {
			t->odd_price_at = mute.first.at;
			snprintf(t->odd_price, sizeof(t->odd_price), "%s",
			    mute.first.text);
		}
		said->value = BOM_NONE;
		said->currency = 0;
	}
	findings_free(&mute);
	return st == ST_NOMEM ? fields_nomem(t->in->f) : ST_OK;
}

void
table_tell_prices(const struct table *t)
{
	if (t->odd_prices > 0)
		findings_loss(t->in->f, ST_UNIT, t->odd_price_at,
		    "%s; %zu price%s taken as not stated%s", t->odd_price,
		    t->odd_prices, t->odd_prices > 1 ? "s are" : " is",
		    strncmp(t->odd_price, "currency", 8) == 0
			? "; for all of them: currency = USD in a file of "
			  "columns"
			: "");
	if (t->empty_rows > 0)
		findings_warn(t->in->f, ST_INCOMPLETE, t->empty_row_at,
		    "%zu row%s with neither a part number nor a quantity: "
		    "passed over",
		    t->empty_rows, t->empty_rows > 1 ? "s" : "");
	if (t->vague > 0)
		findings_warn(t->in->f, ST_INCOMPLETE, t->vague_at,
		    "%zu quantit%s that %s no one number, such as \"%s\": it "
		    "is "
		    "taken as unknown how much there is; expected a number",
		    t->vague, t->vague > 1 ? "ies" : "y",
		    t->vague > 1 ? "are" : "is", t->vague_text);
	if (t->blank_quantities > 0)
		findings_warn(t->in->f, ST_INCOMPLETE, t->blank_quantity_at,
		    "%zu row%s without a quantity: it is taken as unknown how "
		    "much there is; expected a number, or 0 for none",
		    t->blank_quantities, t->blank_quantities > 1 ? "s" : "");
}

static enum status
item_value(struct table *t, enum unit of, struct item *said)
{
	struct field amount = table_cell(t, COL_VALUE);
	struct bom *b = t->in->b;
	enum status st;

	if (table_says_nothing(amount.text))
		return ST_OK;
	st = read_value(t, amount, said);
	if (st != ST_OK || said->value == BOM_NONE)
		return st;
	say_dollar(t, amount.text);
	if (t->head.value_of != UNIT_NONE)
		of = (enum unit)t->head.value_of;
	if (has(t, COL_VALUE_PER) && value_per(t, &of, &said->value) != ST_OK)
		return t->in->f->first.code;
	if (!per_unit_fits(of))
		return findings_error(t->in->f, ST_UNIT, bom_pos(b, amount.at),
		    "a price of something that is counted as a share of its "
		    "parent: expected no price");
	if (said->dim != DIM_NONE && said->dim != unit_dimension(of))
		return findings_error(t->in->f, ST_UNIT, bom_pos(b, amount.at),
		    "a price that counts %s of what has a mass that counts "
		    "%s: expected one unit for both",
		    dimension_name(unit_dimension(of)),
		    dimension_name((enum dimension)said->dim));
	said->dim = (uint8_t)unit_dimension(of);
	said->value = per_unit(b, said->value, of);
	return said->value != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

static enum status
item_flags(struct table *t, struct item *said)
{
	struct field complete = table_cell(t, COL_COMPLETE);
	bool yes = false;
	enum status st =
	    fields_bool(t->in->b, table_cell(t, COL_SHIPPED), &yes, t->in->f);

	if (st == ST_OK && yes)
		said->flags |= ITEM_SHIPPED;
	yes = false;
	if (st == ST_OK && complete.text.n > 0) {
		st = fields_bool(t->in->b, complete, &yes, t->in->f);
		if (st == ST_OK)
			said->flags |= yes ? ITEM_COMPLETE : ITEM_OPEN;
	}
	yes = false;
	if (st == ST_OK)
		st = fields_bool(
		    t->in->b, table_cell(t, COL_PHANTOM), &yes, t->in->f);
	if (st == ST_OK && yes)
		said->flags |= ITEM_PHANTOM;
	return st;
}

enum status
table_name(struct table *t, uint32_t *name)
{
	struct str s = str_trim(table_text(t, COL_NAME));

	/* no word for nothing is that long */
	if (s.n <= NOTHING_LONGEST || s.n > LIMIT_TEXT || s.p[0] == '\'')
		return item_text(t, COL_NAME, name);
	*name = bom_text(t->in->b, s);
	return *name != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

/*
 * table_item - what the row states of an item besides its key.
 *
 * In:	unit  mass and price are per one of it, where the mass does not say
 *	      otherwise
 * Out:	said  its dimension is set only if a mass or price is stated
 * Err:	the first; all of them are in f
 */
enum status
table_item(struct table *t, enum unit unit, struct item *said)
{
	enum status all[7] = { ST_OK };

	*said = (struct item){ .value = BOM_NONE, .mass = amount_unknown() };
	all[0] = table_name(t, &said->name);
	all[1] = item_text(t, COL_HS, &said->hs);
	all[2] = item_text(t, COL_CONTROL, &said->control);
	if (has(t, COL_FORM))
		all[3] = item_form(t, &said->form);
	if (has(t, COL_MASS))
		all[4] = item_mass(t, unit, said);
	if (all[4] == ST_OK && has(t, COL_VALUE))
		all[4] = item_value(t, unit, said);
	if (has(t, COL_SHIPPED) || has(t, COL_COMPLETE) || has(t, COL_PHANTOM))
		all[5] = item_flags(t, said);
	all[6] = item_text(t, COL_MATERIAL, &said->material);
	if (all[6] == ST_OK && said->material == 0 && table_remarks(t))
		all[6] =
		    fields_text(t->in->b, t->remark, &said->material, t->in->f);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] != ST_OK)
			return all[i];
	return ST_OK;
}

enum status
table_maker_part(struct table *t, uint32_t *number, uint32_t *maker)
{
	enum status st;

	*number = *maker = 0;
	if (!has(t, COL_MPN) || !has(t, COL_PART) ||
	    str_eq(table_text(t, COL_MPN), table_text(t, COL_PART)))
		return ST_OK;
	st = item_text(t, COL_MPN, number);
	return st == ST_OK && *number != 0 ? item_text(t, COL_MPN_MAKER, maker)
					   : st;
}

static struct field
field_at(const struct table *t, int field)
{
	return (struct field){ t->csv.field[field].text,
		table_place(t, (size_t)field) };
}

bool
table_add_others(struct table *t, uint32_t ref)
{
	const struct csv_header *h = &t->head;

	/* where that is the number of the house, it is not one of several */
	if (h->nsource == 0 ||
	    str_eq(table_text(t, COL_MPN), table_text(t, COL_PART)))
		return true;

	for (size_t i = 0; i < h->nsource; i++) {
		const struct csv_source *x = &h->source[i];
		struct field number = field_at(t, x->number);
		struct maker_part m = { .item = ref, .at = number.at };

		if (str_eq(number.text, table_text(t, COL_PART)) ||
		    cell_text(t, number, &m.number) != ST_OK || m.number == 0)
			continue;
		if (x->maker >= 0 &&
		    cell_text(t, field_at(t, x->maker), &m.maker) != ST_OK)
			continue;
		if (!bom_add_maker_part(t->in->b, m))
			return false;
	}
	return true;
}

static bool
add_maker_part(struct table *t, uint32_t ref)
{
	struct maker_part m = { .item = ref, .at = table_cell(t, COL_MPN).at };

	/* what is refused has been told */
	if (table_maker_part(t, &m.number, &m.maker) == ST_OK &&
	    m.number != 0 && !bom_add_maker_part(t->in->b, m))
		return false;
	return table_add_others(t, ref);
}

enum status
table_seller(struct table *t, uint32_t *name)
{
	*name = 0;
	return has(t, COL_SUPPLIER) &&
		       !table_says_nothing(table_text(t, COL_SUPPLIER))
		   ? item_text(t, COL_SUPPLIER, name)
		   : ST_OK;
}

bool
table_add_sources(struct table *t, uint32_t ref)
{
	uint32_t seller;

	if (!add_maker_part(t, ref))
		return false;
	return table_seller(t, &seller) != ST_OK || seller == 0 ||
	       bom_add_seller(t->in->b, ref, seller);
}

bool
table_other_maker(struct table *t)
{
	uint32_t ref;

	return table_ref(t, key_of_part, &ref) != ST_OK ||
	       (t->fit.habits.said ? wide_row(t, ref, t->in->decl)
				   : add_maker_part(t, ref));
}

bool
table_country(struct table *t, char code[3])
{
	struct field country = table_cell(t, COL_ORIGIN);

	code[0] = '\0';
	return country.text.n > 0 &&
	       fields_country(t->in->b, country, code, t->in->f) == ST_OK;
}

bool
table_made_in(struct table *t, struct stated *s, uint32_t ref)
{
	char code[3];

	return !table_country(t, code) ||
	       stated_made_in(
		   s, ref, code, t->in->decl, table_cell(t, COL_ORIGIN).at);
}

/* Those that say what an item is, but for its name. */
static bool
states_more(const struct table *t)
{
	static const enum csv_column of_items[] = { COL_FORM, COL_MASS,
		COL_VALUE, COL_HS, COL_CONTROL, COL_MATERIAL, COL_SHIPPED,
		COL_COMPLETE, COL_PHANTOM };

	for (size_t i = 0; i < sizeof(of_items) / sizeof(of_items[0]); i++)
		if (csv_has(&t->head, of_items[i]))
			return true;
	return false;
}

bool
table_states_items(const struct table *t)
{
	return csv_has(&t->head, COL_NAME) || states_more(t);
}

bool
table_names_items(const struct table *t)
{
	return csv_has(&t->head, COL_NAME) && !states_more(t);
}
