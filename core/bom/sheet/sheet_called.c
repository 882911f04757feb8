/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_called - what the name of a sheet says; see sheet_called.h.
 *
 * A name is words; digits behind the letters of a word count as none of it.
 * Whatever may be a version, a summary or some of the parts is no product: a
 * list that counts twice is worse than one that is refused.
 */
#include "core/bom/sheet/sheet_called.h"

#include <string.h>

/* Words of a name, and the letters of one; what is longer is prose. */
#define MOST_WORDS 12
#define LONGEST_WORD 40

struct word {
	struct str text; /* as written */
	char low[LONGEST_WORD];
	size_t n;       /* [bytes] of low */
	size_t letters; /* of these: before the digits at its end */
};

struct words {
	struct word word[MOST_WORDS];
	size_t n;
	bool long_name; /* there are more, or a longer one */
};

/* For the list that a sheet is, and for sheets as programs call them. */
static const char *const list_words[] = { "bom", "boms", "parts", "partslist",
	"partlist", "list", "bill", "of", "materials", "material", "mbom",
	"ebom", "stückliste", "stücklisten", "stueckliste", "teileliste",
	"teile", "nomenclature", "lista", "de", "materiales", "distinta",
	"base", "物料清单", "物料表", "清单", "料表", "bom表", "部品表",
	"部品リスト", "부품목록", "спецификация" };
static const char *const generic_words[] = { "sheet", "tabelle", "feuil",
	"feuille", "hoja", "foglio", "planilha", "folha", "лист", "工作表",
	"シート", "시트", "arkusz", "blad", "sayfa", "blatt", "table", "tab",
	"page", "seite", "data", "daten", "export", "import", "report", "main",
	"top", "final", "the", "a", "product", "produkt", "assembly", "part",
	"item", "items", "component", "components", "content", "contents",
	"output", "default", "new", "level", "project", "projekt", "untitled",
	"worksheet", "example", "template", "bauteile", "komponenten",
	"composants", "componentes", "componenti", "元件", "零件", "部品" };
static const char *const version_words[] = { "rev", "revision", "revisions",
	"ver", "vers", "version", "v", "old", "new", "neu", "alt", "obsolete",
	"previous", "prev", "former", "current", "latest", "draft", "entwurf",
	"copy", "kopie", "copie", "copia", "backup", "bak", "archive", "archiv",
	"archived", "superseded", "deprecated", "wip", "issue", "index",
	"stand", "as", "before", "after", "ancien", "nouveau", "nouvelle",
	"antiguo", "nuevo", "vecchio", "nuovo", "eco", "ecn", "change",
	"changed", "changes", "diff", "delta", "original", "proto", "prototype",
	"prototyp", "evt", "dvt", "pvt", "alpha", "beta" };
static const char *const version_parts[] = { "旧", "新", "版", "备份", "備份",
	"副本", "コピー", "修订", "改定", "改訂" };
static const char *const summary_words[] = { "total", "totals", "summary",
	"overview", "gesamt", "gesamtstückliste", "gesamtliste", "übersicht",
	"zusammenfassung", "summe", "all", "alle", "master", "complete",
	"combined", "consolidated", "merged", "sum", "overall", "full",
	"rollup", "roll", "everything", "totale", "resumen", "resumo",
	"récapitulatif", "complet", "completo", "итого", "сводная" };
static const char *const summary_parts[] = { "汇总", "匯總", "总表", "總表",
	"合计", "合計", "総", "集計", "전체", "합계" };
static const char *const variant_words[] = { "variant", "variante", "variants",
	"configuration", "config", "model", "modell", "modelo", "modèle",
	"modello", "ausführung", "型号", "机型", "變體", "变体", "機種",
	"모델" };
