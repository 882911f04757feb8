/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rulebook - a pack from text, compiled and judged in a few lines of a test.
 *
 * Reads:  build.h, core/rules/judge.h
 * Gives:  struct court: open_court() reads and compiles, hold_court() judges
 *         by a real trace
 */
#ifndef RETRACE_TEST_RULEBOOK_H
#define RETRACE_TEST_RULEBOOK_H

#include "core/base/xml.h"
#include "core/rules/judge.h"
#include "tests/unit/build.h"

struct court {
	struct pack pack;
	struct rulebook book;
	struct judgement j;
	struct trace *trace;
	struct evidence evidence;
	struct findings f;
};

/* Rules between a fixed head and tail: origin "o" is CN, materials "all" are
 * any rare earth, "dy" Dy in any guise. */
static inline void
court_read(struct court *c, const char *rules)
{
	static const char head[] =
	    "<rules xmlns=\"urn:retrace:rules:1\" id=\"p\" version=\"1\" "
	    "read-until=\"2026-02-28\" title=\"T\" title-zh=\"Z\">"
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
	static char xml[40000];
	int n;

	memset(c, 0, sizeof(*c));
	n = snprintf(xml, sizeof(xml), "%s%s</rules>", head, rules);
	ck_assert_int_lt(n, (int)sizeof(xml));
	if (pack_read_bytes(&c->pack, "rules.xml", str_of(xml), "clauses.tsv",
		str_of(clauses), &c->f) != ST_OK)
		ck_abort_msg(
		    "line %u: %s", c->f.first.at.line, c->f.first.text);
}

static inline void
court_compile(
    struct court *c, const struct bom *b, const struct compile_options *options)
{
	const struct compile_options none = { 0 };
	const struct pack *pack = &c->pack;
	struct error err = { 0 };

	if (rulebook_compile(&c->book, &pack, 1, b,
		options != NULL ? options : &none, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

static inline void
court_judge(struct court *c, const struct bom *b)
{
	struct error err = { 0 };

	if (trace_run(b, &c->book.plan, 1, &c->trace, &c->f, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
	c->evidence = evidence_of(c->trace);
	if (judge(&c->j, &c->book, b, &c->evidence, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

static inline void
court_close(struct court *c)
{
	judgement_free(&c->j);
	trace_free(c->trace);
	rulebook_free(&c->book);
	pack_free(&c->pack);
	findings_free(&c->f);
}

static inline enum verdict
court_verdict(const struct court *c, const struct make *m, enum variant v,
    const char *rule, const char *part)
{
	for (size_t r = 0; r < c->book.nrule; r++)
		if (strcmp(c->book.rule[r].rule->id, rule) == 0)
			return judgement_verdict(
			    &c->j, v, r, make_find(m, part));
	ck_abort_msg("no rule %s", rule);
	return VERDICT_COUNT;
}

#endif
