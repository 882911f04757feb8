#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a share of value is counted by prices of the market or by what was
# paid; what differs is said, what is missing is unknown, and what is shared
# out by mass is an assumption beside the law, in every output.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

t_one_reading
limb='--rules no61/rules.xml --only limb-i --as-of 2026-11-20'
item='.rules[0].items[0]'

# 37.5 g Dy in the magnet of a car of 30,000 USD: 43 g oxide at 850 USD/kg are
# 36.58 USD, 0.122 %; as metal it was bought for 240 USD/kg: 9 USD, 0.03 %.
car() { # ATTRIBUTES of the metal
	cat >car.xml <<XML
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="CAR" form="product" value="30000" currency="USD"/>
  <item part="MAG" form="magnet" mass="1.5 kg" value="90" currency="USD" complete="yes"/>
  <item part="DY" form="metal" unit="kg" complete="yes" $1>
    <content element="Dy" amount="99.9 %"><origin stage="all" country="CN"/></content>
  </item>
  <use parent="CAR" child="MAG" quantity="1" unit="each"/>
  <use parent="MAG" child="DY" quantity="37.5" unit="g"/>
</bom>
XML
}
magnet() { # ATTRIBUTES of the magnet
	cat >mag.xml <<XML
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="CAR" form="product" value="30000" currency="USD"/>
  <item part="MAG" form="magnet" mass="1.5 kg" complete="yes" $1>
    <content element="Dy" amount="2.5 %"><origin stage="all" country="CN"/></content>
  </item>
  <use parent="CAR" child="MAG" quantity="1" unit="each"/>
</bom>
XML
}
cat >prices.csv <<'CSV'
element,form,price,currency,unit,date,market
Dy,oxide,850,USD,kg,2026-11-01,Rotterdam
CSV

# limb-i asks for magnet material in it; here only the value share is of
# interest, whatever the form.
sed -e '/<rule id="limb-i"/,/<\/rule>/{/<scope>/,/<\/scope>/d}' no61/rules.xml >no61/any.xml
mv no61/any.xml no61/rules.xml

# 1. Two methods, two answers; each says what the other one gives.
car 'value="240" currency="USD"'
t_exit 1 check -q car.xml prices.csv $limb -o json
t_json t.out "$item | .method == \"market\" and .verdict == \"triggered\""
t_json t.out "$item.by_method == [{method: \"delivered\", by_mass: false, assumption: false, verdict: \"clear\", differs: true, numerator: {low: \"9\", high: \"9\", low_open: false, high_open: false}, ratio: {low: \"0.0003\", high: \"0.0003\", low_open: false, high_open: false}}]"
t_exit 1 check -q car.xml prices.csv $limb
t_has t.out 'By what was paid for the material it would be 9 USD, 0.03 %: clear.'
t_exit 0 check -q car.xml prices.csv $limb --value-method delivered -o json
t_json t.out "$item | .method == \"delivered\" and .numerator.low == \"9\" and .numerator.high == \"9\""
t_json t.out "$item.by_method | length == 1 and .[0].method == \"market\" and .[0].verdict == \"triggered\""
t_json t.out '.valuation.method == "delivered" and .valuation.prices == [] and [.valuation.paid[] | .item.part, .price, .currency, .unit, .line] == ["DY", "0.24", "USD", "g", 4]'
t_exit 0 check -q car.xml prices.csv $limb --value-method delivered
t_has t.out 'DY: 240 USD paid per kg (car.xml:4)'
t_has t.out 'Counted by what was paid for the material, not by prices of the market.'
t_has t.out 'By prices of the market it would be 36.'
t_exit 64 check -q car.xml $limb --value-method cheapest
t_has t.err 'expected one of market|delivered'

# Where both come to the same nothing is said to differ.
cat >same.csv <<'CSV'
element,form,price,currency,unit,date
Dy,metal,240.240240240240240240,USD,kg,2026-11-01
CSV
t_exit 0 check -q car.xml same.csv $limb -o json
t_json t.out "$item.by_method[0].verdict == \"clear\""
# No list of prices: the other method has nothing to say.
t_exit 0 check -q car.xml $limb --value-method delivered -o json
t_json t.out "$item.by_method == []"

