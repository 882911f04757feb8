/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_note - keys, signed notes and checkpoints: a note that other software
 * signed opens here, and nothing that is not exactly a note does.
 */
#include "core/base/file.h"
#include "core/log/checkpoint.h"

#include <check.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DASH "\xe2\x80\x94 "

/* The example of the documentation of golang.org/x/mod/sumdb/note. */
#define PN_VKEY \
	"PeterNeumann+c74f20a3+" \
	"ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define PN_BODY \
	"If you think cryptography is the answer to your problem,\n" \
	"then you don't know what your problem is.\n"
#define PN_LINE \
	DASH "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn" \
	     "NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define OTHER_LINE \
	DASH "EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n" \
	     "2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

static char dir[] = P_tmpdir "/retrace-note-XXXXXX";

static const char *
in_dir(const char *name)
{
	static char path[4][256];
	static int i;

	i = (i + 1) % 4;
	snprintf(path[i], sizeof(path[i]), "%s/%s", dir, name);
	return path[i];
}

static struct note_verifier
pn(void)
{
	struct note_verifier v;
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_verifier_read(STR(PN_VKEY), pos_none, &v, &err), ST_OK);
	return v;
}

START_TEST(a_vkey_is_read_and_written_alike)
{
	struct note_verifier v = pn();
	char text[NOTE_VKEY_TEXT];

	ck_assert_str_eq(v.name, "PeterNeumann");
	ck_assert_uint_eq(v.id, 0xc74f20a3);
	ck_assert(note_verifier_format(&v, text));
	ck_assert_str_eq(text, PN_VKEY);
}
END_TEST

static const struct bad_vkey {
	const char *text;
	enum status code;
} bad_vkeys[] = {
	{ "", ST_SYNTAX },
	{ "+", ST_SYNTAX },
	{ "PeterNeumann", ST_SYNTAX },
	{ "PeterNeumann+c74f20a3", ST_SYNTAX },
	{ "PeterNeumann+c74f20a3+", ST_SYNTAX },
	{ "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", ST_SYNTAX },
	{ "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TW",
	    ST_SYNTAX },
	{ "Peter\xc2\xa0Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TW",
	    ST_SYNTAX },
	{ "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TW",
	    ST_SYNTAX },
	{ "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TW",
	    ST_SYNTAX },
	{ "PeterNeumann+c74f20a3 +ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TW",
	    ST_SYNTAX },
	{ PN_VKEY "\n", ST_SYNTAX },
	{ PN_VKEY "=", ST_SYNTAX },
	{ "PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TW",
	    ST_KEY },
	{ "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/"
	  "LDE4izWy10TWAA==",
	    ST_KEY },
};
#define NBAD_VKEYS (int)(sizeof(bad_vkeys) / sizeof(bad_vkeys[0]))

START_TEST(a_bad_vkey_is_refused)
{
	const struct bad_vkey *b = &bad_vkeys[_i];
	const struct pos at = { "key.txt", 1, 1 };
	struct note_verifier v = { .id = 7 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_verifier_read(str_of(b->text), at, &v, &err), b->code);
	ck_assert_uint_eq(v.id, 7);
	ck_assert_str_eq(err.at.file, "key.txt");
	ck_assert_uint_eq(err.at.line, 1);
}
END_TEST

/* Its id is such that the base64 of the key holds a "+". */
START_TEST(only_the_first_two_plus_signs_separate)
{
	struct note_verifier v = { 0 }, back;
	uint8_t key[NOTE_PUBLIC_SIZE];
	char text[NOTE_VKEY_TEXT];
	struct error err = { 0 };

	memset(key, 0xfb, sizeof(key));
	ck_assert(note_verifier_set(&v, STR("a.example/log"), key));
	ck_assert(note_verifier_format(&v, text));
	ck_assert_ptr_nonnull(
	    strchr(strchr(strchr(text, '+') + 1, '+') + 1, '+'));
	ck_assert_int_eq(
	    note_verifier_read(str_of(text), pos_none, &back, &err), ST_OK);
	ck_assert_mem_eq(&back, &v, sizeof(v));
}
END_TEST

