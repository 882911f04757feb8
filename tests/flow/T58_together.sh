#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may count what goes out in a year of all products together: the
# verdict of each that holds any is that of the sum, and every output says so.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'together' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" policy="any-stage" countries="CN" clause="1"/>
<materials id="nd" clause="1" title="neodymium" title-zh="钕"><some elements="Nd"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID SCOPE TEST
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s">%s<trigger><annual-mass of="nd" together="yes" %s/></trigger></rule>\n' \
		"$1" "$1" "$1" "$2" "$3"
}
{
	rule three '' 'is="at-least" limit="3 kg"'
	rule more '' 'is="above" limit="3 kg"'
	rule motors '<scope><item forms="assembly"/></scope>' 'is="above" limit="1 kg"'
	rule little '' 'is="below" limit="4 kg"'
	rule china '' 'origin="cn" is="above" limit="0.5 kg"'
} | pack
# 100 x 10 g + 50 x 40 g = 3 kg: neither alone.
cat >all.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="MOTOR" form="assembly" mass="1 kg" complete="yes"/>
<item part="PUMP" form="product" mass="2 kg" complete="yes"/>
<item part="BOLT" form="part" mass="10 g" complete="yes"/>
<item part="MAG" form="magnet" mass="40 g" complete="yes"><content element="Nd" amount="10 g"/><origin stage="mining" country="CN"/></item>
<use parent="MOTOR" child="MAG" quantity="1" unit="each"/>
<use parent="PUMP" child="MAG" quantity="4" unit="each"/>
</bom>
END
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1">
<per-year item="MOTOR" quantity="100 each"/>
<per-year item="PUMP" quantity="50 each"/>
<per-year item="BOLT" quantity="1000 each"/>
</transaction>
END
own='--rules own/rules.xml'
only() { echo "$own --only $1"; }
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'

# 1. BOLT MOTOR PUMP.  Just 3 kg; of motors 1 kg.
t_exit 1 check all.xml $own --transaction deal.xml -o json=all.json -o csv=all.csv -o html=en.html
t_json all.json "$verdicts"' == ["three: ctt", "more: ccc", "motors: ccc", "little: ttt", "china: ctt"]'
t_json all.json '.rules[0].together and ([.rules[0].items[] | select(.item.part == "PUMP") | .numerator.low, .numerator.high] == ["3000", "3000"])'
t_has en.html 'Neodymium in it, of all that goes out in a year of 3 products together: 3 kg; the rule asks for at least 3 kg a year.'
t_ok 'no warning that they may count together' sh -c '! grep -q together t.err'
t_exit 1 check -q all.xml $own --transaction deal.xml --exact -o csv=exact.csv
t_cmp exact.csv <all.csv
t_exit 1 check -q all.xml $own --transaction deal.xml --lang zh -o html=zh.html
t_has zh.html '所含的钕，所有产品每年出口合计：3 kg；规则要求达到或超过 3 kg。'
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 3 kg a year of neodymium goes out in all products together.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '所含的钕，所有产品每年出口的质量合计达到或超过 3 kg。'

# What is said of one product is what all of them come to.
t_exit 0 explain -q all.xml PUMP $(only three) --transaction deal.xml -o table -o json=pump.json
t_has t.out 'all that goes out in a year of 3 products together: 3 kg'
t_json pump.json '[.. | objects | select(.verdict? and .item?.part == "PUMP") | .verdict] | all(. == "triggered")'

# 2. What nobody says how many go out of, leaves all open; what may hold none
# triggers nothing for sure.
grep -v BOLT deal.xml | sed 's/quantity="50 each"/value="1 USD"/' >some.xml
t_exit 2 check -q all.xml $(only more) --transaction some.xml -o json
t_json t.out '[.rules[0].items | sort_by(.item.part)[] | .verdict[:1]] | join("") == "cuu"'
sed 's/<item part="BOLT" form="part" mass="10 g" complete="yes"/<item part="BOLT" form="part" mass="10 g"/' all.xml >dark.xml
t_exit 1 check -q dark.xml $(only three) --transaction deal.xml
t_has t.out 'Whether any of it is in this one is open.'
t_exit 0 ask -q dark.xml $(only three) --transaction deal.xml -o table -o json=asked.json
t_has t.out 'or counts all products together: how many answers that takes is not told'
t_json asked.json '[.questions[] | .kind, .item.part, .settles.clear, .settles.triggered] == ["content", "BOLT", 1, 1]'

