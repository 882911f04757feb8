/* SPDX-License-Identifier: Apache-2.0 */
/* put_stamp - a time-stamp goes into a signature; see sign.h. */
#include "core/filing/sign/sign.h"

#include "core/filing/sign/sigform.h"
#include "core/filing/sign/verify.h"

#include <string.h>

/* Holds a document against the profile; who signed is judged elsewhere. */
static enum status
prove(struct str doc, const struct trust *trust, struct verified *v,
    const char *what, struct error *err)
{
	struct findings f = { 0 };
	enum status st = verify_signed(doc, NULL, trust, v, &f);

	if (st != ST_OK)
		error_set(err, st, pos_none, "%s: %.300s", what, f.first.text);
	findings_free(&f);
	return st;
}

/* A signed document and the form of its signature; v->doc until
 * verified_free(). */
static enum status
open_signed(struct str doc, struct arena *a, struct verified *v,
    struct sigform_found *sig, struct error *err)
{
	const struct trust trust = { .any_signer = true };

	if (prove(doc, &trust, v, "what is to be time-stamped does not hold",
		err) != ST_OK)
		return err->code;
	if (!sigform_read(v->signature, a, sig)) {
		verified_free(v);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	return ST_OK;
}

enum status
sign_to_stamp(struct str signed_doc, struct arena *a, struct str *bytes,
    struct error *err)
{
	struct sigform_found sig;
	struct verified v;

	if (open_signed(signed_doc, a, &v, &sig, err) != ST_OK)
		return err->code;
	verified_free(&v);
	return sigform_write(SIGFORM_SIGNATURE_VALUE, &sig.form, a, bytes, err);
}

/*
 * sign_put_stamp - give a signature its time-stamp.
 *
 * In:	signed_doc   as sign_enveloped() made it; nothing that is signed
 *		     changes
 * Out:	stamped_doc, stamp  in arena a; untouched on failure
 * Err:	ST_VERIFY with the reason; ST_CONFLICT if it has a time-stamp;
 *	ST_LIMIT, ST_NOMEM
 */
enum status
sign_put_stamp(struct str signed_doc, struct str token,
    const struct certs *stampers, struct arena *a, struct str *stamped_doc,
    struct stamp *stamp, struct error *err)
{
	const struct trust trust = { .any_signer = true,
		.stampers = stampers,
		.must_be_stamped = true };
	struct sigform_found sig;
	struct sigform *form = &sig.form;
	struct str before, after, doc, by;
	struct verified v;

	if (open_signed(signed_doc, a, &v, &sig, err) != ST_OK)
		return err->code;
	verified_free(&v);
	if (form->value[SIGFORM_TOKEN].p != NULL)
		return error_set(err, ST_CONFLICT, pos_none,
		    "it has a time-stamp already: expected none");
	if (sigform_write(SIGFORM_SIGNATURE, form, a, &before, err) != ST_OK)
		return err->code;
	form->value[SIGFORM_TOKEN] = base64_encode(a, token);
	if (form->value[SIGFORM_TOKEN].p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (sigform_write(SIGFORM_SIGNATURE, form, a, &after, err) != ST_OK ||
	    sign_place(signed_doc, before.n, after, a, &doc, err) != ST_OK ||
	    prove(doc, &trust, &v, "the time-stamp is refused", err) != ST_OK)
		return err->code;
	by = arena_copy(a, v.stamper);
	if (by.p != NULL) {
		*stamped_doc = doc;
		*stamp = (struct stamp){ .time = v.stamp_time,
			.authority = by,
			.known = v.stamper_known };
	} else {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	verified_free(&v);
	return err->code;
}
