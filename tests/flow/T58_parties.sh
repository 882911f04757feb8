#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may limit what goes to one end user, in a shipment or in a quarter:
# the transaction says to whom, and what went out before.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST '10 kg to one end user in a quarter' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # TESTS
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>\n' >own/rules.xml
	for test in "$@"; do
		echo "<rule id=\"${test%%=*}\" clause=\"1\" title=\"${test%%=*}\" title-zh=\"法\"><trigger><${test#*=}/></trigger></rule>"
	done >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
pack 'user=shipment-mass of="dy" each="end-user" over="quarter" together="yes" is="at-least" limit="10 kg"' \
	'all=shipment-mass of="dy" over="year" together="yes" is="above" limit="35.4 kg"' \
	'now=shipment-mass of="dy" each="end-user" is="above" limit="2 kg"' \
	'hub=shipment-mass of="dy" each="consignee" is="above" limit="6 kg"'
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="MAG" form="magnet" mass="1 kg" complete="yes"><content element="Dy" amount="2 %"/></item>
<item part="MOT" form="component" mass="5 kg" complete="yes"><content element="Dy" amount="1 %"/></item>
</bom>
END
# 20 g and 50 g in one.  In the fourth quarter Wind Works gets 200 and 300 MAG,
# 10 kg; Pump Works 100 MAG and 10 MOT, 2.5 kg.  In the year 1600 MAG and 70 MOT
# go out, 35.5 kg.  Of MAG alone Wind Works gets 4 kg now, and Pump Works 2 kg.
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1"><shipment from="DE" to="NO" exported="2026-11-20"/>
<party id="hub" name="Hub AS" country="NO" role="consignee"/>
<party id="a" name="Wind Works" country="NO" role="end-user"/>
<party id="b" name="Pump Works" country="NO" role="end-user"/>
<goods item="MAG" quantity="300 each"><to quantity="200 each" end-user="a"/><to quantity="100 each" end-user="b"/></goods>
<goods item="MOT" quantity="10 each"><to quantity="10 each" end-user="b"/></goods>
<earlier from="2026-01-01">
<sent item="MAG" quantity="300 each" on="2026-10-02" end-user="a"/>
<sent item="MOT" quantity="60 each" on="2026-09-30" end-user="a"/>
<sent item="MAG" quantity="1000 each" on="2026-03-03" end-user="b"/>
</earlier>
</transaction>
END
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'
follows() { # EXIT VERDICTS
	t_exit "$1" check -q b.xml --rules own/rules.xml --transaction deal.xml --as-of 2026-11-20 --exact -o csv=exact.csv
	t_exit "$1" check b.xml --rules own/rules.xml --transaction deal.xml --as-of 2026-11-20 -o json=b.json -o csv=b.csv -o table
	t_cmp exact.csv <b.csv
	t_json b.json "$verdicts == [$2]"
}
follows 1 '"user: tt", "all: tt", "now: tc", "hub: cc"'
t_has t.out 'Dysprosium to Wind Works in it, of all that goes out in the quarter of 2 products together: 10 kg; the rule asks for at least 10 kg a quarter.'
t_json b.json '.rules[0].items[0] | .decided_by.party == "Wind Works" and .numerator.low == "10000"'
t_json b.json '.rules[0].each == "end-user" and .rules[0].over == "quarter"'

# What nobody says: to whom some of it goes, and that it is all of the year.
sed 's/<to quantity="200 each" end-user="a"\/>//; s/from="2026-01-01"/from="2026-02-01"/' deal.xml >open.xml
mv deal.xml told.xml
cp open.xml deal.xml
follows 1 '"user: uu", "all: tt", "now: uc", "hub: cc"'
t_has t.out 'To whom it goes, and what went out before, the transaction says: to in its goods, and earlier.'
sed 's/1000 each/100 each/' open.xml >deal.xml
follows 2 '"user: uu", "all: uu", "now: uc", "hub: cc"'
t_json b.json '.rules[1].items[0] | .numerator.low == "17500" and .numerator.high == null'
pack 'alone=shipment-mass of="dy" over="year" is="above" limit="35.4 kg"'
follows 2 '"alone: uu"'
t_has t.out 'of at least 700 each that go out in the year: at least 14 kg'

# Without a transaction it is open; of a thing that holds none it is clear.
t_exit 2 check -q b.xml --rules own/rules.xml

# A filing keeps to whom.
pack 'user=shipment-mass of="dy" each="end-user" over="quarter" together="yes" is="at-least" limit="10 kg"'
cp told.xml deal.xml
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
sed 's/Fjordvogn AS/Hub AS/; s/Nordpakke AS/Wind Works/; s/<quantity>40</<quantity>200</' "$t_top/tests/examples/filer.xml" >filer.xml
t_exit 0 draft -q b.xml --item MAG --rules own/rules.xml --transaction deal.xml --end-user a --as-of 2026-11-20 --filer filer.xml --save draft.xml
t_has draft.xml 'party="Wind Works"'
t_has draft.xml 'over="quarter"'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '当季所含的镝'

# Faults, each at its line.
wrong() { # SED TEXT
	sed "$1" told.xml >deal.xml
	t_exit 65 check -q b.xml --rules own/rules.xml --transaction deal.xml
	t_has t.err "$2"
}
wrong 's/<to quantity="200 each"/<to quantity="201 each"/' 'deal.xml:5:1: more goes to these parties than the 300 each of the goods: expected not more'
wrong 's/<to quantity="200 each"/<to quantity="200 kg"/' 'another unit than that of the goods: expected 300 each'
wrong 's/end-user="a"/end-user="x"/' 'end-user x: expected the id of a party'
wrong 's/2026-03-03/2025-12-31/' 'sent on a day that is not within that of earlier'
wrong 's/name="Pump Works"/name="WIND WORKS"/' 'b has the name and the country of a: expected each end user once'
wrong 's/from="2026-01-01"/from="2026-01-01" until="2026-11-21"/' 'until is after the day of export'
wrong 's/sent item="MOT"/sent item="MOX"/' 'deal.xml:9:1: no item "MOX"'
pack 'bad=annual-mass of="dy" each="end-user" is="above" limit="1 kg"'
t_exit 65 rules check ./own
t_has t.err 'each="end-user" of annual-mass: expected it of a shipment-mass or a shipment-value'
pack 'bad=shipment-mass of="dy" each="element" over="year" is="above" limit="1 kg"'
t_exit 65 rules check ./own
t_has t.err 'over="year" with each="element": expected all together, or each end user or consignee'
pack 'bad=shipment-mass of="dy" each="end-user" is="below" limit="1 kg"'
t_exit 65 rules check ./own
t_has t.err 'which every end-user meets that gets nothing'

# And as a database adds it up.
if command -v python3 >/dev/null; then
	t_ok "each verdict is that of the sums" python3 "$t_top/tests/flow/parties.py" 1 "${LAWS:-10}"
	t_has t.said 'verdicts compared, 0 otherwise'
fi
t_end
