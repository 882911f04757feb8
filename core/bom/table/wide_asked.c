/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_asked - headings of columns that say in words what is in a part:
 * "Composition", "Contains rare earths (Y/N)", "REE free"; see wide.h.
 */
#include "core/bom/table/wide.h"

#include <string.h>
#include <strings.h>

/* What all of a part is made of. */
static const char *const recipes[] = { "composition", "material composition",
	"chemical composition", "elemental composition", "alloy composition",
	"magnet composition", "substance composition", "element composition",
	"makeup", "material makeup", "material breakdown",
	"substance breakdown", "constituents", "ingredients",
	"contained substances", "composition by weight",
	"rare earth composition", "REE composition", "RE composition",
	"Zusammensetzung", "chemische Zusammensetzung",
	"Materialzusammensetzung", "Stoffzusammensetzung",
	"Legierungszusammensetzung", "Inhaltsstoffe", "composition chimique",
	"composition matière", "composición", "composición química",
	"composizione", "composizione chimica", "composição",
	"composição química", "состав", "химический состав", "化学成分",
	"化学成份", "材料成分", "材料成份", "材质成分", "成份", "成分组成",
	"材料组成", "成分比例", "稀土成分", "组成", "組成", "化学組成",
	"材料組成", "成分構成", "組成比", "조성", "화학 조성", "화학성분",
	"구성 성분" };

/* Questions in other scripts; those in Latin letters go word by word. */
static const struct {
	const char *name;
	bool free;
} questions[] = { { "是否含稀土", false }, { "是否含有稀土", false },
	{ "含稀土", false }, { "含有稀土", false }, { "是否含稀土元素", false },
	{ "是否含有稀土元素", false }, { "稀土含量", false },
	{ "稀土元素含量", false }, { "是否使用稀土", false },
	{ "是否含稀土材料", false }, { "含稀土情况", false },
	{ "不含稀土", true }, { "無稀土", true }, { "是否含稀土物質", false },
	{ "希土類含有", false }, { "希土類の有無", false },
	{ "希土類含有の有無", false }, { "希土類使用", false },
	{ "レアアース含有", false }, { "レアアースの有無", false },
	{ "レアアース使用", false }, { "レアアース含有有無", false },
	{ "希土類フリー", true }, { "レアアースフリー", true },
	{ "희토류 함유", false }, { "희토류 포함", false },
	{ "희토류 포함 여부", false }, { "희토류 함유 여부", false },
	{ "содержит РЗЭ", false },
	{ "содержит редкоземельные элементы", false } };

/* What stands beside such a question. */
static const char *const beside[] = { "which", "which element",
	"which elements", "if yes which", "if yes which elements",
	"if yes specify", "specify elements", "elements contained",
	"elements present", "element names", "list of elements",
	"welche Elemente", "wenn ja welche", "lesquels", "cuáles", "quali",
	"哪些元素", "含有元素", "元素名称", "含有元素名", "元素名" };

/* Words of a question, beside those for rare earths. */
static const char *const asking[] = { "contains", "contain", "containing",
	"contained", "content", "contents", "has", "have", "includes",
	"include", "including", "included", "presence", "present", "used",
	"use", "uses", "using", "flag", "indicator", "ind", "status",
	"declared", "yes", "no", "y", "n", "is", "are", "does", "do", "it",
	"the", "in", "of", "any", "this", "part", "parts", "article", "item",
	"product", "component", "material", "materials", "info", "information",
	"relevant", "elements", "element", "metals", "metal", "ja", "nein",
	"oui", "non", "si", "sí", "enthält", "enthalten", "enthaltene",
	"Gehalt", "vorhanden", "contient", "des", "de", "la", "présence",
	"teneur", "en", "contiene", "contenido", "contém", "presencia",
	"presenza", "di" };
/* What "RE", which may be anything, needs beside it. */
#define FIRMLY 12
static const char *const firmly[FIRMLY] = { "contains", "containing",
	"contained", "content", "contents", "present", "presence", "free",
	"frei", "element", "elements", "which" };
static const char *const freely[] = { "free", "frei", "without", "ohne", "sans",
	"sin", "senza" };
static const char *const rare[] = { "rare earth elements", "rare earth metals",
	"rare earths", "rare earth", "rareearths", "rareearth", "REEs", "REE",
	"REMs", "REM", "REs", "RE", "Seltene Erden", "Seltenen Erden",
	"Seltenerden", "terres rares", "tierras raras", "terre rare",
	"terras raras" };

