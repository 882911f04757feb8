/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: an outcome is told if every case comes to it, and an open answer is
 * asked for if it can change the outcome in some case, and only then.
 *
 * Random decisions on five answers, a destination, a quantity and the verdict.
 * All cases that the known facts leave are written out one by one, each is
 * decided by going through the decisions from the top, and what the program
 * says without writing them out must be the same.
 */
#include "core/rules/pack/decisions.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdlib.h>

#define ROUNDS 1000
#define DECISIONS 6
#define WHEN 4
#define ANSWERS 5

static uint64_t state;

static int
pick(int n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((state >> 33) % (uint64_t)n);
}

/* What a case is made of; each with so many values. */
enum { TO = ANSWERS, YEAR, VERDICT, THINGS };
static const int values[THINGS] = { 2, 2, 2, 2, 2, 3, 5, 2 };
static const char *const country[] = { "DE", "CN", "US" };
/* below 1 t, 1 t, between, 2 t, above: and numbers that are so */
static const unsigned tonnes_tenth[] = { 5, 10, 15, 20, 25 };

struct when {
	int thing, group;
	unsigned holds; /* bit per value */
	const char *xml;
};

struct choice {
	int outcome;
	struct when when[WHEN];
	int n;
};

struct puzzle {
	struct choice choice[DECISIONS];
	int known[THINGS]; /* a value, or -1 */
};

/* ---- made up, and written as a pack ---- */

static const struct when years[] = {
	{ YEAR, 0, 1, "<per-year is=\"below\" limit=\"1 t\"/>" },
	{ YEAR, 0, 3, "<per-year is=\"at-most\" limit=\"1000 kg\"/>" },
	{ YEAR, 0, 24, "<per-year is=\"at-least\" limit=\"2 t\"/>" },
	{ YEAR, 0, 16, "<per-year is=\"above\" limit=\"2 t\"/>" },
};
static const struct when places[] = {
	{ TO, 0, 2, "<country of=\"destination\" in=\"CN\"/>" },
	{ TO, 0, 6, "<country of=\"destination\" in=\"CN US\"/>" },
	{ TO, 0, 5, "<country of=\"destination\" not-in=\"CN\"/>" },
	{ TO, 0, 4, "<country of=\"destination\" in=\"US\"/>" },
};
static const struct when answers[2][ANSWERS] = {
	{ { 0, 0, 1, "<answer question=\"q0\" is=\"no\"/>" },
	    { 1, 0, 1, "<answer question=\"q1\" is=\"no\"/>" },
	    { 2, 0, 1, "<answer question=\"q2\" is=\"no\"/>" },
	    { 3, 0, 1, "<answer question=\"q3\" is=\"no\"/>" },
	    { 4, 0, 1, "<answer question=\"q4\" is=\"no\"/>" } },
	{ { 0, 0, 2, "<answer question=\"q0\" is=\"yes\"/>" },
	    { 1, 0, 2, "<answer question=\"q1\" is=\"yes\"/>" },
	    { 2, 0, 2, "<answer question=\"q2\" is=\"yes\"/>" },
	    { 3, 0, 2, "<answer question=\"q3\" is=\"yes\"/>" },
	    { 4, 0, 2, "<answer question=\"q4\" is=\"yes\"/>" } },
};
static const struct when verdicts[] = {
	{ VERDICT, 0, 1, "<verdict is=\"clear\"/>" },
	{ VERDICT, 0, 2, "<verdict is=\"triggered\"/>" },
};

static struct when
any_when(void)
{
	switch (pick(6)) {
	case 0:
		return years[pick(LENGTH(years))];
	case 1:
		return places[pick(LENGTH(places))];
	case 2:
		return verdicts[pick(LENGTH(verdicts))];
	default:
		return answers[pick(2)][pick(ANSWERS)];
	}
}

static void
make(struct puzzle *z)
{
	memset(z, 0, sizeof(*z));
	for (int i = 0; i < DECISIONS; i++) {
		struct choice *c = &z->choice[i];

		c->outcome = OUTCOME_LICENCE + pick(3);
		c->n = i + 1 < DECISIONS ? 1 + pick(WHEN) : 0;
		for (int k = 0; k < c->n; k++) {
			c->when[k] = any_when();
			c->when[k].group =
			    k > 0 ? c->when[k - 1].group + pick(2) : 0;
		}
	}
	for (int t = 0; t < THINGS; t++)
		z->known[t] = pick(2) == 0 ? -1 : pick(values[t]);
}

#define TITLES "clause=\"a\" title=\"T\" title-zh=\"Z\""

/* A group of several is an any. */
static void
write(const struct puzzle *z, char *out, size_t size)
{
	out[0] = '\0';
	str_add(out, size,
	    "<rule id=\"r\" " TITLES "><trigger><presence of=\"all\" "
	    "is=\"above\" limit=\"0 g\"/></trigger></rule><decisions>");
	for (int q = 0; q < ANSWERS; q++)
		str_add(out, size, "<question id=\"q%d\" " TITLES "/>", q);
	for (int i = 0; i < DECISIONS; i++) {
		const struct choice *c = &z->choice[i];

		str_add(out, size,
		    "<decision id=\"d%d\" outcome=\"%s\" " TITLES ">", i,
		    outcome_word((enum outcome)c->outcome));
		for (int k = 0, end; k < c->n; k = end) {
			for (end = k; end < c->n &&
				      c->when[end].group == c->when[k].group;
			     end++)
				;
			str_add(out, size, end > k + 1 ? "<any>" : "");
			for (int m = k; m < end; m++)
				str_add(out, size, "%s", c->when[m].xml);
			str_add(out, size, end > k + 1 ? "</any>" : "");
		}
		str_add(out, size, "</decision>");
	}
	str_add(out, size, "</decisions>");
}

