/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signer - signed text, private side: key files and signing; see note.h.
 *
 * OpenSSL's refusals are turned into struct error here; its error queue is
 * emptied so that nothing of it is left for somebody else to find.
 */
#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/log/note.h"

#include "core/base/digest.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* scrypt: 16 MiB and some 50 ms for each guess at the passphrase. */
#define SCRYPT_N 16384
#define SCRYPT_R 8
#define SCRYPT_P 1

struct note_signer {
	struct note_verifier public;
	EVP_PKEY *key;
};

const struct note_verifier *
note_signer_public(const struct note_signer *s)
{
	return &s->public;
}

void
note_signer_free(struct note_signer *s)
{
	if (s == NULL)
		return;
	EVP_PKEY_free(s->key);
	free(s);
}

/* Takes over key, also on failure. */
static enum status
wrap(EVP_PKEY *key, struct str name, struct pos at, struct note_signer **out,
    struct error *err)
{
	uint8_t public[NOTE_PUBLIC_SIZE];
	size_t n = sizeof(public);
	struct note_signer *s = calloc(1, sizeof(*s));
	enum status st = ST_CRYPTO;

	if (s == NULL) {
		st = error_set(err, ST_NOMEM, at, "out of memory");
		goto out;
	}
	if (EVP_PKEY_get_raw_public_key(key, public, &n) != 1 ||
	    n != sizeof(public) ||
	    !note_verifier_set(&s->public, name, public)) {
		st = error_set(err, ST_CRYPTO, at, "OpenSSL gives no key");
		goto out;
	}
	s->key = key;
	*out = s;
	return ST_OK;
out:
	ERR_clear_error();
	EVP_PKEY_free(key);
	free(s);
	return st;
}

static enum status
refuse_name(struct str name, struct error *err)
{
	return error_set(err, ST_SYNTAX, pos_none,
	    "\"%.*s\" cannot name a log: expected 1 to %d bytes without "
	    "blanks and \"+\"",
	    STR_ARG(str_clip(name, 60)), NOTE_NAME_MAX);
}

static bool
has_unseen(struct str s)
{
	while (s.n > 0 && str_unseen(s) == 0) {
		s.p++;
		s.n--;
	}
	return s.n > 0;
}

enum status
note_signer_new(struct str name, struct note_signer **out, struct error *err)
{
	EVP_PKEY *key;

	if (!note_name_ok(name))
		return refuse_name(name, err);
	if (has_unseen(name))
		return error_set(err, ST_SYNTAX, pos_none,
		    "\"%.*s\" has a mark that nobody sees: expected a name "
		    "that "
		    "people can tell from another",
		    STR_ARG(str_clip(name, 60)));
	key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	if (key == NULL) {
		ERR_clear_error();
		return error_set(
		    err, ST_CRYPTO, pos_none, "OpenSSL makes no Ed25519 key");
	}
	return wrap(key, name, pos_none, out, err);
}

/* The key in PKCS#8, encrypted with PBES2 under scrypt. */
static bool
write_sealed(BIO *bio, EVP_PKEY *key, struct str passphrase)
{
	PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(key);
	X509_ALGOR *how = PKCS5_pbe2_set_scrypt(
	    EVP_aes_256_cbc(), NULL, 0, NULL, SCRYPT_N, SCRYPT_R, SCRYPT_P);
	X509_SIG *sealed = NULL;
	bool ok;

	if (plain != NULL && how != NULL)
		sealed =
		    PKCS8_set0_pbe(passphrase.p, (int)passphrase.n, plain, how);
	if (sealed == NULL)
		X509_ALGOR_free(how);
	ok = sealed != NULL && PEM_write_bio_PKCS8(bio, sealed) == 1;
	X509_SIG_free(sealed);
	PKCS8_PRIV_KEY_INFO_free(plain);
	return ok;
}

enum status
note_signer_save(const struct note_signer *s, const char *path,
    struct str passphrase, struct error *err)
{
	struct pos at = { path, 0, 0 };
	/* Secure memory is wiped when it is freed. */
	BIO *bio = BIO_new(BIO_s_secmem());
	enum status st = ST_CRYPTO;
	char *p = NULL;
	long n;
	bool ok;

	if (passphrase.n > LIMIT_PASSPHRASE) {
		st = error_set(err, ST_LIMIT, at,
		    "a passphrase of %zu bytes: expected at most %d",
		    passphrase.n, LIMIT_PASSPHRASE);
		goto out;
	}
	ok = bio != NULL &&
	     (passphrase.n > 0 ? write_sealed(bio, s->key, passphrase)
			       : PEM_write_bio_PKCS8PrivateKey(bio, s->key,
				     NULL, NULL, 0, NULL, NULL) == 1);
	n = ok ? BIO_get_mem_data(bio, &p) : 0;
	if (n <= 0) {
		st = error_set(
		    err, ST_CRYPTO, at, "OpenSSL cannot write the key");
		goto out;
	}
	st = file_write_new(
	    path, (struct str){ p, (size_t)n }, FILE_PRIVATE, err);
out:
	ERR_clear_error();
	BIO_free(bio);
	return st;
}

