#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a limit of money is one of what counts, in the currency of the law, by
# stated prices and rates alone; what nobody priced is unknown.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'more than 5 USD' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
rule() { # ID TRIGGER
	printf '<rule id="%s" clause="1" title="by %s" title-zh="按%s"><trigger>%s</trigger></rule>\n' "$1" "$1" "$1" "$2"
}
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" stages="mining" countries="CN" clause="1"/>
<materials id="heavy" clause="1" title="terbium and dysprosium" title-zh="铽和镝"><some elements="Tb Dy"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
{
	rule usd '<value of="heavy" is="at-least" limit="5 USD"/>'
	rule usd-above '<value of="heavy" is="above" limit="5 USD"/>'
	rule cn '<value of="heavy" origin="cn" is="at-least" limit="3 USD"/>'
	rule cny '<value of="heavy" is="at-least" limit="36 CNY"/>'
	rule eur '<value of="heavy" is="at-least" limit="1 EUR"/>'
	rule item '<value of="heavy" in="magnet" counts="item" is="above" limit="12 USD"/>'
	rule each '<value of="heavy" is="at-least" limit="5 USD" each="element" per="part"/>'
	rule year '<annual-value of="heavy" is="at-least" limit="500 USD"/>'
	rule all '<annual-value of="heavy" is="at-least" limit="750 USD" together="yes"/>'
	rule little '<value of="heavy" is="above" limit="1 USD" and="at-most" and-limit="5 USD"/>'
} | pack
# 10 g of Dy at 500 USD/kg of metal: exactly 5 USD, 60 % of it from China; 1 CNY
# is 0.125 USD.  TB: terbium that nobody priced.  NONE: iron.
cat >set.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="SET" form="product" mass="2 kg" complete="yes"/>
<item part="MAG" form="magnet" mass="1 kg" complete="yes" value="12.50 USD"><content element="Dy" amount="1 %"><origin stage="mining" country="CN" share="60 %" of="blend"/><origin stage="mining" country="AU" share="40 %" of="blend"/></content></item>
<item part="TB" form="part" mass="1 kg" complete="yes"><content element="Tb" amount="1 %"/></item>
<item part="NONE" form="part" mass="1 kg" complete="yes"/>
<use parent="SET" child="MAG" quantity="1" unit="each"/>
<price element="Dy" basis="metal" amount="500" currency="USD" per="kg" date="2026-01-01"/>
<rate from="CNY" to="USD" amount="0.125" date="2026-01-01"/>
</bom>
END
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1">
<per-year item="SET" quantity="100 each"/>
<per-year item="TB" quantity="0 each"/>
<per-year item="NONE" quantity="7 each"/>
</transaction>
END
own='--rules own/rules.xml'
cp own/rules.xml first.xml

# 1. Verdicts, at the limit itself, converted, and where a price is missing.
t_exit 1 check -q set.xml $own --transaction deal.xml -o json=set.json -o csv=set.csv
said() { # RULE VERDICTS of SET TB NONE
	t_json set.json "[(.rules[] | select(.rule == \"$1\") | .items | sort_by(.item.line)[] | .verdict)] | join(\" \") == \"$2\""
}
said usd 'triggered undecided clear'
said usd-above 'clear undecided clear'
said cn 'triggered undecided clear'
said cny 'triggered undecided clear'
said eur 'undecided undecided clear'
said item 'triggered undecided clear' # a part may hold a magnet
said each 'clear undecided clear'
said year 'triggered clear clear'
said all 'clear clear clear'
said little 'triggered undecided clear'
t_json set.json '[.rules[] | select(.rule == "cny") | .measure, .limit, .limit_text, (.items[] | select(.item.part == "SET") | .unit, .numerator.low, .numerator.high, .margin.low)] == ["value", "36", "36 CNY", "CNY", "40", "40", "4"]'
t_json set.json '[.rules[] | select(.rule == "year") | .measure, (.items[] | select(.item.part == "SET") | .unit, .per_year, .numerator.high)] == ["annual-value", "USD", "100 each", "500"]'
t_has set.csv 'own,cny,in force,yes,,SET,,SET,,yes,triggered,triggered,,40,40,CNY,>= 36 CNY,'

