/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stamp - a time-stamp (RFC 3161): somebody else says when bytes were there.
 *
 * Reads:  cert, certchain
 * Gives:  a request for one; the token out of the answer to it; and whether a
 *         token holds for bytes, and for whose clock
 * Memory: all of it lives in the caller's arena
 */
#ifndef RETRACE_STAMP_H
#define RETRACE_STAMP_H

#include "core/filing/sign/certchain.h"

/*
 * A request in DER for a time-stamp over bytes: SHA-256, a nonce, with the
 * certificate of the authority.  policy: an OID in dots, or NULL for any.
 */
enum status stamp_request(struct str bytes, const char *policy, struct arena *a,
    struct str *request, struct error *err);
/* Is that the SHA-256 of these bytes? */
bool stamp_imprint_is(const ASN1_OCTET_STRING *imprint, struct str bytes);
/* Is that a request of ours over these bytes? */
bool stamp_asks_for(struct str request, struct str bytes);
/*
 * The token out of an answer: granted, to this request, with its nonce and,
 * where it named one, its policy.  Whether the token holds is not said.
 */
enum status stamp_reply(struct str reply, const char *file, struct str request,
    struct arena *a, struct str *token, struct error *err);

/* What does not hold of a token, in the order in which it is tried. */
enum stamp_fault {
	STAMP_HOLDS,
	STAMP_FORM,        /* not one token of one authority */
	STAMP_DIGEST,      /* a digest that is past its time */
	STAMP_IMPRINT,     /* over other bytes */
	STAMP_USE,         /* its certificate is not for time-stamps alone */
	STAMP_EXPIRED,     /* its certificate was not valid then */
	STAMP_SIGNATURE,   /* not signed with that certificate */
	STAMP_NOT_TRUSTED, /* no chain to an authority that we trust */
	STAMP_NO_MEMORY
};

struct stamp {
	int64_t time;         /* [s since 1970], without its fraction */
	struct str authority; /* subject of its certificate, NUL-ended */
	bool known;           /* a chain leads to one of `roots` */
	enum stamp_fault fault;
	char text[200]; /* of the fault */
};

/* Whom we trust. */
struct stamp_trust {
	const struct certs *roots; /* who certifies authorities; NULL: all but
				      that is judged */
	const struct crls *crls;   /* whom those have revoked, or NULL */
};

/* Does the token, in DER, hold for these bytes? */
bool stamp_holds(struct str token, struct str bytes,
    const struct stamp_trust *trust, struct arena *a, struct stamp *out);

#endif
