/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catenax_assets - aspects become items and uses; see catenax.h.
 *
 * An asset is known by its id, which every list of parts uses, and which is
 * written in several ways.  A passport is on a type of parts, and has a part
 * number instead.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/json/catenax.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "urn:uuid:"
#define UUID 36 /* characters */

struct field
cx_field(const struct catenax *x, struct cx_text t)
{
	return (struct field){ bom_text_get(x->in->b, t.id), t.at };
}

/* "3A3B...", "urn:uuid:3a3b..." are the same id. */
static struct str
asset_id(struct str s, char out[sizeof(PREFIX) + UUID])
{
	size_t n = strlen(PREFIX);

	s = str_trim(s);
	if (s.n == n + UUID && str_is_nocase((struct str){ s.p, n }, PREFIX))
		s = (struct str){ s.p + n, UUID };
	if (s.n != UUID)
		return s;
	for (size_t i = 0; i < UUID; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23
			? s.p[i] != '-'
			: !isxdigit((unsigned char)s.p[i]))
			return s;
	memcpy(out, PREFIX, n);
	for (size_t i = 0; i < UUID; i++)
		out[n + i] = (char)tolower((unsigned char)s.p[i]);
	return (struct str){ out, n + UUID };
}

static uint32_t
ref_of_id(struct catenax *x, struct cx_text id, struct place at)
{
	char room[sizeof(PREFIX) + UUID];
	struct bom *b = x->in->b;

	return bom_ref(
	    b, asset_id(bom_text_get(b, id.id), room), STR(""), STR(""), at);
}

/* Its own id, or that of the twin which it is an aspect of. */
static struct cx_text
id_of(const struct catenax *x, const struct cx_aspect *a)
{
	while (a->id.id == 0 && a->around != BOM_NONE)
		a = &x->aspect[a->around];
	return a->id;
}

static bool
find_item(struct catenax *x, struct cx_aspect *a)
{
	struct cx_text id = id_of(x, a);
	struct bom *b = x->in->b;

	if (a->passport && id.id == 0)
		id = a->passport_id;
	if (a->passport && a->number.id != 0)
		a->ref = bom_ref(b, bom_text_get(b, a->number.id),
		    bom_text_get(b, a->maker.id), STR(""), a->at);
	else if (id.id != 0)
		a->ref = ref_of_id(x, id, a->at);
	else
		return findings_error(x->in->f, ST_INCOMPLETE,
			   bom_pos(b, a->at),
			   "an aspect without an asset: expected "
			   "globalAssetId, catenaXId, or the "
			   "manufacturerPartId "
			   "of a passport") != ST_OK;
	return a->ref != BOM_NONE;
}

/* What it is called, with its part number where it goes by its id. */
static bool
name_of(struct catenax *x, const struct cx_aspect *a, uint32_t *name)
{
	struct bom *b = x->in->b;
	char text[400] = "";

	*name = a->name.id;
	if (a->passport || a->number.id == 0)
		return true;
	str_add(text, sizeof(text), "%.*s",
	    STR_ARG(str_clip(bom_text_get(b, a->number.id), 150)));
	if (a->name.id != 0)
		str_add(text, sizeof(text), " %.*s",
		    STR_ARG(str_clip(bom_text_get(b, a->name.id), 200)));
	*name = bom_text(b, str_of(text));
	return *name != INTERN_NONE;
}

static bool
take_price(struct catenax *x, const struct cx_aspect *a, struct item *said)
{
	return a->amount.id == 0 ||
	       fields_value(x->in->b, cx_field(x, a->amount),
		   cx_field(x, a->currency), &said->value, &said->currency,
		   x->in->f) != ST_NOMEM;
}

/* Where it was made is beside what it holds: a slip in it is not known. */
static bool
take_country(struct catenax *x, const struct cx_aspect *a, char code[3])
{
	struct findings quiet = { 0 };
	bool known = fields_country(x->in->b, cx_field(x, a->country), code,
			 &quiet) == ST_OK;

	findings_free(&quiet);
	if (!known)
		findings_warn(x->in->f, ST_SYNTAX,
		    bom_pos(x->in->b, a->country.at),
		    "country \"%.*s\": expected a code such as CN or CHN, or "
		    "an English name; where it was made is taken as not known",
		    STR_ARG(
			str_clip(bom_text_get(x->in->b, a->country.id), 40)));
	return known;
}

