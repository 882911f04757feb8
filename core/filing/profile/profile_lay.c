/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile_lay - one profile laid over another, and what grows for it; declared
 * in profile.h.
 */
#include "core/filing/profile/profile.h"

#include <stdlib.h>
#include <string.h>

/* The field of a line of goods that names its product. */
#define GOODS_ITEM 0

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* Index of the first part of the block; *n: how many there are. */
static size_t
find_parts(const struct profile *p, const struct profile_block *b, size_t *n)
{
	size_t first = 0;

	while (first < p->n && p->part[first].block != b)
		first++;
	*n = 0;
	while (first + *n < p->n && p->part[first + *n].block == b)
		++*n;
	return first;
}

/* Room for so many blocks of each kind, no fewer than there are. */
static enum status
grow(struct profile *p, const size_t of[BLOCK_COUNT], struct error *err)
{
	struct profile_part *old = p->part;
	struct profile was = *p;
	size_t mine, n = 0, from;
	enum status st;

	for (int k = 0; k < BLOCK_COUNT; k++)
		n += of[k];
	if (n == p->n)
		return ST_OK;
	st = profile_take_parts(p, of, n, err);
	for (size_t k = 0, to = 0; st == ST_OK && k < BLOCK_COUNT; k++) {
		from = find_parts(&was, &profile_blocks[k], &mine);
		memcpy(&p->part[to], &old[from], mine * sizeof(*old));
		to += of[k];
	}
	return st;
}

size_t
profile_parts(const struct profile *p, int block, size_t *first)
{
	size_t n;

	*first = find_parts(p, &profile_blocks[block], &n);
	return n;
}

struct str
profile_item(const struct profile_part *part)
{
	return part->value[GOODS_ITEM].text[PROFILE_EN];
}

void
profile_name_item(struct profile_part *part, struct str item)
{
	part->value[GOODS_ITEM].text[PROFILE_EN] = item;
}

enum status
profile_replace(struct profile *p, int block, const struct profile_part *part,
    size_t n, struct error *err)
{
	size_t first, was = profile_parts(p, block, &first);
	struct profile_part *all =
	    TAKE(&p->mem, struct profile_part, p->n - was + n + 1);

	if (all == NULL)
		return no_memory(err);
	memcpy(all, p->part, first * sizeof(*all));
	memcpy(all + first, part, n * sizeof(*all));
	memcpy(all + first + n, p->part + first + was,
	    (p->n - first - was) * sizeof(*all));
	p->part = all;
	p->n = p->n - was + n;
	return ST_OK;
}

/* Room for as many blocks of each kind as `over` has. */
static enum status
make_room(struct profile *p, const struct profile *over, struct error *err)
{
	size_t of[BLOCK_COUNT], mine, its;

	for (int k = 0; k < BLOCK_COUNT; k++) {
		find_parts(p, &profile_blocks[k], &mine);
		find_parts(over, &profile_blocks[k], &its);
		of[k] = mine > its ? mine : its;
	}
	return grow(p, of, err);
}

enum status
profile_add(struct profile *p, int block, struct error *err)
{
	size_t of[BLOCK_COUNT];

	for (int k = 0; k < BLOCK_COUNT; k++) {
		find_parts(p, &profile_blocks[k], &of[k]);
		of[k] += k == block;
	}
	return grow(p, of, err);
}

/* False when memory is out. */
static bool
lay_over(struct profile *p, struct profile_value *v,
    const struct profile_value *over)
{
	if (profile_is_filled(over)) {
		v->sealed = arena_copy(&p->mem, over->sealed);
		if (v->sealed.p == NULL)
			return false;
	}
	for (int k = 0; k < PROFILE_LANGUAGES; k++) {
		if (over->sealed.n > 0)
			v->text[k] = STR("");
		if (over->text[k].n == 0)
			continue;
		v->text[k] = arena_copy(&p->mem, over->text[k]);
		if (v->text[k].p == NULL)
			return false;
		v->at = over->at;
	}
	return true;
}

/* A line of goods by what it names, and its place. */
struct named {
	struct str item;
	size_t at;
};

static int
by_item(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = str_compare(a->item, b->item);

	return c != 0 ? c : a->at < b->at ? -1 : a->at > b->at;
}

/* Its lines of goods, by what they name; NULL when memory is out. */
static struct named *
list_named(struct arena *a, const struct profile *p, size_t *n)
{
	size_t first;
	struct named *list;

	*n = profile_parts(p, BLOCK_GOODS, &first);
	list = TAKE(a, struct named, *n + 1);
	for (size_t i = 0; list != NULL && i < *n; i++) {
		struct str item = profile_item(&p->part[first + i]);

		list[i].item = item.p != NULL ? item : STR("");
		list[i].at = first + i;
	}
	if (list != NULL && *n > 1)
		qsort(list, *n, sizeof(*list), by_item);
	return list;
}

/*
 * The lines of goods of `over` so that each stands in the place of the one of p
 * that names the same item, the first of them over the first; the others behind
 * all of p.
 */
static enum status
pair_goods(const struct profile *p, struct profile *over, struct arena *a,
    struct error *err)
{
	size_t mine, its, first, k = 0, end;
	struct named *to = list_named(a, p, &mine);
	struct named *from = list_named(a, over, &its);
	struct profile_part *part =
	    TAKE(a, struct profile_part, mine + its + 1);

	if (to == NULL || from == NULL || part == NULL)
		return no_memory(err);
	for (size_t i = 0; i < mine + its; i++)
		part[i].block = &profile_blocks[BLOCK_GOODS];
	profile_parts(p, BLOCK_GOODS, &first);
	end = mine;
	for (size_t i = 0; i < its; i++) {
		int c = -1;

		while (
		    k < mine && (c = str_compare(to[k].item, from[i].item)) < 0)
			k++;
		part[k < mine && c == 0 ? to[k++].at - first : end++] =
		    over->part[from[i].at];
	}
	return profile_replace(over, BLOCK_GOODS, part, end, err);
}

enum status
profile_overlay(
    struct profile *p, const struct profile *over, struct error *err)
{
	struct profile paired = { .part = over->part, .n = over->n };
	struct arena scratch = { 0 };
	enum status st = pair_goods(p, &paired, &scratch, err);

	if (st == ST_OK)
		st = profile_lay(p, &paired, err);
	arena_free(&paired.mem);
	arena_free(&scratch);
	return st;
}

enum status
profile_lay(struct profile *p, const struct profile *over, struct error *err)
{
	size_t mine, its, to, from;

	if (make_room(p, over, err) != ST_OK)
		return err->code;
	for (int k = 0; k < BLOCK_COUNT; k++) {
		to = find_parts(p, &profile_blocks[k], &mine);
		from = find_parts(over, &profile_blocks[k], &its);
		for (size_t i = 0; i < its; i++)
			for (int j = 0; j < PROFILE_FIELDS; j++)
				if (!lay_over(p, &p->part[to + i].value[j],
					&over->part[from + i].value[j]))
					return no_memory(err);
	}
	return ST_OK;
}

enum status
profile_suggest(struct profile *p, int block, const char *field,
    struct str value, struct error *err)
{
	const struct profile_value v = { .text = { value } };
	int j = profile_find_field(block, field);

	for (size_t i = 0; i < p->n; i++) {
		struct profile_value *to = &p->part[i].value[j];

		if (p->part[i].block == &profile_blocks[block] &&
		    !profile_is_filled(to) && !lay_over(p, to, &v))
			return no_memory(err);
	}
	return ST_OK;
}
