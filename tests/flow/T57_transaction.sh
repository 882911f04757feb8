#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: with a transaction, check and explain say what follows from a verdict,
# on whose word and by which clause; what is open stays open and is asked for;
# the exit code goes by the verdicts alone.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

# A magnet with Chinese Dy under limb (iii), which holds again on 2026-11-11.
cat >magnet.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2025-01-05">
  <item part="MAG-1" maker="MAGCO" name="Magnet" form="magnet" mass="10 g" complete="yes">
    <content element="Dy" amount="0.3 g" basis="element"><origin stage="mining" country="CN"/></content>
  </item>
</bom>
END
sed 's/<origin[^>]*>//' magnet.xml >open.xml
sed 's/<content.*content>//' magnet.xml >clean.xml

# deal SHIPMENT PARTIES ANSWERS: deal.xml, every question answered no but these.
lists='mofcom-control-list mofcom-watch-list'
buyer='<party id="buyer" name="Wind Works" country="US" role="consignee end-user" others="not-listed" not-on="'$lists'"/>'
deal() {
	{
		echo '<transaction xmlns="urn:retrace:transaction:1" id="order-1">'
		echo "<shipment $1/>"
		echo "$2"
		for t_q in military-user mass-destruction terrorism military-use \
			humanitarian logic-14nm memory-256-layers \
			semiconductor-equipment military-ai; do
			case $3 in
			*"\"$t_q\""*) ;;
			*) echo "<answer question=\"$t_q\" is=\"no\"/>" ;;
			esac
		done
		echo "$3"
		echo '</transaction>'
	} >deal.xml
}
follows() { # CODE BOM [OPTION...]
	t_wants=$1
	shift
	t_exit "$t_wants" check -q "$@" --rules cn-mofcom-61-2025 \
		--only limb-iii-magnet --as-of 2026-11-11 \
		--transaction deal.xml
}

# ---- every outcome, each with its clause

deal 'from="DE" to="US" exported="2026-11-11"' "$buyer" ''
follows 1 magnet.xml
t_has t.out 'Transaction order-1 (deal.xml):'
t_has t.out 'consignee: Wind Works in US'
t_has t.out 'In this transaction: licence required.'
t_has t.out 'Clause 1.iii: a licence of the Ministry of Commerce before export.'
t_has t.out 'Beside that: give the compliance notice'
follows 0 clean.xml
t_has t.out 'In this transaction: not subject.'
t_has t.out 'That rests on clause scope, which is inferred; it is not law.'
deal 'from="DE" to="CN" exported="2026-11-11"' "$buyer" ''
follows 1 magnet.xml
t_has t.out 'In this transaction: not subject.'
t_has t.out 'Clause destination: exports to China are not covered.'
deal 'from="DE" to="US"' "$buyer" '<answer question="military-user" is="yes"/>'
follows 1 magnet.xml
t_has t.out 'In this transaction: refused in principle.'
t_has t.out 'Clause 2: a military user abroad.'
deal 'from="DE" to="US"' "$buyer" '<answer question="logic-14nm" is="yes"/>'
follows 1 magnet.xml
t_has t.out 'In this transaction: case by case.'
deal 'from="DE" to="US"' "$buyer" '<answer question="humanitarian" is="yes"/>'
follows 1 magnet.xml
t_has t.out 'In this transaction: exempt with report.'
t_has t.out 'Its last day is not known: the transaction does not say when the goods leave.'
t_has t.out 'Beside that: undertake that it will not harm'

# The others: prohibited, exempt, report required.
printf '%s\n' '<transaction xmlns="urn:retrace:transaction:1" id="us">' \
	'<answer question="dfars-contract" is="yes"/>' \
	'<answer question="simplified-acquisition" is="no"/>' \
	'<answer question="use-abroad" is="no"/>' \
	'<answer question="electronic-device" is="no"/>' \
	'<answer question="cots" is="no"/>' \
	'<answer question="non-availability" is="no"/>' \
	'</transaction>' >us.xml
sed 's/Dy/Sm/; s/mining/metal/' magnet.xml >smco.xml
dfars='--rules us-dfars-225-7052 --only smco-until-2026 --as-of 2026-06-01'
# shellcheck disable=SC2086 # a list of options
t_exit 1 check -q smco.xml $dfars --transaction us.xml
t_has t.out 'In this transaction: prohibited.'
sed -i 's/"cots" is="no"/"cots" is="yes"/' us.xml
# shellcheck disable=SC2086
t_exit 1 check -q smco.xml $dfars --transaction us.xml
t_has t.out 'In this transaction: exempt.'
t_exit 1 check -q magnet.xml --transaction us.xml
t_has t.out 'In this transaction: report required.'
t_exit 1 check magnet.xml --transaction us.xml
t_has t.err 'us.xml:2:1: warning: no pack that is judged asks dfars-contract'

