/* SPDX-License-Identifier: Apache-2.0 */
/*
 * retrace-verify - is a filing what was signed, and by whom?
 *
 * A program of its own, for those who trust nobody: it shares no line with
 * retrace, and needs libxml2 and OpenSSL alone.  All that it believes is in
 * this file, to be read from here to its end.
 *
 * It works on bytes.  A filing is its own canonical form, and its signature
 * has one form: fixed text with eight values between.  So the signature is held
 * against that text, byte by byte; what is signed is what remains when it is
 * cut out.  No parser sees a filing before the digest and the signature over it
 * hold for a certificate that was given on the command line.
 *
 * Arithmetic, verdicts, revocation and the log are not its matter: retrace
 * verify.
 */
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST ((size_t)3 << 20) /* [bytes] of a filing */
#define RUN ((size_t)64 << 10) /* [bytes] without a '<' */
#define CLOCKS 300             /* [s] that two clocks may differ */
#define MOST_CHAIN 8           /* certificates beside the signer's */
#define MOST_CERTS 100         /* on the command line, of each kind */
enum { EXIT_REFUSED = 3, EXIT_USAGE = 64, EXIT_NOFILE = 66 };

struct text {
	const char *p;
	size_t n;
};

/* ---- the one form of a signature */

#define DS "http://www.w3.org/2000/09/xmldsig#"
#define XADES "http://uri.etsi.org/01903/v1.3.2#"
#define C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define ENVELOPED "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
#define SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define PROPERTIES "http://uri.etsi.org/01903#SignedProperties"
#define ECDSA_URI "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define RSA_URI "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"

/* The values between. */
enum slot {
	METHOD,
	CONTENT_DIGEST,
	PROPERTIES_DIGEST,
	VALUE,
	CERT,
	TIME,
	CERT_DIGEST,
	TOKEN, /* or empty: no time-stamp */
	LINK,  /* the last certificate of the chain that was read */
	SLOTS,
	END = SLOTS
};

/* Text, and the value behind it. */
struct piece {
	const char *text;
	enum slot slot;
};

#define WITH(name, uri) "<ds:" name " Algorithm=\"" uri "\"></ds:" name ">"
/* ns: a declaration of the namespace where the part stands alone, or "". */
#define INFO(ns) \
	{ "<ds:SignedInfo" ns ">" WITH("CanonicalizationMethod", \
	      C14N) "<ds:SignatureMethod Algorithm=\"", \
		METHOD }, \
	    { "\"></ds:SignatureMethod><ds:Reference Id=\"content\" URI=\"\">" \
	      "<ds:Transforms>" WITH("Transform", ENVELOPED) \
			WITH("Transform", C14N) "</ds:Transforms>" WITH( \
			    "DigestMethod", SHA256) "<ds:DigestValue>", \
		    CONTENT_DIGEST }, \
	{ \
		"</ds:DigestValue></ds:Reference><ds:Reference " \
		"Type=\"" PROPERTIES \
		"\" URI=\"#signed-properties\"><ds:Transforms>" WITH( \
		    "Transform", C14N) "</ds:Transforms>" WITH("DigestMethod", \
		    SHA256) "<ds:DigestValue>", \
		    PROPERTIES_DIGEST \
	}
