/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/bom/differ/differ.c and its steps: what changed, and what did
 * not. */
#include "core/bom/differ/differ.h"

#include "tests/unit/reader.h"
#include "tests/unit/run.h"

/* A change in a few letters: "field:mass M", "part:gone TOP", "content:heard
 * M", "document:changed". */
static void
add_change(
    char *out, size_t size, const struct difference *d, const struct change *c)
{
	static const char *const kinds[CHANGE_COUNT] = { "document", "price",
		"item", "field", "content", "origin", "speaker", "part" };
	static const char *const ways[WAY_COUNT] = { "new", "gone", "changed" };
	enum side s = c->item[NEW] != BOM_NONE ? NEW : OLD;
	bool heard = (c->kind == CHANGE_CONTENT || c->kind == CHANGE_ORIGIN) &&
		     c->field == CHANGE_HEARD;

	str_add(out, size, "%s%s:%s", out[0] != '\0' ? ", " : "",
	    kinds[c->kind], heard ? "heard" : ways[change_way(c)]);
	if (c->kind == CHANGE_FIELD)
		str_add(out, size, "(%d)", c->field);
	if (c->item[s] != BOM_NONE)
		str_add(out, size, " %.*s",
		    STR_ARG(bom_part(d->pair.b[s], c->item[s])));
}

static void
read_one(struct golden *g, const char *body, date_day as_of)
{
	golden_init(g);
	reader_body(g, body);
	ck_assert_msg(g->st == ST_OK, "%s: %s", body, g->f.first.text);
	g->st = bom_link(&g->b, as_of, &g->f);
	ck_assert_msg(g->st == ST_OK, "%s: %s", body, g->f.first.text);
}

static void
compare(char *out, size_t size, const char *old, const char *now,
    date_day old_day, date_day new_day)
{
	struct golden a, b;
	struct difference d;
	struct error err = { 0 };

	read_one(&a, old, old_day);
	read_one(&b, now, new_day);
	ck_assert_int_eq(differ_find(&d, &a.b, &b.b, &err), ST_OK);
	out[0] = '\0';
	for (size_t i = 0; i < d.n; i++)
		add_change(out, size, &d, &d.change[i]);
	difference_free(&d);
	golden_free(&a);
	golden_free(&b);
}

#define M "<item part='M'>"
#define E "</item>"
#define ND(amount) "<content element='Nd' basis='element' amount='" amount "'/>"
#define USE(child, rest) \
	"<use parent='T' unit='each' child='" child "' " rest "/>"
#define ABT "<item part='T'/><item part='A'/><item part='B'/>"
#define SAYS(id, rest, body) \
	"<declaration supplier='S' id='" id "' " rest \
	"><statement part='M'>" body "</statement></declaration>"
#define FROM(country, rest) \
	"<origin stage='mining' country='" country "' " rest "/>"

