/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_words - the words of headings that say what their column is about; see
 * wide.h.
 *
 * schemas/csv-1.md lists the columns of stages; tests/unit/test_wide.c compares
 * the two.
 */
#include "core/bom/bom.h"
#include "core/bom/wide.h"

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

const struct wide_stage_names wide_stage_words[WIDE_STAGE_ROWS] = {
	{ STAGE_MINING, WIDE_STAGE_SURE,
	    "mine country|mining country|country of mining|country of "
	    "mine|country of the mine|mined in|country mined|country of "
	    "extraction|extraction country|ore origin|ore country|country of "
	    "ore|origin of ore|mine origin|mining origin|origin of "
	    "mining|mining location country|Abbauland|Bergbauland|Land des "
	    "Abbaus|Förderland|pays d'extraction|pays de la mine|pays "
	    "minier|país de extracción|país de la mina|paese di "
	    "estrazione|país de extração|страна "
	    "добычи|开采国|开采国家|开采地|采矿国|矿石产地|矿山所在国|採掘国|"
	    "鉱山国|採掘地|채굴국|채굴 국가" },
	{ STAGE_MINING, WIDE_STAGE_BARE,
	    "mine|mining|mined|Bergbau|Abbau|开采|采矿|採掘|채굴" },
	{ STAGE_BENEFICIATION, WIDE_STAGE_SURE,
	    "beneficiation country|country of beneficiation|concentrate "
	    "country|concentrate origin|origin of "
	    "concentrate|Aufbereitungsland|选矿国|选矿地|選鉱国" },
	{ STAGE_BENEFICIATION, WIDE_STAGE_BARE, "beneficiation|选矿|選鉱" },
	{ STAGE_SEPARATION, WIDE_STAGE_SURE,
	    "separation country|country of separation|separated in|country "
	    "separated|separation origin|origin of separation|refining "
	    "country|country of refining|refined in|country refined|refinery "
	    "country|country of refinery|country of refinement|refining "
	    "origin|oxide origin|oxide country|country of oxide|origin of "
	    "oxide|country of oxide production|Land der "
	    "Trennung|Trennungsland|Raffinationsland|Land der Raffination|pays "
	    "de séparation|pays de raffinage|país de separación|país de "
	    "refino|país de refinación|paese di separazione|paese di "
	    "raffinazione|país de separação|страна разделения|страна "
	    "рафинирования|分离国|分离国家|分离地|冶炼分离国|冶炼分离地|"
	    "氧化物产地|分離国|分離精製国|精製国|분리 국가|분리국|정제국|정제 "
	    "국가" },
	{ STAGE_SEPARATION, WIDE_STAGE_BARE,
	    "separation|separated|refining|refined|refinery|Trennung|"
	    "Raffination|séparation|raffinage|separación|分离|分離|精製|분리|"
	    "정제" },
	{ STAGE_METAL, WIDE_STAGE_SURE,
	    "metal country|metal origin|country of metal|origin of metal|metal "
	    "made in|metal making country|country of metal making|country of "
	    "metal production|metal production country|reduction "
	    "country|country of reduction|country of metallisation|country of "
	    "metallization|metallization country|Land der "
	    "Metallherstellung|pays de production du métal|país de producción "
	    "del metal|金属产地|金属冶炼国|金属冶炼地|金属製造国|금속 제조국" },
	{ STAGE_METAL, WIDE_STAGE_BARE,
	    "metal making|metallization|metallisation|金属冶炼" },
	{ STAGE_METAL, WIDE_STAGE_TOLD,
	    "smelting country|country of smelting|smelted in|country "
	    "smelted|smelting origin|Land der Verhüttung|pays de fusion|país "
	    "de fundición|страна "
	    "плавки|冶炼国|冶炼国家|冶炼地|精錬国|製錬国|제련국" },
	{ STAGE_SEPARATION, WIDE_STAGE_TOLD,
	    "smelter country|country of smelter|smelter location country" },
	{ STAGE_ALLOY, WIDE_STAGE_SURE,
	    "alloy country|alloy origin|country of alloy|origin of alloy|alloy "
	    "made in|alloyed in|country of alloying|alloying country|melted "
	    "in|melting country|country of melting|country of melt|melt "
	    "country|strip casting country|Legierungsland|Land der "
	    "Legierung|pays de l'alliage|país de "
	    "aleación|合金产地|合金製造国|합금 제조국" },
	{ STAGE_ALLOY, WIDE_STAGE_BARE,
	    "alloying|alloy making|melting|melted" },
	{ STAGE_MAGNET, WIDE_STAGE_SURE,
	    "magnet made in|magnet country|country of magnet|magnet "
	    "origin|origin of magnet|origin of magnets|country of magnet "
	    "making|magnet making country|country of magnet manufacture|magnet "
	    "manufacturing country|country of magnet manufacturing|country of "
	    "magnet production|magnet production country|magnet produced "
	    "in|magnets made in|sintered in|sintering country|country of "
	    "sintering|Magnet hergestellt in|Herstellungsland "
	    "Magnet|Herstellungsland des Magneten|Land der "
	    "Magnetherstellung|aimant fabriqué en|pays de fabrication de "
	    "l'aimant|imán fabricado en|país de fabricación del imán|magnete "
	    "prodotto "
	    "in|磁体产地|磁材产地|磁钢产地|磁铁产地|磁体制造国|磁石製造国|"
	    "磁石原産国|자석 제조국|자석 원산지" },
	{ STAGE_MAGNET, WIDE_STAGE_BARE,
	    "magnet making|magnet production|magnet manufacturing|sintering" },
	{ STAGE_RECYCLING, WIDE_STAGE_SURE,
	    "recycling country|country of recycling|recycled in|recycling "
	    "origin|Recyclingland|pays de recyclage|país de reciclaje|страна "
	    "переработки лома|回收国|再生国|リサイクル国|재활용 국가" },
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

size_t
wide_word(struct str s, enum wide_word *word, int *element)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = matches(s, words[i].text, true);

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
	size_t best = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = words[i].word == WORD_ELEMENT
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

bool
wide_stage(struct str name, struct wide *out)
{
	for (size_t i = 0; i < WIDE_STAGE_ROWS; i++) {
		const struct wide_stage_names *row = &wide_stage_words[i];

		for (const char *p = row->names; *p != '\0';) {
			size_t n = strcspn(p, "|");

			if (csv_same_name(name, (struct str){ p, n })) {
				out->kind = WIDE_STAGE;
				out->stage = row->stage;
				out->sure = row->kind != WIDE_STAGE_BARE;
				out->smelting = row->kind == WIDE_STAGE_TOLD;
				return true;
			}
			p += n + (p[n] == '|');
		}
	}
	return false;
}
