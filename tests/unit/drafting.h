/* SPDX-License-Identifier: Apache-2.0 */
/*
 * drafting - a motor with magnets, judged and drafted, in one call of a test.
 *
 * Reads:  rulebook.h, core/filing/draft/draft.h, core/filing/finish.h
 * Gives:  struct office: open_office() judges, office_draft() drafts; a
 *         profile in which every field is given
 */
#ifndef RETRACE_TEST_DRAFTING_H
#define RETRACE_TEST_DRAFTING_H

#include "core/filing/draft/draft.h"
#include "core/filing/finish.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/schema.h"

#include <stdlib.h>

#define FILING_SCHEMA "schemas/filing-1.xsd"
#define FILER_SCHEMA "schemas/filer-1.xsd"

struct office {
	struct make m;
	struct court c;
	struct draft_input in;
	struct draft_product product;
	struct draft_file file[2];
	struct profile profile;
	struct draft draft;
	struct arena a;
	struct findings f;
};

/* A value that fits each field. */
static inline const char *
office_value(const char *field)
{
	static const struct {
		const char *field, *value;
	} fits[] = {
		{ "country", "DE" },
		{ "role", "final" },
		{ "category", "automotive" },
		{ "re-export", "yes" },
		{ "re-transfer", "no" },
		{ "further-processing", "yes" },
		{ "declared-use-only", "true" },
		{ "no-transfer", "true" },
		{ "no-mass-destruction", "true" },
		{ "military-user", "no" },
		{ "listed-party", "no" },
		{ "owned-half", "unknown" },
		{ "mass-destruction", "no" },
		{ "terrorism", "no" },
		{ "military-use", "no" },
		{ "logic-14nm", "no" },
		{ "memory-256-layers", "no" },
		{ "semiconductor-equipment", "no" },
		{ "military-ai", "no" },
		{ "trade-secrets", "cleared" },
		{ "sha256", "0123456789abcdef0123456789abcdef"
			    "0123456789abcdef0123456789abcdef" },
		{ "export-control", "not-applicable" },
		{ "date", "2026-02-03" },
		{ "item", "" },
		{ "start", "2026-01-01" },
		{ "end", "2026-03-31" },
		{ "hs", "8501.31" },
		{ "quantity", "20" },
		{ "unit", "pieces" },
		{ "unit-price", "149.50" },
		{ "currency", "EUR" },
	};

	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++)
		if (strcmp(fits[i].field, field) == 0)
			return fits[i].value;
	return "some & <any> text";
}

/* A profile with every field, but for field `blank` of block `of`. */
static inline struct str
office_profile(struct arena *a, int of, const char *blank)
{
	static const struct canon_ns ns = { "", FILER_XMLNS };
	struct error err = { 0 };
	struct canon w = { 0 };
	struct str out = { NULL, 0 };

	canon_open_in(&w, &ns, "filer");
	for (int k = 0; k < BLOCK_COUNT; k++) {
		const struct profile_field *f = profile_blocks[k].field;

		canon_open(&w, profile_blocks[k].name);
		for (int i = 0; i < PROFILE_FIELDS && f[i].name != NULL; i++) {
			const char *v = office_value(f[i].name);

			if (k == of && strcmp(f[i].name, blank) == 0)
				v = "";
			else if (k == BLOCK_FILER &&
				 strcmp(f[i].name, "role") == 0)
				v = "manufacturer";
			canon_open(&w, f[i].name);
			if (f[i].by_language)
				canon_attr(&w, "lang", STR("en"));
			canon_text(&w, str_of(v));
			canon_close(&w);
		}
		canon_close(&w);
	}
	canon_close(&w);
	ck_assert_int_eq(canon_finish(&w, a, &out, &err), ST_OK);
	return out;
}

static inline void
office_product(struct make *m)
{
	struct item *it;
	uint32_t id;

	make_init(m);
	it = make_item(m, "MOTOR", "1010");
	it->dim = DIM_EACH;
	it->form = FORM_PRODUCT;
	make_item(m, "ROTOR", "400");
	make_item(m, "MAGNET", "100")->form = FORM_MAGNET;
	make_item(m, "BOARD", "10");
	make_item(m, "SHAFT", "300");
	make_use(m, "MOTOR", "ROTOR", "1");
	make_use(m, "MOTOR", "BOARD", "1");
	make_use(m, "MOTOR", "SHAFT", "2");
	make_use(m, "ROTOR", "MAGNET", "4");
	make_line(m, "MAGNET", "Nd", "0.29", true);
	make_line(m, "MAGNET", "Dy", "[0.02,0.03)", true);
	make_complete(m, "MAGNET");
	make_complete(m, "SHAFT");
	make_origin(m, "MAGNET", STAGE_MAGNET, "CN", "1");
	id = bom_text(&m->b, STR("Motor, 48 V <new>"));
	m->b.item[0].name = id;
	id = bom_text(&m->b, STR("ACME \xc3\xa9lectrique"));
	m->b.item[0].maker = id;
	id = bom_text(&m->b, STR("8501.31"));
	m->b.item[0].hs = id;
	make_linked(m);
}

/* One rule of each kind of test, between a head and a tail. */
static const char office_rules[] =
    "<rule id=\"trace\" title=\"any trace\" title-zh=\"微量\" clause=\"a\" "
    "hypothetical=\"yes\"><trigger><presence of=\"all\" origin=\"o\" "
    "is=\"above\" limit=\"0 g\"/></trigger></rule>"
    "<rule id=\"dy-share\" title=\"much Dy\" title-zh=\"镝\" clause=\"a\" "
    "from=\"2025-12-01\"><trigger><mass-share of=\"dy\" "
    "is=\"at-least\" limit=\"1 %\"/></trigger></rule>"
    "<rule id=\"value\" title=\"dear Dy\" title-zh=\"值\" clause=\"a\" "
    "from=\"2027-01-01\"><scope><item forms=\"magnet product\"/></scope>"
    "<trigger><value-share of=\"dy\" is=\"at-least\" limit=\"0.1 %\"/>"
    "</trigger></rule>";

