#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: explain shows the working of each part: amount, conversion, origin,
# price, quantity, and the heaviest ways; numbers worked out by hand
# (tests/examples/drive-unit/README.md).

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
unit='drive-unit.xml declaration-magnets.xml declaration-pump.xml declaration-castings.csv'

# working: the section of the text, without what stands around it.
working() {
	sed -n '/^  How it comes about:/,/^$/p' t.out >working.txt
}

t_exit 0 explain -q $unit DU-200
working
t_cmp working.txt <<'END'
  How it comes about:
  Kitayama Magnetics MAG-UH
    Nd: 29 % of 12.5 g = 3.625 g; all of it of Chinese origin
    Dy: 3 % of 12.5 g = 0.375 g; all of it of Chinese origin
    in one: 4 g; x 80 = 320 g
    DU-200 > 1 x MOT-R > 1 x ROT-R > 4 x STK-10 > 10 x MAG-UH = 40
    DU-200 > 1 x MOT-L > 1 x ROT-L > 4 x STK-10 > 10 x MAG-UH = 40
  Kitayama Magnetics MAG-SH
    Nd: 30 % of 6.25 g = 1.875 g; 60 % of it of Chinese origin = 1.125 g
    Dy: 1.5 % of 6.25 g = 93.75 mg; all of it of Chinese origin
    in one: 1.219 g; x 80 = 97.5 g
    DU-200 > 1 x MOT-R > 1 x ROT-R > 4 x STK-10 > 10 x MAG-SH = 40
    DU-200 > 1 x MOT-L > 1 x ROT-L > 4 x STK-10 > 10 x MAG-SH = 40
  DIE-10
    Y: 0.77 % of 1 g = 7.7 mg of Yttrium oxide; x 0.78744 Y in it = 6.063 mg; all of it of Chinese origin
    in 1 g: 6.063 mg; x 0.6 g = 3.638 mg
    DU-200 > 1 x INV-20 > 2 x PCB-G > 12 x MLC-10 > 0.025 g x DIE-10 = 0.6
  PHO-10
    Y: 100 % of 1 g = 1 g of Y2.94Ce0.06Al5O12; x 0.43806 Y in it = 0.4381 g; all of it of Chinese origin
    Ce: 100 % of 1 g = 1 g of Y2.94Ce0.06Al5O12; x 0.014089 Ce in it = 14.09 mg; all of it of Chinese origin
    in 1 g: 0.4521 g; x 0.0016 g = 0.7234 mg
    DU-200 > 1 x INV-20 > 2 x PCB-G > 2 x LED-W > 0.0004 g x PHO-10 = 0.0016
  Talmark Pumps MAG-P
    Nd: 24 % of 4 g = 0.96 g; none to all of it of Chinese origin = at most 0.96 g
    what no line speaks of: at most 3.04 g
    in one: at most 4 g; x 6 = at most 24 g
    DU-200 > 1 x PMP-20 > 1 x PMR-10 > 6 x MAG-P = 6
  Giesserei Lohr DIF-10
    Ce: below 0.1 % of 4.2 kg = below 4.2 g; none to all of it of Chinese origin = below 4.2 g
    La: below 0.1 % of 4.2 kg = below 4.2 g; none to all of it of Chinese origin = below 4.2 g
    in one: below 8.4 g; x 1 = below 8.4 g
    DU-200 > 1 x GBX-20 > 1 x DIF-10 = 1

END
t_exit 0 explain -q $unit DU-200 --paths 1
t_has t.out '    DU-200 > 1 x MOT-R > 1 x ROT-R > 4 x STK-10 > 10 x MAG-UH = 40'
t_has t.out '    and 1 other way'
t_exit 64 explain -q $unit DU-200 --paths 0
t_exit 64 explain -q $unit DU-200 --paths 101
t_exit 64 explain -q $unit DU-200 --paths many

