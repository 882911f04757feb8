/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check - what the checks of verify.c, verify_made.c, verify_tree.c, stamped.c
 * and signer.c share.
 *
 * Reads:  verify, sigform, stamp
 * Gives:  a document on its way through the checks; how to refuse it
 * Memory: scratch and cert live as long as verify_signed() runs
 */
#ifndef RETRACE_CHECK_H
#define RETRACE_CHECK_H

#include "core/filing/sign/sigform.h"
#include "core/filing/sign/stamp.h"
#include "core/filing/sign/verify.h"

struct check {
	struct str bytes;
	const char *file;
	const struct trust *trust;
	struct verified *v;
	struct sigform_found sig;              /* what the signature says */
	X509 *cert;                            /* of its KeyInfo */
	struct certs chain;                    /* from there up */
	struct str content, properties, value; /* two digests, signature */
	struct str signature;                  /* its bytes in the document */
	struct str apart; /* the content, where it is known without a tree;
			     .p NULL: it is in the document */
	int64_t when;     /* it was signed, as far as is known [s since 1970] */
	struct arena scratch;
	struct findings *f;
	enum status st; /* ST_VERIFY until all checks are passed */
};

/* Each check is true to go on, or false after one of these two. */
bool check_refuse(struct check *c, enum verify_reason reason, struct pos at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* We cannot tell: not a matter of the document. */
bool check_give_up(struct check *c, enum status st);

/* Canonical base64 of n bytes; 0: of any number. */
bool check_base64(struct check *c, struct str text, size_t n,
    enum verify_reason reason, struct str *out);
/* The same of a value of the signature. */
bool check_slot(struct check *c, enum sigform_slot slot, size_t n,
    enum verify_reason reason, struct str *out);
/* A part of the signature in canonical form; .p NULL after giving up. */
struct str check_part(struct check *c, enum sigform_part part);
/* Place of the signature. */
struct pos check_at_signature(const struct check *c);

/* All checks of what is in c; `out` is whole, or tells why not. */
enum status check_judge(struct check *c, struct verified *out);

/* Bytes and tree, in this order. */
bool size_is_right(struct check *c);
bool tree_is_read(struct check *c);
bool bytes_are_canonical(struct check *c);
bool schema_fits(struct check *c);
bool signature_is_placed(struct check *c);

/* The signer, in this order. */
bool signer_has_certificate(struct check *c);
bool signer_has_chain(struct check *c);
bool signer_says_when(struct check *c);
bool stamp_is_right(struct check *c);
bool signer_is_known(struct check *c);
bool signer_signed_for_it(struct check *c);
bool signer_was_certified(struct check *c);

#endif
