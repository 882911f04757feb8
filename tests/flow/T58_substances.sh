#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a limit is one of each substance alone, as documents name them; what
# nobody names may be any of these; and whatever tells a verdict names the
# substance that decides it.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'more than 0.1 % of each' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
rule() { # ID TRIGGER
	printf '<rule id="%s" clause="1" title="by %s" title-zh="按%s"><trigger>%s</trigger></rule>\n' "$1" "$1" "$1" "$2"
}
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="light" clause="1" title="neodymium and praseodymium" title-zh="钕和镨"><some elements="Nd Pr"/></materials>
<materials id="magnets" clause="1" title="magnets" title-zh="磁体" whole="yes"><some elements="Nd Pr"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
{
	rule sum '<mass-share of="light" is="above" limit="3 %"/>'
	rule each '<mass-share of="light" is="above" limit="3 %" each="substance"/>'
	rule article '<mass-share of="light" is="above" limit="20 %" per="article" each="substance"/>'
	rule mass '<presence of="light" is="at-least" limit="24 g" each="substance"/>'
	rule year '<annual-mass of="light" is="above" limit="1 kg" each="substance"/>'
} | pack
# 24.02 g of Nd in Nd2Fe14B, 4.29 g in Nd2O3 by two names, 5 g in whatever.
cat >set.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="SET" form="product" mass="1 kg" complete="yes"/>
<item part="MAG" form="magnet" mass="100 g" complete="yes"><content formula="Nd2Fe14B" amount="90 %"/></item>
<item part="CAP" form="component" mass="10 g" complete="yes"><content name="Neodymium oxide" cas="1313-97-9" amount="2 g"/></item>
<item part="CER" form="ceramic" mass="10 g" complete="yes"><content formula="Nd2O3" amount="3 g"/></item>
<item part="LED" form="part" mass="10 g" complete="yes"><content element="Nd" amount="5 g"/></item>
<use parent="SET" child="MAG" quantity="1" unit="each"/>
<use parent="SET" child="CAP" quantity="1" unit="each"/>
<use parent="SET" child="CER" quantity="1" unit="each"/>
<use parent="SET" child="LED" quantity="1" unit="each"/>
</bom>
END
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1">
<per-year item="SET" quantity="100 each"/>
</transaction>
END
own='--rules own/rules.xml'
only() { echo "$own --only $1"; }
of='select(.item.part == "SET")'

# 1. All together they are beyond the limit; each alone is not, and may be once
# what nobody names is added.
t_exit 1 check -q set.xml $own -o json=set.json -o csv=set.csv -o table=set.txt --transaction deal.xml
t_json set.json "[.rules[] | \"\\(.rule) \\(.items[] | $of | .verdict)\"] == [\"sum triggered\", \"each clear\", \"article triggered\", \"mass triggered\", \"year triggered\"]"
t_json set.json "[.rules[1:][] | .items[] | $of | .decided_by | .item.part, .substance] == [\"SET\", \"Nd2Fe14B\", \"MAG\", \"Nd2Fe14B\", \"SET\", \"Nd2Fe14B\", \"SET\", \"Nd2Fe14B\"]"
t_json set.json '.rules[1] | .each == "substance" and (has("per") | not)'
t_has set.txt 'Neodymium and praseodymium of Nd2Fe14B in it: 2.401 % to 2.669 % of its mass, whatever the gaps hold; the rule asks for more than 3 %.'
t_has set.txt 'Each article counts by itself, and each substance alone; the one that decides is MAG. Neodymium and praseodymium of Nd2Fe14B in it: 24.02 % of its mass; the rule asks for more than 20 %.'
t_ok 'rows name the substance' sh -c 'tr -d "\r" <set.csv | grep "^own,article,.*,SET,," | grep -q ",MAG,,.*,Nd2Fe14B,$"'
schema=$t_top/schemas/output-1.schema.json
t_ok 'nothing that the schema does not know' jq -en --slurpfile s "$schema" --slurpfile d set.json \
	'([$d[0].rules[].items[].decided_by // {} | keys[]] - ($s[0]["$defs"].decided_by.properties | keys)) == []'
# of two names that are one substance the sum; with what nobody names it is next
sed 's/"2 g"/"20 %"/; s/amount="3 g"/amount="30 %"/; s/<item part="MAG".*/<item part="MAG" mass="100 g" complete="yes"\/>/' set.xml >two.xml
t_exit 0 check -q two.xml $(only each) -o json
t_json t.out ".rules[0].items[] | $of | .decided_by.substance == \"Neodymium oxide\" and (.numerator.low | split(\"/\") | (.[0] | tonumber) / (.[1] | tonumber) | . > 4.28 and . < 4.29)"

# 2. Nothing that is named: it may all be one substance.
printf '<bom xmlns="urn:retrace:bom:1"><item part="SET" mass="1 kg"/></bom>' >silent.xml
t_exit 2 check -q silent.xml $(only each) -o json=silent.json -o table=silent.txt
t_json silent.json '.rules[0].items[0] | .verdict == "undecided" and .decided_by.substance == null'
t_has silent.txt 'Neodymium and praseodymium of substances not named in it: at most 100 % of its mass'

# 3. What is told elsewhere is told of the same substance.
t_exit 1 check -q set.xml $(only article) -o html=en.html -o sarif=set.sarif -o receipt=set.receipt
t_has en.html 'Neodymium and praseodymium of Nd2Fe14B in it'
t_json set.sarif '[.runs[0].results[].message.text | contains("of Nd2Fe14B in it")] | any'
t_exit 0 verify --recompute set.receipt --inputs . --inputs own
t_exit 1 check -q set.xml $(only article) -o html=zh.html --lang zh
t_has zh.html '每一物品单独计算，每种物质单独计算；起决定作用的是MAG：'
t_has zh.html 'Nd2Fe14B中的钕和镨'
t_exit 0 explain -q set.xml SET $(only mass)
t_has t.out 'Neodymium and praseodymium of Nd2Fe14B in it'
t_exit 1 check -q set.xml $own -o csv=plain.csv
t_exit 1 check -q set.xml $own --exact -o csv=exact.csv
t_cmp exact.csv <plain.csv

# 4. Filed, checked against itself, and computed again.
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
t_exit 0 draft -q set.xml --item SET $(only article) --filer "$t_top/tests/examples/filer.xml" --save draft.xml
t_has draft.xml 'each="substance"'
t_has draft.xml 'formula="Nd2Fe14B"'
t_exit 0 draft -q silent.xml --item SET $(only each) --filer "$t_top/tests/examples/filer.xml" --save silent-draft.xml
t_has silent-draft.xml 'unnamed="yes"'
t_exit 0 file draft.xml set.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
t_has t.out 'recomputed every verdict and number is the same'

# 5. Printed for a person.
t_exit 0 rules show own/rules.xml
t_has t.out 'neodymium and praseodymium. Each substance counts alone.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '每种物质单独计算。'
t_exit 0 rules check own/rules.xml

# 6. What makes no sense is refused, at its line.
bad() { # MESSAGE TRIGGER
	rule bad "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$1"
}
bad 'each="substance" of any amount' '<presence of="light" is="above" limit="0 g" each="substance"/>'
bad 'each="substance" of a value, which has no substances: expected it of a mass of rare earths' \
	'<value-share of="light" is="above" limit="1 %" each="substance"/>'
bad 'each="substance" of whole items, which has no substances' \
	'<presence of="magnets" in="magnet" is="above" limit="1 g" each="substance"/>'
t_end
