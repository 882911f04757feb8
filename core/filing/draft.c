/* SPDX-License-Identifier: Apache-2.0 */
/* draft - the disclosure of one product, unsigned; see draft.h. */
#include "core/filing/draft.h"

#include "core/base/limits.h"
#include "core/filing/draft_parts.h"
#include "core/filing/filing.h"

#include <stdio.h>
#include <string.h>

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

#define SENTENCE 400

static struct rule_standing
standing_of(const struct drafting *d, size_t r)
{
	return rule_standing_on(d->book->rule[r].rule, d->in->days.law);
}

/* Does the pack come for the first time with rule r? */
static bool
is_first_of_pack(const struct rulebook *book, size_t r)
{
	for (size_t k = 0; k < r; k++)
		if (book->rule[k].pack == book->rule[r].pack)
			return false;
	return true;
}

static bool
is_hypothetical(const struct drafting *d)
{
	for (size_t r = 0; r < d->book->nrule; r++)
		if (standing_of(d, r).state == STATE_HYPOTHETICAL)
			return true;
	return false;
}

/*
 * By the documents alone: a policy is never shown as law.  A rule that does
 * not count on the day cannot oblige, only give cause for caution.
 */
static enum draft_basis
basis_by_verdict(const struct drafting *d)
{
	enum draft_basis basis = DRAFT_NONE;

	for (size_t r = 0; r < d->book->nrule; r++) {
		enum verdict v = judgement_verdict(
		    d->in->judgement, VARIANT_LAW, r, d->in->item);

		if (v == VERDICT_TRIGGERED &&
		    rule_state_counts(
			standing_of(d, r).state, d->in->as_if_in_force))
			return DRAFT_TRIGGERED;
		if (v != VERDICT_CLEAR)
			basis = DRAFT_PRECAUTIONARY;
	}
	return basis;
}

static void
put_notice(
    struct drafting *d, const char *about, const char *lang, const char *text)
{
	canon_open(&d->w, "notice");
	draft_text(d, "about", str_of(about));
	draft_text(d, "lang", str_of(lang));
	canon_text(&d->w, str_of(text));
	canon_close(&d->w);
}

static void
put_rule_notices(struct drafting *d, size_t r)
{
	const struct booked_rule *b = &d->book->rule[r];
	struct rule_standing s = standing_of(d, r);
	char text[SENTENCE], day[DATE_TEXT];

	if (s.state == STATE_HYPOTHETICAL) {
		snprintf(text, sizeof(text),
		    "Rule %.64s of %.64s is hypothetical: nobody has enacted "
		    "it, and no law asks for this document on its account.",
		    b->rule->id, b->pack->id);
		put_notice(d, "hypothetical", "en", text);
		snprintf(text, sizeof(text),
		    "%.64s 的规则 %.64s 是假设的：没有任何机关颁布该规则，"
		    "也没有法律因此要求提交本文件。",
		    b->pack->id, b->rule->id);
		put_notice(d, "hypothetical", "zh", text);
	}
	if (s.unclear_day) {
		date_format(d->in->days.law, day);
		snprintf(text, sizeof(text),
		    "%s is the last day of the suspension of rule %.64s of "
		    "%.64s; whether it is inside is not said: taken as "
		    "suspended.",
		    day, b->rule->id, b->pack->id);
		put_notice(d, "last-day", "en", text);
		snprintf(text, sizeof(text),
		    "%s 是 %.64s 的规则 %.64s 暂停期的最后一日；"
		    "该日是否计入未予说明，此处视为仍在暂停。",
		    day, b->pack->id, b->rule->id);
		put_notice(d, "last-day", "zh", text);
	}
}

static void
put_pack_notices(struct drafting *d, const struct pack *p)
{
	char text[SENTENCE], day[DATE_TEXT], read[DATE_TEXT];

	if (d->in->days.law <= p->read_until)
		return;
	date_format(d->in->days.law, day);
	date_format(p->read_until, read);
	snprintf(text, sizeof(text),
	    "The law of %.64s was read up to %s: what holds on %s is in force "
	    "as far as read.",
	    p->id, read, day);
	put_notice(d, "law-read-until", "en", text);
	snprintf(text, sizeof(text),
	    "%.64s 的法规查阅至 %s；%s 的效力以所查阅者为限。", p->id, read,
	    day);
	put_notice(d, "law-read-until", "zh", text);
}

