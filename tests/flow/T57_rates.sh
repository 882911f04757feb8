#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: prices and values in several currencies are compared by stated exchange
# rates, exactly, and by nothing else.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

t_one_reading
limb='--rules no61/rules.xml --only limb-i --as-of 2026-11-20'
motor() { # VALUE CURRENCY of the item; Dy at 2160 CNY/kg of metal
	cat >motor.xml <<END
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="MOTOR" form="product" value="$1" currency="$2"/>
  <item part="MAG" form="magnet" mass="1 kg" complete="yes" value="700" currency="CNY">
    <content element="Dy" amount="10 g"><origin stage="all" country="CN"/></content>
  </item>
  <use parent="MOTOR" child="MAG" quantity="1" unit="each"/>
  <price element="Dy" basis="metal" amount="2160" currency="CNY" per="kg" date="2026-11-01"/>
</bom>
END
}
rates() { # ROW...
	echo 'from,to,rate,date,source' >rates.csv
	for t_row; do echo "$t_row" >>rates.csv; done
}
item='.rules[0].items[0]'

# 1. 10 g at 2.16 CNY/g are 21.6 CNY, 3 USD at 1/7.2; 0.1 % of 3000 USD is 3 USD.
motor 3000 USD
t_exit 2 check -q motor.xml $limb -o json
t_json t.out "$item.verdict == \"undecided\" and .valuation.rates == []"
rates 'CNY,USD,0.138888888888888888889,2026-11-01,SAFE'
t_exit 1 check -q motor.xml $limb --rates rates.csv
t_has t.out 'Dy metal 300 USD/kg of 2026-11-01, stated in CNY'
t_has t.out '1 CNY is 0.138889 USD of 2026-11-01 (SAFE)'
rates 'CNY,USD,0.138888888888888888888,2026-11-01,SAFE'
t_exit 0 check -q motor.xml $limb --rates rates.csv
# The exact inverse, where no rate is stated in that direction.
rates 'USD,CNY,7.2,2026-11-01,SAFE'
t_exit 1 check -q motor.xml $limb --rates rates.csv -o json
t_json t.out "$item | .verdict == \"triggered\" and .numerator.low == \"3\" and .numerator.high == \"3\""
t_json t.out '[.valuation.prices[] | select(.currency == "USD") | .per_gram, .stated_in] == ["0.3", "CNY"]'
t_json t.out '[.valuation.rates[] | select(.from == "CNY")] == [{from: "CNY", to: "USD", low: "5/36", high: "5/36", inverse: true, date: "2026-11-01", source: "SAFE"}]'
t_json t.out '[.inputs[] | select(.name == "rates.csv") | .role] == ["product"]'
rates 'USD,CNY,7.2000000000000001,2026-11-01,SAFE'
t_exit 0 check -q motor.xml $limb --rates rates.csv
# A rate stated in that direction goes before the inverse of another one.
rates 'USD,CNY,7.2,2026-11-01,' 'CNY,USD,0.1,2026-11-01,'
t_exit 0 check -q motor.xml $limb rates.csv -o json
t_json t.out "$item.numerator.low == \"2.16\""
# One that somebody has copied the other way round.
rates 'USD,CNY,7.2,2026-11-01,' 'CNY,USD,7.2,2026-11-01,'
t_exit 1 check motor.xml $limb --rates rates.csv
t_has t.err 'rates.csv:3:1: warning: 1 CNY is 7.2 USD, and 1 USD is 7.2 CNY in line 2: expected about the inverse; is one of them the other way round?'
rates 'USD,CNY,7.2,2026-11-01,' 'CNY,USD,0.138,2026-11-01,'
t_exit 0 check motor.xml $limb --rates rates.csv
t_ok 'about the inverse' sh -c '! grep -q "the other way round" t.err'
rates 'USD,CNY,7.2,2026-11-01,' 'CNY,USD,0.1,2026-10-01,'
t_exit 0 check motor.xml $limb --rates rates.csv
t_ok 'of another day' sh -c '! grep -q "the other way round" t.err'

