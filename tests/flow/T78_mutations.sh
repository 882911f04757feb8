#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a filing made by the program is accepted by xmlsec1; each of its
# mutations is refused by verify with exit 3 and the reason that fits.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
for who in a b; do
	"$RETRACE" key new $who.key $who.crt --name "$who. Officer" --no-passphrase -q
	"$RETRACE" log init $who.db --origin example.com/$who --key $who.log --no-passphrase >$who.pub
	"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml
	"$RETRACE" file -q draft.xml --log $who.db --log-key $who.log --key $who.key --cert $who.crt --save $who.xml --hypothetical >/dev/null
done
t_exit 0 verify a.xml --cert a.crt --log a.db

if command -v xmlsec1 >/dev/null; then
	t_ok 'xmlsec1 accepts it' xmlsec1 --verify --enabled-key-data x509 \
		--enabled-reference-uris empty,same-doc \
		--verification-gmt-time '2026-02-02 00:00:00' \
		--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties \
		--trusted-pem a.crt a.xml
else
	echo "T78_mutations: no xmlsec1: its word was not asked"
fi

# mutant REASON COMMAND...: the command turns the filing, on its standard
# input, into one that is refused for the reason.
n=0
base=a.xml
ask='--cert a.crt'
alone=$(dirname "$RETRACE")/retrace-verify
t_ok 'the program alone accepts it' "$alone" --cert a.crt a.xml
mutant() {
	reason=$1
	shift
	n=$((n + 1))
	"$@" <$base >m$n.xml
	if cmp -s $base m$n.xml; then
		t_fail "mutation $n ($*) changes nothing"
		return
	fi
	# shellcheck disable=SC2086 # options
	t_exit 3 verify m$n.xml $ask
	t_has t.out "REFUSED: $reason"
	t_has t.err "[$reason]"
	# the program that shares no line with it
	t_got=0
	# shellcheck disable=SC2086 # options
	"$alone" $ask m$n.xml >t.alone 2>&1 || t_got=$?
	if [ "$t_got" -ne 3 ] || ! grep -q '^m[0-9]*.xml: REFUSED$' t.alone; then
		t_fail "mutation $n ($reason): alone it gives $t_got"
	fi
}

# one element of the other filing, which the other officer signed
theirs() {
	sed -n "s/.*\(<ds:$1[ >].*<\/ds:$1>\).*/\1/p" "$2"
}
swap() { # ELEMENT: ours becomes theirs
	other=$(theirs "$1" "${base%?.xml}b.xml")
	awk -v name="ds:$1" -v other="$other" '
		{ text = text (NR > 1 ? "\n" : "") $0 }
		END {
			from = index(text, "<" name)
			end = "</" name ">"
			to = index(text, end) + length(end)
			gsub(/[\\&]/, "\\\\&", other)
			printf "%s%s%s", substr(text, 1, from - 1), other,
			    substr(text, to)
		}'
}

