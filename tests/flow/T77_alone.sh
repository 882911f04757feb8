#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: retrace-verify, which shares no line with retrace and needs libxml2 and
# OpenSSL alone, says of filings what verify says: of both algorithms, by
# pinned signers and by authorities; it is short enough to be read.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

alone=$(dirname "$RETRACE")/retrace-verify
runs() { # CODE ARGUMENT...
	t_wants=$1
	shift
	t_got=0
	"$alone" "$@" >t.out 2>t.err || t_got=$?
	if [ "$t_got" -eq "$t_wants" ]; then
		t_pass
	else
		t_fail "retrace-verify $*: exit $t_got, expected $t_wants"
		cat t.out t.err >&2
	fi
}

# ---- what it is made of

source=$t_top/cmd/alone/retrace-verify.c
t_ok 'nothing of ours is in it' sh -c '! grep -q "#include \"" "$0"' "$source"
# without the section on openings, which runs after all else has held
t_ok 'at most 1030 lines' [ "$(sed '/^.* ---- what it keeps back/,/^.* ---- all of it/d' "$source" | wc -l)" -le 1030 ]
t_ok 'at most 1240 in all' [ "$(wc -l <"$source")" -le 1240 ]
# libc and the sanitizers of a test build are not counted
readelf -d "$alone" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
	grep -vE '^(libc|libm|libasan|libubsan|libgcc_s|libpthread|libdl|librt)\.so' |
	sed 's/\.so.*//' | sort >t.needs
t_cmp t.needs <<'END'
libcrypto
libxml2
END

# ---- filings that hold

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
t_exit 0 draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --log log.db --save draft.xml
openssl req -x509 -newkey rsa:3072 -nodes -keyout rsa.key -out rsa.crt -days 3650 \
	-subj '/CN=R. Officer' -addext keyUsage=digitalSignature -not_before 20200101000000Z 2>/dev/null ||
	openssl req -x509 -newkey rsa:3072 -nodes -keyout rsa.key -out rsa.crt \
		-days 3650 -subj '/CN=R. Officer' -addext keyUsage=digitalSignature 2>/dev/null
chmod 600 rsa.key
t_exit 0 key new p256.key p256.crt --name 'P. Officer' --no-passphrase
for kind in p256 rsa; do
	# the certificate of openssl begins now, whatever the clock of the test
	[ $kind = p256 ] || unset SOURCE_DATE_EPOCH
	t_exit 0 log init $kind.db --origin "example.com/$kind" --key $kind.log --no-passphrase
	t_exit 0 file draft.xml --hypothetical --log $kind.db --log-key $kind.log --key $kind.key --cert $kind.crt --save $kind.xml
	runs 0 --cert $kind.crt $kind.xml
	t_has t.out "$kind.xml: HOLDS"
	t_has t.out 'ok      a filing whose id is the digest of its content'
	t_exit 0 verify $kind.xml --cert $kind.crt
done
runs 0 --ca rsa.crt rsa.xml
runs 0 --cert p256.crt --cert rsa.crt p256.xml rsa.xml
# the last second of a certificate is still inside, the next is not
for second in 0 1; do
	t_exit 0 log init edge$second.db --origin "example.com/edge$second" --key edge$second.log --no-passphrase
	SOURCE_DATE_EPOCH=$((1801440000 + second)) t_exit $((second * 77)) file draft.xml --hypothetical \
		--log edge$second.db --log-key edge$second.log --key p256.key --cert p256.crt --save edge$second.xml
done
t_exit 0 verify edge0.xml --cert p256.crt
runs 0 --cert p256.crt edge0.xml
sed 's/\(<xades:SigningTime>2027-02-01T00:00:0\)0/\11/' edge0.xml >edge1.xml
t_exit 3 verify edge1.xml --cert p256.crt
t_has t.err '[certificate-time]'
runs 3 --cert p256.crt edge1.xml
t_has t.out 'REFUSED the certificate was valid when it was signed'
runs 0 --any-signer p256.xml
t_has t.out 'the signer is not judged'

