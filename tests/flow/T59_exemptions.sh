#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: an exemption of a pack looks at what an item is and at its transaction;
# where that is not known the answer says so, and an item is never exempt
# because nobody said anything.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'any dysprosium' 'Example Act, section 1' sourced 2026-01-31 \
	2 MUST 'not of spare parts' 'Example Act, section 2' sourced 2026-01-31 >own/clauses.tsv
pack() { # exemptions from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<rule id="any" clause="1" title="any" title-zh="任何"><trigger><presence of="dy" is="above" limit="0 g"/></trigger></rule>
<rule id="other" clause="1" title="other" title-zh="其他"><trigger><mass-share of="dy" is="above" limit="1 %%"/></trigger></rule>
<decisions>
<question id="spare" clause="2" title="is it a spare part?" title-zh="是否为备件？"/>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '<decision id="clear" outcome="not-subject" clause="1" title="clear" title-zh="未触发"><verdict is="clear"/></decision>
<decision id="licence" outcome="licence-required" clause="1" title="licence" title-zh="许可"/>
</decisions></rules>' >>own/rules.xml
}
pack <<'END'
<exemption id="bearings" rules="any" clause="2" title="ball bearings" title-zh="滚动轴承"><hs in="8482"/><form not-in="magnet"/></exemption>
<exemption id="allies" rules="any" clause="2" outcome="exempt-with-report" within="10" calendar="CN" title="allied users" title-zh="盟国用户">
	<country of="end-user" in="JP KR"/><end-use in="medical consumer"/></exemption>