# the content
mutant reference-digest sed 's/low="37\.5"/low="17.5"/'
mutant reference-digest sed 's/DU-200/DU-201/'
mutant schema sed '0,/triggered/s//clear/'
mutant reference-digest sed 's/kind="initial"/kind="amendment"/'
# its bytes
mutant not-canonical sh -c 'cat; echo'
mutant encoding sh -c 'printf "\357\273\277"; cat'
mutant not-canonical sh -c 'printf "<?xml version=\"1.0\"?>\n"; cat'
mutant not-canonical sed 's/low="37\.5"/low="37.\&#53;"/'
mutant not-canonical sed "s/low=\"37\.5\"/low='37.5'/"
mutant not-canonical sed 's/$/\r/'
mutant encoding iconv -f UTF-8 -t UTF-16
mutant doctype sh -c 'printf "<!DOCTYPE filing [<!ENTITY x \"y\">]>"; cat'
mutant not-xml head -c 3000
mutant not-canonical sh -c 'sed "s/<ds:Signature /<!-- seen -->&/"'
# the signature
mutant no-signature sed 's/<ds:Signature .*<\/ds:Signature>//'
mutant schema sed 's/\(<ds:Signature .*<\/ds:Signature>\)/\1\1/'
mutant signature-value swap SignatureValue
mutant certificate-not-trusted swap KeyInfo
mutant algorithm sed 's/xmldsig-more#ecdsa-sha256/xmldsig-more#ecdsa-sha1/'
mutant reference sed 's/URI=""/URI="http:\/\/example.com\/"/'
mutant transforms sed 's/<ds:Transform Algorithm="http:\/\/www.w3.org\/2000\/09\/xmldsig#enveloped-signature"><\/ds:Transform>//'
mutant certificate-time sed 's/\(SigningTime>\)20[0-9][0-9]/\12020/'
mutant properties-digest sed 's/\(SigningTime>2026-0\)2/\13/'
mutant base64 sed 's/=<\/ds:SignatureValue>/<\/ds:SignatureValue>/'
# its certificate, which the signer names: of keys that none signs with
with_cert() { # METHOD CERT_IN_DER
	sed "s|xmldsig-more#ecdsa-sha256|xmldsig-more#$1|
		s|\(<ds:X509Certificate>\)[^<]*|\1$(openssl base64 -A -in "$2")|
		s|\(CertDigest>.*<ds:DigestValue>\)[^<]*|\1$(openssl dgst -sha256 -binary "$2" | openssl base64 -A)|"
}
key_of() { # WHAT: and alone it says so
	if ! grep -q "REFUSED $1" t.alone; then
		t_fail "mutation $n: alone it is not refused for $1"
		cat t.alone >&2
	fi
}
printf 'asn1=SEQUENCE:key\n[key]\nalg=SEQUENCE:alg\nkey=BITWRAP,SEQUENCE:rsa\n[alg]\noid=OID:rsaEncryption\nnone=NULL\n[rsa]\nn=INTEGER:0x%s\ne=INTEGER:65537\n' \
	"$(awk 'BEGIN { for (i = 0; i < 2050; i++) printf "b" }')" >big.cnf
openssl asn1parse -genconf big.cnf -noout -out big.der
openssl ecparam -name prime256v1 -genkey -noout -param_enc explicit -out spelled.key 2>/dev/null
openssl pkey -in spelled.key -pubout -outform DER -out spelled.der
for kind in big spelled; do
	openssl pkey -pubin -inform DER -in $kind.der -out $kind.pub
	openssl req -new -key a.key -subj "/CN=$kind" 2>/dev/null |
		openssl x509 -req -CA a.crt -CAkey a.key -CAcreateserial -days 3650 -force_pubkey $kind.pub -outform DER -out $kind.crt 2>/dev/null
done
mutant certificate-key with_cert rsa-sha256 big.crt
key_of 'a key for the algorithm'
mutant certificate-key with_cert ecdsa-sha256 spelled.crt
key_of 'a key for the algorithm'
# of a signer's own key, but not for documents, or of nobody
while read -r kind subject extension; do
	openssl req -x509 -new -key a.key -days 3650 -subj "$subject" -addext "$extension" -outform DER -out "$kind.crt" 2>/dev/null
	mutant certificate-key with_cert ecdsa-sha256 "$kind.crt"
	key_of 'a certificate of somebody'
done <<'END'
stamps /CN=stamps extendedKeyUsage=critical,timeStamping
revoked /CN=revoked extendedKeyUsage=timeStamping,OCSPSigning
strange /CN=strange 1.2.3.4=critical,DER:0500
sealing /CN=sealing keyUsage=keyEncipherment
nobody / keyUsage=digitalSignature
END
# the same certificate, its length written otherwise
openssl x509 -in a.crt -outform DER -out a.der
{ head -c 1 a.der && printf '\203\000' && tail -c +3 a.der; } >long.der
mutant certificate sed "s|\(<ds:X509Certificate>\)[^<]*|\1$(openssl base64 -A -in long.der)|"
# the time-stamp: of a filing that another also has, with a clock that runs
unset SOURCE_DATE_EPOCH
. "$t_top/tests/flow/tsa.sh"
cp tsa-ca.crt here-ca.crt
for who in a b; do
	"$RETRACE" key new s$who.key s$who.crt --name "$who. Officer" --no-passphrase -q
	"$RETRACE" log init s$who.db --origin example.com/s$who --key s$who.log --no-passphrase >/dev/null
	"$RETRACE" file -q draft.xml --hypothetical --log s$who.db --log-key s$who.log --key s$who.key --cert s$who.crt --save s$who.xml \
		--tsa-ca here-ca.crt --tsa-command 'cat >in.tsq; openssl ts -reply -config tsa.cnf -signer clock.crt -inkey clock.key -queryfile in.tsq 2>/dev/null' >/dev/null