# 2. The break-even: the price of the metal, not of a list.
t_exit 0 explain -q car.xml CAR $limb --value-method delivered
t_has t.out 'the value of all DY in it, from 30 USD on (now 9 USD)'
t_exit 0 check -q car.xml $limb --value-method delivered -o json
t_json t.out "[$item.break_even[].of] == [\"value\", \"origin-share\", \"factor\"]"
car 'value="800" currency="USD"'
t_exit 1 check -q car.xml $limb --value-method delivered
car 'value="799.99" currency="USD"'
t_exit 0 check -q car.xml $limb --value-method delivered

# 3. What is missing is unknown: never zero, never the other method's.
car ''
t_exit 2 check -q car.xml prices.csv $limb --value-method delivered -o json
t_json t.out "$item | .numerator.low == \"0\" and .numerator.low_open and .numerator.high == null"
t_json t.out "$item.by_method[0].method == \"market\""
car 'value="240" currency="EUR"'
t_exit 2 check -q car.xml prices.csv $limb --value-method delivered
t_exit 0 check -q car.xml prices.csv $limb --value-method delivered --rates /dev/stdin <<'CSV'
from,to,rate,date
EUR,USD,1.1,2026-11-01
CSV
# A price of another form, of another element, too new, in another currency.
car 'value="240" currency="USD"'
for t_row in 'Tb,oxide,850,USD,kg,2026-11-01,' 'Dy,alloy,850,USD,kg,2026-11-01,80 %' 'Dy,oxide,850,USD,kg,2026-11-21,' 'Dy,oxide,850,EUR,kg,2026-11-01,'; do
	printf 'element,form,price,currency,unit,date,share\n%s\n' "$t_row" >other.csv
	t_exit 2 check -q car.xml other.csv $limb -o json
	t_json t.out "$item | .numerator.low == \"0\" and .numerator.low_open and .numerator.high == null"
done
# Of two prices on one day the least and the greatest.
printf 'element,form,price,currency,unit,date\nDy,oxide,224,USD,kg,2026-11-01\nDy,oxide,850,USD,kg,2026-11-01\n' >range.csv
t_exit 2 check -q car.xml range.csv $limb -o json
t_json t.out "$item | .verdict == \"undecided\" and .numerator.low != .numerator.high"

# 4. A price for more than the material: some of it, all of it at most.
magnet 'value="90" currency="USD"'
t_exit 2 check -q mag.xml prices.csv $limb --value-method delivered -o json
t_json t.out "$item | .numerator == {low: \"0\", high: \"90\", low_open: true, high_open: false}"
t_json t.out "$item | has(\"allocated\") | not"
magnet 'value="29.99" currency="USD"'
t_exit 0 check -q mag.xml prices.csv $limb --value-method delivered
# Shared out by mass: 2.5 % of 90 USD; beside the law, and called what it is.
magnet 'value="90" currency="USD"'
t_exit 2 check -q mag.xml $limb --value-method delivered --allocate mass -o json
t_json t.out "$item | .verdict == \"undecided\" and .allocated == \"clear\""
t_json t.out "$item.by_method == [{method: \"delivered\", by_mass: true, assumption: true, verdict: \"clear\", differs: true, numerator: {low: \"2.25\", high: \"2.25\", low_open: false, high_open: false}, ratio: {low: \"0.000075\", high: \"0.000075\", low_open: false, high_open: false}}]"
t_json t.out '.valuation.allocate == "mass" and [.valuation.paid[].item.part] == ["MAG"]'
t_exit 2 check -q mag.xml $limb --value-method delivered --allocate mass
t_has t.out 'With what was paid shared out by mass, which is an assumption and no price, it would be 2.25 USD, 0.0075 %: clear.'
t_has t.out 'By what was paid, shared out by mass, it would read: clear. That is an assumption'
t_exit 2 check -q mag.xml $limb --allocate mass -o csv
t_ok 'the rows name it' sh -c 'tr -d "\r" <t.out | head -1 | grep -q "method,allocated,substance,country$" && tr -d "\r" <t.out | tail -1 | grep -q "market,clear,,$"'
t_exit 2 check -q mag.xml $limb --allocate mass -o html=page.html
t_has page.html 'shared out by mass, which is an assumption'
t_has page.html ' --allocate mass'
t_exit 2 check -q mag.xml $limb --value-method delivered --allocate mass -o html=page.html --lang zh
t_has page.html '按实付价格并以质量分摊（假定）'
t_has page.html 'MAG: 90 USD paid per each'
t_exit 2 check -q mag.xml $limb --allocate mass -o sarif
t_json t.out '[.runs[0].results[].properties.allocated] | index("clear") != null'
t_exit 64 check -q mag.xml $limb --allocate value

