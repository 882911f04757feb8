/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_content - what a component says that it holds, and where that is
 * from; see cyclonedx.h.
 */
#include "core/bom/json/cyclonedx.h"
#include "core/bom/json/pairs.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* An origin as written. */
struct origin_text {
	struct field country, stage, share, of, technology, standing, evidence;
};

#define ORIGIN_PAIRS(t) \
	{ "origin", &(t).country }, { "stage", &(t).stage }, \
	    { "share", &(t).share }, { "of", &(t).of }, \
	    { "technology", &(t).technology }, { "standing", &(t).standing }, \
	{ \
		"evidence", &(t).evidence \
	}

/* False: memory.  What is refused is told, and no origin. */
static bool
add_origin(
    struct cdx *x, const struct origin_text *t, struct origin said, bool *added)
{
	const struct field none = { STR(""), t->share.at };
	struct findings *f = x->in->f;
	struct bom *b = x->in->b;
	struct origin *kept = bom_add_origin(b);
	enum status st = fields_stage(b, t->stage, &said.stage, f);

	*added = false;
	if (kept == NULL)
		return false;
	said.share = kept->share;
	said.standing = kept->standing;
	if (st == ST_OK && str_is_nocase(t->country.text, "none"))
		said.absent = 1;
	else if (st == ST_OK && t->country.text.n > 0)
		st = fields_country(b, t->country, said.country, f);
	if (st == ST_OK && t->technology.text.n > 0)
		st = fields_country(b, t->technology, said.technology, f);
	if (st == ST_OK && t->share.text.n > 0)
		st = fields_share(b, t->share, none, &said.share, f);
	if (st == ST_OK)
		st = fields_share_of(b, t->of, &said.blend, f);
	if (st == ST_OK)
		st = fields_standing(b, t->standing, &said.standing, f);
	if (st == ST_OK)
		st = fields_evidence(b, t->evidence, &said.evidence, f);
	*added = st == ST_OK;
	if (*added)
		b->origin[b->norigin - 1] = said;
	else
		b->norigin--;
	return st != ST_NOMEM;
}

/* A row of a table of contents. */
static bool
add_content(struct cdx *x, const struct cdx_component *c, struct field row)
{
	struct content_text t = { .at = row.at };
	struct field document;
	uint32_t decl = x->in->decl;
	struct origin_text o;
	const struct pair pairs[] = { { "element", &t.element },
		{ "cas", &t.cas }, { "formula", &t.formula },
		{ "substance", &t.name }, { "amount", &t.amount.amount },
		{ "min", &t.amount.min }, { "max", &t.amount.max },
		{ "unit", &t.amount.unit }, { "basis", &t.basis },
		{ "scope", &t.scope }, { "kind", &t.kind }, { "each", &t.each },
		{ "process", &t.process }, { "document", &document },
		ORIGIN_PAIRS(o) };
	struct bom *b = x->in->b;
	uint32_t first;
	enum status st = pairs_read(b, row, pairs, LENGTH(pairs), x->in->f);

	if (st == ST_OK)
		st = cdx_document_of(x, document, &decl);
	if (st == ST_OK)
		st = fields_content(
		    b, x->in->chem, &t, c->ref, decl, &first, x->in->f);
	if (st != ST_OK)
		return st != ST_NOMEM;
	if (o.country.text.n == 0 && o.technology.text.n == 0)
		return true;
	for (size_t i = first; i < b->ncontent; i++) {
		const struct origin said = { .item = c->ref,
			.content = (uint32_t)i,
			.decl = decl,
			.at = o.country.at };
		bool added;

		if (b->content[i].derived)
			continue;
		b->content[i].origin_first = (uint32_t)b->norigin;
		if (!add_origin(x, &o, said, &added))
			return false;
		b->content[i].norigin = added;
	}
	return true;
}

/* Of the line of content above: there is one, and no other origin stands
 * between. */
static enum status
attach(struct cdx *x, const struct cdx_component *c, struct field line,
    struct origin *said)
{
	struct bom *b = x->in->b;
	size_t i = b->ncontent;

