#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may ask who owns those who made the goods, or from whom they were
# bought, at any share and cumulated through companies; and may name whole
# chapters of the tariff.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'entity of concern' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
words='clause="1" title="t" title-zh="法"'
owned() { # ID IS LIMIT BY HOLDERS
	echo "<question id=\"$1\" $words><owned roles=\"producer supplier\" lists=\"concern\" is=\"$2\" limit=\"$3 %\" by=\"$4\" holders=\"$5\"/></question>"
}
pack() { # QUESTION
	cat >own/rules.xml <<END
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="nd" $words><some elements="Nd"/></materials>
<rule id="any" $words><scope><item hs="85"/></scope><trigger><presence of="nd" is="above" limit="0 g"/></trigger></rule>
<decisions>
$1
<exemption id="cars" $words><hs in="87 8508"/></exemption>
<decision id="no" outcome="not-subject" $words><verdict is="clear"/></decision>
<decision id="concern" outcome="prohibited" $words><answer question="q" is="yes"/></decision>
<decision id="else" outcome="report-required" $words/>
</decisions>
</rules>
END
}
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="MAG" form="magnet" mass="40 g" hs="8505.11" complete="yes"><content element="Nd" amount="10 g"/></item>
</bom>
END
# STATE is of concern and holds 40 % of HOLD, which holds 70 % of the magnet
# maker: 28 %.  FUND is of concern and holds 10 % of it itself: 38 % together.
# Who sold the magnets is held by nobody of concern.
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1"><shipment from="DE" to="US"/>
<party id="mag" name="Magnet Co." country="VN" role="producer" not-on="concern" others="not-listed"/>
<party id="shop" name="Shop" country="DE" role="supplier" not-on="concern" others="not-listed"/>
<party id="hold" name="Hold" country="SG" not-on="concern" others="not-listed"/>
<party id="state" name="State" country="CN" on="concern" others="not-listed"/>
<party id="fund" name="Fund" country="CN" on="concern" others="not-listed"/>
<stake owner="state" of="hold" share="40 %"/>
<stake owner="hold" of="mag" share="70 %"/>
<stake owner="fund" of="mag" share="10 %"/>
</transaction>
END
follows() { # OUTCOME QUESTION...
	outcome=$1
	shift
	pack "$(owned q "$@")"
	t_exit 1 check -q b.xml --rules own/rules.xml --transaction deal.xml -o table -o json=b.json
	t_has t.out "In this transaction: $outcome."
}
follows prohibited at-least 25 chain each
follows 'report required' at-least 50 chain each
follows prohibited at-least 28 product each
follows 'report required' above 28 product each
follows prohibited above 28 product together
follows prohibited at-least 38 product together
follows 'report required' above 38 product together
t_has t.out 'supplier: Shop in DE; producer: Magnet Co. in VN.'
t_json b.json '[.transaction.parties[] | .roles[]] | sort == ["producer", "supplier"]'
t_exit 0 rules show own/rules.xml
t_has t.out 'for supplier and producer'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '供应商、生产商'

# Who made it nobody says: open.
grep -v 'id="mag"\|of="mag"' deal.xml >less.xml
t_exit 1 check -q b.xml --rules own/rules.xml --transaction less.xml
t_has t.out 'In this transaction: undetermined'

# A chapter takes all that is under it; the scope of another chapter does not.
sed 's/8505.11/8508.11/' b.xml >vacuum.xml
t_exit 1 check -q vacuum.xml --rules own/rules.xml --transaction deal.xml
t_has t.out 'In this transaction: exempt.'
sed 's/8505.11/8703.80/' b.xml >car.xml
t_exit 0 check -q car.xml --rules own/rules.xml --transaction deal.xml
sed 's/ hs="8505.11"//' b.xml >none.xml
t_exit 2 check -q none.xml --rules own/rules.xml
sed 's/in="87 8508"/in="77"/' own/rules.xml >own/bad.xml
t_exit 65 rules check own/bad.xml
t_has t.err 'tariff code 77: there is no chapter 77'
t_end
