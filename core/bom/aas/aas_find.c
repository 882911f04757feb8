/* SPDX-License-Identifier: Apache-2.0 */
/* aas_find - what a node is called, what it means, where a path leads; see
 * aas.h. */
#include "core/bom/aas/aas.h"

#include <string.h>

struct str
aas_get(const struct aas *x, struct aas_text t)
{
	return bom_text_get(x->in->b, t.id);
}

struct field
aas_field(const struct aas *x, struct aas_text t)
{
	return (struct field){ aas_get(x, t), t.at };
}

void
aas_count(size_t *n, struct place *at, struct place here)
{
	if ((*n)++ == 0)
		*at = here;
}

bool
aas_is_called(struct str name, const char *plain)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!char_is_alnum(c))
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c != *plain)
			return false;
		plain++;
	}
	return *plain == '\0';
}

/* The next word of an id: "HasPart" of ".../HasPart/1/0". */
static struct str
next_word(struct str *s)
{
	struct str word;
	size_t n = 0;

	while (s->n > 0 && !char_is_alnum(s->p[0]))
		*s = (struct str){ s->p + 1, s->n - 1 };
	while (n < s->n && char_is_alnum(s->p[n]))
		n++;
	word = (struct str){ s->p, n };
	*s = (struct str){ s->p + n, s->n - n };
	return word;
}

bool
aas_means(const struct aas *x, const struct aas_node *n, const char *name)
{
	struct str rest = aas_get(x, n->semantic);
	struct str word;

	while ((word = next_word(&rest)).n > 0)
		if (str_is_nocase(word, name))
			return true;
	return false;
}

bool
aas_has_word(struct str name, const char *word)
{
	size_t k = strlen(word);

	for (size_t i = 0; i + k <= name.n; i++)
		if (str_is_nocase((struct str){ name.p + i, k }, word))
			return true;
	return false;
}

bool
aas_speaks_of(const struct aas *x, const struct aas_node *n, const char *word)
{
	return aas_has_word(aas_get(x, n->semantic), word);
}

void
aas_say_odd(struct aas *x, struct aas_text t, const char *what)
{
	findings_warn(x->in->f, ST_SYNTAX, bom_pos(x->in->b, t.at),
	    "\"%.*s\" as %s: expected one; taken as not known",
	    STR_ARG(str_clip(aas_get(x, t), 60)), what);
}

uint32_t
aas_same(struct aas *x, uint32_t i)
{
	while (x->node[i].same != i) {
		x->node[i].same = x->node[x->node[i].same].same;
		i = x->node[i].same;
	}
	return i;
}

uint32_t
aas_submodel_of(const struct aas *x, uint32_t i)
{
	while (i != BOM_NONE && x->node[i].kind == AAS_ELEMENT)
		i = x->node[i].up;
	return i;
}

/* ---- paths: each entity is known by the node that it is in, and its name */

struct step {
	uint32_t up, name;
};

static struct str
as_key(const struct step *s)
{
	return (struct str){ (const char *)s, sizeof(*s) };
}

/* The only one of that key; a second one makes it BOM_NONE. */
static bool
enter(struct aas *x, struct step s, uint32_t node)
{
	size_t before = x->places.n;
	uint32_t id = intern_copy(&x->places, as_key(&s)), *list;

	if (id == INTERN_NONE)
		return false;
	list = array_grow(
	    x->place_node, &x->place_cap, x->places.n, sizeof(*list));
	if (list == NULL)
		return false;
	x->place_node = list;
	list[id] = x->places.n > before || list[id] == node ? node : BOM_NONE;
	return true;
}

static uint32_t
find(const struct aas *x, struct step s)
{
	uint32_t id = intern_find(&x->places, as_key(&s));

	return id != INTERN_NONE ? x->place_node[id] : BOM_NONE;
}

/* Marks that tell what else is found from which step: no node has these. */
#define BY_ID (BOM_NONE - 1)
#define BY_ASSET (BOM_NONE - 2)

/* Of a submodel, by the last name alone. */
static struct step
by_name(uint32_t submodel, uint32_t name)
{
	return (struct step){ submodel ^ 0x80000000u, name };
}

static bool
enter_element(struct aas *x, uint32_t i)
{
	const struct aas_node *n = &x->node[i];

	if (x->node[n->up].type == AAS_IS_ENTITY &&
	    (aas_means(x, n, "BulkCount") ||
		aas_is_called(aas_get(x, n->name), "bulkcount")))
		x->node[n->up].count = i;
	if (n->type != AAS_IS_ENTITY)
		return true;
	return enter(x, (struct step){ n->up, n->name.id }, i) &&
	       enter(x, by_name(aas_submodel_of(x, i), n->name.id), i) &&
	       (n->asset.id == 0 ||
		   enter(x, (struct step){ BY_ASSET, n->asset.id }, i));
}

/* Submodels know the shell that has them: the first. */
static void
enter_shell(struct aas *x, uint32_t i)
{
	const struct aas_node *shell = &x->node[i];

	for (uint32_t k = 0; k < shell->path.n; k++) {
		uint32_t s = find(x, (struct step){ BY_ID,
					 x->key[shell->path.first + k].value });

		if (s != BOM_NONE && x->node[s].kind == AAS_SUBMODEL &&
		    x->node[s].shell == BOM_NONE)
			x->node[s].shell = i;
	}
}