/* Figures that rest on it must not pass for prices. */
static void
put_allocation_notice(struct drafting *d)
{
	const struct policy *p = d->book->policy;

	if (!d->book->has[VARIANT_ALLOCATED] && (p == NULL || !p->allocate))
		return;
	put_notice(d, "allocated", "en",
	    "Calculations with allocate=\"mass\" rest on an assumption: what "
	    "was paid for a part is shared out by mass over what is in it. "
	    "Nobody has stated these shares, and the verdict by law does not "
	    "go by them.");
	put_notice(d, "allocated", "zh",
	    "标有 allocate=\"mass\" 的计算基于假定：零件的实付价格按质量分摊到"
	    "所含物质。该分摊未经任何人说明，按法律作出的判定不以此为据。");
}

static void
put_titles(struct drafting *d, const char *const title[LANGUAGE_COUNT])
{
	if (title[LANGUAGE_EN] != NULL)
		draft_text(d, "title", str_of(title[LANGUAGE_EN]));
	if (title[LANGUAGE_ZH] != NULL && title[LANGUAGE_ZH][0] != '\0')
		draft_text(d, "title-zh", str_of(title[LANGUAGE_ZH]));
}

static void
put_rule(struct drafting *d, size_t r)
{
	const struct rule *rule = d->book->rule[r].rule;
	struct rule_standing s = standing_of(d, r);
	const struct clause *least = rule_least_sure(rule);
	char text[STATE_TEXT];

	canon_open(&d->w, "rule");
	draft_text(d, "id", str_of(rule->id));
	put_titles(d, (const char *const *)rule->title);
	draft_text(d, "state", str_of(rule_state_name(s.state)));
	draft_flag(
	    d, "counts", rule_state_counts(s.state, d->in->as_if_in_force));
	if (rule->clause != NULL)
		draft_text(d, "clause", str_of(rule->clause->id));
	if (least != NULL)
		draft_text(d, "standing",
		    str_of(clause_standing_name(
			(enum clause_standing)least->standing)));
	rule_standing_text(rule, &s, text);
	canon_text(&d->w, str_of(text));
	canon_close(&d->w);
}

static enum status
put_digest(struct drafting *d, const char *name, struct str bytes)
{
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];

	if (!digest_sha256(bytes, digest))
		return error_set(
		    d->err, ST_CRYPTO, pos_none, "SHA-256 cannot be computed");
	digest_hex(digest, hex);
	draft_text(d, name, str_of(hex));
	return ST_OK;
}

static enum status
put_pack(struct drafting *d, const struct pack *p)
{
	enum status st;

	canon_open(&d->w, "pack");
	draft_text(d, "id", str_of(p->id));
	draft_text(d, "version", str_of(p->version));
	put_titles(d, (const char *const *)p->title);
	draft_day(d, "read-until", p->read_until);
	st = put_digest(d, "sha256", (struct str){ p->xml.p, p->xml.n });
	for (size_t r = 0; r < d->book->nrule; r++)
		if (d->book->rule[r].pack == p)
			put_rule(d, r);
	canon_close(&d->w);
	return st;
}

/* Days other than that of the filing. */
static void
put_other_days(struct drafting *d)
{
	const struct days *x = &d->in->days;

	if (x->law != x->as_of)
		draft_day(d, "law-as-of", x->law);
	if (x->bom != x->as_of)
		draft_day(d, "bom-as-of", x->bom);
	if (x->price != x->as_of)
		draft_day(d, "price-as-of", x->price);
}

