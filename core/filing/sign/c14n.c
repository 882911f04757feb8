/* SPDX-License-Identifier: Apache-2.0 */
/* c14n - the canonical form of a tree, by libxml2; see c14n.h. */
#include "core/filing/sign/c14n.h"

#include <libxml/xmlerror.h>

/* libxml2 would print. */
static void
silent(void *user, xmlError *e)
{
	(void)user;
	(void)e;
}

/*
 * After a failure libxml2 leaves what it had written so far in the buffer, so
 * only the returned value tells whether there is a canonical form.
 */
struct str
c14n_nodes(xmlDoc *doc, const struct c14n_how *how, struct arena *a)
{
	xmlOutputBuffer *buffer = xmlAllocOutputBuffer(NULL);
	struct str out = { NULL, 0 };
	int bad;

	if (buffer == NULL)
		return out;
	xmlSetStructuredErrorFunc(NULL, silent);
	bad = xmlC14NExecute(doc, how->see, how->user, (int)how->mode,
	    how->prefixes, how->comments, buffer);
	xmlSetStructuredErrorFunc(NULL, NULL);
	if (bad >= 0 && buffer->error == 0)
		out = arena_copy(
		    a, (struct str){
			   (const char *)xmlOutputBufferGetContent(buffer),
			   xmlOutputBufferGetSize(buffer) });
	xmlOutputBufferClose(buffer);
	return out;
}

struct str
c14n_document(xmlDoc *doc, struct arena *a)
{
	static const struct c14n_how how = { .mode = XML_C14N_EXCLUSIVE_1_0 };

	return c14n_nodes(doc, &how, a);
}

struct str
c14n_without(xmlDoc *doc, xmlNode *last, struct arena *a)
{
	xmlNode *root = last->parent;
	struct str out;

	xmlUnlinkNode(last);
	out = c14n_document(doc, a);
	xmlAddChild(root, last);
	return out;
}
