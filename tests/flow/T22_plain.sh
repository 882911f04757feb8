#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: lists as people write them for themselves are read as people read them:
# parts that have but names, numbers that stand in some rows alone, titles and
# sums among the rows, prices without a currency.  What was guessed is a
# warning; what could be read in two ways is no part of something by accident.

# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"

# uses FILE [OPTION...]: parent > child: quantity, a line each.
uses() {
	"$RETRACE" convert "$@" 2>t.err |
		sed -n 's/^ *<use parent="\([^"]*\)".* child="\([^"]*\)".* quantity="\([^"]*\)" unit="\([^"]*\)".*/\1 > \2: \3 \4/p' >t.out
}

# ---- names in place of part numbers
cat >robot.csv <<'CSV'
Part name,Quantity,Link
Hub motor 350 W,2,example.org/a
"Magnet ring, N42",2,example.org/b
CSV
uses robot.csv
t_cmp t.out <<'OUT'
robot > Hub motor 350 W: 2 each
robot > Magnet ring, N42: 2 each
OUT
t_has t.err 'robot.csv:1:1: warning: no column is one of part numbers: parts are called by "Part name"'

# What counts the rows, or tells their place, is no part number.
printf 'Item,Description,Qty\n1,Rotor,1\n2,Magnet,16\n3,Shaft,1\n' >rows.csv
uses rows.csv
t_has t.out 'rows > Magnet: 16 each'
printf 'Item,Name\n1,Motor\n2,Rope\n4,Frame\n5,Bar\n' >gap.csv
t_exit 65 check gap.csv
t_has t.err 'column "Item" counts the rows, and no other is one of part numbers'
printf 'Component,Description,Qty\n1,Rotor,1\n2,Magnet,16\n' >counter.csv
uses counter.csv
t_has t.out 'counter > Magnet: 16 each'
printf 'Index,Name,Qty\n1,Drive,1\n1.1,Rotor,2\n1.1.1,Magnet,8\n1.2,Case,1\n' >tree.csv
uses tree.csv
t_cmp t.out <<'OUT'
Drive > Rotor: 2 each
Drive > Case: 1 each
Rotor > Magnet: 8 each
OUT

# Our own lists mean numbers by "part", even if these are 1, 2, 3.
printf 'level,part,quantity,unit,name\n0,P,1,each,Product\n1,1,4,each,Screw\n1,2,8,each,Nut\n' >own.csv
uses own.csv
t_has t.out 'P > 2: 8 each'
printf 'part,name,mass\n1,Screw,2 g\n2,Nut,1 g\n' >own.csv
t_exit 0 convert own.csv
t_has t.out 'part="2" name="Nut"'

# Parts of one name are told apart by what is said of them.
cat >kinds.csv <<'CSV'
Bauteil;Wert;Anzahl
Kondensator;10 uF;2
Kondensator;47 uF;1
Spule;;1
CSV
uses kinds.csv
t_cmp t.out <<'OUT'
kinds > Kondensator 10 uF: 2 each
kinds > Kondensator 47 uF: 1 each
kinds > Spule: 1 each
OUT
t_has t.err 'different parts are called the same under "Bauteil": they are told apart by "Wert"'
printf ',Details 1,Details 2,Quantity,Unit price\nCapacitor,10 uF,25 V,2,\nCapacitor,10 uF,50 V,1,\nSwitch,,,1,\n' >plainest.csv
uses plainest.csv
t_cmp t.out <<'OUT'
plainest > Capacitor 25 V: 2 each
plainest > Capacitor 50 V: 1 each
plainest > Switch: 1 each
OUT
printf 'Component,MPN,Manufacturer,Qty\nResistor,RC-1,Yageo,2\nResistor,RC-2,Yageo,3\nFan,,,1\n' >makers.csv
uses makers.csv
t_cmp t.out <<'OUT'
makers > RC-1: 2 each
makers > RC-2: 3 each
makers > Fan: 1 each
OUT
# A number of a house stays what it is, however it is described.
printf 'Component,Description,Qty\nMAG-7,Magnet,2\nMAG-7,Magnet (spare),1\n' >house.csv
uses house.csv
t_ok 'MAG-7 is one part' [ "$(grep -c 'house > MAG-7: ' t.out)" -eq 2 ]

