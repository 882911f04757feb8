/* SPDX-License-Identifier: Apache-2.0 */
/* account - what was read of each file, and what was not; see account.h. */
#include "core/bom/account.h"

#include <stdlib.h>

static struct account_file *
file_of(struct account *a, struct place at)
{
	return &a->file[at.file < a->b->nfile ? at.file : 0];
}

/* A line may be several rows, one for each of its elements. */
static void
count_line(struct account *a, size_t row)
{
	const struct content *c = &a->b->content[row], *before = c - 1;

	if (c->derived ||
	    (row > 0 && c->at.line == before->at.line &&
		c->at.col == before->at.col && c->at.file == before->at.file))
		return;
	file_of(a, c->at)->lines++;
	a->rare_lines += c->kind == CONTENT_AMOUNT && c->elements != 0;
}

static void
count_rows(struct account *a)
{
	const struct bom *b = a->b;

	for (size_t i = 0; i < b->nitem; i++)
		file_of(a, b->item[i].at)->items++;
	for (size_t i = 0; i < b->nuse; i++)
		file_of(a, b->use[i].at)->uses++;
	for (size_t i = 0; i < b->nfile; i++)
		a->file[i].unitless = b->file[i].unitless;
	for (size_t i = 0; i < b->ndecl; i++)
		file_of(a, b->decl[i].at)->documents++;
	for (size_t i = 0; i < b->nfile; i++)
		a->file[i].documents -= a->file[i].documents > 0;
	for (size_t i = 0; i < b->ncontent; i++)
		count_line(a, i);
	for (size_t i = 0; i < b->norigin; i++)
		file_of(a, b->origin[i].at)->origins++;
	for (size_t i = 0; i < b->nprice; i++)
		file_of(a, b->price[i].at)->prices +=
		    b->price[i].conversion == 0;
	for (size_t i = 0; i < b->passedkeys.n; i++) {
		const struct passed *p = &b->passed[i];

		if (p->kind == PASSED_FILE)
			continue;
		if (p->known)
			a->file[p->file].known += p->n;
		else
			a->file[p->file].unknown += p->n;
	}
}

static void
add_up(struct account *a)
{
	for (size_t i = 0; i < a->b->nfile; i++) {
		const struct account_file *f = &a->file[i];

		a->all.items += f->items;
		a->all.uses += f->uses;
		a->all.documents += f->documents;
		a->all.lines += f->lines;
		a->all.origins += f->origins;
		a->all.prices += f->prices;
		a->all.unitless += f->unitless;
		a->all.known += f->known;
		a->all.unknown += f->unknown;
	}
}

static bool
make_list(struct account_list *l, size_t most)
{
	l->at = malloc((most + 1) * sizeof(*l->at));
	return l->at != NULL;
}

static bool
list_refs(struct account *a)
{
	const struct bom *b = a->b;

	if (!make_list(&a->unmatched, b->nref) ||
	    !make_list(&a->respelt, b->nref))
		return false;
	for (uint32_t i = 0; i < b->nref; i++) {
		const struct ref *r = &b->ref[i];
		const struct item *it;

		if (r->item == BOM_NONE) {
			a->unmatched.at[a->unmatched.n++] = i;
			continue;
		}
		it = &b->item[r->item];
		if (r->part != it->part_id ||
		    (r->maker != it->maker && r->maker != 0 &&
			it->maker != 0) ||
		    (r->revision != it->revision && r->revision != 0 &&
			it->revision != 0))
			a->respelt.at[a->respelt.n++] = i;
	}
	return true;
}

static bool
list_substances(struct account *a)
{
	const struct bom *b = a->b;

	if (!make_list(&a->nameless, b->nsubstance))
		return false;
	a->substances = b->nsubstance;
	for (uint32_t i = 0; i < b->nsubstance; i++) {
		const struct bom_substance *s = &b->substance[i];

		a->rare += s->elements != 0;
		if (s->cas != 0 && !s->known)
			a->nameless.at[a->nameless.n++] = i;
	}
	return true;
}

static bool
is_leaf(const struct bom *b, uint32_t item)
{
	return b->use_start[item] == b->use_start[item + 1];
}

/* Does anybody say what is in the item, or that nothing is? */
static bool
is_declared(const struct bom *b, uint32_t item)
{
	return b->content_start[item] < b->content_start[item + 1] ||
	       (is_leaf(b, item) && (b->item[item].flags & ITEM_COMPLETE) != 0);
}

