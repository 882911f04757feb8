/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of ask: small products, what each answer can do worked out by hand. */
#include "core/rules/ask.h"

#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define PRESENCE(is, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><presence of=\"all\" origin=\"o\" is=\"" is \
	"\" limit=\"" limit "\"/></trigger></rule>"
#define MASS_SHARE(is, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><mass-share of=\"all\" origin=\"o\" is=\"" is \
	"\" limit=\"" limit "\"/></trigger></rule>"
#define VALUE_SHARE(is, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><value-share of=\"dy\" origin=\"o\" is=\"" is \
	"\" limit=\"" limit "\"/></trigger></rule>"

/* A product, judged and asked about. */
struct asked {
	struct make m;
	struct court c;
	uint8_t *shipped;
	struct inquiry q;
};

static void
ask_top(struct asked *a, const char *rules, size_t top)
{
	struct ask_basis basis;
	struct error err = { 0 };

	make_linked(&a->m);
	court_read(&a->c, rules);
	court_compile(&a->c, &a->m.b, NULL);
	court_judge(&a->c, &a->m.b);
	a->shipped = calloc(a->m.b.nitem + 1, 1);
	for (size_t i = 0; i < a->m.b.nitem; i++)
		a->shipped[i] = !a->m.b.is_child[i];
	basis = (struct ask_basis){ &a->m.b, &a->c.book, &a->c.j, a->c.trace,
		a->shipped, 1, top, true };
	if (ask_questions(&a->q, &basis, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

static void
ask(struct asked *a, const char *rules)
{
	ask_top(a, rules, 1000);
}

static void
done(struct asked *a)
{
	inquiry_free(&a->q);
	court_close(&a->c);
	make_free(&a->m);
	free(a->shipped);
}

static const struct question *
find(const struct asked *a, enum question_kind k, const char *part)
{
	for (size_t i = 0; i < a->q.n; i++)
		if (a->q.question[i].kind == k &&
		    a->q.question[i].item != BOM_NONE &&
		    str_is(bom_part(&a->m.b, a->q.question[i].item), part))
			return &a->q.question[i];
	return NULL;
}

/* "clear triggered any must" of the shipped items. */
static void
settles(const struct asked *a, enum question_kind k, const char *part,
    const char *want)
{
	const struct question *q = find(a, k, part);
	char text[64];

	ck_assert_msg(
	    q != NULL, "no question %s of %s", question_name(k), part);
	ck_assert_msg(
	    q->worth.sharp, "%s of %s is not sharp", question_name(k), part);
	snprintf(text, sizeof(text), "%u %u %u %u", q->worth.shipped.clear,
	    q->worth.shipped.triggered, q->worth.shipped.any,
	    q->worth.shipped.must);
	ck_assert_msg(strcmp(text, want) == 0, "%s of %s: %s, expected %s",
	    question_name(k), part, text, want);
	ck_assert_uint_ge(q->worth.most.clear, q->worth.shipped.clear);
	ck_assert_uint_ge(q->worth.most.triggered, q->worth.shipped.triggered);
	ck_assert_uint_ge(q->worth.most.any, q->worth.shipped.any);
}

static void
first_is(const struct asked *a, enum question_kind k, const char *part)
{
	ck_assert_uint_gt(a->q.n, 0);
	ck_assert_int_eq(a->q.question[0].kind, k);
	ck_assert(str_is(bom_part(&a->m.b, a->q.question[0].item), part));
}

static void
removes(const struct asked *a, enum question_kind k, const char *part,
    const char *lo, const char *hi)
{
	const struct question *q = find(a, k, part);
	char text[NUM_TEXT];

	ck_assert_ptr_nonnull(q);
	ck_assert_uint_eq(q->worth.neffect, 1);
	num_format_exact(text, q->worth.effect[0].removes.lo);
	ck_assert_str_eq(text, lo);
	if (hi == NULL) {
		ck_assert(q->worth.effect[0].removes.hi_infinite);
		return;
	}
	ck_assert(!q->worth.effect[0].removes.hi_infinite);
	num_format_exact(text, q->worth.effect[0].removes.hi);
	ck_assert_str_eq(text, hi);
}

static void
fewest(const struct fewest *f, uint32_t least, uint32_t most)
{
	ck_assert(f->possible);
	ck_assert_uint_eq(f->least, least);
	ck_assert_uint_eq(f->most, most);
}

/* TOP: 10 g of which nobody speaks, and 2 g Dy of unknown origin in 5 g. */
static void
two_gaps(struct asked *a)
{
	memset(a, 0, sizeof(*a));
	make_init(&a->m);
	make_item(&a->m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "BOX", "10");
	make_item(&a->m, "MAG", "5");
	make_use(&a->m, "TOP", "BOX", "1");
	make_use(&a->m, "TOP", "MAG", "1");
	make_line(&a->m, "MAG", "Dy", "2", false);
	make_complete(&a->m, "MAG");
}

START_TEST(any_trace_can_be_triggered_by_one_and_cleared_by_all)
{
	struct asked a;

	two_gaps(&a);
	ask(&a, PRESENCE("above", "0 g"));
	ck_assert_uint_eq(a.q.nverdict, 1);
	ck_assert_uint_eq(a.q.undecided, 3);
	ck_assert_uint_eq(a.q.n, 2);
	settles(&a, QUESTION_CONTENT, "BOX", "0 1 1 0");
	settles(&a, QUESTION_ORIGIN, "MAG", "0 1 1 0");
	/* of BOX itself and of TOP; of all items */
	ck_assert_uint_eq(
	    find(&a, QUESTION_CONTENT, "BOX")->worth.all.triggered, 2);
	ck_assert_uint_eq(
	    find(&a, QUESTION_CONTENT, "BOX")->worth.all.clear, 1);
	removes(&a, QUESTION_CONTENT, "BOX", "10", "10");
	removes(&a, QUESTION_ORIGIN, "MAG", "2", "2");
	first_is(&a, QUESTION_CONTENT, "BOX");
	ck_assert_uint_eq(a.q.verdict[0].gaps, 2);
	fewest(&a.q.verdict[0].clear, 2, 2);
	fewest(&a.q.verdict[0].triggered, 1, 1);
	done(&a);
}
END_TEST

START_TEST(the_last_open_origin_settles_whatever_it_is)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "MAG", "5");
	make_line(&a.m, "MAG", "Dy", "[1,2]", false);
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("above", "0 g"));
	/* from China some of it is, from elsewhere none: amounts stay open */
	settles(&a, QUESTION_ORIGIN, "MAG", "1 1 1 1");
	/* 1 or 2 g of unknown origin: that says nothing */
	ck_assert_ptr_null(find(&a, QUESTION_MASS, "MAG"));
	settles(&a, QUESTION_AMOUNT, "MAG", "0 0 0 0");
	/* both at once settle no more, but leave no gram open */
	settles(&a, QUESTION_CONTENT, "MAG", "1 1 1 1");
	first_is(&a, QUESTION_CONTENT, "MAG");
	removes(&a, QUESTION_ORIGIN, "MAG", "1", "2");
	removes(&a, QUESTION_AMOUNT, "MAG", "0", "1");
	done(&a);
}
END_TEST

