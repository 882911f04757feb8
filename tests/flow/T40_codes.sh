#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a rule may name goods by their tariff code; one that is not stated, or
# too short, leaves it open.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'motors with dysprosium' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
rule() { # ID ITEM
	printf '<rule id="%s" clause="1" title="by %s" title-zh="按%s"><scope><item %s/></scope><trigger><presence of="dy" is="above" limit="0 g"/></trigger></rule>\n' "$1" "$1" "$1" "$2"
}
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
{
	rule in 'hs="8501 850511"'
	rule out 'not-hs="8501 850511"'
	rule both 'forms="magnet" hs="850511"'
} | pack
item() { # PART ATTRIBUTES
	printf '<item part="%s" mass="1 kg" complete="yes" %s><content element="Dy" amount="1 %%"/></item>\n' "$1" "$2"
}
{
	echo '<bom xmlns="urn:retrace:bom:1">'
	item MOTOR 'form="component" hs="8501.31"'
	item MAGNET 'form="magnet" hs="85051100"'
	item OTHER 'form="magnet" hs="8482"'
	item SHORT 'form="magnet" hs="8505"'
	item NONE 'form="component"'
	# many of which nobody says anything, and one that states a code alone
	for i in 1 2 3; do printf '<item part="PLAIN%s"/>\n' "$i"; done
	printf '<item part="CODED" hs="8482"/>\n'
	echo '</bom>'
} >set.xml
t_exit 1 check -q set.xml --rules ./own -o json=set.json
said() { # RULE VERDICTS in the order of the file
	t_json set.json "[(.rules[] | select(.rule == \"$1\") | .items | sort_by(.item.line)[] | .verdict)] | join(\" \") == \"$2\""
}
said in 'triggered triggered clear undecided undecided undecided undecided undecided clear'
said out 'clear clear triggered undecided undecided undecided undecided undecided undecided'
said both 'clear triggered clear undecided clear undecided undecided undecided clear'
t_exit 0 rules show own/rules.xml
t_has t.out 'The item itself: its tariff code is under one of 8501 850511.'
t_has t.out 'The item itself is of form magnet; its tariff code is under one of 850511.'

refused() { # ITEM MESSAGE
	rule bad "$1" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$2"
}
refused 'hs="8501" not-hs="8505"' 'both hs and not-hs: expected one of them'
refused '' 'an item without forms and hs: expected what it is, by its form, its tariff code, its mass or its value'
refused 'hs="85.01"' 'expected tariff codes of 2, 4, 6, 8 or 10 digits'

# A limit in a code that is no currency could never be held against a price.
refused 'value-is="above" value="5 RMB"' 'rules.xml:3:67: no currency has the code RMB: expected CNY, of ISO 4217'
refused 'value-is="above" value="5 XYZ"' 'no currency has the code XYZ: expected one of ISO 4217, such as CNY, EUR, INR, JPY, USD'
for code in CNY EUR INR JPY USD ZWG HRK; do
	rule good "value-is=\"above\" value=\"5 $code\"" | pack
	t_exit 0 rules check own/rules.xml
done
printf '<rule id="v" clause="1" title="v" title-zh="v"><trigger><any><way id="a" title="a" title-zh="a"><value of="dy" is="above" limit="5 USD"/></way><way id="b" title="b" title-zh="b"><annual-value of="dy" is="above" limit="5 ABC"/></way></any></trigger></rule>\n' | pack
t_exit 65 rules check own/rules.xml
t_has t.err 'no currency has the code ABC'
t_end
