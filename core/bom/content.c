/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content - a line of content: which substance, of what is the amount an
 * amount, and what does the line claim; fields_content() of fields.h.
 */
#include "core/bom/makeup.h"
#include "core/chem/basis.h"
#include "core/chem/formula.h"

#include <string.h>

/* A line on its way. */
struct line {
	struct bom *b;
	const struct substance_table *chem;
	const struct content_text *t;
	struct findings *f;
	uint32_t elements; /* those named by the element field */
	bool other;        /* the element field names one, no rare earth */
	uint32_t substance;
	struct content row;
	bool each;
};

static struct field
trimmed(struct field x)
{
	return (struct field){ str_trim(x.text), x.at };
}

static bool
given(struct field x)
{
	return str_trim(x.text).n > 0;
}

static struct pos
place(const struct line *l, struct field x)
{
	return bom_pos(l->b, x.at.line != 0 ? x.at : l->t->at);
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

enum status
fields_elements(const struct bom *b, struct field text, uint32_t *elements,
    struct findings *f)
{
	struct str s = str_trim(text.text), word;
	uint32_t found = 0;

	if (is_all(s)) {
		*elements = ELEMENT_ALL;
		return ST_OK;
	}
	for (size_t i = 0; i < s.n; i++) {
		int e;

		if (separates(s.p[i]))
			continue;
		word = (struct str){ s.p + i, 0 };
		while (i < s.n && !separates(s.p[i]))
			i++, word.n++;
		e = element_find(word);
		if (e < 0)
			return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
			    "element \"%.*s\": expected rare earths by symbol "
			    "such as Nd or Dy,Tb, or the word all",
			    STR_ARG(str_clip(word, 60)));
		found |= (uint32_t)1 << e;
	}
	if (found == 0)
		return findings_error(f, ST_INCOMPLETE, bom_pos(b, text.at),
		    "no element: expected rare earths by symbol, or the word "
		    "all");
	*elements = found;
	return ST_OK;
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

static enum status
read_element(struct line *l)
{
	struct field x = trimmed(l->t->element);

	if (x.text.n == 0)
		return ST_OK;
	if (is_other_element(x.text)) {
		l->other = true;
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
	enum status st = read_element(l);

	if (st != ST_OK)
		return st;
	if (l->other && !given(t.formula))
		t.formula = trimmed(l->t->element);
	l->substance = BOM_NONE;
	if (t.cas.text.n < l->t->cas.text.n && t.cas.text.n > 0)
		findings_warn(l->f, ST_SYNTAX, place(l, t.cas),
		    "CAS number \"%.*s\" with blanks around it: expected none",
		    STR_ARG(str_clip(t.cas.text, 40)));
	if (!given(t.cas) && !given(t.formula) && !given(t.name))
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
	return findings_error(l->f, ST_CONFLICT, place(l, l->t->element),
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
		return findings_error(l->f, ST_CONFLICT, place(l, l->t->basis),
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
		    place(l, l->t->basis),
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
		    place(l, l->t->basis),
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
	int basis = word.n > 0 ? basis_find(word) : -1;
	const struct bom_substance *s = substance(l);
	enum status st;

	if (word.n > 0 && basis < 0)
		return findings_error(l->f, ST_SYNTAX, place(l, l->t->basis),
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
		st = word.n == 0 ? default_basis(l, s)
				 : stated_basis(l, (enum basis)basis, s);
	l->row.elements = l->row.basis == BASIS_KIND_COMPOUND && s != NULL
			      ? s->elements | (s->known ? 0 : l->elements)
			      : l->elements;
	l->row.substance = l->substance;
	return st;
}

static enum status
read_kind(struct line *l)
{
	static const struct {
		const char *word;
		enum content_kind kind;
	} words[] = { { "", CONTENT_AMOUNT }, { "amount", CONTENT_AMOUNT },
		{ "negative", CONTENT_NEGATIVE },
		{ "complete", CONTENT_COMPLETE },
		{ "not-added", CONTENT_NOT_ADDED },
		{ "not added", CONTENT_NOT_ADDED },
		{ "not intentionally added", CONTENT_NOT_ADDED } };
	struct str s = str_trim(l->t->kind.text);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i].word)) {
			l->row.kind = (uint8_t)words[i].kind;
			return ST_OK;
		}
	return findings_error(l->f, ST_SYNTAX, place(l, l->t->kind),
	    "kind \"%.*s\": expected amount, negative, complete or not-added",
	    STR_ARG(str_clip(s, 60)));
}

static enum status
read_scope(struct line *l)
{
	struct str s = str_trim(l->t->scope.text);

	if (s.n == 0)
		l->row.scope = SCOPE_UNSET;
	else if (str_is_nocase(s, "own"))
		l->row.scope = SCOPE_OWN;
	else if (str_is_nocase(s, "total"))
		l->row.scope = SCOPE_TOTAL;
	else
		return findings_error(l->f, ST_SYNTAX, place(l, l->t->scope),
		    "scope \"%.*s\": expected own (without the children) or "
		    "total (with them)",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}

static enum status
read_process(struct line *l)
{
	struct str s = str_trim(l->t->process.text);

	if (s.n == 0 || str_is_nocase(s, "contained"))
		l->row.process = 0;
	else if (str_is_nocase(s, "used-not-contained"))
		l->row.process = 1;
	else
		return findings_error(l->f, ST_SYNTAX, place(l, l->t->process),
		    "process \"%.*s\": expected used-not-contained, or "
		    "nothing",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}

/* "each" or "sum" of a negative statement about several elements. */
static enum status
read_each(struct line *l)
{
	struct str s = str_trim(l->t->each.text);
	enum status st = ST_OK;

	l->each = true;
	if (str_is_nocase(s, "sum"))
		l->each = false;
	else if (!str_is_nocase(s, "each"))
		st = fields_bool(l->b,
		    (struct field){
			s, l->t->each.at.line != 0 ? l->t->each.at : l->t->at },
		    &l->each, l->f);
	if (st == ST_OK && s.n > 0 && l->row.kind != CONTENT_NEGATIVE)
		st = findings_error(l->f, ST_CONFLICT, place(l, l->t->each),
		    "each or sum is stated of what is no negative: expected "
		    "it with kind negative only");
	return st;
}

/* "not above x": whatever the text says below x is the same claim. */
static enum status
read_negative(struct line *l)
{
	struct amount *a = &l->row.amount;
	bool exact = a->lo == a->hi;

	if (l->row.unstated || a->hi == NUM_INFINITE ||
	    (!exact && (a->lo != NUM_ZERO || a->lo_open)))
		return findings_error(l->f, ST_CONFLICT,
		    place(l, l->t->amount.amount),
		    "a negative with this amount: expected the most that may "
		    "be in it, such as not above 0.1 %%");
	a->lo = NUM_ZERO;
	return ST_OK;
}

static enum status
read_line_amount(struct line *l)
{
	struct amount_text t = l->t->amount;
	bool unstated = false;
	enum status st;

	if (t.amount.at.line == 0)
		t.amount.at = l->t->at;
	if (l->row.kind == CONTENT_COMPLETE ||
	    l->row.kind == CONTENT_NOT_ADDED) {
		if (!given(t.amount) && !given(t.min) && !given(t.max))
			return ST_OK;
		return findings_error(l->f, ST_CONFLICT, place(l, t.amount),
		    "an amount of what is %s: expected none",
		    l->row.kind == CONTENT_COMPLETE ? "a statement that "
						      "nothing else is in it"
						    : "not added");
	}
	st = fields_amount(l->b, &t, &l->row.amount, &unstated, l->f);
	l->row.unstated = unstated;
	if (st == ST_OK && l->row.kind == CONTENT_NEGATIVE)
		st = read_negative(l);
	return st;
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
		if (split)
			c->elements = rest & (0 - rest);
		rest &= rest - 1;
	} while (split && rest != 0);
	return ST_OK;
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
	struct line l = { .b = b, .chem = chem, .t = t, .f = f };
	enum status (*const steps[])(struct line *) = { read_scope,
		read_process, read_each, read_line_amount };
	enum status st, step;

	l.row = (struct content){ .item = ref,
		.decl = decl,
		.substance = BOM_NONE,
		.amount = amount_unknown(),
		.at = t->at };
	st = read_kind(&l);
	if (l.row.kind != CONTENT_COMPLETE) {
		step = read_substance(&l);
		if (step == ST_OK)
			step = read_basis(&l);
		st = st != ST_OK ? st : step;
	}
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		step = steps[i](&l);
		st = st != ST_OK ? st : step;
	}
	return st != ST_OK ? st : keep_rows(&l, first);
}
