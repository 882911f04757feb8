/* SPDX-License-Identifier: Apache-2.0 */
/* crl - revocation lists out of files; see certchain.h. */
#include "core/filing/sign/certchain.h"

#include "core/base/limits.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

/* Of a part of the certificates (issuing distribution point), or only of what
 * is new (delta). */
static bool
is_partial(const X509_CRL *crl)
{
	return X509_CRL_get_ext_by_NID(
		   crl, NID_issuing_distribution_point, -1) >= 0 ||
	       X509_CRL_get_ext_by_NID(crl, NID_delta_crl, -1) >= 0;
}

/* Of two lists for the same certificates the newer says more.  A partial one
 * stands for itself. */
static bool
is_newer(const X509_CRL *crl, const X509_CRL *than)
{
	int days = 0, seconds = 0;

	return !is_partial(crl) && !is_partial(than) &&
	       X509_NAME_cmp(
		   X509_CRL_get_issuer(crl), X509_CRL_get_issuer(than)) == 0 &&
	       ASN1_TIME_diff(&days, &seconds, X509_CRL_get0_lastUpdate(than),
		   X509_CRL_get0_lastUpdate(crl)) == 1 &&
	       (days > 0 || seconds > 0);
}

/* Takes crl over, also on failure. */
static enum status
add(struct crls *c, X509_CRL *crl, struct pos at, struct error *err)
{
	X509_CRL **list, *other;

	for (size_t i = 0; i < c->n; i++) {
		if (is_newer(crl, c->list[i])) {
			other = c->list[i];
			c->list[i] = crl;
			X509_CRL_free(other);
			return ST_OK;
		}
		if (is_newer(c->list[i], crl)) {
			X509_CRL_free(crl);
			return ST_OK;
		}
	}
	list = c->n < LIMIT_CERTIFICATES
		   ? array_grow(c->list, &c->cap, c->n + 1, sizeof(*list))
		   : NULL;
	if (list == NULL) {
		X509_CRL_free(crl);
		return c->n < LIMIT_CERTIFICATES
			   ? error_set(err, ST_NOMEM, at, "out of memory")
			   : error_set(err, ST_LIMIT, at,
				 "more than %d revocation lists",
				 LIMIT_CERTIFICATES);
	}
	c->list = list;
	list[c->n++] = crl;
	return ST_OK;
}

static enum status
load_pem(struct str bytes, struct pos at, struct crls *c, struct error *err)
{
	BIO *in = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	X509_CRL *crl;
	size_t n = 0;

	if (in == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	while (err->code == ST_OK &&
	       (crl = PEM_read_bio_X509_CRL(in, NULL, NULL, NULL)) != NULL) {
		n++;
		add(c, crl, at, err);
	}
	if (n == 0)
		error_set(err, ST_KEY, at,
		    "no revocation list: expected PEM (\"-----BEGIN X509 "
		    "CRL-----\") or DER");
	else if (err->code == ST_OK &&
		 ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
		error_set(
		    err, ST_KEY, at, "revocation list %zu is damaged", n + 1);
	ERR_clear_error();
	BIO_free(in);
	return err->code;
}

/*
 * crls_load - the revocation lists of a file, added to those that are there.
 *
 * Err:	ST_KEY, ST_LIMIT, ST_NOMEM; what was added before stays
 */
enum status
crls_load(
    struct str bytes, const char *file, struct crls *out, struct error *err)
{
	struct pos at = { file, 0, 0 };
	X509_CRL *crl;

	if (bytes.n > LIMIT_CRL)
		return error_set(err, ST_LIMIT, at,
		    "%zu bytes: expected at most %zu", bytes.n, LIMIT_CRL);
	ERR_clear_error();
	crl = cert_item_from_der(bytes, ASN1_ITEM_rptr(X509_CRL));
	return crl != NULL ? add(out, crl, at, err)
			   : load_pem(bytes, at, out, err);
}

void
crls_free(struct crls *c)
{
	for (size_t i = 0; i < c->n; i++)
		X509_CRL_free(c->list[i]);
	free(c->list);
	*c = (struct crls){ NULL, 0, 0 };
}
