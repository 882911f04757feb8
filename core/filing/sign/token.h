/* SPDX-License-Identifier: Apache-2.0 */
/*
 * token - a key that never leaves its device (PKCS #11).
 *
 * Reads:  sigalg, cert
 * Gives:  a key named by a URI (RFC 7512), found and used through p11-kit,
 *         with the certificates that lie beside it
 * Memory: token_close() ends the session and wipes the PIN
 */
#ifndef RETRACE_TOKEN_H
#define RETRACE_TOKEN_H

#include "core/filing/sign/cert.h"
#include "core/filing/sign/sigalg.h"

struct token;

/* Does it name a key on a token, rather than a file? */
bool token_is_uri(const char *name);
/* The one token that a URI names; its key is not looked for yet. */
enum status token_open(const char *uri, struct token **out, struct error *err);
/* Is a PIN to be given?  A reader with its own keys asks by itself. */
bool token_needs_pin(const struct token *t);
/* Opens it and finds the one key.  pin: or NULL if none is needed. */
enum status token_log_in(struct token *t, const char *pin, struct error *err);
/* Those of the same id as the key; borrowed. */
const struct certs *token_certs(const struct token *t);
/* As sigalg_sign() does. */
enum status token_sign(struct token *t, enum sigalg alg, struct str data,
    struct arena *a, struct str *signature, struct error *err);
void token_close(struct token *t);

#endif
