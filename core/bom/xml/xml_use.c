/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_use - uses of our XML; see xml_reading.h.
 *
 * There are more of them than of all else.  A look-up in a large table of
 * names mostly waits for memory, so uses wait for each other, and what they
 * wait for is asked for at once.
 */
#include "core/base/limits.h"
#include "core/bom/xml/xml_reading.h"

/* [bytes] Of a file for each name in it, about. */
#define BYTES_PER_NAME 512

/* quantity / per, both exact; nothing if the place stays empty. */
static enum status
read_quantity(struct xml_reading *r, struct use *u)
{
	const struct field each = { STR("each"), r->attrs.at };
	struct field per = xml_field(r, ATTR_PER);
	uint32_t den = BOM_NONE;
	uint8_t none = UNIT_NONE;
	bool populate = true;
	enum status st = fields_quantity(r->b, xml_field(r, ATTR_QUANTITY),
	    xml_field(r, ATTR_UNIT), &u->qty, &u->unit, r->f);

	st = xml_worse(st,
	    fields_bool(r->b, xml_field(r, ATTR_POPULATE), &populate, r->f));
	if (str_trim(per.text).n > 0) {
		enum status p =
		    fields_quantity(r->b, per, each, &den, &none, r->f);

		if (p == ST_OK && (den == BOM_NONE || den == NUM_ZERO))
			p = findings_error(r->f, ST_RANGE,
			    xml_place(r, ATTR_PER),
			    "per \"%.*s\": expected the number of parents "
			    "that the quantity is for, above zero",
			    STR_ARG(str_clip(xml_value(r, ATTR_PER), 60)));
		st = xml_worse(st, p);
	}
	if (st != ST_OK)
		return st;
	if (!populate) {
		u->qty = NUM_ZERO;
		u->flags |= USE_EMPTY;
	}
	if (den != BOM_NONE && den != NUM_ONE && u->qty != BOM_NONE) {
		u->qty = numtab_div(&r->b->num, u->qty, den);
		if (u->qty == INTERN_NONE)
			return fields_nomem(r->f);
	}
	return ST_OK;
}

/* On which days the use holds, and what it is an alternative to. */
static enum status
read_note(struct xml_reading *r, uint32_t *id)
{
	struct use_note note = { 0 };
	enum status st = fields_days(r->b, xml_field(r, ATTR_FROM),
	    xml_field(r, ATTR_UNTIL), &note, r->f);

	st = xml_worse(st, xml_keep_text(r, ATTR_ALTERNATIVE, &note.place));
	if (st != ST_OK)
		return st;
	*id = bom_note(r->b, note);
	return *id != BOM_NONE ? ST_OK : fields_nomem(r->f);
}

/* What quantity and unit alone say, mostly said before. */
static enum status
use_quantity(struct xml_reading *r, struct use *u)
{
	bool alone =
	    xml_value(r, ATTR_PER).n == 0 && xml_value(r, ATTR_POPULATE).n == 0;
	struct seen_pair *seen =
	    alone ? seen_find(&r->quantities, xml_value(r, ATTR_QUANTITY),
			xml_value(r, ATTR_UNIT))
		  : NULL;
	enum status st;

	if (seen != NULL && seen->known) {
		u->qty = seen->meaning;
		u->unit = seen->more;
		return ST_OK;
	}
	st = read_quantity(r, u);
	if (st == ST_OK && seen != NULL) {
		seen->meaning = u->qty;
		seen->more = u->unit;
		seen->known = true;
	}
	return st;
}

/* Days are mostly those of a use before. */
static enum status
use_note(struct xml_reading *r, uint32_t *id)
{
	struct str from = xml_value(r, ATTR_FROM);
	struct str until = xml_value(r, ATTR_UNTIL);
	struct seen_pair *seen;
	enum status st;

	if (xml_value(r, ATTR_ALTERNATIVE).n > 0)
		return read_note(r, id);
	if (from.n == 0 && until.n == 0)
		return ST_OK;
	seen = seen_find(&r->days, from, until);
	if (seen != NULL && seen->known) {
		*id = seen->meaning;
		return ST_OK;
	}
	st = read_note(r, id);
	if (st == ST_OK && seen != NULL) {
		seen->meaning = *id;
		seen->known = true;
	}
	return st;
}

