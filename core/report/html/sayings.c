/* SPDX-License-Identifier: Apache-2.0 */
/* sayings - what a finding says, in Chinese; see sayings.h. */
#include "core/report/html/sayings.h"

#include "core/chem/element.h"
#include "core/report/html/sayings_zh.h"

#include <string.h>

#define PLACES 9
/* Sentences in sentences. */
#define DEPTH 2

/* What stands in each place of a format. */
struct places {
	struct str of[PLACES];
	size_t n;
};

/* Behind the conversion at p: "%.*s", "%zu", "%s", "%llu". */
static const char *
behind(const char *p)
{
	p++;
	p += strspn(p, ".*");
	p += strspn(p, "lz");
	return p + 1;
}

/* The plain text from p on, up to the next place; "%%" is a sign of it. */
static size_t
plain(const char *p, char *out, size_t size, const char **end)
{
	size_t n = 0;

	while (*p != '\0' && n + 1 < size) {
		if (p[0] == '%' && p[1] != '%')
			break;
		p += p[0] == '%';
		out[n++] = *p++;
	}
	out[n] = '\0';
	*end = p;
	return n;
}

static bool
ends_with(const char *at, const char *end, const char *words, size_t n)
{
	return (size_t)(end - at) >= n && memcmp(end - n, words, n) == 0;
}

/* Does the text come of the format, and of what?  Each place ends where the
 * plain text behind it first begins; of several places without any between
 * them the first has all. */
static bool
match(const char *form, struct str text, struct places *out)
{
	char lead[ERROR_TEXT];
	const char *at = text.p, *end = text.p + text.n;
	size_t n = plain(form, lead, sizeof(lead), &form);

	out->n = 0;
	if ((size_t)(end - at) < n || memcmp(at, lead, n) != 0)
		return false;
	at += n;
	while (*form != '\0') {
		size_t next = 1; /* places with nothing between them */
		const char *to;

		form = behind(form);
		n = plain(form, lead, sizeof(lead), &form);
		for (; n == 0 && *form != '\0'; next++) {
			form = behind(form);
			n = plain(form, lead, sizeof(lead), &form);
		}
		if (*form == '\0') /* the last words end the text */
			to = ends_with(at, end, lead, n) ? end - n : NULL;
		else
			to = memmem(at, (size_t)(end - at), lead, n);
		if (to == NULL || out->n + next > PLACES)
			return false;
		out->of[out->n++] = (struct str){ at, (size_t)(to - at) };
		while (--next > 0)
			out->of[out->n++] = STR("");
		at = to + n;
	}
	return at == end;
}

static void put(char *out, const struct saying *table, const char *form,
    struct str text, unsigned depth);

/* A rare earth, a phrase of ours, or what the user wrote. */
static void
put_place(char *out, struct str text, unsigned depth)
{
	int e = element_find(text);

	if (e >= 0 && str_is(text, element_at(e)->name))
		str_add(out, SAYING_TEXT, "%s", element_at(e)->name_zh);
	else
		put(out, saying_phrases, NULL, text, depth);
}

/* "{1}" is what stands in the first place. */
static void
fill(char *out, const char *zh, const struct places *p, unsigned depth)
{
	for (; *zh != '\0'; zh++) {
		size_t k = zh[0] == '{' ? (size_t)(zh[1] - '1') : PLACES;

		if (k >= p->n) {
			str_add(out, SAYING_TEXT, "%c", zh[0]);
			continue;
		}
		put_place(out, p->of[k], depth - 1);
		zh += 2;
	}
}

/* By the row of that format, or (NULL) the first that fits; else as it is. */
static void
put(char *out, const struct saying *table, const char *form, struct str text,
    unsigned depth)
{
	struct places p;

	for (; depth > 0 && table->en != NULL; table++)
		if ((form == NULL || strcmp(table->en, form) == 0) &&
		    match(table->en, text, &p)) {
			fill(out, table->zh, &p, depth);
			return;
		}
	if (form == NULL)
		str_add(out, SAYING_TEXT, "%.*s", STR_ARG(text));
}

bool
saying_zh(char out[SAYING_TEXT], const struct finding *x)
{
	out[0] = '\0';
	if (x->saying != NULL)
		put(out, saying_sentences, x->saying, str_of(x->text),
		    DEPTH + 1);
	return out[0] != '\0';
}
