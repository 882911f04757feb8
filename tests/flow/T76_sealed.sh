#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a sealed filing names no supplier, is one filing however often it is
# filed, and is opened, in part too, by what lies beside it, by the
# documentation alone, and by nothing else.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
set -- drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml"
filed='--log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical'

t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase

# The draft says all in clear, and is private; the filing does not.
echo 'a notice of a supplier' >notice.pdf
t_exit 0 draft "$@" --seal suppliers --save draft.xml --upstream notice.pdf \
	--set 'upstream/issuer=Kitayama Magnetics' --set upstream/id=N-77
t_has t.err 'the draft holds the secret'
t_ok 'the draft is private' sh -c '[ "$(stat -c %a draft.xml)" = 600 ]'
id=$(sed -n 's/^retrace: filing id //p' t.err)
# shellcheck disable=SC2086
t_exit 0 file draft.xml $filed --save f.xml
t_has t.out "$id"
t_has t.out 'opening  f.xml.opening: '
t_ok 'the opening is private' sh -c '[ "$(stat -c %a f.xml.opening)" = 600 ]'
t_ok 'no supplier is named' sh -c '! grep -E "Kitayama|Talmark|KM-2025|TP-118|N-77|declaration-" f.xml'
t_ok 'the draft names them' grep -q 'Kitayama' draft.xml
t_ok 'the notice is linked by its digest' grep -q "$(sha256sum notice.pdf | cut -c1-64)" f.xml
t_ok 'it fits its schema' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" f.xml
t_ok 'so does the opening' xmllint --noout --schema "$t_top/schemas/opening-1.xsd" f.xml.opening

# The same again is the same filing, and its opening the same.
# shellcheck disable=SC2086
t_exit 0 file draft.xml $filed --save again.xml
t_has t.out 'as it was before'
t_ok 'the same bytes' cmp f.xml again.xml
t_ok 'the same opening' cmp f.xml.opening again.xml.opening
t_exit 0 draft "$@" --from draft.xml --save draft2.xml
t_ok 'going on from a draft keeps its secret' cmp draft.xml draft2.xml
t_exit 0 draft "$@" --seal suppliers --save other.xml -q
t_ok 'another draft has another one' sh -c '! grep -q "$(grep -o "secret=.*" draft.xml)" other.xml'
t_exit 0 draft "$@" --from draft.xml --seal nothing --save other.xml -q
t_ok 'nothing is sealed when asked so' sh -c '! grep -q "<seal " other.xml'

# The log's record names no file; the log itself has the opening.
mkdir back
t_exit 0 log show log.db "$id" --save back
t_ok 'no file name in the record' sh -c '! grep -q declaration- t.out'
t_ok 'the log has the opening' cmp f.xml.opening back/input-7-opening
t_ok 'and gives it to its owner alone' sh -c '[ "$(stat -c %a back/input-7-opening)" = 600 ]'
t_exit 0 draft "$@" --save clear.xml
t_has t.err 'who suppliers are stays in clear'