static bool
state_item(struct catenax *x, const struct cx_aspect *a)
{
	struct item said = {
		.value = BOM_NONE, .mass = amount_unknown(), .hs = a->hs.id
	};
	char code[3] = "";

	if (!name_of(x, a, &said.name) || !take_price(x, a, &said) ||
	    !measured_state(x->in, &a->mass, UNIT_EACH, &said))
		return false;
	if (said.has_mass || said.value != BOM_NONE)
		said.dim = DIM_EACH;
	if (!stated_item(&x->said, a->ref, a->at, &said))
		return false;
	return a->country.id == 0 || !take_country(x, a, code) ||
	       stated_made_in(&x->said, a->ref, code, a->decl, a->country.at);
}

/* "2024-03-15T12:00:00Z": its day. */
static struct field
day_of(const struct catenax *x, struct cx_text t)
{
	struct field day = cx_field(x, t);
	const char *time = memchr(day.text.p, 'T', day.text.n);

	if (time != NULL)
		day.text.n = (size_t)(time - day.text.p);
	return day;
}

/* A passport is a document of its own; one that is no more than a draft is
 * nobody's word. */
static bool
state_document(struct catenax *x, struct cx_aspect *a)
{
	struct str status = bom_text_get(x->in->b, a->status.id);
	struct declaration *d;
	struct bom *b = x->in->b;

	if (!a->passport)
		return true;
	d = bom_add_declaration(b);
	if (d == NULL)
		return false;
	a->decl = (uint32_t)b->ndecl - 1;
	d->id = a->passport_id.id;
	d->supplier = a->issuer.id != 0 ? a->issuer.id : a->maker.id;
	d->at = a->at;
	fields_date(b, day_of(x, a->issued), &d->date, x->in->f);
	fields_date(b, day_of(x, a->expires), &d->until, x->in->f);
	if (status.n == 0 || str_is_nocase(status, "approved"))
		return true;
	d->standing = STANDING_PRESUMED;
	findings_warn(x->in->f, ST_OK, bom_pos(b, a->status.at),
	    "a passport with status \"%.*s\": expected approved; what it says "
	    "is taken as presumed",
	    STR_ARG(str_clip(status, 40)));
	return true;
}

/* How much of it, for some time. */
static bool
fill_use(struct catenax *x, const struct cx_child *c, struct use *u)
{
	struct use_note note = { 0, DATE_NONE, DATE_NONE };
	struct field unit = cx_field(x, c->unit);
	struct bom *b = x->in->b;
	bool fits;

	unit.text = cx_unit(unit.text);
	if (c->unit.id == 0)
		unit.at = c->number.at;
	fits = unit.text.n == 0 || per_unit_fits(unit_find(unit.text));
	u->qty = BOM_NONE;
	u->unit = UNIT_EACH;
	u->at = c->at;
	if (!fits) {
		if (x->nunits++ == 0)
			x->unknown_unit = c->unit;
	} else if (c->number.id != 0 &&
		   fields_quantity(b, cx_field(x, c->number), unit, &u->qty,
		       &u->unit, x->in->f) == ST_NOMEM) {
		return false;
	}
	if (c->perhaps) {
		if (x->nperhaps++ == 0)
			x->perhaps_at = c->at;
		u->qty = BOM_NONE;
	}
	fields_days(
	    b, day_of(x, c->from), day_of(x, c->until), &note, x->in->f);
	if (note.from != DATE_NONE || note.until != DATE_NONE)
		u->note = bom_note(b, note);
	return u->note != BOM_NONE;
}

