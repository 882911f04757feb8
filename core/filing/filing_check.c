/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filing_check - holds a filing against itself; declared in filing.h.
 *
 * Nothing is believed that can be computed from what is written: the id, the
 * margins, the verdicts, the basis, the oxides and shares.  Exact figures are
 * held to the digit; those that were rounded outward to what rounding allows.
 */
#include "core/filing/filing.h"

#include "core/filing/draft/draft.h"
#include "core/filing/holds.h"
#include "core/filing/seal/seal.h"
#include "core/filing/sign/c14n.h"
#include "core/filing/sign/sigform.h"

#include <string.h>

/* What is known of it before. */
enum known {
	KNOWN_NOTHING,
	KNOWN_MADE,  /* by filing_copy_tree(), just now */
	KNOWN_COPIED /* and what people say in it was held against the rest */
};

/* A filing that is held against itself. */
struct checking {
	struct holds h;
	xmlDoc *doc;
	struct str bytes; /* from which it was read; .p NULL: not known */
	enum known known;
	struct profile people;
	struct str plain; /* as it would be written, without id and time */
	bool is_seen;     /* its bytes are what we would write */
};

/* False: nobody can say what people filled in. */
static bool
read_people(struct checking *c)
{
	struct holds *h = &c->h;
	struct error err = { 0 };

	if (profile_of_tree(&c->people, h->root, FILING_XMLNS, h->file, &err) ==
	    ST_OK)
		return true;
	holds_refuse(h, h->root, "content", "%s", err.text);
	return false;
}

/* False: there is no id, and no sense in looking further. */
static bool
check_id(struct checking *c)
{
	const struct filing_copy how = { .with = &c->people };
	struct holds *h = &c->h;
	struct str id = holds_attr(h, h->root, "id");
	struct error err = { 0 };
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];

	c->is_seen =
	    c->bytes.p != NULL && filing_see_plain(c->doc, c->bytes, &c->people,
				      &h->scratch, &c->plain);
	if (!c->is_seen)
		filing_copy_tree(c->doc, &how, &h->scratch, &c->plain, &err);
	if (err.code == ST_OK && !digest_sha256(c->plain, digest))
		error_set(
		    &err, ST_CRYPTO, pos_none, "SHA-256 cannot be computed");
	if (err.code != ST_OK) {
		holds_refuse(h, h->root, "content", "%s", err.text);
		return false;
	}
	digest_hex(digest, hex);
	if (!str_is(id, hex))
		holds_refuse(h, h->root, "filing-id",
		    "id %.*s: the content gives %s", STR_ARG(str_clip(id, 64)),
		    hex);
	return true;
}