START_TEST(a_note_signed_elsewhere_opens)
{
	static const char *const notes[] = {
		PN_BODY "\n" PN_LINE,
		PN_BODY "\n" PN_LINE OTHER_LINE,
		PN_BODY "\n" OTHER_LINE PN_LINE OTHER_LINE,
	};
	struct note_verifier v = pn();
	struct error err = { 0 };
	struct str body;

	for (size_t i = 0; i < 3; i++) {
		ck_assert_int_eq(
		    note_open(str_of(notes[i]), pos_none, &v, &body, &err),
		    ST_OK);
		ck_assert(str_is(body, PN_BODY));
	}
}
END_TEST

static const struct bad_note {
	const char *text;
	enum status code;
	uint32_t line;
} bad_notes[] = {
	{ "", ST_SYNTAX, 5 },
	{ "\n", ST_SYNTAX, 5 },
	{ "\n\n", ST_SYNTAX, 5 },
	{ "\n\n" PN_LINE, ST_SYNTAX, 5 },
	{ PN_BODY, ST_SYNTAX, 5 },
	{ PN_BODY "\n", ST_SYNTAX, 5 },
	{ PN_BODY PN_LINE, ST_SYNTAX, 5 },
	{ PN_BODY "\n" OTHER_LINE, ST_VERIFY, 5 },
	{ PN_BODY "\n\n" PN_LINE, ST_VERIFY, 9 },
	{ PN_BODY "\n" PN_LINE "\n", ST_SYNTAX, 5 },
	{ PN_BODY "\n" PN_LINE PN_LINE, ST_DUPLICATE, 9 },
	{ PN_BODY "\n" PN_LINE "x\n", ST_SYNTAX, 9 },
	{ PN_BODY "\n" PN_LINE DASH "x AAAA\n", ST_SYNTAX, 9 },
	{ PN_BODY "\n" PN_LINE DASH " AAAAAAA=\n", ST_SYNTAX, 9 },
	{ PN_BODY "\n" PN_LINE DASH "a+b AAAAAAA=\n", ST_SYNTAX, 9 },
	{ PN_BODY "\n" PN_LINE DASH "x AAAAAAB=\n", ST_SYNTAX, 9 },
	{ PN_BODY "\n" PN_LINE DASH "x  AAAAAAA=\n", ST_SYNTAX, 9 },
	{ "x" PN_BODY "\n" PN_LINE, ST_VERIFY, 8 },
	{ PN_BODY "x\n\n" PN_LINE, ST_VERIFY, 9 },
	{ "If you\r\n\n" PN_LINE, ST_SYNTAX, 5 },
	{ "a\nb\tc\n\n" PN_LINE, ST_SYNTAX, 6 },
	{ "a\nb\xff\n\n" PN_LINE, ST_ENCODING, 5 },
	{ PN_BODY "\n" DASH "PeterNeumann x08go/ZJ\n", ST_VERIFY, 8 },
};
#define NBAD_NOTES (int)(sizeof(bad_notes) / sizeof(bad_notes[0]))

START_TEST(a_bad_note_is_refused_at_its_line)
{
	const struct bad_note *b = &bad_notes[_i];
	const struct pos at = { "n.txt", 5, 1 };
	struct note_verifier v = pn();
	struct str body = { "before", 6 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_open(str_of(b->text), at, &v, &body, &err), b->code);
	ck_assert_uint_eq(err.at.line, b->line);
	ck_assert(str_is(body, "before"));
}
END_TEST

START_TEST(every_cut_and_every_flipped_bit_is_refused)
{
	static const char good[] = PN_BODY "\n" PN_LINE;
	const size_t n = sizeof(good) - 1;
	struct note_verifier v = pn();
	char copy[sizeof(good)];
	struct str body;

	for (size_t i = 0; i < n; i++) {
		struct error err = { 0 };

		ck_assert_int_ne(note_open((struct str){ good, i }, pos_none,
				     &v, &body, &err),
		    ST_OK);
	}
	for (size_t bit = 0; bit < 8 * n; bit++) {
		struct error err = { 0 };

		memcpy(copy, good, sizeof(good));
		copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
		ck_assert_int_ne(note_open((struct str){ copy, n }, pos_none,
				     &v, &body, &err),
		    ST_OK);
	}
}
END_TEST

