/* SPDX-License-Identifier: Apache-2.0 */
/* holds - do the numbers of a filing fit together?  See holds.h. */
#include "core/filing/holds.h"

#include "core/chem/oxide.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
holds_init(struct holds *h, xmlNode *root, const char *file, struct findings *f)
{
	*h = (struct holds){ .root = root, .file = file, .f = f, .reason = "" };
	exact_init(&h->x);
	mpq_inits(h->work, h->factor, NULL);
}

void
holds_clear(struct holds *h)
{
	arena_free(&h->scratch);
	exact_clear(&h->x);
	mpq_clears(h->work, h->factor, NULL);
}

#define SAID (ERROR_TEXT - 40)

static void
refuse(struct holds *h, struct pos at, const char *reason, const char *text)
{
	findings_error(h->f, ST_VERIFY, at, "%s [%s]", text, reason);
	if (h->reason[0] == '\0')
		h->reason = reason;
}

void
holds_refuse(struct holds *h, const xmlNode *node, const char *reason,
    const char *fmt, ...)
{
	struct pos at = { h->file, 0, 0 };
	char text[SAID];
	va_list args;

	if (node != NULL)
		at = xml_pos(node, h->file);
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	refuse(h, at, reason, text);
}

void
holds_refuse_at(
    struct holds *h, struct pos at, const char *reason, const char *fmt, ...)
{
	char text[SAID];
	va_list args;

	if (at.file == NULL)
		at = (struct pos){ h->file, 0, 0 };
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	refuse(h, at, reason, text);
}

/* Text of an attribute; never NULL. */
struct str
holds_attr(struct holds *h, const xmlNode *node, const char *name)
{
	struct str v = xml_attr(&h->scratch, node, name);

	return v.p != NULL ? v : STR("");
}

xmlNode *
holds_child(const xmlNode *node, const char *name)
{
	return node != NULL ? xml_child(node, FILING_XMLNS, name) : NULL;
}

xmlNode *
holds_first(const xmlNode *node, const char *name)
{
	return node != NULL ? xml_named(node->children, FILING_XMLNS, name)
			    : NULL;
}

void
holds_sum_init(struct holds_sum *s)
{
	*s = (struct holds_sum){ .is_share = false };
	exact_init(&s->numerator.x);
	exact_init(&s->denominator.x);
	exact_init(&s->margin.x);
	mpq_init(s->limit);
}

void
holds_sum_clear(struct holds_sum *s)
{
	exact_clear(&s->numerator.x);
	exact_clear(&s->denominator.x);
	exact_clear(&s->margin.x);
	mpq_clear(s->limit);
}

static bool
has(const xmlNode *node, const char *name)
{
	return xmlHasProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name) !=
	       NULL;
}

/* A number is at most so long by the schema. */
#define END_TEXT 201

/* "n/d" */
static bool
read_fraction(mpq_ptr out, struct str text)
{
	char copy[END_TEXT];

	if (text.n >= sizeof(copy))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	if (mpq_set_str(out, copy, 10) != 0 || mpz_sgn(mpq_denref(out)) <= 0)
		return false;
	mpq_canonicalize(out);
	return true;
}

/* The schema has held the text against a decimal or a fraction. */
bool
holds_read_end(mpq_ptr out, const xmlNode *node, const char *name)
{
	struct str text = xml_attr_view(node, name);
	struct error err = { 0 };
	mpq_t q;
	bool ok;

	if (text.p == NULL)
		return false;
	if (memchr(text.p, '/', text.n) == NULL)
		return num_read(text, pos_none, out, &err) == ST_OK;
	mpq_init(q);
	ok = read_fraction(q, text);
	if (ok)
		mpq_set(out, q);
	mpq_clear(q);
	return ok;
}

