/* SPDX-License-Identifier: Apache-2.0 */
/* test_leaf - the record of an entry has one form. */
#include "core/log/leaf.h"

#include "core/base/limits.h"
#include "tests/unit/run.h"

#include <check.h>
#include <string.h>

#define H "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define FIRST "retrace-entry/1\n"
#define TIMED "time 2026-11-23T10:15:00Z\n"
#define HEAD \
	FIRST "id a-1\nkind initial\n" TIMED "actor A. Officer\n" \
	      "tool retrace 0.1.0\nfile " H " 12\nproduct p q\n" \
	      "rules " H " cn-trace 0.1\n"

START_TEST(a_record_is_written_and_read_alike)
{
	static const char text[] = HEAD "input bom " H " 7 \xe7\x94\xb5 x.xml\n"
					"input rules " H " 0 \n";
	struct arena a = { 0 };
	struct error err = { 0 };
	struct leaf l;
	struct str back;

	ck_assert_int_eq(leaf_read(STR(text), pos_none, &a, &l, &err), ST_OK);
	ck_assert(str_is(l.id, "a-1"));
	ck_assert(str_is(l.kind, "initial"));
	ck_assert(str_is(l.actor, "A. Officer"));
	ck_assert_uint_eq(l.clock.n, 0);
	ck_assert(str_is(l.product, "p q"));
	ck_assert(str_is(l.rules, "cn-trace 0.1"));
	ck_assert_uint_eq(l.size, 12);
	ck_assert_uint_eq(l.sha256[31], 0x1f);
	ck_assert_uint_eq(l.ninput, 2);
	ck_assert(str_is(l.input[0].name, "\xe7\x94\xb5 x.xml"));
	ck_assert_uint_eq(l.input[0].size, 7);
	ck_assert_uint_eq(l.input[1].name.n, 0);
	ck_assert_int_eq(leaf_write(&l, &a, &back, &err), ST_OK);
	ck_assert(str_is(back, text));
	arena_free(&a);
}
END_TEST

static const char *const bad[] = {
	"",
	"retrace-entry/1\n",
	"retrace-entry/2\n",
	HEAD "\n",
	HEAD "x",
	HEAD "input bom " H " 7\n",
	HEAD "input bom " H " 07 x\n",
	HEAD "input bom " H " -7 x\n",
	HEAD "input bom " H " 99999999999999999999 x\n",
	HEAD "input  bom " H " 7 x\n",
	HEAD "input Bom " H " 7 x\n",
	HEAD "input bom 00 7 x\n",
	HEAD "input bom " H " 7 x\r\n",
	HEAD "input bom " H " 7 \xff\n",
	HEAD "input bom " H " 7 x",
	HEAD "extra 1\n",
	" " HEAD,
	HEAD "attachment scan " H " 7 x\n",
	HEAD "refers b\n",
	HEAD "note n\n",
	FIRST "kind initial\nid a-1\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\nrules " H " r\n",
	FIRST "id a-1\nkind initial\ntime 2026-11-23 10:15:00Z\nactor a\n"
	      "tool t\nfile " H " 12\nproduct p\nrules " H " r\n",
	FIRST "id a-1\nkind initial\n" TIMED "actor a\ntool t\nfile " H
	      " 12 \nproduct p\nrules " H " r\n",
	FIRST "id a-1\nkind initial\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\ntool t\n",
	FIRST "id a-1\nkind initial\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\n",
	FIRST "id a-1\nkind other\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\nrules " H " r\n",
	FIRST "id a-1\nkind initial\n" TIMED "tool t\nfile " H
	      " 12\nproduct p\nrules " H " r\n",
	/* a clock that is not behind */
	FIRST "id a-1\nkind initial\n" TIMED "clock 2026-11-23T10:15:00Z\n"
	      "actor a\ntool t\nfile " H " 12\nproduct p\nrules " H " r\n",
	/* an amendment of nothing, of two, twice of the same */
	FIRST "id a-1\nkind amendment\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\nrules " H " r\n",
	FIRST "id a-1\nkind amendment\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\nrules " H " r\nrefers b\nrefers c\n",
	FIRST "id a-1\nkind amendment\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\nrules " H " r\nrefers b\nrefers b\n",
	FIRST "id a-1\nkind amendment\n" TIMED "actor a\ntool t\nfile " H
	      " 12\nproduct p\nrules " H " r\nrefers b/c\n",
};
#define NBAD (int)(sizeof(bad) / sizeof(bad[0]))

