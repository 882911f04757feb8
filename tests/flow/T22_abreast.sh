#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: lists of several products are not added up: a quantity for each variant
# in a column of its own, orders and variants that a column tells apart, tables
# side by side.  What may be one product or several is refused, or told.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

# uses_of FILE [OPTION...]: its uses, a line each: parent, child, quantity.
uses_of() {
	"$RETRACE" convert "$@" 2>t.err | sed -n \
		's/^ *<use parent="\([^"]*\)" child="\([^"]*\)" quantity="\([^"]*\)".*/\1|\2|\3/p' |
		sort
}

# Drawings list a quantity for each dash number.
cat >plate.csv <<'CSV'
ITEM,PART NO,NOMENCLATURE,-501,-503
1,MAG-1,MAGNET,4,8
2,SCR-1,SCREW,10,-
3,BRK-1,BRACKET,,A/R
CSV
uses_of plate.csv >uses
t_cmp uses <<'TXT'
plate-501|MAG-1|4
plate-501|SCR-1|10
plate-503|BRK-1|unknown
plate-503|MAG-1|8
TXT
t_has t.err 'warning: columns "-501", "-503" are taken for how many are in each of 2 products; in a file of columns the line "-501" = quantity picks one'

# The letterhead says what the numbers behind the dash belong to.
printf 'Assembly No:,4711,,,\n' | cat - plate.csv >top.csv
uses_of top.csv | grep -c '^4711-50[13]|' >n
t_ok 'by the letterhead' grep -qx 4 n
printf 'retrace columns\n"-503" = quantity\n"-501" = ignore\n' >map.txt
uses_of plate.csv --map map.txt >uses
t_ok 'one is picked' grep -qx 'plate|MAG-1|8' uses
t_ok 'and no other' sh -c '! grep -q "plate-\||4$" uses'

# Each is judged as a product of its own.
printf 'part,element,amount\nMAG-1,Nd,20 %%\n' >said.csv
"$RETRACE" check plate.csv said.csv -o json >t.json 2>t.err || :
t_ok 'two products' sh -c 'grep -q "plate-501" t.json && grep -q "plate-503" t.json'

# Variants in words, before and behind; their sum stands beside them.
cat >drive.csv <<'CSV'
Part Number,Description,Variant A Qty,Variant B Qty,Total Qty
MAG-1,Magnet,4,8,12
SCR-1,Screw,10,12,22
CSV
uses_of drive.csv >uses
t_cmp uses <<'TXT'
drive Variant A|MAG-1|4
drive Variant A|SCR-1|10
drive Variant B|MAG-1|8
drive Variant B|SCR-1|12
TXT
for heads in 'Qty (Rev A),Qty (Rev B)' 'Qty A,Qty B' 'Variant 1,Variant 2' \
	'数量(型号A),数量(型号B)' 'Menge Variante 1,Menge Variante 2'; do
	printf 'Part Number,Description,%s\nM,x,4,8\nS,y,1,2\n' "$heads" >h.csv
	uses_of h.csv >uses
	t_ok "$heads" sh -c '[ "$(cut -d"|" -f1 uses | sort -u | wc -l)" -eq 2 ]'
done
# They are not their sum where it is another number, and words are no counts.
cat >stock.csv <<'CSV'
Part Number,Qty,Qty A,Qty B
MAG-1,4,100,7
SCR-1,10,50,3
CSV
uses_of stock.csv >uses
t_ok 'another number' grep -qx 'stock|MAG-1|4' uses
printf 'Part Number,Qty,Version 1,Version 2\nM,2,red,blue\nS,1,red,red\n' >w.csv
uses_of w.csv >uses
t_ok 'words' grep -qx 'w|M|2' uses
printf 'product_id,material_id,quantity_required,assembly_sequence\nB-1,M,2,5\nB-1,S,1,6\n' >seq.csv
uses_of seq.csv >uses
t_ok 'a sequence' grep -qx 'B-1|M|2' uses
printf 'Part Number,Qty 1,Price 1,Qty 2,Price 2\nM,1,4 EUR,10,3 EUR\n' >p.csv
t_exit 0 convert p.csv
t_ok 'steps of a price' sh -c '! grep -q "<use" t.out'