START_TEST(a_note_with_too_many_signatures_or_bytes_is_refused)
{
	struct note_verifier v = pn();
	static char text[NOTE_SIZE_MAX + 64];
	struct error err = { 0 };
	struct str body;
	size_t n;

	n = (size_t)snprintf(text, sizeof(text), PN_BODY "\n" PN_LINE);
	for (int i = 1; i < NOTE_LINES_MAX; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, OTHER_LINE);
	ck_assert_int_eq(
	    note_open(str_of(text), pos_none, &v, &body, &err), ST_OK);
	snprintf(text + n, sizeof(text) - n, OTHER_LINE);
	ck_assert_int_eq(
	    note_open(str_of(text), pos_none, &v, &body, &err), ST_LIMIT);
	err = (struct error){ 0 };
	memset(text, 'a', sizeof(text));
	ck_assert_int_eq(note_open((struct str){ text, sizeof(text) }, pos_none,
			     &v, &body, &err),
	    ST_LIMIT);
}
END_TEST

static struct note_signer *
new_signer(const char *name)
{
	struct note_signer *s = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(note_signer_new(str_of(name), &s, &err), ST_OK);
	return s;
}

START_TEST(what_is_signed_opens_with_the_vkey_text)
{
	struct note_signer *s = new_signer("retrace.example/log");
	struct note_verifier v;
	char vkey[NOTE_VKEY_TEXT];
	struct arena a = { 0 };
	struct error err = { 0 };
	struct str note, body;

	ck_assert(note_verifier_format(note_signer_public(s), vkey));
	ck_assert_int_eq(
	    note_verifier_read(str_of(vkey), pos_none, &v, &err), ST_OK);
	ck_assert_int_eq(note_sign(s, STR("hello\n"), &a, &note, &err), ST_OK);
	ck_assert_int_eq(note_open(note, pos_none, &v, &body, &err), ST_OK);
	ck_assert(str_is(body, "hello\n"));
	arena_free(&a);
	note_signer_free(s);
	note_signer_free(NULL);
}
END_TEST

START_TEST(what_could_not_be_opened_is_not_signed)
{
	static const char *const bodies[] = { "", "no newline", "a\tb\n",
		"\xff\n", "a\n\nb" };
	struct note_signer *s = new_signer("x");
	struct arena a = { 0 };

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct str note = { NULL, 0 };
		struct error err = { 0 };

		ck_assert_int_ne(
		    note_sign(s, str_of(bodies[i]), &a, &note, &err), ST_OK);
		ck_assert_ptr_null(note.p);
	}
	arena_free(&a);
	note_signer_free(s);
}
END_TEST

START_TEST(a_bad_name_gets_no_key)
{
	static const char *const names[] = { "", "a b", "a+b", "a\nb", "a\x7f",
		"\xff", "a\xe3\x80\x80z" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct note_signer *s = NULL;
		struct error err = { 0 };

		ck_assert_int_eq(
		    note_signer_new(str_of(names[i]), &s, &err), ST_SYNTAX);
		ck_assert_ptr_null(s);
	}
	ck_assert(note_name_ok(STR("\xe6\x97\xa5\xe5\xbf\x97.example")));
}
END_TEST

START_TEST(a_key_survives_its_file_with_and_without_passphrase)
{
	static const char *const pass[] = { "", "correct horse" };

	for (size_t i = 0; i < 2; i++) {
		const char *path = in_dir(i == 0 ? "bare" : "sealed");
		struct note_signer *s = new_signer("a.example"), *t = NULL;
		struct error err = { 0 };
		struct stat sb;
		bool sealed = i == 0;

		ck_assert_int_eq(
		    note_signer_save(s, path, str_of(pass[i]), &err), ST_OK);
		ck_assert_int_eq(stat(path, &sb), 0);
		ck_assert_uint_eq(sb.st_mode & 0777, 0600);
		ck_assert_int_eq(
		    note_signer_is_sealed(path, &sealed, &err), ST_OK);
		ck_assert(sealed == (i == 1));
		ck_assert_int_eq(note_signer_load(path, STR("a.example"),
				     str_of(pass[i]), &t, &err),
		    ST_OK);
		ck_assert_mem_eq(note_signer_public(s), note_signer_public(t),
		    sizeof(struct note_verifier));
		/* Never over an existing key. */
		ck_assert_int_eq(
		    note_signer_save(s, path, str_of(pass[i]), &err),
		    ST_CREATE);
		note_signer_free(s);
		note_signer_free(t);
	}
}
END_TEST

