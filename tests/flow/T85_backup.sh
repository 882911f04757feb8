#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: a backup is a log that was audited, made while others file, over
# nothing and never by half; the restore drill of the manual works as it is
# written, and a log that was put back too old is told so.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml
# entry N: another contract is another filing.
entry() {
	sed "s,<contract>[^<][^<]*</contract>,<contract>C-$1</contract>,;s,contract=\"[^\"]*\",contract=\"C-$1\"," draft.xml >"$1.xml"
	t_exit 0 file "$1.xml" --log log.db --log-key log.key --key key.pem --cert cert.pem --save "$1.filing" --hypothetical
}
entry 1
entry 2

t_exit 64 log backup log.db
t_exit 0 log backup log.db two.db --dry-run
t_has t.out 'two.db: would hold 2 entries in '
t_ok 'nothing was made' [ ! -e two.db ]
t_exit 0 log backup log.db two.db
t_has t.out 'two.db: 2 entries hold together'
t_ok 'nobody else can read it' [ "$(stat -c %a two.db)" = 600 ]
t_exit 0 log verify two.db --public-key log.pub --cert cert.pem
t_ok 'all rows are the same' sh -c 'for db in log two; do sqlite3 -readonly $db.db .dump >$db.sql; done; cmp log.sql two.sql'
cp two.db kept.db
t_exit 73 log backup log.db two.db
t_has t.err 'exists already'
t_exit 73 log backup log.db two.db --dry-run
t_ok 'it is as it was' cmp two.db kept.db
mkdir copies
t_exit 0 log backup log.db copies
t_ok 'its name says what it is' [ -s copies/log.db.2026-02-01.2 ]
t_exit 73 log backup log.db copies
t_exit 73 log backup log.db no/folder/copy
t_exit 66 log backup none.db copy
cp log.db bad.db
sqlite3 bad.db "DROP TRIGGER blob_update; UPDATE blob SET body = x'00' WHERE id = 1; CREATE TRIGGER blob_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END"
t_exit 3 log backup bad.db copy
t_has t.err 'nothing was made, for the copy does not hold: entry 0: blob-digest'
ln -s nowhere link
t_exit 73 log backup log.db link
mkdir full
if mount -t tmpfs -o size=100k none full 2>t.said; then
	t_exit 73 log backup log.db full/copy
	t_has t.err 'bytes are free there'
	umount full
	mount -t tmpfs -o size=4m,ro none full
	t_exit 73 log backup log.db full/copy
	umount full
fi
t_ok 'nothing half is left' [ -z "$(ls copy* full/* bad.db.* log.db.* 2>/dev/null)" ]

# Writers go on.
(
	n=10
	while [ $n -lt 18 ]; do
		sed "s,<contract>[^<][^<]*</contract>,<contract>C-$n</contract>,;s,contract=\"[^\"]*\",contract=\"C-$n\"," draft.xml >$n.xml
		"$RETRACE" file $n.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save $n.filing --hypothetical -q >$n.said 2>&1 || touch failed
		n=$((n + 1))
	done
	touch ended
) &
"$RETRACE" log checkpoint two.db >two.note
n=0
while [ ! -e ended ]; do
	n=$((n + 1))
	t_exit 0 log backup log.db during$n.db
	t_exit 0 log verify during$n.db --public-key log.pub --checkpoint two.note
done
wait
t_ok 'every filing was made' [ ! -e failed ]
t_exit 0 log verify log.db --public-key log.pub
t_has t.out '10 entries'

# Killed: what has the name of a backup is one.
n=0
while [ $n -lt 6 ]; do
	n=$((n + 1))
	"$RETRACE" log backup log.db killed$n.db >t.said 2>&1 &
	pid=$!
	sleep "0.0$((n * 2))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	[ -e killed$n.db ] && t_exit 0 log verify killed$n.db --public-key log.pub
done
rm -f killed* during*

# The drill of the manual; T91 runs it as it stands there.
t_exit 0 log backup log.db ten.db
t_exit 0 log checkpoint log.db
cp t.out ten.note
cp log.db whole.db
truncate -s 100000 log.db
t_exit 3 log verify log.db --public-key log.pub
mv log.db damaged.db
t_exit 0 log backup ten.db log.db
t_exit 0 log verify log.db --public-key log.pub --checkpoint ten.note --cert cert.pem
t_ok 'all rows are back' sh -c 'for db in log whole; do sqlite3 -readonly $db.db .dump >$db.sql; done; cmp log.sql whole.sql'
entry 50

# A backup that is too old: whoever keeps a checkpoint sees it, and a witness
# does not co-sign what goes on from it.
"$RETRACE" log checkpoint log.db >newest.note
"$RETRACE" witness init w.memory --name example.org/witness --key w.key --no-passphrase >w.pub
"$RETRACE" witness add w.memory log.pub
"$RETRACE" log consistency log.db --from 0 >request
t_exit 0 witness cosign w.memory request --key w.key
mv log.db lost.db
t_exit 0 log backup two.db log.db
t_exit 3 log verify log.db --public-key log.pub --checkpoint newest.note
t_has t.err 'rollback'
entry 99
t_exit 3 log verify log.db --public-key log.pub --checkpoint newest.note
"$RETRACE" log consistency log.db --from 0 >request
t_exit 65 witness cosign w.memory request --key w.key
t_exit 65 log consistency log.db --from 10
t_end