/* The signature, if there is one. */
static xmlNode *
signature_of(const xmlNode *root)
{
	for (xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		if (xml_is(c, SIGFORM_DS, "Signature"))
			return c;
	return NULL;
}

/* Is it, to the byte, what we would write? */
static void
check_form(struct checking *c)
{
	struct holds *h = &c->h;
	struct filing_copy how = { .id = holds_attr(h, h->root, "id"),
		.created = holds_attr(h, h->root, "created") };
	xmlNode *signature = signature_of(h->root);
	struct error err = { 0 };
	struct str again, is;

	if (c->is_seen)
		return;
	how.checkpoint = filing_checkpoint(h->root, &h->scratch);
	if (filing_put_head(c->plain, &how, &h->scratch, &again, &err) !=
	    ST_OK) {
		holds_refuse(h, h->root, "content", "%s", err.text);
		return;
	}
	is = signature != NULL ? c14n_without(c->doc, signature, &h->scratch)
			       : c14n_document(c->doc, &h->scratch);
	if (is.p == NULL || !str_eq(is, again))
		holds_refuse(h, h->root, "content",
		    "comments, blanks, attributes or an order of blocks that "
		    "a filing does not have");
}

static bool
has_time_after(struct holds *h, const xmlNode *decision)
{
	for (int u = 0; u < TERM_UNITS; u++)
		if (holds_attr(h, decision, term_unit_name((enum term_unit)u))
			.n > 0)
			return holds_attr(h, decision, "before").n == 0;
	return false;
}

/* Is there a decision that asks for a report by some day? */
static bool
has_report_due(struct holds *h)
{
	for (xmlNode *p = holds_first(h->root, "product"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "product"))
		for (xmlNode *o =
			 holds_first(holds_child(p, "outcomes"), "outcome");
		     o != NULL; o = xml_named(o->next, FILING_XMLNS, "outcome"))
			for (xmlNode *d = holds_first(o, "decision"); d != NULL;
			     d = xml_named(d->next, FILING_XMLNS, "decision"))
				if (has_time_after(h, d))
					return true;
	return false;
}

/* What amends or withdraws names what, and nothing else does; what reports
 * says by which day. */
static void
check_kind(struct holds *h)
{
	const xmlNode *header = holds_child(h->root, "header");
	struct str kind = holds_attr(h, header, "kind");
	bool change = filing_kind_changes(kind);

	if (change && !filing_is_change(h->root))
		holds_refuse(h, header, "kind",
		    "kind \"%.*s\" and no earlier filing", STR_ARG(kind));
	if (!change && filing_is_change(h->root))
		holds_refuse(h, header, "kind",
		    "kind \"%.*s\" and an earlier filing", STR_ARG(kind));
	if (str_is(kind, "report") && !has_report_due(h))
		holds_refuse(h, header, "kind",
		    "kind \"report\" and no decision that asks for one: "
		    "expected a transaction of which one is due");
}

/* Who files under a law that nobody enacted says so. */
static void
check_hypothetical(struct holds *h)
{
	const xmlNode *header = holds_child(h->root, "header");
	bool says = str_is(holds_attr(h, header, "hypothetical"), "yes");
	bool is = false, notice = false;

	for (xmlNode *p = holds_first(header, "pack"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "pack"))
		for (xmlNode *r = holds_first(p, "rule"); r != NULL;
		     r = xml_named(r->next, FILING_XMLNS, "rule"))
			is |= str_is(holds_attr(h, r, "state"), "hypothetical");
	for (xmlNode *n = holds_first(header, "notice"); n != NULL;
	     n = xml_named(n->next, FILING_XMLNS, "notice"))
		notice |= str_is(holds_attr(h, n, "about"), "hypothetical");
	if (is != says || is != notice)
		holds_refuse(h, header, "hypothetical",
		    is ? "a rule is hypothetical and the header does not say so"
		       : "the header says hypothetical and no rule is");
}

static void
refuse_seal(void *ctx, const xmlNode *node, enum seal_fault fault,
    const char *attribute)
{
	static const char *const why[] = {
		[SEAL_TWICE] = "stands in clear beside its digest",
		[SEAL_LOST] = "is neither in clear nor sealed",
		[SEAL_STRAY] = "is the digest of what nobody seals there",
		[SEAL_DEMANDED] = "is sealed, and a form demands it in clear",
	};
	struct holds *h = ctx;

	holds_refuse(h, node, "seal", "%.40s of <%.40s> %s", attribute,
	    (const char *)node->name, why[fault]);
}

/* Each value is there in clear or sealed, and not what a form demands. */
static void
check_seals(struct holds *h, xmlDoc *doc)
{
	uint32_t demanded = 0;

	for (xmlNode *p = holds_first(holds_child(h->root, "header"), "pack");
	     p != NULL; p = xml_named(p->next, FILING_XMLNS, "pack"))
		demanded |= disclosed_of(holds_attr(h, p, "demands"));
	seal_review(doc, demanded, refuse_seal, h);
}

/* The order in which a filing has its products: by part number, maker and
 * revision. */
static int
order_of(struct holds *h, const xmlNode *x, const xmlNode *y)
{
	static const char *const by[] = { "part", "maker", "revision" };
	int c = 0;

	for (size_t i = 0; c == 0 && i < sizeof(by) / sizeof(by[0]); i++)
		c = str_compare(
		    holds_attr(h, x, by[i]), holds_attr(h, y, by[i]));
	return c;
}

static void
check_products(struct holds *h)
{
	const xmlNode *before = NULL;

	for (xmlNode *p = holds_first(h->root, "product"); p != NULL;
	     p = xml_named(p->next, FILING_XMLNS, "product")) {
		if (before != NULL && order_of(h, before, p) >= 0)
			holds_refuse(h, p, "content",
			    "a product for the second time, or not in the "
			    "order of part number, maker and revision");
		before = p;
		holds_verdicts(h, p);
		holds_content(h, p);
	}
}

/* What was computed, and why it is filed. */
static void
check_computed(struct checking *c)
{
	struct holds *h = &c->h;

	check_products(h);
	check_kind(h);
	holds_basis(h);
	check_hypothetical(h);
	check_seals(h, c->doc);
}

/* All of it that is not known; totals as check_goods() says. */
static void
check_each(struct checking *c)
{
	if (c->known == KNOWN_COPIED) {
		check_computed(c);
		return;
	}
	if (!read_people(c) || (c->known == KNOWN_NOTHING && !check_id(c)))
		return;
	if (c->known == KNOWN_NOTHING)
		check_form(c);
	holds_complete(&c->h, &c->people);
	check_computed(c);
	holds_goods(&c->h, &c->people, c->known == KNOWN_NOTHING);
}

static enum status
check_all(struct checking *c, const char *file, const char **reason,
    struct findings *f)
{
	struct holds *h = &c->h;

	holds_init(h, xmlDocGetRootElement(c->doc), file, f);
	check_each(c);
	if (reason != NULL)
		*reason = h->reason;
	profile_free(&c->people);
	holds_clear(h);
	return h->reason[0] == '\0' ? ST_OK : ST_VERIFY;
}

/*
 * filing_check_bytes - hold a filing against itself.
 *
 * In:	doc    accepted by schemas/filing-1.xsd; a signature is passed over
 *	bytes  from which it was read, or .p NULL: only for speed
 * Err:	ST_VERIFY, all that is wrong in f
 */
enum status
filing_check_bytes(xmlDoc *doc, struct str bytes, const char *file,
    const char **reason, struct findings *f)
{
	struct checking c = { .doc = doc, .bytes = bytes };

	return check_all(&c, file, reason, f);
}

enum status
filing_check(
    xmlDoc *doc, const char *file, const char **reason, struct findings *f)
{
	struct checking c = { .doc = doc };

	return check_all(&c, file, reason, f);
}

enum status
filing_check_made(xmlDoc *doc, const char *file, struct findings *f)
{
	struct checking c = { .doc = doc, .known = KNOWN_MADE };

	return check_all(&c, file, NULL, f);
}

enum status
filing_check_copied(xmlDoc *draft, const char *file, struct findings *f)
{
	struct checking c = { .doc = draft, .known = KNOWN_COPIED };

	return check_all(&c, file, NULL, f);
}