# By value: 224 USD/kg of oxide are 0.25708 USD a gram of dysprosium.
t_one_reading
t_exit 0 explain -q $unit prices-224.csv --rules no61/rules.xml --only limb-i DU-200
t_has t.out '    Dy: 3 % of 12.5 g = 0.375 g; all of it of Chinese origin; at 0.2571 USD a g = 0.09641 USD'
t_has t.out '    in one: 0.09641 USD; x 80 = 7.712 USD'

# For programs: exact, with the place of each line and use.
t_exit 0 explain -q $unit DU-200 -o json
t_json t.out '.rules[0].working | map(.item.part) == ["MAG-UH","MAG-SH","DIE-10","PHO-10","MAG-P","DIF-10"]'
t_json t.out '.rules[0].working[1].steps[0] | .elements == ["Nd"] and .amount.low == "1.875" and .fraction == "1" and .share.low == "0.6" and .counts.high == "1.125" and .file == "declaration-magnets.xml" and .line == 43'
t_json t.out '.rules[0].working[1].ways | length == 2 and .[0].quantity == "40" and (.[0].uses | map(.quantity)) == ["1","1","4","10"]'
t_json t.out '.rules[0].working[4] | .not_spoken_of.high == "3.04" and .in_one.high == "4" and .own_mass.low == "4"'
t_ok 'nothing that its schema does not know' sh -c 'jq -e -n --slurpfile s "$RETRACE_TOP/schemas/output-1.schema.json" --slurpfile d t.out "
	(\$s[0][\"\$defs\"]) as \$defs | \$d[0].rules[0].working | all(.[]; (keys - (\$defs.working.properties | keys)) == []) and
	all(.[].steps[]; (keys - (\$defs.step.properties | keys)) == [])"'

# Groups, a mass that nobody knows, compounds beside their elements,
# alternatives, no quantity.
cat >odd.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2026-01-05">
  <item part="BOX" complete="yes"/>
  <item part="POW"><content element="Nd Pr" amount="30 %" basis="oxide"/></item>
  <item part="ALY" mass="10 g"><content element="Dy" amount="1 g" basis="element"/><content formula="Dy2O3" amount="2 g"/></item>
  <item part="MIX"><content name="secret" amount="10 %"/></item>
  <use parent="BOX" child="POW" quantity="2" unit="each"/>
  <use parent="BOX" child="ALY" quantity="2" unit="each" alternative="a"/>
  <use parent="BOX" child="MIX" quantity="3" unit="each" alternative="a"/>
  <use parent="BOX" child="ALY" quantity="unknown" unit="each"/>
</bom>
END
t_exit 0 explain -q odd.xml BOX
t_has t.out '    Pr Nd together: 30 % of each g = 0.3 g as oxide; counts at most 0.2573 g'
t_has t.out '    what no line speaks of: at most 0.7428 g of each g'
t_has t.out '    it weighs some, not known how much; in one: not known; x 2 = not known'
t_has t.out '    Dy: 2 g of Dy2O3; x 0.87132 Dy in it = 1.743 g; counted already, by the line that states all of it'
t_has t.out '    a substance that may hold rare earths: 10 % of each g = 100 mg; counts at most 100 mg'
t_has t.out '    BOX > perhaps 2 x ALY = 2'
t_has t.out '    BOX > ? x ALY'
t_has t.out '    in one: at most 10 g; x not known = not known'

# A ladder: 2^60 ways, of which the heaviest are told; a chain; a fan.
{ echo parent,part,quantity,unit
	awk 'BEGIN { for (i = 0; i < 60; i++) { print "N" i ",N" i + 1 ",1,each"; print "N" i ",N" i + 1 ",0.5,each" } }'
} >ladder.csv
printf 'part,element,amount,unit\nN60,Dy,1,g\n' >content.csv
printf 'part,mass,mass unit,complete\nN60,2,g,yes\n' >items.csv
t_exit 0 explain -q ladder.csv content.csv items.csv N0 --paths 2
t_has t.out '    N0 > 1 x N1 > 1 x N2 > 1 x N3 > 1 x N4 > 1 x N5 > 1 x N6 > (48 more) > 1 x N55 > 1 x N56 > 1 x N57 > 1 x N58 > 1 x N59 > 1 x N60 = 1'
t_has t.out '    and 1152921504606846974 other ways'
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "P" $1 - 1 ",P" $1 ",1,each" }'; } >chain.csv
printf 'part,element,amount,unit\nP100000,Dy,1,g\n' >content.csv
t_exit 0 explain -q chain.csv content.csv P0 -o json
t_json t.out '.rules[0].working[] | select(.item.part == "P100000") | .ways[0].quantity == "1" and (.ways[0].uses | length) == 101 and .ways[0].uses[50] == null'
{ echo parent,part,quantity,unit && seq 20000 | awk '{ print "TOP,P" $1 ",2,each" }'; } >fan.csv
{ echo part,element,amount,unit && seq 20000 | awk '{ print "P" $1 ",Dy,1,g" }'; } >content.csv
t_exit 0 explain -q fan.csv content.csv TOP --all-parts
t_ok 'each part once' sh -c '[ "$(grep -c "^    TOP > 2 x P" t.out)" -eq 20000 ]'
t_exit 0 explain -q fan.csv content.csv TOP
t_ok 'the weightiest' sh -c '[ "$(grep -c "^    TOP > 2 x P" t.out)" -eq 200 ]'
t_has t.out 'and 19801 more'
t_has t.out '  Of each kind 200 parts are told of, the weightiest; with --all-parts all 0 that contribute and 20001 that are open.'

# Of a small part of a product the rest is not looked at; nor does that change
# a word.  What is named as shipped has the whole looked at.
{ echo parent,part,quantity,unit
	awk 'BEGIN {
		for (i = 0; i < 300; i++) print "TOP,B" i % 30 "," i % 7 + 1 ",each"
		for (i = 0; i < 300; i++) print "B" i % 30 ",P" i * 7 % 90 "," i % 5 + 0.5 ",each"
		print "SUB,B3,2,each\nSUB,B8,1,each\nTOP,SUB,1,each"
	}'
} >part.csv
{ echo part,element,amount,unit,origin && seq 0 3 89 | awk '{ print "P" $1 ",Dy,0." $1 + 1 ",g," ($1 % 2 ? "CN" : "") }'; } >content.csv
for item in SUB B3 P3 P4; do
	for form in table json; do
		t_exit 0 explain -q part.csv content.csv $item -o $form
		grep -v '"basis":' t.out >part.txt # another option, another basis
		t_exit 0 explain -q part.csv content.csv $item -o $form --ship TOP
		grep -v '"basis":' t.out >whole.txt
		mv whole.txt t.out
		t_ok "$item as $form: the same" cmp t.out part.txt
	done
