/* SPDX-License-Identifier: Apache-2.0 */
/*
 * certchain - from a certificate up to one that is trusted, and what the lists
 * of those say that were revoked.
 *
 * Reads:  cert
 * Gives:  revocation lists from PEM and DER; whether a chain holds at a time
 * Memory: crls_free() frees a list
 */
#ifndef RETRACE_CERTCHAIN_H
#define RETRACE_CERTCHAIN_H

#include "core/filing/sign/cert.h"

/* Revocation lists, of each issuer the newest.  All zero is none. */
struct crls {
	X509_CRL **list; /* n of them */
	size_t n, cap;
};

/* Every list of a PEM file, or the one of a DER file; at least one. */
enum status crls_load(
    struct str bytes, const char *file, struct crls *out, struct error *err);
void crls_free(struct crls *c);

/* Was it issued by the holder of that certificate? */
bool certchain_link(X509 *by, X509 *cert);
/* Does it certify itself? */
bool certchain_is_root(X509 *cert);

/* What a chain must lead to, and by which way. */
struct certchain {
	const struct certs *authorities; /* self-signed ones that we trust */
	const struct certs *between; /* for the way, trusted by none; or NULL */
	const struct crls *crls;     /* or NULL: nothing is said of that */
	int64_t seconds;             /* when all of it must be valid */
	bool proven;                 /* that this was the time: not only said */
	bool stamps; /* for time-stamps: a list of its issuer may be missing */
};

enum certchain_standing {
	CERTCHAIN_HOLDS,
	CERTCHAIN_NOT_TRUSTED,
	CERTCHAIN_REVOKED,
	CERTCHAIN_REVOCATION_UNKNOWN, /* no list, or none of that time */
	CERTCHAIN_NO_MEMORY
};

/* If it does not hold, *why says what is wrong: a static text. */
enum certchain_standing certchain_judge(
    X509 *cert, const struct certchain *how, const char **why);

#endif
