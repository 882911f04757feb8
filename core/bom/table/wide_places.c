/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_places - what columns are called that say where a stage took place; see
 * wide.h.
 *
 * schemas/csv-1.md lists the same; tests/unit/test_wide.c compares the two.
 */
#include "core/bom/bom.h"
#include "core/bom/table/wide.h"

#include <string.h>

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
	{ STAGE_MINING, WIDE_STAGE_TOLD,
	    "country of origin of rare earth|"
	    "country of origin (rare earth)|"
	    "rare earth country of origin|rare earth origin|"
	    "rare earth origin country|origin of rare earth|"
	    "rare earth source country|coo of rare earth|"
	    "rare earth coo|country of origin of rare earths|"
	    "country of origin (rare earths)|"
	    "rare earths country of origin|rare earths origin|"
	    "rare earths origin country|origin of rare earths|"
	    "rare earths source country|coo of rare earths|"
	    "rare earths coo|country of origin of REE|"
	    "country of origin (REE)|REE country of origin|"
	    "REE origin|REE origin country|origin of REE|"
	    "REE source country|coo of REE|REE coo|"
	    "country of origin of RE|country of origin (RE)|"
	    "RE country of origin|RE origin|RE origin country|"
	    "origin of RE|RE source country|coo of RE|RE coo|"
	    "country of origin of rare earth elements|"
	    "rare earth elements origin|Herkunft der Seltenen Erden|"
	    "Herkunftsland der Seltenen Erden|"
	    "Herkunftsland Seltene Erden|"
	    "Ursprungsland der Seltenen Erden|"
	    "Ursprungsland Seltene Erden|origine des terres rares|"
	    "pays d'origine des terres rares|"
	    "origen de las tierras raras|"
	    "país de origen de las tierras raras|"
	    "origine delle terre rare|稀土原产国|稀土原产地|"
	    "稀土来源国|稀土来源|稀土产地|稀土元素原产国|"
	    "希土類原産国|希土類の原産国|レアアース原産国|"
	    "희토류 원산지|희토류 원산국" },
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
	    "smelter country|country of smelter|"
	    "smelter location country|country of processing|"
	    "processing country|processed in|"
	    "processing location country|processor country|加工国|"
	    "처리국|Land der Verarbeitung" },
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
	    "磁石原産国|자석 제조국|자석 원산지|coo magnet|"
	    "magnet coo|coo of magnet|coo (magnet)|"
	    "country of origin magnet|magnet country of origin|"
	    "country of origin of magnet|"
	    "country of origin of magnets|"
	    "country of origin of the magnet|magnet origin country|"
	    "Ursprungsland Magnet|Ursprungsland des Magneten|"
	    "Herkunftsland Magnet|pays d'origine de l'aimant|"
	    "país de origen del imán|磁体原产国|磁体原产地|"
	    "磁铁原产国|磁钢原产国|磁石の原産国" },
	{ STAGE_MAGNET, WIDE_STAGE_BARE,
	    "magnet making|magnet production|magnet manufacturing|sintering" },
	{ STAGE_RECYCLING, WIDE_STAGE_SURE,
	    "recycling country|country of recycling|recycled in|recycling "
	    "origin|Recyclingland|pays de recyclage|país de reciclaje|страна "
	    "переработки лома|回收国|再生国|リサイクル国|재활용 국가" },
};

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
