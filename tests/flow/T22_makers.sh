#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a list goes by the numbers of the house and names those of the makers
# beside them; what a maker declares of his number is heard. Where the house buys
# of several makers, any one of their parts is in it.

set -eu
: "${RETRACE:?}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
bad=0

fail() {
	echo "T22: $*" >&2
	bad=1
}

cat >list.csv <<'CSV'
Item #,Part Number,Description,Qty,Unit,Manufacturer,Manufacturer Part Number
1,100-0002,Magnet arc,14,ea,Acme,ARC-N52
2,100-0003,Screw,6,ea,Fix AG,M4X10
3,100-0004,Sensor,1,ea,TI,DRV5053
4,100-0004,Sensor,1,ea,Allegro,A1101
5,100-0005,Ring,1,ea,Ring AG,R-1
6,100-0006,Ring for export,1,ea,Ring AG,R-1
7,100-0007,Plate,1,ea,Blech KG,P-1
8,P-9,Plate,1,ea,Blech KG,P-9
CSV
cat >said.csv <<'CSV'
part,maker,supplier,declared on,element,amount,unit,kind,origin,stage
ARC-N52,ACME Inc.,Acme,2026-01-15,Nd,4,g,,CN,mining
M4X10,,Fix AG,2026-01-15,,,,complete,,
DRV5053,,TI,2026-01-15,,,,complete,,
R-1,,Ring AG,2026-01-15,,,,complete,,
P-1,Another GmbH,Another,2026-01-15,,,,complete,,
P-9,,Blech KG,2026-01-15,,,,complete,,
CSV

# holds FILE...: what was declared, of which part.
holds() {
	"$RETRACE" convert "$@" 2>said |
		sed -n 's/.*<statement part="\([^"]*\)".*/\1/p' | sort
}

for order in "list.csv said.csv" "said.csv list.csv"; do
	# shellcheck disable=SC2086 # two files
	holds $order >parts
	printf '%s\n' 100-0002 100-0003 DRV5053 P-9 | cmp - parts ||
		fail "$order: heard of $(cat parts)"
	for words in \
		'said.csv:2:1: note: ACME Inc. ARC-N52 is taken for 100-0002, of which it is the maker'"'"'s number' \
		'note: 100-0004 is bought as one of 2 makers'"'"' parts, some of which are declared: it holds any one of them' \
		'said.csv:5:1: warning: R-1 is the maker'"'"'s number of several items, 100-0005 among them' \
		'said.csv:6:1: warning: maker Another GmbH "P-1" is no item of this product'; do
		grep -qF "$words" said || fail "$order: not said: $words"
	done
done
"$RETRACE" check -q --fail-on never --plain list.csv said.csv 2>/dev/null |
	grep -q 'at least 56 g' || fail "the magnets of the maker are not counted"

# Our XML keeps the numbers, and levels and tables of items have them too.
"$RETRACE" convert -q list.csv --save list.xml
xmllint --noout --schema "${RETRACE_DATA:-.}/schemas/bom-1.xsd" list.xml \
	2>/dev/null || fail "list.xml is not valid"
holds list.xml said.csv >parts
printf '%s\n' 100-0002 100-0003 DRV5053 P-9 | cmp - parts ||
	fail "list.xml: heard of $(cat parts)"
cat >levels.csv <<'CSV'
level,Item Number,Item Name,Quantity,Unit,Mfr. Name,Mfr. Part Number
0,900-1,Motor,1,ea,,
1,100-0002,Magnet arc,14,ea,Acme,ARC-N52
CSV
holds levels.csv said.csv >parts
grep -qx 100-0002 parts || fail "levels: heard of $(cat parts)"
cat >items.csv <<'CSV'
part number,name,manufacturer,mpn
100-0002,Magnet arc,Acme,ARC-N52
CSV
holds items.csv said.csv >parts
grep -qx 100-0002 parts || fail "items: heard of $(cat parts)"

