/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sigform - the one form of a filing's signature.
 *
 * Reads:  canon, sigalg
 * Gives:  a table of all elements of the enveloped XAdES signature (B-B, with
 *         a time-stamp B-T, with or without the certificates on the way up),
 *         in order; a writer and a reader that walk it, so that what we write
 *         and what we accept cannot differ
 * Memory: values are borrowed; those read live in the caller's arena
 *
 * Src:	XML Signature 1.1; ETSI EN 319 132-1, XAdES baseline levels B-B, B-T
 */
#ifndef RETRACE_SIGFORM_H
#define RETRACE_SIGFORM_H

#include "core/base/limits.h"
#include "core/filing/canon/canon.h"

#include <libxml/tree.h>

#define SIGFORM_DS "http://www.w3.org/2000/09/xmldsig#"
#define SIGFORM_XADES "http://uri.etsi.org/01903/v1.3.2#"

/* The ids inside a signature; nothing else in a filing may bear them. */
#define SIGFORM_ID_SIGNATURE "signature"
#define SIGFORM_ID_CONTENT "content"
#define SIGFORM_ID_PROPERTIES "signed-properties"

/* Where the values of one signature stand. */
enum sigform_slot {
	SIGFORM_METHOD,            /* the algorithm: an attribute */
	SIGFORM_CONTENT_DIGEST,    /* base64, of all but the signature */
	SIGFORM_PROPERTIES_DIGEST, /* base64, of SignedProperties */
	SIGFORM_VALUE,             /* base64, the signature */
	SIGFORM_CERT,              /* base64, DER */
	SIGFORM_TIME,              /* "2026-11-23T10:15:00Z" */
	SIGFORM_CERT_DIGEST,       /* base64 */
	SIGFORM_TOKEN,             /* base64, DER; or .p NULL: no time-stamp */
	SIGFORM_SLOTS
};

struct sigform {
	struct str value[SIGFORM_SLOTS];
	struct str chain[LIMIT_CHAIN]; /* [nchain] base64, DER */
	size_t nchain;
};

/* The parts that can be written, each with all that is in it. */
enum sigform_part {
	SIGFORM_SIGNATURE,
	SIGFORM_SIGNED_INFO,
	SIGFORM_SIGNED_PROPERTIES,
	SIGFORM_SIGNATURE_VALUE, /* what a time-stamp is over */
	SIGFORM_PARTS
};

enum status sigform_write(enum sigform_part part, const struct sigform *form,
    struct arena *a, struct str *out, struct error *err);

/* A part in which values are still to be put, as long as those it has. */
struct sigform_blank {
	struct str text;
	size_t at[SIGFORM_SLOTS]; /* [bytes] or SIZE_MAX: not in it */
};

/* In:	form  its values hold their places: no character that XML escapes */
enum status sigform_write_blank(enum sigform_part part,
    const struct sigform *form, struct arena *a, struct sigform_blank *out,
    struct error *err);
/* A copy with these values in their places, `none` (.p NULL) for those that
 * stay; .p NULL: memory is out. */
struct str sigform_fill(const struct sigform_blank *blank,
    const struct str value[SIGFORM_SLOTS], struct arena *a);

/* In what a signature departs from the form. */
enum sigform_fault {
	SIGFORM_FITS,
	SIGFORM_SHAPE,      /* elements, attributes, text, prefix, order */
	SIGFORM_ALGORITHM,  /* an algorithm, or parameters for one */
	SIGFORM_REFERENCE,  /* how many things are signed, and which */
	SIGFORM_TRANSFORMS, /* what is done to them before */
	SIGFORM_KEY_INFO,   /* anything but one certificate */
	SIGFORM_NO_MEMORY
};

#define SIGFORM_TEXT 240

/* What sigform_read() found. */
struct sigform_found {
	struct sigform form;
	enum sigform_fault fault;
	const xmlNode *at;       /* the node at fault */
	char text[SIGFORM_TEXT]; /* what was found: what was expected */
};

/* Holds the element against the table; true: it fits. */
bool sigform_read(
    xmlNode *signature, struct arena *a, struct sigform_found *found);

#endif