/* A reference to one of two leads nowhere. */
static void
check_id(const struct aas *x, const struct aas_node *n)
{
	if (n->kind == AAS_SUBMODEL && n->id.id != 0 &&
	    find(x, (struct step){ BY_ID, n->id.id }) == BOM_NONE)
		findings_error(x->in->f, ST_DUPLICATE,
		    bom_pos(x->in->b, n->id.at),
		    "two with the id \"%.*s\": expected another for each "
		    "shell and submodel",
		    STR_ARG(str_clip(aas_get(x, n->id), 80)));
}

static bool
enter_node(struct aas *x, uint32_t i)
{
	struct aas_node *n = &x->node[i];

	/* an environment, or a submodel by itself */
	if (n->kind == AAS_DOCUMENT && n->grouped && !n->holds)
		n->kind = AAS_SUBMODEL;
	switch (n->kind) {
	case AAS_CONCEPT:
		return aas_enter_concept(x, n);
	case AAS_ELEMENT:
		return enter_element(x, i);
	default:
		return n->id.id == 0 ||
		       enter(x, (struct step){ BY_ID, n->id.id }, i);
	}
}

/* Submodels that no shell has are all of one asset: that of the only shell, or
 * one that has none. */
static bool
adopt(struct aas *x, uint32_t only)
{
	uint32_t n = (uint32_t)x->n, first = BOM_NONE;

	for (uint32_t i = 0; i < n; i++)
		if (x->node[i].kind == AAS_SUBMODEL &&
		    x->node[i].shell == BOM_NONE) {
			x->node[i].shell = only != BOM_NONE ? only : n;
			if (first == BOM_NONE)
				first = i;
		}
	if (only != BOM_NONE || first == BOM_NONE)
		return true;
	x->open = BOM_NONE;
	if (!aas_begin(x, AAS_SHELL, x->node[first].at) ||
	    !aas_end(x, AAS_SHELL))
		return false;
	x->node[n].nobodys = true;
	x->node[n].id = x->node[first].id;
	x->node[n].name = x->node[first].name;
	return true;
}

/* Of each shell its submodels, in their order. */
static void
list_submodels(struct aas *x)
{
	for (uint32_t i = (uint32_t)x->n; i-- > 0;) {
		struct aas_node *n = &x->node[i];

		if (n->kind != AAS_SUBMODEL)
			continue;
		n->list = x->node[n->shell].list;
		x->node[n->shell].list = i;
		if (n->template)
			aas_count(&x->ntemplates, &x->templates_at, n->at);
	}
}

bool
aas_enter(struct aas *x)
{
	uint32_t only = BOM_NONE;
	size_t shells = 0;

	for (uint32_t i = 0; i < x->n; i++) {
		if (!enter_node(x, i))
			return false;
		if (x->node[i].kind == AAS_SHELL) {
			only = i;
			shells++;
		}
	}
	for (uint32_t i = 0; i < x->n; i++) {
		check_id(x, &x->node[i]);
		if (x->node[i].kind == AAS_SHELL)
			enter_shell(x, i);
	}
	if (!adopt(x, shells == 1 ? only : BOM_NONE))
		return false;
	list_submodels(x);
	return true;
}

/* Along a path, from the submodel or shell that its first key names. */
static uint32_t
walk(const struct aas *x, struct aas_path path, uint32_t *submodel)
{
	uint32_t at = BOM_NONE;

	for (uint32_t k = 0; k < path.n; k++) {
		uint32_t value = x->key[path.first + k].value;
		uint32_t id = find(x, (struct step){ BY_ID, value });

		if (id != BOM_NONE && x->node[id].kind == AAS_SUBMODEL)
			at = *submodel = id;
		else if (at != BOM_NONE)
			at = find(x, (struct step){ at, value });
	}
	return at;
}

static uint32_t
follow(struct aas *x, uint32_t from, struct aas_path path)
{
	uint32_t submodel = aas_submodel_of(x, from), at, last;

	if (path.n == 0)
		return BOM_NONE;
	last = x->key[path.first + path.n - 1].value;
	at = walk(x, path, &submodel);
	if (at != BOM_NONE && x->node[at].type == AAS_IS_ENTITY)
		return at;
	at = find(x, (struct step){ BY_ASSET, last });
	if (at != BOM_NONE)
		return at;
	at = find(x, by_name(submodel, last));
	if (at != BOM_NONE)
		aas_count(&x->nstale, &x->stale_at, x->node[from].at);
	return at;
}

/* An entity of a template is none. */
uint32_t
aas_follow(struct aas *x, uint32_t from, struct aas_path path)
{
	uint32_t at = follow(x, from, path);
	uint32_t submodel = at != BOM_NONE ? aas_submodel_of(x, at) : BOM_NONE;

	return submodel != BOM_NONE && x->node[submodel].template ? BOM_NONE
								  : at;
}
