/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composed_content - what a material declaration says that is in a part: its
 * substances, and the groups of declarable substances as far as they are
 * rare earths; see composed.h.
 */
#include "core/bom/other/composed.h"
#include "core/chem/cas.h"

#include <string.h>

static struct field
as_field(const struct composed *x, uint32_t text, struct place at)
{
	return (struct field){ bom_text_get(x->in->b, text), at };
}

/* A line of content at a place, nothing said yet. */
static struct content_text
blank_line(struct place at)
{
	const struct field none = { { "", 0 }, at };

	return (struct content_text){ none, none, none, none, none,
		{ none, none, none, none }, none, none, none, none, at };
}

/* Is a mass in it one of a single piece?  Else it is of a metre or a gram. */
static bool
is_of_a_piece(const struct composed_frame *holder)
{
	return holder->kind == COMPOSED_MATERIAL
		   ? measured_given(&holder->mass)
		   : holder->use.unit == UNIT_EACH;
}

/* Mass before percent, where a mass can be one of the item; false: nothing is
 * stated that could be one, and it is "present". */
static bool
put_amount(const struct composed *x, const struct composed_frame *holder,
    const struct composed_frame *said, struct content_text *t)
{
	struct bom *b = x->in->b;
	bool mass = measured_given(&said->mass) && is_of_a_piece(holder);

	if (mass || measured_given(&said->percent)) {
		t->amount =
		    measured_text(b, mass ? &said->mass : &said->percent);
		return true;
	}
	t->amount.amount.text = STR("present");
	if (measured_given(&said->mass))
		findings_warn(x->in->f, ST_UNIT, bom_pos(b, said->mass.at),
		    "a mass in something that is not counted in pieces: "
		    "expected a percentage; how much it is is taken as not "
		    "known");
	return false;
}

/* Two to seven digits, two, one: perhaps a CAS number with a slip in it. */
static bool
looks_like_cas(struct str s)
{
	size_t n = s.n;

	for (size_t i = 0; i < n; i++)
		if (s.p[i] != '-' && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
	return n >= 7 && n <= 12 && s.p[n - 2] == '-' && s.p[n - 5] == '-';
}

bool
composed_substance(struct composed *x, const struct composed_frame *s)
{
	bool grouped = s[-1].kind == COMPOSED_GROUP;
	struct content_text t = blank_line(s->at);
	struct field entry = as_field(x, s->entry, s->entry_at);
	bool cas = cas_valid(entry.text);
	size_t at;

	if (cas)
		t.cas = entry;
	t.name = as_field(x, s->name != 0 || cas ? s->name : s->entry, s->at);
	if (!cas && t.name.text.n == 0)
		t.name.text = STR("substance without a name");
	if (!cas && looks_like_cas(entry.text))
		findings_warn(x->in->f, ST_RANGE, bom_pos(x->in->b, entry.at),
		    "\"%.*s\" is no CAS number, its check digit is another: "
		    "expected one; the substance is known by its name only",
		    STR_ARG(entry.text));
	/* one that is told of with its group is anywhere in the product */
	t.scope.text = grouped ? STR("total") : STR("own");
	if (!composed_has(x, s, LISTED_AMOUNT))
		put_amount(x, grouped ? s - 2 : s - 1, s, &t);
	composed_content_words(x, s, &t);
	if (grouped)
		composed_frame(x)[-1].listed = true;
	at = x->parts.tree.ncontent;
	if (!nested_content(&x->parts, &t))
		return false;
	if (x->parts.tree.ncontent > at && x->parts.tree.content[at].wildcard)
		composed_frame(x)[-1].wildcard = true;
	return true;
}

/* "Neodymium/Neodymium compounds": the index of a rare earth, or -1. */
static int
element_of_group(struct str name)
{
	static const char *const ends[] = { "/", " and ", " compound", " (",
		",", ";" };
	struct str s = name;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const char *p = memmem(s.p, s.n, ends[i], strlen(ends[i]));

		if (p != NULL)
			s.n = (size_t)(p - s.p);
	}
	return element_find(str_trim(s));
}

static bool
holds_nocase(struct str s, const char *word)
{
	struct str w = str_of(word);

	for (size_t i = 0; i + w.n <= s.n; i++)
		if (str_is_nocase((struct str){ s.p + i, w.n }, word))
			return true;
	return false;
}

/*
 * "0.1 mass% of article [ReportingLevel:Article]": the number, where it is
 * one of all that is in the product; none: empty.
 */
static struct str
limit_in(struct str threshold)
{
	static const char *const wholes[] = { "", "of article",
		"of the article", "of product", "of the product",
		"in homogenous material", "in homogeneous material",
		"in material" };
	const char *unit = memmem(threshold.p, threshold.n, "mass%", 5);
	const char *end = threshold.p + threshold.n, *first = unit;
	struct str behind;

	if (unit == NULL)
		return STR("");
	while (
	    first > threshold.p && (first[-1] == ' ' || first[-1] == '.' ||
				       (first[-1] >= '0' && first[-1] <= '9')))
		first--;
	behind = (struct str){ unit + 5, (size_t)(end - unit) - 5 };
	for (size_t i = 0; i < behind.n; i++)
		if (behind.p[i] == '[' || behind.p[i] == ';')
			behind.n = i;
	for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++)
		if (str_is_nocase(str_trim(behind), wholes[i]))
			return str_trim(
			    (struct str){ first, (size_t)(unit - first) });
	return STR("");
}

/* Not above a threshold: what that says of a product whatever it is for. */
static bool
put_below(
    struct composed *x, const struct composed_frame *g, struct content_text *t)
{
	struct str threshold = bom_text_get(x->in->b, g->threshold);
	struct str limit = limit_in(threshold);

	if (!str_is_nocase(bom_text_get(x->in->b, g->application), "All"))
		return true;
	if (limit.n > 0) {
		t->kind.text = STR("negative");
		t->amount.amount = (struct field){ limit, g->at };
		t->amount.unit.text = STR("%");
	} else if (holds_nocase(threshold, "intentionally added") &&
		   memmem(threshold.p, threshold.n, "mass%", 5) == NULL) {
		t->kind.text = STR("not-added");
	} else {
		return true;
	}
	return nested_content(&x->parts, t);
}

/*
 * composed_group - a statement on a group of declarable substances.
 *
 * Above its threshold it is in the product; a mass is one of its compounds,
 * so that the element is at most that.  Not above it is heard where it goes
 * for every application: "HDDs used in computer servers" says nothing of a
 * motor.
 */
bool
composed_group(struct composed *x, const struct composed_frame *g)
{
	int e = element_of_group(bom_text_get(x->in->b, g->name));
	struct content_text t = blank_line(g->at), most;

	if (e < 0 || !g->has_threshold)
		return true;
	t.element.text = str_of(element_at(e)->symbol);
	t.scope.text = STR("total");
	if (!g->above)
		return put_below(x, g, &t);
	most = t;
	t.amount.amount.text = STR("present");
	if (!g->listed && !nested_content(&x->parts, &t))
		return false;
	if (!put_amount(x, g - 1, g, &most))
		return true;
	most.kind.text = STR("negative");
	if (most.amount.max.text.n > 0)
		most.amount.amount = most.amount.max;
	most.amount.min.text = most.amount.max.text = STR("");
	return nested_content(&x->parts, &most);
}
