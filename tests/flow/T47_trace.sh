#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: trace tells what is in a product, level by level and item by item, by
# element, origin, supplier and maker, with numbers worked out by hand
# (tests/examples/drive-unit/README.md).

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
unit='drive-unit.xml declaration-magnets.xml declaration-pump.xml declaration-castings.csv'

# Lines that count parts have no more columns.
trimmed() {
	tab=$(printf '\t')
	sed "s/$tab*\$//" t.out >t.trimmed && mv t.trimmed t.out
}

# The tree: every sub-assembly once, what holds nothing counted.
# shellcheck disable=SC2086 # a list of files
t_exit 0 trace -q $unit
trimmed
t_cmp t.out <<'END'
Quantity: in one of what it stands in. Amounts: in one of it (piece, g, m), with all its parts.

Item	Name	Quantity	Weighs	Rare earths	Of Chinese origin	Undisclosed
Alpenrad Antriebe DU-200 rev C	Twin-motor drive unit		95.5 kg to 95.7 kg	492.2 g to below 1.679 kg	417.5 g to below 1.61 kg	at most 1.179 kg
  MOT-L	Motor, left	1	23.71 kg	243.3 g	208.8 g	none
    ROT-L	Rotor, left	1	9.278 kg	238.8 g	208.8 g	none
      STK-10	Rotor stack with magnets	4	1.622 kg	59.69 g	52.19 g	none
        Kitayama Magnetics MAG-UH	Magnet NdFeB, grade UH	10	12.5 g	4 g	4 g	none
        Kitayama Magnetics MAG-SH	Magnet NdFeB, grade SH	10	6.25 g	1.969 g	1.219 g	none
        2 parts without rare earths
      2 parts without rare earths
    SEN-10	Rotor position sensor	1	67.2 g	4.5 g	none	none
      Nagara Jishaku MAG-SM	Ring magnet Sm2Co17	1	18 g	4.5 g	none	none
      4 parts without rare earths
    5 parts without rare earths
  MOT-R	Motor, right	1	23.71 kg	243.3 g	208.8 g	none
    ROT-R	Rotor, right	1	9.278 kg	238.8 g	208.8 g	none
      STK-10 (see above)	Rotor stack with magnets	4	1.622 kg	59.69 g	52.19 g	none
      2 parts without rare earths
    SEN-10 (see above)	Rotor position sensor	1	67.2 g	4.5 g	none	none
    5 parts without rare earths
  GBX-20	Gearbox	1	24.61 kg	below 8.4 g	below 8.4 g	none
    Giesserei Lohr DIF-10	Bearing carrier, nodular iron	1	4.2 kg	below 8.4 g	below 8.4 g	none
    7 parts without rare earths
  INV-20	Inverter	1	6.679 kg	4.361 mg to 60.01 g	4.361 mg to 60.01 g	at most 60 g
    PCB-G	Gate driver board	2	91.47 g	2.181 mg	2.181 mg	none
      MLC-10	Ceramic capacitor X7R	12	36 mg	0.1516 mg	0.1516 mg	none
        DIE-10	Dielectric X7R	0.025 g	1 g	6.063 mg	6.063 mg	none
        1 part without rare earths
      LED-W	White LED	2	18.4 mg	0.1809 mg	0.1809 mg	none
        PHO-10	Phosphor YAG:Ce	0.0004 g	1 g	0.4521 g	0.4521 g	none
        1 part without rare earths
      4 parts without rare earths
    Warmweg PAD-10	Thermal pad	6	10 g	at most 10 g	at most 10 g	at most 10 g
    6 parts without rare earths
  PMP-20	Oil pump	1	816 g	5.76 g to 24 g	at most 24 g	at most 18.24 g
    PMR-10	Pump rotor	1	84 g	5.76 g to 24 g	at most 24 g	at most 18.24 g
      Talmark Pumps MAG-P	Pump magnet	6	4 g	0.96 g to 4 g	at most 4 g	at most 3.04 g
      1 part without rare earths
    4 parts without rare earths
  Kabelwerk Ost HAR-10	Wiring harness	1	1.1 kg	at most 1.1 kg	at most 1.1 kg	at most 1.1 kg
  2 parts without rare earths
END
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --item ROT-L --depth 1
trimmed
t_cmp t.out <<'END'
Quantity: in one of what it stands in. Amounts: in one of it (piece, g, m), with all its parts.

