/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what is said of an owner holds for everything that nobody said.
 *
 * Random companies and stakes in tenths: known, between two ends, or unknown;
 * parties on the list, off it, or not looked up; others known or not; a limit
 * of so many tenths, or more than these, of each holder or of all together. All
 * ways
 * to fill in what is open are tried one by one, in tenths, and each of them is
 * answered by going through all chains of owners one by one.  Then: yes is yes
 * in all of them, no is no in all of them, no share lies outside the ends. With
 * one holder, who cannot hide among others, unknown means that both occur, and
 * the ends are reached.
 */
#include "core/rules/deal/ownership.h"
#include "tests/unit/dealing.h"
#include "tests/unit/run.h"

#include <stdlib.h>

#define PARTIES 4
#define ROUNDS 2000

static uint64_t state;

static int
pick(int n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((state >> 33) % (uint64_t)n);
}

enum { OFF, ON, OPEN };

/* Party 0 is asked for; a stake is held by a later one, so there is no ring. */
struct puzzle {
	int listed[PARTIES], others[PARTIES];
	int lo[PARTIES][PARTIES], hi[PARTIES][PARTIES]; /* [owner][of] tenths;
							   hi < 0: none */
};

/* One way to fill it in. */
struct world {
	bool on[PARTIES];
	int share[PARTIES][PARTIES];
	int rest[PARTIES]; /* held by somebody on the list who is not named */
};

/* What is asked: so many tenths, or more. */
struct asked {
	int limit;
	bool above, together;
};

static bool
is_enough(const struct asked *a, int tenths)
{
	return a->above ? tenths > a->limit : tenths >= a->limit;
}

struct truth {
	struct asked asked;
	bool some[OWNED_READINGS], all[OWNED_READINGS];
	mpq_t lo, hi;
	long worlds;
};

/* The product along each chain from the holder down, one by one; the
 * greatest least stake of them all.  What the holder itself is held by adds
 * nothing to what it holds; holders: bit per party. */
static void
go_down(const struct world *w, unsigned holders, int at, int part, int den,
    int least, mpq_t sum, int *chain)
{
	mpq_t q;

	if (at == 0) {
		mpq_init(q);
		mpq_set_ui(q, (unsigned)part, (unsigned)den);
		mpq_canonicalize(q);
		mpq_add(sum, sum, q);
		mpq_clear(q);
		if (least > *chain)
			*chain = least;
		return;
	}
	for (int p = 0; p < at; p++)
		if (w->share[at][p] > 0 && !(holders >> p & 1))
			go_down(w, holders, p, part * w->share[at][p], den * 10,
			    w->share[at][p] < least ? w->share[at][p] : least,
			    sum, chain);
}

static int
in_hand(const struct world *w, const struct asked *a, unsigned holders,
    bool with_rest)
{
	bool mine[PARTIES] = { false };
	bool more = true;
	int sum = 0;

	for (int p = 0; p < PARTIES; p++)
		mine[p] = (holders >> p & 1) != 0;
	while (more) {
		more = false;
		for (int p = 0; p < PARTIES; p++) {
			sum = with_rest ? w->rest[p] : 0;
			for (int o = 0; o < PARTIES; o++)
				sum += mine[o] ? w->share[o][p] : 0;
			if (!mine[p] && is_enough(a, sum))
				more = mine[p] = true;
		}
	}
	return mine[0];
}

/* Some holders that count as one, who may be the one of the rests as well. */
static void
ask_holder(const struct world *w, const struct asked *a, unsigned holders,
    bool with_rest, bool yes[OWNED_READINGS], mpq_t greatest)
{
	int chain = 0, c;
	mpq_t sum, limit;

	mpq_inits(sum, limit, NULL);
	mpq_set_ui(limit, (unsigned)a->limit, 10);
	mpq_canonicalize(limit);
	for (int p = 0; p < PARTIES; p++)
		if (holders >> p & 1)
			go_down(w, holders, p, 1, 1, 10, sum, &chain);
	for (int p = 0; with_rest && p < PARTIES; p++)
		if (!(holders >> p & 1) && w->rest[p] > 0)
			go_down(w, holders, p, w->rest[p], 10, w->rest[p], sum,
			    &chain);
	c = mpq_cmp(sum, limit);
	yes[OWNED_BY_CHAIN] |= is_enough(a, chain);
	yes[OWNED_BY_CONTROL] |= in_hand(w, a, holders, with_rest);
	yes[OWNED_BY_PRODUCT] |= a->above ? c > 0 : c >= 0;
	if (mpq_cmp(sum, greatest) > 0)
		mpq_set(greatest, sum);
	mpq_clears(sum, limit, NULL);
}

