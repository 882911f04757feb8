#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: an origin may ask for another country at each stage: "mined in CN and
# separated anywhere else", "metal made in RU, or any other stage in CN".

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'mined in CN, separated elsewhere' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # ORIGINS [TEST]
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
%s
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>\n' "$1" >own/rules.xml
	for id in both either; do
		echo "<rule id=\"$id\" clause=\"1\" title=\"$id\" title-zh=\"法\">${3:-}<trigger><mass-share of=\"dy\" origin=\"$id\" is=\"at-least\" limit=\"0.5 %\" ${2:-}/></trigger></rule>"
	done >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
both='<origin id="both" match="all" clause="1"><at stages="mining" countries="CN"/><at stages="separation" not-countries="CN"/></origin>'
either='<origin id="either" clause="1"><at stages="metal" countries="RU"/><at stages="mining separation alloy" countries="CN"/></origin>'
pack "$both$either"
magnet() { # PART MINED SEPARATED METAL
	printf '<item part="%s" form="magnet" mass="100 g" complete="yes"><content element="Dy" amount="1 %%"/>' "$1"
	printf '<origin stage="mining" %s/><origin stage="separation" %s/><origin stage="metal" %s/><origin stage="alloy" country="JP"/></item>\n' "$2" "$3" "$4"
}
# By hand, 1 % of dysprosium: all of it, or 60 % and 70 % of which at least 30 %
# and at most 60 % are both; of a stage that nobody names all or nothing.
{
	echo '<bom xmlns="urn:retrace:bom:1">'
	magnet A 'country="CN"' 'country="EE"' 'country="EE"'
	magnet B 'country="CN"' 'country="CN"' 'country="RU"'
	magnet C 'country="AU"' 'country="EE"' 'country="CN"'
	magnet D 'country="CN" share="60 %" of="blend"/><origin stage="mining" country="AU" share="40 %" of="blend"' 'country="EE" share="70 %" of="blend"/><origin stage="separation" country="CN" share="30 %" of="blend"' 'country="EE"'
	magnet E 'country="CN" share="80 %" of="blend"/><origin stage="mining" country="AU" share="20 %" of="blend"' 'country="EE" share="80 %" of="blend"/><origin stage="separation" country="CN" share="20 %" of="blend"' 'country="EE"'
	magnet F 'country="CN"' 'country="unknown"' 'country="RU"'
	echo '</bom>'
} >b.xml
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'
t_exit 0 rules check ./own
t_exit 1 check b.xml --rules own/rules.xml -o json=b.json -o csv=b.csv -o html=b.html -o table
t_json b.json "$verdicts"' == ["both: tccutu", "either: ttcttt"]'
t_has t.out 'Dysprosium that went through mining in China and separation in a country other than CN in it: 1 % of its mass'
t_json b.json '.rules[0].origin.at == [{"stages": ["mining"], "countries": ["CN"]}, {"stages": ["separation"], "not_countries": ["CN"]}]'
t_exit 1 check -q b.xml --rules own/rules.xml --exact -o csv=exact.csv
t_cmp exact.csv <b.csv
t_exit 0 rules show own/rules.xml
t_has t.out 'each of these: mining in China, and separation in a country other than CN'
t_has t.out 'any of these: mining, separation and alloy in China, or metal in RU'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '开采：CN；分离：以下各国以外：CN'
t_exit 0 explain b.xml D --rules own/rules.xml
t_exit 0 whatif b.xml --rules own/rules.xml --ship A --from AU
t_exit 64 whatif b.xml --rules own/rules.xml --only either --from RU
t_has t.err 'a rule counts what comes from there'

# A draft says which.
t_exit 0 draft -q b.xml --item A --rules own/rules.xml --filer "$t_top/tests/examples/filer.xml" --save draft.xml
t_has draft.xml 'countries="mining: CN; separation: not CN"'

wrong() { # ORIGINS MESSAGE [TEST] [SCOPE]
	pack "$1$either" "${3:-}" "${4:-}"
	t_exit 65 rules check ./own
	t_has t.err "$2"
}
wrong '<origin id="both" clause="1"><at stages="mining" countries="CN"/><at stages="mining alloy" countries="RU"/></origin>' 'own/rules.xml:2:66: a stage for the second time: expected each stage in one at alone'
wrong '<origin id="both" policy="mine" clause="1"><at stages="mining" countries="CN"/></origin>' 'policy, stages or countries of an origin that holds at'
wrong '<origin id="both" clause="1"><at stages="mining"/></origin>' 'an origin without countries'
wrong '<origin id="both" clause="1"><at stages="mining" countries="XX"/></origin>' 'no country has the code XX'
wrong "$both" 'of which each stage has its own countries, with each="country"' 'each="country"'
wrong "$both" 'of which each stage has its own countries, of the item itself' '' '<scope><item forms="magnet" origin="both"/></scope>'
t_end
