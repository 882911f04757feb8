/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fielded - fields of line 7 of f.csv, and the bom that they go into.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_FIELDED_H
#define RETRACE_TESTS_FIELDED_H

#include "core/bom/field/fields.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

static struct golden r;

static inline void
set_up(void)
{
	struct bytes none = { calloc(1, 1), 0 };

	golden_init(&r);
	ck_assert_uint_eq(bom_add_file(&r.b, "f.csv", &none, ROLE_BOM), 0);
}

static inline void
tear_down(void)
{
	golden_free(&r);
}

static inline struct field
at(const char *text, uint16_t col)
{
	return (struct field){ str_of(text), { 7, col, 0 } };
}

#endif
