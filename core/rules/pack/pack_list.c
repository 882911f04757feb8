/* SPDX-License-Identifier: Apache-2.0 */
/* pack_list - a control list of a rules.xml, whom the law binds, and what its
 * form demands; see pack_xml.h. */
#include "core/rules/pack/pack_xml.h"

const struct materials *
pack_materials(const struct pack *p, struct str id)
{
	for (size_t i = 0; i < p->nmaterials; i++)
		if (str_is(id, p->materials[i].id))
			return &p->materials[i];
	return NULL;
}

/* Each form in one entry alone, so that a form tells the code. */
static void
read_entry(struct pack_reader *r, const xmlNode *node, uint32_t *taken,
    struct list_entry *e)
{
	uint32_t both;

	e->at = document_keep(&r->d, node);
	e->code = document_text(&r->d, node, "code").p;
	e->hs = document_text(&r->d, node, "hs").p;
	e->clause = pack_clause(r, node);
	pack_titles(r, node, e->title);
	e->forms = pack_forms(r, node, "forms");
	e->unsettled = pack_forms(r, node, "unsettled");
	both = (*taken & (e->forms | e->unsettled)) | (e->forms & e->unsettled);
	for (int f = 0; f < FORM_COUNT; f++)
		if ((both >> f & 1) != 0)
			findings_error(r->d.f, ST_DUPLICATE,
			    document_at(&r->d, node),
			    "%s for the second time in this list: expected "
			    "each form in one entry",
			    form_name((enum form)f));
	if ((e->forms | e->unsettled) == 0)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "%s covers no form: expected forms, unsettled or both",
		    e->code);
	*taken |= e->forms | e->unsettled;
}

/*
 * pack_list_read - one control list.
 *
 * Err:	findings: materials that nobody knows, a form in two entries or an
 *	entry without any
 */
void
pack_list_read(
    struct pack_reader *r, const xmlNode *node, struct control_list *l)
{
	uint32_t taken = 0;
	size_t n = 0;

	l->at = document_keep(&r->d, node);
	l->id = document_text(&r->d, node, "id").p;
	l->clause = pack_clause(r, node);
	pack_titles(r, node, l->title);
	l->of = pack_materials(r->p, document_text(&r->d, node, "of"));
	if (l->of == NULL)
		pack_unknown(r, node, "of", r->p->materials, r->p->nmaterials,
		    sizeof(*r->p->materials));
	else if (l->of->whole)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "%s counts whole items: expected materials that count "
		    "themselves",
		    l->of->id);
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		n++;
	l->entry = TAKE(&r->p->mem, struct list_entry, n + 1);
	if (l->entry == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		read_entry(r, c, &taken, &l->entry[l->nentry++]);
}

void
pack_bound(struct pack_reader *r, const xmlNode *node, struct bound *b)
{
	b->clause = pack_clause(r, node);
	b->who[LANGUAGE_EN] = document_text(&r->d, node, "who").p;
	b->who[LANGUAGE_ZH] = document_text(&r->d, node, "who-zh").p;
	b->act[LANGUAGE_EN] = document_text(&r->d, node, "act").p;
	b->act[LANGUAGE_ZH] = document_text(&r->d, node, "act-zh").p;
	b->destination[LANGUAGE_EN] =
	    document_text(&r->d, node, "destination").p;
	b->destination[LANGUAGE_ZH] =
	    document_text(&r->d, node, "destination-zh").p;
}

void
pack_demand(struct pack_reader *r, const xmlNode *node, struct demand *d)
{
	d->at = document_keep(&r->d, node);
	d->clause = pack_clause(r, node);
	d->fields = pack_disclosed(r, node);
}
