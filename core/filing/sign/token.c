/* SPDX-License-Identifier: Apache-2.0 */
/* token - a key that never leaves its device; see token.h. */
#include "core/filing/sign/token.h"

#include "core/base/digest.h"
#include "core/filing/sign/token_own.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* SHA-256 as RSA signs it: DigestInfo of PKCS #1, before the digest. */
static const unsigned char digest_info[] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09,
	0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
	0x20 };

bool
token_is_uri(const char *name)
{
	return strncasecmp(name, "pkcs11:", 7) == 0;
}

enum status
token_refuse(
    const struct token *t, CK_RV rv, const char *what, struct error *err)
{
	return error_set(err, ST_KEY, (struct pos){ t->name, 0, 0 },
	    "%s: the token says \"%s\"", what, p11_kit_strerror(rv));
}

/* A PIN in the URI would stand on the command line, for all to see. */
static enum status
parse(struct token *t, struct error *err)
{
	const struct pos at = { t->name, 0, 0 };
	int rv;

	t->uri = p11_kit_uri_new();
	if (t->uri == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	rv = p11_kit_uri_parse(t->name, P11_KIT_URI_FOR_ANY, t->uri);
	if (rv != P11_KIT_URI_OK || p11_kit_uri_any_unrecognized(t->uri))
		return error_set(err, ST_USAGE, at,
		    "not the name of a key on a token: expected one such as "
		    "pkcs11:token=Officer;object=filings");
	if (p11_kit_uri_get_pin_value(t->uri) != NULL ||
	    p11_kit_uri_get_pin_source(t->uri) != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "a PIN in the name of a key: expected "
		    "--passphrase-file, --passphrase-fd or "
		    "--passphrase-command");
	return ST_OK;
}

static enum status
load_modules(struct token *t, struct error *err)
{
	const char *path = p11_kit_uri_get_module_path(t->uri);
	CK_RV rv;

	if (path == NULL) {
		t->modules = p11_kit_modules_load_and_initialize(0);
		return t->modules != NULL
			   ? ST_OK
			   : error_set(err, ST_KEY,
				 (struct pos){ t->name, 0, 0 },
				 "no PKCS #11 module could be loaded: %s",
				 p11_kit_message());
	}
	t->own = p11_kit_module_load(path, 0);
	if (t->own == NULL)
		return error_set(err, ST_KEY, (struct pos){ t->name, 0, 0 },
		    "the module %.100s could not be loaded", path);
	rv = p11_kit_module_initialize(t->own);
	if (rv != CKR_OK) {
		p11_kit_module_release(t->own);
		t->own = NULL;
		return token_refuse(t, rv, "it could not be started", err);
	}
	return ST_OK;
}

/*
 * token_open - find the device.
 *
 * In:	uri  borrowed: lives as long as the token
 * Out:	out  untouched on failure
 * Err:	ST_USAGE for the URI; ST_KEY if no device is there, or more than one
 */
enum status
token_open(const char *uri, struct token **out, struct error *err)
{
	struct token *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	t->name = uri;
	if (parse(t, err) != ST_OK || load_modules(t, err) != ST_OK ||
	    token_find_slot(t, err) != ST_OK)
		token_close(t);
	else
		*out = t;
	return err->code;
}

bool
token_needs_pin(const struct token *t)
{
	return (t->info.flags & CKF_LOGIN_REQUIRED) != 0 &&
	       (t->info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) == 0;
}

static enum status
present_pin(struct token *t, CK_USER_TYPE user, struct error *err)
{
	size_t n = strlen(t->pin);
	bool own_keys =
	    (t->info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
	CK_RV rv = t->module->C_Login(t->session, user,
	    own_keys ? NULL : (CK_UTF8CHAR *)t->pin, own_keys ? 0 : n);

	switch (rv) {
	case CKR_OK:
	case CKR_USER_ALREADY_LOGGED_IN:
		return ST_OK;
	case CKR_PIN_INCORRECT:
	case CKR_PIN_LEN_RANGE:
	case CKR_PIN_INVALID:
		return error_set(err, ST_KEY, (struct pos){ t->name, 0, 0 },
		    "the PIN does not open this token: expected the right "
		    "one, before it locks itself");
	case CKR_PIN_LOCKED:
		return error_set(err, ST_KEY, (struct pos){ t->name, 0, 0 },
		    "the token is locked: too many wrong PINs");
	default:
		return token_refuse(t, rv, "logging in failed", err);
	}
}

enum status
token_log_in(struct token *t, const char *pin, struct error *err)
{
	CK_RV rv = t->module->C_OpenSession(
	    t->slot, CKF_SERIAL_SESSION, NULL, NULL, &t->session);
	size_t n = pin != NULL ? strnlen(pin, sizeof(t->pin)) : 0;

	if (rv != CKR_OK)
		return token_refuse(t, rv, "no session", err);
	if (n == sizeof(t->pin))
		return error_set(err, ST_KEY, (struct pos){ t->name, 0, 0 },
		    "a PIN of more than %zu bytes", sizeof(t->pin) - 1);
	memcpy(t->pin, pin != NULL ? pin : "", n);
	if ((t->info.flags & CKF_LOGIN_REQUIRED) != 0 &&
	    present_pin(t, CKU_USER, err) != ST_OK)
		return err->code;
	if (token_find_key(t, err) != ST_OK)
		return err->code;
	if (!t->asks_each_time)
		OPENSSL_cleanse(t->pin, sizeof(t->pin));
	return token_find_certs(t, err);
}

const struct certs *
token_certs(const struct token *t)
{
	return &t->certs;
}

/*
 * token_sign - sign bytes on the device.
 *
 * The digest is ours: a card need not see a whole filing.  ECDSA comes back as
 * r and s, as XML wants it.
 */
enum status
token_sign(struct token *t, enum sigalg alg, struct str data, struct arena *a,
    struct str *signature, struct error *err)
{
	CK_MECHANISM how = { alg == SIGALG_RSA ? CKM_RSA_PKCS : CKM_ECDSA, NULL,
		0 };
	unsigned char in[sizeof(digest_info) + SHA256_SIZE];
	unsigned char out[LIMIT_RSA_MOST / 8];
	CK_ULONG n = sizeof(out);
	size_t head = alg == SIGALG_RSA ? sizeof(digest_info) : 0;
	CK_RV rv;

	memcpy(in, digest_info, head);
	if (!digest_sha256(data, in + head))
		return error_set(err, ST_CRYPTO, pos_none, "the digest failed");
	rv = t->module->C_SignInit(t->session, &how, t->key);
	if (rv != CKR_OK)
		return token_refuse(t, rv, "the key could not sign", err);
	if (t->asks_each_time &&
	    present_pin(t, CKU_CONTEXT_SPECIFIC, err) != ST_OK)
		return err->code;
	rv = t->module->C_Sign(t->session, in, head + SHA256_SIZE, out, &n);
	if (rv != CKR_OK)
		return token_refuse(t, rv, "the key could not sign", err);
	*signature = arena_copy(a, (struct str){ (char *)out, n });
	if (signature->p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

void
token_close(struct token *t)
{
	if (t == NULL)
		return;
	if (t->session != 0)
		t->module->C_CloseSession(t->session);
	certs_free(&t->certs);
	if (t->modules != NULL)
		p11_kit_modules_finalize_and_release(t->modules);
	if (t->own != NULL) {
		p11_kit_module_finalize(t->own);
		p11_kit_module_release(t->own);
	}
	p11_kit_uri_free(t->uri);
	OPENSSL_cleanse(t->pin, sizeof(t->pin));
	free(t);
}
