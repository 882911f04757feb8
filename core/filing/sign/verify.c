/* SPDX-License-Identifier: Apache-2.0 */
/* verify - is this the document that was signed?  See verify.h. */
#include "core/filing/sign/verify.h"

#include "core/filing/sign/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const words[VERIFY_REASONS] = {
	[VERIFY_HOLDS] = "holds",
	[VERIFY_SIZE] = "size",
	[VERIFY_ENCODING] = "encoding",
	[VERIFY_DOCTYPE] = "doctype",
	[VERIFY_NOT_XML] = "not-xml",
	[VERIFY_NOT_CANONICAL] = "not-canonical",
	[VERIFY_SCHEMA] = "schema",
	[VERIFY_MARKUP] = "markup",
	[VERIFY_DUPLICATE_ID] = "duplicate-id",
	[VERIFY_NO_SIGNATURE] = "no-signature",
	[VERIFY_PLACE] = "signature-place",
	[VERIFY_TWO] = "two-signatures",
	[VERIFY_SHAPE] = "shape",
	[VERIFY_ALGORITHM] = "algorithm",
	[VERIFY_REFERENCE] = "reference",
	[VERIFY_TRANSFORMS] = "transforms",
	[VERIFY_KEY_INFO] = "key-info",
	[VERIFY_CERT] = "certificate",
	[VERIFY_CERT_KEY] = "certificate-key",
	[VERIFY_CHAIN] = "certificate-chain",
	[VERIFY_SIGNING_TIME] = "signing-time",
	[VERIFY_NO_STAMP] = "no-timestamp",
	[VERIFY_STAMP] = "timestamp",
	[VERIFY_STAMP_DIGEST] = "timestamp-digest",
	[VERIFY_STAMP_IMPRINT] = "timestamp-imprint",
	[VERIFY_STAMP_USE] = "timestamp-use",
	[VERIFY_STAMP_EXPIRED] = "timestamp-expired",
	[VERIFY_STAMP_SIGNATURE] = "timestamp-signature",
	[VERIFY_STAMP_NOT_TRUSTED] = "timestamp-not-trusted",
	[VERIFY_STAMP_TIME] = "timestamp-time",
	[VERIFY_STAMP_CERT_TIME] = "timestamp-certificate-time",
	[VERIFY_NOT_TRUSTED] = "certificate-not-trusted",
	[VERIFY_REVOKED] = "certificate-revoked",
	[VERIFY_REVOCATION_UNKNOWN] = "revocation-unknown",
	[VERIFY_CERT_DIGEST] = "certificate-digest",
	[VERIFY_CERT_TIME] = "certificate-time",
	[VERIFY_BASE64] = "base64",
	[VERIFY_CONTENT] = "reference-digest",
	[VERIFY_PROPERTIES] = "properties-digest",
	[VERIFY_VALUE] = "signature-value",
	[VERIFY_SIGNER_UNKNOWN] = "signer-unknown",
	[VERIFY_NOT_JUDGED] = "not-judged",
};

const char *
verify_reason_word(enum verify_reason reason)
{
	return words[reason];
}

bool
check_refuse(struct check *c, enum verify_reason reason, struct pos at,
    const char *fmt, ...)
{
	char text[ERROR_TEXT - 40];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	c->v->reason = reason;
	findings_error(c->f, ST_VERIFY, at, "%s [%s]", text, words[reason]);
	return false;
}

bool
check_give_up(struct check *c, enum status st)
{
	c->v->reason = VERIFY_NOT_JUDGED;
	c->st = findings_error(c->f, st, ((struct pos){ c->file, 0, 0 }),
	    st == ST_NOMEM ? "out of memory" : "OpenSSL failed");
	return false;
}

/* Place of the signature, near enough to be found. */
struct pos
check_at_signature(const struct check *c)
{
	return xml_pos(c->v->signature, c->file);
}

static struct pos
whole(const struct check *c)
{
	return (struct pos){ c->file, 0, 0 };
}

struct str
check_part(struct check *c, enum sigform_part part)
{
	struct error err = { 0 };
	struct str out = { NULL, 0 };

	if (sigform_write(part, &c->sig.form, &c->scratch, &out, &err) != ST_OK)
		check_give_up(c, err.code);
	return out;
}

/*
 * The document is its own canonical form, and the signature stands last in its
 * root.  So its bytes are those of its canonical form, which our own writer
 * makes of what was read in it, unless it takes over a namespace that the root
 * declares for an attribute.  What is left without them is the content, and
 * its parts need no tree.
 */