START_TEST(what_may_be_nothing_need_not_settle)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "MAG", "5");
	make_line(&a.m, "MAG", "Dy", "[0,2]", false);
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("above", "0 g"));
	/* "from China" leaves 0 to 2 g */
	settles(&a, QUESTION_ORIGIN, "MAG", "1 0 1 0");
	/* "none" clears, "2 g" leaves the origin */
	settles(&a, QUESTION_AMOUNT, "MAG", "1 0 1 0");
	settles(&a, QUESTION_CONTENT, "MAG", "1 1 1 1");
	first_is(&a, QUESTION_CONTENT, "MAG");
	done(&a);
}
END_TEST

static const struct {
	const char *is, *limit, *box, *mag, *first;
	uint32_t clear[2], triggered[2]; /* fewest: least, most */
} limits[] = {
	/* 0 to 12 g; without BOX 0 to 2 g, without MAG 0 to 10 g */
	{ "at-least", "5 g", "1 1 1 0", "0 0 0 0", "BOX", { 1, 1 }, { 1, 1 } },
	{ "at-least", "2 g", "0 1 1 0", "0 1 1 0", "BOX", { 2, 2 }, { 1, 1 } },
	{ "above", "2 g", "1 1 1 0", "0 0 0 0", "BOX", { 1, 1 }, { 1, 1 } },
	{ "at-least", "10 g", "1 1 1 0", "0 0 0 0", "BOX", { 1, 1 }, { 1, 1 } },
	{ "above", "10 g", "1 0 1 0", "1 0 1 0", "BOX", { 1, 1 }, { 2, 2 } },
	{ "at-least", "12 g", "1 0 1 0", "1 0 1 0", "BOX", { 1, 1 }, { 2, 2 } },
};

