/* SPDX-License-Identifier: Apache-2.0 */
/* recomputed - a filing against a new draft; see recomputed.h. */
#include "core/filing/recomputed.h"

#include "core/base/xml.h"
#include "core/filing/differs.h"

/* Differences that are told one by one. */
#define TOLD_MOST 50

struct telling {
	const char *file;
	struct findings *f;
	size_t n;
};

static void
tell(void *ctx, const xmlNode *node, const char *path, struct str was,
    struct str is)
{
	struct telling *t = ctx;

	if (++t->n > TOLD_MOST)
		return;
	if (was.p == NULL)
		was = STR("not there");
	if (is.p == NULL)
		is = STR("not there");
	was = str_clip(was, 80);
	is = str_clip(is, 80);
	findings_error(t->f, ST_VERIFY, xml_pos(node, t->file),
	    "%s is \"%.*s\", computed again \"%.*s\" [recomputed]", path,
	    STR_ARG(was), STR_ARG(is));
}

enum status
filing_recomputed(
    xmlDoc *filing, xmlDoc *again, const char *file, struct findings *f)
{
	struct telling t = { .file = file, .f = f };
	size_t n = filing_differs(filing, again, tell, &t);

	if (n > TOLD_MOST)
		findings_error(f, ST_VERIFY, ((struct pos){ file, 0, 0 }),
		    "and %zu more differences", n - TOLD_MOST);
	return n == 0 ? ST_OK : ST_VERIFY;
}
