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
 * With --open it holds the values that a filing keeps back against their
 * digests.  Arithmetic, verdicts, revocation and the log are not its matter:
 * retrace verify.
 */
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST ((size_t)3 << 20) /* [bytes] of a filing */
#define MOST_OPENING ((size_t)8 << 20)
#define RUN ((size_t)64 << 10) /* [bytes] from one '<' to the next */
#define MARKS 190000           /* of '<' and '=' */
#define ATTRIBUTES 256         /* of one tag */
#define NAMESPACES 100         /* declared in all */
#define CLOCKS 300             /* [s] that two clocks may differ */
#define MOST_CHAIN 8           /* certificates beside the signer's */
#define MOST_CERTS 500         /* on the command line, of each kind */
#define LEAST_RSA 3072         /* [bits] */
#define MOST_RSA 8192          /* [bits] */
#define STRENGTH 2             /* of links: 112 bits, no SHA-1 */
enum { EXIT_REFUSED = 3, EXIT_USAGE = 64, EXIT_NOFILE = 66, EXIT_UNTOLD = 74 };

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

/* The values between; in a form, the byte of that number is its place. */
enum slot {
	METHOD = 1,
	CONTENT_DIGEST,
	PROPERTIES_DIGEST,
	VALUE,
	CERT,
	TIME,
	CERT_DIGEST,
	TOKEN, /* .p NULL: no time-stamp */
	LINK,  /* the last certificate of the chain that was read */
	CREATED,
	ID,
	SLOTS
};

/* clang-format off */
#define WITH(name, uri) "<ds:" name " Algorithm=\"" uri "\"></ds:" name ">"

/* ns: a declaration of the namespace where the part stands alone, or "". */
#define INFO(ns) \
	"<ds:SignedInfo" ns ">" \
	WITH("CanonicalizationMethod", C14N) WITH("SignatureMethod", "\1") \
	"<ds:Reference Id=\"content\" URI=\"\"><ds:Transforms>" \
	WITH("Transform", ENVELOPED) WITH("Transform", C14N) \
	"</ds:Transforms>" WITH("DigestMethod", SHA256) \
	"<ds:DigestValue>" "\2" "</ds:DigestValue></ds:Reference>" \
	"<ds:Reference Type=\"" PROPERTIES "\" URI=\"#signed-properties\">" \
	"<ds:Transforms>" WITH("Transform", C14N) \
	"</ds:Transforms>" WITH("DigestMethod", SHA256) \
	"<ds:DigestValue>" "\3" "</ds:DigestValue></ds:Reference>" \
	"</ds:SignedInfo>"
#define SIGNED(ns, inner) \
	"<xades:SignedProperties" ns " Id=\"signed-properties\">" \
	"<xades:SignedSignatureProperties>" \
	"<xades:SigningTime>" "\6" "</xades:SigningTime>" \
	"<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>" \
	"<ds:DigestMethod" inner " Algorithm=\"" SHA256 "\">" \
	"</ds:DigestMethod>" \
	"<ds:DigestValue" inner ">" "\7" "</ds:DigestValue>" \
	"</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>" \
	"</xades:SignedSignatureProperties>" \
	"<xades:SignedDataObjectProperties>" \
	"<xades:DataObjectFormat ObjectReference=\"#content\">" \
	"<xades:MimeType>text/xml</xades:MimeType>" \
	"</xades:DataObjectFormat></xades:SignedDataObjectProperties>" \
	"</xades:SignedProperties>"
#define NS_DS " xmlns:ds=\"" DS "\""
#define NS_XADES " xmlns:xades=\"" XADES "\""
#define BEGIN "<ds:Signature" NS_DS " Id=\"signature\">"

static const char root_begin[] =
	"<filing xmlns=\"urn:retrace:filing:1\" created=\"" "\12"
	"\" id=\"" "\13" "\" version=\"1\">";
/* In the filing, up to what nobody signs. */
static const char in_filing[] =
	BEGIN INFO("")
	"<ds:SignatureValue>" "\4" "</ds:SignatureValue>"
	"<ds:KeyInfo><ds:X509Data>"
	"<ds:X509Certificate>" "\5" "</ds:X509Certificate>"
	"</ds:X509Data></ds:KeyInfo><ds:Object>"
	"<xades:QualifyingProperties" NS_XADES " Target=\"#signature\">"
	SIGNED("", "");
