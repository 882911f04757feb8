/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what core/filing/canon/canon.c writes is what libxml2's
 * canonicaliser makes of the same tree, however carelessly that tree was
 * written; and an element written alone is the canonical form of that part of
 * the document.
 */
#include "core/base/xml.h"
#include "core/filing/canon/canon.h"
#include "tests/property/dice.h"
#include "tests/unit/run.h"

#include <check.h>
#include <libxml/c14n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TREES 3000
#define NODES 40

static const struct canon_ns spaces[] = {
	{ "", "urn:one" },
	{ "", "urn:two" },
	{ "p", "urn:one" },
	{ "p", "urn:three" },
	{ "q", "http://example.org/q" },
	{ "zz", "urn:a" },
};
#define NSPACE 7u /* one more: none */

static const char *const names[] = { "a", "b", "c-1", "D", "_e", "item" };
static const char *const texts[] = { "", "x", "a<b&c>d", "\"quoted\" 'it'",
	"tab\there", "line\nline", "cr\rcr", "\xE7\xA8\x80\xE5\x9C\x9F", "]]>",
	"  blanks  ", "\xF0\x9F\xA7\xB2" };

struct attribute {
	const struct canon_ns *ns; /* or NULL */
	const char *name, *value;
};

struct node {
	size_t parent;                     /* < own index; the root: 0 */
	const struct canon_ns *ns;         /* or NULL */
	const char *name, *before, *after; /* text inside, first and last */
	struct attribute attr[3];
	size_t nattr;
};

static const struct canon_ns *
pick_space(void)
{
	uint32_t i = below(NSPACE);

	return i < NSPACE - 1 ? &spaces[i] : NULL;
}

/* May the tag of n also use ns? */
static bool
fits(const struct node *n, const struct canon_ns *ns)
{
	if (ns != NULL && ns->prefix[0] == '\0')
		return false;
	for (size_t i = 0; i <= n->nattr; i++) {
		const struct canon_ns *other =
		    i < n->nattr ? n->attr[i].ns : n->ns;

		if (other != NULL && ns != NULL && other != ns &&
		    strcmp(other->prefix, ns->prefix) == 0)
			return false;
	}
	return true;
}

static void
add_attribute(struct node *n)
{
	struct attribute a = { pick_space(), PICK(names), PICK(texts) };
	const char *uri = a.ns != NULL ? a.ns->uri : "";

	if (!fits(n, a.ns))
		return;
	for (size_t i = 0; i < n->nattr; i++) {
		const struct canon_ns *ns = n->attr[i].ns;

		if (strcmp(n->attr[i].name, a.name) == 0 &&
		    strcmp(ns != NULL ? ns->uri : "", uri) == 0)
			return;
	}
	n->attr[n->nattr++] = a;
}

/* Each node's children are the later nodes that name it, in order. */
static size_t
grow(struct node node[NODES])
{
	size_t count = 1 + below(NODES);

	for (size_t i = 0; i < count; i++) {
		struct node n = { i == 0 ? 0 : below((uint32_t)i), pick_space(),
			PICK(names), PICK(texts), PICK(texts), { { 0 } }, 0 };

		for (uint32_t k = below(4); k > 0; k--)
			add_attribute(&n);
		node[i] = n;
	}
	return count;
}

/* Written with the code under test.  Depth is at most NODES. */
static void
write_canonical(
    struct canon *w, const struct node *node, size_t count, size_t i)
{
	const struct node *n = &node[i];

	canon_open_in(w, n->ns, n->name);
	for (size_t k = 0; k < n->nattr; k++)
		canon_attr_in(w, n->attr[k].ns, n->attr[k].name,
		    str_of(n->attr[k].value));
	canon_text(w, str_of(n->before));
	for (size_t k = i + 1; k < count; k++)
		if (node[k].parent == i)
			write_canonical(w, node, count, k);
	canon_text(w, str_of(n->after));
	canon_close(w);
}

static void
careless_text(FILE *f, const char *s, bool attribute)
{
	for (; *s != '\0'; s++)
		if (strchr("<&>\"\r\n\t", *s) != NULL)
			fprintf(f, below(2) ? "&#%d;" : "&#x%X;", *s);
		else if (!attribute && below(6) == 0 && (*s & 0x80) == 0)
			fprintf(f, "<![CDATA[%c]]>", *s);
		else
			fputc(*s, f);
}

static void
careless_name(FILE *f, const struct canon_ns *ns, const char *name)
{
	if (ns != NULL && ns->prefix[0] != '\0')
		fprintf(f, "%s:", ns->prefix);
	fputs(name, f);
}