static enum status
put_header(struct drafting *d)
{
	static const char *const names[] = {
		[DRAFT_TRIGGERED] = "triggered",
		[DRAFT_PRECAUTIONARY] = "precautionary",
		[DRAFT_EXEMPT] = "exempt",
		[DRAFT_NONE] = "none",
	};
	uint8_t basis = d->in->basis;
	enum status st = ST_OK;

	if (basis == DRAFT_BY_VERDICT)
		basis = (uint8_t)basis_by_verdict(d);
	canon_open(&d->w, "header");
	draft_text(d, "kind", STR("initial"));
	draft_text(d, "basis", str_of(names[basis]));
	draft_day(d, "as-of", d->in->days.as_of);
	put_other_days(d);
	draft_text(d, "program", str_of(d->in->program));
	draft_text(
	    d, "hypothetical", is_hypothetical(d) ? STR("yes") : STR("no"));
	for (size_t r = 0; r < d->book->nrule; r++) {
		put_rule_notices(d, r);
		if (is_first_of_pack(d->book, r))
			put_pack_notices(d, d->book->rule[r].pack);
	}
	put_allocation_notice(d);
	for (size_t r = 0; st == ST_OK && r < d->book->nrule; r++)
		if (is_first_of_pack(d->book, r))
			st = put_pack(d, d->book->rule[r].pack);
	canon_close(&d->w);
	return st;
}

static enum status
put_product(struct drafting *d)
{
	const struct item *i = &d->b->item[d->in->item];
	struct exact mass;
	enum status st;
	mpq_t value;

	exact_init(&mass);
	st = draft_column(d, COLUMN_MASS, &mass);
	canon_open(&d->w, "product");
	draft_item(d, d->in->item);
	draft_text(d, "form", str_of(form_name((enum form)i->form)));
	draft_text(d, "unit", str_of(draft_base_unit(d->b, d->in->item)));
	draft_text_id(d, "hs", i->hs);
	draft_text_id(d, "control", i->control);
	if (i->value != BOM_NONE && i->currency != 0) {
		numtab_view(&d->b->num, i->value, value);
		draft_number(d, "value", value);
		draft_text_id(d, "currency", i->currency);
	}
	if (st == ST_OK)
		draft_bounds(d, "mass", &mass);
	canon_close(&d->w);
	exact_clear(&mass);
	return st;
}

static enum status
put_inputs(struct drafting *d)
{
	enum status st = ST_OK;

	canon_open(&d->w, "inputs");
	for (size_t i = 0; st == ST_OK && i < d->in->nfile; i++) {
		const struct draft_file *f = &d->in->file[i];

		canon_open(&d->w, "input");
		draft_text(d, "role", str_of(f->role));
		draft_text(d, "name", draft_base_name(f->name));
		draft_count(d, "size", f->body.n);
		st = put_digest(d, "sha256", f->body);
		canon_close(&d->w);
	}
	canon_close(&d->w);
	return st;
}

static enum status
put_policy(struct drafting *d)
{
	const struct policy *p = d->book->policy;
	enum status st;

	if (p == NULL)
		return ST_OK;
	canon_open(&d->w, "policy");
	draft_text(d, "id", str_of(p->id));
	st = put_digest(d, "sha256", (struct str){ p->xml.p, p->xml.n });
	for (size_t i = 0; i < p->n; i++) {
		const struct policy_entry *e = &p->entry[i];

		canon_open(&d->w, "assumption");
		draft_text(d, "kind",
		    e->kind == POLICY_TRACE_FLOOR ? STR("trace-floor")
						  : STR("accept-not-added"));
		if (e->share_text != NULL)
			draft_text(d, "share", str_of(e->share_text));
		draft_text(d, "reason", str_of(e->reason));
		draft_text(d, "author", str_of(e->author));
		draft_day(d, "until", e->until);
		draft_flag(d, "expired", e->expired);
		canon_close(&d->w);
	}
	canon_close(&d->w);
	return st;
}

/* An HS code as schemas/filing-1.xsd has it: digits in pairs, with dots. */
static bool
is_hs_code(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (!digit && (s.p[i] != '.' || digits < 4 || digits % 2 != 0 ||
				  i + 1 == s.n || s.p[i - 1] == '.'))
			return false;
		digits += digit;
	}
	return digits >= 4 && digits <= 12 && digits % 2 == 0;
}

/* The given profile, its blanks filled with what the transaction knows, and
 * with what the BOM says of the goods. */
static enum status
fill_profile(const struct drafting *d, struct profile *p)
{
	const struct item *i = &d->b->item[d->in->item];
	struct str hs = bom_text_get(d->b, i->hs);
	enum status st = profile_blank(p, d->err);

	if (st == ST_OK && d->in->profile != NULL)
		st = profile_overlay(p, d->in->profile, d->err);
	if (st == ST_OK)
		st = dealt_fill(&d->dealt, p, d->err);
	if (st == ST_OK)
		st = profile_suggest(p, BLOCK_GOODS, "description",
		    bom_text_get(d->b, i->name), d->err);
	if (st == ST_OK && is_hs_code(hs))
		st = profile_suggest(p, BLOCK_GOODS, "hs", hs, d->err);
	if (st == ST_OK)
		st = profile_suggest(p, BLOCK_GOODS, "control",
		    bom_text_get(d->b, i->control), d->err);
	return st;
}