# Columns for each maker, whatever they are called; one of three magnets is in.
# By hand: 0.3 x 10 g, none, or 0.1 x 10 g.
cat >made.csv <<'CSV'
mpn,maker,element,amount,unit,kind,origin
A1,Alpha,Nd,30,%,,CN
A1,Alpha,,,,complete,
B1,Beta,,,,complete,
C1,Gamma,Nd,10,%,,CN
C1,Gamma,,,,complete,
CSV
for names in 'Manufacturer,MPN,Manufacturer 2,MPN 2,Manufacturer 3,MPN 3' \
	'Manufacturer 1,Manufacturer Part Number 1,Manufacturer 2,Manufacturer Part Number 2,Manufacturer 3,Manufacturer Part Number 3' \
	'Mfr. 1,Mfr. 1 Part Number,Mfr. 2,Mfr. 2 Part Number,Mfr. 3,Mfr. 3 Part Number' \
	'Maker,MPN,2nd source maker,2nd source MPN,Alt. maker,Alt. MPN' \
	'制造商1,制造商料号1,制造商2,制造商料号2,制造商3,制造商料号3'; do
	cat >columns.csv <<CSV
parent,part number,name,quantity,unit,mass (g),$names
P-1,M-1,Magnet,2,ea,10,Alpha,A1,Beta,B1,Gamma,C1
P-1,S-1,Screw,2,ea,1,Fix,F1,,,,
CSV
	"$RETRACE" explain --plain columns.csv made.csv M-1 \
		>answer 2>said || :
	grep -q 'Chinese origin in it: at most 3 g' answer ||
		fail "$names: $(grep 'Chinese origin' answer said)"
	grep -q 'Gamma C1' answer || fail "$names: C1 is not explained"
done
# However many columns of makers there are.
{
	echo "parent,part number,quantity,unit$(seq -s '' -f ',MPN %g' 1 40)"
	echo "P-1,M-1,2,ea$(seq -s '' -f ',N%g' 1 40)"
} >forty.csv
"$RETRACE" convert -q forty.csv >answer 2>&1 || fail "forty makers: refused"
[ "$(grep -c '<maker-part part="N' answer)" -eq 40 ] ||
	fail "forty makers: $(grep -c '<maker-part' answer) of them"
# All of them in one cell, a line each or parted by semicolons.
{
	echo 'parent,part number,quantity,unit,mass (g),maker,mpn'
	printf 'P-1,M-1,2,ea,10,"Alpha\nBeta\nGamma","A1\nB1\n\nC1\n"\n'
	echo 'P-1,M-2,2,ea,10,Alpha; Beta; Gamma,A1; B1 ;C1'
	echo 'P-1,M-3,2,ea,10,Alpha,"A1,B1"'
	echo 'P-1,M-4,2,ea,10,Alpha;;Gamma,A1;B1;C1'
	echo 'P-1,M-5,2,ea,10,Alpha;Beta;Gamma,A1;B1'
	echo 'P-1,M-6,2,ea,10,Alpha,A1;A2'
} >cells.csv
"$RETRACE" convert -q cells.csv |
	sed -n 's/.*<maker-part maker="\(.*\)" part="\(.*\)".*/\1 \2/p' >parts
printf '%s\n' 'Alpha A1' 'Beta B1' 'Gamma C1' 'Alpha A1' 'Beta B1' 'Gamma C1' \
	'Alpha A1,B1' 'Alpha A1' 'Gamma C1' 'Alpha A1' 'Alpha A2' |
	sort >expected
sort parts | cmp -s - expected || fail "of cells with several: $(cat parts)"
# One maker, written in two ways, is one.
cat >twice.csv <<'CSV'
parent,part number,quantity,unit,mass (g),maker,mpn,maker 2,mpn 2
P-1,M-1,2,ea,10,Alpha,A1,ALPHA Inc.,A1
CSV
"$RETRACE" explain --plain twice.csv made.csv M-1 2>/dev/null |
	grep -q 'Chinese origin in it: 3 g' || fail "one maker in two ways"
# A row that names no maker does not make one of all the others.
cat >blank.csv <<'CSV'
parent,part number,quantity,unit,mass (g),maker,mpn,maker 2,mpn 2,maker 3,mpn 3
P-1,M-1,2,ea,10,,A1,Alpha,A1,Beta,A1
CSV
cat >clear.csv <<'CSV'
mpn,maker,element,amount,unit,kind,origin
A1,Beta,,,,complete,
CSV
"$RETRACE" convert blank.csv clear.csv >answer 2>said || fail "blank: refused"
grep -q 'M-1 is bought as one of 2 makers'"'"' parts' said ||
	fail "a blank maker: $(cat said)"
grep -q '<statement part="A1" maker="Beta">' answer ||
	fail "a blank maker: of M-1: $(grep '<statement' answer)"
sed 's/,Beta,A1$/,,/' blank.csv >twice.csv
"$RETRACE" convert twice.csv made.csv 2>/dev/null |
	grep -q '<statement part="M-1"' || fail "a maker and none"
# One maker in two ways, with another between them, is one as well.
cat >between.csv <<'CSV'
parent,part number,quantity,unit,mass (g),maker,mpn,maker 2,mpn 2,maker 3,mpn 3
P-1,M-1,2,ea,10,Alpha,A1,Beta,A1,ALPHA Inc.,A1
CSV
"$RETRACE" convert between.csv clear.csv 2>&1 |
	grep -q 'as one of 2 makers'"'"' parts' || fail "one maker beside another"
# Many makers of one number cost no more than as many numbers.
awk 'BEGIN {
	print "parent,part number,quantity,unit,maker,mpn" >"many.csv"
	print "mpn,maker,element,amount,unit,kind,origin" >"declared.csv"
	for (i = 0; i < 10000; i++) {
		print "P-1,H" i ",1,ea,Maker" i ",N-1" >"many.csv"
		print "P-1,H,1,ea,Maker" i ",N-1" >"many.csv"
		print "N-1,Maker" i + 5000 ",,,,complete," >"declared.csv"
	}
}'
timeout 60 "$RETRACE" convert -q many.csv declared.csv >answer 2>/dev/null ||
	fail "many makers: refused, or slow"
