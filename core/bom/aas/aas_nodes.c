/* SPDX-License-Identifier: Apache-2.0 */
/* aas_nodes - what stands in a document becomes nodes; see aas.h. */
#include "core/bom/aas/aas.h"

#include "core/base/limits.h"

static struct aas_node *
open_node(struct aas *x)
{
	return &x->node[x->open];
}

static bool
begin_node(struct aas *x, enum aas_kind kind, struct place at)
{
	struct aas_node *list =
	    array_grow(x->node, &x->cap, x->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->node = list;
	list[x->n] = (struct aas_node){ .kind = (uint8_t)kind,
		.up = x->open,
		.shell = BOM_NONE,
		.list = BOM_NONE,
		.count = BOM_NONE,
		.same = (uint32_t)x->n,
		.ref = BOM_NONE,
		.at = at };
	if (kind == AAS_SUBMODEL && x->open != BOM_NONE)
		open_node(x)->holds = true;
	x->open = (uint32_t)x->n++;
	return true;
}

/* What some languages say is the value of the element around them. */
static bool
end_node(struct aas *x)
{
	struct aas_node *n = open_node(x), *up;

	x->open = n->up;
	n->end = (uint32_t)x->n;
	if (n->kind == AAS_ELEMENT && x->open != BOM_NONE) {
		up = &x->node[x->open];
		if (up->kind == AAS_SUBMODEL || up->kind == AAS_DOCUMENT)
			up->grouped = true;
		if (!n->has_words)
			return true;
		if (up->value.id == 0 || (n->english && !up->english)) {
			up->value = n->value;
			up->english = n->english;
			up->too_long = n->too_long;
		}
		x->n = (size_t)(n - x->node);
	}
	return true;
}

static bool
put_key(struct aas *x)
{
	struct aas_node *n = open_node(x);
	struct aas_path *path =
	    x->keys_of == AAS_SECOND ? &n->second : &n->path;
	struct aas_key *list;

	if (x->keys_of != AAS_FIRST && x->keys_of != AAS_SECOND &&
	    x->keys_of != AAS_REFERENCE)
		return true;
	list = array_grow(x->key, &x->key_cap, x->nkey + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->key = list;
	if (path->n == 0)
		path->first = (uint32_t)x->nkey;
	/* a second list of the same would be far from the first */
	if (path->first + path->n == x->nkey)
		path->n++;
	list[x->nkey++] = x->reading;
	return true;
}

/* What houses call the number of a part among the ids of an asset. */
static bool
is_number(struct str name)
{
	static const char *const names[] = { "manufacturerpartid", "partnumber",
		"partno", "partid", "articlenumber",
		"manufacturerarticlenumber", "ordercode", "ordernumber",
		"ordercodeofmanufacturer", "manufacturerpartnumber",
		"materialnumber", "itemnumber", "productnumber",
		"productarticlenumberofmanufacturer", "mpn" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (aas_is_called(name, names[i]))
			return true;
	return false;
}

static void
end_specific(struct aas *x)
{
	struct aas_node *n = open_node(x);

	if (n->number.id == 0 && is_number(aas_get(x, x->specific)))
		n->number = x->specific_value;
}

bool
aas_begin(struct aas *x, enum aas_kind kind, struct place at)
{
	switch (kind) {
	case AAS_DOCUMENT:
	case AAS_SHELL:
	case AAS_SUBMODEL:
	case AAS_ELEMENT:
	case AAS_CONCEPT:
		return begin_node(x, kind, at);
	case AAS_PROPERTY:
	case AAS_WORDS:
	case AAS_COLLECTION:
		return begin_node(x, AAS_ELEMENT, at);
	case AAS_ENTITY:
	case AAS_RELATION:
		if (!begin_node(x, AAS_ELEMENT, at))
			return false;
		open_node(x)->type =
		    kind == AAS_ENTITY ? AAS_IS_ENTITY : AAS_IS_RELATION;
		return true;
	case AAS_SPECIFIC:
		x->specific = x->specific_value = (struct aas_text){ 0 };
		return true;
	case AAS_SEMANTIC:
	case AAS_FIRST:
	case AAS_SECOND:
	case AAS_OWNER:
	case AAS_REFERENCE:
		x->keys_of = (uint8_t)kind;
		return true;
	case AAS_KEY:
		x->reading = (struct aas_key){ 0, 0 };
		return true;
	default:
		return true;
	}
}

bool
aas_end(struct aas *x, enum aas_kind kind)
{
	switch (kind) {
	case AAS_DOCUMENT:
	case AAS_SHELL:
	case AAS_SUBMODEL:
	case AAS_ELEMENT:
	case AAS_CONCEPT:
	case AAS_PROPERTY:
	case AAS_WORDS:
	case AAS_COLLECTION:
	case AAS_ENTITY:
	case AAS_RELATION:
		return end_node(x);
	case AAS_SPECIFIC:
		end_specific(x);
		return true;
	case AAS_SEMANTIC:
	case AAS_FIRST:
	case AAS_SECOND:
	case AAS_OWNER:
	case AAS_REFERENCE:
		x->keys_of = 0;
		return true;
	case AAS_KEY:
		return put_key(x);
	default:
		return true;
	}
}

/* A key tells what a thing means, or which asset it is; the last of several is
 * the thing itself. */
static void
take_key_value(struct aas *x, struct aas_text t)
{
	x->reading.value = t.id;
	if (x->keys_of == AAS_SEMANTIC)
		open_node(x)->semantic = t;
	else if (x->keys_of == AAS_OWNER)
		open_node(x)->asset = t;
}

static void
take_model(struct aas_node *n, struct str model)
{
	if (str_is(model, "Entity"))
		n->type = AAS_IS_ENTITY;
	else if (str_is(model, "RelationshipElement") ||
		 str_is(model, "AnnotatedRelationshipElement"))
		n->type = AAS_IS_RELATION;
}

/* What a template has in the place of an id, and many leave there. */
static bool
is_pattern(struct str id)
{
	return str_starts(
	    id, "https://admin-shell.io/idta/HierarchicalStructures/");
}

static void
put_text(struct aas *x, enum aas_kind kind, struct aas_text t)
{
	struct aas_node *n = open_node(x);

	switch (kind) {
	case AAS_ID:
		n->id = t;
		break;
	case AAS_NAME:
		n->name = t;
		break;
	case AAS_GLOBAL:
		if (!is_pattern(aas_get(x, t)))
			n->asset = t;
		break;
	case AAS_SPECIFIC_NAME:
		x->specific = t;
		break;
	case AAS_SPECIFIC_VALUE:
		x->specific_value = t;
		break;
	case AAS_KEY_TYPE:
		x->reading.type = t.id;
		break;
	case AAS_KEY_VALUE:
	case AAS_OLD_KEY:
		take_key_value(x, t);
		break;
	case AAS_UNIT:
		n->unit = t.id;
		break;
	default:
		n->value = t;
		break;
	}
}

bool
aas_value(struct aas *x, enum aas_kind kind, struct field text)
{
	struct aas_node *n = open_node(x);
	struct aas_text t = { 0, text.at };

	switch (kind) {
	case AAS_MODEL:
		take_model(n, str_trim(text.text));
		return true;
	case AAS_UNDER:
		n->template = str_is(str_trim(text.text), "Template");
		return true;
	case AAS_LANGUAGE:
		n->english =
		    str_starts(text.text, "en") || str_starts(text.text, "EN");
		return true;
	case AAS_WORD:
	case AAS_OLD_WORD:
		n->has_words = true;
		break;
	default:
		break;
	}
	if (kind == AAS_VALUE || kind == AAS_WORD || kind == AAS_OLD_WORD) {
		/* pictures and manuals are values as well */
		n->too_long = text.text.n > LIMIT_TEXT;
		if (n->too_long)
			text.text.n = 0;
	}
	if (fields_text(x->in->b, text, &t.id, x->in->f) == ST_NOMEM)
		return false;
	put_text(x, kind, t);
	return true;
}
