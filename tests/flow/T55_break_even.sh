#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: the numbers that would flip a verdict do flip it, exactly there.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

# 1. 37.5 g Dy in a car of 30,000 USD and in a motor of 600 USD, against 0.1 %.
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
unit="drive-unit.xml declaration-castings.csv declaration-magnets.xml declaration-pump.xml answers.xml"
t_one_reading
limb='--rules no61/rules.xml --only limb-i --as-of 2026-11-20'
sed 's/value="30000"/value="600"/' vehicle.xml >motor.xml
t_exit 0 explain -q $unit vehicle.xml prices-224.csv $limb VAN-30
t_has t.out 'The limit is reached by each of these alone, all else as it is: a price of Dy oxide from 697.06 USD/kg on (now 224 USD/kg); Dy that counts, from 116.7 g on (now 37.5 g); a value of the item at 9640.54 USD or less (now 30000 USD); the mass of the 2 parts that it comes from, from 4.668 kg on (now 1.5 kg).'
t_exit 0 explain -q $unit motor.xml prices-224.csv $limb VAN-30
t_has t.out 'a price of Dy oxide from 13.94 USD/kg on (now 224 USD/kg)'
t_exit 1 check -q $unit vehicle.xml prices-850.csv $limb
t_has t.out 'a price of Dy oxide from 697.06 USD/kg on (now 850 USD/kg)'
t_exit 1 check -q $unit vehicle.xml prices-850.csv $limb -o json
dy='.rules[0].items[] | select(.item.part == "VAN-30") | .break_even[] | select(.of == "price")'
t_json t.out "[$dy] | length == 1 and .[0].element == \"Dy\" and .[0].form == \"oxide\" and .[0].reached == \"260000/372997\" and .[0].missed == .[0].reached"
# Not all answers are there: surely from there on, and no number below.
t_exit 0 explain -q drive-unit.xml declaration-magnets.xml vehicle.xml prices-224.csv $limb VAN-30
t_has t.out 'a price of Dy oxide surely from 697.06 USD/kg on (now 224 USD/kg)'
t_has t.out 'a value of the item surely at 9640.54 USD or less (now 30000 USD)'

# Exactly at that price the car is triggered, and not a billionth of it below;
# with ">" it is clear at that price.
sed 's/is="at-least" limit="0.1 %"/is="above" limit="0.1 %"/; s/id="cn-mofcom-61-2025"/id="above"/' \
	no61/rules.xml >rules.xml
cp "$t_top/forms/cn-mofcom-61-2025/clauses.tsv" .
price() { # N/D [USD/g] of Dy oxide
	printf 'element,form,price,currency,unit,date\nDy,oxide,%s,USD,g,2025-12-05\n' "$1" >price.csv
}
car="$unit vehicle.xml price.csv"
verdict='.rules[0].items[] | select(.item.part == "VAN-30") | .verdict'
above='--rules ./rules.xml --only limb-i --as-of 2026-11-20'
price 260000/372997
t_exit 1 check -q $car $limb -o json
t_json t.out "[$verdict] == [\"triggered\"]"
t_exit 1 check -q $car $above -o json
t_json t.out "[$verdict] == [\"clear\"]"
price 259999999999/372997000000
t_exit 1 check -q $car $limb -o json
t_json t.out "[$verdict] == [\"clear\"]"
price 260000000001/372997000000
t_exit 1 check -q $car $above -o json
t_json t.out "[$verdict] == [\"triggered\"]"
t_exit 0 explain -q $car $above VAN-30
t_has t.out 'a price of Dy oxide above 697.06 USD/kg (now 697.06 USD/kg); Dy that counts, above 37.5 g (now 37.5 g); a value of the item below 30000 USD (now 30000 USD)'

