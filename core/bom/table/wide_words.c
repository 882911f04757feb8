/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_words - the words of headings that say what their column is about; see
 * wide.h.
 */
#include "core/bom/bom.h"
#include "core/bom/table/wide.h"

#include <string.h>

static const struct {
	const char *text;
	uint8_t word, element;
} words[] = {
	{ "CAS", WORD_FILLER, 0 },
	{ "CAS no", WORD_FILLER, 0 },
	{ "CAS number", WORD_FILLER, 0 },
	{ "CAS-Nr", WORD_FILLER, 0 },
	{ "CAS号", WORD_FILLER, 0 },
	{ "скандия", WORD_ELEMENT, 0 },
	{ "иттрия", WORD_ELEMENT, 1 },
	{ "лантана", WORD_ELEMENT, 2 },
	{ "церия", WORD_ELEMENT, 3 },
	{ "празеодима", WORD_ELEMENT, 4 },
	{ "неодима", WORD_ELEMENT, 5 },
	{ "прометия", WORD_ELEMENT, 6 },
	{ "самария", WORD_ELEMENT, 7 },
	{ "европия", WORD_ELEMENT, 8 },
	{ "гадолиния", WORD_ELEMENT, 9 },
	{ "тербия", WORD_ELEMENT, 10 },
	{ "диспрозия", WORD_ELEMENT, 11 },
	{ "гольмия", WORD_ELEMENT, 12 },
	{ "эрбия", WORD_ELEMENT, 13 },
	{ "тулия", WORD_ELEMENT, 14 },
	{ "иттербия", WORD_ELEMENT, 15 },
	{ "лютеция", WORD_ELEMENT, 16 },
	{ "d", WORD_FILLER, 0 },
	{ "l", WORD_FILLER, 0 },
	{ "oxidgehalt", WORD_OXIDE, 0 },
	{ "oxidanteil", WORD_OXIDE, 0 },
	{ "II", WORD_FILLER, 0 },
	{ "III", WORD_FILLER, 0 },
	{ "IV", WORD_FILLER, 0 },
	{ "III,IV", WORD_FILLER, 0 },
	{ "content", WORD_FILLER, 0 },
	{ "contents", WORD_FILLER, 0 },
	{ "concentration", WORD_FILLER, 0 },
	{ "conc", WORD_FILLER, 0 },
	{ "amount", WORD_FILLER, 0 },
	{ "mass", WORD_FILLER, 0 },
	{ "weight", WORD_FILLER, 0 },
	{ "wt", WORD_FILLER, 0 },
	{ "mass fraction", WORD_FILLER, 0 },
	{ "weight fraction", WORD_FILLER, 0 },
	{ "fraction", WORD_FILLER, 0 },
	{ "result", WORD_FILLER, 0 },
	{ "results", WORD_FILLER, 0 },
	{ "measured", WORD_FILLER, 0 },
	{ "value", WORD_FILLER, 0 },
	{ "analysis", WORD_FILLER, 0 },
	{ "assay", WORD_FILLER, 0 },
	{ "total", WORD_FILLER, 0 },
	{ "in", WORD_FILLER, 0 },
	{ "of", WORD_FILLER, 0 },
	{ "by", WORD_FILLER, 0 },
	{ "per", WORD_FILLER, 0 },
	{ "part", WORD_FILLER, 0 },
	{ "article", WORD_FILLER, 0 },
	{ "item", WORD_FILLER, 0 },
	{ "product", WORD_FILLER, 0 },
	{ "piece", WORD_FILLER, 0 },
	{ "element", WORD_FILLER, 0 },
	{ "Gehalt", WORD_FILLER, 0 },
	{ "Anteil", WORD_FILLER, 0 },
	{ "Konzentration", WORD_FILLER, 0 },
	{ "Massenanteil", WORD_FILLER, 0 },
	{ "Masse", WORD_FILLER, 0 },
	{ "Gewicht", WORD_FILLER, 0 },
	{ "im Teil", WORD_FILLER, 0 },
	{ "von", WORD_FILLER, 0 },
	{ "an", WORD_FILLER, 0 },
	{ "teneur", WORD_FILLER, 0 },
	{ "en", WORD_FILLER, 0 },
	{ "de", WORD_FILLER, 0 },
	{ "du", WORD_FILLER, 0 },
	{ "élément", WORD_FILLER, 0 },
	{ "concentración", WORD_FILLER, 0 },
	{ "contenido", WORD_FILLER, 0 },
	{ "elemento", WORD_FILLER, 0 },
	{ "contenuto", WORD_FILLER, 0 },
	{ "di", WORD_FILLER, 0 },
	{ "concentrazione", WORD_FILLER, 0 },
	{ "teor", WORD_FILLER, 0 },
	{ "conteúdo", WORD_FILLER, 0 },
	{ "do", WORD_FILLER, 0 },
	{ "содержание", WORD_FILLER, 0 },
	{ "концентрация", WORD_FILLER, 0 },
	{ "массовая доля", WORD_FILLER, 0 },
	{ "含量", WORD_FILLER, 0 },
	{ "浓度", WORD_FILLER, 0 },
	{ "质量分数", WORD_FILLER, 0 },
	{ "质量", WORD_FILLER, 0 },
	{ "重量", WORD_FILLER, 0 },
	{ "的", WORD_FILLER, 0 },
	{ "元素", WORD_FILLER, 0 },
	{ "含有量", WORD_FILLER, 0 },
	{ "含有率", WORD_FILLER, 0 },
	{ "濃度", WORD_FILLER, 0 },
	{ "質量", WORD_FILLER, 0 },
	{ "の", WORD_FILLER, 0 },
	{ "함량", WORD_FILLER, 0 },
	{ "함유량", WORD_FILLER, 0 },
	{ "농도", WORD_FILLER, 0 },
	{ "의", WORD_FILLER, 0 },
	{ "oxide", WORD_OXIDE, 0 },
	{ "oxides", WORD_OXIDE, 0 },
	{ "Oxid", WORD_OXIDE, 0 },
	{ "oxyde", WORD_OXIDE, 0 },
	{ "d'oxyde", WORD_OXIDE, 0 },
	{ "oxyde de", WORD_OXIDE, 0 },
	{ "óxido", WORD_OXIDE, 0 },
	{ "óxido de", WORD_OXIDE, 0 },
	{ "ossido", WORD_OXIDE, 0 },
	{ "ossido di", WORD_OXIDE, 0 },
	{ "оксид", WORD_OXIDE, 0 },
	{ "оксида", WORD_OXIDE, 0 },
	{ "окись", WORD_OXIDE, 0 },
	{ "氧化", WORD_OXIDE, 0 },
	{ "氧化物", WORD_OXIDE, 0 },
	{ "酸化", WORD_OXIDE, 0 },
	{ "酸化物", WORD_OXIDE, 0 },
	{ "산화", WORD_OXIDE, 0 },
	{ "metal", WORD_METAL, 0 },
	{ "metallic", WORD_METAL, 0 },
	{ "Metall", WORD_METAL, 0 },
	{ "métal", WORD_METAL, 0 },
	{ "metálico", WORD_METAL, 0 },
	{ "metallo", WORD_METAL, 0 },
	{ "металл", WORD_METAL, 0 },
	{ "金属", WORD_METAL, 0 },
	{ "metal basis", WORD_METAL, 0 },
	{ "elemental", WORD_METAL, 0 },
	{ "as", WORD_AS, 0 },
	{ "expressed as", WORD_AS, 0 },
	{ "calculated as", WORD_AS, 0 },
	{ "calc. as", WORD_AS, 0 },
	{ "als", WORD_AS, 0 },
	{ "comme", WORD_AS, 0 },
	{ "como", WORD_AS, 0 },
	{ "come", WORD_AS, 0 },
	{ "以", WORD_AS, 0 },
	{ "계산", WORD_AS, 0 },
	{ "min", WORD_MIN, 0 },
	{ "minimum", WORD_MIN, 0 },
	{ "lower", WORD_MIN, 0 },
	{ "lower limit", WORD_MIN, 0 },
	{ "mín", WORD_MIN, 0 },
	{ "mínimo", WORD_MIN, 0 },
	{ "minimo", WORD_MIN, 0 },
	{ "最小", WORD_MIN, 0 },
	{ "最低", WORD_MIN, 0 },
	{ "下限", WORD_MIN, 0 },
	{ "мин", WORD_MIN, 0 },
	{ "max", WORD_MAX, 0 },
	{ "maximum", WORD_MAX, 0 },
	{ "upper", WORD_MAX, 0 },
	{ "upper limit", WORD_MAX, 0 },
	{ "máx", WORD_MAX, 0 },
	{ "máximo", WORD_MAX, 0 },
	{ "massimo", WORD_MAX, 0 },
	{ "最大", WORD_MAX, 0 },
	{ "最高", WORD_MAX, 0 },
	{ "上限", WORD_MAX, 0 },
	{ "макс", WORD_MAX, 0 },
	{ "LOD", WORD_DETECTION, 0 },
	{ "MDL", WORD_DETECTION, 0 },
	{ "LOQ", WORD_DETECTION, 0 },
	{ "MRL", WORD_DETECTION, 0 },
	{ "RL", WORD_DETECTION, 0 },
	{ "DL", WORD_DETECTION, 0 },
	{ "detection limit", WORD_DETECTION, 0 },
	{ "limit of detection", WORD_DETECTION, 0 },
	{ "method detection limit", WORD_DETECTION, 0 },
	{ "reporting limit", WORD_DETECTION, 0 },
	{ "limit of quantification", WORD_DETECTION, 0 },
	{ "quantification limit", WORD_DETECTION, 0 },
	{ "limit of quantitation", WORD_DETECTION, 0 },
	{ "Nachweisgrenze", WORD_DETECTION, 0 },
	{ "NWG", WORD_DETECTION, 0 },
	{ "Bestimmungsgrenze", WORD_DETECTION, 0 },
	{ "limite de détection", WORD_DETECTION, 0 },
	{ "limite de quantification", WORD_DETECTION, 0 },
	{ "límite de detección", WORD_DETECTION, 0 },
	{ "límite de cuantificación", WORD_DETECTION, 0 },
	{ "limite di rilevabilità", WORD_DETECTION, 0 },
	{ "limite de detecção", WORD_DETECTION, 0 },
	{ "предел обнаружения", WORD_DETECTION, 0 },
	{ "检出限", WORD_DETECTION, 0 },
	{ "检测限", WORD_DETECTION, 0 },
	{ "方法检出限", WORD_DETECTION, 0 },
	{ "定量限", WORD_DETECTION, 0 },
	{ "検出限界", WORD_DETECTION, 0 },
	{ "検出下限", WORD_DETECTION, 0 },
	{ "定量下限", WORD_DETECTION, 0 },
	{ "검출한계", WORD_DETECTION, 0 },
	{ "검출 한계", WORD_DETECTION, 0 },
	{ "REE", WORD_REE, 0 },
	{ "REEs", WORD_REE, 0 },
	{ "TREE", WORD_REE, 0 },
	{ "TREM", WORD_REE, 0 },
	{ "TRE", WORD_REE, 0 },
	{ "RE", WORD_REE, 0 },
	{ "total REE", WORD_REE, 0 },
	{ "total RE", WORD_REE, 0 },
	{ "rare earth", WORD_REE, 0 },
	{ "rare earths", WORD_REE, 0 },
	{ "rare earth elements", WORD_REE, 0 },
	{ "rare earth metals", WORD_REE, 0 },
	{ "total rare earths", WORD_REE, 0 },
	{ "total rare earth", WORD_REE, 0 },
	{ "total rare earth elements", WORD_REE, 0 },
	{ "sum of rare earths", WORD_REE, 0 },
	{ "sum REE", WORD_REE, 0 },
	{ "ΣREE", WORD_REE, 0 },
	{ "ΣRE", WORD_REE, 0 },
	{ "Seltene Erden", WORD_REE, 0 },
	{ "Seltenerden", WORD_REE, 0 },
	{ "Seltenerdmetalle", WORD_REE, 0 },
	{ "Summe Seltene Erden", WORD_REE, 0 },
	{ "terres rares", WORD_REE, 0 },
	{ "tierras raras", WORD_REE, 0 },
	{ "terre rare", WORD_REE, 0 },
	{ "terras raras", WORD_REE, 0 },
	{ "редкоземельные элементы", WORD_REE, 0 },
	{ "РЗЭ", WORD_REE, 0 },
	{ "сумма РЗЭ", WORD_REE, 0 },
	{ "稀土", WORD_REE, 0 },
	{ "稀土总量", WORD_REE, 0 },
	{ "稀土元素", WORD_REE, 0 },
	{ "稀土元素总量", WORD_REE, 0 },
	{ "稀土金属", WORD_REE, 0 },
	{ "総希土類", WORD_REE, 0 },
	{ "希土類", WORD_REE, 0 },
	{ "希土類元素", WORD_REE, 0 },
	{ "희토류", WORD_REE, 0 },
	{ "희토류 원소", WORD_REE, 0 },
	{ "TREO", WORD_TREO, 0 },
	{ "REO", WORD_TREO, 0 },
	{ "total REO", WORD_TREO, 0 },
	{ "TREO+Y", WORD_TREO, 0 },
	{ "RE2O3", WORD_TREO, 0 },
	{ "RExOy", WORD_TREO, 0 },
	{ "ΣREO", WORD_TREO, 0 },
	{ "total rare earth oxides", WORD_TREO, 0 },
	{ "total rare earth oxide", WORD_TREO, 0 },
	{ "rare earth oxides", WORD_TREO, 0 },
	{ "rare earth oxide", WORD_TREO, 0 },
	{ "稀土氧化物", WORD_TREO, 0 },
	{ "稀土氧化物总量", WORD_TREO, 0 },
	{ "希土類酸化物", WORD_TREO, 0 },
	{ "희토류 산화물", WORD_TREO, 0 },
	{ "Seltenerdoxide", WORD_TREO, 0 },
	{ "Seltene-Erden-Oxide", WORD_TREO, 0 },
	{ "oxydes de terres rares", WORD_TREO, 0 },
	{ "óxidos de tierras raras", WORD_TREO, 0 },
	{ "сумма оксидов РЗЭ", WORD_TREO, 0 },
	{ "scandium", WORD_ELEMENT, 0 },
	{ "Skandium", WORD_ELEMENT, 0 },
	{ "escandio", WORD_ELEMENT, 0 },
	{ "scandio", WORD_ELEMENT, 0 },
	{ "escândio", WORD_ELEMENT, 0 },
	{ "скандий", WORD_ELEMENT, 0 },
	{ "スカンジウム", WORD_ELEMENT, 0 },
	{ "스칸듐", WORD_ELEMENT, 0 },
	{ "钪", WORD_ELEMENT, 0 },
	{ "鈧", WORD_ELEMENT, 0 },
	{ "yttrium", WORD_ELEMENT, 1 },
	{ "itrio", WORD_ELEMENT, 1 },
	{ "ittrio", WORD_ELEMENT, 1 },
	{ "ítrio", WORD_ELEMENT, 1 },
	{ "иттрий", WORD_ELEMENT, 1 },
	{ "イットリウム", WORD_ELEMENT, 1 },
	{ "이트륨", WORD_ELEMENT, 1 },
	{ "钇", WORD_ELEMENT, 1 },
	{ "釔", WORD_ELEMENT, 1 },
	{ "lanthanum", WORD_ELEMENT, 2 },
	{ "Lanthan", WORD_ELEMENT, 2 },
	{ "lanthane", WORD_ELEMENT, 2 },
	{ "lantano", WORD_ELEMENT, 2 },
	{ "lantanio", WORD_ELEMENT, 2 },
	{ "лантан", WORD_ELEMENT, 2 },
	{ "ランタン", WORD_ELEMENT, 2 },
	{ "란타넘", WORD_ELEMENT, 2 },
	{ "란탄", WORD_ELEMENT, 2 },
	{ "镧", WORD_ELEMENT, 2 },
	{ "鑭", WORD_ELEMENT, 2 },
	{ "cerium", WORD_ELEMENT, 3 },
	{ "Cer", WORD_ELEMENT, 3 },
	{ "cérium", WORD_ELEMENT, 3 },
	{ "cerio", WORD_ELEMENT, 3 },
	{ "cério", WORD_ELEMENT, 3 },
	{ "церий", WORD_ELEMENT, 3 },
	{ "セリウム", WORD_ELEMENT, 3 },
	{ "세륨", WORD_ELEMENT, 3 },
	{ "铈", WORD_ELEMENT, 3 },
	{ "鈰", WORD_ELEMENT, 3 },
	{ "praseodymium", WORD_ELEMENT, 4 },
	{ "Praseodym", WORD_ELEMENT, 4 },
	{ "praséodyme", WORD_ELEMENT, 4 },
	{ "praseodimio", WORD_ELEMENT, 4 },
	{ "praseodímio", WORD_ELEMENT, 4 },
	{ "празеодим", WORD_ELEMENT, 4 },
	{ "プラセオジム", WORD_ELEMENT, 4 },
	{ "プラセオジウム", WORD_ELEMENT, 4 },
	{ "프라세오디뮴", WORD_ELEMENT, 4 },
	{ "镨", WORD_ELEMENT, 4 },
	{ "鐠", WORD_ELEMENT, 4 },
	{ "neodymium", WORD_ELEMENT, 5 },
	{ "Neodym", WORD_ELEMENT, 5 },
	{ "néodyme", WORD_ELEMENT, 5 },
	{ "neodimio", WORD_ELEMENT, 5 },
	{ "neodímio", WORD_ELEMENT, 5 },
	{ "неодим", WORD_ELEMENT, 5 },
	{ "ネオジム", WORD_ELEMENT, 5 },
	{ "ネオジウム", WORD_ELEMENT, 5 },
	{ "네오디뮴", WORD_ELEMENT, 5 },
	{ "钕", WORD_ELEMENT, 5 },
	{ "釹", WORD_ELEMENT, 5 },
	{ "promethium", WORD_ELEMENT, 6 },
	{ "Prométhium", WORD_ELEMENT, 6 },
	{ "prometio", WORD_ELEMENT, 6 },
	{ "promécio", WORD_ELEMENT, 6 },
	{ "прометий", WORD_ELEMENT, 6 },
	{ "プロメチウム", WORD_ELEMENT, 6 },
	{ "프로메튬", WORD_ELEMENT, 6 },
	{ "钷", WORD_ELEMENT, 6 },
	{ "samarium", WORD_ELEMENT, 7 },
	{ "samario", WORD_ELEMENT, 7 },
	{ "samário", WORD_ELEMENT, 7 },
	{ "самарий", WORD_ELEMENT, 7 },
	{ "サマリウム", WORD_ELEMENT, 7 },
	{ "사마륨", WORD_ELEMENT, 7 },
	{ "钐", WORD_ELEMENT, 7 },
	{ "釤", WORD_ELEMENT, 7 },
	{ "europium", WORD_ELEMENT, 8 },
	{ "europio", WORD_ELEMENT, 8 },
	{ "európio", WORD_ELEMENT, 8 },
	{ "европий", WORD_ELEMENT, 8 },
	{ "ユウロピウム", WORD_ELEMENT, 8 },
	{ "ユーロピウム", WORD_ELEMENT, 8 },
	{ "유로퓸", WORD_ELEMENT, 8 },
	{ "铕", WORD_ELEMENT, 8 },
	{ "銪", WORD_ELEMENT, 8 },
	{ "gadolinium", WORD_ELEMENT, 9 },
	{ "gadolinio", WORD_ELEMENT, 9 },
	{ "gadolínio", WORD_ELEMENT, 9 },
	{ "гадолиний", WORD_ELEMENT, 9 },
	{ "ガドリニウム", WORD_ELEMENT, 9 },
	{ "가돌리늄", WORD_ELEMENT, 9 },
	{ "钆", WORD_ELEMENT, 9 },
	{ "釓", WORD_ELEMENT, 9 },
	{ "terbium", WORD_ELEMENT, 10 },
	{ "terbio", WORD_ELEMENT, 10 },
	{ "térbio", WORD_ELEMENT, 10 },
	{ "тербий", WORD_ELEMENT, 10 },
	{ "テルビウム", WORD_ELEMENT, 10 },
	{ "터븀", WORD_ELEMENT, 10 },
	{ "테르븀", WORD_ELEMENT, 10 },
	{ "铽", WORD_ELEMENT, 10 },
	{ "鋱", WORD_ELEMENT, 10 },
	{ "dysprosium", WORD_ELEMENT, 11 },
	{ "disprosio", WORD_ELEMENT, 11 },
	{ "disprósio", WORD_ELEMENT, 11 },
	{ "диспрозий", WORD_ELEMENT, 11 },
	{ "ジスプロシウム", WORD_ELEMENT, 11 },
	{ "디스프로슘", WORD_ELEMENT, 11 },
	{ "镝", WORD_ELEMENT, 11 },
	{ "鏑", WORD_ELEMENT, 11 },
	{ "holmium", WORD_ELEMENT, 12 },
	{ "holmio", WORD_ELEMENT, 12 },
	{ "olmio", WORD_ELEMENT, 12 },
	{ "hólmio", WORD_ELEMENT, 12 },
	{ "гольмий", WORD_ELEMENT, 12 },
	{ "ホルミウム", WORD_ELEMENT, 12 },
	{ "홀뮴", WORD_ELEMENT, 12 },
	{ "钬", WORD_ELEMENT, 12 },
	{ "鈥", WORD_ELEMENT, 12 },
	{ "erbium", WORD_ELEMENT, 13 },
	{ "erbio", WORD_ELEMENT, 13 },
	{ "érbio", WORD_ELEMENT, 13 },
	{ "эрбий", WORD_ELEMENT, 13 },
	{ "エルビウム", WORD_ELEMENT, 13 },
	{ "어븀", WORD_ELEMENT, 13 },
	{ "铒", WORD_ELEMENT, 13 },
	{ "鉺", WORD_ELEMENT, 13 },
	{ "thulium", WORD_ELEMENT, 14 },
	{ "tulio", WORD_ELEMENT, 14 },
	{ "túlio", WORD_ELEMENT, 14 },
	{ "тулий", WORD_ELEMENT, 14 },
	{ "ツリウム", WORD_ELEMENT, 14 },
	{ "툴륨", WORD_ELEMENT, 14 },
	{ "铥", WORD_ELEMENT, 14 },
	{ "銩", WORD_ELEMENT, 14 },
	{ "ytterbium", WORD_ELEMENT, 15 },
	{ "iterbio", WORD_ELEMENT, 15 },
	{ "itterbio", WORD_ELEMENT, 15 },
	{ "itérbio", WORD_ELEMENT, 15 },
	{ "иттербий", WORD_ELEMENT, 15 },
	{ "イッテルビウム", WORD_ELEMENT, 15 },
	{ "이터븀", WORD_ELEMENT, 15 },
	{ "镱", WORD_ELEMENT, 15 },
	{ "鐿", WORD_ELEMENT, 15 },
	{ "lutetium", WORD_ELEMENT, 16 },
	{ "lutécium", WORD_ELEMENT, 16 },
	{ "lutecio", WORD_ELEMENT, 16 },
	{ "lutezio", WORD_ELEMENT, 16 },
	{ "lutécio", WORD_ELEMENT, 16 },
	{ "лютеций", WORD_ELEMENT, 16 },
	{ "ルテチウム", WORD_ELEMENT, 16 },
	{ "루테튬", WORD_ELEMENT, 16 },
	{ "镥", WORD_ELEMENT, 16 },
	{ "鎦", WORD_ELEMENT, 16 },
};