# 2. The newest that is no newer than the day of the prices counts.
rates 'CNY,USD,0.1,2026-11-01,' 'CNY,USD,0.2,2026-11-10,' 'CNY,USD,0.3,2026-11-21,'
t_exit 1 check motor.xml $limb --rates rates.csv -o json
t_json t.out "$item.numerator.low == \"4.32\""
t_has t.err 'rates.csv:4:1: warning: this rate is of 2026-11-21: it does not count on 2026-11-20'
t_exit 0 check -q motor.xml $limb --rates rates.csv --price-as-of 2026-11-05 -o json
t_json t.out "$item.numerator.low == \"2.16\""
# Of two on one day both count, and that is said.
rates 'CNY,USD,0.13,2026-11-01,A' 'CNY,USD,0.14,2026-11-01,B'
t_exit 2 check motor.xml $limb --rates rates.csv -o json
t_has t.err 'rates.csv:3:1: warning: another rate of CNY to USD on 2026-11-01 than in line 2 of rates.csv: the least and the greatest of that day count'
t_json t.out "$item | .verdict == \"undecided\" and .numerator.low == \"2.808\" and .numerator.high == \"3.024\""
# Twice the same is no conflict.
rates 'CNY,USD,0.13,2026-11-01,A' 'CNY,USD,0.13,2026-11-01,B'
t_exit 0 check motor.xml $limb --rates rates.csv
t_ok 'no conflict' sh -c '! grep -q "another rate" t.err'

# 3. Never by way of a third currency; never where the currency has a price.
rates 'CNY,EUR,0.12,2026-11-01,' 'EUR,USD,1.1,2026-11-01,'
t_exit 2 check -q motor.xml $limb --rates rates.csv
rates 'CNY,USD,0.2,2026-11-01,'
echo 'element,form,price,currency,unit,date' >usd.csv
echo 'Dy,metal,200,USD,kg,2026-10-01' >>usd.csv
t_exit 0 check -q motor.xml usd.csv $limb --rates rates.csv -o json
t_json t.out "$item.numerator.low == \"2\""

# 4. Whole items are worth what they cost, in the currency of what holds them.
t_exit 0 explain -q motor.xml MOTOR --rules cn-mofcom-61-2025 --only limb-i --as-of 2026-11-20 --rates rates.csv -o json
t_json t.out '[.rules[0].readings[] | select(.reading == "magnet") | .numerator.low] == ["140"]'
t_exit 0 explain -q motor.xml MOTOR --rules cn-mofcom-61-2025 --only limb-i --as-of 2026-11-20 -o json
t_json t.out '[.rules[0].readings[] | select(.reading == "magnet") | .numerator.high] == [null]'

# 5. What makes no sense is refused at its place.
rates 'CNY,USD,0,2026-11-01,' 'CNY,CNY,1,2026-11-01,' 'yuan,USD,1,2026-11-01,' 'CNY,USD,1 %,2026-11-01,' 'CNY,USD,-1,2026-11-01,'
t_exit 65 check -q motor.xml $limb --rates rates.csv
t_cmp t.err <<'END'
rates.csv:2:9: a rate of 0: expected one above 0
rates.csv:3:5: a rate of CNY to itself: expected two currencies
rates.csv:4:1: currency "yuan": expected three capital letters such as USD, EUR or CNY
rates.csv:5:9: rate "1 %": expected a number such as 0.1389
rates.csv:6:9: "-1": expected a number of zero or more
END

# 6. They stay with the product: in our XML, in a draft, over time.
rates 'USD,CNY,7.2,2026-11-01,SAFE'
t_exit 0 convert motor.xml rates.csv --save all.xml
t_has all.xml '<rate from="USD" to="CNY" amount="7.2" date="2026-11-01" source="SAFE"/>'
t_ok 'one price, as stated' sh -c '[ "$(grep -c "<price" all.xml)" -eq 1 ]'
t_exit 1 check -q all.xml $limb -o json
t_json t.out "$item.numerator.low == \"3\""
t_exit 0 draft -q motor.xml $limb --rates rates.csv --item MOTOR --save draft.xml
t_has draft.xml '<price currency="USD" date="2026-11-01" element="Dy" form="metal" per-gram="0.3" stated-in="CNY">'
t_has draft.xml '<rate date="2026-11-01" from="CNY" high="5/36" inverse="yes" low="5/36" source="SAFE" to="USD">'
rates 'CNY,USD,0.1,2026-11-02,SAFE' 'CNY,USD,0.2,2026-11-12,SAFE'
t_exit 1 check -q motor.xml $limb --rates rates.csv --timeline
t_has t.out '1 CNY is now 0.2 USD, SAFE'

t_end
