#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: lists as people send them (units below the names, pages, footers, marks
# of spreadsheets, blanks that nobody sees) are read as they are meant, and what
# nobody can know any more is told.

# lib.sh sets t_*
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

# is WORDS: a line of what the file on standard input says, as our XML has it.
is() {
	cat >x.csv
	"$RETRACE" convert x.csv 2>said >out || :
	for words in "$@"; do
		if grep -qF "$words" out || grep -qF "$words" said; then
			t_pass
		else
			t_fail "not said: $words: $(cat x.csv out said)"
		fi
	done
}

# A unit below each name.
printf '%s\n' 'Part number,Nd,Pr,Dy,Weight' ',%,%,ppm,g' \
	MAG-1,28.5,4.1,800,12.5 'MAG-2,27.9,<0.1,<50,3' |
	is 'part="MAG-1" mass="12.5 g"' 'element="Dy" amount="0.08 %"' \
		'element="Pr" amount="&lt;0.1 %"' \
		'x.csv:1:1: note: the row below the header row says more'
printf '%s\n' 'Parent,Part,Quantity,Mass' ',,pcs,[g]' DU,ROT,1,900 \
	ROT,MAG,14,12.5 Parent,Part,Quantity,Mass ',,pcs,[g]' DU,NUT,2,1 |
	is 'child="MAG" quantity="14"' 'part="ROT" mass="900 g"' \
		'part="NUT" mass="1 g"'
# Names below the title of a group.
printf '%s\n' 'Part,Supplier,Rare earths (wt%),,,Remark' ',,Nd,Pr,Dy,' \
	MAG-1,North,28.5,4.1,0.8,x |
	is 'element="Pr" amount="4.1 %"' 'supplier="North"'
# A second row that is data stays data.
printf '%s\n' part,unit,mass,name 'A,g,,' 'B,each,2 g,' | is 'part="A"' 'part="B"'

# Several pieces as one unit, and numbers that are for several.
printf '%s\n' Parent,Part,Qty,Unit DU,A,2,dozen DU,B,1,gross DU,C,3,100\ pcs \
	DU,D,5,1000\ ST DU,E,4,对 DU,F,6,pair |
	is 'child="A" quantity="24" unit="each"' 'child="B" quantity="144"' \
		'child="C" quantity="300"' 'child="D" quantity="5000"' \
		'child="E" quantity="8"' 'child="F" quantity="12"' \
		'x.csv:6:6: warning: a pair is taken for two pieces'
[ "$(grep -c 'a pair is taken' said)" -eq 1 ] || t_fail "pairs are told twice"
printf '%s\n' Parent,Part,Qty,Unit 'DU,A,5,per 100' |
	is 'x.csv:2:8: unit "per 100": expected what is counted, such as each; for how many parents'
printf '%s\n' Parent,Part,Qty 'DU,A,2 1000 pcs' |
	is 'x.csv:2:6: "1000 pcs" behind a number'
for pair in 'Qty per 1000 pcs=0.005' 'Qty / 100=0.05' '用量(每千件)=0.005' \
	'員数(1000個当り)=0.005' 'Usage per 10 units=0.5'; do
	printf 'Parent,Part,%s,Unit\nDU,A,5,ea\n' "${pair%=*}" |
		is "child=\"A\" quantity=\"${pair#*=}\" unit=\"each\""
done
for pair in 'Weight (g/pc)=5 g' 'Weight (g/100 pcs)=0.05 g' \
	'Weight per 1000 (kg)=5 g' 'Mass [kg/m]=5000 g'; do
	printf 'part,%s\nA,5\n' "${pair%=*}" | is "mass=\"${pair#*=}\""
done
printf 'part,mass,mass unit\nA,5,kg per 1000 pcs\n' | is 'mass="5 g"'
for head in 'Price (USD/100 pcs)' 'Unit price per 100 (USD)'; do
	printf 'part,%s\nA,5\n' "$head" | is 'value="0.05" currency="USD"'
done
printf 'part,price,currency,Price unit\nA,5,USD,100\nB,5,USD,\n' |
	is 'part="A" unit="each" value="0.05"' 'part="B" unit="each" value="5"'
# Signs before the two ends of an amount.
printf '%s\n' part,element,min,max,unit 'A,Nd,<5,,%' 'B,Nd,>=1,<= 2,%' \
	'C,Nd,n.d.,n.d.,%' 'D,Nd,n.d.,4,ppm' 'E,Nd,<5,3,%' |
	is '<content element="Nd" amount="&lt;=5 %"' 'amount="1 - 2 %"' \
		'amount="&lt;=0.0004 %"' 'amount="&lt;=3 %"' \
		'x.csv:4:6: warning: "n.d." without the limit of detection'

# Days as people write them; of one that may be two nobody knows which.
for pair in 15/01/2026=01-15 2026-1-5=01-05 2026-01-05T12:00:00Z=01-05 \
	5-Jan-2026=01-05 '5 M\303\244rz 2026=03-05' 2026年1月5日=01-05 \
	31.12.2026=12-31 1/31/2026=01-31 '2026/1/5 00:00=01-05' \
	01/01/2026=01-01 20260105=01-05; do
	printf "part,element,amount,unit,date,supplier\nA,Nd,5,%%,${pair%=*},S\n" |
		is "date=\"2026-${pair#*=}\""
