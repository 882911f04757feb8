#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a draft takes from the transaction what it knows, states what follows
# with its clause, and asks for the rest only; a filer who says otherwise is
# refused; the filing holds, is computed again, and cannot be changed.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

cat >magnet.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2025-01-05">
  <item part="MAG-1" name="Magnet" form="magnet" mass="10 g" complete="yes">
    <content element="Dy" amount="0.3 g" basis="element"><origin stage="mining" country="CN"/></content>
  </item>
</bom>
END
lists='mofcom-control-list mofcom-watch-list'
{
	echo '<transaction xmlns="urn:retrace:transaction:1" id="order-1">'
	echo '<shipment from="AT" to="NO" exported="2026-11-11"/>'
	echo '<party id="us" name="Alpenrad Antriebe GmbH" country="AT" role="exporter"/>'
	echo '<party id="van" name="Fjordvogn AS" country="NO" role="consignee" others="not-listed" not-on="'"$lists"'"/>'
	echo '<party id="post" name="Nordpakke AS" country="NO" role="end-user" others="not-listed" not-on="'"$lists"'"/>'
	echo '<end-use category="automotive">rear axles of vans</end-use>'
	echo '<goods item="MAG-1" quantity="40 each" unit-price="149.50 EUR" contract="PO-1"/>'
	for q in military-user mass-destruction terrorism military-use \
		logic-14nm memory-256-layers semiconductor-equipment military-ai; do
		echo "<answer question=\"$q\" is=\"no\"/>"
	done
	echo '<answer question="humanitarian" is="yes"/>'
	echo '</transaction>'
} >deal.xml
"$RETRACE" template holidays >cn.xml
law='--rules cn-mofcom-61-2025 --only limb-iii-magnet --as-of 2026-11-11'
draft() { # CODE SAVED OPTION...
	t_wants=$1
	t_saved=$2
	shift 2
	# shellcheck disable=SC2086 # a list of options
	t_exit "$t_wants" draft magnet.xml $law --transaction deal.xml \
		--save "$t_saved" "$@"
}

# ---- what it knows is not asked for

draft 0 draft.xml --holidays cn.xml
t_ok 'the draft fits its schema' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" draft.xml
t_ok 'no field that the transaction has is missing' sh -c \
	'! grep -E "missing: (screening|destination|end-use/|[a-z-]*/(name|country): the (registered name|country) of the (exp|cons|end)|goods.*(quantity|unit|currency|contract))" t.err'
t_has t.err 'missing: end-user/address'
t_has t.err 'missing: filer/name'
t_has draft.xml '<name lang="en">Nordpakke AS</name>'
t_has draft.xml '<military-ai>no</military-ai>'
t_has draft.xml '<owned-half>no</owned-half>'
t_has draft.xml '<quantity>40</quantity>'
t_has draft.xml '<contract>PO-1</contract>'
t_has draft.xml '<role>final</role>'
t_has draft.xml '<input name="deal.xml" role="transaction"'
t_has draft.xml '<input name="cn.xml" role="holidays"'

# ---- what follows, by which clause and when

t_has draft.xml '<outcome is="exempt-with-report" pack="cn-mofcom-61-2025" rule="limb-iii-magnet" title="exempt with report"'
t_ok 'its decision has a clause' grep -q '<decision .*clause="5" .*not-after="2026-11-25".*outcome="exempt-with-report"' draft.xml
t_has draft.xml '<duty '
t_has t.err 'retrace: cn-mofcom-61-2025/limb-iii-magnet: In this transaction: exempt with report (clause 5).'
sed -i 's/"terrorism" is="no"/"terrorism" is="unknown"/' deal.xml
draft 0 open.xml
t_has open.xml '<outcome is="undetermined"'
t_has open.xml '<open question="terrorism" title="does it serve terrorism?"'
sed -i 's/"terrorism" is="unknown"/"terrorism" is="no"/' deal.xml
t_exit 0 draft magnet.xml --save plain.xml
t_ok 'without a transaction nothing follows' sh -c '! grep -q "<outcome" plain.xml'

# ---- the filer and the transaction, side by side

filer() { # EDIT: filer.xml with goods, answers and so on as in the transaction
	sed -e 's/<quantity>.*<.quantity>/<quantity>40.0<\/quantity>/' \
		-e 's/<unit-price>.*<.unit-price>/<unit-price>149.5<\/unit-price>/' \
		-e 's/<currency>.*<.currency>/<currency>EUR<\/currency>/' \
		-e 's/<contract>.*<.contract>/<contract>PO-1<\/contract>/' \
		-e 's/<owned-half>.*<.owned-half>/<owned-half>no<\/owned-half>/' \
		-e "$1" "$t_top/tests/examples/filer.xml" >filer.xml
}
filer ''
draft 0 full.xml --filer filer.xml --holidays cn.xml
t_ok 'nothing is missing' sh -c '! grep -q missing: t.err'
filer 's/Nordpakke AS</Nordpost AS</; s/<terrorism>no/<terrorism>yes/'
rm -f no.xml
draft 65 no.xml --filer filer.xml
t_ok 'nothing is written' test ! -e no.xml
t_ok 'both are told, at the line of the filer' sh -c \
	'grep -q "^filer.xml:[0-9]*:[0-9]*: end-user/name is \"Nordpost AS\", and the transaction says \"Nordpakke AS\" (deal.xml:5): expected the same in both" t.err'
t_has t.err 'screening/terrorism is "yes", and the transaction says "no"'
t_exit 64 draft magnet.xml --holidays cn.xml

# ---- the goods of several products, and their period

