/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dealt_compare - what a transaction knows, and what people say: the one fills
 * blanks of the other, and where they differ that is told; see dealt.h.
 */
#include "core/filing/profile/dealt.h"

#include "core/base/num.h"
#include "core/bom/field/units.h"
#include "core/filing/profile/goods.h"

#include <string.h>

static size_t
field_index(const struct dealt_field *x)
{
	int i = profile_find_field(x->block, x->field);

	return i < 0 ? 0 : (size_t)i;
}

/* A text with a Chinese character is a Chinese one. */
static enum profile_language
language_of(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xe4 &&
		    (unsigned char)s.p[i] <= 0xe9)
			return PROFILE_ZH;
	return PROFILE_EN;
}

static enum profile_language
language_for(const struct dealt_field *x)
{
	bool either =
	    profile_blocks[x->block].field[field_index(x)].by_language;

	return either ? language_of(x->value) : PROFILE_EN;
}

/*
 * The block that a value belongs in: the first, or the final destination; if
 * none is said to be final, the last one whose role is blank.  NULL: there is
 * none, as of a chain whose end is not in it.
 */
static struct profile_part *
part_for(const struct dealt_field *x, const struct profile *p)
{
	struct profile_part *blank = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct profile_part *part = &p->part[i];
		struct str role = part->value[1].text[PROFILE_EN];

		if (part->block != &profile_blocks[x->block])
			continue;
		if (x->block != BLOCK_DESTINATION || str_is(role, "final"))
			return part;
		if (role.n == 0)
			blank = part;
	}
	return blank;
}

static bool
same_number(struct str a, struct str b)
{
	struct error err = { 0 };
	mpq_t x, y;
	bool same;

	mpq_inits(x, y, NULL);
	same = num_read(a, pos_none, x, &err) == ST_OK &&
	       num_read(b, pos_none, y, &err) == ST_OK && mpq_equal(x, y);
	mpq_clears(x, y, NULL);
	return same;
}

/* "40" is "40.0", "pieces" are "each"; all else is to be the same text. */
static bool
is_same(const struct dealt_field *x, struct str other)
{
	if (str_eq(x->value, other))
		return true;
	if (x->block != BLOCK_GOODS)
		return false;
	if (strcmp(x->field, "unit") == 0)
		return unit_find(other) != UNIT_NONE &&
		       unit_find(other) == unit_find(x->value);
	return strcmp(x->field, "currency") != 0 &&
	       strcmp(x->field, "contract") != 0 &&
	       same_number(x->value, other);
}

bool
dealt_differs(const struct dealt_field *x, const struct profile *p,
    struct dealt_other *other)
{
	const struct profile_part *part = part_for(x, p);
	const struct profile_value *v;
	struct str says;

	if (part == NULL)
		return false;
	v = &part->value[field_index(x)];
	says = v->text[language_for(x)];
	if (says.n == 0 || is_same(x, says))
		return false;
	*other = (struct dealt_other){ says, v->at };
	return true;
}

static enum status
give(struct profile *p, struct profile_value *v, enum profile_language k,
    struct str value, struct error *err)
{
	if (v->text[k].n > 0)
		return ST_OK;
	v->text[k] = arena_copy(&p->mem, value);
	return v->text[k].p != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

enum status
dealt_fill(const struct dealt *x, struct profile *p, struct error *err)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct dealt_field *f = &x->field[i];
		struct profile_part *part = part_for(f, p);

		if (part == NULL) {
			if (profile_add(p, f->block, err) != ST_OK)
				return err->code;
			part = part_for(f, p);
		}
		if (give(p, &part->value[field_index(f)], language_for(f),
			f->value, err) != ST_OK)
			return err->code;
		if (f->block == BLOCK_DESTINATION &&
		    give(p, &part->value[1], PROFILE_EN, STR("final"), err) !=
			ST_OK)
			return err->code;
	}
	return ST_OK;
}

