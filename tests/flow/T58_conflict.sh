#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: where two documents exclude each other, what the other one would change
# is told of every verdict: of a share among others just at its limit, and of
# all products that are counted together.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'more than 5 g a year' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
cat >own/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<materials id="all" clause="1" title="rare earths" title-zh="稀土"><some elements="Dy Nd"/></materials>
<rule id="among" clause="1" title="among" title-zh="占"><trigger><mass-share of="dy" among="all" is="above" limit="30 %"/></trigger></rule>
<rule id="sum" clause="1" title="sum" title-zh="合计"><trigger><annual-mass of="dy" is="at-least" limit="0.9 g" together="yes"/></trigger></rule>
</rules>
END
# By the newer document 0.1 g and 0.6 g are 0.7 g in a year; by the other one
# 0.3 g and 0.6 g, exactly 0.9 g.
cat >set.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="A" form="magnet" mass="3 g" complete="yes"/>
<item part="B" form="magnet" mass="3 g" complete="yes"><content element="Dy" amount="20 %"/></item>
<declaration id="new" supplier="X" date="2026-01-01"><statement part="A" complete="yes"><content element="Dy" amount="0.1 g"/><content element="Nd" amount="0.7 g"/></statement></declaration>
<declaration id="old" supplier="X" date="2025-12-01"><statement part="A" complete="yes"><content element="Dy" amount="0.3 g"/></statement></declaration>
</bom>
END
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T"><per-year quantity="1 each"/></transaction>
END
own='--rules own/rules.xml'
t_exit 0 check -q set.xml $own --only sum --transaction deal.xml -o json=sum.json
t_json sum.json '[.conflicts[] | .tried, .flips_shipped] == [true, 2]'
t_json sum.json '[.conflicts[0].flips[] | .item.part, .from, .to] | sort == ["A", "B", "clear", "clear", "triggered", "triggered"]'
t_exit 1 check -q set.xml $own --only among -o json=among.json
t_json among.json '[.conflicts[] | .tried] == [true]'
t_end
