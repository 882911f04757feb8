#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a draft goes on from an older one and says what changed; a filing is
# amended or withdrawn by a filing that names it, in a chain without branches;
# single fields and a companion file fill in what people say.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* "$ex/filer.xml" .
keys='--log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical'
reviewed='--set review/prepared-by=Jo --set review/approved-by=Mo --set review/trade-secrets=cleared --set review/export-control=licensed'
t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
draft() { # CODE SAVED OPTION...
	t_wants=$1
	t_saved=$2
	shift 2
	t_exit "$t_wants" draft drive-unit.xml declaration-* --item DU-200 \
		--save "$t_saved" "$@"
}
file() { # CODE DRAFT FILING
	# shellcheck disable=SC2086 # options
	t_exit "$1" file "$2" $keys --save "$3"
}

# ---- field by field

draft 0 set.xml --filer filer.xml --set 'filer/name@zh=甲' \
	--set 'goods[2]/hs=8501.31' --set 'end-use/category=medical' \
	--companion people.xml
t_has set.xml '<name lang="zh">甲</name>'
t_has set.xml '<category>medical</category>'
t_has set.xml '<hs>8501.31</hs>'
t_has t.err 'missing: goods[2]/quantity'
t_has people.xml '<!-- yes or no: will the product leave the country of destination again? -->'
t_has people.xml '<hs>8501.31</hs>'
t_ok 'the companion fits its schema' xmllint --noout --schema "$t_top/schemas/filer-1.xsd" people.xml
# The companion alone says the same.
draft 0 again.xml --filer people.xml
t_cmp again.xml <set.xml
for bad in nix nix=1 goods/nix=1 'goods[0]/hs=8501' 'filer[2]/name=x' \
	'filer/country@zh=AT' 'filer/name@de=x' "$(printf '%0100d' 0)/x=1"; do
	draft 64 no.xml --set "$bad"
done
t_has t.err 'expected a name that there is'
draft 65 no.xml --set goods/hs=motor
t_has t.err '"motor" in <hs>: expected an HS code'
t_ok 'nothing was written' [ ! -e no.xml ]

# ---- from an older draft

draft 0 draft.xml --filer filer.xml --log log.db
draft 0 same.xml --from draft.xml --log log.db
t_has t.err 'nothing that is computed has changed'
t_cmp same.xml <draft.xml
file 0 draft.xml first.xml

# ---- an amendment

sed -i 's/amount="1.5 %"/amount="1.6 %"/' declaration-magnets.xml
draft 0 amend.xml --amends first.xml --log log.db
t_has t.err 'changed: product[DU-200]/content/element[Dy]/total/low: 38, before 37.5'
t_has t.err 'changed: product[DU-200]/places/place[MAG-SH]/total/low'
t_ok 'fractions are left out' sh -c '! grep -q numerator t.err'
t_has t.err 'missing: change/reason: why the earlier filing is amended'
t_has t.err 'missing: review/approved-by'
t_ok 'what people said is kept' sh -c '! grep -q "missing: filer/" t.err'
file 65 amend.xml no.xml
t_has t.err 'change/reason is blank: expected why'
# shellcheck disable=SC2086 # options
draft 0 amend.xml --amends first.xml --log log.db $reviewed \
	--set 'change/reason=Magnets of batch 7'
t_ok 'it fits its schema' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" amend.xml
t_has amend.xml "sha256=\"$(sha256sum first.xml | cut -d ' ' -f 1)\""
t_has amend.xml 'kind="amendment"'
file 0 amend.xml amended.xml
file 0 amend.xml amended-too.xml
t_cmp amended-too.xml <amended.xml

# ---- the log says of each what it changed, and by what it was changed

first=$(xmllint --xpath 'string(/*/@id)' first.xml)
last=$(xmllint --xpath 'string(/*/@id)' amended.xml)
t_exit 0 log show log.db "$first"
t_has t.out 'kind     initial, a first filing'
t_has t.out 'later    entry 1, amendment, '
t_has t.out "         $last"
t_ok 'it changes nothing' sh -c '! grep -q ^earlier t.out'
t_exit 0 log show log.db "$last" -o json
t_ok 'earlier and later in JSON' \
	jq -e --arg id "$first" '.entry.earlier == [$id] and .entry.later == []' t.out

# ---- no branch, no other log, no other bytes

# shellcheck disable=SC2086 # options
t_exit 0 draft --withdraws first.xml --log log.db --save branch.xml \
	$reviewed --set change/reason=x
file 65 branch.xml no.xml
t_has t.err 'has been changed by entry 1 (amendment'
sed 's/\(<earlier .*sha256="\)[0-9a-f]*/\10000000000000000000000000000000000000000000000000000000000000000/' \
	amend.xml >bytes.xml
file 65 bytes.xml no.xml
t_has t.err 'has other bytes in the log, entry 0'
sed 's/\(<earlier .*id="\)[0-9a-f]*/\10000000000000000000000000000000000000000000000000000000000000000/' \
	amend.xml >none.xml
