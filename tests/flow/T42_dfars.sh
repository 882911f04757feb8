#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: one product, two answers of DFARS 252.225-7052.  The neodymium of its
# magnet was mined and separated in China and melted and sintered in Japan:
# nothing on 2026-12-31, and covered on 2027-01-01.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >uses.csv <<'CSV'
parent,part,quantity,unit
RADAR,MOTOR,2,each
MOTOR,MAGNET,4,each
CSV
cat >items.csv <<'CSV'
part,form,mass,mass unit,complete,origin
RADAR,product,900,kg,yes,US
MOTOR,assembly,2,kg,yes,US
MAGNET,magnet,50,g,yes,
CSV
cat >content.csv <<'CSV'
part,element,amount,unit,supplier,declared on
MAGNET,Nd,29,%,Acme,2025-04-01
CSV
cat >origins.csv <<'CSV'
part,element,stage,origin
MAGNET,Nd,mining,CN
MAGNET,Nd,separation,CN
MAGNET,Nd,metal,JP
MAGNET,Nd,alloy,JP
MAGNET,Nd,magnet,JP
CSV
dfars="uses.csv items.csv content.csv origins.csv --rules us-dfars-225-7052"

# shellcheck disable=SC2086 # lists of words
{
	t_exit 0 check $dfars --as-of 2026-12-31 -o json
	t_json t.out '[.rules[] | select(.counts) | .rule] ==
		["smco-until-2026", "ndfeb-until-2026"]'
	t_json t.out '[.rules[] | select(.counts) | .items[] |
		select(.item.part == "RADAR") | .verdict] == ["clear", "clear"]'
	t_json t.out '.rules[] | select(.rule == "ndfeb-from-2027") |
		.state == "not yet in force"'

	t_exit 1 check $dfars --as-of 2027-01-01 -o json
	t_json t.out '[.rules[] | select(.counts) | .rule] ==
		["smco-from-2027", "ndfeb-from-2027"]'
	t_json t.out '.rules[] | select(.rule == "ndfeb-from-2027") |
		.items[] | select(.item.part == "RADAR") |
		.verdict == "triggered"'
	t_json t.out '.rules[] | select(.rule == "ndfeb-until-2026") |
		.state == "ended"'
	t_has t.err "the law was read up to 2025-11-20"

	# Of scrap that was recycled in Russia: in the chain from 2027-01-01.
	sed -e 's/mining,CN/mining,AU/' -e 's/separation,CN/separation,MY/' \
		-e '$a MAGNET,Nd,beneficiation,AU' origins.csv >clean.csv
	sed -e '$a MAGNET,Nd,recycling,RU' clean.csv >scrap.csv
	clean=$(echo "$dfars" | sed 's/origins.csv/clean.csv/')
	scrap=$(echo "$dfars" | sed 's/origins.csv/scrap.csv/')
	t_exit 0 check $scrap --as-of 2026-12-31
	t_exit 1 check $scrap --as-of 2027-01-01
	t_has t.out "Destination: the US Department of Defense."

	# Mined, refined and made elsewhere; of beneficiation nobody speaks.
	t_exit 0 check $clean --as-of 2027-01-01
	sed -e '/beneficiation/d' clean.csv >silent.csv
	silent=$(echo "$dfars" | sed 's/origins.csv/silent.csv/')
	t_exit 2 check $silent --as-of 2027-01-01
}
t_end
