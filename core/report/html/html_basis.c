/* SPDX-License-Identifier: Apache-2.0 */
/* html_basis - what the answers rest on, how to compute them again, and what
 * is to be said of the files; see html_parts.h. */
#include "core/report/html/html_parts.h"
#include "core/report/html/sayings.h"
#include "core/report/valued.h"

#include <string.h>

static void
put_source(const struct html *h, enum html_word role, const char *name,
    const char *sha256)
{
	fputs("<tr><td>", h->to);
	html_say(h, role);
	fputs("</td>", h->to);
	html_cell(h, str_of(name));
	fprintf(h->to, "<td><code>%s</code></td></tr>\n", sha256);
}

static enum html_word
role_of(const struct source *s)
{
	return strcmp(s->role, "clauses") == 0       ? HW_ROLE_CLAUSES
	       : strcmp(s->role, "rules") == 0       ? HW_ROLE_RULES
	       : strcmp(s->role, "policy") == 0      ? HW_ROLE_POLICY
	       : strcmp(s->role, "assumptions") == 0 ? HW_ROLE_ASSUMPTIONS
	       : strcmp(s->role, "transaction") == 0 ? HW_ROLE_TRANSACTION
	       : strcmp(s->role, "holidays") == 0    ? HW_ROLE_HOLIDAYS
						     : HW_ROLE_PRODUCT;
}

static void
put_day(const struct html *h, enum html_word w, date_day day)
{
	fputs(" \u00b7 ", h->to);
	html_say(h, w);
	fputc(' ', h->to);
	html_day(h, day);
}

static void
put_basis(const struct html *h)
{
	const struct checked *c = h->c;

	html_heading(h, 2, HW_BASIS);
	fputs("<p>", h->to);
	html_say(h, HW_DAYS);
	put_day(h, HW_DAY_LAW, c->days.law);
	put_day(h, HW_DAY_BOM, c->days.bom);
	put_day(h, HW_DAY_PRICE, c->days.price);
	fputs("</p>\n<p class=\"faint\">", h->to);
	html_say(h, HW_BASIS_HOW);
	fputs("</p>\n<div class=\"wide\"><table id=\"inputs\"><thead><tr>"
	      "<th scope=\"col\">",
	    h->to);
	html_say(h, HW_ROLE);
	fputs("</th><th scope=\"col\">", h->to);
	html_say(h, HW_FILE);
	fputs("</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n",
	    h->to);
	for (size_t i = 0; i < c->nsource; i++)
		put_source(h, role_of(&c->source[i]), c->source[i].name,
		    c->source[i].sha256);
	put_source(
	    h, HW_ROLE_PROGRAM, "retrace " RETRACE_VERSION, c->tool_sha256);
	put_source(h, HW_ROLE_BASIS, "", c->basis);
	for (size_t i = 0; i < c->nbeside; i++)
		put_source(h, role_of(&c->beside[i]), c->beside[i].name,
		    c->beside[i].sha256);
	html_table_end(h);
}

/* ---- by which prices */

static void
begin_valued(void *to)
{
	const struct html *h = to;

	html_heading(h, 2, HW_COUNTED_BY);
	fputs("<ul lang=\"en\" id=\"valued\">\n", h->to);
}

static void
tell_valued(void *to, const char *line)
{
	const struct html *h = to;

	fputs("<li>", h->to);
	html_text(h, str_of(line));
	fputs("</li>\n", h->to);
}

static void
put_valued(const struct html *h)
{
	struct html to = *h;

	if (valued_each(h->c, begin_valued, tell_valued, &to))
		fputs("</ul>\n", h->to);
}

/* ---- how to compute it again */

/* A word as a shell takes it. */
static void
put_word(const struct html *h, const char *word)
{
	static const char plain[] = "-_./=:,+@%";
	bool bare = word[0] != '\0';

	for (const char *p = word; *p != '\0'; p++)
		bare &= (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
			(*p >= '0' && *p <= '9') || strchr(plain, *p) != NULL;
	fputc(' ', h->to);
	if (bare) {
		html_text(h, str_of(word));
		return;
	}
	html_text(h, STR("'"));
	for (const char *p = word; *p != '\0'; p += strcspn(p, "'")) {
		if (*p == '\'') {
			html_text(h, STR("'\\''"));
			p++;
		}
		html_text(h, (struct str){ p, strcspn(p, "'") });
	}
	html_text(h, STR("'"));
}

static void
put_words(const struct html *h, const char *option, const struct word_list *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (option[0] != '\0')
			fprintf(h->to, " %s", option);
		put_word(h, w->word[i]);
	}
}

