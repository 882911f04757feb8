/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content_named - which elements and which substance a line of content names;
 * see content_line.h, and fields_elements() of fields.h.
 */
#include "core/bom/field/content_line.h"
#include "core/bom/field/makeup.h"
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

/* "Nd", "Pr/Nd", "all"; nearly all cells are. */
static bool
are_plain(struct str s, uint32_t *elements)
{
	*elements = ELEMENT_ALL;
	return is_all(s) ||
	       (find_elements(s, elements).n == 0 && *elements != 0);
}

/* "Neodym", "镨钕": elements, and nothing more. */
static bool
are_named(struct str s, uint32_t *elements)
{
	struct wide said;

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

	if (are_plain(s, &found) || are_named(s, &found)) {
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
	if (are_plain(x.text, &l->elements))
		return ST_OK;
	l->elements = 0;
	/* "Neodym"; "Nd2O3", "Dysprosiumoxid", "TREO" say more than that */
	if (wide_names(x.text, &l->said)) {
		if (l->said.formula[0] == '\0')
			l->elements = l->said.elements;
		else if (!line_given(t->formula))
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
enum status
line_substance(struct line *l)
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
