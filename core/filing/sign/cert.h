/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cert - certificates: who signed, and whether we know them.
 *
 * Reads:  sigalg
 * Gives:  certificates from PEM and DER, their subject and validity, and
 *         whether one is of a list
 * Memory: certs_free() frees a list; a lone X509 is freed with X509_free();
 *         texts and DER go into the caller's arena
 */
#ifndef RETRACE_CERT_H
#define RETRACE_CERT_H

#include "core/base/digest.h"
#include "core/base/error.h"

#include <openssl/x509.h>

/* All zero is an empty list. */
struct certs {
	X509 **list; /* n of them */
	size_t n, cap;
};

/* Every certificate of a PEM file, or the one of a DER file; at least one. */
enum status certs_load(
    struct str bytes, const char *file, struct certs *out, struct error *err);
void certs_free(struct certs *c);
/* At the end of the list, which owns it from here, also on failure. */
enum status certs_add(
    struct certs *c, X509 *cert, struct pos at, struct error *err);

/* All of another list, which keeps them too. */
enum status certs_add_all(struct certs *c, const struct certs *more,
    struct pos at, struct error *err);

/* NULL unless the bytes are one of these and nothing else. */
void *cert_item_from_der(struct str der, const ASN1_ITEM *item);
/* Are those bytes its DER, the one way to write it? */
bool cert_item_is_der(const void *value, const ASN1_ITEM *item, struct str der);
/* The same as cert_item_from_der() for a certificate. */
X509 *cert_from_der(struct str der);
/* Of NULL that it gave last: was it for want of memory? */
bool cert_memory_is_out(void);
/* .p NULL when memory is out. */
struct str cert_der(const X509 *cert, struct arena *a);
bool cert_sha256(const X509 *cert, uint8_t out[SHA256_SIZE]);
/* "CN=...,O=...,C=..." as RFC 2253, UTF-8, control characters escaped. */
struct str cert_subject(const X509 *cert, struct arena *a);

/* Below 0: not yet valid at that time, 0: valid, above 0: expired. */
int cert_valid_at(const X509 *cert, int64_t seconds);
/* Why it is not for signatures on documents, behind "the certificate "; NULL:
 * nothing that it says speaks against them. */
const char *cert_unfit(const X509 *cert);

/* Is it, byte for byte, one of the list? */
bool cert_is_one_of(const X509 *cert, const struct certs *list);

#endif