# Opened: each value, with its place; the digest from the documentation alone.
t_exit 0 verify f.xml --cert cert.pem
t_ok 'it says how many are sealed' grep -Eq '^  sealed     1[0-9]+ values$' t.out
t_exit 0 verify f.xml --cert cert.pem --open f.xml.opening
t_has t.out '(MAG-P): Talmark Pumps'
t_ok 'nothing stays sealed' sh -c '! grep -q "stay so" t.out'
# digest PLACE: the value and its salt, through openssl dgst.
digest() {
	line=$(grep -F "at=\"$1\"" f.xml.opening)
	printf 'retrace-seal/1\n%s\n%s\n%s' "$1" \
		"$(echo "$line" | sed 's/.*salt="\([0-9a-f]*\)".*/\1/')" \
		"$(echo "$line" | sed 's/.* is="\([^"]*\)".*/\1/')" |
		openssl dgst -sha256 -r | cut -c1-64
}
# at END VALUE: the place that ends so and has this value.
at() {
	sed -n "s/.* at=\"\([^\"]*$1\)\" is=\"$2\".*/\1/p" f.xml.opening | head -n 1
}
for at in "$(at 'place\[[0-9]*\]\/@maker' 'Talmark Pumps')" "$(at '\/@document' TP-118)" \
	"$(at '\/@name' declaration-pump.xml)" "$(at 'issuer\[1\]' 'Kitayama Magnetics')"; do
	t_ok "$at has the documented digest" grep -q "=\"$(digest "$at")\"" f.xml
done
at=$(at 'place\[[0-9]*\]\/@maker' 'Talmark Pumps')
t_ok 'it stands where it says' sh -c "grep -o '<place [^>]*part=\"MAG-P\"[^>]*>' f.xml |
	grep -q '$(digest "$at")'"

# A part of it, for one auditor.
t_exit 0 verify f.xml --cert cert.pem --open f.xml.opening --only 'Talmark Pumps' --save pump.opening
t_ok 'the part is private' sh -c '[ "$(stat -c %a pump.opening)" = 600 ]'
t_ok 'it names no one else' sh -c '! grep -q Kitayama pump.opening'
t_exit 0 verify f.xml --cert cert.pem --open pump.opening -o json
t_json t.out '(.opened | length) >= 5 and (.opened | all(.part == "MAG-P"))'
t_json t.out '(.sealed | length) > 100 and (.sealed | all(has("value") | not))'
sed '/place\[[1-6]\]/d' f.xml.opening >deleted.opening
t_exit 0 verify f.xml --cert cert.pem --open deleted.opening
t_has t.out 'values stay so'
sed 2d f.xml.opening >one-less.opening
t_exit 0 verify f.xml --cert cert.pem --open one-less.opening
t_has t.out 'sealed     1 value stays so'
t_exit 65 verify f.xml --cert cert.pem --open f.xml.opening --only Nobody
t_exit 64 verify f.xml --cert cert.pem --only Nobody
t_exit 64 verify f.xml f.xml --cert cert.pem --open f.xml.opening

# refused REASON SED: the opening, edited, is refused for that reason.
refused() {
	sed "$2" f.xml.opening >bad.opening
	t_exit 3 verify f.xml --cert cert.pem --open bad.opening
	t_ok "it is refused: $1" grep -q "REFUSED: $1\$" t.out
}
refused opening-digest 's/is="Talmark Pumps"/is="Talmark Pumpen"/'
refused opening-digest '3{s/salt="0/salt="1/;t;s/salt="./salt="0/}'
refused opening-not-sealed 's/place\[7\]/place[77]/'
refused opening-not-sealed '2s/at="[^"]*"/at="header[1]\/@kind"/'
refused opening-twice '2p'
refused opening-other 's/filing="0/filing="1/;t;s/filing="./filing="0/'
refused opening '2s/salt="[0-9a-f]/salt="/'
refused opening 's/opening:1/opening:2/'
refused opening '1s/^/<!DOCTYPE a>/'
refused opening '3q'
# A changed digest is a changed filing.
sed 's/sealed-maker="....../sealed-maker="000000/' f.xml >g.xml
t_exit 3 verify g.xml --cert cert.pem --open f.xml.opening
t_has t.out 'REFUSED: reference-digest'

# Computed again: from the log alone; from folders only with the opening.
mkdir empty
cp f.xml cert.pem f.xml.opening pump.opening empty
t_exit 66 verify f.xml --cert cert.pem --recompute --inputs .
t_has t.err 'is sealed: expected --open'
t_exit 66 verify f.xml --cert cert.pem --recompute --inputs . --open pump.opening
t_exit 0 verify f.xml --cert cert.pem --recompute --inputs . --open f.xml.opening
t_has t.out 'every verdict and number is the same'
sed -n '1p;/inputs/p;$p' f.xml.opening >inputs.opening
t_exit 0 verify f.xml --cert cert.pem --recompute --inputs . --open inputs.opening
t_has t.out 'sealed values were not compared'
t_ok 'the log alone' sh -c 'cd empty && "$RETRACE" verify f.xml --cert cert.pem --recompute --log ../log.db | grep -q "number is the same"'

# An amendment stays sealed, with other salts; a withdrawal says the same again.
t_exit 0 draft "$@" --amends f.xml --set 'change/reason=once more' \
	--set review/prepared-by=J --set review/approved-by=M \
	--set review/trade-secrets=cleared --set review/export-control=cleared \
	--save amend.xml
t_has t.err 'a notice of the older filing is sealed there'
t_ok 'it stays sealed' grep -q '<seal ' amend.xml
# shellcheck disable=SC2086
t_exit 0 file amend.xml $filed --save amended.xml
t_exit 3 verify amended.xml --cert cert.pem --open f.xml.opening
t_has t.out 'REFUSED: opening-other'
t_exit 0 verify amended.xml --cert cert.pem --open amended.xml.opening
t_exit 0 draft --withdraws amended.xml --filer "$ex/filer.xml" --save withdraw.xml \
	--set 'change/reason=filed in error'
t_exit 64 draft --withdraws amended.xml --filer "$ex/filer.xml" --seal suppliers
# shellcheck disable=SC2086
t_exit 0 file withdraw.xml $filed --save withdrawn.xml
t_ok 'no opening of its own' [ ! -e withdrawn.xml.opening ]
t_exit 0 verify withdrawn.xml --cert cert.pem --open amended.xml.opening
t_has t.out '(MAG-P): Talmark Pumps'
t_exit 3 verify withdrawn.xml --cert cert.pem --open f.xml.opening
t_ok 'computed again from the log' sh -c 'cp withdrawn.xml empty; cd empty && "$RETRACE" verify withdrawn.xml --cert cert.pem --recompute --log ../log.db | grep -q "number is the same"'

# What the form of a law demands stays in clear, and is told with the law.
mkdir law
sed 's|<origin |<demand fields="supplier upstream" clause="trace"/>&|' \
	"$t_top/forms/cn-trace/rules.xml" >law/rules.xml
cp "$t_top/forms/cn-trace/clauses.tsv" law
t_exit 0 rules show law/rules.xml
t_has t.out 'demands in clear: suppliers, who issued notices (trace)'
t_exit 0 rules show law/rules.xml --lang zh
t_has t.out '须明示：供应商、告知书出具方 (trace)'
t_exit 0 draft "$@" -r law/rules.xml --seal suppliers --from draft.xml --save law.xml
t_has t.err 'in clear stays what a form demands: supplier upstream'
# shellcheck disable=SC2086
t_exit 0 file law.xml law/* $filed --save lawful.xml
t_ok 'the supplier is named' grep -q 'supplier="Talmark Pumps"' lawful.xml
t_ok 'and who issued the notice' grep -q '<issuer>Kitayama Magnetics<' lawful.xml
t_ok 'not its document' sh -c '! grep -q TP-118 lawful.xml'
t_exit 0 verify lawful.xml --cert cert.pem --open lawful.xml.opening
sed 's|fields="supplier upstream" clause="trace"|fields="supplier supplier" clause="none"|' \
	law/rules.xml >law/bad.xml
t_exit 65 rules check law/bad.xml
t_has t.err 'twice in fields'
t_has t.err 'clause "none" is not in clauses.tsv'

# The page says what is sealed, in both languages, and names nobody.
t_exit 0 print f.xml --save page.html
t_ok 'in English' grep -q 'sealed, digest' page.html
t_ok 'in Chinese' grep -q '已封存，摘要' page.html
t_ok 'and names nobody' sh -c '! grep -q Kitayama page.html'

# A notice to who gets the goods next, sealed; he links it by its digest.
t_exit 0 draft "$@" --seal suppliers --kind notice --save notice-draft.xml
# shellcheck disable=SC2086
t_exit 0 file notice-draft.xml $filed --save notice.xml
t_exit 0 draft "$@" --seal suppliers --upstream notice.xml --save next-draft.xml -q
t_ok 'it says who issued it' grep -q '<issuer>Alpenrad Antriebe GmbH<' next-draft.xml
# shellcheck disable=SC2086
t_exit 0 file next-draft.xml $filed --save next.xml
t_ok 'the filing has its digest' grep -q "<sha256>$(sha256sum notice.xml | cut -c1-64)<" next.xml
t_ok 'and neither its id' sh -c '! grep -q "$(sed -n "s/.* id=\"\([0-9a-f]*\)\" version=.*/\1/p" notice.xml | head -n 1)" next.xml'
t_exit 0 verify next.xml --cert cert.pem --open next.xml.opening
t_has t.out 'upstream[1]/issuer[1]: Alpenrad Antriebe GmbH'

# To standard output the opening needs a place of its own; folders have one.
# shellcheck disable=SC2086
t_exit 64 file draft.xml $filed --save -
# shellcheck disable=SC2086
t_exit 0 file draft.xml $filed --save - --opening own.opening
t_ok 'the same opening there' cmp own.opening f.xml.opening
mkdir many && cp draft.xml many/one.xml
# shellcheck disable=SC2086
t_exit 0 file many drive-unit.xml declaration-*.* $filed --save filed
t_ok 'beside its filing' cmp filed/one.xml.opening f.xml.opening
rm filed/one.xml.opening
# shellcheck disable=SC2086
t_exit 0 file many drive-unit.xml declaration-*.* $filed --save filed
t_ok 'an opening that was lost is there again' cmp filed/one.xml.opening f.xml.opening
# shellcheck disable=SC2086
t_exit 64 file many drive-unit.xml declaration-*.* $filed --save filed --opening x
t_end
