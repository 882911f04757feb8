/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composed - the open elements of a material declaration; see composed.h.
 *
 * What is said goes to the frame of what it is said of.  A part is opened when
 * something is in it, for what is said of itself stands before all that.
 */
#include "core/bom/other/composed.h"

#include "core/chem/cas.h"

#include <stdlib.h>
#include <string.h>

struct composed_frame *
composed_frame(struct composed *x)
{
	return &x->open[x->nopen - 1];
}

bool
composed_text(struct composed *x, struct field text, uint32_t *id)
{
	return fields_text(x->in->b, text, id, x->in->f) != ST_NOMEM;
}

static bool
push(struct composed *x, enum composed_kind kind, const struct sax_tag *tag)
{
	struct composed_frame *open;

	if (kind != COMPOSED_PRODUCT && !composed_open(x, composed_frame(x)))
		return false;
	open = array_grow(x->open, &x->open_cap, x->nopen + 1, sizeof(*open));
	if (open == NULL)
		return false;
	x->open = open;
	open[x->nopen++] = (struct composed_frame){ .kind = kind,
		.at = tag->at,
		.use = { BOM_NONE, BOM_NONE, BOM_NONE, tag->at, 0, UNIT_EACH,
		    0 },
		.said = { .value = BOM_NONE, .mass = amount_unknown() },
		.serial = ++x->serial };
	return true;
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct composed *x = ctx;

	if (kind < COMPOSED_FIRST)
		return x->format->take(x, kind, tag);
	return push(x, (enum composed_kind)kind, tag) &&
	       x->format->say(x, (enum composed_kind)kind, tag);
}

static bool
end(void *ctx, uint8_t kind)
{
	struct composed *x = ctx;
	struct composed_frame *in;
	bool ok;

	if (kind < COMPOSED_FIRST)
		return true;
	in = composed_frame(x);

	switch (in->kind) {
	case COMPOSED_PRODUCT:
		ok = composed_end_product(x, in);
		break;
	case COMPOSED_SUBSTANCE:
		ok = composed_substance(x, in);
		break;
	case COMPOSED_GROUP:
		ok = composed_group(x, in);
		break;
	default:
		ok = composed_close(x, in);
	}
	if (in->words != 0) /* and those of elements that were in it */
		x->nwords = in->words - 1;
	x->nopen--;
	return ok;
}

bool
composed_id(struct composed *x, struct field number, struct field name,
    struct field revision)
{
	struct composed_frame *in = composed_frame(x);
	struct composed_other id = { .at = number.at }, *list;

	if (!composed_text(x, number, &id.number) ||
	    !composed_text(x, name, &id.name) ||
	    !composed_text(x, revision, &id.revision))
		return false;
	if (in->nids++ == 0) {
		in->number = id.number;
		in->name = id.name;
		in->revision = id.revision;
		return true;
	}
	list =
	    array_grow(x->other, &x->other_cap, x->nother + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->other = list;
	list[x->nother++] = id;
	return true;
}

void
composed_unit(struct composed *x, struct field unit)
{
	struct bom *b = x->in->b;

	if (str_trim(unit.text).n == 0)
		findings_warn(x->in->f, ST_UNIT, bom_pos(b, unit.at),
		    "a product without unitType: expected each, m, kg ...; "
		    "what it holds is taken as of one piece");
	else
		fields_unit(b, unit, &composed_frame(x)->use.unit, x->in->f);
}

void
composed_pieces(struct composed *x, struct field number)
{
	const struct field each = { STR("each"), number.at };
	struct use *u = &composed_frame(x)->use;

	/* NaN: xsd:float has it for a number that nobody knows */
	if (str_trim(number.text).n > 0 &&
	    !str_is(str_trim(number.text), "NaN"))
		fields_quantity(
		    x->in->b, number, each, &u->qty, &u->unit, x->in->f);
}

/* Of what belongs to a further number there is no need. */
static bool
is_of_another(struct composed *x)
{
	return composed_frame(x)->nids > 1;
}

bool
composed_mass(struct composed *x, const struct measured_fields *m)
{
	return is_of_another(x) ||
	       measured_take(x->in, m, &composed_frame(x)->mass);
}

bool
composed_percent(struct composed *x, const struct measured_fields *m)
{
	return is_of_another(x) ||
	       measured_take(x->in, m, &composed_frame(x)->percent);
}

/* One country is where it was made; of several nobody says which. */
void
composed_country(struct composed *x, struct field country)
{
	struct composed_frame *in = composed_frame(x);

	if (is_of_another(x))
		return;
	if (in->ncountries++ > 0)
		in->country[0] = '\0';
	else if (fields_country(x->in->b, country, in->country, x->in->f) ==
		 ST_OK)
		in->country_at = country.at;
}

/* A CAS number is better than another entry, and the first than the next. */
bool
composed_entry(struct composed *x, struct field entry)
{
	struct composed_frame *in = composed_frame(x);
	struct str known = bom_text_get(x->in->b, in->entry);
	struct str s = str_trim(entry.text);

	if (s.n == 0 || cas_valid(known) || (known.n > 0 && !cas_valid(s)))
		return true;
	in->entry_at = entry.at;
	return composed_text(x, entry, &in->entry);
}

bool
composed_threshold(struct composed *x, struct field above,
    struct field application, struct field threshold)
{
	struct composed_frame *in = composed_frame(x);

	in->has_threshold =
	    str_trim(above.text).n > 0 &&
	    fields_bool(x->in->b, above, &in->above, x->in->f) == ST_OK;
	if (str_trim(application.text).n > 0 &&
	    !composed_text(x, application, &in->application))
		return false;
	return composed_text(x, threshold, &in->threshold);
}

bool
composed_document(
    struct composed *x, struct place at, struct field id, struct field date)
{
	struct declaration *d = bom_add_declaration(x->in->b);

	if (d == NULL)
		return false;
	x->parts.decl = (uint32_t)x->in->b->ndecl - 1;
	d->at = at;
	fields_date(x->in->b, date, &d->date, x->in->f);
	return composed_text(x, id, &d->id);
}

bool
composed_supplier(struct composed *x, struct field name)
{
	if (!composed_text(x, name, &x->supplier))
		return false;
	x->in->b->decl[x->parts.decl].supplier = x->supplier;
	return true;
}

/*
 * composed_read - a material declaration.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
composed_read(const struct input *in, const struct composed_format *format)
{
	const struct elements elements = { .format = format->name,
		.rows = format->rows,
		.nrows = format->nrows,
		.ours = format->ours,
		.begin = begin,
		.end = end };
	struct composed x = { .in = in, .format = format };
	enum status st;

	nested_init(&x.parts, in);
	st = elements_read(in, &elements, &x);
	nested_free(&x.parts);
	free(x.open);
	free(x.other);
	free(x.words);
	intern_free(&x.alike);
	free(x.nalike);
	return st;
}
