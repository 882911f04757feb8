#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: the verdicts over time are those that check gives day by day, and each
# row says what changed on its first day.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
unit="drive-unit.xml declaration-castings.csv declaration-magnets.xml declaration-pump.xml answers.xml vehicle.xml prices-850.csv"
t_one_reading
limb='--rules no61/rules.xml --only limb-i'
rows='[.rows[] | select(.part == "VAN-30") | "\(.from) \(.until) \(.state) \(.words)"]'

# 1. One BOM, three answers: not yet, suspended, in force as far as read.
# shellcheck disable=SC2086
{
t_exit 1 check -q $unit $limb --as-of 2026-11-20 --timeline --bom-as-of 2026-02-01 --price-as-of 2026-02-01 -o json
t_json t.out "$rows == [\" 2025-11-30 not yet in force would trigger\", \"2025-12-01 2026-02-28 suspended would trigger\", \"2026-03-01 2026-11-09 suspended would trigger\", \"2026-11-10 2026-11-10 suspended would trigger\", \"2026-11-11  in force triggered\"]"
t_json t.out '.products_judged == 1 and .kind == "timeline" and .exit_code == 1'
t_json t.out '[.rows[] | select(.part == "VAN-30") | .as_far_as_read] == ["no","no","yes","yes","yes"]'
t_json t.out '[.rows[] | select(.part == "VAN-30" and .unclear_day == "yes") | .from, .until] == ["2026-11-10","2026-11-10"]'
t_json t.out '[.rows[] | select(.today == "yes") | .from] | unique == ["2026-11-11"]'
t_exit 0 check -q $unit $limb --as-of 2025-10-20 --timeline --bom-as-of 2026-02-01 --price-as-of 2026-02-01
t_has t.out '  Alpenrad Fahrzeuge VAN-30 (Delivery van)'
t_has t.out 'before 2025-12-01 (today)	would trigger	not yet in force	'
t_has t.out '2025-12-01 to 2026-02-28	would trigger	suspended	its first day, but it does not hold on it'
t_has t.out 'on 2026-11-10	would trigger	suspended, unclear, as far as read	last day of the suspension: whether it is inside is not said, taken as suspended'
t_has t.out 'from 2026-11-11 on	triggered	in force, as far as read	the suspension until 2026-11-10 is over'

# 2. All that changes, judged once between two changes of the product.
t_exit 1 check -q $unit $limb --as-of 2026-11-20 --timeline -o json=all.json -o csv=all.csv -o jsonl=all.jsonl -o table=all.txt
t_json all.json '[.boundaries[] | select(.kind | test("document|price")) | .day] | unique | length == 10'
t_json all.json '.products_judged == 11'
t_ok 'all forms have the same rows' sh -c 'jq -c ".rows[]" all.json | cmp - all.jsonl && [ "$(wc -l <all.csv)" -eq $(($(wc -l <all.jsonl) + 1)) ]'
t_json all.json '[.rows[] | select(.part == "VAN-30" and .from == "2025-12-05") | .changed] == ["the price of Dy oxide is now 850 USD/kg, Europe"]'
t_json all.json '[.rows[] | select(.part == "VAN-30" and .from == "2027-01-01") | .verdict, .changed] == ["undecided", "document KM-2025-0417 of Kitayama Magnetics expired on 2026-12-31"]'
t_json all.json '[.rows[] | select(.part == "SEN-10") | .verdict] == ["undecided","clear","clear","clear","clear","clear"]'
# Between two rows of one item something that is shown differs.
t_json all.json '.rows | [range(1; length) as $i | select(.[$i].item == .[$i-1].item) | [.[$i], .[$i-1] | [.state, .verdict, .gap, .unclear_day, .as_far_as_read]] | .[0] != .[1]] | all'

# 3. Day by day, by check alone: first and last day of every row.
jq -r '.rows[] | select(.part == "DU-200") | [.from, .until] | join(" ")' all.json >spans
while read -r from until; do
	[ -n "$until" ] || { until=2031-01-01; }
	case $from in ????-??-??) ;; *) from=2024-06-01 ;; esac
	for day in "$from" "$until"; do
		case $day in ????-??-??) ;; *) continue ;; esac
		"$RETRACE" check -q $unit $limb --as-of "$day" -o json --fail-on never >day.json
		jq -r --arg day "$day" '.rules[0] as $r | $r.items[] | "\($day) \(.item.part) \($r.state) \(.verdict)"' day.json
	done
done <spans | sort -u >by-day
jq -r --rawfile d by-day '.rows as $rows | $d | split("\n")[] | select(. != "") | split(" ")[0:2] as [$day, $part]
	| $rows[] | select(.part == $part and (.from == "" or .from <= $day) and (.until == "" or $day <= .until))
	| "\($day) \($part) \(.state) \(.verdict)"' all.json | sort -u >by-row
t_ok 'the same as day by day' cmp by-day by-row
t_ok 'of many days' sh -c '[ "$(wc -l <by-day)" -ge 36 ]'

