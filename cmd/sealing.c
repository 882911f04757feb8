/* SPDX-License-Identifier: Apache-2.0 */
/* sealing - what a draft keeps back; see sealing.h. */
#include "cmd/sealing.h"

#include <string.h>

enum { SEAL_AS_BEFORE, SEAL_SUPPLIERS }; /* and nothing */

/* Of the document that is gone on from: *seal is a draft's own. */
static bool
was_sealed(const struct redraft *r, struct seal *seal, bool *is_own)
{
	*is_own = false;
	if (r->older.doc == NULL)
		return false;
	*is_own = seal_of_draft(xmlDocGetRootElement(r->older.doc), seal);
	return *is_own || (r->older.is_filing && seal_any(r->older.doc));
}

enum status
sealing_choose(struct sealing *x, const struct redraft *r, struct error *err)
{
	bool is_own, before = was_sealed(r, &x->seal, &is_own);

	if (r->withdraws != NULL && x->what != SEAL_AS_BEFORE)
		return error_set(err, ST_USAGE, pos_none,
		    "--seal beside --withdraws: expected neither values nor a "
		    "choice, for a withdrawal repeats what the filing says, "
		    "digests too");
	x->seals =
	    r->withdraws == NULL && (x->what == SEAL_SUPPLIERS ||
					(x->what == SEAL_AS_BEFORE && before));
	if (!x->seals)
		return ST_OK;
	x->seal.fields = DISCLOSED_ALL;
	return is_own ? ST_OK : seal_new(&x->seal, err);
}

void
sealing_tell(
    const struct sealing *x, const struct redraft *r, const struct draft *d)
{
	char fields[DISCLOSED_TEXT];

	if (r->unsealed > 0)
		fputs("retrace: a notice of the older filing is sealed there: "
		      "give issuer and id of upstream again with --set\n",
		    stderr);
	if (!x->seals) {
		if (x->what == SEAL_AS_BEFORE && r->withdraws == NULL &&
		    d->demanded != DISCLOSED_ALL)
			fputs("retrace: who suppliers are stays in clear: "
			      "--seal suppliers keeps it back\n",
			    stderr);
		return;
	}
	fputs("retrace: suppliers will be sealed; the draft holds the secret: "
	      "keep it to yourself\n",
	    stderr);
	disclosed_text(d->demanded, fields);
	if (d->demanded != 0)
		fprintf(stderr,
		    "retrace: in clear stays what a form demands: %s\n",
		    fields);
}

enum file_mode
sealing_mode(const struct sealing *x)
{
	return x->seals ? FILE_PRIVATE : FILE_PUBLIC;
}

const char *
sealing_path(struct arena *a, const char *filing)
{
	static const char tail[] = ".opening";
	size_t n = strlen(filing);
	char *path = TAKE(a, char, n + sizeof(tail));

	if (path != NULL) {
		memcpy(path, filing, n);
		memcpy(path + n, tail, sizeof(tail));
	}
	return path;
}
