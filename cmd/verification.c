/* SPDX-License-Identifier: Apache-2.0 */
/* verification - what is told of files that were checked; see verification.h.
 */
#include "cmd/verification.h"

#include "core/report/check/output_json.h"
#include "core/report/trace/totals_json.h"

#include <inttypes.h>

static const struct column columns[] = {
	{ "file", "File", 0 },
	{ "result", "Result", 0 },
	{ "reason", "Reason", 0 },
	{ "filing", "Filing", 0 },
	{ "product", "Product", 0 },
	{ "kind", "Kind", COLUMN_HIDDEN },
	{ "basis", "Basis", COLUMN_HIDDEN },
	{ "rules", "Rules", COLUMN_HIDDEN },
	{ "signer", "Signer", 0 },
	{ "signer_known", "Signer known", COLUMN_HIDDEN },
	{ "signed", "Signed", 0 },
	{ "stamped", "Time-stamped", COLUMN_HIDDEN },
	{ "stamper", "By", COLUMN_HIDDEN },
	{ "stamper_known", "By whom you know", COLUMN_HIDDEN },
	{ "sha256", "SHA-256", COLUMN_HIDDEN },
	{ "logged", "In the log", 0 },
	{ "recomputed", "Computed again", COLUMN_HIDDEN },
	{ "sealed", "Sealed", COLUMN_HIDDEN },
	{ "opened", "Opened", COLUMN_HIDDEN },
};

static void
put_row(struct table *t, const struct verification *x, bool log_asked)
{
	const bool ok = x->st == ST_OK;
	char time[DATE_TIME_TEXT] = "", stamp[DATE_TIME_TEXT] = "";
	char hex[SHA256_HEX] = "", place[32] = "";
	char sealed[24], opened[24];

	snprintf(sealed, sizeof(sealed), "%zu",
	    x->unsealed.sealed.n - x->unsealed.opened);
	snprintf(opened, sizeof(opened), "%zu", x->unsealed.opened);

	if (ok && !x->receipt) {
		date_time_format(x->v.signing_time, time);
		digest_hex(x->v.sha256, hex);
	}
	if (ok && x->v.stamped)
		date_time_format(x->v.stamp_time, stamp);
	if (x->logged)
		snprintf(place, sizeof(place), "entry %" PRIu64, x->index);
	table_put_text(t, x->file);
	table_put(
	    t, ok ? STR("holds") : STR("refused"), ok ? TONE_GOOD : TONE_BAD);
	table_put_text(t, x->reason);
	table_put(t, x->facts.id, TONE_NONE);
	table_put(t, x->facts.product, TONE_NONE);
	table_put(t, x->facts.kind, TONE_NONE);
	table_put(t, x->facts.basis, TONE_NONE);
	table_put(t, x->facts.rules, TONE_NONE);
	table_put(t, x->v.signer, TONE_NONE);
	table_put_text(t, !ok || x->receipt ? "" : x->v.known ? "yes" : "no");
	table_put_text(t, time);
	table_put_text(t, stamp);
	table_put(t, x->v.stamper, TONE_NONE);
	table_put_text(t, !ok || !x->v.stamped ? ""
			  : x->v.stamper_known ? "yes"
					       : "no");
	table_put_text(t, hex);
	table_put_text(t, log_asked ? place : "not asked");
	table_put_text(t, replayed_word(x->again));
	table_put_text(t, !ok || x->receipt ? "" : sealed);
	table_put_text(t, !ok || x->receipt ? "" : opened);
}

static void
put_check(FILE *to, const struct style *s, bool ok, const char *name)
{
	fprintf(to, "  %s%s%s%*s%s\n", tone_start(s, ok ? TONE_GOOD : TONE_BAD),
	    ok ? "ok" : "refused", tone_end(s, ok ? TONE_GOOD : TONE_BAD),
	    ok ? 9 : 4, "", name);
}

/* Each check that was made, in its order. */
static void
put_checks(FILE *to, const struct style *s, const struct verification *x)
{
	static const char *const of_filing[] = {
		"the id is that of the content",
		"margins, verdicts, shares and oxides fit their numbers",
		"kind, basis and outcomes fit the verdicts",
		"what people have to say is there"
	};
	const size_t n = sizeof(of_filing) / sizeof(of_filing[0]);
	const char *refused = verify_check_name(x->v.passed);

	for (size_t i = 0; i < x->v.passed; i++)
		put_check(to, s, true, verify_check_name(i));
	if (refused != NULL)
		put_check(to, s, false, refused);
	else if (!x->holds_together)
		put_check(to, s, false, "it does not hold together");
	else
		for (size_t i = 0; i < n; i++)
			put_check(to, s, true, of_filing[i]);
}

