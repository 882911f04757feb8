/* SPDX-License-Identifier: Apache-2.0 */
/* read_step - the records of a product structure; see read_step.h. */
#include "core/bom/other/read_step.h"

#include "core/bom/other/step_parts.h"

#include <string.h>

enum what {
	IS_PRODUCT,
	IS_CATEGORY,
	IS_FORMATION,
	IS_DEFINITION,
	IS_OCCURRENCE,
	IS_NEXT,     /* a use; in several records no more than a mark */
	IS_PROMISED, /* likewise, on no certain level */
	IS_RELATED,  /* the ends of a use, in several records */
	IS_QUANTIFIED,
	IS_MEASURE,
	IS_SUBSTITUTE,
	IS_MADE_FROM
};

static const struct {
	const char *name;
	enum what is;
} records[] = {
	{ "PRODUCT", IS_PRODUCT },
	{ "PRODUCT_RELATED_PRODUCT_CATEGORY", IS_CATEGORY },
	{ "PRODUCT_DEFINITION_FORMATION", IS_FORMATION },
	{ "PRODUCT_DEFINITION_FORMATION_WITH_SPECIFIED_SOURCE", IS_FORMATION },
	{ "PRODUCT_DEFINITION", IS_DEFINITION },
	{ "PRODUCT_DEFINITION_WITH_ASSOCIATED_DOCUMENTS", IS_DEFINITION },
	{ "PRODUCT_DEFINITION_OCCURRENCE", IS_OCCURRENCE },
	{ "NEXT_ASSEMBLY_USAGE_OCCURRENCE", IS_NEXT },
	{ "PROMISSORY_USAGE_OCCURRENCE", IS_PROMISED },
	{ "PRODUCT_DEFINITION_RELATIONSHIP", IS_RELATED },
	{ "QUANTIFIED_ASSEMBLY_COMPONENT_USAGE", IS_QUANTIFIED },
	{ "MEASURE_WITH_UNIT", IS_MEASURE },
	{ "ASSEMBLY_COMPONENT_USAGE_SUBSTITUTE", IS_SUBSTITUTE },
	{ "MAKE_FROM_USAGE_OPTION", IS_MADE_FROM },
};
#define NRECORDS (sizeof(records) / sizeof(records[0]))

static size_t
find_record(struct str name)
{
	for (size_t i = 0; i < NRECORDS; i++)
		if (str_is_nocase(name, records[i].name))
			return i;
	return NRECORDS;
}

static bool
wants(struct str name)
{
	/* most records are points and curves */
	return name.n >= 7 && strchr("PNQMApnqma", name.p[0]) != NULL &&
	       find_record(name) < NRECORDS;
}

/* #007 is #7; BOM_NONE: the value is no reference. */
static bool
node_of(struct step_parts *x, struct step_value v, uint32_t *index)
{
	while (v.text.n > 1 && v.text.p[0] == '0')
		v.text = (struct str){ v.text.p + 1, v.text.n - 1 };
	return step_parts_node(
	    x, v.kind == STEP_REFERENCE ? v.text : STR(""), index);
}

static bool
take_text(
    struct step_parts *x, const struct step_record *r, size_t i, uint32_t *id)
{
	*id = 0;
	return r->value[i].kind != STEP_STRING ||
	       step_text(x->in, (struct field){ r->value[i].text, r->at },
		   id) != ST_NOMEM;
}

/* Something with a number and a name that is one of another. */
static bool
put_named(struct step_parts *x, const struct step_record *r,
    enum step_node_kind kind, size_t of)
{
	struct step_node n = step_parts_blank(kind, r->at);

	return take_text(x, r, 0, &n.number) && take_text(x, r, 1, &n.name) &&
	       (of == 0 || node_of(x, r->value[of], &n.of)) &&
	       step_parts_add(x, r->id, &n);
}

/* Documents are products as well. */
static bool
take_category(struct step_parts *x, const struct step_record *r)
{
	struct str list = r->value[2].text, id;
	uint32_t index;

	if (r->value[0].kind != STEP_STRING ||
	    !str_is_nocase(r->value[0].text, "document"))
		return true;
	while (step_next(&list, &id)) {
		if (!node_of(
			x, (struct step_value){ id, STEP_REFERENCE }, &index))
			return false;
		if (index != BOM_NONE)
			x->node[index].document = true;
	}
	return true;
}

