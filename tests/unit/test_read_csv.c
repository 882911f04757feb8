/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_csv - what tables of every kind become in the bom. */
#include "core/base/limits.h"
#include "tests/unit/good_table.h"

static const char *
part_of_ref(const struct golden *g, uint32_t ref)
{
	static char text[4][100];
	static int turn;
	struct str s = g->b.parts.key[g->b.ref[ref].part];

	turn = (turn + 1) % 4;
	snprintf(text[turn], sizeof(text[turn]), "%.*s", STR_ARG(s));
	return text[turn];
}

START_TEST(an_edge_list_keeps_part_numbers_as_they_are)
{
	static const struct {
		const char *parent, *child, *qty;
		enum unit unit;
		uint32_t line;
	} uses[] = { { "0008", "1E5", "1", UNIT_EACH, 2 },
		{ "0008", "9551670000000", "0.5", UNIT_KG, 3 },
		{ "0008", "BAT54H,115", "0", UNIT_EACH, 4 },
		{ "1E5", "24\" TUBE", "1.5", UNIT_M, 5 },
		{ "9551670000000", "9551670000001", "60", UNIT_PERCENT, 6 } };
	struct golden g;

	good(&g, GOOD "edges.csv");
	ck_assert_int_eq(g.format, FORMAT_CSV_EDGES);
	ck_assert_uint_eq(g.b.nuse, LENGTH(uses));
	ck_assert_uint_eq(g.b.nitem, 0);
	for (size_t i = 0; i < LENGTH(uses); i++) {
		const struct use *u = &g.b.use[i];

		ck_assert_str_eq(part_of_ref(&g, u->parent), uses[i].parent);
		ck_assert_str_eq(part_of_ref(&g, u->child), uses[i].child);
		ck_assert_str_eq(number(&g, u->qty), uses[i].qty);
		ck_assert_uint_eq(u->unit, uses[i].unit);
		ck_assert_uint_eq(u->at.line, uses[i].line);
		ck_assert_uint_eq(u->at.col, 1);
		ck_assert(g.b.ref[u->parent].may_define);
		ck_assert(g.b.ref[u->child].may_define);
	}
	ck_assert_uint_eq(g.b.ref[g.b.use[1].child].at.line, 3);
	ck_assert_uint_eq(g.b.ref[g.b.use[1].child].at.col, 6);
	golden_free(&g);
}
END_TEST

START_TEST(an_edge_list_may_have_a_mark_semicolons_and_crlf)
{
	struct golden g;

	good(&g, GOOD "edges-crlf.csv");
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nuse, 2);
	ck_assert_str_eq(part_of_ref(&g, g.b.use[0].parent), "EDU-100");
	ck_assert_str_eq(part_of_ref(&g, g.b.use[0].child), "ROTOR-7");
	ck_assert_str_eq(part_of_ref(&g, g.b.use[1].child), "MAGNET\r\nN42");
	ck_assert_uint_eq(g.b.use[1].at.line, 5);
	golden_free(&g);
}
END_TEST

START_TEST(a_first_line_may_name_the_separator)
{
	static const char *const first[] = { "sep=;\n", "SEP=;\r\n",
		"\"sep=;\"\n", "\xEF\xBB\xBFsep=;\n" };
	struct golden g;
	char text[200];

	snprintf(text, sizeof(text),
	    "%sparent;child;quantity;unit;a,b,c\nA;B;2;each;d\n", first[_i]);
	golden_text(&g, str_of(text));
	ck_assert_uint_eq(g.f.errors, 0);
	ck_assert_uint_eq(g.b.nuse, 1);
	ck_assert_uint_eq(bom_pos(&g.b, g.b.use[0].at).line, 3);
	golden_free(&g);
}
END_TEST

START_TEST(a_missing_column_is_told_at_the_end_of_the_header_row)
{
	struct golden g;

	/* with semicolons rows are looked at for points before that */
	golden_text(
	    &g, STR("# list\nparent;part;quantity\nA;B;1\nA;C;1,500\nA;D;2\n"));
	ck_assert_uint_ge(g.f.n, 1);
	ck_assert_ptr_nonnull(strstr(g.f.list[0].text, "no column for the"));
	ck_assert_uint_eq(g.f.list[0].at.line, 2);
	ck_assert_uint_eq(g.f.list[0].at.col, sizeof("parent;part;quantity"));
	golden_free(&g);
}
END_TEST

