/* SPDX-License-Identifier: Apache-2.0 */
/* bom - the bill of materials in memory; see bom.h. */
#include "core/bom/bom.h"

#include "core/base/limits.h"

#include <stdio.h>
#include <stdlib.h>

bool
bom_init(struct bom *b)
{
	*b = (struct bom){ 0 };
	return numtab_init(&b->num) && intern_put(&b->text, STR("")) == 0 &&
	       bom_note(b, (struct use_note){ 0 }) == 0;
}

void
bom_free(struct bom *b)
{
	void *const arrays[] = { b->bare, b->keyed, b->ref, b->item, b->use,
		b->note, b->decl, b->content, b->origin, b->substance, b->price,
		b->rate, b->conversion, b->weighing, b->other_unit,
		b->maker_part, b->seller, b->conflict, b->use_start,
		b->content_start, b->item_origin, b->origin_start, b->order,
		b->level_start, b->is_child, b->room, b->passed };

	for (size_t i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++)
		free(arrays[i]);
	for (size_t i = 0; i < b->nfile; i++)
		bytes_free(&b->file[i].bytes);
	free(b->file);
	intern_free(&b->text);
	intern_free(&b->parts);
	intern_free(&b->refkeys);
	intern_free(&b->subkeys);
	intern_free(&b->notes);
	intern_free(&b->passedkeys);
	numtab_free(&b->num);
	arena_free(&b->mem);
	*b = (struct bom){ 0 };
}

uint32_t
bom_add_file(
    struct bom *b, const char *name, struct bytes *bytes, enum bom_role role)
{
	struct bom_file *file =
	    array_grow(b->file, &b->file_cap, b->nfile + 1, sizeof(*file));
	struct str copy = arena_copy(&b->mem, str_of(name));

	if (file != NULL)
		b->file = file;
	if (file == NULL || copy.p == NULL || b->nfile >= UINT16_MAX) {
		bytes_free(bytes);
		return BOM_NONE;
	}
	b->file[b->nfile] = (struct bom_file){ .name = copy.p,
		.bytes = *bytes,
		.role = role,
		.format = "",
		.encoding = "UTF-8" };
	*bytes = (struct bytes){ NULL, 0 };
	return (uint32_t)b->nfile++;
}

struct pos
bom_pos(const struct bom *b, struct place at)
{
	if (at.line == 0 || at.file >= b->nfile)
		return pos_none;
	return (struct pos){ b->file[at.file].name, at.line, at.col };
}

struct passed_key {
	uint32_t name;
	uint16_t file;
	uint8_t kind, known;
};

bool
bom_pass_over(struct bom *b, enum passed_kind kind, bool known, struct str name,
    uint64_t n, struct place at)
{
	struct passed_key k = { 0, at.file, (uint8_t)kind, known };
	size_t before = b->passedkeys.n;
	struct passed *list;
	uint32_t id;

	if (before < LIMIT_PASSED)
		k.name = bom_text(b, name);
	id = k.name == BOM_NONE
		 ? INTERN_NONE
		 : intern_copy(&b->passedkeys,
		       (struct str){ (const char *)&k, sizeof(k) });
	if (id == INTERN_NONE)
		return false;
	list = array_grow(b->passed, &b->passed_cap, id + 1, sizeof(*list));
	if (list == NULL)
		return false;
	b->passed = list;
	if (id == before)
		list[id] =
		    (struct passed){ k.name, k.kind, k.known, at.file, at, 0 };
	list[id].n += n;
	return true;
}

uint32_t
bom_text(struct bom *b, struct str s)
{
	return s.n == 0 ? 0 : intern_copy(&b->text, s);
}

uint32_t
bom_text_find(const struct bom *b, struct str s)
{
	uint32_t id = s.n == 0 ? INTERN_NONE : intern_find(&b->text, s);

	return id == INTERN_NONE ? 0 : id;
}

struct str
bom_text_get(const struct bom *b, uint32_t id)
{
	return b->text.key[id];
}

static struct str
put_label(const struct bom *b, struct str part, uint32_t maker_id,
    uint32_t revision, char *buf, size_t size)
{
	struct str maker = bom_text_get(b, maker_id);
	struct str rev = bom_text_get(b, revision);
	int n;

	part = str_clip(part, 80);
	n = snprintf(buf, size, "%.*s%s%.*s%s%.*s",
	    STR_ARG(str_clip(maker, 40)), maker.n > 0 ? " " : "", STR_ARG(part),
	    rev.n > 0 ? " rev " : "", STR_ARG(str_clip(rev, 20)));
	if (n < 0 || size == 0)
		return (struct str){ "", 0 };
	return (struct str){ buf, (size_t)n < size ? (size_t)n : size - 1 };
}

struct str
bom_item_label(const struct bom *b, uint32_t item, char *buf, size_t size)
{
	const struct item *it = &b->item[item];

	return put_label(
	    b, bom_part(b, item), it->maker, it->revision, buf, size);
}

struct str
bom_ref_label(
    const struct bom *b, const struct ref *ref, char *buf, size_t size)
{
	return put_label(
	    b, b->parts.key[ref->part], ref->maker, ref->revision, buf, size);
}

const struct maker_part *
bom_sole_maker(const struct bom *b, uint32_t item)
{
	const struct maker_part *list = b->maker_part;
	size_t low = 0, high = b->nmaker_part;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle].item < item)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == b->nmaker_part || list[low].item != item ||
	    (low + 1 < b->nmaker_part && list[low + 1].item == item))
		return NULL;
	return &list[low];
}