done
t_has part.txt '"item"'

# What is odd about the item and about what is in it is said, of the rest of
# the product nothing; what a file says of no item at all is always said.
printf '%s\n' parent,part,quantity,unit TOP,B1,1,each TOP,B2,1,each \
	B1,P1,2,each B2,P2,3,each >odd.csv
printf '%s\n' part,mass 'P2,1 g' 'P1,1 g' >items.csv
printf '%s\n' part,element,amount,unit P1,Dy,5,g P2,Dy,7,g GHOST,Dy,1,g >content.csv
for item in B1 P2; do
	t_exit 0 explain odd.csv items.csv content.csv $item
	t_has t.err '"GHOST" is no item of this product'
	t_ok "$item: only its own part is odd" eval '[ "$(grep -c "exceeds its mass" t.err)" = 1 ]'
	t_has t.err "of P${item#[BP]} exceeds its mass"
done
t_exit 0 explain odd.csv items.csv content.csv TOP
t_ok 'in the order of the files' eval '[ "$(sed -n "s/.*content of \(P.\) exceeds.*/\1/p" t.err | tr -d "\n")" = P2P1 ]'
# A part number that is written otherwise is found again.
t_exit 65 explain -q $unit du200
t_has t.err 'no item "du200": did you mean "Alpenrad Antriebe DU-200 rev C"?'
t_exit 65 explain -q $unit XYZ-999
t_has t.err 'no item "XYZ-999": expected a part number of the BOM'
t_end
