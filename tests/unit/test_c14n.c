/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_c14n - the canonical form of a tree: what it is of some documents, when
 * there is none, and the public vectors of libxml2 where they are at hand.
 */
#include "core/filing/sign/c14n.h"

#include "core/base/file.h"
#include "core/base/xml.h"

#include <dirent.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "tests/unit/run.h"

#define VECTORS "../shared/data/vectors/libxml2"
#define PATH_TEXT 512
#define PREFIXES 16
/* Of the documents there; a few have no answer and are left out. */
#define VECTORS_LEAST 73

static struct arena mem;

static void
tear_down(void)
{
	arena_free(&mem);
}

/* ---- the public vectors */

static const struct folder {
	const char *name;
	struct c14n_how how;
} folders[] = {
	{ "without-comments", { .mode = XML_C14N_1_0 } },
	{ "with-comments", { .mode = XML_C14N_1_0, .comments = true } },
	{ "exc-without-comments", { .mode = XML_C14N_EXCLUSIVE_1_0 } },
	{ "1-1-without-comments", { .mode = XML_C14N_1_1 } },
};

/* One document, and which nodes of it. */
struct vector {
	char path[PATH_TEXT]; /* without its ending */
	xmlDoc *doc, *asked;
	xmlXPathContext *context;
	xmlXPathObject *nodes;
	xmlChar *prefix[PREFIXES];
	struct bytes names; /* to which these point */
};

