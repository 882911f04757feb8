/* SPDX-License-Identifier: Apache-2.0 */
/* index_facts - what is put of one entry; see index_facts.h. */
#include "core/log/index/index_facts.h"

#include "core/base/num.h"
#include "core/base/xml.h"

#include <math.h>

struct str
facts_attr(struct facts *f, const xmlNode *node, const char *name)
{
	return xml_attr(f->a, node, name);
}

bool
facts_named(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

void
facts_words(struct facts *f, enum index_column column, struct str text)
{
	if (f->x != NULL && text.p != NULL && text.n > 0)
		index_words(&f->x->words[column], text);
}

void
facts_term(struct facts *f, const char *field, struct str value)
{
	if (f->x != NULL && f->err->code == ST_OK)
		index_put_term(f->x, f->entry, field, value, f->err);
}

sqlite3_stmt *
facts_ready(struct facts *f, enum index_sql table)
{
	return f->x != NULL && f->err->code == ST_OK
		   ? index_ready(f->x, table, f->err)
		   : NULL;
}

sqlite3_stmt *
facts_row(struct facts *f, enum index_sql table)
{
	sqlite3_stmt *st = facts_ready(f, table);

	if (st != NULL) {
		sqlite3_bind_int64(st, 1, (sqlite3_int64)f->entry);
		sqlite3_bind_int(st, 2, f->n[table]++);
	}
	return st;
}

struct str
facts_join(struct facts *f, const struct str *list, size_t n, const char *sep)
{
	struct index_text t = { 0 };
	struct str out;

	for (size_t i = 0; i < n; i++) {
		if (list[i].p == NULL || list[i].n == 0)
			continue;
		if (t.n > 0)
			index_text_add(&t, str_of(sep));
		index_text_add(&t, list[i]);
	}
	f->a->failed |= t.bad;
	out = t.n > 0 ? arena_copy(f->a, (struct str){ t.p, t.n })
		      : (struct str){ NULL, 0 };
	index_text_free(&t);
	return out;
}

bool
facts_is_new(struct facts *f, const struct str *list, size_t n)
{
	size_t before = f->seen.n;

	if (intern_copy(&f->seen, facts_join(f, list, n, "\n")) == INTERN_NONE)
		f->a->failed = true;
	return f->seen.n > before;
}

/*
 * A number in decimal as the greatest double that is not above it, which tells
 * numbers of 15 digits apart; `absent` where there is none, or another text.
 */
double
facts_number(
    struct facts *f, const xmlNode *node, const char *name, double absent)
{
	struct str s = { NULL, 0 };
	struct error err = { 0 };
	double low = absent, high;
	mpq_t q;

	if (node != NULL)
		s = facts_attr(f, node, name);
	if (s.p == NULL)
		return absent;
	mpq_init(q);
	if (num_read(s, pos_none, q, &err) == ST_OK && mpq_sgn(q) >= 0)
		num_enclose(q, &low, &high);
	mpq_clear(q);
	return low;
}

void
facts_bind_ends(
    struct facts *f, sqlite3_stmt *st, int n, const xmlNode *interval)
{
	double high = facts_number(f, interval, "high", INFINITY);

	sqlite3_bind_double(st, n, facts_number(f, interval, "low", 0));
	if (!isinf(high))
		sqlite3_bind_double(st, n + 1, high);
}

/* Breaks and blanks between words become one blank, in place. */
static struct str
one_line(struct str s)
{
	char *p = (char *)(uintptr_t)s.p;
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool blank = (unsigned char)p[i] <= ' ';

		if (!blank || (n > 0 && p[n - 1] != ' '))
			p[n++] = p[i];
		if (blank && n > 0)
			p[n - 1] = ' ';
	}
	return (struct str){ s.p, n };
}

struct str
facts_child_text(
    struct facts *f, const xmlNode *node, const char *name, const char *lang)
{
	for (xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		if (facts_named(c, name) &&
		    (lang == NULL || str_is(facts_attr(f, c, "lang"), lang))) {
			struct str text = one_line(xml_text(f->a, c));

			return text.n > 0 ? text : (struct str){ NULL, 0 };
		}
	return (struct str){ NULL, 0 };
}

struct str
facts_both_languages(struct facts *f, const xmlNode *node, const char *name)
{
	struct str both[2] = { facts_child_text(f, node, name, "en"),
		facts_child_text(f, node, name, "zh") };

	return facts_join(f, both, 2, " / ");
}
