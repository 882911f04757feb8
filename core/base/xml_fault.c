/* SPDX-License-Identifier: Apache-2.0 */
/* xml_fault - XML that is not well-formed; see xml_fault.h. */
#include "core/base/xml_fault.h"

#include "core/base/guard.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A fault, and where the parser stands in the text. */
struct fault {
	const xmlError *e;
	const xmlParserCtxt *parser;
	struct str body;
	size_t offset;         /* of the parser in the body */
	struct str rest;       /* from there on */
	struct str s1, s2;     /* names of the user's, clipped; or empty */
	char text[ERROR_TEXT]; /* what will be said */
};

static void __attribute__((format(printf, 2, 3)))
say(struct fault *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(x->text, sizeof(x->text), fmt, ap);
	va_end(ap);
}

/* What libxml2 says needs no more than its code. */
static const struct said {
	int code;
	const char *text;
	const char *at_end; /* where the file ends there, or NULL: as text */
} table[] = {
	{ XML_ERR_INVALID_HEX_CHARREF,
	    "\"&#x\" without a number: expected a character such as &#xB5;",
	    NULL },
	{ XML_ERR_INVALID_DEC_CHARREF,
	    "\"&#\" without a number: expected a character such as &#181;",
	    NULL },
	{ XML_ERR_INVALID_CHAR,
	    "a character that XML does not have: expected text without "
	    "control characters",
	    NULL },
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING,
	    "\"&\" and a word without \";\": expected &amp; for the "
	    "character &",
	    NULL },
	{ XML_ERR_LT_IN_ATTRIBUTE,
	    "\"<\" in the value of an attribute: expected a closing quote "
	    "before it, or &lt; for the character <",
	    NULL },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED,
	    "a value without quotes: expected name=\"value\"",
	    "the file ends in a tag: expected name=\"value\", > or />" },
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED,
	    "the value of an attribute does not end: expected a closing "
	    "quote",
	    NULL },
	{ XML_ERR_COMMENT_NOT_FINISHED,
	    "the file ends in a comment: expected -->", NULL },
	{ XML_ERR_HYPHEN_IN_COMMENT,
	    "\"--\" in a comment: expected it at the end only, as -->", NULL },
	{ XML_ERR_PI_NOT_STARTED,
	    "\"<?\" without a name: expected one, or a comment <!-- -->",
	    NULL },
	{ XML_ERR_PI_NOT_FINISHED,
	    "an instruction <? does not end: expected ?>", NULL },
	{ XML_ERR_CDATA_NOT_FINISHED,
	    "the file ends in <![CDATA[: expected ]]>", NULL },
	{ XML_ERR_MISPLACED_CDATA_END,
	    "\"]]>\" in text: expected ]]&gt; for these characters", NULL },
	{ XML_ERR_RESERVED_XML_NAME,
	    "\"<?xml\" that is no XML declaration: expected <?xml "
	    "version=\"1.0\" encoding=\"UTF-8\"?> as the first bytes of "
	    "the file, or none",
	    NULL },
	{ XML_ERR_XMLDECL_NOT_FINISHED,
	    "an XML declaration that does not end: expected ?>", NULL },
	{ XML_ERR_SPACE_REQUIRED, "no blank between two words: expected one",
	    "the file ends in a tag: expected > or />" },
	{ XML_ERR_EQUAL_REQUIRED,
	    "a name without a value: expected name=\"value\"", NULL },
	{ XML_ERR_GT_REQUIRED, "a tag that does not end: expected > or />",
	    "the file ends in a tag: expected > or />" },
	{ XML_ERR_LTSLASH_REQUIRED,
	    "an element that is not closed: expected "
	    "its end tag",
	    NULL },
	{ XML_ERR_STANDALONE_VALUE,
	    "a value of standalone that XML does not have: expected \"yes\" "
	    "or \"no\"",
	    NULL },
	{ XML_ERR_ENCODING_NAME,
	    "an encoding that is no name: expected encoding=\"UTF-8\"", NULL },
	{ XML_ERR_VERSION_MISSING,
	    "an XML declaration without version: expected version=\"1.0\"",
	    NULL },
	{ XML_ERR_STRING_NOT_STARTED,
	    "a value without quotes: expected name=\"value\"", NULL },
	{ XML_ERR_STRING_NOT_CLOSED,
	    "a value that does not end: expected a closing quote", NULL },
	{ XML_ERR_NAME_TOO_LONG,
	    "a name of more than 50000 bytes: expected a shorter one", NULL },
	{ XML_NS_ERR_XML_NAMESPACE,
	    "xmlns with a namespace that cannot stand there: expected the "
	    "namespace of a document",
	    NULL },
};

