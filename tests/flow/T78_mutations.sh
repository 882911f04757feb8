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
		--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties \
		--trusted-pem a.crt a.xml
else
	echo "T78_mutations: no xmlsec1: its word was not asked"
fi

# mutant REASON COMMAND...: the command turns the filing, on its standard
# input, into one that is refused for the reason.
n=0
mutant() {
	reason=$1
	shift
	n=$((n + 1))
	"$@" <a.xml >m$n.xml
	if cmp -s a.xml m$n.xml; then
		t_fail "mutation $n ($*) changes nothing"
		return
	fi
	t_exit 3 verify m$n.xml --cert a.crt
	t_has t.out "REFUSED: $reason"
	t_has t.err "[$reason]"
}

# one element of the other filing, which the other officer signed
theirs() {
	sed -n "s/.*\(<ds:$1[ >].*<\/ds:$1>\).*/\1/p" b.xml
}
swap() { # ELEMENT: ours becomes theirs
	other=$(theirs "$1")
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
t_ok 'there are at least 20 mutations' [ "$n" -ge 20 ]

# signed by somebody else, and by nobody we know
t_exit 3 verify b.xml --cert a.crt
t_has t.out 'REFUSED: certificate-not-trusted'
t_end
