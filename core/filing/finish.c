/* SPDX-License-Identifier: Apache-2.0 */
/* finish - from a draft to a filing ready to sign; see finish.h. */
#include "core/filing/finish.h"

#include "core/filing/profile/contracts.h"
#include "core/filing/profile/dealt.h"
#include "core/filing/profile/period.h"
#include "core/filing/seal/seal.h"

/* The tree of what may be filed: a draft. */
static enum status
read_draft(const struct finish_input *in, xmlDoc **doc, struct findings *f)
{
	enum status st = filing_read(in->draft, in->file, in->schema, doc, f);
	const xmlNode *root;

	if (st != ST_OK)
		return st;
	root = xmlDocGetRootElement(*doc);
	if (xml_is(root, FILING_XMLNS, "filing"))
		return findings_error(f, ST_SCHEMA, xml_pos(root, in->file),
		    "this is a filing already: expected a draft");
	return ST_OK;
}

/* One finding per missing field, at its line. */
static enum status
refuse_missing(
    const struct finish_input *in, const struct missing *m, struct findings *f)
{
	for (size_t i = 0; i < m->n; i++) {
		struct pos at = m->field[i].at;

		if (at.file == NULL)
			at = (struct pos){ in->file, 0, 0 };
		findings_error(f, ST_INCOMPLETE, at, "%s is blank: expected %s",
		    m->field[i].name, m->field[i].ask);
	}
	return m->n > 0 ? ST_INCOMPLETE : ST_OK;
}

struct refusing {
	const struct finish_input *in;
	struct findings *f;
	enum status st;
};

static void
refuse_field(
    void *ctx, const struct dealt_field *x, const struct dealt_other *other)
{
	struct refusing *r = ctx;

	r->st = dealt_refuse(x, other, r->in->file, r->f);
}

/* Each field that the transaction behind the draft says otherwise. */
static enum status
refuse_other(const struct finish_input *in, const xmlNode *root,
    const struct profile *p, size_t nproduct, struct findings *f)
{
	struct refusing r = { in, f, ST_OK };
	struct error err = { 0 };

	if (dealt_review(root, p, nproduct, in->file, refuse_field, &r, &err) !=
	    ST_OK)
		return findings_take(f, &err);
	return r.st;
}

static void
refuse_contract(void *user, struct pos at, const char *text)
{
	struct refusing *r = user;

	if (at.file == NULL)
		at = (struct pos){ r->in->file, 0, 0 };
	r->st = findings_error(r->f, ST_CONFLICT, at, "%s", text);
}

/* Each certificate and contract that do not go together. */
static enum status
refuse_contracts(
    const struct finish_input *in, const struct profile *p, struct findings *f)
{
	struct refusing r = { in, f, ST_OK };
	struct error err = { 0 };

	if (contracts_check(p, refuse_contract, &r, &err) != ST_OK)
		return findings_take(f, &err);
	return r.st;
}

/* Lines of goods for each product, and of nothing else. */
static enum status
arrange(const struct finish_input *in, const xmlNode *root, struct profile *p,
    struct arena *a, size_t *n, struct error *err)
{
	struct goods_stray stray;
	struct goods_name *name;

	if (filing_products(root, a, &name, n, err) != ST_OK ||
	    goods_arrange(p, name, *n, &stray, err) != ST_OK)
		return err->code;
	if (stray.n == 0)
		return ST_OK;
	return error_set(err, ST_REF,
	    stray.at.file != NULL ? stray.at : (struct pos){ in->file, 0, 0 },
	    "goods/item is \"%.*s\": expected one of the products of the "
	    "draft",
	    STR_ARG(str_clip(stray.item, 120)));
}

/* The blocks of the draft under those of the profile. */
static enum status
complete(const struct finish_input *in, xmlDoc *doc, struct profile *p,
    struct arena *a, struct findings *f)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	struct missing m = { NULL, 0 };
	struct error err = { 0 };
	size_t nproduct = 0;
	enum status st = profile_of_tree(p, root, FILING_XMLNS, in->file, &err);
	enum status other;

	if (st == ST_OK && in->profile != NULL)
		st = profile_overlay(p, in->profile, &err);
	if (st == ST_OK)
		st = period_check(p, &err);
	if (st == ST_OK)
		st = arrange(in, root, p, a, &nproduct, &err);
	if (st == ST_OK)
		st = missing_find(p, filing_is_change(root), a, &m, &err);
	if (st != ST_OK)
		return findings_take(f, &err);
	st = refuse_missing(in, &m, f);
	other = refuse_contracts(in, p, f);
	if (st == ST_OK)
		st = other;
	return st != ST_OK ? st : refuse_other(in, root, p, nproduct, f);
}

static enum status
check_hypothetical(const struct finish_input *in,
    const struct filing_facts *facts, struct findings *f)
{
	if (!facts->hypothetical || in->hypothetical)
		return ST_OK;
	return findings_error(f, ST_USAGE, ((struct pos){ in->file, 0, 0 }),
	    "the draft is under a hypothetical rule, which nobody has enacted: "
	    "expected --hypothetical from whoever files it all the same");
}

