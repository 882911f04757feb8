/* SPDX-License-Identifier: Apache-2.0 */
/* seal_places - where values stand that can be sealed; see seal_places.h. */
#include "core/filing/seal/seal_places.h"

#include <stdio.h>
#include <string.h>

#define STEP_TEXT 64 /* "/declared[20]" */

const struct seal_kind seal_kinds[SEAL_KINDS] = {
	{ "declared", "supplier", NULL, DISCLOSED_SUPPLIER, false },
	{ "declared", "document", NULL, DISCLOSED_DOCUMENT, false },
	{ "declared", "evidence", NULL, DISCLOSED_EVIDENCE, false },
	{ "declared", "file", NULL, DISCLOSED_FILE, false },
	{ "stage", "supplier", NULL, DISCLOSED_SUPPLIER, false },
	{ "stage", "document", NULL, DISCLOSED_DOCUMENT, false },
	{ "stage", "evidence", NULL, DISCLOSED_EVIDENCE, false },
	{ "stage", "file", NULL, DISCLOSED_FILE, false },
	{ "place", "maker", NULL, DISCLOSED_MAKER, false },
	{ "item", "maker", NULL, DISCLOSED_MAKER, false },
	{ "step", "maker", NULL, DISCLOSED_MAKER, false },
	{ "paid", "maker", NULL, DISCLOSED_MAKER, false },
	{ "input", "name", NULL, DISCLOSED_FILE, true },
	{ "input", "size", NULL, DISCLOSED_FILE, true },
	{ "input", "sha256", NULL, DISCLOSED_FILE, true },
	{ "issuer", NULL, "upstream", DISCLOSED_UPSTREAM, false },
	{ "id", NULL, "upstream", DISCLOSED_UPSTREAM, false },
};

xmlNode *
seal_next(xmlNode *node, const xmlNode *root)
{
	xmlNode *next = xml_element(node->children);

	while (next == NULL && node != root) {
		next = xml_element(node->next);
		node = node->parent;
	}
	return next;
}

void
seal_number(xmlNode *node)
{
	uintptr_t n = 1;

	for (xmlNode *p = node->prev; p != NULL; p = p->prev)
		if (p->type == XML_ELEMENT_NODE &&
		    xmlStrEqual(p->name, node->name)) {
			n = (uintptr_t)p->_private + 1;
			break;
		}
	node->_private = (void *)n;
}

/* "product[1]/places[1]/place[3]" and what is behind it; .p NULL when memory is
 * out. */
static struct str
place_of(const xmlNode *node, const char *end, struct arena *a)
{
	char step[STEP_TEXT];
	size_t n = strlen(end), k;
	char *text;

	for (const xmlNode *p = node; p->parent->type == XML_ELEMENT_NODE;
	     p = p->parent)
		n += (size_t)snprintf(step, sizeof(step), "/%.40s[%zu]",
		    (const char *)p->name, (size_t)(uintptr_t)p->_private);
	text = TAKE(a, char, n + 1);
	if (text == NULL)
		return (struct str){ NULL, 0 };
	k = n - strlen(end);
	memcpy(text + k, end, strlen(end) + 1);
	for (const xmlNode *p = node; p->parent->type == XML_ELEMENT_NODE;
	     p = p->parent) {
		int m = snprintf(step, sizeof(step), "/%.40s[%zu]",
		    (const char *)p->name, (size_t)(uintptr_t)p->_private);

		k -= (size_t)m;
		memcpy(text + k, step, (size_t)m);
	}
	return (struct str){ text + 1, n - 1 };
}

struct str
seal_place(const xmlNode *node, const struct seal_kind *k, struct arena *a)
{
	char end[SEAL_NAME] = "";

	if (k->clear != NULL)
		snprintf(end, sizeof(end), "/@%s", k->clear);
	return place_of(node, end, a);
}

bool
seal_is_kind(const xmlNode *node, const struct seal_kind *k)
{
	/* Of most elements the first letter already says no. */
	return node->name[0] == (xmlChar)k->element[0] &&
	       xml_is(node, FILING_XMLNS, k->element) &&
	       (k->above == NULL ||
		   xml_is(node->parent, FILING_XMLNS, k->above));
}

const char *
seal_name(const struct seal_kind *k, char name[SEAL_NAME])
{
	if (k->clear == NULL)
		return SEAL_TEXT;
	snprintf(name, SEAL_NAME, SEAL_TEXT "-%s", k->clear);
	return name;
}
