/* SPDX-License-Identifier: Apache-2.0 */
/* question_words - what is asked, in words; see question_words.h. */
#include "core/report/ask/question_words.h"

#include <stdio.h>
#include <string.h>

/* %s: elements, the parent of the part, or an element. */
static const char *const sentences[QUESTION_COUNT][LANGUAGE_COUNT] = {
	[QUESTION_ORIGIN] = { "Where did each stage of its %s take place?",
	    "其中的%s，各个阶段在哪个国家进行？" },
	[QUESTION_AMOUNT] = { "How much %s is in it?", "其中%s的含量是多少？" },
	[QUESTION_MASS] = { "What does it weigh?", "它的质量是多少？" },
	[QUESTION_CONTENT] = { "Which rare earths are in it, how much of each, "
			       "and from where?",
	    "含有哪些稀土？各含多少？来自哪里？" },
	[QUESTION_QUANTITY] = { "How much of it is in one %s?",
	    "一个%s中用了多少？" },
	[QUESTION_FORM] = { "What is it, and where was it made?",
	    "它是什么？在哪里制造？" },
	[QUESTION_VALUE] = { "What is it worth?", "它的价值是多少？" },
	[QUESTION_PER_YEAR] = { "How much of it goes out in a year?",
	    "每年出口多少？" },
	[QUESTION_PER_SHIPMENT] = { "How much of it goes out in the shipment?",
	    "本批货物出口多少？" },
	[QUESTION_PRICE] = { "What does %s cost?", "%s的价格是多少？" },
};

static const char *const own_records[LANGUAGE_COUNT] = { "(your own records)",
	"（本单位资料）" };
static const char *const nobody[LANGUAGE_COUNT] = { "(no supplier named)",
	"（未注明供应商）" };

uint32_t
question_elements(const struct bom *b, uint32_t item)
{
	uint32_t mask = 0;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (c->counts && c->kind == CONTENT_AMOUNT &&
		    c->amount.hi != NUM_ZERO)
			mask |= c->elements & c->won;
	}
	return mask & ELEMENT_ALL;
}

void
question_elements_text(
    char out[ELEMENTS_TEXT], uint32_t elements, bool names, enum language l)
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < NELEM && used < ELEMENTS_TEXT; i++) {
		const struct element *e = element_at(i);
		const char *name = !names             ? e->symbol
				   : l == LANGUAGE_EN ? e->name
						      : e->name_zh;

		if ((elements >> i & 1) != 0)
			used += (size_t)snprintf(out + used,
			    ELEMENTS_TEXT - used, "%s%s",
			    used == 0          ? ""
			    : l == LANGUAGE_EN ? ", "
					       : "、",
			    name);
	}
}

/* The element; and in which form, where it has a price in the other one. */
static void
price_text(char *out, size_t size, const struct bom *b, uint32_t element,
    enum language l)
{
	const struct element *e = element_at((int)element);
	const char *name = l == LANGUAGE_EN ? e->name : e->name_zh;
	const char *before = "", *after = "";
	bool oxide = false, metal = false;

	for (size_t i = 0; i < b->nprice; i++) {
		bool is = b->price[i].element == element && !b->price[i].late;

		oxide |= is && b->price[i].guise == GUISE_OXIDE;
		metal |= is && b->price[i].guise != GUISE_OXIDE;
	}
	if (oxide != metal && l == LANGUAGE_EN)
		after = oxide ? " metal" : " oxide";
	else if (oxide != metal)
		before = oxide ? "金属" : "氧化";
	snprintf(out, size, "%s%s%s", before, name, after);
}

/* What stands in the sentence of the question. */
static void
subject_text(char *out, size_t size, const struct bom *b,
    const struct question *q, enum language l)
{
	static const char *const rare_earths[LANGUAGE_COUNT] = { "rare earths",
		"稀土" };
	char elements[ELEMENTS_TEXT];
	uint32_t mask = 0;
	struct str label;

	switch ((enum question_kind)q->kind) {
	case QUESTION_ORIGIN:
	case QUESTION_AMOUNT:
		mask = question_elements(b, q->item);
		question_elements_text(elements, mask, false, l);
		snprintf(out, size, "%s",
		    mask == 0 || mask == ELEMENT_ALL ? rare_earths[l]
						     : elements);
		break;
	case QUESTION_QUANTITY:
		label = bom_item_label(b, b->use[q->use].parent, out, size);
		memmove(out, label.p, label.n);
		out[label.n < size ? label.n : size - 1] = '\0';
		break;
	case QUESTION_PRICE:
		price_text(out, size, b, q->element, l);
		break;
	default:
		out[0] = '\0';
	}
}

void
question_text(char out[QUESTION_TEXT], const struct bom *b,
    const struct question *q, enum language l)
{
	char subject[QUESTION_TEXT / 2];
	const char *sentence = sentences[q->kind][l];
	const char *gap = strstr(sentence, "%s");
	size_t lead = gap != NULL ? (size_t)(gap - sentence) : strlen(sentence);

	subject_text(subject, sizeof(subject), b, q, l);
	snprintf(out, QUESTION_TEXT, "%.*s%s%s", (int)lead, sentence, subject,
	    gap != NULL ? gap + 2 : "");
}

struct str
question_whom(const struct bom *b, const struct question *q, enum language l)
{
	struct str name;

	if (question_is_own(b, q))
		return str_of(own_records[l]);
	name = bom_text_get(b, ask_whom(b, q->item));
	return name.n > 0 ? name : str_of(nobody[l]);
}

struct str
question_supplier(
    const struct bom *b, const struct supplier *s, enum language l)
{
	struct str name = bom_text_get(b, s->name);

	return name.n > 0 ? name : str_of(nobody[l]);
}
