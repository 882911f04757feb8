/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filing_see - what a filing would be written as, seen in its bytes; see
 * filing.h.
 */
#include "core/filing/filing.h"

#include "core/base/limits.h"
#include "core/filing/canon/canon_tight.h"
#include "core/filing/sign/sigform.h"

#include <string.h>

#define ROOT "<filing xmlns=\"" FILING_XMLNS "\""
#define PLAIN ROOT " version=\"1\">"
#define FOOT "</filing>"

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

/* A document and its bytes, on the way through them. */
struct seeing {
	struct canon_scan at;
	xmlNode *root;
	const struct profile *people;
	struct arena *a;
	size_t nchild; /* of the root, seen so far */
};

/* The tag of the root and the checkpoint, as filing_put_head() writes them. */
static bool
see_head(struct seeing *s)
{
	const struct filing_copy how = { .id = xml_attr(s->a, s->root, "id"),
		.created = xml_attr(s->a, s->root, "created"),
		.checkpoint = filing_checkpoint(s->root, s->a) };
	struct error err = { 0 };
	struct str head;

	s->nchild += how.checkpoint.n > 0;
	return filing_put_head(STR(PLAIN FOOT), &how, s->a, &head, &err) ==
		   ST_OK &&
	       canon_takes(&s->at, head.p, head.n - (sizeof(FOOT) - 1));
}

/* What stands there, up to the first block of people. */
static bool
see_computed(struct seeing *s)
{
	for (xmlNode *c = xml_element(s->root->children); c != NULL;
	     c = xml_element(c->next)) {
		if (!filing_is_computed(c))
			continue;
		if (!canon_take_tight(&s->at))
			return false;
		s->nchild++;
	}
	return true;
}

static bool
see_people(struct seeing *s)
{
	static const char root[] = ROOT ">";
	const size_t nroot = sizeof(root) - 1, nfoot = sizeof(FOOT) - 1;
	struct error err = { 0 };
	struct canon w = { 0 };
	struct str all;

	canon_open_in(&w, &filing_ns, "filing");
	profile_write(s->people, &w);
	canon_close(&w);
	s->nchild += s->people->n;
	return canon_finish(&w, s->a, &all, &err) == ST_OK &&
	       canon_takes(&s->at, all.p + nroot, all.n - nroot - nfoot);
}

/*
 * The end of the root, behind a signature if that is its last child.  The
 * children that were seen are all others, so there is nothing between them.
 */
static bool
see_end(struct seeing *s)
{
	const xmlNode *last = s->root->last;
	const size_t nfoot = sizeof(FOOT) - 1,
		     left = (size_t)(s->at.end - s->at.p);
	size_t n = 0;

	for (const xmlNode *c = s->root->children; c != NULL; c = c->next)
		n++;
	if (last != NULL && xml_is(last, SIGFORM_DS, "Signature"))
		return n == s->nchild + 1 && left > nfoot &&
		       memcmp(s->at.end - nfoot, FOOT, nfoot) == 0;
	return n == s->nchild && CANON_TAKES(&s->at, FOOT) &&
	       s->at.p == s->at.end;
}

/*
 * filing_see_plain - what filing_copy_tree() would give, cut out of the bytes.
 *
 * Each child of the root is one piece of the bytes: those that are computed are
 * seen to be as they would be copied, in their order; those of people are
 * written again and compared.
 */
bool
filing_see_plain(xmlDoc *doc, struct str bytes, const struct profile *people,
    struct arena *a, struct str *plain)
{
	const size_t nopen = sizeof(PLAIN) - 1, nfoot = sizeof(FOOT) - 1;
	struct seeing s = { .at = { bytes.p, bytes.p + bytes.n },
		.root = xmlDocGetRootElement(doc),
		.people = people,
		.a = a };
	const char *from;
	size_t n;
	char *p;

	if (bytes.n > LIMIT_FILING || !see_head(&s))
		return false;
	from = s.at.p;
	if (!see_computed(&s) || !see_people(&s))
		return false;
	n = (size_t)(s.at.p - from);
	p = see_end(&s) ? TAKE(a, char, nopen + n + nfoot + 1) : NULL;
	if (p == NULL)
		return false;
	memcpy(p, PLAIN, nopen);
	memcpy(p + nopen, from, n);
	memcpy(p + nopen + n, FOOT, nfoot);
	*plain = (struct str){ p, nopen + n + nfoot };
	return true;
}