START_TEST(limits_on_paper)
{
	struct asked a;
	char rules[1000];

	two_gaps(&a);
	snprintf(rules, sizeof(rules), PRESENCE("%s", "%s"), limits[_i].is,
	    limits[_i].limit);
	ask(&a, rules);
	settles(&a, QUESTION_CONTENT, "BOX", limits[_i].box);
	settles(&a, QUESTION_ORIGIN, "MAG", limits[_i].mag);
	first_is(&a, QUESTION_CONTENT, limits[_i].first);
	fewest(&a.q.verdict[0].clear, limits[_i].clear[0], limits[_i].clear[1]);
	fewest(&a.q.verdict[0].triggered, limits[_i].triggered[0],
	    limits[_i].triggered[1]);
	done(&a);
}
END_TEST

/* TOP holds `q` of a BOX of 8 g stated, with parts that state no mass. */
static void
under_a_total(struct asked *a, int parts)
{
	memset(a, 0, sizeof(*a));
	make_init(&a->m);
	make_item(&a->m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "BOX", "8")->flags |= ITEM_COMPLETE;
	make_item(&a->m, "ONE", NULL);
	make_use(&a->m, "TOP", "BOX", "1");
	make_use(&a->m, "BOX", "ONE", "3");
	if (parts > 1) {
		make_item(&a->m, "TWO", NULL);
		make_use(&a->m, "BOX", "TWO", "1");
	}
}

START_TEST(one_gap_under_a_stated_mass_is_all_of_it)
{
	struct asked a;

	under_a_total(&a, 1);
	ask(&a, PRESENCE("at-least", "5 g"));
	/* half of it mined, half separated in China: that tells no sum */
	settles(&a, QUESTION_CONTENT, "ONE", "1 1 1 0");
	removes(&a, QUESTION_CONTENT, "ONE", "8", "8");
	fewest(&a.q.verdict[0].clear, 1, 1);
	done(&a);
}
END_TEST

START_TEST(one_of_two_gaps_under_a_stated_mass_removes_nothing_for_sure)
{
	struct asked a;

	under_a_total(&a, 2);
	ask(&a, PRESENCE("at-least", "5 g"));
	settles(&a, QUESTION_CONTENT, "ONE", "0 1 1 0");
	settles(&a, QUESTION_CONTENT, "TWO", "0 1 1 0");
	removes(&a, QUESTION_CONTENT, "ONE", "0", "8");
	fewest(&a.q.verdict[0].triggered, 1, 1);
	ck_assert(a.q.verdict[0].clear.possible);
	ck_assert_uint_eq(a.q.verdict[0].clear.most, 2);
	done(&a);
}
END_TEST

START_TEST(a_stated_mass_stops_what_an_answer_could_trigger)
{
	struct asked a;

	under_a_total(&a, 1);
	make_item(&a.m, "CAN", "4");
	make_use(&a.m, "TOP", "CAN", "1");
	ask(&a, PRESENCE("at-least", "9 g"));
	/* 8 g in the box at most, 4 g in the can: neither is 9 g alone */
	settles(&a, QUESTION_CONTENT, "ONE", "1 0 1 0");
	settles(&a, QUESTION_CONTENT, "CAN", "1 0 1 0");
	fewest(&a.q.verdict[0].triggered, 2, 2);
	done(&a);
}
END_TEST

START_TEST(a_share_of_a_stated_mass)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->flags |= ITEM_COMPLETE;
	make_item(&a.m, "BOX", "10");
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "BOX", "1");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_complete(&a.m, "MAG");
	ask(&a, MASS_SHARE("at-least", "0.2 %"));
	/* 2 g of 1000 g are the limit */
	settles(&a, QUESTION_CONTENT, "BOX", "0 1 1 0");
	settles(&a, QUESTION_ORIGIN, "MAG", "0 1 1 0");
	removes(&a, QUESTION_CONTENT, "BOX", "10", "10");
	done(&a);
}
END_TEST