done
base=sa.xml
ask='--cert sa.crt --tsa-ca here-ca.crt --timestamped'
# shellcheck disable=SC2086 # options
t_exit 0 verify sa.xml $ask
# shellcheck disable=SC2086 # options
t_ok "the program alone accepts it" "$alone" $ask sa.xml
token_of() { # FILE: the token, decoded
	sed -n 's/.*EncapsulatedTimeStamp>\(.*\)<\/xades:EncapsulatedTimeStamp.*/\1/p' "$1" | openssl base64 -d -A
}
with_token() { # TOKEN_FILE: the filing with another token
	sed "s|\(EncapsulatedTimeStamp>\).*\(</xades:EncapsulatedTimeStamp\)|\1$(openssl base64 -A -in "$1")\2|"
}
stamp_of() { # TOKEN_FILE OPTION...: over the value in sa.xml, by openssl
	out=$1
	shift
	sed -n 's/.*<ds:SignatureValue>\(.*\)<\/ds:SignatureValue>.*/<ds:SignatureValue xmlns:ds="http:\/\/www.w3.org\/2000\/09\/xmldsig#">\1<\/ds:SignatureValue>/p' $base | tr -d '\n' >value
	openssl ts -query -data value -cert "$@" -out in.tsq 2>/dev/null
	tsa_answer in.tsq out.tsr
	openssl ts -reply -in out.tsr -token_out -out "$out" 2>/dev/null
}
token_of sa.xml >token
token_of sb.xml >moved
mutant timestamp-imprint with_token moved
# four years on: every day of the year is one there too
year=$(LC_ALL=C grep -ao '20[0-9]\{12\}Z' token | head -n 1 | cut -c 1-4)
LC_ALL=C sed "s/$year\([0-9]\{10\}Z\)/$((year + 4))\1/g" token >later
mutant timestamp-signature with_token later
head -c 700 token >short
mutant timestamp with_token short
{ cat token && echo; } >long
mutant timestamp with_token long
mutant timestamp with_token draft.xml
{ # the same token, of a length that is told at its end
	printf '\060\200'
	tail -c +5 token
	printf '\000\000'
} >open
mutant timestamp with_token open
mutant timestamp sed 's/\(EncapsulatedTimeStamp>....\)/\1 /'
mutant shape sed 's/\(<xades:EncapsulatedTimeStamp>\)[^<]*/\1/'
stamp_of sha1 -sha1
mutant timestamp-digest with_token sha1
sed -i 's/^digests = .*/&, sha512/' tsa.cnf
stamp_of sha512 -sha512
mutant timestamp-digest with_token sha512
sed -i 's/^signer_digest = .*/signer_digest = sha1/' tsa.cnf
stamp_of weak -sha256
mutant timestamp-digest with_token weak
sed -i 's/^signer_digest = .*/signer_digest = sha256/' tsa.cnf
cp clock.crt right.crt
cp clock.key right.key
for use in 'critical,timeStamping,1.2.3.4.5' timeStamping 'critical,timeStamping,emailProtection'; do
	tsa_make clock "$use"
	openssl ts -reply -config tsa.cnf -signer clock.crt -inkey clock.key -queryfile in.tsq -token_out -out use 2>/dev/null
	[ ! -s use ] || mutant timestamp-use with_token use
