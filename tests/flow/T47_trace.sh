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

# What the command line may not ask for.
t_exit 64 trace drive-unit.xml --depth two
t_exit 64 trace drive-unit.xml --depth ''
t_exit 64 trace drive-unit.xml --only-element Fe
t_has t.err 'expected the symbol of a rare earth'
t_exit 64 trace drive-unit.xml --flat --depth 2
t_exit 64 trace drive-unit.xml --where-used MAG-UH --flat
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
t_exit 0 trace -q wide.csv --flat -o csv
t_has t.out ',P100000,,P100000,,no,2,2,each,0,,0,,0,,,wide.csv,100001'
t_end