START_TEST(a_share_of_a_mass_that_nobody_states)
{
	struct asked a;

	/* 2 g Dy from China and a BOX of 10 g that may hold no more of it */
	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL);
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	make_complete(&a.m, "TOP")->scope = SCOPE_OWN;
	ask(&a, MASS_SHARE("at-least", "1 %"));
	/* in 5 g it is 40 %, in 5 kg next to nothing */
	settles(&a, QUESTION_MASS, "TOP", "1 1 1 1");
	ck_assert(question_is_own(&a.m.b, find(&a, QUESTION_MASS, "TOP")));
	ck_assert(!a.q.verdict[0].clear.possible);
	done(&a);
}
END_TEST

START_TEST(a_silent_thing_without_a_mass_may_answer_in_percent)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "BOX", NULL);
	ask(&a, MASS_SHARE("at-least", "1 %"));
	settles(&a, QUESTION_CONTENT, "BOX", "1 1 1 0");
	done(&a);
}
END_TEST

START_TEST(a_mass_where_only_the_share_is_known)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", NULL);
	make_use(&a.m, "TOP", "MAG", "4");
	make_line(&a.m, "MAG", "Dy", "0.3", true);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("at-least", "6 g"));
	settles(&a, QUESTION_MASS, "MAG", "1 1 1 0");
	ck_assert(!question_is_own(&a.m.b, find(&a, QUESTION_MASS, "MAG")));
	done(&a);
}
END_TEST

START_TEST(a_value_and_a_price_that_are_missing)
{
	struct asked a;
	struct item *top;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	top = make_item(&a.m, "TOP", "100");
	top->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	*bom_add_price(&a.m.b) =
	    (struct price){ .element = (uint32_t)element_find(STR("Dy")),
		    .guise = GUISE_METAL,
		    .currency = bom_text(&a.m.b, STR("USD")),
		    .amount = make_number(&a.m, "3") };
	ask(&a, VALUE_SHARE("at-least", "0.1 %"));
	/* 6 USD: of 6000 USD the limit */
	settles(&a, QUESTION_VALUE, "TOP", "1 1 1 1");
	done(&a);

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	top = make_item(&a.m, "TOP", "100");
	top->flags |= ITEM_COMPLETE;
	top->value = make_number(&a.m, "6000");
	top->currency = bom_text(&a.m.b, STR("USD"));
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, VALUE_SHARE("at-least", "0.1 %"));
	ck_assert_uint_eq(a.q.n, 1);
	ck_assert_int_eq(a.q.question[0].kind, QUESTION_PRICE);
	ck_assert_uint_eq(a.q.question[0].worth.shipped.clear, 1);
	ck_assert_uint_eq(a.q.question[0].worth.shipped.triggered, 1);
	ck_assert(question_is_own(&a.m.b, &a.q.question[0]));
	done(&a);
}
END_TEST

START_TEST(a_quantity_that_nobody_states)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "100")->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1")->qty = BOM_NONE;
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("at-least", "5 g"));
	settles(&a, QUESTION_QUANTITY, "MAG", "1 1 1 1");
	done(&a);
}
END_TEST

START_TEST(an_alternative_can_clear_only_together_with_the_other)
{
	struct use_note note = { 0 };
	struct asked a;
	uint32_t place;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "ONE", "5");
	make_item(&a.m, "TWO", "8");
	note.place = bom_text(&a.m.b, STR("P1"));
	place = bom_note(&a.m.b, note);
	make_use(&a.m, "TOP", "ONE", "1")->note = place;
	make_use(&a.m, "TOP", "TWO", "1")->note = place;
	ask(&a, PRESENCE("above", "0 g"));
	/* the other may be built in, whatever this one holds */
	settles(&a, QUESTION_CONTENT, "ONE", "0 0 0 0");
	settles(&a, QUESTION_CONTENT, "TWO", "0 0 0 0");
	removes(&a, QUESTION_CONTENT, "TWO", "0", "3");
	fewest(&a.q.verdict[0].clear, 2, 2);
	done(&a);
}
END_TEST