# What would settle it is asked: 100 x 10 g are there, and how many PUMP go out
# decides for both; what goes out in a shipment likewise.
t_exit 0 ask -q all.xml $(only more) --transaction some.xml -o table -o json=asked.json
t_has t.out 'How much of each of these products goes out in a year has to be known, too'
t_json asked.json '[.questions[] | .kind, .to, .item.part, .settles.clear, .settles.triggered] == ["per-year", "own-records", "PUMP", 2, 2]'
sed 's/annual-mass/shipment-mass/' own/rules.xml >own/shipped.xml
sed 's/per-year/goods/' some.xml | grep -v PUMP >goods.xml
t_exit 0 ask -q all.xml --rules own/shipped.xml --only more --transaction goods.xml -o table -o json=asked.json
t_has t.out 'How much of each of these products goes out in the shipment has to be known'
t_json asked.json '[.questions[] | .kind, .item.part, .question.en, .settles.clear, .settles.triggered] == ["per-shipment", "PUMP", "How much of it goes out in the shipment?", 2, 2]'
sed 's/ together="yes"//' own/shipped.xml >own/each.xml
t_exit 0 ask -q all.xml --rules own/each.xml --only more --transaction goods.xml -o json=asked.json
t_json asked.json '[.questions[] | .kind, .item.part, .settles.any, .settles.surely, .question.zh] == ["per-shipment", "PUMP", 1, 1, "本批货物出口多少？"]'

# 3. Another source, and the filing.
t_exit 0 whatif -q all.xml $(only china) --transaction deal.xml -o json
t_json t.out '[.choices[].parts[].item.part] == ["MAG"] and ([.verdicts[] | .now] | unique == ["clear"])'
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q all.xml --item PUMP $(only three) --transaction deal.xml --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'together="3"'
	t_exit 0 file draft.xml all.xml deal.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}

# 4. What makes no sense is refused, at its line.
bad() { # MESSAGE SCOPE TEST
	rule bad "$2" "$3" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err 'own/rules.xml:4:'
	t_has t.err "$1"
}
bad 'together="yes" with an amount in the scope' '<scope><presence of="nd" is="above" limit="0 g"/></scope>' 'is="above" limit="1 g"'

# 5. Of each element alone: 100 x 10 g + 50 x 40 g of Nd are 3 kg, 100 x 5 g of
# Dy 0.5 kg; all of both 3.5 kg.  GLUE holds Dy alone.
{
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" policy="any-stage" countries="CN" clause="1"/>
<materials id="nd" clause="1" title="Nd and Dy" title-zh="钕和镝"><some elements="Nd Dy"/></materials>\n'
	rule three '' 'each="element" is="at-least" limit="3 kg"'
	rule more '' 'each="element" is="above" limit="3 kg"'
	rule all '' 'is="above" limit="3 kg"'
	rule china '' 'origin="cn" each="element" is="above" limit="2 kg"'
	echo '</rules>'
} >own/rules.xml
sed 's/<item part="BOLT".*/<item part="GLUE" form="part" mass="10 g" complete="yes"><content element="Dy" amount="5 g"\/><\/item>/' all.xml >each.xml
sed 's/BOLT" quantity="1000/GLUE" quantity="100/' deal.xml >each-deal.xml
t_exit 0 rules check own/rules.xml
t_exit 1 check -q each.xml $own --transaction each-deal.xml -o json=each.json
t_json each.json "$verdicts"' == ["three: ctt", "more: ccc", "all: ttt", "china: ctt"]'
t_json each.json '.rules[0].items | map({(.item.part): [.decided_by.element, .numerator.low]}) | add | .PUMP == ["Nd", "3000"] and .GLUE == ["Dy", "500"]'
t_exit 0 explain -q each.xml PUMP $(only three) --transaction each-deal.xml
t_has t.out 'Neodymium in it, of all that goes out in a year of 3 products together: 3 kg'
t_exit 0 whatif -q each.xml $(only china) --transaction each-deal.xml -o json
t_json t.out '[.choices[].parts[].item.part] == ["MAG"] and ([.verdicts[] | .now] | unique == ["clear"])'
sed 's/quantity="50 each"/value="1 USD"/' each-deal.xml >some.xml
t_exit 0 ask -q each.xml $(only more) --transaction some.xml -o json=asked.json
t_json asked.json '[.questions[] | .kind, .item.part, .settles.clear, .settles.triggered] == ["per-year", "PUMP", 2, 2]'
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 3 kg a year of Nd and Dy goes out in all products together. Each element counts alone.'
{
	t_exit 0 draft -q each.xml --item PUMP $(only three) --transaction each-deal.xml --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_exit 0 file draft.xml each.xml each-deal.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save g.xml
	t_exit 0 verify --recompute g.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}

t_end
