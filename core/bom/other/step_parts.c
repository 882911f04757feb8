/* SPDX-License-Identifier: Apache-2.0 */
/*
 * step_parts - products become items, and what is in what becomes uses; see
 * step_parts.h.
 *
 * A product is known by its number.  Programs of design give many the same, or
 * none: two with one number are the same part unless one of them has parts.
 */
#include "core/bom/other/step_parts.h"

#include <stdlib.h>

void
step_parts_begin(
    struct step_parts *x, const struct input *in, const char *empty)
{
	*x = (struct step_parts){
		.in = in, .empty = empty, .said = { .b = in->b, .f = in->f }
	};
}

struct step_node
step_parts_blank(enum step_node_kind kind, struct place at)
{
	return (struct step_node){ .kind = (uint8_t)kind,
		.of = BOM_NONE,
		.parent = BOM_NONE,
		.count = BOM_NONE,
		.ref = BOM_NONE,
		.at = at };
}

bool
step_parts_node(struct step_parts *x, struct str id, uint32_t *index)
{
	size_t before = x->ids.n;
	struct step_node *list;

	*index = BOM_NONE;
	if (id.n == 0)
		return true;
	list = array_grow(x->node, &x->node_cap, before + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->node = list;
	*index = intern_copy(&x->ids, id);
	if (*index == INTERN_NONE)
		return false;
	if (x->ids.n > before)
		list[*index] =
		    step_parts_blank(STEP_NAMED, (struct place){ 0 });
	return true;
}

bool
step_parts_add(struct step_parts *x, struct str id, const struct step_node *n)
{
	struct step_node *kept;
	uint32_t index;
	bool document, unclear;

	if (!step_parts_node(x, id, &index))
		return false;
	if (index == BOM_NONE)
		return true;
	kept = &x->node[index];
	if (kept->kind != STEP_NAMED) {
		findings_error(x->in->f, ST_DUPLICATE, bom_pos(x->in->b, n->at),
		    "#%.*s again: expected each number once; it is first at "
		    "line %u",
		    STR_ARG(str_clip(id, 40)), kept->at.line);
		return true;
	}
	/* what was said of it before it came */
	document = kept->document;
	unclear = kept->unclear;
	*kept = *n;
	kept->document |= document;
	kept->unclear |= unclear;
	return true;
}

/* The product of a definition; BOM_NONE: told. */
static uint32_t
product_of(struct step_parts *x, uint32_t i, uint32_t use, uint32_t *version)
{
	uint32_t first = i;

	*version = BOM_NONE;
	for (size_t k = 0; k < 8 && i != BOM_NONE; k++) {
		const struct step_node *n = &x->node[i];

		if (n->kind == STEP_PRODUCT)
			return i;
		if (n->kind == STEP_FORMATION)
			*version = i;
		else if (n->kind != STEP_DEFINITION)
			break;
		i = n->of;
	}
	findings_error(x->in->f, ST_REF, bom_pos(x->in->b, x->node[use].at),
	    "#%.*s leads to %s%.*s, which is no product of this file: expected "
	    "a definition of one, and all of the structure in one file",
	    STR_ARG(str_clip(x->ids.key[use], 40)),
	    first != BOM_NONE ? "#" : "",
	    STR_ARG(str_clip(
		first != BOM_NONE ? x->ids.key[first] : STR("nothing"), 40)));
	return BOM_NONE;
}

/* Versions that say nothing. */
static uint32_t
revision_of(const struct step_parts *x, uint32_t version)
{
	static const char *const none[] = { "none", "any", "last_version",
		"unknown", "not_specified", "$", "/null" };
	uint32_t id = version != BOM_NONE ? x->node[version].number : 0;
	struct str s = str_trim(bom_text_get(x->in->b, id));

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (str_is_nocase(s, none[i]))
			return 0;
	return id;
}

static struct str
number_of(const struct step_parts *x, uint32_t product)
{
	const struct step_node *n = &x->node[product];
	struct str s = str_trim(bom_text_get(x->in->b, n->number));

	/* "/NULL" is how some write that there is none */
	return s.n > 0 && !str_is_nocase(s, "/null")
		   ? s
		   : str_trim(bom_text_get(x->in->b, n->name));
}

/* Numbers that are had already: the product that has them. */
struct taken {
	struct intern numbers;
	uint32_t *product; /* [numbers.n] */
	size_t cap;
};

/* The number of the product is had, if by nobody before, by it. */
static bool
take_number(struct step_parts *x, struct taken *t, uint32_t product)
{
	size_t before = t->numbers.n;
	uint32_t id = intern_copy(&t->numbers, number_of(x, product)), *list;

	if (id == INTERN_NONE)
		return false;
	list = array_grow(t->product, &t->cap, t->numbers.n, sizeof(*list));
	if (list == NULL)
		return false;
	t->product = list;
	if (t->numbers.n > before)
		list[id] = product;
	return true;
}

/* May the product go by its number alone? */
static bool
may_have(const struct step_parts *x, const struct taken *t, uint32_t product)
{
	uint32_t first =
	    t->product[intern_find(&t->numbers, number_of(x, product))];

	return number_of(x, product).n > 0 &&
	       (first == product ||
		   (!x->node[product].has_parts && !x->node[first].has_parts));
}

/* The number of a product, with that of its record where it needs it. */
static bool
settle_number(struct step_parts *x, struct taken *t, uint32_t product)
{
	struct step_node *n = &x->node[product];
	struct bom *b = x->in->b;
	char text[640] = "";

	if (may_have(x, t, product)) {
		n->number = bom_text(b, number_of(x, product));
		return n->number != INTERN_NONE;
	}
	if (number_of(x, product).n > 0 && x->napart++ == 0)
		x->apart_at = n->at;
	str_add(text, sizeof(text), "%.*s%s#%.*s",
	    STR_ARG(str_clip(number_of(x, product), 400)),
	    number_of(x, product).n > 0 ? " " : "product ",
	    STR_ARG(str_clip(x->ids.key[product], 150)));
	/* another may be called so, and long names may begin alike */
	if (intern_find(&t->numbers, str_of(text)) != INTERN_NONE)
		str_add(text, sizeof(text), " (%u)", product);
	if (intern_copy(&t->numbers, str_of(text)) == INTERN_NONE)
		return false;
	n->number = bom_text(b, str_of(text));
	return n->number != INTERN_NONE;
}

/* The item of a definition. */
static bool
item_of(struct step_parts *x, uint32_t definition, uint32_t use, uint32_t *ref)
{
	struct step_node *n = &x->node[definition];
	struct item said = {
		.value = BOM_NONE, .mass = amount_unknown(), .dim = DIM_EACH
	};
	struct bom *b = x->in->b;
	uint32_t version, product;

	*ref = n->ref;
	if (n->ref != BOM_NONE)
		return true;
	product = product_of(x, definition, use, &version);
	if (product == BOM_NONE)
		return true;
	if (x->node[product].name != x->node[product].number)
		said.name = x->node[product].name;
	n->ref = bom_ref(b, bom_text_get(b, x->node[product].number), STR(""),
	    bom_text_get(b, revision_of(x, version)), x->node[product].at);
	*ref = n->ref;
	return n->ref != BOM_NONE &&
	       stated_item(&x->said, n->ref, x->node[product].at, &said);
}

/* A number of pieces; of anything else nobody knows how many. */
static bool
are_pieces(const struct step_parts *x, const struct step_node *c)
{
	struct str unit;

	if (c->kind != STEP_PIECES || c->pieces.n == 0)
		return false;
	if (c->of == BOM_NONE)
		return true;
	unit = str_trim(bom_text_get(x->in->b, x->node[c->of].name));
	return x->node[c->of].kind == STEP_UNIT &&
	       unit_dimension(unit_find(unit)) == DIM_EACH;
}

/* How often: as the use says, or the occurrence in it; else once. */
static bool
take_count(struct step_parts *x, const struct step_node *use, struct use *u)
{
	const struct step_node *child = &x->node[use->of], *c;
	uint32_t count = use->count != BOM_NONE ? use->count : child->count;
	const struct field each = { STR("each"), use->at };
	struct findings quiet = { 0 };
	bool ok = true, unclear = use->unclear || child->unclear;

	u->qty = unclear || count != BOM_NONE ? BOM_NONE : NUM_ONE;
	c = count != BOM_NONE ? &x->node[count] : NULL;
	if (!unclear && c != NULL && are_pieces(x, c)) {
		struct field number = { c->pieces, c->at };

		ok = fields_quantity(x->in->b, number, each, &u->qty, &u->unit,
			 &quiet) != ST_NOMEM;
		if (quiet.errors > 0)
			u->qty = BOM_NONE;
	}
	if (u->qty == BOM_NONE &&
	    (x->nunclear++ == 0 || use->at.line < x->unclear_at.line))
		x->unclear_at = use->at;
	findings_free(&quiet);
	return ok;
}

/* Uses of one definition, one behind the other. */
static bool
put_list(struct step_parts *x, const uint32_t *use, size_t n)
{
	struct bom *b = x->in->b;
	size_t before;
	uint32_t parent;

	if (!item_of(x, x->node[use[0]].parent, use[0], &parent))
		return false;
	before = b->nuse;
	for (size_t i = 0; i < n && parent != BOM_NONE; i++) {
		const struct step_node *s = &x->node[use[i]];
		struct use u = {
			.parent = parent, .unit = UNIT_EACH, .at = s->at
		};
		struct use *kept;

		if (!item_of(x, s->of, use[i], &u.child))
			return false;
		if (u.child == BOM_NONE)
			continue;
		kept = take_count(x, s, &u) ? bom_add_use(b) : NULL;
		if (kept == NULL)
			return false;
		*kept = u;
	}
	return parent == BOM_NONE ||
	       stated_uses(&x->said, parent, x->node[use[0]].at, before);
}

/* Which product has parts, which is one; faults are told. */
static void
look_at_ends(struct step_parts *x)
{
	uint32_t version, p, c;

	for (uint32_t i = 0; i < x->ids.n; i++) {
		const struct step_node *n = &x->node[i];

		if (n->kind != STEP_USE)
			continue;
		p = product_of(x, n->parent, i, &version);
		c = product_of(x, n->of, i, &version);
		if (p != BOM_NONE)
			x->node[p].has_parts = x->node[p].in_use = true;
		if (c != BOM_NONE)
			x->node[c].in_use = true;
	}
}

/* By parents, in the order of the file. */
static bool
put_uses(struct step_parts *x)
{
	size_t n = x->ids.n;
	uint32_t *start = calloc(n + 2, sizeof(*start));
	uint32_t *use = calloc(n + 1, sizeof(*use));
	bool ok = start != NULL && use != NULL;

	for (size_t i = 0; i < n && ok; i++)
		if (x->node[i].kind == STEP_USE)
			start[x->node[i].parent + 2]++;
	for (size_t i = 2; i < n + 2 && ok; i++)
		start[i] += start[i - 1];
	for (uint32_t i = 0; i < n && ok; i++)
		if (x->node[i].kind == STEP_USE)
			use[start[x->node[i].parent + 1]++] = i;
	for (size_t i = 0; i < n && ok; i++)
		if (start[i] < start[i + 1])
			ok = put_list(
			    x, use + start[i], start[i + 1] - start[i]);
	free(start);
	free(use);
	return ok;
}

/* Products of that kind of node that are in nothing, have nothing, and are no
 * documents; those of another kind stood before. */
static bool
put_alone(struct step_parts *x, enum step_node_kind kind)
{
	for (uint32_t i = 0; i < x->ids.n; i++) {
		uint32_t version, ref, p;

		if (x->node[i].kind != kind)
			continue;
		p = product_of(x, i, i, &version);
		if (p == BOM_NONE || x->node[p].in_use || x->node[p].document ||
		    (x->node[p].stands != 0 && x->node[p].stands != kind))
			continue;
		x->node[p].stands = (uint8_t)kind;
		if (!item_of(x, i, i, &ref))
			return false;
	}
	return true;
}

static bool
put_all(struct step_parts *x)
{
	struct taken t = { .cap = 0 };
	size_t items = x->in->b->nitem;
	bool ok = true;

	look_at_ends(x);
	for (uint32_t i = 0; i < x->ids.n && ok; i++)
		if (x->node[i].kind == STEP_PRODUCT)
			ok = take_number(x, &t, i);
	for (uint32_t i = 0; i < x->ids.n && ok; i++)
		if (x->node[i].kind == STEP_PRODUCT)
			ok = settle_number(x, &t, i);
	intern_free(&t.numbers);
	free(t.product);
	if (!ok || x->in->f->errors > 0)
		return ok;
	if (!put_uses(x) || !put_alone(x, STEP_DEFINITION) ||
	    (x->bare &&
		(!put_alone(x, STEP_FORMATION) || !put_alone(x, STEP_PRODUCT))))
		return false;
	if (x->in->b->nitem == items && x->in->f->errors == 0)
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, (struct place){ 1, 0, x->in->file }),
		    "%s", x->empty);
	return true;
}

static void
tell(const struct step_parts *x)
{
	const struct bom *b = x->in->b;
	struct findings *f = x->in->f;

	if (x->nunclear > 0)
		findings_warn(f, ST_UNIT, bom_pos(b, x->unclear_at),
		    "%zu use%s of which nobody says how many pieces: expected "
		    "a count; a substitute, a promised part, what a part is "
		    "made from, or a length, mass or volume is taken as not "
		    "known",
		    x->nunclear, x->nunclear == 1 ? "" : "s");
	if (x->napart > 0)
		findings_warn(f, ST_DUPLICATE, bom_pos(b, x->apart_at),
		    "%zu product%s with the number of another: expected each "
		    "number once; kept apart by the number of the record "
		    "behind it",
		    x->napart, x->napart == 1 ? "" : "s");
}

enum status
step_parts_end(struct step_parts *x, size_t errors)
{
	struct findings *f = x->in->f;

	if (f->errors == errors && !put_all(x))
		fields_nomem(f);
	if (f->errors == errors)
		tell(x);
	stated_free(&x->said);
	intern_free(&x->ids);
	free(x->node);
	return f->errors > errors ? f->first.code : ST_OK;
}
