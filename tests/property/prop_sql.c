/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a database that follows every path comes to the same sums.
 *
 * A random product of which everything is told, each amount exactly or from
 * one number to another.  Its items and uses go into SQLite as whole numbers
 * of micrograms and of pieces; one recursive query follows every way down from
 * every item, and adds up what is at its end: lower ends, upper ends, pieces
 * and ways.  The roll-up, which never follows a way twice, has the same
 * numbers to the last digit, and in doubles within their bound; and so have
 * the explanation of an item and the list of what holds another.
 */
#include "core/trace/explain.h"
#include "core/trace/trace.h"
#include "core/trace/where.h"
#include "tests/property/dice.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>

#define LEVELS 6
#define WIDTH 5
#define ITEMS (LEVELS * WIDTH)
#define ROUNDS 100 /* of ten loops each */

/* What is added up; columns of the plan are in this order. */
enum sum { MASS, DY, ALL, CN, SUMS };

struct product {
	struct make m;
	sqlite3 *db;
	sqlite3_stmt *add_item, *add_use;
};

/* What an item holds by itself, its parts left out [ug]. */
struct own {
	long lo[SUMS], hi[SUMS];
};

/* ---- the database */

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, sqlite3_errmsg(db));
	return s;
}

static void
insert(sqlite3_stmt *s, const long *value, int n)
{
	for (int i = 0; i < n; i++)
		ck_assert_int_eq(
		    sqlite3_bind_int64(s, i + 1, value[i]), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(s), SQLITE_DONE);
	ck_assert_int_eq(sqlite3_reset(s), SQLITE_OK);
}

static void
open_database(struct product *p)
{
	ck_assert_int_eq(sqlite3_open(":memory:", &p->db), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_exec(p->db,
		"CREATE TABLE item(id INTEGER PRIMARY KEY, lo0, lo1, lo2, "
		"lo3, hi0, hi1, hi2, hi3);"
		"CREATE TABLE use(parent, child, quantity);"
		"CREATE INDEX parents ON use(parent)",
		NULL, NULL, NULL),
	    SQLITE_OK);
	p->add_item =
	    prepare(p->db, "INSERT INTO item VALUES(?,?,?,?,?,?,?,?,?)");
	p->add_use = prepare(p->db, "INSERT INTO use VALUES(?,?,?)");
}

/* One row for each way down from any item, with the pieces along it. */
#define EVERY_WAY \
	"WITH RECURSIVE way(root, id, pieces) AS (" \
	"SELECT id, id, 1 FROM item UNION ALL " \
	"SELECT root, child, pieces * quantity " \
	"FROM way JOIN use ON parent = id) "

/* ---- the product */

static void
part_name(char name[24], long i)
{
	snprintf(name, 24, "I%02ld", i);
}

/* "[lo,hi]" in grams. */
static const char *
grams(char text[100], long lo, long hi)
{
	snprintf(text, 100, "[%ld.%06ld,%ld.%06ld]", lo / 1000000, lo % 1000000,
	    hi / 1000000, hi % 1000000);
	return text;
}

enum country { NOBODY_KNOWS, CHINA, AUSTRALIA, COUNTRIES };

static void
tell_line(struct make *m, const char *name, int element, enum country from,
    struct own *o)
{
	static const char *const symbol[] = { "Dy", "Nd", "Ce" };
	long lo = pick(5) == 0 ? 0 : pick(3000000);
	long hi = pick(2) == 0 ? lo : lo + pick(400000);
	char text[100];

	make_line(m, name, symbol[element], grams(text, lo, hi), false)->scope =
	    SCOPE_OWN;
	for (int s = 0; s < SUMS; s++) {
		if (s == DY && element != 0)
			continue;
		o->lo[s] += s == CN && from != CHINA ? 0 : lo;
		o->hi[s] += s == CN && from == AUSTRALIA ? 0 : hi;
	}
}

/* Beside its rare earths a leaf holds something else. */
static void
tell_mass(struct make *m, struct item *it, struct own *o)
{
	char text[100];

	o->lo[MASS] = o->hi[MASS] + 1 + pick(1000000);
	o->hi[MASS] = o->lo[MASS] + (pick(2) == 0 ? 0 : pick(500000));
	it->has_mass = 1;
	it->mass = make_amount(m, grams(text, o->lo[MASS], o->hi[MASS]), false);
}