# Nobody tells whether left and right are two products; by level they would be
# several trees.
printf 'Part Number,Description,Qty upper,Qty lower\nM,x,4,8\n' >two.csv
t_exit 65 convert two.csv
t_has t.err 'two.csv:1:25: columns "Qty upper", "Qty lower" say how many, and nobody tells whether each is of a product of its own: expected one of them; in a file of columns the line "Qty upper" = quantity picks one'
printf 'Level,Part Number,Qty A,Qty B\n0,DU,1,1\n1,M,4,8\n' >tree.csv
t_exit 65 convert tree.csv
t_has t.err 'each is of a product of its own, in a list that has levels or parents'

# Two columns of one product are not added up.
printf 'Part Number,Qty A,Qty (A),Qty B\nM,4,8,1\nS,1,2,1\n' >again.csv
t_exit 65 convert again.csv
t_has t.err 'again.csv:1:19: "Qty (A)" is how many are in a product that another column names as well: expected a column for each product'

# Orders of one file.
cat >orders.csv <<'CSV'
Production Order,Component,Description,Required Qty,Unit
100001,MAG-1,Magnet,40,pcs
100001,SCR-1,Screw,100,pcs
100002,MAG-1,Magnet,80,pcs
100002,SCR-1,Screw,120,pcs
CSV
uses_of orders.csv >uses
t_ok 'an order' grep -qx '100001|MAG-1|40' uses
t_ok 'another' grep -qx '100002|MAG-1|80' uses
t_has t.err 'warning: column "Production Order" tells the parts of several products, orders or variants apart: each is taken for a product of its own'
cat >made.csv <<'CSV'
Work Order,Parent,Component,Qty,UOM
W1,MOT-A,MAG-1,4,EA
W1,MOT-A,SCR-1,2,EA
W2,MOT-A,MAG-1,4,EA
W2,MOT-A,SCR-1,2,EA
CSV
uses_of made.csv >uses
t_ok 'not twice in one' grep -qx 'W2|MAG-1|4' uses
printf 'Order No,Part number,Qty\n1-11,M,4\n1-12,S,2\n1-13,T,1\n' >buy.csv
uses_of buy.csv >uses
t_ok 'numbers to order by' grep -qx 'buy|M|4' uses
printf 'Part number,Qty,Variant\nM,4,A\nM,8,B\nS,1,A\nS,2,B\n' >v.csv
uses_of v.csv >uses
t_ok 'variants in rows' grep -qx 'B|M|8' uses
printf 'retrace columns\nVariant = ignore\n' >map.txt
uses_of v.csv --map map.txt >uses
t_ok 'as the user says' grep -qx 'v|M|4' uses

# An order may be named once for its rows, and the first may be long.
printf 'Work Order,Component,Qty\nW1,M,4\n,S,2\nW2,M,8\n,S,4\n' >once.csv
uses_of once.csv >uses
t_cmp uses <<'TXT'
W1|M|4
W1|S|2
W2|M|8
W2|S|4
TXT
{
	echo Work Order,Component,Qty
	seq -f 'W1,P%g,1' 1 1500
	seq -f 'W2,P%g,2' 1 300
} >long.csv
uses_of long.csv >uses
t_ok 'the second order' sh -c '[ "$(grep -c "^W2|.*|2$" uses)" -eq 300 ]'
t_ok 'a long first order' sh -c '[ "$(grep -c "^W1|.*|1$" uses)" -eq 1500 ]'
# What is in an assembly of an order is not in the order itself.
cat >deep.csv <<'CSV'
Work Order,Parent,Component,Qty
W1,MOT-A,ROT,2
W1,ROT,MAG,4
W2,MOT-A,ROT,2
W2,ROT,MAG,4
CSV
t_exit 65 convert deep.csv
t_has t.err 'deep.csv:1:1: column "Work Order" tells the parts of several products, orders or variants apart, and what holds some of them is a part itself: expected a file for each'
# Nor is what all variants share in none of them.
for word in all 共通 ''; do
	printf 'Part number,Qty,Variant\nM,4,A\nM,8,B\nS,1,A\nS,2,B\nX,3,%s\n' \
		"$word" >v.csv
	t_exit 65 convert v.csv
	t_has t.err 'v.csv:1:17: column "Variant" tells the parts of several products, orders or variants apart, and some parts are in several or all of them: expected a row for each that has them'
