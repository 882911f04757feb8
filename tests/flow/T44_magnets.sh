#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: magnets counted whole.  Eight of 25 g are 0.2 kg and no more; whether
# a panel of which nobody knows holds another decides; ferrite does not count.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >uses.csv <<'CSV'
parent,part,quantity,unit
WASHER,MOTOR,2,each
WASHER,PANEL,1,each
WASHER,FERRITE,1,each
MOTOR,MAGNET,4,each
CSV
cat >items.csv <<'CSV'
part,form,mass,mass unit,complete
WASHER,product,60,kg,yes
MOTOR,assembly,2,kg,yes
MAGNET,magnet,25,g,yes
FERRITE,magnet,300,g,yes
PANEL,assembly,200,g,
CSV
cat >content.csv <<'CSV'
part,element,amount,unit,supplier,declared on
MAGNET,Nd,29,%,Acme,2025-04-01
MAGNET,Dy,1,%,Acme,2025-04-01
CSV
sed 's/^\(PANEL.*\)$/\1yes/' items.csv >known.csv
sed 's/^MOTOR,MAGNET,4/MOTOR,MAGNET,5/' uses.csv >more.csv
crma="content.csv --rules eu-crma-28-29"

# shellcheck disable=SC2086 # lists of words
{
	# A magnet is in it, and whether there is more than 0.2 kg is open.
	t_exit 1 check uses.csv items.csv $crma --as-of 2028-01-01
	t_has t.out "Rare-earth permanent magnets in it: 200 g to 400 g; the rule asks for more than 0.2 kg."
	t_exit 2 check uses.csv items.csv $crma --only art-29 \
		--as-of 2027-05-24 -o json
	t_json t.out '.rules[0].rests_on.standing == "inferred"'
	t_json t.out '.rules[0].items[0] | .numerator.low == "200" and
		.numerator.high == "400" and .margin.low == "0"'
	t_exit 0 check uses.csv items.csv $crma --only art-29 --as-of 2027-05-23

	# The panel is known: exactly 0.2 kg is not more than that; ten are.
	t_exit 0 check uses.csv known.csv $crma --only art-29 \
		--as-of 2027-05-24
	t_exit 1 check more.csv known.csv $crma --only art-29 \
		--as-of 2027-05-24
	t_has t.out "Rare-earth permanent magnets in it: 250 g"

	# Which answer settles it, and why it is so.
	t_exit 0 ask uses.csv items.csv $crma --only art-29 \
		--as-of 2027-05-24
	t_has t.out "PANEL"
	t_exit 0 explain uses.csv items.csv $crma --only art-29 \
		--as-of 2027-05-24 WASHER
	t_has t.out "    Nd: 29 % of 25 g = 7.25 g"
	t_has t.out "    its whole mass counts; in one: 25 g; x 8 = 200 g"
	if grep -q "what no line speaks of" t.out; then
		t_fail "the rest of a whole item is told as open"
	fi

	# A draft holds the same amounts, and holds together.
	t_exit 0 draft more.csv known.csv $crma --only art-29 \
		--as-of 2027-05-24 --save draft.xml
	t_has draft.xml 'id="eu-crma-28-29"'
	t_has draft.xml '250'
}

# Whole items are counted in presence alone, and of named forms.
mkdir own
sed -e '/<presence/,/\/>/s/in="magnet"//' "$t_top/forms/eu-crma-28-29/rules.xml" >own/rules.xml
cp "$t_top/forms/eu-crma-28-29/clauses.tsv" "$t_top/forms/eu-crma-28-29/exceptions.tsv" own
t_exit 65 rules check own/rules.xml
t_has t.err "magnets counts whole items: expected presence of it, or a share of mass, with in, and no process"
t_end