START_TEST(what_is_no_record_is_refused)
{
	const struct pos at = { "log", 0, 0 };
	struct leaf l = { .ninput = 99 };
	struct arena a = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    leaf_read(str_of(bad[_i]), at, &a, &l, &err), ST_VERIFY);
	ck_assert_uint_eq(l.ninput, 99);
	ck_assert_str_eq(err.at.file, "log");
	arena_free(&a);
}
END_TEST

START_TEST(every_cut_of_a_record_is_refused_or_has_fewer_inputs)
{
	static const char text[] = HEAD "input bom " H " 7 x\n";
	const size_t whole = sizeof(text) - 1, head = sizeof(HEAD) - 1;

	for (size_t n = 0; n < whole; n++) {
		struct arena a = { 0 };
		struct error err = { 0 };
		struct leaf l;

		ck_assert_int_eq(
		    leaf_read((struct str){ text, n }, pos_none, &a, &l, &err),
		    n == head ? ST_OK : ST_VERIFY);
		arena_free(&a);
	}
}
END_TEST

START_TEST(a_nul_byte_is_refused)
{
	char text[] = HEAD;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct leaf l;
	char *p = strstr(text, "p q");

	p[1] = '\0';
	ck_assert_int_eq(leaf_read((struct str){ text, sizeof(text) - 1 },
			     pos_none, &a, &l, &err),
	    ST_VERIFY);
	arena_free(&a);
}
END_TEST

START_TEST(a_record_has_at_most_65535_bytes)
{
	struct leaf_input in[1000];
	struct leaf l = { .id = STR("a"),
		.kind = STR("initial"),
		.time = STR("2026-11-23T10:15:00Z"),
		.input = in };
	struct arena a = { 0 };
	struct str text;
	size_t fits = 0;

	for (size_t i = 0; i < 1000; i++)
		in[i] = (struct leaf_input){ .role = STR("bom") };
	for (l.ninput = 0; l.ninput < 1000; l.ninput++) {
		struct error err = { 0 };

		if (leaf_write(&l, &a, &text, &err) == ST_LIMIT)
			break;
		ck_assert_uint_le(text.n, LEAF_SIZE_MAX);
		fits = l.ninput;
	}
	ck_assert_uint_gt(fits, 800);
	ck_assert_uint_lt(fits, 900);
	/* The next one of 78 bytes would not have fitted. */
	ck_assert_uint_gt(text.n + 78, LEAF_SIZE_MAX);
	arena_free(&a);
}
END_TEST

START_TEST(texts_have_their_limits)
{
	char longest[LIMIT_TEXT + 1];

	memset(longest, 'x', sizeof(longest));
	ck_assert(leaf_text_ok((struct str){ longest, LIMIT_TEXT }));
	ck_assert(!leaf_text_ok((struct str){ longest, LIMIT_TEXT + 1 }));
	ck_assert(leaf_id_ok((struct str){ longest, LEAF_ID_MAX }));
	ck_assert(!leaf_id_ok((struct str){ longest, LEAF_ID_MAX + 1 }));
	ck_assert(leaf_id_ok(STR("sha256:aZ09._-")));
	ck_assert(!leaf_id_ok(STR("a/b")));
	ck_assert(!leaf_text_ok(STR("a\x7f")));
}
END_TEST

static const char *const times[] = { "2026-02-29T10:15:00Z",
	"2026-13-01T10:15:00Z", "2026-11-31T10:15:00Z", "2026-11-23T24:00:00Z",
	"2026-11-23T23:60:00Z", "2026-11-23T23:59:60Z", "2026-11-23T3x:00:00Z",
	"2026-11-23t10:15:00Z", "2026-11-23T10:15:00+", "2026-11-23T10:15:00Z ",
	"2026-11-23", "" };
#define NTIMES (int)(sizeof(times) / sizeof(times[0]))

START_TEST(a_moment_that_does_not_exist_is_no_time)
{
	struct leaf l = { .id = STR("a"), .kind = STR("initial") };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct str text;

	l.time = str_of(times[_i]);
	ck_assert_int_eq(leaf_write(&l, &a, &text, &err), ST_SYNTAX);
	ck_assert(strncmp(err.text, "the time ", 9) == 0);
	l.time = STR("2024-02-29T23:59:59Z");
	err = (struct error){ 0 };
	ck_assert_int_eq(leaf_write(&l, &a, &text, &err), ST_OK);
	arena_free(&a);
}
END_TEST

