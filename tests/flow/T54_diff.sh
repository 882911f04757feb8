#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: diff tells what changed between two products, all of it, why a verdict
# moved, and nothing that is only said otherwise; numbers worked out by hand.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .

# no_difference ARGUMENT...: nothing is told, in any form.
no_difference() {
	"$RETRACE" diff -q --fail-on never "$@" -o csv=same.csv -o table=same.txt -o json=same.json >t.said 2>&1 &&
		grep -q '^No difference; [0-9]* verdicts* as before\.$' same.txt &&
		[ "$(wc -l <same.csv)" -eq 1 ] &&
		jq -e '[.verdicts, .amounts, .shares, .basis, .items] | map(length) | add == 0' same.json >/dev/null
}
# mirror OLD NEW ARGUMENT...: the other way round new is gone, and was is is.
mirror() {
	old=$1 new=$2
	shift 2
	"$RETRACE" diff -q --fail-on never "$old" "$new" "$@" -o jsonl >there.jsonl &&
		"$RETRACE" diff -q --fail-on never "$new" "$old" "$@" -o jsonl >back.jsonl &&
		jq -S -c 'select(.what != "verdict") | {what, of, old, new, change} |
			.of = (if .what == "amount" or .what == "share" then .of else "" end)' there.jsonl | sort >there.txt &&
		jq -S -c 'select(.what != "verdict") | {what, of, old: .new, new: .old,
			change: (if .change == "new" then "gone" elif .change == "gone" then "new" else .change end)} |
			.of = (if .what == "amount" or .what == "share" then .of else "" end)' back.jsonl | sort >back.txt &&
		[ -s there.txt ] && cmp there.txt back.txt
}

# 1. What the answer of a supplier did: the example of the manual.
t_exit 1 diff -q drive-unit.xml drive-unit.xml --new answers.xml --both declaration-pump.xml --ship PMP-20
sed -n '1,/^$/p; /^  CLEAR/,/^$/p' t.out >head.txt
t_cmp head.txt <<'END'
Verdicts: 1 changed, 2 as before. Items: 0 new, 0 gone, 3 changed.

  CLEAR, was undecided  PMP-20 (Oil pump)
    Was: Rare earths of Chinese origin in it: at most 24 g; any amount would be enough. 1 part holds rare earth whose origin or amount is not settled.
    Now: Rare earths of Chinese origin in it: none.
    Because of:
      Talmark Pumps MAG-P: content beyond what is listed: now no rare earth
      Talmark Pumps MAG-P: origin Nd, mining: now US
      Talmark Pumps MAG-P: origin Nd, beneficiation: now US
      Talmark Pumps MAG-P: origin Nd, separation: now US
      Talmark Pumps MAG-P: origin Nd, metal: now KR
      Talmark Pumps MAG-P: origin Nd, alloy: now KR
      Talmark Pumps MAG-P: origin Nd, magnet: now KR

END
man=$t_top/doc/man/retrace-diff.1
t_ok 'as the manual has it' sh -c 'sed "s/[[:space:]]*$//" t.out >said.txt
	sed -n "/^\$ retrace diff -q/,/^\.Ed/p" "$1" | sed "1,2d; /^\.Ed/d; /^\\\\&/d; s/[[:space:]]*$//" |
	while IFS= read -r line; do grep -qxF -- "$line" said.txt || { echo "not said: $line"; exit 1; }; done' sh "$man"

# 2. Revision D of the drive unit, by hand: a pump magnet is 4 g with 24 % Nd,
# so 6 of them hold 5.76 g and 8 hold 7.68 g.
sed -e 's/revision="C"/revision="D"/' -e 's/child="MAG-P" quantity="6"/child="MAG-P" quantity="8"/' \
	-e '/child="GRT-10"/d' -e '/part="GRT-10"/,+1d' -e 's/part="SHP-10" name="[^"]*"/part="SHP-10" name="Shaft, hard"/' drive-unit.xml >rev-d.xml
t_exit 1 diff -q drive-unit.xml rev-d.xml --both declaration-pump.xml --both answers.xml --both declaration-magnets.xml --ship PMP-20
sed -n '/^Verdicts/p; /^Items:/,$p; /^PMP-20.*Nd/p' t.out | sed 's/[[:space:]]*$//' >told.txt
t_cmp told.txt <<'END'
Verdicts: 0 changed, 3 as before. Items: 0 new, 1 gone, 4 changed.
PMP-20	Nd	5.76 g	7.68 g	1.92 g more
Items:
Item	What	Was	Is now	Note
Alpenrad Antriebe DU-200 rev D	revision	C	D
PMP-20	part GRT-10	1	-
PMR-10	part Talmark Pumps MAG-P	6	8
SHP-10	name	Pump shaft	Shaft, hard
GRT-10	item	there: Gerotor set, sintered steel	-
END
# What else is not known of the drive unit is the same in both: two magnets
# more are 1.92 g of Nd, and with their rest, 76 % of 8 g, at most 8 g in all.
t_exit 1 diff -q drive-unit.xml rev-d.xml --both declaration-pump.xml
t_ok 'what did not change is filled alike' sh -c 'grep -q "^Alpenrad.*	Nd	.* to .*	.* to .*	1.92 g more$" t.out &&
	grep -q "^Alpenrad.*	rare earths	.* to .*	.* to .*	1.92 g to 8 g more$" t.out'