#define INFO_END "</ds:DigestValue></ds:Reference></ds:SignedInfo>"
#define SIGNED(ns, inner) \
	"<xades:SignedProperties" ns " Id=\"signed-properties\">" \
	"<xades:SignedSignatureProperties><xades:SigningTime>", \
	    TIME \
	} \
	, \
	    { "</xades:SigningTime><xades:SigningCertificateV2><xades:Cert>" \
	      "<xades:CertDigest><ds:DigestMethod" inner \
	      " Algorithm=\"" SHA256 \
	      "\"></ds:DigestMethod><ds:DigestValue" inner ">", \
		    CERT_DIGEST }, \
	{ \
		"</ds:DigestValue></xades:CertDigest></xades:Cert>" \
		"</xades:SigningCertificateV2></" \
		"xades:SignedSignatureProperties>" \
		"<xades:SignedDataObjectProperties>" \
		"<xades:DataObjectFormat ObjectReference=\"#content\">" \
		"<xades:MimeType>text/xml</xades:MimeType>" \
		"</xades:DataObjectFormat></xades:SignedDataObjectProperties>" \
		"</xades:SignedProperties>"
#define NS_DS " xmlns:ds=\"" DS "\""
#define NS_XADES " xmlns:xades=\"" XADES "\""
#define UNSIGNED "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
#define UNSIGNED_END \
	"</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
#define STAMP \
	"<xades:SignatureTimeStamp>" WITH( \
	    "CanonicalizationMethod", C14N) "<xades:EncapsulatedTimeStamp>"
#define STAMP_END "</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>"
#define FORM_END "</xades:QualifyingProperties></ds:Object></ds:Signature>"
#define BEGIN "<ds:Signature" NS_DS " Id=\"signature\">"

/* In the filing, up to where a time-stamp may stand. */
static const struct piece in_filing[] = {
	{ BEGIN, END },
	INFO(""),
	{ INFO_END "<ds:SignatureValue>", VALUE },
	{ "</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
	  "<ds:X509Certificate>",
	    CERT },
	{ "</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object>"
	  "<xades:QualifyingProperties" NS_XADES
	  " Target=\"#signature\">" SIGNED("", ""),
	    END },
};
static const struct piece unsigned_begin[] = { { UNSIGNED, END } };
static const struct piece stamp[] = { { STAMP, TOKEN }, { STAMP_END, END } };
static const struct piece chain_begin[] = { { "<xades:CertificateValues>",
    END } };
static const struct piece chain_link[] = {
	{ "<xades:EncapsulatedX509Certificate>", LINK },
	{ "</xades:EncapsulatedX509Certificate>", END },
};
static const struct piece chain_end[] = { { "</xades:CertificateValues>",
    END } };
static const struct piece unsigned_end[] = { { UNSIGNED_END, END } };
static const struct piece form_end[] = { { FORM_END, END } };

/* Parts alone, in canonical form: what is signed, digested and stamped. */
static const struct piece info_alone[] = { INFO(NS_DS), { INFO_END, END } };
static const struct piece properties_alone[] = { { SIGNED(NS_XADES, NS_DS),
    END } };
static const struct piece value_alone[] = {
	{ "<ds:SignatureValue" NS_DS ">", VALUE },
	{ "</ds:SignatureValue>", END },
};
#define COUNT(x) (sizeof(x) / sizeof(x[0]))

/* ---- what is given and what is found */

struct certs {
	X509 *list[MOST_CERTS];
	size_t n;
};

struct options {
	struct certs pinned, authorities, stampers;
	bool any_signer, stamped; /* the latter: a time-stamp is demanded */
};

struct filing {
	const char *path;
	struct text file, value[SLOTS];
	unsigned char *content; /* the file without its signature */
	size_t ncontent;
	X509 *cert;
	struct text link[MOST_CHAIN]; /* [nlink] the way up from it */
	STACK_OF(X509) * chain;
	size_t nlink;
	bool ecdsa;
	time_t when; /* of signing; of its time-stamp where that is checked */
	bool failed;
};

/* One line for each check; false after the first that fails. */
static bool
check(struct filing *f, bool holds, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("%s: %s ", f->path, holds ? "ok     " : "REFUSED");
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
	f->failed = f->failed || !holds;
	return holds;
}

static void
tell(const struct filing *f, const char *text)
{
	printf("%s: -       %s\n", f->path, text);
}

/* ---- reading */

static bool
has(struct text in, const char *what)
{
	return memmem(in.p, in.n, what, strlen(what)) != NULL;
}

/* At most MOST bytes of UTF-8 in which tags and text are short, without
 * document type, comment, instruction and CDATA: a filing has none. */
static bool
check_bytes(struct filing *f)
{
	size_t since = 0, i;

	if (!check(f, f->file.n > 0 && f->file.n <= MOST,
		"%zu bytes, at most %zu", f->file.n, MOST))
		return false;
	for (i = 0; i < f->file.n && since <= RUN; i++)
		since = f->file.p[i] == '<' ? 0 : since + 1;
	return check(f, i == f->file.n && since <= RUN,
		   "tags and texts of at most %zu bytes", RUN) &&
	       check(f,
		   memchr(f->file.p, '\0', f->file.n) == NULL &&
		       xmlCheckUTF8((const unsigned char *)f->file.p),
		   "UTF-8") &&
	       check(f, !has(f->file, "<!") && !has(f->file, "<?"),
		   "no document type, comment, instruction or CDATA");
}

static bool
is_value(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("+/=:.#-", c) != NULL);
}

/* Is that what stands at *at?  The values go to f, and *at behind it; else
 * *at stays. */