static void
put_option_day(const struct html *h, const char *option, date_day day)
{
	fprintf(h->to, " %s ", option);
	html_day(h, day);
}

static void
put_recompute(const struct html *h)
{
	const struct recipe *r = &h->c->recipe;
	const struct days *d = &h->c->days;

	html_heading(h, 2, HW_RECOMPUTE);
	fputs("<p>", h->to);
	html_say(h, HW_RECOMPUTE_HOW);
	fputs("</p>\n<pre>retrace check", h->to);
	put_words(h, "", &r->files);
	put_words(h, "--rules", &r->packs);
	put_words(h, "--only", &r->only);
	put_words(h, "--also", &r->also);
	put_words(h, "--ship", &r->ship);
	put_words(h, "--assume", &r->assume);
	put_words(h, "--encoding", &r->encoding);
	put_words(h, "--decimal", &r->decimal);
	put_words(h, "--format", &r->format);
	if (r->policy != NULL) {
		fputs(" --policy", h->to);
		put_word(h, r->policy);
	}
	if (r->transaction != NULL) {
		fputs(" --transaction", h->to);
		put_word(h, r->transaction);
	}
	put_words(h, "--holidays", &r->holidays);
	put_option_day(h, "--as-of", d->as_of);
	if (d->law != d->as_of)
		put_option_day(h, "--law-as-of", d->law);
	if (d->bom != d->as_of)
		put_option_day(h, "--bom-as-of", d->bom);
	if (d->price != d->as_of)
		put_option_day(h, "--price-as-of", d->price);
	fputs(h->c->as_if_in_force ? " --as-if-in-force" : "", h->to);
	fputs(r->presumed ? " --presumed" : "", h->to);
	if (r->method != METHOD_UNSAID)
		fprintf(h->to, " --value-method %s",
		    value_method_name((enum value_method)r->method));
	fputs(r->allocate ? " --allocate mass" : "", h->to);
	fputs(r->exact ? " --exact" : "", h->to);
	fputs(h->l == LANGUAGE_ZH ? " --lang zh" : "", h->to);
	fputs(h->page->file != NULL || h->page->total > h->page->nproduct
		  ? " -o html=DIR/"
		  : " -o html=FILE",
	    h->to);
	fputs("</pre>\n", h->to);
}

/* ---- messages */

/* In the language of the page, as far as it is said in it. */
static void
put_saying(const struct html *h, const struct finding *x)
{
	char zh[SAYING_TEXT];

	if (h->l == LANGUAGE_ZH && saying_zh(zh, x)) {
		html_text(h, str_of(zh));
		return;
	}
	fputs("<span lang=\"en\">", h->to);
	html_text(h, str_of(x->text));
	fputs("</span>", h->to);
}

static void
put_messages(const struct html *h)
{
	static const enum html_word severity[] = {
		[SEV_ERROR] = HW_ERROR,
		[SEV_WARNING] = HW_WARNING,
		[SEV_NOTE] = HW_NOTE,
	};
	const struct findings *f = h->c->findings;
	size_t all = f->n + f->dropped_errors + f->dropped_others;

	if (all == 0)
		return;
	html_heading(h, 2, HW_MESSAGES);
	fputs("<ul>\n", h->to);
	for (size_t i = 0; i < f->n && i < HTML_ROWS; i++) {
		const struct finding *x = &f->list[i];

		fputs("<li><b>", h->to);
		html_say(h, severity[x->sev]);
		fputs("</b> ", h->to);
		if (x->at.file != NULL) {
			fputs("<code>", h->to);
			html_text(h, str_of(x->at.file));
			if (x->at.line > 0)
				fprintf(h->to, ":%u", x->at.line);
			fputs("</code> ", h->to);
		}
		put_saying(h, x);
		fputs("</li>\n", h->to);
	}
	fputs("</ul>\n", h->to);
	html_more(h, all, f->n < HTML_ROWS ? f->n : HTML_ROWS);
}

void
html_basis(const struct html *h)
{
	put_valued(h);
	put_basis(h);
	put_recompute(h);
	put_messages(h);
}
