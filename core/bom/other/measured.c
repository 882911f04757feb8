/* SPDX-License-Identifier: Apache-2.0 */
/* measured - value, range and tolerance as one amount; see measured.h. */
#include "core/bom/other/measured.h"

#include "core/bom/field/numeral.h"
#include "core/bom/field/per_unit.h"

#include <stdlib.h>

/* Keeps a number as the text "3/2", which fields_amount() reads exactly. */
static enum status
keep_number(const struct input *in, const mpq_t q, uint32_t *id)
{
	char *text = mpq_get_str(NULL, 10, q);

	*id = bom_text(in->b, str_of(text));
	free(text);
	return *id != BOM_NONE ? ST_OK : fields_nomem(in->f);
}

/* The wider of t and t percent of v; nothing where it is not given. */
static enum status
read_tolerance(const struct input *in, struct field x, const mpq_t v, mpq_t t)
{
	struct str s = str_trim(x.text);
	enum status st = ST_OK;
	mpq_t relative;

	if (s.n == 0)
		return ST_OK;
	/* said with its sign in some files */
	if (s.p[0] == '-' || s.p[0] == '+')
		s = (struct str){ s.p + 1, s.n - 1 };
	st = numeral_read(in->b, s, x.at, t, in->f);
	if (st != ST_OK)
		return st;
	mpq_init(relative);
	mpq_set_ui(relative, 1, 100);
	mpq_mul(relative, relative, t);
	mpq_mul(relative, relative, v);
	if (mpq_cmp(relative, t) > 0)
		mpq_set(t, relative);
	mpq_clear(relative);
	return ST_OK;
}

static enum status
set_range(
    const struct input *in, const struct measured_fields *x, struct measured *m)
{
	bool share =
	    unit_dimension(unit_find(str_trim(x->unit.text))) == DIM_SHARE;
	enum status st;
	mpq_t v, lo, hi;

	mpq_inits(v, lo, hi, NULL);
	st =
	    numeral_read(in->b, str_trim(x->value.text), x->value.at, v, in->f);
	if (st == ST_OK)
		st = read_tolerance(in, x->minus, v, lo);
	if (st == ST_OK)
		st = read_tolerance(in, x->plus, v, hi);
	if (st == ST_OK) {
		mpq_sub(lo, v, lo);
		mpq_add(hi, v, hi);
		if (mpq_sgn(lo) < 0)
			mpq_set_ui(lo, 0, 1);
		if (share && str_is(str_trim(x->unit.text), "%") &&
		    mpq_cmp_ui(v, 100, 1) <= 0 && mpq_cmp_ui(hi, 100, 1) > 0)
			mpq_set_ui(hi, 100, 1);
		st = keep_number(in, lo, &m->min);
	}
	if (st == ST_OK)
		st = keep_number(in, hi, &m->max);
	mpq_clears(v, lo, hi, NULL);
	return st;
}

static bool
is_given(struct field x)
{
	return str_trim(x.text).n > 0;
}

bool
measured_take(
    const struct input *in, const struct measured_fields *x, struct measured *m)
{
	struct measured got = { .at = x->value.at };
	enum status st = fields_text(in->b, x->unit, &got.unit, in->f);

	if (is_given(x->min) || is_given(x->max)) {
		if (st == ST_OK)
			st = fields_text(in->b, x->min, &got.min, in->f);
		if (st == ST_OK)
			st = fields_text(in->b, x->max, &got.max, in->f);
	} else if (is_given(x->value) &&
		   (is_given(x->minus) || is_given(x->plus))) {
		if (st == ST_OK)
			st = set_range(in, x, &got);
	} else if (st == ST_OK) {
		st = fields_text(in->b, x->value, &got.value, in->f);
	}
	if (st == ST_OK && measured_given(&got))
		*m = got;
	return st != ST_NOMEM;
}

bool
measured_given(const struct measured *m)
{
	return m->value != 0 || m->min != 0 || m->max != 0;
}

struct amount_text
measured_text(const struct bom *b, const struct measured *m)
{
	return (struct amount_text){
		.amount = { bom_text_get(b, m->value), m->at },
		.min = { bom_text_get(b, m->min), m->at },
		.max = { bom_text_get(b, m->max), m->at },
		.unit = { bom_text_get(b, m->unit), m->at },
	};
}

bool
measured_state(const struct input *in, const struct measured *m, enum unit of,
    struct item *said)
{
	const struct amount_text t = measured_text(in->b, m);
	enum status st;

	if (!measured_given(m))
		return true;
	st = per_unit_mass(in->b, &t, &of, &said->mass, in->f);
	said->has_mass = st == ST_OK;
	return st != ST_NOMEM;
}
