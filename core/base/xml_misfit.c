/* SPDX-License-Identifier: Apache-2.0 */
/* xml_misfit - XML that a schema does not have; see xml_fault.h. */
#include "core/base/xml_fault.h"

#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>

#define CLIP 60

/* A violation, and the parts of what libxml2 says about it. */
struct misfit {
	const xmlError *e;
	struct findings *f;
	struct pos at;
	struct str element;       /* the local name */
	struct str attribute;     /* or empty */
	struct str value;         /* of it, or of the element; clipped */
	char message[ERROR_TEXT]; /* libxml2's, without namespaces */
};

/* The patterns of our schemas, in words. */
static const struct {
	const char *pattern, *words;
} forms[] = {
	{ "[a-z0-9]+(-[a-z0-9]+)*",
	    "small letters, digits and single hyphens between them" },
	{ "\\S([^\\n\\r\\t]*\\S)?",
	    "a text in one line, without blanks at its ends" },
	{ "(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", "a day such as 2026-02-28" },
	{ "[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day such as 2026-02-28" },
	{ "[0-9]{1,30}(\\.[0-9]{1,30})? (%|ppm|ppb)",
	    "a share such as 0.1 %, 10 ppm or 50 ppb" },
	{ "[0-9]{1,30}(\\.[0-9]{1,30})? (ug|mg|g|kg|t)",
	    "a mass such as 2.5 g" },
	{ "([0-9]{1,30}(\\.[0-9]{1,30})?)?",
	    "a number such as 12.50, or nothing" },
	{ "([0-9]{4}(\\.?[0-9]{2}){0,4})?",
	    "an HS code such as 8501.53, or nothing" },
	{ "[0-9]{2}([0-9]{2}){0,4}",
	    "tariff codes of 2, 4, 6, 8 or 10 digits without a point, such as "
	    "850151, with blanks between them" },
	{ "[0-9]{1,30}(\\.[0-9]{1,30})? (each|g|kg|t|m|m2|l)",
	    "a quantity such as 1200 each or 35.5 kg" },
	{ "[0-9]{1,30}(\\.[0-9]{1,30})? (each|g|kg|t|m|m2|l|[A-Z]{3})",
	    "a quantity or an amount of money, such as 1200 each, 35.5 kg or "
	    "5000 USD" },
	{ "[0-9]{1,30}(\\.[0-9]{1,30})? [A-Z]{3}",
	    "an amount of money such as 600 USD" },
	{ "[0-9]{1,3}(\\.[0-9]{1,30})? %", "a share such as 60 %" },
	{ "[A-Za-z0-9]+([.-][A-Za-z0-9]+)*",
	    "letters and digits, with points or hyphens between them" },
	{ "[A-Z]{2}", "two capital letters of a country, such as CN" },
	{ "[A-Z]{2}|any",
	    "two capital letters of a country, such as CN, or any" },
	{ "([A-Z]{2})?",
	    "two capital letters of a country, such as CN, or nothing" },
	{ "([A-Z]{3})?",
	    "three capital letters of a currency, such as USD, or nothing" },
	{ "[0-9a-f]{64}", "64 digits of 0-9 and a-f" },
	{ "[0-9]{1,4}(\\.[0-9]{1,4}){0,2}", "a version such as 1.0" },
};

/* Types whose name alone says little. */
static const struct {
	const char *type, *words;
} types[] = {
	{ "day", "a day such as 2026-02-28" },
	{ "xs:date", "a day such as 2026-02-28" },
	{ "time", "a time such as 2026-02-28T12:00:00Z" },
	{ "xs:dateTime", "a time such as 2026-02-28T12:00:00Z" },
};

/* Copies text without "{namespace}". */
static void
strip_namespaces(const char *text, char out[ERROR_TEXT])
{
	size_t n = 0;

	while (*text != '\0' && n + 1 < ERROR_TEXT) {
		const char *end = *text == '{' ? strchr(text, '}') : NULL;

		/* Only the names of namespaces: a pattern has braces too. */
		if (end != NULL && memchr(text, ':', (size_t)(end - text)))
			text = end + 1;
		else
			out[n++] = *text++;
	}
	out[n] = '\0';
}

/* What stands in s between the first `from` and the next `to`, or nothing. */
static struct str
between(const char *s, const char *from, const char *to)
{
	const char *start = strstr(s, from), *end;

	if (start == NULL)
		return (struct str){ "", 0 };
	start += strlen(from);
	end = strstr(start, to);
	if (end == NULL)
		end = start + strlen(start);
	return (struct str){ start, (size_t)(end - start) };
}

