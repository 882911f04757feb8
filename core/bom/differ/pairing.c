/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairing - which item of one product is which of another; see pairing.h.
 *
 * An item is known by maker, part number and revision.  What has no partner
 * with the same three is sought with another revision, then with a maker that
 * only one side names; each only where there is no choice.  At last what each
 * product itself is, if it is one item: a product under another number is
 * still what the other one is held against.
 */
#include "core/bom/differ/pairing.h"

#include <stdlib.h>

/* Words of a key: part number, maker, revision; its beginning serves too. */
enum { KEY_PART = 1, KEY_MAKER, KEY_REVISION };

/* Items of both sides with the same beginning of the key. */
struct group {
	uint32_t at[SIDES]; /* the last of them */
	uint32_t n[SIDES];
	bool blank; /* one of them names no maker */
};

struct joiner {
	struct pairing *p;
	struct intern keys;
	uint32_t (*key)[KEY_REVISION]; /* [nkey] */
	size_t nkey;
	struct group *group; /* by id of its key */
	uint32_t *of;        /* the group of each item that is left, the old
				ones first */
	size_t nof;
};

/* What each key of the new table is in the old one. */
static uint32_t *
map_keys(const struct intern *old, const struct intern *now)
{
	uint32_t *map = malloc((now->n + 1) * sizeof(*map));

	for (size_t i = 0; map != NULL && i < now->n; i++) {
		bool same = i < old->n && str_eq(old->key[i], now->key[i]);
		uint32_t id =
		    same ? (uint32_t)i : intern_find(old, now->key[i]);

		map[i] = id != INTERN_NONE ? id : (uint32_t)(old->n + i);
	}
	return map;
}

struct substance_key {
	uint32_t name, cas, formula, elements;
};

static struct str
substance_key(struct substance_key *k, const struct pairing *p, enum side s,
    const struct bom_substance *x)
{
	*k = (struct substance_key){ pairing_text(p, s, x->name),
		pairing_text(p, s, x->cas), pairing_text(p, s, x->formula),
		x->elements };
	return (struct str){ (const char *)k, sizeof(*k) };
}

static bool
map_substances(struct pairing *p)
{
	const struct bom *old = p->b[OLD], *now = p->b[NEW];
	struct intern keys = { 0 };
	uint32_t *index = malloc((old->nsubstance + 1) * sizeof(*index));
	struct substance_key k;
	bool ok = index != NULL;

	p->substance = malloc((now->nsubstance + 1) * sizeof(*p->substance));
	ok = ok && p->substance != NULL;
	for (uint32_t i = 0; ok && i < old->nsubstance; i++) {
		size_t before = keys.n;
		uint32_t id = intern_copy(
		    &keys, substance_key(&k, p, OLD, &old->substance[i]));

		ok = id != INTERN_NONE;
		if (ok && keys.n > before)
			index[id] = i;
	}
	for (uint32_t i = 0; ok && i < now->nsubstance; i++) {
		uint32_t id = intern_find(
		    &keys, substance_key(&k, p, NEW, &now->substance[i]));

		p->substance[i] = id != INTERN_NONE
				      ? index[id]
				      : (uint32_t)old->nsubstance + i;
	}
	free(index);
	intern_free(&keys);
	return ok;
}

static void
find_key(const struct pairing *p, enum side s, uint32_t i,
    uint32_t key[KEY_REVISION])
{
	const struct item *it = &p->b[s]->item[i];

	key[0] = s == OLD ? it->part_id : p->part[it->part_id];
	key[1] = pairing_text(p, s, it->maker);
	key[2] = pairing_text(p, s, it->revision);
}

static void
pair(struct pairing *p, uint32_t old, uint32_t now)
{
	p->item[OLD][old] = now;
	p->item[NEW][now] = old;
	p->unclear[OLD][old] = p->unclear[NEW][now] = 0;
}

/* Those that stand at the same place with the same key: in most revisions
 * nearly all. */
static void
pair_in_place(struct pairing *p)
{
	size_t n = p->b[OLD]->nitem < p->b[NEW]->nitem ? p->b[OLD]->nitem
						       : p->b[NEW]->nitem;
	uint32_t x[KEY_REVISION], y[KEY_REVISION];

	for (uint32_t i = 0; i < n; i++) {
		find_key(p, OLD, i, x);
		find_key(p, NEW, i, y);
		if (memcmp(x, y, sizeof(x)) == 0)
			pair(p, i, i);
	}
}