/* ---- what is no filing */

static struct leaf_input scan = { .role = STR("document"),
	.name = STR("answer.pdf"),
	.size = 7,
	.attached = true };
static struct str one_filing[] = { STR("a-1") };

static struct leaf
an_answer(void)
{
	return (struct leaf){ .kind = STR("answer"),
		.time = STR("2026-11-23T10:15:00Z"),
		.actor = STR("B. Clerk"),
		.tool = STR("retrace 0.1.0"),
		.date = STR("2026-11-20"),
		.number = STR("MOFCOM 2026-17"),
		.result = STR("granted"),
		.refers = one_filing,
		.nrefers = 1,
		.input = &scan,
		.ninput = 1 };
}

static void
identified(struct leaf *l, char id[SHA256_HEX])
{
	struct arena a = { 0 };
	struct error err = { 0 };

	ck_assert_msg(leaf_identify(l, &a, id, &err) == ST_OK, "%s", err.text);
	l->id = str_of(id);
	arena_free(&a);
}

START_TEST(an_event_is_written_and_read_alike)
{
	struct leaf l = an_answer(), back;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct str text, again;
	char id[SHA256_HEX];

	identified(&l, id);
	l.clock = STR("2026-11-23T09:00:00Z");
	ck_assert_int_eq(leaf_write(&l, &a, &text, &err), ST_OK);
	ck_assert_msg(leaf_read(text, pos_none, &a, &back, &err) == ST_OK,
	    "%.*s", STR_ARG(text));
	ck_assert(str_is(back.id, id));
	ck_assert(str_is(back.clock, "2026-11-23T09:00:00Z"));
	ck_assert(str_is(back.number, "MOFCOM 2026-17"));
	ck_assert(str_is(back.date, "2026-11-20"));
	ck_assert(str_is(back.result, "granted"));
	ck_assert_uint_eq(back.note.n, 0);
	ck_assert_uint_eq(back.nrefers, 1);
	ck_assert(str_is(back.refers[0], "a-1"));
	ck_assert_uint_eq(back.ninput, 1);
	ck_assert(back.input[0].attached);
	ck_assert_int_eq(leaf_write(&back, &a, &again, &err), ST_OK);
	ck_assert(str_eq(text, again));
	/* Under another id it is no record. */
	id[0] = id[0] == '0' ? '1' : '0';
	ck_assert_int_eq(leaf_write(&l, &a, &text, &err), ST_OK);
	ck_assert_int_eq(leaf_read(text, pos_none, &a, &back, &err), ST_VERIFY);
	arena_free(&a);
}
END_TEST

START_TEST(the_same_event_has_the_same_id_whenever_it_is_recorded)
{
	struct leaf l = an_answer(), m = an_answer();
	char id[SHA256_HEX], later[SHA256_HEX];

	m.time = STR("2026-12-24T10:15:00Z");
	m.tool = STR("retrace 0.2.0");
	identified(&l, id);
	identified(&m, later);
	ck_assert_str_eq(id, later);
	/* All that it says counts. */
	m.number = STR("MOFCOM 2026-18");
	identified(&m, later);
	ck_assert_str_ne(id, later);
	m = an_answer();
	m.actor = STR("C. Clerk");
	identified(&m, later);
	ck_assert_str_ne(id, later);
	m = an_answer();
	m.kind = STR("receipt");
	m.result = STR("");
	identified(&m, later);
	ck_assert_str_ne(id, later);
}
END_TEST

START_TEST(each_run_has_an_id_of_its_own)
{
	struct leaf l = { .kind = STR("verification"),
		.time = STR("2026-11-23T10:15:00Z"),
		.actor = STR("a"),
		.result = STR("holds") };
	char id[SHA256_HEX], later[SHA256_HEX];

	identified(&l, id);
	l.time = STR("2026-11-23T10:15:01Z");
	identified(&l, later);
	ck_assert_str_ne(id, later);
}
END_TEST