static bool
signature_is_whole(struct check *c)
{
	const char *end = memrchr(c->bytes.p, '<', c->bytes.n);
	struct str form = check_part(c, SIGFORM_SIGNATURE);

	if (form.p == NULL)
		return false;
	if (end == NULL || (size_t)(end - c->bytes.p) < form.n ||
	    memcmp(end - form.n, form.p, form.n) != 0)
		return check_refuse(c, VERIFY_SHAPE, check_at_signature(c),
		    "a signature whose namespaces are declared outside of it: "
		    "expected it to declare them");
	c->signature = (struct str){ end - form.n, form.n };
	return true;
}

static bool
signature_is_shaped(struct check *c)
{
	static const enum verify_reason reasons[] = {
		[SIGFORM_SHAPE] = VERIFY_SHAPE,
		[SIGFORM_ALGORITHM] = VERIFY_ALGORITHM,
		[SIGFORM_REFERENCE] = VERIFY_REFERENCE,
		[SIGFORM_TRANSFORMS] = VERIFY_TRANSFORMS,
		[SIGFORM_KEY_INFO] = VERIFY_KEY_INFO,
	};
	struct sigform_found *sig = &c->sig;
	struct str method;

	if (!sigform_read(c->v->signature, &c->scratch, sig)) {
		if (sig->fault == SIGFORM_NO_MEMORY)
			return check_give_up(c, ST_NOMEM);
		return check_refuse(c, reasons[sig->fault],
		    xml_pos(sig->at, c->file), "%s", sig->text);
	}
	method = sig->form.value[SIGFORM_METHOD];
	if (!sigalg_from_uri(method, &c->v->alg))
		return check_refuse(c, VERIFY_ALGORITHM, check_at_signature(c),
		    "signature algorithm \"%.*s\": expected ECDSA or RSA with "
		    "SHA-256",
		    STR_ARG(str_clip(method, 80)));
	return signature_is_whole(c);
}

bool
check_base64(struct check *c, struct str text, size_t n,
    enum verify_reason reason, struct str *out)
{
	*out = base64_decode(&c->scratch, text);
	if (out->p == NULL)
		return check_refuse(c, reason, check_at_signature(c),
		    "\"%.*s\": expected canonical base64",
		    STR_ARG(str_clip(text, 80)));
	if (n != 0 && out->n != n)
		return check_refuse(c, reason, check_at_signature(c),
		    "\"%.*s\" is %zu bytes: expected %zu",
		    STR_ARG(str_clip(text, 80)), out->n, n);
	return true;
}

bool
check_slot(struct check *c, enum sigform_slot slot, size_t n,
    enum verify_reason reason, struct str *out)
{
	return check_base64(c, c->sig.form.value[slot], n, reason, out);
}

/* Decides the base64 of all values before any of them is used. */
static bool
values_are_read(struct check *c)
{
	size_t size = sigalg_size(X509_get0_pubkey(c->cert), c->v->alg);

	return check_slot(c, SIGFORM_CONTENT_DIGEST, SHA256_SIZE, VERIFY_BASE64,
		   &c->content) &&
	       check_slot(c, SIGFORM_PROPERTIES_DIGEST, SHA256_SIZE,
		   VERIFY_BASE64, &c->properties) &&
	       check_slot(c, SIGFORM_VALUE, size, VERIFY_BASE64, &c->value);
}

/* Is that the SHA-256 of these bytes?  false after giving up, too. */
static bool
is_digest(struct check *c, struct str bytes, struct str digest)
{
	uint8_t got[SHA256_SIZE];

	if (bytes.p == NULL)
		return false;
	if (!digest_sha256(bytes, got))
		return check_give_up(c, ST_CRYPTO);
	return memcmp(got, digest.p, SHA256_SIZE) == 0;
}

/* The bytes of the document without its signature; .p NULL after giving up. */
static struct str
content_of(struct check *c)
{
	size_t head = (size_t)(c->signature.p - c->bytes.p);
	size_t tail = c->bytes.n - head - c->signature.n;
	char *p;

	if (c->apart.p != NULL)
		return c->apart;
	p = TAKE(&c->scratch, char, head + tail);
	if (p == NULL) {
		check_give_up(c, ST_NOMEM);
		return (struct str){ NULL, 0 };
	}
	memcpy(p, c->bytes.p, head);
	memcpy(p + head, c->signature.p + c->signature.n, tail);
	return (struct str){ p, head + tail };
}

