/* SPDX-License-Identifier: Apache-2.0 */
/*
 * build - a small bill of materials in a few lines of a test.
 *
 * Reads:  core/bom/bom.h
 * Gives:  items, uses and content lines made by calls; then make_linked()
 */
#ifndef RETRACE_TEST_BUILD_H
#define RETRACE_TEST_BUILD_H

#include "core/base/digest.h"
#include "core/bom/link/link.h"
#include "core/chem/element.h"

#include <check.h>
#include <string.h>

struct make {
	struct bom b;
	struct findings f;
	uint32_t line; /* each call is a line of the imagined file */
};

static inline struct place
make_place(struct make *m)
{
	return (struct place){ ++m->line, 1, 0 };
}

static inline void
make_init(struct make *m)
{
	struct bytes none = { NULL, 0 };

	memset(m, 0, sizeof(*m));
	ck_assert(bom_init(&m->b));
	ck_assert_uint_eq(bom_add_file(&m->b, "test.bom", &none, ROLE_BOM), 0);
	ck_assert_ptr_nonnull(bom_add_declaration(&m->b));
}

static inline void
make_free(struct make *m)
{
	bom_free(&m->b);
	findings_free(&m->f);
}

static inline uint32_t
make_number(struct make *m, const char *text)
{
	struct error err = { 0 };
	uint32_t id = 0;

	ck_assert_int_eq(
	    numtab_read(&m->b.num, str_of(text), pos_none, &id, &err), ST_OK);
	return id;
}

static inline uint32_t
make_ref(struct make *m, const char *part)
{
	const struct str none = { "", 0 };
	struct place at = { m->line, 1, 0 };

	return bom_ref(&m->b, str_of(part), none, none, at);
}

/* mass [g per piece] or NULL. */
static inline struct item *
make_item(struct make *m, const char *part, const char *mass)
{
	const struct str none = { "", 0 };
	uint32_t i =
	    bom_add_item(&m->b, str_of(part), none, none, make_place(m));
	struct item *it = &m->b.item[i];

	if (mass != NULL) {
		uint32_t id = make_number(m, mass);

		it = &m->b.item[i];
		it->has_mass = 1;
		it->mass = (struct amount){ id, id, false, false, false };
	}
	return it;
}

static inline struct use *
make_use(struct make *m, const char *parent, const char *child, const char *qty)
{
	struct place at = make_place(m);
	uint32_t p = make_ref(m, parent), c = make_ref(m, child);
	uint32_t q = make_number(m, qty);
	struct use *u = bom_add_use(&m->b);

	*u = (struct use){ p, c, q, at, 0, UNIT_EACH, 0 };
	return u;
}

static inline uint32_t
make_elements(const char *symbols)
{
	uint32_t mask = 0;

	if (strcmp(symbols, "all") == 0)
		return ELEMENT_ALL;
	while (*symbols != '\0') {
		size_t n = strcspn(symbols, ",");
		int e = element_find((struct str){ symbols, n });

		ck_assert_int_ge(e, 0);
		mask |= 1u << e;
		symbols += n + (symbols[n] == ',');
	}
	return mask;
}

/* "[0.1,0.2]", "(0,0.1)", "0.5", "[0,)"; share: of the mass, else grams. */
static inline struct amount
make_amount(struct make *m, const char *text, bool share)
{
	struct amount a = { NUM_ZERO, NUM_INFINITE, false, false, share };
	const char *comma = strchr(text, ','), *end = text + strlen(text) - 1;
	char buf[100];

	if (comma == NULL) {
		a.lo = a.hi = make_number(m, text);
		return a;
	}
	a.lo_open = *text == '(';
	a.hi_open = *end == ')';
	snprintf(buf, sizeof(buf), "%.*s", (int)(comma - text - 1), text + 1);
	a.lo = make_number(m, buf);
	if (end > comma + 1) {
		snprintf(buf, sizeof(buf), "%.*s", (int)(end - comma - 1),
		    comma + 1);
		a.hi = make_number(m, buf);
	}
	return a;
}

static inline struct content *
make_line(struct make *m, const char *part, const char *elements,
    const char *amount, bool share)
{
	struct place at = make_place(m);
	struct amount a = make_amount(m, amount, share);
	struct content *c = bom_add_content(&m->b);

	c->item = make_ref(m, part);
	c->at = at;
	c->elements = make_elements(elements);
	c->basis = BASIS_KIND_ELEMENT;
	c->kind = CONTENT_AMOUNT;
	c->amount = a;
	return c;
}

/* A substance that is no rare earth, e.g. iron. */
static inline struct content *
make_inert(struct make *m, const char *part, const char *amount, bool share)
{
	struct bom_substance *s;
	struct content *c = make_line(m, part, "", amount, share);

	s = array_grow(m->b.substance, &m->b.substance_cap, m->b.nsubstance + 1,
	    sizeof(*s));
	m->b.substance = s;
	s[m->b.nsubstance] = (struct bom_substance){ .known = 1 };
	c->substance = (uint32_t)m->b.nsubstance++;
	c->basis = BASIS_KIND_COMPOUND;
	return c;
}

static inline struct content *
make_complete(struct make *m, const char *part)
{
	struct content *c = make_line(m, part, "", "0", false);

	c->kind = CONTENT_COMPLETE;
	return c;
}

/* share [0..1] of all rare earths in the item. */
static inline struct origin *
make_origin(struct make *m, const char *part, enum stage stage,
    const char *country, const char *share)
{
	struct place at = make_place(m);
	uint32_t id = make_number(m, share);
	struct origin *o = bom_add_origin(&m->b);

	o->item = make_ref(m, part);
	o->at = at;
	o->stage = (uint8_t)stage;
	o->blend = 1;
	o->standing = STANDING_DECLARED;
	snprintf(o->country, sizeof(o->country), "%s", country);
	o->share = (struct amount){ id, id, false, false, true };
	return o;
}

static inline void
make_linked(struct make *m)
{
	enum status st = bom_link(&m->b, DATE_NONE, &m->f);

	if (st != ST_OK)
		ck_abort_msg(
		    "link: line %u: %s", m->f.first.at.line, m->f.first.text);
}

/* The linked item with that part number. */
static inline uint32_t
make_find(const struct make *m, const char *part)
{
	for (uint32_t i = 0; i < m->b.nitem; i++)
		if (str_is(bom_part(&m->b, i), part))
			return i;
	ck_abort_msg("no item %s", part);
	return BOM_NONE;
}

/* Links, expects exactly these errors by code and line, and a word each. */
static inline void
make_refused(struct make *m, enum status want, uint32_t line, const char *word)
{
	ck_assert_int_eq(bom_link(&m->b, DATE_NONE, &m->f), want);
	ck_assert_int_eq(m->f.first.code, want);
	if (m->f.first.at.line != line || strstr(m->f.first.text, word) == NULL)
		ck_abort_msg("%u: %s", m->f.first.at.line, m->f.first.text);
	make_free(m);
}

#endif