/* The greatest holder of one world; the rests are all of one hand, which is
 * anybody's on the list, or of nobody on it. */
static void
judge_world(const struct world *w, struct truth *t)
{
	const struct asked *a = &t->asked;
	unsigned on = 0;

	for (int p = 1; p < PARTIES; p++)
		on |= w->on[p] ? 1u << p : 0;
	for (int with_rest = 0; with_rest < 2; with_rest++) {
		bool yes[OWNED_READINGS] = { false };
		mpq_t greatest;

		mpq_init(greatest);
		for (int p = 1; !a->together && p < PARTIES; p++)
			if (w->on[p])
				ask_holder(
				    w, a, 1u << p, with_rest, yes, greatest);
		if (a->together && (on != 0 || with_rest))
			ask_holder(w, a, on, with_rest, yes, greatest);
		if (with_rest)
			ask_holder(w, a, 0, true, yes, greatest);
		for (int r = 0; r < OWNED_READINGS; r++) {
			t->some[r] |= yes[r];
			t->all[r] &= yes[r];
		}
		if (t->worlds == 0 || mpq_cmp(greatest, t->lo) < 0)
			mpq_set(t->lo, greatest);
		if (t->worlds == 0 || mpq_cmp(greatest, t->hi) > 0)
			mpq_set(t->hi, greatest);
		t->worlds++;
		mpq_clear(greatest);
	}
}

/* Every share of every owner, from place k on. */
static void
fill_in(const struct puzzle *z, struct world *w, int k, struct truth *t)
{
	int p = k / PARTIES, o = k % PARTIES, left = 10;

	if (k == PARTIES * PARTIES) {
		judge_world(w, t);
		return;
	}
	for (int i = 0; i < PARTIES; i++)
		left -= i < o ? w->share[i][p] : 0;
	if (o == PARTIES - 1) { /* the last one, and the rest */
		for (int s = z->hi[o][p] < 0 ? 0 : z->lo[o][p];
		     s <= (z->hi[o][p] < 0 ? 0 : z->hi[o][p]) && s <= left;
		     s++) {
			w->share[o][p] = s;
			w->rest[p] =
			    z->others[p] == OTHERS_UNKNOWN ? left - s : 0;
			if (z->others[p] == OTHERS_NONE && left - s > 0)
				continue;
			fill_in(z, w, k + 1, t);
		}
		w->share[o][p] = 0;
		return;
	}
	for (int s = z->hi[o][p] < 0 ? 0 : z->lo[o][p];
	     s <= (z->hi[o][p] < 0 ? 0 : z->hi[o][p]) && s <= left; s++) {
		w->share[o][p] = s;
		fill_in(z, w, k + 1, t);
	}
	w->share[o][p] = 0;
}

static void
find_truth(const struct puzzle *z, struct truth *t)
{
	for (int m = 0; m < 1 << PARTIES; m++) {
		struct world w = { 0 };
		bool fits = true;

		for (int p = 0; p < PARTIES; p++) {
			w.on[p] = (m >> p & 1) != 0;
			fits &= z->listed[p] == OPEN ||
				w.on[p] == (z->listed[p] == ON);
		}
		if (fits)
			fill_in(z, &w, 0, t);
	}
}

static void
make(struct puzzle *z)
{
	memset(z, 0, sizeof(*z));
	for (int p = 0; p < PARTIES; p++) {
		int open = 1; /* unknown shares of one party: few worlds */

		z->listed[p] = p == 0 ? OFF : pick(3) == 0 ? OPEN : pick(2);
		z->others[p] = pick(3);
		for (int o = 0; o < PARTIES; o++) {
			z->hi[o][p] = -1;
			if (o <= p || pick(3) == 0)
				continue;
			z->lo[o][p] = z->hi[o][p] = pick(11);
			if (open > 0 && pick(3) == 0) {
				open--;
				z->lo[o][p] = pick(z->lo[o][p] + 1);
			}
		}
	}
}

