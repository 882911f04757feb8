/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pages - the HTML of `check`: one page, or a folder with one for each
 * product.
 *
 * Reads:  output.h, core/report/html/html.h
 * Gives:  -o html[=FILE], -o html=FOLDER/ with an index.html
 * Memory: pages_free()
 */
#ifndef RETRACE_PAGES_H
#define RETRACE_PAGES_H

#include "cmd/session.h"
#include "core/report/html/html.h"

struct pages {
	bool asked;   /* some -o is HTML */
	int language; /* enum language */
	struct inquiry inquiry;
	bool has_inquiry;
};

/* Is HTML asked for?  Then the session is to compute what it takes. */
void pages_prepare(struct pages *p, struct session *s);
/* The questions that are open; nothing if no HTML is asked for. */
enum status pages_ask(
    struct pages *p, const struct checked *c, struct error *err);
enum status pages_write(const struct pages *p, const struct page *page,
    const struct checked *c, struct error *err);
void pages_free(struct pages *p);

#endif