Item	Name	Quantity	Weighs	Rare earths	Of Chinese origin	Undisclosed
ROT-L	Rotor, left		9.278 kg	238.8 g	208.8 g	none
  STK-10 (4 parts)	Rotor stack with magnets	4	1.622 kg	59.69 g	52.19 g	none
  2 parts without rare earths
END
# Dysprosium alone: 37.5 g, and what is not said may be it.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit answers.xml --only-element Dy
t_has t.out 'Twin-motor drive unit		95.5 kg to 95.7 kg	37.5 g	37.5 g	none'
t_has t.out 'Item	Name	Quantity	Weighs	Dy	Of Chinese origin	Undisclosed'
t_ok 'a terminal gets lines' sh -c 'COLUMNS=200 script -qec "$RETRACE trace -q drive-unit.xml --color never" /dev/null |
	grep -q "│ │ │ ├─.*MAG-UH"'
t_ok 'one without UTF-8 too' sh -c 'COLUMNS=200 LC_ALL=C script -qec "$RETRACE trace -q drive-unit.xml --color never" /dev/null |
	grep -q "| | | |-.*MAG-UH"'

# The same for programs: all lines, exact numbers.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit -o csv -o json=tree.json -o jsonl=tree.jsonl
t_ok 'rows of both' sh -c '[ "$(wc -l <t.out)" -eq $(($(wc -l <tree.jsonl) + 1)) ]'
t_has t.out '4,Kitayama Magnetics,MAG-UH,,Kitayama Magnetics MAG-UH,"Magnet NdFeB, grade UH",10,each,no,no,12.5,12.5,4,4,4,4,0,drive-unit.xml,128'
t_json tree.json '.kind == "trace" and .view == "tree" and (.elements | length) == 17 and .origin.countries == ["CN"]'
t_json tree.json '[.lines[] | select(.again)] | map(.item.part) == ["STK-10","STA-20","SEN-10"]'
t_json tree.json '.lines[0] | .level == 0 and .rare_earth.high_open and .of_origin.low == "17579129954633777478822937/42105260636160370850000"'
t_json tree.json '[.lines[] | select(.item.part == "MAG-SH")][0] | .quantity == "10" and .of_origin.low == "1.21875" and .used_in_line == 129'
t_json tree.json '.products == [.lines[0].item]'

# Item by item; below one product what all of an item in it hold.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --flat --item DU-200
t_has t.out 'Kitayama Magnetics MAG-UH	Magnet NdFeB, grade UH	80	1 kg	320 g	320 g	none'
t_has t.out 'PHO-10	Phosphor YAG:Ce	0.0016 g	1.6 mg	0.7234 mg	0.7234 mg	none'
t_has t.out 'and 42 items without rare earths'
# shellcheck disable=SC2086
# shellcheck disable=SC2086
t_exit 0 trace -q $unit vehicle.xml --flat -o csv -o json=flat.json
t_has t.out 'Kitayama Magnetics MAG-UH,"Magnet NdFeB, grade UH",no,80,80,each,1000,1000,320,320,320,320,0,drive-unit.xml,'
t_json flat.json '.view == "flat" and ([.items[] | select(.item.part == "DU-200")][0].mass | .low == "95500" and .high == "95700")'

# By element: 290 + 150 + 5.76 g Nd, of them 290 + 90 g Chinese; Sm elsewhere.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit answers.xml --by element
t_cmp t.out <<'END'
Alpenrad Antriebe DU-200 rev C (Twin-motor drive unit)

Element	In all	Of Chinese origin	Share
Y	4.339 mg	4.339 mg	100 %
Ce	22.54 µg to below 4.201 g	22.54 µg to below 4.201 g	above 5.367 ppm to 100 %
Nd	445.8 g	380 g	85.25 %
Sm	9 g	none	none
Dy	37.5 g	37.5 g	100 %
La	below 4.2 g	below 4.2 g	at most 100 %
all together	492.2 g to below 500.7 g	417.5 g to below 426 g	above 83.39 % to below 86.52 %
and 11 elements of which none is in it
END
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --by element -o csv -o json=element.json
t_ok 'a row for each element and one for all' sh -c '[ "$(wc -l <t.out)" -eq 19 ]'
t_has t.out ',DU-200,C,Alpenrad Antriebe DU-200 rev C,Sm,9,1187.24,0,1178.24,0,1'
t_json element.json '.view == "by-element" and (.breakdown[0].elements[] | select(.element == "Dy") | .total.low == "37.5" and .of_origin.low == "37.5" and .share.high == "1")'
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --by element --only-element Dy --only-element Tb --item STK-10
t_cmp t.out <<'END'
STK-10 (Rotor stack with magnets)