START_TEST(one_answer_counts_for_every_product_it_is_in)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "P1", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "P2", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "P3", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "SHARED", "1");
	make_item(&a.m, "HEAVY", "50");
	make_use(&a.m, "P1", "SHARED", "1");
	make_use(&a.m, "P2", "SHARED", "20");
	make_use(&a.m, "P3", "HEAVY", "1");
	ask(&a, PRESENCE("above", "0 g"));
	ck_assert_uint_eq(a.q.nverdict, 3);
	first_is(&a, QUESTION_CONTENT, "SHARED");
	settles(&a, QUESTION_CONTENT, "SHARED", "2 2 2 2");
	settles(&a, QUESTION_CONTENT, "HEAVY", "1 1 1 1");
	done(&a);
}
END_TEST

static void
maker(struct asked *a, const char *part, const char *name)
{
	for (uint32_t i = 0; i < a->m.b.nitem; i++)
		if (str_is(bom_part(&a->m.b, i), part))
			a->m.b.item[i].maker = bom_text(&a->m.b, str_of(name));
}

START_TEST(a_supplier_answers_for_all_his_parts)
{
	const struct supplier *s;
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "A1", "1");
	make_item(&a.m, "A2", "1");
	make_item(&a.m, "B1", "1.5");
	make_use(&a.m, "TOP", "A1", "1");
	make_use(&a.m, "TOP", "A2", "1");
	make_use(&a.m, "TOP", "B1", "1");
	maker(&a, "A1", "Ada");
	maker(&a, "A2", "Ada");
	maker(&a, "B1", "Bob");
	ask(&a, PRESENCE("at-least", "1.75 g"));
	/* each alone clears nothing; Ada's two leave 1.5 g */
	settles(&a, QUESTION_CONTENT, "A1", "0 0 0 0");
	settles(&a, QUESTION_CONTENT, "B1", "0 0 0 0");
	ck_assert_uint_eq(a.q.nsupplier, 2);
	s = &a.q.supplier[0];
	ck_assert(str_is(bom_text_get(&a.m.b, s->name), "Ada"));
	ck_assert_uint_eq(s->items, 2);
	ck_assert_uint_eq(s->questions, 2);
	ck_assert(s->worth.sharp);
	ck_assert_uint_eq(s->worth.shipped.clear, 1);
	ck_assert_uint_eq(s->worth.shipped.triggered, 1);
	ck_assert_uint_eq(a.q.supplier[1].worth.shipped.any, 0);
	fewest(&a.q.verdict[0].clear, 2, 2);
	fewest(&a.q.verdict[0].triggered, 2, 2);
	done(&a);
}
END_TEST

START_TEST(nothing_is_asked_where_nothing_is_undecided)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "10");
	make_complete(&a.m, "TOP");
	ask(&a, PRESENCE("above", "0 g"));
	ck_assert_uint_eq(a.q.n, 0);
	ck_assert_uint_eq(a.q.nverdict, 0);
	ck_assert_uint_eq(a.q.nsupplier, 0);
	done(&a);
}
END_TEST

/* A van of 100 USD with a motor, which holds one magnet for 5 USD with 2 g Dy
 * of unknown origin, and pays 1 USD for a gram of it. */
static void
van(struct asked *a)
{
	memset(a, 0, sizeof(*a));
	make_init(&a->m);
	make_item(&a->m, "VAN", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "MOTOR", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "MAG", "5")->form = FORM_MAGNET;
	make_use(&a->m, "VAN", "MOTOR", "1");
	make_use(&a->m, "MOTOR", "MAG", "1");
	make_line(&a->m, "MAG", "Dy", "2", false);
	make_complete(&a->m, "MAG");
	*bom_add_price(&a->m.b) =
	    (struct price){ .element = (uint32_t)element_find(STR("Dy")),
		    .guise = GUISE_METAL,
		    .currency = bom_text(&a->m.b, STR("USD")),
		    .amount = make_number(&a->m, "1") };
}

