#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: until when entries have to be kept, in every form of output; nothing
# is deleted.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
# file_it DRAFT DAY
file_it() {
	SOURCE_DATE_EPOCH=$(date -u -d "$2" +%s) t_exit 0 file "$1.xml" --log log.db \
		--log-key log.key --key key.pem --cert cert.pem --save "$1.filing" --hypothetical
}
for item in DU-200 SEN-10; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item --filer "$ex/filer.xml" --save $item.xml
done
file_it DU-200 2026-02-01
file_it SEN-10 2026-03-01
# shellcheck disable=SC2086 # options
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --amends DU-200.filing \
	--set review/prepared-by=J --set review/approved-by=M --set review/trade-secrets=cleared --set review/export-control=cleared \
	--set change/reason=price --save amended.xml
file_it amended 2026-06-01
sha256sum log.db >before

on() { # DAY ARGUMENT...
	t_day=$1
	shift
	SOURCE_DATE_EPOCH=$(date -u -d "$t_day" +%s) t_exit 0 log retention log.db "$@"
}
on 2031-03-01 -o json
t_json t.out '.kind == "log-retention" and .years == 5 and .day == "2031-03-01" and .entries == 3 and .past == 0 and .past_bytes == 0'
t_json t.out '[.rows[].until] == ["2031-06-01", "2031-03-01", "2031-06-01"]'
t_json t.out '.rows[0].why == "entry 2 refers to it" and .rows[1].why == "5 years from its record"'
t_has t.err 'As a whole it is to be kept until 2031-06-01.'
on 2031-03-02 -o json
t_json t.out '.past == 1 and .rows[1].past == "yes" and .rows[0].past == "no" and .past_bytes > 0 and .past_bytes < .bytes'
bytes=$(sqlite3 -readonly log.db "SELECT sum(length(body)) FROM blob")
t_json t.out ".bytes == $bytes"
own=$(sqlite3 -readonly log.db "SELECT sum(length(body)) FROM blob WHERE lower(hex(sha256)) IN
	(SELECT file_sha256 FROM filings WHERE entry = 1 UNION SELECT sha256 FROM inputs WHERE entry = 1 EXCEPT SELECT sha256 FROM inputs WHERE entry <> 1)")
t_json t.out ".past_bytes == $own"
t_has t.err 'past their period: 1 of 3 entries, with '
t_has t.err 'Nothing was deleted: a log is only added to.'
on 2031-03-02 --past -o csv
t_ok 'one row' [ "$(wc -l <t.out)" -eq 2 ]
t_has t.out 'SEN-10'
on 2031-03-02
t_has t.out '2031-03-01'
on 2031-03-02 -o html
t_ok 'a page is well-formed' xmllint --noout --nonet t.out
t_has t.out 'Nothing was deleted'
on 2026-07-01 --years 10 -o jsonl
t_ok 'three rows' [ "$(wc -l <t.out)" -eq 3 ]
t_has t.out '"until":"2036-06-01"'
on 2026-07-01 --before 2026-03-02 -o json
t_json t.out '.years == null and .day == "2026-03-02" and .past == 1 and .rows[1].past == "yes" and .rows[1].why == "the day of its record"'
t_exit 64 log retention log.db --years 0
t_exit 64 log retention log.db --years 5 --before 2026-03-01
t_exit 64 log retention log.db --before 2026-02-30
t_exit 66 log retention none.db
t_ok 'the log is as it was' sha256sum --quiet -c before
t_end
