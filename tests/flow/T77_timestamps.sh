#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a filing gets a time-stamp from openssl's authority, at once or by way
# of two files; openssl accepts the token; only the answer to this request
# goes in, and nothing is filed before it is there.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"
unset SOURCE_DATE_EPOCH # the authority has a clock of its own
. "$t_top/tests/flow/tsa.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml
"$RETRACE" draft -q drive-unit.xml declaration-* --item MOT-R --filer "$ex/filer.xml" --save motor.xml
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub

# file CODE DRAFT OPTION...
file() {
	code=$1
	draft=$2
	shift 2
	t_exit "$code" file "$draft" --hypothetical --log log.db --key key.pem --cert cert.pem "$@"
}
logged() { # how many
	t_exit 0 log list log.db -o csv
	t_ok "$1 entries" [ "$(wc -l <t.out)" -eq $(($1 + 1)) ]
}

# First the request: nothing is filed.
file 64 draft.xml --tsq q.tsq --tsa-command false --tsa-ca tsa-ca.crt
file 64 draft.xml --tsr r.tsr --tsa-ca tsa-ca.crt --log-key log.key --save f.xml
file 64 draft.xml --tsq q.tsq --tsr r.tsr --log-key log.key --save f.xml
t_has t.err '--tsa-ca is missing'
file 64 draft.xml --tsa-ca tsa-ca.crt --log-key log.key --save f.xml
file 0 draft.xml --tsq q.tsq
t_has t.out 'not filed yet'
t_has t.out 'keep q.tsq.pending until'
t_ok 'what waits is for its owner' [ "$(stat -c %a q.tsq.pending)" = 600 ]
file 73 draft.xml --tsq q.tsq
logged 0
openssl ts -query -in q.tsq -text >query.txt 2>/dev/null
t_has query.txt 'Hash Algorithm: sha256'
t_ok 'it has a nonce' sh -c '! grep -q "Nonce: unspecified" query.txt'

# Answers that do not fit.
finish() {
	file "$1" "${draft_of:-draft.xml}" --tsq "${q:-q.tsq}" --tsr "$2" --tsa-ca "${ca:-tsa-ca.crt}" --log-key log.key --save f.xml
}
finish 66 none.tsr
echo no >bad.tsr
finish 65 bad.tsr
file 0 draft.xml --tsq other.tsq --tsa-policy 1.2.3.4.2
tsa_answer other.tsq other.tsr
finish 3 other.tsr
t_has t.err 'an answer over something else'
tsa_answer q.tsq r.tsr
ca=cert.pem
finish 3 r.tsr
t_has t.err '[timestamp-not-trusted]'
ca=
q=other.tsq
finish 3 r.tsr
q=
draft_of=motor.xml
finish 65 r.tsr
t_has t.err 'which is not that of this draft'
draft_of=
sed 's/SigningTime>2/SigningTime>1/' q.tsq.pending >changed
cp q.tsq.pending kept
cp changed q.tsq.pending
finish 3 r.tsr
cp kept q.tsq.pending
t_ok 'nothing is saved' [ ! -e f.xml ]
logged 0

# The one that fits.
finish 0 r.tsr
t_has t.out 'by CN=clock'
t_has t.out 'logged   entry 0'
t_ok 'what waited is gone' [ ! -e q.tsq.pending ]
cp f.xml first.xml
t_ok 'the signature is the one that waited' sh -c '
	sed -n "s/.*\(<ds:SignatureValue>.*<\/ds:SignatureValue>\).*/\1/p" f.xml >a
	sed -n "s/.*\(<ds:SignatureValue>.*<\/ds:SignatureValue>\).*/\1/p" kept >b
	[ -s a ] && cmp a b'
cp kept q.tsq.pending
finish 0 r.tsr
t_has t.out 'as it was before'
t_cmp f.xml <first.xml
logged 1

# openssl accepts the token, over the canonical value.
sed -n 's/.*<ds:SignatureValue>\(.*\)<\/ds:SignatureValue>.*/<ds:SignatureValue xmlns:ds="http:\/\/www.w3.org\/2000\/09\/xmldsig#">\1<\/ds:SignatureValue>/p' f.xml | tr -d '\n' >value
sed -n 's/.*EncapsulatedTimeStamp>\(.*\)<\/xades:EncapsulatedTimeStamp.*/\1/p' f.xml | openssl base64 -d -A >token
t_ok 'openssl accepts the token' openssl ts -verify -data value -in token -token_in -CAfile tsa-ca.crt