/* For the eye: one block a file. */
static void
put_words(FILE *to, const struct style *s, const struct unsealing_options *u,
    const struct verification *x)
{
	const bool ok = x->st == ST_OK;
	enum tone tone = ok ? TONE_GOOD : TONE_BAD;
	char time[DATE_TIME_TEXT];

	text_put(to, str_of(x->file));
	fprintf(to, ": %s%s%s", tone_start(s, tone), ok ? "HOLDS" : "REFUSED",
	    tone_end(s, tone));
	if (!ok) {
		fprintf(
		    to, "%s%s\n", x->reason[0] != '\0' ? ": " : "", x->reason);
		return;
	}
	if (x->receipt) {
		fputs(": computed again, every verdict and number is the "
		      "same\n",
		    to);
		return;
	}
	date_time_format(x->v.signing_time, time);
	fputs("\n  product    ", to);
	text_put(to, x->facts.product);
	fputs("\n  filing     ", to);
	text_put(to, x->facts.id);
	fputs("\n  rules      ", to);
	text_put(to, x->facts.rules);
	fputs(x->facts.hypothetical ? " (hypothetical)" : "", to);
	fputs("\n  signed by  ", to);
	text_put(to, x->v.signer);
	fprintf(to, "%s\n  signed on  %s, as the signer says\n",
	    x->v.known ? "" : " (not known to you)", time);
	if (x->v.stamped) {
		date_time_format(x->v.stamp_time, time);
		fprintf(to, "  stamped on %s, as it says: ", time);
		text_put(to, x->v.stamper);
		fputs(x->v.stamper_known ? "\n" : " (not known to you)\n", to);
	}
	if (x->logged)
		fprintf(to, "  logged     entry %" PRIu64 "\n", x->index);
	if (x->again == REPLAY_SAME)
		fputs(
		    "  recomputed every verdict and number is the same\n", to);
	if (x->uncompared > 0)
		fprintf(to,
		    "             %zu sealed values were not compared\n",
		    x->uncompared);
	unsealing_put(to, u, &x->unsealed);
}

/* What the goods of each filing that holds come to. */
static void
put_totals(struct json *j, const struct verifications *all)
{
	json_begin_array(j, "totals");
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].st == ST_OK && !all->list[i].receipt)
			totals_json(j, all->list[i].file,
			    xmlDocGetRootElement(all->list[i].v.doc));
	json_end_array(j);
}

enum status
verifications_emit(
    const struct page *page, const void *result, struct error *err)
{
	const struct verifications *all = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	enum status st;

	if (page->format == OUT_TABLE) {
		for (size_t i = 0; i < all->n; i++) {
			const struct verification *x = &all->list[i];

			put_words(page->to, &page->style, &all->unsealing, x);
			if (all->name_checks && !x->receipt &&
			    (x->st == ST_OK || x->st == ST_VERIFY))
				put_checks(page->to, &page->style, x);
		}
		return ST_OK;
	}
	if (page->format == OUT_JSON) {
		output_json_begin(&j, "verify");
		json_begin_array(&j, "rows");
	}
	table_begin(&t, page->to, page->format, &page->style, columns,
	    sizeof(columns) / sizeof(columns[0]), &j);
	for (size_t i = 0; i < all->n; i++)
		put_row(&t, &all->list[i], all->log_asked);
	st = table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		if (all->unsealing.open != NULL && all->list[0].st == ST_OK)
			unsealing_put_json(&j, &all->list[0].unsealed);
		put_totals(&j, all);
		output_json_messages(&j, all->findings);
		json_end_object(&j);
	}
	return st;
}

/* "2 hold, 1 refused"; of one file what it is refused for. */
struct str
verifications_verdict(const struct verifications *all, struct arena *a)
{
	size_t room = 120, held = 0;
	char *text = TAKE(a, char, room);

	for (size_t i = 0; i < all->n; i++)
		held += all->list[i].st == ST_OK;
	if (text == NULL)
		return STR("out of memory");
	if (all->n == 1)
		snprintf(text, room, "%s%s%s", held ? "holds" : "refused",
		    all->list[0].reason[0] != '\0' ? ": " : "",
		    all->list[0].reason);
	else
		snprintf(
		    text, room, "%zu hold, %zu refused", held, all->n - held);
	return str_of(text);
}
