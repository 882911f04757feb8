#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law that presumes an origin unless another is documented is judged so;
# one that does not leaves it open.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'deemed Chinese unless documented' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
cat >own/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="told" stages="mining separation" countries="CN" clause="1"/>
<origin id="deemed" stages="mining separation" countries="CN" unknown="counts" clause="1"/>
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<rule id="told" clause="1" title="told" title-zh="写明"><trigger><presence of="dy" origin="told" is="at-least" limit="0.7 g"/></trigger></rule>
<rule id="deemed" clause="1" title="deemed" title-zh="推定"><trigger><presence of="dy" origin="deemed" is="at-least" limit="0.7 g"/></trigger></rule>
<rule id="made" clause="1" title="made" title-zh="制造"><scope><item forms="magnet" origin="deemed"/></scope><trigger><presence of="dy" is="above" limit="0 g"/></trigger></rule>
</rules>
END
# 1 g of Dy each: nobody says; from Australia at both stages; mined in Australia
# alone; 30 % separated in Australia, which was not mined elsewhere; and how
# much there is nobody knows.
cat >set.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="SILENT" form="magnet" mass="100 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="AU" form="magnet" mass="100 g" complete="yes"><content element="Dy" amount="1 g"><origin stage="all" country="AU"/></content><origin stage="component" country="AU"/></item>
<item part="MINED" form="magnet" mass="100 g" complete="yes"><content element="Dy" amount="1 g"><origin stage="mining" country="AU"/></content></item>
<item part="PART" form="magnet" mass="100 g" complete="yes"><content element="Dy" amount="1 g"><origin stage="separation" country="AU" share="31 %" of="blend"/><origin stage="mining" country="AU"/></content></item>
<item part="LITTLE" form="magnet" mass="100 g" complete="yes"><content element="Dy" amount="up to 1 g"/></item>
</bom>
END
own='--rules own/rules.xml'
t_exit 1 check -q set.xml $own -o json=set.json
said() { # RULE VERDICTS in the order of the file
	t_json set.json "[(.rules[] | select(.rule == \"$1\") | .items | sort_by(.item.line)[] | .verdict)] | join(\" \") == \"$2\""
}
said told 'undecided clear undecided clear undecided'
said deemed 'triggered clear triggered clear undecided'
said made 'triggered clear triggered triggered undecided'
t_json set.json '[.rules[] | .origin.unknown] == [null, "counts", null]'
t_json set.json '[.rules[1].items[] | select(.item.part == "PART") | .numerator.low, .numerator.high] == ["0.69", "0.69"]'
t_exit 0 rules show own/rules.xml
t_has t.out 'took place in CN, or nobody says where it did'
t_has t.out 'dysprosium that went through mining or separation in China, told or presumed, is in it.'
t_exit 0 ask set.xml $own --only deemed
sed -i '/id="told"/d' own/rules.xml
t_exit 0 draft set.xml $own --only deemed --item SILENT
t_has t.out 'unknown="counts"'
t_end