static bool
add_to_group(struct joiner *j, enum side s, uint32_t i, size_t words)
{
	uint32_t *key = j->key[j->nkey];
	struct group *g;
	uint32_t id;

	find_key(j->p, s, i, key);
	id = intern_put(
	    &j->keys, (struct str){ (const char *)key, words * sizeof(*key) });
	if (id == INTERN_NONE)
		return false;
	if (id == j->nkey)
		j->nkey++;
	g = &j->group[id];
	g->at[s] = i;
	g->n[s]++;
	g->blank |= j->p->b[s]->item[i].maker == 0;
	j->of[j->nof++] = id;
	return true;
}

/* The items that are left, in groups; false when memory is out. */
static bool
make_groups(struct joiner *j, size_t words)
{
	size_t n = 0;

	for (int s = OLD; s < SIDES; s++)
		for (size_t i = 0; i < j->p->b[s]->nitem; i++)
			n += j->p->item[s][i] == BOM_NONE;
	j->key = malloc((n + 1) * sizeof(*j->key));
	j->group = calloc(n + 1, sizeof(*j->group));
	j->of = malloc((n + 1) * sizeof(*j->of));
	if (j->key == NULL || j->group == NULL || j->of == NULL)
		return false;
	for (int s = OLD; s < SIDES; s++)
		for (uint32_t i = 0; i < j->p->b[s]->nitem; i++)
			if (j->p->item[s][i] == BOM_NONE &&
			    !add_to_group(j, (enum side)s, i, words))
				return false;
	return true;
}

/* Pairs what is alone on both sides; marks where there is a choice. */
static void
settle_groups(struct joiner *j, size_t words)
{
	size_t k = 0;

	for (int s = OLD; s < SIDES; s++)
		for (uint32_t i = 0; i < j->p->b[s]->nitem; i++) {
			const struct group *g;

			if (j->p->item[s][i] != BOM_NONE)
				continue;
			g = &j->group[j->of[k++]];
			if (g->n[OLD] > 0 && g->n[NEW] > 0 &&
			    (words > KEY_PART || g->blank))
				j->p->unclear[s][i] = 1;
		}
	for (size_t i = 0; i < j->nkey; i++) {
		const struct group *g = &j->group[i];

		if (g->n[OLD] == 1 && g->n[NEW] == 1 &&
		    (words > KEY_PART || g->blank))
			pair(j->p, g->at[OLD], g->at[NEW]);
	}
}

static bool
join(struct pairing *p, size_t words)
{
	struct joiner j = { .p = p };
	bool ok = make_groups(&j, words);

	if (ok)
		settle_groups(&j, words);
	intern_free(&j.keys);
	free(j.key);
	free(j.group);
	free(j.of);
	return ok;
}

/* What is part of nothing, if it is one item; else BOM_NONE. */
static uint32_t
only_root(const struct bom *b)
{
	uint32_t root = BOM_NONE;

	for (uint32_t i = 0; i < b->nitem; i++) {
		if (!bom_is_product(b, i) || b->is_child[i] == CHILD_YES)
			continue;
		if (root != BOM_NONE)
			return BOM_NONE;
		root = i;
	}
	return root;
}

static void
pair_roots(struct pairing *p)
{
	uint32_t old = only_root(p->b[OLD]), now = only_root(p->b[NEW]);

	if (old != BOM_NONE && now != BOM_NONE &&
	    p->item[OLD][old] == BOM_NONE && p->item[NEW][now] == BOM_NONE)
		pair(p, old, now);
}

static bool
begin(struct pairing *p)
{
	const struct bom *old = p->b[OLD], *now = p->b[NEW];

	p->text = map_keys(&old->text, &now->text);
	p->part = map_keys(&old->parts, &now->parts);
	p->number = map_keys(&old->num.limbs, &now->num.limbs);
	if (p->text == NULL || p->part == NULL || p->number == NULL ||
	    !map_substances(p))
		return false;
	for (int s = OLD; s < SIDES; s++) {
		size_t n = p->b[s]->nitem;

		p->item[s] = malloc((n + 1) * sizeof(*p->item[s]));
		p->unclear[s] = calloc(n + 1, 1);
		if (p->item[s] == NULL || p->unclear[s] == NULL)
			return false;
		for (size_t i = 0; i < n; i++)
			p->item[s][i] = BOM_NONE;
	}
	return true;
}

bool
pairing_make(struct pairing *p, const struct bom *old, const struct bom *now)
{
	*p = (struct pairing){ .b = { old, now } };
	if (!begin(p))
		return false;
	pair_in_place(p);
	for (size_t words = KEY_REVISION; words >= KEY_PART; words--)
		if (!join(p, words))
			return false;
	pair_roots(p);
	return true;
}

void
pairing_free(struct pairing *p)
{
	free(p->text);
	free(p->part);
	free(p->number);
	free(p->substance);
	for (int s = OLD; s < SIDES; s++) {
		free(p->item[s]);
		free(p->unclear[s]);
	}
	*p = (struct pairing){ .text = NULL };
}