/* What is in what. */
static bool
take_ends(
    struct step_parts *x, const struct step_record *r, struct step_node *n)
{
	return node_of(x, r->value[3], &n->parent) &&
	       node_of(x, r->value[4], &n->of);
}

static bool
put_use(struct step_parts *x, const struct step_record *r, enum what is)
{
	struct step_node n = step_parts_blank(STEP_USE, r->at);

	n.unclear = is == IS_PROMISED || is == IS_MADE_FROM;
	return take_ends(x, r, &n) &&
	       (is != IS_QUANTIFIED || node_of(x, r->value[6], &n.count)) &&
	       step_parts_add(x, r->id, &n);
}

/* "COUNT_MEASURE(4.)": how many pieces. */
static bool
put_measure(struct step_parts *x, const struct step_record *r)
{
	static const char count[] = "COUNT_MEASURE";
	struct step_node n = step_parts_blank(STEP_PIECES, r->at);
	struct str s = r->value[0].text;
	const char *open = memchr(s.p, '(', s.n);

	if (str_starts(s, count) && open != NULL && s.p[s.n - 1] == ')') {
		n.pieces = str_trim((struct str){
		    open + 1, s.n - (size_t)(open + 1 - s.p) - 1 });
		while (n.pieces.n > 1 && n.pieces.p[n.pieces.n - 1] == '.')
			n.pieces.n--;
	}
	return step_parts_add(x, r->id, &n);
}

/* One stands in the place of another. */
static bool
take_substitute(struct step_parts *x, const struct step_record *r)
{
	for (size_t i = 2; i < 4; i++) {
		uint32_t index;

		if (!node_of(x, r->value[i], &index))
			return false;
		if (index != BOM_NONE)
			x->node[index].unclear = true;
	}
	return true;
}

/* One of several records that are one use. */
static bool
take_part(struct step_parts *x, const struct step_record *r, enum what is)
{
	if (x->open_id.n == 0)
		x->open = step_parts_blank(STEP_USE, r->at);
	x->open_id = r->id;
	switch (is) {
	case IS_NEXT:
		x->open_next = true;
		return true;
	case IS_PROMISED:
		x->open_promised = true;
		return true;
	case IS_RELATED:
		return take_ends(x, r, &x->open);
	case IS_QUANTIFIED:
		x->open_next = true;
		return node_of(x, r->value[0], &x->open.count);
	case IS_MEASURE:
		x->open_id = STR("");
		return put_measure(x, r);
	default:
		return true;
	}
}

static bool
end(void *ctx)
{
	struct step_parts *x = ctx;
	bool ok = true;

	if (x->open_id.n > 0 && (x->open_next || x->open_promised)) {
		x->open.unclear = !x->open_next;
		ok = step_parts_add(x, x->open_id, &x->open);
	}
	x->open_id = STR("");
	x->open_next = x->open_promised = false;
	return ok;
}

static bool
record(void *ctx, const struct step_record *r)
{
	struct step_parts *x = ctx;
	enum what is = records[find_record(r->name)].is;

	if (r->in_several)
		return take_part(x, r, is);
	switch (is) {
	case IS_PRODUCT:
		return put_named(x, r, STEP_PRODUCT, 0);
	case IS_CATEGORY:
		return take_category(x, r);
	case IS_FORMATION:
		return put_named(x, r, STEP_FORMATION, 2);
	case IS_DEFINITION:
		return put_named(x, r, STEP_DEFINITION, 2);
	case IS_OCCURRENCE:
		return put_named(x, r, STEP_DEFINITION, 3);
	case IS_NEXT:
	case IS_PROMISED:
	case IS_QUANTIFIED:
	case IS_MADE_FROM:
		return put_use(x, r, is);
	case IS_MEASURE:
		return put_measure(x, r);
	case IS_SUBSTITUTE:
		return take_substitute(x, r);
	default:
		return true;
	}
}

/*
 * read_step - the product structure of a file.
 *
 * In:	in    its body has passed guard_text()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
read_step(const struct input *in)
{
	static const struct step_handler handler = { wants, record, end };
	size_t errors = in->f->errors;
	struct step_parts x;

	step_parts_begin(&x, in,
	    "a STEP file without products: expected PRODUCT and "
	    "PRODUCT_DEFINITION, as AP203, AP214 and AP242 have them");
	step_scan(in, &handler, &x);
	return step_parts_end(&x, errors);
}
