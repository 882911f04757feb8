/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trusting - whom a verifier trusts, as the command line says.
 *
 * Reads:  options.h, core/filing/sign/verify.h
 * Gives:  struct trust from --cert, --ca, --any-signer, --crl,
 *         --tsa-ca and --timestamped, with the schema of filings
 * Memory: trusting_free()
 */
#ifndef RETRACE_TRUSTING_H
#define RETRACE_TRUSTING_H

#include "cmd/options.h"
#include "core/base/arena.h"
#include "core/filing/sign/verify.h"

struct trusting {
	struct words pinned_files, authority_files, stamper_files, crl_files;
	bool any_signer, must_be_stamped;
	struct certs pinned, authorities, stampers;
	struct crls crls;
	struct xml_schema *schema; /* of filings */
	struct trust trust;        /* after trusting_load() */
};

#define TRUSTING_OPTIONS(t) \
	{ "cert", '\0', OPTION_LIST, &(t)->pinned_files, "FILE", \
		"a signer's certificate that you trust; repeatable" }, \
	    { "ca", '\0', OPTION_LIST, &(t)->authority_files, "FILE", \
		    "whom you trust to certify signers; repeatable" }, \
	    { "crl", '\0', OPTION_LIST, &(t)->crl_files, "FILE", \
		    "whom those have revoked; repeatable" }, \
	    { "tsa-ca", '\0', OPTION_LIST, &(t)->stamper_files, "FILE", \
		    "whom you trust to certify time-stamps; repeatable" }, \
	    { "timestamped", '\0', OPTION_FLAG, &(t)->must_be_stamped, NULL, \
		    "refuse what bears no time-stamp" }, \
	{ \
		"any-signer", '\0', OPTION_FLAG, &(t)->any_signer, NULL, \
		    "name the signer, do not judge who that is" \
	}

/* Every certificate of the files. */
enum status trusting_load_certs(
    const struct words *files, struct certs *out, struct error *err);
enum status trusting_load(struct trusting *t, struct error *err);
void trusting_free(struct trusting *t);

#endif
