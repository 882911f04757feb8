/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sign - turn a document into a signed one.
 *
 * Reads:  key, sigform, stamp, verify
 * Gives:  the document with one enveloped XAdES B-B signature as the last
 *         child of its root, and the same with a time-stamp (B-T); verified
 *         before it is handed out
 * Memory: the signed document lives in the caller's arena
 */
#ifndef RETRACE_SIGN_H
#define RETRACE_SIGN_H

#include "core/filing/key.h"
#include "core/filing/stamp.h"

/*
 * unsigned_doc: in exclusive canonical form, as canon.h writes it, with any
 * root that is not itself in a namespace of signatures.
 */
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
