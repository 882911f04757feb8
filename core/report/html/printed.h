/* SPDX-License-Identifier: Apache-2.0 */
/*
 * printed - a draft or a filing as a page to read, to print and to stamp.
 *
 * Reads:  xml.h, cert.h; schemas/filing-1.xsd; the stylesheets and words of
 *         forms/
 * Gives:  one HTML page in English, in Chinese or in both, that needs nothing
 *         else; every number as it stands in the filing, digit by digit
 * Memory: the page goes into the caller's arena
 *
 * Whether the filing holds is not looked at, and the page says so.  libxslt
 * sees the stylesheets that are installed and nothing else: no other file, no
 * network, nothing that is written.
 */
#ifndef RETRACE_PRINTED_H
#define RETRACE_PRINTED_H

#include "core/base/arena.h"
#include "core/base/findings.h"

enum printed_language { PRINTED_BOTH, PRINTED_EN, PRINTED_ZH };

struct printed_how {
	enum printed_language language;
	/* The rule pack whose form it is, or NULL: the first of the filing
	 * that has one; if none has, the plain form. */
	const char *form;
};

/*
 * xml: a draft or a filing, from anybody.  ST_ENCODING, ST_LIMIT, ST_SYNTAX,
 * ST_SCHEMA: it is none, each fault a finding; ST_NOINPUT: there is no such
 * form; ST_INTERNAL: a stylesheet cannot be used.
 */
enum status printed_write(struct str xml, const char *file,
    const struct printed_how *how, struct arena *a, struct str *page,
    struct findings *f);

#endif
