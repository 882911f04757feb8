/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aas_structure - entities become items, and HasPart and IsPartOf their uses;
 * see aas.h.
 *
 * An entity is one piece, or as many as its BulkCount says.  What is above the
 * asset of a shell is known from one of its parts only, and is not read.
 */
#include "core/bom/aas/aas.h"

#include <stdlib.h>

struct edge {
	uint32_t parent, child; /* entities */
	struct place at;
	bool loose; /* nobody says that it is a part */
};

struct work {
	struct aas *x;
	struct edge *edge;
	size_t n, cap;
	uint32_t entry; /* the entity that is the asset; BOM_NONE */
};

enum relation { NO_RELATION, HAS_PART, IS_PART_OF, SAME_AS };

static enum relation
relation_of(const struct aas *x, const struct aas_node *n)
{
	static const struct {
		const char *name;
		enum relation is;
	} names[] = { { "HasPart", HAS_PART }, { "IsPartOf", IS_PART_OF },
		{ "SameAs", SAME_AS } };
	size_t k = sizeof(names) / sizeof(names[0]);

	if (n->type != AAS_IS_RELATION)
		return NO_RELATION;
	for (size_t i = 0; i < k; i++)
		if (aas_means(x, n, names[i].name))
			return names[i].is;
	for (size_t i = 0; i < k; i++)
		if (aas_has_word(aas_get(x, n->name), names[i].name))
			return names[i].is;
	return NO_RELATION;
}

/* Does the name of a submodel say so? */
static bool
is_structure(const struct aas *x, const struct aas_node *s)
{
	static const char *const words[] = { "hierarchicalstructure",
		"billofmaterial", "bill_of_material" };
	struct str name = aas_get(x, s->name);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (aas_speaks_of(x, s, words[i]) ||
		    aas_has_word(name, words[i]))
			return true;
	return aas_is_called(name, "bom");
}

