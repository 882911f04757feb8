/* SPDX-License-Identifier: Apache-2.0 */
/* moved - a filing beside another draft of the same goods; see moved.h. */
#include "core/filing/moved.h"

#include "core/base/xml.h"
#include "core/chem/element.h"
#include "core/filing/filing.h"

#include <stdio.h>
#include <string.h>

/* [bytes] Of an interval in words. */
#define INTERVAL_TEXT 200

struct moving {
	struct arena *a;
	moved_visit visit;
	void *ctx;
	struct moved m; /* its product is set */
	size_t n;
};

static xmlNode *
child(const xmlNode *node, const char *name)
{
	return node != NULL ? xml_child(node, FILING_XMLNS, name) : NULL;
}

static xmlNode *
next(xmlNode *node, const char *name)
{
	return xml_named(node, FILING_XMLNS, name);
}

static struct str
attr(struct moving *w, const xmlNode *node, const char *name)
{
	return node != NULL ? xml_attr(w->a, node, name)
			    : (struct str){ NULL, 0 };
}

static void
tell(struct moving *w, const char *what, struct str of, struct str was,
    struct str is)
{
	struct str none =
	    strcmp(what, "rule") == 0 ? STR("not judged") : STR("not there");

	was = was.p != NULL ? was : none;
	is = is.p != NULL ? is : none;
	if (str_eq(was, is))
		return;
	w->m.what = what;
	w->m.of = of;
	w->m.was = was;
	w->m.is = is;
	w->n++;
	w->visit(w->ctx, &w->m);
}

/* "4.5", "4.5 to 5.2", "above 0, at most 5.2", "4.5 or more". */
static struct str
interval_words(struct moving *w, const xmlNode *interval)
{
	struct str low = attr(w, interval, "low");
	struct str high = attr(w, interval, "high");
	bool low_open = str_is(attr(w, interval, "low-open"), "yes");
	bool high_open = str_is(attr(w, interval, "high-open"), "yes");
	char text[INTERVAL_TEXT];

	if (interval == NULL)
		return (struct str){ NULL, 0 };
	if (low.p == NULL)
		low = STR("0");
	low = str_clip(low, 60);
	high = str_clip(high, 60);
	if (high.p == NULL)
		snprintf(text, sizeof(text), "%s%.*s%s",
		    low_open ? "above " : "", STR_ARG(low),
		    low_open ? "" : " or more");
	else if (low_open || high_open)
		snprintf(text, sizeof(text), "%s %.*s, %s %.*s",
		    low_open ? "above" : "at least", STR_ARG(low),
		    high_open ? "below" : "at most", STR_ARG(high));
	else if (str_eq(low, high))
		snprintf(text, sizeof(text), "%.*s", STR_ARG(low));
	else
		snprintf(text, sizeof(text), "%.*s to %.*s", STR_ARG(low),
		    STR_ARG(high));
	return arena_copy(w->a, str_of(text));
}

/* Is the word in a list with blanks between? */
static bool
lists(struct str list, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0, end; list.p != NULL && i < list.n; i = end + 1) {
		end = i + strcspn(list.p + i, " ");
		if (end - i == n && memcmp(list.p + i, word, n) == 0)
			return true;
	}
	return false;
}

/* What a product says of one element: surely none is 0. */
static struct str
amount(struct moving *w, const xmlNode *product, const char *symbol,
    const char *kind)
{
	const xmlNode *content = child(product, "content");

	if (content == NULL)
		return (struct str){ NULL, 0 };
	if (lists(attr(w, content, "none"), symbol))
		return STR("0");
	if (strcmp(symbol, "sum") == 0)
		return interval_words(w, child(child(content, "sum"), kind));
	for (xmlNode *e = next(content->children, "element"); e != NULL;
	     e = next(e->next, "element"))
		if (str_is(attr(w, e, "symbol"), symbol))
			return interval_words(w, child(e, kind));
	return (struct str){ NULL, 0 };
}

static void
move_content(struct moving *w, const xmlNode *was, const xmlNode *is)
{
	static const char *const kinds[][2] = { { "total", "content" },
		{ "of-origin", "of-origin" } };

	for (size_t k = 0; k < 2; k++)
		for (int i = 0; i <= NELEM; i++) {
			const char *symbol =
			    i < NELEM ? element_at(i)->symbol : "sum";

			tell(w, kinds[k][1], str_of(symbol),
			    amount(w, was, symbol, kinds[k][0]),
			    amount(w, is, symbol, kinds[k][0]));
		}
}

