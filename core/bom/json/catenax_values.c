/* SPDX-License-Identifier: Apache-2.0 */
/* catenax_values - texts and numbers of aspects; see catenax.h. */
#include "core/bom/json/catenax.h"

/* A magnet of rare earth holds some of it. */
static bool
take_magnet(struct catenax *x, struct field type)
{
	static const struct {
		const char *type, *element;
	} types[] = { { "Neodymium Iron Boron", "Nd" },
		{ "Samarium Cobalt", "Sm" } };
	struct str s = str_trim(type.text);
	struct cx_content *list;

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!str_is_nocase(s, types[i].type))
			continue;
		list = array_grow(x->content, &x->content_cap, x->ncontent + 1,
		    sizeof(*list));
		if (list == NULL)
			return false;
		x->content = list;
		list[x->ncontent++] = (struct cx_content){ .aspect = x->open,
			.element = { bom_text(
					 x->in->b, str_of(types[i].element)),
			    type.at },
			.at = type.at,
			.first_origin = (uint32_t)x->norigin };
		return list[x->ncontent - 1].element.id != INTERN_NONE;
	}
	return true;
}

static struct cx_text *
text_of(struct catenax *x, enum cx_kind kind)
{
	struct cx_aspect *a = cx_open(x);

	switch (kind) {
	case CX_ID:
		return &a->id;
	case CX_CHILD_ID:
		return &x->part.id;
	case CX_NUMBER:
		return &x->part.number;
	case CX_NUMBER_UNIT:
		return &x->part.unit;
	case CX_FROM:
		return &x->part.from;
	case CX_UNTIL:
		return &x->part.until;
	case CX_PART_NUMBER:
		return &a->number;
	case CX_PART_NAME:
		return &a->name;
	case CX_COUNTRY:
		return &a->country;
	case CX_AMOUNT:
		return &a->amount;
	case CX_CURRENCY:
		return &a->currency;
	case CX_HS:
		return &a->hs;
	case CX_TARIFF_STANDARD:
		return &x->standard;
	case CX_TARIFF_GROUP:
		return &x->group;
	case CX_ORIGIN_COUNTRY:
		return &x->from.country;
	case CX_ORIGIN_WEIGHT:
		return &x->from.weight;
	case CX_PROCESS:
		return &x->from.process;
	case CX_MATERIAL_NAME:
		return &x->holds.name;
	case CX_MEASURE:
		return x->bound;
	case CX_MEASURE_UNIT:
		return &x->unit;
	case CX_PASSPORT_ID:
		return &a->passport_id;
	case CX_ISSUED:
		return &a->issued;
	case CX_EXPIRES:
		return &a->expires;
	case CX_STATUS:
		return &a->status;
	case CX_CODE_KEY:
	case CX_ID_TYPE:
		return &x->key;
	case CX_CODE_TEXT:
	case CX_ID_TEXT:
		return &x->text;
	case CX_ID_NAME:
		return &x->id_name;
	case CX_ISSUER:
		return &a->issuer;
	case CX_FRACTION:
		return &x->fraction;
	case CX_TYPE:
		return &x->type;
	default:
		return &a->maker;
	}
}

static bool
take_kilograms(struct catenax *x, struct field text)
{
	const struct measured_fields m = { .value = text,
		.unit = { STR("kg"), text.at } };

	return measured_take(x->in, &m, &cx_open(x)->mass);
}

static bool
take_material_origin(struct catenax *x, struct field text)
{
	struct cx_origin o = { .at = text.at, .country = { 0, text.at } };

	return fields_text(x->in->b, text, &o.country.id, x->in->f) !=
		   ST_NOMEM &&
	       (o.country.id == 0 || cx_add_origin(x, &o));
}

/* What is said again, and otherwise: of several names the first counts, of
 * numbers and units nobody says which. */
static void
say_another(struct catenax *x, enum cx_kind kind, struct field text,
    const struct cx_text *first)
{
	static const struct {
		uint8_t kind;
		enum status st;
		const char *what, *expected;
	} single[] = {
		{ CX_MEASURE_UNIT, ST_UNIT, "unit", "one unit for one amount" },
		{ CX_MEASURE, ST_DUPLICATE, "amount", "one amount" },
		{ CX_FRACTION, ST_DUPLICATE, "fraction", "one amount" },
		{ CX_NUMBER, ST_DUPLICATE, "quantity", "one quantity" },
		{ CX_NUMBER_UNIT, ST_UNIT, "unit",
		    "one unit for one quantity" },
		{ CX_ORIGIN_WEIGHT, ST_DUPLICATE, "weight",
		    "one weight of an origin" },
		{ CX_AMOUNT, ST_DUPLICATE, "price", "one price" },
		{ CX_CURRENCY, ST_DUPLICATE, "currency", "one currency" },
		{ CX_PART_NUMBER, ST_DUPLICATE, "part number",
		    "one part in one document" },
	};
	struct bom *b = x->in->b;

	for (size_t i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		if (single[i].kind == kind)
			findings_error(x->in->f, single[i].st,
			    bom_pos(b, text.at),
			    "%s \"%.*s\" beside \"%.*s\": expected %s",
			    single[i].what, STR_ARG(str_clip(text.text, 40)),
			    STR_ARG(str_clip(bom_text_get(b, first->id), 40)),
			    single[i].expected);
}

bool
cx_value(struct catenax *x, enum cx_kind kind, struct field text)
{
	struct cx_text *t;
	uint32_t id = 0;

	switch (kind) {
	case CX_ALTERNATIVES:
		fields_bool(x->in->b, text, &x->part.perhaps, x->in->f);
		return true;
	case CX_KILOGRAMS:
		cx_open(x)->says = true;
		return take_kilograms(x, text);
	case CX_MATERIAL_ORIGIN:
		return take_material_origin(x, text);
	case CX_MAGNET:
		return take_magnet(x, text);
	case CX_TYPE:
		x->is_passport |= str_is(text.text, "DigitalProductPassport") ||
				  str_is(text.text, "ProductPassport");
		break;
	default:
		break;
	}
	if (fields_text(x->in->b, text, &id, x->in->f) == ST_NOMEM)
		return false;
	cx_open(x)->says |= kind != CX_ID;
	t = text_of(x, kind);
	if (t->id == 0)
		*t = (struct cx_text){ id, text.at };
	else if (t->id != id)
		say_another(x, kind, text, t);
	return true;
}
