/* SPDX-License-Identifier: Apache-2.0 */
/* draft_withdrawal - a filing that is taken back, as a draft; see draft.h. */
#include "core/filing/draft/draft_parts.h"

#include <string.h>

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

/* The header again, but for why it is filed and who wrote it. */
static void
copy_header(const struct draft_withdrawal *x, const struct earlier *e,
    xmlNode *header, struct canon *w, struct arena *a)
{
	canon_open(w, "header");
	for (const xmlAttr *t = header->properties; t != NULL; t = t->next) {
		const char *name = (const char *)t->name;
		struct str v = xml_attr(a, header, name);

		if (strcmp(name, "kind") == 0)
			v = str_of(earlier_kind(e->how));
		else if (strcmp(name, "program") == 0)
			v = str_of(x->program);
		if (t->ns == NULL)
			canon_attr(w, name, v.p != NULL ? v : STR(""));
	}
	earlier_write(e, w);
	for (xmlNode *c = xml_element(header->children); c != NULL;
	     c = xml_element(c->next))
		if (!xml_is(c, FILING_XMLNS, "earlier"))
			filing_copy_element(w, c, a);
	canon_close(w);
}

static void
put_all(const struct draft_withdrawal *x, const struct earlier *e,
    const struct missing *m, struct canon *w, struct arena *a)
{
	const xmlNode *root = xmlDocGetRootElement(x->of->doc);
	char created[DATE_TIME_TEXT];

	date_time_format(x->created, created);
	canon_open_in(w, &filing_ns, "draft");
	canon_attr(w, "version", STR("1"));
	canon_attr(w, "created", str_of(created));
	if (x->checkpoint.n > 0)
		canon_leaf(w, "checkpoint", x->checkpoint);
	for (xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next)) {
		if (xml_is(c, FILING_XMLNS, "header"))
			copy_header(x, e, c, w, a);
		else if (filing_is_computed(c))
			filing_copy_element(w, c, a);
	}
	profile_write(x->people, w);
	missing_write(m, w);
	canon_close(w);
}

enum status
draft_withdraw(const struct draft_withdrawal *x, struct arena *a,
    struct draft *out, struct error *err)
{
	struct arena scratch = { 0 };
	struct canon w = { 0 };
	struct draft d = { 0 };
	struct earlier e;
	struct str plain;
	enum status st = older_as_earlier(x->of, EARLIER_WITHDRAWS, &e, err);

	if (st == ST_OK)
		st = missing_find(x->people, true, a, &d.missing, err);
	if (st == ST_OK) {
		put_all(x, &e, &d.missing, &w, &scratch);
		st = canon_finish(&w, &scratch, &plain, err);
	}
	if (st == ST_OK)
		st = draft_close(plain, a, &d, err);
	if (st == ST_OK) {
		d.hypothetical = x->of->facts.hypothetical;
		*out = d;
	}
	canon_free(&w);
	arena_free(&scratch);
	return st;
}