static int
gravity(struct str verdict)
{
	return verdict.p == NULL              ? 0
	       : str_is(verdict, "triggered") ? 3
	       : str_is(verdict, "undecided") ? 2
					      : 1;
}

static void
gravest(const xmlNode *product, struct arena *a, struct str *verdict)
{
	const xmlNode *list = child(product, "verdicts");

	for (xmlNode *v = list != NULL ? next(list->children, "verdict") : NULL;
	     v != NULL; v = next(v->next, "verdict")) {
		struct str is = xml_attr(a, v, "is");

		if (str_is(xml_attr(a, v, "by"), "law") &&
		    gravity(is) > gravity(*verdict))
			*verdict = is;
	}
}

struct str
filing_verdict(const xmlNode *top, struct arena *a)
{
	struct str verdict = { NULL, 0 };

	if (xml_is(top, FILING_XMLNS, "product"))
		gravest(top, a, &verdict);
	else
		for (xmlNode *p = next(top->children, "product"); p != NULL;
		     p = next(p->next, "product"))
			gravest(p, a, &verdict);
	return verdict;
}

/* The verdict by law of the same rule; .p NULL: it was not judged. */
static struct str
verdict_of(
    struct moving *w, const xmlNode *product, struct str pack, struct str rule)
{
	const xmlNode *list = child(product, "verdicts");

	for (xmlNode *v = list != NULL ? next(list->children, "verdict") : NULL;
	     v != NULL; v = next(v->next, "verdict"))
		if (str_is(attr(w, v, "by"), "law") &&
		    str_eq(attr(w, v, "pack"), pack) &&
		    str_eq(attr(w, v, "rule"), rule))
			return attr(w, v, "is");
	return (struct str){ NULL, 0 };
}

static struct str
rule_name(struct moving *w, struct str pack, struct str rule)
{
	char text[INTERVAL_TEXT];

	snprintf(text, sizeof(text), "%.*s/%.*s", STR_ARG(str_clip(pack, 90)),
	    STR_ARG(str_clip(rule, 90)));
	return arena_copy(w->a, str_of(text));
}

/* Rules of the one side; those of both only where they are of `was`. */
static void
move_rules(struct moving *w, const xmlNode *was, const xmlNode *is, bool of_was)
{
	const xmlNode *list = child(of_was ? was : is, "verdicts");

	for (xmlNode *v = list != NULL ? next(list->children, "verdict") : NULL;
	     v != NULL; v = next(v->next, "verdict")) {
		struct str pack = attr(w, v, "pack");
		struct str rule = attr(w, v, "rule");
		struct str before = verdict_of(w, was, pack, rule);

		if (str_is(attr(w, v, "by"), "law") &&
		    (before.p != NULL) == of_was)
			tell(w, "rule", rule_name(w, pack, rule), before,
			    verdict_of(w, is, pack, rule));
	}
}

static void
move_product(struct moving *w, const xmlNode *was, const xmlNode *is)
{
	const struct str none = { NULL, 0 };

	w->m.product = filing_label(was, w->a);
	tell(w, "basis", none, attr(w, was, "basis"), attr(w, is, "basis"));
	tell(w, "verdict", none, filing_verdict(was, w->a),
	    is != NULL ? filing_verdict(is, w->a) : none);
	move_rules(w, was, is, true);
	move_rules(w, was, is, false);
	move_content(w, was, is);
}

/* The same product among those of another document, or NULL. */
static const xmlNode *
same_product(struct moving *w, const xmlNode *root, const xmlNode *p)
{
	static const char *const key[] = { "part", "maker", "revision" };

	for (xmlNode *o = next(root->children, "product"); o != NULL;
	     o = next(o->next, "product")) {
		bool same = true;

		for (size_t i = 0; i < 3; i++)
			same = same &&
			       str_eq(attr(w, o, key[i]), attr(w, p, key[i]));
		if (same)
			return o;
	}
	return NULL;
}

size_t
filing_moved(
    xmlDoc *was, xmlDoc *is, struct arena *a, moved_visit visit, void *ctx)
{
	struct moving w = { .a = a, .visit = visit, .ctx = ctx };
	const xmlNode *other = xmlDocGetRootElement(is);

	for (xmlNode *p = next(xmlDocGetRootElement(was)->children, "product");
	     p != NULL; p = next(p->next, "product"))
		move_product(&w, p, same_product(&w, other, p));
	return w.n;
}
