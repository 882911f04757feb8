#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: verify accepts what was signed by whom we trust and is in the log, and
# gives exit 3 and a reason for everything else that it can read.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" key new other.key other.pem --name 'B. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" log init empty.db --origin example.com/empty --key empty.key --no-passphrase >/dev/null
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml
"$RETRACE" file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml --hypothetical >/dev/null

t_exit 0 verify f.xml --cert cert.pem --log log.db
t_has t.out 'f.xml: HOLDS'
t_has t.out 'signed by  CN=A. Officer'
t_has t.out 'logged     entry 0'
t_exit 0 verify f.xml --ca cert.pem
t_exit 0 verify f.xml --any-signer
t_has t.out '(not known to you)'
t_exit 0 verify f.xml --cert other.pem --cert cert.pem -o json
t_json t.out '.kind == "verify" and .rows[0].result == "holds" and .rows[0].signer_known == "yes"'
t_json t.out '.rows[0].product == "Alpenrad Antriebe DU-200 rev C"'

# refused REASON FILE OPTION...
refused() {
	reason=$1
	shift
	t_exit 3 verify "$@"
	t_has t.out "REFUSED: $reason"
	t_has t.err "$reason"
}
refused signer-unknown f.xml
refused certificate-not-trusted f.xml --cert other.pem
refused not-logged f.xml --cert cert.pem --log empty.db
sed 's/DU-200/DU-201/' f.xml >changed.xml
refused reference-digest changed.xml --cert cert.pem
{ cat f.xml; echo; } >newline.xml
refused not-canonical newline.xml --cert cert.pem
head -c 2000 f.xml >cut.xml
refused not-xml cut.xml --cert cert.pem
: >empty.xml
t_exit 3 verify empty.xml --cert cert.pem
refused no-signature draft.xml --cert cert.pem
printf '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' >doctype.xml
refused doctype doctype.xml --cert cert.pem

# Several at once: the worst counts, each is judged.
t_exit 3 verify f.xml changed.xml --cert cert.pem -o csv
t_ok 'both have a row' sh -c '[ "$(wc -l <t.out)" -eq 3 ]'
t_exit 66 verify f.xml none.xml --cert cert.pem
t_exit 66 verify f.xml --cert none.pem
t_exit 64 verify

# Each check by its name, up to the one that refused it.
t_ok 'each check of a filing that holds' sh -c '[ "$("$RETRACE" verify --checks --any-signer f.xml | grep -c "^  ok ")" -eq 21 ]'
sed 's/low="37\.5"/low="17.5"/' f.xml >forged.xml
t_exit 3 verify --checks --any-signer forged.xml
t_has t.out '  ok         the certificate was valid then'
t_has t.out '  refused    content, time and signer are what was signed'
t_ok 'none behind it' sh -c '! grep -q "the signature over them" t.out'
t_end
