/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_names - what the columns of a table may be called; see csv_header.h.
 *
 * schemas/csv-1.md lists the same names; tests/unit/test_csv_header.c
 * compares the two.
 */
#include "core/bom/csv_header.h"
#include "core/bom/currency.h"

#include <string.h>

/* The first name is the one we write.  Case, blanks and punctuation do not
 * count when names are compared. */
static const char *const names[COL_COUNT] = {
	[COL_LEVEL] = ("level|bom level|indent|indent level|tree level|"
		       "explosion level|lvl|Stufe|Ebene|层级|级别|階層"),
	[COL_PARENT] =
	    ("parent|parent part|parent part number|parent id|"
	     "parent item|assembly|assembly number|used in|"
	     "parent number|parent item "
	     "number|Baugruppe|Oberteil|父件|父项|上级料号|父件编码|親品番"),
	[COL_PARENT_MAKER] = "parent maker|parent manufacturer|parent mfr",
	[COL_PARENT_REVISION] = "parent revision|parent rev",
	[COL_PART] = ("part|part number|part no|pn|part id|child|child part|"
		      "child part number|child id|child item|component|"
		      "component part number|component number|item|"
		      "item number|item id|material number|id|"
		      "mpn|manufacturer part number|mfr part number|"
		      "零件号|部件号|料号|"
		      "item no|item "
		      "code|Teilenummer|Artikelnummer|Materialnummer|"
		      "Sachnummer|Komponentennummer|物料编码|物料编号|子件|"
		      "子件编码|子项|品番|部品番号"),
	[COL_MAKER] = ("maker|manufacturer|manufacturer name|mfr|mfg|"
		       "child maker|"
		       "制造商|生产商|"
		       "Hersteller"),
	[COL_REVISION] = ("revision|rev|revision level|child revision|"
			  "版本|"
			  "part revision"),
	[COL_NAME] = ("name|description|part name|item name|"
		      "part description|designation|title|"
		      "名称|"
		      "object "
		      "description|Bezeichnung|Benennung|Objektkurztext|"
		      "物料名称|品名|零件名称|部件名称"),
	[COL_FORM] = "form|item type|part type",
	[COL_QUANTITY] =
	    ("quantity|qty|qty per|quantity per|"
	     "quantity per assembly|qty per assembly|"
	     "qty required|quantity required|required quantity|required "
	     "qty|req in assy|# req in assy|comp. qty (CUn)|component "
	     "quantity|Menge|Anzahl|Stückzahl|Komponentenmenge|数量|用量|"
	     "单位用量"),
	[COL_UNIT] =
	    ("unit|uom|unit of measure|units|quantity unit|qty unit|"
	     "单位|"
	     "component unit|component uom|Einheit|Mengeneinheit|単位"),
	[COL_PER] = "per|batch quantity|batch size|base quantity|lot size",
	[COL_MASS] = ("mass|weight|measured mass|measured mass per uom|"
		      "mass per uom|unit mass|unit weight|part mass|"
		      "part weight|net weight|"
		      "Gewicht|Masse|重量|单重|净重"),
	[COL_MASS_UNIT] = ("mass unit|weight unit|measured mass unit|"
			   "unit of mass|mass uom|weight uom|"
			   "Gewichtseinheit|重量单位"),
	[COL_VALUE] = ("price|value|unit price|unit value|"
		       "Preis|Stückpreis|Einzelpreis|单价|价格"),
	[COL_CURRENCY] = ("currency|currency code|"
			  "Währung|币种|货币"),
	[COL_HS] = ("hs|hs code|tariff|tariff code|hts|hts code|"
		    "customs tariff number|commodity code|"
		    "海关编码|HS编码"),
	[COL_CONTROL] = "control|control code|export control code|eccn",
	[COL_SHIPPED] = "shipped|ship|is shipped",
	[COL_COMPLETE] = "complete|is complete|fully declared",
	[COL_SUPPLIER] = ("supplier|supplier name|declared by|vendor|"
			  "供应商|"
			  "Lieferant"),
	[COL_DECLARATION] = ("declaration|declaration id|document|document id|"
			     "声明编号|文件编号"),
	[COL_DATE] = ("declared on|date|declaration date|issued on|"
		      "声明日期|日期"),
	[COL_UNTIL] = ("until|valid until|expires|effective until|effective to|"
		       "effectivity end|valid to|end date|"
		       "有效期至"),
	[COL_STANDING] = "standing",
	[COL_EVIDENCE] = ("evidence|certificate|"
			  "证明文件"),
	[COL_ELEMENT] = ("element|elements|rare earth|symbol|"
			 "元素|稀土元素"),
	[COL_SUBSTANCE] = ("substance|substance name|chemical name|"
			   "物质|物质名称|化学名称"),
	[COL_CAS] = "cas|cas number|cas no|cas rn|cas#|CAS号|CAS编号",
	[COL_FORMULA] = "formula|chemical formula",
	[COL_AMOUNT] = ("amount|content|concentration|"
			"含量"),
	[COL_MIN] = "min|minimum|at least|min amount|lower",
	[COL_MAX] = "max|maximum|at most|max amount|upper",
	[COL_BASIS] = ("basis|"
		       "基准"),
	[COL_SCOPE] = "scope",
	[COL_KIND] = "kind|statement",
	[COL_THRESHOLD] = ("threshold|reporting threshold|report threshold|"
			   "cut off|listed above"),
	[COL_EACH] = "each|each element|for each element",
	[COL_PROCESS] = "process|process aid|used in production",
	[COL_ORIGIN] = ("origin|country|country of origin|origin country|coo|"
			"国家|原产国|产地|"
			"Ursprungsland|Herkunftsland|原産国"),
	[COL_STAGE] = ("stage|origin stage|step|"
		       "阶段|工序"),
	[COL_SHARE] = ("share|origin share|"
		       "占比"),
	[COL_OF] = ("of|share of|"
		    "占比范围"),
	[COL_TECHNOLOGY] = ("technology|technology country|"
			    "技术来源国"),
	[COL_MARKET] = "market|source",
	[COL_FROM] = ("from|effective from|valid from|effectivity start|"
		      "start date"),
	[COL_ALTERNATIVE] = ("alternative|alternate|alternative group|"
			     "alternate group|alt group|substitute group"),
	[COL_QUESTION] = "question|问题",
	[COL_ASKED] = "asked|asked for|询问项",
	[COL_PHANTOM] = "phantom|is phantom|phantom assembly",
	[COL_TO] = "to|to currency|target currency",
	[COL_RATE] = "rate|exchange rate|fx rate",
	[COL_TIMES] = ("multiplier|assembly multiplier|quantity multiplier|"
		       "qty multiplier"),
	[COL_POSITION] = ("position|pos|find number|find no|item position|"
			  "outline number|structure number|序号|位置号"),
	[COL_PER_UNIT] = "per unit|batch unit",
	[COL_REFERENCES] = ("references|reference designators|reference "
			    "designator|ref des|designators|designator|位号"),
	[COL_UNPOPULATED] = ("unpopulated|dnp|dnf|do not populate|do not place|"
			     "do not fit|not populated"),
	[COL_OPTIONAL] = "optional|is optional",
	[COL_CONSUMABLE] = "consumable|is consumable",
	[COL_SUBSTITUTE] = "substitute|substitute part|替代料",
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters, digits, '%', '#', what is beyond ASCII and what may separate
 * fields tell names apart. */
static bool
counts(char c)
{
	return is_letter(c) || is_digit(c) || c == '%' || c == '#' ||
	       c == ',' || c == ';' || c == '\t' || (unsigned char)c >= 0x80;
}

/* Longer than any name that is known, with its unit. */
#define NAME_ROOM 80

/* The name with plain blanks; one that is too long is none of ours. */
static struct str
seen(struct str name, char out[NAME_ROOM])
{
	struct str rest = name;
	size_t n = 0, skip;

	while (rest.n > 0 && n < NAME_ROOM) {
		skip = str_unseen(rest);
		out[n++] = skip > 0 ? ' ' : rest.p[0];
		skip = skip > 0 ? skip : 1;
		rest.p += skip;
		rest.n -= skip;
	}
	return rest.n > 0 ? name : (struct str){ out, n };
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
csv_same_name(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !counts(a.p[i]))
			i++;
		while (k < b.n && !counts(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (lower(a.p[i++]) != lower(b.p[k++]))
			return false;
	}
}

enum csv_column
csv_column_find(struct str name)
{
	char room[NAME_ROOM];

	name = seen(name, room);
	for (int i = 0; i < COL_COUNT; i++) {
		const char *p = names[i];

		while (*p != '\0') {
			size_t n = strcspn(p, "|");

			if (csv_same_name(name, (struct str){ p, n }))
				return (enum csv_column)i;
			p += n + (p[n] == '|');
		}
	}
	return COL_COUNT;
}

/* "% w/w", "wt%", "ppm": a share of mass that needs no other name; a "%"
 * alone may be one of anything. */
static bool
is_share_of_mass(struct str name, enum unit *unit)
{
	*unit = unit_find(name);
	if (unit_dimension(*unit) != DIM_SHARE)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (lower(name.p[i]) == 'w' || lower(name.p[i]) == 'm')
			return true;
	return false;
}

/* "mass_g", "Weight (kg)", "amount ppm": a name and its unit. */
enum csv_column
csv_column_with_unit(struct str name, enum unit *unit)
{
	char room[NAME_ROOM];
	struct str word = name = seen(name, room);
	enum csv_column column;
	size_t start;

	if (is_share_of_mass(str_trim(name), unit))
		return COL_AMOUNT;
	while (word.n > 0 && !counts(word.p[word.n - 1]))
		word.n--;
	start = word.n;
	while (start > 0 && counts(word.p[start - 1]))
		start--;
	*unit = unit_find((struct str){ word.p + start, word.n - start });
	if (*unit == UNIT_NONE)
		return COL_COUNT;
	column = csv_column_find((struct str){ name.p, start });
	return column == COL_MASS || column == COL_AMOUNT ||
		       column == COL_SHARE || column == COL_QUANTITY
		   ? column
		   : COL_COUNT;
}

/* The last word of a name, without brackets; *start: where it begins. */
static struct str
last_word(struct str name, size_t *start)
{
	size_t end = name.n;

	while (end > 0 && strchr(" )]:.", name.p[end - 1]) != NULL)
		end--;
	*start = end;
	while (*start > 0 && strchr(" ([/", name.p[*start - 1]) == NULL)
		--*start;
	return (struct str){ name.p + *start, end - *start };
}

enum csv_column
csv_column_with_currency(struct str name, char code[4])
{
	struct str word, found;
	size_t start;

	word = last_word(name, &start);
	if (start == 0 || currency_find(word, &found) != CURRENCY_ONE)
		return COL_COUNT;
	name.n = start;
	if (name.n > 3 &&
	    str_is_nocase((struct str){ name.p + name.n - 4, 4 }, " in "))
		name.n -= 4;
	if (csv_column_find(name) != COL_VALUE)
		return COL_COUNT;
	memcpy(code, found.p, 3);
	code[3] = '\0';
	return COL_VALUE;
}

/* Where " for " or " per " and a digit stand; s.n: nowhere. */
static size_t
find_number(struct str s, size_t *behind)
{
	for (size_t i = 0; i + 5 < s.n; i++) {
		struct str word = { s.p + i + 1, 4 };

		if (strchr(" ([", s.p[i]) == NULL ||
		    !(str_is_nocase(word, "for ") ||
			str_is_nocase(word, "per ")) ||
		    s.p[i + 5] < '1' || s.p[i + 5] > '9')
			continue;
		*behind = i + 5;
		return i;
	}
	return s.n;
}

/* "1,000", "1 000" or "1k": more stands behind the digits up to n. */
static bool
goes_on(struct str s, size_t n)
{
	size_t next = n;

	while (next < s.n && !is_letter(s.p[next]) && !is_digit(s.p[next]))
		next++;
	if (next == s.n || is_digit(s.p[next]))
		return next < s.n;
	return next == n && (n + 1 == s.n || !is_letter(s.p[n + 1]));
}

enum csv_column
csv_column_with_number(struct str name, struct str *number)
{
	size_t behind = 0, at = find_number(name, &behind), n = behind;

	if (at == name.n ||
	    csv_column_find((struct str){ name.p, at }) != COL_QUANTITY)
		return COL_COUNT;
	while (n < name.n && is_digit(name.p[n]))
		n++;
	if (goes_on(name, n))
		return COL_COUNT;
	*number = (struct str){ name.p + behind, n - behind };
	return COL_QUANTITY;
}

bool
csv_is_place_in_list(struct str name)
{
	return csv_same_name(name, STR("item")) ||
	       csv_same_name(name, STR("item number")) ||
	       csv_same_name(name, STR("item no"));
}

void
csv_column_name(enum csv_column column, char text[40])
{
	size_t n = strcspn(names[column], "|");

	memcpy(text, names[column], n);
	text[n] = '\0';
}

void
csv_aliases(enum csv_column column, char *text, size_t size)
{
	const char *p = names[column];
	size_t o = 0;

	/* whole names alone */
	while (*p != '\0') {
		size_t n = strcspn(p, "|");

		if (o + n + 3 > size)
			break;
		if (o > 0) {
			memcpy(text + o, ", ", 2);
			o += 2;
		}
		memcpy(text + o, p, n);
		o += n;
		p += n + (p[n] == '|');
	}
	text[o] = '\0';
}