# Which number flips it: of the price, of what one holds, of how many go out.
flips() { # RULE NUMBERS of SET
	t_json set.json "[.rules[] | select(.rule == \"$1\") | .items[] | select(.item.part == \"SET\") | .break_even[] | \"\(.of) \(.reached) \(.missed) \(.now.low)\"] == [$2]"
}
flips cn '"price 0.5 0.5 0.5", "amount 6 6 6", "origin-share 0.6 0.6 0.6", "factor 1 1 1"'
flips cny '"price 3.6 3.6 4", "amount 9 9 10", "factor 0.9 0.9 1"'
flips item '"factor 0.96 0.96 1"'
flips year '"price 0.5 0.5 0.5", "amount 10 10 10", "quantity 100 100 100", "factor 1 1 1"'
flips all '"quantity 150 150 100"'
t_exit 1 check -q set.xml $own --only year --transaction deal.xml --ship SET -o html=year.html -o table
t_has t.out 'a price of Dy metal from 500 USD/kg on (now 500 USD/kg); Dy that counts in one of it, from 10 g on (now 10 g); a quantity in a year, from 100 on (now 100)'
t_has year.html '<td>how many go out</td><td>100</td>'
sed 's/100 each/99 each/' deal.xml >fewer.xml
t_exit 0 check -q set.xml $own --only year --transaction fewer.xml --ship SET
t_has t.out 'a quantity in a year, from 100 on (now 99)'
t_exit 2 check -q set.xml $own --only year --ship SET
t_has t.out 'The limit is reached by each of these alone, all else as it is: a quantity in a year, from 100 on.'

# 1b. Of one shipment: of each of its goods, and of all together.
{
	rule mass '<shipment-mass of="heavy" is="at-least" limit="30 g"/>'
	rule both '<shipment-mass of="heavy" is="above" limit="49.9 g" together="yes"/>'
	rule worth '<shipment-value of="heavy" is="above" limit="15 USD"/>'
	rule year '<annual-mass of="heavy" is="above" limit="1 g"/>'
} | pack
cat >ship.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-2">
<goods item="SET" quantity="3 each"/>
<goods item="TB" quantity="2 each"/>
</transaction>
END
t_exit 1 check -q set.xml $own --transaction ship.xml -o json=ship.json
goes() { # RULE VERDICTS of SET TB NONE
	t_json ship.json "[(.rules[] | select(.rule == \"$1\") | .items | sort_by(.item.line)[] | .verdict)] | join(\" \") == \"$2\""
}
goes mass 'triggered clear clear'
goes both 'triggered triggered clear'
goes worth 'clear undecided clear'
goes year 'undecided undecided clear'
t_json ship.json '[.rules[0] | .measure, (.items[] | select(.item.part == "SET") | .per_year, .numerator.low)] == ["shipment-mass", "3 each", "30"]'
t_exit 1 check set.xml $own --only mass --transaction ship.xml
t_has t.out 'Terbium and dysprosium in it, of 3 each that go out in the shipment: 30 g; the rule asks for at least 30 g a shipment.'
t_exit 2 check set.xml $own --only mass
t_has t.out 'How many go out in the shipment is not told: a transaction with goods, in the unit of the item, decides it.'
t_exit 0 ask set.xml $own --only mass
t_has t.out 'How much of it goes out in the shipment has to be known, too'

# 1c. Both a year and a shipment, one of them in the scope; a pack by its folder.
printf '<rule id="two" clause="1" title="both" title-zh="都"><scope><shipment-mass of="heavy" is="above" limit="15 g"/></scope><trigger><annual-mass of="heavy" is="above" limit="1 kg"/></trigger></rule>\n' | pack
cat >two.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-3">
<per-year item="SET" quantity="101 each"/>
<goods item="SET" quantity="3 each"/>
</transaction>
END
both() { # VERDICT of SET, with the transaction
	t_json two.json "[.rules[0].items[] | select(.item.part == \"SET\") | .verdict] == [\"$1\"]"
}
t_exit 2 check -q set.xml --rules ./own -o json=two.json --transaction ship.xml
both undecided
t_exit 1 check -q set.xml --rules ./own -o json=two.json --transaction two.xml
both triggered
sed -i 's/quantity="3 each"/quantity="1 each"/' two.xml
t_exit 2 check -q set.xml --rules ./own -o json=two.json --transaction two.xml
both clear

