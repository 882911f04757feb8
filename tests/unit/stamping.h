/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stamping - a signer, an authority that stamps, and what is asked of it.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_STAMPING_H
#define RETRACE_TESTS_STAMPING_H

#include "core/filing/sign/stamp.h"
#include "tests/unit/tsa.h"

#include <stdlib.h>

static struct arena memory;
static struct tsa tsa;
static EVP_PKEY *pkey;
static X509 *cert;
static struct signkey *key;

static inline void
set_up(void)
{
	memory = (struct arena){ 0 };
	tsa = tsa_make();
	pkey = make_key("P-256");
	cert = make_cert(pkey, &(struct cert_plan){ .name = "Signer" });
	key = load_key(pkey, cert);
}

static inline void
tear_down(void)
{
	key_free(key);
	X509_free(cert);
	EVP_PKEY_free(pkey);
	tsa_free(&tsa);
	arena_free(&memory);
}

static inline struct str
ask(struct str bytes, const char *policy)
{
	struct error err = { 0 };
	struct str request;

	ck_assert_msg(
	    stamp_request(bytes, policy, &memory, &request, &err) == ST_OK,
	    "%s", err.text);
	return request;
}

/* A token over bytes, as the authority is now. */
static inline struct str
token_over(struct str bytes)
{
	struct str request = ask(bytes, NULL), token;
	struct error err = { 0 };

	ck_assert_msg(
	    stamp_reply(tsa_answer(&tsa, request, EVP_sha256(), &memory), "r",
		request, &memory, &token, &err) == ST_OK,
	    "%s", err.text);
	return token;
}

#endif