static bool
match(struct filing *f, const struct piece *form, size_t n, size_t *at)
{
	size_t to = *at;

	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(form[i].text), from = to + k;

		if (k > f->file.n - to ||
		    memcmp(f->file.p + to, form[i].text, k) != 0)
			return false;
		to = from;
		if (form[i].slot == END)
			continue;
		while (to < f->file.n && is_value(f->file.p[to]))
			to++;
		f->value[form[i].slot] =
		    (struct text){ f->file.p + from, to - from };
	}
	*at = to;
	return true;
}

/* What nobody has signed: a time-stamp, the way up from the certificate. */
static bool
match_unsigned(struct filing *f, size_t *at)
{
	bool any;

	if (match(f, form_end, COUNT(form_end), at))
		return true;
	if (!match(f, unsigned_begin, COUNT(unsigned_begin), at))
		return false;
	any = match(f, stamp, COUNT(stamp), at);
	if (match(f, chain_begin, COUNT(chain_begin), at)) {
		while (f->nlink < MOST_CHAIN &&
		       match(f, chain_link, COUNT(chain_link), at))
			f->link[f->nlink++] = f->value[LINK];
		any = f->nlink > 0;
		if (!match(f, chain_end, COUNT(chain_end), at))
			return false;
	}
	return any && match(f, unsigned_end, COUNT(unsigned_end), at) &&
	       match(f, form_end, COUNT(form_end), at);
}

/* The last signature, before the end tag of the root and nothing else. */
static bool
check_form(struct filing *f)
{
	static const char tail[] = "</filing>";
	size_t begin = f->file.n, at, n = strlen(BEGIN);

	while (begin > 0 && (f->file.n - begin < n ||
				memcmp(f->file.p + begin, BEGIN, n) != 0))
		begin--;
	at = begin;
	if (!check(f,
		match(f, in_filing, COUNT(in_filing), &at) &&
		    match_unsigned(f, &at) && f->file.n - at == strlen(tail) &&
		    memcmp(f->file.p + at, tail, strlen(tail)) == 0,
		"one signature of the one form, last in the root"))
		return false;
	f->content = malloc(f->file.n);
	if (f->content == NULL)
		return check(f, false, "memory");
	memcpy(f->content, f->file.p, begin);
	memcpy(f->content + begin, tail, strlen(tail));
	f->ncontent = begin + strlen(tail);
	return check(f,
	    !has((struct text){ (char *)f->content, f->ncontent }, DS),
	    "no other signature");
}

/* ---- values */

/* Strict base64; gives the number of bytes, 0: it is none. */
static size_t
decode(struct text in, unsigned char *out)
{
	unsigned char *again;
	int n, pad = 0;
	bool same;

	if (in.n == 0 || in.n % 4 != 0 || in.n > MOST)
		return 0;
	n = EVP_DecodeBlock(out, (const unsigned char *)in.p, (int)in.n);
	while (pad < 2 && in.p[in.n - 1 - (size_t)pad] == '=')
		pad++;
	if (n <= pad)
		return 0;
	again = malloc(in.n + 1);
	same = again != NULL &&
	       EVP_EncodeBlock(again, out, n - pad) == (int)in.n &&
	       memcmp(again, in.p, in.n) == 0;
	free(again);
	return same ? (size_t)(n - pad) : 0;
}

static bool
sha256(const void *p, size_t n, unsigned char out[32])
{
	return EVP_Digest(p, n, out, NULL, EVP_sha256(), NULL) == 1;
}

/* Is the value of the slot the SHA-256 of these bytes? */
static bool
has_digest(const struct filing *f, enum slot slot, const void *p, size_t n)
{
	unsigned char said[64], is[32];

	return f->value[slot].n <= sizeof(said) &&
	       decode(f->value[slot], said) == sizeof(is) && sha256(p, n, is) &&
	       CRYPTO_memcmp(said, is, sizeof(is)) == 0;
}

/* A part alone, with the values of this filing; free() it. */
static char *
write_part(
    const struct filing *f, const struct piece *form, size_t n, size_t *size)
{
	char *out = NULL;
	FILE *to = open_memstream(&out, size);

	if (to == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		fputs(form[i].text, to);
		if (form[i].slot != END)
			fwrite(f->value[form[i].slot].p, 1,
			    f->value[form[i].slot].n, to);
	}
	return fclose(to) == 0 ? out : NULL;
}