/* Hands OpenSSL the passphrase; without one it must not ask a terminal. */
static int
give_passphrase(char *buf, int size, int writing, void *ctx)
{
	const struct str *pass = ctx;

	(void)writing;
	if (pass->n == 0 || pass->n > (size_t)size)
		return -1;
	memcpy(buf, pass->p, pass->n);
	return (int)pass->n;
}

static bool
is_sealed(struct bytes pem)
{
	static const char mark[] = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

	return memmem(pem.p, pem.n, mark, sizeof(mark) - 1) != NULL;
}

enum status
note_signer_is_sealed(const char *path, bool *sealed, struct error *err)
{
	struct bytes pem = { 0 };
	enum status st = file_load_secret(path, LIMIT_KEY_FILE, &pem, err);

	if (st == ST_OK)
		*sealed = is_sealed(pem);
	bytes_wipe(&pem);
	return st;
}

enum status
note_signer_load(const char *path, struct str name, struct str passphrase,
    struct note_signer **out, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	struct bytes pem = { 0 };
	EVP_PKEY *key = NULL;
	BIO *bio = NULL;
	enum status st = ST_KEY;
	bool sealed;

	if (!note_name_ok(name))
		return refuse_name(name, err);
	st = file_load_secret(path, LIMIT_KEY_FILE, &pem, err);
	if (st != ST_OK)
		return st;
	sealed = is_sealed(pem);
	if (sealed && passphrase.n == 0) {
		st = error_set(err, ST_KEY, at,
		    "the key is encrypted: expected its passphrase");
		goto out;
	}
	bio = BIO_new_mem_buf(pem.p, (int)pem.n);
	if (bio == NULL) {
		st = error_set(err, ST_NOMEM, at, "out of memory");
		goto out;
	}
	key = PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, &passphrase);
	if (key == NULL) {
		st = error_set(err, ST_KEY, at, "%s",
		    sealed ? "the passphrase does not open the key"
			   : "not a private key: expected PKCS#8 PEM");
		goto out;
	}
	if (!EVP_PKEY_is_a(key, "ED25519")) {
		st = error_set(err, ST_KEY, at,
		    "a key of the kind %s: expected Ed25519",
		    EVP_PKEY_get0_type_name(key));
		goto out;
	}
	st = wrap(key, name, at, out, err);
	key = NULL;
out:
	ERR_clear_error();
	EVP_PKEY_free(key);
	BIO_free(bio);
	bytes_wipe(&pem);
	return st;
}

bool
note_signer_sign(const struct note_signer *s, struct str bytes,
    uint8_t sig[NOTE_SIGNATURE_SIZE])
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	size_t n = NOTE_SIGNATURE_SIZE;
	bool ok = md != NULL &&
		  EVP_DigestSignInit(md, NULL, NULL, NULL, s->key) == 1 &&
		  EVP_DigestSign(md, sig, &n, (const unsigned char *)bytes.p,
		      bytes.n) == 1 &&
		  n == NOTE_SIGNATURE_SIZE;

	ERR_clear_error();
	EVP_MD_CTX_free(md);
	return ok;
}

/*
 * note_sign - body, an empty line, one signature line.
 *
 * In:	body  valid UTF-8 without control characters but newlines, ends with
 *	      one; what breaks this is refused, since note_open() would
 */
enum status
note_sign(const struct note_signer *s, struct str body, struct arena *a,
    struct str *out, struct error *err)
{
	uint8_t sig[NOTE_SIGNATURE_SIZE];
	struct str line, text, back;
	size_t room;
	char *p;

	if (!note_signer_sign(s, body, sig))
		return error_set(
		    err, ST_CRYPTO, pos_none, "OpenSSL cannot sign");
	line = note_line_write(a, s->public.name, s->public.id,
	    (struct str){ (const char *)sig, sizeof(sig) });
	room = body.n + line.n + 3;
	p = TAKE(a, char, room);
	if (line.p == NULL || p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memcpy(p, body.p, body.n);
	snprintf(p + body.n, room - body.n, "\n%.*s\n", STR_ARG(line));
	text = (struct str){ p, room - 1 };
	if (note_open(text, pos_none, &s->public, &back, err) != ST_OK)
		return err->code;
	*out = text;
	return ST_OK;
}