/* "Element 'e', attribute 'a': ...": the a, if it stands before the colon. */
static struct str
attribute_of(const char *message)
{
	struct str a = between(message, "', attribute '", "':");
	const char *colon = strstr(message, "': ");

	if (a.n > 0 && colon != NULL && a.p < colon)
		return str_clip(a, CLIP);
	return (struct str){ "", 0 };
}

/* Writes `part="A B" of <item>` or `"A B" in <item>`. */
static const char *
subject(const struct misfit *m, char *out, size_t room)
{
	if (m->attribute.n > 0)
		snprintf(out, room, "%.*s=\"%.*s\" of <%.*s>",
		    STR_ARG(m->attribute), STR_ARG(m->value),
		    STR_ARG(m->element));
	else
		snprintf(out, room, "\"%.*s\" in <%.*s>", STR_ARG(m->value),
		    STR_ARG(m->element));
	return out;
}

static const char *
pattern_words(const char *pattern, char *out, size_t room)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (pattern != NULL && strcmp(forms[i].pattern, pattern) == 0)
			return forms[i].words;
	snprintf(out, room, "a value of the form %.100s",
	    pattern != NULL ? pattern : "that the schema has");
	return out;
}

static const char *
type_words(const struct misfit *m, char *out, size_t room)
{
	struct str type = between(m->message, "type '", "'");

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (str_is(type, types[i].type))
			return types[i].words;
	snprintf(out, room, "a value of the type %.*s",
	    STR_ARG(str_clip(type, CLIP)));
	return out;
}

/* libxml2 counts the words of a list, and the characters of anything else. */
static const char *
counted_in(const xmlError *e)
{
	struct str value = str_of(e->str1);
	char words[24];
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++)
		n += value.p[i] != ' ' && (i == 0 || value.p[i - 1] == ' ');
	snprintf(words, sizeof(words), "%zu", n);
	return strcmp(words, e->str2) == 0 &&
		       memchr(value.p, ' ', value.n) != NULL
		   ? "words"
		   : "characters";
}

/* A value that its type does not have.  False: none of these. */
static bool
say_value(const struct misfit *m)
{
	const xmlError *e = m->e;
	char what[300], words[200];

	subject(m, what, sizeof(what));
	switch (e->code) {
	case XML_SCHEMAV_CVC_PATTERN_VALID:
		findings_error(m->f, ST_SCHEMA, m->at, "%s: expected %s", what,
		    pattern_words(e->str2, words, sizeof(words)));
		return true;
	case XML_SCHEMAV_CVC_ENUMERATION_VALID:
		findings_error(m->f, ST_SCHEMA, m->at, "%s: expected %.*s",
		    what, STR_ARG(str_clip(str_of(e->str2), 250)));
		return true;
	case XML_SCHEMAV_CVC_MINLENGTH_VALID:
		if (str_trim(m->value).n == 0) {
			findings_error(m->f, ST_SCHEMA, m->at,
			    "%s: expected something there", what);
			return true;
		}
		/* fall through */
	case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
	case XML_SCHEMAV_CVC_LENGTH_VALID:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "%.10s %s: %s: expected %s %.10s", e->str2, counted_in(e),
		    what,
		    e->code == XML_SCHEMAV_CVC_MAXLENGTH_VALID   ? "at most"
		    : e->code == XML_SCHEMAV_CVC_MINLENGTH_VALID ? "at least"
								 : "exactly",
		    e->str3);
		return true;
	case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2:
		if (m->f->errors > 0) /* which of its words, was said */
			return true;
		/* fall through */
	case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
	case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3:
		findings_error(m->f, ST_SCHEMA, m->at, "%s: expected %s", what,
		    type_words(m, words, sizeof(words)));
		return true;
	default:
		return false;
	}
}

/* How often the same element stands right before it: it is one too many. */
static size_t
times_before(const xmlNode *node)
{
	size_t n = 0;

	for (const xmlNode *p = node->prev; p != NULL; p = p->prev) {
		if (p->type != XML_ELEMENT_NODE)
			continue;
		if (!xmlStrEqual(p->name, node->name))
			break;
		n++;
	}
	return n;
}