# ---- an open answer matters or does not

deal 'from="DE" to="US"' "$buyer" '<answer question="military-user" is="unknown"/>'
follows 1 magnet.xml
t_has t.out 'In this transaction: undetermined; these answers decide it:'
t_has t.out 'military-user (is the end user a military one?): no: licence required; yes: refused in principle.'
t_ok 'nothing else decides it' sh -c '! grep -q "terrorism (" t.out'
deal 'from="DE" to="US"' "$buyer" '<answer question="military-user" is="unknown"/><answer question="terrorism" is="yes"/>'
follows 1 magnet.xml
t_has t.out 'In this transaction: refused in principle.'
t_has t.out 'Clause 2: a military user abroad.'
t_has t.out 'Clause 3: weapons of mass destruction'
deal 'from="DE"' "$buyer" ''
follows 1 magnet.xml
t_has t.out 'destination (to which country does it go?): another country: licence required or not subject; CN: not subject.'
deal 'from="DE" to="US"' "$buyer" ''
follows 2 open.xml
t_has t.out 'verdict (what would the missing declarations say?): clear: not subject; triggered: licence required.'
t_has t.out 'Perhaps beside that: give the compliance notice'
# An empty transaction leaves all of it open, and the exit code as it was.
echo '<transaction xmlns="urn:retrace:transaction:1" id="x"/>' >deal.xml
follows 1 magnet.xml
t_has t.out 'In this transaction: undetermined'
t_has t.out 'owned-half (do parties'

# ---- who holds whom

owner() { # SHARE-OF-MID SHARE-OF-BUYER
	deal 'from="DE" to="US"' "$buyer"'
<party id="mid" name="Mid" others="not-listed" not-on="'"$lists"'"/>
<party id="top" name="Top" others="not-listed" on="mofcom-control-list"/>
<stake owner="top" of="mid" share="'"$1"' %"/>
<stake owner="mid" of="buyer" share="'"$2"' %"/>' ''
	follows 1 magnet.xml
}
# 60 % x 80 %: caught as a chain, not as a product (48 %).
owner 80 60
t_has t.out '50 % or more of Wind Works in listed hands: caught as a chain, caught by control, not caught as a product (48 %).'
t_has t.out 'cn-mofcom-61-2025 goes by chain (owned-half, clause 2.half, inferred).'
t_has t.out 'Top holds 80 % of Mid, Mid holds 60 % of Wind Works; Top is on a list.'
t_has t.out 'In this transaction: refused in principle.'
t_has t.out 'That rests on clause 2.half, which is inferred; it is not law.'
owner 100 50
t_has t.out 'caught as a chain, caught by control, caught as a product (50 %)'
owner 100 49.99
t_has t.out 'In this transaction: licence required.'
t_ok 'nothing is told of who holds nothing' sh -c '! grep -q "in listed hands" t.out'
owner 49.99 100
t_has t.out 'In this transaction: licence required.'
deal 'from="DE" to="US"' "$(echo "$buyer" | sed 's/ others="not-listed"//')" ''
follows 1 magnet.xml
t_has t.out 'Nobody said who holds the rest, so that somebody on a list may.'
t_has t.out 'owned-half (do parties on these lists hold 50 % or more of the importer or an end user?): no: licence required; yes: refused in principle.'
# Parties that hold each other are gone through.
deal 'from="DE" to="US"' "$buyer"'
<party id="mid" name="Mid" others="not-listed" not-on="'"$lists"'"/>
<stake owner="buyer" of="mid" share="20 %"/>
<stake owner="mid" of="buyer" share="30 %"/>' ''
follows 1 magnet.xml
t_has t.out 'In this transaction: licence required.'
# An answer that stakes contradict is refused at its line.
owner 80 60
sed -i 's,</transaction>,<answer question="owned-half" is="no"/></transaction>,' deal.xml
follows 65 magnet.xml
t_has t.err 'owned-half is answered no, and the parties and stakes say yes: expected the same'

# ---- working days

