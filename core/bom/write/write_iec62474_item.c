/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_iec62474_item - products, parts, materials and substances of a
 * material declaration; see iec62474_rows.h.
 *
 * What everybody reads stands in the elements of the format, and what these
 * have no place for in entries of our lists.
 */
#include "core/bom/write/iec62474_rows.h"
#include "core/bom/write/in_words.h"

/* The lists that others may bring, of an item and of a substance. */
static const char product_list[] = "ProductCategory";
static const char material_list[] = "MaterialClassID";
static const char substance_list[] = "SubstanceID";

static void
put_list_entry(struct iec_writer *w, const char *element, const char *list,
    struct str authority, struct str version, struct str value)
{
	struct xml_out *o = &w->out;

	xml_start_tag(o, element);
	xml_start_tag(o, "ListID");
	xml_put_required(o, "authority", authority);
	xml_put_word(o, "identity", list);
	xml_put_required(o, "version", version);
	xml_end_tag(o, "ListID");
	xml_start_tag(o, "EntryID");
	xml_put_attr(o, "entryIdentity", value);
	xml_end_tag(o, "EntryID");
	xml_end_tag(o, element);
}

void
iec_put_entry(struct iec_writer *w, const char *element, enum listed list,
    struct str value)
{
	if (value.n > 0)
		put_list_entry(w, element, listed_name(list), STR("retrace"),
		    STR("1"), value);
}

static void
put_word(struct iec_writer *w, const char *element, enum listed list,
    const char *word)
{
	iec_put_entry(w, element, list, str_of(word));
}

/* Whose part it is: its maker's, by his number and revision. */
static void
put_key(struct iec_writer *w, const char *element, uint32_t item)
{
	const struct item *it = &w->b->item[item];

	put_list_entry(w, element, listed_name(LISTED_PART),
	    bom_text_get(w->b, it->maker), bom_text_get(w->b, it->revision),
	    bom_part(w->b, item));
}

/* ---- what is said of an item */

/* What an item claims, where it is not what its product does. */
static void
put_claim(struct iec_writer *w, const char *list, uint32_t item, bool full)
{
	const uint8_t said = w->b->item[item].flags;
	const uint8_t plan = w->plan->flags[item];
	const char *word = (plan & IEC_OPEN) != 0        ? "no"
			   : (said & ITEM_COMPLETE) != 0 ? "yes"
			   : (said & ITEM_OPEN) != 0     ? "no"
							 : "unknown";

	if (word[0] != (full ? 'y' : 'n'))
		put_word(w, list, LISTED_COMPLETE, word);
	if ((plan & IEC_CLOSED) != 0 && (plan & IEC_OPEN) == 0)
		put_word(w, list, LISTED_CLOSED, "yes");
}

/* What it is counted in goes without saying of pieces, and of a product. */
static void
put_item_words(struct iec_writer *w, const char *list, uint32_t item,
    bool product, bool full)
{
	const struct item *it = &w->b->item[item];
	enum unit unit = words_unit((enum dimension)it->dim);
	char text[WORDS_AMOUNT];

	if (it->form != FORM_UNKNOWN)
		put_word(w, list, LISTED_FORM, form_name((enum form)it->form));
	if (!product && unit != UNIT_NONE && unit != UNIT_EACH)
		put_word(w, list, LISTED_UNIT, unit_name(unit));
	iec_put_entry(w, list, LISTED_HS, bom_text_get(w->b, it->hs));
	iec_put_entry(w, list, LISTED_CONTROL, bom_text_get(w->b, it->control));
	iec_put_entry(
	    w, list, LISTED_MATERIAL, bom_text_get(w->b, it->material));
	if (it->has_mass && !iec_is_plain(w->b, it->mass)) {
		xml_out_check(&w->out, words_amount(w->b, it->mass, text));
		put_word(w, list, LISTED_MASS, text);
	}
	put_claim(w, list, item, full);
	if ((it->flags & ITEM_SHIPPED) != 0)
		put_word(w, list, LISTED_SHIPPED, "yes");
	if ((it->flags & ITEM_PHANTOM) != 0)
		put_word(w, list, LISTED_PHANTOM, "yes");
}