/* ---- both of them ---- */

#define SHOWN 80

enum status
dealt_refuse(const struct dealt_field *x, const struct dealt_other *other,
    const char *file, struct findings *f)
{
	return findings_error(f, ST_CONFLICT, other->at,
	    "%s/%s is \"%.*s\", and the transaction says \"%.*s\" (%s:%u): "
	    "expected the same in both",
	    profile_blocks[x->block].name, x->field,
	    STR_ARG(str_clip(other->value, SHOWN)),
	    STR_ARG(str_clip(x->value, SHOWN)), file, (unsigned)x->at.line);
}

static void
review(const struct dealt *x, const struct profile *p, dealt_visit visit,
    void *ctx)
{
	struct dealt_other other;

	for (size_t i = 0; i < x->n; i++)
		if (dealt_differs(&x->field[i], p, &other))
			visit(ctx, &x->field[i], &other);
}

enum status
dealt_review(const xmlNode *root, const struct profile *p, size_t n,
    const char *file, dealt_visit visit, void *ctx, struct error *err)
{
	struct arena scratch = { 0 };
	struct profile *view = NULL;
	struct dealt x;
	size_t k = 0;

	if (goods_views(p, n, &scratch, &view, err) == ST_OK &&
	    dealt_of_tree(&x, xml_child(root, FILING_XMLNS, "transaction"),
		file, &scratch, err) == ST_OK)
		review(&x, p, visit, ctx);
	for (xmlNode *c = xml_child(root, FILING_XMLNS, "product");
	     err->code == ST_OK && c != NULL && k < n;
	     c = xml_named(c->next, FILING_XMLNS, "product"), k++)
		if (dealt_of_tree(&x, xml_child(c, FILING_XMLNS, "outcomes"),
			file, &scratch, err) == ST_OK)
			review(&x, &view[k], visit, ctx);
	arena_free(&scratch);
	return err->code;
}

/* A filer who answers what the transaction leaves open has not told it to
 * whatever follows from the answer. */
static void
warn_answered(
    const struct dealt *x, const struct profile *p, struct findings *f)
{
	const struct profile_field *field =
	    profile_blocks[BLOCK_SCREENING].field;

	for (size_t k = 0; k < p->n; k++) {
		const struct profile_part *part = &p->part[k];

		if (part->block != &profile_blocks[BLOCK_SCREENING])
			continue;
		for (int i = 0; i < PROFILE_FIELDS && field[i].name != NULL;
		     i++) {
			struct str is = part->value[i].text[PROFILE_EN];
			size_t j = 0;

			while (
			    j < x->n &&
			    (x->field[j].block != BLOCK_SCREENING ||
				strcmp(x->field[j].field, field[i].name) != 0))
				j++;
			if (j == x->n && is.n > 0 && !str_is(is, "unknown"))
				findings_warn(f, ST_OK, part->value[i].at,
				    "screening/%s is answered %.*s here, and "
				    "not in the transaction: what follows is "
				    "told without it",
				    field[i].name, STR_ARG(is));
		}
	}
}

void
dealt_compare(const struct deal *d, const struct dealt *x,
    const struct profile *p, struct findings *f)
{
	struct dealt_other other;

	for (size_t i = 0; i < x->n; i++) {
		const struct dealt_field *k = &x->field[i];

		if (!dealt_differs(k, p, &other))
			continue;
		if (k->in_words)
			findings_warn(f, ST_OK, other.at,
			    "%s/%s is put otherwise in the transaction, "
			    "%s:%u: \"%.*s\" and \"%.*s\"; the first is taken",
			    profile_blocks[k->block].name, k->field, d->t->path,
			    (unsigned)k->at.line,
			    STR_ARG(str_clip(other.value, SHOWN)),
			    STR_ARG(str_clip(k->value, SHOWN)));
		else
			dealt_refuse(k, &other, d->t->path, f);
	}
	warn_answered(x, p, f);
}