static const char *const section_words[] = { "electrical", "electronic",
	"electronics", "electric", "electro", "elektrik", "elektronik",
	"elektro", "mechanical", "mechanics", "mechanic", "mechanik", "mech",
	"elec", "hardware", "fastener", "fasteners", "screw", "screws", "bolt",
	"bolts", "nut", "nuts", "washer", "washers", "schrauben", "normteile",
	"kaufteile", "fertigungsteile", "cable", "cables", "kabel", "wire",
	"wires", "wiring", "connector", "connectors", "resistor", "resistors",
	"capacitor", "capacitors", "inductors", "diodes", "ics", "passives",
	"passive", "active", "semiconductors", "smd", "smt", "tht", "th",
	"through", "hole", "misc", "miscellaneous", "other", "others",
	"sonstiges", "divers", "diverse", "varios", "printed", "print",
	"prints", "3d", "laser", "cnc", "machined", "sheetmetal", "purchased",
	"bought", "buy", "vendor", "vendors", "supplier", "suppliers", "order",
	"orders", "shopping", "cart", "digikey", "digi", "mouser", "lcsc",
	"jlcpcb", "jlc", "amazon", "aliexpress", "ebay", "mcmaster", "farnell",
	"newark", "arrow", "tme", "reichelt", "conrad", "sparkfun", "adafruit",
	"misumi", "tool", "tools", "tooling", "werkzeug", "werkzeuge", "labour",
	"labor", "packaging", "packing", "package", "verpackung", "cardboard",
	"label", "labels", "consumable", "consumables", "spare", "spares",
	"ersatzteile", "optional", "option", "options", "accessories",
	"accessory", "zubehör", "raw", "stock", "inventory", "lager", "cost",
	"costs", "kosten", "price", "prices", "pricing", "quote", "quotes",
	"adhesives", "chemicals", "bottom", "bot", "side", "front", "back",
	"left", "right", "qty", "pcs", "common", "shared", "generic",
	"alternates", "alternatives", "alternative", "substitutes", "avl",
	"aml", "approved", "manufacturers", "magnets", "bearings", "motors",
	"sensors", "boards", "pcbs", "modules", "assemblies", "plastic",
	"plastics", "metal", "wood", "rubber" };
static const char *const section_parts[] = { "电子", "電子", "结构", "結構",
	"机械", "機械", "电气", "電気", "紧固件", "螺丝", "包装", "包材",
	"辅料", "其他", "贴片", "插件", "工装", "替代" };
static const char *const thing_words[] = { "board", "boards", "pcb", "pcba",
	"module", "modul", "modulo", "módulo", "assembly", "assy", "asm",
	"subassembly", "baugruppe", "unit", "einheit", "device", "gerät",
	"motor", "moteur", "motore", "pump", "pumpe", "pompe", "fan", "lüfter",
	"engine", "gearbox", "getriebe", "drive", "antrieb", "actuator",
	"aktor", "servo", "controller", "steuerung", "regler", "sensor",
	"display", "anzeige", "remote", "charger", "ladegerät", "adapter",
	"battery", "batterie", "akku", "robot", "roboter", "gripper", "greifer",
	"printer", "drucker", "camera", "kamera", "lamp", "lampe", "leuchte",
	"speaker", "headset", "headphone", "inverter", "wechselrichter",
	"converter", "psu", "supply", "netzteil", "enclosure", "housing",
	"gehäuse", "chassis", "cabinet", "schrank", "console", "keyboard",
	"station", "dock", "hub", "gateway", "router", "drone", "vehicle",
	"bike", "scooter", "machine", "maschine", "toolhead", "extruder",
	"hotend", "gantry", "feeder", "conveyor", "compressor", "kompressor",
	"verdichter", "valve", "ventil", "heater", "heizung", "cooler",
	"kühler", "chiller", "transmitter", "receiver", "antenna", "amplifier",
	"verstärker", "mixer", "meter", "gauge", "radio", "phone", "tablet",
	"laptop", "computer", "server", "harness", "kabelbaum", "platine",
	"leiterplatte", "carte", "placa", "scheda", "rotor", "stator",
	"generator", "turbine", "spindle", "spindel" };
static const char *const thing_parts[] = { "电路板", "主板", "控制板", "驱动板",
	"电源板", "模块", "模組", "组件", "組件", "总成", "總成", "电机",
	"電機", "马达", "馬達", "控制器", "传感器", "基板", "ユニット",
	"モータ", "モジュール", "모듈", "모터", "기판", "плата", "блок",
	"модуль", "двигатель" };

#define AMONG(w, list) is_among((w), (list), sizeof(list) / sizeof((list)[0]))
#define HAS(name, list) \
	has_part((name), (list), sizeof(list) / sizeof((list)[0]))

static bool
is_word(const char *low, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(low, word, n) == 0;
}

/* As it is, or without the digits at its end. */
static bool
is_among(const struct word *w, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_word(w->low, w->n, list[i]) ||
		    (w->letters > 1 && is_word(w->low, w->letters, list[i])))
			return true;
	return false;
}