	while (i > 0 && b->content[i - 1].derived)
		i--;
	if (!str_is_nocase(line.text, "above") || i == 0 ||
	    b->content[i - 1].item != c->ref ||
	    (b->content[i - 1].norigin > 0 &&
		b->content[i - 1].origin_first + b->content[i - 1].norigin !=
		    b->norigin))
		return findings_error(x->in->f, ST_SYNTAX, bom_pos(b, line.at),
		    "line \"%.*s\" of an origin: expected above, directly "
		    "behind the retrace:content that it is of",
		    STR_ARG(str_clip(line.text, 40)));
	said->content = (uint32_t)i - 1;
	said->decl = b->content[i - 1].decl;
	return ST_OK;
}

/* A row of a table of origins. */
static bool
add_item_origin(struct cdx *x, const struct cdx_component *c, struct field row)
{
	struct origin said = {
		.item = c->ref, .content = BOM_NONE, .at = row.at
	};
	struct field element, document, line;
	struct origin_text o;
	const struct pair pairs[] = { { "element", &element },
		{ "document", &document }, { "line", &line }, ORIGIN_PAIRS(o) };
	struct bom *b = x->in->b;
	struct content *of;
	bool added;
	enum status st = pairs_read(b, row, pairs, LENGTH(pairs), x->in->f);

	if (st == ST_OK && o.country.text.n == 0 && o.technology.text.n == 0 &&
	    o.stage.text.n == 0)
		st = findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, row.at),
		    "an origin without country and stage: expected a country, "
		    "or the word unknown");
	if (st == ST_OK && element.text.n > 0)
		st = fields_elements(b, element, &said.elements, x->in->f);
	if (st == ST_OK)
		st = cdx_document_of(x, document, &said.decl);
	if (st == ST_OK && line.text.n > 0)
		st = attach(x, c, line, &said);
	if (st != ST_OK)
		return st != ST_NOMEM;
	if (!add_origin(x, &o, said, &added))
		return false;
	if (said.content == BOM_NONE || !added)
		return true;
	of = &b->content[said.content];
	if (of->norigin++ == 0)
		of->origin_first = (uint32_t)b->norigin - 1;
	return true;
}

static bool
add_threshold(struct cdx *x, const struct cdx_component *c, struct field text)
{
	struct threshold t = { .given = false };
	enum status st = fields_threshold(x->in->b, text, &t, x->in->f);

	if (st == ST_OK)
		st = fields_unlisted(
		    x->in->b, &t, c->ref, x->in->decl, text.at, x->in->f);
	return st != ST_NOMEM;
}

bool
cdx_state_content(struct cdx *x, const struct cdx_component *c)
{
	bool ok = true;

	for (uint32_t i = c->first; i != 0 && ok; i = x->said[i - 1].next) {
		const struct cdx_said *s = &x->said[i - 1];
		const struct field text = cdx_text(x, s);

		if (s->what == CDX_THRESHOLD)
			ok = add_threshold(x, c, text);
		else if (s->what == CDX_CONTENT)
			ok = add_content(x, c, text);
		else if (s->what == CDX_ORIGIN)
			ok = add_item_origin(x, c, text);
	}
	return ok;
}

static bool
is_content(enum cdx_property what)
{
	return what == CDX_THRESHOLD || what == CDX_CONTENT ||
	       what == CDX_ORIGIN;
}

/* The index + 1 of the next that is on what it holds, from there on. */
static uint32_t
next_content(const struct cdx *x, uint32_t i)
{
	while (i != 0 && !is_content(x->said[i - 1].what))
		i = x->said[i - 1].next;
	return i;
}

bool
cdx_has_content(const struct cdx *x, const struct cdx_component *c)
{
	return next_content(x, c->first) != 0;
}

bool
cdx_same_content(const struct cdx *x, const struct cdx_component *a,
    const struct cdx_component *b)
{
	uint32_t i = next_content(x, a->first), k = next_content(x, b->first);

	while (i != 0 && k != 0 && x->said[i - 1].what == x->said[k - 1].what &&
	       x->said[i - 1].text == x->said[k - 1].text) {
		i = next_content(x, x->said[i - 1].next);
		k = next_content(x, x->said[k - 1].next);
	}
	return i == 0 && k == 0;
}