/* How often it is in its place, where no number of units tells it. */
static void
put_use_words(
    struct iec_writer *w, const char *list, const struct use *u, bool plain)
{
	char text[NUM_TEXT] = "unknown";
	uint32_t place = w->b->note[u->note].place;

	if (!plain) {
		if (u->qty != BOM_NONE)
			xml_out_check(
			    &w->out, words_number(w->b, u->qty, 1, text));
		put_word(w, list, LISTED_QUANTITY, text);
	}
	iec_put_entry(w, list, LISTED_ALTERNATIVE, bom_text_get(w->b, place));
}

static void
put_country(struct iec_writer *w, uint32_t item)
{
	uint32_t k = w->plan->country[item];
	struct xml_out *o = &w->out;

	if (k == BOM_NONE)
		return;
	xml_start_tag(o, "CountryOfManufacture");
	xml_start_tag(o, "CountryInformation");
	xml_put_word(o, "countryCode", w->b->origin[k].country);
	xml_end_tag(o, "CountryInformation");
	xml_end_tag(o, "CountryOfManufacture");
}

/* Of what is counted by mass one gram weighs one. */
static void
put_mass(struct iec_writer *w, const struct item *it)
{
	static const struct amount gram = { NUM_ONE, NUM_ONE, false, false,
		false };

	if (it->dim == DIM_MASS)
		iec_put_amount(w, gram);
	else if (it->has_mass)
		iec_put_amount(w, it->mass);
}

static void
put_product_id(
    struct iec_writer *w, uint32_t item, const struct use *u, bool full)
{
	const struct item *it = &w->b->item[item];
	struct xml_out *o = &w->out;

	xml_start_tag(o, "ProductID");
	xml_put_attr(o, "identifier", bom_part(w->b, item));
	xml_put_text(o, "name", it->name);
	xml_put_text(o, "version", it->revision);
	put_mass(w, it);
	put_item_words(w, product_list, item, u == NULL, full);
	if (u != NULL)
		put_use_words(w, product_list, u,
		    u->qty != BOM_NONE && iec_ends(w->b, u->qty, 1) &&
			u->note == 0);
	put_key(w, "Identifier", item);
	put_country(w, item);
	xml_end_tag(o, "ProductID");
}

void
iec_put_product(struct iec_writer *w, uint32_t item, bool full)
{
	static const char *const types[] = { "each", "each", "g", "m", "m^2",
		"l" };

	xml_put_word(&w->out, "unitType", types[w->b->item[item].dim]);
	put_product_id(w, item, NULL, full);
}

void
iec_put_other_name(struct iec_writer *w, uint32_t item)
{
	const struct item *it = &w->b->item[item];

	xml_start_tag(&w->out, "ProductID");
	xml_put_attr(&w->out, "identifier", bom_part(w->b, item));
	xml_put_text(&w->out, "name", it->name);
	xml_put_text(&w->out, "version", it->revision);
	xml_end_tag(&w->out, "ProductID");
}

/* One of several in its place is no number of units, nor is one that nobody
 * knows: NaN is the word of the format for that. */
void
iec_put_part(struct iec_writer *w, const struct use *u, bool full)
{
	if (u->qty == BOM_NONE || w->b->note[u->note].place != 0)
		xml_put_word(&w->out, "numberOfUnits", "NaN");
	else
		iec_put_number(w, "numberOfUnits", u->qty, 1);
	put_product_id(w, u->child, u, full);
}

/* ---- substances */

/* "Dysprosium, neodymium", for who knows no symbols. */
static void
put_names(struct iec_writer *w, uint32_t elements)
{
	char text[NELEM * 16] = "";

	if (elements == ELEMENT_ALL)
		str_add(text, sizeof(text), "rare earths");
	for (int e = 0; e < NELEM && elements != ELEMENT_ALL; e++)
		if ((elements >> e & 1) != 0)
			str_add(text, sizeof(text), "%s%s",
			    text[0] != '\0' ? ", " : "", element_at(e)->name);
	xml_put_word(&w->out, "name", text);
}

static void
put_name(struct iec_writer *w, const struct content *c,
    const struct words_content *words)
{
	if (words->substance.n > 0)
		xml_put_attr(&w->out, "name", words->substance);
	else if (words->formula.n > 0)
		xml_put_attr(&w->out, "name", words->formula);
	else if (c->kind == CONTENT_UNLISTED)
		xml_put_word(&w->out, "name", "other rare earths");
	else if (words->cas.n == 0)
		put_names(w, c->elements);
}