# 2. Each number by hand: 10 g Dy at 0.3 USD are 0.5 % of 600 USD.
motor() { # VALUE DY CHINA PRICE MASS: of the item, in it, of it, per kg, of MAG
	cat >motor.xml <<END
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2025-01-05" assemblies="complete">
  <item part="MOTOR" form="product" value="$1" currency="USD"/>
  <item part="MAG" form="magnet" mass="$5 kg" complete="yes">
    <content element="Dy" amount="$2">
      <origin stage="mining" country="CN" share="$3 %" of="blend"/>
      <origin stage="mining" country="AU" share="$((100 - $3)) %" of="blend"/>
      <origin stage="beneficiation" country="AU"/><origin stage="separation" country="AU"/><origin stage="recycling" absent="yes"/>
      <origin stage="metal" country="AU"/><origin stage="alloy" country="AU"/><origin stage="magnet" country="AU"/>
    </content>
  </item>
  <use parent="MOTOR" child="MAG" quantity="1" unit="each"/>
  <price element="Dy" basis="metal" amount="$4 USD" per="kg" date="2025-12-01"/>
</bom>
END
}
motor 600 '10 g' 50 300 1
t_exit 1 check -q motor.xml $limb -o json
t_json t.out '[.rules[0].items[0].break_even[] | "\(.of) \(.reached) \(.missed) \(.now.low)"] == ["price 0.12 0.12 0.3", "amount 2 2 5", "value 1500 1500 600", "origin-share 0.2 0.2 0.5", "factor 0.4 0.4 1"]'
t_exit 1 check -q motor.xml $limb
t_has t.out 'a price of Dy metal from 120 USD/kg on (now 300 USD/kg); Dy that counts, from 2 g on (now 5 g); a value of the item at 1500 USD or less (now 600 USD); a share of Chinese origin from 20 % on (now 50 %); the mass of all MAG in it, from 400 g on (now 1 kg).'
flips() { # what it is at the number, and beside it
	motor "$@"
	t_exit "$t_want" check -q motor.xml $limb --ship MOTOR
}
t_want=1
flips 600 '10 g' 50 120 1
flips 600 '4 g' 50 300 1
flips 1500 '10 g' 50 300 1
flips 600 '10 g' 20 300 1
flips 600 '1 %' 50 300 0.4
t_want=0
flips 600 '10 g' 50 119.9999 1
flips 600 '3.9999 g' 50 300 1
flips 1500.0001 '10 g' 50 300 1
flips 600 '10 g' 19 300 1
flips 600 '1 %' 50 300 0.39999

# 3. Without a value of the item only the value can be told; without a price
# the price of its oxide.
motor 600 '10 g' 50 300 1
sed 's/ value="600" currency="USD"//' motor.xml >no-value.xml
t_exit 2 check -q no-value.xml $limb -o json
t_json t.out '[.rules[0].items[0].break_even[] | "\(.of) \(.reached)"] == ["value 1500"]'
sed '/<price/d' motor.xml >no-price.xml
t_exit 2 check -q no-price.xml $limb
t_has t.out 'The limit is reached by each of these alone, all else as it is: a price of Dy oxide from 104.56 USD/kg on.'

# 4. A limit by mass; and what has no limit has no such number.
mkdir probe
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >probe/clauses.tsv
printf 'c\tMUST\tprobe\tnone\tinferred\t2026-02-28\n' >>probe/clauses.tsv
cat >probe/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="probe" version="1"
	read-until="2026-02-28" title="Probe" title-zh="Probe">
<materials id="re" clause="c" title="rare earths" title-zh="re">
<some elements="Nd Tb Dy"/></materials>
<rule id="share" clause="c" from="2026-01-10" title="share" title-zh="share"><trigger>
<mass-share of="re" is="above" limit="0.1 %"/></trigger></rule>
<rule id="grams" clause="c" from="2026-01-10" title="grams" title-zh="grams"><trigger>
<presence of="re" is="at-least" limit="20 g"/></trigger></rule>
</rules>
END
cat >mass.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
  <item part="A" mass="1000 g" complete="yes"><content element="Dy" amount="4 g"/><content element="Nd" amount="8 g"/></item>
</bom>
END
t_exit 1 check -q mass.xml --rules probe/rules.xml -o json
t_json t.out '[.rules[0].items[0].break_even[] | "\(.of) \(.element) \(.reached) \(.missed)"] == ["factor null 1/12 1/12"]'
t_json t.out '[.rules[1].items[0].break_even[] | "\(.of) \(.element) \(.reached) \(.now.low)"] == ["amount Nd 16 8", "amount Dy 12 4", "factor null 5/3 1"]'
t_exit 1 check -q mass.xml --rules probe/rules.xml
t_has t.out 'Nd that counts, from 16 g on (now 8 g); Dy that counts, from 12 g on (now 4 g)'
t_exit 2 check -q mass.xml --rules cn-trace -o json
t_json t.out '.rules[0].items[0].break_even == []'
# Of magnets that count whole it is their mass, not an element in them.
cat >whole.xml <<'END'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="P" form="product"/>
  <item part="M" form="magnet" mass="50 g" complete="yes"><content element="Nd" amount="30 %"/></item>
  <use parent="P" child="M" quantity="2" unit="each"/>
</bom>
END
t_exit 0 explain -q whole.xml P --rules eu-crma-28-29 --only art-29
t_has t.out 'The limit is reached by each of these alone, all else as it is: the mass of all M in it, above 200 g (now 100 g).'
schema=$t_top/schemas/output-1.schema.json
t_exit 1 check -q $unit vehicle.xml prices-850.csv $limb -o json
t_ok 'nothing that the schema does not know' jq -en --slurpfile s "$schema" --slurpfile d t.out \
	'[$d[0].rules[0].items[].break_even[]? | keys[]] - ($s[0]["$defs"].break_even.items.properties | keys) == []'

# Of an item it tells nothing that only other items of the product hold.
for ship in '' '--ship PMP-20'; do
	t_exit 0 explain -q drive-unit.xml declaration-magnets.xml prices-224.csv $limb PMP-20 $ship
	t_ok "nothing states what is in it $ship" sh -c '! grep -q "Dy that counts" t.out'
done

t_end