# ---- numbers in some rows alone
cat >some.csv <<'CSV'
Item,Qty,Part number,Manufacturer
Hub motor,2,HM-350,North
Wire,1,generic,
Tape,1,,
Glue,1,-,
CSV
uses some.csv
t_cmp t.out <<'OUT'
some > HM-350: 2 each
some > Wire: 1 each
some > Tape: 1 each
some > Glue: 1 each
OUT
t_has t.err 'some.csv:3:8: warning: 3 rows without a part number: what the part is called is taken for it'
printf 'Ref,Qnty,Value,Footprint,Manufacturer_No\n"J1, J2",2,JTAG,PIN_2x5,794-HLF\nJ3,1,LINE,PIN_1x3,\n' >board.csv
uses board.csv
t_cmp t.out <<'OUT'
board > 794-HLF: 2 each
board > LINE PIN_1x3: 1 each
OUT
# Where neither name nor number stands, somebody has to say it.
printf 'Name,Qty,Note\nRotor,1,\n,4,red\n' >none.csv
t_exit 65 check none.csv

# ---- which product
printf 'bom_id,product_id,material_id,quantity_required\nB-1,BIKE,MOT,1\nB-2,BIKE,BAT,1\nB-3,CART,MOT,2\n' >erp.csv
uses erp.csv
t_cmp t.out <<'OUT'
BIKE > MOT: 1 each
BIKE > BAT: 1 each
CART > MOT: 2 each
OUT
printf 'Product code,Component code,Qty\nP-1,MAG,2\nP-2,MAG,3\n' >codes.csv
uses codes.csv
t_has t.out 'P-1 > MAG: 2 each'
t_has t.out 'P-2 > MAG: 3 each'
printf 'Item,Component,Qty\nPUMP,ROT,1\nPUMP,MAG,3\nFAN,MAG,1\n' >item.csv
uses item.csv
t_has t.out 'FAN > MAG: 1 each'
t_has t.err 'column "Item" is taken for what the part of each row is in'
printf 'product_id,material,quantity\nG1,Sand,10\nG2,Sand,20\n' >sand.csv
uses sand.csv
t_has t.out 'G2 > Sand: 20 each'

# ---- rows that are no parts
cat >titles.csv <<'CSV'
Part,Qty,Price,Total
Electronics,,,
Driver,1,30,30
Mechanics,,,
Magnet,4,2.5,10
,,,40
CSV
uses titles.csv
t_cmp t.out <<'OUT'
titles > Driver: 1 each
titles > Magnet: 4 each
OUT
t_has t.err 'titles.csv:2:1: warning: a row with words in one cell alone: passed over'
t_has t.err 'titles.csv:6:1: warning: 1 row with neither a part number nor a quantity: passed over'
t_has t.err 'titles.csv:3:10: warning: currency "": expected three capital letters such as USD, EUR or CNY; 2 prices are taken as not stated; for all of them: currency = USD'
printf 'retrace columns\ncurrency = EUR\n' >eur.txt
t_exit 0 convert titles.csv --map eur.txt
t_has t.out 'part="Magnet" unit="each" value="2.5" currency="EUR"'
# A part on a board without any name is no empty row.
printf 'Reference,Value,Footprint,Qty\nR1,10k,R_0603,1\nR2,,,\n' >placed.csv
t_exit 65 check placed.csv

# ---- how many is not said
printf 'Part,Qty,Note\nMagnet,,see drawing\nScrew,4,\nGlue,as needed,\n' >blank.csv
uses blank.csv
t_cmp t.out <<'OUT'
blank > Magnet: unknown each
blank > Screw: 4 each
blank > Glue: unknown each
OUT
t_has t.err 'blank.csv:2:8: warning: 1 row without a quantity: it is taken as unknown how much there is'
printf 'Parent name,Child name\nCAR,DOOR\nDOOR,HINGE\n' >links.csv
uses links.csv
t_has t.out 'DOOR > HINGE: unknown each'
t_has t.err 'no column says how many: each quantity is taken as unknown'
printf 'Component,Units\nRail,1\nMicro switch,2\n' >units.csv
uses units.csv
t_has t.out 'units > Micro switch: 2 each'

