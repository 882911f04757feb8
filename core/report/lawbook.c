/* SPDX-License-Identifier: Apache-2.0 */
/* lawbook - a pack printed for a person; see lawbook.h. */
#include "core/report/lawbook.h"

#include <string.h>

enum word {
	W_VERSION,
	W_READ,
	W_FILE,
	W_BINDS,
	W_DESTINATION,
	W_DEMANDS,
	W_STANDING,
	W_OFF,
	W_RESTS,
	W_ENTRIES,
	W_UNSETTLED,
	W_SILENT,
	W_WAYS,
	W_ORIGINS,
	W_SOURCES,
	W_COUNT
};

static const char *const words[W_COUNT][LANGUAGE_COUNT] = {
	[W_VERSION] = { "version", "版本" },
	[W_READ] = { "law read until", "法规查阅截至" },
	[W_FILE] = { "file", "文件" },
	[W_BINDS] = { "binds", "约束对象" },
	[W_DESTINATION] = { "destination", "目的地" },
	[W_DEMANDS] = { "demands in clear", "须明示" },
	[W_STANDING] = { "Standing", "状态" },
	[W_OFF] = { "Off unless named with --also.",
	    "默认不判定，须用 --also 指定。" },
	[W_RESTS] = { "Least sure ground", "最弱依据" },
	[W_ENTRIES] = { "Entries", "清单条目" },
	[W_UNSETTLED] = { "not settled", "尚无定论" },
	[W_WAYS] = { "One of these is enough:", "满足以下任一项即可：" },
	[W_SILENT] = { "How it is counted the law does not say. By all of "
		       "these "
		       "readings alike, or undecided:",
	    "法规未说明计算方法。以下各种解读结论一致方可认定，否则未定：" },
	[W_ORIGINS] = { "Origins", "来源判定" },
	[W_SOURCES] = { "Sources", "出处" },
};

/* "：" takes no blank behind it. */
static const char *
colon(enum language l)
{
	return l == LANGUAGE_ZH ? "：" : ": ";
}

const char *
lawbook_clause_standing(const struct clause *c, enum language l)
{
	static const char *const zh[CLAUSE_STANDINGS] = {
		[CLAUSE_SOURCED] = "已核出处",
		[CLAUSE_FROM_MEMORY] = "凭记忆，未核实",
		[CLAUSE_COMPUTED] = "由出处推算",
		[CLAUSE_INFERRED] = "推断，非法律原文",
	};

	return l == LANGUAGE_ZH
		   ? zh[c->standing]
		   : clause_standing_name((enum clause_standing)c->standing);
}

static void
put_line(FILE *to, const struct style *style, unsigned indent, const char *line)
{
	text_wrap(to, style, indent, 0, str_of(line));
}

/* Words of ours, and behind them some of a file, on one line. */
static void
put_beside(FILE *to, const char *ours, const char *of_file)
{
	fputs(ours, to);
	text_put(to, str_of(of_file));
	fputc('\n', to);
}

static void
put_head(
    FILE *to, const struct style *style, const struct pack *p, enum language l)
{
	const struct bound *b = &p->bound;
	char day[DATE_TEXT], line[LAWBOOK_TEXT];

	date_format(p->read_until, day);
	fprintf(to, "%s, %s %s", p->id, words[W_VERSION][l], p->version);
	put_beside(to, colon(l), p->title[l]);
	fprintf(to, "  %s ", words[W_FILE][l]);
	put_beside(to, "", p->path);
	fprintf(to, "  %s %s\n", words[W_READ][l], day);
	if (b->clause == NULL)
		return;
	snprintf(line, sizeof(line), "%s %s%s%s (%s)", words[W_BINDS][l],
	    b->who[l], colon(l), b->act[l], b->clause->id);
	put_line(to, style, 2, line);
	snprintf(line, sizeof(line), "%s %s", words[W_DESTINATION][l],
	    b->destination[l]);
	put_line(to, style, 2, line);
}

/* What its form wants to know of suppliers. */
static void
put_demands(
    FILE *to, const struct style *style, const struct pack *p, enum language l)
{
	static const char *const names[DISCLOSED_COUNT][LANGUAGE_COUNT] = {
		[DISCLOSED_SUPPLIER] = { "suppliers", "供应商" },
		[DISCLOSED_DOCUMENT] = { "numbers of their documents",
		    "其文件编号" },
		[DISCLOSED_EVIDENCE] = { "their evidence", "其证据" },
		[DISCLOSED_MAKER] = { "makers of parts", "零件制造商" },
		[DISCLOSED_FILE] = { "their files", "其文件" },
		[DISCLOSED_UPSTREAM] = { "who issued notices", "告知书出具方" },
	};
	char line[LAWBOOK_TEXT];

	for (size_t i = 0; i < p->ndemand; i++) {
		const struct demand *x = &p->demand[i];
		const char *join = colon(l);

		snprintf(line, sizeof(line), "%s", words[W_DEMANDS][l]);
		for (int f = 0; f < DISCLOSED_COUNT; f++)
			if ((x->fields >> f & 1) != 0) {
				str_add(line, sizeof(line), "%s%s", join,
				    names[f][l]);
				join = l == LANGUAGE_ZH ? "、" : ", ";
			}
		str_add(line, sizeof(line), " (%s)",
		    x->clause != NULL ? x->clause->id : "");
		put_line(to, style, 2, line);
	}
}

