#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: trace
#
# Goal: trace --where-used names every product that holds an item, how much of
# it and in how many ways, in every form, for products of any shape.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"
unit=$t_top/tests/examples/drive-unit

# By hand: a stack has 10 magnets, a rotor 4 stacks, each motor a rotor.
t_exit 0 trace -q "$unit/drive-unit.xml" "$unit/vehicle.xml" --where-used MAG-UH
t_cmp t.out <<END
Kitayama Magnetics MAG-UH (Magnet NdFeB, grade UH)
  1 item uses it directly; 7 items in all hold it, 2 of them products.

Product	Name	Holds	By way of	Other ways
Alpenrad Antriebe DU-200 rev C	Twin-motor drive unit	80	DU-200 > MOT-L > ROT-L > STK-10 > MAG-UH	1
Alpenrad Fahrzeuge VAN-30	Delivery van	80	VAN-30 > DU-200 > MOT-L > ROT-L > STK-10 > MAG-UH	1

Directly in	Name	Holds	Stated at
STK-10	Rotor stack with magnets	10	$unit/drive-unit.xml:128
END
t_exit 0 trace "$unit/drive-unit.xml" --where-used 'Kitayama Magnetics MAG-UH' --all-items
t_has t.out 'Also in'
t_has t.out 'ROT-L	Rotor, left	40	ROT-L > STK-10 > MAG-UH	0'
t_exit 0 trace "$unit/drive-unit.xml" --where-used MAG-UH -o csv -o json=used.json -o jsonl=used.jsonl
t_ok 'rows of both forms' sh -c '[ "$(wc -l <t.out)" -eq 7 ] && [ "$(wc -l <used.jsonl)" -eq 6 ]'
t_has t.out ',STK-10,,STK-10,Rotor stack with magnets,no,yes,10,10,each,STK-10 > MAG-UH,1,'
t_json used.json '.kind == "where-used" and .version == "1.0" and .item.part == "MAG-UH"'
t_json used.json '.direct == 1 and .products == 1 and .items_above == 6 and (.items | length) == 6'
t_json used.json '.items[-1] | .product and .paths == "2" and .quantity.low == "80"'
t_json used.json '.items[-1].path == ["DU-200","MOT-L","ROT-L","STK-10","MAG-UH"]'
t_ok 'a row a line' sh -c 'jq -es "map(select(.part == \"ROT-L\"))[0] | .low == \"40\" and .product == \"no\"" used.jsonl'
t_ok 'nothing that its schema does not know' sh -c 'jq -e -n --slurpfile s "$RETRACE_TOP/schemas/output-1.schema.json" --slurpfile d used.json \
	"(\$s[0][\"\$defs\"][\"where-used\"]) as \$w | (\$d[0] | keys) - (\$w.required + (\$s[0].properties | keys)) == [] and
	(\$d[0].items[0] | keys) - (\$w.properties.items.items.properties | keys) == []"'
t_exit 0 trace "$unit/drive-unit.xml" --where-used DU-200
t_has t.out 'Nothing uses it.'

# What is unknown has no upper end; parts of fractions; an item not there.
cat >parts.csv <<END
parent,part,quantity,unit,per
TOP,A,2,each,
A,WIRE,0.5,m,
A,BOLT,1,each,3
SUB,A,unknown,each,
SPARE,WIRE,0,m,
END
sed '1s/$/,alternative/; 2,$s/$/,/' parts.csv >others.csv
cat >>others.csv <<END
TOP,BOLT,4,each,,fixing
TOP,A,3,each,,fixing
END
t_exit 0 trace -q others.csv --where-used A
t_has t.out 'TOP		2 to 5	TOP > A	1'
t_exit 0 trace -q parts.csv --where-used WIRE
t_has t.out 'TOP		1 m	TOP > A > WIRE	0'
t_has t.out 'SUB		not known	SUB > A > WIRE	0'
t_ok 'a quantity of zero is no use' sh -c '! grep -q SPARE t.out'
t_exit 0 trace -q parts.csv --where-used BOLT -o csv
t_has t.out 'TOP,,yes,no,2/3,2/3,each,TOP > A > BOLT,1,'
t_has t.out 'SUB,,yes,no,0,,each,SUB > A > BOLT,1,'
t_exit 65 trace -q parts.csv --where-used BOLTS
t_has t.err 'no item "BOLTS"'
t_exit 64 trace parts.csv --where-used
t_exit 66 trace none.csv --where-used A

# Each of 26 items has one of every later one: 2^24 ways, none of them walked.
awk 'BEGIN { print "parent,part,quantity,unit"
	for (i = 0; i < 26; i++) for (k = i + 1; k < 26; k++) print "N" i ",N" k ",1,each" }' >all.csv
t_exit 0 trace -q all.csv --where-used N25 -o json
t_json t.out '.items[-1] | .item.part == "N0" and .paths == "16777216" and .quantity.high == "16777216"'

# A chain of 100,000, and one part of 100,000 products.
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "P" $1 - 1 ",P" $1 ",1,each" }'; } >chain.csv
t_exit 0 trace -q chain.csv --where-used P100000
t_has t.out '1 item uses it directly; 100000 items in all hold it, 1 of them a product.'
t_has t.out 'P0		1	P0 > P1 > P2 > P3 > (99993 more) > P99997 > P99998 > P99999 > P100000	0'
t_exit 0 trace -q chain.csv --where-used P100000 -o csv
t_ok 'a row for each' sh -c '[ "$(wc -l <t.out)" -eq 100001 ]'
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "P" $1 ",BOLT," $1 ",each" }'; } >wide.csv
t_exit 0 trace -q wide.csv --where-used BOLT
t_has t.out '100000 items use it directly; 100000 items in all hold it, 100000 of them products.'
t_has t.out 'P100000		100000	P100000 > BOLT	0'
t_has t.out 'and 99950 more: --all-items or -o csv lists them'
t_ok 'the greatest fifty of each' sh -c '[ "$(grep -c "^P[0-9]" t.out)" -eq 100 ] && ! grep -q "^P99950" t.out && grep -q "^P99951" t.out'
t_exit 0 trace -q wide.csv --where-used BOLT --all-items
t_ok 'all' sh -c '[ "$(grep -c "^P[0-9]" t.out)" -eq 200000 ]'

# More than any number may take: refused at the use.
{ echo parent,part,quantity,unit && seq 300 | awk '{ print "P" $1 - 1 ",P" $1 ",1e-90,each" }'; } >deep.csv
t_exit 65 trace -q deep.csv --where-used P300
t_has t.err 'the exact quantity takes more than 16384 bits'
t_ok 'at its place' grep -q '^deep.csv:[0-9]*:1: ' t.err
t_end