static bool
has_part(struct str name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (name.n > 0 &&
		    memmem(name.p, name.n, list[i], strlen(list[i])) != NULL)
			return true;
	return false;
}

/* "Mainboard", "Steuerplatine". */
static bool
ends_as_thing(const struct word *w)
{
	static const char *const ends[] = { "board", "platine", "modul",
		"motor", "pumpe", "steuerung", "einheit", "getriebe", "gerät",
		"baugruppe", "netzteil", "antrieb", "head" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);

		if (w->letters > n &&
		    memcmp(w->low + w->letters - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

static bool
is_thing(const struct word *w)
{
	return AMONG(w, thing_words) ||
	       (ends_as_thing(w) && !AMONG(w, section_words));
}

static bool
is_all_digits(const struct word *w)
{
	return w->letters == 0;
}

/* ---- the words */

static bool
ends_word(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	return c < 0x80 && !char_is_alnum((char)c);
}

/* Ä, Ö, Ü in small letters as the others. */
static char
small(struct str s, size_t i)
{
	char c = s.p[i];

	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if (i > 0 && s.p[i - 1] == '\xC3' && (unsigned char)c >= 0x80 &&
	    (unsigned char)c <= 0x9E)
		return (char)((unsigned char)c + 0x20);
	return c;
}

static void
add_word(struct words *x, struct str s, size_t first, size_t end)
{
	struct word *w = &x->word[x->n];

	if (x->n == MOST_WORDS || end - first > LONGEST_WORD) {
		x->long_name = true;
		return;
	}
	*w = (struct word){ .text = { s.p + first, end - first },
		.n = end - first };
	for (size_t i = first; i < end; i++)
		w->low[i - first] = small(s, i);
	w->letters = w->n;
	while (w->letters > 0 && char_is_digit(w->low[w->letters - 1]))
		w->letters--;
	x->n++;
}

static void
split(struct str s, struct words *x)
{
	*x = (struct words){ .n = 0 };
	for (size_t i = 0, end; i < s.n; i = end) {
		end = i + 1;
		if (ends_word(s, i))
			continue;
		while (end < s.n && !ends_word(s, end))
			end++;
		add_word(x, s, i, end);
	}
}

/* Without words for lists at either end: "BOM DU-200", "Main board BOM". */
static struct str
without_list_words(struct str name, struct words *x)
{
	size_t first = 0, end = x->n;
	const char *last;

	while (first < end && x->word[first].letters == x->word[first].n &&
	       AMONG(&x->word[first], list_words))
		first++;
	while (end > first && x->word[end - 1].letters == x->word[end - 1].n &&
	       AMONG(&x->word[end - 1], list_words))
		end--;
	if (first == end)
		return STR("");
	if (first > 0) {
		const char *p = x->word[first].text.p;

		name.n -= (size_t)(p - name.p);
		name.p = p;
	}
	last = x->word[end - 1].text.p + x->word[end - 1].text.n;
	if (end < x->n) {
		size_t n = (size_t)(last - name.p);

		if (n < name.n && *last == ')' &&
		    memchr(name.p, '(', n) != NULL)
			n++;
		name.n = n;
	}
	memmove(x->word, x->word + first, (end - first) * sizeof(*x->word));
	x->n = end - first;
	return str_trim(name);
}

/* ---- what they say */

/* "v2", "revB", "rev12", "r2" behind another word. */
static bool
is_version(const struct words *x, size_t i)
{
	const struct word *w = &x->word[i];
	size_t digits = w->n - w->letters;

	if (AMONG(w, version_words))
		return true;
	if (w->letters == 1 && digits > 0 && digits < 4 &&
	    (w->low[0] == 'v' || (w->low[0] == 'r' && i > 0)))
		return true;
	return w->n == 4 && memcmp(w->low, "rev", 3) == 0;
}

/* A year, or a day as one number. */
static bool
is_day(const struct word *w)
{
	return is_all_digits(w) && (w->n == 4 || w->n == 8) &&
	       (memcmp(w->low, "19", 2) == 0 || memcmp(w->low, "20", 2) == 0);
}

/* "Board (2)", as spreadsheets call copies. */
static bool
is_copy(struct str name)
{
	size_t i = name.n;

	if (i < 3 || name.p[i - 1] != ')')
		return false;
	for (i--; i > 0 && char_is_digit(name.p[i - 1]);)
		i--;
	return i > 0 && i + 1 < name.n && name.p[i - 1] == '(';
}

static bool
is_version_name(struct str name, const struct words *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (is_version(x, i) || is_day(&x->word[i]))
			return true;
	return is_copy(name) || HAS(name, version_parts);
}

static bool
any_among(const struct words *x, const char *const *list, size_t n)
{
	for (size_t i = 0; i < x->n; i++)
		if (is_among(&x->word[i], list, n))
			return true;
	return false;
}
#define ANY(x, list) any_among((x), (list), sizeof(list) / sizeof((list)[0]))

/* Does it look like a part number: "DU-200", "100234"; not "24V", "Step-3"? */
static bool
is_number(struct str s)
{
	size_t digits = 0, letters = 0, lead = 0, tail = 0;

	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
		digits += char_is_digit(s.p[i]);
		letters += char_is_letter(s.p[i]);
	}
	while (lead < s.n && char_is_letter(s.p[lead]))
		lead++;
	while (tail < s.n && char_is_digit(s.p[s.n - 1 - tail]))
		tail++;
	if (digits == 0 || s.n < 4 ||
	    (letters == 0 ? digits < 5 : char_is_digit(s.p[0]) && digits < 3))
		return false;
	if (letters > 0 && letters < 5 && char_is_digit(s.p[0])) {
		size_t i = 0;

		while (i < s.n && (char_is_digit(s.p[i]) || s.p[i] == '.'))
			i++;
		if (i + letters == s.n)
			return false; /* a number and its unit */
	}
	/* a word and which of them */
	return !(lead > 3 && letters == lead && digits == tail && tail < 3);
}

/* The first word between blanks that does; empty: none. */
static struct str
find_number(struct str name)
{
	for (size_t i = 0, end; i < name.n; i = end + 1) {
		struct str s;

		end = i;
		while (end < name.n && name.p[end] != ' ')
			end++;
		s = (struct str){ name.p + i, end - i };
		if (is_number(s))
			return s;
	}
	return STR("");
}

/* No word but those of sheets, and short numbers and single letters that are
 * no part number together. */
static bool
is_generic(struct str name, const struct words *x)
{
	bool number = find_number(name).n > 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct word *w = &x->word[i];
		bool is_short = w->n == 1 || (is_all_digits(w) && w->n < 5);

		if (!AMONG(w, generic_words) && !AMONG(w, list_words) &&
		    (number || !is_short))
			return false;
	}
	return true;
}

static enum sheet_says
meaning(struct str name, const struct words *x)
{
	const struct word *last = &x->word[x->n - 1];

	if (is_generic(name, x) && !is_version_name(name, x))
		return SHEET_GENERIC;
	if (is_version_name(name, x))
		return SHEET_VERSION;
	if (ANY(x, summary_words) || HAS(name, summary_parts))
		return SHEET_SUMMARY;
	if (x->n > 1 && ANY(x, variant_words))
		return SHEET_VARIANT;
	if (is_thing(last) && !AMONG(last, section_words))
		return SHEET_THING;
	if (ANY(x, section_words) || HAS(name, section_parts))
		return SHEET_SECTION;
	if (find_number(name).n > 0)
		return SHEET_NUMBER;
	for (size_t i = 0; i < x->n; i++)
		if (is_thing(&x->word[i]))
			return SHEET_THING;
	return HAS(name, thing_parts) ? SHEET_THING : SHEET_UNCLEAR;
}

/*
 * sheet_name_of - what the name of a sheet says.
 *
 * Cost:	linear in the name
 */
struct sheet_name
sheet_name_of(struct str name)
{
	struct sheet_name out = { SHEET_GENERIC, STR(""), STR("") };
	struct words x;
	bool copy;

	name = str_seen(name);
	copy = is_copy(name);
	split(name, &x);
	if (x.n == 0 && !x.long_name)
		return out;
	if (x.long_name) {
		out.says = SHEET_UNCLEAR;
		out.product = name;
		return out;
	}
	name = without_list_words(name, &x);
	if (x.n == 0 || name.n == 0)
		return out;
	out.says = copy ? SHEET_VERSION : meaning(name, &x);
	out.product = name;
	out.number = find_number(name);
	return out;
}
