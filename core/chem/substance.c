/* SPDX-License-Identifier: Apache-2.0 */
/* substance - the tables of substances.tsv and others.tsv; see substance.h. */
#include "core/chem/substance.h"

#include "core/base/limits.h"
#include "core/chem/tsv.h"

#include <stdlib.h>
#include <string.h>

extern const char chem_substances[];
extern const size_t chem_substances_len;
extern const char chem_others[];
extern const size_t chem_others_len;

enum {
	COL_NAME,
	COL_ALSO,
	COL_FORMULA,
	COL_CAS,
	COL_CAS_FROM,
	COL_CATEGORY,
	COL_HS6,
	COL_CN10,
	COL_CN10_FROM,
	COL_CONTROL,
	COL_CONTROL_STANDING,
	NCOL
};

/* [bytes] Longest key: a formula of subscript digits. */
#define KEY_MAX ((size_t)4 * LIMIT_FORMULA)

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* The name in small ASCII letters; .p NULL if it is too long to be one. */
static struct str
name_key(struct str name, char buf[KEY_MAX])
{
	if (name.n > KEY_MAX)
		return (struct str){ NULL, 0 };
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		buf[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return (struct str){ buf, name.n };
}

/* The formula with '*' for each join and plain digits. */
static struct str
formula_key(struct str f, char buf[KEY_MAX])
{
	size_t n = 0;

	if (f.n > KEY_MAX)
		return (struct str){ NULL, 0 };
	for (size_t i = 0; i < f.n;) {
		struct str rest = { f.p + i, f.n - i };
		unsigned char third = rest.n > 2 ? (unsigned char)rest.p[2] : 0;

		if (str_starts(rest, "\xC2\xB7")) {
			buf[n++] = '*';
			i += 2;
		} else if (str_starts(rest, "\xE2\x8B\x85")) {
			buf[n++] = '*';
			i += 3;
		} else if (str_starts(rest, "\xE2\x82") && third >= 0x80 &&
			   third <= 0x89) {
			buf[n++] = (char)('0' + (third - 0x80));
			i += 3;
		} else {
			buf[n++] = f.p[i++];
		}
	}
	return (struct str){ buf, n };
}

/* Puts substance under a key, behind those already there. */
static bool
add_key(struct substance_table *t, struct substance_keys *k, struct str key,
    uint32_t substance)
{
	size_t before = k->key.n;
	uint32_t id = intern_copy(&k->key, key), *first, *link;
	struct substance_entry *entry;

	if (id == INTERN_NONE)
		return false;
	first = array_grow(k->first, &k->cap, k->key.n, sizeof(*first));
	if (first == NULL)
		return false;
	k->first = first;
	if (k->key.n > before)
		first[id] = INTERN_NONE;
	entry =
	    array_grow(t->entry, &t->entry_cap, t->nentry + 1, sizeof(*entry));
	if (entry == NULL)
		return false;
	t->entry = entry;
	for (link = &first[id]; *link != INTERN_NONE; link = &entry[*link].next)
		if (entry[*link].substance == substance)
			return true;
	entry[t->nentry] = (struct substance_entry){ substance, INTERN_NONE };
	*link = (uint32_t)t->nentry++;
	return true;
}

/* The same for each piece of a field that ';' divides; "" has none. */
static bool
add_keys(struct substance_table *t, struct substance_keys *k, const char *field,
    uint32_t substance)
{
	char buf[KEY_MAX];

	while (*field != '\0') {
		size_t n = strcspn(field, ";");
		struct str piece = name_key((struct str){ field, n }, buf);

		if (piece.p == NULL || !add_key(t, k, piece, substance))
			return false;
		field += field[n] == ';' ? n + 1 : n;
	}
	return true;
}

/* A field as a text of its own; "-" says nothing. */
static const char *
field_text(struct arena *a, struct str field)
{
	return arena_copy(a, str_is(field, "-") ? STR("") : field).p;
}

static bool
add_substance(
    struct substance_table *t, struct arena *a, const struct str col[NCOL])
{
	struct substance *list =
	    array_grow(t->list, &t->cap, t->n + 1, sizeof(*list));
	uint32_t id = (uint32_t)t->n;
	const char *f[NCOL];
	char buf[KEY_MAX];

	if (list == NULL)
		return false;
	t->list = list;
	for (size_t i = 0; i < NCOL; i++)
		if ((f[i] = field_text(a, col[i])) == NULL)
			return false;
	list[t->n++] = (struct substance){ .name = f[COL_NAME],
		.also = f[COL_ALSO],
		.formula = f[COL_FORMULA],
		.cas = f[COL_CAS],
		.cas_from = f[COL_CAS_FROM],
		.category = f[COL_CATEGORY],
		.hs6 = f[COL_HS6],
		.cn10 = f[COL_CN10],
		.cn10_from = f[COL_CN10_FROM],
		.control = f[COL_CONTROL],
		.control_standing = f[COL_CONTROL_STANDING] };
	return add_keys(t, &t->name, f[COL_NAME], id) &&
	       add_keys(t, &t->name, f[COL_ALSO], id) &&
	       add_keys(t, &t->cas, f[COL_CAS], id) &&
	       add_key(t, &t->formula, formula_key(col[COL_FORMULA], buf), id);
}

/*
 * substance_table_init - reads the tables that are compiled in.
 *
 * Out:	t     free with substance_table_free(), also on failure; its texts
 *	live in a
 * Err:	ST_NOMEM
 */
enum status
substance_table_init(
    struct substance_table *t, struct arena *a, struct error *err)
{
	struct tsv rows =
	    tsv_open((struct str){ chem_substances, chem_substances_len });
	struct str col[NCOL];

	*t = (struct substance_table){ 0 };
	while (tsv_next(&rows, col, NCOL))
		if (!add_substance(t, a, col))
			return no_memory(err);
	t->rare = t->n;
	rows = tsv_open((struct str){ chem_others, chem_others_len });
	for (size_t i = COL_CAS_FROM + 1; i < NCOL; i++)
		col[i] = i == COL_CATEGORY ? STR("other") : STR("-");
	while (tsv_next(&rows, col, COL_CAS_FROM + 1))
		if (!add_substance(t, a, col))
			return no_memory(err);
	return ST_OK;
}

static void
keys_free(struct substance_keys *k)
{
	intern_free(&k->key);
	free(k->first);
}

void
substance_table_free(struct substance_table *t)
{
	keys_free(&t->name);
	keys_free(&t->cas);
	keys_free(&t->formula);
	free(t->entry);
	free(t->list);
	*t = (struct substance_table){ 0 };
}

size_t
substance_count(const struct substance_table *t)
{
	return t->n;
}

const struct substance *
substance_at(const struct substance_table *t, size_t i)
{
	return &t->list[i];
}

bool
substance_is_other(const struct substance_table *t, const struct substance *s)
{
	return s >= t->list + t->rare;
}

static size_t
find(const struct substance_table *t, const struct substance_keys *k,
    struct str key, const struct substance **out, size_t most)
{
	uint32_t id = key.p != NULL ? intern_find(&k->key, key) : INTERN_NONE;
	size_t n = 0;

	if (id == INTERN_NONE)
		return 0;
	for (uint32_t e = k->first[id]; e != INTERN_NONE; e = t->entry[e].next)
		if (n++ < most)
			out[n - 1] = &t->list[t->entry[e].substance];
	return n;
}

size_t
substance_by_cas(const struct substance_table *t, struct str cas,
    const struct substance **out, size_t most)
{
	return find(t, &t->cas, cas, out, most);
}

/* "Iron (Fe)": what the name before the bracket means, if that has the
 * formula in it. */
static size_t
find_with_formula(const struct substance_table *t, struct str name,
    const struct substance **out, size_t most)
{
	const char *open = name.n > 0 && name.p[name.n - 1] == ')'
			       ? memrchr(name.p, '(', name.n)
			       : NULL;
	struct str bare, formula;
	char buf[KEY_MAX];
	uint32_t id;
	size_t n = 0;

	if (open == NULL)
		return 0;
	bare = str_trim((struct str){ name.p, (size_t)(open - name.p) });
	formula =
	    (struct str){ open + 1, (size_t)(name.p + name.n - 2 - open) };
	bare = name_key(bare, buf);
	id = bare.p != NULL ? intern_find(&t->name.key, bare) : INTERN_NONE;
	if (id == INTERN_NONE)
		return 0;
	for (uint32_t e = t->name.first[id]; e != INTERN_NONE;
	     e = t->entry[e].next) {
		const struct substance *s = &t->list[t->entry[e].substance];

		if (str_is(formula, s->formula) && n++ < most)
			out[n - 1] = s;
	}
	return n;
}

size_t
substance_by_name(const struct substance_table *t, struct str name,
    const struct substance **out, size_t most)
{
	char buf[KEY_MAX];
	size_t n = find(t, &t->name, name_key(name, buf), out, most);

	return n > 0 ? n : find_with_formula(t, name, out, most);
}

size_t
substance_by_formula(const struct substance_table *t, struct str formula,
    const struct substance **out, size_t most)
{
	char buf[KEY_MAX];

	return find(t, &t->formula, formula_key(formula, buf), out, most);
}
