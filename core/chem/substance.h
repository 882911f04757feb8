/* SPDX-License-Identifier: Apache-2.0 */
/*
 * substance - substances of a fixed composition: those of rare earths, and
 * others that are known to hold none.
 *
 * Reads:  substances.tsv and others.tsv, compiled in
 * Gives:  formula, customs heading and control code by name, CAS number or
 *         formula
 * Memory: texts in the caller's arena; free the look-ups with
 *         substance_table_free()
 */
#ifndef RETRACE_SUBSTANCE_H
#define RETRACE_SUBSTANCE_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/hash.h"

/* Texts are "" where nothing is known.  What a standing means is told at the
 * head of substances.tsv. */
struct substance {
	const char *name;
	const char *also; /* further names, joined by ';' */
	const char *formula;
	const char *cas;       /* several are joined by ';', usual one first */
	const char *cas_from;  /* standing of cas */
	const char *category;  /* "other": no rare earth is in it */
	const char *hs6;       /* customs heading; several are joined by ';' */
	const char *cn10;      /* Chinese tariff line */
	const char *cn10_from; /* standing of cn10 */
	const char *control;   /* Chinese export control code */
	const char *control_standing;
};

/* From a key to the substances that have it. */
struct substance_keys {
	struct intern key;
	uint32_t *first; /* [key.n] index into entry */
	size_t cap;
};

struct substance_entry {
	uint32_t substance;
	uint32_t next; /* index into entry, or INTERN_NONE */
};

/* All zero before substance_table_init(). */
struct substance_table {
	struct substance *list; /* n entries; those of others.tsv last */
	size_t n, cap;
	size_t rare; /* entries of rare earths */
	struct substance_keys name, cas, formula;
	struct substance_entry *entry;
	size_t nentry, entry_cap;
};

enum status substance_table_init(
    struct substance_table *t, struct arena *a, struct error *err);
void substance_table_free(struct substance_table *t);

size_t substance_count(const struct substance_table *t);
const struct substance *substance_at(const struct substance_table *t, size_t i);
/* Is it known to hold no rare earth? */
bool substance_is_other(
    const struct substance_table *t, const struct substance *s);

/*
 * How many substances have that key; the first `most` of them go to out, in
 * the order of the table.  More than one means that the key does not tell
 * the composition: 64417-98-7 is zirconia with any share of yttria.
 */
size_t substance_by_cas(const struct substance_table *t, struct str cas,
    const struct substance **out, size_t most);
/* In any case of ASCII letters; also the further names, and a name with its
 * formula, such as "Iron (Fe)". */
size_t substance_by_name(const struct substance_table *t, struct str name,
    const struct substance **out, size_t most);
/* As written, but for the sign that joins parts and for subscript digits. */
size_t substance_by_formula(const struct substance_table *t, struct str formula,
    const struct substance **out, size_t most);

#endif
