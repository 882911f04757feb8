#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may set times in days, weeks and months, after the end of a
# quarter, before export, up to the next working day; each output says when
# that is, and a filing keeps it.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'in time' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # TIME
	cat >own/rules.xml <<END
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="nd" clause="1" title="neodymium" title-zh="钕"><some elements="Nd"/></materials>
<rule id="any" clause="1" title="any" title-zh="任何"><trigger><presence of="nd" is="above" limit="0 g"/></trigger></rule>
<decisions>
<decision id="no" outcome="not-subject" clause="1" title="none" title-zh="无"><verdict is="clear"/></decision>
<decision id="report" outcome="exempt-with-report" clause="1" title="report" title-zh="报告" $1/>
</decisions>
</rules>
END
}
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="MAG" form="magnet" mass="40 g" complete="yes"><content element="Nd" amount="10 g"/></item>
</bom>
END
deal() { # EXPORTED [REPORTED]
	printf '<transaction xmlns="urn:retrace:transaction:1" id="T-1"><shipment from="DE" to="NO" exported="%s"%s/></transaction>\n' \
		"$1" "${2:+ reported=\"$2\"}" >deal.xml
}
"$RETRACE" template holidays >cn.xml # seven days off from 1 October, Saturday the 10th is worked
follows() {
	t_exit 1 check -q b.xml --rules own/rules.xml --transaction deal.xml --holidays cn.xml --as-of 2026-08-01 -o table -o json=b.json
}

pack 'within="30" count="days"'
deal 2026-09-03 2026-10-03
follows
t_has t.out 'Its last day is 2026-10-03: 30 days after export. The report of 2026-10-03 is in time.'
t_json b.json '[.. | objects | .time? | select(. != null)][0] == {"days": 30, "not_before": "2026-10-03", "not_after": "2026-10-03", "not_covered": null, "report_in_time": "yes"}'
deal 2026-09-03 2026-10-04
follows
t_has t.out 'The report of 2026-10-04 is too late.'

# 3 October is in the holidays: the 8th is the next day that is worked.
pack 'within="30" count="days" ends="next-working-day" calendar="CN"'
follows
t_has t.out 'Its last day is 2026-10-08: 30 days after export, or the next working day. The report of 2026-10-04 is in time.'
t_exit 0 rules show own/rules.xml
t_has t.out 'within 30 days after export; where the last day is no working day of CN, up to the next one'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '出口后30日内，末日非工作日（CN）的顺延至下一个工作日'

# By the 15th of the month after the quarter.
pack 'within="15" count="days" from="quarter-end"'
deal 2026-08-03 2026-10-16
follows
t_has t.out 'Its last day is 2026-10-15: 15 days after the end of the quarter of export. The report of 2026-10-16 is too late.'

# Before export.
pack 'before="10" calendar="CN"'
deal 2026-10-20
follows
t_has t.out 'Its last day is 2026-09-30: 10 working days of CN before export.'

# A filing keeps it, and a report after export asks for a time after export.
pack 'within="1" count="months" from="year-end"'
deal 2026-10-20 2027-01-31
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q b.xml --item MAG --rules own/rules.xml --transaction deal.xml --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'after="year-end"'
	t_has draft.xml 'months="1"'
	t_has draft.xml 'not-after="2027-01-31"'
	t_has draft.xml 'in-time="yes"'
	t_exit 0 file draft.xml b.xml deal.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
	t_exit 0 print f.xml --save f.html
	t_has f.html 'the end of the year of export'
}

# An answer may hold for some days alone, as a licence does: two of one question
# stand side by side.
cat >own/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="nd" clause="1" title="neodymium" title-zh="钕"><some elements="Nd"/></materials>
<rule id="any" clause="1" title="any" title-zh="任何"><trigger><presence of="nd" is="above" limit="0 g"/></trigger></rule>
<decisions>
<question id="licensed" clause="1" title="is there a licence?" title-zh="是否有许可？"/>
<exemption id="licence" clause="1" title="licensed" title-zh="已获许可"><answer question="licensed" is="yes"/></exemption>
<decision id="no" outcome="not-subject" clause="1" title="none" title-zh="无"><verdict is="clear"/></decision>
<decision id="need" outcome="licence-required" clause="1" title="licence" title-zh="许可"/>
</decisions>
</rules>
END
licence() { # EXPORTED OUTCOME
	cat >deal.xml <<END
<transaction xmlns="urn:retrace:transaction:1" id="T-1"><shipment from="DE" to="NO" exported="$1"/>
<answer question="licensed" is="yes" from="2026-03-01" until="2026-10-31"/>
<answer question="licensed" is="no" from="2026-11-01" until="2026-11-30"/>
</transaction>
END
	t_exit 1 check b.xml --rules own/rules.xml --transaction deal.xml --as-of 2026-08-01 --lang "${3:-en}"
	t_has t.out "$2"
}
licence 2026-02-28 'In this transaction: undetermined'
t_has t.err 'deal.xml:2:1: warning: the answer to licensed holds from 2026-03-01 on, and the day is 2026-02-28: it does not count'
licence 2026-03-01 'In this transaction: exempt.'
licence 2026-10-31 'In this transaction: exempt.'
licence 2026-11-01 'In this transaction: licence required.'
t_has t.err 'deal.xml:2:1: warning: the answer to licensed holds until 2026-10-31, and the day is 2026-11-01: it does not count'
licence 2026-12-01 'In this transaction: undetermined'
sed 's/2026-11-01/2026-10-31/' deal.xml >twice.xml
t_exit 65 check -q b.xml --rules own/rules.xml --transaction twice.xml
t_has t.err 'twice.xml:3:1: licensed is answered for the second time'
sed 's/until="2026-10-31"/until="2026-02-01"/' deal.xml >back.xml
t_exit 65 check -q b.xml --rules own/rules.xml --transaction back.xml
t_has t.err 'until is before from: expected a day that is not'
t_end