/* Declarations that nobody needs, the same one again, single quotes. */
static void
careless_tag(FILE *f, const struct node *n)
{
	const struct canon_ns *used[4] = { n->ns };
	size_t nused = 1;

	fputc('<', f);
	careless_name(f, n->ns, n->name);
	fprintf(f, "%s", below(3) == 0 ? " xmlns:unused='urn:unused'" : "");
	for (size_t k = n->nattr; k-- > 0;) {
		const struct attribute *a = &n->attr[k];

		fputs("\n  ", f);
		careless_name(f, a->ns, a->name);
		fputs(" = \"", f);
		careless_text(f, a->value, true);
		fputc('"', f);
		if (a->ns != NULL)
			used[nused++] = a->ns;
	}
	for (size_t i = 0; i < nused; i++) {
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again |= used[k] == used[i];
		if (again)
			continue;
		if (used[i] == NULL)
			fputs(" xmlns=''", f);
		else if (used[i]->prefix[0] == '\0')
			fprintf(f, " xmlns='%s'", used[i]->uri);
		else
			fprintf(
			    f, " xmlns:%s='%s'", used[i]->prefix, used[i]->uri);
	}
	fputc('>', f);
}

static void
write_careless(FILE *f, const struct node *node, size_t count, size_t i)
{
	const struct node *n = &node[i];

	careless_tag(f, n);
	careless_text(f, n->before, false);
	if (below(4) == 0)
		fputs("<!-- aside -->", f);
	for (size_t k = i + 1; k < count; k++)
		if (node[k].parent == i)
			write_careless(f, node, count, k);
	careless_text(f, n->after, false);
	fputs("</", f);
	careless_name(f, n->ns, n->name);
	fputs(" >", f);
}

static xmlDoc *
parse_careless(const struct node *node, size_t count)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	xmlDoc *doc;

	ck_assert_ptr_nonnull(f);
	fputs("<?xml version='1.0'?>\n<!-- before -->\n", f);
	write_careless(f, node, count, 0);
	fputs("\n", f);
	fclose(f);
	doc = xmlReadMemory(text, (int)n, NULL, NULL, XML_PARSE_NONET);
	free(text);
	ck_assert_ptr_nonnull(doc);
	return doc;
}

static int
is_below(void *user, xmlNode *node, xmlNode *parent)
{
	if (node->type == XML_NAMESPACE_DECL)
		node = parent;
	while (node != NULL && node != user)
		node = node->parent;
	return node != NULL;
}

/* Compares with the canonical form of the part at `part`, or of all. */
static void
same_as_libxml2(struct str ours, xmlDoc *doc, xmlNode *part, uint32_t tree)
{
	xmlOutputBuffer *out = xmlAllocOutputBuffer(NULL);
	struct str theirs;

	ck_assert_int_ge(xmlC14NExecute(doc, part != NULL ? is_below : NULL,
			     part, XML_C14N_EXCLUSIVE_1_0, NULL, 0, out),
	    0);
	theirs = (struct str){ (const char *)xmlOutputBufferGetContent(out),
		xmlOutputBufferGetSize(out) };
	if (!str_eq(ours, theirs))
		ck_abort_msg("tree %u:\nours   %.*s\ntheirs %.*s", tree,
		    STR_ARG(ours), STR_ARG(theirs));
	xmlOutputBufferClose(out);
}

static struct str
canonical(const struct node *node, size_t count, size_t from, struct arena *a)
{
	struct error err = { 0 };
	struct canon w = { 0 };
	struct str out = { NULL, 0 };

	write_canonical(&w, node, count, from);
	ck_assert_msg(canon_finish(&w, a, &out, &err) == ST_OK, "%s", err.text);
	return out;
}

/* The element that node i became: the i-th child element of its parent. */
static xmlNode *
element_of(xmlDoc *doc, const struct node *node, size_t i)
{
	xmlNode *e;

	if (i == 0)
		return xmlDocGetRootElement(doc);
	e = xml_element(element_of(doc, node, node[i].parent)->children);
	for (size_t k = 1; k < i; k++)
		if (node[k].parent == node[i].parent)
			e = xml_element(e->next);
	return e;
}

START_TEST(any_tree_is_written_as_libxml2_canonicalises_it)
{
	struct node node[NODES];

	for (uint32_t tree = 0; tree < TREES; tree++) {
		struct arena a = { 0 };
		struct str whole, part;
		size_t count, i;
		xmlDoc *doc, *again;

		state = tree;
		count = grow(node);
		doc = parse_careless(node, count);
		whole = canonical(node, count, 0, &a);
		same_as_libxml2(whole, doc, NULL, tree);
		/* And what was written is its own canonical form. */
		again = xmlReadMemory(
		    whole.p, (int)whole.n, NULL, NULL, XML_PARSE_NONET);
		ck_assert_ptr_nonnull(again);
		same_as_libxml2(whole, again, NULL, tree);
		i = below((uint32_t)count);
		part = canonical(node, count, i, &a);
		same_as_libxml2(part, again, element_of(again, node, i), tree);
		xmlFreeDoc(again);
		xmlFreeDoc(doc);
		arena_free(&a);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 120);
	tcase_add_test(t, any_tree_is_written_as_libxml2_canonicalises_it);
}

int
main(void)
{
	xml_start();
	return run_suite("canon", add);
}
