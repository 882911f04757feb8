#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may leave out what is in goods of some forms, or such goods
# themselves; a limit that changes every year is one rule for each.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'but for glass' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2028-12-31" title="Example" title-zh="示例">
<materials id="la" clause="1" title="lanthanum and cerium" title-zh="镧和铈"><some elements="La Ce"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TRIGGER [SCOPE [DAYS]]
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s" %s>%s<trigger>%s</trigger></rule>\n' \
		"$1" "$1" "$1" "$4" "${3:+<scope>$3</scope>}" "$2"
}
{
	rule grams '<presence of="la" not-in="glass catalyst" is="at-least" limit="10 g"/>'
	rule share '<mass-share of="la" not-in="glass catalyst" is="above" limit="1 %"/>'
	rule itself '<presence of="la" is="at-least" limit="10 g"/>' '<item not-forms="glass catalyst"/>'
} | pack
# CAMERA holds 40 g of La in its lens, which do not count, and 9 g or 10 g in
# its alloy; of 1000 g of BOX, 15 g in glass and 10 g in an oxide.
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="CAMERA" shipped="yes" form="product" mass="500 g" complete="yes"/>
<item part="TEN" shipped="yes" form="product" mass="500 g" complete="yes"/>
<item part="BOX" shipped="yes" form="product" mass="1000 g" complete="yes"/>
<item part="OPEN" shipped="yes" form="product" mass="1000 g" complete="yes"/>
<item part="LENS" shipped="yes" form="glass" mass="100 g" complete="yes"><content element="La" amount="40 g"/></item>
<item part="PANE" shipped="yes" form="glass" mass="100 g" complete="yes"><content element="La" amount="15 g"/></item>
<item part="NINE" shipped="yes" form="alloy" mass="20 g" complete="yes"><content element="La" amount="9 g"/></item>
<item part="ONE" shipped="yes" form="metal" mass="1 g" complete="yes"><content element="Ce" amount="1 g"/></item>
<item part="OXIDE" shipped="yes" form="oxide" mass="20 g" complete="yes"><content element="Ce" amount="10 g"/></item>
<item part="PART" shipped="yes" form="part" mass="20 g" complete="yes"><content element="Ce" amount="12 g"/></item>
<item part="STUFF" shipped="yes" form="material" mass="20 g" complete="yes"><content element="Ce" amount="12 g"/></item>
<use parent="CAMERA" child="LENS" quantity="1" unit="each"/>
<use parent="CAMERA" child="NINE" quantity="1" unit="each"/>
<use parent="TEN" child="LENS" quantity="1" unit="each"/>
<use parent="TEN" child="NINE" quantity="1" unit="each"/>
<use parent="TEN" child="ONE" quantity="1" unit="each"/>
<use parent="BOX" child="PANE" quantity="1" unit="each"/>
<use parent="BOX" child="OXIDE" quantity="1" unit="each"/>
<use parent="OPEN" child="PART" quantity="1" unit="each"/>
</bom>
END
own='--rules own/rules.xml --as-of 2026-06-01'

# 1. Worked out by hand: 9 g, 10 g and 10 g count; of a part and a material
# nobody says whether that is glass.  1 % of 500 g is 5 g, and of 1000 g 10 g.
t_exit 1 check -q b.xml $own -o json=b.json
t_json b.json '.rules[0].items | map({(.item.part): .verdict}) | add |
	.CAMERA == "clear" and .TEN == "triggered" and .BOX == "triggered" and .OPEN == "undecided" and
	.LENS == "clear" and .OXIDE == "triggered" and .PART == "undecided" and .STUFF == "undecided"'
t_json b.json '.rules[1].items | map({(.item.part): .verdict}) | add |
	.CAMERA == "triggered" and .BOX == "clear" and .OPEN == "undecided" and .LENS == "clear" and .PANE == "clear"'
t_json b.json '.rules[2].items | map({(.item.part): .verdict}) | add |
	.CAMERA == "triggered" and .LENS == "clear" and .PART == "triggered" and .STUFF == "undecided" and .OXIDE == "triggered"'
t_exit 0 explain -q b.xml TEN $own --only grams
t_has t.out '10 g'

# 2. In words.
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 10 g of lanthanum and cerium is in it, but for what is in catalyst, glass.'
t_has t.out 'The item itself is of any form but catalyst, glass.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '（不计催化剂、玻璃中的）'
t_has t.out '物项本身的形态不是：催化剂、玻璃'

# 3. A filing says so, and is computed again.
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q b.xml --item TEN $own --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'not-forms="catalyst glass"'
	t_exit 0 file draft.xml b.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save ten.xml
	t_exit 0 verify --recompute ten.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}

# 4. Both ways at once make no sense, nor whole items of all other forms.
rule bad '<presence of="la" in="glass" not-in="catalyst" is="above" limit="1 g"/>' | pack
t_exit 65 rules check own/rules.xml
t_has t.err 'both in and not-in: expected one of them'
rule bad '<value of="la" counts="item" not-in="glass" is="above" limit="1 USD"/>' | pack
t_exit 65 rules check own/rules.xml
t_has t.err 'counts="item" counts whole items'
rule bad '<presence of="la" is="above" limit="1 g"/>' '<item not-forms="glass"/><item forms="glass"/>' | pack
t_exit 65 rules check own/rules.xml
t_has t.err 'bad is never met'

# 5. A limit for each year: no days are between the years but where one is
# missing.
year() {
	rule "y$1" "<mass-share of=\"la\" is=\"above\" limit=\"$2 %\"/>" '' "from=\"$1-01-01\" until=\"$1-12-31\""
}
{
	year 2026 60
	year 2027 50
	year 2028 40
} | pack
t_exit 0 rules check own/rules.xml
t_ok "no days between years" sh -c '! grep -q "between these days" t.err'
{
	year 2026 60
	year 2028 40
} | pack
t_exit 0 rules check own/rules.xml
t_has t.err 'y2026 ends on 2026-12-31 and y2028 begins on 2028-01-01: between these days no rule'
t_end
