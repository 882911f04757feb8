/* SPDX-License-Identifier: Apache-2.0 */
/* trusting - whom a verifier trusts; see trusting.h. */
#include "cmd/trusting.h"

#include "core/base/limits.h"
#include "core/filing/filing.h"

/* Moves all of `more` to the end of the list. */
static bool
append(struct certs *list, struct certs *more)
{
	X509 **grown = array_grow(
	    list->list, &list->cap, list->n + more->n, sizeof(*grown));

	if (grown == NULL)
		return false;
	list->list = grown;
	for (size_t i = 0; i < more->n; i++)
		list->list[list->n++] = more->list[i];
	more->n = 0;
	return true;
}

enum status
trusting_load_certs(
    const struct words *files, struct certs *out, struct error *err)
{
	for (size_t i = 0; i < files->n && err->code == ST_OK; i++) {
		struct bytes b = { 0 };
		struct certs more = { 0 };

		if (file_load(files->word[i], LIMIT_SMALL_FILE, &b, err) ==
			ST_OK &&
		    certs_load((struct str){ b.p, b.n }, files->word[i], &more,
			err) == ST_OK &&
		    !append(out, &more))
			error_set(err, ST_NOMEM, pos_none, "out of memory");
		certs_free(&more);
		bytes_free(&b);
	}
	return err->code;
}

static enum status
load_crls(const struct words *files, struct crls *out, struct error *err)
{
	for (size_t i = 0; i < files->n && err->code == ST_OK; i++) {
		struct bytes b = { 0 };

		if (file_load(files->word[i], LIMIT_CRL, &b, err) == ST_OK)
			crls_load(
			    (struct str){ b.p, b.n }, files->word[i], out, err);
		bytes_free(&b);
	}
	return err->code;
}

/*
 * trusting_load - read the certificates, find the schema.
 *
 * Out:	t->trust, which borrows from t and a
 */
enum status
trusting_load(struct trusting *t, struct error *err)
{
	if (t->must_be_stamped && t->stamper_files.n == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--timestamped without --tsa-ca: expected whom to trust "
		    "to certify time-stamps");
	if (t->crl_files.n > 0 && t->authority_files.n == 0 &&
	    t->stamper_files.n == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--crl without --ca or --tsa-ca: expected the authority "
		    "whose list it is");
	if (trusting_load_certs(&t->pinned_files, &t->pinned, err) != ST_OK ||
	    trusting_load_certs(&t->authority_files, &t->authorities, err) !=
		ST_OK ||
	    trusting_load_certs(&t->stamper_files, &t->stampers, err) !=
		ST_OK ||
	    load_crls(&t->crl_files, &t->crls, err) != ST_OK ||
	    filing_schema_open(&t->schema, err) != ST_OK)
		return err->code;
	t->trust = (struct trust){
		.pinned = t->pinned.n > 0 ? &t->pinned : NULL,
		.authorities = t->authorities.n > 0 ? &t->authorities : NULL,
		.crls = t->crls.n > 0 ? &t->crls : NULL,
		.stampers = t->stampers.n > 0 ? &t->stampers : NULL,
		.must_be_stamped = t->must_be_stamped,
		.any_signer = t->any_signer,
		.schema = t->schema,
	};
	return ST_OK;
}

void
trusting_free(struct trusting *t)
{
	certs_free(&t->pinned);
	certs_free(&t->authorities);
	certs_free(&t->stampers);
	xml_schema_free(t->schema);
	crls_free(&t->crls);
	words_free(&t->pinned_files);
	words_free(&t->authority_files);
	words_free(&t->stamper_files);
	words_free(&t->crl_files);
}
