/* SPDX-License-Identifier: Apache-2.0 */
/*
 * token_own - what token.c and token_find.c share.
 *
 * Reads:  token
 * Gives:  a session with a device, and what is found there
 * Memory: token_close() frees all of it
 */
#ifndef RETRACE_TOKEN_OWN_H
#define RETRACE_TOKEN_OWN_H

#include "core/base/limits.h"
#include "core/filing/sign/token.h"

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

#define TOKEN_ID_MOST 256 /* [bytes] of the id of a key */

struct token {
	const char *name; /* the URI; borrowed */
	P11KitUri *uri;
	CK_FUNCTION_LIST **modules; /* all that are configured, or NULL */
	CK_FUNCTION_LIST *own;      /* or the one that the URI names */
	CK_FUNCTION_LIST *module;   /* that of the token; borrowed */
	CK_SLOT_ID slot;
	CK_TOKEN_INFO info;
	CK_SESSION_HANDLE session; /* 0: none */
	CK_OBJECT_HANDLE key;
	struct certs certs;
	char pin[LIMIT_TEXT]; /* for keys that ask each time */
	bool asks_each_time;
};

enum status token_refuse(
    const struct token *t, CK_RV rv, const char *what, struct error *err);
/* The device that the URI names; then, in its session, key and certificates. */
enum status token_find_slot(struct token *t, struct error *err);
enum status token_find_key(struct token *t, struct error *err);
enum status token_find_certs(struct token *t, struct error *err);

#endif
