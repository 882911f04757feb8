#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may state its limit as oxides: the amount is that of the oxides
# which the elements would be, however it is declared, and every output says so.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'as oxides' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<materials id="all" clause="1" title="rare earths" title-zh="稀土"><some elements="Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu"/></materials>
<materials id="whole" whole="yes" clause="1" title="magnets" title-zh="磁体"><some elements="Nd"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TEST
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s"><trigger><%s stated-as="oxide"/></trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	rule gram 'presence of="dy" is="at-least" limit="10 g"'
	rule share 'mass-share of="dy" is="at-least" limit="10 %"'
	rule among 'mass-share of="dy" among="all" is="at-least" limit="50 %"'
	rule year 'annual-mass of="all" is="at-least" limit="1 kg"'
} | pack
# 10 g of Dy2O3 are 8.713 g of dysprosium; 8.72 g of it are 10.008 g of oxide.
# Of 100 g nobody knows what they are: the oxide of scandium weighs most.
cat >car.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="OXIDE" form="oxide" mass="100 g" complete="yes"><content element="Dy" basis="oxide" amount="10 g"/>
	<content element="Nd" basis="oxide" amount="10 g"/></item>
<item part="METAL" form="metal" mass="87.2 g" complete="yes"><content element="Dy" amount="8.72 g"/></item>
<item part="LESS" form="metal" mass="100 g" complete="yes"><content element="Dy" amount="8.71 g"/></item>
<item part="DARK" form="part" mass="100 g"/>
<item part="BOTH" form="product" mass="200 g" complete="yes"/>
<use parent="BOTH" child="OXIDE" quantity="0.5" unit="each"/>
<use parent="BOTH" child="METAL" quantity="0.6" unit="each"/>
</bom>
END
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1">
<per-year quantity="100 each"/>
</transaction>
END
own='--rules own/rules.xml'
only() { echo "$own --only $1"; }
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'

# 1. BOTH DARK LESS METAL OXIDE, each a product but those in BOTH.
t_exit 1 check -q car.xml $own --transaction deal.xml --ship METAL --ship OXIDE -o json=car.json -o csv=car.csv -o html=en.html
t_json car.json "$verdicts"' == ["gram: tuctt", "share: cuctt", "among: tuttt", "year: tuctt"]'
t_json car.json '.rules[0].stated_as == "oxide" and ([.rules[0].items[] | select(.item.part == "OXIDE") | .numerator.low, .numerator.high] == ["10", "10"])'
t_has en.html 'Dysprosium, as oxide, in it: 10.0'
t_exit 1 check -q car.xml $own --transaction deal.xml --lang zh -o html=zh.html
t_has zh.html '所含的镝（以氧化物计）'
t_exit 1 check -q car.xml $own --transaction deal.xml --ship METAL --ship OXIDE --exact -o csv=exact.csv
t_cmp exact.csv <car.csv
t_exit 0 explain -q car.xml METAL $(only gram)
t_has t.out '; as oxide = 10.01 g'
t_exit 0 explain -q car.xml DARK $(only year) --transaction deal.xml
t_has t.out 'at most 15.34 kg'
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 10 g of dysprosium, as oxide, is in it.'
t_has t.out 'At least 10 % of its mass is made up of dysprosium, as oxide.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '所含的镝（以氧化物计）达到或超过 10 g。'

# 2. Filed, checked against itself, and computed again; asked, and answered.
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q car.xml --item BOTH $(only gram) --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'stated-as="oxide"'
	t_exit 0 file draft.xml car.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}
t_exit 0 ask -q car.xml $(only gram) --ship DARK -o json
t_json t.out '.questions[0] | .kind == "content" and .item.part == "DARK" and .settles.clear == 1 and .settles.triggered == 1'

# 3. What makes no sense is refused, at its line.
bad() { # MESSAGE TEST
	rule bad "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err 'own/rules.xml:5:'
	t_has t.err "$1"
}
bad 'stated-as="oxide" of each substance' 'mass-share of="all" is="above" limit="1 %" each="substance"'
bad 'stated-as="oxide" of whole items' 'presence of="whole" in="magnet" is="above" limit="1 g"'

t_end