bool
holds_read(struct holds_interval *out, const xmlNode *node)
{
	struct exact *x = &out->x;

	if (node == NULL)
		return false;
	exact_zero(x);
	out->rounded = has(node, "rounded");
	x->lo_infinite = !has(node, "low");
	x->hi_infinite = !has(node, "high");
	x->lo_open = has(node, "low-open");
	x->hi_open = has(node, "high-open");
	return (x->lo_infinite || holds_read_end(x->lo, node, "low")) &&
	       (x->hi_infinite || holds_read_end(x->hi, node, "high"));
}

bool
holds_same(const struct exact *a, const struct exact *b)
{
	if (a->lo_infinite != b->lo_infinite ||
	    a->hi_infinite != b->hi_infinite)
		return false;
	if (!a->lo_infinite &&
	    (a->lo_open != b->lo_open || !mpq_equal(a->lo, b->lo)))
		return false;
	return a->hi_infinite ||
	       (a->hi_open == b->hi_open && mpq_equal(a->hi, b->hi) != 0);
}

/* Is the low end of a not beyond the high end of b? */
static bool
reaches(const struct exact *a, const struct exact *b)
{
	int c = a->lo_infinite || b->hi_infinite ? -1 : mpq_cmp(a->lo, b->hi);

	return c < 0 || (c == 0 && !a->lo_open && !b->hi_open);
}

bool
holds_meet(const struct exact *a, const struct exact *b)
{
	return reaches(a, b) && reaches(b, a);
}

/* One row of the table of content. */
struct row {
	struct holds_interval total, origin, oxide, share;
	bool has_origin;
};

static void
row_init(struct row *r)
{
	exact_init(&r->total.x);
	exact_init(&r->origin.x);
	exact_init(&r->oxide.x);
	exact_init(&r->share.x);
}

static void
row_clear(struct row *r)
{
	exact_clear(&r->total.x);
	exact_clear(&r->origin.x);
	exact_clear(&r->oxide.x);
	exact_clear(&r->share.x);
}

static bool
row_read(struct row *r, const xmlNode *node)
{
	xmlNode *origin = xml_child(node, FILING_XMLNS, "of-origin");

	r->has_origin = origin != NULL;
	return (!r->has_origin || holds_read(&r->origin, origin)) &&
	       holds_read(&r->total, xml_child(node, FILING_XMLNS, "total")) &&
	       holds_read(
		   &r->oxide, xml_child(node, FILING_XMLNS, "as-oxide")) &&
	       holds_read(&r->share, xml_child(node, FILING_XMLNS, "share"));
}

/*
 * Is a = b but for what rounding to 12 digits may do to either?  Both are at
 * least 0.
 */
static bool
is_near(const mpq_t a, const mpq_t b)
{
	mpq_t off, most;
	bool near;

	mpq_inits(off, most, NULL);
	mpq_sub(off, a, b);
	mpq_abs(off, off);
	mpq_set_ui(most, 1, 10000000000);
	mpq_mul(most, most, b);
	near = mpq_cmp(off, most) <= 0;
	mpq_clears(off, most, NULL);
	return near;
}

static bool
ends_near(const struct exact *a, const struct exact *b)
{
	return a->lo_infinite == b->lo_infinite &&
	       a->hi_infinite == b->hi_infinite &&
	       (a->lo_infinite || is_near(a->lo, b->lo)) &&
	       (a->hi_infinite || is_near(a->hi, b->hi));
}

/* Is low at most high? */
static bool
in_order(const struct exact *x)
{
	return x->lo_infinite || x->hi_infinite || mpq_cmp(x->lo, x->hi) <= 0;
}

/* total / mass at most 1, each end outward. */
static void
expect_share(
    struct holds *h, const struct exact *total, const struct exact *mass)
{
	exact_zero(&h->x);
	if (!mass->hi_infinite && mpq_sgn(mass->hi) > 0)
		mpq_div(h->x.lo, total->lo, mass->hi);
	mpq_set_ui(h->x.hi, 1, 1);
	if (!total->hi_infinite && mpq_sgn(total->hi) == 0) {
		mpq_set_ui(h->x.hi, 0, 1);
	} else if (!total->hi_infinite && mpq_sgn(mass->lo) > 0) {
		mpq_div(h->work, total->hi, mass->lo);
		exact_lower_hi(&h->x, h->work, false);
	}
}

