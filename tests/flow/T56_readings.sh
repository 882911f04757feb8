#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: where the law does not say how a value is counted, each reading is told
# with its numbers, and where they differ the verdict stays open.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

# 1. 1.5 kg of magnets for 132 USD with 37.5 g Dy, in a van of 30,000 USD.
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
unit="drive-unit.xml declaration-castings.csv declaration-magnets.xml declaration-pump.xml answers.xml vehicle.xml"
limb='--rules cn-mofcom-61-2025 --only limb-i --as-of 2026-11-20'
t_exit 2 check -q $unit prices-224.csv $limb
t_has t.out 'How it is counted the law does not say. The readings differ: triggered by magnet; undecided by material; clear by element, magnet-direct.'
t_has t.out 'Reading "element": clear. It is the value of the Sm, Tb, Dy and other Part 1 elements themselves (1.i.reading.element, inferred).'
t_has t.out 'in it: 0.03214 % of its value; the rule asks for at least 0.1 %.'
t_has t.out 'a price of Dy oxide from 697.06 USD/kg on (now 224 USD/kg)'
t_has t.out 'a price of Dy metal from 800 USD/kg on.'
t_has t.out 'in it: 0.44 % of its value; the rule asks for at least 0.1 %.'
t_has t.out 'a value of the item at 132000 USD or less (now 30000 USD); the value of the 2 parts that it comes from, from 30 USD on (now 132 USD).'
van='.rules[0].items[] | select(.item.part == "VAN-30")'
t_exit 2 check -q $unit prices-224.csv $limb -o json=224.json -o csv=224.csv
t_json 224.json "[$van | .verdict, .gap] == [\"undecided\", \"origin\"]"
t_json 224.json "[$van | .readings[] | \"\\(.reading) \\(.verdict)\"] == [\"element clear\", \"material undecided\", \"magnet triggered\", \"magnet-direct clear\"]"
t_json 224.json "[$van | .readings[] | .break_even[] | select(.of == \"price\") | \"\\(.form) \\(.reached)\"] == [\"oxide 260000/372997\", \"metal 0.8\"]"
t_json 224.json "[$van | .readings[2] | .numerator.low, .denominator.low, .ratio.low, .unit] == [\"132\", \"30000\", \"0.0044\", \"USD\"]"
t_has 224.csv 'element: clear; material: undecided; magnet: triggered; magnet-direct: clear'
schema=$t_top/schemas/output-1.schema.json
t_ok 'nothing that the schema does not know' jq -en --slurpfile s "$schema" --slurpfile d 224.json \
	'[$d[0].rules[0].items[] | .readings[] | keys[]] - ($s[0]["$defs"].reading.properties | keys) == []'

# At 850 USD/kg the elements alone reach it; the readings still differ.
t_exit 2 check -q $unit prices-850.csv $limb -o json
t_json t.out "[$van | .readings[0] | .verdict, .numerator.low] | .[0] == \"triggered\""

# With a price of the metal nothing is unknown, and only the law is silent.
cat prices-224.csv >metal.csv
echo 'Dy,metal,300,USD,kg,2025-12-05,' >>metal.csv
t_exit 2 check -q $unit metal.csv $limb -o json
t_json t.out "[$van | .verdict, .gap] == [\"undecided\", \"reading\"]"
t_json t.out "[$van | .readings[1] | .verdict, .numerator.low] == [\"clear\", \"11.25\"]"
# An alloy counts by its own price: 300 USD/kg with 60 % Dy is 500 USD/kg of Dy.
echo 'element,form,price,currency,unit,share,date' >alloy.csv
echo 'Dy,alloy,300,USD,kg,60 %,2025-12-05' >>alloy.csv
t_exit 2 check -q $unit metal.csv alloy.csv $limb -o json
t_json t.out "[$van | .readings[1] | .verdict, .numerator.low] == [\"clear\", \"18.75\"]"
echo 'Dy,alloy,300,USD,kg,,2025-12-05' >>alloy.csv
t_exit 65 check -q $unit metal.csv alloy.csv $limb
t_has t.err 'alloy.csv:3:21: the price of an alloy: expected also share, how much of its mass is the element, such as 80 %'

# 2. A company may name a reading: its own verdict, beside the law's.
policy() { # RULE READING
	cat >policy.xml <<END
<policy xmlns="urn:retrace:policy:1" id="acme">
	<reading rule="$1" is="$2" reason="advice of counsel"
		author="R. Lee" until="2027-12-31"/>
</policy>
END
}
policy limb-i element
t_exit 2 check -q $unit metal.csv $limb --policy policy.xml -o json
t_json t.out "[$van | .verdict, .policy] == [\"undecided\", \"clear\"] and ([$van | .readings[] | select(.policy) | .reading] == [\"element\"])"
t_json t.out '.policy.entries[0] | .kind == "reading" and .rule == "limb-i" and .is == "element"'
policy cn-mofcom-61-2025/limb-i magnet
t_exit 2 check -q $unit metal.csv $limb --policy policy.xml -o json
t_json t.out "[$van | .verdict, .policy] == [\"undecided\", \"triggered\"]"
t_exit 2 check -q $unit metal.csv $limb --policy policy.xml
t_has t.out 'cn-mofcom-61-2025/limb-i is read as magnet: advice of counsel (R. Lee, until 2027-12-31)'
t_has t.out 'With your own policy it would read: triggered. A policy is not law.'
policy limb-i mass
t_exit 65 check -q $unit metal.csv $limb --policy policy.xml
t_has t.err 'cn-mofcom-61-2025/limb-i has no reading "mass": expected one that retrace rules show names'

