/* SPDX-License-Identifier: Apache-2.0 */
/* headline_verdict - one verdict and why it is that; see headline.h. */
#include "core/report/check/headline.h"

#include "core/report/arithmetic.h"
#include "core/report/check/rows.h"
#include "core/report/conflicts.h"
#include "core/report/exemptions.h"
#include "core/report/gaps_once.h"
#include "core/report/margins.h"
#include "core/report/methods.h"
#include "core/report/outcomes.h"
#include "core/report/parts.h"
#include "core/report/path.h"
#include "core/report/readings.h"
#include "core/report/valued.h"

#include <ctype.h>

static const char *
symbol_of(const struct style *s, enum verdict v)
{
	static const char *const nice[] = { "\u2713 ", "? ", "\u25b2 " };
	static const char *const ascii[] = { "", "? ", "! " };

	if (s->plain)
		return "";
	return s->utf8 ? nice[v] : ascii[v];
}

/* "▲ TRIGGERED  ACME DRIVE-200 rev B (Drive unit)" */
void
headline_verdict(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item)
{
	const enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	enum tone tone;
	const char *words = rows_verdict(c, rule, item, &tone);

	fprintf(to, "\n  %s%s", tone_start(s, tone), symbol_of(s, v));
	for (size_t i = 0; words[i] != '\0'; i++)
		fputc(toupper((unsigned char)words[i]), to);
	fprintf(to, "%s  ", tone_end(s, tone));
	path_put_label(to, c->bom, item);
	fputc('\n', to);
}

static void
put_other(FILE *to, const struct style *s, const char *how, enum verdict v,
    const char *but)
{
	char line[300];

	snprintf(line, sizeof(line), "%s it would read: %s. %s", how,
	    verdict_name(v), but);
	text_wrap(to, s, 4, 0, str_of(line));
}

/* The other answers, which are never law. */
static void
put_others(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item)
{
	const struct judgement *j = c->judgement;

	if (c->book->has[VARIANT_POLICY])
		put_other(to, s, "With your own policy",
		    judgement_verdict(j, VARIANT_POLICY, rule, item),
		    "A policy is not law.");
	if (c->with != NULL)
		put_other(to, s, "With your assumptions",
		    judgement_verdict(c->with, VARIANT_LAW, rule, item),
		    "An assumption is not a declaration.");
	if (c->book->has[VARIANT_PRESUMED])
		put_other(to, s, "With presumed origins taken as declared",
		    judgement_verdict(j, VARIANT_PRESUMED, rule, item), "");
	if (c->book->has[VARIANT_ALLOCATED])
		put_other(to, s, "By what was paid, shared out by mass,",
		    judgement_verdict(j, VARIANT_ALLOCATED, rule, item),
		    "That is an assumption: nobody has stated these shares.");
}

/* The answer, its arithmetic, and the first `most` parts of each kind. */
enum status
headline_reason(FILE *to, const struct style *s, const struct checked *c,
    const struct reason *r, size_t most, struct gaps_once *told,
    struct error *err)
{
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, r->rule, r->item);
	bool margins =
	    most > HEADLINE_PARTS || margins_affordable(c, HEADLINE_FULL);
	char text[REASON_TEXT];

	if (c->book->rule[r->rule].rule->nreading > 0) {
		if (readings_write(to, s, c, r->rule, r->item, margins, err) !=
		    ST_OK)
			return err->code;
	} else {
		reason_text(text, r, c);
		text_wrap(to, s, 4, 0, str_of(text));
		arithmetic_write(to, s, c, r);
		if (margins && (methods_write(to, s, c, r, err) != ST_OK ||
				   margins_write(to, s, c, r, err) != ST_OK))
			return err->code;
	}
	put_others(to, s, c, r->rule, r->item);
	outcome_write(to, s, c, r->rule, r->item);
	exemptions_write(to, s, c, r->rule, r->item);
	conflicts_of_verdict(to, s, c, r->rule, r->item);
	if (v == VERDICT_CLEAR)
		return ST_OK;
	if (r->ngiver > 0)
		fputc('\n', to);
	if (parts_givers(to, s, c, r, most, err) == ST_OK && r->nopen > 0)
		gaps_once_put(told, to, s, c, r, most, err);
	return err->code;
}