# 5. A company's policy changes its own verdict alone.
policy() { # ELEMENT...
	printf '<policy xmlns="urn:retrace:policy:1" id="p">%s</policy>\n' "$1" >policy.xml
}
who='reason="r" author="a" until="2026-12-31"'
car 'value="240" currency="USD"'
policy "<value-method is=\"delivered\" $who/>"
t_exit 1 check -q car.xml prices.csv $limb --policy policy.xml -o json
t_json t.out "$item | .verdict == \"triggered\" and .policy == \"clear\""
policy "<allocate by=\"mass\" $who/>"
t_exit 2 check -q mag.xml $limb --policy policy.xml -o json
t_json t.out "$item | .verdict == \"undecided\" and .policy == \"clear\""
policy "<allocate by=\"mass\" reason=\"r\" author=\"a\" until=\"2026-11-19\"/>"
t_exit 2 check mag.xml $limb --policy policy.xml -o json
t_json t.out "$item.policy == \"undecided\""
t_has t.err 'allocate has expired'
policy "<value-method is=\"cheapest\" $who/>"
t_exit 65 check -q car.xml $limb --policy policy.xml

# 6. A pack names its usual method; the user's choice goes before it.
sed 's/is="at-least" limit="0.1 %"/is="at-least" method="delivered" limit="0.1 %"/; s/is="at-least"$/is="at-least" method="delivered"/' no61/rules.xml >no61/paid.xml
cp no61/clauses.tsv .
mkdir paid && mv no61/paid.xml paid/rules.xml && cp no61/clauses.tsv paid
t_exit 0 check -q car.xml prices.csv --rules paid/rules.xml --only limb-i --as-of 2026-11-20 -o json
t_json t.out "$item.method == \"delivered\" and (.valuation | has(\"method\") | not)"
t_exit 1 check -q car.xml prices.csv --rules paid/rules.xml --only limb-i --as-of 2026-11-20 --value-method market

# 7. It stays with the answer: in a receipt, a draft, over time, in a difference.
t_exit 0 check -q car.xml prices.csv $limb --value-method delivered --allocate mass -o receipt=r.jsonl
head -1 r.jsonl >head.json
t_json head.json '.options.value_method == "delivered" and .options.allocate == "mass"'
t_exit 0 verify -q --recompute r.jsonl --inputs . --inputs no61
sed 's/"value_method": *"delivered"/"value_method":"market"/' r.jsonl >m.jsonl
t_exit 3 verify -q --recompute m.jsonl --inputs . --inputs no61
t_exit 0 draft -q car.xml prices.csv $limb --value-method delivered --allocate mass --item CAR --save draft.xml
t_has draft.xml ' method="delivered"'
t_has draft.xml '<valuation method="delivered">'
t_has draft.xml '<paid currency="USD" part="DY" price="0.24">'
t_has draft.xml 'by="allocated"'
t_has draft.xml '<notice about="allocated" lang="en">'
t_ok 'the schema knows it' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" draft.xml
t_exit 0 check -q car.xml prices.csv $limb --value-method delivered --timeline --allocate mass -o csv
t_ok 'over time' sh -c 'tr -d "\r" <t.out | head -1 | grep -q ",allocated$" && tr -d "\r" <t.out | tail -1 | grep -q ",clear$"'
cp car.xml old.xml
car 'value="900" currency="USD"'
t_exit 1 diff -q old.xml car.xml $limb --value-method delivered
t_has t.out 'TRIGGERED, was clear'

t_end
