/* SPDX-License-Identifier: Apache-2.0 */
/* test_hash - the intern table. */
#include "core/base/hash.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

START_TEST(an_empty_table_knows_nothing)
{
	struct intern t = { 0 };

	ck_assert_uint_eq(intern_find(&t, STR("a")), INTERN_NONE);
	ck_assert_uint_eq(
	    intern_find(&t, (struct str){ NULL, 0 }), INTERN_NONE);
	intern_free(&t);
}
END_TEST

START_TEST(each_key_has_its_number_in_order_of_appearance)
{
	const uint32_t many = 200000;
	struct intern t = { 0 };
	size_t wrong = 0;
	char key[32];

	for (uint32_t i = 0; i < many; i++) {
		int n = snprintf(key, sizeof(key), "part-%u", i);
		struct str k = { key, (size_t)n };

		wrong += intern_copy(&t, k) != i;
		wrong += intern_copy(&t, k) != i;
	}
	ck_assert_uint_eq(t.n, many);
	for (uint32_t i = 0; i < many; i++) {
		int n = snprintf(key, sizeof(key), "part-%u", i);
		struct str k = { key, (size_t)n };

		wrong += intern_find(&t, k) != i || !str_eq(t.key[i], k);
	}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_eq(intern_find(&t, STR("part-200000")), INTERN_NONE);
	intern_free(&t);
}
END_TEST

START_TEST(keys_differ_by_length_nul_and_case)
{
	static const struct str keys[] = { STR(""), STR("\0"), STR("\0\0"),
		STR("a"), STR("a\0"), STR("A"), STR("aaaaaaaa"),
		STR("aaaaaaaa\0"), STR("aaaaaaaaa"), STR("\0aaaaaaaa") };
	struct intern t = { 0 };

	for (uint32_t i = 0; i < LENGTH(keys); i++)
		ck_assert_uint_eq(intern_put(&t, keys[i]), i);
	for (uint32_t i = 0; i < LENGTH(keys); i++)
		ck_assert_uint_eq(intern_find(&t, keys[i]), i);
	intern_free(&t);
}
END_TEST

/* Slots hold short keys themselves, and only the length of long ones. */
START_TEST(keys_of_every_length_are_kept_through_growth)
{
	char a[64], nul[64] = { 0 };
	struct intern t = { 0 };

	memset(a, 'a', sizeof(a));
	for (size_t n = 0; n < sizeof(a); n++) {
		intern_copy(&t, (struct str){ a, n });
		intern_copy(&t, (struct str){ nul, n });
		a[n] = 'b'; /* the same but for the last byte */
		intern_copy(&t, (struct str){ a, n + 1 });
		a[n] = 'a';
	}
	ck_assert_uint_eq(t.n, 3 * sizeof(a) - 1); /* "" came twice */
	ck_assert(intern_reserve(&t, 5000));
	for (uint32_t i = 0; i < t.n; i++)
		ck_assert_uint_eq(intern_find(&t, t.key[i]), i);
	for (size_t n = 0; n < sizeof(a); n++) {
		a[n] = 'c';
		ck_assert_uint_eq(
		    intern_find(&t, (struct str){ a, n + 1 }), INTERN_NONE);
		a[n] = 'a';
	}
	intern_free(&t);
}
END_TEST

START_TEST(a_key_made_ready_is_the_key)
{
	char a[40];
	struct intern t = { 0 };
	struct intern_key k[sizeof(a)];

	memset(a, 'a', sizeof(a));
	intern_ready(&t, STR("first"), &k[0]); /* of an empty table */
	intern_ready(&t, STR("second"), &k[1]);
	ck_assert_uint_eq(t.n, 0);
	ck_assert_uint_eq(intern_put_ready(&t, &k[0], false), 0);
	ck_assert_uint_eq(intern_put_ready(&t, &k[1], true), 1);
	ck_assert_uint_eq(intern_find(&t, STR("first")), 0);
	ck_assert_uint_eq(intern_find(&t, STR("second")), 1);
	for (size_t n = 0; n < sizeof(a); n++)
		intern_ready(&t, (struct str){ a, n }, &k[n]);
	ck_assert_uint_eq(t.n, 2);
	ck_assert(intern_reserve(&t, 5000)); /* between hash and look-up */
	for (uint32_t n = 0; n < sizeof(a); n++) {
		ck_assert_uint_eq(
		    intern_put_ready(&t, &k[n], n % 2 == 0), n + 2);
		ck_assert_uint_eq(intern_put_ready(&t, &k[n], false), n + 2);
		/* borrowed only where the caller says that the bytes stay */
		ck_assert_int_eq(t.key[n + 2].p == a, n % 2 == 0);
		ck_assert_uint_eq(intern_find(&t, (struct str){ a, n }), n + 2);
	}
	intern_free(&t);
}
END_TEST

