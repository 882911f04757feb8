#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: an auditor with a log, its public key and an old checkpoint sees
# whatever was changed since.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q

t_exit 64 log init log.db --key log.key --no-passphrase
t_exit 77 log init log.db --origin example.com/filings --key log.key --passphrase-file /dev/null
t_ok 'nothing is made' [ ! -e log.db ]
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
cp t.out log.pub
t_exit 73 log init log.db --origin example.com/filings --key log2.key --no-passphrase
t_ok 'no key without a log' [ ! -e log2.key ]
t_exit 0 log checkpoint log.db
cp t.out old.note
t_ok 'a checkpoint names the log' sh -c '[ "$(head -n 1 old.note)" = example.com/filings ]'

for item in DU-200 SEN-10; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item --filer "$ex/filer.xml" --save $item.xml
	t_exit 0 file $item.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save $item.filing --hypothetical
done

t_exit 0 log list log.db
t_has t.out 'SEN-10'
t_exit 0 log list log.db --part du-200 -o json
t_json t.out '.kind == "log-list" and .origin == "example.com/filings" and (.rows | length) == 1 and .rows[0].index == 0'
t_exit 0 log list log.db --since 2026-02-02 -o jsonl
t_ok 'nothing so late' [ ! -s t.out ]
RETRACE_LOG=log.db t_exit 0 log list

t_exit 0 log verify log.db --public-key log.pub --checkpoint old.note --cert cert.pem
t_has t.out '2 entries'
t_exit 0 log verify log.db -o json
t_json t.out '.kind == "log-verify" and .holds and .entries == 2'
"$RETRACE" key new other.key other.pem --name 'B. Officer' --no-passphrase -q
t_exit 3 log verify log.db --cert other.pem
t_has t.err 'entry 0: signature'

# Only what came after a checkpoint that was verified before.
t_exit 0 log checkpoint log.db
cp t.out two.note
"$RETRACE" draft -q drive-unit.xml declaration-* --item MOT-R --filer "$ex/filer.xml" --save MOT-R.xml
t_exit 0 file MOT-R.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save MOT-R.filing --hypothetical
t_exit 0 log verify log.db --public-key log.pub --since two.note --cert cert.pem
t_has t.out 'after the first 2: 1 entry, 1 checkpoint'
t_has t.err 'only entries from 2 on were looked at'
t_exit 0 log verify log.db --public-key log.pub --since two.note --checkpoint old.note --cert cert.pem -o json
t_json t.out '.passed == 2 and .entries == 1'
t_exit 3 log verify log.db --public-key log.pub --since two.note --cert other.pem
t_has t.err 'entry 2: signature'
t_exit 3 log verify log.db --public-key log.pub --since /dev/null

# Another log under the same name.
"$RETRACE" log init twin.db --origin example.com/filings --key twin.key --no-passphrase >twin.pub
t_exit 3 log verify twin.db --public-key log.pub
t_exit 3 log verify log.db --public-key twin.pub
t_exit 0 log checkpoint log.db
cp t.out new.note
t_exit 3 log verify twin.db --checkpoint new.note

# A changed byte of a stored filing.
cp log.db bad.db
python3 - bad.db <<'END'
import sys
p = sys.argv[1]
b = bytearray(open(p, 'rb').read())
i = b.index(b'DU-200')
b[i + 3] ^= 1
open(p, 'wb').write(b)
END
t_exit 3 log verify bad.db --public-key log.pub
t_has t.err 'bad.db: entry 0'
# A clock that goes backwards: the time of the entry before is taken, what the
# clock said stands beside it, and an audit tells it.
for item in PMP-20 HAR-10; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item --filer "$ex/filer.xml" --save $item.xml
done
SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 3600)) t_exit 0 file PMP-20.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save PMP-20.filing --hypothetical
SOURCE_DATE_EPOCH=1769904000 t_exit 0 file HAR-10.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save HAR-10.filing --hypothetical
t_has t.err 'the clock is 3600 s behind'
t_exit 0 log show log.db "$("$RETRACE" log list log.db --product HAR-10 -o json | jq -r '.rows[0].filing')"
t_has t.out 'time     2026-02-01T01:00:00Z'
t_has t.out 'clock    2026-02-01T00:00:00Z'
t_exit 0 log verify log.db --public-key log.pub
t_has t.err '1 entry was logged by a clock that was behind the entry before, the first is entry 4: the clock said 2026-02-01T00:00:00Z'
echo 'no database' >text.db
t_exit 65 log list text.db
t_exit 66 log list none.db
t_end