static void
check_row(struct holds *h, const xmlNode *node, const struct row *r,
    const struct exact *mass, int element)
{
	const struct exact *t = &r->total.x;

	if (!in_order(t) || !in_order(&r->oxide.x) || !in_order(&r->share.x) ||
	    (r->has_origin &&
		(!in_order(&r->origin.x) ||
		    (!t->hi_infinite && !r->origin.x.lo_infinite &&
			mpq_cmp(r->origin.x.lo, t->hi) > 0))))
		holds_refuse(h, node, "arithmetic",
		    "a low end above a high one, or more of the origin than "
		    "there is");
	if (element < NELEM) {
		oxide_fraction(element, h->factor);
		mpq_inv(h->factor, h->factor);
		exact_zero(&h->x);
		exact_add_scaled(&h->x, h->factor, t, h->work);
		if (!ends_near(&r->oxide.x, &h->x))
			holds_refuse(h, node, "arithmetic",
			    "as-oxide is not the total as oxide");
	}
	expect_share(h, t, mass);
	if (!ends_near(&r->share.x, &h->x))
		holds_refuse(h, node, "arithmetic",
		    "share is not the total over the mass of the product");
}

/* Cuts the first word off: is it that symbol? */
static bool
takes_symbol(struct str *words, int e)
{
	const char *symbol = element_at(e)->symbol;
	size_t n = strlen(symbol);

	if (!str_starts(*words, symbol) || (words->n > n && words->p[n] != ' '))
		return false;
	n += words->n > n;
	*words = (struct str){ words->p + n, words->n - n };
	return true;
}

/* Element e has a row, or is named among those that are none: its row, or
 * NULL; the first that is neither is refused. */
static xmlNode *
find_row(struct holds *h, xmlNode *next, struct str *none, int e)
{
	struct str symbol = { NULL, 0 };

	if (none->n > 0 && takes_symbol(none, e))
		return NULL;
	if (next != NULL)
		symbol = xml_attr(&h->scratch, next, "symbol");
	return symbol.p != NULL && str_is(symbol, element_at(e)->symbol) ? next
									 : NULL;
}

/* False, and refused: a row that is not one. */
static bool
check_next(struct holds *h, const xmlNode *content, const xmlNode *node,
    const struct exact *mass, int element, struct row *row)
{
	if (node == NULL || !row_read(row, node)) {
		holds_refuse(h, node != NULL ? node : content, "arithmetic",
		    "expected the rare earths in order, and their sum");
		return false;
	}
	check_row(h, node, row, mass, element);
	return true;
}

/*
 * holds_content - each of the 17 elements once, in order, with its row or
 * among those that are none; then their sum.
 */
void
holds_content(struct holds *h, const xmlNode *product)
{
	const xmlNode *content = xml_child(product, FILING_XMLNS, "content");
	struct holds_interval mass = { .rounded = false };
	struct str none = { NULL, 0 };
	xmlNode *next = NULL;
	struct row row;
	bool ok = true;

	exact_init(&mass.x);
	row_init(&row);
	holds_read(&mass, xml_child(product, FILING_XMLNS, "mass"));
	if (content != NULL) {
		none = xml_attr(&h->scratch, content, "none");
		next = xml_element(content->children);
	}
	for (int e = 0; ok && e < NELEM; e++) {
		size_t before = none.n;
		xmlNode *at = find_row(h, next, &none, e);

		if (none.n < before)
			continue;
		ok = check_next(h, content, at, &mass.x, e, &row);
		next = at != NULL ? xml_element(at->next) : next;
	}
	if (ok)
		check_next(h, content, none.n == 0 ? next : NULL, &mass.x,
		    NELEM, &row);
	row_clear(&row);
	exact_clear(&mass.x);
}