/* The filing without its id, then with it; *changed as filing_copy says it. */
static enum status
copy_as_filing(const struct finish_input *in, xmlDoc *doc,
    const struct profile *p, struct arena *a, struct finished *out,
    bool *changed, struct error *err)
{
	struct filing_copy how = { .with = p, .goods = p, .changed = changed };
	char created[DATE_TIME_TEXT];
	uint8_t digest[SHA256_SIZE];
	struct arena scratch = { 0 };
	xmlDoc *sealed = NULL;
	struct str plain;
	enum status st = seal_draft(doc, p, a, &sealed, &out->opening, err);

	if (sealed != NULL) {
		doc = sealed;
		how.with = NULL;
	}
	if (st == ST_OK)
		st = filing_copy_tree(doc, &how, &scratch, &plain, err);
	if (st == ST_OK && !digest_sha256(plain, digest))
		st = error_set(
		    err, ST_CRYPTO, pos_none, "SHA-256 cannot be computed");
	if (st == ST_OK) {
		digest_hex(digest, out->id);
		date_time_format(in->created, created);
		how.id = str_of(out->id);
		how.created = str_of(created);
		how.checkpoint = in->checkpoint;
		st = filing_put_head(plain, &how, a, &out->xml, err);
	}
	if (st == ST_OK && out->opening.n > 0) {
		out->opening.filing = arena_copy(a, str_of(out->id));
		if (out->opening.filing.p == NULL)
			st =
			    error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	*changed |= sealed != NULL;
	xmlFreeDoc(sealed);
	arena_free(&scratch);
	return st;
}

/* The facts of the draft, with what the root of the filing says. */
static enum status
facts_of_copy(const struct finish_input *in, const struct filing_facts *draft,
    struct arena *a, struct finished *out, struct error *err)
{
	struct filing_facts x = *draft;
	char created[DATE_TIME_TEXT];

	date_time_format(in->created, created);
	x.id = arena_copy(a, str_of(out->id));
	x.created = arena_copy(a, str_of(created));
	x.checkpoint = arena_copy(a, in->checkpoint);
	if (x.id.p == NULL || x.created.p == NULL || x.checkpoint.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	out->facts = x;
	return ST_OK;
}

/*
 * The filing says what the draft says, which the schema has accepted: the draft
 * is held against itself instead of it, and the rest is seen at a glance.
 */
static enum status
check_copied(const struct finish_input *in, xmlDoc *doc,
    const struct filing_facts *facts, struct arena *a, struct finished *out,
    struct findings *f)
{
	struct error err = { 0 };
	struct str body;
	enum status st = xml_guard(out->xml, in->file, &body, f);

	if (st == ST_OK)
		st = filing_check_copied(doc, in->file, f);
	if (st == ST_OK && facts_of_copy(in, facts, a, out, &err) != ST_OK)
		st = findings_take(f, &err);
	return st;
}

/* What will be signed is read again and held against itself. */
static enum status
check_read(const struct finish_input *in, struct arena *a, struct finished *out,
    struct findings *f)
{
	struct error err = { 0 };
	xmlDoc *doc = NULL;
	enum status st = filing_read(out->xml, in->file, in->schema, &doc, f);

	if (st == ST_OK)
		st = filing_check_made(doc, in->file, f);
	if (st == ST_OK) {
		st = filing_facts(doc, a, &out->facts, &err);
		if (st != ST_OK)
			findings_take(f, &err);
	}
	xmlFreeDoc(doc);
	return st;
}

/* The time is what the schema allows: four digits for the year. */
static bool
is_usual_time(int64_t created)
{
	return created >= 0 && created <= DATE_TIME_MOST;
}

/* The filing of a draft that is complete. */
static enum status
make(const struct finish_input *in, xmlDoc *doc, const struct profile *p,
    struct arena *a, struct finished *x, struct findings *f)
{
	struct filing_facts facts = { .hypothetical = false };
	struct error err = { 0 };
	bool changed = true;
	enum status st = filing_facts(doc, a, &facts, &err);

	if (st == ST_OK)
		st = check_hypothetical(in, &facts, f);
	if (st == ST_OK)
		st = copy_as_filing(in, doc, p, a, x, &changed, &err);
	if (err.code != ST_OK)
		findings_take(f, &err);
	if (st != ST_OK)
		return st;
	return changed || !is_usual_time(in->created)
		   ? check_read(in, a, x, f)
		   : check_copied(in, doc, &facts, a, x, f);
}

/*
 * filing_finish - the unsigned filing.
 *
 * Out:	out   in arena a; untouched on failure
 * Err:	in f, at the lines of the draft as it was given; those about the
 *	figures (ST_VERIFY) at line 1 if the filing says anything otherwise,
 *	since a filing is one line
 */
enum status
filing_finish(const struct finish_input *in, struct arena *a,
    struct finished *out, struct findings *f)
{
	struct finished x = { .id = "" };
	struct profile p = { 0 };
	xmlDoc *doc = NULL;
	enum status st = read_draft(in, &doc, f);

	if (st == ST_OK)
		st = complete(in, doc, &p, a, f);
	if (st == ST_OK)
		st = make(in, doc, &p, a, &x, f);
	if (st == ST_OK)
		*out = x;
	profile_free(&p);
	if (st == ST_OK && in->tree != NULL)
		*in->tree = doc;
	else
		xmlFreeDoc(doc);
	return st;
}
