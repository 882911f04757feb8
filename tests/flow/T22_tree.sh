#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: material data sheets as tables, in which parts, materials and
# substances are rows of one tree: the tree report of IMDS, class D sheets. Each
# is the same product as the list of its parts with a table of contents; what
# cannot stand where it stands is refused at its place.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

trees=$t_top/tests/data/bom/csv/trees

# rows FILE...: what is said of each item, without where it stands.
rows() {
	"$RETRACE" check -q "$@" -a -o json --fail-on never 2>rows.err |
		jq -c '.rows | map(del(.file, .line, .basis, .asks, .name)) | sort[]'
}

# same WHAT: before and after are one product.
same() {
	if [ -s before ] && cmp -s before after; then
		t_pass
	else
		t_fail "$1"
		diff before after | head -6 >&2
	fi
}

# A report of IMDS: masses of materials are those in one of the part.
cp "$trees/motor.csv" .
cat >uses.csv <<'CSV'
parent,part,quantity,unit
EM-1,ROT-1,1,each
ROT-1,NdFeB N42SH [123456791],100,g
EM-1,Wire [123456795],50,g
Wire [123456795],Copper [123456796],1,g
CSV
cat >items.csv <<'CSV'
part,mass,mass unit,form
EM-1,1200,g,
ROT-1,300,g,
NdFeB N42SH [123456791],,,material
Copper [123456796],,,material
CSV
cat >content.csv <<'CSV'
part,substance,cas,amount,unit,scope
NdFeB N42SH [123456791],Neodymium,7440-00-8,28,%,own
NdFeB N42SH [123456791],Iron,7439-89-6,rest,%,own
NdFeB N42SH [123456791],Dysprosium,7429-91-6,1-3,%,own
NdFeB N42SH [123456791],"Further Additives, not to declare",,0-2,%,own
Copper [123456796],Copper,7440-50-8,100,%,own
CSV
rows motor.csv >before
rows uses.csv items.csv content.csv >after
same 'motor.csv and its tables'
t_exit 0 convert motor.csv --save motor.xml
t_has t.err 'motor.csv:1:45: warning: 2 columns of no use here: "Version", "Trade Name"'
rows motor.xml >after
same 'motor.csv converted'
t_exit 0 trace -q motor.csv --item EM-1
t_has t.out 'ROT-1	Rotor	1	300 g	29 g to 233 g'

# In German, with a comma and a letterhead; a part without a number.
cp "$trees/motor-de.csv" .
t_exit 0 convert motor-de.csv
t_has t.out '<use parent="EM-1" child="EM-1/Rotor" quantity="2" unit="each"/>'
t_has t.out '<use parent="EM-1/Rotor" child="NdFeB [1236]" quantity="100.5" unit="g"/>'
t_has t.out 'name="Dysprosium" basis="compound" amount="1.5 - 3.5 %"'
t_has t.out 'name="Eisen" basis="compound" amount="rest"'
t_has t.out '<use parent="EM-1" child="Draht [1237]" quantity="50" unit="g"/>'

# Class D: no levels, masses of substances; a share that is one of the product
# and not of the material is none.
cp "$trees/sensor.csv" .
t_exit 0 convert sensor.csv
t_has t.out 'cas="7440-19-9" name="Samarium" basis="compound" amount="35 %"'
t_has t.out 'cas="7440-48-4" name="Cobalt" basis="compound" amount="60 %"'
t_has t.out 'name="other substances" amount="&lt;=5 %"'
t_has t.out 'child="Hall sensor HS-9/Magnet" quantity="0.4" unit="g"'
sed 's/,400,mg/,,/' sensor.csv >open.csv
t_exit 0 convert open.csv
t_has t.out 'child="Hall sensor HS-9/Magnet" quantity="unknown" unit="g"'
t_has t.out 'name="Samarium" basis="compound" amount="5.6 %"'

# What nobody says stays open: no portion, no mass, a mass of nought.
cat >open.csv <<'CSV'
Level,Type,Name,Quantity,Weight [g],Portion [%],CAS
1,Component,Pump,1,0,,
2,Component,Rotor,,,,
3,Material,Magnet,,0.000,,
4,Substance,Neodymium,,,,7440-00-8
4,Substance,confidential,,,,-
4,Substance,Iron,,,unknown,7439-89-6
CSV
t_exit 0 convert open.csv
t_has t.out '<item part="Pump" name="Pump" unit="each"/>'
t_has t.out 'child="Pump/Rotor" quantity="unknown"'
t_has t.out 'child="Pump/Rotor/Magnet" quantity="unknown"'
t_has t.out 'cas="7440-00-8" name="Neodymium" basis="compound" amount="present"'
t_has t.out 'name="confidential" basis="compound" amount="present"'
t_has t.out 'name="Iron" basis="compound" amount="unknown"'