/* The file, or what of it the parser could understand, ends. */
static void
say_end(struct fault *x)
{
	const xmlChar *open = x->parser->nameNr > 0 ? x->parser->name : NULL;
	struct str name = str_clip(str_of((const char *)open), 60);

	if (x->parser->instate == XML_PARSER_EPILOG)
		say(x, "more behind the root element: expected the end of the "
		       "file");
	else if (open != NULL)
		say(x, "the file ends inside <%.*s>: expected </%.*s>",
		    STR_ARG(name), STR_ARG(name));
	else if (x->rest.n > 0 && x->rest.p[0] != '<')
		say(x, "text before the first tag: expected <");
	else if (x->rest.n > 0)
		say(x, "the file ends in its first tag: expected all of an "
		       "element");
	else
		say(x, "the file ends without an element: expected one");
}

/* "<!" that begins neither a comment nor CDATA. */
static bool
is_bang(const struct fault *x)
{
	struct str s = x->rest;

	if (s.n > 0 && s.p[0] == '!')
		return x->offset > 0 && x->body.p[x->offset - 1] == '<';
	return str_starts(s, "<!") && !str_starts(s, "<!--") &&
	       !str_starts(s, "<![CDATA[");
}

/* A name is missing: of what, the characters around the place tell. */
static void
say_nameless(struct fault *x)
{
	char before = x->offset > 0 ? x->body.p[x->offset - 1] : '\0';
	char here = x->rest.n > 0 ? x->rest.p[0] : '\0';

	if (before == '&')
		say(x, "\"&\" alone: expected &amp; for the character &");
	else if (before == '<' && here == '/')
		say(x, "an end tag where nothing is open: expected an "
		       "element");
	else if (before == '<' && here == '\0')
		say(x, "the file ends in a tag: expected > or />");
	else if (before == '<')
		say(x, "\"<\" that begins no tag: expected the name of an "
		       "element, or &lt; for the character <");
	else if (here == '<')
		say(x, "\"<\" inside a tag: expected > or /> before it");
	else
		say(x, "what is no attribute: expected name=\"value\", > or "
		       "/>");
}