t_ok 'the mirror' mirror drive-unit.xml rev-d.xml --both declaration-pump.xml --both answers.xml
t_exit 1 diff -q drive-unit.xml rev-d.xml -o csv -o json=d.json -o jsonl=d.jsonl
t_ok 'the columns' sh -c 'head -1 t.out | tr -d "\r" | grep -qx "what,change,maker,part,revision,item,name,of,old,new,note,old_low,old_high,new_low,new_high,unit,old_file,old_line,new_file,new_line"'
t_has t.out 'part,gone,,PMP-20,,PMP-20,Oil pump,GRT-10,1,,,,,,,,drive-unit.xml,223,rev-d.xml,48'
t_has t.out 'part,changed,,PMR-10,,PMR-10,'
t_ok 'a row a line' sh -c '[ "$(wc -l <t.out)" -eq "$(($(wc -l <d.jsonl) + 1))" ]'
t_json d.json '.kind == "diff" and .verdicts_changed == 0 and .verdicts_as_before == 2 and .items_changed == 4'
t_json d.json '.counts.parts == {new: 0, gone: 1, changed: 1} and .counts.fields.changed == 2'
t_json d.json '.new.exit_code == 1 and (.old.inputs[0].name == "drive-unit.xml") and (.new.inputs[0].name == "rev-d.xml")'
t_json d.json '.amounts[0] | .was.revision == "C" and .item.revision == "D" and .unit == "g" and (.old.amount.low | type == "string")'
t_ok 'nothing that its schema does not know' sh -c 'jq -e -n --slurpfile s "$RETRACE_TOP/schemas/output-1.schema.json" --slurpfile d d.json "
	(\$s[0][\"\$defs\"]) as \$w | (\$d[0] | keys) - (\$w.diff.required + (\$s[0].properties | keys)) == [] and
	([\$d[0] | .verdicts, .amounts, .basis, .items | .[] | keys[]] | unique) - (\$w.difference.properties | keys) == [] and
	([\$d[0] | .amounts, .items | .[] | .old, .new | select(. != null) | keys[]] | unique) - (\$w.told.properties | keys) == []"'

# 3. Why a verdict moved: the document, the price, the rule itself.
t_one_reading
t_exit 2 diff -q --both drive-unit.xml --both prices-224.csv --both declaration-magnets.xml \
	--rules no61/rules.xml --only limb-i --old-as-of 2025-12-05 --new-as-of 2027-06-01
t_has t.out 'UNDECIDED, was would trigger  Alpenrad Antriebe DU-200 rev C'
t_has t.out '      rule cn-mofcom-61-2025/limb-i: version 4, suspended (does not count), >= 0.1 % -> version 4, in force, >= 0.1 %'
t_has t.out '      document Kitayama Magnetics KM-2025-0417: declared 2025-10-20 until 2026-12-31, evidence KM-2025-0417.pdf -> '
t_has t.out 'Kitayama Magnetics MAG-UH	content Dy	3 %	3.4 %'
t_has t.out 'and 19 statements that count on one side alone'
t_has t.out 'day	2025-12-05	2027-06-01'
sed 's/value="4800"/value="19000"/' drive-unit.xml >dear.xml
t_exit 0 diff -q dear.xml dear.xml --old prices-224.csv --new prices-850.csv --both declaration-magnets.xml --both answers.xml \
	--rules no61/rules.xml --as-of 2025-12-15
t_has t.out '  WOULD TRIGGER, was undecided  Alpenrad'
t_has t.out '      price Dy as oxide: 224 USD/kg of 2025-12-05, world average -> 850 USD/kg of 2025-12-05, Europe'
t_has t.out 'cn-mofcom-61-2025/limb-i	at least 0.05073 %	at least 0.1925 %'
# A share is told also where no verdict moves; the exit code is of the new one.
t_exit 0 diff -q drive-unit.xml drive-unit.xml --old prices-224.csv --new prices-850.csv --both declaration-magnets.xml \
	--rules no61/rules.xml --as-of 2025-12-15
t_has t.out 'Verdicts: 0 changed, 18 as before.'
t_has t.out 'limb-i	at least 0.2008 %	at least 0.7621 %'
t_ok 'a rule that does not cover the item has no share' sh -c '! grep -q limb-i-target t.out'
t_exit 0 diff -q drive-unit.xml drive-unit.xml --old-rules cn-trace --new-rules cn-mofcom-61-2025 --as-of 2025-12-15
t_has t.out '  NO LONGER THERE, was triggered  Alpenrad'
t_has t.out 'rule cn-trace/contained	version 2, hypothetical, > 0 g	-'

# 4. Assumptions: who assumes nothing reads the law.
cat >own.xml <<'END'
<assumptions xmlns="urn:retrace:assumptions:1" id="own">
  <holds-none id="harness" reason="copper" author="M. Beispiel" until="2026-12-31"><items part="HAR-10"/></holds-none>
</assumptions>
END
t_exit 1 diff -q drive-unit.xml drive-unit.xml --new-assume own.xml --ship HAR-10
t_has t.out 'cn-trace/contained, with your assumptions'
t_has t.out '  CLEAR, was undecided  Kabelwerk Ost HAR-10'
t_has t.out 'assumption harness	-	holds-none until 2026-12-31, of 1 item'

# 5. Said otherwise: another order, format, unit, digits, file, line.
cat >a.csv <<'END'
parent,part,quantity,unit
TOP,A,2,each
TOP,B,0.5,kg
TOP,A,3,each
END
cat >b.xml <<'END'
<?xml version="1.0"?>
<bom xmlns="urn:retrace:bom:1" id="TOP of 2026" supplier="Us" date="2026-01-01">

  <use parent="TOP" child="B" quantity="500" unit="g"/>
  <use parent="TOP" child="A" quantity="5.00" unit="pcs"/>
  <item part="A"/><item part="B"/><item part="TOP"/>
</bom>
END
t_ok 'order, format, unit, pieces' no_difference a.csv b.xml
cat >c.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
  <item part="M" maker="X" mass="1 kg" value="2.50" currency="EUR">
    <content element="Nd" amount="30 %" basis="element"/>
    <content element="Dy" amount="20 g" basis="element"/>
    <origin stage="mining" country="CN" share="60 %" of="blend"/>
    <origin stage="mining" country="AU" share="40 %" of="blend"/>
  </item>
</bom>
END
cat >e.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
  <item part="M" maker="X" mass="1000.0 g" value="2.5" currency="EUR">
    <origin stage="mining" country="AU" share="40.0 %" of="blend"/>
    <content element="Dy" amount="0.020 kg" basis="element"/>
    <content element="Nd" amount="300000 ppm" basis="element"/>
    <origin stage="mining" country="CN" share="60 %" of="blend"/>
  </item>
</bom>
END
t_ok 'units and digits' no_difference c.xml e.xml
for file in drive-unit.xml "$t_top"/tests/data/bom/granta/good/*.xml "$t_top"/tests/data/bom/csv/good/[a-o]*.csv; do
	"$RETRACE" convert -q "$file" >converted.xml
	t_ok "$file and itself as our XML" no_difference "$file" converted.xml
done
t_ok 'one file each, and all in one' sh -c '"$RETRACE" convert -q drive-unit.xml declaration-magnets.xml declaration-pump.xml declaration-castings.csv >all.xml'
t_ok 'as several files' no_difference drive-unit.xml all.xml --old declaration-magnets.xml --old declaration-pump.xml --old declaration-castings.csv
sed 's/<use parent="TOP" child="A" quantity="5.00"/<use parent="TOP" child="A" quantity="5.01"/' b.xml >f.xml
t_exit 2 diff -q a.csv f.xml
t_has t.out 'TOP	part A	5	5.01'
echo TOP,C,0,each >>a.csv
t_exit 2 diff -q a.csv b.xml
t_ok 'a part of which there is none is no part' sh -c '! grep -q "part C" t.out && grep -q "^C	item	there	-" t.out'

# 6. Which item is which.
cat >one.csv <<'END'
parent,part,revision,quantity,unit
TOP,A,1,2,each
TOP,B,1,2,each
TOP,B,2,2,each
END
sed 's/A,1/A,2/; s/B,1/B,3/; s/B,2/B,4/; s/^TOP/OTHER/' one.csv >two.csv
t_exit 2 diff -q one.csv two.csv
sed -n '/^Items:/,$p' t.out | sed 's/[[:space:]]*$//' >told.txt
t_has told.txt 'OTHER	part number	TOP	OTHER'
t_has told.txt 'A rev 2	revision	1	2'
t_has told.txt 'B rev 3	item	-	there	may be one of those that are gone'
t_has told.txt 'B rev 1	item	there	-	may be one of those that are new'
t_ok 'and no more of A' sh -c '[ "$(grep -c "A rev" told.txt)" -eq 1 ]'

# 7. More, less, or not known.
cat >less.xml <<'END'
<bom xmlns="urn:retrace:bom:1"><item part="M" mass="100 g" complete="yes"><content element="Nd" amount="1 - 3 g" basis="element"/></item></bom>
END
for amount in '3 - 5 g' '>3 g' '4 - 5 g' '2 - 5 g' '0.5 - 1 g' '3 g' '<1 g'; do
	sed "s/1 - 3 g/$(echo "$amount" | sed 's/</\&lt;/; s/>/\&gt;/')/; s/&/\\&/" less.xml >more.xml
	sed "s|amount=\"[^\"]*\"|amount=\"$(printf %s "$amount" | sed 's/</\\\&lt;/; s/>/\\\&gt;/')\"|" less.xml >more.xml
	"$RETRACE" diff -q less.xml more.xml --fail-on never >t.out
	printf '%s: ' "$amount"
	sed -n 's/^M	Nd	\([^	]*\)	\([^	]*\)	\(.*\)$/\1 | \2 | \3/p' t.out
done >certain.txt
t_cmp certain.txt <<'END'
3 - 5 g: 1 g to 3 g | 3 g to 5 g | not less
>3 g: 1 g to 3 g | above 3 g to 100 g | more, not known how much
4 - 5 g: 1 g to 3 g | 4 g to 5 g | 1 g to 4 g more
2 - 5 g: 1 g to 3 g | 2 g to 5 g | more or less: not known
0.5 - 1 g: 1 g to 3 g | 0.5 g to 1 g | not more
3 g: 1 g to 3 g | 3 g | now known exactly; not less
<1 g: 1 g to 3 g | below 1 g | less, not known how much
END

# 8. What is wrong is said of the file that is, on either side, once.
echo '<bom' >broken.xml
for order in 'broken.xml drive-unit.xml' 'drive-unit.xml broken.xml' 'broken.xml broken.xml'; do
	t_exit 65 diff $order
	t_ok "$order: once, by its name" sh -c '[ "$(grep -c "^broken.xml:1:" t.err)" -eq 1 ] && [ "$(wc -l <t.err)" -eq 1 ] && ! [ -s t.out ]'
done
t_exit 66 diff none.xml drive-unit.xml
t_has t.err 'none.xml: cannot be opened'
sed 's/unit="each"/unit="stone"/' b.xml | sed 's/unit="pcs"/unit="stone"/' >stone.xml
t_exit 65 diff broken.xml stone.xml
t_ok 'both in one run' sh -c 'grep -q "^broken.xml:1:" t.err && grep -q "^stone.xml:5:" t.err'
t_exit 64 diff drive-unit.xml
t_has t.err '1 file named: expected OLD and NEW'
t_exit 64 diff
t_exit 64 diff --old drive-unit.xml
t_has t.err 'no file of the new product named'
t_exit 64 diff - -
t_exit 64 diff --both - --old-as-of 2026-01-01
t_exit 64 diff a.csv b.xml --only no-such-rule
t_ok 'said once' sh -c '[ "$(grep -c no-such-rule t.err)" -eq 1 ]'
t_exit 65 diff a.csv b.xml --ship NIX
t_exit 64 diff a.csv b.xml -o csv=b.xml
t_ok 'standard input, once' sh -c '"$RETRACE" diff -q --fail-on never - b.xml <a.csv >t.out'
t_exit 0 diff a.csv a.csv --both declaration-magnets.xml --fail-on never
# a note that both sides would give stands once
t_exit 1 diff drive-unit.xml rev-d.xml
t_ok 'the law was read up to a day: said once' sh -c '[ "$(sort t.err | uniq -d | wc -l)" -eq 0 ]'

# 9. Chains of 100,000, and as many parts of one item, in another order.
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "P" $1 - 1 ",P" $1 ",1,each" }'; } >chain.csv
{ head -1 chain.csv && tail -n +2 chain.csv | sort -r | sed 's/^P7,P8,1/P7,P8,2/'; } >niahc.csv
t_exit 2 diff -q chain.csv niahc.csv
t_has t.out 'Items: 0 new, 0 gone, 1 changed.'
t_has t.out 'P7	part P8	1	2'
{ echo parent,part,quantity,unit && seq 100000 | awk '{ print "TOP,P" $1 "," $1 ",each" }'; } >wide.csv
{ head -1 wide.csv && tail -n +2 wide.csv | sort -r | sed 's/P777,777,/P777,778,/; /P778,/d'; } >ediw.csv
t_exit 2 diff -q wide.csv ediw.csv
t_has t.out 'Items: 0 new, 1 gone, 1 changed.'
t_has t.out 'TOP	part P777	777	778'
t_has t.out 'TOP	part P778	778	-'
t_end
