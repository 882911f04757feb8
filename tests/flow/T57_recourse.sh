#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: whatif names the least to change so that nothing triggers, and the
# product that it writes is judged as it says; numbers worked out by hand.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
unit='drive-unit.xml declaration-magnets.xml declaration-castings.csv answers.xml'
t_one_reading
limb='--rules no61/rules.xml --only limb-i --as-of 2025-12-15 --as-if-in-force'

# chosen FILE PART...: the document names just these parts.
chosen() {
	file=$1
	shift
	for part in "$@"; do
		echo "$part"
	done | sort >want.txt
	jq -r '.choices[].parts[].item.part' "$file" | sort | cmp -s - want.txt
}

# 1. Any trace: all four Chinese parts must go, as the manual has it.
t_exit 2 whatif -q $unit -o table -o json=all.json --write other.xml
t_ok 'the four' chosen all.json MAG-UH MAG-SH DIE-10 PHO-10
t_json all.json '.kind == "whatif" and .optimal and .cost == "4" and .at_least == "4" and .forced == 4 and .changes == 1 and .stays == 0'
t_json all.json '[.choices[].parts[0] | .brings.amount.low, .brings.unit] | .[0:4] == ["320", "g", "97.5", "g"]'
man=$t_top/doc/man/retrace-whatif.1
t_ok 'as the manual has it' sh -c 'sed "s/[[:space:]]*$//" t.out >said.txt
	sed -n "/^\$ retrace whatif -q drive-unit.*answers.xml$/,/^\.Ed/p" "$1" | sed "1d; /^\.Ed/d; s/[[:space:]]*$//" | cmp - said.txt' sh "$man"
t_exit 2 whatif -q $unit --assemblies
t_ok 'and with assemblies' sh -c 'sed "s/[[:space:]]*$//" t.out >said.txt
	sed -n "/^\$ retrace whatif -q drive-unit.*--assemblies/,/^\.Ed/p" "$1" | sed "1d; /^\.Ed/d; s/[[:space:]]*$//" | cmp - said.txt' sh "$man"
# Of what is left only the casting is open: below 8.4 g.
t_exit 2 check -q other.xml -o json
t_json t.out '[.. | objects | select(has("verdict") and .verdict == "undecided")] | length >= 1'
t_has other.xml 'country="AU"'
t_exit 2 whatif -q other.xml
t_has t.out 'No verdict of what is shipped is triggered.'
# Nothing may stay open: the casting goes as well, and what is written is clear.
t_exit 0 whatif -q $unit --settle -o json=settle.json --write clear.xml
t_ok 'and the casting' chosen settle.json MAG-UH MAG-SH DIE-10 PHO-10 DIF-10
t_exit 0 check -q clear.xml
t_exit 0 whatif -q $unit --settle --from MY --write clear.xml
t_has clear.xml 'country="MY"'

# 2. A limit: 7.712 USD in UH and 1.928 USD in SH against 4.80 USD.
t_exit 0 whatif -q $unit prices-224.csv $limb -o json=limb.json --write limb.xml
t_ok 'the greater one' chosen limb.json MAG-UH
t_json limb.json '.optimal and .choices[0].parts[0].brings.unit == "USD" and .verdicts[0].now == "clear"'
t_exit 0 check -q limb.xml $limb
# At 850 USD/kg both are too much by themselves: 29.27 and 7.316 USD.
t_exit 0 whatif -q $unit prices-850.csv $limb -o json=dear.json
t_ok 'both' chosen dear.json MAG-UH MAG-SH
# The van as well: its limit is 30 USD, so either does for it alone.
t_exit 0 whatif -q $unit vehicle.xml prices-850.csv $limb -o json=van.json
t_ok 'both products' chosen van.json MAG-UH MAG-SH
t_json van.json '.changes == 2'
sed 's/shipped="yes"//' drive-unit.xml >part.xml
t_exit 0 whatif -q part.xml declaration-magnets.xml declaration-castings.csv answers.xml vehicle.xml prices-850.csv $limb -o json=van.json
t_json van.json '.optimal and .cost == "1"'

# 3. Costs, suppliers, what is kept.
cat >costs.csv <<'END'
part,maker,supplier,cost,currency
MAG-UH,,,90,EUR
MAG-SH,Kitayama Magnetics,,1.5,EUR
,,Talmark Pumps,4,EUR
END
t_exit 0 whatif -q part.xml declaration-magnets.xml declaration-castings.csv answers.xml vehicle.xml prices-850.csv $limb \
	--by cost --cost costs.csv -o table -o json=cost.json
