/* SPDX-License-Identifier: Apache-2.0 */
/*
 * numtab - exact numbers kept once each; see num.h.
 *
 * A number is its limbs in an arena, so that 10^7 of them cost no malloc
 * each; GMP reads them through mpz_roinit_n() views.
 */
#include "core/base/num.h"

#include <stdlib.h>
#include <string.h>

bool
numtab_init(struct numtab *t)
{
	bool ok;
	mpq_t q;

	*t = (struct numtab){ 0 };
	mpq_init(q);
	ok = numtab_put(t, q) == NUM_ZERO;
	mpq_set_ui(q, 1, 1);
	ok = ok && numtab_put(t, q) == NUM_ONE;
	mpq_clear(q);
	return ok;
}

uint32_t
numtab_put(struct numtab *t, const mpq_t q)
{
	size_t nn = mpz_size(mpq_numref(q)), nd = mpz_size(mpq_denref(q));
	mp_limb_t small[16], *key = small;
	size_t n = nn + nd + 1, before = t->limbs.n;
	struct num_entry *num;
	uint32_t id;

	if (n > sizeof(small) / sizeof(small[0])) {
		key = malloc(n * sizeof(*key));
		if (key == NULL)
			return INTERN_NONE;
	}
	key[0] = nn;
	memcpy(key + 1, mpz_limbs_read(mpq_numref(q)), nn * sizeof(*key));
	memcpy(key + 1 + nn, mpz_limbs_read(mpq_denref(q)), nd * sizeof(*key));
	id = intern_find(
	    &t->limbs, (struct str){ (const char *)key, n * sizeof(*key) });
	if (id == INTERN_NONE) {
		mp_limb_t *kept = TAKE(&t->limbs.copies, mp_limb_t, n);

		num = array_grow(t->num, &t->cap, t->limbs.n + 1, sizeof(*num));
		if (num != NULL)
			t->num = num;
		if (kept != NULL && num != NULL) {
			memcpy(kept, key, n * sizeof(*key));
			id = intern_put(
			    &t->limbs, (struct str){ (const char *)kept,
					   n * sizeof(*key) });
		}
		if (id != INTERN_NONE && t->limbs.n > before) {
			t->num[id] = (struct num_entry){ kept + 1, (int32_t)nn,
				(int32_t)nd, 0, 0 };
			num_enclose(q, &t->num[id].lo, &t->num[id].hi);
		}
	}
	if (key != small)
		free(key);
	return id;
}

uint32_t
numtab_put_ratio(struct numtab *t, unsigned long num, unsigned long den)
{
	unsigned long g = num_common_divisor(num, den);
	mp_limb_t top = num / g, bottom = den / g;
	mpq_t q;

	_Static_assert(sizeof(mp_limb_t) >= sizeof(num) && GMP_NAIL_BITS == 0,
	    "a number is one limb");
	mpz_roinit_n(mpq_numref(q), &top, top > 0);
	mpz_roinit_n(mpq_denref(q), &bottom, 1);
	return numtab_put(t, q);
}

/* The id for a text seen before, or INTERN_NONE. */
static uint32_t
known_text(const struct numtab *t, struct str text)
{
	uint32_t i = intern_find(&t->texts, text);

	return i != INTERN_NONE ? t->text_id[i] : INTERN_NONE;
}

static bool
remember_text(struct numtab *t, struct str text, uint32_t id)
{
	uint32_t *ids =
	    array_grow(t->text_id, &t->ntext_id, t->texts.n + 1, sizeof(*ids));

	if (ids == NULL)
		return false;
	t->text_id = ids;
	ids[t->texts.n] = id;
	return intern_copy(&t->texts, text) != INTERN_NONE;
}

enum status
numtab_read(struct numtab *t, struct str text, struct pos at, uint32_t *id,
    struct error *err)
{
	uint32_t found = known_text(t, text);
	enum status st = ST_OK;
	mpq_t q;

	if (found != INTERN_NONE) {
		*id = found;
		return ST_OK;
	}
	mpq_init(q);
	st = num_read(text, at, q, err);
	if (st == ST_OK && mpq_sgn(q) < 0)
		st = error_set(err, ST_RANGE, at,
		    "\"%.*s\": expected a number of zero or more",
		    STR_ARG(str_clip(text, 60)));
	if (st == ST_OK) {
		found = numtab_put(t, q);
		if (found == INTERN_NONE || !remember_text(t, text, found))
			st = error_set(err, ST_NOMEM, at, "out of memory");
		else
			*id = found;
	}
	mpq_clear(q);
	return st;
}

void
numtab_view(const struct numtab *t, uint32_t id, mpq_t view)
{
	const struct num_entry *e = &t->num[id];

	mpz_roinit_n(mpq_numref(view), e->limb, e->nnum);
	mpz_roinit_n(mpq_denref(view), e->limb + e->nnum, e->nden);
}

/* One of two numbers, by GMP's function for it. */
static uint32_t
put_of_two(struct numtab *t, uint32_t a, uint32_t b,
    void (*of)(mpq_ptr, mpq_srcptr, mpq_srcptr))
{
	mpq_t q, x, y;
	uint32_t id;

	mpq_init(q);
	numtab_view(t, a, x);
	numtab_view(t, b, y);
	of(q, x, y);
	id = numtab_put(t, q);
	mpq_clear(q);
	return id;
}

uint32_t
numtab_div(struct numtab *t, uint32_t a, uint32_t b)
{
	return put_of_two(t, a, b, mpq_div);
}

uint32_t
numtab_mul(struct numtab *t, uint32_t a, uint32_t b)
{
	return put_of_two(t, a, b, mpq_mul);
}

void
numtab_free(struct numtab *t)
{
	intern_free(&t->limbs);
	intern_free(&t->texts);
	free(t->text_id);
	free(t->num);
	*t = (struct numtab){ 0 };
}
