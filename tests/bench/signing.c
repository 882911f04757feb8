/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signing FILING.xml KEY.pem CERT.pem SCHEMA.xsd - to sign and to verify.
 *
 * The content of the filing, and one of four kilobytes, are signed and
 * verified ROUNDS times each with that key, each time with another number in
 * them: beside the signature and its verification alone, of a digest that is
 * there already, by OpenSSL with everything prepared; beside a digest of the
 * same bytes and a signature, which nobody can save; and, where the library
 * is there, beside libxmlsec1 that verifies the same documents by the same
 * certificate.
 */
#include "core/base/date.h"
#include "core/base/limits.h"
#include "core/filing/sign/sign.h"
#include "core/filing/sign/verify.h"
#include "tests/bench/clock.h"
#include "tests/bench/sealed.h"

#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 2000
#define SMALL 4096 /* [bytes] */

/* Documents of one size, not signed and signed. */
struct documents {
	struct str content[ROUNDS], doc[ROUNDS];
	const char *sign, *bytes, *verify, *xmlsec; /* names of steps */
};

struct bench {
	struct signkey *key;
	EVP_PKEY_CTX *raw; /* the same key */
	struct sign_plan plan;
	struct xml_schema *schema;
	struct bytes filing, key_text, cert_text;
	struct documents filings, small;
	struct certs pinned;
	int64_t now;
	struct arena mem;
	struct error err;
};

static void
stop(const char *what)
{
	fprintf(stderr, "signing: %s\n", what);
	exit(1);
}

static void
load(struct bench *b, const char *path, struct bytes *out)
{
	if (file_load(path, LIMIT_FILING, out, &b->err) != ST_OK)
		stop(b->err.text);
}

static void
load_all(struct bench *b, char **file)
{
	struct key_source src = { .key_file = file[1], .cert_file = file[2] };
	EVP_PKEY *key;
	BIO *in;

	load(b, file[0], &b->filing);
	load(b, file[1], &b->key_text);
	load(b, file[2], &b->cert_text);
	src.key = (struct str){ b->key_text.p, b->key_text.n };
	src.cert = (struct str){ b->cert_text.p, b->cert_text.n };
	b->now = date_now();
	if (key_load(&src, b->now, &b->key, &b->err) != ST_OK ||
	    sign_plan_make(b->key, &b->mem, &b->plan, &b->err) != ST_OK ||
	    certs_load(src.cert, file[2], &b->pinned, &b->err) != ST_OK ||
	    xml_schema_open(file[3], &b->schema, &b->err) != ST_OK)
		stop(b->err.text);
	in = BIO_new_mem_buf(b->key_text.p, (int)b->key_text.n);
	key = PEM_read_bio_PrivateKey(in, NULL, NULL, NULL);
	b->raw = EVP_PKEY_CTX_new(key, NULL);
	if (b->raw == NULL)
		stop("OpenSSL");
	EVP_PKEY_free(key);
	BIO_free(in);
}

/* So many copies, in each of which eight bytes at `id` are another number. */
static void
make(struct bench *b, struct str s, size_t id, struct documents *d)
{
	char number[9];

	for (int i = 0; i < ROUNDS; i++) {
		struct str copy = arena_copy(&b->mem, s);

		if (copy.p == NULL)
			stop("out of memory");
		snprintf(number, sizeof(number), "%08x", (unsigned)i);
		memcpy((char *)(uintptr_t)copy.p + id, number, 8);
		d->content[i] = copy;
	}
}

/* The filing without its signature. */
static void
make_filings(struct bench *b)
{
	static const char end[] = "</ds:Signature>";
	struct str s = { b->filing.p, b->filing.n };
	char *from = memmem(s.p, s.n, "<ds:Signature", 13);
	char *to = memmem(s.p, s.n, end, sizeof(end) - 1);
	char *id = memmem(s.p, s.n, " id=\"", 5);

	if (from == NULL || to == NULL || id == NULL)
		stop("not a signed filing");
	to += sizeof(end) - 1;
	memmove(from, to, (size_t)(s.p + s.n - to));
	s.n -= (size_t)(to - from);
	make(b, s, (size_t)(id + 5 - s.p), &b->filings);
}

static void
make_small(struct bench *b)
{
	static const char head[] = "<filing xmlns=\"urn:retrace:filing:1\" "
				   "id=\"00000000\">";
	char text[SMALL + 100];
	size_t n = sizeof(head) - 1;

	memcpy(text, head, n);
	while (n < SMALL)
		n += (size_t)sprintf(text + n,
		    "<element symbol=\"Dy\"><mass>%zu.5</mass></element>", n);
	n += (size_t)sprintf(text + n, "</filing>");
	make(b, (struct str){ text, n }, sizeof(head) - 1 - 10, &b->small);
}

