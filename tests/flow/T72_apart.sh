#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a result never takes the place of what it is made from: a log, a key
# or a bill of materials that is named twice by mistake stays as it is.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* "$ex"/filer.xml .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer filer.xml --save draft.xml
ln -s log.db link
ln cert.pem hard.pem
sha256sum ./*.xml ./*.pem log.db log.key >before

for place in log.db link log.key key.pem cert.pem hard.pem draft.xml \
	drive-unit.xml; do
	t_exit 64 file draft.xml drive-unit.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical --save $place
	t_has t.err "--save \"$place\" is the same file as "
	t_has t.err 'expected another name'
done
t_exit 64 draft drive-unit.xml --filer filer.xml --save filer.xml
t_has t.err 'as --filer "filer.xml"'
t_exit 64 convert drive-unit.xml --save ./drive-unit.xml
t_has t.err 'as the input "drive-unit.xml"'
t_exit 64 check drive-unit.xml -o json -o csv=drive-unit.xml
t_has t.err '--output "drive-unit.xml" is the same file as the input'
t_exit 64 verify draft.xml --cert cert.pem -o json=cert.pem
t_exit 64 log list log.db -o csv=log.db
RETRACE_LOG=log.db t_exit 64 log list -o csv=log.db
t_has t.err 'as RETRACE_LOG "log.db"'

# What is written under another option, what is read beside a rule pack or out
# of a folder, and two results in one file.
t_exit 64 whatif drive-unit.xml --write drive-unit.xml
t_has t.err '--write "drive-unit.xml" is the same file as the input'
t_exit 64 draft drive-unit.xml --filer filer.xml --save new.xml --companion filer.xml
t_has t.err '--companion "filer.xml" is the same file as --filer'
t_exit 64 file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical --save new.xml --tsq drive-unit.xml drive-unit.xml
t_has t.err '--tsq "drive-unit.xml" is the same file as the input'
cp -r "$t_top/forms/cn-mofcom-61-2025" pack
sha256sum pack/* >>before
for t_table in rules.xml clauses.tsv exceptions.tsv; do
	t_exit 64 check drive-unit.xml -r pack/rules.xml -o csv=pack/$t_table
	t_has t.err "--output \"pack/$t_table\" is the same file as "
done
(cd pack && t_exit 64 check ../drive-unit.xml -r rules.xml -o csv=clauses.tsv)
for t_table in rules.xml clauses.tsv exceptions.tsv; do
	t_exit 64 check drive-unit.xml -r ./pack -o csv=pack/$t_table
done
# What lies beside a log is part of it, there or not.
for end in journal wal shm index; do
	t_exit 64 file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical --save log.db-$end
	t_has t.err "--save \"log.db-$end\" is what lies beside the log \"log.db\": expected another name"
	t_exit 64 log list log.db -o csv=./log.db-$end
	(cd pack && RETRACE_LOG=../log.db t_exit 64 log list -o csv=../log.db-$end)
	t_ok 'nothing is there' [ ! -e log.db-$end ]
done
# All of a receipt proves something.
"$RETRACE" log init other.db --origin example.com/other --key other.key --no-passphrase >other.pub
"$RETRACE" file draft.xml --log other.db --log-key other.key --key key.pem --cert cert.pem --hypothetical --save other.filing -q >/dev/null
"$RETRACE" log prove other.db "$("$RETRACE" log list other.db -o json | jq -r '.rows[0].filing')" --save receipt >/dev/null
"$RETRACE" log export other.db --tiles tiles >/dev/null
find receipt tiles -type f -exec sha256sum {} + >>before
for file in receipt/*; do
	t_exit 64 log check receipt --public-key other.pub -o json="$file"
done
t_exit 64 log import tiles new.db --public-key other.pub -o json=tiles/tile/0/000.p/1
mkdir -p folder/below
cp drive-unit.xml folder/below
sha256sum folder/below/* >>before
t_exit 64 check folder -o csv=folder/below/drive-unit.xml
t_has t.err '--output "folder/below/drive-unit.xml" is in the folder "folder" of the input: expected a new name, or another folder'
t_exit 64 check drive-unit.xml -o json=one -o csv=./one
t_has t.err '--output "./one" is the same file as that of --output: expected one file for each'
t_exit 64 convert drive-unit.xml --save one -o csv=one
t_exit 64 draft drive-unit.xml --filer filer.xml --save one --companion one
t_ok 'nothing is written' [ ! -e one ]
t_ok 'nothing is filed' [ ! -e new.xml ]
t_ok 'all are as they were' sha256sum --quiet -c before

# What is no file of the user's can be named as often as one likes, and an
# earlier result is replaced.
t_exit 0 draft -q drive-unit.xml declaration-* --item DU-200 --filer filer.xml --save draft.xml
t_exit 0 draft -q drive-unit.xml declaration-* --item DU-200 --filer filer.xml --save /dev/null
t_exit 0 log list log.db -o csv=list.csv
t_exit 0 log list log.db -o csv=list.csv
for _ in 1 2; do
	t_exit 1 check -q folder -o html=folder/report.html
	t_exit 1 check -q drive-unit.xml -o json=/dev/null -o csv=/dev/null
done
t_end