/* "( a, b )" behind "Expected is": the elements that may stand there. */
static void
say_element(const struct misfit *m)
{
	struct str list = str_clip(between(m->message, "( ", " )"), 200);
	const char *of = memchr(list.p, ',', list.n) != NULL ? "one of " : "";
	const xmlNode *node = m->e->node;
	/* A root is refused by another rule, so there is a parent. */
	struct str parent =
	    str_clip(str_of((const char *)node->parent->name), CLIP);
	bool missing = strstr(m->message, "Missing child") != NULL;
	size_t again = missing ? 0 : times_before(node);

	if (missing)
		findings_error(m->f, ST_SCHEMA, m->at,
		    "<%.*s> is not complete: expected %s%.*s in it",
		    STR_ARG(m->element), of, STR_ARG(list));
	else if (again > 0 && list.n > 0)
		findings_error(m->f, ST_SCHEMA, m->at,
		    "%zu of <%.*s> in <%.*s>: expected at most %zu, then "
		    "%s%.*s",
		    again + 1, STR_ARG(m->element), STR_ARG(parent), again, of,
		    STR_ARG(list));
	else if (again > 0)
		findings_error(m->f, ST_SCHEMA, m->at,
		    "%zu of <%.*s> in <%.*s>: expected at most %zu", again + 1,
		    STR_ARG(m->element), STR_ARG(parent), again);
	else if (list.n > 0)
		findings_error(m->f, ST_SCHEMA, m->at,
		    "<%.*s> in <%.*s>: expected %s%.*s there",
		    STR_ARG(m->element), STR_ARG(parent), of, STR_ARG(list));
	else
		findings_error(m->f, ST_SCHEMA, m->at,
		    "<%.*s> in <%.*s>: expected no such element, or not at "
		    "this place",
		    STR_ARG(m->element), STR_ARG(parent));
}

/* An element or attribute that is missing or too much.  False: neither. */
static bool
say_part(const struct misfit *m, const char *ns)
{
	const xmlNode *node = m->e->node;
	struct str namespace =
	    str_of(node->ns != NULL ? (const char *)node->ns->href : NULL);

	switch (m->e->code) {
	case XML_SCHEMAV_CVC_ELT_1:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "root element \"%.*s\" of namespace \"%.*s\": expected "
		    "one of %s",
		    STR_ARG(m->element), STR_ARG(str_clip(namespace, 80)), ns);
		return true;
	case XML_SCHEMAV_ELEMENT_CONTENT:
		say_element(m);
		return true;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "text or elements in <%.*s>: expected nothing in it",
		    STR_ARG(m->element));
		return true;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
	case XML_SCHEMAV_CVC_TYPE_3_1_2:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "elements in <%.*s>: expected text only",
		    STR_ARG(m->element));
		return true;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "text in <%.*s>: expected elements only",
		    STR_ARG(m->element));
		return true;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
	case XML_SCHEMAV_CVC_TYPE_3_1_1:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "attribute \"%.*s\" of <%.*s>: expected none of that "
		    "name",
		    STR_ARG(m->attribute), STR_ARG(m->element));
		return true;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
		findings_error(m->f, ST_SCHEMA, m->at,
		    "<%.*s> without %.60s: expected %.60s=\"...\"",
		    STR_ARG(m->element), m->e->str1, m->e->str1);
		return true;
	default:
		return false;
	}
}

/* A name that is defined twice, or used and not defined.  False: neither. */
static bool
say_key(const struct misfit *m)
{
	struct str key = str_clip(between(m->message, "['", "']"), CLIP);

	if (m->e->code != XML_SCHEMAV_CVC_IDC || key.n == 0)
		return false;
	if (strstr(m->message, ": Duplicate ") != NULL)
		findings_error(m->f, ST_SCHEMA, m->at,
		    "\"%.*s\" of <%.*s> again: expected each name once",
		    STR_ARG(key), STR_ARG(m->element));
	else
		findings_error(m->f, ST_SCHEMA, m->at,
		    "\"%.*s\" in <%.*s> is defined nowhere: expected the id "
		    "of one in this file",
		    STR_ARG(key), STR_ARG(m->element));
	return true;
}

/* libxml2 has no node for a key that is defined nowhere: then from its text. */
static struct str
element_of(const struct misfit *m)
{
	const xmlNode *node = m->e->node;

	return str_clip(node != NULL ? str_of((const char *)node->name)
				     : between(m->message, "Element '", "'"),
	    CLIP);
}

/*
 * xml_misfit - a violation of a schema, as a finding.
 *
 * In:	e	its node is the element that is wrong or has the wrong part
 */
void
xml_misfit(const xmlError *e, const char *ns, struct pos at, struct findings *f)
{
	struct misfit m = { .e = e,
		.f = f,
		.at = at,
		.value = str_clip(str_of(e->str1), CLIP) };
	struct str rest;

	strip_namespaces(e->message, m.message);
	m.element = element_of(&m);
	m.attribute = attribute_of(m.message);
	if (say_key(&m) || (e->node != NULL && say_part(&m, ns)) ||
	    say_value(&m))
		return;
	/* A key that has no value, since that was refused. */
	if (f->errors > 0 && strstr(m.message, "No precomputed value") != NULL)
		return;
	rest = str_clip(str_trim(str_of(m.message)), 300);
	if (rest.n > 0 && rest.p[rest.n - 1] == '.')
		rest.n--;
	findings_error(f, ST_SCHEMA, at, "%.*s: expected what its schema has",
	    STR_ARG(rest));
}
