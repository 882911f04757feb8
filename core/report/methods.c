/* SPDX-License-Identifier: Apache-2.0 */
/* methods - by whose prices a share of value was counted; see methods.h. */
#include "core/report/methods.h"

#include "core/report/amount.h"
#include "core/rules/by_method.h"

/* A rule that does not cover the item compares nothing. */
static bool
is_covered(const struct reason *r)
{
	return r->detail.test->kind == TEST_VALUE_SHARE &&
	       (r->detail.verdict == VERDICT_CLEAR ||
		   r->verdict != VERDICT_CLEAR);
}

/* "9.64 USD, 0.0321 %: clear" */
static void
add_counted(char out[METHODS_TEXT], const struct checked *c,
    const struct reason *r, const struct counted *x)
{
	const struct measure_of of = reason_numerator(r, c);
	const struct measure_of in = { .kind = AMOUNT_SHARE,
		.limit = r->detail.limit };
	char amount[AMOUNT_RANGE], share[AMOUNT_RANGE];

	amount_range(amount, &x->numerator, &of);
	amount_range(share, &x->share, &in);
	str_add(out, METHODS_TEXT, "%s, %s: %s.", amount, share,
	    verdict_name(x->verdict));
}

static void
add_other(char out[METHODS_TEXT], const struct checked *c,
    const struct reason *r, const struct counted *x)
{
	const char *blank = out[0] != '\0' ? " " : "";

	if (x->by_mass) {
		str_add(out, METHODS_TEXT,
		    "%sWith what was paid shared out by mass, which is an "
		    "assumption and no price, it would be ",
		    blank);
		add_counted(out, c, r, x);
	} else if (x->differs) {
		str_add(out, METHODS_TEXT, "%sBy %s it would be ", blank,
		    x->method == METHOD_DELIVERED
			? "what was paid for the material"
			: "prices of the market");
		add_counted(out, c, r, x);
	}
}

enum status
methods_text(char out[METHODS_TEXT], const struct checked *c,
    const struct reason *r, struct error *err)
{
	struct by_method x;

	out[0] = '\0';
	if (!is_covered(r))
		return ST_OK;
	by_method_find(&x, c->judgement, c->trace, r->rule, r->test, r->item,
	    &r->detail, err);
	if (x.method == METHOD_DELIVERED)
		str_add(out, METHODS_TEXT,
		    "Counted by what was paid for the material, not by prices "
		    "of the market%s.",
		    exact_is_point(&r->detail.numerator)
			? ""
			: "; of what was bought with more in it nobody has "
			  "said how much of its price is that of the material");
	for (size_t i = 0; i < x.n && err->code == ST_OK; i++)
		add_other(out, c, r, &x.other[i]);
	by_method_free(&x);
	return err->code;
}

enum status
methods_write(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, struct error *err)
{
	char text[METHODS_TEXT];

	if (methods_text(text, c, r, err) == ST_OK && text[0] != '\0')
		text_wrap(to, style, 4, 0, str_of(text));
	return err->code;
}

static void
put_counted(struct json *j, const struct counted *x)
{
	json_begin_object(j, NULL);
	json_put_text(
	    j, "method", value_method_name((enum value_method)x->method));
	json_put_bool(j, "by_mass", x->by_mass);
	json_put_bool(j, "assumption", x->by_mass);
	json_put_text(j, "verdict", verdict_name(x->verdict));
	json_put_bool(j, "differs", x->differs);
	amount_json(j, "numerator", &x->numerator);
	amount_json(j, "ratio", &x->share);
	json_end_object(j);
}

enum status
methods_json(struct json *j, const struct checked *c, const struct reason *r,
    struct error *err)
{
	struct by_method x;

	if (!is_covered(r))
		return ST_OK;
	if (by_method_find(&x, c->judgement, c->trace, r->rule, r->test,
		r->item, &r->detail, err) == ST_OK &&
	    x.method != METHOD_UNSAID) {
		json_begin_array(j, "by_method");
		for (size_t i = 0; i < x.n; i++)
			put_counted(j, &x.other[i]);
		json_end_array(j);
	}
	by_method_free(&x);
	return err->code;
}
