/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of doubt: what can hardly be meant is said, with its place and the
 * likely confusion; what may well be meant is not.
 */
#include "core/bom/link/doubt.h"

#include "tests/unit/reader.h"
#include "tests/unit/run.h"

#define MAGNET(part, inside) \
	"<item part='" part "' form='magnet' mass='10 g'>" inside "</item>"
#define HOLDS(element, amount) \
	"<content element='" element "' amount='" amount "'/>"
#define SAYS(id, date, inside) \
	"<declaration id='" id "' date='" date "'><statement part='A'>" inside \
	"</statement></declaration>"

/* Of a product in one line, the only warning; "" where there is none. */
static const struct {
	const char *body, *said;
} cases[] = {
	/* oxide and metal */
	{ "<item part='A' form='oxide'>" HOLDS("Nd", "99.5 %") "</item>",
	    "A: 99.5 % Nd as element, in what can hold at most 85.74 % of it: "
	    "expected less, or basis oxide or compound; oxide and metal "
	    "confused?" },
	{ "<item part='A' form='oxide'>" HOLDS("Nd", "75 %")
		HOLDS("Pr", "24 %") "</item>",
	    "A: 75 % Nd as element, in what can hold at most 85.74 % of it: "
	    "expected less, or basis oxide or compound; oxide and metal "
	    "confused?" },
	{ "<item part='A'><content element='Nd' cas='1313-97-9' "
	  "basis='element' amount='99 %'/></item>",
	    "A: 99 % Nd as element, in what can hold at most 85.74 % of it: "
	    "expected less, or basis oxide or compound; oxide and metal "
	    "confused?" },
	{ "<item part='A' form='oxide'>" HOLDS("Nd", "85.8 %") "</item>", "" },
	{ "<item part='A' form='oxide'><content element='Nd' basis='oxide' "
	  "amount='99.5 %'/></item>",
	    "" },
	{ "<item part='A' form='metal'>" HOLDS("Nd", "99.5 %") "</item>", "" },
	{ "<item part='A' form='oxide' mass='10 g'>" HOLDS(
	      "Dy", "9.5 g") "</item>",
	    "A: 95 % Dy as element, in what can hold at most 87.13 % of it: "
	    "expected less, or basis oxide or compound; oxide and metal "
	    "confused?" },

	/* magnets: too little and too much */
	{ MAGNET("A", HOLDS("Nd", "0.3 %")),
	    "A: at most 0.3 % rare earth in a magnet of neodymium: expected "
	    "27 % to 32.5 % as is usual (couragemagnet.com/faq/324.html); a "
	    "fraction taken for percent?" },
	{ MAGNET("A", HOLDS("Nd", "30 ppm") HOLDS("Fe", "65 %")),
	    "A: at most 0.003 % rare earth in a magnet of neodymium: expected "
	    "27 % to 32.5 % as is usual (couragemagnet.com/faq/324.html); "
	    "percent taken for ppm?" },
	{ MAGNET("A", HOLDS("Nd", "5 %")),
	    "A: at most 5 % rare earth in a magnet of neodymium: expected "
	    "27 % to 32.5 % as is usual (couragemagnet.com/faq/324.html)" },
	{ MAGNET("A", HOLDS("Nd", "95 %")),
	    "A: at least 95 % rare earth in a magnet of neodymium: expected "
	    "27 % to 32.5 % as is usual (couragemagnet.com/faq/324.html)" },
	{ MAGNET("A", HOLDS("Sm", "1 %")),
	    "A: at most 1 % rare earth in a magnet of samarium: expected 23 % "
	    "to 36 % as is usual (couragemagnet.com/magnet-blog/366.html)" },
	{ MAGNET("A", HOLDS("Nd", "300000 ppm")), "" },
	{ MAGNET("A", HOLDS("Nd", "28 %") HOLDS("Dy", "2 %")), "" },
	{ MAGNET("A", HOLDS("Nd", "12 %")), "" }, /* much binder */
	{ MAGNET("A", HOLDS("La", "3 %")), "" },  /* a doped ferrite */
	{ MAGNET("A", HOLDS("Nd", "present")), "" },
	{ MAGNET("A", HOLDS("Nd", "3.1 g")), "" },
	{ MAGNET("A", "<content formula='Nd2Fe14B' amount='93 %'/>" HOLDS(
			  "Nd", "30 %")),
	    "" },

	/* magnets without rare earth */
	{ "<item part='A' form='magnet' complete='yes'/>",
	    "A is a magnet, and no rare earth is declared in it: expected its "
	    "NdFeB or SmCo, or a word such as ferrite or AlNiCo in its name" },
	{ MAGNET("A", HOLDS("Fe", "65 %")),
	    "A is a magnet, and no rare earth is declared in it: expected its "
	    "NdFeB or SmCo, or a word such as ferrite or AlNiCo in its name" },
	{ "<item part='A' hs='8505.11' complete='yes'/>",
	    "A has HS code 8505.11, that of magnets of metal, and no rare "
	    "earth is declared in it: expected its NdFeB or SmCo, the word "
	    "AlNiCo in its name, or 8505.19 for ferrite" },
	{ "<item part='A' form='magnet' name='Ferrite ring' complete='yes'/>",
	    "" },
	{ "<item part='ALNICO-5' form='magnet' complete='yes'/>", "" },
	{ MAGNET("A", "<content formula='SrFe12O19' amount='99 %'/>"), "" },
	{ MAGNET("A", "<content name='sintered magnet alloy' amount='98 %'/>"),
	    "" },
	{ "<item part='A' form='magnet'/>", "" }, /* suspect, not in doubt */
	{ "<item part='A' hs='8505.19' complete='yes'/>", "" },

	/* noughts that nobody entered */
	{ "<item part='A' mass='0 g'/>",
	    "A: a mass of 0, taken as not stated: expected its mass; or "
	    "complete \"yes\" of something that has none" },
	{ "<item part='A' mass='0 kg' complete='yes'/>", "" },
	{ "<item part='A' mass='&lt;0.1 g'/>", "" },
	{ "<item part='A' value='0.00' currency='USD'/>",
	    "A: a price of 0, taken as not stated: expected its price" },
	{ "<item part='A'/><item part='B'/><use parent='A' child='B' "
	  "quantity='0' unit='each'/>",
	    "a quantity of 0: nothing of B is counted here; expected a "
	    "quantity above 0, or \"unknown\" of what is used as required" },
	{ "<item part='A'/><item part='B'/><item part='C'/><use parent='A' "
	  "child='B' quantity='0' unit='each'/><use parent='A' child='C' "
	  "quantity='0' unit='each'/>",
	    "a quantity of 0: nothing of B is counted here, and so of 1 more "
	    "use; expected a quantity above 0, or \"unknown\" of what is "
	    "used as required" },

	/* part numbers */
	{ "<item part='A'/><item part='A\xE2\x80\x8B'/>",
	    "part number A has a mark that nobody sees after 1 byte: expected "
	    "none; the part without it is another one" },
	{ "<item part='A\xE2\x80\xAE-1'/>",
	    "part number A-1 has a mark that nobody sees after 1 byte: "
	    "expected none" },
	{ "<item part='A\xF3\xA0\x81\x81'/>",
	    "part number A has a mark that nobody sees after 1 byte: expected "
	    "none" },
	{ "<item part='A'/><item part='\xE3\x85\xA4"
	  "A'/>",
	    "part number A has a mark that nobody sees after 0 bytes: "
	    "expected none; the part without it is another one" },
	{ "<item part='A\xC2\xA0-1'/>",
	    "part number A-1 has a mark that nobody sees after 1 byte: "
	    "expected none" },

	/* one document against itself */
	{ "<item part='A'/>" SAYS("D", "2026-01-01",
	      HOLDS("Dy", "2 %") "<content element='Dy,Tb' kind='negative' "
				 "amount='0.1 %'/>"),
	    "A: 2 % Dy, and no more than 0.1 % of it in line 1 of the same "
	    "document: expected one of them" },
	{ "<item part='A'/>" SAYS("D", "2026-01-01",
	      HOLDS("Dy", "0.05 %") "<content element='Dy,Tb' kind='negative' "
				    "amount='0.1 %'/>"),
	    "" },
};