static void
assert_no_key(const char *path, const char *pass, enum status code)
{
	struct note_signer *t = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_signer_load(path, STR("a.example"), str_of(pass), &t, &err),
	    code);
	ck_assert_ptr_null(t);
	ck_assert_str_eq(err.at.file, path);
}

START_TEST(a_key_is_refused_without_its_passphrase)
{
	const char *path = in_dir("sealed-2"), *bare = in_dir("bare-2");
	struct note_signer *s = new_signer("a.example");
	struct error err = { 0 };

	ck_assert_int_eq(note_signer_save(s, path, STR("right"), &err), ST_OK);
	assert_no_key(path, "", ST_KEY);
	assert_no_key(path, "wrong", ST_KEY);
	assert_no_key(in_dir("absent"), "right", ST_NOINPUT);
	ck_assert_int_eq(note_signer_save(s, bare, STR(""), &err), ST_OK);
	ck_assert_int_eq(chmod(bare, 0640), 0);
	assert_no_key(bare, "", ST_KEY);
	note_signer_free(s);
}
END_TEST

START_TEST(another_kind_of_key_is_refused)
{
	const char *path = in_dir("p256"), *junk = in_dir("junk");
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(
	    PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL), 1);
	fclose(f);
	EVP_PKEY_free(key);
	ck_assert_int_eq(chmod(path, 0600), 0);
	assert_no_key(path, "", ST_KEY);
	f = fopen(junk, "w");
	ck_assert_ptr_nonnull(f);
	fputs("-----BEGIN PRIVATE KEY-----\nnot one\n", f);
	fclose(f);
	ck_assert_int_eq(chmod(junk, 0600), 0);
	assert_no_key(junk, "", ST_KEY);
}
END_TEST

/* ---- checkpoints ---- */

#define ROOT "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

START_TEST(a_checkpoint_is_written_and_read_alike)
{
	struct checkpoint c = { STR("a.example/log"), 1234567890123, { 7 },
		_i == 1, (uint64_t)_i * 1234567890122 };
	struct note_signer *s = new_signer("a.example/log");
	struct checkpoint back = { 0 };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct str note;

	ck_assert_int_eq(checkpoint_sign(s, &c, &a, &note, &err), ST_OK);
	ck_assert_int_eq(
	    checkpoint_open(note, pos_none, note_signer_public(s), &back, &err),
	    ST_OK);
	ck_assert(str_eq(back.origin, c.origin));
	ck_assert_uint_eq(back.size, c.size);
	ck_assert_mem_eq(back.root, c.root, SHA256_SIZE);
	ck_assert_int_eq(back.follows, c.follows);
	ck_assert_uint_eq(back.before, c.before);
	arena_free(&a);
	note_signer_free(s);
}
END_TEST

/* What others write behind the root may be anything. */
static const struct following {
	const char *text;
	bool follows;
	uint64_t before;
} following[] = {
	{ "o\n5\n" ROOT "\n", false, 0 },
	{ "o\n5\n" ROOT "\nbefore 0\n", true, 0 },
	{ "o\n5\n" ROOT "\nother\nbefore 4\nmore\n", true, 4 },
	{ "o\n5\n" ROOT "\nbefore 3\nbefore 4\n", true, 3 },
	{ "o\n5\n" ROOT "\nbefore 04\n", false, 0 },
	{ "o\n5\n" ROOT "\nbefore\n", false, 0 },
	{ "o\n5\n" ROOT "\nbefore noon\n", false, 0 },
	{ "o\n5\n" ROOT "\nBefore 4\n", false, 0 },
	{ "o\n5\n" ROOT "\n before 4\n", false, 0 },
};
#define NFOLLOWING (int)(sizeof(following) / sizeof(following[0]))

START_TEST(a_checkpoint_says_which_one_it_follows)
{
	const struct following *x = &following[_i];
	struct checkpoint c = { .size = 99 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    checkpoint_read(str_of(x->text), pos_none, &c, &err), ST_OK);
	ck_assert_int_eq(c.follows, x->follows);
	ck_assert_uint_eq(c.before, x->before);
}
END_TEST

