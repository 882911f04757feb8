#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a share may be one of the rare earths that an item holds instead of its
# mass: which, from where, of which of them; its reason in both languages, what
# is filed, what another source does to it, and what makes no sense.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'among' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" stages="mining" match="any" countries="CN" clause="1"/>
<materials id="all" clause="1" title="rare earths" title-zh="稀土"><some elements="Y La Ce Pr Nd Sm Tb Dy"/></materials>
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<materials id="pair" clause="1" title="neodymium and dysprosium" title-zh="钕和镝"><some elements="Nd Dy"/></materials>
<materials id="oxides" clause="1" title="oxides" title-zh="氧化物"><some elements="Nd Dy" as="oxide"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID ATTRIBUTES
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s"><trigger><mass-share %s/></trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	rule dy 'of="dy" among="all" is="above" limit="5 %"'
	rule little 'of="dy" among="all" is="at-most" limit="5 %"'
	rule china 'of="pair" origin="cn" among="itself" is="above" limit="65 %"'
	rule each 'of="pair" origin="cn" among="itself" each="element" is="above" limit="65 %"'
	rule oxide 'of="oxides" among="itself" is="at-least" limit="50 %"'
} | pack
# 9.5 g Nd and 0.5 g Dy are exactly 5 %.
cat >car.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="FIVE" form="magnet" mass="30 g" complete="yes"><content element="Nd" amount="9.5 g"/><content element="Dy" amount="0.5 g"/>
	<origin stage="mining" country="CN"/></item>
<item part="MORE" form="magnet" mass="30 g" complete="yes"><content element="Nd" amount="9.5 g"/><content element="Dy" amount="0.501-0.6 g"/>
	<origin stage="mining" country="AU"/></item>
<item part="NONE" form="part" mass="30 g" complete="yes"/>
<item part="OPEN" form="magnet" mass="30 g" complete="yes"><content element="Nd" amount="9 g"/><content element="Dy" amount="0.1-1 g"/></item>
<item part="DARK" form="part" mass="30 g"/>
<item part="MIX" form="product" mass="200 g" complete="yes"/>
<item part="CN" form="oxide" mass="100 g" complete="yes"><content element="Nd" amount="40 g"/><content element="Dy" amount="1 g"/>
	<origin stage="mining" country="CN"/></item>
<item part="AU" form="metal" mass="100 g" complete="yes"><content element="Nd" amount="20 g"/><content element="Dy" amount="1 g"/>
	<origin stage="mining" country="AU"/></item>
<use parent="MIX" child="CN" quantity="1" unit="each"/>
<use parent="MIX" child="AU" quantity="1" unit="each"/>
</bom>
END
own='--rules own/rules.xml'
only() { echo "$own --only $1"; }
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'

# 1. DARK FIVE MIX MORE NONE OPEN.  Of none there is no share.  Of MIX 41 g of 62 g
# come from China: 66.1 %; but 40 g of 60 g of the one and 1 g of 2 g of the
# other.
t_exit 1 check -q car.xml $own -o json=car.json -o csv=car.csv -o html=en.html
t_json car.json "$verdicts"' == ["dy: ucctcu", "little: uttccu", "china: uttccu", "each: uttccu", "oxide: uctccc"]'
t_json car.json '[.rules[2].items[] | select(.item.part == "MIX") | .ratio.low[:6], .ratio.high[:6]] == ["41/62", "41/62"]'
t_has en.html 'Dysprosium in it: 5 % of all rare earths in it; the rule asks for more than 5 %.'
t_exit 1 check -q car.xml $own --lang zh -o html=zh.html
t_has zh.html '镝占其所含稀土：5 %；规则要求超过 5 %。'
t_exit 1 check -q car.xml $own --exact -o csv=exact.csv
t_cmp exact.csv <car.csv
t_exit 0 explain -q car.xml FIVE $(only dy)
t_has t.out '0.5 g in 10 g of rare earths; limit > 5 %.'
t_exit 0 rules show own/rules.xml
t_has t.out 'More than 65 % of all neodymium and dysprosium in it is made up of neodymium and dysprosium that went through mining in China. Each element counts alone.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '占其所含稀土的比例超过 5 %。'

# 2. Who tells how much there is settles it, whatever he says.
t_exit 0 ask -q car.xml $(only dy) --ship OPEN -o table -o json=asked.json
t_has t.out 'The rule asks for a share among rare earths'
t_json asked.json '[.questions[] | select(.kind == "amount") | .item.part, .settles.clear, .settles.triggered] == ["OPEN", 1, 1]'
t_json asked.json '.verdicts[] | select(.item.part == "OPEN") | [.bounds.low, .bounds.high] == ["-0.355", "0.5"]'

# 3. Another source takes some of it away.
t_exit 2 whatif -q car.xml $(only china) -o json
t_json t.out '[.choices[].parts[].item.part] == ["FIVE", "CN"] and ([.verdicts[] | .now] == ["clear", "clear"]) and .optimal'

# 4. Filed, checked against itself, and computed again.
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	for part in MIX NONE DARK OPEN; do
		t_exit 0 draft -q car.xml --item $part $own --filer "$t_top/tests/examples/filer.xml" --basis precautionary --save draft.xml
		t_has draft.xml 'among="all"'
		t_exit 0 file draft.xml car.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save $part.xml
	done
	t_exit 0 verify --recompute MIX.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}

# 5. What makes no sense is refused, at its line.
bad() { # MESSAGE ATTRIBUTES
	rule bad "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err 'own/rules.xml:7:'
	t_has t.err "$1"
}
bad 'among="earths" of <mass-share>: expected one of all, dy, pair, oxides' 'of="dy" among="earths" is="above" limit="5 %"'
bad 'all has elements that dy has not: expected a share of some of these' 'of="all" among="dy" is="above" limit="5 %"'
bad 'among="oxides", which has as: expected materials that count in any guise' 'of="dy" among="oxides" is="above" limit="5 %"'
bad 'a share of dy among the same elements of any origin is all of them' 'of="dy" among="itself" is="above" limit="5 %"'
bad 'each="substance" with among' 'of="dy" among="all" each="substance" is="above" limit="5 %"'

# All of it, however much that is.
rule china 'of="pair" origin="cn" among="itself" is="above" limit="65 %"' | pack
cat >some.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="SOME" form="magnet" complete="yes"><content element="Nd" amount="present"/><origin stage="mining" country="CN"/></item>
</bom>
END
t_exit 1 check -q some.xml $own -o json=some.json
t_json some.json '[.rules[0].items[] | .verdict, .ratio.low, .ratio.high] == ["triggered", "1", "1"]'
t_end