static xmlDoc *
parse(const char *path)
{
	return xmlReadFile(path, NULL,
	    XML_PARSE_DTDLOAD | XML_PARSE_DTDATTR | XML_PARSE_NOENT |
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

/* An XPath node set holds copies of namespace nodes, which know in `next` at
 * which element they are. */
static int
is_asked_for(void *user, xmlNode *node, xmlNode *parent)
{
	xmlNodeSet *set = user;
	xmlNs copy;

	if (node == NULL || node->type != XML_NAMESPACE_DECL)
		return xmlXPathNodeSetContains(set, node);
	memcpy(&copy, node, sizeof(copy));
	copy.next =
	    (xmlNs *)(parent != NULL && parent->type == XML_ATTRIBUTE_NODE
			  ? parent->parent
			  : parent);
	return xmlXPathNodeSetContains(set, (xmlNode *)&copy);
}

static const char *
beside(struct vector *v, const char *ending)
{
	static char path[PATH_TEXT + 8];

	snprintf(path, sizeof(path), "%s%s", v->path, ending);
	return path;
}

/* The nodes that an expression asks for, in the namespaces of its element. */
static void
choose(struct vector *v, struct c14n_how *how)
{
	const xmlNode *root;
	xmlChar *text;

	v->asked = parse(beside(v, ".xpath"));
	if (v->asked == NULL)
		return;
	root = xmlDocGetRootElement(v->asked);
	v->context = xmlXPathNewContext(v->doc);
	for (xmlNs *ns = root->nsDef; ns != NULL; ns = ns->next)
		ck_assert_int_eq(
		    xmlXPathRegisterNs(v->context, ns->prefix, ns->href), 0);
	text = xmlNodeGetContent(root);
	v->nodes = xmlXPathEvalExpression(text, v->context);
	xmlFree(text);
	ck_assert_msg(
	    v->nodes != NULL && v->nodes->type == XPATH_NODESET, "%s", v->path);
	how->see = is_asked_for;
	how->user = v->nodes->nodesetval;
}

/* The prefixes in a file, parted by blanks. */
static void
take_prefixes(struct vector *v, struct c14n_how *how)
{
	struct error err = { 0 };
	size_t n = 0;

	if (file_load(beside(v, ".ns"), 4096, &v->names, &err) != ST_OK)
		return;
	how->prefixes = v->prefix;
	for (char *at = strtok(v->names.p, " \t\r\n"); at != NULL;
	     at = strtok(NULL, " \t\r\n")) {
		ck_assert_uint_lt(n, PREFIXES - 1);
		v->prefix[n++] = (xmlChar *)at;
	}
}

/* False: there is no answer to hold it against. */
static bool
compare(const struct folder *in, const char *name)
{
	struct vector v = { .doc = NULL };
	struct c14n_how how = in->how;
	char answer[PATH_TEXT];
	struct bytes want = { 0 };
	struct error err = { 0 };
	struct str got;

	snprintf(answer, sizeof(answer), VECTORS "/result/c14n/%s/%s", in->name,
	    name);
	if (file_load(answer, (size_t)1 << 20, &want, &err) != ST_OK)
		return false;
	snprintf(
	    v.path, sizeof(v.path), VECTORS "/test/c14n/%s/%s", in->name, name);
	v.doc = parse(beside(&v, ".xml"));
	ck_assert_msg(v.doc != NULL, "%s", v.path);
	choose(&v, &how);
	take_prefixes(&v, &how);
	got = c14n_nodes(v.doc, &how, &mem);
	ck_assert_msg(
	    got.p != NULL && str_eq(got, (struct str){ want.p, want.n }),
	    "%s: %.*s", v.path, STR_ARG(got));
	bytes_free(&v.names);
	bytes_free(&want);
	xmlXPathFreeObject(v.nodes);
	xmlXPathFreeContext(v.context);
	xmlFreeDoc(v.asked);
	xmlFreeDoc(v.doc);
	return true;
}

static int
compare_folder(const struct folder *in)
{
	char path[PATH_TEXT];
	struct dirent *d;
	int n = 0;
	DIR *dir;

	snprintf(path, sizeof(path), VECTORS "/test/c14n/%s", in->name);
	dir = opendir(path);
	if (dir == NULL)
		return -1;
	while ((d = readdir(dir)) != NULL) {
		char *dot = strrchr(d->d_name, '.');

		if (dot == NULL || strcmp(dot, ".xml") != 0)
			continue;
		*dot = '\0';
		n += compare(in, d->d_name);
	}
	closedir(dir);
	return n;
}

START_TEST(the_vectors_of_libxml2_come_out_byte_for_byte)
{
	int n = 0;

	for (size_t i = 0; i < LENGTH(folders); i++) {
		int here = compare_folder(&folders[i]);

		if (here < 0) {
			printf("skipped: no %s\n", VECTORS);
			return;
		}
		ck_assert_int_gt(here, 0);
		n += here;
	}
	ck_assert_int_ge(n, VECTORS_LEAST);
}
END_TEST

/* ---- the form of filings */

static const struct known {
	const char *xml, *form; /* NULL: there is none */
} known[] = {
	{ "<a b='1' a=\"2\"/>", "<a a=\"2\" b=\"1\"></a>" },
	{ "<?xml version='1.0'?>\n<!-- c -->\n<a><!-- c -->x</a>\n<!-- d -->",
	    "<a>x</a>" },
	{ "<a xmlns='urn:a' xmlns:u='urn:unused'><b/></a>",
	    "<a xmlns=\"urn:a\"><b></b></a>" },
	{ "<a xmlns:u='urn:u'><u:b/><u:b/></a>",
	    "<a><u:b xmlns:u=\"urn:u\"></u:b><u:b xmlns:u=\"urn:u\"></u:b>"
	    "</a>" },
	{ "<a>&gt;&#13;&amp;<![CDATA[<&]]></a>",
	    "<a>&gt;&#xD;&amp;&lt;&amp;</a>" },
	{ "<a b='&#9;&#10;&quot;&lt;>'/>",
	    "<a b=\"&#x9;&#xA;&quot;&lt;>\"></a>" },
	{ "<?p a?><a/><?q?>", "<?p a?>\n<a></a>\n<?q?>" },
	/* libxml2 leaves bytes behind where it fails */
	{ "<a xmlns:v='relative/ns'><v:b/></a>", NULL },
	{ "<a xmlns='relative'><b/></a>", NULL },
};

START_TEST(a_document_has_one_form_or_none)
{
	struct str xml = str_of(known[_i].xml), got, again;
	xmlDoc *doc = xmlReadMemory(xml.p, (int)xml.n, "x", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	ck_assert_ptr_nonnull(doc);
	got = c14n_document(doc, &mem);
	xmlFreeDoc(doc);
	if (known[_i].form == NULL) {
		ck_assert_ptr_null(got.p);
		return;
	}
	ck_assert_msg(str_is(got, known[_i].form), "%.*s", STR_ARG(got));
	doc = xmlReadMemory(got.p, (int)got.n, "x", NULL, XML_PARSE_NONET);
	ck_assert_ptr_nonnull(doc);
	again = c14n_document(doc, &mem);
	ck_assert(str_eq(again, got));
	xmlFreeDoc(doc);
}
END_TEST

START_TEST(without_its_last_child_it_is_the_form_before_and_stays_whole)
{
	struct str xml = STR("<a><b>1</b><s>signed</s></a>"), got;
	xmlDoc *doc = xmlReadMemory(xml.p, (int)xml.n, "x", NULL, 0);
	xmlNode *last = xmlDocGetRootElement(doc)->last;

	got = c14n_without(doc, last, &mem);
	ck_assert_msg(str_is(got, "<a><b>1</b></a>"), "%.*s", STR_ARG(got));
	ck_assert(str_eq(c14n_document(doc, &mem), xml));
	xmlFreeDoc(doc);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, the_vectors_of_libxml2_come_out_byte_for_byte);
	tcase_add_loop_test(
	    t, a_document_has_one_form_or_none, 0, LENGTH(known));
	tcase_add_test(
	    t, without_its_last_child_it_is_the_form_before_and_stays_whole);
}

int
main(void)
{
	return run_suite("c14n", add);
}
