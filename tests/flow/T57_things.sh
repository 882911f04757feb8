#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: whatif names the least to change also for rules that look at each part,
# article, material, element or substance, at what goes out in a year, or that
# may be read in several ways; the product that it writes is judged as it says.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'more than 0.1 % of each' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
rule() { # ID TRIGGER
	printf '<rule id="%s" clause="1" title="by %s" title-zh="按%s"><trigger>%s</trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="chinese" policy="any-stage" countries="CN" clause="1"/>
<materials id="heavy" clause="1" title="terbium and dysprosium" title-zh="铽和镝"><some elements="Tb Dy"/></materials>\n'
	of='of="heavy" origin="chinese" is="above"'
	rule article "<mass-share $of limit=\"1 %\" per=\"article\"/>"
	rule part "<mass-share $of limit=\"0.3 %\" per=\"part\"/>"
	rule material "<mass-share $of limit=\"1 %\" per=\"homogeneous-material\"/>"
	rule element "<presence $of limit=\"8 g\" each=\"element\"/>"
	rule substance "<presence $of limit=\"8 g\" each=\"substance\"/>"
	rule year "<annual-mass $of limit=\"1 kg\"/>"
	echo '</rules>'
} >own/rules.xml
# 5 x 1 g Dy, 5 x 0.8 g Dy as oxide, 5 x 2.5 g Tb, 5 x 0.05 g Dy.
magnet() { # PART CONTENT
	printf '<item part="%s" form="magnet" mass="50 g" complete="yes"><content %s/><origin stage="all" country="CN"/></item>
<use parent="ROTOR" child="%s" quantity="5" unit="each"/>\n' "$1" "$2" "$1"
}
{
	printf '<bom xmlns="urn:retrace:bom:1">
<item part="CAR" form="product" mass="1000 kg" complete="yes"/>
<item part="ROTOR" form="part" mass="3 kg" complete="yes"/>
<item part="STEEL" form="metal" mass="2 kg" complete="yes"/>
<use parent="CAR" child="ROTOR" quantity="1" unit="each"/>
<use parent="ROTOR" child="STEEL" quantity="1" unit="each"/>\n'
	magnet MAG-D 'element="Dy" amount="1 g"'
	magnet MAG-O 'formula="Dy2O3" amount="0.918 g"'
	magnet MAG-T 'element="Tb" amount="2.5 g"'
	magnet MAG-S 'element="Dy" amount="0.05 g"'
	echo '</bom>'
} >car.xml
deal() {
	printf '<transaction xmlns="urn:retrace:transaction:1" id="T-1"><per-year item="CAR" quantity="%s"/></transaction>\n' "$1" >deal.xml
}
only() { echo "--rules own/rules.xml --only $1"; }
# chosen FILE PART...: the document names just these parts, and no fewer can do.
chosen() {
	file=$1
	shift
	for part in "$@"; do
		echo "$part"
	done | sort >want.txt
	jq -e .optimal "$file" >/dev/null && jq -r '.choices[].parts[].item.part' "$file" | sort | cmp -s - want.txt
}
# seek RULE OPTIONS PART...: what is written does, and fewer do not.
seek() {
	t_exit 0 whatif -q car.xml $(only $1) $2 -o json=$1.json --write $1.xml
	t_exit 0 check -q $1.xml $(only $1) $2
	rule=$1
	shift 2
	t_ok "$rule: $*" chosen $rule.json "$@"
}