done

# Of two columns that may tell it, the one that does; a model of each part is
# none of a product.
{
	echo 'Equipo;Descripción;Cantidad;Nombre modelo'
	for pump in P-1 P-2; do
		for part in Carcasa Eje Perno Sello; do
			echo ";$part;2;$pump"
		done
	done
} >pumps.csv
uses_of pumps.csv >uses
t_ok 'pumps' grep -qx 'P-2|Perno|2' uses
# The product may stand in its own list.
sed '1a;P-1;1;P-1' pumps.csv >own.csv
uses_of own.csv >uses
t_ok 'none in itself' sh -c 'grep -qx "P-1|Eje|2" uses && ! grep -q "P-1|P-1" uses'
printf 'Part number,Model,Qty\nR-1,X,4\nR-2,Y,4\nR-3,X,4\nR-4,Y,1\n' >models.csv
uses_of models.csv >uses
t_ok 'a model of each' grep -qx 'models|R-4|1' uses
printf 'No,部品名,個数\n例）,ボルト,9\n1,軸,2\n2,磁石,8\n' >form.csv
uses_of form.csv >uses
t_cmp uses <<'TXT'
form|磁石|8
form|軸|2
TXT

# Tables side by side, of unlike length.
cat >side.csv <<'CSV'
Part Number,Description,Qty,,Part Number,Qty,Note
MAG-1,Magnet,4,,RES-1,2,x
SCR-1,Screw,10,,CAP-1,3,
,,,,LED-1,1,red
CSV
uses_of side.csv >uses
t_cmp uses <<'TXT'
side|CAP-1|3
side|LED-1|1
side|MAG-1|4
side|RES-1|2
side|SCR-1|10
TXT
t_has t.err 'warning: 2 tables side by side: the rows of all are read, as parts of the same'
python3 "$t_top/tests/flow/ods.py" side.ods <<'XML'
<table:table table:name="Parts">
|Control|||Mechanics|
|Part name|Qty||Part name|Qty|
|Driver|#1||Board|#2|
|Magnet|#4||Shaft|#1|
</table:table>
XML
uses_of side.ods >uses
python3 "$t_top/tests/flow/ods.py" book.ods <<'XML'
<table:table table:name="Board">
|Part number|Qty|
|RES-1|#2|
</table:table>
<table:table table:name="Motor">
|Part number|Qty|
|MAG-1|#4|
</table:table>
XML
uses_of book.ods >two
t_cmp two <<'TXT'
Board|RES-1|2
Motor|MAG-1|4
TXT
printf 'retrace columns\nparent = DU-1\n' >map.txt
t_exit 0 convert book.ods --map map.txt
t_ok 'one product' [ "$(grep -c 'parent="DU-1"' t.out)" -eq 2 ]
t_exit 0 convert 'book.ods[Motor]'
t_ok 'in a sheet' sh -c 'grep -q "|Shaft|1" uses && grep -q "|Magnet|4" uses'

