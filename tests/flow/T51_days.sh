#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: the day of the law, of the product and of the prices can each be
# another one, and every output says which they are.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >motor.xml <<'END'
<bom xmlns="urn:retrace:bom:1" id="M" supplier="ACME" date="2025-01-05" assemblies="complete">
  <item part="MOTOR" maker="ACME" form="product" value="600" currency="USD"/>
  <item part="MAG" maker="ACME" form="magnet" mass="1 kg" complete="yes">
    <content element="Dy" amount="10 g" basis="element"><origin stage="mining" country="CN"/></content>
  </item>
  <item part="OLD" maker="ACME" mass="1 kg" complete="yes"/>
  <use parent="MOTOR" child="OLD" quantity="1" unit="each" until="2026-01-31"/>
  <use parent="MOTOR" child="MAG" quantity="1" unit="each" from="2026-02-01"/>
  <price element="Dy" basis="metal" amount="20 USD" per="kg" date="2025-06-01"/>
  <price element="Dy" basis="metal" amount="300 USD" per="kg" date="2026-01-15"/>
</bom>
END
t_one_reading
limb='--rules no61/rules.xml --only limb-i'
days='[.as_of, .law_as_of, .bom_as_of, .price_as_of] | join(" ")'

# One day for all of them.
# shellcheck disable=SC2086
{
t_exit 0 check motor.xml $limb --as-of 2025-12-15 -o json
t_json t.out "$days == \"2025-12-15 2025-12-15 2025-12-15 2025-12-15\""
t_json t.out '.rules[0] | .state == "suspended" and .items[0].verdict == "clear"'
t_has t.err 'this price is of 2026-01-15: it does not count on 2025-12-15'

# Another one for each: the use of MAG, the price of 300, the law in force.
t_exit 0 check motor.xml $limb --as-of 2025-12-15 --bom-as-of 2026-02-01 -o json
t_json t.out "$days == \"2025-12-15 2025-12-15 2026-02-01 2025-12-15\""
t_json t.out '.rules[0].items[0] | .verdict == "clear" and .numerator.low == "0.2"'
t_exit 0 check motor.xml $limb --as-of 2025-12-15 --bom-as-of 2026-02-01 --price-as-of 2026-01-15 -o json
t_json t.out '.rules[0].items[0] | .words == "would trigger" and .numerator.low == "3"'
t_exit 1 check -q motor.xml $limb --as-of 2025-12-15 --bom-as-of 2026-02-01 --price-as-of 2026-01-15 --law-as-of 2026-11-11
t_has t.out 'Judged as of 2025-12-15, but the law is that of 2026-11-11, the product is that of 2026-02-01, the prices are those of 2026-01-15.'
t_has t.out 'As of 2026-11-11: in force'
t_exit 2 check motor.xml $limb --as-of 2026-11-11 --price-as-of 2025-05-31 -o json
t_has t.err 'this price is of 2025-06-01: it does not count on 2025-05-31, and so with 1 more'
t_json t.out '.rules[0].items[0].numerator.high == null'

# The other verbs that judge, and trace.
t_exit 0 explain -q motor.xml MOTOR $limb --law-as-of 2026-11-11 --price-as-of 2025-07-01
t_has t.out 'but the law is that of 2026-11-11, the prices are those of 2025-07-01.'
t_has t.out 'CLEAR  ACME MOTOR'
t_exit 0 ask -q motor.xml $limb --as-of 2026-11-11 --price-as-of 2025-05-31 -o json
t_json t.out "$days == \"2026-11-11 2026-11-11 2026-11-11 2025-05-31\""
t_json t.out '[.questions[].kind] | index("price") != null'
t_exit 0 trace -q motor.xml --as-of 2025-12-15 --flat --only-element Dy -o csv
t_ok 'no magnet in 2025' sh -c '! grep -q ",MAG," t.out'
t_exit 0 trace -q motor.xml --as-of 2025-12-15 --bom-as-of 2026-02-01 --flat --only-element Dy -o csv
t_has t.out 'MAG'
t_exit 1 diff -q motor.xml motor.xml $limb --old-as-of 2025-12-15 --new-as-of 2026-11-11 --bom-as-of 2026-02-01
t_has t.out 'day of the law	2025-12-15	2026-11-11'
t_has t.out 'day of the prices	2025-12-15	2026-11-11'
t_ok 'nothing of the product moved' sh -c '! grep -q "day of the product" t.out'
t_has t.out '300 USD/kg of 2026-01-15'
t_exit 1 diff -q motor.xml motor.xml $limb --old-as-of 2025-12-15 --new-as-of 2026-11-11 --bom-as-of 2026-02-01 -o json
t_json t.out "[.old, .new | $days] == [\"2025-12-15 2025-12-15 2026-02-01 2025-12-15\", \"2026-11-11 2026-11-11 2026-02-01 2026-11-11\"]"

# A filing records each day that is another one, and is told apart by it.
t_exit 0 draft motor.xml $limb --as-of 2026-02-01 --save one.xml
t_exit 0 draft motor.xml $limb --as-of 2026-02-01 --law-as-of 2026-11-11 --price-as-of 2025-07-01 --save two.xml
t_has two.xml 'law-as-of="2026-11-11" price-as-of="2025-07-01"'
t_ok 'the product is of the day' sh -c '! grep -q "bom-as-of" two.xml && ! grep -q "law-as-of" one.xml'
t_has two.xml 'state="in force"'
}
t_ok 'the filing holds by its schema' xmllint --noout --nonet \
	--schema "$t_top/schemas/filing-1.xsd" two.xml
t_exit 64 check motor.xml --price-as-of 2026-02-30
t_has t.err '--price-as-of'

t_end