/* Lists of what could be there instead, or be ordered beside it. */
static bool
is_of_others(const struct aas *x, const struct aas_node *s)
{
	static const char *const words[] = { "alternativ", "accessor", "spare",
		"compatib", "successor", "predecessor", "optional", "ersatz",
		"zubeh" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (aas_has_word(aas_get(x, s->name), words[i]))
			return true;
	return false;
}

/* The entity that one is in, or BOM_NONE. */
static uint32_t
around(const struct aas *x, uint32_t i)
{
	do
		i = x->node[i].up;
	while (i != BOM_NONE && x->node[i].kind == AAS_ELEMENT &&
	       x->node[i].type != AAS_IS_ENTITY);
	return i != BOM_NONE && x->node[i].type == AAS_IS_ENTITY ? i : BOM_NONE;
}

/* Two nodes are one asset; a shell goes before entities. */
static void
unite(struct aas *x, uint32_t a, uint32_t b)
{
	struct aas_node *to, *from;

	a = aas_same(x, a);
	b = aas_same(x, b);
	if (a == b)
		return;
	if (x->node[b].kind == AAS_SHELL ||
	    (x->node[a].kind != AAS_SHELL && b < a)) {
		uint32_t c = a;

		a = b;
		b = c;
	}
	to = &x->node[a];
	from = &x->node[b];
	if (to->asset.id != 0 && from->asset.id != 0 &&
	    to->asset.id != from->asset.id)
		aas_count(&x->nends, &x->ends_at, from->at);
	if (to->asset.id == 0)
		to->asset = from->asset;
	if (to->number.id == 0)
		to->number = from->number;
	from->same = a;
}

/* The entity of the asset itself: named so, or the only one at the top. */
static uint32_t
find_entry(const struct aas *x, uint32_t s)
{
	uint32_t only = BOM_NONE;
	size_t tops = 0;

	for (uint32_t i = s + 1; i < x->node[s].end; i++) {
		const struct aas_node *n = &x->node[i];

		if (n->type != AAS_IS_ENTITY || around(x, i) != BOM_NONE)
			continue;
		if (aas_means(x, n, "EntryNode"))
			return i;
		only = i;
		tops++;
	}
	return tops == 1 ? only : BOM_NONE;
}

static void
unite_entry(struct aas *x, uint32_t s, uint32_t entry)
{
	const struct aas_node *n = &x->node[entry];
	uint32_t shell = x->node[s].shell;

	if (!x->node[shell].nobodys || x->node[shell].asset.id == 0 ||
	    n->asset.id == 0 || n->asset.id == x->node[shell].asset.id)
		unite(x, shell, entry);
}

static void
unite_same(struct aas *x, uint32_t i)
{
	uint32_t a = aas_follow(x, i, x->node[i].path);
	uint32_t b = aas_follow(x, i, x->node[i].second);

	if (a != BOM_NONE && b != BOM_NONE)
		unite(x, a, b);
	else
		aas_count(&x->nelsewhere, &x->elsewhere_at, x->node[i].at);
}

/* ---- relations */

static bool
add_edge(struct work *w, struct edge e)
{
	struct edge *list =
	    array_grow(w->edge, &w->cap, w->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	w->edge = list;
	list[w->n++] = e;
	w->x->node[aas_same(w->x, e.child)].placed = true;
	return true;
}

/* A pattern that nobody has filled in. */
static bool
is_left_empty(const struct aas *x, struct aas_path p)
{
	struct str first;

	if (p.n == 0)
		return true;
	first = bom_text_get(x->in->b, x->key[p.first].value);
	return first.n == 0 || str_is_nocase(first, "EMPTY") ||
	       aas_has_word(first, "IntentionallyEmpty");
}

static void
say_missing(struct aas *x, uint32_t i, struct aas_path p)
{
	findings_error(x->in->f, ST_REF, bom_pos(x->in->b, x->node[i].at),
	    "\"%.*s\" with \"%.*s\", which is no entity of this file: expected "
	    "the path to one, and all of a structure in one file",
	    STR_ARG(str_clip(aas_get(x, x->node[i].name), 60)),
	    STR_ARG(str_clip(
		bom_text_get(x->in->b, x->key[p.first + p.n - 1].value), 80)));
}

static bool
put_relation(struct work *w, uint32_t i, bool has_part)
{
	struct aas *x = w->x;
	const struct aas_node *n = &x->node[i];
	struct aas_path above = has_part ? n->path : n->second;
	struct aas_path below = has_part ? n->second : n->path;
	struct edge e = { .at = n->at };

	if (is_left_empty(x, above) || is_left_empty(x, below)) {
		aas_count(&x->nelsewhere, &x->elsewhere_at, n->at);
		return true;
	}
	e.parent = aas_follow(x, i, above);
	e.child = aas_follow(x, i, below);
	if (e.parent == BOM_NONE)
		say_missing(x, i, above);
	if (e.child == BOM_NONE)
		say_missing(x, i, below);
	if (e.parent == BOM_NONE || e.child == BOM_NONE)
		return true;
	x->node[e.parent].related = x->node[e.child].related = true;
	/* what is above the asset, as one of its parts sees it */
	if (w->entry != BOM_NONE &&
	    aas_same(x, e.child) == aas_same(x, w->entry)) {
		aas_count(&x->nabove, &x->above_at, n->at);
		return true;
	}
	return add_edge(w, e);
}

/* An entity in another that no relation names. */
static bool
put_loose(struct work *w, uint32_t s, uint32_t i)
{
	struct aas *x = w->x;
	const struct aas_node *n = &x->node[i];
	uint32_t up = around(x, i);

	if (n->related || x->node[aas_same(x, i)].placed || i == w->entry)
		return true;
	if (up == BOM_NONE) {
		/* beside the entry: of nobody knows what */
		if (w->entry != BOM_NONE)
			return true;
		up = x->node[s].shell;
	}
	aas_count(&x->nloose, &x->loose_at, n->at);
	return add_edge(w, (struct edge){ up, i, n->at, true });
}

/* Does it say what is in what? */
static bool
has_relations(const struct aas *x, uint32_t s)
{
	for (uint32_t i = s + 1; i < x->node[s].end; i++) {
		enum relation is = relation_of(x, &x->node[i]);

		if (is == HAS_PART || is == IS_PART_OF)
			return true;
	}
	return false;
}

static bool
read_submodel(struct work *w, uint32_t s)
{
	struct aas *x = w->x;
	const struct aas_node *n = &x->node[s];
	bool structure = is_structure(x, n);

	if (is_of_others(x, n)) {
		if (structure || has_relations(x, s))
			aas_count(&x->nothers, &x->others_at, n->at);
		return true;
	}
	for (uint32_t i = s + 1; i < n->end; i++) {
		enum relation is = relation_of(x, &x->node[i]);

		if ((is == HAS_PART || is == IS_PART_OF) &&
		    !put_relation(w, i, is == HAS_PART))
			return false;
	}
	for (uint32_t i = s + 1; i < n->end && structure; i++)
		if (x->node[i].type == AAS_IS_ENTITY && !put_loose(w, s, i))
			return false;
	return true;
}

/* ---- uses */

/* How many one entity stands for. */
static bool
take_count(struct aas *x, uint32_t i, struct use *u)
{
	const struct aas_node *count;
	struct field each;

	if (x->node[i].count == BOM_NONE)
		return true;
	count = &x->node[x->node[i].count];
	if (count->value.id == 0)
		return true;
	each = (struct field){ STR("each"), count->value.at };
	if (fields_quantity(x->in->b, aas_field(x, count->value), each, &u->qty,
		&u->unit, x->in->f) == ST_NOMEM)
		return false;
	if (u->qty == NUM_ZERO) {
		aas_count(&x->nnoughts, &x->noughts_at, count->value.at);
		u->qty = BOM_NONE;
	}
	return true;
}

static bool
state_entity(struct aas *x, uint32_t i, uint32_t *ref)
{
	const struct aas_node *n = &x->node[i];
	struct item said = {
		.value = BOM_NONE, .mass = amount_unknown(), .dim = DIM_EACH
	};

	said.name = n->name.id;
	return aas_item(x, i, ref) && stated_item(&x->said, *ref, n->at, &said);
}

/* By parents, in the order of the file; the same relation again behind. */
static int
compare(const void *pa, const void *pb)
{
	const struct edge *a = pa, *b = pb;
	const uint32_t x[] = { a->parent, a->child, a->at.line, a->at.col };
	const uint32_t y[] = { b->parent, b->child, b->at.line, b->at.col };

	for (size_t i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

static bool
put_list(struct work *w, const struct edge *e, size_t n)
{
	struct aas *x = w->x;
	struct bom *b = x->in->b;
	uint32_t parent;
	size_t before;

	if (!state_entity(x, e[0].parent, &parent))
		return false;
	before = b->nuse;
	for (size_t i = 0; i < n; i++) {
		struct use u = { .parent = parent,
			.qty = e[i].loose ? BOM_NONE : NUM_ONE,
			.unit = UNIT_EACH,
			.at = e[i].at };
		struct use *kept;

		if (i > 0 && e[i].child == e[i - 1].child)
			continue;
		if (!state_entity(x, e[i].child, &u.child) ||
		    (!e[i].loose && !take_count(x, e[i].child, &u)))
			return false;
		kept = bom_add_use(b);
		if (kept == NULL)
			return false;
		*kept = u;
	}
	return stated_uses(&x->said, parent, e[0].at, before);
}

static bool
put_uses(struct work *w)
{
	size_t next;

	if (w->n > 0)
		qsort(w->edge, w->n, sizeof(*w->edge), compare);
	for (size_t i = 0; i < w->n; i = next) {
		next = i + 1;
		while (next < w->n && w->edge[next].parent == w->edge[i].parent)
			next++;
		if (!put_list(w, w->edge + i, next - i))
			return false;
	}
	return true;
}

/* Entries and what is the same, before a relation is looked at. */
static void
unite_all(struct aas *x, uint32_t *entry)
{
	for (uint32_t s = 0; s < x->n; s++) {
		entry[s] = BOM_NONE;
		if (x->node[s].kind != AAS_SUBMODEL || x->node[s].template ||
		    !is_structure(x, &x->node[s]))
			continue;
		entry[s] = find_entry(x, s);
		if (entry[s] != BOM_NONE)
			unite_entry(x, s, entry[s]);
	}
	for (uint32_t i = 0; i < x->n; i++) {
		uint32_t s;

		if (relation_of(x, &x->node[i]) != SAME_AS)
			continue;
		s = aas_submodel_of(x, i);
		if (s != BOM_NONE && !x->node[s].template)
			unite_same(x, i);
	}
}

bool
aas_structure(struct aas *x)
{
	struct work w = { .x = x };
	uint32_t *entry = calloc(x->n + 1, sizeof(*entry)), ref;
	bool ok = entry != NULL;

	if (ok)
		unite_all(x, entry);
	for (uint32_t s = 0; s < x->n && ok; s++) {
		if (x->node[s].kind != AAS_SUBMODEL || x->node[s].template)
			continue;
		w.entry = entry[s];
		ok = read_submodel(&w, s);
		if (ok && w.entry != BOM_NONE)
			ok = state_entity(x, w.entry, &ref);
	}
	ok = ok && put_uses(&w);
	free(entry);
	free(w.edge);
	return ok;
}
