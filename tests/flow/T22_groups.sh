#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: rows that leave it to a row above them of what they are (merged cells,
# lines that name an assembly, other makers of one place) are read as they are
# meant, with a warning; what looks so and may be another thing is told or
# refused, with what to write.  What such lists are stands in the folder houses.

# shellcheck disable=SC1091,SC2016
. "$(dirname "$0")/lib.sh"

rows() {
	printf '%s\n' "$@" >x.csv
}

# says CODE WORDS...: of x.csv.
says() {
	t_exit "$1" convert x.csv
	cat t.out >>t.err
	shift
	for words in "$@"; do
		t_has t.err "$words"
	done
}

rows Parent,Part,Qty,Unit DU,ROT,1,ea ,NUT,4,ea
says 0 \
	'x.csv:3:1: warning: 1 row without a parent: taken for parts of that of the row above' \
	'parent="DU" child="NUT" quantity="4"'
rows Parent,Part,Qty,Unit,Mass ,DU,1,ea,9\ g DU,ROT,1,ea,
says 0 \
	'x.csv:2:2: warning: 1 row without a parent, or of a product itself: taken for products' \
	'part="DU" mass="9 g"'
# A product that comes last would be in itself.
rows Parent,Part,Qty,Unit DU,ROT,1,ea ,DU,1,ea
says 65 'expected no item to contain itself'
# What a part holds, and who says it, in merged cells.
rows 'Part,Substance,CAS,Content (%),Supplier,Date' \
	MAG-1,Neodymium,7440-00-8,28,North,2026-01-01 ,Iron,7439-89-6,66,, \
	,Total,,94,, MAG-2,Iron,7439-89-6,60,South,2026-01-02 'Total,,,60,,'
says 0 'x.csv:3:1: warning: 2 rows without a part number' \
		'x.csv:4:1: note: a row of totals' 'x.csv:6:1: note: a row of totals'
t_ok 'two documents' sh -c '[ "$(grep -c "<declaration supplier" t.out)" -eq 2 ]'
t_ok 'totals are no substance' sh -c '! grep -q Total t.out'
# No number of a substance, in words.
rows 'Part,Substance,CAS,Content (%)' A,NdFeB,N/A,99 \
	A,Coating,proprietary,1
says 0 'name="Coating" basis="compound" amount="1 %"'

# Shares of materials are none of the part; masses of substances are.
rows 'Part,Homogeneous Material,Substance,CAS,Substance Mass (mg),ppm' \
	IC-1,Die,Yttria,1314-36-9,0.1,10000 IC-1,Frame,Copper,7440-50-8,50,1000000
says 0 'amount="0.0001 g"' 'amount="0.05 g"' \
	'x.csv:1:61: warning: column "ppm" may be a share of each material, and is not read'
rows 'Part,Homogeneous Material,Substance,CAS,ppm' \
	IC-1,Die,Yttria,1314-36-9,10000 IC-1,Frame,Copper,7440-50-8,1000000
says 65 'x.csv:3:6: a share of the material "Frame", and of "Die" in line 2'
rows 'Part,Part weight (g),Substance,CAS' A,12,Neodymium,7440-00-8
says 65 'no amount'
# Of two plain masses that behind the substance is the substance's.
rows 'Part,Part Weight (g),Substance,CAS,Weight (mg)' \
	M1,12,Neodymium,7440-00-8,3600 M1,12,Iron,7439-89-6,8400
says 0 'part="M1" mass="12 g"' 'cas="7440-00-8" name="Neodymium" basis="compound" amount="3.6 g"' 'amount="8.4 g"'
rows 'Part,Weight (g),Substance,CAS,Weight (mg)' M1,12,Neodymium,7440-00-8,3600
says 0 'amount="3.6 g"'
rows 'Part,Substance,CAS,Part weight (g),Weight (mg)' M1,Neodymium,7440-00-8,12,3600
says 65 'mean the same'
rows 'Part,Part weight (g),Material,Weight (g),Substance,CAS,Weight (mg)' \
	M1,12,NdFeB,12,Neodymium,7440-00-8,3600
says 65 'mean the same'

# A tree of materials down to their substances: a share of the material is none
# of a part that is called like the substance.
rows 'Level,Part Number,Name,Quantity,CAS Number,Weight %' 0,DU-1,Drive,1,, \
	1,ROT-1,Rotor,2,, 2,NDFEB,NdFeB,1,, 3,X1,Neodymium,1,7440-00-8,30 \
	"3,Fe,Iron powder,1,7439-89-6,70" 3,7440-42-8,,1,7440-42-8,1
says 65 'x.csv:5:18: substance "7440-00-8" as a part that holds less than 90 % of itself' \
	'x.csv:6:20: substance' 'x.csv:7:16: substance'
