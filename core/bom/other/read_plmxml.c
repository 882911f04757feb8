/* SPDX-License-Identifier: Apache-2.0 */
/* read_plmxml - the elements of PLM XML; see read_plmxml.h. */
#include "core/bom/other/read_plmxml.h"

#include "core/bom/other/plmxml.h"

#include <stdlib.h>
#include <string.h>

enum {
	KIND_DOCUMENT = 1,
	KIND_MASTER,
	KIND_REVISION,
	KIND_VIEW,
	KIND_GRAPH,
	KIND_OCCURRENCE,
	KIND_INSTANCE,
	KIND_DATA,
	KIND_VALUE
};

#define OF_PARTS(parent) \
	{ parent, KIND_MASTER, "Product" }, { parent, KIND_MASTER, "Design" }, \
	    { parent, KIND_MASTER, "Item" }, \
	    { parent, KIND_REVISION, "ProductRevision" }, \
	    { parent, KIND_REVISION, "DesignRevision" }, \
	    { parent, KIND_REVISION, "PartRevision" }, \
	    { parent, KIND_REVISION, "ProductRevisionView" }, \
	    { parent, KIND_REVISION, "DesignRevisionView" }, \
	    { parent, KIND_REVISION, "Part" }, \
	    { parent, KIND_INSTANCE, "Instance" }, \
	    { parent, KIND_INSTANCE, "ProductInstance" }, \
	{ \
		parent, KIND_INSTANCE, "DesignInstance" \
	}

/* A document of many other things: what has no part in the structure is
 * known, and of no concern. */
static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, KIND_DOCUMENT, "PLMXML" },
	OF_PARTS(KIND_DOCUMENT),
	{ KIND_DOCUMENT, KIND_VIEW, "ProductView" },
	{ KIND_DOCUMENT, KIND_GRAPH, "InstanceGraph" },
	{ KIND_DOCUMENT, KIND_GRAPH, "ProductDef" },
	{ KIND_DOCUMENT, ELEMENT_PASSED, "*" },
	OF_PARTS(KIND_GRAPH),
	{ KIND_GRAPH, KIND_GRAPH, "InstanceGraph" },
	{ KIND_GRAPH, ELEMENT_PASSED, "*" },
	{ KIND_VIEW, KIND_OCCURRENCE, "Occurrence" },
	{ KIND_VIEW, ELEMENT_PASSED, "*" },
	{ KIND_OCCURRENCE, KIND_DATA, "UserData" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "ApplicationRef" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "Description" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "Attr*" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "Transform" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "Bound" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "EntityMaterial" },
	{ KIND_REVISION, KIND_INSTANCE, "Instance" },
	{ KIND_REVISION, KIND_INSTANCE, "ProductInstance" },
	{ KIND_REVISION, ELEMENT_PASSED, "*" },
	{ KIND_MASTER, ELEMENT_PASSED, "*" },
	{ KIND_INSTANCE, KIND_DATA, "UserData" },
	{ KIND_INSTANCE, ELEMENT_PASSED, "*" },
	{ KIND_DATA, KIND_VALUE, "UserValue" },
	{ KIND_DATA, ELEMENT_PASSED, "*" },
	{ KIND_VALUE, ELEMENT_PASSED, "*" },
};

/* "#id7" and "id7" are the same; BOM_NONE with *index: blank. */
static bool
node_of(struct plm *x, struct str id, uint32_t *index)
{
	size_t before = x->ids.n;
	struct plm_node *list;

	id = str_trim(id);
	if (id.n > 0 && id.p[0] == '#')
		id = (struct str){ id.p + 1, id.n - 1 };
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
		list[*index] = (struct plm_node){ .master = BOM_NONE,
			.parent = BOM_NONE,
			.qty = NUM_ONE,
			.item = BOM_NONE };
	return true;
}

static struct str
next_word(struct str *s)
{
	size_t n = 0;
	struct str word;

	*s = str_trim(*s);
	while (n < s->n && strchr(" \t\r\n", s->p[n]) == NULL)
		n++;
	word = (struct str){ s->p, n };
	*s = (struct str){ s->p + n, s->n - n };
	return word;
}

/* "id10 #id39": what it has in it. */
static bool
take_list(struct plm *x, struct str s, uint32_t node)
{
	uint32_t *list, index;
	struct str word;

	x->node[node].first = (uint32_t)x->nref;
	while ((word = next_word(&s)).n > 0) {
		list =
		    array_grow(x->ref, &x->ref_cap, x->nref + 1, sizeof(*list));
		if (list == NULL)
			return false;
		x->ref = list;
		if (!node_of(x, word, &index))
			return false;
		list[x->nref++] = index;
	}
	x->node[node].n = (uint32_t)x->nref - x->node[node].first;
	return true;
}

static bool
take_roots(struct plm *x, struct str s)
{
	uint32_t *list, index;
	struct str word;

	while ((word = next_word(&s)).n > 0) {
		list = array_grow(
		    x->root, &x->root_cap, x->nroot + 1, sizeof(*list));
		if (list == NULL)
			return false;
		x->root = list;
		if (!node_of(x, word, &index))
			return false;
		list[x->nroot++] = index;
	}
	return true;
}

static bool
keep(struct plm *x, struct field text, uint32_t *id)
{
	return fields_text(x->in->b, text, id, x->in->f) != ST_NOMEM;
}

