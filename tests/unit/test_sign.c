/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/sign/sign.c and sigform.c: what is signed, and that the
 * bytes we digest are those of libxml2's canonicaliser.
 */
#include "core/base/limits.h"
#include "core/filing/canon/canon_whole.h"
#include "core/filing/sign/c14n.h"
#include "core/filing/sign/sigform.h"
#include "core/filing/sign/sign.h"
#include "core/filing/sign/verify.h"
#include "tests/unit/run.h"
#include "tests/unit/signing.h"

#include <libxml/c14n.h>

#define FILING \
	"<filing xmlns=\"urn:retrace:filing:1\" version=\"1\">" \
	"<goods><name>Magnet \xE7\xA8\x80\xE5\x9C\x9F &amp; yoke</name>" \
	"<mass unit=\"g\">12.5</mass></goods></filing>"

#define COUNT(t) ((int)(sizeof(t) / sizeof((t)[0])))

static struct arena memory;
static EVP_PKEY *pkey;
static X509 *cert;
static struct signkey *key;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
	pkey = make_key("P-256");
	cert = make_cert(pkey, &(struct cert_plan){ .name = "Signer" });
	key = load_key(pkey, cert);
}

static void
tear_down(void)
{
	key_free(key);
	X509_free(cert);
	EVP_PKEY_free(pkey);
	arena_free(&memory);
}

static struct str
sign(struct str doc)
{
	struct error err = { 0 };
	struct str out = { NULL, 0 };

	ck_assert_msg(
	    sign_enveloped(doc, key, SIGNED_AT, &memory, &out, &err) == ST_OK,
	    "%s", err.text);
	return out;
}

static enum status
verify(struct str doc, struct verified *v)
{
	const struct certs pinned = { &cert, 1, 1 };
	const struct trust trust = { .pinned = &pinned };
	struct findings f = { 0 };
	enum status st = verify_signed(doc, "f.xml", &trust, v, &f);

	findings_free(&f);
	return st;
}

START_TEST(a_signed_document_is_the_document_and_a_signature_last_in_it)
{
	const struct str doc = STR(FILING);
	const struct str end = STR("</filing>");
	struct str out = sign(doc), sig;
	size_t head = doc.n - end.n;

	ck_assert_mem_eq(out.p, doc.p, head);
	ck_assert_mem_eq(out.p + out.n - end.n, end.p, end.n);
	ck_assert_int_eq(out.p[out.n], '\0');
	sig = (struct str){ out.p + head, out.n - doc.n };
	ck_assert(str_starts(sig,
	    "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" "
	    "Id=\"signature\"><ds:SignedInfo>"));
}
END_TEST

START_TEST(a_signed_document_tells_who_signed_and_when)
{
	struct str out = sign(STR(FILING));
	uint8_t sha256[SHA256_SIZE];
	struct verified v = { 0 };

	ck_assert_int_eq(verify(out, &v), ST_OK);
	ck_assert_int_eq(v.reason, VERIFY_HOLDS);
	ck_assert(v.known);
	ck_assert_str_eq(v.signer.p, "CN=Signer");
	ck_assert_int_eq(v.signing_time, SIGNED_AT);
	ck_assert_int_eq(v.alg, SIGALG_ECDSA_P256);
	ck_assert(digest_sha256(out, sha256));
	ck_assert_mem_eq(v.sha256, sha256, sizeof(sha256));
	ck_assert(cert_sha256(cert, sha256));
	ck_assert_mem_eq(v.cert_sha256, sha256, sizeof(sha256));
	ck_assert_str_eq(
	    (const char *)xmlDocGetRootElement(v.doc)->name, "filing");
	ck_assert_ptr_eq(v.signature, xmlDocGetRootElement(v.doc)->last);
	verified_free(&v);
	ck_assert_ptr_null(v.doc);
}
END_TEST

/* All text of the n-th element of that name in the document. */
static struct str
value_of(struct str doc, const char *name, unsigned n)
{
	const char *p = doc.p, *end;

	for (; n > 0; n--) {
		p = strstr(p, name);
		ck_assert_ptr_nonnull(p);
		p += strlen(name);
	}
	end = strchr(p, '<');
	return (struct str){ p, (size_t)(end - p) };
}