Element	In all	Of Chinese origin	Share
Dy	4.688 g	4.688 g	100 %
all together	4.688 g	4.688 g	100 %
and 1 element of which none is in it
END

# By stage and country: 60 % of 290 + 150 g come from a Chinese mine.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit answers.xml --by origin --only-element Nd
t_cmp t.out <<'END'
Alpenrad Antriebe DU-200 rev C (Twin-motor drive unit)

Stage	Country	Nd
mining	AU	176 g
mining	CN	264 g
mining	US	5.76 g
beneficiation	US	5.76 g
separation	CN	290 g
separation	MY	150 g
separation	US	5.76 g
metal	KR	5.76 g
metal	VN	440 g
alloy	JP	440 g
alloy	KR	5.76 g
magnet	JP	440 g
magnet	KR	5.76 g
END
# What is not said may be from anywhere: 24 + 8.4 + 1100 + 60 g.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --by origin -o csv -o json=origin.json
t_has t.out ',separation,CN,327.5'
t_has t.out ',magnet,,0,1192.4'
t_json origin.json '.breakdown[0].stages[] | select(.stage == "magnet" and .country == null) | .rare_earth == {"low":"0","high":"1192.4","low_open":false,"high_open":true}'

# By supplier, whose word counts; by maker, whose part it is.
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --by supplier
t_cmp t.out <<'END'
Alpenrad Antriebe DU-200 rev C (Twin-motor drive unit)

Supplier	Parts	Rare earths	Of Chinese origin	Leaves open
Kitayama Magnetics	2	477.5 g	417.5 g	nothing
Alpenrad Antriebe	3	9.004 g	4.361 mg	nothing
Kabelwerk Ost	1	at most 1.1 kg	at most 1.1 kg	1.1 kg
Warmweg	1	at most 60 g	at most 60 g	60 g
Talmark Pumps	1	5.76 g to 24 g	at most 24 g	24 g
Giesserei Lohr	1	below 8.4 g	below 8.4 g	8.4 g
the product	9	492.2 g to below 1.679 kg	417.5 g to below 1.61 kg	1.193 kg
END
# shellcheck disable=SC2086
t_exit 0 trace -q $unit --by maker -o csv -o json=maker.json
t_has t.out ',Nagara Jishaku,1,9,9,0,0,0'
t_has t.out ',,2,0.00436142,0.00436143,0.00436142,0.00436143,0'
t_json maker.json '[.breakdown[0].parties[].open | tonumber] | add == 1192.4'

# Two documents on one part; alternatives of two makers; no end.
cat >two.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2026-01-05">
  <item part="BOX" assemblies="complete"/>
  <item part="MAG" maker="M" mass="10 g" complete="yes">
    <content element="Nd" amount="3 g" basis="element"/>
  </item>
  <item part="ROD" mass="1 g"/>
  <use parent="BOX" child="MAG" quantity="2" unit="each"/>
  <use parent="BOX" child="ROD" quantity="unknown" unit="each"/>
</bom>
END
sed -i 's/ assemblies="complete"//2; s/<item part="BOX" assemblies="complete"/<item part="BOX" complete="yes"/' two.xml
cat >two-more.xml <<'END'
<declarations xmlns="urn:retrace:bom:1">
  <declaration id="D" supplier="SUP" date="2026-01-06">
    <statement part="MAG" maker="M"><content element="Dy" amount="1 g" basis="element"/></statement>
  </declaration>
</declarations>
END
t_exit 0 trace -q two.xml two-more.xml --by supplier
t_has t.out 'ACME and SUP	1	8 g	at most 8 g	8 g'
t_has t.out 'not named	1	not known	not known	not known'

