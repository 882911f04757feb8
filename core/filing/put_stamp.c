/* SPDX-License-Identifier: Apache-2.0 */
/* put_stamp - a time-stamp goes into a signature; see sign.h. */
#include "core/filing/sign.h"

#include "core/base/limits.h"
#include "core/filing/c14n.h"
#include "core/filing/sigform.h"
#include "core/filing/verify.h"

#include <string.h>

/* A signed document, read again; v.doc until opened_free(). */
struct opened {
	struct verified v;
	struct sigform_found sig;
};

static void
opened_free(struct opened *o)
{
	verified_free(&o->v);
}

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

static enum status
open_signed(
    struct str doc, struct arena *a, struct opened *o, struct error *err)
{
	const struct trust trust = { .any_signer = true };

	if (prove(doc, &trust, &o->v,
		"what is to be time-stamped does not "
		"hold",
		err) != ST_OK)
		return err->code;
	if (!sigform_read(o->v.signature, a, &o->sig)) {
		opened_free(o);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	return ST_OK;
}

enum status
sign_to_stamp(struct str signed_doc, struct arena *a, struct str *bytes,
    struct error *err)
{
	struct opened o = { { 0 }, { .fault = SIGFORM_FITS } };

	if (open_signed(signed_doc, a, &o, err) != ST_OK)
		return err->code;
	*bytes = c14n_element(o.sig.part[SIGFORM_SIGNATURE_VALUE], a);
	if (bytes->p == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	opened_free(&o);
	return err->code;
}

static enum status
write_signature(const struct sigform *form, struct arena *a, struct str *out,
    struct error *err)
{
	struct canon w = { 0 };

	sigform_write(&w, SIGFORM_SIGNATURE, form);
	return canon_finish(&w, a, out, err);
}

/* The document with another text for its signature. */
static enum status
exchange(struct str doc, struct str before, struct str after, struct arena *a,
    struct str *out, struct error *err)
{
	const char *end = memrchr(doc.p, '<', doc.n);
	size_t tail = (size_t)(doc.p + doc.n - end);
	size_t head = doc.n - tail - before.n;
	size_t n = head + after.n + tail;
	char *p;

	if (n > LIMIT_FILING)
		return error_set(err, ST_LIMIT, pos_none,
		    "%zu bytes when time-stamped: expected at most %zu", n,
		    LIMIT_FILING);
	p = TAKE(a, char, n + 1);
	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memcpy(p, doc.p, head);
	memcpy(p + head, after.p, after.n);
	memcpy(p + head + after.n, end, tail);
	*out = (struct str){ p, n };
	return ST_OK;
}

/*
 * sign_put_stamp - give a signature its time-stamp.
 *
 * In:	signed_doc   as sign_enveloped() made it; nothing that is signed
 *		     changes
 * Out:	stamped_doc  in arena a; untouched on failure
 * Err:	ST_VERIFY with the reason; ST_CONFLICT if it has a time-stamp;
 *	ST_LIMIT, ST_NOMEM
 */
enum status
sign_put_stamp(struct str signed_doc, struct str token,
    const struct certs *stampers, struct arena *a, struct str *stamped_doc,
    struct error *err)
{
	const struct trust trust = { .any_signer = true,
		.stampers = stampers,
		.must_be_stamped = true };
	struct opened o = { { 0 }, { .fault = SIGFORM_FITS } };
	struct str before, after, doc;
	struct verified v = { 0 };
	struct sigform form;

	if (open_signed(signed_doc, a, &o, err) != ST_OK)
		return err->code;
	form = o.sig.form;
	opened_free(&o);
	if (form.value[SIGFORM_TOKEN].p != NULL)
		return error_set(err, ST_CONFLICT, pos_none,
		    "it has a time-stamp already: expected none");
	if (write_signature(&form, a, &before, err) != ST_OK)
		return err->code;
	form.value[SIGFORM_TOKEN] = base64_encode(a, token);
	if (form.value[SIGFORM_TOKEN].p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (write_signature(&form, a, &after, err) == ST_OK &&
	    exchange(signed_doc, before, after, a, &doc, err) == ST_OK &&
	    prove(doc, &trust, &v, "the time-stamp is refused", err) == ST_OK)
		*stamped_doc = doc;
	verified_free(&v);
	return err->code;
}
