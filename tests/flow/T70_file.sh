#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a draft names what it lacks; only a complete one is signed and
# logged, once, with the exact inputs that it was made from.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
set -- drive-unit.xml declaration-*

t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 73 key new key.pem cert2.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
cp t.out log.pub

# Drafts.
t_exit 64 draft "$@"
t_has t.err 'expected --item'
t_exit 0 draft "$@" --item DU-200 --save blank.xml
t_has t.err 'missing: filer/name'
t_exit 0 draft "$@" --item DU-200 --filer "$ex/filer-incomplete.xml" --save part.xml
t_has t.err 'missing: end-use/category'
t_exit 0 draft "$@" --item DU-200 --filer "$ex/filer.xml" --log log.db --save draft.xml
t_ok 'nothing is missing' sh -c '! grep -q missing: t.err'
cp draft.xml first.xml
t_exit 0 draft "$@" --item DU-200 --filer "$ex/filer.xml" --log log.db --save draft.xml
t_cmp draft.xml <first.xml
t_exit 0 draft "$@" --item DU-200 --filer "$ex/filer.xml" --log log.db -q
t_cmp t.out <first.xml

# What is not complete is refused, each field by its name; nothing is logged.
t_exit 65 file part.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml --hypothetical
for field in end-use/category intentions/re-transfer-detail \
	screening/listed-party 'goods\[1\]/contract'; do
	t_ok "$field is named" grep -q "^part.xml:[0-9]*:[0-9]*: $field is blank: expected " t.err
done
t_exit 64 file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
t_has t.err 'expected --hypothetical'
t_exit 0 file draft.xml --log log.db --hypothetical --dry-run
t_has t.out 'nothing was signed or logged'
t_exit 64 file draft.xml --log log.db --hypothetical
mkdir away && mv declaration-magnets.xml away
t_exit 66 file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml --hypothetical
t_has t.err 'declaration "declaration-magnets.xml" with the digest'
echo '<!-- other bytes -->' >declaration-magnets.xml
t_exit 66 file draft.xml --log log.db --hypothetical --dry-run
t_exit 77 file draft.xml away/* --log log.db --log-key key.pem --key key.pem --cert cert.pem --save f.xml --hypothetical
t_exit 0 log list log.db -o csv
t_ok 'nothing is logged' sh -c '[ "$(wc -l <t.out)" -eq 1 ]'
t_ok 'nothing is saved' [ ! -e f.xml ]

# Filed; filing the same again is the same filing.
t_exit 0 file draft.xml away/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml --hypothetical
t_has t.out 'logged   entry 0 at 2026-02-01T00:00:00Z'
id=$(sed -n 's/^filing   //p' t.out)
t_exit 0 file draft.xml away/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save again.xml --hypothetical
t_has t.out 'as it was before'
t_cmp again.xml <f.xml
t_exit 0 log list log.db -o json
t_json t.out '.rows | length == 1'
t_ok 'the id is in the list' grep -q "$id" t.out

# The log alone gives everything back.
mkdir back
t_exit 0 log show log.db "$id" --save back -o json
t_json t.out '.kind == "log-show" and (.entry.inputs | length) == 6'
t_cmp back/filing.xml <f.xml
t_cmp back/input-1-bom <drive-unit.xml
t_cmp back/input-3-declaration <away/declaration-magnets.xml
t_exit 65 log show log.db feed
t_exit 73 log show log.db "$id" --save back
t_end