sed 's|</bom>|<item part="MAG-2" name="Big magnet" form="magnet" mass="20 g" complete="yes"><content element="Dy" amount="0.6 g" basis="element"><origin stage="mining" country="CN"/></content></item>&|' magnet.xml >two.xml
sed -e 's|<shipment .*|<shipment from="AT" to="NO" exported="2026-11-11"/><period start="2026-10-01" end="2026-12-31"/>|' \
	-e 's|<answer question="military-user"|<goods item="MAG-2" quantity="7 each"/>&|' deal.xml >period.xml
both() { # CODE SAVED OPTION...
	t_wants=$1
	t_saved=$2
	shift 2
	# shellcheck disable=SC2086 # a list of options
	t_exit "$t_wants" draft two.xml $law --item MAG-1 --item MAG-2 \
		--transaction period.xml --holidays cn.xml --save "$t_saved" "$@"
}
goods() { # QUANTITY of MAG-2, behind a line of what is not filed
	filer 's/<goods>/<goods><item>OTHER<\/item><quantity>3<\/quantity><\/goods><goods><item>MAG-2<\/item><quantity>'"$1"'<\/quantity><\/goods>&<item>MAG-1<\/item>/'
}
both 0 two-draft.xml
t_ok 'the period of the transaction' sh -c 'tr -d "\n " <two-draft.xml | grep -q "<period><start>2026-10-01</start><end>2026-12-31</end></period>"'
t_ok 'its goods, added up' sh -c 'tr -d "\n" <two-draft.xml | grep -q "symbol=\"Dy\"> *<total high=\"16.2\" low=\"16.2\"></total>.*<valuation\|symbol=\"Dy\"> *<total high=\"16.2\" low=\"16.2\"></total>"'
both 0 two-draft.xml --period 2026-10-01/2026-12-31
both 65 no.xml --period 2026-10-01/2026-12-30
t_has t.err '--period: period/end is "2026-12-30", and the transaction says "2026-12-31" (period.xml:2): expected the same in both'
goods 7.0
both 0 two-draft.xml --filer filer.xml
goods 8
both 65 no.xml --filer filer.xml
t_has t.err 'goods/quantity is "8", and the transaction says "7" (period.xml:'
t_ok 'at the line of the filer, and nothing else' sh -c 'grep -q "^filer.xml:[0-9]*:[0-9]*: goods/quantity" t.err && [ "$(grep -c "expected the same" t.err)" = 1 ] && ! test -e no.xml'
filer 's/Nordpakke AS</Nordpost AS</; s/<terrorism>no/<terrorism>yes/'

# ---- filed, and computed again

"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
keys='--log log.db --log-key log.key --key key.pem --cert cert.pem'
# shellcheck disable=SC2086 # a list of options
{
	t_exit 65 file full.xml --filer filer.xml $keys --save f.xml
	t_has t.err 'end-user/name is "Nordpost AS", and the transaction says "Nordpakke AS" (full.xml:'
	t_exit 0 file full.xml $keys --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
	t_exit 65 file full.xml $keys --dry-run --filer filer.xml
	sed 's/is="exempt-with-report" pack/is="not-subject" pack/' full.xml >bent.xml
	t_exit 3 file bent.xml $keys --save g.xml
	t_has t.err '"not-subject" by a decision that gives "exempt-with-report"'
	# The report that is due is one, in so many working days.
	sed 's/kind="initial"/kind="report"/' full.xml >report.xml
	t_exit 0 file report.xml $keys --save report.signed.xml
	t_exit 0 verify --recompute report.signed.xml --cert cert.pem --log log.db
	t_exit 0 print report.signed.xml --lang en
	t_has t.out 'Report after the export'
	t_has t.out '<dt>Ends not after</dt>'
	# Consistent in itself, and not what comes of the transaction.
	sed 's/exempt-with-report/not-subject/' full.xml >bent.xml
	t_exit 0 file bent.xml $keys --save g.xml
}
t_exit 3 verify --recompute g.xml --cert cert.pem --log log.db
t_has t.err 'outcomes/outcome[limb-iii-magnet]/is is "not-subject", computed again "exempt-with-report" [recomputed]'
# ---- of several end users each has a draft of its own

sed 's|<party id="post".*|&<party id="bus" name="Nordbuss AS" country="SE" role="end-user" others="not-listed" not-on="'"$lists"'"/>|' deal.xml >two.xml
mv two.xml deal.xml
draft 64 none.xml
t_has t.err '2 end users (Nordpakke AS, Nordbuss AS): expected --end-user with one; each has a draft of its own'
t_ok 'nothing is written' test ! -e none.xml
draft 64 none.xml --end-user Nobody
t_has t.err '--end-user "Nobody": expected one of Nordpakke AS, Nordbuss AS'
draft 0 bus.xml --end-user 'Nordbuss AS'
t_has bus.xml '<name lang="en">Nordbuss AS</name>'
t_has bus.xml '<country>SE</country>'
draft 0 post.xml --end-user post
t_has post.xml '<name lang="en">Nordpakke AS</name>'
t_ok 'the other is in neither' sh -c '! grep -q Nordbuss post.xml && ! grep -q Nordpakke bus.xml'
cat >who.xml <<'END'
<filer xmlns="urn:retrace:filer:1"><end-user><name lang="en">Nordbuss AS</name></end-user></filer>
END
draft 0 bus.xml --filer who.xml
t_has bus.xml '<country>SE</country>'
# shellcheck disable=SC2086 # a list of options
t_exit 64 draft magnet.xml $law --end-user post
t_has t.err '--end-user without --transaction'

t_end