static inline void
office_read_rules(struct court *c, const char *rules)
{
	static const char head[] =
	    "<rules xmlns=\"urn:retrace:rules:1\" id=\"law\" version=\"2\" "
	    "read-until=\"2026-02-28\" title=\"A law\" title-zh=\"法\">"
	    "<origin id=\"o\" policy=\"any-stage\" countries=\"CN\" "
	    "clause=\"a\"/>"
	    "<materials id=\"all\" title=\"T\" title-zh=\"Z\" clause=\"a\">"
	    "<some elements=\"Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb "
	    "Lu\"/></materials>"
	    "<materials id=\"dy\" title=\"T\" title-zh=\"Z\" clause=\"a\">"
	    "<some elements=\"Dy\"/></materials>";
	static const char clauses[] =
	    "id\tlevel\tquote\tsource\tstanding\tread-on\n"
	    "a\tMUST\tq\ts\tsourced\t2026-01-31\n";
	static char xml[8000];

	memset(c, 0, sizeof(*c));
	snprintf(xml, sizeof(xml), "%s%s</rules>", head, rules);
	if (pack_read_bytes(&c->pack, "rules.xml", str_of(xml), "clauses.tsv",
		str_of(clauses), &c->f) != ST_OK)
		ck_abort_msg(
		    "line %u: %s", c->f.first.at.line, c->f.first.text);
}

static inline void
open_office_with(struct office *o, const char *rules)
{
	static const struct compile_options report = { .report = true };

	memset(o, 0, sizeof(*o));
	xml_start();
	office_product(&o->m);
	office_read_rules(&o->c, rules);
	court_compile(&o->c, &o->m.b, &report);
	court_judge(&o->c, &o->m.b);
	o->file[0] =
	    (struct draft_file){ "bom", "/some/where/motor.xml", STR("abc") };
	o->file[1] = (struct draft_file){ "rules", "rules.xml", STR("") };
	o->product = (struct draft_product){ make_find(&o->m, "MOTOR"),
		DRAFT_BY_VERDICT };
	o->in = (struct draft_input){ .judgement = &o->c.j,
		.trace = o->c.trace,
		.product = &o->product,
		.nproduct = 1,
		.days = { 20260301, 20260301, 20260301, 20260301 },
		.program = "retrace 0.1.0",
		.created = 1770000000,
		.file = o->file,
		.nfile = 2 };
}

static inline void
open_office(struct office *o)
{
	open_office_with(o, office_rules);
}

static inline void
office_fill(struct office *o)
{
	if (profile_read_bytes(&o->profile, "filer.xml",
		office_profile(&o->a, BLOCK_COUNT, ""), &o->f) != ST_OK)
		ck_abort_msg(
		    "line %u: %s", o->f.first.at.line, o->f.first.text);
	o->in.profile = &o->profile;
}

static inline void
office_draft(struct office *o)
{
	struct error err = { 0 };

	if (draft_write(&o->in, &o->a, &o->draft, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

/* The draft with every field, finished: in o->a. */
static inline void
office_finish(struct office *o, struct finished *out)
{
	struct finish_input in;

	office_fill(o);
	office_draft(o);
	in = (struct finish_input){ .draft = o->draft.xml,
		.file = "draft.xml",
		.created = 1770000000,
		.checkpoint = STR("log\n5\nx\n\n\xe2\x80\x94 log sig\n"),
		.hypothetical = true };
	if (filing_finish(&in, &o->a, out, &o->f) != ST_OK)
		ck_abort_msg("%s", o->f.first.text);
}

static inline xmlDoc *
office_tree(struct str xml)
{
	struct findings f = { 0 };
	xmlDoc *doc = NULL;

	if (xml_read(xml, "x.xml", &doc, &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	findings_free(&f);
	return doc;
}

static inline void
office_valid(struct str xml)
{
	struct findings f = { 0 };
	xmlDoc *doc = office_tree(xml);

	if (check_schema(doc, FILING_SCHEMA, "x.xml", &f) != ST_OK)
		ck_abort_msg("%s\n%.*s", f.first.text, STR_ARG(xml));
	xmlFreeDoc(doc);
	findings_free(&f);
}

/* The text with one occurrence of `old`, which is in it, replaced. */
static inline struct str
office_edit(struct arena *a, struct str s, const char *old, const char *new)
{
	size_t n = strlen(old), m = strlen(new);
	const char *at = memmem(s.p, s.n, old, n);
	char *out;

	if (at == NULL)
		ck_abort_msg("no %s in %.*s", old, STR_ARG(s));
	out = TAKE(a, char, s.n + m - n + 1);
	ck_assert_ptr_nonnull(out);
	memcpy(out, s.p, (size_t)(at - s.p));
	memcpy(out + (at - s.p), new, m);
	memcpy(out + (at - s.p) + m, at + n, (size_t)(s.p + s.n - at) - n);
	return (struct str){ out, s.n + m - n };
}

static inline bool
office_has(struct str s, const char *what)
{
	return memmem(s.p, s.n, what, strlen(what)) != NULL;
}

static inline void
close_office(struct office *o)
{
	profile_free(&o->profile);
	findings_free(&o->f);
	court_close(&o->c);
	make_free(&o->m);
	arena_free(&o->a);
}

#endif