/* ---- the signer */

static bool
check_certificate(struct filing *f)
{
	unsigned char *der = malloc(f->value[CERT].n + 1);
	size_t n = der != NULL ? decode(f->value[CERT], der) : 0;
	const unsigned char *p = der;
	EVP_PKEY *key;
	char group[32] = "";
	bool fits = false;

	if (n > 0)
		f->cert = d2i_X509(NULL, &p, (long)n);
	if (!check(f, f->cert != NULL && p == der + n,
		"a certificate, and nothing behind it") ||
	    !check(f, has_digest(f, CERT_DIGEST, der, n),
		"the certificate that the signer named")) {
		free(der);
		return false;
	}
	free(der);
	key = X509_get0_pubkey(f->cert);
	f->ecdsa =
	    f->value[METHOD].n == strlen(ECDSA_URI) &&
	    memcmp(f->value[METHOD].p, ECDSA_URI, strlen(ECDSA_URI)) == 0;
	if (key != NULL && f->ecdsa)
		fits = EVP_PKEY_is_a(key, "EC") &&
		       EVP_PKEY_get_group_name(
			   key, group, sizeof(group), NULL) == 1 &&
		       strcmp(group, "prime256v1") == 0;
	else if (key != NULL)
		fits =
		    f->value[METHOD].n == strlen(RSA_URI) &&
		    memcmp(f->value[METHOD].p, RSA_URI, strlen(RSA_URI)) == 0 &&
		    EVP_PKEY_is_a(key, "RSA") && EVP_PKEY_get_bits(key) >= 3072;
	return check(f, fits,
		   "a key for the algorithm: ECDSA on P-256, or RSA of 3072 "
		   "bits or more") &&
	       check(f,
		   (X509_get_key_usage(f->cert) &
		       (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0,
		   "a certificate for signatures");
}

/* Each is the issuer of the one before it, and none is a root: they help to
 * find a way, and make nobody trusted. */
static bool
check_chain(struct filing *f)
{
	const X509 *below = f->cert;
	bool ok = true;

	if (f->nlink == 0)
		return true;
	f->chain = sk_X509_new_null();
	for (size_t i = 0; ok && f->chain != NULL && i < f->nlink; i++) {
		unsigned char *der = malloc(f->link[i].n + 1);
		size_t n = der != NULL ? decode(f->link[i], der) : 0;
		const unsigned char *p = der;
		X509 *x = n > 0 ? d2i_X509(NULL, &p, (long)n) : NULL;

		ok = x != NULL && p == der + n &&
		     X509_check_issued(x, (X509 *)(uintptr_t)below) ==
			 X509_V_OK &&
		     X509_self_signed(x, 0) == 0 &&
		     sk_X509_push(f->chain, x) > 0;
		if (!ok)
			X509_free(x);
		below = x;
		free(der);
	}
	return check(f, ok && f->chain != NULL,
	    "certificates beside it that are the way up from it");
}

/* "2026-11-23T10:15:00Z", and no other way to write it. */
static bool
check_time(struct filing *f)
{
	struct text t = f->value[TIME];
	char text[21] = "", again[21] = "";
	struct tm tm = { 0 };

	if (t.n == sizeof(text) - 1)
		memcpy(text, t.p, t.n);
	if (strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm) != NULL) {
		f->when = timegm(&tm);
		gmtime_r(&f->when, &tm);
		strftime(again, sizeof(again), "%Y-%m-%dT%H:%M:%SZ", &tm);
	}
	return check(f, text[0] != '\0' && strcmp(text, again) == 0,
	    "signed on %.*s, as the signer says", (int)(t.n < 40 ? t.n : 40),
	    t.p);
}

/* Does a chain lead to one of these, all of it valid at that time? */
static bool
chains_to(X509 *cert, STACK_OF(X509) * between, const struct certs *roots,
    time_t when)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	bool ok = store != NULL && ctx != NULL;

	for (size_t i = 0; ok && i < roots->n; i++)
		ok = X509_STORE_add_cert(store, roots->list[i]) == 1;
	ok = ok && X509_STORE_CTX_init(ctx, store, cert, between) == 1;
	if (ok) {
		X509_STORE_CTX_set_time(ctx, 0, when);
		ok = X509_verify_cert(ctx) == 1;
	}
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	return ok;
}

