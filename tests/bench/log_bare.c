/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log_bare LOG CERT.pem - what nobody who verifies a log can save.
 *
 * Reads every stored file, computes its digest, and verifies a signature of
 * ECDSA P-256 for each, of a digest that is there already ("raw"); and once
 * more, with the signature that stands in each filing, by that certificate and
 * without the schema ("signed").  On two threads, as log verify does.  Prints
 * how long each took.
 */
#include "core/base/xml.h"
#include "core/filing/sign/verify.h"
#include "tests/bench/clock.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 2

struct half {
	const char *path;
	sqlite3_int64 from, below; /* ids of blobs */
	EVP_PKEY *key;
	const struct trust *trust; /* NULL: raw */
	uint8_t signature[80];
	size_t nsignature;
	pthread_t thread;
	bool bad;
};

static const uint8_t signed_digest[SHA256_SIZE] = { 1 };

static void
stop(const char *what)
{
	fprintf(stderr, "log_bare: %s\n", what);
	exit(1);
}

static sqlite3_stmt *
ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		stop(sqlite3_errmsg(db));
	return st;
}

static sqlite3 *
open_log(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db,
		SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		stop("SQLite");
	return db;
}

static bool
holds(const struct half *h, struct str body)
{
	struct findings f = { 0 };
	struct verified v = { 0 };
	enum status st = ST_OK;

	if (str_starts(body, "<filing "))
		st = verify_signed(body, "", h->trust, &v, &f);
	verified_free(&v);
	findings_free(&f);
	return st == ST_OK;
}

static void *
verify(void *of)
{
	struct half *h = of;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(h->key, NULL);
	sqlite3 *db = open_log(h->path);
	sqlite3_stmt *st = ask(db, "SELECT sha256, body FROM blob WHERE "
				   "id >= ?1 AND id < ?2");
	uint8_t sha256[SHA256_SIZE];

	sqlite3_bind_int64(st, 1, h->from);
	sqlite3_bind_int64(st, 2, h->below);
	h->bad = ctx == NULL || EVP_PKEY_verify_init(ctx) != 1;
	while (!h->bad && sqlite3_step(st) == SQLITE_ROW) {
		const struct str body = { sqlite3_column_blob(st, 1),
			(size_t)sqlite3_column_bytes(st, 1) };

		h->bad = !digest_sha256(body, sha256) ||
			 memcmp(sha256, sqlite3_column_blob(st, 0),
			     SHA256_SIZE) != 0;
		if (!h->bad && h->trust != NULL)
			h->bad = !holds(h, body);
		else if (!h->bad)
			h->bad =
			    EVP_PKEY_verify(ctx, h->signature, h->nsignature,
				signed_digest, SHA256_SIZE) != 1;
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	EVP_PKEY_CTX_free(ctx);
	return NULL;
}

static void
sign(struct half *h)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(h->key, NULL);

	h->nsignature = sizeof(h->signature);
	if (ctx == NULL || EVP_PKEY_sign_init(ctx) != 1 ||
	    EVP_PKEY_sign(ctx, h->signature, &h->nsignature, signed_digest,
		SHA256_SIZE) != 1)
		stop("OpenSSL");
	EVP_PKEY_CTX_free(ctx);
}

static sqlite3_int64
count(const char *path)
{
	sqlite3 *db = open_log(path);
	sqlite3_stmt *st = ask(db, "SELECT max(id) FROM blob");
	sqlite3_int64 most;

	if (sqlite3_step(st) != SQLITE_ROW)
		stop("no log");
	most = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return most;
}

static void
verify_all(const char *path, EVP_PKEY *key, const struct trust *trust)
{
	struct half half[THREADS] = { 0 };
	sqlite3_int64 most = count(path);

	for (int i = 0; i < THREADS; i++) {
		half[i] = (struct half){ .path = path,
			.from = 1 + most * i / THREADS,
			.below = 1 + most * (i + 1) / THREADS,
			.key = key,
			.trust = trust };
		sign(&half[i]);
		if (pthread_create(&half[i].thread, NULL, verify, &half[i]) !=
		    0)
			stop("no thread");
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(half[i].thread, NULL);
		if (half[i].bad)
			stop("a file that does not hold");
	}
}

int
main(int argc, char **argv)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	struct certs pinned = { 0 };
	const struct trust trust = { .pinned = &pinned };
	struct bytes cert = { 0 };
	struct error err = { 0 };

	if (argc != 3 || key == NULL) {
		fprintf(stderr, "log_bare LOG CERT.pem\n");
		return 64;
	}
	xml_start();
	if (file_load(argv[2], 100000, &cert, &err) != ST_OK ||
	    certs_load((struct str){ cert.p, cert.n }, argv[2], &pinned,
		&err) != ST_OK)
		stop(err.text);
	clock_begin();
	verify_all(argv[1], key, NULL);
	clock_step("raw");
	verify_all(argv[1], key, &trust);
	clock_step("signed");
	clock_print();
	certs_free(&pinned);
	bytes_free(&cert);
	EVP_PKEY_free(key);
	return 0;
}
