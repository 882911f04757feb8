/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sign - turn a document into a signed one.
 *
 * Reads:  key, sigform, stamp, verify
 * Gives:  the document with one enveloped XAdES B-B signature as the last
 *         child of its root, and the same with a time-stamp (B-T)
 * Memory: the signed document lives in the caller's arena
 *
 * Nothing is parsed or canonicalised to make a signature: the document is in
 * canonical form, and so is all that is put into it.  sign_prove() holds the
 * result against all that the verifier asks; it takes longer than to sign.
 */
#ifndef RETRACE_SIGN_H
#define RETRACE_SIGN_H

#include "core/filing/sign/key.h"
#include "core/filing/sign/sigform.h"
#include "core/filing/sign/stamp.h"

/* What the signatures of a key have in common, written once. */
struct sign_plan {
	const struct signkey *key; /* borrowed */
	struct sigform_blank info, properties, signature;
};

enum status sign_plan_make(const struct signkey *key, struct arena *a,
    struct sign_plan *out, struct error *err);
/*
 * unsigned_doc: in exclusive canonical form, as canon.h writes it, with any
 * root that is not itself in a namespace of signatures.  That is taken as
 * given.
 */
enum status sign_planned(const struct sign_plan *plan, struct str unsigned_doc,
    int64_t signing_time, struct arena *a, struct str *signed_doc,
    struct error *err);
/* Is it what the verifier accepts, of that key?  ST_VERIFY with the reason. */
enum status sign_prove(
    struct str signed_doc, const struct signkey *key, struct error *err);
/* The same for who has signed that document, in the namespace `ns`: quicker.
 * ST_VERIFY too where it is not that, with a signature last in its root. */
enum status sign_prove_made(struct str unsigned_doc, const char *ns,
    struct str signed_doc, const struct signkey *key, struct error *err);
/* Plan, signature and proof. */
enum status sign_enveloped(struct str unsigned_doc, const struct signkey *key,
    int64_t signing_time, struct arena *a, struct str *signed_doc,
    struct error *err);

/* The bytes that a time-stamp of a signed document is over. */
enum status sign_to_stamp(struct str signed_doc, struct arena *a,
    struct str *bytes, struct error *err);
/*
 * The same signature with a time-stamp in it: a token in DER, of an authority
 * certified under `stampers`, and what it says.  ST_VERIFY if it would not
 * verify.
 */
enum status sign_put_stamp(struct str signed_doc, struct str token,
    const struct certs *stampers, struct arena *a, struct str *stamped_doc,
    struct stamp *stamp, struct error *err);
/* What both do: the document with that signature, in place of so many bytes
 * that stand there before it. */
enum status sign_place(struct str doc, size_t before, struct str signature,
    struct arena *a, struct str *out, struct error *err);

#endif