static void
tell_item(struct product *p, long i)
{
	static const char *const code[COUNTRIES] = { "", "CN", "AU" };
	struct make *m = &p->m;
	enum country from = (enum country)pick(COUNTRIES);
	struct own own = { .lo = { 0 } };
	bool leaf = i >= ITEMS - WIDTH;
	long row[1 + 2 * SUMS];
	char name[24];

	part_name(name, i);
	make_item(m, name, NULL)->flags |= ITEM_COMPLETE;
	if (leaf || pick(3) == 0)
		for (int e = (int)pick(3); e >= 0; e--)
			tell_line(m, name, e, from, &own);
	if (leaf)
		tell_mass(m, &m->b.item[m->b.nitem - 1], &own);
	for (int s = 0; from != NOBODY_KNOWS && s < STAGE_RECYCLING; s++)
		make_origin(m, name, (enum stage)s, code[from], "1");
	row[0] = i;
	memcpy(row + 1, own.lo, sizeof(own.lo));
	memcpy(row + 1 + SUMS, own.hi, sizeof(own.hi));
	insert(p->add_item, row, 1 + 2 * SUMS);
}

static void
tell_use(struct product *p, long parent, long child)
{
	long row[3] = { parent, child, 1 + pick(4) };
	char a[24], b[24], q[24];

	part_name(a, parent);
	part_name(b, child);
	snprintf(q, sizeof(q), "%ld", row[2]);
	make_use(&p->m, a, b, q);
	insert(p->add_use, row, 3);
}

/* Items in levels: each holds a few of the next level, some of them twice,
 * and now and then one of any later level. */
static void
invent(struct product *p)
{
	make_init(&p->m);
	open_database(p);
	for (long i = 0; i < ITEMS; i++)
		tell_item(p, i);
	for (long i = 0; i < ITEMS - WIDTH; i++) {
		long next = (i / WIDTH + 1) * WIDTH;

		for (long n = 1 + pick(4); n > 0; n--)
			tell_use(p, i, next + pick(WIDTH));
		if (pick(4) == 0)
			tell_use(p, i, next + pick(ITEMS - next));
	}
	make_linked(&p->m);
}

/* ---- both sides */

static uint32_t
item_of(const struct product *p, sqlite3_stmt *s, int column)
{
	char name[24];

	part_name(name, (long)sqlite3_column_int64(s, column));
	return make_find(&p->m, name);
}

/* q times 10^6 is a number of the database. */
static void
same(const char *what, uint32_t item, mpq_srcptr q, long scale, sqlite3_stmt *s,
    int column)
{
	mpq_t v;

	mpq_init(v);
	mpq_set_si(v, (long)sqlite3_column_int64(s, column), 1);
	mpz_set_si(mpq_denref(v), scale);
	mpq_canonicalize(v);
	ck_assert_msg(mpq_equal(q, v) != 0, "item %u, %s: %.17g, not %.17g",
	    item, what, mpq_get_d(q), mpq_get_d(v));
	mpq_clear(v);
}

static void
same_ends(const struct trace *t, enum sum sum, uint32_t item, sqlite3_stmt *s)
{
	static const char *const names[SUMS] = { "mass", "Dy", "all",
		"Chinese" };
	struct error err = { 0 };
	struct bounds d;
	struct exact x;

	exact_init(&x);
	ck_assert_int_eq(
	    trace_exact(t, (size_t)sum, &item, 1, &x, &err), ST_OK);
	ck_assert(!x.hi_infinite && !x.lo_open && !x.hi_open);
	ck_assert(!x.lo_loose && !x.hi_loose);
	same(names[sum], item, x.lo, 1000000, s, 1 + (int)sum);
	same(names[sum], item, x.hi, 1000000, s, 1 + SUMS + (int)sum);
	trace_bounds(t, (size_t)sum, item, &d);
	ck_assert_double_le(fabs(d.lo - mpq_get_d(x.lo)), d.lo_err * 1.01);
	ck_assert_double_le(fabs(d.hi - mpq_get_d(x.hi)), d.hi_err * 1.01);
	exact_clear(&x);
}

static size_t
check_sums(const struct product *p, const struct trace *t)
{
	sqlite3_stmt *s = prepare(p->db, EVERY_WAY
	    "SELECT root, sum(pieces*lo0), sum(pieces*lo1), sum(pieces*lo2), "
	    "sum(pieces*lo3), sum(pieces*hi0), sum(pieces*hi1), "
	    "sum(pieces*hi2), sum(pieces*hi3), count(*) "
	    "FROM way JOIN item USING(id) GROUP BY root");
	size_t ways = 0, n = 0;

	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		uint32_t item = item_of(p, s, 0);

		for (int sum = 0; sum < SUMS; sum++)
			same_ends(t, (enum sum)sum, item, s);
		ways += (size_t)sqlite3_column_int64(s, 1 + 2 * SUMS);
	}
	sqlite3_finalize(s);
	ck_assert_uint_eq(n, ITEMS);
	return ways;
}