static void
put_entries(FILE *to, const struct style *style, const struct control_list *c,
    enum language l)
{
	char line[2 * LAWBOOK_TEXT], forms[LAWBOOK_TEXT];

	fprintf(to, "  %s", words[W_ENTRIES][l]);
	put_beside(to, colon(l), c->title[l]);
	for (size_t i = 0; i < c->nentry; i++) {
		const struct list_entry *e = &c->entry[i];

		forms[0] = '\0';
		lawbook_forms(forms, e->forms, l);
		snprintf(line, sizeof(line), "%s %s (%s", e->code, e->title[l],
		    forms);
		forms[0] = '\0';
		lawbook_forms(forms, e->unsettled, l);
		if (forms[0] != '\0')
			str_add(line, sizeof(line), "; %s%s%s",
			    words[W_UNSETTLED][l], colon(l), forms);
		if (e->hs[0] != '\0')
			str_add(line, sizeof(line), "; HS %s", e->hs);
		str_add(line, sizeof(line), "; %s)",
		    lawbook_clause_standing(e->clause, l));
		put_line(to, style, 4, line);
	}
}

/* Where the law does not say how it is counted, or one way is enough. */
static void
put_readings(
    FILE *to, const struct style *style, const struct rule *r, enum language l)
{
	char line[2 * LAWBOOK_TEXT], text[LAWBOOK_TEXT];

	put_line(to, style, 2, words[r->either ? W_WAYS : W_SILENT][l]);
	for (size_t k = 0; k < r->nreading; k++) {
		const struct reading *x = &r->reading[k];

		lawbook_test(text, &r->test[r->ntest + k], l);
		snprintf(line, sizeof(line), "%s%s%s (%s)%s%s", x->id, colon(l),
		    x->title[l], lawbook_clause_standing(x->clause, l),
		    l == LANGUAGE_ZH ? "。" : ". ", text);
		put_line(to, style, 4, line);
	}
}

static void
put_rule(FILE *to, const struct style *style, const struct rule *r,
    date_day as_of, enum language l)
{
	const struct clause *least = rule_least_sure(r);
	char line[2 * LAWBOOK_TEXT], text[LAWBOOK_TEXT];

	fprintf(to, "\n%s", r->id);
	put_beside(to, colon(l), r->title[l]);
	if (l == LANGUAGE_EN)
		put_beside(to, "  ", r->title[LANGUAGE_ZH]);
	lawbook_standing(text, r, as_of, l);
	snprintf(line, sizeof(line), "%s%s%s%s%s", words[W_STANDING][l],
	    colon(l), text, l == LANGUAGE_ZH ? "。" : ".",
	    r->on              ? ""
	    : l == LANGUAGE_ZH ? ""
			       : " ");
	if (!r->on)
		str_add(line, sizeof(line), "%s", words[W_OFF][l]);
	put_line(to, style, 2, line);
	for (size_t i = 0; i < r->ntest; i++) {
		if (i + 1 == r->ntest && r->nreading > 0)
			break;
		lawbook_test(text, &r->test[i], l);
		put_line(to, style, 2, text);
	}
	if (r->nreading > 0)
		put_readings(to, style, r, l);
	if (r->list != NULL)
		put_entries(to, style, r->list, l);
	if (least != NULL) {
		snprintf(line, sizeof(line), "%s%s%s (%s)", words[W_RESTS][l],
		    colon(l), least->id, lawbook_clause_standing(least, l));
		put_line(to, style, 2, line);
	}
}

/* What each policy of the pack means, once. */
static void
put_origins(
    FILE *to, const struct style *style, const struct pack *p, enum language l)
{
	char line[2 * LAWBOOK_TEXT], text[LAWBOOK_TEXT];

	if (p->norigin > 0)
		fprintf(to, "\n%s%s\n", words[W_ORIGINS][l],
		    l == LANGUAGE_ZH ? "：" : ":");
	for (size_t i = 0; i < p->norigin; i++) {
		const struct origin_rule *o = &p->origin[i];

		text[0] = '\0';
		lawbook_origin(text, o, l);
		snprintf(line, sizeof(line), "%s%s%s%s%s (%s)", o->id, colon(l),
		    o->name != NULL ? o->name : "",
		    o->name != NULL ? colon(l) : "", text,
		    o->clause != NULL ? o->clause->id : "");
		put_line(to, style, 2, line);
	}
}

void
lawbook_write(FILE *to, const struct style *style, const struct pack *p,
    date_day as_of, enum language l)
{
	char line[3 * LAWBOOK_TEXT], day[DATE_TEXT];

	put_head(to, style, p, l);
	put_demands(to, style, p, l);
	for (size_t i = 0; i < p->nrule; i++)
		put_rule(to, style, &p->rule[i], as_of, l);
	lawbook_decisions(to, style, p, l);
	put_origins(to, style, p, l);
	fprintf(
	    to, "\n%s%s\n", words[W_SOURCES][l], l == LANGUAGE_ZH ? "：" : ":");
	for (size_t i = 0; i < p->clauses.n; i++) {
		const struct clause *c = &p->clauses.list[i];

		bool english;

		date_format(c->read_on, day);
		snprintf(line, sizeof(line), "%s%s%s (%s; %s; %s)", c->id,
		    colon(l), clause_summary(c, l == LANGUAGE_ZH, &english),
		    lawbook_clause_standing(c, l), c->source, day);
		put_line(to, style, 2, line);
	}
}
