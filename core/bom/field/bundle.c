/* SPDX-License-Identifier: Apache-2.0 */
/* bundle - sets, rolls and boxes; see bundle.h. */
#include "core/bom/field/bundle.h"

#include <ctype.h>
#include <string.h>

/* Words of one unit, a blank between them. */
static const struct {
	enum unit unit;
	const char *words;
} bundles[] = {
	{ UNIT_SET,
	    "set sets kit kits lot KT assy assembly assemblies asm Satz Sätze "
	    "jeu "
	    "jeux juego juegos conjunto conjuntos cj komplet komplety kompl "
	    "sada sady takım sats комплект комплекта комплектов компл к-т 套装 "
	    "套件 套 组 組 副 付 式 总成 總成 セット 세트 조 bộ ชุด" },
	{ UNIT_ROLL,
	    "roll rolls reel reels spool spools coil coils RL RO ROL Rolle "
	    "rulle "
	    "Rollen Spule Spulen rouleau rouleaux bobine bobines rollo rollos "
	    "bobina bobinas rotolo rotoli rolka rolki rulo рулон рулона 卷 巻 "
	    "盘 盤 롤" },
	{ UNIT_PACK,
	    "pack packs packet packets package packages pkt pkts pkg pkgs PK "
	    "PAK Pck Packung Packungen pakke VE paquet paquets paquete "
	    "paquetes "
	    "pacco pacchi confezione conf opak opakowanie bal balení упак "
	    "упаковка уп 包 パック 팩" },
	{ UNIT_BOX,
	    "box boxes bx carton cartons ctn ctns Karton Kartons KAR Schachtel "
	    "Schachteln boîte boîtes caja cajas scatola scatole caixa caixas "
	    "pudełko krabice коробка кор 盒 箱 ケース 박스" },
	{ UNIT_BAG,
	    "bag bags Beutel sachet sachets bolsa bolsas sacchetto saco worek "
	    "пакет 袋 봉" },
	{ UNIT_BOTTLE,
	    "bottle bottles btl Flasche Flaschen bouteille bouteilles flacon "
	    "flacons botella botellas bottiglia frasco butelka флакон 瓶 병" },
	{ UNIT_CAN,
	    "can cans tin tins drum drums pail Dose Dosen Eimer Fass Kanister "
	    "bidon bidons fût lata latas lattina fusto puszka банка 罐 桶 缶 "
	    "통" },
	{ UNIT_TUBE,
	    "tube tubes cartridge cartridges Kartusche Kartuschen Tuben "
	    "cartouche cartouches cartucho cartuccia туба" },
	{ UNIT_SHEET,
	    "sheet sheets Blatt Bogen Tafel Tafeln feuille feuilles hoja hojas "
	    "foglio fogli arkusz лист" },
	{ UNIT_BAR,
	    "length lengths bar bars Stange Stangen barre barres barra barras "
	    "pręt прут" },
	{ UNIT_BUNDLE,
	    "bundle bundles Bund Bündel botte fardo пучок 捆 束 扎" },
	{ UNIT_PAIR, "pairs pair prs pr Paare Paar paires pares par 对 對 双" },
};

/* Words end at a blank.  The next one, and what is left. */
static struct str
next_word(const char **words)
{
	size_t n = strcspn(*words, " ");
	struct str word = { *words, n };

	*words += n + strspn(*words + n, " ");
	return word;
}

static bool
is_letter(struct str s, size_t i)
{
	return i < s.n && (isalpha((unsigned char)s.p[i]) ||
			      (unsigned char)s.p[i] >= 0x80);
}

/* Does the word begin s?  [bytes] Of s that are the word; 0: it does not. */
static size_t
begins(struct str s, struct str word)
{
	size_t i = 0, k = 0;

	while (k < word.n)
		if (i >= s.n || str_letter(s, &i) != str_letter(word, &k))
			return 0;
	return i;
}

enum unit
bundle_find(struct str s)
{
	if (s.n > 1 && s.p[s.n - 1] == '.')
		s.n--;
	for (size_t i = 0; i < sizeof(bundles) / sizeof(bundles[0]); i++)
		for (const char *p = bundles[i].words; *p != '\0';)
			if (begins(s, next_word(&p)) == s.n && s.n > 0)
				return bundles[i].unit;
	return UNIT_NONE;
}

/* A word of letters of ours ends where they end; one sign of Chinese is a
 * word, whatever stands behind it. */
enum unit
bundle_take(struct str *s)
{
	for (size_t i = 0; i < sizeof(bundles) / sizeof(bundles[0]); i++)
		for (const char *p = bundles[i].words; *p != '\0';) {
			struct str word = next_word(&p);
			size_t n = begins(*s, word);

			if (n == 0 || (isalpha((unsigned char)word.p[0]) &&
					  is_letter(*s, n)))
				continue;
			*s = str_trim((struct str){ s->p + n, s->n - n });
			return bundles[i].unit;
		}
	return UNIT_NONE;
}
