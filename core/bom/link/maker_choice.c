/* SPDX-License-Identifier: Apache-2.0 */
/* maker_choice - one of several makers' parts; see maker_choice.h. */
#include "core/bom/link/maker_choice.h"

#include "core/bom/link/maker_parts.h"
#include "core/bom/link/spelling.h"
#include "core/bom/link/steps.h"

#include <stdlib.h>

/* Of an item. */
enum {
	CHOICE_WANTED = 1,
	CHOICE_SPOKEN = 2, /* a document says what is in it */
	CHOICE_PARTS = 4,
	CHOICE_MEASURED = 8, /* it is counted by mass, length ... */
	CHOICE_MADE = 16,
	CHOICE_ONE = 32, /* one maker, written in several ways */
	CHOICE_BARRED = CHOICE_SPOKEN | CHOICE_PARTS | CHOICE_MEASURED
};

/* A maker's number for an item, and what it has become. */
struct number {
	uint32_t of; /* item */
	uint32_t ref;
	uint32_t number, maker; /* text ids */
	uint32_t company;       /* see maker_parts_company() */
	uint32_t item;
	struct place at;
};

struct settling {
	struct bom *b;
	const struct item_keys *keys;
	struct findings *f;
	uint8_t *is;         /* [nitem] as there were in the beginning */
	struct number *list; /* by item */
	size_t n;
	size_t nparts; /* part numbers that there were then */
	struct intern companies;
};

