/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify - is this the document that was signed, by somebody we know?
 *
 * Reads:  c14n, cert, sigform
 * Gives:  the tree of a signed document of our closed profile, all of whose
 *         bytes are what was signed; or the one reason why not
 * Memory: verified_free() frees tree and texts
 */
#ifndef RETRACE_VERIFY_H
#define RETRACE_VERIFY_H

#include "core/base/xml_schema.h"
#include "core/filing/sign/certchain.h"
#include "core/filing/sign/sigalg.h"

/*
 * Why a document is refused.  The words (verify_reason_word) are promised;
 * checks run in this order, and the first that fails is the reason.
 */
enum verify_reason {
	VERIFY_HOLDS,
	/* "size": beyond LIMIT_FILING, _MARKS, LIMIT_XML_RUN or _DEPTH */
	VERIFY_SIZE,
	VERIFY_ENCODING, /* "encoding": not plain UTF-8 */
	VERIFY_DOCTYPE,  /* "doctype": a document type or entities */
	VERIFY_NOT_XML,  /* "not-xml": not well-formed */
	/* "not-canonical": other bytes than the canonical form */
	VERIFY_NOT_CANONICAL,
	VERIFY_SCHEMA, /* "schema": does not fit the schema */
	/* "markup": processing instruction, xml:id, xml:base */
	VERIFY_MARKUP,
	VERIFY_DUPLICATE_ID, /* "duplicate-id": an id of the signature */
	VERIFY_NO_SIGNATURE, /* "no-signature" */
	VERIFY_PLACE,        /* "signature-place": not last in the root */
	VERIFY_TWO,          /* "two-signatures" */
	VERIFY_SHAPE,        /* "shape": elements, attributes, text */
	VERIFY_ALGORITHM,    /* "algorithm" */
	VERIFY_REFERENCE,    /* "reference": what is signed */
	VERIFY_TRANSFORMS,   /* "transforms": what is done to it before */
	VERIFY_KEY_INFO,     /* "key-info": not exactly one certificate */
	VERIFY_CERT,         /* "certificate": not readable as one */
	VERIFY_CERT_KEY,     /* "certificate-key": kind, curve, size, use */
	VERIFY_CHAIN,        /* "certificate-chain": not the way up from it */
	VERIFY_SIGNING_TIME, /* "signing-time": not a time in UTC */
	/* of a time-stamp, in the order of stamp.h */
	VERIFY_NO_STAMP,           /* "no-timestamp": and one is demanded */
	VERIFY_STAMP,              /* "timestamp": not readable as one */
	VERIFY_STAMP_DIGEST,       /* "timestamp-digest": a weak one */
	VERIFY_STAMP_IMPRINT,      /* "timestamp-imprint": over other bytes */
	VERIFY_STAMP_USE,          /* "timestamp-use": not for stamps alone */
	VERIFY_STAMP_EXPIRED,      /* "timestamp-expired": not valid then */
	VERIFY_STAMP_SIGNATURE,    /* "timestamp-signature" */
	VERIFY_STAMP_NOT_TRUSTED,  /* "timestamp-not-trusted" */
	VERIFY_STAMP_TIME,         /* "timestamp-time": before it was signed */
	VERIFY_STAMP_CERT_TIME,    /* "timestamp-certificate-time": the
				      signer's certificate not valid then */
	VERIFY_NOT_TRUSTED,        /* "certificate-not-trusted" */
	VERIFY_REVOKED,            /* "certificate-revoked" */
	VERIFY_REVOCATION_UNKNOWN, /* "revocation-unknown": lists do not say */
	VERIFY_CERT_DIGEST, /* "certificate-digest": not the one signed for */
	VERIFY_CERT_TIME,   /* "certificate-time": not valid then */
	VERIFY_BASE64,      /* "base64": not canonical, wrong length */
	VERIFY_CONTENT,     /* "reference-digest": content was changed */
	VERIFY_PROPERTIES,  /* "properties-digest": or its time, signer */
	VERIFY_VALUE,       /* "signature-value": not by this key */
	VERIFY_SIGNER_UNKNOWN, /* "signer-unknown": no trust was given */
	VERIFY_NOT_JUDGED,     /* "not-judged": memory or OpenSSL failed */
	VERIFY_REASONS
};

const char *verify_reason_word(enum verify_reason reason);
/* The ith check, in words for people; NULL: there are no more. */
const char *verify_check_name(size_t i);

/* What a document is held against.  Trust comes from outside of it. */
struct trust {
	const struct certs *pinned;      /* signers we know, or NULL */
	const struct certs *authorities; /* who issues to signers, or NULL */
	const struct crls *crls;         /* whom authorities and
					stampers revoked, or NULL */
	const struct certs *stampers;    /* who issues to time-stamping
					    authorities; NULL: name them only */
	bool must_be_stamped;
	bool any_signer; /* without pinned, authorities: do not refuse */
	const struct xml_schema *schema; /* of filings, or NULL */
};

struct verified {
	enum verify_reason reason;
	size_t passed; /* checks, before the one that refused it */
	/* All below is zero unless the reason is VERIFY_HOLDS. */
	xmlDoc *doc;          /* read the values here, from no other copy */
	xmlNode *signature;   /* the last child of its root */
	bool known;           /* the signer is trusted */
	struct str signer;    /* subject of the certificate, NUL-ended */
	int64_t signing_time; /* as the signer says [s since 1970] */
	bool stamped;         /* there is a time-stamp, which holds */
	bool stamper_known;   /* by an authority that is trusted */
	int64_t stamp_time;   /* as it says [s since 1970] */
	struct str stamper;   /* subject of its certificate */
	enum sigalg alg;
	uint8_t cert_sha256[SHA256_SIZE];
	/* The identity of the document: its signature value is none, since
	 * anybody can turn an ECDSA signature into another valid one. */
	uint8_t sha256[SHA256_SIZE];
	struct arena texts;
};

/*
 * ST_VERIFY for what can be read and cannot be accepted: one finding, whose
 * text ends with the reason in brackets (a schema may give several).
 */
enum status verify_signed(struct str bytes, const char *file,
    const struct trust *trust, struct verified *out, struct findings *f);
void verified_free(struct verified *v);

/*
 * The same for who has just signed `content`, in the namespace `ns`: quicker,
 * since no tree of it is made where canon_whole() needs none.  ST_VERIFY also
 * where the signed document is not the content with a signature last in its
 * root.
 */
enum status verify_made(struct str content, const char *ns,
    struct str signed_doc, const struct trust *trust, struct findings *f);

#endif
