/* SPDX-License-Identifier: Apache-2.0 */
/* test_leaf - the record of a filing has one form. */
#include "core/log/leaf.h"

#include "core/base/limits.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define H "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define HEAD \
	"retrace-entry/1\nfiling a-1\nkind initial\n" \
	"time 2026-11-23T10:15:00Z\nfile " H " 12\nproduct p q\n" \
	"tool retrace 0.1.0\nrules " H " cn-trace 0.1\n"

START_TEST(a_record_is_written_and_read_alike)
{
	static const char text[] = HEAD "input bom " H " 7 \xe7\x94\xb5 x.xml\n"
					"input rules " H " 0 \n";
	struct arena a = { 0 };
	struct error err = { 0 };
	struct leaf l;
	struct str back;

	ck_assert_int_eq(leaf_read(STR(text), pos_none, &a, &l, &err), ST_OK);
	ck_assert(str_is(l.filing, "a-1"));
	ck_assert(str_is(l.kind, "initial"));
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
	"retrace-entry/1\nkind initial\nfiling a-1\n"
	"time 2026-11-23T10:15:00Z\nfile " H " 12\nproduct p\ntool t\n"
	"rules " H " r\n",
	"retrace-entry/1\nfiling a-1\nkind initial\n"
	"time 2026-11-23 10:15:00Z\nfile " H " 12\nproduct p\ntool t\n"
	"rules " H " r\n",
	"retrace-entry/1\nfiling a-1\nkind initial\n"
	"time 2026-11-23T10:15:00Z\nfile " H " 12 \nproduct p\ntool t\n"
	"rules " H " r\n",
	"retrace-entry/1\nfiling a-1\nkind initial\n"
	"time 2026-11-23T10:15:00Z\nfile " H " 12\nproduct p\ntool t\n",
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
	struct leaf l = { .filing = STR("a"),
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

int
main(void)
{
	Suite *s = suite_create("leaf");
	TCase *t = tcase_create("leaf");
	SRunner *r;
	int failed;

	tcase_add_test(t, a_record_is_written_and_read_alike);
	tcase_add_loop_test(t, what_is_no_record_is_refused, 0, NBAD);
	tcase_add_test(t, every_cut_of_a_record_is_refused_or_has_fewer_inputs);
	tcase_add_test(t, a_nul_byte_is_refused);
	tcase_add_test(t, a_record_has_at_most_65535_bytes);
	tcase_add_test(t, texts_have_their_limits);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