# ---- several columns of one meaning
printf 'Part,Qty,Price,Price per unit,Supplier,Supplier\nA,3,45 EUR,15 EUR,North,South\n' >prices.csv
t_exit 0 convert prices.csv
t_has t.out 'part="A" unit="each" value="15" currency="EUR"'
printf 'Qty,Part,Value,Part number\n2,CAB1,blue,370-1\n' >cab.csv
uses cab.csv
t_has t.out 'cab > 370-1: 2 each'
# Two quantities, or a component beside a part number, nobody can choose from.
printf 'Name,Qty,Note,Name,Qty\nA,1,,B,2\n' >beside.csv
t_exit 65 check beside.csv
t_has t.err 'columns "Qty" and "Qty" mean the same'
printf 'Part number,Component,Qty\nPUMP,ROT,1\n' >which.csv
t_exit 65 check which.csv
t_has t.err 'columns "Part number" and "Component" mean the same'
# Two prices are none.
printf 'Part,Qty,Price\nA,1,2 EUR\nA,1,3 EUR\nA,1,2 EUR\n' >clash.csv
t_exit 0 convert clash.csv
t_has t.out '<item part="A" unit="each"/>'
t_has t.err 'clash.csv:3:1: warning: "A" with another price than in line 2'

# By levels both columns speak of the row; names for people may stand below
# those for programs.
cat >plm.csv <<'CSV'
Level,Number,Revision,Quantity,Unit of Measure,Find Number,Component Id,footPrint
Level,Number,Revision,Quantity,Unit of Measure,Find Number,Component Id,Foot Print
0,DU-1,A,,,,,
1,ROT-1,1,2.0,ea,10,fe34-66,
2,MAG-1,1,8.0,ea,20,99ab-01,
CSV
uses plm.csv
t_cmp t.out <<'OUT'
DU-1 > ROT-1: 2 each
ROT-1 > MAG-1: 8 each
OUT

# ---- a board that is listed twice
cat >twice.csv <<'CSV'
Item,Qty,Reference(s),Value,Footprint
,,R1,10k,R_0603
,,R2,10k,R_0603
,,U1,DRV,SO-8

"Collated Components:"

Item,Qty,Reference(s),Value,Footprint
1,2,"R1, R2",10k,R_0603
2,1,U1,DRV,SO-8
3,1,U9,DRV,SO-8
CSV
uses twice.csv
t_cmp t.out <<'OUT'
twice > 10k R_0603: 1 each
twice > 10k R_0603: 1 each
twice > DRV SO-8: 1 each
twice > DRV SO-8: 1 each
OUT
t_has t.err 'twice.csv:9:5: warning: 2 rows below the header row that came again'

# ---- blanks here and there are no levels
printf 'Part number,Qty\n  AB-1,5\n CD-2,10\nEF-3,10\n  GH-4,2\n' >stray.csv
uses stray.csv
t_has t.out 'stray > GH-4: 2 each'
t_has t.err 'stray.csv:1:1: warning: some cells under "Part number" begin with blanks, and not step by step'
printf 'Part number,Qty\nDU-1,1\n  ROT-1,1\n    MAG-1,16\n  BOX-1,1\n' >steps.csv
uses steps.csv
t_has t.out 'ROT-1 > MAG-1: 16 each'

# ---- money tells what a comma means
printf ';Artikelnummer;Menge;Nettowert\nART;R-54;1,000;13,83 €\nART;R-15;6,000;3,54 €\n' >money.csv
uses money.csv
t_cmp t.out <<'OUT'
money > R-54: 1 each
money > R-15: 6 each
OUT

# ---- another table below is none of the first, whose rows are not left out
printf 'Parts,,\nName,Number of,Qty\nScrew,x,12\nMagnet,x,13\nPart,Qty,Price\nMCU,1,2\n' >first.csv
t_exit 65 check first.csv
t_has t.err 'first.csv:5:10: quantity "Price": expected a number'

# ---- exports of known systems in other words
printf 'Cantidad,Valor,Device,Package,Parts\n2,22pF,C-US,C0805,"C1, C2"\n' >aguila.csv
uses aguila.csv
t_has t.out 'aguila > 22pF C0805: 2 each'
printf '"ID";"指定子";"フットプリント";"数量";"名称";\n1;"M2,M1";"PIN_1x3";2;"SG90";\n' >kiban.csv
uses kiban.csv
t_has t.out 'kiban > SG90 PIN_1x3: 2 each'
printf 'Quantity,Designator,Description,Comment,LibRef\n2,"C2, C3",CAP,10pF,GRM-1\n' >lib.csv
uses lib.csv
t_has t.out 'lib > 10pF GRM-1: 2 each'

t_end