file 65 none.xml no.xml
t_has t.err 'is not in this log: expected the log in which it was filed'
sed 's/<earlier .*<\/earlier>//' amend.xml >lost.xml
file 3 lost.xml no.xml
t_has t.err '[kind]'
sed 's/kind="amendment"/kind="initial"/' amend.xml >initial.xml
file 3 initial.xml no.xml
t_has t.err '[kind]'

# ---- a withdrawal says of the product what the filing said

# shellcheck disable=SC2086 # options
t_exit 0 draft --withdraws amended.xml --log log.db --save withdraw.xml \
	$reviewed --set 'change/reason=Sold to nobody'
t_ok 'it fits its schema' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" withdraw.xml
file 0 withdraw.xml withdrawn.xml
t_exit 0 verify first.xml amended.xml withdrawn.xml --cert cert.pem --log log.db --recompute
t_exit 0 log list log.db -o csv
t_ok 'each kind once' sh -c '[ "$(grep -c -e ",initial," -e ",amendment," -e ",withdrawal," t.out)" -eq 3 ]'
t_exit 0 print withdrawn.xml --lang en
t_has t.out 'Sold to nobody'
t_has t.out 'The filing that this one changes'

# ---- what does not go together

t_exit 64 draft --withdraws withdrawn.xml
t_has t.err 'a withdrawal: expected the filing that is withdrawn'
t_exit 64 draft --withdraws draft.xml
t_has t.err 'a draft, which nobody has filed'
t_exit 64 draft drive-unit.xml --withdraws first.xml
t_exit 64 draft drive-unit.xml --amends first.xml --from draft.xml
t_exit 65 draft drive-unit.xml --amends drive-unit.xml
t_exit 66 draft drive-unit.xml --from none-such.xml

# ---- a compliance notice names those that came with what was bought

printf 'a notice on paper, scanned' >paper.pdf
draft 0 upstream.xml --kind notice --filer filer.xml
file 0 upstream.xml upstream.signed.xml
draft 0 notice.xml --kind notice --filer filer.xml --upstream upstream.signed.xml \
	--upstream paper.pdf --set licence/number=DU-2026-1
t_has notice.xml 'kind="notice"'
t_has notice.xml "<sha256>$(sha256sum upstream.signed.xml | cut -d ' ' -f 1)</sha256>"
t_has notice.xml "<sha256>$(sha256sum paper.pdf | cut -d ' ' -f 1)</sha256>"
t_has notice.xml '<issuer>Alpenrad Antriebe GmbH</issuer>'
file 0 notice.xml notice.signed.xml
t_exit 0 verify notice.signed.xml --cert cert.pem --log log.db --recompute
t_exit 0 print notice.signed.xml --lang en
t_has t.out 'Compliance notice. These goods hold'
t_has t.out 'DU-2026-1'
t_exit 66 draft drive-unit.xml --kind notice --upstream none.pdf
t_exit 64 draft drive-unit.xml --kind notice --amends first.xml

# ---- one contract for each end-use certificate

printf 'a certificate, signed and scanned' >euc.pdf
contract=$(sed -n 's,.*<contract>\([^<][^<]*\)</contract>.*,\1,p' draft.xml)
draft 0 certified.xml --filer filer.xml --end-use-certificate "$contract=euc.pdf"
t_has t.err 'end-use-certificate[1]/number'
draft 0 certified.xml --filer filer.xml --end-use-certificate "$contract=euc.pdf" \
	--end-use-certificate "PO-9=euc.pdf" --set end-use-certificate/number=EUC-7 \
	--set 'end-use-certificate[2]/number=EUC-7'
t_has certified.xml "<sha256>$(sha256sum euc.pdf | cut -d ' ' -f 1)</sha256>"
file 65 certified.xml no.xml
t_has t.err 'is for the contract "PO-9", which no line of goods names'
t_has t.err "\"EUC-7\" is for the contract \"$contract\" and for \"PO-9\""
draft 0 certified.xml --filer filer.xml --end-use-certificate "$contract=euc.pdf" \
	--set end-use-certificate/number=EUC-7 --set "goods/contract=PO-1" --set "goods[2]/contract=$contract"
file 65 certified.xml no.xml
t_has t.err 'of the contract "PO-1", for which there is no end-use certificate'
draft 0 certified.xml --filer filer.xml --end-use-certificate "$contract=euc.pdf" \
	--set end-use-certificate/number=EUC-7
file 0 certified.xml certified.signed.xml
t_exit 0 verify certified.signed.xml --cert cert.pem --log log.db --recompute
t_exit 0 print certified.signed.xml --lang en
t_has t.out 'End-user and end-use certificates'
t_has t.out 'EUC-7'
t_exit 0 log search log.db EUC-7
t_ok "one filing is found" [ "$(grep -c initial t.out)" -eq 1 ]
t_exit 64 draft drive-unit.xml --end-use-certificate euc.pdf
t_has t.err 'such as PO-4711=certificate.pdf'
t_exit 66 draft drive-unit.xml --end-use-certificate PO-1=none.pdf

# ---- a report needs a decision that asks for one

draft 0 report.xml --kind report --filer filer.xml
file 3 report.xml no.xml
t_has t.err 'no decision that asks for one'

t_end