done
for day in 31/31/2026 5-Jan-26 46037 2026-02-30; do
	printf '%s\n' part,element,amount,unit,date "A,Nd,5,%,$day" |
		is "x.csv:2:10: \"$day\": expected a date such as"
done
printf '%s\n' part,element,amount,unit,date A,Nd,5,%,01/02/2026 |
	is 'x.csv:2:10: "01/02/2026": 2026-02-01 or 2026-01-02? expected the year first'

# The end of a file for old programs; lines that are one field.
printf 'Parent,Part,Qty,Unit\nDU,A,2,ea\n\032' | is 'child="A"'
printf '"Parent,Part,Qty,Unit"\n"DU,A,2,ea"\n' |
	is 'x.csv:1:1: no table that is known, for "Parent,Part,Qty,Unit" is one field: expected names of columns'
printf 'part,weight,weight unit\nA,5,Milligramm\n' | is 'mass="0.005 g"'

# Feet of pages.
printf '%s\n' level,part,quantity,unit 0,DU-1,1,each 1,ROT,2,each Total,,3, '' \
	'Prepared by:,J. Smith,,' 'Approved by:,,Date: 2026-01-02,' |
	is 'child="ROT" quantity="2"' 'a row of words with no quantity'
printf '%s\n' level,part,quantity,unit 0,DU-1,1,each Signature:,,, \
	'Page 1 of 3,,,' 1,ROT,2,each | is 'child="ROT" quantity="2"'
printf '%s\n' parent,part,quantity,unit DU,ROT,1,ea '' 'Page 2' \
	parent,part,quantity,unit DU,NUT,4,ea |
	is 'child="ROT"' 'child="NUT" quantity="4"' \
		'x.csv:5:1: note: the header row again'
# Words for levels.
printf '%s\n' Level,Part,Qty,Unit L0,DU,1,ea L1,ROT,2,ea 'Level 2,MAG,3,ea' |
	is 'parent="ROT" child="MAG" quantity="3"'

# What spreadsheets put around a text, and blanks that nobody sees.
printf '%s\n' parent,part,quantity,unit "DU,'0012,1,ea" 'DU,"=""0013""",2,ea' |
	is 'child="0012"' 'child="0013"' "is read as 0012, and others like it"
printf 'parent,part,quantity,unit\nDU ,ROT ,1, ea \nDU\302\240,NUT\302\240,4\302\240,ea\302\240\nDU,ROT\342\200\213,2,ea\n' |
	is 'parent="DU" child="NUT" quantity="4"' \
		'parent="DU" child="ROT" quantity="2"' '3 items'
# One part in two spellings is told.
printf '%s\n' parent,part,quantity,unit DU,Rot-1,1,ea DU,SHAFT,2,ea \
	rot-1,MAG,3,ea | is '"rot-1" beside "Rot-1" in line 2: taken for two parts'
# Such a part number is written so that it is read again.
cat >own.xml <<'XML'
<bom xmlns="urn:retrace:bom:1"><item part="TOP"/><item part="'q"/>
<item part="=&quot;z&quot;"/>
<use parent="TOP" child="'q" quantity="1" unit="each"/>
<use parent="TOP" child="=&quot;z&quot;" quantity="2" unit="each"/></bom>
XML
"$RETRACE" convert -q own.xml --to csv --save own
"$RETRACE" convert -q own/*.csv >out 2>/dev/null
for words in "child=\"'q\" quantity=\"1\"" \
	'child="=&quot;z&quot;" quantity="2"'; do
	grep -qF "$words" out || t_fail "not read again: $words: $(cat out)"
done
# What they have made of part numbers and quantities.
for part in 1.23E+05 9.55167E+12 1,23E+05 1-Mar Mar-26 01.03.2026 03/01/2026 \
	'1. Mrz' 123456789012346000 '#REF!' '########' '#NAME?'; do
	printf 'parent,part,quantity,unit\nDU,"%s",1,ea\n' "$part" |
		is "x.csv:2:4: warning: part number \"$part\", which"
done
for part in 1E5 2026-03 1.2.3 123456789012345678 MAR-1A '#1' 12-3456; do
	printf 'parent,part,quantity,unit\nDU,"%s",1,ea\n' "$part" |
		is "child=\"$part\""
	if grep -q ' warning: part number' said; then
		t_fail "$part is spoilt"
	fi
done
for pair in '02.Jan=has made a day of' '1-Feb=has made a day of' \
	'1 000=may be thousands' "1'000=may be thousands"; do
	printf 'parent,part,quantity,unit\nDU,A,%s,ea\n' "${pair%%=*}" |
		is "x.csv:2:6: quantity \"${pair%%=*}\"" "${pair#*=}"
done

# An operator may stand behind.
printf '%s\n' part,element,amount,unit 'M,Tb,0.1 max,%' 'M,Dy,0.5 % min.,' |
	is 'element="Tb" amount="&lt;=0.1 %"' 'element="Dy" amount="&gt;=0.5 %"'
# Shares of two materials are none of the part.
printf '%s\n' 'part,material,substance,cas,content (%)' \
	M-1,Magnet,Neodymium,7440-00-8,30 M-1,Coating,Nickel,7440-02-0,99 |
	is 'x.csv:3:5: a share of the material "Coating", and of "Magnet" in line 2'
printf '%s\n' 'part,material,substance,cas,content (g)' \
	M-1,Magnet,Neodymium,7440-00-8,3 M-1,Coating,Nickel,7440-02-0,1 |
	is 'amount="3 g"' 'amount="1 g"'
t_end