# A maker who declares nothing leaves it open, and is who is asked.
sed '/^C1/d' made.csv >two.csv
"$RETRACE" ask -q --plain columns.csv two.csv 2>/dev/null |
	grep -q '	Gamma	Gamma C1	' || fail "Gamma is not asked for C1"

# left WHY: what is declared by A1 is left out, and told why.
left() {
	"$RETRACE" check --fail-on never --plain list.csv said.csv \
		>answer 2>&1 || fail "$1: refused"
	grep -q "A1 is one of several makers' numbers of M-1, and what is declared for it is left out: $1" answer ||
		fail "not said: $1: $(cat answer)"
}
cp made.csv said.csv
cp columns.csv list.csv
printf '%s\n' 'M-1,,Nd,1,%,,' >>said.csv
left 'the item is declared by its own number, which counts'
cp made.csv said.csv
printf '%s\n' 'M-1,X-1,Coating,1,ea,1,,,,,,' >>list.csv
left 'the item has parts of its own'
sed 's/,2,ea,10,Alpha/,2,kg,,Alpha/' columns.csv >list.csv
left 'only of an item that is counted in pieces can it be heard'
cat >list.csv <<'CSV'
parent,part number,quantity,unit,maker,mpn,maker 2,mpn 2
P-1,M-1,2,ea,Alpha,A1,Beta,A1
CSV
sed 's/,Alpha,/,,/' made.csv >said.csv
left 'expected the maker, which tells whose number is meant'

# Without a number of the house that of the maker is the part number.
cat >board.csv <<'CSV'
Item,Qty,Unit,Manufacturer,MPN
1,2,ea,Acme,ARC-N52
CSV
"$RETRACE" convert -q board.csv 2>/dev/null |
	grep -q 'child="ARC-N52" child-maker="Acme"' ||
	fail "a list of makers' numbers alone"
exit "$bad"
