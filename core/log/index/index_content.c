/* SPDX-License-Identifier: Apache-2.0 */
/* index_content - what a filing says of its products; see index_facts.h. */
#include "core/log/index/index_facts.h"

#include "core/base/xml.h"
#include "core/filing/filing.h"

#include <math.h>

static bool
is_open(struct facts *f, const xmlNode *interval, const char *end)
{
	return interval != NULL && str_is(facts_attr(f, interval, end), "yes");
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
	return xml_child(node, FILING_XMLNS, name);
}

static void
put_product(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "part", "maker", "revision",
		"name", "form", "hs", "unit" };
	sqlite3_stmt *st = facts_row(f, IX_PUT_PRODUCT);

	if (st == NULL)
		return;
	for (int i = 0; i < 7; i++) {
		struct str v = facts_attr(f, node, names[i]);

		index_bind(st, 3 + i, v);
		if (i < 4)
			facts_words(f, WORDS_PRODUCT, v);
	}
	facts_bind_ends(f, st, 10, child(node, "mass"));
	index_run(f->x, st, f->err);
	facts_term(f, "part", facts_attr(f, node, "part"));
}

static void
grade(struct facts *f, struct str symbol, bool of_origin, bool high,
    double amount)
{
	char field[INDEX_GRADE_FIELD], text[INDEX_GRADE_TEXT];

	index_grade_field(field, symbol, of_origin, high);
	index_grade(amount, text);
	facts_term(f, field, str_of(text));
}

/* Contents are numbered as the products are to which they belong. */
static void
enter_content(struct facts *f, const xmlNode *content)
{
	if (content != f->content)
		f->ncontent++;
	f->content = content;
}

/* Nothing of an element, for sure. */
static void
put_nothing(struct facts *f, struct str symbol)
{
	sqlite3_stmt *st = facts_ready(f, IX_PUT_AMOUNT);

	if (st == NULL)
		return;
	index_bind(st, 1, symbol);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)f->entry);
	sqlite3_bind_int(st, 3, f->ncontent - 1);
	for (int i = 4; i < 12; i++)
		sqlite3_bind_int(st, i, 0);
	index_run(f->x, st, f->err);
	for (int i = 0; i < 4; i++)
		grade(f, symbol, i / 2 == 1, i % 2 == 1, 0);
}

/* The elements that are surely none are in one attribute. */
static void
put_content(struct facts *f, const xmlNode *node)
{
	struct str list = facts_attr(f, node, "none");

	enter_content(f, node);
	for (size_t i = 0, end; list.p != NULL && i < list.n; i = end + 1) {
		end = i + strcspn(list.p + i, " ");
		put_nothing(f, (struct str){ list.p + i, end - i });
	}
}

/* An element of the content, or the sum of all. */
static void
put_amount(struct facts *f, const xmlNode *node)
{
	struct str symbol = facts_attr(f, node, "symbol");
	const xmlNode *content = node->parent;
	const xmlNode *of[2] = { child(node, "total"),
		child(node, "of-origin") };
	sqlite3_stmt *st;

	if (facts_named(node, "sum"))
		symbol = STR("sum");
	enter_content(f, content);
	if (symbol.p == NULL || (st = facts_ready(f, IX_PUT_AMOUNT)) == NULL)
		return;
	index_bind(st, 1, symbol);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)f->entry);
	sqlite3_bind_int(st, 3, f->ncontent - 1);
	for (int i = 0; i < 2; i++) {
		facts_bind_ends(f, st, 4 + 4 * i, of[i]);
		sqlite3_bind_int(st, 6 + 4 * i, is_open(f, of[i], "low-open"));
		sqlite3_bind_int(st, 7 + 4 * i, is_open(f, of[i], "high-open"));
	}
	index_run(f->x, st, f->err);
	for (int i = 0; i < 2; i++) {
		grade(
		    f, symbol, i == 1, false, facts_number(f, of[i], "low", 0));
		grade(f, symbol, i == 1, true,
		    facts_number(f, of[i], "high", INFINITY));
	}
	/* What is counted as of those countries may be there. */
	if (facts_named(node, "sum") && of[1] != NULL && content != NULL &&
	    facts_number(f, of[1], "high", INFINITY) > 0) {
		struct str list = facts_attr(f, content, "countries");

		for (size_t i = 0, end; list.p != NULL && i < list.n;
		     i = end + 1) {
			end = i + strcspn(list.p + i, " ");
			facts_term(
			    f, "origin", (struct str){ list.p + i, end - i });
		}
	}
}

/* "triggered" before "undecided" before "clear". */
static int
gravity(struct str verdict)
{
	return verdict.p == NULL              ? 0
	       : str_is(verdict, "triggered") ? 3
	       : str_is(verdict, "undecided") ? 2
					      : 1;
}