static const struct fault {
	const char *what; /* is otherwise in an answer */
	const char *text;
} faults[] = {
	{ "actor", "the actor is missing: expected who did it" },
	{ "number",
	    "the number is missing: an entry of kind \"answer\" has one" },
	{ "date", "the date is missing: an entry of kind \"answer\" has one" },
	{ "attachment",
	    "the attachment is missing: an entry of kind \"answer\" has one" },
	{ "refers",
	    "the reference is missing: an entry of kind \"answer\" has one" },
	{ "input", "an entry of kind \"answer\" has no input" },
	{ "product", "an entry of kind \"answer\" has no product" },
	{ "kind", "the kind \"reply\" cannot be recorded" },
	{ "day", "the date \"2026-02-30\" cannot be recorded" },
	{ "note", "the note cannot be recorded: expected one line of UTF-8" },
	{ "export", "an entry of kind \"export\" names nothing: expected an "
		    "attachment, or an entry that it refers to" },
};
#define NFAULTS (int)(sizeof(faults) / sizeof(faults[0]))

START_TEST(a_kind_has_its_lines_and_no_others)
{
	const char *what = faults[_i].what;
	struct leaf_input read = { .role = STR("bom") };
	struct leaf l = an_answer();
	struct arena a = { 0 };
	struct error err = { 0 };
	char id[SHA256_HEX];

	if (strcmp(what, "actor") == 0)
		l.actor = STR("");
	else if (strcmp(what, "number") == 0)
		l.number = STR("");
	else if (strcmp(what, "date") == 0)
		l.date = STR("");
	else if (strcmp(what, "attachment") == 0)
		l.ninput = 0;
	else if (strcmp(what, "refers") == 0)
		l.nrefers = 0;
	else if (strcmp(what, "input") == 0)
		l.input = &read;
	else if (strcmp(what, "product") == 0)
		l.product = STR("p");
	else if (strcmp(what, "kind") == 0)
		l.kind = STR("reply");
	else if (strcmp(what, "day") == 0)
		l.date = STR("2026-02-30");
	else if (strcmp(what, "note") == 0)
		l.note = STR("two\nlines");
	else
		l = (struct leaf){ .kind = STR("export"),
			.time = l.time,
			.actor = l.actor,
			.date = l.date,
			.party = STR("the tax office") };
	ck_assert_int_eq(leaf_identify(&l, &a, id, &err), ST_SYNTAX);
	ck_assert_str_eq(err.text, faults[_i].text);
	arena_free(&a);
}
END_TEST

START_TEST(every_kind_may_what_it_must)
{
	static const char *const names[] = { "initial", "amendment",
		"withdrawal", "report", "notice", "receipt", "answer", "key",
		"predecessor", "rules", "assumptions", "policy", "verification",
		"export", "check", "draft" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct leaf_kind *k = leaf_kind_find(str_of(names[i]));

		ck_assert_ptr_nonnull(k);
		ck_assert_str_eq(k->name, names[i]);
		ck_assert_uint_eq(k->must & ~k->may, 0);
		ck_assert_uint_eq(k->one_of & ~k->may, 0);
		ck_assert(k->filing == ((k->must & LEAF_FILE) != 0));
		ck_assert_str_ne(k->what, "");
	}
	ck_assert_ptr_null(leaf_kind_find(STR("initia")));
	ck_assert_str_eq(leaf_field_name(LEAF_FILE), "file");
	ck_assert_str_eq(leaf_field_name(LEAF_REFERS), "reference");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_record_is_written_and_read_alike);
	tcase_add_loop_test(t, what_is_no_record_is_refused, 0, NBAD);
	tcase_add_test(t, every_cut_of_a_record_is_refused_or_has_fewer_inputs);
	tcase_add_test(t, a_nul_byte_is_refused);
	tcase_add_test(t, a_record_has_at_most_65535_bytes);
	tcase_add_test(t, texts_have_their_limits);
	tcase_add_loop_test(
	    t, a_moment_that_does_not_exist_is_no_time, 0, NTIMES);
	tcase_add_test(t, an_event_is_written_and_read_alike);
	tcase_add_test(
	    t, the_same_event_has_the_same_id_whenever_it_is_recorded);
	tcase_add_test(t, each_run_has_an_id_of_its_own);
	tcase_add_loop_test(t, a_kind_has_its_lines_and_no_others, 0, NFAULTS);
	tcase_add_test(t, every_kind_may_what_it_must);
}

int
main(void)
{
	return run_suite("leaf", add);
}