START_TEST(the_form_is_xades_b_b_to_the_letter)
{
	struct str out = sign(STR(FILING));
	struct str content = value_of(out, "<ds:DigestValue>", 1);
	struct str properties = value_of(out, "<ds:DigestValue>", 2);
	struct str certificate = value_of(out, "<ds:DigestValue>", 3);
	struct str value = value_of(out, "<ds:SignatureValue>", 1);
	struct str x509 = value_of(out, "<ds:X509Certificate>", 1);
	struct str sig = { out.p + sizeof(FILING) - 1 - strlen("</filing>"),
		out.n - (sizeof(FILING) - 1) };
	char want[8192];
	int n = snprintf(want, sizeof(want),
	    "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" "
	    "Id=\"signature\"><ds:SignedInfo>"
	    "<ds:CanonicalizationMethod "
	    "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">"
	    "</ds:CanonicalizationMethod><ds:SignatureMethod "
	    "Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\""
	    "></ds:SignatureMethod>"
	    "<ds:Reference Id=\"content\" URI=\"\"><ds:Transforms>"
	    "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#"
	    "enveloped-signature\"></ds:Transform>"
	    "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/"
	    "xml-exc-c14n#\"></ds:Transform></ds:Transforms>"
	    "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/"
	    "xmlenc#sha256\"></ds:DigestMethod>"
	    "<ds:DigestValue>%.*s</ds:DigestValue></ds:Reference>"
	    "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\""
	    " URI=\"#signed-properties\"><ds:Transforms>"
	    "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/"
	    "xml-exc-c14n#\"></ds:Transform></ds:Transforms>"
	    "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/"
	    "xmlenc#sha256\"></ds:DigestMethod>"
	    "<ds:DigestValue>%.*s</ds:DigestValue></ds:Reference>"
	    "</ds:SignedInfo><ds:SignatureValue>%.*s</ds:SignatureValue>"
	    "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>%.*s"
	    "</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object>"
	    "<xades:QualifyingProperties "
	    "xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" "
	    "Target=\"#signature\">"
	    "<xades:SignedProperties Id=\"signed-properties\">"
	    "<xades:SignedSignatureProperties>"
	    "<xades:SigningTime>2026-11-23T10:15:00Z</xades:SigningTime>"
	    "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
	    "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/"
	    "xmlenc#sha256\"></ds:DigestMethod>"
	    "<ds:DigestValue>%.*s</ds:DigestValue></xades:CertDigest>"
	    "</xades:Cert></xades:SigningCertificateV2>"
	    "</xades:SignedSignatureProperties>"
	    "<xades:SignedDataObjectProperties>"
	    "<xades:DataObjectFormat ObjectReference=\"#content\">"
	    "<xades:MimeType>text/xml</xades:MimeType>"
	    "</xades:DataObjectFormat></xades:SignedDataObjectProperties>"
	    "</xades:SignedProperties></xades:QualifyingProperties>"
	    "</ds:Object></ds:Signature>",
	    STR_ARG(content), STR_ARG(properties), STR_ARG(value),
	    STR_ARG(x509), STR_ARG(certificate));

	ck_assert(str_eq(sig, (struct str){ want, (size_t)n }));
}
END_TEST

START_TEST(the_digests_are_those_of_the_three_things_named)
{
	struct str out = sign(STR(FILING));
	uint8_t digest[SHA256_SIZE];
	struct str text, der = cert_der(cert, &memory);

	ck_assert(digest_sha256(STR(FILING), digest));
	text = base64_encode(
	    &memory, (struct str){ (char *)digest, sizeof(digest) });
	ck_assert(str_eq(text, value_of(out, "<ds:DigestValue>", 1)));
	ck_assert(digest_sha256(der, digest));
	text = base64_encode(
	    &memory, (struct str){ (char *)digest, sizeof(digest) });
	ck_assert(str_eq(text, value_of(out, "<ds:DigestValue>", 3)));
	text = base64_encode(&memory, der);
	ck_assert(str_eq(text, value_of(out, "<ds:X509Certificate>", 1)));
}
END_TEST

/* Under roots that declare what the signature must not take over. */
static const char *const roots[] = {
	FILING,
	"<filing></filing>",
	"<p:filing xmlns:p=\"urn:p\"></p:filing>",
	"<p:filing xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" q:a=\"1\">t</p:filing>",
	"<filing xmlns=\"http://www.example.org/\"> \n </filing>",
	"<filing xmlns:ds=\"urn:mine\" ds:a=\"\"></filing>",
};

