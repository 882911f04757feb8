/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content - a line of content: which substance, and of what is the amount an
 * amount; fields_content() of fields.h.
 */
#include "core/bom/content_line.h"
#include "core/bom/makeup.h"
#include "core/chem/basis.h"
#include "core/chem/cas.h"
#include "core/chem/formula.h"

static struct field
trimmed(struct field x)
{
	return (struct field){ str_trim(x.text), x.at };
}

static bool
is_all(struct str s)
{
	static const char *const words[] = { "all", "REE", "rare earths",
		"rare earth elements", "rare-earth elements" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i]))
			return true;
	return false;
}

static bool
separates(char c)
{
	return c == ',' || c == ';' || c == '/' || c == '+' || c == ' ';
}

/* Symbols and names with separators between; the first word that is none. */
static struct str
find_elements(struct str s, uint32_t *elements)
{
	struct str word = { NULL, 0 };

	*elements = 0;
	for (size_t i = 0; i < s.n; i++) {
		int e;

		if (separates(s.p[i]))
			continue;
		word = (struct str){ s.p + i, 0 };
		while (i < s.n && !separates(s.p[i]))
			i++, word.n++;
		e = element_find(word);
		if (e < 0)
			return word;
		*elements |= (uint32_t)1 << e;
	}
	return (struct str){ NULL, 0 };
}

/* "Nd", "Pr/Nd", "Neodym", "镨钕", "all". */
static bool
are_elements(struct str s, uint32_t *elements)
{
	struct wide said;

	*elements = ELEMENT_ALL;
	if (is_all(s) || (find_elements(s, elements).n == 0 && *elements != 0))
		return true;
	if (!wide_names(s, &said) || said.elements == 0 ||
	    said.formula[0] != '\0' ||
	    (said.basis != BASIS_COUNT && said.basis != BASIS_ELEMENT))
		return false;
	*elements = said.elements;
	return true;
}

enum status
fields_elements(const struct bom *b, struct field text, uint32_t *elements,
    struct findings *f)
{
	struct str s = str_trim(text.text), word;
	uint32_t found;

	if (are_elements(s, &found)) {
		*elements = found;
		return ST_OK;
	}
	word = find_elements(s, &found);
	if (word.n == 0)
		return findings_error(f, ST_INCOMPLETE, bom_pos(b, text.at),
		    "no element: expected rare earths by symbol, or the word "
		    "all");
	return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
	    "element \"%.*s\": expected rare earths by symbol such as Nd or "
	    "Dy,Tb, or the word all",
	    STR_ARG(str_clip(word, 60)));
}

/* "Fe": the symbol of something that is no rare earth. */
static bool
is_other_element(struct str s)
{
	struct error err = { 0 };
	struct makeup m;
	bool other = s.n <= 2 && element_find(s) < 0;

	for (size_t i = 0; i < s.n; i++)
		other = other && (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z';
	if (!other || (s.n == 2 && s.p[1] < 'a'))
		return false;
	makeup_init(&m);
	other = formula_read(s, pos_none, &m, &err) == ST_OK && m.elements == 0;
	makeup_clear(&m);
	return other;
}

/* "Nd2O3", "Neodymoxid", "TREO": what says more than the element. */
static bool
says_more(struct line *l, struct str s)
{
	if (!wide_names(s, &l->said))
		return false;
	l->elements = l->said.formula[0] == '\0' ? l->said.elements : 0;
	return true;
}

/* "Iron", "Ceria": a name in the tables of substances; *other: of something
 * that holds no rare earth. */
static bool
is_known_name(const struct line *l, struct str s, bool *other)
{
	const struct substance *found[1];

	if (substance_by_name(l->chem, s, found, 1) == 0)
		return false;
	*other = substance_is_other(l->chem, found[0]);
	return true;
}

/* A CAS number in the field of an element or of a name. */
static void
take_cas(struct makeup_text *t, struct field *x)
{
	if (t->cas.text.n > 0 || !cas_valid(x->text))
		return;
	t->cas = *x;
	x->text = (struct str){ NULL, 0 };
}

/* What the element field names goes into the line, or into t. */
static enum status
read_element(struct line *l, struct makeup_text *t)
{
	struct field x = trimmed(l->t->element);

	take_cas(t, &x);
	if (x.text.n == 0)
		return ST_OK;
	if (is_other_element(x.text)) {
		l->other = true;
		if (!line_given(t->formula))
			t->formula = x;
		return ST_OK;
	}
	if (are_elements(x.text, &l->elements))
		return ST_OK;
	l->elements = 0;
	if (says_more(l, x.text)) {
		if (l->said.formula[0] != '\0' && !line_given(t->formula))
			t->formula =
			    (struct field){ str_of(l->said.formula), x.at };
		return ST_OK;
	}
	if (is_known_name(l, x.text, &l->other)) {
		if (!line_given(t->name))
			t->name = x;
		return ST_OK;
	}
	return fields_elements(l->b,
	    (struct field){ x.text, x.at.line != 0 ? x.at : l->t->at },
	    &l->elements, l->f);
}

/* The line as far as the substance goes. */
static enum status
read_substance(struct line *l)
{
	struct makeup_text t = { trimmed(l->t->cas), trimmed(l->t->formula),
		trimmed(l->t->name), l->t->at };
	enum status st;

	take_cas(&t, &t.name);
	st = read_element(l, &t);
	if (st != ST_OK)
		return st;
	l->substance = BOM_NONE;
	if (t.cas.text.n < l->t->cas.text.n && t.cas.text.n > 0)
		findings_warn(l->f, ST_SYNTAX, line_place(l, t.cas),
		    "CAS number \"%.*s\" with blanks around it: expected none",
		    STR_ARG(str_clip(t.cas.text, 40)));
	if (!line_given(t.cas) && !line_given(t.formula) && !line_given(t.name))
		return ST_OK;
	return makeup_find(l->b, l->chem, &t, &l->substance, l->f);
}

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
		step = read_substance(&l);
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