# 1. Each magnet is an article: 2, 1.6, 5 and 0.1 % of it.
seek article '' MAG-D MAG-O MAG-T
# 2. The rotor is a part: 21.75 g in it, 9 may stay.
t_exit 1 check -q car.xml $(only part)
seek part '' MAG-T MAG-D
t_exit 1 whatif -q car.xml $(only part) --keep MAG-T -o json=kept.json
t_json kept.json '.verdicts[0].why_not == "kept"'
# 3. A magnet is one material; of an assembly the mean alone is known.
seek material '' MAG-D MAG-O MAG-T
# 4. 9.25 g Dy, 12.5 g Tb: each alone.
seek element '' MAG-T MAG-D
t_exit 0 whatif -q car.xml $(only element) --keep MAG-D -o json=kept.json
t_ok 'or another one' chosen kept.json MAG-T MAG-O
# 5. Nobody says in which substance the Tb is: only what is named is sure.
t_exit 2 check -q car.xml $(only substance)
t_exit 0 whatif -q car.xml $(only substance) --settle -o json=substance.json --write substance.xml
t_exit 0 check -q substance.xml $(only substance)
t_json substance.json '.optimal and .cost == "2"'
# 6. 21.75 g, so many times a year.
deal '100 each'
seek year '--transaction deal.xml' MAG-T
deal '200 each'
t_exit 0 whatif -q car.xml $(only year) --transaction deal.xml -o json=many.json
t_ok 'twice as many' chosen many.json MAG-T MAG-D
deal '1 each'
t_exit 0 whatif -q car.xml $(only year) --transaction deal.xml
t_has t.out 'No verdict of what is shipped is triggered.'
# Nobody says how many: only nothing at all is surely less.
t_exit 0 whatif -q car.xml $(only year) --settle -o json=unsaid.json
t_ok 'all of them' chosen unsaid.json MAG-D MAG-O MAG-T MAG-S
t_exit 66 whatif -q car.xml $(only year) --transaction no.xml
deal '5 kg'
t_exit 2 whatif -q car.xml $(only year) --transaction deal.xml
sed 's/CAR/CART/' deal.xml >other.xml
t_exit 65 whatif -q car.xml $(only year) --transaction other.xml
t_exit 0 whatif -q car.xml $(only element) --set MAG-T.origin=AU --set MAG-D.origin=AU

# 7. Where the law may be read in several ways, one that does is enough; that
# nothing may stay open asks for all of them.  By the oxide it is 10 and 8 USD,
# by the metal 15 and 12 USD, of 100.
cat >own/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="chinese" policy="any-stage" countries="CN" clause="1"/>
<materials id="heavy" clause="1" title="terbium and dysprosium" title-zh="铽和镝"><some elements="Tb Dy"/></materials>
<rule id="value" clause="1" title="by value" title-zh="按价值"><trigger>
<value-share of="heavy" origin="chinese" is="at-least" limit="14 %">
<reading id="material" counts="material" clause="1" title="material" title-zh="材料"/>
<reading id="element" counts="element" clause="1" title="element" title-zh="元素"/>
</value-share></trigger></rule>
</rules>
END
printf 'element,form,price,currency,unit,date,source\nDy,metal,1500,USD,kg,2025-11-01,s\n' >prices.csv
oxide=$(awk 'BEGIN { printf "%.6f", 1000 * 0.871299 }')
printf 'Dy,oxide,%s,USD,kg,2025-11-01,s\n' "$oxide" >>prices.csv
part() {
	printf '<item part="%s" form="metal" mass="50 g" complete="yes"><content element="Dy" amount="%s"/><origin stage="all" country="CN"/></item>
<use parent="SET" child="%s" quantity="1" unit="each"/>\n' "$1" "$2" "$1"
}
{
	printf '<bom xmlns="urn:retrace:bom:1">\n<item part="SET" form="product" mass="1 kg" value="100 USD" complete="yes"/>\n'
	part DY-10 '10 g'
	part DY-8 '8 g'
	echo '</bom>'
} >set.xml
t_exit 1 check -q set.xml prices.csv $(only value)
t_exit 2 whatif -q set.xml prices.csv $(only value) --keep DY-10 -o json=reading.json --write reading.xml
t_ok 'the lesser one is enough' chosen reading.json DY-8
t_exit 2 check -q reading.xml $(only value)
t_exit 0 whatif -q set.xml prices.csv $(only value) --settle -o json=settle.json --write settle.xml
t_ok 'by each reading' chosen settle.json DY-10
t_exit 0 check -q settle.xml $(only value)
t_end
