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
t_ok 'all are as they were' sha256sum --quiet -c before

# What is no file of the user's can be named as often as one likes, and an
# earlier result is replaced.
t_exit 0 draft -q drive-unit.xml declaration-* --item DU-200 --filer filer.xml --save draft.xml
t_exit 0 draft -q drive-unit.xml declaration-* --item DU-200 --filer filer.xml --save /dev/null
t_exit 0 log list log.db -o csv=list.csv
t_exit 0 log list log.db -o csv=list.csv
t_end