static const struct body {
	const char *text;
	enum status code;
	uint32_t line;
} bodies[] = {
	{ "o\n0\n" ROOT "\n", ST_OK, 0 },
	{ "o\n9223372036854775807\n" ROOT "\n", ST_OK, 0 },
	{ "o\n1\n" ROOT "\nextension\nmore\n", ST_OK, 0 },
	{ "", ST_SYNTAX, 1 },
	{ "\n1\n" ROOT "\n", ST_SYNTAX, 1 },
	{ "o\n", ST_SYNTAX, 2 },
	{ "o\n\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n01\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n00\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n+1\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n-1\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n1 \n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n0x1\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n9223372036854775808\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n18446744073709551617\n" ROOT "\n", ST_SYNTAX, 2 },
	{ "o\n1\n", ST_SYNTAX, 3 },
	{ "o\n1\nAAAA\n", ST_SYNTAX, 3 },
	{ "o\n1\n" ROOT "=\n", ST_SYNTAX, 3 },
	{ "o\n1\n" ROOT, ST_SYNTAX, 3 },
	{ "o\n1\n" ROOT "\n\n", ST_SYNTAX, 4 },
	{ "o\n1\n" ROOT "\nx\nunfinished", ST_SYNTAX, 5 },
};
#define NBODIES (int)(sizeof(bodies) / sizeof(bodies[0]))

START_TEST(a_checkpoint_has_one_form)
{
	const struct body *b = &bodies[_i];
	const struct pos at = { "c.txt", 1, 0 };
	struct checkpoint c = { .size = 99 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    checkpoint_read(str_of(b->text), at, &c, &err), b->code);
	ck_assert_uint_eq(err.at.line, b->line);
	if (b->code != ST_OK)
		ck_assert_uint_eq(c.size, 99);
}
END_TEST

START_TEST(a_checkpoint_of_another_origin_is_refused)
{
	struct checkpoint c = { STR("b.example"), 1, { 0 }, false, 0 };
	struct checkpoint back = { .size = 99 };
	struct note_signer *s = new_signer("a.example");
	struct arena a = { 0 };
	struct error err = { 0 };
	struct str note;

	ck_assert_int_eq(checkpoint_sign(s, &c, &a, &note, &err), ST_OK);
	ck_assert_int_eq(
	    checkpoint_open(note, pos_none, note_signer_public(s), &back, &err),
	    ST_VERIFY);
	ck_assert_uint_eq(back.size, 99);
	arena_free(&a);
	note_signer_free(s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("note");
	TCase *t = tcase_create("note");
	SRunner *r;
	char command[64];
	int failed;

	if (mkdtemp(dir) == NULL)
		return EXIT_FAILURE;
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_vkey_is_read_and_written_alike);
	tcase_add_loop_test(t, a_bad_vkey_is_refused, 0, NBAD_VKEYS);
	tcase_add_test(t, only_the_first_two_plus_signs_separate);
	tcase_add_test(t, a_note_signed_elsewhere_opens);
	tcase_add_loop_test(
	    t, a_bad_note_is_refused_at_its_line, 0, NBAD_NOTES);
	tcase_add_test(t, every_cut_and_every_flipped_bit_is_refused);
	tcase_add_test(t, a_note_with_too_many_signatures_or_bytes_is_refused);
	tcase_add_test(t, what_is_signed_opens_with_the_vkey_text);
	tcase_add_test(t, what_could_not_be_opened_is_not_signed);
	tcase_add_test(t, a_bad_name_gets_no_key);
	tcase_add_test(t, a_key_survives_its_file_with_and_without_passphrase);
	tcase_add_test(t, a_key_is_refused_without_its_passphrase);
	tcase_add_test(t, another_kind_of_key_is_refused);
	tcase_add_loop_test(t, a_checkpoint_is_written_and_read_alike, 0, 2);
	tcase_add_loop_test(
	    t, a_checkpoint_says_which_one_it_follows, 0, NFOLLOWING);
	tcase_add_loop_test(t, a_checkpoint_has_one_form, 0, NBODIES);
	tcase_add_test(t, a_checkpoint_of_another_origin_is_refused);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	if (system(command) != 0)
		return EXIT_FAILURE;
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