# 3. The law firm's examples: a magnet of 100 in a motor of 10,000; a magnet of
# 5,000 in a bearing of 50,000 in a scanner of 2,000,000.
chain() { # VALUE VALUE VALUE FORM: of the magnet, of what holds it, of that
	cat >chain.xml <<END
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="OUTER" form="product" value="$3" currency="USD"/>
  <item part="INNER" form="$4" value="$2" currency="USD"/>
  <item part="MAG" form="magnet" mass="1 kg" complete="yes" value="$1" currency="USD">
    <content element="Dy" amount="1 g"><origin stage="all" country="CN"/></content>
  </item>
  <use parent="OUTER" child="INNER" quantity="1" unit="each"/>
  <use parent="INNER" child="MAG" quantity="1" unit="each"/>
  <price element="Dy" basis="metal" amount="0.3 USD" per="g" date="2025-12-01"/>
</bom>
END
}
outer='.rules[0].items[] | select(.item.part == "OUTER") | .readings[]'
chain 100 10000 20000 component
t_exit 0 explain -q chain.xml INNER $limb -o json
t_json t.out '[.rules[0].readings[2,3] | "\(.verdict) \(.ratio.low)"] == ["triggered 0.01", "triggered 0.01"]'
chain 5000 50000 2000000 component
t_exit 2 check -q chain.xml $limb -o json
t_json t.out "[$outer | \"\\(.reading) \\(.verdict) \\(.numerator.low)\"] == [\"element clear 0.3\", \"material clear 0.3\", \"magnet triggered 5000\", \"magnet-direct clear 0\"]"
t_exit 0 explain -q chain.xml OUTER $limb
t_has t.out 'in it: 0.25 % of its value; the rule asks for at least 0.1 %.'
# A part is not yet a component: what is in it is built in with it.
chain 5000 50000 2000000 part
t_exit 2 check -q chain.xml $limb -o json
t_json t.out "[$outer | select(.reading == \"magnet-direct\") | .verdict, .numerator.low] == [\"triggered\", \"5000\"]"
# Of a form that nobody told it may be either.
sed 's/part="INNER" form="part"/part="INNER"/' chain.xml >formless.xml
t_exit 2 check -q formless.xml $limb -o json
t_json t.out "[$outer | select(.reading == \"magnet-direct\") | .verdict, .numerator.low, .numerator.high] == [\"undecided\", \"0\", \"5000\"]"
# A magnet without a price counts so much, and nobody knows how much that is.
sed 's/ value="5000" currency="USD"//' chain.xml >unpriced.xml
t_exit 2 check -q unpriced.xml $limb -o json
t_json t.out "[$outer | select(.reading == \"magnet\") | .verdict, .numerator.low, .numerator.high] == [\"undecided\", \"0\", null]"
# All readings alike: the verdict is theirs.
chain 500 400 450 component
sed 's/amount="0.3 USD"/amount="3000 USD"/' chain.xml >alike.xml
t_exit 1 check -q alike.xml $limb --ship INNER -o json
t_json t.out '[.rules[0].items[] | select(.item.part == "INNER") | .verdict] == ["triggered"]'
t_exit 1 check -q alike.xml $limb --ship INNER
t_has t.out 'By each of the 4 readings the answer is: triggered.'

# 4. A draft states each reading, and verify computes the verdict from them.
policy limb-i magnet
t_exit 0 draft $unit metal.csv --item VAN-30 $limb --policy policy.xml --save draft.xml
t_has draft.xml 'reading="element"'
t_has draft.xml 'reading="magnet"'
t_has draft.xml 'chosen="yes"'
t_has draft.xml 'stops-at="component assembly product"'
t_has draft.xml 'gap="reading"'

# 5. The pack tells its readings in both languages; what makes no sense is said.
t_exit 0 rules show cn-mofcom-61-2025
t_has t.out 'How it is counted the law does not say. By all of these readings alike, or undecided:'
t_has t.out 'magnet-direct: the whole price of the magnets that are built in here'
t_exit 0 rules show cn-mofcom-61-2025 --lang zh
t_has t.out '法规未说明计算方法。'
mkdir twin
sed 's/counts="material"/counts="element"/' "$t_top/forms/cn-mofcom-61-2025/rules.xml" >twin/rules.xml
cp "$t_top/forms/cn-mofcom-61-2025/clauses.tsv" "$t_top/forms/cn-mofcom-61-2025/exceptions.tsv" twin
t_exit 65 rules check twin/rules.xml
t_has t.err 'reading material counts the same as element: expected one of them'

t_end