/* A list of parts. */
static bool
put_list(struct catenax *x, const struct cx_child *c, size_t n)
{
	const struct item said = { .value = BOM_NONE,
		.mass = amount_unknown() };
	const struct cx_aspect *a = &x->aspect[c->aspect];
	struct bom *b = x->in->b;
	size_t before = b->nuse;

	for (size_t i = 0; i < n; i++) {
		struct use *kept = bom_add_use(b);
		struct use u = { .parent = a->ref };

		if (kept == NULL || !fill_use(x, &c[i], &u))
			return false;
		u.child = ref_of_id(x, c[i].id, c[i].at);
		if (u.child == BOM_NONE ||
		    !stated_item(&x->said, u.child, c[i].at, &said))
			return false;
		*kept = u;
	}
	return stated_uses(&x->said, a->ref, a->at, before);
}

static bool
put_lists(struct catenax *x)
{
	bool ok = true;
	size_t next;

	for (size_t i = 0; i < x->nchild && ok; i = next) {
		next = i;
		while (next < x->nchild &&
		       x->child[next].aspect == x->child[i].aspect)
			next++;
		if (x->aspect[x->child[i].aspect].ref != BOM_NONE)
			ok = put_list(x, x->child + i, next - i);
	}
	return ok;
}

static void
tell(const struct catenax *x)
{
	const struct bom *b = x->in->b;

	if (x->nunits > 0)
		findings_warn(x->in->f, ST_UNIT, bom_pos(b, x->unknown_unit.at),
		    "unit \"%.*s\", and so %zu amount%s in all without a unit "
		    "of pieces, mass, length ...: expected one; how much there "
		    "is, is taken as not known",
		    STR_ARG(str_clip(bom_text_get(b, x->unknown_unit.id), 60)),
		    x->nunits, x->nunits == 1 ? "" : "s");
	if (x->nnoughts > 0)
		findings_warn(x->in->f, ST_RANGE, bom_pos(b, x->noughts_at),
		    "%zu material%s with an amount of 0: expected how much "
		    "there is; taken as some, nobody says how much",
		    x->nnoughts, x->nnoughts == 1 ? "" : "s");
	if (x->nperhaps > 0)
		findings_warn(x->in->f, ST_UNIT, bom_pos(b, x->perhaps_at),
		    "%zu part%s with hasAlternatives: which of them is built "
		    "in is taken as not known",
		    x->nperhaps, x->nperhaps == 1 ? "" : "s");
}

/* All is read: aspects become items, uses and content. */
static bool
build(struct catenax *x)
{
	bool ok = true;

	for (size_t i = 0; i < x->naspect && ok; i++) {
		struct cx_aspect *a = &x->aspect[i];

		a->ref = BOM_NONE;
		if (!a->says)
			continue;
		ok = find_item(x, a);
		if (ok && a->ref != BOM_NONE)
			ok = state_document(x, a) && state_item(x, a);
	}
	ok = ok && put_lists(x) && cx_put_content(x);
	if (ok)
		tell(x);
	return ok;
}

static bool
begin(void *ctx, uint8_t kind, struct place at)
{
	return cx_begin(ctx, (enum cx_kind)kind, at);
}

static bool
value(void *ctx, uint8_t kind, struct field text)
{
	return cx_value(ctx, (enum cx_kind)kind, text);
}

static bool
end(void *ctx, uint8_t kind)
{
	return cx_end(ctx, (enum cx_kind)kind);
}

enum status
cx_read(const struct input *in, const struct cx_format *format)
{
	/* of several names the first counts */
	static const uint8_t several[] = { CX_MAKER, CX_TYPE,
		CX_MATERIAL_ORIGIN };
	const struct members members = { .format = format->name,
		.rows = format->rows,
		.nrows = format->nrows,
		.first_value = CX_TEXT,
		.several = several,
		.nseveral = sizeof(several),
		.begin = begin,
		.value = value,
		.end = end };
	size_t errors = in->f->errors;
	struct catenax x = { .in = in,
		.passports = format->passports,
		.said = { .b = in->b, .f = in->f },
		.open = BOM_NONE };

	members_read(in, &members, &x);
	if (format->check != NULL && in->f->errors == errors)
		format->check(&x);
	if (in->f->errors == errors && !build(&x))
		fields_nomem(in->f);
	stated_free(&x.said);
	free(x.aspect);
	free(x.child);
	free(x.content);
	free(x.origin);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
