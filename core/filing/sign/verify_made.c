/* SPDX-License-Identifier: Apache-2.0 */
/* verify_made - is what was just signed what the verifier accepts?  See
 * verify.h. */
#include "core/base/limits.h"
#include "core/filing/canon/canon.h"
#include "core/filing/canon/canon_whole.h"
#include "core/filing/sign/check.h"

#include <stdio.h>
#include <string.h>

/* The root of the content around the signature alone, for the checks. */
static enum status
judge_alone(struct check *c, struct str content, const char *ns,
    struct str signature, struct verified *v)
{
	const char *end = memrchr(content.p, '<', content.n);
	struct str tail = { end, (size_t)(content.p + content.n - end) };
	size_t n = 2 * tail.n + strlen(ns) + signature.n + 16;
	char *p = TAKE(&c->scratch, char, n);

	if (p == NULL)
		return findings_error(c->f, ST_NOMEM,
		    ((struct pos){ c->file, 0, 0 }), "out of memory");
	/* </NAME> is the tail */
	c->bytes.p = p;
	c->bytes.n = (size_t)snprintf(p, n, "<%.*s xmlns=\"%s\">%.*s%.*s",
	    (int)tail.n - 3, tail.p + 2, ns, STR_ARG(signature), STR_ARG(tail));
	c->apart = content;
	return check_judge(c, v);
}

/*
 * verify_made - hold what was just signed against the closed profile.
 *
 * What verify_signed() asks of the bytes and the tree of the content is what
 * canon_whole() has seen: well-formed, canonical, without anything of a
 * signature, within the limits of the parser.  The signed document is that
 * with the signature before its last tag, byte for byte.  A signature in that
 * place is read as it is read alone in a root that declares the same one
 * namespace, for nothing else of the content reaches into it; so it goes
 * through every check alone, its digest held against all of the content.
 *
 * Err:	as verify_signed()
 */
enum status
verify_made(struct str content, const char *ns, struct str signed_doc,
    const struct trust *trust, struct findings *f)
{
	static const char *const ids[] = { SIGFORM_ID_SIGNATURE,
		SIGFORM_ID_CONTENT, SIGFORM_ID_PROPERTIES, NULL };
	struct verified v = { .reason = VERIFY_NOT_JUDGED };
	struct check c = { .trust = trust, .v = &v, .f = f, .st = ST_VERIFY };
	struct str signature = { NULL, 0 };
	size_t head, tail;
	enum status st;

	if (signed_doc.n > LIMIT_FILING || canon_is_dense(signed_doc) ||
	    !canon_whole(content, ns, ids)) {
		st = verify_signed(signed_doc, NULL, trust, &v, f);
		verified_free(&v);
		return st;
	}
	tail = content.n -
	       (size_t)((const char *)memrchr(content.p, '<', content.n) -
			content.p);
	head = content.n - tail;
	if (signed_doc.n <= content.n ||
	    memcmp(signed_doc.p, content.p, head) != 0 ||
	    memcmp(signed_doc.p + signed_doc.n - tail, content.p + head,
		tail) != 0)
		return findings_error(f, ST_VERIFY, pos_none,
		    "another content than the one that was signed [%s]",
		    verify_reason_word(VERIFY_CONTENT));
	signature =
	    (struct str){ signed_doc.p + head, signed_doc.n - content.n };
	st = judge_alone(&c, content, ns, signature, &v);
	verified_free(&v);
	return st;
}