static void
ready(struct bench *b, int (*init)(EVP_PKEY_CTX *))
{
	if (init(b->raw) != 1 ||
	    EVP_PKEY_CTX_set_signature_md(b->raw, EVP_sha256()) != 1)
		stop("OpenSSL");
	clock_step("ready");
}

static void
digest_alone(struct bench *b)
{
	uint8_t digest[SHA256_SIZE] = { 1 }, sig[80];
	size_t n = 0;

	ready(b, EVP_PKEY_sign_init);
	for (int i = 0; i < ROUNDS; i++) {
		n = sizeof(sig);
		if (EVP_PKEY_sign(b->raw, sig, &n, digest, SHA256_SIZE) != 1)
			stop("OpenSSL");
	}
	clock_step("raw-sign");
	ready(b, EVP_PKEY_verify_init);
	for (int i = 0; i < ROUNDS; i++)
		if (EVP_PKEY_verify(b->raw, sig, n, digest, SHA256_SIZE) != 1)
			stop("OpenSSL");
	clock_step("raw-verify");
}

static void
sign_all(struct bench *b, struct documents *d)
{
	struct arena a = { 0 };

	ready(b, EVP_PKEY_sign_init);
	for (int i = 0; i < ROUNDS; i++) {
		uint8_t digest[SHA256_SIZE], sig[80];
		size_t n = sizeof(sig);

		if (!digest_sha256(d->content[i], digest) ||
		    EVP_PKEY_sign(b->raw, sig, &n, digest, SHA256_SIZE) != 1)
			stop("OpenSSL");
	}
	clock_step(d->bytes);
	for (int i = 0; i < ROUNDS; i++) {
		if (sign_planned(&b->plan, d->content[i], b->now, &a,
			&d->doc[i], &b->err) != ST_OK)
			stop(b->err.text);
		arena_free(&a);
	}
	clock_step(d->sign);
	for (int i = 0; i < ROUNDS; i++)
		if (sign_planned(&b->plan, d->content[i], b->now, &b->mem,
			&d->doc[i], &b->err) != ST_OK)
			stop(b->err.text);
}

static void
verify_all(struct bench *b, struct documents *d,
    const struct xml_schema *schema, const char *step)
{
	const struct trust trust = { .pinned = &b->pinned, .schema = schema };
	struct findings f = { 0 };

	clock_step("ready");
	for (int i = 0; i < ROUNDS; i++) {
		struct verified v;

		if (verify_signed(d->doc[i], "x", &trust, &v, &f) != ST_OK)
			stop(f.first.text);
		verified_free(&v);
	}
	clock_step(step);
}

static void
prove_all(struct bench *b, struct documents *d, const char *step)
{
	clock_step("ready");
	for (int i = 0; i < ROUNDS; i++)
		if (sign_prove(d->doc[i], b->key, &b->err) != ST_OK)
			stop(b->err.text);
	clock_step(step);
}

static void
verify_there(struct documents *d)
{
	clock_step("ready");
	for (int i = 0; i < ROUNDS; i++)
		if (!sealed_holds(d->doc[i]))
			stop("libxmlsec1 refuses it");
	clock_step(d->xmlsec);
}

int
main(int argc, char **argv)
{
	static struct bench b = {
		.filings = { .bytes = "raw-filing",
		    .sign = "sign-filing",
		    .verify = "verify-filing",
		    .xmlsec = "xmlsec-filing" },
		.small = { .bytes = "raw-4k",
		    .sign = "sign-4k",
		    .verify = "verify-4k",
		    .xmlsec = "xmlsec-4k" },
	};

	if (argc != 5) {
		fprintf(stderr, "signing FILING.xml KEY.pem CERT.pem "
				"SCHEMA.xsd\n");
		return 64;
	}
	xml_start();
	load_all(&b, argv + 1);
	make_filings(&b);
	make_small(&b);
	clock_begin();
	digest_alone(&b);
	sign_all(&b, &b.small);
	sign_all(&b, &b.filings);
	prove_all(&b, &b.filings, "prove-filing");
	verify_all(&b, &b.small, NULL, b.small.verify);
	verify_all(&b, &b.filings, NULL, b.filings.verify);
	verify_all(&b, &b.filings, b.schema, "verify-schema");
	if (sealed_begin((struct str){ b.cert_text.p, b.cert_text.n })) {
		verify_there(&b.small);
		verify_there(&b.filings);
		sealed_end();
	}
	clock_print();
	printf("bytes %zu\n", b.filings.doc[0].n);
	xml_schema_free(b.schema);
	certs_free(&b.pinned);
	key_free(b.key);
	EVP_PKEY_CTX_free(b.raw);
	bytes_free(&b.filing);
	bytes_free(&b.key_text);
	bytes_free(&b.cert_text);
	arena_free(&b.mem);
	return 0;
}