# 1d. A share of value among others: 10 g of Dy at 0.5 USD, 30 g of Nd at 0.1 USD.
rule worth '<value-share of="heavy" among="all" is="above" limit="62.5 %"/>' | pack
sed -i 's|<rule |<materials id="all" clause="1" title="rare earths" title-zh="稀土"><some elements="Nd Tb Dy"/></materials><rule |' own/rules.xml
sed -e '/part="TB"/d' -e 's|<item part="NONE".*|<item part="NONE" form="part" mass="1 kg" complete="yes"><content element="Nd" amount="3 %"/></item><use parent="SET" child="NONE" quantity="1" unit="each"/><price element="Nd" basis="metal" amount="100" currency="USD" per="kg" date="2026-01-01"/>|' set.xml >two.xml
t_exit 0 check -q two.xml $own -o json=worth.json
t_json worth.json '[.rules[0] | .measure, .among, (.items[] | select(.item.part == "SET") | .verdict, .unit, .ratio.low, .ratio.high)] == ["value-share", "all", "clear", "USD", "0.625", "0.625"]'
sed -i 's/above/at-least/' own/rules.xml
t_exit 1 check two.xml $own
t_has t.out '62.5 % of what all rare earths in it are worth; the rule asks for at least 62.5 %.'
t_exit 0 draft two.xml $own
t_has t.out 'kind="value-share"'

# 1e. A filing of all of them is checked, signed, and computed again.
{
	rule country '<value-share of="heavy" origin="any" among="itself" each="country" is="above" limit="10 %"/>'
	rule value '<value of="heavy" origin="deemed" is="above" limit="1 USD"/>'
	rule year '<annual-value of="heavy" is="above" limit="100 USD"/>'
	rule mass '<shipment-mass of="heavy" is="above" limit="1 g"/>'
	rule worth '<shipment-value of="heavy" is="above" limit="1 USD"/>'
} | pack
sed -i 's|<origin |<origin id="deemed" stages="mining" countries="CN" unknown="counts" clause="1"/><origin id="any" stages="mining" countries="any" clause="1"/>&|' own/rules.xml
sed -e '/part="SET"/d; /part="TB"/d; /part="NONE"/d; /<use /d' -e 's/MAG/DU-200/' set.xml >one.xml
printf '<transaction xmlns="urn:retrace:transaction:1" id="T"><per-year quantity="100 each"/><goods quantity="40 each"/></transaction>' >forty.xml
t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
t_exit 0 draft one.xml $own --filer "$t_top/tests/examples/filer.xml" --transaction forty.xml --log log.db --save draft.xml
t_exit 0 file draft.xml own/rules.xml own/clauses.tsv --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
t_exit 0 verify f.xml --cert cert.pem
t_exit 0 verify f.xml --cert cert.pem --recompute --inputs . --inputs own
for kind in value-share value annual-value shipment-mass shipment-value; do
	t_has f.xml "kind=\"$kind\""
done

# 2. In words.
cp first.xml own/rules.xml
t_exit 1 check set.xml $own --only cny --only usd
t_has t.out 'The value of terbium and dysprosium in it: 40 CNY; the rule asks for at least 36 CNY.'
t_exit 1 check set.xml $own --only item
t_has t.out 'The price of whole items with terbium and dysprosium in it: 12.5 USD; the rule asks for more than 12 USD.'
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 5 USD worth of terbium and dysprosium is in it.'
t_exit 1 check set.xml $own --only cny -o html=page.html
t_exit 0 explain set.xml SET $own --only cny
t_has t.out '40 CNY'
t_exit 0 ask set.xml $own --only usd
t_exit 2 whatif set.xml $own --only cn --from AU
t_exit 0 draft set.xml --only cny $own --item SET
t_has t.out 'kind="value" limit="36" limit-text="36 CNY"'
t_has t.out '<numerator high="40" low="40" unit="CNY">'

# 3. Of what nobody says anything no more can have been paid for than its price.
cat >priced.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="CHEAP" value="2 USD" shipped="yes"/>
<item part="DEAR" value="20 USD" shipped="yes"/>
<item part="OPEN" shipped="yes"/>
</bom>
END
t_exit 2 check priced.xml $own --only usd --value-method delivered -o json
t_json t.out '[.rules[0].items[] | {(.item.part): .verdict}] | add == {CHEAP: "clear", DEAR: "undecided", OPEN: "undecided"}'

# 4. What cannot be meant is refused.
refused() { # TRIGGER MESSAGE
	rule bad "$1" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$2"
}
refused '<value of="heavy" is="above" limit="0 USD"/>' 'any value is any amount: expected presence, or a limit above zero'
refused '<value of="heavy" is="above" limit="1 USD" and="below" and-limit="2 EUR"/>' 'a range from USD to EUR: expected one currency'
refused '<value of="heavy" is="above" limit="1 kg"/>' 'expected an amount of money such as 600 USD'
refused '<value of="heavy" is="above" limit="1 USD" each="substance"/>' 'each="substance" of a value'
refused '<annual-value of="heavy" is="above" limit="1 USD" per="part"/>' 'per="part" of an annual-value'
t_end
