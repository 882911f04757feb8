#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: a run that is recorded on request can be computed again from the log
# alone; the answer comes in any case, and a record that is not there is told.

# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
mkdir in
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* in
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" log init other.db --origin example.com/other --key other.key --no-passphrase >other.pub

# recorded CODE ARGUMENT...: by B. Officer, in log.db.
recorded() {
	code=$1
	shift
	t_exit "$code" "$@" --record log.db --log-key log.key --actor 'B. Officer'
	id=$(sed -n 's/^retrace: recorded as entry [0-9]*, //p' t.err)
}

# A check: the same answer, and the entry behind it.
"$RETRACE" check -q in/drive-unit.xml in/declaration-* >plain.out
recorded 1 check in/drive-unit.xml in/declaration-*
t_cmp t.out <plain.out
t_has t.err 'recorded as entry 0'
t_exit 0 log show log.db "$id" --save saved
t_has t.out 'kind     check, verdicts were computed, and not filed'
t_has t.out 'actor    B. Officer'
t_has t.out 'product  Alpenrad Antriebe DU-200 rev C'
t_has t.out 'rules    cn-trace'
t_has t.out 'result   triggered'
t_has t.out 'input    bom drive-unit.xml'
t_ok 'the exact bytes' cmp saved/input-1-bom in/drive-unit.xml

# The log alone is enough to compute it again.
rm -r in/declaration-*
t_exit 0 verify saved/document-1-receipt --recompute --inputs saved
t_has t.out 'computed again, every verdict and number is the same'
cp "$ex"/drive-unit/declaration-* in
# Twice is two runs; the clock of a run is part of it.
SOURCE_DATE_EPOCH=1769904060 recorded 1 check in/drive-unit.xml in/declaration-*
t_has t.err 'recorded as entry 1'

# A table that is read as the command says: so it is computed again.
printf 'Part;Level;Quantity;Unit;Mass (g)\nDevice;0;1;each;10,5\nMagnet;1;1;each;2,5\n' >in/list.csv
recorded 2 check in/list.csv --decimal comma --encoding windows-1252
t_exit 0 log show log.db "$id" --save wished
t_exit 0 verify wished/document-1-receipt --recompute --inputs wished
t_has t.out 'computed again, every verdict and number is the same'

# A draft, and what is filed later: two entries.
recorded 0 draft in/drive-unit.xml in/declaration-* --item DU-200 --filer "$ex/filer.xml" --save du.xml
t_exit 0 log show log.db "$id" --save drafted -o json
t_json t.out '.entry | .kind == "draft" and .result == "complete" and .attachments[0].name == "du.xml"
	and (.inputs | length) == 6'
t_ok 'the draft' cmp drafted/document-1-draft du.xml
recorded 0 draft in/drive-unit.xml in/declaration-* --item DU-200 --save bare.xml
t_exit 0 log show log.db "$id"
t_has t.out 'missing'
t_exit 0 file du.xml in/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save du.filing --hypothetical
filing=$(sed -n 's/^filing *//p' t.out)

# Who verified what, with what result.
recorded 0 verify du.filing --cert cert.pem --log log.db
t_exit 0 log show log.db "$id" -o json
t_json t.out '.entry | .kind == "verification" and .result == "holds" and .earlier == ["'"$filing"'"]'
sed 's/DU-200/DU-201/' du.filing >forged.filing
recorded 3 verify forged.filing --cert cert.pem
t_has t.out 'REFUSED'
t_exit 0 log show log.db "$id"
t_has t.out 'result   refused: '
recorded 0 log verify log.db --public-key log.pub
t_exit 0 log show log.db "$id"
t_has t.out 'the log holds: 8 entries'
t_exit 64 log export log.db --tiles out --record log.db --log-key log.key --actor 'B. Officer'
t_has t.err '--record without --party'
recorded 0 log export log.db --tiles out --party 'an auditor'
t_ok 'what was handed out' [ -f out/checkpoint ]
t_exit 0 log show log.db "$id" --save out
t_has t.out 'party    an auditor'
t_ok 'its checkpoint' cmp out/document-1-checkpoint out/checkpoint
t_exit 0 log verify log.db --public-key log.pub --cert cert.pem
t_has t.out '10 entries'

# What is missing is told before anything is computed.
t_exit 64 check in/drive-unit.xml --record log.db --log-key log.key
t_has t.err '--record without --actor'
t_exit 64 check in/drive-unit.xml --record log.db --actor me
t_has t.err '--record without --log-key'
t_exit 64 check in/drive-unit.xml --actor me
t_has t.err '--actor without --record'
t_exit 64 check in/drive-unit.xml --timeline --record log.db --log-key log.key --actor me
t_exit 64 draft --withdraws du.filing --record log.db --log-key log.key --actor me
t_ok 'no answer' [ ! -s t.out ]

# The answer is never lost, and that it is not recorded is said.
cp log.db before.db
t_exit 77 check -q in/drive-unit.xml in/declaration-* --record log.db --log-key other.key --actor me
t_cmp t.out <plain.out
t_has t.err 'this run is not recorded in log.db: '
t_exit 66 check -q in/drive-unit.xml in/declaration-* --record none.db --log-key log.key --actor me
t_cmp t.out <plain.out
t_has t.err 'not recorded in none.db: '
t_exit 66 verify du.filing --cert cert.pem --record log.db --log-key none.key --actor me
t_has t.out 'HOLDS'
t_has t.err 'not recorded'
t_ok 'nothing was written' cmp log.db before.db
t_end