# A quantity for one goes before one for all; Amount is one, of parts.
printf 'MPN,Description,Quantity/board,Qty required\nM,x,2,20\nS,y,1,10\n' >q.csv
uses_of q.csv >uses
t_ok 'of one' grep -qx 'q|M|2' uses
printf 'ROBOTNO;PARTNO;QTY_PER_ROBOT\nR1;MC1;1\nR1;WH1;4\nR2;MC1;2\n' >bot.csv
uses_of bot.csv >uses
t_ok 'per robot' grep -qx 'R2|MC1|2' uses
printf 'Part number,Unit QTY,QTY\nM,Each,2\n' >unit.csv
uses_of unit.csv >uses
t_ok 'a unit' grep -qx 'unit|M|2' uses
printf 'line,part name,material id,qty,mass (kg)\n1,Ring,NAB,1,4\n2,Hub,NAB,1,9\n' >mat.csv
uses_of mat.csv >uses
t_ok 'no number of the part' grep -qx 'mat|Hub|1' uses
printf 'Part Name,Frame,Bed,Total QTY\nScrew,22,2,24\n' >sum.csv
uses_of sum.csv >uses
t_ok 'a total alone' grep -qx 'sum|Screw|24' uses
printf 'No,Name,Description,Amount\n1,Magnet,x,4\n2,Screw,y,0-1\n' >amount.csv
uses_of amount.csv >uses
t_ok 'amount' grep -qx 'amount|Magnet|4' uses
t_ok 'a range' grep -qx 'amount|Screw|unknown' uses
t_has t.err 'warning: 1 quantity that is no one number, such as "0-1": it is taken as unknown how much there is'
printf 'Part Number,Qty\nM,1/3\nS,4/2\n' >third.csv
uses_of third.csv >uses
t_has t.err 'third.csv:2:3: warning: "1/3" is taken for that share of one part'
t_ok 'once' [ "$(grep -c 'share of one' t.err)" -eq 1 ]

# What the product weighs may stand above the list.
cat >heavy.csv <<'CSV'
Product:,DU-200,
Unit weight (kg):,3.2,
Part Number,Description,Qty
MAG-1,Magnet,4
CSV
t_exit 0 convert heavy.csv
t_has t.out '<item part="DU-200" mass="3200 g" unit="each"/>'
t_has t.err 'heavy.csv:2:19: note: "3.2 kg" stands above the table as "Unit weight (kg)": taken for what "DU-200" weighs'
sed 's/Unit weight (kg)/Gross weight/' heavy.csv >gross.csv
t_exit 0 convert gross.csv
t_ok 'no packing' sh -c '! grep -q "mass=" t.out'
printf 'Product:,DU-1,\nTotal weight:,12,\nPart Number,Description,Qty\nM,x,4\n' >bare.csv
t_exit 0 convert bare.csv
t_ok 'no unit' sh -c '! grep -q "mass=" t.out'

# What the part is made of is no number of it; the numbers of an outline may
# stand below no heading; numbers of rows are none of parts, whatever is above.
cat >fusion.csv <<'CSV'
,Part Name,Material,Quantity
1,Frame,,1
1.1,Plate,Steel,2
1.1.1,Magnet,NdFeB,4
1.2,Foot,Rubber,4
CSV
uses_of fusion.csv >uses
t_cmp uses <<'TXT'
Frame|Foot|4
Frame|Plate|2
Plate|Magnet|4
TXT
printf 'Model:,P-4,\nID,Nazwa,Ilość\n1,Śruba,4\n2,Wałek,1\n' >poland.csv
uses_of poland.csv >uses
t_ok 'no 1 and 2' grep -qx 'P-4|Wałek|1' uses
printf '部品番号,部品名,型番,個数\n1,軸,AX-1,2\n2,磁石,MG-1,8\n' >japan.csv
uses_of japan.csv >uses
t_ok 'by name' grep -qx 'japan|磁石|8' uses
printf '物料名称,数量\n螺丝,12个\n胶,少量\n线材,一卷\n电路,数量\n电机,2\n' >china.csv
uses_of china.csv >uses
t_cmp uses <<'TXT'
china|电机|2
china|线材|unknown
china|胶|unknown
china|螺丝|12
TXT
t_has t.err 'china.csv:5:1: warning: a header row in other words: passed over'

# A part without its number is called by another column.
printf 'Référence,Pièce,Quantité\nR-1,Roue,4\n,Moteur,1\n' >named.csv
uses_of named.csv >uses
t_ok 'by its name' grep -qx 'named|Moteur|1' uses

# A column for each of forty models.
{
	echo "part number$(seq -f ',Model X%g' -s '' 0 39)"
	echo "M-1$(seq -f ',%g' -s '' 1 40)"
} >forty.csv
uses_of forty.csv >uses
t_ok 'forty products' [ "$(wc -l <uses)" -eq 40 ]
t_ok 'the last of them' grep -qx 'forty Model X39|M-1|40' uses

t_end