# one that brings the way up to its authority, and a time-stamp
. "$t_top/tests/flow/tsa.sh"
for who in issuing below; do
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout $who.key -out $who.csr -subj /CN=$who 2>/dev/null
done
printf 'basicConstraints=critical,CA:TRUE\n' >issuing.ext
openssl x509 -req -in issuing.csr -CA tsa-ca.crt -CAkey tsa-ca.key -CAcreateserial -days 3650 -extfile issuing.ext -out issuing.crt 2>/dev/null
openssl x509 -req -in below.csr -CA issuing.crt -CAkey issuing.key -CAcreateserial -days 3650 -out below.crt 2>/dev/null
chmod 600 below.key
t_exit 0 log init below.db --origin example.com/below --key below.log --no-passphrase
t_exit 0 file draft.xml --hypothetical --log below.db --log-key below.log --key below.key --cert below.crt --chain issuing.crt --save chain.xml
runs 0 --ca tsa-ca.crt chain.xml
t_has t.out 'ok      certificates beside it that are the way up from it'
t_exit 0 log init both.db --origin example.com/both --key both.log --no-passphrase
t_exit 0 file draft.xml --hypothetical --log both.db --log-key both.log --key below.key --cert below.crt --chain issuing.crt --save both.xml \
	--tsa-ca tsa-ca.crt --tsa-command 'cat >in.tsq; openssl ts -reply -config tsa.cnf -signer clock.crt -inkey clock.key -queryfile in.tsq 2>/dev/null'
runs 0 --ca tsa-ca.crt --tsa-ca tsa-ca.crt --timestamped both.xml
t_has t.out 'ok      by an authority you trust'
runs 0 --ca tsa-ca.crt both.xml
t_has t.out 'the authority is not judged (no --tsa-ca)'
sed 's/<xades:CertificateValues>.*<\/xades:CertificateValues>//' both.xml >cut.xml
runs 3 --ca tsa-ca.crt --tsa-ca tsa-ca.crt cut.xml
t_has t.out 'REFUSED signed by'
runs 0 --cert below.crt cut.xml
sed 's/\(<xades:EncapsulatedX509Certificate>.*<\/xades:EncapsulatedX509Certificate>\)/\1\1/' both.xml >twice.xml
runs 3 --ca tsa-ca.crt twice.xml
t_has t.out 'REFUSED certificates beside it that are the way up from it'
t_exit 3 verify twice.xml --ca tsa-ca.crt
sed 's/<xades:UnsignedSignatureProperties>.*<\/xades:UnsignedSignatureProperties>/<xades:UnsignedSignatureProperties><\/xades:UnsignedSignatureProperties>/' both.xml >empty-place.xml
runs 3 --ca tsa-ca.crt empty-place.xml
t_exit 3 verify empty-place.xml --ca tsa-ca.crt
# another of its name and its key's name, which did not sign it
{
	printf 'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier='
	openssl x509 -in issuing.crt -noout -ext subjectKeyIdentifier | tail -1 | tr -d ' '
} >other.ext
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout other.key -out other.csr -subj /CN=issuing 2>/dev/null
openssl x509 -req -in other.csr -CA tsa-ca.crt -CAkey tsa-ca.key -CAcreateserial -days 3650 -extfile other.ext -out other.crt 2>/dev/null
sed "s|\(<xades:EncapsulatedX509Certificate>\)[^<]*|\1$(grep -v -- --- other.crt | tr -d '\n')|" both.xml >other.xml
runs 3 --cert below.crt other.xml
t_has t.out 'REFUSED certificates beside it that are the way up from it'
t_exit 3 verify other.xml --cert below.crt
# a link that nobody should make: by SHA-1
openssl x509 -req -in below.csr -CA issuing.crt -CAkey issuing.key -CAcreateserial -days 3650 -sha1 -out weak.crt 2>/dev/null
t_exit 0 log init weak.db --origin example.com/weak --key weak.log --no-passphrase
t_exit 0 file draft.xml --hypothetical --log weak.db --log-key weak.log --key below.key --cert weak.crt --chain issuing.crt --save weak.xml
runs 0 --cert weak.crt weak.xml
runs 3 --ca tsa-ca.crt weak.xml
t_has t.out 'REFUSED signed by'
t_exit 0 verify weak.xml --cert weak.crt
t_exit 3 verify weak.xml --ca tsa-ca.crt

# what takes a parser long is refused before there is one, whoever signed
for kind in attributes namespaces tags; do
	case $kind in
	attributes) seq -f 'a%g="1"' 257 ;;
	namespaces) seq -f 'xmlns:a%g="u"' 101 ;;
	tags) yes 'a="1"><b></b><b' | head -n 50000 ;;
	esac | tr '\n' ' ' >many
	awk '{ if (i = index($0, "<header ")) {
		getline many <"many"
		$0 = substr($0, 1, i + 7) many substr($0, i + 8)
	} print }' p256.xml >$kind.xml
	runs 3 --any-signer $kind.xml
	t_has t.out 'REFUSED at most 256 attributes in a tag'
	t_exit 3 verify $kind.xml --any-signer