# refuse LINES...: the rows behind that header row, in the words that stand on
# standard input.
refuse() {
	printf '%s\n' 'Level,Type,Name,Quantity,Weight [g],Portion [%],CAS' \
		'1,Component,Pump,1,9,,' '2,Material,Steel,,5,,' \
		'3,Substance,Iron,,,99,7439-89-6' "$@" >bad.csv
	t_exit 65 check bad.csv
	t_cmp t.err
}
refuse '4,Material,Other,,,,' <<'X'
bad.csv:5:1: a row below a substance: expected it below the material or part that it is in
X
refuse '1,Substance,Neodymium,,,1,' <<'X'
bad.csv:5:1: a substance that is in nothing: expected the material or part that holds it above it
X
refuse '3,Component,Bolt,1,1,,' <<'X'
bad.csv:5:1: a part below a material: expected it below a part
X
refuse '2,Material,,,,,' '2,Thing,X,1,,,' 'two,Component,X,1,,,' \
	'0,Component,X,1,,,' '2,Material,Y,,1 each,,' <<'X'
bad.csv:5:1: a part or material without a name and a number: expected one of them
bad.csv:6:3: a row of type "Thing": expected component, semicomponent, material or substance
bad.csv:7:1: level "two": expected a whole number up to 10000
bad.csv:8:1: level 0 after level 2: expected 1 to 3
bad.csv:9:15: unit "each": expected a unit of mass (ug, mg, g, kg, t, lb, oz)
X
printf '%s\n' 'Type,Name,Weight [g],Portion [%]' 'Part,A,5,' 'Material,B,4,' \
	'Substance,Iron,,99' 'Part,C,5,' >bad.csv
t_exit 65 check bad.csv
t_cmp t.err <<'X'
bad.csv:5:1: a second part in a tree without a column of levels: expected "level", which says what is in what, or a file for each part
X
# A slip in a CAS number is told; one that is of no use is none.
printf '%s\n' 'Level,Type,Name,Weight [g],Portion [%],CAS' '1,Part,A,5,,' \
	'2,Substance,Iron,,99,7439-89-7' >slip.csv
t_exit 0 convert slip.csv
t_has t.err 'slip.csv:3:22: warning: "7439-89-7" is no CAS number'
# Of a list of parts whose types name no substance nothing changes.
printf '%s\n' 'Level,Type,Part,Quantity,Unit,Weight [g]' '0,Component,A,1,each,5' \
	'1,Material,B,2,g,' >list.csv
t_exit 0 convert list.csv
t_has t.out '<use parent="A" child="B" quantity="2" unit="g"/>'

# A hundred of them, each row changed in some way: read or refused at a place.
cat >spoil.awk <<'AWK'
NR == n { if (way == 0) next; if (way == 1) print; if (way == 2) $0 = substr($0, 3)
	if (way == 3) gsub(/[0-9]+/, "9"); if (way == 4) gsub(/,/, ",,") }
{ print }
AWK
for way in 0 1 2 3 4; do
	for n in 2 3 4 5 6 7 8 9 10 11; do
		awk -v n=$n -v way=$way -f spoil.awk motor.csv >spoilt.csv
		code=0
		"$RETRACE" check -q spoilt.csv >t.out 2>t.err || code=$?
		case $code in
		0 | 1 | 2) t_pass ;;
		65) t_ok "way $way of line $n" grep -q '^spoilt.csv:[0-9]*:' t.err ;;
		*) t_fail "way $way of line $n: exit $code" ;;
		esac
	done
done

# Deep in a tree a part does not bear all that is above it in its name; two of
# one name stay two.
awk 'BEGIN {
	print "Level,Node Type,Name,Quantity,Weight,Unit,Portion [%],CAS"
	for (i = 1; i <= 60; i++)
		printf "%d,Component,a long name of the level %d,1,1,g,,\n", i, i
	for (i = 1; i <= 2; i++) {
		print "61,Component,side " i ",1,1,g,,"
		print "62,Component,core,1,1,g,,"
		print "63,Basic Substance,,,,," 10 * i ",7440-00-8"
	}
}' >deep.csv
t_exit 0 convert deep.csv
t_ok 'short names' sh -c '! grep -Eq "part=\"[^\"]{260}" t.out'
t_ok 'two cores' [ "$(grep -c '<content' t.out)" -eq 2 ]
t_has t.out '10 %'
t_has t.out '20 %'
t_end
