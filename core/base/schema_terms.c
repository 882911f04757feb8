/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema_terms - the words of a schema, and what it says of texts; see
 * schema_own.h.
 */
#include "core/base/schema_own.h"

#include "core/base/xml.h"

#include <stdlib.h>
#include <string.h>

void
schema_give_up(struct schema_reading *r)
{
	r->failed = true;
}

void
schema_only(struct schema_reading *r, const xmlNode *node, const char *names)
{
	for (const xmlAttr *t = node->properties; t != NULL; t = t->next) {
		const char *p = strstr(names, (const char *)t->name);
		size_t n = strlen((const char *)t->name);

		if (t->ns != NULL || p == NULL || p[n] != ' ' ||
		    (p > names && p[-1] != ' '))
			schema_give_up(r);
	}
}

uint32_t
schema_times(struct schema_reading *r, const xmlNode *node, const char *name)
{
	const char *text = attr(node, name);
	char *end;
	unsigned long n;

	if (text == NULL)
		return 1;
	if (strcmp(text, "unbounded") == 0)
		return SCHEMA_ENDLESS;
	n = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end != '\0' || n > 1000000)
		schema_give_up(r);
	return (uint32_t)n;
}

const char *
schema_own_name(
    const struct schema_reading *r, const xmlNode *node, const char *name)
{
	const char *colon = strchr(name, ':');
	char prefix[16] = "";
	const xmlNs *ns;

	if (colon == NULL || (size_t)(colon - name) >= sizeof(prefix))
		return NULL;
	memcpy(prefix, name, (size_t)(colon - name));
	ns = xmlSearchNs(
	    node->doc, (xmlNode *)(uintptr_t)node, (const xmlChar *)prefix);
	return ns != NULL && strcmp((const char *)ns->href, r->ns) == 0
		   ? colon + 1
		   : NULL;
}

bool
schema_is_built_in(const xmlNode *node, const char *name, const char *type)
{
	const char *colon = strchr(name, ':');
	char prefix[16] = "";
	const xmlNs *ns;

	if (colon == NULL || (size_t)(colon - name) >= sizeof(prefix))
		return false;
	memcpy(prefix, name, (size_t)(colon - name));
	ns = xmlSearchNs(
	    node->doc, (xmlNode *)(uintptr_t)node, (const xmlChar *)prefix);
	return ns != NULL && strcmp((const char *)ns->href, SCHEMA_XS) == 0 &&
	       strcmp(colon + 1, type) == 0;
}

const xmlNode *
schema_only_child(const xmlNode *node)
{
	const xmlNode *c = xml_element(node->children);

	return c != NULL && xml_element(c->next) == NULL ? c : NULL;
}

/* ---- texts */

static bool
read_base(const xmlNode *node, struct schema_text *t)
{
	static const struct {
		const char *name;
		enum schema_base base;
	} bases[] = { { "string", SCHEMA_STRING }, { "token", SCHEMA_TOKEN },
		{ "date", SCHEMA_DAY }, { "dateTime", SCHEMA_TIME } };
	const char *name = attr(node, "base");

	for (size_t i = 0; name != NULL && i < 4; i++)
		if (schema_is_built_in(node, name, bases[i].name)) {
			t->base = bases[i].base;
			return true;
		}
	return false;
}

static bool
read_facet(struct schema_reading *r, const xmlNode *node, struct schema_text *t)
{
	const char *value = attr(node, "value");

	schema_only(r, node, "value ");
	if (value == NULL)
		return false;
	if (is(node, "enumeration")) {
		t->word[t->nword++] = value;
		return true;
	}
	if (is(node, "pattern")) {
		t->pattern[t->npattern] = pattern_read(value, r->a);
		return t->pattern[t->npattern++] != NULL;
	}
	if (is(node, "maxLength")) {
		t->most = schema_times(r, node, "value");
		return true;
	}
	return false;
}

const struct schema_text *
schema_read_simple(struct schema_reading *r, const xmlNode *node)
{
	struct schema_text *t = TAKE(r->a, struct schema_text, 1);
	const xmlNode *by = schema_only_child(node);
	size_t n = 0;

	if (t == NULL) {
		schema_give_up(r);
		return NULL;
	}
	if (by == NULL || !is(by, "restriction") || !read_base(by, t))
		return t;
	schema_only(r, by, "base ");
	for (const xmlNode *c = xml_element(by->children); c != NULL;
	     c = xml_element(c->next))
		n++;
	t->most = SIZE_MAX;
	t->word = TAKE(r->a, const char *, n + 1);
	t->pattern = TAKE(r->a, const struct pattern *, n + 1);
	if (t->word == NULL || t->pattern == NULL) {
		schema_give_up(r);
		return t;
	}
	t->known = true;
	for (const xmlNode *c = xml_element(by->children); c != NULL;
	     c = xml_element(c->next))
		t->known &= read_facet(r, c, t);
	/* A day or a time has one form where a pattern says so. */
	if ((t->base == SCHEMA_DAY || t->base == SCHEMA_TIME) &&
	    t->npattern == 0)
		t->known = false;
	return t;
}
