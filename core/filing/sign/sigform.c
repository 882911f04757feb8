/* SPDX-License-Identifier: Apache-2.0 */
/* sigform - the one form of a filing's signature; see sigform.h. */
#include "core/filing/sign/sigform_own.h"

#include <string.h>

#define EXC_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define ENVELOPED "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
#define SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define PROPERTIES_TYPE "http://uri.etsi.org/01903#SignedProperties"

static const struct canon_ns ds = { "ds", SIGFORM_DS };
static const struct canon_ns xades = { "xades", SIGFORM_XADES };

/* clang-format off */
#define FORM(depth, ns, name, fault, extra, ...) \
	{ depth, &ns, name, SIGFORM_##fault, SIGFORM_##extra, \
	  { __VA_ARGS__ }, NO_SLOT, NULL, ONCE }
#define MAYBE(depth, ns, name) \
	{ depth, &ns, name, SIGFORM_SHAPE, SIGFORM_SHAPE, \
	  { { 0 } }, NO_SLOT, NULL, OPTIONAL }
#define VALUE(depth, ns, name, slot) \
	{ depth, &ns, name, SIGFORM_SHAPE, SIGFORM_SHAPE, \
	  { { 0 } }, SIGFORM_##slot, NULL, ONCE }
#define NONE { NULL, NULL }
#define ALGORITHM(uri) { "Algorithm", uri }

const struct sigform_row sigform_rows[] = {
	FORM(0, ds, "Signature", SHAPE, SHAPE, { "Id", SIGFORM_ID_SIGNATURE }),
	FORM(1, ds, "SignedInfo", SHAPE, REFERENCE, NONE),
	FORM(2, ds, "CanonicalizationMethod", ALGORITHM, ALGORITHM,
	    ALGORITHM(EXC_C14N)),
	FORM(2, ds, "SignatureMethod", ALGORITHM, ALGORITHM, ALGORITHM(NULL)),
	FORM(2, ds, "Reference", REFERENCE, REFERENCE,
	    { "Id", SIGFORM_ID_CONTENT }, { "URI", "" }),
	FORM(3, ds, "Transforms", TRANSFORMS, TRANSFORMS, NONE),
	FORM(4, ds, "Transform", TRANSFORMS, TRANSFORMS, ALGORITHM(ENVELOPED)),
	FORM(4, ds, "Transform", TRANSFORMS, TRANSFORMS, ALGORITHM(EXC_C14N)),
	FORM(3, ds, "DigestMethod", ALGORITHM, ALGORITHM, ALGORITHM(SHA256)),
	VALUE(3, ds, "DigestValue", CONTENT_DIGEST),
	FORM(2, ds, "Reference", REFERENCE, REFERENCE,
	    { "Type", PROPERTIES_TYPE }, { "URI", "#" SIGFORM_ID_PROPERTIES }),
	FORM(3, ds, "Transforms", TRANSFORMS, TRANSFORMS, NONE),
	FORM(4, ds, "Transform", TRANSFORMS, TRANSFORMS, ALGORITHM(EXC_C14N)),
	FORM(3, ds, "DigestMethod", ALGORITHM, ALGORITHM, ALGORITHM(SHA256)),
	VALUE(3, ds, "DigestValue", PROPERTIES_DIGEST),
	VALUE(1, ds, "SignatureValue", VALUE),
	FORM(1, ds, "KeyInfo", KEY_INFO, KEY_INFO, NONE),
	FORM(2, ds, "X509Data", KEY_INFO, KEY_INFO, NONE),
	VALUE(3, ds, "X509Certificate", CERT),
	FORM(1, ds, "Object", SHAPE, SHAPE, NONE),
	FORM(2, xades, "QualifyingProperties", SHAPE, SHAPE,
	    { "Target", "#" SIGFORM_ID_SIGNATURE }),
	FORM(3, xades, "SignedProperties", SHAPE, SHAPE,
	    { "Id", SIGFORM_ID_PROPERTIES }),
	FORM(4, xades, "SignedSignatureProperties", SHAPE, SHAPE, NONE),
	VALUE(5, xades, "SigningTime", TIME),
	FORM(5, xades, "SigningCertificateV2", SHAPE, SHAPE, NONE),
	FORM(6, xades, "Cert", SHAPE, SHAPE, NONE),
	FORM(7, xades, "CertDigest", SHAPE, SHAPE, NONE),
	FORM(8, ds, "DigestMethod", ALGORITHM, ALGORITHM, ALGORITHM(SHA256)),
	VALUE(8, ds, "DigestValue", CERT_DIGEST),
	FORM(4, xades, "SignedDataObjectProperties", SHAPE, SHAPE, NONE),
	FORM(5, xades, "DataObjectFormat", SHAPE, SHAPE,
	    { "ObjectReference", "#" SIGFORM_ID_CONTENT }),
	{ 6, &xades, "MimeType", SIGFORM_SHAPE, SIGFORM_SHAPE,
	  { NONE }, NO_SLOT, "text/xml", ONCE },
	MAYBE(3, xades, "UnsignedProperties"),
	FORM(4, xades, "UnsignedSignatureProperties", SHAPE, SHAPE, NONE),
	MAYBE(5, xades, "SignatureTimeStamp"),
	FORM(6, ds, "CanonicalizationMethod", ALGORITHM, ALGORITHM,
	    ALGORITHM(EXC_C14N)),
	VALUE(6, xades, "EncapsulatedTimeStamp", TOKEN),
	MAYBE(5, xades, "CertificateValues"),
	{ 6, &xades, "EncapsulatedX509Certificate", SIGFORM_SHAPE,
	  SIGFORM_SHAPE, { NONE }, NO_SLOT, NULL, EACH },
};
/* clang-format on */

/* The row of each part. */
static const char *const part_name[SIGFORM_PARTS] = {
	[SIGFORM_SIGNATURE] = "Signature",
	[SIGFORM_SIGNED_INFO] = "SignedInfo",
	[SIGFORM_SIGNED_PROPERTIES] = "SignedProperties",
	[SIGFORM_SIGNATURE_VALUE] = "SignatureValue",
};

static size_t
row_of(enum sigform_part part)
{
	size_t i = 0;

	while (i + 1 < SIGFORM_ROWS &&
	       strcmp(sigform_rows[i].name, part_name[part]) != 0)
		i++;
	return i;
}

size_t
sigform_row_end(size_t i)
{
	size_t end = i;

	while (end + 1 < SIGFORM_ROWS &&
	       sigform_rows[end + 1].depth > sigform_rows[i].depth)
		end++;
	return end;
}

/* Does the form have a value for anything in that row? */
static bool
has_values(const struct sigform *form, size_t i)
{
	for (size_t k = i, end = sigform_row_end(i); k <= end; k++)
		if ((sigform_rows[k].slot != NO_SLOT &&
			form->value[sigform_rows[k].slot].p != NULL) ||
		    (sigform_rows[k].times == EACH && form->nchain > 0))
			return true;
	return false;
}

static void
write_each(
    struct canon *w, const struct sigform_row *r, const struct sigform *form)
{
	for (size_t k = 0; k < form->nchain; k++) {
		canon_open_in(w, r->ns, r->name);
		canon_text(w, form->chain[k]);
		canon_close(w);
	}
}

/* at: or NULL; where the values of slots stand. */
static void
write_rows(struct canon *w, enum sigform_part part, const struct sigform *form,
    size_t *at)
{
	size_t first = row_of(part), nopen = 0;

	for (size_t i = first; i < SIGFORM_ROWS; i++) {
		const struct sigform_row *r = &sigform_rows[i];

		if (i > first && r->depth <= sigform_rows[first].depth)
			break;
		for (; nopen > r->depth - sigform_rows[first].depth; nopen--)
			canon_close(w);
		if (r->times == OPTIONAL && !has_values(form, i)) {
			i = sigform_row_end(i);
			continue;
		}
		if (r->times == EACH) {
			write_each(w, r, form);
			continue;
		}
		canon_open_in(w, r->ns, r->name);
		nopen++;
		for (size_t k = 0; k < NATTR && r->attr[k].name; k++)
			canon_attr(w, r->attr[k].name,
			    r->attr[k].value != NULL
				? str_of(r->attr[k].value)
				: form->value[SIGFORM_METHOD]);
		if (r->text != NULL)
			canon_text(w, str_of(r->text));
		else if (r->slot != NO_SLOT)
			canon_text(w, form->value[r->slot]);
		if (at != NULL && r->slot != NO_SLOT)
			at[r->slot] = w->n - form->value[r->slot].n;
	}
	for (; nopen > 0; nopen--)
		canon_close(w);
}

/*
 * sigform_write - a part of the signature with all that is in it.
 *
 * In:	form  the values that occur in that part
 * Out:	out   its exclusive canonical form: each namespace is declared where it
 *	      is first used
 */
enum status
sigform_write(enum sigform_part part, const struct sigform *form,
    struct arena *a, struct str *out, struct error *err)
{
	struct canon w = { 0 };

	write_rows(&w, part, form, NULL);
	return canon_finish(&w, a, out, err);
}

enum status
sigform_write_blank(enum sigform_part part, const struct sigform *form,
    struct arena *a, struct sigform_blank *out, struct error *err)
{
	struct canon w = { 0 };

	for (size_t i = 0; i < SIGFORM_SLOTS; i++)
		out->at[i] = SIZE_MAX;
	write_rows(&w, part, form, out->at);
	return canon_finish(&w, a, &out->text, err);
}

struct str
sigform_fill(const struct sigform_blank *blank,
    const struct str value[SIGFORM_SLOTS], struct arena *a)
{
	char *p = TAKE(a, char, blank->text.n + 1);

	if (p == NULL)
		return (struct str){ NULL, 0 };
	memcpy(p, blank->text.p, blank->text.n);
	for (size_t i = 0; i < SIGFORM_SLOTS; i++)
		if (blank->at[i] != SIZE_MAX && value[i].p != NULL)
			memcpy(p + blank->at[i], value[i].p, value[i].n);
	return (struct str){ p, blank->text.n };
}
