/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content - a line of content: of what is the amount an amount, and which rows
 * it becomes; fields_content() of fields.h.
 */
#include "core/bom/field/content_line.h"
#include "core/chem/basis.h"

static const struct bom_substance *
substance(const struct line *l)
{
	return l->substance != BOM_NONE ? &l->b->substance[l->substance] : NULL;
}

/* Is the substance the one element that the line names, and nothing else? */
static bool
is_pure(const struct line *l, const struct bom_substance *s)
{
	return s->known && s->elements == l->elements &&
	       (s->elements & (s->elements - 1)) == 0 && s->elements != 0 &&
	       s->fraction[__builtin_ctz(s->elements)] == NUM_ONE;
}

/* The elements of the line and those of its substance must be able to be
 * the same. */
static enum status
check_elements(struct line *l, const struct bom_substance *s)
{
	if (l->elements == 0 || !s->known || (l->elements & ~s->elements) == 0)
		return ST_OK;
	return findings_error(l->f, ST_CONFLICT, line_place(l, l->t->element),
	    "element \"%.*s\" is not in the substance of this line: expected "
	    "an element of it",
	    STR_ARG(str_clip(str_trim(l->t->element.text), 60)));
}

/* No basis is stated: what may be taken for granted? */
static enum status
default_basis(struct line *l, const struct bom_substance *s)
{
	if (s == NULL || (l->elements != 0 && !s->known)) {
		l->row.basis = BASIS_KIND_ELEMENT;
		return ST_OK;
	}
	l->row.basis = BASIS_KIND_COMPOUND;
	if (l->elements == 0 || is_pure(l, s) ||
	    l->row.kind == CONTENT_NOT_ADDED)
		return ST_OK;
	return findings_error(l->f, ST_INCOMPLETE, bom_pos(l->b, l->t->at),
	    "an element and its compound: expected a basis that says of which "
	    "of them the amount is (element, oxide or compound)");
}

/* All rare earths together, as their oxides or as metals. */
static enum status
group_basis(struct line *l, enum basis basis)
{
	if (l->substance != BOM_NONE || l->other ||
	    (l->elements != 0 && l->elements != ELEMENT_ALL))
		return findings_error(l->f, ST_CONFLICT,
		    line_place(l, l->t->basis),
		    "basis %s beside a substance: expected no element, CAS "
		    "number, formula or name with it",
		    basis_name(basis));
	l->elements = ELEMENT_ALL;
	l->row.basis =
	    basis == BASIS_TREO ? BASIS_KIND_OXIDE : BASIS_KIND_ELEMENT;
	return ST_OK;
}

static enum status
stated_basis(struct line *l, enum basis basis, const struct bom_substance *s)
{
	if (basis == BASIS_TREO || basis == BASIS_TREM)
		return group_basis(l, basis);
	if (basis == BASIS_COMPOUND && s == NULL)
		return findings_error(l->f, ST_INCOMPLETE,
		    line_place(l, l->t->basis),
		    "basis compound without a compound: expected its CAS "
		    "number, formula or name");
	l->row.basis = basis == BASIS_COMPOUND ? BASIS_KIND_COMPOUND
		       : basis == BASIS_OXIDE  ? BASIS_KIND_OXIDE
					       : BASIS_KIND_ELEMENT;
	if (basis == BASIS_COMPOUND || l->elements != 0)
		return ST_OK;
	if (s != NULL && s->known && s->elements == 0)
		l->row.basis = BASIS_KIND_COMPOUND;
	else if (s != NULL && s->known)
		l->elements = s->elements;
	else
		return findings_error(l->f, ST_INCOMPLETE,
		    line_place(l, l->t->basis),
		    "basis %s without an element: expected the element that "
		    "the amount is of",
		    basis_name(basis));
	return ST_OK;
}

/* What the amount is an amount of, and of which elements. */
static enum status
read_basis(struct line *l)
{
	struct str word = str_trim(l->t->basis.text);
	int basis = word.n > 0                    ? basis_find(word)
		    : l->said.basis < BASIS_COUNT ? l->said.basis
						  : -1;
	const struct bom_substance *s = substance(l);
	enum status st;

	if (word.n > 0 && basis < 0)
		return findings_error(l->f, ST_SYNTAX,
		    line_place(l, l->t->basis),
		    "basis \"%.*s\": expected element, oxide, compound, TREO "
		    "or TREM",
		    STR_ARG(str_clip(word, 60)));
	if (s == NULL && l->elements == 0 && basis != BASIS_TREO &&
	    basis != BASIS_TREM)
		return findings_error(l->f, ST_INCOMPLETE,
		    bom_pos(l->b, l->t->at),
		    "no substance: expected an element, CAS number, formula "
		    "or name");
	st = s != NULL ? check_elements(l, s) : ST_OK;
	if (st == ST_OK)
		st = basis < 0 ? default_basis(l, s)
			       : stated_basis(l, (enum basis)basis, s);
	l->row.elements = l->row.basis == BASIS_KIND_COMPOUND && s != NULL
			      ? s->elements | (s->known ? 0 : l->elements)
			      : l->elements;
	l->row.substance = l->substance;
	return st;
}