static bool
check_trust(struct filing *f, const struct options *o)
{
	bool known = false, trust = o->pinned.n + o->authorities.n > 0;
	char name[256];

	for (size_t i = 0; i < o->pinned.n; i++)
		known = known || X509_cmp(f->cert, o->pinned.list[i]) == 0;
	if (!known && o->authorities.n > 0)
		known = chains_to(f->cert, f->chain, &o->authorities, f->when);
	X509_NAME_oneline(X509_get_subject_name(f->cert), name, sizeof(name));
	for (char *p = name; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			*p = '?';
	if (!trust && o->any_signer) {
		tell(f, "the signer is not judged (--any-signer)");
		return check(f, true, "signed by %s", name);
	}
	return check(f, known, "signed by %s, whom you trust", name);
}

static bool
check_validity(struct filing *f, time_t when, const char *what)
{
	return check(f,
	    X509_cmp_time(X509_get0_notBefore(f->cert), &when) < 0 &&
		X509_cmp_time(X509_get0_notAfter(f->cert), &when) > 0,
	    "the certificate was valid when it was %s", what);
}

/* r and s, 32 bytes each, as OpenSSL wants them; OPENSSL_free() it. */
static unsigned char *
from_halves(const unsigned char in[64], size_t *n)
{
	ECDSA_SIG *sig = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(in, 32, NULL), *s = BN_bin2bn(in + 32, 32, NULL);
	unsigned char *der = NULL;
	int size = -1;

	if (sig != NULL && r != NULL && s != NULL &&
	    ECDSA_SIG_set0(sig, r, s) == 1) {
		size = i2d_ECDSA_SIG(sig, &der);
	} else {
		BN_free(r);
		BN_free(s);
	}
	ECDSA_SIG_free(sig);
	*n = size > 0 ? (size_t)size : 0;
	return der;
}

static bool
is_signed(const struct filing *f, const void *p, size_t n)
{
	EVP_PKEY *key = X509_get0_pubkey(f->cert);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char *raw = malloc(f->value[VALUE].n + 1), *der = NULL;
	size_t nraw = raw != NULL ? decode(f->value[VALUE], raw) : 0;
	size_t nder = 0;
	bool ok = false;

	if (f->ecdsa && nraw == 64)
		der = from_halves(raw, &nder);
	if (ctx != NULL &&
	    EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1)
		ok = f->ecdsa ? nder > 0 &&
				    EVP_DigestVerify(ctx, der, nder, p, n) == 1
			      : nraw == (size_t)EVP_PKEY_get_size(key) &&
				    EVP_DigestVerify(ctx, raw, nraw, p, n) == 1;
	OPENSSL_free(der);
	free(raw);
	EVP_MD_CTX_free(ctx);
	return ok;
}

static bool
check_signature(struct filing *f)
{
	size_t ninfo = 0, nprops = 0;
	char *info = write_part(f, info_alone, COUNT(info_alone), &ninfo);
	char *props =
	    write_part(f, properties_alone, COUNT(properties_alone), &nprops);
	bool ok =
	    info != NULL && props != NULL &&
	    check(f, has_digest(f, CONTENT_DIGEST, f->content, f->ncontent),
		"the content is what was signed") &&
	    check(f, has_digest(f, PROPERTIES_DIGEST, props, nprops),
		"time and signer are what was signed") &&
	    check(f, is_signed(f, info, ninfo),
		"the signature is by the key of the certificate");

	free(info);
	free(props);
	return ok;
}

/* ---- the time-stamp */

static bool
token_holds(
    PKCS7 *token, struct text over, const struct certs *roots, time_t when)
{
	TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
	X509_STORE *store = X509_STORE_new();
	BIO *data = BIO_new_mem_buf(over.p, (int)over.n);
	bool ok = ctx != NULL && store != NULL && data != NULL;

	for (size_t i = 0; ok && i < roots->n; i++)
		ok = X509_STORE_add_cert(store, roots->list[i]) == 1;
	if (ok) {
		X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), when);
		TS_VERIFY_CTX_set_flags(
		    ctx, TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
		TS_VERIFY_CTX_set_data(ctx, data);
		TS_VERIFY_CTX_set_store(ctx, store);
		data = NULL; /* theirs now */
		store = NULL;
		ok = TS_RESP_verify_token(ctx, token) == 1;
	}
	BIO_free(data);
	X509_STORE_free(store);
	TS_VERIFY_CTX_free(ctx);
	return ok;
}