t_ok 'the cheaper one' chosen cost.json MAG-SH
t_json cost.json '.optimal and .cost == "1.5" and .currency == "EUR"'
t_has t.out 'With 1 part from another source, at a cost of 1.5 EUR, it does not stay triggered.'
t_has t.out 'Nothing cheaper can do.'
t_exit 0 whatif -q part.xml declaration-magnets.xml declaration-castings.csv answers.xml vehicle.xml prices-850.csv $limb \
	--by cost --cost costs.csv --keep MAG-SH -o json=cost.json
t_ok 'but that is kept' chosen cost.json MAG-UH
t_exit 2 whatif -q $unit --by supplier -o json=by.json
t_json by.json '.cost == "3" and [.choices[] | select(.supplier == "Kitayama Magnetics") | .parts | length] == [2]'
t_exit 1 whatif -q $unit --by cost --cost costs.csv -o json=not.json
t_json not.json '.changes == 0 and .verdicts[0].why_not == "kept" and .choices == []'

# 4. What nothing changes, and why.
t_exit 1 whatif -q $unit --keep DIE-10
t_has t.out 'Nothing of the kind changes:'
t_has t.out 'Parts that are to be kept'
t_exit 1 whatif -q $unit --rules eu-crma-28-29 --as-if-in-force -o json=every.json
t_json every.json '[.verdicts[].why_not] | unique == ["every-origin"]'
sed 's/country="CN"/country="CN" technology="CN"/' declaration-magnets.xml >technology.xml
t_exit 1 whatif -q drive-unit.xml technology.xml --rules cn-mofcom-61-2025 --only limb-ii-magnet --ship MAG-UH \
	--as-of 2026-12-15 -o json=technology.json
t_json technology.json '[.verdicts[] | select(.item.part == "MAG-UH") | .why_not] == ["technology"]'
t_exit 0 whatif -q drive-unit.xml technology.xml --rules cn-mofcom-61-2025 --only limb-ii-magnet --ship MAG-UH \
	--as-of 2026-12-15 --technology -o json=technology.json --write technology2.xml
t_ok 'its technology' chosen technology.json MAG-UH
t_exit 0 check -q technology2.xml --rules cn-mofcom-61-2025 --only limb-ii-magnet --ship MAG-UH --as-of 2026-12-15

# 5. Declarations: PMP-20 is undecided until its magnet is declared.
t_exit 1 whatif -q drive-unit.xml declaration-magnets.xml declaration-pump.xml --ship PMP-20 --declare -o json=declare.json
t_ok 'the pump magnet' chosen declare.json MAG-P
t_json declare.json '.goal == "none-undecided" and .means == "declaration" and .optimal'

# 6. Rows, schema, and what is refused.
t_exit 2 whatif -q $unit -o csv
t_ok 'the columns' sh -c 'head -1 t.out | tr -d "\r" | grep -qx "choice,do,maker,part,revision,item,name,supplier,brings,to,brings_low,brings_high,unit,cost,currency,file,line"'
t_ok 'a row a part' sh -c '[ "$(wc -l <t.out)" -eq 5 ]'
t_ok 'nothing that its schema does not know' sh -c 'for f in all cost not declare by; do
	jq -e -n --slurpfile s "$RETRACE_TOP/schemas/output-1.schema.json" --slurpfile d $f.json "
	(\$s[0][\"\$defs\"]) as \$w | (\$d[0] | keys) -
	((\$w.whatif.properties | keys) + (\$w.basis.properties | keys) + (\$s[0].properties | keys)) == [] and
	(\$w.whatif.required - (\$d[0] | keys)) == []" || exit 1; done'
t_exit 64 whatif $unit --set MAG-UH.origin=AU --settle
t_has t.err '--set names the change'
t_exit 64 whatif $unit --declare --write x.xml
t_exit 64 whatif $unit --by cost
t_has t.err 'expected --by cost and --cost FILE together'
t_exit 64 whatif -q $unit --from CN
t_has t.err 'a source in CN: a rule counts what comes from there'
t_exit 64 whatif $unit --from Nowhere
t_exit 65 whatif -q $unit --keep MAG-9
printf 'part,cost\nMAG-9,1\n' >bad.csv
t_exit 65 whatif -q $unit --by cost --cost bad.csv
t_has t.err 'bad.csv:2:1: no item "MAG-9"'
t_end