static bool
digests_match(struct check *c)
{
	if (!is_digest(c, content_of(c), c->content))
		return c->st == ST_VERIFY &&
		       check_refuse(c, VERIFY_CONTENT, whole(c),
			   "the content was changed after it was signed");
	if (!is_digest(
		c, check_part(c, SIGFORM_SIGNED_PROPERTIES), c->properties))
		return c->st == ST_VERIFY &&
		       check_refuse(c, VERIFY_PROPERTIES, check_at_signature(c),
			   "time or certificate of the signature were changed "
			   "after it was signed");
	return true;
}

static bool
value_verifies(struct check *c)
{
	EVP_PKEY *key = X509_get0_pubkey(c->cert);
	struct str form = check_part(c, SIGFORM_SIGNED_INFO);

	if (form.p == NULL)
		return false;
	if (!sigalg_verify(key, c->v->alg, form, c->value))
		return check_refuse(c, VERIFY_VALUE, check_at_signature(c),
		    "the signature was not made with the key of the "
		    "certificate over these digests");
	return true;
}

static bool
result_is_complete(struct check *c)
{
	c->v->signer = cert_subject(c->cert, &c->v->texts);
	if (c->v->signer.p == NULL || !digest_sha256(c->bytes, c->v->sha256))
		return check_give_up(c, ST_NOMEM);
	if (!c->v->known && !c->trust->any_signer)
		return check_refuse(c, VERIFY_SIGNER_UNKNOWN,
		    check_at_signature(c),
		    "intact, but nothing says who signed: expected --cert with "
		    "the signer's certificate, or --ca with that of an "
		    "authority");
	return true;
}

static const struct {
	bool (*holds)(struct check *);
	const char *name; /* for people */
} checks[] = {
	{ size_is_right, "its size" },
	{ tree_is_read, "text in UTF-8, XML, no document type" },
	{ bytes_are_canonical, "every byte is that of the canonical form" },
	{ schema_fits, "the schema of filings" },
	{ signature_is_placed, "one signature, last in the root" },
	{ signature_is_shaped, "the one form of a signature, its algorithms" },
	{ signer_has_certificate, "a certificate of the right kind" },
	{ signer_has_chain, "the certificates beside it, if any" },
	{ signer_says_when, "the time of signing" },
	{ stamp_is_right, "the time-stamp, if there is one" },
	{ signer_is_known, "the signer is trusted, and not revoked" },
	{ signer_signed_for_it, "the certificate that the signer named" },
	{ signer_was_certified, "the certificate was valid then" },
	{ values_are_read, "values in strict base64" },
	{ digests_match, "content, time and signer are what was signed" },
	{ value_verifies, "the signature over them" },
	{ result_is_complete, "somebody says whom to trust" },
};
#define NCHECK (sizeof(checks) / sizeof(checks[0]))

const char *
verify_check_name(size_t i)
{
	return i < NCHECK ? checks[i].name : NULL;
}

enum status
check_judge(struct check *c, struct verified *out)
{
	enum verify_reason reason;
	size_t i = 0;

	while (i < NCHECK && checks[i].holds(c))
		i++;
	if (i == NCHECK) {
		c->st = ST_OK;
		out->reason = VERIFY_HOLDS;
	}
	certs_free(&c->chain);
	X509_free(c->cert);
	arena_free(&c->scratch);
	if (c->st != ST_OK) {
		reason = out->reason;
		verified_free(out);
		out->reason = reason;
	}
	out->passed = i;
	return c->st;
}

/*
 * verify_signed - hold a signed document against the closed profile.
 *
 * In:	bytes  of the file, all of them
 *	trust  whom we know; see struct trust
 * Out:	out    the reason; and, only if it is VERIFY_HOLDS, the rest
 * Err:	ST_VERIFY with the reason; ST_NOMEM, ST_CRYPTO with
 *	VERIFY_NOT_JUDGED: no answer was possible
 * Cost:	its tree and some passes over its bytes; where these are not as
 *	canon.h writes them, the canonical form of the tree too
 */
enum status
verify_signed(struct str bytes, const char *file, const struct trust *trust,
    struct verified *out, struct findings *f)
{
	struct check c = { .bytes = bytes,
		.file = file,
		.trust = trust,
		.v = out,
		.f = f,
		.st = ST_VERIFY };

	*out = (struct verified){ .reason = VERIFY_NOT_JUDGED };
	return check_judge(&c, out);
}

void
verified_free(struct verified *v)
{
	xmlFreeDoc(v->doc);
	arena_free(&v->texts);
	*v = (struct verified){ 0 };
}