static int
is_below(void *user, xmlNode *node, xmlNode *parent)
{
	/* A declaration is no xmlNode, and has no parent of its own. */
	if (node->type == XML_NAMESPACE_DECL)
		node = parent;
	while (node != NULL && node != user)
		node = node->parent;
	return node != NULL;
}

/* An element with all that is in it, by libxml2. */
static struct str
canonical_element(xmlNode *element)
{
	xmlOutputBuffer *buffer = xmlAllocOutputBuffer(NULL);
	struct str out;

	ck_assert_int_ge(xmlC14NExecute(element->doc, is_below, element,
			     XML_C14N_EXCLUSIVE_1_0, NULL, 0, buffer),
	    0);
	out = arena_copy(&memory,
	    (struct str){ (const char *)xmlOutputBufferGetContent(buffer),
		xmlOutputBufferGetSize(buffer) });
	xmlOutputBufferClose(buffer);
	return out;
}

/* The first element of that name in the tree below. */
static xmlNode *
find(xmlNode *node, const char *name)
{
	for (; node != NULL; node = node->next) {
		xmlNode *in;

		if (node->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)node->name, name) == 0)
			return node;
		in = node->type == XML_ELEMENT_NODE ? find(node->children, name)
						    : NULL;
		if (in != NULL)
			return in;
	}
	return NULL;
}

static const char *const part_names[SIGFORM_PARTS] = {
	[SIGFORM_SIGNATURE] = "Signature",
	[SIGFORM_SIGNED_INFO] = "SignedInfo",
	[SIGFORM_SIGNED_PROPERTIES] = "SignedProperties",
	[SIGFORM_SIGNATURE_VALUE] = "SignatureValue",
};

START_TEST(the_signed_parts_are_written_as_libxml2_canonicalises_them)
{
	struct str out = sign(str_of(roots[_i])), whole;
	struct sigform_found found;
	struct error err = { 0 };
	struct verified v = { 0 };

	ck_assert_int_eq(verify(out, &v), ST_OK);
	ck_assert(sigform_read(v.signature, &memory, &found));
	for (unsigned p = 0; p < SIGFORM_PARTS; p++) {
		struct str ours, theirs;

		ck_assert_int_eq(sigform_write((enum sigform_part)p,
				     &found.form, &memory, &ours, &err),
		    ST_OK);
		theirs = canonical_element(find(v.signature, part_names[p]));
		ck_assert_msg(str_eq(ours, theirs), "%.*s\n%.*s", STR_ARG(ours),
		    STR_ARG(theirs));
	}
	whole = c14n_document(v.doc, &memory);
	ck_assert(str_eq(whole, out));
	whole = c14n_without(v.doc, v.signature, &memory);
	ck_assert(str_is(whole, roots[_i]));
	verified_free(&v);
}
END_TEST

START_TEST(an_rsa_key_signs_with_pkcs1)
{
	EVP_PKEY *rsa = make_key("RSA3072");
	X509 *rsa_cert = make_cert(rsa, &(struct cert_plan){ 0 });
	struct verified v = { 0 };
	struct str out;

	key_free(key);
	X509_free(cert);
	cert = rsa_cert;
	key = load_key(rsa, cert);
	out = sign(STR(FILING));
	ck_assert_int_eq(verify(out, &v), ST_OK);
	ck_assert_int_eq(v.alg, SIGALG_RSA);
	ck_assert_uint_eq(value_of(out, "<ds:SignatureValue>", 1).n, 512);
	verified_free(&v);
	EVP_PKEY_free(rsa);
}
END_TEST

/* Another time, other values of other digests: all by one plan. */
START_TEST(one_plan_signs_many_documents_and_each_verifies)
{
	struct sign_plan plan;
	struct error err = { 0 };
	struct verified v = { 0 };
	struct str doc;

	ck_assert_int_eq(sign_plan_make(key, &memory, &plan, &err), ST_OK);
	for (int i = 0; i < COUNT(roots); i++) {
		int64_t when = SIGNED_AT + i * 3661;

		ck_assert_int_eq(sign_planned(&plan, str_of(roots[i]), when,
				     &memory, &doc, &err),
		    ST_OK);
		ck_assert_int_eq(sign_prove(doc, key, &err), ST_OK);
		ck_assert_int_eq(verify(doc, &v), ST_OK);
		ck_assert_int_eq(v.signing_time, when);
		verified_free(&v);
	}
}
END_TEST

