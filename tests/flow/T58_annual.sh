#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a mass of a year is what one item holds times what a transaction says
# goes out; without it the verdict is open, and what decides it is told.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'more than 18 kg a year' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="heavy" clause="1" title="terbium and dysprosium" title-zh="铽和镝"><some elements="Tb Dy"/></materials>
<materials id="magnets" whole="yes" clause="1" title="magnets" title-zh="磁体"><some elements="Tb Dy"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TEST
	printf '<rule id="%s" clause="1" title="by %s" title-zh="按%s"><trigger>%s</trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	rule least '<annual-mass of="heavy" is="at-least" limit="18 kg"/>'
	rule above '<annual-mass of="heavy" is="above" limit="18 kg"/>'
	rule each '<annual-mass of="heavy" is="at-least" limit="9.6 kg" each="element"/>'
	rule whole '<annual-mass of="magnets" in="magnet" is="above" limit="1.1 t"/>'
} | pack
cat >motor.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="MOTOR" form="product" mass="10 kg" complete="yes"/>
<item part="MAG" form="magnet" mass="100 g" complete="yes">
	<content element="Tb" amount="0.7 %"/><content element="Dy" amount="0.8 %"/></item>
<item part="CASE" form="part" mass="9 kg" complete="yes" shipped="yes"/>
<use parent="MOTOR" child="MAG" quantity="10" unit="each"/>
<use parent="MOTOR" child="CASE" quantity="1" unit="each"/>
</bom>
END
deal() { # ATTRIBUTES...
	{
		echo '<transaction xmlns="urn:retrace:transaction:1" id="t">'
		for a in "$@"; do echo "<per-year $a/>"; done
		echo '</transaction>'
	} >deal.xml
}
own='--rules own/rules.xml'
with="$own --transaction deal.xml"
got='[.rules[] | "\(.rule) \(.items[] | select(.item.part == "MOTOR") | .verdict)"]'
first='.rules[0].items[] | select(.item.part == "MOTOR")'

# 1. 15 g in each: at 1200 a year exactly 18 kg, of which 9.6 kg are Dy, and
# 1.2 t of magnets.
deal 'quantity="1200 each"'
t_exit 1 check -q motor.xml $with -o json=a.json -o csv=a.csv -o table=a.txt
t_json a.json "$got == [\"least triggered\", \"above clear\", \"each triggered\", \"whole triggered\"]"
t_json a.json "$first | .numerator.low == \"18000\" and .margin.low == \"0\" and .per_year == \"1200 each\" and (has(\"denominator\") | not)"
t_json a.json '.rules[0].measure == "annual-mass" and .rules[2].items[0].decided_by.element == "Dy"'
t_has a.txt 'Terbium and dysprosium in it, of 1200 each that go out in a year: 18 kg; the rule asks for at least 18 kg a year.'
t_ok 'rows tell the mass of a year' sh -c 'grep "^own,least,.*,MOTOR,," a.csv | grep -q ",18000,18000,g,>= 18 kg a year,"'
t_exit 1 check -q motor.xml $with --exact -o csv=exact.csv
t_cmp exact.csv <a.csv
schema=$t_top/schemas/output-1.schema.json
t_ok 'nothing that the schema does not know' jq -en --slurpfile s "$schema" --slurpfile d a.json \
	'[$d[0].rules[].items[] | keys[]] - ($s[0]["$defs"].judged.properties | keys) == []'
t_exit 1 check -q motor.xml $with -o html=zh.html --lang zh
t_has zh.html '，每年出口合计：18'

# One piece less, none, and what is said of this item alone.
deal 'quantity="1199 each"'
t_exit 1 check -q motor.xml $with -o json
t_json t.out "$got == [\"least clear\", \"above clear\", \"each clear\", \"whole triggered\"]"
deal 'quantity="0 each"'
t_exit 0 check -q motor.xml $with
deal 'quantity="1 each"' 'item="MOTOR" quantity="1201 each"'
t_exit 1 check -q motor.xml $with -o json
t_json t.out "$got | .[1] == \"above triggered\""

