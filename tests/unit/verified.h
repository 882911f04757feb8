/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verified - a signed document or a mutant of it, judged.
 *
 * Reads:  mutated.h
 * Gives:  judged(), and judge(), which trusts the signer of `valid`
 * Memory: as mutated.h
 */
#ifndef TEST_VERIFIED_H
#define TEST_VERIFIED_H

#include "core/filing/sign/verify.h"
#include "tests/unit/mutated.h"

#include <stdlib.h>

static inline void
set_up(void)
{
	memory = (struct arena){ 0 };
}

static inline void
tear_down(void)
{
	arena_free(&memory);
}

/* Verifies; a refusal must give findings that name the reason, and nothing
 * else. */
static inline enum verify_reason
judged(struct str doc, const struct trust *trust)
{
	struct findings f = { 0 };
	struct verified v = { 0 };
	enum status st = verify_signed(doc, "f.xml", trust, &v, &f);
	enum verify_reason reason = v.reason;
	char word[60];

	if (st == ST_OK) {
		ck_assert_int_eq(reason, VERIFY_HOLDS);
		ck_assert_uint_eq(f.n, 0);
		ck_assert_ptr_nonnull(v.doc);
	} else {
		struct verified nothing = { .reason = reason };

		ck_assert_int_eq(st, ST_VERIFY);
		ck_assert_uint_ge(f.errors, 1);
		ck_assert_int_eq(f.first.code, ST_VERIFY);
		ck_assert_str_eq(f.first.at.file, "f.xml");
		snprintf(
		    word, sizeof(word), " [%s]", verify_reason_word(reason));
		ck_assert_ptr_nonnull(strstr(f.first.text, word));
		ck_assert_ptr_null(v.doc);
		ck_assert_ptr_null(v.signer.p);
		ck_assert_mem_eq(v.sha256, nothing.sha256, SHA256_SIZE);
	}
	verified_free(&v);
	findings_free(&f);
	return reason;
}

static inline const char *
judge(struct str doc)
{
	const struct certs pinned = { &cert, 1, 1 };
	const struct trust trust = { .pinned = &pinned };

	return verify_reason_word(judged(doc, &trust));
}

#endif