static const struct share *
share_of(const struct explanation *e, uint32_t item)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->share[i].item == item)
			return &e->share[i];
	ck_abort_msg("item %u is not explained", item);
	return NULL;
}

/* What the first item holds: pieces and ways of each. */
static void
check_explanation(const struct product *p, const struct trace *t)
{
	sqlite3_stmt *s = prepare(p->db,
	    EVERY_WAY "SELECT id, sum(pieces), count(*) FROM way "
		      "WHERE root = 0 GROUP BY id");
	struct explanation e = { 0 };
	struct error err = { 0 };
	size_t n = 0;

	ck_assert_int_eq(
	    explain_item(t, COLUMN_MASS, make_find(&p->m, "I00"), &e, &err),
	    ST_OK);
	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		const struct share *h = share_of(&e, item_of(p, s, 0));

		same("at least", h->item, h->exact->quantity_lo, 1, s, 1);
		same("pieces", h->item, h->exact->quantity, 1, s, 1);
		ck_assert_int_eq(mpz_cmp_si(h->exact->paths,
				     (long)sqlite3_column_int64(s, 2)),
		    0);
	}
	sqlite3_finalize(s);
	ck_assert_uint_eq(n, e.n);
	explanation_free(&e);
}

/* What holds the last item: pieces of it and ways to it, by number. */
struct holders {
	const struct bom *b;
	long pieces[ITEMS], ways[ITEMS];
	size_t n;
};

static enum status
check_row(void *ctx, const struct where_row *row, struct error *err)
{
	struct holders *h = ctx;
	const char *part = bom_part(h->b, row->above->item).p;
	int i = (part[1] - '0') * 10 + part[2] - '0';

	(void)err;
	ck_assert_int_eq(mpq_cmp_si(row->quantity.lo, h->pieces[i], 1), 0);
	ck_assert_int_eq(mpq_cmp_si(row->quantity.hi, h->pieces[i], 1), 0);
	ck_assert_int_eq(mpz_cmp_si(row->paths, h->ways[i]), 0);
	h->n++;
	return ST_OK;
}

static void
check_holders(const struct product *p)
{
	sqlite3_stmt *s = prepare(p->db,
	    EVERY_WAY "SELECT root, sum(pieces), count(*) FROM way "
		      "WHERE id = 29 GROUP BY root");
	struct holders h = { .b = &p->m.b };
	struct error err = { 0 };
	struct where w;
	size_t n = 0;

	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		int root = sqlite3_column_int(s, 0);

		h.pieces[root] = (long)sqlite3_column_int64(s, 1);
		h.ways[root] = (long)sqlite3_column_int64(s, 2);
	}
	sqlite3_finalize(s);
	ck_assert_int_eq(
	    where_find(&p->m.b, make_find(&p->m, "I29"), &w, &err), ST_OK);
	ck_assert_int_eq(where_walk(&w, NULL, check_row, &h, &err), ST_OK);
	ck_assert_uint_eq(h.n, n);
	where_free(&w);
}

static size_t
check_product(void)
{
	struct channel ch[SUMS - 1] = { { .elements = make_elements("Dy") },
		{ .elements = ALL_ELEMENTS },
		{ .elements = ALL_ELEMENTS,
		    .policy = POLICY_ANY_STAGE,
		    .country = { "CN" } } };
	struct plan plan = { ch, SUMS - 1, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct product p;
	size_t ways;

	invent(&p);
	ck_assert_int_eq(trace_run(&p.m.b, &plan, 1, &t, &f, &err), ST_OK);
	ways = check_sums(&p, t);
	check_explanation(&p, t);
	check_holders(&p);
	trace_free(t);
	findings_free(&f);
	make_free(&p.m);
	sqlite3_finalize(p.add_item);
	sqlite3_finalize(p.add_use);
	sqlite3_close(p.db);
	return ways;
}

START_TEST(a_query_over_every_path_gives_the_same_sums)
{
	int rounds = run_rounds(ROUNDS);
	size_t ways = 0;

	state = (uint64_t)_i + 1;
	for (int round = 0; round < rounds; round++)
		ways += check_product();
	/* there are many more ways than items */
	ck_assert_uint_gt(ways, (size_t)rounds * ITEMS * 20);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, a_query_over_every_path_gives_the_same_sums, 0, 10);
}

int
main(void)
{
	return run_suite("sums by SQL", add);
}
