/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/verify.c: every way known to us of changing a
 *signed document without breaking its signature, or of breaking it quietly, is
 * refused for the right reason.
 *
 * Src:	SAML wrapping attacks XSW1-8, the XAdES variants of EU DSS, and the
 *	CVEs of other verifiers, moved to our form.
 */
#include "core/base/limits.h"
#include "core/filing/sign/verify.h"
#include "tests/unit/run.h"
#include "tests/unit/verified.h"

#include <iconv.h>
#include <limits.h>
#include <openssl/ec.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* gcc, then clang */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED false
#endif

START_TEST(a_valid_document_holds) { ck_assert_str_eq(judge(valid), "holds"); }
END_TEST

START_TEST(each_mutant_is_refused_for_its_reason)
{
	size_t wrong = 0;

	for (size_t i = 0; i < COUNT(mutants); i++) {
		const struct mutant *m = &mutants[i];
		const char *got;

		if (m->why == NULL)
			continue;
		got = judge(replaced(valid, m->find, m->replace));
		if (strcmp(got, m->why) != 0) {
			fprintf(stderr,
			    "mutant %zu: %s, expected %s\n  %s\n  -> %s\n", i,
			    got, m->why, m->find, m->replace);
			wrong++;
		}
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(no_byte_can_be_changed)
{
	char *p = copy(valid);

	for (size_t i = 0; i < valid.n; i++) {
		char was = p[i];

		p[i] = (char)(was ^ 1);
		ck_assert_msg(
		    strcmp(judge((struct str){ p, valid.n }), "holds") != 0,
		    "byte %zu: %c -> %c", i, was, p[i]);
		p[i] = was;
	}
}
END_TEST

START_TEST(no_piece_of_a_document_holds)
{
	for (size_t n = 0; n < valid.n; n++)
		ck_assert_msg(
		    strcmp(judge((struct str){ valid.p, n }), "holds") != 0,
		    "the first %zu bytes", n);
}
END_TEST

/* The same characters in another encoding. */
static struct str
recoded(struct str s, const char *encoding)
{
	size_t room = 4 * s.n + 8, left = room, n = s.n;
	char *out = TAKE(&memory, char, room), *to = out;
	char *in = copy(s);
	iconv_t cd = iconv_open(encoding, "UTF-8");

	ck_assert(cd != (iconv_t)-1);
	ck_assert_uint_eq(iconv(cd, &in, &n, &to, &left), 0);
	iconv_close(cd);
	return (struct str){ out, room - left };
}

START_TEST(no_other_encoding_holds)
{
	struct str declared = expand("<?xml version=\"1.0\" "
				     "encoding=\"GB18030\"?>{document}");
	struct str nul = arena_copy(&memory, valid);

	ck_assert_str_eq(judge(recoded(valid, "UTF-16")), "encoding");
	ck_assert_str_eq(judge(recoded(valid, "UTF-16LE")), "encoding");
	ck_assert_str_eq(judge(recoded(valid, "UTF-16BE")), "encoding");
	ck_assert_str_eq(judge(recoded(valid, "UTF-32BE")), "encoding");
	ck_assert_str_eq(judge(recoded(valid, "GB18030")), "encoding");
	ck_assert_str_eq(judge(recoded(declared, "GB18030")), "encoding");
	*(char *)(uintptr_t)memmem(nul.p, nul.n, "12.5", 4) = '\0';
	ck_assert_str_eq(judge(nul), "encoding");
	nul.n++; /* the NUL behind it */
	ck_assert_str_eq(judge(nul), "encoding");
}
END_TEST

/* Much of something, inside of a filing. */
static struct str
much(const char *head, const char *piece, size_t times, const char *tail)
{
	size_t h = strlen(head), n = strlen(piece), t = strlen(tail);
	char *p = TAKE(&memory, char, h + n * times + t + 1);

	memcpy(p, head, h);
	for (size_t i = 0; i < times; i++)
		memcpy(p + h + i * n, piece, n);
	memcpy(p + h + n * times, tail, t);
	return (struct str){ p, h + n * times + t };
}

/* One namespace per level, used there; then all are in force. */
static struct str
namespaces(unsigned n)
{
	size_t room = n * 60 + 1, at = 0;
	char *p = TAKE(&memory, char, room);

	for (unsigned i = 0; i < n; i++)
		at += (size_t)snprintf(p + at, room - at,
		    "<p%03u:a xmlns:p%03u=\"urn:%03u\">", i, i, i);
	for (unsigned i = n; i > 0; i--)
		at += (size_t)snprintf(p + at, room - at, "</p%03u:a>", i - 1);
	return (struct str){ p, at };
}

static struct str
attributes(unsigned n)
{
	size_t room = n * 10 + 20, at = 2;
	char *p = TAKE(&memory, char, room);

	memcpy(p, "<a", 2);
	for (unsigned i = 0; i < n; i++)
		at += (size_t)snprintf(p + at, room - at, " a%03u=\"\"", i);
	memcpy(p + at, "></a>", 5);
	return (struct str){ p, at + 5 };
}

/* Much of something: a document of its own. */
static const struct heavy {
	const char *why, *head, *piece;
	size_t times;
	const char *tail;
} heavies[] = {
	{ "size", "<a>", "x", LIMIT_FILING, "</a>" },
	{ "size", "<a", " b=''", 100000, "/>" },
	{ "size", "<a>", "x", 70000, "</a>" },
	{ "not-xml", "<", "x", 60000, ">" },
	{ "size", "", "<a>", 257, "" },
	{ "size", "", "<a>", 1000000, "" },
	{ "markup", "<a>", "<?x y?>", 180000, "</a>" },
	{ "size", "<a>", "<?x y?>", 400000, "</a>" },
	{ "no-signature", "<a>", "<b></b>", 94000, "</a>" },
	{ "size", "<a>", "<b></b>", 95000, "</a>" },
	{ "no-signature", "<a>", "x<b>x</b>", 94000, "</a>" },
	{ "no-signature", "<a>", "<b a=\"\" b=\"\" c=\"\" d=\"\"></b>", 31000,
	    "</a>" },
	{ "size", "<a>", "&amp;&#38;", 300000, "</a>" },
	{ "not-canonical", "<a>", "<b/>", 180000, "</a>" },
};

static struct str
heavy(const struct heavy *h)
{
	return much(h->head, h->piece, h->times, h->tail);
}

START_TEST(what_is_too_much_is_refused_before_it_costs)
{
	for (size_t i = 0; i < COUNT(heavies); i++)
		ck_assert_str_eq(judge(heavy(&heavies[i])), heavies[i].why);
	ck_assert_str_eq(
	    judge(replaced(valid, "{cert}", much("", "AAAA", 10000, "").p)),
	    "certificate");
	ck_assert_str_eq(judge(namespaces(100)), "no-signature");
	ck_assert_str_eq(judge(namespaces(101)), "size");
	ck_assert_str_eq(judge(attributes(256)), "no-signature");
	ck_assert_str_eq(judge(attributes(257)), "size");
}
END_TEST

/* [us] and [KiB] of a process that judges it and ends; without a document, of
 * one that does nothing: it has what this one has. */
static void
cost(struct str doc, long *us, long *kib)
{
	struct rusage use;
	pid_t pid = fork();
	int how = -1;

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(doc.n > 0 && strcmp(judge(doc), "holds") == 0);
	ck_assert_int_eq(wait4(pid, &how, 0, &use), pid);
	ck_assert_int_eq(how, 0);
	*us = (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000 +
	      use.ru_utime.tv_usec + use.ru_stime.tv_usec;
	*kib = use.ru_maxrss;
}

/* Of the processor's time, and of memory; the sanitizers take their own. */
START_TEST(a_refusal_costs_at_most_a_second_and_64_MiB)
{
	long us, kib, here, most_us = 0, most_kib = 0;

	cost(STR(""), &us, &here);
	for (size_t i = 0; i < COUNT(mutants) + COUNT(heavies); i++) {
		const struct mutant *m = &mutants[i];

		if (i < COUNT(mutants) && m->why == NULL)
			continue;
		cost(i < COUNT(mutants) ? replaced(valid, m->find, m->replace)
					: heavy(&heavies[i - COUNT(mutants)]),
		    &us, &kib);
		most_us = us > most_us ? us : most_us;
		most_kib = kib - here > most_kib ? kib - here : most_kib;
	}
	fprintf(stderr, "a refusal took %ld us and %ld KiB at most\n", most_us,
	    most_kib);
	ck_assert_int_le(most_us, 1000000);
	ck_assert_int_le(most_kib, 64 << 10);
}
END_TEST

/* A template as it stands in a table: one line, no tab, of a long one what is
 * behind the first `from` bytes. */
static void
put_word(FILE *list, const char *text, size_t from)
{
	struct str rest = { text + from, strlen(text) - from };
	struct str s = str_clip(rest, 60);

	fputs(from > 0 ? "\t... " : "\t", list);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= ' ' && c < 0x7F)
			putc(c, list);
		else
			fprintf(list, "\\x%02X", c);
	}
	if (s.n < rest.n)
		fputs(" ...", list);
}

/* Where to begin so that one sees in what two long texts differ. */
static size_t
first_of_interest(const char *a, const char *b)
{
	size_t same = 0;

	while (a[same] != '\0' && a[same] == b[same])
		same++;
	return (strlen(a) > 60 || strlen(b) > 60) && same > 40 ? same - 20 : 0;
}

static void
put_file(const char *folder, size_t n, struct str doc)
{
	char path[PATH_MAX];
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s/%03zu.xml", folder, n);
	ck_assert_int_eq(file_write(path, doc, FILE_PUBLIC, &err), ST_OK);
}

/* The folder that RETRACE_MUTANTS names gets them all, a list of them, and the
 * certificate: for programs that we did not write. */
START_TEST(others_can_be_asked)
{
	const char *folder = getenv("RETRACE_MUTANTS");
	char path[PATH_MAX];
	FILE *list;
	size_t n = 0, from;

	if (folder == NULL)
		return;
	snprintf(path, sizeof(path), "%s/list", folder);
	list = fopen(path, "w");
	ck_assert_ptr_nonnull(list);
	put_file(folder, n, valid);
	fprintf(list, "%03zu\tholds\n", n++);
	for (size_t i = 0; i < COUNT(mutants); i++) {
		const struct mutant *m = &mutants[i];

		if (m->why == NULL) {
			fprintf(list, "#\t%s\n", m->find);
			continue;
		}
		put_file(folder, n, replaced(valid, m->find, m->replace));
		fprintf(list, "%03zu\t%s", n++, m->why);
		from = first_of_interest(m->find, m->replace);
		put_word(list, m->find, from);
		put_word(list, m->replace, from);
		putc('\n', list);
	}
	fputs("#\tToo much of something\n", list);
	for (size_t i = 0; i < COUNT(heavies); i++) {
		const struct heavy *h = &heavies[i];

		put_file(folder, n, heavy(h));
		fprintf(list, "%03zu\t%s\t\t%s%s x %zu\n", n++, h->why, h->head,
		    h->piece, h->times);
	}
	ck_assert_int_eq(fclose(list), 0);
	snprintf(path, sizeof(path), "%s/signer.crt", folder);
	ck_assert_int_eq(file_write(path, cert_pem(cert, &memory), FILE_PUBLIC,
			     &(struct error){ 0 }),
	    ST_OK);
}
END_TEST

/* The 64 bytes of the signature value. */
static struct str
halves(struct str doc)
{
	struct str v = base64_decode(&memory,
	    inside(doc, "<ds:SignatureValue>", "</ds:SignatureValue>"));

	ck_assert_uint_eq(v.n, 64);
	return v;
}

static struct str
with_value(struct str value)
{
	return replaced(valid, "{value}", copy(base64_encode(&memory, value)));
}

START_TEST(a_signature_in_der_or_of_another_length_is_refused)
{
	struct str v = halves(valid);
	const unsigned char *p = (const unsigned char *)v.p;
	ECDSA_SIG *sig = ECDSA_SIG_new();
	unsigned char *der = NULL;
	int n;

	ECDSA_SIG_set0(
	    sig, BN_bin2bn(p, 32, NULL), BN_bin2bn(p + 32, 32, NULL));
	n = i2d_ECDSA_SIG(sig, &der);
	ck_assert_int_gt(n, 0);
	ck_assert_str_eq(
	    judge(with_value((struct str){ (char *)der, (size_t)n })),
	    "base64");
	ck_assert_str_eq(judge(with_value((struct str){ v.p, 63 })), "base64");
	ck_assert_str_eq(judge(with_value((struct str){ v.p, 32 })), "base64");
	OPENSSL_free(der);
	ECDSA_SIG_free(sig);
}
END_TEST

/* s replaced by n - s: another signature that verifies. */
START_TEST(the_twin_of_a_signature_holds_and_is_another_document)
{
	const struct certs pinned = { &cert, 1, 1 };
	const struct trust trust = { .pinned = &pinned };
	struct str v = halves(valid), twin;
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	BIGNUM *s = BN_bin2bn((const unsigned char *)v.p + 32, 32, NULL);
	struct verified a = { 0 }, b = { 0 };
	struct findings f = { 0 };

	BN_sub(s, EC_GROUP_get0_order(group), s);
	BN_bn2binpad(s, (unsigned char *)(uintptr_t)v.p + 32, 32);
	twin = with_value(v);
	ck_assert(!str_eq(twin, valid));
	ck_assert_int_eq(verify_signed(valid, "f.xml", &trust, &a, &f), ST_OK);
	ck_assert_int_eq(verify_signed(twin, "f.xml", &trust, &b, &f), ST_OK);
	ck_assert_mem_ne(a.sha256, b.sha256, SHA256_SIZE);
	verified_free(&a);
	verified_free(&b);
	BN_free(s);
	EC_GROUP_free(group);
}
END_TEST

/* Content and digest changed together: only the signature can tell. */
START_TEST(a_digest_made_anew_does_not_help)
{
	uint8_t sha256[SHA256_SIZE];
	struct str doc = replaced(valid, "12.5", "0.01"), b64;
	struct str body = STR(HEAD BODY "</filing>");

	body = replaced(body, "12.5", "0.01");
	ck_assert(digest_sha256(body, sha256));
	b64 = base64_encode(
	    &memory, (struct str){ (char *)sha256, sizeof(sha256) });
	doc = replaced(doc, "{digest}", copy(b64));
	ck_assert_str_eq(judge(doc), "signature-value");
}
END_TEST

/* The signature of one document under another. */
START_TEST(a_signature_does_not_fit_another_document)
{
	struct str other = sign(STR(HEAD "<x></x></filing>"), key);
	struct str sig = cut(other, "<ds:Signature ", "</ds:Signature>");

	ck_assert_str_eq(judge(replaced(valid, "{signature}", copy(sig))),
	    "reference-digest");
}
END_TEST

static const char schema_text[] =
    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
    "targetNamespace=\"urn:retrace:filing:1\" "
    "elementFormDefault=\"qualified\"><xs:element name=\"filing\">"
    "<xs:complexType><xs:sequence>"
    "<xs:element name=\"header\"><xs:complexType><xs:sequence>"
    "<xs:any processContents=\"skip\"/></xs:sequence></xs:complexType>"
    "</xs:element><xs:element name=\"goods\"><xs:complexType>"
    "<xs:sequence><xs:any processContents=\"skip\"/></xs:sequence>"
    "</xs:complexType></xs:element>"
    "<xs:any namespace=\"##other\" processContents=\"skip\"/>"
    "</xs:sequence><xs:attribute name=\"version\"/></xs:complexType>"
    "</xs:element></xs:schema>";

START_TEST(a_schema_is_checked_on_the_same_tree_and_before_the_signature)
{
	const struct certs pinned = { &cert, 1, 1 };
	struct trust trust = { .pinned = &pinned };
	struct xml_schema *schema = NULL;
	struct error err = { 0 };
	char path[64];

	snprintf(path, sizeof(path), "%s/retrace-schema-XXXXXX", P_tmpdir);
	close(mkstemp(path));
	ck_assert_int_eq(
	    file_write(path, STR(schema_text), FILE_PUBLIC, &err), ST_OK);
	ck_assert_int_eq(xml_schema_open(path, &schema, &err), ST_OK);
	trust.schema = schema;
	ck_assert_int_eq(judged(valid, &trust), VERIFY_HOLDS);
	ck_assert_int_eq(
	    judged(
		replaced(valid, "<goods>", "<other></other><goods>"), &trust),
	    VERIFY_SCHEMA);
	ck_assert_int_eq(
	    judged(replaced(valid, "{signature}", "{signature}{signature}"),
		&trust),
	    VERIFY_SCHEMA);
	xml_schema_free(schema);
	schema = NULL;
	unlink(path);
	ck_assert_int_eq(xml_schema_open(path, &schema, &err), ST_INTERNAL);
	ck_assert_ptr_null(schema);
}
END_TEST

START_TEST(a_refusal_says_what_was_found_and_what_was_expected)
{
	const struct certs pinned = { &cert, 1, 1 };
	const struct trust trust = { .pinned = &pinned };
	struct findings f = { 0 };
	struct verified v = { 0 };

	verify_signed(replaced(valid, " URI=\"\"", " URI=\"#x\""), "f.xml",
	    &trust, &v, &f);
	ck_assert_str_eq(f.first.text,
	    "URI \"#x\" on <Reference>: expected \"\" [reference]");
	verify_signed(replaced(valid, "</header>", "</header>\n<!-- -->"),
	    "f.xml", &trust, &v, &f);
	ck_assert_str_eq(f.list[1].text,
	    "written differently from the canonical form: expected the bytes "
	    "as they were signed [not-canonical]");
	ck_assert_uint_eq(f.list[1].at.line, 2);
	/* Both go on with "<": the next byte is the first to differ. */
	ck_assert_uint_eq(f.list[1].at.col, 2);
	verify_signed(replaced(valid, "{object}", "{object}<x></x>"), "f.xml",
	    &trust, &v, &f);
	ck_assert_str_eq(f.list[2].text,
	    "<x> at the end of <Signature>: expected nothing more [shape]");
	findings_free(&f);
}
END_TEST

START_TEST(every_reason_has_a_word_of_its_own)
{
	for (unsigned i = 0; i < VERIFY_REASONS; i++) {
		const char *word = verify_reason_word((enum verify_reason)i);

		ck_assert_ptr_nonnull(word);
		for (unsigned k = 0; k < i; k++)
			ck_assert_str_ne(
			    word, verify_reason_word((enum verify_reason)k));
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, make_all, free_all);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_valid_document_holds);
	tcase_add_test(t, each_mutant_is_refused_for_its_reason);
	tcase_add_test(t, no_byte_can_be_changed);
	tcase_add_test(t, no_piece_of_a_document_holds);
	tcase_add_test(t, no_other_encoding_holds);
	tcase_add_test(t, what_is_too_much_is_refused_before_it_costs);
	if (!SANITIZED)
		tcase_add_test(t, a_refusal_costs_at_most_a_second_and_64_MiB);
	tcase_add_test(t, others_can_be_asked);
	tcase_add_test(t, a_signature_in_der_or_of_another_length_is_refused);
	tcase_add_test(
	    t, the_twin_of_a_signature_holds_and_is_another_document);
	tcase_add_test(t, a_digest_made_anew_does_not_help);
	tcase_add_test(t, a_signature_does_not_fit_another_document);
	tcase_add_test(
	    t, a_schema_is_checked_on_the_same_tree_and_before_the_signature);
	tcase_add_test(t, a_refusal_says_what_was_found_and_what_was_expected);
	tcase_add_test(t, every_reason_has_a_word_of_its_own);
}

int
main(void)
{
	xml_start();
	return run_suite("verify", add);
}