<exemption id="spares" rules="any" clause="2" title="spare parts" title-zh="备件"><answer question="spare" is="yes"/></exemption>
END
item() { # HS FORM
	printf '<bom xmlns="urn:retrace:bom:1"><item part="P" hs="%s" form="%s" mass="100 g" complete="yes"><content element="Dy" amount="0.5 g"/></item></bom>\n' "$1" "$2" >"p-$1.xml"
}
deal() { # COUNTRY USE ANSWER
	cat >deal.xml <<END
<transaction xmlns="urn:retrace:transaction:1" id="t">
	<shipment from="CN" to="JP"/>
	<party id="x" name="X" role="exporter" country="CN"/>
	<party id="u" name="U" role="consignee end-user" country="$1"/>
	<end-use category="$2">scanners</end-use>
	$3
</transaction>
END
}
item 8482.10 part
item 84 part
item 8505.11 part
own='--rules own/rules.xml'
got='.rules[0].items[0]'
# shellcheck disable=SC2086
{
	# 1. Without a transaction as far as the item tells.
	t_exit 1 check -q p-8482.10.xml $own -o json -o table=t.txt
	t_json t.out "[$got.exemptions[] | \"\\(.id) \\(.holds)\"] == [\"bearings yes\", \"allies unknown\", \"spares unknown\"] and (.rules[1].items[0] | has(\"exemptions\") | not)"
	t_has t.txt 'Exempt: ball bearings; if the tariff code of the item is 8482, and the form of the item is not magnet, and the verdict is triggered (2; sourced).'
	t_has t.txt 'Perhaps exempt, which is not told: allied users; if the country of the end user is JP, KR, and the end use is consumer, medical, and the verdict is triggered; within 10 working days of CN after export (2; sourced).'
	t_exit 1 check -q p-8505.11.xml $own -o json
	t_json t.out "[$got.exemptions[] | \"\\(.id) \\(.holds)\"] == [\"bearings no\", \"allies unknown\", \"spares unknown\"]"
	# A heading of which the code is only the beginning is not told.
	t_exit 1 check -q p-84.xml $own -o json
	t_json t.out "$got.exemptions[0].holds == \"unknown\""
	t_exit 1 check -q p-8482.10.xml $own -o html=zh.html --lang zh
	t_has zh.html '豁免：滚动轴承；条件：物项的税则号列为：8482，且物项形态不是：磁体，且判定触发（2；已核出处）。'

	# 2. In a transaction the exemption is the outcome, or the open answers are
	# asked for.
	deal JP medical ''
	t_exit 1 check -q p-8482.10.xml $own --transaction deal.xml -o json
	t_json t.out "$got.outcome | .outcome == \"exempt\" and .decisions[0].id == \"bearings\" and .decisions[0].exemption"
	t_exit 1 check -q p-8505.11.xml $own --transaction deal.xml -o json
	t_json t.out "$got.outcome | .outcome == \"exempt-with-report\" and .decisions[0].time.working_days == 10"
	deal DE medical ''
	t_exit 1 check -q p-8505.11.xml $own --transaction deal.xml -o json -o table=t.txt
	t_json t.out "$got.outcome | .outcome == \"undetermined\" and [.asks[].question] == [\"spare\"]"
	t_has t.txt 'spare (is it a spare part?): no: licence required; yes: exempt.'
	deal DE medical '<answer question="spare" is="no"/>'
	t_exit 1 check -q p-8505.11.xml $own --transaction deal.xml -o json
	t_json t.out "$got.outcome.outcome == \"licence-required\""
	deal DE medical '<answer question="spare" is="yes"/>'
	t_exit 1 check -q p-8505.11.xml $own --transaction deal.xml -o json
	t_json t.out "$got.outcome.outcome == \"exempt\" and ([$got.exemptions[].holds] == [\"no\", \"no\", \"yes\"])"
	# The other rule has no exemption, and a clear verdict needs none.
	t_json t.out '.rules[1].items[0] | .verdict == "clear" and .outcome.outcome == "not-subject" and (has("exemptions") | not)'
	# What the code of the item decides is asked for.
	deal DE medical '<answer question="spare" is="no"/>'
	t_exit 1 check -q p-84.xml $own --transaction deal.xml -o json -o table=t.txt
	t_json t.out "$got.outcome | .outcome == \"undetermined\" and [.asks[].question] == [\"hs\"]"
	t_has t.txt 'hs (which tariff code has the item?): another code: licence required; 8482: exempt.'
	schema=$t_top/schemas/output-1.schema.json
	t_ok 'nothing that the schema does not know' jq -en --slurpfile s "$schema" --slurpfile d t.out \
		'[$d[0].rules[].items[] | keys[]] - ($s[0]["$defs"].judged.properties | keys) == []'

	# 3. Undecided: exempt or not subject, and no licence in either case.
	sed 's/<content[^>]*>/<content element="Dy" amount="\&lt;0.5 g"\/>/' p-8482.10.xml >open.xml
	t_exit 2 check -q open.xml $own --only any --transaction deal.xml -o json
	t_json t.out "$got.outcome | .outcome == \"undetermined\" and [.asks[].question] == [\"verdict\"]"
}

# 4. Printed for a person; and what makes no sense.
t_exit 0 rules check own/rules.xml
t_exit 0 rules show own/rules.xml
t_has t.out 'bearings: exemption, exempt - ball bearings; if the tariff code of the item is 8482, and the form of the item is not magnet'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out 'bearings：豁免：豁免 - 滚动轴承；条件：物项的税则号列为：8482'
bad() { # MESSAGE EXEMPTIONS
	echo "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$1"
}
head='clause="2" title="t" title-zh="t"'
bad 'an exemption without a condition exempts everything: expected one' "<exemption id=\"e\" $head/>"
bad 'in and not-in: expected one of them' "<exemption id=\"e\" $head><hs/></exemption>"
bad 'own/rules.xml:7:' "<exemption id=\"e\" $head outcome=\"prohibited\"><hs in=\"8482\"/></exemption>"
bad 'tariff code 7701: there is no chapter 77' "<exemption id=\"e\" $head><hs in=\"8482 7701\"/></exemption>"
# One that another takes all cases of is never reached.
bad 'decision f is never reached: those above it take every case' "<exemption id=\"e\" $head><hs in=\"8482\"/></exemption><exemption id=\"f\" $head><hs in=\"848210\"/></exemption>"

t_end
