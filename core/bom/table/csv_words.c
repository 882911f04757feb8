/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_words - what the columns of a table may be called; see csv_header.h.
 *
 * The first name is the one we write.  schemas/csv-1.md lists the same names;
 * tests/unit/test_csv_header.c compares the two.  A word that means several
 * things in the lists of different houses stands here only where the table
 * tells which (csv_enter.c).
 */
#include "core/bom/table/csv_header.h"

const char *const csv_words[COL_COUNT] = {
	[COL_LEVEL] =
	    ("level|bom level|indent|indent level|indented level|"
	     "tree level|explosion level|structure level|"
	     "hierarchy level|depth|tier|lvl|lv|Stufe|Ebene|Niveau|Nivel|"
	     "Nível|Livello|Poziom|Úroveň|Nivå|Уровень|Seviye|层级|级别|"
	     "层次|阶层|阶次|BOM层级|階層|レベル|레벨|단계"),
	[COL_PARENT] =
	    ("parent|parent part|parent part number|parent part no|"
	     "parent id|parent item|assembly|assembly number|"
	     "assembly item|used in|parent number|parent item number|"
	     "parent item no|parent component|Baugruppe|Oberteil|"
	     "Composé|Ensemble|Référence parent|Article parent|"
	     "Conjunto|Padre|Código padre|Assieme|Codice padre|Pai|"
	     "Сборка|Куда "
	     "входит|父件|父项|上级料号|父件编码|父项编码|父项物料编码|"
	     "父物料编码|母件|"
	     "母件编码|母件料号|主件料号|主件品号|上级编码|親品番|親品目|"
	     "모품번|모품목|상위품번"),
	[COL_PARENT_MAKER] = "parent maker|parent manufacturer|parent mfr",
	[COL_PARENT_REVISION] = "parent revision|parent rev",
	[COL_PART] =
	    ("part|part number|part no|part #|pn|part id|child|"
	     "child part|child part number|child part no|child number|"
	     "child id|child item|component|component part number|"
	     "component part no|component number|component id|"
	     "component item|sub item|item|item number|item id|item #|"
	     "material number|id|number|零件号|部件号|料号|item no|item code|"
	     "stock code|product code|product number|article number|"
	     "article no|Teilenummer|Teile-Nr|Artikelnummer|"
	     "Artikel-Nr|Art.-Nr|Materialnummer|Material-Nr|"
	     "Sachnummer|Sach-Nr|Komponentennummer|Référence|Réf|"
	     "Référence article|Référence composant|Code article|"
	     "Composant|Numéro de pièce|Código|Código de pieza|"
	     "Número de pieza|Nº de pieza|Referencia|Componente|"
	     "Codice|Codice articolo|Codice componente|Código do item|"
	     "Onderdeelnummer|Numer części|Indeks|Číslo dílu|"
	     "Обозначение|Артикул|Номер детали|Parça no|"
	     "Parça numarası|Stok "
	     "kodu|物料编码|物料编号|物料代码|物料号|子件|子件编码|"
	     "子件料号|子项|子项编码|子项物料编码|子物料编码|元件料号|元件品号|"
	     "组件料号|零件编号|零件编码|零件图号|"
	     "图号|件号|品号|编码|品番|部品番号|子品番|子品目|品目コード|"
	     "部品コード|품번|부품번호|품목코드|"
	     "자재번호|자품번|자품목|customer part number|customer part no|"
	     "buyer part number|Kundenteilenummer|客户料号"),
	[COL_MPN] = ("mpn|manufacturer part number|manufacturer part number 1|"
		     "manufacturer part no|manufacturer part #|"
		     "manufacturer part|manufacturer's part number|"
		     "mfr part number|mfr part no|mfr part #|mfr. part|"
		     "mfg part number|mfg part no|mfg part #|"
		     "maker part number|Hersteller-Teilenummer|"
		     "Herstellernummer|Hersteller-Nr|Référence fabricant|"
		     "Codice "
		     "produttore|制造商料号|制造商型号|制造商零件编号|厂商料号|"
		     "厂家型号|型番|"
		     "メーカー型番|제조사품번"),
	[COL_MPN_MAKER] = "mpn maker|mpn manufacturer",
	[COL_MAKER] =
	    ("maker|manufacturer|manufacturer 1|manufacturer name|mfr|"
	     "mfr name|mfg|mfg name|child "
	     "maker|制造商|制造厂商|生产商|生产厂家|厂家|"
	     "厂商|品牌|Hersteller|Fabricant|Fabricante|Produttore|"
	     "Costruttore|Fabrikant|Producent|Výrobce|Tillverkare|"
	     "Производитель|Изготовитель|Üretici|メーカー|メーカ|제조사"),
	[COL_REVISION] =
	    ("revision|rev|revision level|item revision|"
	     "child revision|version|版本|版本号|版次|part revision|"
	     "Revisionsstand|Änderungsstand|Indice de révision|"
	     "Révision|Revisión|Revisione|Revisão|Ревизия|リビジョン|改訂"),
	[COL_NAME] = ("name|description|part name|item name|component name|"
		      "child name|component description|child description|"
		      "part description|item description|material description|"
		      "product name|designation|title|名称|object description|"
		      "Bezeichnung|Benennung|Objektkurztext|Artikelbezeichnung|"
		      "Désignation|Libellé|Descripción|Denominación|Nombre|"
		      "Descrizione|Denominazione|Descrição|Omschrijving|Nazwa|"
		      "Název|Benämning|Наименование|Название|Açıklama|"
		      "Parça "
		      "adı|物料名称|子件名称|子项物料名称|子物料名称|"
		      "零部件名称|品名|零件名称|部件名称|部品名|"
		      "品目名|품명|부품명|품목명"),
	[COL_FORM] = "form|item type|part type",
	[COL_QUANTITY] =
	    ("quantity|qty|qty per|quantity per|quantity per assembly|"
	     "qty per assembly|qty per assy|qty per parent|"
	     "quantity per parent|qty required|quantity required|"
	     "required quantity|required qty|bom qty|bom quantity|"
	     "req in assy|# req in assy|comp. qty (CUn)|Menge (KME)|"
	     "component quantity|component qty|child qty|"
	     "child quantity|usage|usage quantity|count|Menge|Anzahl|"
	     "Stückzahl|Komponentenmenge|Quantité|Qté|Cantidad|Cant|"
	     "Quantità|Qtà|Quantidade|Qtd|Qtde|Aantal|Ilość|Množství|"
	     "Antal|Количество|Кол-во|Кол|Miktar|Adet|数量|用量|单位用量|"
	     "基本用量|"
	     "标准用量|组成用量|单机用量|单台用量|使用数量|用量分子|員数|个数|"
	     "個数|수량|소요량"),
	[COL_UNIT] = ("unit|uom|unit of measure|unit of measurement|units|"
		      "quantity unit|qty unit|um|单位|component unit|"
		      "component uom|Einheit|Mengeneinheit|ME|Unité|Unidad|"
		      "Unità|Unità di misura|Unidade|Eenheid|Jednostka|J.m|"
		      "Jednotka|MJ|Enhet|Ед. изм|Единица измерения|Ед|Birim|"
		      "子项单位|计量单位|主计量单位|用量单位|単位|단위"),
	[COL_PER] = ("per|batch quantity|batch size|base quantity|lot size|"
		     "基础数量|用量分母|底数"),
	[COL_MATERIAL] =
	    ("material|materials|material name|material type|"
	     "material grade|material specification|raw material|"
	     "homogeneous material|homogeneous material name|"
	     "Werkstoff|Werkstoffbezeichnung|Matière|Matériau|"
	     "Materiale|Materiaal|Materiał|Materiál|Материал|Malzeme|"
	     "材质|材料|材料名称|材料名|材料牌号|牌号|均质材料|材質|均質材料|"
	     "재질|소재"),
	[COL_MASS] =
	    ("mass|weight|measured mass|measured mass per uom|"
	     "mass per uom|unit mass|unit weight|part mass|"
	     "part weight|piece weight|weight per piece|"
	     "weight per unit|mass per piece|net weight|"
	     "substance mass|substance weight|mass of substance|"
	     "weight of substance|Gewicht|Masse|"
	     "Einzelgewicht|Stückgewicht|Nettogewicht|Poids|"
	     "Poids unitaire|Masse unitaire|Peso|Peso unitario|"
	     "Peso unitário|Massa|Masa|Masa netto|Waga|Hmotnost|Vikt|"
	     "Масса|Вес|Ağırlık|重量|单重|净重|质量|单件重量|单件质量|"
	     "質量|単重|중량|질량|物质质量|物质重量|物質質量|物質重量"),
	[COL_MASS_UNIT] =
	    ("mass unit|weight unit|measured mass unit|unit of mass|"
	     "unit of weight|mass uom|weight uom|Gewichtseinheit|"
	     "Unité de masse|Unidad de peso|重量单位|质量单位|重量単位"),
	[COL_VALUE] =
	    ("price|value|unit price|unit value|unit cost|Preis|"
	     "Stückpreis|Einzelpreis|Prix|Prix unitaire|Precio|"
	     "Precio unitario|Prezzo|Prezzo unitario|Цена|单价|价格|単価|단가"),
	[COL_CURRENCY] = ("currency|currency code|Währung|Devise|Moneda|Valuta|"
			  "Валюта|币种|货币|通貨|통화"),
	[COL_HS] =
	    ("hs|hs code|hs number|tariff|tariff code|tariff number|"
	     "hts|hts code|hts number|hsn|hsn code|"
	     "customs tariff number|customs code|commodity code|"
	     "Zolltarifnummer|Warennummer|Code douanier|"
	     "Código arancelario|Codice doganale|Код ТН ВЭД|海关编码|HS编码|"
	     "税则号|税号|商品编码|HSコード|HS코드"),
	[COL_CONTROL] = "control|control code|export control code|eccn",
	[COL_SHIPPED] = "shipped|ship|is shipped",
	[COL_COMPLETE] = "complete|is complete|fully declared",
	[COL_SUPPLIER] =
	    ("supplier|supplier name|declared by|vendor|vendor name|"
	     "供应商|供应商名称|Lieferant|Fournisseur|Proveedor|Fornitore|"
	     "Fornecedor|Leverancier|Dostawca|Dodavatel|Leverantör|"
	     "Поставщик|Tedarikçi|仕入先|공급사|supplier's name|"
	     "company name|company"),
	[COL_DECLARATION] =
	    ("declaration|declaration id|document|document id|声明编号|"
	     "文件编号"),
	[COL_DATE] =
	    "declared on|date|declaration date|issued on|声明日期|日期",
	[COL_UNTIL] = ("until|valid until|expires|effective until|effective to|"
		       "effectivity end|valid to|end date|有效期至|失效日期"),
	[COL_STANDING] = "standing",
	[COL_EVIDENCE] = "evidence|certificate|证明文件",
	[COL_ELEMENT] =
	    ("element|elements|rare earth|symbol|元素|稀土元素|"
	     "rare earth element|rare earth elements|ree|Seltene Erde|"
	     "Terre rare|Elemento|Элемент|稀土|希土類|원소"),
	[COL_SUBSTANCE] =
	    ("substance|substance name|chemical name|物质|物质名称|化学名称|"
	     "Stoff|Stoffname|Stoffbezeichnung|Substanz|Inhaltsstoff|"
	     "Substance chimique|Sustancia|Sostanza|Substância|"
	     "Вещество|化学品名|成分|物質|物質名|化学物質名|물질|물질명|성분"),
	[COL_CAS] =
	    ("cas|cas number|cas no|cas rn|cas#|CAS号|CAS编号|CAS-Nr|"
	     "CAS-Nummer|N° CAS|Número CAS|Numero CAS|Номер CAS|CAS番号|"
	     "CAS번호"),
	[COL_FORMULA] = "formula|chemical formula",
	[COL_AMOUNT] =
	    ("amount|content|concentration|含量|weight percent|"
	     "mass fraction|weight fraction|Anteil|Gehalt|"
	     "Konzentration|Massenanteil|Teneur|Contenido|"
	     "Concentración|Contenuto|Concentrazione|Teor|Содержание|"
	     "Концентрация|浓度|含有量|含有率|濃度|함량|농도"),
	[COL_MIN] = ("min|minimum|at least|min amount|lower|content min|"
		     "min content|minimum content|concentration min|"
		     "min concentration|min conc|amount min|lower limit|"
		     "最小值|最小含量|含量下限|下限|最小|下限値"),
	[COL_MAX] = ("max|maximum|at most|max amount|upper|content max|"
		     "max content|maximum content|concentration max|"
		     "max concentration|max conc|amount max|upper limit|"
		     "最大值|最大含量|含量上限|上限|最大|上限値"),
	[COL_BASIS] = "basis|基准",
	[COL_SCOPE] = "scope",
	[COL_KIND] = "kind|statement",
	[COL_EACH] = "each|each element|for each element",
	[COL_PROCESS] = "process|process aid|used in production",
	[COL_ORIGIN] =
	    ("origin|country|country of origin|origin country|coo|"
	     "country of manufacture|made in|国家|原产国|原产地|产地|"
	     "Ursprungsland|Herkunftsland|Pays d'origine|"
	     "País de origen|Paese di origine|Paese d'origine|"
	     "País de origem|Land van herkomst|Kraj pochodzenia|"
	     "Země původu|Страна происхождения|Menşei|原産国|원산지"),
	[COL_STAGE] = "stage|origin stage|step|阶段|工序",
	[COL_SHARE] = "share|origin share|占比",
	[COL_OF] = "of|share of|占比范围",
	[COL_TECHNOLOGY] = "technology|technology country|技术来源国",
	[COL_THRESHOLD] =
	    ("threshold|reporting threshold|report threshold|cut off|"
	     "listed above"),
	[COL_MARKET] = "market|source",
	[COL_FROM] = ("from|effective from|valid from|effectivity start|"
		      "start date|生效日期"),
	[COL_ALTERNATIVE] =
	    ("alternative|alternate|alternative group|alternate group|"
	     "alt group|substitute group|替代组"),
	[COL_PHANTOM] = "phantom|is phantom|phantom assembly",
	[COL_QUESTION] = "question|问题",
	[COL_ASKED] = "asked|asked for|询问项",
	[COL_TO] = "to|to currency|target currency",
	[COL_RATE] = "rate|exchange rate|fx rate",
	[COL_TIMES] = ("multiplier|assembly multiplier|quantity multiplier|"
		       "qty multiplier"),
	[COL_POSITION] =
	    ("position|pos|find number|find num|find no|find #|item position|"
	     "item seq|sequence|seq|line|line no|row|outline number|"
	     "structure number|Pos.-Nr|Positionsnummer|Repère|"
	     "Posición|Posizione|Posição|Поз|Позиция|№|№ п/п|#|序号|项次|行号|"
	     "位置号|項番|번호"),
	[COL_PER_UNIT] = "per unit|batch unit",
	[COL_REFERENCES] =
	    ("references|reference designators|reference designator|"
	     "ref des|designators|designator|part reference|位号"),
	[COL_UNPOPULATED] =
	    ("unpopulated|dnp|dnf|do not populate|do not place|"
	     "do not fit|not populated|fitted|populated|mounted"),
	[COL_OPTIONAL] = "optional|is optional",
	[COL_CONSUMABLE] = "consumable|is consumable",
	[COL_SUBSTITUTE] = ("substitute|substitute part|alternate part|"
			    "alternative part|alternate part number|"
			    "alternative part number|alternate item|"
			    "替代料|替代品|替代料号|替代物料|代替品番"),
	[COL_VALUE_PER] = ("price per|price unit|price quantity|Preiseinheit|"
			   "unité de prix|unidad de precio|价格单位|计价单位"),
};