done
t_got=0
"$alone" --cert p256.crt p256.xml >/dev/full || t_got=$?
t_ok "what nobody could read: exit $t_got" [ $t_got -eq 74 ]

# ---- and that do not

runs 3 --cert rsa.crt p256.xml
t_has t.out 'REFUSED signed by /CN=P. Officer, whom you trust'
runs 3 --ca rsa.crt p256.xml
sed 's/low="37\.5"/low="17.5"/' p256.xml >forged.xml
runs 3 --cert p256.crt p256.xml forged.xml
t_has t.out 'p256.xml: HOLDS'
t_has t.out 'forged.xml: REFUSED the content is what was signed'
t_ok 'no parser saw it' sh -c '! grep -q "forged.xml: ok      XML in canonical" t.out'
head -c 4000000 /dev/zero >zeros.xml
runs 3 --cert p256.crt zeros.xml
runs 3 --cert p256.crt draft.xml
printf '<' >short.xml
runs 3 --cert p256.crt short.xml
: >empty.xml
runs 3 --cert p256.crt empty.xml

# ---- what a filing keeps back

t_exit 0 draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --seal suppliers --save kept.xml
# by the certificate of 2026, on a day when it is valid
SOURCE_DATE_EPOCH=1769904000 t_exit 0 file kept.xml --hypothetical --log p256.db --log-key p256.log --key p256.key --cert p256.crt --save sealed.xml
runs 0 --cert p256.crt sealed.xml
runs 0 --cert p256.crt --open sealed.xml.opening sealed.xml
t_has t.out '/@maker: Talmark Pumps'
t_ok 'all of it is opened' grep -q -- '-       0 values stay sealed' t.out
t_ok 'each of them' [ "$(grep -c 'sealed.xml: opened ' t.out)" -eq "$(grep -c '<value ' sealed.xml.opening)" ]
t_exit 0 verify sealed.xml --cert p256.crt --open sealed.xml.opening --only 'Talmark Pumps' --save pump.opening
runs 0 --cert p256.crt --open pump.opening sealed.xml
t_ok 'nobody else is named' sh -c '! grep -q Kitayama t.out'
# unfit SED: neither takes the opening, edited, and nothing of it is told.
unfit() {
	sed "$1" sealed.xml.opening >bad.opening
	runs 3 --cert p256.crt --open bad.opening sealed.xml
	t_ok 'nothing is told' sh -c '! grep -q "sealed.xml: opened " t.out'
	t_exit 3 verify sealed.xml --cert p256.crt --open bad.opening
}
unfit 's/Talmark/Talnark/'
unfit '3{s/salt="0/salt="1/;t;s/salt="./salt="0/}'
unfit '2p'
unfit '2s/at="[^"]*"/at="header[1]\/@kind"/'
unfit '2s/at="[^"]*"/at="places[9]\/@maker"/'
unfit '2s/at="/at="[/'
unfit 's/filing="0/filing="1/;t;s/filing="./filing="0/'
unfit '1s/^/<!DOCTYPE a>/'
unfit '3q'
unfit 's/<opening/<opened/;s/opening>/opened>/'
unfit '2s/ salt="[0-9a-f]*"//'
runs 3 --cert p256.crt --open p256.crt sealed.xml
runs 3 --cert p256.crt --open sealed.xml.opening p256.xml
runs 3 --cert rsa.crt --open sealed.xml.opening sealed.xml
runs 64 --cert p256.crt --open sealed.xml.opening sealed.xml p256.xml
runs 64 --cert p256.crt --open
runs 66 --cert p256.crt --open none.opening sealed.xml

# ---- usage

runs 64
runs 64 p256.xml
runs 64 --cert p256.crt
runs 64 --cert p256.crt --timestamped p256.xml
runs 64 --nothing p256.xml
runs 66 --cert none.crt p256.xml
runs 66 --cert p256.xml p256.xml
seq 167 | while read -r _; do cat rsa.crt tsa-ca.crt p256.crt; done >many.crt
runs 66 --ca many.crt p256.xml
t_has t.err 'many.crt: expected certificates in PEM, at most 500 of a kind'
t_exit 65 verify p256.xml --ca many.crt
seq 160 | while read -r _; do cat rsa.crt tsa-ca.crt; done >bundle.crt
runs 0 --cert bundle.crt --cert p256.crt p256.xml
t_exit 0 verify p256.xml --cert bundle.crt --cert p256.crt
{ cat p256.crt && sed '3d' p256.crt; } >spoilt.crt
runs 66 --cert spoilt.crt p256.xml
runs 66 --cert p256.crt none.xml

t_end
