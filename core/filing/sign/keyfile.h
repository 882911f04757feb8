/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keyfile - a private key out of a file, for key.c.
 *
 * Reads:  cert, protection
 * Gives:  the key of a PEM text; key and certificates of a PKCS #12 file
 * Memory: keys are freed with EVP_PKEY_free(), which wipes them; copies of
 *         what was opened are wiped before we return
 */
#ifndef RETRACE_KEYFILE_H
#define RETRACE_KEYFILE_H

#include "core/filing/sign/cert.h"

/* A key in PKCS #8, sealed or not.  passphrase: or NULL. */
enum status keyfile_pem(struct str pem, const char *passphrase, struct pos at,
    EVP_PKEY **out, struct error *err);
bool keyfile_pem_is_protected(struct str pem);

/* Are the bytes a PKCS #12 file? */
bool pkcs12_is(struct str bytes);
/* Does it take a passphrase to open it?  One it may ask for in vain, too. */
bool pkcs12_is_protected(struct str bytes);
/* The one key in it, and every certificate, in the order of the file. */
enum status pkcs12_read(struct str bytes, const char *passphrase, struct pos at,
    EVP_PKEY **key, struct certs *certs, struct error *err);

#endif