/* Of two documents, what is said beside that they disagree. */
static const struct {
	const char *first, *second, *said;
} pairs[] = {
	{ HOLDS("Nd", "30 %"), HOLDS("Nd", "0.003 %"),
	    "A: 0.003 % Nd here and 30 % at t.xml:1 differ 10000 times: "
	    "percent and ppm confused? expected one amount" },
	{ HOLDS("Nd", "0.3 %"), HOLDS("Nd", "30 %"),
	    "A: 30 % Nd here and 0.3 % at t.xml:1 differ 100 times: a "
	    "fraction and percent confused? expected one amount" },
	{ HOLDS("Nd", "1.5 g"), HOLDS("Nd", "1.5 mg"),
	    "A: 0.0015 g Nd here and 1.5 g at t.xml:1 differ 1000 times: "
	    "grams and kilograms, or milligrams confused? expected one "
	    "amount" },
	{ HOLDS("Nd", "30 %"), HOLDS("Nd", "25.7 %"),
	    "A: 25.7 % Nd here and 30 % at t.xml:1 are as the metal to its "
	    "oxide: oxide and metal confused? expected one amount" },
	{ HOLDS("Nd", "30 %"),
	    "<content element='Nd' basis='oxide' amount='30 %'/>",
	    "A: 30 % Nd here and 30 % at t.xml:1 are of another basis: oxide "
	    "and metal confused? expected one amount" },
	{ HOLDS("Nd", "30 %"), HOLDS("Nd", "29 %"), "" },
	{ HOLDS("Nd", "30 %"), HOLDS("Nd", "0.0031 %"), "" },
	{ HOLDS("Nd", "29-31 %"), HOLDS("Nd", "0.003 %"), "" },
	{ HOLDS("Nd", "30 %"), HOLDS("Dy", "0.003 %"), "" },
};