START_TEST(an_edge_list_without_units_counts_pieces_and_says_so)
{
	struct golden g;
	const struct ref *parent, *child;

	good(&g, GOOD "edges-tabs.csv");
	ck_assert_uint_eq(g.f.n, 1);
	ck_assert_int_eq(g.f.list[0].sev, SEV_WARNING);
	ck_assert_int_eq(g.f.list[0].code, ST_UNIT);
	ck_assert_uint_eq(g.f.list[0].at.line, 2);
	ck_assert_uint_eq(g.b.use[0].unit, UNIT_EACH);
	parent = &g.b.ref[g.b.use[0].parent];
	child = &g.b.ref[g.b.use[0].child];
	ck_assert(str_is(bom_text_get(&g.b, parent->revision), "1"));
	ck_assert_uint_eq(parent->maker, 0);
	ck_assert(str_is(bom_text_get(&g.b, child->revision), "C"));
	ck_assert(str_is(bom_text_get(&g.b, child->maker), "MAGCO"));
	golden_free(&g);
}
END_TEST

START_TEST(a_unit_may_stand_behind_the_number)
{
	struct golden g;

	golden_text(
	    &g, STR("parent,part,qty\nA,B,2 kg\nA,C,.5\nA,D,unknown\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_str_eq(number(&g, g.b.use[0].qty), "2000");
	ck_assert_str_eq(number(&g, g.b.use[1].qty), "0.5");
	ck_assert_uint_eq(g.b.use[1].unit, UNIT_EACH);
	ck_assert_uint_eq(g.b.use[2].qty, BOM_NONE);
	golden_free(&g);
}
END_TEST

START_TEST(a_batch_divides_exactly)
{
	struct golden g;

	golden_text(
	    &g, STR("parent,part,qty,unit,per\nA,B,1,each,3\nA,C,4,g,1\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_str_eq(number(&g, g.b.use[0].qty), "1/3");
	ck_assert_str_eq(number(&g, g.b.use[1].qty), "4");
	golden_free(&g);
}
END_TEST

/* Many rows go through batches and caches; each must come out as written. */
START_TEST(ten_thousand_rows_come_out_as_written)
{
	const unsigned n = 10000;
	struct golden g;
	char *text = NULL, want[40];
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	fputs("parent,part,qty,unit\n", to);
	for (unsigned i = 0; i < n; i++)
		fprintf(to,
		    i % 3 == 0 ? "P%u,\"C\"\"%u\",%u.%02u,%s\n"
			       : "P%u,C%u,%u.%02u,%s\n",
		    i / 7, i * 7919 % n, i % 97, i % 13,
		    i % 2 != 0 ? "each" : "kg");
	fclose(to);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, size });
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, n);
	for (unsigned i = 0; i < n; i++) {
		const struct use *u = &g.b.use[i];
		mpq_t view, q;

		snprintf(want, sizeof(want), "P%u", i / 7);
		ck_assert_str_eq(part_of_ref(&g, u->parent), want);
		snprintf(want, sizeof(want), i % 3 == 0 ? "C\"%u" : "C%u",
		    i * 7919 % n);
		ck_assert_str_eq(part_of_ref(&g, u->child), want);
		mpq_init(q);
		mpq_set_ui(q, i % 97 * 100 + i % 13, 100);
		mpq_canonicalize(q);
		numtab_view(&g.b.num, u->qty, view);
		ck_assert(mpq_equal(view, q));
		mpq_clear(q);
		ck_assert_uint_eq(u->unit, i % 2 != 0 ? UNIT_EACH : UNIT_KG);
		ck_assert_uint_eq(u->at.line, i + 2);
	}
	free(text);
	golden_free(&g);
}
END_TEST

/* The item of a part number, after or before linking. */
static const struct item *
item(const struct golden *g, const char *part)
{
	for (uint32_t i = 0; i < g->b.nitem; i++)
		if (str_is(bom_part(&g->b, i), part))
			return &g->b.item[i];
	ck_abort_msg("no item %s", part);
	return NULL;
}

START_TEST(an_indented_list_is_a_graph)
{
	struct golden g;
	const struct item *magnet;

	good(&g, GOOD "levels.csv");
	ck_assert_int_eq(g.format, FORMAT_CSV_LEVELS);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 8);
	ck_assert_uint_eq(g.b.nuse, 8);
	magnet = item(&g, "MAGNET");
	ck_assert_uint_eq(magnet->form, FORM_MAGNET);
	ck_assert_uint_eq(magnet->dim, DIM_EACH);
	ck_assert_str_eq(number(&g, magnet->mass.lo), "12.5");
	ck_assert_uint_eq(magnet->mass.lo, magnet->mass.hi);
	ck_assert_uint_eq(item(&g, "DRIVE")->has_mass, 0);
	ck_assert(str_is(
	    bom_text_get(&g.b, item(&g, "DRIVE")->name), "Drive, 400 V"));
	ck_assert(str_is(bom_text_get(&g.b, item(&g, "ROTOR")->revision), "B"));
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	/* 98 % of 12.5 g */
	for (uint32_t k = 0; k < g.b.nuse; k++)
		if (str_is(bom_part(&g.b, g.b.use[k].child), "NDFEB"))
			ck_assert_str_eq(number(&g, g.b.use[k].qty), "12.25");
	golden_free(&g);
}
END_TEST

