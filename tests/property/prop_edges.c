/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: an edge list read by two threads is the one read by one.
 *
 * Random lists, many of them faulty: names in quotes, blank and doubled
 * cells, numbers that are none, rows of another width, totals, parts that are
 * stated in two ways.  Both readings leave the same uses, references, items
 * and texts, and tell the same in the same order.
 */
#include "core/bom/table/read_csv.h"
#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#define LISTS 400
#define ROWS_MOST 2500 /* some hand-overs between the threads */

static uint64_t random_state;

static unsigned
pick(unsigned n)
{
	random_state =
	    random_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(random_state >> 33) % n;
}

static void
put_name(FILE *to, unsigned names)
{
	unsigned n = pick(names);

	switch (pick(40)) {
	case 0:
		fprintf(to, "\"P \"\"%u\"\"\"", n); /* no bytes of the file */
		break;
	case 1:
		fprintf(to, "\"P%u\"", n);
		break;
	case 2:
		fprintf(to, " P%u ", n);
		break;
	case 3:
		fprintf(to, "part with a very long number %u", n);
		break;
	default:
		fprintf(to, "P%u", n);
	}
}

/* Mostly a row that is in order; faults: how many of a thousand are not. */
static void
put_row(FILE *to, unsigned parent, unsigned names, unsigned faults)
{
	static const char *const bad[] = { ",,,,\n", "total,,3,,\n", "\n",
		"P1,,1,each,\n", ",P1,1,each,\n", "P1,P2,much,each,\n",
		"P1,P2,1,ell,\n", "P1,P2\n", "P1,P2,1,each,x,y,z,w,v\n",
		"\"P1\n1\",P2,1,each,,,\n" };
	static const char *const units[] = { "each", "g", "kg", "m" };
	static const char *const kinds[] = { "magnet", "part", "gadget" };
	static const char *const words[] = { "", "screw", "NdFeB ring", "-" };

	if (pick(1000) < faults) {
		fputs(bad[pick(LENGTH(bad))], to);
		return;
	}
	if (pick(50) == 0)
		put_name(to, names);
	else
		fprintf(to, "P%u", parent);
	fputc(',', to);
	put_name(to, names);
	fprintf(to, ",%u.%u,%s,%s,%s,%s\n", pick(20), pick(3),
	    units[pick(LENGTH(units))], words[pick(LENGTH(words))],
	    pick(600) < faults ? kinds[pick(LENGTH(kinds))] : "",
	    pick(3) ? "" : "2024-05-06");
}

static char *
invent(size_t *n)
{
	static const char *const heads[] = {
		"parent,child,qty,uom,description,form,effective_from\n",
		"parent,child,qty,uom,remark,hs code,effective_from\n",
		"parent,child,qty,uom,country of origin,refdes,until\n",
		"parent,child,qty,uom,revision,maker,until\n",
	};
	unsigned rows = pick(8) == 0 ? pick(ROWS_MOST) : pick(100);
	unsigned names = 1 + pick(400), faults = pick(3) ? 0 : pick(300);
	char *text = NULL;
	FILE *to = open_memstream(&text, n);

	ck_assert_ptr_nonnull(to);
	fputs(heads[pick(LENGTH(heads))], to);
	for (unsigned i = 0; i < rows; i++)
		put_row(to, i / 5 % names, names, faults);
	if (pick(50) == 0)
		fputs("P1,\"P2,1,each\n", to); /* never closes */
	fclose(to);
	return text;
}

static void
read_list(struct golden *g, struct str text, bool apart)
{
	struct bytes bytes;
	struct input in;
	struct table t;

	golden_init(g);
	ck_assert(bytes_copy(&bytes, text));
	ck_assert_uint_eq(bom_add_file(&g->b, "x", &bytes, ROLE_BOM), 0);
	in = (struct input){ .b = &g->b,
		.chem = &g->chem,
		.f = &g->f,
		.body = { g->b.file[0].bytes.p, text.n } };
	if (table_open(&t, &in) == ST_OK)
		read_edges_apart(&t, apart);
	table_close(&t);
}

static bool
same_place(struct place a, struct place b)
{
	return a.line == b.line && a.col == b.col && a.file == b.file;
}