/* Of the token, in seconds; -1: it says none that we can read. */
static time_t
token_time(TS_TST_INFO *info)
{
	const ASN1_GENERALIZEDTIME *t = TS_TST_INFO_get_time(info);
	struct tm tm;

	return t != NULL && ASN1_TIME_to_tm(t, &tm) == 1 ? timegm(&tm) : -1;
}

/* A digest that is past its time proves nothing. */
static bool
is_strong(TS_TST_INFO *info)
{
	const X509_ALGOR *alg =
	    TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(info));
	const ASN1_OBJECT *oid = NULL;

	X509_ALGOR_get0(&oid, NULL, NULL, alg);
	switch (OBJ_obj2nid(oid)) {
	case NID_sha256:
	case NID_sha384:
	case NID_sha512:
		return true;
	default:
		return false;
	}
}

static bool
judge_token(struct filing *f, PKCS7 *token, TS_TST_INFO *info,
    const struct certs *roots)
{
	time_t said = f->when, when = token_time(info);
	size_t n = 0;
	char *over = write_part(f, value_alone, COUNT(value_alone), &n);
	bool ok =
	    over != NULL &&
	    check(f, is_strong(info), "a time-stamp by SHA-2") &&
	    check(f, token_holds(token, (struct text){ over, n }, roots, when),
		"over this signature, by an authority you trust") &&
	    check(f, when >= said - CLOCKS,
		"stamped when it was signed, or later");

	free(over);
	if (!ok)
		return false;
	f->when = when;
	return check_validity(f, when, "stamped");
}

static bool
check_stamp(struct filing *f, const struct options *o)
{
	unsigned char *der = malloc(f->value[TOKEN].n + 1);
	const unsigned char *p = der;
	TS_TST_INFO *info = NULL;
	PKCS7 *token = NULL;
	size_t n;
	bool ok;

	if (f->value[TOKEN].n == 0 || o->stampers.n == 0) {
		free(der);
		if (o->stamped)
			return check(f, false, "a time-stamp");
		tell(f, f->value[TOKEN].n == 0
			    ? "no time-stamp"
			    : "the time-stamp is not checked (no --tsa-ca)");
		return true;
	}
	n = der != NULL ? decode(f->value[TOKEN], der) : 0;
	if (n > 0)
		token = d2i_PKCS7(NULL, &p, (long)n);
	if (token != NULL && p == der + n)
		info = PKCS7_to_TS_TST_INFO(token);
	ok = check(f, info != NULL, "a time-stamp token") &&
	     judge_token(f, token, info, &o->stampers);
	TS_TST_INFO_free(info);
	PKCS7_free(token);
	free(der);
	return ok;
}

/* ---- the content, now that somebody we know has signed it */

static bool
check_canonical(struct filing *f)
{
	xmlDoc *doc = xmlReadMemory((char *)f->content, (int)f->ncontent, NULL,
	    NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlChar *again = NULL;
	int n = -1;
	bool ok;

	if (doc != NULL && doc->intSubset == NULL)
		n = xmlC14NDocDumpMemory(
		    doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &again);
	ok = check(f,
	    n >= 0 && (size_t)n == f->ncontent &&
		memcmp(again, f->content, f->ncontent) == 0,
	    "XML in canonical form");
	xmlFree(again);
	xmlFreeDoc(doc);
	return ok;
}

/* Behind `what` at *at, or false. */
static bool
skip(const struct filing *f, size_t *at, const char *what)
{
	size_t n = strlen(what);

	if (n > f->ncontent - *at || memcmp(f->content + *at, what, n) != 0)
		return false;
	*at += n;
	return true;
}

/* The id is the digest of the content without id, time and checkpoint. */
static bool
check_id(struct filing *f)
{
	static const char head[] =
	    "<filing xmlns=\"urn:retrace:filing:1\" version=\"1\">";
	const unsigned char *end;
	unsigned char is[32];
	char hex[65];
	const char *id;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t at = 0;
	bool ok = skip(f, &at,
		      "<filing xmlns=\"urn:retrace:filing:1\" "
		      "created=\"") &&
		  (at += 20, at < f->ncontent) && skip(f, &at, "\" id=\"") &&
		  f->ncontent - at > 64;

	id = (const char *)f->content + at;
	at += 64;
	ok = ok && skip(f, &at, "\" version=\"1\">");
	if (ok && skip(f, &at, "<checkpoint>")) {
		end = memmem(
		    f->content + at, f->ncontent - at, "</checkpoint>", 13);
		ok = end != NULL;
		at = ok ? (size_t)(end - f->content) + 13 : at;
	}
	ok = ok && ctx != NULL &&
	     EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) == 1 &&
	     EVP_DigestUpdate(ctx, head, strlen(head)) == 1 &&
	     EVP_DigestUpdate(ctx, f->content + at, f->ncontent - at) == 1 &&
	     EVP_DigestFinal_ex(ctx, is, NULL) == 1;
	for (size_t i = 0; ok && i < sizeof(is); i++)
		snprintf(hex + 2 * i, 3, "%02x", is[i]);
	EVP_MD_CTX_free(ctx);
	return check(f, ok && memcmp(id, hex, 64) == 0,
	    "a filing whose id is the digest of its content");
}