static bool
is_letter_of_word(unsigned char c)
{
	return char_is_alnum((char)c) || (c >= 0xC3 && c < 0xE0) ||
	       (c >= 0x80 && c < 0xC0);
}

/* Bytes of the longest of the words that s begins with, in any case; 0: none.
 * Blanks in them stand for blanks and signs. */
static size_t
begins_with(struct str s, const char *const *words, size_t n)
{
	size_t best = 0;

	for (size_t w = 0; w < n; w++) {
		const struct str known = str_of(words[w]);
		size_t i = 0, k = 0;

		while (i < s.n && k < known.n) {
			size_t a = i, b = k;

			if (known.p[k] == ' ' && strchr(" _-", s.p[i])) {
				i++, k++;
				continue;
			}
			if (str_letter(s, &a) != str_letter(known, &b))
				break;
			i = a;
			k = b;
		}
		if (k < known.n || i <= best ||
		    (i < s.n && is_letter_of_word((unsigned char)s.p[i])))
			continue;
		best = i;
	}
	return best;
}

#define BEGINS(s, words) \
	begins_with((s), (words), sizeof(words) / sizeof((words)[0]))

/* What stands behind ">" of "Contains REE > 0.1 %". */
static bool
take_most(struct str *s, struct wide *out)
{
	static const char *const marks[] = { ">=", "\xE2\x89\xA5", ">", "above",
		"over" };
	struct str rest;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
			size_t n = strlen(marks[k]);

			if (!str_starts(
				(struct str){ s->p + i, s->n - i }, marks[k]))
				continue;
			rest = str_trim(
			    (struct str){ s->p + i + n, s->n - i - n });
			while (rest.n > 0 &&
			       strchr(")]?: ", rest.p[rest.n - 1]) != NULL)
				rest.n--;
			if (rest.n == 0 || rest.n >= sizeof(out->most) ||
			    !char_is_digit(rest.p[0]))
				return false;
			memcpy(out->most, rest.p, rest.n);
			out->most[rest.n] = '\0';
			out->at_least = k < 2;
			s->n = i;
			return true;
		}
	return true;
}

/* Nothing but words of a question, and rare earths or one of them among them;
 * "RE" alone may be anything. */
static bool
read_question(struct str s, struct wide *out)
{
	size_t words = 0, n;
	bool about = false, plain = true, firm = false;
	int element;
	enum wide_word word;

	for (size_t i = 0; i < s.n; i += n) {
		struct str at = { s.p + i, s.n - i };

		n = 1;
		if (!is_letter_of_word((unsigned char)s.p[i])) {
			if (strchr(" _-/?:()[],.", s.p[i]) == NULL)
				return false;
			continue;
		}
		words++;
		firm |= begins_with(at, firmly, FIRMLY) > 0;
		if ((n = BEGINS(at, rare)) > 0) {
			about = true;
			plain &= n <= 2;
			out->elements = ELEMENT_ALL;
		} else if ((n = BEGINS(at, freely)) > 0) {
			out->free = true;
		} else if ((n = BEGINS(at, asking)) == 0) {
			n = wide_word(at, &word, &element);
			if (n == 0 || word != WORD_ELEMENT)
				return false;
			about = true;
			plain = false;
			out->elements |= (uint32_t)1 << element;
		}
	}
	return about && (plain ? firm : words > 1 || out->most[0] != '\0');
}

bool
wide_asked(struct str name, struct wide *out)
{
	struct wide w = { .basis = BASIS_COUNT, .sure = true };
	struct str s = name;

	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		if (csv_same_name(name, str_of(questions[i].name))) {
			w.kind = WIDE_ASKED;
			w.elements = ELEMENT_ALL;
			w.free = questions[i].free;
			*out = w;
			return true;
		}
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++)
		if (csv_same_name(name, str_of(beside[i]))) {
			w.kind = WIDE_ASKED;
			w.elements = ELEMENT_ALL;
			w.sure = false;
			*out = w;
			return true;
		}
	for (size_t i = 0; i < sizeof(recipes) / sizeof(recipes[0]); i++)
		if (csv_same_name(name, str_of(recipes[i]))) {
			w.kind = WIDE_RECIPE;
			*out = w;
			return true;
		}
	if (!take_most(&s, &w) || !read_question(s, &w))
		return false;
	w.kind = WIDE_ASKED;
	*out = w;
	return true;
}