bool
xml_can_wait(const struct xml_reading *r, enum attr part, enum attr maker,
    enum attr revision)
{
	struct str name = xml_value(r, part), body = r->in->body;

	return name.n <= LIMIT_TEXT && name.p >= body.p &&
	       name.p < body.p + body.n && xml_value(r, maker).n == 0 &&
	       xml_value(r, revision).n == 0;
}

static void
wait_for_names(struct xml_reading *r, const struct use *u)
{
	const struct intern *parts = &r->b->parts;
	struct xml_waiting *w = &r->wait[r->nwait++];

	w->use = *u;
	w->again =
	    w > r->wait && str_eq(w[-1].parent.text, xml_value(r, ATTR_PARENT));
	if (w->again)
		w->parent.text = w[-1].parent.text;
	else
		intern_ready(parts, xml_value(r, ATTR_PARENT), &w->parent);
	intern_ready(parts, xml_value(r, ATTR_CHILD), &w->child);
}

static uint32_t
look_up(
    struct xml_reading *r, const struct intern_key *key, const struct use *u)
{
	return bom_ref_of_part(r->b, intern_put_ready(&r->b->parts, key, false),
	    STR(""), STR(""), u->at);
}

bool
xml_keep_uses(struct xml_reading *r)
{
	const struct xml_waiting *end = r->wait + r->nwait;
	struct use *kept;

	if (r->nwait == 0)
		return true;
	kept = bom_add_uses(r->b, r->nwait);
	if (kept == NULL)
		return false;
	for (const struct xml_waiting *w = r->wait; w < end; w++) {
		if (!w->again)
			intern_prefetch(&r->b->parts, &w->parent);
		intern_prefetch(&r->b->parts, &w->child);
	}
	for (const struct xml_waiting *w = r->wait; w < end; w++, kept++) {
		*kept = w->use;
		kept->parent =
		    w->again ? kept[-1].parent : look_up(r, &w->parent, kept);
		kept->child = look_up(r, &w->child, kept);
		if (kept->parent == BOM_NONE || kept->child == BOM_NONE)
			return false;
	}
	r->nwait = 0;
	return true;
}

bool
xml_expect_uses(struct xml_reading *r)
{
	struct intern *parts = &r->b->parts;

	return intern_reserve(parts, parts->n + r->in->body.n / BYTES_PER_NAME);
}

/* A use that says more of its ends, or whose bytes are not kept; one that is
 * refused already (st) may have more faults to be told. */
static enum status
add_at_once(struct xml_reading *r, struct use *u, enum status st)
{
	struct use *kept;

	if (!xml_keep_uses(r))
		return fields_nomem(r->f);
	st = xml_worse(st, xml_take_ref(r, ATTR_PARENT, ATTR_PARENT_MAKER,
			       ATTR_PARENT_REVISION, &u->parent));
	st = xml_worse(st, xml_take_ref(r, ATTR_CHILD, ATTR_CHILD_MAKER,
			       ATTR_CHILD_REVISION, &u->child));
	if (st != ST_OK)
		return st;
	kept = bom_add_use(r->b);
	if (kept == NULL)
		return fields_nomem(r->f);
	*kept = *u;
	return ST_OK;
}

enum status
xml_use(struct xml_reading *r)
{
	struct use u = { .at = r->attrs.at };
	enum status st = use_quantity(r, &u);

	st = xml_worse(st, use_note(r, &u.note));
	if (st != ST_OK ||
	    !xml_can_wait(
		r, ATTR_PARENT, ATTR_PARENT_MAKER, ATTR_PARENT_REVISION) ||
	    !xml_can_wait(r, ATTR_CHILD, ATTR_CHILD_MAKER, ATTR_CHILD_REVISION))
		return add_at_once(r, &u, st);
	wait_for_names(r, &u);
	if (r->nwait == XML_BATCH && !xml_keep_uses(r))
		return fields_nomem(r->f);
	return ST_OK;
}