# 4. A part of the time, and standard input.
t_exit 1 check -q $unit $limb --as-of 2026-11-20 --timeline --from 2026-11-10 --until 2026-11-11 -o csv
t_ok 'two days of two rows each' sh -c '[ "$(grep -c ",VAN-30," t.out)" -eq 2 ]'
t_has t.out ',2026-11-11,2026-11-11,on 2026-11-11'
t_exit 1 check -q $unit $limb --as-of 2026-11-20 --timeline --until 2026-06-30 -o json
t_json t.out '[.rows[].today] | unique == ["no"]'
t_json t.out '.until == "2026-06-30" and .from == null and ([.rows[] | select(.until == "")] == [])'
cp all.json from-file.json
t_ok 'from standard input' sh -c '"$RETRACE" check -q - $(echo $1 | cut -d" " -f 2-) $2 --as-of 2026-11-20 --timeline -o json --fail-on never <drive-unit.xml >stdin.json' sh "$unit" "$limb"
t_ok 'the same rows' sh -c 'jq -c ".rows" stdin.json >a; jq -c .rows all.json | cmp - a'
}

# 5. A use that begins and one that ends, an assumption and a policy that
# expire; of two documents that expire on one day the one below the item.
cat >two.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="ACME" assemblies="complete">
  <item part="A" form="product" complete="yes"/><item part="B" form="product" complete="yes"/>
  <item part="A1" mass="1 g"/><item part="B1" mass="1 g"/>
  <item part="MAG" mass="1 g" complete="yes"><content element="Dy" amount="0.1 g"><origin stage="mining" country="CN"/></content></item>
  <use parent="A" child="A1" quantity="1" unit="each"/>
  <use parent="B" child="B1" quantity="1" unit="each"/>
  <use parent="B" child="MAG" quantity="1" unit="each" from="2026-04-01" until="2026-04-30"/>
</bom>
END
cat >papers.xml <<'END'
<declarations xmlns="urn:retrace:bom:1">
  <declaration id="D-A" supplier="S" until="2026-02-28"><statement part="A1" complete="yes"/></declaration>
  <declaration id="D-B" supplier="S" until="2026-02-28"><statement part="B1" complete="yes"/></declaration>
</declarations>
END
cat >assume.xml <<'END'
<assumptions xmlns="urn:retrace:assumptions:1" id="take">
  <holds-none id="small" reason="r" author="a" until="2026-06-30"><items part="B1"/></holds-none>
</assumptions>
END
t_exit 0 check -q two.xml papers.xml --as-of 2026-02-01 --law-as-of 2026-02-01 --ship A --ship B --assume assume.xml --timeline -o json
rows='[.rows[] | select(.part == $p) | "\(.from) \(.verdict) \(.assumed): \(.changed)"]'
t_json t.out '"A" as $p | '"$rows"' == [" clear clear: ", "2026-03-01 undecided undecided: document D-A of S expired on 2026-02-28"]'
t_json t.out '"B" as $p | '"$rows"' == [" clear clear: ", "2026-03-01 undecided clear: document D-B of S expired on 2026-02-28", "2026-04-01 triggered triggered: MAG is now in B", "2026-05-01 undecided clear: MAG is no longer in B", "2026-07-01 undecided undecided: your assumption \"small\" expired on 2026-06-30"]'
t_json t.out '[.rows[] | select(.part == "MAG")] == []'

# 6. Options that do not go together; what another day refuses.
t_exit 64 check two.xml --from 2026-01-01
t_has t.err 'expected --timeline with them'
t_exit 64 check two.xml --timeline --all-items
t_exit 64 check two.xml --timeline --from 2026-02-01 --until 2026-01-01
sed 's|</bom>|<use parent="MAG" child="B" quantity="1" unit="each" from="2026-04-10" until="2026-04-20"/></bom>|' two.xml >circle.xml
t_exit 65 check circle.xml --as-of 2026-02-01 --timeline
t_has t.err 'the product of 2026-04-10 is refused'
t_has t.err 'circle.xml:'
t_has t.out '2026-04-10 to 2026-04-20	refused	hypothetical, as far as read	B is now in MAG	circle.xml:8:'
# All other days are told as if that one were not.
t_exit 65 check circle.xml papers.xml --as-of 2026-02-01 --ship A --ship B --timeline -o json --fail-on never
cp t.out circle.json
t_json circle.json '.exit_code == 65 and .products_judged == 6'
t_json circle.json '[.rows[] | select(.verdict == "refused") | "\(.part) \(.from) \(.until)"] == ["A 2026-04-10 2026-04-20", "B 2026-04-10 2026-04-20"]'
t_json circle.json '[.rows[] | (.verdict == "refused") == (.error | contains("circle.xml:8:"))] | all'
t_exit 0 check two.xml papers.xml --as-of 2026-02-01 --ship A --ship B --timeline -o json
jq -c '.rows[] | select(.from < "2026-04-01") | del(.until, .days, .error)' t.out >before
jq -c '.rows[] | select(.from < "2026-04-01") | del(.until, .days, .error)' circle.json >after
t_cmp before <after
t_json circle.json '[.rows[] | select(.part == "B" and .from == "2026-04-21") | .verdict, .changed] == ["triggered", "B is no longer in MAG"]'
# What is refused on the as-of day has no timeline.
t_exit 65 check circle.xml --as-of 2026-04-15 --timeline
t_ok 'no rows' [ ! -s t.out ]

t_end