static bool
list_silent(struct account *a)
{
	const struct bom *b = a->b;

	if (!make_list(&a->silent, b->nitem))
		return false;
	for (uint32_t i = 0; i < b->nitem; i++) {
		if (!is_leaf(b, i))
			continue;
		a->leaves++;
		if (!is_declared(b, i))
			a->silent.at[a->silent.n++] = i;
	}
	return true;
}

/* The parts of an item that are surely in it: of alternatives the first. */
static bool
counts(const struct use *u)
{
	return (u->flags & USE_OTHER) == 0 && u->qty != BOM_NONE;
}

static double
add_parts(const struct bom *b, uint32_t item, const double *of)
{
	double sum = 0;

	for (uint32_t u = b->use_start[item]; u < b->use_start[item + 1]; u++)
		if (counts(&b->use[u]))
			sum +=
			    b->num.num[b->use[u].qty].lo * of[b->use[u].child];
	return sum;
}

/* Whole and declared part of what an item weighs or costs. */
static void
cover(const struct account *a, double *whole, double *declared, uint32_t i,
    double stated)
{
	whole[i] = stated > 0 ? stated : add_parts(a->b, i, whole);
	declared[i] = a->declared[i] ? whole[i] : add_parts(a->b, i, declared);
	if (declared[i] > whole[i])
		declared[i] = whole[i];
}

/* By itself, or by each of its parts. */
static bool
is_all_declared(const struct account *a, uint32_t item)
{
	const struct bom *b = a->b;

	if (is_declared(b, item) || is_leaf(b, item))
		return is_declared(b, item);
	for (uint32_t u = b->use_start[item]; u < b->use_start[item + 1]; u++)
		if (!a->declared[b->use[u].child])
			return false;
	return true;
}

/* The one currency of an item's price and its parts; BOM_NONE: several. */
static uint32_t
currency_of(const struct account *a, uint32_t item)
{
	const struct bom *b = a->b;
	uint32_t one =
	    b->item[item].value != BOM_NONE ? b->item[item].currency : 0;

	for (uint32_t u = b->use_start[item]; u < b->use_start[item + 1]; u++) {
		uint32_t c = a->currency[b->use[u].child];

		if (c == 0 || !counts(&b->use[u]))
			continue;
		if (one != 0 && one != c)
			return BOM_NONE;
		one = c;
	}
	return one;
}

static void
cover_value(struct account *a, uint32_t i)
{
	const struct bom *b = a->b;
	const struct item *it = &b->item[i];

	a->currency[i] = currency_of(a, i);
	a->value[i] = a->value_declared[i] = 0;
	if (a->currency[i] != BOM_NONE)
		cover(a, a->value, a->value_declared, i,
		    it->value != BOM_NONE ? b->num.num[it->value].lo : 0);
}

static bool
cover_all(struct account *a)
{
	const struct bom *b = a->b;
	size_t n = b->nitem + 1;

	a->mass = malloc(n * sizeof(*a->mass));
	a->mass_declared = malloc(n * sizeof(*a->mass));
	a->value = malloc(n * sizeof(*a->value));
	a->value_declared = malloc(n * sizeof(*a->value));
	a->currency = malloc(n * sizeof(*a->currency));
	a->declared = malloc(n);
	if (a->mass == NULL || a->mass_declared == NULL || a->value == NULL ||
	    a->value_declared == NULL || a->currency == NULL ||
	    a->declared == NULL)
		return false;
	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t i = b->order[k];
		const struct item *it = &b->item[i];

		a->declared[i] = is_all_declared(a, i);
		cover(a, a->mass, a->mass_declared, i,
		    it->has_mass ? b->num.num[it->mass.lo].lo : 0);
		cover_value(a, i);
	}
	return true;
}

bool
account_make(struct account *a, const struct bom *b)
{
	*a = (struct account){ .b = b };
	a->file = calloc(b->nfile + 1, sizeof(*a->file));
	if (a->file == NULL || !list_refs(a) || !list_substances(a) ||
	    !list_silent(a) || !cover_all(a))
		return false;
	count_rows(a);
	add_up(a);
	return true;
}

double
account_share(double whole, double declared)
{
	return whole > 0 ? declared / whole : -1;
}

void
account_free(struct account *a)
{
	free(a->file);
	free(a->unmatched.at);
	free(a->respelt.at);
	free(a->nameless.at);
	free(a->silent.at);
	free(a->mass);
	free(a->mass_declared);
	free(a->value);
	free(a->value_declared);
	free(a->currency);
	free(a->declared);
	*a = (struct account){ .b = NULL };
}