START_TEST(a_mass_is_per_what_its_unit_says)
{
	static const struct {
		const char *part;
		enum dimension dim;
		const char *lo, *hi;
	} items[] = { { "MAGNET", DIM_EACH, "12.5", "12.5" },
		{ "CABLE", DIM_LENGTH, "160", "160" },
		{ "FOIL", DIM_AREA, "500", "500" },
		{ "SCREW", DIM_EACH, "2", "3" } };
	struct golden g;
	const struct item *magnet;

	good(&g, GOOD "items.csv");
	ck_assert_int_eq(g.format, FORMAT_CSV_ITEMS);
	ck_assert_uint_eq(g.b.nitem, LENGTH(items));
	for (size_t i = 0; i < LENGTH(items); i++) {
		const struct item *it = item(&g, items[i].part);

		ck_assert_uint_eq(it->dim, items[i].dim);
		ck_assert_str_eq(number(&g, it->mass.lo), items[i].lo);
		ck_assert_str_eq(number(&g, it->mass.hi), items[i].hi);
	}
	magnet = item(&g, "MAGNET");
	ck_assert_str_eq(number(&g, magnet->value), "0.92");
	ck_assert(str_is(bom_text_get(&g.b, magnet->currency), "EUR"));
	ck_assert(str_is(bom_text_get(&g.b, magnet->hs), "8505.11"));
	ck_assert_uint_eq(magnet->flags, ITEM_SHIPPED | ITEM_OPEN);
	ck_assert_uint_eq(magnet->at.line, 2);
	ck_assert_uint_eq(item(&g, "SCREW")->value, BOM_NONE);
	golden_free(&g);
}
END_TEST

START_TEST(a_country_without_a_stage_is_that_of_the_component)
{
	struct golden g;

	good(&g, GOOD "items.csv");
	ck_assert_uint_eq(g.b.norigin, 1);
	ck_assert_str_eq(g.b.origin[0].country, "CN");
	ck_assert_uint_eq(g.b.origin[0].stage, STAGE_COMPONENT);
	ck_assert_uint_eq(g.b.origin[0].content, BOM_NONE);
	ck_assert_uint_eq(g.b.origin[0].elements, 0);
	ck_assert_uint_eq(g.b.origin[0].at.line, 2);
	golden_free(&g);
}
END_TEST

START_TEST(an_indented_list_says_where_each_part_was_made_once)
{
	struct golden g;

	good(&g, GOOD "levels-countries.csv");
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_str_eq(part_of_ref(&g, g.b.origin[0].item), "DRIVE");
	ck_assert_str_eq(g.b.origin[0].country, "DE");
	ck_assert_str_eq(part_of_ref(&g, g.b.origin[1].item), "MAGNET");
	ck_assert_str_eq(g.b.origin[1].country, "CN");
	ck_assert_uint_eq(g.b.origin[1].stage, STAGE_COMPONENT);
	ck_assert_uint_eq(g.b.origin[1].at.line, 5);
	ck_assert_uint_eq(g.b.nitem, 0); /* another table may define them */
	golden_free(&g);
}
END_TEST

