/* SPDX-License-Identifier: Apache-2.0 */
/* wide_recipe - what one cell says a part is made of; see wide_own.h. */
#include "core/bom/table/wide_own.h"

#include "core/bom/field/amount_words.h"
#include "core/bom/table/decimal.h"
#include "core/bom/table/recipe.h"
#include "core/chem/cas.h"
#include "core/chem/substance.h"

#include <string.h>

void
wide_count(struct table *t, struct told_count *n, struct field cell)
{
	if (n->n++ > 0)
		return;
	n->at = bom_pos(t->in->b, cell.at);
	n->text = arena_copy(&t->in->b->mem, str_clip(cell.text, 60));
}

/* Numbers with a comma, as the table has it, or as the number itself says. */
static bool
plain_numbers(struct table *t, struct str *s)
{
	enum decimal d = t->fit.decimal;
	char *out;

	for (size_t i = 1; d == DECIMAL_UNSAID && i + 1 < s->n; i++) {
		size_t behind = 0;

		if (s->p[i] != ',' || !char_is_digit(s->p[i - 1]))
			continue;
		while (i + 1 + behind < s->n &&
		       char_is_digit(s->p[i + 1 + behind]))
			behind++;
		if (behind > 0 && behind != 3)
			d = DECIMAL_COMMA;
	}
	if (d == DECIMAL_UNSAID)
		return true;
	out = csv_room(&t->csv, s->n);
	if (out == NULL)
		return false;
	*s = decimal_rewrite(d, *s, out);
	return true;
}

/* A part of the recipe as a line of content. */
struct line_of {
	struct wide
	    w; /* what its name says; kind WIDE_NONE: it is no heading */
	struct content_text x;
	bool around;
};

/* "Iron (7439-89-6)", "epoxy resin": the name of something that is no rare
 * earth, or that nobody knows.  False: it may be a part with a name. */
static bool
name_other(
    struct table *t, struct str name, struct field cell, struct content_text *x)
{
	const struct substance *known[1];
	struct wide w;
	size_t from = name.n;

	while (
	    from > 0 && (char_is_digit(name.p[from - 1]) ||
			    name.p[from - 1] == '-' || name.p[from - 1] == ')'))
		from--;
	x->cas.text = (struct str){ name.p + from, name.n - from };
	if (x->cas.text.n > 0 && x->cas.text.p[x->cas.text.n - 1] == ')')
		x->cas.text.n--;
	if (cas_valid(x->cas.text)) {
		x->cas.at = cell.at;
		while (from > 0 && strchr(" (", name.p[from - 1]) != NULL)
			from--;
		name.n = from;
	} else {
		x->cas.text.n = 0;
	}
	for (size_t i = 0; i < name.n; i++)
		if (strchr("()[]{}:=", name.p[i]) != NULL)
			return false;
	x->name = (struct field){ name, cell.at };
	if (substance_by_name(t->in->chem, name, known, 1) > 0)
		return true;
	return wide_read(name, &w) != WIDE_LOST &&
	       !hint_of_rare_earth(&t->wide->hints, name);
}

/* The line that a part is; *ok: it is one.  False when memory is out. */
static bool
line_of(struct table *t, const struct word_column *c, struct field cell,
    const struct recipe *r, size_t i, struct line_of *out, bool *ok)
{
	const struct recipe_part *p = &r->part[i];
	uint8_t unit = r->unit != UNIT_NONE ? r->unit : c->w.unit;
	struct str amount = p->amount;
	bool named;

	*ok = false;
	wide_read(p->name, &out->w);
	named = out->w.kind == WIDE_CLAIM && out->w.role == WIDE_AMOUNT &&
		out->w.unit == UNIT_NONE;
	if (!named)
		out->w = (struct wide){ .basis = BASIS_COUNT };
	out->x = wide_text(t, &out->w, c->field);
	out->x.at = cell.at;
	if (!named && !name_other(t, p->name, cell, &out->x))
		return true;
	out->around = recipe_around(amount) > 0;
	if (amount.n == 0 && (!named || out->w.odd))
		return true;
	if (amount.n == 0 || out->around)
		amount = STR("present");
	if (!plain_numbers(t, &amount))
		return false;
	out->x.amount.amount = (struct field){ amount, cell.at };
	if (char_is_digit(amount.p[amount.n - 1])) {
		if (unit == UNIT_NONE && !r->hundred)
			return true;
		out->x.amount.unit.text =
		    unit != UNIT_NONE ? str_of(unit_name((enum unit)unit))
				      : STR("%");
	}
	*ok = true;
	return true;
}

/* Of "TREO 31 %, Nd 29 %" the one is in the other. */
static bool
overlap(const struct line_of *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			uint32_t a = lines[i].w.elements;
			uint32_t b = lines[k].w.elements;

			if ((a & b) != 0 &&
			    ((a & (a - 1)) != 0 || (b & (b - 1)) != 0) &&
			    lines[i].w.formula[0] == '\0' &&
			    lines[k].w.formula[0] == '\0')
				return true;
		}
	return false;
}

/* Adds the lines to the bom; *ok: each is good.  False when memory is out. */
static bool
keep_lines(struct table *t, const struct line_of *lines, size_t n, uint32_t ref,
    uint32_t decl, bool *ok)
{
	size_t errors = t->in->f->errors;

	for (size_t i = 0; i < n; i++) {
		struct content_text x = lines[i].x;

		if (lines[i].w.kind == WIDE_NONE
			? !wide_keep(t, &x, ref, decl)
			: !wide_keep_claim(t, &lines[i].w, &x, ref, decl))
			return false;
	}
	*ok = t->in->f->errors == errors;
	return true;
}

/* The same on trial: nothing is added, and nothing said. */
static bool
try_lines(struct table *t, const struct line_of *lines, size_t n, uint32_t ref,
    uint32_t decl, bool *ok)
{
	size_t before = t->in->b->ncontent;
	const struct input *in = t->in;
	struct findings mute = { 0 };
	struct input quiet = *in;
	bool memory;

	quiet.f = &mute;
	t->in = &quiet;
	memory = keep_lines(t, lines, n, ref, decl, ok);
	t->in = in;
	in->b->ncontent = before;
	findings_free(&mute);
	return memory;
}

/* What the words of a cell say a part is made of; *read: they are understood.
 * False when memory is out. */
bool
wide_recipe(struct table *t, struct word_column *c, struct field cell,
    uint32_t ref, uint32_t decl, bool *read)
{
	struct line_of lines[RECIPE_PARTS];
	struct recipe r;
	bool ok = true, around = false;

	*read = false;
	if (!recipe_cut(&t->wide->hints, cell.text, &r))
		return true;
	for (size_t i = 0; i < r.n; i++) {
		if (!line_of(t, c, cell, &r, i, &lines[i], &ok))
			return false;
		if (!ok)
			return true;
		around |= lines[i].around;
	}
	if (overlap(lines, r.n))
		return true;
	if (!try_lines(t, lines, r.n, ref, decl, &ok))
		return false;
	if (!ok)
		return true;
	*read = true;
	wide_count(t, &c->read, cell);
	if (around)
		wide_count(t, &c->around, cell);
	if (r.hundred && r.unit == UNIT_NONE && c->w.unit == UNIT_NONE)
		wide_count(t, &c->plain, cell);
	return keep_lines(t, lines, r.n, ref, decl, &ok);
}