static const char unsigned_begin[] =
	"<xades:UnsignedProperties><xades:UnsignedSignatureProperties>";
static const char stamp[] =
	"<xades:SignatureTimeStamp>" WITH("CanonicalizationMethod", C14N)
	"<xades:EncapsulatedTimeStamp>" "\10" "</xades:EncapsulatedTimeStamp>"
	"</xades:SignatureTimeStamp>";
static const char chain_begin[] = "<xades:CertificateValues>";
static const char chain_link[] =
	"<xades:EncapsulatedX509Certificate>" "\11"
	"</xades:EncapsulatedX509Certificate>";
static const char chain_end[] = "</xades:CertificateValues>";
static const char unsigned_end[] =
	"</xades:UnsignedSignatureProperties></xades:UnsignedProperties>";
static const char form_end[] =
	"</xades:QualifyingProperties></ds:Object></ds:Signature>";

/* Parts alone, in canonical form: what is signed, digested and stamped. */
static const char info_alone[] = INFO(NS_DS);
static const char properties_alone[] = SIGNED(NS_XADES, NS_DS);
static const char value_alone[] =
	"<ds:SignatureValue" NS_DS ">" "\4" "</ds:SignatureValue>";
/* clang-format on */

/* ---- what is given and what is found */

struct certs {
	X509 *list[MOST_CERTS];
	size_t n;
};

struct options {
	struct certs pinned, authorities, stampers;
	bool any_signer, stamped; /* the latter: a time-stamp is demanded */
	struct text opening;      /* .p NULL: none */
};

struct filing {
	const char *path;
	struct text file, value[SLOTS];
	unsigned char *content; /* the file without its signature */
	size_t ncontent;
	X509 *cert;
	struct text link[MOST_CHAIN]; /* [nlink] the way up from it */
	STACK_OF(X509) * chain;       /* they, read */
	size_t nlink;
	bool ecdsa;
	time_t when; /* of signing; of its time-stamp where that is checked */
};