/* Pack, rule and both, each alone and with the verdict behind it. */
static void
put_rule_terms(struct facts *f, struct str pack, struct str rule, struct str is)
{
	struct str both[2] = { pack, rule };
	struct str way[3] = { pack, rule, facts_join(f, both, 2, "/") };

	facts_term(f, "rules", rule);
	facts_term(f, "rules", way[2]);
	facts_term(f, "verdict", is);
	for (size_t i = 0; i < 3; i++) {
		struct str with[2] = { way[i], is };

		facts_term(f, "rules verdict", facts_join(f, with, 2, "="));
	}
}

static void
put_verdict_row(struct facts *f, struct str pack, struct str rule,
    struct str by, struct str is, struct str gap)
{
	const struct str list[] = { pack, rule, by, is, gap };
	sqlite3_stmt *st = facts_row(f, IX_PUT_VERDICT);

	if (st == NULL)
		return;
	for (int i = 0; i < 5; i++)
		index_bind(st, 3 + i, list[i]);
	index_run(f->x, st, f->err);
}

static void
put_verdict(struct facts *f, const xmlNode *node)
{
	struct str pack = facts_attr(f, node, "pack"),
		   rule = facts_attr(f, node, "rule");
	struct str by = facts_attr(f, node, "by"),
		   is = facts_attr(f, node, "is");

	put_verdict_row(f, pack, rule, by, is, facts_attr(f, node, "gap"));
	if (by.p == NULL || !str_is(by, "law") || is.p == NULL)
		return;
	put_rule_terms(f, pack, rule, is);
	if (gravity(is) > gravity(f->verdict))
		f->verdict = is;
}

/* What follows in a transaction is asked for as a verdict is. */
static void
put_outcome(struct facts *f, const xmlNode *node)
{
	struct str pack = facts_attr(f, node, "pack"),
		   rule = facts_attr(f, node, "rule");
	struct str is = facts_attr(f, node, "is");

	if (is.p == NULL)
		return;
	put_verdict_row(
	    f, pack, rule, STR("transaction"), is, (struct str){ NULL, 0 });
	put_rule_terms(f, pack, rule, is);
}

static void
put_place(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "part", "maker", "name",
		"quantity", "unit" };
	sqlite3_stmt *st = facts_row(f, IX_PUT_PART);

	if (st == NULL)
		return;
	for (int i = 0; i < 5; i++)
		index_bind(st, 3 + i, facts_attr(f, node, names[i]));
	facts_bind_ends(f, st, 8, child(node, "total"));
	facts_bind_ends(f, st, 10, child(node, "of-origin"));
	index_run(f->x, st, f->err);
}

/* A part on the way to a place, or the place itself. */
static void
put_part_words(struct facts *f, const xmlNode *node)
{
	struct str list[] = { facts_attr(f, node, "part"),
		facts_attr(f, node, "maker"), facts_attr(f, node, "name") };

	facts_term(f, "part", list[0]);
	if (facts_is_new(f, list, 3))
		for (size_t i = 0; i < 3; i++)
			facts_words(f, WORDS_PART, list[i]);
}

/* On whose word. */
static void
put_document(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "document", "supplier", "date",
		"standing", "evidence", "file" };
	struct str list[6];
	sqlite3_stmt *st;

	for (size_t i = 0; i < 6; i++)
		list[i] = facts_attr(f, node, names[i]);
	if (!facts_is_new(f, list, 6) ||
	    (st = facts_row(f, IX_PUT_DOCUMENT)) == NULL)
		return;
	for (int i = 0; i < 6; i++) {
		index_bind(st, 3 + i, list[i]);
		if (i != 2 && i != 3)
			facts_words(f, WORDS_DOCUMENT, list[i]);
	}
	index_run(f->x, st, f->err);
}

static void
put_stage(struct facts *f, const xmlNode *node)
{
	struct str part = node->parent != NULL
			      ? facts_attr(f, node->parent, "part")
			      : (struct str){ NULL, 0 };
	struct str list[] = { facts_attr(f, node, "country"),
		facts_attr(f, node, "name"), facts_attr(f, node, "elements"),
		part, facts_attr(f, node, "standing") };
	sqlite3_stmt *st;

	put_document(f, node);
	if (list[0].p == NULL)
		return;
	facts_term(f, "origin", list[0]);
	facts_term(f, "origin told", list[0]);
	if (!facts_is_new(f, list, 5) ||
	    (st = facts_row(f, IX_PUT_ORIGIN)) == NULL)
		return;
	for (int i = 0; i < 5; i++)
		index_bind(st, 3 + i, list[i]);
	index_run(f->x, st, f->err);
}

void
facts_put_content(struct facts *f, const xmlNode *node)
{
	static const struct {
		const char *name;
		void (*put)(struct facts *f, const xmlNode *node);
	} known[] = {
		{ "product", put_product },
		{ "content", put_content },
		{ "verdict", put_verdict },
		{ "outcome", put_outcome },
		{ "place", put_place },
		{ "place", put_part_words },
		{ "step", put_part_words },
		{ "declared", put_document },
		{ "stage", put_stage },
	};

	if ((facts_named(node, "element") || facts_named(node, "sum")) &&
	    node->parent != NULL && facts_named(node->parent, "content"))
		put_amount(f, node);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (facts_named(node, known[i].name))
			known[i].put(f, node);
}
