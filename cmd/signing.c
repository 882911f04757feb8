/* SPDX-License-Identifier: Apache-2.0 */
/* signing - the signer's key; see signing.h. */
#include "cmd/signing.h"

#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/filing/sign/token.h"

/* All that is read of the disk. */
struct files {
	struct bytes key, cert, chain;
};

static enum status
load(const char *path, struct bytes *b, struct str *text, struct error *err)
{
	if (path != NULL && file_load(path, LIMIT_SMALL_FILE, b, err) == ST_OK)
		*text = (struct str){ b->p, b->n };
	return err->code;
}

static enum status
open_token(const struct signing *s, struct key_source *src, struct error *err)
{
	struct passphrase pin = { "" };

	if (token_open(s->key, &src->token, err) == ST_OK &&
	    (!token_needs_pin(src->token) ||
		passphrase_get(&pin, &s->pass, err) == ST_OK))
		token_log_in(src->token,
		    token_needs_pin(src->token) ? pin.text : NULL, err);
	passphrase_wipe(&pin);
	return err->code;
}

/* A file that only its owner can read, and its passphrase if it has one. */
static enum status
open_file(const struct signing *s, struct bytes *b, struct passphrase *pass,
    struct key_source *src, struct error *err)
{
	if (file_load_secret(s->key, LIMIT_KEY_FILE, b, err) != ST_OK)
		return err->code;
	src->key = (struct str){ b->p, b->n };
	if (key_is_protected(src->key) &&
	    passphrase_get(pass, &s->pass, err) == ST_OK)
		src->passphrase = pass->text;
	return err->code;
}

enum status
signing_load(const struct signing *s, int64_t now, struct signkey **out,
    struct error *err)
{
	struct key_source src = {
		.key_file = s->key, .cert_file = s->cert, .chain_file = s->chain
	};
	struct passphrase pass = { "" };
	struct files f = { { 0 }, { 0 }, { 0 } };

	if (load(s->cert, &f.cert, &src.cert, err) == ST_OK &&
	    load(s->chain, &f.chain, &src.chain, err) == ST_OK &&
	    (token_is_uri(s->key)
		    ? open_token(s, &src, err)
		    : open_file(s, &f.key, &pass, &src, err)) == ST_OK)
		key_load(&src, now, out, err);
	else
		token_close(src.token);
	passphrase_wipe(&pass);
	bytes_wipe(&f.key);
	bytes_free(&f.cert);
	bytes_free(&f.chain);
	return err->code;
}

enum status
signing_pinned(const struct signing *s, struct certs *out, struct error *err)
{
	struct bytes b = { 0 };
	struct str text = { NULL, 0 };

	if (load(s->cert, &b, &text, err) == ST_OK && text.p != NULL)
		certs_load(text, s->cert, out, err);
	bytes_free(&b);
	return err->code;
}
