/* SPDX-License-Identifier: Apache-2.0 */
/*
 * raw_sign FOLDER KEY.pem - what nobody can save of filing a folder.
 *
 * All its files are read; then the bytes of each are digested and signed by
 * OpenSSL with everything prepared, once on one core and once on two.
 */
#include "core/base/digest.h"
#include "core/base/file.h"
#include "core/base/halves.h"
#include "core/base/limits.h"
#include "tests/bench/clock.h"

#include <dirent.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 100000 /* files */

static struct bytes file[MOST];
static size_t n;

/* Every step-th of the files, from the first on. */
struct hand {
	EVP_PKEY_CTX *key;
	size_t first, step;
};

static void
stop(const char *what)
{
	fprintf(stderr, "raw_sign: %s\n", what);
	exit(1);
}

static void
load_all(const char *folder)
{
	struct error err = { 0 };
	DIR *d = opendir(folder);
	const struct dirent *e;
	char path[4096];

	if (d == NULL)
		stop(folder);
	while ((e = readdir(d)) != NULL && n < MOST) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (file_load(path, LIMIT_FILING, &file[n++], &err) != ST_OK)
			stop(err.text);
	}
	closedir(d);
}

static EVP_PKEY_CTX *
load_key(const char *path)
{
	FILE *in = fopen(path, "r");
	EVP_PKEY *key =
	    in != NULL ? PEM_read_PrivateKey(in, NULL, NULL, NULL) : NULL;
	EVP_PKEY_CTX *ctx = key != NULL ? EVP_PKEY_CTX_new(key, NULL) : NULL;

	if (ctx == NULL || EVP_PKEY_sign_init(ctx) != 1 ||
	    EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()) != 1)
		stop(path);
	EVP_PKEY_free(key);
	fclose(in);
	return ctx;
}

static void
sign_some(void *ctx)
{
	const struct hand *h = ctx;

	for (size_t i = h->first; i < n; i += h->step) {
		uint8_t digest[SHA256_SIZE], sig[80];
		size_t size = sizeof(sig);

		if (!digest_sha256(
			(struct str){ file[i].p, file[i].n }, digest) ||
		    EVP_PKEY_sign(h->key, sig, &size, digest, SHA256_SIZE) != 1)
			stop("OpenSSL");
	}
}

int
main(int argc, char **argv)
{
	struct hand one = { .step = 1 },
		    two[2] = { { .step = 2 }, { .first = 1, .step = 2 } };

	if (argc != 3) {
		fprintf(stderr, "raw_sign FOLDER KEY.pem\n");
		return 64;
	}
	load_all(argv[1]);
	one.key = two[0].key = load_key(argv[2]);
	two[1].key = load_key(argv[2]);
	clock_begin();
	sign_some(&one);
	clock_step("one");
	halves_run(sign_some, &two[0], &two[1]);
	clock_step("two");
	clock_print();
	EVP_PKEY_CTX_free(two[0].key);
	EVP_PKEY_CTX_free(two[1].key);
	for (size_t i = 0; i < n; i++)
		bytes_free(&file[i]);
	return 0;
}