/* One line for each check; false after the first that fails. */
static bool
check(const struct filing *f, bool holds, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("%s: %s ", f->path, holds ? "ok     " : "REFUSED");
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
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
/* libxml2 looks through all attributes and namespaces for each one: many of
 * them take it minutes. */
static bool
is_small(struct text t)
{
	size_t marks = 0, attributes = 0, namespaces = 0;

	for (size_t i = 0; i < t.n && attributes <= ATTRIBUTES; i++) {
		marks += t.p[i] == '<' || t.p[i] == '=';
		attributes = t.p[i] == '<' ? 0 : attributes;
		attributes += i + 1 < t.n && memcmp(t.p + i, "=\"", 2) == 0;
	}
	for (size_t i = 0; i + 6 < t.n; i++)
		namespaces += memcmp(t.p + i, " xmlns", 6) == 0;
	return marks <= MARKS && attributes <= ATTRIBUTES &&
	       namespaces <= NAMESPACES;
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
		since = f->file.p[i] == '<' ? 1 : since + 1;
	return check(f, i == f->file.n && since <= RUN,
		   "tags and texts of at most %zu bytes", RUN) &&
	       check(f, is_small(f->file),
		   "at most %d attributes in a tag, %d namespaces, %d tags and "
		   "attributes",
		   ATTRIBUTES, NAMESPACES, MARKS) &&
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
match(struct filing *f, const char *form, size_t *at)
{
	size_t to = *at, from;

	for (; *form != '\0'; form++) {
		if (*form >= SLOTS) {
			if (to == f->file.n || f->file.p[to++] != *form)
				return false;
			continue;
		}
		for (from = to; to < f->file.n && is_value(f->file.p[to]);)
			to++;
		f->value[(size_t)*form] =
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

	if (match(f, form_end, at))
		return true;
	if (!match(f, unsigned_begin, at))
		return false;
	any = match(f, stamp, at);
	if (match(f, chain_begin, at)) {
		while (f->nlink < MOST_CHAIN && match(f, chain_link, at))
			f->link[f->nlink++] = f->value[LINK];
		any = f->nlink > 0;
		if (!match(f, chain_end, at))
			return false;
	}
	return any && match(f, unsigned_end, at) && match(f, form_end, at);
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
		match(f, in_filing, &at) && match_unsigned(f, &at) &&
		    f->file.n - at == strlen(tail) &&
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

/* What a value is in DER, the one way to write it; NULL: it is none. */
static void *
read_der(struct text in, const ASN1_ITEM *item)
{
	unsigned char *der = malloc(in.n + 1), *again = NULL;
	size_t n = der != NULL ? decode(in, der) : 0;
	const unsigned char *p = der;
	ASN1_VALUE *value = NULL;

	if (n > 0)
		value = ASN1_item_d2i(NULL, &p, (long)n, item);
	if (value != NULL && (ASN1_item_i2d(value, &again, item) != (int)n ||
				 memcmp(again, der, n) != 0)) {
		ASN1_item_free(value, item);
		value = NULL;
	}
	OPENSSL_free(again);
	free(der);
	return value;
}

/* Is that digest the value of the slot? */
static bool
is_digest(
    const struct filing *f, enum slot slot, const unsigned char digest[32])
{
	unsigned char said[64];

	return f->value[slot].n <= sizeof(said) &&
	       decode(f->value[slot], said) == 32 &&
	       CRYPTO_memcmp(said, digest, 32) == 0;
}

/* Is the value of the slot the SHA-256 of these bytes? */
static bool
has_digest(const struct filing *f, enum slot slot, const void *p, size_t n)
{
	unsigned char is[32];

	return EVP_Digest(p, n, is, NULL, EVP_sha256(), NULL) == 1 &&
	       is_digest(f, slot, is);
}

/* A part alone, with the values of this filing; free() it. */
static char *
write_part(const struct filing *f, const char *form, size_t *size)
{
	char *out = NULL;
	FILE *to = open_memstream(&out, size);

	for (; to != NULL && *form != '\0'; form++) {
		struct text value = f->value[*form < SLOTS ? *form : 0];

		if (*form >= SLOTS)
			putc(*form, to);
		else if (value.n > 0)
			fwrite(value.p, 1, value.n, to);
	}
	if (to != NULL && fclose(to) != 0) {
		free(out);
		out = NULL;
	}
	return out;
}

/* ---- the signer */

static bool
is_method(const struct filing *f, const char *uri)
{
	struct text said = f->value[METHOD];

	return said.n == strlen(uri) && memcmp(said.p, uri, said.n) == 0;
}

/* P-256, by its name: parameters spelled out may be anybody's curve. */
static bool
is_p256(const EVP_PKEY *key)
{
	char group[32] = "";
	int spelled_out = 0;

	EVP_PKEY_get_int_param(
	    key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &spelled_out);
	return EVP_PKEY_is_a(key, "EC") && !spelled_out &&
	       EVP_PKEY_get_group_name(key, group, sizeof(group), NULL) == 1 &&
	       strcmp(group, "prime256v1") == 0;
}

/* Of somebody, for signatures, not for time-stamps or lists of revoked ones
 * alone, and with nothing critical that is not known here. */
static bool
is_for_documents(X509 *cert)
{
	uint32_t uses = X509_get_extended_key_usage(cert);

	return (X509_get_key_usage(cert) &
		   (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0 &&
	       (uses == 0 ||
		   (uses & ~(uint32_t)(XKU_TIMESTAMP | XKU_OCSP_SIGN)) != 0) &&
	       (X509_get_extension_flags(cert) & EXFLAG_CRITICAL) == 0 &&
	       X509_NAME_entry_count(X509_get_subject_name(cert)) > 0;
}

static bool
check_certificate(struct filing *f)
{
	unsigned char digest[32];
	const EVP_PKEY *key;

	f->cert = read_der(f->value[CERT], ASN1_ITEM_rptr(X509));
	if (!check(f, f->cert != NULL, "a certificate, and nothing behind it"))
		return false;
	key = X509_get0_pubkey(f->cert);
	f->ecdsa = is_method(f, ECDSA_URI);
	return check(f,
		   X509_digest(f->cert, EVP_sha256(), digest, NULL) == 1 &&
		       is_digest(f, CERT_DIGEST, digest),
		   "the certificate that the signer named") &&
	       check(f,
		   key != NULL &&
		       (f->ecdsa ? is_p256(key)
				 : is_method(f, RSA_URI) &&
				       EVP_PKEY_is_a(key, "RSA") &&
				       EVP_PKEY_get_bits(key) >= LEAST_RSA &&
				       EVP_PKEY_get_bits(key) <= MOST_RSA),
		   "a key for the algorithm: ECDSA on P-256, or RSA of %d to "
		   "%d bits",
		   LEAST_RSA, MOST_RSA) &&
	       check(f, is_for_documents(f->cert),
		   "a certificate of somebody, for signatures of documents");
}

/* Is it certified by that one, which is not the last above? */
static bool
is_link(X509 *by, X509 *cert)
{
	EVP_PKEY *key = X509_get0_pubkey(by);

	return key != NULL && X509_check_issued(by, cert) == X509_V_OK &&
	       X509_verify(cert, key) == 1 && X509_self_signed(by, 0) == 0;
}

/* Each is the issuer of the one before it, and none is a root: they help to
 * find a way, and make nobody trusted. */
static bool
check_chain(struct filing *f)
{
	X509 *below = f->cert;
	bool ok;

	if (f->nlink == 0)
		return true;
	f->chain = sk_X509_new_null();
	ok = f->chain != NULL;
	for (size_t i = 0; ok && i < f->nlink; i++) {
		X509 *x = read_der(f->link[i], ASN1_ITEM_rptr(X509));

		ok = x != NULL && is_link(x, below) &&
		     sk_X509_push(f->chain, x) > 0;
		if (!ok)
			X509_free(x);
		below = x;
	}
	return check(
	    f, ok, "certificates beside it that are the way up from it");
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
    time_t when, int purpose)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	bool ok = store != NULL && ctx != NULL;

	for (size_t i = 0; ok && i < roots->n; i++)
		ok = X509_STORE_add_cert(store, roots->list[i]) == 1;
	ok = ok && X509_STORE_CTX_init(ctx, store, cert, between) == 1 &&
	     (purpose == 0 || X509_STORE_CTX_set_purpose(ctx, purpose) == 1);
	if (ok) {
		X509_STORE_CTX_set_time(ctx, 0, when);
		X509_VERIFY_PARAM_set_auth_level(
		    X509_STORE_CTX_get0_param(ctx), STRENGTH);
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
		known =
		    chains_to(f->cert, f->chain, &o->authorities, f->when, 0);
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
	int from = ASN1_TIME_cmp_time_t(X509_get0_notBefore(f->cert), when);

	return check(f,
	    (from == 0 || from == -1) &&
		ASN1_TIME_cmp_time_t(X509_get0_notAfter(f->cert), when) >= 0,
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
	char *info = write_part(f, info_alone, &ninfo);
	char *props = write_part(f, properties_alone, &nprops);
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

struct stamping {
	PKCS7 *token;
	TS_TST_INFO *info;
	X509 *by; /* in the token, as are those between */
	STACK_OF(X509) * between;
	time_t when;
};

/* The one token that is there, of one authority, with its certificate. */
static bool
read_stamp(const struct filing *f, struct stamping *t)
{
	STACK_OF(PKCS7_SIGNER_INFO) *infos = NULL;
	STACK_OF(X509) *signers = NULL;
	struct tm tm;

	t->token = read_der(f->value[TOKEN], ASN1_ITEM_rptr(PKCS7));
	if (t->token != NULL && PKCS7_type_is_signed(t->token))
		t->info = PKCS7_to_TS_TST_INFO(t->token);
	if (t->info == NULL ||
	    ASN1_TIME_to_tm(TS_TST_INFO_get_time(t->info), &tm) != 1)
		return false;
	t->when = timegm(&tm);
	infos = PKCS7_get_signer_info(t->token);
	if (sk_PKCS7_SIGNER_INFO_num(infos) == 1)
		signers = PKCS7_get0_signers(t->token, NULL, 0);
	t->by = sk_X509_value(signers, 0);
	t->between = t->token->d.sign->cert;
	sk_X509_free(signers);
	return t->by != NULL;
}

static int
digest_of(const X509_ALGOR *alg)
{
	const ASN1_OBJECT *oid = NULL;

	X509_ALGOR_get0(&oid, NULL, NULL, alg);
	return OBJ_obj2nid(oid);
}

/* A digest that is past its time proves nothing. */
static bool
is_strong(const struct stamping *t)
{
	int by = digest_of(
	    sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(t->token), 0)
		->digest_alg);

	return digest_of(TS_MSG_IMPRINT_get_algo(
		   TS_TST_INFO_get_msg_imprint(t->info))) == NID_sha256 &&
	       (by == NID_sha256 || by == NID_sha384 || by == NID_sha512);
}

/* Over these bytes, and signed with its own certificate, valid then? */
static bool
stamp_holds(const struct stamping *t, struct text over)
{
	TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
	X509_STORE *store = X509_STORE_new();
	BIO *data = BIO_new_mem_buf(over.p, (int)over.n);
	bool ok = ctx != NULL && store != NULL && data != NULL &&
		  X509_STORE_add_cert(store, t->by) == 1;

	if (ok) {
		X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
		X509_VERIFY_PARAM_set_time(
		    X509_STORE_get0_param(store), t->when);
		TS_VERIFY_CTX_set_flags(
		    ctx, TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
		TS_VERIFY_CTX_set_data(ctx, data);
		TS_VERIFY_CTX_set_store(ctx, store);
		data = NULL; /* theirs now */
		store = NULL;
		ok = TS_RESP_verify_token(ctx, t->token) == 1;
	}
	BIO_free(data);
	X509_STORE_free(store);
	TS_VERIFY_CTX_free(ctx);
	return ok;
}

/* RFC 3161, 2.3: a certificate for this use and no other. */
static bool
is_for_stamps(X509 *cert)
{
	int critical = 0;
	EXTENDED_KEY_USAGE *uses =
	    X509_get_ext_d2i(cert, NID_ext_key_usage, &critical, NULL);
	bool ok = critical == 1 && sk_ASN1_OBJECT_num(uses) == 1 &&
		  OBJ_obj2nid(sk_ASN1_OBJECT_value(uses, 0)) == NID_time_stamp;

	EXTENDED_KEY_USAGE_free(uses);
	return ok;
}

/* Whoever made it, it must be right; known ones say when it was signed. */
static bool
judge_stamp(
    struct filing *f, const struct stamping *t, const struct certs *stampers)
{
	size_t n = 0;
	char *over = write_part(f, value_alone, &n);
	bool ok =
	    over != NULL && check(f, is_strong(t), "a time-stamp by SHA-2") &&
	    check(f, stamp_holds(t, (struct text){ over, n }),
		"over this signature, by the authority that it names") &&
	    check(f, is_for_stamps(t->by), "who may make time-stamps alone") &&
	    check(f, t->when >= f->when - CLOCKS,
		"stamped when it was signed, or later") &&
	    check_validity(f, t->when, "stamped");

	free(over);
	if (ok && stampers->n == 0)
		tell(f, "the authority is not judged (no --tsa-ca)");
	else if (ok)
		ok = check(f,
		    chains_to(t->by, t->between, stampers, t->when,
			X509_PURPOSE_TIMESTAMP_SIGN),
		    "by an authority you trust");
	if (ok && stampers->n > 0)
		f->when = t->when;
	return ok;
}

static bool
check_stamp(struct filing *f, const struct options *o)
{
	struct stamping t = { .token = NULL };
	bool ok;

	if (f->value[TOKEN].p == NULL) {
		if (o->stamped)
			return check(f, false, "a time-stamp");
		tell(f, "no time-stamp");
		return true;
	}
	ok = check(f, read_stamp(f, &t), "a time-stamp token") &&
	     judge_stamp(f, &t, &o->stampers);
	TS_TST_INFO_free(t.info);
	PKCS7_free(t.token);
	return ok;
}

/* ---- the content, now that somebody we know has signed it */

/* NULL: it is no XML, or has a document type. */
static xmlDoc *
parse(const void *p, size_t n)
{
	xmlDoc *doc = xmlReadMemory(p, (int)n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	if (doc != NULL && doc->intSubset == NULL)
		return doc;
	xmlFreeDoc(doc);
	return NULL;
}

static bool
check_canonical(struct filing *f)
{
	xmlDoc *doc = parse(f->content, f->ncontent);
	xmlChar *again = NULL;
	int n = -1;
	bool ok;

	if (doc != NULL)
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

/* The id is the digest of the content without id, time and checkpoint. */
static bool
check_id(struct filing *f)
{
	static const char head[] =
	    "<filing xmlns=\"urn:retrace:filing:1\" version=\"1\">";
	static const char last[] = "</checkpoint>";
	const unsigned char *from = f->content, *end = from + f->ncontent;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char is[32];
	char hex[65];
	size_t at = 0;
	bool ok = match(f, root_begin, &at) && f->value[CREATED].n == 20 &&
		  f->value[ID].n == 64;

	from += at;
	if (ok && match(f, "<checkpoint>", &at)) {
		from = memmem(from, (size_t)(end - from), last, strlen(last));
		ok = from != NULL;
		from = ok ? from + strlen(last) : end;
	}
	ok = ok && ctx != NULL &&
	     EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) == 1 &&
	     EVP_DigestUpdate(ctx, head, strlen(head)) == 1 &&
	     EVP_DigestUpdate(ctx, from, (size_t)(end - from)) == 1 &&
	     EVP_DigestFinal_ex(ctx, is, NULL) == 1;
	for (size_t i = 0; ok && i < sizeof(is); i++)
		snprintf(hex + 2 * i, 3, "%02x", is[i]);
	EVP_MD_CTX_free(ctx);
	return check(f, ok && memcmp(f->value[ID].p, hex, 64) == 0,
	    "a filing whose id is the digest of its content");
}

/* ---- what it keeps back, and what an opening tells of it */

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

/* The nth child of that name, from 1; or NULL. */
static xmlNode *
child(const xmlNode *node, const char *name, size_t nth)
{
	xmlNode *c = node != NULL ? node->children : NULL;

	while (c != NULL && (!is_named(c, name) || --nth > 0))
		c = c->next;
	return c;
}

/* The digest at a place, "a[1]/b[2]/@c" or "a[1]/b[2]"; or NULL. */
static xmlAttr *
find_digest(xmlNode *node, const char *at)
{
	char name[80];
	size_t n, nth;

	while (node != NULL && *at != '\0' && *at != '@') {
		n = strcspn(at, "[");
		if (n == 0 || n >= sizeof(name) || at[n] == '\0')
			return NULL;
		memcpy(name, at, n);
		name[n] = '\0';
		nth = strtoul(at + n + 1, (char **)(uintptr_t)&at, 10);
		if (nth == 0 || *at++ != ']')
			return NULL;
		node = child(node, name, nth);
		if (*at != '\0' && (*at++ != '/' || *at == '\0'))
			return NULL;
	}
	if (node == NULL)
		return NULL;
	snprintf(name, sizeof(name), "sealed%s%.60s", *at == '@' ? "-" : "",
	    *at == '@' ? at + 1 : "");
	return xmlHasProp(node, (const xmlChar *)name);
}

/* SHA-256 of "retrace-seal/1", place, salt and value, a line each. */
static bool
has_sealed(
    const xmlAttr *digest, const char *at, const char *salt, const char *value)
{
	const char *line[] = { "retrace-seal/1", at, salt, value };
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char is[32];
	char hex[65] = "";
	bool ok = ctx != NULL &&
		  EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) == 1 &&
		  strlen(salt) == 32;

	for (size_t i = 0; ok && i < 4; i++)
		ok = EVP_DigestUpdate(ctx, line[i], strlen(line[i])) == 1 &&
		     (i == 3 || EVP_DigestUpdate(ctx, "\n", 1) == 1);
	ok = ok && EVP_DigestFinal_ex(ctx, is, NULL) == 1;
	for (size_t i = 0; ok && i < sizeof(is); i++)
		snprintf(hex + 2 * i, 3, "%02x", is[i]);
	EVP_MD_CTX_free(ctx);
	return ok && digest->children != NULL &&
	       strcmp((const char *)digest->children->content, hex) == 0;
}

/* Without what a terminal would act on. */
static void
put_plain(const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		bool c1 = c == 0xc2 && (unsigned char)s[1] < 0xa0;

		putchar(c < ' ' || c == 0x7f || c1 ? '?' : c);
		s += c1;
	}
}

/* One value of an opening: to be held against the filing, or to be told.  What
 * is opened is gone from the tree, so that nothing is opened twice. */
static bool
open_value(const struct filing *f, xmlNode *root, xmlNode *v, bool is_told)
{
	char *at = (char *)xmlGetNoNsProp(v, (const xmlChar *)"at");
	char *salt = (char *)xmlGetNoNsProp(v, (const xmlChar *)"salt");
	char *is = (char *)xmlGetNoNsProp(v, (const xmlChar *)"is");
	bool ok = at != NULL && salt != NULL && is != NULL;
	xmlAttr *digest = NULL;

	if (ok && is_told) {
		printf("%s: opened  ", f->path);
		put_plain(at);
		fputs(": ", stdout);
		put_plain(is);
		putchar('\n');
	} else if (ok) {
		digest = find_digest(root, at);
		ok = digest != NULL && has_sealed(digest, at, salt, is);
	}
	if (digest != NULL)
		xmlRemoveProp(digest);
	xmlFree(at);
	xmlFree(salt);
	xmlFree(is);
	return ok;
}

static bool
is_word(xmlNode *node, const char *name, const char *is)
{
	char *value = node != NULL
			  ? (char *)xmlGetNoNsProp(node, (const xmlChar *)name)
			  : NULL;
	bool same = value != NULL && strcmp(value, is) == 0;

	xmlFree(value);
	return same;
}

/* Of this filing, or of the one that it takes back and says again. */
static bool
is_opening_of(xmlNode *opening, xmlNode *filing)
{
	char *of = (char *)xmlGetNoNsProp(opening, (const xmlChar *)"filing");
	xmlNode *header = child(filing, "header", 1);
	bool ok = of != NULL && is_named(opening, "opening") &&
		  (is_word(filing, "id", of) ||
		      (is_word(header, "kind", "withdrawal") &&
			  is_word(child(header, "earlier", 1), "id", of)));

	xmlFree(of);
	return ok;
}

/* How many digests are in it; as deep as the parser goes. */
static size_t
count_sealed(const xmlNode *node)
{
	size_t n = 0;

	if (node->type != XML_ELEMENT_NODE)
		return 0;
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		n += strncmp((const char *)a->name, "sealed", 6) == 0;
	for (const xmlNode *c = node->children; c != NULL; c = c->next)
		n += count_sealed(c);
	return n;
}

/* Every value is right, or none is told. */
static bool
open_all(const struct filing *f, xmlNode *root, xmlNode *opening)
{
	size_t n = 0;
	bool ok = true;

	for (xmlNode *v = opening->children; ok && v != NULL; v = v->next)
		if (is_named(v, "value")) {
			ok = open_value(f, root, v, false);
			n++;
		}
	if (!check(f, ok && n > 0,
		ok ? "each of its %zu values has the digest in the filing"
		   : "value %zu of the opening: no such digest there",
		n))
		return false;
	for (xmlNode *v = opening->children; v != NULL; v = v->next)
		if (is_named(v, "value"))
			open_value(f, root, v, true);
	printf("%s: -       %zu values stay sealed\n", f->path,
	    count_sealed(root));
	return true;
}

static bool
check_opening(const struct filing *f, struct text file)
{
	xmlDoc *doc = parse(f->content, f->ncontent);
	xmlDoc *by = has(file, "<!") ? NULL : parse(file.p, file.n);
	bool ok =
	    check(f, doc != NULL && by != NULL, "an opening") &&
	    check(f,
		is_opening_of(
		    xmlDocGetRootElement(by), xmlDocGetRootElement(doc)),
		"of this filing") &&
	    open_all(f, xmlDocGetRootElement(doc), xmlDocGetRootElement(by));

	xmlFreeDoc(doc);
	xmlFreeDoc(by);
	return ok;
}

/* ---- all of it */

/* At most `most` bytes and one; NULL: it cannot be read. */
static char *
load_file(const char *path, size_t most, size_t *n)
{
	char *bytes = malloc(most + 2);
	FILE *in = fopen(path, "rbe");

	if (in == NULL || bytes == NULL) {
		fprintf(stderr, "retrace-verify: %s: cannot be read\n", path);
		free(bytes);
		bytes = NULL;
	} else {
		*n = fread(bytes, 1, most + 1, in);
		bytes[*n] = '\0';
	}
	if (in != NULL)
		fclose(in);
	return bytes;
}

static int
verify(const char *path, const struct options *o)
{
	struct filing f = { .path = path };
	size_t n = 0;
	char *bytes = load_file(path, MOST, &n);
	bool holds;

	if (bytes == NULL)
		return EXIT_NOFILE;
	f.file = (struct text){ bytes, n };
	holds = check_bytes(&f) && check_form(&f) && check_certificate(&f) &&
		check_chain(&f) && check_time(&f) &&
		check_validity(&f, f.when, "signed") && check_stamp(&f, o) &&
		check_trust(&f, o) && check_signature(&f) &&
		check_canonical(&f) && check_id(&f) &&
		(o->opening.p == NULL || check_opening(&f, o->opening));
	printf("%s: %s\n", path, holds ? "HOLDS" : "REFUSED");
	sk_X509_pop_free(f.chain, X509_free);
	X509_free(f.cert);
	free(f.content);
	free(bytes);
	return holds ? 0 : EXIT_REFUSED;
}

/* Every certificate of a file; one that cannot be read spoils it. */
static bool
load(struct certs *to, const char *path)
{
	FILE *in = fopen(path, "re");
	size_t before = to->n;
	bool ok = in != NULL;
	X509 *x;

	ERR_clear_error();
	while (ok && (x = PEM_read_X509(in, NULL, NULL, NULL)) != NULL) {
		ok = to->n < MOST_CERTS;
		if (ok)
			to->list[to->n++] = x;
		else
			X509_free(x);
	}
	ok = ok && to->n > before &&
	     ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
	ERR_clear_error();
	if (in != NULL)
		fclose(in);
	if (!ok)
		fprintf(stderr,
		    "retrace-verify: %s: expected certificates in PEM, at most "
		    "%d of a kind\n",
		    path, MOST_CERTS);
	return ok;
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
	fputs("retrace-verify [--cert PEM]... [--ca PEM]... [--tsa-ca PEM]...\n"
	      "    [--timestamped] [--any-signer] [--open OPENING] FILING...\n"
	      "Is a filing what was signed, and by whom?\n"
	      "  --cert         a signer whom you trust\n"
	      "  --ca           who certifies signers\n"
	      "  --tsa-ca       who certifies time-stamps\n"
	      "  --timestamped  there must be one, by them\n"
	      "  --any-signer   name the signer, do not judge who that is\n"
	      "  --open         tell the values that one filing keeps back\n"
	      "Exit: 0 all hold, 3 refused, 64 usage, 66 not readable, 74 not "
	      "told.\n",
	    stderr);
	return EXIT_USAGE;
}

int
main(int argc, char **argv)
{
	static struct options o;
	char *opening = NULL;
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
		else if (strcmp(argv[i], "--open") == 0 && i + 1 < argc &&
			 opening == NULL) {
			opening =
			    load_file(argv[++i], MOST_OPENING, &o.opening.n);
			if (opening == NULL)
				return EXIT_NOFILE;
		} else if (to == NULL || i + 1 >= argc)
			return usage();
		else if (!load(to, argv[++i]))
			return EXIT_NOFILE;
	}
	if (i == argc || (o.pinned.n + o.authorities.n == 0 && !o.any_signer) ||
	    (o.stamped && o.stampers.n == 0) ||
	    (opening != NULL && i + 1 != argc))
		return usage();
	o.opening.p = opening;
	for (; i < argc; i++) {
		int one = verify(argv[i], &o);

		code = one > code ? one : code;
	}
	free_certs(&o.pinned);
	free_certs(&o.authorities);
	free_certs(&o.stampers);
	free(opening);
	xmlCleanupParser();
	return fflush(stdout) == 0 && !ferror(stdout) ? code : EXIT_UNTOLD;
}
