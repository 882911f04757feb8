/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_verify - any bytes as a signed document.
 *
 * What is accepted from whoever signed it must be the canonical form of the
 * tree that is handed out; without a certificate to trust nothing is.
 */
#include "core/filing/sign/c14n.h"
#include "core/filing/sign/verify.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct trust none = { 0 }, any = { .any_signer = true };
	struct str doc = { (const char *)data, n };
	struct findings f = { 0 };
	struct verified v = { 0 };
	struct arena a = { 0 };
	enum status st;

	xml_start();
	require(verify_signed(doc, "fuzz", &none, &v, &f) != ST_OK);
	require(v.doc == NULL && f.errors > 0);
	verified_free(&v);
	st = verify_signed(doc, "fuzz", &any, &v, &f);
	require((st == ST_OK) == (v.reason == VERIFY_HOLDS));
	if (st == ST_OK)
		require(!v.known && v.signer.p != NULL &&
			str_eq(c14n_document(v.doc, &a), doc));
	verified_free(&v);
	findings_free(&f);
	arena_free(&a);
	return 0;
}