static size_t
said(const char *body, const char *words, char first[ERROR_TEXT])
{
	struct golden g;
	size_t n = 0;

	golden_init(&g);
	ck_assert_msg(reader_body(&g, body) == ST_OK, "%s", g.f.first.text);
	ck_assert_msg(
	    bom_link(&g.b, DATE_NONE, &g.f) == ST_OK, "%s", g.f.first.text);
	first[0] = '\0';
	for (size_t i = 0; i < g.f.n; i++) {
		if (strstr(g.f.list[i].text, words) == NULL)
			continue;
		if (n++ == 0)
			snprintf(first, ERROR_TEXT, "%s", g.f.list[i].text);
		ck_assert_int_eq(g.f.list[i].sev, SEV_WARNING);
		ck_assert_uint_eq(g.f.list[i].at.line, 1);
	}
	golden_free(&g);
	return n;
}

START_TEST(what_can_hardly_be_meant_is_said)
{
	char first[ERROR_TEXT];
	size_t n = said(cases[_i].body, "", first);

	ck_assert_msg(strcmp(first, cases[_i].said) == 0, "%s: %s",
	    cases[_i].body, first);
	ck_assert_uint_le(n, 1);
}
END_TEST

START_TEST(two_documents_whose_figures_only_a_slip_explains)
{
	char body[1000], first[ERROR_TEXT];

	snprintf(body, sizeof(body),
	    "<item part='A' mass='10 g'/>" SAYS("D1", "2026-01-02", "%s")
		SAYS("D2", "2026-01-01", "%s"),
	    pairs[_i].first, pairs[_i].second);
	said(body, "confused", first);
	ck_assert_msg(
	    strcmp(first, pairs[_i].said) == 0, "%s: %s", body, first);
}
END_TEST

START_TEST(one_of_a_kind_is_enough)
{
	char first[ERROR_TEXT];

	ck_assert_uint_eq(
	    said("<item part='A'/>" SAYS("D1", "2026-01-02",
		     HOLDS("Nd", "3 %") HOLDS("Dy", "1 %")) SAYS("D2",
		     "2026-01-01", HOLDS("Nd", "3 ppm") HOLDS("Dy", "1 ppm")),
		"confused", first),
	    1);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, what_can_hardly_be_meant_is_said, 0, LENGTH(cases));
	tcase_add_loop_test(tc,
	    two_documents_whose_figures_only_a_slip_explains, 0, LENGTH(pairs));
	tcase_add_test(tc, one_of_a_kind_is_enough);
}

int
main(void)
{
	return run_suite("doubt", add);
}