static void
write(const struct puzzle *z, char *out, size_t size)
{
	static const char *const lists[] = { "not-on=\"x\"", "on=\"x\"", "" };
	static const char *const others[] = { "unknown", "not-listed", "none" };

	out[0] = '\0';
	for (int p = 0; p < PARTIES; p++)
		str_add(out, size,
		    "<party id=\"p%d\" name=\"N\" others=\"%s\" %s/>\n", p,
		    others[z->others[p]], lists[z->listed[p]]);
	for (int p = 0; p < PARTIES; p++)
		for (int o = p + 1; o < PARTIES; o++)
			if (z->hi[o][p] >= 0)
				str_add(out, size,
				    "<stake owner=\"p%d\" of=\"p%d\" "
				    "at-least=\"%d %%\" at-most=\"%d %%\"/>\n",
				    o, p, 10 * z->lo[o][p], 10 * z->hi[o][p]);
}

/* Candidates among the named, and whether stakes must add up to the whole. */
static int
candidates(const struct puzzle *z)
{
	int n = 0;

	for (int p = 1; p < PARTIES; p++)
		n += z->listed[p] != OFF;
	return n;
}

static void
compare(const struct puzzle *z, const char *text, const struct owned *o,
    const struct truth *t)
{
	bool whole = false;

	for (int p = 0; p < PARTIES; p++)
		whole |= z->others[p] == OTHERS_NONE;
	for (int r = 0; r < OWNED_READINGS; r++) {
		bool exact =
		    candidates(z) <= 1 && !(r == OWNED_BY_CHAIN && whole);

		if ((o->reading[r] == REPLY_YES && !t->all[r]) ||
		    (o->reading[r] == REPLY_NO && t->some[r]) ||
		    (exact && o->reading[r] == REPLY_UNKNOWN &&
			(t->all[r] || !t->some[r])))
			ck_abort_msg(
			    "%s: %s, but some %d, all %d, of %s %d0 %% %s\n%s",
			    ownership_reading_name((enum ownership_reading)r),
			    reply_word((enum reply)o->reading[r]), t->some[r],
			    t->all[r], t->asked.above ? "above" : "at least",
			    t->asked.limit,
			    t->asked.together ? "together" : "each", text);
	}
	ck_assert_msg(mpq_cmp(o->lo, t->lo) <= 0 && mpq_cmp(o->hi, t->hi) >= 0,
	    "a share outside the ends\n%s", text);
	if (candidates(z) <= 1)
		ck_assert_msg(
		    mpq_equal(o->lo, t->lo) && mpq_equal(o->hi, t->hi),
		    "an end that is not reached\n%s", text);
}

static long checked, unknown;

static void
try_one(void)
{
	static const struct str list[] = { { "x", 1 } };
	struct truth t = { .all = { true, true, true } };
	struct ownership_question q = { list, 1, NULL, false, false };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct transaction deal;
	struct ownership *o;
	struct owned out;
	struct puzzle z;
	char text[4000];
	mpq_t limit;

	make(&z);
	write(&z, text, sizeof(text));
	if (dealing_read(&deal, text, &f) == ST_OK) {
		t.asked = (struct asked){ 1 + pick(10), pick(2), pick(2) };
		if (t.asked.limit == 10)
			t.asked.above = false;
		mpq_inits(t.lo, t.hi, limit, NULL);
		mpq_set_ui(limit, (unsigned)t.asked.limit, 10);
		mpq_canonicalize(limit);
		q = (struct ownership_question){ list, 1, limit, t.asked.above,
			t.asked.together };
		o = ownership_make(&deal);
		owned_init(&out);
		ck_assert_int_eq(ownership_find(o, &q, 0, &out, &err), ST_OK);
		find_truth(&z, &t);
		ck_assert_int_gt(t.worlds, 0);
		compare(&z, text, &out, &t);
		checked++;
		unknown += out.reading[OWNED_BY_PRODUCT] == REPLY_UNKNOWN;
		owned_clear(&out);
		ownership_free(o);
		transaction_free(&deal);
		mpq_clears(t.lo, t.hi, limit, NULL);
	}
	findings_free(&f);
}

START_TEST(an_answer_holds_for_every_way_to_fill_in_what_is_open)
{
	int rounds = run_rounds(ROUNDS);

	state = 20261126;
	for (int i = 0; i < rounds; i++)
		try_one();
	ck_assert_int_gt(checked, rounds / 20);
	ck_assert_int_gt(unknown, 0);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(
	    t, an_answer_holds_for_every_way_to_fill_in_what_is_open);
}

int
main(void)
{
	xml_start();
	return run_suite("prop_ownership", add);
}