START_TEST(an_edge_list_may_say_what_its_parts_are)
{
	struct golden g;
	const struct item *magnet, *shaft;

	golden_init(&g);
	golden_read(&g, "x",
	    STR("parent,part,description,qty,uom,weight (g),coo,hs\n"
		"DRIVE,ROTOR,Rotor,1,each,,DE,\n"
		"ROTOR,MAGNET,,16,each,12.5,CN,\n"
		"ROTOR,SHAFT,Shaft,1,each,820,,\n"
		"DRIVE,MAGNET,Magnet,1,each,12.50,CN,8505.11\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 3); /* nobody says what DRIVE is */
	magnet = &g.b.item[1];
	ck_assert(str_is(bom_text_get(&g.b, magnet->name), "Magnet"));
	ck_assert(str_is(bom_text_get(&g.b, magnet->hs), "8505.11"));
	ck_assert_str_eq(number(&g, magnet->mass.lo), "12.5");
	ck_assert_uint_eq(magnet->at.line, 3);
	shaft = &g.b.item[2];
	ck_assert_str_eq(number(&g, shaft->mass.lo), "820");
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_str_eq(part_of_ref(&g, g.b.origin[1].item), "MAGNET");
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.b.nitem, 4);
	golden_free(&g);
}
END_TEST

START_TEST(more_rows_than_a_batch_say_what_their_parts_are)
{
	struct golden g;
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	fputs("parent,part,qty,uom,mass_g,origin\n", to);
	for (int i = 0; i < 1000; i++)
		fprintf(to, "TOP,P%d,1,each,%d,%s\n", i % 500, i % 500 + 1,
		    i < 500 ? "" : "JP");
	fclose(to);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, size });
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nitem, 500);
	ck_assert_uint_eq(g.b.norigin, 500);
	for (uint32_t i = 0; i < 500; i++) {
		char want[16];

		snprintf(want, sizeof(want), "%u", i + 1);
		ck_assert_str_eq(number(&g, g.b.item[i].mass.lo), want);
		ck_assert_str_eq(g.b.origin[i].country, "JP");
	}
	golden_free(&g);
	free(text);
}
END_TEST

/* Rows that say a name and no more: what has one is not looked at again. */
START_TEST(of_several_names_the_first_is_taken)
{
	static const char *const names[] = { "", "Screw", "Bolt", "", "Screw" };
	struct golden g;
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	fputs("parent,part,description,qty,uom\n", to);
	for (int i = 0; i < 5 * 300; i++)
		fprintf(to, "TOP,P%d,%s,1,each\n", i % 300, names[i / 300]);
	fputs("P7,Q,Screw,1,each\nP7,R,,1,each\n", to);
	fclose(to);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, size });
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 302);
	for (uint32_t i = 0; i < 301; i++)
		ck_assert(
		    str_is(bom_text_get(&g.b, g.b.item[i].name), "Screw"));
	ck_assert_uint_eq(g.b.item[301].name, 0);
	golden_free(&g);
	free(text);
}
END_TEST

START_TEST(two_countries_of_one_part_are_both_kept_and_told)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "x",
	    STR("level,part,qty,uom,coo\n0,DRIVE,1,each,DE\n"
		"1,MAGNET,2,each,CN\n1,MAGNET,1,each,JP\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.norigin, 3);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.f.n, 1);
	ck_assert_ptr_nonnull(strstr(g.f.list[0].text, "more than 100 %"));
	golden_free(&g);
}
END_TEST

START_TEST(files_of_one_product_are_read_together)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "content.csv",
	    STR("part,element,amount,unit\nMAGNET,Nd,28,%\n"));
	golden_read(&g, "edges.csv",
	    STR("parent,part,qty,unit\nMOTOR,MAGNET,4,each\n"));
	golden_read(&g, "items.csv", STR("part,mass_g\nMAGNET,12.5\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.b.nitem, 2);
	ck_assert_uint_eq(g.b.content[0].item, g.b.use[0].child);
	golden_free(&g);
}
END_TEST

/* Each block of the prose that is a table must be one. */
START_TEST(the_examples_of_the_prose_are_true)
{
	struct bytes doc = { 0 };
	size_t blocks = 0;
	const char *p;

	golden_load("schemas/csv-1.md", &doc);
	p = doc.p;
	while ((p = strstr(p, "```csv\n")) != NULL) {
		const char *start = p + strlen("```csv\n");
		const char *stop = strstr(start, "```");
		struct golden g;

		ck_assert_ptr_nonnull(stop);
		golden_init(&g);
		golden_read(&g, "csv-1.md",
		    (struct str){ start, (size_t)(stop - start) });
		ck_assert_msg(g.st == ST_OK && g.f.warnings == 0,
		    "block %zu: %u: %s", blocks, g.f.list[0].at.line,
		    g.f.list[0].text);
		golden_free(&g);
		blocks++;
		p = stop + 3;
	}
	ck_assert_uint_eq(blocks, 23);
	bytes_free(&doc);
}
END_TEST

START_TEST(bad_tables_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/csv/bad", ".csv", 41);
}
END_TEST

START_TEST(a_chain_of_levels_has_an_end)
{
	struct golden g;
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	fputs("level,part,qty,unit\n", to);
	for (int i = 0; i <= LIMIT_CSV_LEVEL + 1; i++)
		fprintf(to, "%d,P%d,1,each\n", i, i);
	fclose(to);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, size });
	ck_assert_int_eq(g.st, ST_SYNTAX);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.first.at.line, LIMIT_CSV_LEVEL + 3);
	ck_assert_uint_eq(g.f.first.at.col, 1);
	free(text);
	golden_free(&g);
}
END_TEST