# 2. Without a transaction, or in another unit, it is open; not so of what holds
# nothing.
t_exit 2 check -q motor.xml $own -o json=b.json -o table=b.txt
t_json b.json "$got == [\"least undecided\", \"above undecided\", \"each undecided\", \"whole undecided\"]"
t_json b.json '.rules[0].items[] | select(.item.part == "CASE") | .verdict == "clear"'
t_json b.json "$first | .numerator.low == \"0\" and .numerator.high == null"
t_has b.txt 'How many go out in a year is not told: a transaction with per-year, in the unit of the item, decides it.'
deal 'quantity="12 t"'
t_exit 2 check -q motor.xml $with
deal 'value="5000 USD"'
t_exit 2 check -q motor.xml $with

# 3. Beside it: a receipt, a filing, a timeline; and what does not tell.
deal 'quantity="1200 each"'
t_exit 1 check -q motor.xml $with -o receipt=motor.receipt
t_exit 0 verify --recompute motor.receipt --inputs . --inputs own
deal 'quantity="12 each"'
t_exit 66 verify --recompute motor.receipt --inputs . --inputs own
deal 'quantity="1200 each"'
t_exit 0 draft -q motor.xml --item MOTOR $with --filer "$t_top/tests/examples/filer.xml" --save draft.xml
t_has draft.xml 'per-year="1200 each"'
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
t_exit 0 file draft.xml motor.xml deal.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
t_exit 1 check -q motor.xml $with --only least --timeline -o json
t_json t.out '[.rows[] | select(.part == "MOTOR") | .verdict] | all(. == "triggered")'
t_exit 0 ask -q motor.xml $own
t_has t.out 'How much of it goes out in a year has to be known, too: --transaction names a file that says it.'
t_exit 0 ask -q motor.xml $own -o json
t_json t.out '[.questions[] | .kind, .settles.any, .settles.surely] == ["per-year", 4, 4] and all(.verdicts[]; .needs_quantity_per_year)'
# With it nothing is open; of what a magnet then does not say it asks.
t_exit 0 ask -q motor.xml $with
t_has t.out '0 undecided verdicts of what is shipped'
sed 's/amount="[^"]*"/amount="0.5-1 g"/' motor.xml >wide.xml
t_exit 0 ask -q wide.xml $with --only least -o json
t_json t.out '.verdicts | length == 1 and (.[0] | has("needs_quantity_per_year") | not)'

# 4. Printed, and refused.
t_exit 0 rules check own/rules.xml
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 18 kg a year of terbium and dysprosium goes out in it.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '每年出口的质量合计达到或超过 18 kg。'
bad() { # MESSAGE RULE
	echo "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$1"
}
bad 'any amount in a year is any amount' "$(rule bad '<annual-mass of="heavy" is="above" limit="0 g"/>')"
bad 'per="part" of an annual-mass' "$(rule bad '<annual-mass of="heavy" is="above" limit="1 g" per="part"/>')"
bad 'together="yes" in a scope' '<rule id="bad" clause="1" title="t" title-zh="t"><scope><annual-mass of="heavy" is="above" limit="1 g" together="yes"/></scope><trigger><mass-share of="heavy" is="above" limit="1 %"/></trigger></rule>'

# Two products that stay below the limit each, and not together: 2 x 600 of
# them hold 18 kg of both, and 9.6 kg of dysprosium.
sed -e 's/part="MOTOR"/part="TWIN"/' -e 's/parent="MOTOR"/parent="TWIN"/' -e '/part="MAG"/,/item>/d' \
	-e '/CASE/d' motor.xml >twin.xml
{
	rule least '<annual-mass of="heavy" is="at-least" limit="18 kg"/>'
	rule each '<annual-mass of="heavy" is="at-least" limit="9.6 kg" each="element"/>'
} | pack
deal 'quantity="600 each"'
t_exit 0 check motor.xml twin.xml $with --ship MOTOR --ship TWIN --as-of 2026-02-01
t_has t.err 'own/rules.xml:4:1: warning: least: no shipped item meets it alone, and the 2 together hold up to 18 kg of what it counts in a year'
t_has t.err 'warning: each: no shipped item meets it alone, and the 2 together hold up to 9.6 kg'
t_exit 0 check motor.xml $with --as-of 2026-02-01
t_ok 'one alone' sh -c '! grep -q together t.err'
deal 'quantity="599 each"'
t_exit 0 check motor.xml twin.xml $with --as-of 2026-02-01
t_ok 'below it together' sh -c '! grep -q together t.err'

t_end
