/* SPDX-License-Identifier: Apache-2.0 */
/* test_digest - SHA-256, hexadecimal, base64. */
#include "core/base/digest.h"

#include "tests/unit/run.h"

#include <string.h>

/* The vectors of FIPS 180-4. */
static const struct known {
	struct str in;
	const char *hex;
} known[] = {
	{ STR(""), "e3b0c44298fc1c149afbf4c8996fb924"
		   "27ae41e4649b934ca495991b7852b855" },
	{ STR("abc"), "ba7816bf8f01cfea414140de5dae2223"
		      "b00361a396177a9cb410ff61f20015ad" },
	{ STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	    "248d6a61d20638b8e5c026930c3e6039"
	    "a33ce45964ff2167f6ecedd419db06c1" },
};

START_TEST(digests_agree_with_the_standard)
{
	uint8_t got[SHA256_SIZE], back[SHA256_SIZE];
	char hex[SHA256_HEX];

	ck_assert(digest_sha256(known[_i].in, got));
	digest_hex(got, hex);
	ck_assert_str_eq(hex, known[_i].hex);
	ck_assert(digest_from_hex(str_of(hex), back));
	ck_assert_mem_eq(got, back, SHA256_SIZE);
}
END_TEST

START_TEST(a_digest_of_no_bytes_needs_no_pointer)
{
	uint8_t a[SHA256_SIZE], b[SHA256_SIZE];

	ck_assert(digest_sha256((struct str){ NULL, 0 }, a));
	ck_assert(digest_sha256(STR(""), b));
	ck_assert_mem_eq(a, b, SHA256_SIZE);
}
END_TEST

#define DIGITS63 \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"
static const char *const not_hex[] = {
	"",
	"e3",
	DIGITS63,
	(DIGITS63 "55"),
	(DIGITS63 "g"),
	(DIGITS63 "A"),
	(DIGITS63 " "),
	(" " DIGITS63),
};

START_TEST(only_64_small_digits_are_a_digest)
{
	uint8_t out[SHA256_SIZE], before[SHA256_SIZE];

	memset(out, 7, sizeof(out));
	memset(before, 7, sizeof(before));
	ck_assert(!digest_from_hex(str_of(not_hex[_i]), out));
	ck_assert_mem_eq(out, before, sizeof(out));
}
END_TEST

/* The vectors of RFC 4648. */
static const char *const base64[][2] = { { "", "" }, { "f", "Zg==" },
	{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
	{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" } };

START_TEST(base64_goes_both_ways)
{
	struct arena a = { 0 };
	struct str code = base64_encode(&a, str_of(base64[_i][0]));
	struct str back = base64_decode(&a, str_of(base64[_i][1]));

	ck_assert(str_is(code, base64[_i][1]));
	ck_assert_ptr_nonnull(back.p);
	ck_assert(str_is(back, base64[_i][0]));
	arena_free(&a);
}
END_TEST

START_TEST(base64_carries_every_byte)
{
	unsigned char bytes[256];
	struct arena a = { 0 };

	for (size_t i = 0; i < 256; i++)
		bytes[i] = (unsigned char)(i * 167);
	for (size_t n = 0; n <= 256; n++) {
		struct str in = { (const char *)bytes, n };
		struct str out = base64_decode(&a, base64_encode(&a, in));

		ck_assert_ptr_nonnull(out.p);
		ck_assert(str_eq(in, out));
	}
	arena_free(&a);
}
END_TEST

static const struct str not_base64[] = {
	STR("Zg"),       /* no padding */
	STR("Zg="),      /* too little */
	STR("Zg==="),    /* too much */
	STR("Zh=="),     /* bits that mean nothing */
	STR("Zm9="),     /* the same */
	STR("Zg==Zg=="), /* padding inside */
	STR("Z=g="),     /* the same */
	STR("===="),     /* nothing but padding */
	STR("Zm 9v==="), /* a blank */
	STR(" Zm9v"),    /* a blank before */
	STR("    "),     /* nothing but blanks */
	STR("    Zm9v"), /* four of them */
	STR("Zm9v\n"),   /* a line end */
	STR("Zm9v\n\n\n\n"),
	STR("Zm\n9"),
	STR("Zm9-"), /* the alphabet for addresses */
	STR("Zm9_"),
	STR("Zm9v----"), /* what ends a PEM text */
	STR("Zm9\0"),    /* NUL */
	STR("Zm9\xFF"),
};

START_TEST(base64_of_another_form_is_refused)
{
	struct arena a = { 0 };

	ck_assert_ptr_null(base64_decode(&a, not_base64[_i]).p);
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, digests_agree_with_the_standard, 0, LENGTH(known));
	tcase_add_test(t, a_digest_of_no_bytes_needs_no_pointer);
	tcase_add_loop_test(
	    t, only_64_small_digits_are_a_digest, 0, LENGTH(not_hex));
	tcase_add_loop_test(t, base64_goes_both_ways, 0, LENGTH(base64));
	tcase_add_test(t, base64_carries_every_byte);
	tcase_add_loop_test(
	    t, base64_of_another_form_is_refused, 0, LENGTH(not_base64));
}

int
main(void)
{
	return run_suite("digest", add);
}