/* A node begins; *index BOM_NONE: it has no identifier, or one that is taken,
 * which is told. */
static bool
begin_node(struct plm *x, const struct sax_tag *tag, enum plm_kind kind,
    uint32_t *index)
{
	struct field id = elements_attr(tag, "id");
	struct plm_node *n;

	if (!node_of(x, id.text, index))
		return false;
	if (*index == BOM_NONE)
		return true;
	n = &x->node[*index];
	if (n->at.line != 0) {
		findings_error(x->in->f, ST_DUPLICATE,
		    bom_pos(x->in->b, tag->at),
		    "id \"%.*s\" again: expected each once; it is first at "
		    "line %u",
		    STR_ARG(str_clip(id.text, 60)), n->at.line);
		*index = BOM_NONE;
		return true;
	}
	n->at = tag->at;
	n->kind = (uint8_t)kind;
	return true;
}

/* A number by any of its names; else what is called so. */
static bool
begin_part(struct plm *x, const struct sax_tag *tag, enum plm_kind kind)
{
	static const char *const numbers[] = { "productId", "catalogueId",
		"itemId", "partNumber" };
	uint32_t i, master;

	if (!begin_node(x, tag, kind, &i))
		return false;
	if (i == BOM_NONE)
		return true;
	for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++)
		if (x->node[i].number == 0 &&
		    !keep(
			x, elements_attr(tag, numbers[k]), &x->node[i].number))
			return false;
	if (!keep(x, elements_attr(tag, "name"), &x->node[i].name) ||
	    !keep(x, elements_attr(tag, "revision"), &x->node[i].revision) ||
	    !node_of(x, elements_attr(tag, "masterRef").text, &master))
		return false;
	x->node[i].master = master;
	return take_list(x, elements_attr(tag, "instanceRefs").text, i);
}

static bool
begin_place(struct plm *x, const struct sax_tag *tag, enum plm_kind kind)
{
	bool instance = kind == PLM_INSTANCE;
	struct field quantity = elements_attr(tag, "quantity");
	struct str of =
	    elements_attr(tag, instance ? "partRef" : "instancedRef").text;
	const struct field each = { STR("each"), tag->at };
	uint32_t i, what, parent;
	uint8_t unit;

	x->open = BOM_NONE;
	if (!begin_node(x, tag, kind, &i))
		return false;
	if (i == BOM_NONE)
		return true;
	x->open = i;
	if (!node_of(x, of, &what) ||
	    !node_of(x, elements_attr(tag, "parentRef").text, &parent))
		return false;
	x->node[i].master = what;
	x->node[i].parent = parent;
	if (str_trim(quantity.text).n > 0) {
		x->node[i].counted = true;
		if (fields_quantity(x->in->b, quantity, each, &x->node[i].qty,
			&unit, x->in->f) == ST_NOMEM)
			return false;
	}
	return instance ||
	       take_list(x, elements_attr(tag, "occurrenceRefs").text, i);
}

/* How often it stands there, where a house writes that so. */
static bool
take_value(struct plm *x, const struct sax_tag *tag)
{
	struct field value = elements_attr(tag, "value");
	const struct field each = { STR("each"), tag->at };
	struct plm_node *n = &x->node[x->open];
	uint8_t unit;

	if (!str_is_nocase(elements_attr(tag, "title").text, "Quantity") ||
	    str_trim(value.text).n == 0 || n->counted)
		return true;
	n->counted = true;
	if (x->uncounted++ == 0)
		x->uncounted_at = value.at;
	return fields_quantity(
		   x->in->b, value, each, &n->qty, &unit, x->in->f) != ST_NOMEM;
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct plm *x = ctx;

	switch (kind) {
	case KIND_MASTER:
		return begin_part(x, tag, PLM_MASTER);
	case KIND_REVISION:
		return begin_part(x, tag, PLM_REVISION);
	case KIND_OCCURRENCE:
		return begin_place(x, tag, PLM_OCCURRENCE);
	case KIND_INSTANCE:
		return begin_place(x, tag, PLM_INSTANCE);
	case KIND_VIEW:
		return take_roots(x, elements_attr(tag, "rootRefs").text);
	case KIND_VALUE:
		return x->open == BOM_NONE || take_value(x, tag);
	default:
		return true;
	}
}

static bool
end(void *ctx, uint8_t kind)
{
	(void)ctx;
	(void)kind;
	return true;
}

/*
 * read_plmxml - the structure of a document.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
read_plmxml(const struct input *in)
{
	static const struct elements format = { .format = "PLM XML",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.begin = begin,
		.end = end };
	size_t errors = in->f->errors;
	struct plm x = { .in = in,
		.open = BOM_NONE,
		.tree = { .said = { .b = in->b, .f = in->f } } };

	if (elements_read(in, &format, &x) != ST_NOMEM &&
	    in->f->errors == errors && !plm_uses(&x))
		fields_nomem(in->f);
	if (x.uncounted > 0 && in->f->errors == errors)
		findings_warn(in->f, ST_UNIT, bom_pos(in->b, x.uncounted_at),
		    "%zu quantit%s without a unit: counted in pieces; expected "
		    "a list with its units where some are metres or kilograms",
		    x.uncounted, x.uncounted == 1 ? "y" : "ies");
	tree_free(&x.tree);
	intern_free(&x.ids);
	free(x.node);
	free(x.ref);
	free(x.root);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