/* ---- all of it */

static int
verify(const char *path, const struct options *o)
{
	struct filing f = { .path = path };
	char *bytes = malloc(MOST + 2);
	FILE *in = fopen(path, "rbe");

	if (in == NULL || bytes == NULL) {
		fprintf(stderr, "retrace-verify: %s: cannot be read\n", path);
		free(bytes);
		if (in != NULL)
			fclose(in);
		return EXIT_NOFILE;
	}
	f.file = (struct text){ bytes, fread(bytes, 1, MOST + 1, in) };
	bytes[f.file.n] = '\0';
	fclose(in);
	f.failed =
	    !(check_bytes(&f) && check_form(&f) && check_certificate(&f) &&
		check_chain(&f) && check_time(&f) &&
		check_validity(&f, f.when, "signed") && check_stamp(&f, o) &&
		check_trust(&f, o) && check_signature(&f) &&
		check_canonical(&f) && check_id(&f));
	printf("%s: %s\n", path, f.failed ? "REFUSED" : "HOLDS");
	sk_X509_pop_free(f.chain, X509_free);
	X509_free(f.cert);
	free(f.content);
	free(bytes);
	return f.failed ? EXIT_REFUSED : 0;
}

static bool
load(struct certs *to, const char *path)
{
	FILE *in = fopen(path, "re");
	size_t before = to->n;
	X509 *x;

	while (in != NULL && to->n < MOST_CERTS &&
	       (x = PEM_read_X509(in, NULL, NULL, NULL)) != NULL)
		to->list[to->n++] = x;
	if (in != NULL)
		fclose(in);
	if (to->n == before)
		fprintf(stderr,
		    "retrace-verify: %s: no certificate: expected PEM\n", path);
	return to->n > before;
}

static void
free_certs(struct certs *c)
{
	while (c->n > 0)
		X509_free(c->list[--c->n]);
}

static int
usage(void)
{
	fputs("retrace-verify [--cert PEM]... [--ca PEM]... [--tsa-ca PEM]... "
	      "[--timestamped] [--any-signer] FILING...\n"
	      "Is a filing what was signed, and by whom?  --cert: a signer "
	      "whom you trust; --ca:\nwho certifies signers; --tsa-ca: who "
	      "certifies time-stamps; --timestamped: there must be one.  Exit: "
	      "0 holds, 3 refused,\n64 usage, "
	      "66 not readable.\n",
	    stderr);
	return EXIT_USAGE;
}

int
main(int argc, char **argv)
{
	static struct options o;
	int code = 0, i;

	xmlInitParser();
	for (i = 1; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		struct certs *to =
		    strcmp(argv[i], "--cert") == 0     ? &o.pinned
		    : strcmp(argv[i], "--ca") == 0     ? &o.authorities
		    : strcmp(argv[i], "--tsa-ca") == 0 ? &o.stampers
						       : NULL;

		if (strcmp(argv[i], "--any-signer") == 0)
			o.any_signer = true;
		else if (strcmp(argv[i], "--timestamped") == 0)
			o.stamped = true;
		else if (to == NULL || i + 1 >= argc)
			return usage();
		else if (!load(to, argv[++i]))
			return EXIT_NOFILE;
	}
	if (i == argc || (o.pinned.n + o.authorities.n == 0 && !o.any_signer) ||
	    (o.stamped && o.stampers.n == 0))
		return usage();
	for (; i < argc; i++) {
		int one = verify(argv[i], &o);

		code = one > code ? one : code;
	}
	free_certs(&o.pinned);
	free_certs(&o.authorities);
	free_certs(&o.stampers);
	xmlCleanupParser();
	return code;
}