static void
worth(struct asked *a, const char *part, enum form form, const char *value)
{
	for (uint32_t i = 0; i < a->m.b.nitem; i++) {
		if (!str_is(bom_part(&a->m.b, i), part))
			continue;
		a->m.b.item[i].form = (uint8_t)form;
		if (value == NULL)
			continue;
		a->m.b.item[i].value = make_number(&a->m, value);
		a->m.b.item[i].currency = bom_text(&a->m.b, STR("USD"));
	}
}

#define READINGS(limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><value-share of=\"dy\" origin=\"o\" " \
	"is=\"at-least\" limit=\"" limit "\">" \
	"<reading id=\"element\" counts=\"element\" title=\"T\" " \
	"title-zh=\"Z\" clause=\"a\"/>" \
	"<reading id=\"magnet\" counts=\"item\" in=\"magnet\" title=\"T\" " \
	"title-zh=\"Z\" clause=\"a\"/></value-share></trigger></rule>"

START_TEST(a_verdict_open_only_in_its_second_reading_is_asked_about)
{
	struct asked a;

	/* 2 USD of Dy are not 4 %; the magnet is 5 %, if it is from China */
	van(&a);
	worth(&a, "VAN", FORM_PRODUCT, "100");
	worth(&a, "MAG", FORM_MAGNET, "5");
	ask(&a, READINGS("4 %"));
	ck_assert_uint_eq(a.q.nverdict, 1);
	ck_assert_uint_eq(a.q.verdict[0].reading, 1);
	/* "none of it" is clear by both; "all" is beyond it by one alone */
	settles(&a, QUESTION_ORIGIN, "MAG", "1 0 1 0");
	done(&a);

	/* at 1 % all of it is beyond it by both */
	van(&a);
	worth(&a, "VAN", FORM_PRODUCT, "100");
	worth(&a, "MAG", FORM_MAGNET, "5");
	ask(&a, READINGS("1 %"));
	ck_assert_uint_eq(a.q.verdict[0].reading, 0);
	settles(&a, QUESTION_ORIGIN, "MAG", "1 1 1 0");
	fewest(&a.q.verdict[0].clear, 1, 1);
	fewest(&a.q.verdict[0].triggered, 1, 1);
	done(&a);
}
END_TEST

START_TEST(a_whole_item_without_a_price_is_asked_what_was_paid)
{
	struct asked a;

	van(&a);
	worth(&a, "VAN", FORM_PRODUCT, "100");
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	ask(&a, READINGS("1 %"));
	/* the 2 USD of Dy are beyond it; what of the magnet? */
	ck_assert_uint_eq(a.q.n, 1);
	settles(&a, QUESTION_VALUE, "MAG", "0 1 1 0");
	ck_assert(question_is_own(&a.m.b, &a.q.question[0]));
	done(&a);
}
END_TEST

#define PER(level, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><mass-share of=\"all\" origin=\"o\" " \
	"is=\"above\" limit=\"" limit "\" per=\"" level \
	"\"/></trigger></rule>"

START_TEST(of_things_in_an_item_all_must_be_clear_and_one_is_enough)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->form = FORM_PRODUCT;
	make_item(&a.m, "ONE", "10")->form = FORM_PART;
	make_item(&a.m, "TWO", "20")->form = FORM_PART;
	make_item(&a.m, "BAR", "5")->form = FORM_METAL;
	make_use(&a.m, "TOP", "ONE", "1");
	make_use(&a.m, "TOP", "TWO", "1");
	make_use(&a.m, "TOP", "BAR", "1");
	ask(&a, PER("part", "10 %"));
	ck_assert_uint_eq(a.q.nverdict, 1);
	settles(&a, QUESTION_CONTENT, "ONE", "0 1 1 0");
	settles(&a, QUESTION_CONTENT, "TWO", "0 1 1 0");
	ck_assert_ptr_null(find(&a, QUESTION_CONTENT, "BAR"));
	ck_assert_uint_eq(a.q.verdict[0].gaps, 2);
	fewest(&a.q.verdict[0].clear, 2, 2);
	fewest(&a.q.verdict[0].triggered, 1, 1);
	done(&a);
}
END_TEST

