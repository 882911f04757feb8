#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a filing brings the certificates between its signer and an authority
# that the auditor knows; what that authority has revoked, as openssl's lists
# say, is refused as of the time of signing.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"
unset SOURCE_DATE_EPOCH # openssl has a clock of its own

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml

# root > issuing > officer, colleague
issue() { # NAME BY EXTENSIONS
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
	printf '%b' "$3" >"$1.ext"
	openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" \
		-CAcreateserial -days 3650 -extfile "$1.ext" -out "$1.crt" \
		2>/dev/null
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-keyout root.key -out root.crt -subj /CN=root -days 7300 2>/dev/null
issue issuing root 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n'
for who in officer colleague; do
	issue $who issuing 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n'
	cat root.crt issuing.crt >chain.crt
	openssl pkcs12 -export -inkey $who.key -in $who.crt -certfile chain.crt \
		-out $who.p12 -passout pass:12345678
done
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\ndefault_md=sha256\ncrlnumber=number\ndefault_crl_days=3000\nserial=serial\n' >ca.cnf
: >index
echo 01 >number
list() { # FILE
	openssl ca -config ca.cnf -gencrl -cert issuing.crt -keyfile issuing.key -out "$1" 2>/dev/null
}
list before.crl
openssl ca -config ca.cnf -revoke colleague.crt -cert issuing.crt -keyfile issuing.key 2>/dev/null
list colleague.crl

"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
export RETRACE_PASSPHRASE=12345678
t_exit 0 file draft.xml --hypothetical --log log.db --log-key log.key --key officer.p12 --save f.xml
unset RETRACE_PASSPHRASE
t_ok 'one certificate on the way, without the root' sh -c '[ "$(grep -o "<xades:EncapsulatedX509Certificate>" f.xml | wc -l)" -eq 1 ]'
t_exit 0 verify f.xml --ca root.crt
t_has t.out 'signed by  CN=officer'
t_exit 0 verify f.xml --ca root.crt --crl before.crl --crl colleague.crl
t_exit 0 log verify log.db --ca root.crt --crl before.crl
t_exit 3 verify f.xml --ca officer.crt
t_has t.out 'REFUSED: certificate-not-trusted'

# The same from a PEM key, with and without the chain.
"$RETRACE" log init pem.db --origin example.com/pem --key pem.key --no-passphrase >pem.pub
pem() {
	code=$1
	shift
	t_exit "$code" file draft.xml --hypothetical --log pem.db --log-key pem.key --key colleague.key --cert colleague.crt --save p.xml "$@"
}
pem 77 --chain root.crt
t_has t.err 'root.crt: none of its certificates certifies that of the signer'
pem 0 --chain chain.crt
t_exit 0 verify p.xml --ca root.crt
t_exit 3 verify p.xml --ca root.crt --crl colleague.crl
t_has t.out 'REFUSED: certificate-revoked'
t_exit 3 verify p.xml --cert colleague.crt --ca root.crt --crl colleague.crl
t_exit 0 verify p.xml --cert colleague.crt
t_exit 0 verify f.xml --cert officer.crt --ca root.crt --crl before.crl

# The program that shares no line with it goes the same way; it knows no lists.
alone=$(dirname "$RETRACE")/retrace-verify
for file in f.xml p.xml; do
	t_ok "$file alone" "$alone" --ca root.crt "$file"
done

# Lists that do not say.
openssl ca -config ca.cnf -gencrl -cert root.crt -keyfile root.key -out root.crl 2>/dev/null
t_exit 3 verify f.xml --ca root.crt --crl root.crl
t_has t.out 'REFUSED: revocation-unknown'
t_has t.err 'no revocation list of its issuer was given'
t_exit 64 verify f.xml --cert officer.crt --crl before.crl
t_exit 77 verify f.xml --ca root.crt --crl root.crt
t_exit 66 verify f.xml --ca root.crt --crl none.crl

# Without the certificate on the way nobody finds it; beside --ca it helps.
sed 's/<xades:UnsignedProperties>.*<\/xades:UnsignedProperties>//' f.xml >bare.xml
t_exit 3 verify bare.xml --ca root.crt
t_has t.out 'REFUSED: certificate-not-trusted'
t_exit 0 verify bare.xml --ca root.crt --ca issuing.crt
sed 's/\(<xades:EncapsulatedX509Certificate>\).*\(<\/xades:EncapsulatedX509C\)/\1'"$(grep -v -- --- root.crt | tr -d '\n' | sed 's/\//\\\//g')"'\2/' f.xml >wrong.xml
t_exit 3 verify wrong.xml --ca root.crt
t_has t.out 'REFUSED: certificate-chain'
for file in bare.xml wrong.xml; do
	t_got=0
	"$alone" --ca root.crt "$file" >t.out || t_got=$?
	t_ok "$file is refused alone" [ "$t_got" -eq 3 ]
done
t_ok 'bare.xml with all that is between' "$alone" --ca root.crt --ca issuing.crt bare.xml
t_end