START_TEST(a_proof_refuses_what_another_key_signed)
{
	EVP_PKEY *other = make_key("P-256");
	X509 *theirs = make_cert(other, &(struct cert_plan){ .name = "Other" });
	struct signkey *k = load_key(other, theirs);
	struct str doc = sign(STR(FILING));
	struct error err = { 0 };

	ck_assert_int_eq(sign_prove(doc, k, &err), ST_VERIFY);
	key_free(k);
	X509_free(theirs);
	EVP_PKEY_free(other);
}
END_TEST

/* The quick proof says what the verifier says: whichever byte is another one,
 * of what was signed or of what is held to be. */
START_TEST(a_proof_of_what_was_just_signed_is_that_of_the_verifier)
{
	static const char ns[] = "urn:retrace:filing:1";
	const struct str doc = STR(FILING);
	struct str out = sign(doc);
	char *p = (char *)(uintptr_t)arena_copy(&memory, out).p;
	char *q = (char *)(uintptr_t)arena_copy(&memory, doc).p;
	struct error err = { 0 };
	size_t at = 0;

	ck_assert(canon_whole(doc, ns, (const char *const[]){ NULL }));
	ck_assert_int_eq(sign_prove_made(doc, ns, out, key, &err), ST_OK);
	for (; at < out.n; at += at + 9 < doc.n ? 1 : 5) {
		struct str other = { p, out.n };

		p[at] ^= 1;
		err = (struct error){ 0 };
		ck_assert_int_eq(
		    sign_prove_made(doc, ns, other, key, &err), ST_VERIFY);
		p[at] ^= 1;
	}
	for (at = 0; at < doc.n; at++) {
		struct str other = { q, doc.n };

		q[at] ^= 1;
		err = (struct error){ 0 };
		if (canon_whole(other, ns, (const char *const[]){ NULL }))
			ck_assert_int_eq(
			    sign_prove_made(other, ns, out, key, &err),
			    ST_VERIFY);
		q[at] ^= 1;
	}
	ck_assert_int_eq(sign_prove_made(doc, ns, doc, key, &err), ST_VERIFY);
	ck_assert_int_eq(
	    sign_prove_made(doc, "urn:other", out, key, &err), ST_OK);
}
END_TEST

/* Its parts would have another canonical form than the one that is signed. */
START_TEST(a_root_that_declares_the_namespaces_of_signatures_is_not_signed)
{
	struct str out = { NULL, 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    sign_enveloped(
		STR("<filing xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" "
		    "ds:a=\"\"></filing>"),
		key, SIGNED_AT, &memory, &out, &err),
	    ST_VERIFY);
	ck_assert_ptr_null(out.p);
}
END_TEST

START_TEST(two_signatures_of_one_document_are_two_documents)
{
	struct str a = sign(STR(FILING)), b = sign(STR(FILING));

	ck_assert_uint_eq(a.n, b.n);
	ck_assert(!str_eq(a, b));
}
END_TEST

#define UNVERIFIABLE "it would not verify once signed: "

static const struct refusal {
	const char *doc;
	enum status code;
	const char *why;
} refusals[] = {
	{ "", ST_SYNTAX,
	    "not a document in canonical form: expected an end tag" },
	{ "text", ST_SYNTAX,
	    "not a document in canonical form: expected an end tag" },
	{ "<filing/>", ST_SYNTAX,
	    "not a document in canonical form: expected an end tag" },
	{ "<filing></filing>\n", ST_VERIFY,
	    UNVERIFIABLE "written differently from the canonical form: "
			 "expected the bytes as they were signed "
			 "[not-canonical]" },
	{ "<filing b='1'></filing>", ST_VERIFY,
	    UNVERIFIABLE "written differently from the canonical form: "
			 "expected the bytes as they were signed "
			 "[not-canonical]" },
	{ "<ds:filing xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
	  "</ds:filing>",
	    ST_VERIFY, "" },
	{ "<filing Id=\"content\"></filing>", ST_VERIFY,
	    UNVERIFIABLE "the id \"content\" outside of the signature: "
			 "expected it once [duplicate-id]" },
	{ "<filing><?x y?></filing>", ST_VERIFY,
	    UNVERIFIABLE "a processing instruction or other markup: expected "
			 "elements and text [markup]" },
};

