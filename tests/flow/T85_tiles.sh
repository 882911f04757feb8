#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: a log becomes plain files and these a log again, the same to the byte;
# an export grows; what does not belong there is refused, and then nothing is
# written; openssl and sha256sum alone check checkpoint and entries.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
entry() {
	"$RETRACE" draft -q drive-unit.xml declaration-* --item "$1" --filer "$ex/filer.xml" --save "$1.xml"
	t_exit 0 file "$1.xml" --log log.db --log-key log.key --key key.pem --cert cert.pem --save "$1.filing" --hypothetical
}
export_to() {
	t_exit 0 log export log.db --tiles "$1"
}

# An empty log.
t_exit 64 log export log.db
export_to empty
t_ok 'no tile' [ ! -e empty/tile ]
t_exit 0 log import empty empty.db --public-key log.pub
t_exit 0 log verify empty.db --public-key log.pub

# It grows; what is there stays.
entry DU-200
export_to out
t_ok 'one hash' [ "$(stat -c %s out/tile/0/000.p/1)" -eq 32 ]
entry SEN-10
"$RETRACE" witness init w.memory --name example.org/witness --key w.key --no-passphrase >w.pub
"$RETRACE" witness add w.memory log.pub
"$RETRACE" log consistency log.db --from 0 >request
"$RETRACE" witness cosign w.memory request --key w.key >answer
t_exit 0 log add-cosignature log.db answer --witness w.pub
find out -type f ! -name checkpoint -exec sha256sum {} + | sort >before
export_to out
t_ok 'nothing of it was changed' sha256sum --quiet -c before
t_ok 'the earlier tile is still there' [ -e out/tile/0/000.p/1 ]
export_to out
t_has t.out ' 0 new files'
t_exit 0 log checkpoint log.db
t_cmp out/checkpoint <t.out

# And back.
t_exit 0 log import out new.db --public-key log.pub
t_has t.out 'new.db: 2 entries'
t_exit 73 log import out new.db --public-key log.pub
t_exit 0 log verify new.db --public-key log.pub --witness w.pub --cert cert.pem
for table in 'log' 'blob ORDER BY id' 'entry ORDER BY idx' 'node ORDER BY level, idx' 'checkpoint ORDER BY size' 'cosignature ORDER BY size, n'; do
	for db in log new; do
		sqlite3 -readonly $db.db ".mode quote" "SELECT * FROM $table" >$db.rows
	done
	t_cmp new.rows <log.rows
done
entry_new() {
	t_exit 0 file SEN-10.xml --log new.db --log-key log.key --key key.pem --cert cert.pem --save again --hypothetical
}
entry_new
t_has t.out 'entry 1'

# refused WHAT SAYS: a copy of the export, spoilt by what stands on standard
# input, is no log, and leaves nothing behind.
refused() {
	rm -rf bad
	cp -r out bad
	(cd bad && sh -eu -)
	t_exit "${3:-3}" log import bad bad.db --public-key log.pub
	t_has t.err "$2"
	t_ok "$1 leaves nothing" [ -z "$(ls bad.db* 2>/dev/null)" ]
}
refused 'a missing tile' 'tile/0/000.p/2: is missing' <<'E'
rm tile/0/000.p/2
E
refused 'a missing bundle' 'tile/entries/000.p/2: is missing' <<'E'
rm tile/entries/000.p/2
E
refused 'a short tile' 'not the hashes' <<'E'
truncate -s 63 tile/0/000.p/2
E
refused 'a changed entry' 'not the checkpoint of these entries' <<'E'
sed -i 's/DU-200/DU-201/' tile/entries/000.p/2
E
refused 'a long bundle' 'more than its entries' <<'E'
printf x >>tile/entries/000.p/2
E
refused 'a cut bundle' 'ends within an entry' <<'E'
truncate -s -1 tile/entries/000.p/2
E
refused 'a missing blob' ': is missing' <<'E'
rm "$(find blob -type f | sort | head -n 1)"
E
refused 'a changed blob' 'do not have this digest' <<'E'
f=$(find blob -type f | sort | head -n 1)
printf x >>"$f"
E
refused 'an extra file' 'that belong to the log' <<'E'
echo x >tile/x
E
refused 'an extra tile' 'that belong to the log' <<'E'
cp tile/0/000.p/2 tile/0/000.p/3
E
refused 'another partial tile' 'not the start of what came after' <<'E'
tail -c 32 tile/0/000.p/2 >tile/0/000.p/1
E
refused 'a link' 'cannot be opened as a plain file' <<'E'
mv checkpoint c
ln -s c checkpoint
E
refused 'a link to a folder' 'cannot be opened as a plain file' <<'E'
mv tile ../moved
ln -s ../moved tile
E
rm -rf moved
refused 'a pipe' 'something else than files' <<'E'
mkfifo pipe
E
refused 'a huge file' 'too large' <<'E'
truncate -s 20M tile/entries/000.p/2
E
refused 'a huge checkpoint' 'too large' <<'E'
truncate -s 1G checkpoint
E
refused 'a forged checkpoint' 'does not hold' <<'E'
sed -i 's/^2$/1/' checkpoint
E
refused 'an older checkpoint' 'that belong to the log' <<'E'
cp checkpoints/001 checkpoint
E
refused 'another key' 'another key' <<'E'
sed -i 's|^\([^+]*+\)0|\11|; t; s|^\([^+]*+\).|\10|' log.pub
E
refused 'no checkpoint of size 0' 'checkpoints/000: is missing' <<'E'
rm checkpoints/000
E
refused 'a witness less' 'not the newest of the signed' <<'E'
rm checkpoints/002.cosignature-0
E
"$RETRACE" log init twin.db --origin example.com/filings --key twin.key --no-passphrase >twin.pub
t_exit 3 log import out bad.db --public-key twin.pub
t_exit 3 log export twin.db --tiles out
t_exit 66 log import nowhere bad.db --public-key log.pub

# By hand, as schemas/auditlog-1.md shows it.
sed -n '/^## Checking by hand/,/^## /p' "$t_top/schemas/auditlog-1.md" | sed -n '/^```sh$/,/^```$/p' | grep -v '^```' >by-hand.sh
t_ok 'the page has commands' [ -s by-hand.sh ]
id=$("$RETRACE" log list log.db --product DU-200 -o json | jq -r '.rows[0].filing')
t_exit 0 log prove log.db "$id" --save receipt
cp log.pub receipt.pub
t_ok 'the commands of the page' sh -eu by-hand.sh
t_has t.said 'Signature Verified Successfully'
t_has t.said 'the filing is in the log'
sed -i 's/^kind initial/kind initiaL/' receipt/record.txt
t_ok 'they find a change' sh -c '! sh -eu by-hand.sh | grep "is in the log"'
t_end