/* The number by which everybody knows the substance. */
static void
put_cas(struct iec_writer *w, const struct content *c, struct str cas)
{
	bool one = c->elements != 0 && (c->elements & (c->elements - 1)) == 0;

	if (cas.n == 0 && one && c->substance == BOM_NONE &&
	    c->basis == BASIS_KIND_ELEMENT && c->kind != CONTENT_UNLISTED)
		cas = str_of(element_at(__builtin_ctz(c->elements))->cas);
	if (cas.n == 0)
		return;
	xml_start_tag(&w->out, substance_list);
	xml_start_tag(&w->out, "EntryID");
	xml_put_attr(&w->out, "entryIdentity", cas);
	xml_end_tag(&w->out, "EntryID");
	xml_end_tag(&w->out, substance_list);
}

/* Does a mass of it stand for one piece of the item? */
static bool
is_of_a_piece(const struct item *it)
{
	return it->dim == DIM_EACH || it->dim == DIM_NONE;
}

static void
put_substance(struct iec_writer *w, const struct content *c)
{
	const struct item *it = &w->b->item[c->item];
	struct xml_out *o = &w->out;
	struct words_content words;
	bool open = (w->plan->flags[c->item] & IEC_OPEN) != 0;
	bool plain = iec_is_plain(w->b, c->amount) &&
		     (c->amount.is_share || is_of_a_piece(it));

	o->at = c->at;
	xml_out_check(o, words_content(w->b, c, &words));
	if (c->rest && open) /* it would fill up what is not written */
		xml_out_check(o, words_amount(w->b, c->amount, words.amount));
	xml_start_tag(o, "Substance");
	put_name(w, c, &words);
	put_cas(w, c, words.cas);
	if (words.element[0] != '\0')
		put_word(w, substance_list,
		    c->substance == BOM_NONE ? LISTED_ELEMENT
					     : LISTED_ELEMENT_OF,
		    words.element);
	if (c->basis != BASIS_KIND_COMPOUND || words.element[0] != '\0')
		put_word(w, substance_list, LISTED_BASIS, words.basis);
	iec_put_entry(w, substance_list, LISTED_FORMULA, words.formula);
	put_word(w, substance_list, LISTED_KIND, words.kind);
	put_word(w, substance_list, LISTED_EACH, words.each);
	if (!c->unstated && (!plain || (c->rest && !open)))
		put_word(w, substance_list, LISTED_AMOUNT, words.amount);
	if (!c->unstated)
		iec_put_amount(w, c->amount);
	xml_end_tag(o, "Substance");
}

void
iec_put_substances(struct iec_writer *w, uint32_t item)
{
	const struct bom *b = w->b;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (w->plan->written[k] != 0)
			put_substance(w, &b->content[k]);
}

/* ---- materials */

/* How much of it is there, to those who know no lists of ours. */
static void
put_material_amount(struct iec_writer *w, const struct use *u)
{
	const struct item *it = &w->b->item[u->child];
	struct amount a = { u->qty, u->qty, false, false, false };

	if (w->b->note[u->note].place != 0)
		return;
	if (it->dim != DIM_MASS)
		put_mass(w, it);
	else if (u->qty != BOM_NONE)
		iec_put_amount(w, a);
}

void
iec_put_material(struct iec_writer *w, const struct use *u, bool full)
{
	const struct item *it = &w->b->item[u->child];
	struct xml_out *o = &w->out;

	xml_start_tag(o, "Material");
	if (it->name != 0)
		xml_put_text(o, "name", it->name);
	else
		xml_put_attr(o, "name", bom_part(w->b, u->child));
	put_key(w, "MaterialID", u->child);
	if (str_eq(bom_text_get(w->b, it->name), bom_part(w->b, u->child)))
		iec_put_entry(w, material_list, LISTED_NAME,
		    bom_text_get(w->b, it->name));
	put_item_words(w, material_list, u->child, false, full);
	put_use_words(w, material_list, u, it->dim != DIM_MASS && u->note == 0);
	put_material_amount(w, u);
	iec_put_substances(w, u->child);
	xml_end_tag(o, "Material");
}