/* Han, kana and hangul stand side by side without blanks. */
static bool
is_joined(char c)
{
	return (unsigned char)c >= 0xE3;
}

/* Bytes of s that are that word; 0: it does not begin with it.  whole: nothing
 * follows it. */
static size_t
matches(struct str s, const char *word, bool whole)
{
	const struct str known = str_of(word);
	size_t i = 0, k = 0;
	bool joined = is_joined(word[0]);

	while (k < known.n) {
		if (i >= s.n || str_letter(s, &i) != str_letter(known, &k))
			return 0;
	}
	if (i < s.n && whole && !joined &&
	    (char_is_alnum(s.p[i]) || ((unsigned char)s.p[i] >= 0xC3 &&
					  (unsigned char)s.p[i] < 0xE0)))
		return 0;
	return i;
}

/* Can s begin with the word?  Nearly all are told apart by the first letter. */
static bool
may_begin(uint32_t first, const char *word)
{
	uint32_t c = (unsigned char)word[0];

	if (c >= 0x80)
		return first >= 0x80;
	return first == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The first letter of s, a small one; 0: there is none. */
static uint32_t
first_of(struct str s)
{
	size_t i = 0;

	return s.n > 0 ? str_letter(s, &i) : 0;
}

size_t
wide_word(struct str s, enum wide_word *word, int *element)
{
	uint32_t first = first_of(s);
	size_t best = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = may_begin(first, words[i].text)
			       ? matches(s, words[i].text, true)
			       : 0;

		if (n <= best)
			continue;
		best = n;
		*word = (enum wide_word)words[i].word;
		*element = words[i].element;
	}
	return best;
}

size_t
wide_name(struct str s, int *element)
{
	uint32_t first = first_of(s);
	size_t best = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = words[i].word == WORD_ELEMENT &&
				   may_begin(first, words[i].text)
			       ? matches(s, words[i].text, false)
			       : 0;
		enum wide_word next;
		int other;

		if (n <= best || n < 3 || n >= s.n ||
		    wide_word((struct str){ s.p + n, s.n - n }, &next,
			&other) != s.n - n)
			continue;
		best = n;
		*element = words[i].element;
	}
	return best;
}