START_TEST(what_a_thing_is_may_decide_whether_the_limit_is_one_of_it)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->form = FORM_PRODUCT;
	make_item(&a.m, "BOX", "10");
	make_use(&a.m, "TOP", "BOX", "1");
	make_line(&a.m, "BOX", "Dy", "2", false);
	make_origin(&a.m, "BOX", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "BOX");
	ask(&a, PER("part", "10 %"));
	/* 20 %: of a part it is too much, of anything else it is nothing */
	ck_assert_uint_eq(a.q.n, 1);
	settles(&a, QUESTION_FORM, "BOX", "1 1 1 1");
	ck_assert_uint_eq(a.q.verdict[0].unit, make_find(&a.m, "BOX"));
	done(&a);
}
END_TEST

START_TEST(a_limit_of_a_year_asks_how_many_go_out)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", "10");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "[2,3]", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" "
		"title-zh=\"Z\"><trigger><annual-mass of=\"all\" origin=\"o\" "
		"is=\"above\" limit=\"1 kg\"/></trigger></rule>");
	ck_assert(a.q.verdict[0].per_year);
	/* 400 of them may be either */
	settles(&a, QUESTION_PER_YEAR, "TOP", "1 1 1 0");
	settles(&a, QUESTION_AMOUNT, "MAG", "0 0 0 0");
	ck_assert(!a.q.verdict[0].triggered.possible);
	done(&a);
}
END_TEST

/* Each of 300 parts is a third of a percent of the interval, but for the last
 * digits of doubles. */
START_TEST(of_many_questions_alike_few_are_tried)
{
	struct asked a;
	char part[16];
	size_t sharp = 0;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "100000")->flags |= ITEM_COMPLETE;
	for (int i = 0; i < 300; i++) {
		snprintf(part, sizeof(part), "P%d", i);
		make_item(&a.m, part, "10.1");
		make_use(&a.m, "TOP", part, "1");
	}
	ask_top(&a, PRESENCE("above", "1000 g"), 2);
	ck_assert_uint_eq(a.q.n, 300);
	for (size_t i = 0; i < a.q.n; i++)
		sharp += a.q.question[i].worth.sharp;
	ck_assert_uint_eq(sharp, 2);
	ck_assert(a.q.question[0].worth.sharp && a.q.question[1].worth.sharp);
	done(&a);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(
	    tc, any_trace_can_be_triggered_by_one_and_cleared_by_all);
	tcase_add_test(tc, the_last_open_origin_settles_whatever_it_is);
	tcase_add_test(tc, of_many_questions_alike_few_are_tried);
	tcase_add_test(tc, what_may_be_nothing_need_not_settle);
	tcase_add_loop_test(tc, limits_on_paper, 0, LENGTH(limits));
	tcase_add_test(tc, one_gap_under_a_stated_mass_is_all_of_it);
	tcase_add_test(
	    tc, one_of_two_gaps_under_a_stated_mass_removes_nothing_for_sure);
	tcase_add_test(tc, a_stated_mass_stops_what_an_answer_could_trigger);
	tcase_add_test(tc, a_share_of_a_stated_mass);
	tcase_add_test(tc, a_share_of_a_mass_that_nobody_states);
	tcase_add_test(tc, a_silent_thing_without_a_mass_may_answer_in_percent);
	tcase_add_test(tc, a_mass_where_only_the_share_is_known);
	tcase_add_test(tc, a_value_and_a_price_that_are_missing);
	tcase_add_test(tc, a_quantity_that_nobody_states);
	tcase_add_test(
	    tc, an_alternative_can_clear_only_together_with_the_other);
	tcase_add_test(tc, one_answer_counts_for_every_product_it_is_in);
	tcase_add_test(tc, a_supplier_answers_for_all_his_parts);
	tcase_add_test(
	    tc, a_verdict_open_only_in_its_second_reading_is_asked_about);
	tcase_add_test(tc, a_whole_item_without_a_price_is_asked_what_was_paid);
	tcase_add_test(
	    tc, of_things_in_an_item_all_must_be_clear_and_one_is_enough);
	tcase_add_test(
	    tc, what_a_thing_is_may_decide_whether_the_limit_is_one_of_it);
	tcase_add_test(tc, a_limit_of_a_year_asks_how_many_go_out);
	tcase_add_test(tc, nothing_is_asked_where_nothing_is_undecided);
}

int
main(void)
{
	return run_suite("ask", add);
}