/* ---- every case, one by one ---- */

static bool
fits(const struct choice *c, const int *value)
{
	for (int k = 0, end; k < c->n; k = end) {
		bool any = false;

		for (end = k;
		     end < c->n && c->when[end].group == c->when[k].group;
		     end++)
			any |=
			    (c->when[end].holds >> value[c->when[end].thing] &
				1) != 0;
		if (!any)
			return false;
	}
	return true;
}

static int
decide(const struct puzzle *z, const int *value)
{
	int i = 0;

	while (!fits(&z->choice[i], value))
		i++;
	return z->choice[i].outcome;
}

/* The next case that the known facts leave; false: it was the last. */
static bool
next(const struct puzzle *z, int *value)
{
	for (int t = 0; t < THINGS; t++) {
		if (z->known[t] >= 0)
			continue;
		if (++value[t] < values[t])
			return true;
		value[t] = 0;
	}
	return false;
}

struct truth {
	unsigned outcomes; /* bit per outcome */
	bool matters[THINGS];
};

static void
find_truth(const struct puzzle *z, struct truth *t)
{
	int value[THINGS], other[THINGS];

	memset(t, 0, sizeof(*t));
	for (int k = 0; k < THINGS; k++)
		value[k] = z->known[k] >= 0 ? z->known[k] : 0;
	do {
		int o = decide(z, value);

		t->outcomes |= 1u << o;
		for (int k = 0; k < THINGS; k++) {
			memcpy(other, value, sizeof(other));
			for (int v = 0; z->known[k] < 0 && v < values[k]; v++) {
				other[k] = v;
				t->matters[k] |= decide(z, other) != o;
			}
		}
	} while (next(z, value));
}

/* ---- and what the program says ---- */

static int
thing_of(const struct variable *v)
{
	switch (v->kind) {
	case VARIABLE_ANSWER:
		return v->of;
	case VARIABLE_COUNTRY:
		return TO;
	case VARIABLE_PER_YEAR:
		return YEAR;
	default:
		return VERDICT;
	}
}

static uint64_t
cell_of(const struct variable *v, int value)
{
	uint64_t cell;
	mpq_t g;

	switch (v->kind) {
	case VARIABLE_COUNTRY:
		return (uint64_t)1 << variable_country(v, country[value]);
	case VARIABLE_PER_YEAR:
		mpq_init(g);
		mpq_set_ui(g, tonnes_tenth[value] * 100000, 1);
		cell = (uint64_t)1 << variable_amount(v, g);
		mpq_clear(g);
		return cell;
	default:
		return (uint64_t)1 << value;
	}
}

static long determined, open_cases;

static void
compare(const struct puzzle *z, const struct decisions *d, struct worlds *w,
    const char *text)
{
	struct truth t;
	struct facts f;
	struct decided out;
	bool one;

	facts_open(d, &f);
	f.day = 20260101;
	for (size_t i = 0; i < d->nvariable; i++) {
		const struct variable *v = &d->variable[i];
		int known = z->known[thing_of(v)];

		if (known >= 0)
			f.possible[i] = cell_of(v, known);
		else if (v->kind == VARIABLE_VERDICT)
			f.undecided = true;
	}
	decisions_reach(w, d, 0, &f, &out);
	find_truth(z, &t);
	one = (t.outcomes & (t.outcomes - 1)) == 0;
	ck_assert_msg(!out.given_up && out.outcomes == t.outcomes &&
			  (out.outcome != OUTCOME_UNDETERMINED) == one,
	    "outcomes %x, expected %x\n%s", out.outcomes, t.outcomes, text);
	for (size_t i = 0; i < d->nvariable; i++) {
		bool matters = (out.matters >> i & 1) != 0;

		ck_assert_msg(
		    matters == (!one && t.matters[thing_of(&d->variable[i])]),
		    "variable %zu: %d\n%s", i, matters, text);
	}
	determined += one;
	open_cases += !one;
}

START_TEST(an_outcome_holds_in_every_case_that_is_left)
{
	int rounds = run_rounds(ROUNDS);
	struct worlds *w = worlds_make();
	static char text[7000];

	ck_assert_ptr_nonnull(w);
	state = 20261127;
	for (int i = 0; i < rounds; i++) {
		struct puzzle z;
		struct court c;

		make(&z);
		write(&z, text, sizeof(text));
		court_read(&c, text);
		compare(&z, c.pack.decisions, w, text);
		court_close(&c);
	}
	worlds_free(w);
	ck_assert_int_gt(determined, rounds / 20);
	ck_assert_int_gt(open_cases, rounds / 20);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, an_outcome_holds_in_every_case_that_is_left);
}

int
main(void)
{
	xml_start();
	return run_suite("prop_decision", add);
}
