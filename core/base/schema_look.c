/* SPDX-License-Identifier: Apache-2.0 */
/* schema_look - documents that are seen to fit a schema; see schema_look.h. */
#include "core/base/schema_own.h"

#include "core/base/date.h"

#include <string.h>

static bool
is_day(struct str s)
{
	struct error none = { 0 };
	date_day day;

	return s.n == 10 && !str_starts(s, "0000") &&
	       date_read(s, pos_none, &day, &none) == ST_OK;
}

static bool
is_below(struct str s, size_t at, int most)
{
	const char *p = s.p + at;

	return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' &&
	       (p[0] - '0') * 10 + (p[1] - '0') < most;
}

/* "2026-11-23T10:15:00Z" */
static bool
is_time(struct str s)
{
	return s.n == 20 && is_day((struct str){ s.p, 10 }) && s.p[10] == 'T' &&
	       is_below(s, 11, 24) && s.p[13] == ':' && is_below(s, 14, 60) &&
	       s.p[16] == ':' && is_below(s, 17, 60) && s.p[19] == 'Z';
}

static bool
is_one_of(const struct schema_text *t, struct str s)
{
	for (size_t i = 0; i < t->nword; i++)
		if (str_is(s, t->word[i]))
			return true;
	return t->nword == 0;
}

static bool
fits_one(const struct schema_text *t, struct str s)
{
	for (size_t i = 0; i < t->npattern; i++)
		if (pattern_fits(t->pattern[i], s))
			return true;
	return t->npattern == 0;
}

static bool
text_fits(const struct schema_text *t, struct str s)
{
	if (s.p == NULL || !t->known || s.n > t->most) /* [bytes] */
		return false;
	switch (t->base) {
	case SCHEMA_STRING:
		break;
	case SCHEMA_TOKEN: /* in which some blanks do not count */
		for (size_t i = 0; i < s.n; i++)
			if (strchr(" \t\n\r", s.p[i]) != NULL)
				return false;
		break;
	case SCHEMA_DAY:
		if (!is_day(s))
			return false;
		break;
	case SCHEMA_TIME:
		if (!is_time(s))
			return false;
		break;
	}
	return is_one_of(t, s) && fits_one(t, s);
}

/* Both in the order of their names. */
static bool
attributes_fit(const struct schema_type *type, const xmlNode *node)
{
	/* one that has none has no list either */
	const struct schema_attr *a = type->attr;
	const struct schema_attr *end = a != NULL ? a + type->nattr : NULL;

	for (const xmlAttr *t = node->properties; t != NULL; t = t->next) {
		int order = -1;

		if (t->ns != NULL)
			return false;
		while (a < end &&
		       (order = strcmp(a->name, (const char *)t->name)) < 0)
			if (a++->required)
				return false;
		if (a == end || order > 0 ||
		    !text_fits(a->text, xml_only_text(t->children)))
			return false;
		a++;
	}
	for (; a < end; a++)
		if (a->required)
			return false;
	return true;
}

static bool
is_in(const xmlNode *node, const char *ns)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	       strcmp((const char *)node->ns->href, ns) == 0;
}

static bool
is_part(const struct schema_look *look, const xmlNode *node,
    const struct schema_part *part)
{
	if (part->name == NULL)
		return is_in(node, part->ns);
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, part->name) == 0 &&
	       is_in(node, look->ns);
}

/* The node, or the next one that is more than blanks between elements. */
static const xmlNode *
behind_blanks(const xmlNode *node)
{
	while (node != NULL && node->type == XML_TEXT_NODE &&
	       node->content != NULL &&
	       strspn((const char *)node->content, " \t\r\n") ==
		   strlen((const char *)node->content))
		node = node->next;
	return node;
}

/* An element with all that is in it; the parser has a limit for its depth. */
static bool
element_fits(const struct schema_look *look, const struct schema_type *type,
    const xmlNode *node)
{
	const xmlNode *child = node->children;

	if (!attributes_fit(type, node))
		return false;
	if (type->text != NULL)
		return text_fits(type->text, xml_only_text(child));
	for (size_t i = 0; i < type->npart; i++) {
		const struct schema_part *part = &type->part[i];
		uint32_t n = 0;

		child = behind_blanks(child);
		for (; child != NULL && n < part->most &&
		       is_part(look, child, part);
		     child = behind_blanks(child->next), n++)
			if (part->name != NULL &&
			    !element_fits(look, part->type, child))
				return false;
		if (n < part->least)
			return false;
	}
	return child == NULL;
}

bool
schema_look_fits(const struct schema_look *look, const xmlDoc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc);

	for (size_t i = 0; root != NULL && i < look->nroot; i++)
		if (is_part(look, root, &look->root[i]))
			return element_fits(look, look->root[i].type, root);
	return false;
}
