/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signing - the signer's key, wherever a company keeps it.
 *
 * Reads:  options.h, passphrase.h, core/filing/sign/key.h
 * Gives:  a key from its file or its token, opened with its passphrase or PIN
 * Memory: what is read is wiped before we return; key_free() ends the rest
 */
#ifndef RETRACE_SIGNING_H
#define RETRACE_SIGNING_H

#include "cmd/options.h"
#include "cmd/passphrase.h"
#include "core/filing/sign/key.h"

struct signing {
	const char *key, *cert, *chain; /* options, or NULL */
	struct passphrase_source pass;
};

#define SIGNING_OPTIONS(s) \
	{ "key", '\0', OPTION_TEXT, &(s)->key, "FILE", \
		"the signer's key: PEM, PKCS #12 (.p12, .pfx), pkcs11:URI" }, \
	    { "cert", '\0', OPTION_TEXT, &(s)->cert, "FILE", \
		    "its certificate; left out: the one beside the key" }, \
	{ \
		"chain", '\0', OPTION_TEXT, &(s)->chain, "FILE", \
		    "the certificates between it and its authority" \
	}

/* Asks for a passphrase only if the key needs one.  now: time of signing. */
enum status signing_load(const struct signing *s, int64_t now,
    struct signkey **out, struct error *err);
/* The certificates that --cert names, none without it. */
enum status signing_pinned(
    const struct signing *s, struct certs *out, struct error *err);

#endif
