/* SPDX-License-Identifier: Apache-2.0 */
/*
 * protection - how a private key is sealed under a passphrase.
 *
 * Reads:  base
 * Gives:  whether we open what is sealed so, and within which work
 * Memory: nothing is kept
 */
#ifndef RETRACE_PROTECTION_H
#define RETRACE_PROTECTION_H

#include <openssl/x509.h>
#include <stdbool.h>

/* What a file may be sealed with. */
enum protection {
	PROTECTION_NEW, /* PBES2 alone, with PBKDF2 or scrypt */
	PROTECTION_OLD  /* or triple DES as older PKCS #12 files have it */
};

/* A method that we know, which asks for no more work than the limits. */
bool protection_is_known(const X509_ALGOR *alg, enum protection most);
/* So many rounds and no more? */
bool protection_is_bounded(const ASN1_INTEGER *rounds);

#endif