static const struct pair {
	const char *old, *now, *want;
} pairs[] = {
	/* the item */
	{ "<item part='M' mass='1 kg'/>", "<item part='M' mass='1000 g'/>",
	    "" },
	{ "<item part='M' mass='1 kg'/>", "<item part='M' mass='&lt;1 kg'/>",
	    "field:changed(5) M" },
	{ "<item part='M' mass='1 kg'/>", "<item part='M'/>",
	    "field:changed(5) M" },
	{ "<item part='M' value='2' currency='EUR'/>",
	    "<item part='M' value='2' currency='USD'/>",
	    "field:changed(10) M" },
	{ "<item part='M' complete='yes'/>", "<item part='M' complete='no'/>",
	    "field:changed(11) M" },
	/* content: what is said of the same, first */
	{ M ND("1 %") E, M ND("10000 ppm") E, "" },
	{ M ND("1 %") E, M ND("2 %") E, "content:changed M" },
	{ M ND("1 %") E, M ND("&lt;1 %") E, "content:changed M" },
	{ M ND("1 %") E, M ND("1 g") E, "content:changed M" },
	{ M ND("1 %") E,
	    M "<content element='Dy' basis='element' amount='1 %'/>" E,
	    "content:new M, content:gone M" },
	{ M ND("1 %") E,
	    M "<content element='Nd' basis='oxide' amount='1 %'/>" E,
	    "content:new M, content:gone M" },
	/* a better document: its amount is what the amount became */
	{ "<item part='M'/>" SAYS("D1", "date='2025-01-01'", ND("1 %")),
	    "<item part='M'/>" SAYS("D1", "date='2025-01-01'", ND("1 %"))
		SAYS("D2", "date='2025-02-01'", ND("2 %")),
	    "document:new, content:changed M, speaker:changed M" },
	/* it says the same again: only who says it */
	{ "<item part='M'/>" SAYS("D1", "date='2025-01-01'", ND("1 %")),
	    "<item part='M'/>" SAYS("D1", "date='2025-01-01'", ND("1 %"))
		SAYS("D2", "date='2025-02-01'", ND("1 %")),
	    "document:new, speaker:changed M" },
	{ "<item part='M'/>" SAYS("D1", "date='2025-01-01'", ND("1 %")),
	    "<item part='M'/>" SAYS("D1", "date='2025-01-02'", ND("1 %")),
	    "document:changed" },
	{ "<item part='M'/>" SAYS("D1", "", ND("1 %")),
	    "<item part='M'/>" SAYS("D1", "evidence='a.pdf'", ND("1 %")),
	    "document:changed" },
	/* origins of one stage are one matter */
	{ M ND("1 %") FROM("CN", "share='60 %' of='blend'")
		FROM("AU", "share='40 %' of='blend'") E,
	    M ND("1 %") FROM("AU", "share='40 %' of='blend'")
		FROM("CN", "share='60 %' of='blend'") E,
	    "" },
	{ M ND("1 %") FROM("CN", "share='60 %' of='blend'")
		FROM("AU", "share='40 %' of='blend'") E,
	    M ND("1 %") FROM("CN", "share='50 %' of='blend'")
		FROM("AU", "share='50 %' of='blend'") E,
	    "origin:changed M" },
	{ M ND("1 %") FROM("CN", "") E, M ND("1 %") E, "origin:gone M" },
	{ M ND("1 %") FROM("CN", "") E,
	    M ND("1 %") FROM("CN", "technology='JP'") E, "origin:changed M" },
	{ M ND("1 %") FROM("CN", "") E,
	    M "<content element='Nd' basis='element' amount='1 %'>" FROM(
		"CN", "") "</content>" E,
	    "origin:gone M, origin:new M" },
	/* parts */
	{ ABT USE("A", "quantity='2'") USE("B", "quantity='1'"),
	    ABT USE("B", "quantity='1'") USE("A", "quantity='1'")
		USE("A", "quantity='1'"),
	    "" },
	{ ABT USE("A", "quantity='2'") USE("A", "quantity='3'"),
	    ABT USE("A", "quantity='1'") USE("A", "quantity='5'"),
	    "part:changed T" },
	{ ABT USE("A", "quantity='2'"), ABT USE("A", "quantity='0'"),
	    "part:changed T" },
	{ ABT, ABT USE("A", "quantity='0'"), "" },
	{ ABT USE("A", "quantity='2'"), ABT USE("A", "quantity='unknown'"),
	    "part:changed T" },
	{ ABT USE("A", "quantity='2'"), ABT USE("B", "quantity='2'"),
	    "part:new T, part:gone T" },
	{ ABT USE("A", "quantity='2' alternative='x'")
		USE("B", "quantity='1' alternative='x'"),
	    ABT USE("B", "quantity='1' alternative='x'")
		USE("A", "quantity='2' alternative='x'"),
	    "" },
	{ ABT USE("A", "quantity='2' alternative='x'")
		USE("B", "quantity='1' alternative='x'"),
	    ABT USE("A", "quantity='2'") USE("B", "quantity='1'"),
	    "part:changed T, part:changed T" },
	{ ABT USE("A", "quantity='2'"),
	    ABT USE("A", "quantity='2' until='2030-01-01'"), "part:changed T" },
};

START_TEST(what_is_told_is_what_changed)
{
	const struct pair *t = &pairs[_i];
	char text[1000];

	compare(text, sizeof(text), t->old, t->now, DATE_NONE, DATE_NONE);
	ck_assert_msg(strcmp(text, t->want) == 0,
	    "%s\n-> %s\nsaid: %s\nwant: %s", t->old, t->now, text, t->want);
	compare(text, sizeof(text), t->old, t->old, DATE_NONE, DATE_NONE);
	ck_assert_str_eq(text, "");
}
END_TEST

/* The same file on two days. */
START_TEST(a_day_makes_a_document_expire_and_a_part_go)
{
	static const char body[] = "<item part='M'/>" SAYS("D1",
	    "date='2025-01-01' until='2025-12-31'", ND("1 %") FROM("CN", ""));
	static const char parts[] =
	    ABT USE("A", "quantity='2' until='2025-12-31'")
		USE("B", "quantity='2' from='2026-01-01'");
	char text[500];

	compare(text, sizeof(text), body, body, 20250601, 20260601);
	ck_assert_str_eq(
	    text, "document:changed, content:heard M, origin:heard M");
	compare(text, sizeof(text), parts, parts, 20250601, 20260601);
	ck_assert_str_eq(text, "part:new T, part:gone T");
	compare(text, sizeof(text), parts, parts, 20250601, 20250701);
	ck_assert_str_eq(text, "");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, what_is_told_is_what_changed, 0, LENGTH(pairs));
	tcase_add_test(tc, a_day_makes_a_document_expire_and_a_part_go);
}

int
main(void)
{
	return run_suite("differ", add);
}