/* Between two rows more is copied than is kept of rows that are no longer
 * needed: it is passed over, or refused. */
START_TEST(names_outlive_rows_that_are_passed_over)
{
	static const struct {
		const char *head, *between;
		enum status st;
	} tables[] = {
		{ "parent,part,quantity,unit,note\n", "Total,\"%s\"\n", ST_OK },
		{ "parent,part,quantity,unit,note\n", ",\"%s\",x,each,\n",
		    ST_INCOMPLETE },
		{ "Item,Item Code (Items),Qty (Items),UOM (Items),Note\n",
		    ",,,,\"%s\"\n", ST_OK },
	};
	char *quotes = malloc(40001), *text = NULL;
	struct golden g;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	memset(quotes, '"', 40000);
	quotes[40000] = '\0';
	fputs(tables[_i].head, to);
	fputs("\"P\"\"1\",\"C\"\"1\",1,each,\n", to);
	for (int i = 0; i < 60; i++)
		fprintf(to, tables[_i].between, quotes);
	fputs("\"P\"\"1\",\"C\"\"2\",1,each,\n", to);
	fclose(to);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, n });
	ck_assert_int_eq(g.st, tables[_i].st);
	ck_assert_uint_eq(g.b.nuse, 2);
	ck_assert_uint_eq(g.b.parts.n, 3);
	ck_assert_uint_ne(intern_find(&g.b.parts, STR("C\"1")), INTERN_NONE);
	ck_assert_uint_ne(intern_find(&g.b.parts, STR("C\"2")), INTERN_NONE);
	golden_free(&g);
	free(quotes);
	free(text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, names_outlive_rows_that_are_passed_over, 0, 3);
	tcase_add_test(t, an_edge_list_keeps_part_numbers_as_they_are);
	tcase_add_test(t, an_edge_list_may_have_a_mark_semicolons_and_crlf);
	tcase_add_loop_test(t, a_first_line_may_name_the_separator, 0, 4);
	tcase_add_test(
	    t, a_missing_column_is_told_at_the_end_of_the_header_row);
	tcase_add_test(t, an_edge_list_without_units_counts_pieces_and_says_so);
	tcase_add_test(t, a_unit_may_stand_behind_the_number);
	tcase_add_test(t, a_batch_divides_exactly);
	tcase_add_test(t, ten_thousand_rows_come_out_as_written);
	tcase_add_test(t, an_indented_list_is_a_graph);
	tcase_add_test(t, a_mass_is_per_what_its_unit_says);
	tcase_add_test(t, a_country_without_a_stage_is_that_of_the_component);
	tcase_add_test(t, an_indented_list_says_where_each_part_was_made_once);
	tcase_add_test(t, an_edge_list_may_say_what_its_parts_are);
	tcase_add_test(t, more_rows_than_a_batch_say_what_their_parts_are);
	tcase_add_test(t, of_several_names_the_first_is_taken);
	tcase_add_test(t, two_countries_of_one_part_are_both_kept_and_told);
	tcase_add_test(t, files_of_one_product_are_read_together);
	tcase_add_test(t, the_examples_of_the_prose_are_true);
	tcase_add_test(t, bad_tables_are_refused_in_these_words);
	tcase_add_test(t, a_chain_of_levels_has_an_end);
}

int
main(void)
{
	return run_suite("read_csv", add);
}