# verify tells of it, and asks for it only if told to.
t_exit 0 verify f.xml --cert cert.pem --log log.db
t_has t.out '(not known to you)'
t_exit 0 verify f.xml --cert cert.pem --tsa-ca tsa-ca.crt --timestamped
t_has t.out 'as it says: CN=clock'
t_exit 0 verify f.xml --cert cert.pem --tsa-ca tsa-ca.crt -o json
t_json t.out '.rows[0].stamper == "CN=clock" and .rows[0].stamper_known == "yes"'
t_exit 3 verify f.xml --cert cert.pem --tsa-ca cert.pem
t_has t.out 'REFUSED: timestamp-not-trusted'
t_exit 3 verify kept --cert cert.pem --tsa-ca tsa-ca.crt --timestamped
t_has t.out 'REFUSED: no-timestamp'
t_exit 64 verify f.xml --cert cert.pem --timestamped
t_exit 0 log verify log.db --cert cert.pem --tsa-ca tsa-ca.crt --timestamped

# Who certifies the authority can be revoked, whatever its own list says.
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout mid.key -out mid.csr -subj /CN=mid 2>/dev/null
printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n' >mid.ext
openssl x509 -req -in mid.csr -CA tsa-ca.crt -CAkey tsa-ca.key -CAcreateserial -days 3650 -extfile mid.ext -out mid.crt 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout low.key -out low.csr -subj /CN=low 2>/dev/null
openssl x509 -req -in low.csr -CA mid.crt -CAkey mid.key -CAcreateserial -days 3650 -extfile clock.ext -out low.crt 2>/dev/null
openssl ts -reply -config tsa.cnf -signer low.crt -inkey low.key -chain mid.crt -queryfile q.tsq -token_out -out low 2>/dev/null
sed "s|\(EncapsulatedTimeStamp>\).*\(</xades:EncapsulatedTimeStamp\)|\1$(openssl base64 -A -in low)\2|" f.xml >low.xml
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\ndefault_md=sha256\ndefault_crl_days=3000\n' >ca.cnf
: >index
for list in empty full; do
	openssl ca -config ca.cnf -gencrl -cert tsa-ca.crt -keyfile tsa-ca.key -out $list.crl 2>/dev/null
	openssl ca -config ca.cnf -revoke mid.crt -cert tsa-ca.crt -keyfile tsa-ca.key 2>/dev/null
done
t_exit 0 verify low.xml --cert cert.pem --tsa-ca tsa-ca.crt --timestamped
t_exit 0 verify low.xml --cert cert.pem --tsa-ca tsa-ca.crt --crl empty.crl
t_exit 3 verify low.xml --cert cert.pem --tsa-ca tsa-ca.crt --crl full.crl
t_has t.out 'REFUSED: timestamp-not-trusted'

# At once, from a command.
at_once() {
	code=$1
	shift
	file "$code" motor.xml --tsa-ca tsa-ca.crt --log-key log.key --save m.xml "$@"
}
cat >answer.sh <<'END'
cat >in.tsq
openssl ts -reply -config tsa.cnf -signer clock.crt -inkey clock.key -queryfile in.tsq 2>/dev/null
END
at_once 74 --tsa-command false
t_has t.err '--tsa-command "false" ended with exit code 1'
at_once 65 --tsa-command 'echo no'
at_once 65 --tsa-command 'head -c 100000 /dev/zero'
at_once 3 --tsa-command 'cat r.tsr'
at_once 3 --tsa-command 'sh answer.sh' --tsa-policy 1.2.3.4.9
t_has t.err 'did not grant'
at_once 64 --tsa-command 'sh answer.sh' --tsa-policy none
t_ok 'nothing is saved' [ ! -e m.xml ]
logged 1
"$RETRACE" key new sealed.pem sealed.crt --name 'A. Officer' --passphrase-command 'echo nobody else' -q
export RETRACE_PASSPHRASE='nobody else'
t_exit 0 file motor.xml --hypothetical --log log.db --log-key log.key --key sealed.pem --cert sealed.crt --save m.xml --tsa-ca tsa-ca.crt --tsa-command 'env >env; sh answer.sh' --tsa-policy 1.2.3.4.2
unset RETRACE_PASSPHRASE
t_ok 'the command does not learn the passphrase' sh -c '[ -s env ] && ! grep -q "nobody else" env'
t_has t.out 'stamped  20'
t_exit 0 verify m.xml --cert sealed.crt --tsa-ca tsa-ca.crt --log log.db --timestamped
logged 2
t_end