# Alternatives; what may not be known.
cat >choice.csv <<'END'
parent,part,quantity,unit,alternative
FAN,MAG-A,2,each,magnet
FAN,MAG-B,3,each,magnet
FAN,WIRE,unknown,each,
BOX,FAN,1,each,
BOX,SCREW,4,each,
END
cat >choice-items.csv <<'END'
part,mass,mass unit,complete
MAG-A,10,g,yes
MAG-B,10,g,yes
WIRE,1,g,no
SCREW,1,g,yes
END
cat >choice-content.csv <<'END'
part,element,amount,unit,origin
MAG-A,Nd,3,g,CN
MAG-B,Nd,1,g,AU
END
t_exit 0 trace -q choice.csv choice-items.csv choice-content.csv
t_has t.out '    either MAG-A		2	10 g	3 g	3 g	none'
t_has t.out '    or MAG-B		3	10 g	1 g	at most 1 g	none'
t_has t.out '    WIRE		not known	1 g	at most 1 g	at most 1 g	at most 1 g'
t_exit 0 trace -q choice.csv choice-items.csv choice-content.csv --flat
t_has t.out 'MAG-A		0 to 2	at most 20 g	at most 6 g	at most 6 g	none'
t_has t.out 'WIRE		not known	not known	not known	not known	not known'

# Ends that are not reached, in rows.
cat >open.xml <<'END'
<bom xmlns="urn:retrace:bom:1"><item part="A" mass="100 g" complete="yes">
<content element="Nd" amount="&lt;5 g"/><content element="Dy" amount="present"/>
</item></bom>
END
t_exit 0 trace -q open.xml -o csv
t_has t.out '0,100,0,100,0,open.xml,1,rare_earth_low'
t_exit 0 trace -q open.xml --flat -o csv
t_has t.out '0,100,0,100,0,open.xml,1,rare_earth_low'
t_exit 0 trace -q open.xml --by element -o csv
t_has t.out ',A,,A,Nd,0,5,0,5,0,1,total_high origin_high'
t_has t.out ',A,,A,Dy,0,100,0,100,0,1,total_low'
t_exit 0 trace -q open.xml --by supplier -o csv
t_has t.out ',A,,A,,1,0,100,0,100,100,rare_earth_low'

# What the command line may not ask for.
t_exit 64 trace drive-unit.xml --depth two
t_exit 64 trace drive-unit.xml --depth ''
t_exit 64 trace drive-unit.xml --only-element Fe
t_has t.err 'expected the symbol of a rare earth'
t_exit 64 trace drive-unit.xml --flat --depth 2
t_exit 64 trace drive-unit.xml --where-used MAG-UH --flat
t_exit 64 trace drive-unit.xml --by country
t_exit 64 trace drive-unit.xml --by element --flat
t_exit 65 trace -q drive-unit.xml --item NONE

# A chain of 100,000 levels, and an item of 100,000 parts.
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "P" $1 - 1 ",P" $1 ",1,each" }'; } >chain.csv
t_exit 0 trace -q chain.csv
t_has t.out '[1999] P1999		1	'
t_has t.out 'and 98001 more lines: --item and --depth narrow the tree, -o csv lists all'
t_exit 0 trace -q chain.csv -o jsonl
t_ok 'a line for each' sh -c '[ "$(wc -l <t.out)" -eq 100001 ]'
t_exit 0 trace -q chain.csv --flat
t_has t.out 'and 99001 more: --all-items or -o csv lists them'
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "TOP,P" $1 ",2,each" }'; } >wide.csv
t_exit 0 trace -q wide.csv
t_ok 'as many as a reader takes' sh -c '[ "$(wc -l <t.out)" -eq 105 ]'
t_has t.out '  99900 more parts that may hold rare earths'
t_exit 0 trace -q wide.csv --all-items
t_ok 'all of them' sh -c '[ "$(wc -l <t.out)" -eq 100004 ]'
for by in element origin supplier maker; do
	t_exit 0 trace -q wide.csv --by $by
	t_exit 0 trace -q chain.csv --by $by
done
t_has t.out 'not named	100001	not known	not known	not known'
{ echo parent,part,quantity,unit && seq 101 | awk '{ print "P" $1 ",BOLT,2,each" }'; } >many.csv
t_exit 65 trace -q many.csv --by maker
t_has t.err '101 products, each to be gone through part by part: expected at most 100'
t_exit 0 trace -q many.csv --by maker --item P7
t_exit 0 trace -q many.csv --by element
t_has t.out 'and 1 more product: --item names one'
t_exit 0 trace -q many.csv --by element -o csv
t_ok 'elements of all' sh -c '[ "$(wc -l <t.out)" -eq $((101 * 18 + 1)) ]'
t_exit 0 trace -q wide.csv --flat -o csv
t_has t.out ',P100000,,P100000,,no,2,2,each,0,,0,,0,,,wide.csv,100001'
t_end