/* The faults that name something of the user's. */
static bool
say_names(struct fault *x)
{
	switch (x->e->code) {
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		say(x,
		    "entity \"&%.*s;\": expected &lt; &gt; &amp; &quot; or "
		    "&apos;, or the number of a character such as &#181;",
		    STR_ARG(x->s1));
		return true;
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		say(x,
		    "attribute \"%.*s\" without a value: expected "
		    "name=\"value\"",
		    STR_ARG(x->s1));
		return true;
	case XML_ERR_ATTRIBUTE_REDEFINED:
		say(x,
		    "attribute \"%.*s%s%.*s\" for the second time in a tag: "
		    "expected it once",
		    STR_ARG(x->s1), x->s2.n > 0 ? ":" : "", STR_ARG(x->s2));
		return true;
	case XML_NS_ERR_ATTRIBUTE_REDEFINED:
		say(x,
		    "attribute \"%.*s\" for the second time in a tag, by "
		    "another prefix: expected it once",
		    STR_ARG(x->s1));
		return true;
	case XML_NS_ERR_UNDEFINED_NAMESPACE:
		say(x,
		    "prefix \"%.*s\" that stands for nothing: expected a name "
		    "without prefix, or xmlns:%.*s=\"...\"",
		    STR_ARG(x->s1), STR_ARG(x->s1));
		return true;
	case XML_NS_ERR_QNAME:
		say(x,
		    "a colon too many in a name that begins with \"%.*s\": "
		    "expected a name, or a prefix, a colon and a name",
		    STR_ARG(x->s1));
		return true;
	case XML_WAR_NS_URI:
		say(x, "xmlns=\"%.*s\": expected the namespace of a document",
		    STR_ARG(x->s1));
		return true;
	case XML_ERR_UNKNOWN_VERSION:
		say(x, "XML version \"%.*s\": expected version=\"1.0\"",
		    STR_ARG(x->s1));
		return true;
	default:
		return false;
	}
}

/* The faults of elements that are not closed. */
static bool
say_open(struct fault *x)
{
	switch (x->e->code) {
	case XML_ERR_TAG_NAME_MISMATCH:
		say(x,
		    "</%.*s> where <%.*s> of line %d is open: expected </%.*s>",
		    STR_ARG(x->s2), STR_ARG(x->s1), x->e->int1, STR_ARG(x->s1));
		return true;
	case XML_ERR_TAG_NOT_FINISHED:
		say(x,
		    "the file ends inside <%.*s> of line %d: expected "
		    "</%.*s>",
		    STR_ARG(x->s1), x->e->int1, STR_ARG(x->s1));
		return true;
	case XML_ERR_NAME_REQUIRED:
		say_nameless(x);
		return true;
	case XML_ERR_DOCUMENT_EMPTY:
	case XML_ERR_DOCUMENT_END:
		say_end(x);
		return true;
	default:
		return false;
	}
}

static void
say_said(struct fault *x)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].code == x->e->code) {
			say(x, "%s",
			    x->rest.n == 0 && table[i].at_end != NULL
				? table[i].at_end
				: table[i].text);
			return;
		}
	say(x, "no XML (%.*s): expected a well-formed document",
	    STR_ARG(str_clip(str_trim(str_of(x->e->message)), 200)));
}

/* A fault of a whole tag is told where the tag begins. */
static size_t
place_of(const struct fault *x)
{
	const char *lt;

	if (x->e->code != XML_ERR_TAG_NAME_MISMATCH &&
	    x->e->code != XML_ERR_GT_REQUIRED)
		return x->offset;
	lt = memrchr(x->body.p, '<', x->offset);
	return lt != NULL ? (size_t)(lt - x->body.p) : x->offset;
}

/*
 * xml_fault - a fault of the syntax, as a finding.
 *
 * In:	e	its ctxt is the parser, which still stands at the fault
 *	body	all that the parser was or will be given
 */
void
xml_fault(
    const xmlError *e, struct str body, const char *file, struct findings *f)
{
	const xmlParserCtxt *parser = e->ctxt;
	const xmlParserInput *input = parser->input;
	struct fault x = { .e = e,
		.parser = parser,
		.body = body,
		.s1 = str_clip(str_of(e->str1), 60),
		.s2 = str_clip(str_of(e->str2), 60) };

	x.offset = input->consumed + (size_t)(input->cur - input->base);
	if (x.offset > body.n)
		x.offset = body.n;
	x.rest = (struct str){ body.p + x.offset, body.n - x.offset };
	if (is_bang(&x))
		say(&x, "\"<!\" that begins no comment: expected <!--, or &lt; "
			"for the character <");
	else if (!say_names(&x) && !say_open(&x))
		say_said(&x);
	findings_error(
	    f, ST_SYNTAX, guard_place(body, place_of(&x), file), "%s", x.text);
}