/* "Whatever is not listed": of all rare earths, and of no substance. */
static enum status
read_unlisted(struct line *l)
{
	const struct content_text *t = l->t;
	const struct field no[] = { t->element, t->cas, t->formula, t->name };
	struct str word = str_trim(t->basis.text);
	int basis = word.n > 0 ? basis_find(word) : BASIS_ELEMENT;

	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (line_given(no[i]))
			return findings_error(l->f, ST_CONFLICT,
			    line_place(l, no[i]),
			    "\"%.*s\" as what is not listed: expected no "
			    "substance in a line of kind unlisted",
			    STR_ARG(str_clip(str_trim(no[i].text), 60)));
	if (basis != BASIS_ELEMENT && basis != BASIS_OXIDE)
		return findings_error(l->f, ST_SYNTAX, line_place(l, t->basis),
		    "basis \"%.*s\" of what is not listed: expected element or "
		    "oxide",
		    STR_ARG(str_clip(word, 60)));
	l->row.basis =
	    basis == BASIS_OXIDE ? BASIS_KIND_OXIDE : BASIS_KIND_ELEMENT;
	l->row.elements = ELEMENT_ALL;
	return ST_OK;
}

/* A name such as "other substances" closes the list; all of it may be rare
 * earth, and none need be. */
static void
close_list(struct line *l)
{
	l->row.kind = CONTENT_UNLISTED;
	l->row.basis = BASIS_KIND_ELEMENT;
	l->row.elements = ELEMENT_ALL;
	l->row.substance = BOM_NONE;
	l->row.amount.lo = NUM_ZERO;
	l->row.amount.lo_open = false;
	l->row.unstated = 0;
	l->row.wildcard = 1;
	l->each = false;
}

static bool
is_wildcard(const struct line *l)
{
	return l->row.kind == CONTENT_AMOUNT && l->substance != BOM_NONE &&
	       l->elements == 0 && !l->row.process &&
	       l->b->substance[l->substance].wildcard;
}

/* What fills up to the whole leaves nothing that is not listed. */
static enum status
keep_closed(const struct line *l)
{
	struct content *c = bom_add_content(l->b);

	if (c == NULL)
		return fields_nomem(l->f);
	*c = l->row;
	c->kind = CONTENT_UNLISTED;
	c->basis = BASIS_KIND_ELEMENT;
	c->elements = ELEMENT_ALL;
	c->substance = BOM_NONE;
	c->wildcard = 0;
	c->amount = (struct amount){ NUM_ZERO, NUM_ZERO, false, false, true };
	c->rest = 0;
	c->derived = 1;
	return ST_OK;
}

/* Writes the line as one row, or as one for each of its elements. */
static enum status
keep_rows(struct line *l, uint32_t *first)
{
	uint32_t rest = l->row.elements;
	bool split = l->row.kind == CONTENT_NEGATIVE && l->each &&
		     l->row.basis != BASIS_KIND_COMPOUND;

	*first = (uint32_t)l->b->ncontent;
	do {
		struct content *c = bom_add_content(l->b);

		if (c == NULL)
			return fields_nomem(l->f);
		*c = l->row;
		c->each = l->row.kind == CONTENT_UNLISTED && l->each;
		if (split)
			c->elements = rest & (0 - rest);
		rest &= rest - 1;
	} while (split && rest != 0);
	return l->row.rest && l->row.kind == CONTENT_AMOUNT ? keep_closed(l)
							    : ST_OK;
}

/*
 * fields_content - a line of content into the bom.
 *
 * In:	ref    of the item, from bom_ref()
 *	decl   the document that says it
 * Out:	*first index of its first row; the rows follow each other
 * Err:	every fault of the line is in f; the first one is returned, and the
 *	bom has no new row
 */
enum status
fields_content(struct bom *b, const struct substance_table *chem,
    const struct content_text *t, uint32_t ref, uint32_t decl, uint32_t *first,
    struct findings *f)
{
	struct line l = { .b = b,
		.chem = chem,
		.t = t,
		.f = f,
		.said = { .basis = BASIS_COUNT } };
	enum status (*const steps[])(struct line *) = { line_scope,
		line_process, line_each, line_amount };
	enum status st, step;

	l.row = (struct content){ .item = ref,
		.decl = decl,
		.substance = BOM_NONE,
		.amount = amount_unknown(),
		.at = t->at };
	st = line_kind(&l);
	if (l.row.kind == CONTENT_UNLISTED) {
		step = read_unlisted(&l);
		st = st != ST_OK ? st : step;
	} else if (l.row.kind != CONTENT_COMPLETE) {
		step = line_substance(&l);
		if (step == ST_OK)
			step = read_basis(&l);
		st = st != ST_OK ? st : step;
	}
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		step = steps[i](&l);
		st = st != ST_OK ? st : step;
	}
	if (st == ST_OK && is_wildcard(&l))
		close_list(&l);
	return st != ST_OK ? st : keep_rows(&l, first);
}