/* Refused, and nothing is handed out. */
static void
refused(struct str doc, int64_t when, enum status code, const char *why)
{
	struct str out = { NULL, 77 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    sign_enveloped(doc, key, when, &memory, &out, &err), code);
	ck_assert_int_eq(err.code, code);
	if (*why != '\0')
		ck_assert_str_eq(err.text, why);
	ck_assert_ptr_null(out.p);
	ck_assert_uint_eq(out.n, 77);
}

START_TEST(what_would_not_verify_is_not_signed)
{
	const struct refusal *r = &refusals[_i];

	refused(str_of(r->doc), SIGNED_AT, r->code, r->why);
}
END_TEST

START_TEST(a_signed_document_is_not_signed_again)
{
	refused(sign(STR(FILING)), SIGNED_AT, ST_VERIFY,
	    UNVERIFIABLE "another signature: expected one [two-signatures]");
}
END_TEST

START_TEST(nothing_is_signed_outside_of_the_time_of_the_certificate)
{
	static const char why[] =
	    "the certificate is not valid at the time of signing";
	static const char range[] =
	    "time of signing: expected a year from 1970 to 9999";

	refused(STR(FILING), SIGNED_AT - 2 * DAY, ST_KEY, why);
	refused(STR(FILING), SIGNED_AT + 366 * DAY, ST_KEY, why);
	refused(STR(FILING), -1, ST_RANGE, range);
	refused(STR(FILING), INT64_C(253402300800), ST_RANGE, range);
}
END_TEST

/* A document of exactly n bytes, in texts short enough for a reader. */
static struct str
document_of(size_t n)
{
	static const char head[] = "<filing>", tail[] = "</filing>";
	char *p = TAKE(&memory, char, n + 1);
	size_t i = 0, run = 0;

	memset(p, 'x', n);
	memcpy(p, head, sizeof(head) - 1);
	for (i = sizeof(head) - 1; i + 40 < n; i++)
		if (++run == LIMIT_XML_RUN / 2) {
			memcpy(p + i, "<a></a>", 7);
			run = 0;
		}
	memcpy(p + n - sizeof(tail) + 1, tail, sizeof(tail) - 1);
	return (struct str){ p, n };
}

START_TEST(a_document_is_signed_up_to_the_limit_and_not_beyond)
{
	size_t overhead = sign(STR(FILING)).n - (sizeof(FILING) - 1);
	struct error err = { 0 };
	struct str out = { NULL, 77 };

	ck_assert_uint_eq(
	    sign(document_of(LIMIT_FILING - overhead)).n, LIMIT_FILING);
	ck_assert_int_eq(
	    sign_enveloped(document_of(LIMIT_FILING - overhead + 1), key,
		SIGNED_AT, &memory, &out, &err),
	    ST_LIMIT);
	ck_assert_str_eq(
	    err.text, "3145729 bytes when signed: expected at most 3145728");
	ck_assert_uint_eq(out.n, 77);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(
	    t, a_signed_document_is_the_document_and_a_signature_last_in_it);
	tcase_add_test(t, a_signed_document_tells_who_signed_and_when);
	tcase_add_test(t, the_form_is_xades_b_b_to_the_letter);
	tcase_add_test(t, the_digests_are_those_of_the_three_things_named);
	tcase_add_loop_test(t,
	    the_signed_parts_are_written_as_libxml2_canonicalises_them, 0,
	    COUNT(roots));
	tcase_add_test(t, an_rsa_key_signs_with_pkcs1);
	tcase_add_test(t, one_plan_signs_many_documents_and_each_verifies);
	tcase_add_test(t, a_proof_refuses_what_another_key_signed);
	tcase_add_test(
	    t, a_proof_of_what_was_just_signed_is_that_of_the_verifier);
	tcase_add_test(
	    t, a_root_that_declares_the_namespaces_of_signatures_is_not_signed);
	tcase_add_test(t, two_signatures_of_one_document_are_two_documents);
	tcase_add_loop_test(
	    t, what_would_not_verify_is_not_signed, 0, COUNT(refusals));
	tcase_add_test(t, a_signed_document_is_not_signed_again);
	tcase_add_test(
	    t, nothing_is_signed_outside_of_the_time_of_the_certificate);
	tcase_add_test(t, a_document_is_signed_up_to_the_limit_and_not_beyond);
}

int
main(void)
{
	xml_start();
	return run_suite("sign", add);
}