done
mv right.crt clock.crt
mv right.key clock.key
# nor without anybody whom we trust to certify stamps
ask='--cert sa.crt'
# shellcheck disable=SC2086 # options
t_exit 0 verify sa.xml $ask
# shellcheck disable=SC2086 # options
t_ok "the program alone accepts it" "$alone" $ask sa.xml
mutant timestamp-imprint with_token moved
mutant timestamp-signature with_token later
mutant timestamp with_token short
mutant timestamp with_token draft.xml
mutant timestamp-digest with_token sha1
mutant timestamp-digest with_token weak
mutant shape sed 's/\(<xades:EncapsulatedTimeStamp>\)[^<]*/\1/'
ask='--cert sa.crt --tsa-ca here-ca.crt --timestamped'
stamp_of sha256 -sha256
t_ok 'a second token would do' sh -c '[ -s sha256 ]'
with_token sha256 <sa.xml >second.xml
# shellcheck disable=SC2086 # options
t_exit 0 verify second.xml $ask
# shellcheck disable=SC2086 # options
t_ok "so would the program alone" "$alone" $ask second.xml
. "$t_top/tests/flow/tsa.sh" # another authority of the same name
stamp_of theirs -sha256
mutant timestamp-not-trusted with_token theirs
mutant no-timestamp sed 's/<xades:UnsignedProperties>.*<\/xades:UnsignedProperties>//'
mutant shape sed 's/<xades:SignatureTimeStamp>.*<\/xades:SignatureTimeStamp>//'
mutant shape sed 's/\(<xades:SignatureTimeStamp>.*<\/xades:SignatureTimeStamp>\)/\1\1/'
mutant shape sed 's/\(<xades:UnsignedProperties>.*<\/xades:UnsignedProperties>\)/\1\1/'
mutant shape sed 's/<xades:SignatureTimeStamp>/<xades:SignatureTimeStamp Id="x">/'
mutant shape sed 's/\(<xades:EncapsulatedTimeStamp\)>/\1 Encoding="x">/'
mutant shape sed 's/xades:SignatureTimeStamp>/xades:ArchiveTimeStamp>/g'
mutant algorithm sed 's/\(TimeStamp><ds:CanonicalizationMethod Algorithm="http:\/\/www.w3.org\/\)2001\/10\/xml-exc-c14n#/\1TR\/2001\/REC-xml-c14n-20010315/'
mutant algorithm sed 's/<ds:CanonicalizationMethod [^>]*><\/ds:CanonicalizationMethod>\(<xades:Encaps\)/\1/'
mutant timestamp-imprint swap SignatureValue
mutant timestamp-imprint sh -c 'LC_ALL=C sed "s/\(ds:SignatureValue>\)[A-Z]/\1a/; t; s/\(ds:SignatureValue>\)[^A-Z<]/\1A/"'
mutant reference-digest sed 's/low="37\.5"/low="17.5"/'
# stamped a day before it says that it was signed
SOURCE_DATE_EPOCH=$(($(date +%s) + 86400)) "$RETRACE" log init sc.db --origin example.com/sc --key sc.log --no-passphrase >/dev/null
SOURCE_DATE_EPOCH=$(($(date +%s) + 86400)) "$RETRACE" file -q draft.xml --hypothetical --log sc.db --log-key sc.log --key sa.key --cert sa.crt --save sc.xml >/dev/null
base=sc.xml
. "$t_top/tests/flow/tsa.sh"
stamp_of early -sha256
ask='--cert sa.crt --tsa-ca tsa-ca.crt'
mutant timestamp-time sed "s|</xades:SignedProperties>|&<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp><ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod><xades:EncapsulatedTimeStamp>$(openssl base64 -A -in early)</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp></xades:UnsignedSignatureProperties></xades:UnsignedProperties>|"

# signed by somebody else, and by nobody we know
t_exit 3 verify b.xml --cert a.crt
t_has t.out 'REFUSED: certificate-not-trusted'
t_got=0
"$alone" --cert a.crt b.xml >t.alone || t_got=$?
t_ok 'nor does the program alone' [ "$t_got" -eq 3 ]
t_ok 'there are at least 40 mutations' [ "$n" -ge 40 ]
t_end
