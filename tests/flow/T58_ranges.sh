#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may look for little, or for what lies between two limits: the
# verdict, its reason in both languages, what is asked, what is filed, what
# another source would do, and what makes no sense.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'between' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" policy="any-stage" countries="CN" clause="1"/>
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<materials id="nd" clause="1" title="neodymium" title-zh="钕"><some elements="Nd"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TRIGGER
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s"><trigger><%s/></trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	rule some 'mass-share of="dy" is="above" limit="0 %" and="below" and-limit="0.1 %"'
	rule between 'mass-share of="nd" is="at-least" limit="5 %" and="at-most" and-limit="30 %"'
	rule magnet 'mass-share of="nd" is="at-least" limit="5 %" and="at-most" and-limit="30 %" per="homogeneous-material"'
	rule little 'value-share of="nd" origin="cn" is="below" limit="50 %"'
	rule none 'presence of="dy" is="at-most" limit="0 g"'
} | pack
cat >car.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<price element="Nd" basis="oxide" amount="100" per="kg" currency="USD" date="2026-01-01" market="M"/>
<item part="NONE" form="product" mass="1 kg" value="10 USD" complete="yes"/>
<item part="ROD" form="product" mass="1 kg" value="20 USD" complete="yes">
	<content element="Nd" amount="30 %"/><content element="Dy" amount="0.05 %"/>
	<origin stage="mining" country="CN"/></item>
<item part="BAR" form="product" mass="1 kg" complete="yes">
	<content element="Nd" amount="31-40 %"/><content element="Dy" amount="0.1 %"/></item>
<item part="OPEN" form="product" mass="1 kg" complete="yes"><content element="Nd" amount="4-31 %"/></item>
<item part="DARK" form="product" mass="1 kg"/>
</bom>
END
own='--rules own/rules.xml'
only() { echo "$own --only $1"; }
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'

# 1. BAR DARK NONE OPEN ROD.  Nothing is little; an exact 30 % lies within,
# 0.1 % is not less than itself, and of 35 USD of neodymium in 20 USD much is.
t_exit 1 check -q car.xml $own -o json=car.json -o html=en.html -o csv=car.csv
t_json car.json "$verdicts"' == ["some: cucct", "between: cucut", "magnet: uucuu", "little: uutuc", "none: cuttc"]'
t_json car.json '.rules[1] | .comparator == ">=" and .limit_text == "5 %" and .up_to == {"comparator": "<=", "limit": "0.3", "limit_text": "30 %"}'
t_json car.json '.rules[3] | .comparator == "<" and (has("up_to") | not)'
t_exit 1 check -q car.xml $own --exact -o csv=exact.csv
t_cmp exact.csv <car.csv
t_has en.html 'Neodymium in it: 31 % to 40 % of its mass, whatever the gaps hold; the rule asks for at least 5 % and at most 30 %.'
t_has car.csv '>= 5 % and <= 30 %'
t_exit 1 check -q car.xml $own --lang zh -o html=zh.html
t_has zh.html '规则要求达到或超过 5 %且不超过 30 %。'
t_has zh.html '规则要求低于 50 %。'
t_exit 0 explain -q car.xml BAR $(only between)
t_has t.out 'limit >= 5 % and <= 30 %.'
t_has t.out 'The limit of 30 % is reached by each of these alone, all else as it is: Nd that counts, above 300 g'
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 5 % and at most 30 % of its mass is made up of neodymium.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '占其价值的比例低于 50 %。'

# 2. Of what every item meets that holds none the review warns.
t_exit 0 rules check own/rules.xml
t_has t.err 'little is met by every item that holds no nd: a law that means only what holds some has a range from is="above"'

# 3. What is asked, and that an answer does what was said.
t_exit 0 ask -q car.xml $(only between) --ship OPEN
t_has t.out 'The rule asks for no more than so much, too: less may trigger it'
t_exit 0 ask -q car.xml $(only little) --ship OPEN -o json
t_json t.out '.verdicts[0] | has("clear") or has("triggered") | not'

# 4. Filed with both ends, checked against itself, and computed again.
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q car.xml --item ROD $own --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'compare=">=" end="lower" is="triggered" kind="mass-share" limit="0.05" limit-text="5 %"'
	t_has draft.xml 'compare="&lt;=" end="upper" is="triggered" kind="mass-share" limit="0.3" limit-text="30 %"'
	t_exit 0 file draft.xml car.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
	sed 's/end="upper" is="triggered"/end="upper" is="clear"/' draft.xml >wrong.xml
	t_exit 3 file wrong.xml car.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save g.xml
	t_has t.err 'its margin gives "triggered"'
}

# 5. Another source takes it below the range, and may take it into another one.
cat >two.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="P" form="product" mass="1 kg" complete="yes"/>
<item part="A" form="part" mass="500 g" complete="yes"><content element="Nd" amount="200 g"/><origin country="CN"/></item>
<item part="B" form="part" mass="500 g" complete="yes"><content element="Nd" amount="100 g"/><origin country="CN"/></item>
<use parent="P" child="A" quantity="1" unit="each"/>
<use parent="P" child="B" quantity="1" unit="each"/>
</bom>
END
{
	rule more 'mass-share of="nd" origin="cn" is="above" limit="25 %"'
	rule middle 'mass-share of="nd" origin="cn" is="at-least" limit="5 %" and="below" and-limit="15 %"'
} | pack
t_exit 1 whatif -q two.xml $own
t_has t.out 'But with this P is triggered under own/middle, which is not so now'
t_exit 1 whatif -q two.xml $own -o json
t_json t.out '.triggers == 1'
{
	rule less 'mass-share of="nd" origin="cn" is="at-most" limit="35 %"'
} | pack
t_exit 1 whatif -q two.xml $own
t_has t.out 'The rule asks for no more than so much, and less of it still meets it.'

# 6. What makes no sense is refused, at its line.
bad() { # MESSAGE TRIGGER
	rule bad "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "own/rules.xml:5:"
	t_has t.err "$1"
}
bad 'nothing is less than zero' 'presence of="dy" is="below" limit="0 g"'
bad 'every share is at most 100 %' 'mass-share of="dy" is="at-most" limit="100 %"'
bad 'and and and-limit: expected both, for a range, or neither' 'mass-share of="dy" is="above" limit="1 %" and="below"'
bad 'is="below" and at-most: expected is="above" or "at-least" for the lower end of a range' \
	'mass-share of="dy" is="below" limit="1 %" and="at-most" and-limit="2 %"'
bad 'nothing is above 2 % and below 2 %: expected the greater limit in and-limit' \
	'mass-share of="dy" is="above" limit="2 %" and="below" and-limit="2 %"'
bad 'each="substance" with is="below"' 'mass-share of="dy" is="below" limit="2 %" each="substance"'
rule exact 'mass-share of="dy" is="at-least" limit="2 %" and="at-most" and-limit="2 %"' | pack
t_exit 0 rules check own/rules.xml

t_end