static void
same_texts(const struct intern *a, const struct intern *b)
{
	ck_assert_uint_eq(a->n, b->n);
	for (size_t i = 0; i < a->n; i++)
		ck_assert(str_eq(a->key[i], b->key[i]));
}

static void
same_uses(const struct bom *a, const struct bom *b)
{
	ck_assert_uint_eq(a->nuse, b->nuse);
	for (size_t i = 0; i < a->nuse; i++) {
		const struct use *x = &a->use[i], *y = &b->use[i];

		ck_assert(x->parent == y->parent && x->child == y->child &&
			  x->qty == y->qty && x->note == y->note &&
			  x->unit == y->unit && x->flags == y->flags &&
			  same_place(x->at, y->at));
	}
	ck_assert_uint_eq(a->nref, b->nref);
	for (size_t i = 0; i < a->nref; i++) {
		const struct ref *x = &a->ref[i], *y = &b->ref[i];

		ck_assert(x->part == y->part && x->maker == y->maker &&
			  x->revision == y->revision &&
			  x->may_define == y->may_define &&
			  same_place(x->at, y->at));
	}
}

static void
same_items(const struct bom *a, const struct bom *b)
{
	ck_assert_uint_eq(a->nitem, b->nitem);
	for (size_t i = 0; i < a->nitem; i++) {
		const struct item *x = &a->item[i], *y = &b->item[i];

		ck_assert(x->part_id == y->part_id && x->name == y->name &&
			  x->hs == y->hs && x->material == y->material &&
			  x->form == y->form && x->dim == y->dim &&
			  x->flags == y->flags && same_place(x->at, y->at));
	}
	ck_assert_uint_eq(a->norigin, b->norigin);
	for (size_t i = 0; i < a->norigin; i++)
		ck_assert(a->origin[i].item == b->origin[i].item &&
			  same_place(a->origin[i].at, b->origin[i].at) &&
			  memcmp(a->origin[i].country, b->origin[i].country,
			      sizeof(a->origin[i].country)) == 0);
	ck_assert_uint_eq(a->nnote, b->nnote);
	ck_assert_uint_eq(a->passedkeys.n, b->passedkeys.n);
}

static void
same_words(const struct golden *a, const struct golden *b)
{
	size_t n, m;
	char *x = golden_said(a, &n), *y = golden_said(b, &m);

	ck_assert_msg(strcmp(x, y) == 0, "other words, or in another order");
	ck_assert_uint_eq(a->f.errors, b->f.errors);
	ck_assert_uint_eq(a->f.warnings, b->f.warnings);
	ck_assert_uint_eq(a->f.losses, b->f.losses);
	ck_assert_uint_eq(a->f.dropped_errors, b->f.dropped_errors);
	ck_assert_uint_eq(a->f.dropped_others, b->f.dropped_others);
	ck_assert_str_eq(a->f.first.text, b->f.first.text);
	ck_assert_uint_eq(a->f.first.at.line, b->f.first.at.line);
	free(x);
	free(y);
}

START_TEST(two_threads_read_what_one_does)
{
	size_t lists = (size_t)run_rounds(LISTS), refused = 0, stated = 0, n;

	for (uint64_t i = 0; i < lists; i++) {
		struct golden one, two;
		char *text;

		random_state = i;
		text = invent(&n);
		read_list(&one, (struct str){ text, n }, false);
		read_list(&two, (struct str){ text, n }, true);
		same_words(&one, &two);
		same_uses(&one.b, &two.b);
		same_items(&one.b, &two.b);
		same_texts(&one.b.parts, &two.b.parts);
		same_texts(&one.b.text, &two.b.text);
		same_texts(&one.b.num.limbs, &two.b.num.limbs);
		refused += one.f.errors > 0;
		stated += one.b.nitem > 0;
		golden_free(&one);
		golden_free(&two);
		free(text);
	}
	ck_assert_uint_gt(refused, lists / 5);
	ck_assert_uint_lt(refused, lists * 4 / 5);
	ck_assert_uint_gt(stated, lists / 4);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, two_threads_read_what_one_does);
}

int
main(void)
{
	return run_suite("edges", add);
}
