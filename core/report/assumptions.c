/* SPDX-License-Identifier: Apache-2.0 */
/* assumptions - what the officer took for granted; see assumptions.h. */
#include "core/report/assumptions.h"

#include <stdlib.h>
#include <string.h>

/* "holds no rare earth by itself", "mining in AU" */
static void
put_words(FILE *to, const struct assumption *x)
{
	static const char *const words[ASSUME_COUNT] = {
		[ASSUME_NONE] = "holds no rare earth by itself",
		[ASSUME_COMPLETE] =
		    "holds no rare earth beyond what is declared",
		[ASSUME_ORIGIN] = "",
		[ASSUME_MASS] = "weighs ",
	};

	fprintf(to, "%s%s", words[x->kind], x->says);
}

/* "of 35 items; 5 more say it themselves" */
static void
put_counts(FILE *to, const struct assumption *x)
{
	if (x->expired) {
		fprintf(to, "expired, does not count");
		return;
	}
	fprintf(
	    to, "assumed of %u item%s", x->touched, x->touched == 1 ? "" : "s");
	if (x->declared > 0)
		fprintf(to, "; %u more %s", x->declared,
		    x->declared == 1 ? "says it itself" : "say it themselves");
	if (x->taken > 0)
		fprintf(
		    to, "; of %u more another assumption says it", x->taken);
}

void
assumptions_write(FILE *to, const struct style *style, const struct checked *c)
{
	const struct assumptions *a = c->assumptions;

	if (a == NULL)
		return;
	fprintf(to,
	    "Your assumptions, which are no declarations (%zu, about %zu "
	    "item%s in all):\n",
	    a->n, assumed_items(c->assumed),
	    assumed_items(c->assumed) == 1 ? "" : "s");
	for (size_t i = 0; i < a->n; i++) {
		const struct assumption *x = &a->entry[i];
		char until[DATE_TEXT], *text = NULL;
		size_t size = 0;
		FILE *line = open_memstream(&text, &size);

		if (line == NULL)
			return;
		date_format(x->until, until);
		fprintf(line, "%s: ", x->id);
		put_words(line, x);
		fprintf(line, ", ");
		put_counts(line, x);
		fprintf(
		    line, ": %s (%s, until %s)", x->reason, x->author, until);
		if (fclose(line) == 0)
			text_wrap(to, style, 2, 0, (struct str){ text, size });
		free(text);
	}
	fputc('\n', to);
}

static void
day_json(struct json *j, const char *key, date_day day)
{
	char text[DATE_TEXT];

	date_format(day, text);
	json_put_text(j, key, text);
}

static void
entry_json(struct json *j, const struct bom *b, const struct assumption *x)
{
	struct pos at = bom_pos(b, x->at);

	json_begin_object(j, NULL);
	json_put_text(j, "id", x->id);
	json_put_text(
	    j, "kind", assumption_kind_name((enum assumption_kind)x->kind));
	json_put_text(j, "says", x->says);
	json_put_text(j, "reason", x->reason);
	json_put_text(j, "author", x->author);
	day_json(j, "until", x->until);
	json_put_bool(j, "counts", !x->expired);
	json_put_count(j, "selected", x->selected);
	json_put_count(j, "touched", x->touched);
	json_put_count(j, "declared", x->declared);
	json_put_count(j, "taken", x->taken);
	json_put_pos(j, at);
	json_end_object(j);
}

void
assumptions_json(struct json *j, const struct checked *c)
{
	const struct assumptions *a = c->assumptions;

	if (a == NULL)
		return;
	json_begin_object(j, "assumptions");
	json_put_count(j, "total", a->n);
	json_put_count(j, "items_touched", assumed_items(c->assumed));
	json_begin_array(j, "entries");
	for (size_t i = 0; i < a->n; i++)
		entry_json(j, c->bom, &a->entry[i]);
	json_end_array(j);
	json_end_object(j);
}

void
assumptions_of_item(FILE *to, const struct checked *c, uint32_t item)
{
	const struct assumption_touch *t;
	size_t n;

	if (c->assumptions == NULL)
		return;
	t = assumed_of_item(c->assumed, item, &n);
	for (size_t i = 0; i < n; i++) {
		const struct assumption *x = &c->assumptions->entry[t[i].entry];
		char until[DATE_TEXT];

		date_format(x->until, until);
		fputs("    with your assumptions: ", to);
		put_words(to, x);
		fprintf(to, " (%s: ", x->id);
		text_put(to, str_of(x->reason));
		fputs(", ", to);
		text_put(to, str_of(x->author));
		fprintf(to, ", until %s)\n", until);
	}
}

void
assumptions_of_item_json(struct json *j, const struct checked *c, uint32_t item)
{
	const struct assumption_touch *t;
	size_t n;

	if (c->assumptions == NULL)
		return;
	t = assumed_of_item(c->assumed, item, &n);
	json_begin_array(j, "assumed");
	for (size_t i = 0; i < n; i++)
		json_put_text(j, NULL, c->assumptions->entry[t[i].entry].id);
	json_end_array(j);
}

bool
assumption_marks_find(struct assumption_marks *m, const struct checked *c)
{
	const struct bom *b = c->bom;

	*m = (struct assumption_marks){ 0 };
	if (c->assumptions == NULL || c->assumptions->n == 0)
		return true;
	m->words = (c->assumptions->n + 63) / 64;
	m->bits = calloc(b->nitem * m->words + 1, sizeof(*m->bits));
	if (m->bits == NULL)
		return false;
	for (size_t i = 0; i < c->assumed->ntouch; i++) {
		const struct assumption_touch *t = &c->assumed->touch[i];

		m->bits[t->item * m->words + t->entry / 64] |= (uint64_t)1
							       << t->entry % 64;
	}
	for (size_t k = 0; k < b->nitem; k++) {
		uint64_t *own = m->bits + b->order[k] * m->words;

		for (uint32_t u = b->use_start[b->order[k]];
		     u < b->use_start[b->order[k] + 1]; u++)
			for (size_t w = 0; w < m->words; w++)
				own[w] |=
				    m->bits[b->use[u].child * m->words + w];
	}
	return true;
}

void
assumption_marks_free(struct assumption_marks *m)
{
	free(m->bits);
	*m = (struct assumption_marks){ 0 };
}

char *
assumption_marks_text(
    const struct assumption_marks *m, const struct checked *c, uint32_t item)
{
	const char *sign = "";
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	if (to == NULL)
		return NULL;
	for (size_t e = 0; m->bits != NULL && e < c->assumptions->n; e++)
		if ((m->bits[item * m->words + e / 64] >> e % 64 & 1) != 0) {
			fprintf(to, "%s%s", sign, c->assumptions->entry[e].id);
			sign = " ";
		}
	if (fclose(to) == 0)
		return text;
	free(text);
	return NULL;
}