static void
put_root(struct drafting *d)
{
	char created[DATE_TIME_TEXT];

	canon_open_in(&d->w, &filing_ns, "draft");
	draft_text(d, "version", STR("1"));
	date_time_format(d->in->created, created);
	draft_text(d, "created", str_of(created));
	if (d->in->checkpoint.n > 0)
		canon_leaf(&d->w, "checkpoint", d->in->checkpoint);
}

static enum status
put_all(struct drafting *d, const struct profile *p, const struct missing *m)
{
	enum status st;

	put_root(d);
	st = put_header(d);
	if (st == ST_OK)
		st = put_product(d);
	if (st == ST_OK)
		st = draft_verdicts(d);
	if (st == ST_OK)
		draft_outcomes(d);
	if (st == ST_OK)
		st = draft_content(d);
	if (st == ST_OK)
		st = draft_places(d);
	if (st == ST_OK)
		st = put_inputs(d);
	if (st == ST_OK)
		st = put_policy(d);
	if (st == ST_OK)
		st = draft_assumptions(d);
	profile_write(p, &d->w);
	missing_write(m, &d->w);
	canon_close(&d->w);
	return st;
}

/* Read again, as anybody will: what we cannot read we have not written. */
static enum status
find_id(struct draft *x, struct error *err)
{
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	enum status st;

	if (x->xml.n > LIMIT_FILING)
		return error_set(err, ST_LIMIT, pos_none,
		    "a draft of %zu bytes: expected at most %zu", x->xml.n,
		    LIMIT_FILING);
	st = xml_read(x->xml, "the draft", &doc, &f);
	if (st == ST_OK)
		st = filing_id(doc, x->id, err);
	else
		st = error_set(err, st, f.first.at, "%s", f.first.text);
	xmlFreeDoc(doc);
	findings_free(&f);
	return st;
}

static enum status
check_input(const struct draft_input *in, struct error *err)
{
	const struct rulebook *book = in->judgement->book;

	if (book->nrule == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "no rule was judged: expected at least one to file under");
	if (book->report.every[0] == COLUMN_NONE)
		return error_set(err, ST_INTERNAL, pos_none,
		    "the rules were compiled without report columns");
	return ST_OK;
}

/*
 * draft_write - the disclosure of one product.
 *
 * In:	in    the judgement's rulebook has report columns
 * Out:	out   in arena a; untouched on failure
 * Err:	ST_USAGE, ST_LIMIT, ST_ENCODING for text that XML cannot hold, what
 *	the exact roll-up refuses
 * Cost:	one exact pass over the product for each amount: 36 of content,
 *and those of the verdicts
 */
enum status
draft_write(const struct draft_input *in, struct arena *a, struct draft *out,
    struct error *err)
{
	struct drafting d = { .in = in,
		.b = in->judgement->bom,
		.book = in->judgement->book,
		.err = err };
	struct profile p = { 0 };
	struct arena scratch = { 0 };
	struct draft x = { 0 };
	struct str plain;
	enum status st = check_input(in, err);

	if (st == ST_OK && in->deal != NULL)
		st = dealt_find(in->deal, in->item, &scratch, &d.dealt, err);
	if (st == ST_OK)
		st = fill_profile(&d, &p);
	if (st == ST_OK)
		st = missing_find(&p, a, &x.missing, err);
	if (st == ST_OK)
		st = put_all(&d, &p, &x.missing);
	if (st == ST_OK)
		st = canon_finish(&d.w, &scratch, &plain, err);
	if (st == ST_OK)
		st = draft_lay_out(plain, a, &x.xml, err);
	if (st == ST_OK)
		st = find_id(&x, err);
	if (st == ST_OK) {
		x.hypothetical = is_hypothetical(&d);
		*out = x;
	}
	canon_free(&d.w);
	profile_free(&p);
	arena_free(&scratch);
	return st;
}