bool
maker_choice_defer(struct maker_choice *x, uint32_t ref, uint32_t item)
{
	struct maker_choice_ref *list =
	    array_grow(x->list, &x->cap, x->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->list = list;
	list[x->n++] = (struct maker_choice_ref){ ref, item };
	return true;
}

void
maker_choice_free(struct maker_choice *x)
{
	free(x->list);
	*x = (struct maker_choice){ 0 };
}

static void
mark(struct settling *s, uint32_t ref, uint8_t as)
{
	uint32_t item = s->b->ref[ref].item;

	if (item != BOM_NONE)
		s->is[item] |= as;
}

/* What is known of each item that bars a choice. */
static void
mark_all(struct settling *s, const struct maker_choice *x)
{
	const struct bom *b = s->b;

	for (size_t i = 0; i < x->n; i++)
		s->is[x->list[i].item] |= CHOICE_WANTED;
	for (size_t i = 0; i < b->nuse; i++) {
		mark(s, b->use[i].parent, CHOICE_PARTS);
		if (unit_dimension(b->use[i].unit) != DIM_EACH)
			mark(s, b->use[i].child, CHOICE_MEASURED);
	}
	for (size_t i = 0; i < b->ncontent; i++)
		mark(s, b->content[i].item, CHOICE_SPOKEN);
	for (size_t i = 0; i < b->nitem; i++)
		if (b->item[i].form == FORM_PRODUCT ||
		    (b->item[i].dim != DIM_NONE && b->item[i].dim != DIM_EACH))
			s->is[i] |= CHOICE_MEASURED;
}

static int
compare(const void *pa, const void *pb)
{
	const struct number *a = pa, *b = pb;
	const uint32_t x[] = { a->of, a->number, a->company, a->maker,
		a->at.file, a->at.line, a->at.col };
	const uint32_t y[] = { b->of, b->number, b->company, b->maker,
		b->at.file, b->at.line, b->at.col };

	for (size_t i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

/* Is the next the same number of the same maker, or the one that says whose it
 * is?  A blank comes first, and is no maker that would make one of all the
 * others. */
static bool
is_said_again(const struct settling *s, size_t i)
{
	const struct number *x = &s->list[i], *next = x + 1;

	return i + 1 < s->n && x->of == next->of && x->number == next->number &&
	       (x->company == MAKER_BLANK || x->company == next->company);
}

/* Each number of each maker once: as it is written first. */
static void
keep_first(struct settling *s)
{
	size_t n = 0;
	bool again = false;

	for (size_t i = 0; i < s->n; i++) {
		struct number x = s->list[i];
		bool more = is_said_again(s, i);

		if (x.company == MAKER_BLANK && more)
			continue;
		if (!again)
			s->list[n++] = x;
		again = more;
	}
	s->n = n;
}

/* The numbers of those items that are to hold a choice, each once. */
static bool
gather(struct settling *s)
{
	const struct bom *b = s->b;

	s->list = malloc((b->nmaker_part + 1) * sizeof(*s->list));
	if (s->list == NULL)
		return false;
	for (size_t i = 0; i < b->nmaker_part; i++) {
		const struct maker_part *m = &b->maker_part[i];
		uint32_t of = b->ref[m->item].item;

		if (of == BOM_NONE || (s->is[of] & CHOICE_WANTED) == 0 ||
		    (s->is[of] & CHOICE_BARRED) != 0)
			continue;
		s->list[s->n] = (struct number){ of, m->item, m->number,
			m->maker, MAKER_BLANK, BOM_NONE, m->at };
		if (!maker_parts_company(
			&s->companies, b, m->maker, &s->list[s->n++].company))
			return false;
	}
	if (s->n > 0)
		qsort(s->list, s->n, sizeof(*s->list), compare);
	keep_first(s);
	return true;
}

/* An item that stands for the number already, or BOM_NONE. */
static uint32_t
find_item(const struct settling *s, const struct number *x)
{
	const struct bom *b = s->b;
	struct ref ref = { .part = intern_find(
			       &b->parts, bom_text_get(b, x->number)),
		.maker = x->maker };
	struct item_group g;

	/* keys are of what there was when they were made */
	if (ref.part == INTERN_NONE || ref.part >= s->nparts)
		return BOM_NONE;
	g = item_keys_meant(s->keys, &ref);
	return g.n == 1 && g.first != x->of ? g.first : BOM_NONE;
}

/* The item of a number, which is there or comes to be as what it stands for. */
static bool
make_item(struct settling *s, struct number *x, uint32_t *ref)
{
	struct bom *b = s->b;
	struct item said = b->item[x->of];

	x->item = find_item(s, x);
	*ref = bom_ref(b, bom_text_get(b, x->number), bom_text_get(b, x->maker),
	    STR(""), x->at);
	if (*ref == BOM_NONE)
		return false;
	if (x->item == BOM_NONE && b->ref[*ref].item != x->of)
		x->item = b->ref[*ref].item;
	if (x->item == BOM_NONE) {
		x->item =
		    bom_add_named(b, b->ref[*ref].part, x->maker, 0, x->at);
		if (x->item == BOM_NONE)
			return false;
		said.part_id = b->item[x->item].part_id;
		said.maker = x->maker;
		said.revision = said.hs = said.control = said.currency = 0;
		said.value = BOM_NONE;
		said.at = x->at;
		said.flags = 0;
		b->item[x->item] = said;
	}
	b->ref[*ref].item = x->item;
	return true;
}

/* The n numbers of one item. */
static bool
make_choice(struct settling *s, struct number *list, size_t n)
{
	struct bom *b = s->b;
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	char label[160], place[160];
	uint32_t id;

	snprintf(place, sizeof(place), "maker of %.*s",
	    STR_ARG(bom_item_label(b, list[0].of, label, sizeof(label))));
	note.place = bom_text(b, str_of(place));
	id = note.place != BOM_NONE ? bom_note(b, note) : BOM_NONE;
	if (id == BOM_NONE)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint32_t ref;
		struct use *u;

		if (!make_item(s, &list[i], &ref) ||
		    (u = bom_add_use(b)) == NULL)
			return false;
		*u = (struct use){ list[i].ref, ref, NUM_ONE, list[0].at, id,
			UNIT_EACH, 0 };
	}
	b->item[list[0].of].flags |= ITEM_COMPLETE;
	s->is[list[0].of] |= CHOICE_MADE;
	findings_add(s->f, SEV_NOTE, ST_OK, bom_pos(b, list[0].at),
	    "%.*s is bought as one of %zu makers' parts, some of which are "
	    "declared: it holds any one of them",
	    STR_ARG(bom_item_label(b, list[0].of, label, sizeof(label))), n);
	return true;
}

static bool
make_all(struct settling *s)
{
	size_t next;

	for (size_t i = 0; i < s->n; i = next) {
		next = i;
		while (next < s->n && s->list[next].of == s->list[i].of)
			next++;
		if (next - i == 1)
			s->is[s->list[i].of] |= CHOICE_ONE;
		else if (!make_choice(s, s->list + i, next - i))
			return false;
	}
	return true;
}

/* The first entry of the item, number and company. */
static size_t
first_of(
    const struct settling *s, uint32_t item, uint32_t number, uint32_t company)
{
	const struct number key = {
		.of = item, .number = number, .company = company
	};
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(&s->list[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The item of the one of its numbers that the reference means; BOM_NONE: of
 * none, or of several. */
static uint32_t
find_meant(const struct settling *s, const struct maker_choice_ref *d)
{
	const struct bom *b = s->b;
	const struct ref *ref = &b->ref[d->ref];
	const uint32_t number = intern_find(&b->text, b->parts.key[ref->part]);
	char room[SPELLING_ROOM];
	uint32_t company = MAKER_BLANK;
	size_t i = first_of(s, d->item, number, MAKER_BLANK);

	if (i < s->n && s->list[i].of == d->item &&
	    s->list[i].number == number && s->list[i].company != MAKER_BLANK &&
	    ref->maker != 0) {
		company = intern_find(&s->companies,
		    spelling_company(bom_text_get(b, ref->maker), room));
		company = company == INTERN_NONE ? MAKER_ANY : company + 1;
		i = first_of(s, d->item, number, company);
	}
	if (i >= s->n || s->list[i].of != d->item ||
	    s->list[i].number != number ||
	    (company != MAKER_BLANK && s->list[i].company != company))
		return BOM_NONE;
	/* each company is there once: nobody's may be one of several */
	if (company == MAKER_BLANK && i + 1 < s->n &&
	    s->list[i + 1].of == d->item && s->list[i + 1].number == number)
		return BOM_NONE;
	return s->list[i].item;
}

static void
say_left_out(const struct settling *s, const struct maker_choice_ref *d)
{
	const struct bom *b = s->b;
	const struct ref *ref = &b->ref[d->ref];
	const uint8_t is = s->is[d->item];
	char label[160], said[160];

	findings_loss(s->f, ST_REF, bom_pos(b, ref->at),
	    "%.*s is one of several makers' numbers of %.*s, and what is "
	    "declared for it is left out: %s",
	    STR_ARG(bom_ref_label(b, ref, said, sizeof(said))),
	    STR_ARG(bom_item_label(b, d->item, label, sizeof(label))),
	    (is & CHOICE_SPOKEN) != 0
		? "the item is declared by its own number, which counts"
	    : (is & CHOICE_PARTS) != 0 ? "the item has parts of its own"
	    : (is & CHOICE_MEASURED) != 0
		? "only of an item that is counted in pieces can it be heard"
		: "expected the maker, which tells whose number is meant");
}

bool
maker_choice_settle(struct maker_choice *x, struct bom *b,
    const struct item_keys *keys, struct findings *f)
{
	struct settling s = {
		.b = b, .keys = keys, .f = f, .nparts = b->parts.n
	};
	bool ok;

	if (x->n == 0)
		return true;
	s.is = calloc(b->nitem, 1);
	ok = s.is != NULL;
	if (ok) {
		mark_all(&s, x);
		ok = gather(&s) && make_all(&s);
	}
	for (size_t i = 0; ok && i < x->n; i++) {
		const struct maker_choice_ref *d = &x->list[i];
		uint32_t item = (s.is[d->item] & CHOICE_MADE) != 0
				    ? find_meant(&s, d)
				    : BOM_NONE;

		if ((s.is[d->item] & CHOICE_ONE) != 0) {
			link_say_of_maker(b, &b->ref[d->ref], d->item, f);
			b->ref[d->ref].item = d->item;
		} else if (item != BOM_NONE)
			b->ref[d->ref].item = item;
		else
			say_left_out(&s, d);
	}
	intern_free(&s.companies);
	free(s.is);
	free(s.list);
	return ok;
}