rows 'Level,Part Number,Name,Quantity,CAS Number,Weight %' 0,DU-1,Drive,1,, \
	1,ND,Neodymium,1,7440-00-8,99.5 1,MAG,Magnet,1,7440-00-8,30
says 0 'amount="99.5 %"' 'amount="30 %"'

rows Part,Qty,Unit 'Assembly: ROT-1 Rotor,,' MAG,16,ea
says 0 \
	'x.csv:2:1: warning: 1 line that names an assembly' \
	'parent="ROT-1" child="MAG" quantity="16"'
t_ok 'no product by the name of the file' sh -c '! grep -q "by the name of the file" t.err'
rows Item,Part,Description,Qty,Unit ',Assembly,ROT-1,,' \
	1,MAG,Magnet,16,ea
says 0 'parent="ROT-1" child="MAG"'

# Blanks that are no levels, and blanks that are.
rows Part,Description,Qty,Unit 'A, Screw,2,ea' 'B,  Nut,3,ea'
says 0 'parent="x" child="B" quantity="3"'
rows Part,Description,Qty,Unit DU,Drive,1,ea 'ROT,  Rotor,1,ea' \
	'MAG,    Magnet,16,ea'
says 0 'parent="ROT" child="MAG"' \
	'x.csv:1:6: warning: no column says the level: it is told by the blanks before "Description"'
rows Part,Qty,Unit '+ A,2,ea' B,3,ea
says 0 'parent="x" child="+ A" quantity="2"'
# A column that may be the level.
rows Depth\ of\ tree,Part,Qty,Unit .1,A,1,ea ..2,B,2,ea ..2,C,1,ea
says 0 'x.csv:1:1: warning: column "Depth of tree" may say the level, and is not read'
rows Line\ index,Part,Qty,Unit 1,A,1,ea 2,B,2,ea 3,C,1,ea
says 0
t_ok 'numbers of lines are no levels' sh -c '! grep -q "may say the level" t.err'
rows Item,Qty,Unit 1,1,ea 2,16,ea
says 65 \
	'x.csv:1:1: column "Item" counts the rows, and no other is one of part numbers'
rows Item,Description,Qty,Unit 1,Rotor,1,ea 2,Magnet,16,ea
says 0 'child="Magnet" quantity="16"' \
	'x.csv:1:6: warning: no column is one of part numbers'
rows Item,Description,Qty,Unit 1001,Rotor,1,ea 1002,Magnet,16,ea
says 0 'child="1002" quantity="16"'

# The same part in one place by two makers is there once.
rows Level,Part,Qty,Pos,Mfr,MPN 0,DU,1,,, 1,MAG,16,10,North,N-1 \
	1,MAG,16,10,South,S-1 1,MAG,16,20,North,N-1
says 0 \
	'x.csv:4:19: warning: 1 row of another maker of the part above, in the same place: counted once'
t_ok 'two places' sh -c '[ "$(grep -c "<use " t.out)" -eq 2 ]'

# What is fitted, and what is not, by either word.
rows Designator,Comment,Footprint,Quantity,Fitted C1,100n,0402,1,Fitted \
	'C2,10n,0402,1,Not Fitted'
says 0 'child="100n 0402" quantity="1"' 'child="10n 0402" quantity="0"'
rows Parent,Part,Qty,Unit,Mounted DU,A,1,ea,yes DU,B,1,ea,no DU,C,1,ea,
says 0 'child="A" quantity="1"' 'child="B" quantity="0"' \
	'child="C" quantity="1"'

# Lists that go the other way, lists of other programs, and what is no list.
rows Level,Component,Required\ Qty,Resulting\ Qty,UoM 1,ROT,16,16,EA
says 65 'x.csv:1:30: column "Resulting Qty": a list of where a part is used'
rows 'Stufe;Sache;Menge' '1;A;2'
says 65 \
	'x.csv:1:1: no table that is known; of its columns are read "Stufe" as level, "Menge" as quantity: expected'
rows '<html><body><table></table></body></html>'
says 65 \
	'x.csv:1:1: a table for a spreadsheet, in HTML: expected .xlsx or CSV'
rows Level,Part,Total\ Qty,Unit 0,DU,1,ea 1,ROT,2,ea 2,MAG,32,ea
says 0 'x.csv:1:12: note: "Total Qty" is taken for what is in the whole product' \
		'parent="ROT" child="MAG" quantity="16"'
# A line that is drawn, and blanks behind a row.
rows '|Part|Qty|Unit|' '-----------' '|A|2|ea|' '|B|3|ea||' \
	'-----------'
says 0 'child="A" quantity="2"' 'child="B" quantity="3"'
t_end