"$RETRACE" template holidays >cn.xml
relief() { # EXPORTED REPORTED [HOLIDAYS]
	deal "from=\"DE\" to=\"US\" exported=\"$1\" reported=\"$2\"" "$buyer" \
		'<answer question="humanitarian" is="yes"/>'
	shift 2
	follows 1 magnet.xml "$@"
	t_has t.out 'exempt with report'
}
# Seven days off from 1 October, Saturday the 10th is worked.
relief 2026-09-30 2026-10-20 --holidays cn.xml
t_has t.out 'Its last day is 2026-10-20: working day 10 of CN after export.'
t_has t.out 'The report of 2026-10-20, after 10 working days, is in time.'
relief 2026-09-30 2026-10-21 --holidays cn.xml
t_has t.out 'The report of 2026-10-21, after 11 working days, is too late.'
relief 2026-12-25 2027-01-07 --holidays cn.xml
t_has t.out 'Its last day is not known: no holiday file covers 2027-01-01 in CN. It is not before 2027-01-06.'
t_has t.out 'after 4 to 11 working days, may be in time or not.'
relief 2026-12-25 2027-01-06
t_has t.out 'no holiday file covers 2026-12-26 in CN. It is not before 2027-01-04.'
t_exit 64 check magnet.xml --holidays cn.xml
t_has t.err '--holidays without --transaction'

# ---- rules that do not hold

deal 'from="DE" to="US" exported="2025-12-15"' "$buyer" ''
t_exit 0 check magnet.xml --rules cn-mofcom-61-2025 --only limb-iii-magnet \
	--as-of 2025-12-15 --transaction deal.xml
t_has t.out 'In this transaction, if the rule held: licence required.'
t_exit 1 check magnet.xml --rules cn-mofcom-61-2025 --only limb-iii-magnet \
	--as-of 2026-11-11 --transaction deal.xml
t_has t.err 'the goods leave on 2025-12-15, and the law is that of 2026-11-11'

# ---- for programs

deal 'from="DE" to="US" exported="2026-11-11"' "$buyer" '<answer question="terrorism" is="unknown"/>'
follows 1 magnet.xml -o json
cp t.out one.json
t_json one.json '.transaction | .id == "order-1" and .to == "US" and .ownership[0].chain == "no"'
t_json one.json '.rules[0].items[0].outcome | .outcome == "undetermined" and (.asks | length) == 1'
t_json one.json '.rules[0].items[0].outcome.asks[0] | .question == "terrorism" and .answers[1].outcomes == ["refused-in-principle"]'
t_ok 'the digest is that of the file' sh -c \
	'[ "$(jq -r .transaction.sha256 one.json)" = "$(sha256sum deal.xml | cut -c1-64)" ]'
follows 1 magnet.xml -o csv
t_has t.out ',undetermined,forbidden-use licence-iii,3 (sourced),terrorism'
follows 1 magnet.xml --all-items
t_has t.out 'Outcome'
t_exit 0 explain -q magnet.xml MAG-1 --rules cn-mofcom-61-2025 \
	--only limb-iii-magnet --as-of 2026-11-11 --transaction deal.xml
t_has t.out '50 % or more of Wind Works in listed hands: not caught as a chain'
t_has t.out 'terrorism (does it serve terrorism?): no: licence required; yes: refused in principle.'

follows 1 magnet.xml -o html=one.html -o table
t_has one.html 'In this transaction: <b>undetermined</b>'
t_has one.html 'terrorism: does it serve terrorism?'
t_has one.html ' --transaction deal.xml'
follows 1 magnet.xml -o html=one.html --lang zh
t_has one.html "$(sha256sum deal.xml | cut -c1-64)"
t_has one.html '在本交易中：<b>无法确定</b>'

# One answer for one item, before that for all.
deal 'from="DE" to="US"' "$buyer" '<answer question="terrorism" is="no"/><answer question="terrorism" is="yes" item="MAG-1"/>'
sed 's/part="MAG-1"/part="MAG-2"/; 1d; /bom>/d' magnet.xml >second
sed '/bom>/d' magnet.xml | cat - second >two.xml
echo '</bom>' >>two.xml
follows 1 two.xml -o csv
t_has t.out 'MAG-1,Magnet,yes,triggered'
t_ok 'each has its own' sh -c \
	'grep -c "refused-in-principle\|licence-required" t.out | grep -qx 2 &&
	 grep MAG-1 t.out | grep -q refused-in-principle &&
	 grep MAG-2 t.out | grep -q licence-required'
sed -i 's/item="MAG-1"/item="MAG-9"/' deal.xml
follows 65 magnet.xml
t_has t.err 'no item "MAG-9": expected a part number of the BOM'

# Over time the outcome stands beside the verdict.
deal 'from="DE" to="US"' "$buyer" ''
t_exit 1 check -q magnet.xml --rules cn-mofcom-61-2025 --only limb-iii-magnet \
	--as-of 2026-11-11 --transaction deal.xml --timeline -o csv
t_has t.out 'outcome'
t_has t.out 'licence-required'

# The template is one, and says that it is not filled in.
"$RETRACE" template transaction >deal.xml
follows 1 magnet.xml
t_has t.out 'In this transaction: undetermined'
t_end