START_TEST(keys_beyond_ascii_are_noticed)
{
	static const char *const beyond[] = { "\xC3\xA9", "Z\xC3\xBCrich",
		"a part number \xC2\xAD of 24", "0123456789012345678901234" };
	struct intern t = { 0 };

	ck_assert(intern_is_ascii(&t));
	intern_copy(&t, STR("PN-00012345/7"));
	intern_put(&t, STR("012345678901234567890123"));
	ck_assert(intern_is_ascii(&t));
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		struct intern other = { 0 };

		intern_put(&other, str_of(beyond[i]));
		ck_assert(!intern_is_ascii(&other));
		intern_free(&other);
	}
	intern_free(&t);
}
END_TEST

START_TEST(there_is_room_for_what_was_reserved)
{
	struct intern t = { 0 };

	ck_assert(!intern_has_room(&t, 1));
	ck_assert(intern_reserve(&t, 1000));
	ck_assert(intern_has_room(&t, 1000));
	ck_assert(!intern_has_room(&t, 100000));
	intern_free(&t);
}
END_TEST

START_TEST(a_word_is_its_bytes)
{
	const unsigned char bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	unsigned char word[8];
	uint64_t w;

	for (size_t n = 0; n <= sizeof(bytes); n++) {
		w = hash_word(bytes, n);
		memcpy(word, &w, sizeof(w));
		for (size_t i = 0; i < sizeof(word); i++)
			ck_assert_uint_eq(word[i], i < n ? bytes[i] : 0);
	}
}
END_TEST

START_TEST(a_put_key_is_borrowed_and_a_copied_one_is_not)
{
	char borrowed[] = "aa", copied[] = "bb";
	struct intern t = { 0 };

	intern_put(&t, (struct str){ borrowed, 2 });
	intern_copy(&t, (struct str){ copied, 2 });
	copied[0] = 'x';
	ck_assert_ptr_eq(t.key[0].p, borrowed);
	ck_assert(str_is(t.key[1], "bb"));
	ck_assert_uint_eq(intern_find(&t, STR("bb")), 1);
	intern_free(&t);
	ck_assert_uint_eq(t.n, 0);
}
END_TEST

START_TEST(reserving_changes_no_number)
{
	struct intern t = { 0 };

	intern_put(&t, STR("a"));
	ck_assert(intern_reserve(&t, 100000));
	ck_assert_uint_eq(intern_find(&t, STR("a")), 0);
	ck_assert_uint_eq(intern_put(&t, STR("b")), 1);
	ck_assert_uint_ge(t.cap, 100000);
	intern_free(&t);
}
END_TEST

/* So large that two threads clear it. */
START_TEST(a_large_table_is_empty_in_either_half)
{
	struct intern t = { 0 };

	ck_assert(intern_reserve(&t, 600000));
	for (size_t i = 0; i < t.nslot; i++)
		if (t.slot[i].id != 0 || t.slot[i].tag != 0)
			ck_abort_msg("slot %zu is not empty", i);
	ck_assert_uint_eq(intern_put(&t, STR("a")), 0);
	ck_assert_uint_eq(intern_find(&t, STR("a")), 0);
	ck_assert_uint_eq(intern_find(&t, STR("b")), INTERN_NONE);
	intern_free(&t);
}
END_TEST

/* Names prepared for one seed must not collide under another. */
START_TEST(the_seed_changes_the_hash)
{
	size_t same = 0;

	for (uint64_t seed = 0; seed < 1000; seed++)
		same += (hash_bytes("abc", 3, seed) & 0xFF) ==
			(hash_bytes("abd", 3, seed) & 0xFF);
	ck_assert_uint_lt(same, 30); /* 4 of 1000 are expected */
	ck_assert(hash_bytes("a", 1, 1) == hash_bytes("a", 1, 1));
	ck_assert(hash_bytes("a", 1, 1) != hash_bytes("a", 1, 2));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, an_empty_table_knows_nothing);
	tcase_add_test(t, each_key_has_its_number_in_order_of_appearance);
	tcase_add_test(t, keys_differ_by_length_nul_and_case);
	tcase_add_test(t, keys_of_every_length_are_kept_through_growth);
	tcase_add_test(t, a_key_made_ready_is_the_key);
	tcase_add_test(t, keys_beyond_ascii_are_noticed);
	tcase_add_test(t, there_is_room_for_what_was_reserved);
	tcase_add_test(t, a_word_is_its_bytes);
	tcase_add_test(t, a_put_key_is_borrowed_and_a_copied_one_is_not);
	tcase_add_test(t, reserving_changes_no_number);
	tcase_add_test(t, a_large_table_is_empty_in_either_half);
	tcase_add_test(t, the_seed_changes_the_hash);
}

int
main(void)
{
	return run_suite("hash", add);
}
