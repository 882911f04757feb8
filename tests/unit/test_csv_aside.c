/* SPDX-License-Identifier: Apache-2.0 */
/* test_csv_aside - what is no row of a table, and what only looks so. */
#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#define INDENTED "Part,Qty,Unit,Name\nDRIVE,1,each,\n  MOTOR,2,each,\n"
#define OUTLINED "Name,Pos,Part,Qty,Unit\nDrive,1,DRIVE,1,each\n"
#define EDGES "parent,part,qty,unit,name\nDRIVE,MOTOR,2,each,x\n"
#define CONTENT "part,element,amount,unit,name\nA,Nd,1,%,x\n"

/* "parent>part quantity" of each use; and how much has been told. */
static const struct {
	const char *table, *uses;
	size_t told;
} rows[] = {
	/* a part may be called so */
	{ INDENTED "  TOTAL SEAL,3,each,\n    MAGNET,4,each,\n",
	    "TOTAL SEAL>MAGNET 4;DRIVE>MOTOR 2;DRIVE>TOTAL SEAL 3;", 0 },
	{ OUTLINED "Total station,1.1,MOTOR,2,each\n", "DRIVE>MOTOR 2;", 0 },
	{ "Name,Level,Part,Qty,Unit\nDrive,1,DRIVE,1,each\n"
	  "Total station,1.1,MOTOR,2,each\n",
	    "DRIVE>MOTOR 2;", 0 },
	{ "parent,part,qty,unit\nTOTAL STATION,MOTOR,2,each\n",
	    "TOTAL STATION>MOTOR 2;", 0 },
	/* and totals are none */
	{ INDENTED "Total,3,each,\n", "DRIVE>MOTOR 2;", 1 },
	{ INDENTED "Total parts,3,,\n", "DRIVE>MOTOR 2;", 1 },
	{ OUTLINED "Total station,1.1,MOTOR,2,each\nTotal of all,,,3,\n",
	    "DRIVE>MOTOR 2;", 1 },
	{ EDGES "Total,,2,,\n", "DRIVE>MOTOR 2;", 1 },
	{ EDGES "Total parts: 2\n", "DRIVE>MOTOR 2;", 1 },
	{ EDGES "Total:,,2\n", "DRIVE>MOTOR 2;", 1 },
	/* what is open stays so over a page and a remark */
	{ INDENTED "Part,Qty,Unit,Name\n    MAGNET,4,each,\n",
	    "MOTOR>MAGNET 4;DRIVE>MOTOR 2;", 1 },
	{ OUTLINED "Motor,1.1,MOTOR,2,each\nName,Pos,Part,Qty,Unit\n"
		   "Magnet,1.1.1,MAGNET,4,each\n",
	    "MOTOR>MAGNET 4;DRIVE>MOTOR 2;", 1 },
	{ INDENTED ",,,the magnets\n    MAGNET,4,each,\n",
	    "MOTOR>MAGNET 4;DRIVE>MOTOR 2;", 1 },
	/* words behind the table */
	{ EDGES "\nPrepared by,J. Smith\n", "DRIVE>MOTOR 2;", 1 },
	{ EDGES "\nRevision,Date,Author\nA,2026-01-01,Smith\n",
	    "DRIVE>MOTOR 2;", 1 },
	{ CONTENT "\nPrepared by,J. Smith\n", "", 1 },
};

static void
put_uses(const struct bom *b, char *text, size_t size)
{
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < b->nuse && n < size; i++) {
		const struct use *u = &b->use[i];
		struct str parent = b->parts.key[b->ref[u->parent].part];
		struct str child = b->parts.key[b->ref[u->child].part];
		char number[NUM_TEXT];
		mpq_t view;

		numtab_view(&b->num, u->qty, view);
		ck_assert(num_format_exact(number, view));
		n += (size_t)snprintf(text + n, size - n, "%.*s>%.*s %s;",
		    STR_ARG(parent), STR_ARG(child), number);
	}
}

START_TEST(rows_of_data_are_kept_and_no_others)
{
	struct golden g;
	char uses[400];
	size_t told = 0;

	golden_init(&g);
	golden_read(&g, "x.csv", str_of(rows[_i].table));
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	put_uses(&g.b, uses, sizeof(uses));
	ck_assert_str_eq(uses, rows[_i].uses);
	for (size_t i = 0; i < g.f.n; i++)
		told += strstr(g.f.list[i].text, "passed over") != NULL;
	ck_assert_uint_eq(told, rows[_i].told);
	golden_free(&g);
}
END_TEST

/* Of another width than the header row, and yet of the table. */
static const struct {
	const char *table;
	uint32_t line;
} refused[] = {
	/* spreadsheets leave blank fields at the end of a row away */
	{ EDGES "\nDRIVE,MAGNET,4,each\n", 4 },
	{ EDGES "\nMagnets\nDRIVE,MAGNET,4,each\n", 4 },
	{ CONTENT "\nA,Dy,1,%\n", 4 },
	/* a separator in a name */
	{ EDGES "TOTAL STATION,LENS,2,each,big, round\n", 3 },
	{ EDGES "Total station,LENS,2\n", 3 },
};

START_TEST(a_row_of_data_is_not_lost_for_its_width_or_name)
{
	struct golden g;

	golden_init(&g);
	golden_read(&g, "x.csv", str_of(refused[_i].table));
	ck_assert_int_ne(g.st, ST_OK);
	ck_assert_uint_eq(g.f.first.at.line, refused[_i].line);
	golden_free(&g);
}
END_TEST

/* How many warnings a table of semicolons gives for its points. */
static const struct {
	const char *numbers;
	size_t warned;
} points[] = {
	{ "1.500;1\n", 1 },
	{ "1.500;12.750 g\n", 1 },
	{ "<12.000;1\n", 1 },
	{ "1;1\n", 0 },
	{ "0.500;1\n", 0 },
	{ ".500;1\n", 0 },
	{ "1.5;1\n", 0 },
	{ "1000.500;1\n", 0 },
	{ "1.500;2.75\n", 0 },
};

START_TEST(a_point_that_may_stand_between_thousands_is_told)
{
	struct golden g;
	char table[200];
	size_t told = 0;

	snprintf(table, sizeof(table),
	    "part;element;unit;name;min;max\nA;Nd;g;1.500;%s",
	    points[_i].numbers);
	golden_init(&g);
	golden_read(&g, "x.csv", str_of(table));
	for (size_t i = 0; i < g.f.n; i++)
		told += strstr(g.f.list[i].text, "thousands") != NULL;
	ck_assert_uint_eq(told, points[_i].warned);
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, rows_of_data_are_kept_and_no_others, 0, LENGTH(rows));
	tcase_add_loop_test(t, a_row_of_data_is_not_lost_for_its_width_or_name,
	    0, LENGTH(refused));
	tcase_add_loop_test(t, a_point_that_may_stand_between_thousands_is_told,
	    0, LENGTH(points));
}

int
main(void)
{
	return run_suite("csv_aside", add);
}
