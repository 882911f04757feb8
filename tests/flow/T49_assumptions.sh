#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: what an officer takes for granted fills silences and nothing else; the
# verdict with it stands beside that of the documents, in every output, with
# reason, author, last day and the number of items.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >bom.xml <<'END'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="DRIVE" name="Drive"/>
  <item part="SCR-M4" hs="7318.15"/>
  <item part="SCR-M5" mass="3 g"/>
  <item part="LID" name="Die casting lid" form="part"/>
  <item part="MAG" maker="Magco" form="magnet" mass="10 g" complete="yes">
    <content element="Nd" amount="30 %"><origin stage="separation" country="MY"/></content>
  </item>
  <use parent="DRIVE" child="SCR-M4" quantity="8" unit="each"/>
  <use parent="DRIVE" child="SCR-M5" quantity="4" unit="each"/>
  <use parent="DRIVE" child="LID" quantity="1" unit="each"/>
  <use parent="DRIVE" child="MAG" quantity="2" unit="each"/>
</bom>
END
who='author="R. Lee" until="2026-12-31"'
cat >assume.xml <<END
<assumptions xmlns="urn:retrace:assumptions:1" id="acme-2026">
<holds-none id="fasteners" reason="plain steel" $who>
<items part-like="SCR-*"/><items name-like="*CASTING*" form="part"/></holds-none>
<origin id="magnets" stage="all" country="AU" reason="contract 12" $who>
<items maker="Magco" form="magnet"/></origin>
</assumptions>
END

# By the documents it is open, with the assumptions clear; the exit code goes
# by the documents.
t_exit 2 check bom.xml --as-of 2026-02-01
t_exit 2 check bom.xml --as-of 2026-02-01 --assume assume.xml
t_has t.out 'Your assumptions, which are no declarations (2, about 4 items in all):'
t_has t.out 'fasteners: holds no rare earth by itself, assumed of 3 items: plain steel (R. Lee, until 2026-12-31)'
t_has t.out 'magnets: every stage in AU, assumed of 1 item: contract 12 (R. Lee, until 2026-12-31)'
t_has t.out 'UNDECIDED  DRIVE'
t_has t.out 'With your assumptions it would read: clear. An assumption is not a declaration.'
cp t.err none
t_cmp none </dev/null
t_exit 2 check bom.xml --as-of 2026-02-01 --assume assume.xml -o json
t_json t.out '.exit_code == 2 and .assumptions.total == 2 and .assumptions.items_touched == 4'
t_json t.out '.assumptions.entries[0] | .id == "fasteners" and .kind == "holds-none" and .reason == "plain steel" and .author == "R. Lee" and .until == "2026-12-31" and .counts and .selected == 3 and .touched == 3 and .declared == 0 and .taken == 0 and .file == "assume.xml" and .line == 2'
t_json t.out '.rules[0].items[0] | .verdict == "undecided" and .assumed == "clear"'
t_json t.out '[.inputs[] | select(.role == "assumptions")] | length == 1 and .[0].name == "assume.xml"'
t_exit 2 check bom.xml --as-of 2026-02-01 --assume assume.xml --all-items -o csv
cut -d, -f8,11,26,27 t.out | tr -d '\r' >rows
t_cmp rows <<'END'
item,verdict,assumed,assumptions
DRIVE,undecided,clear,fasteners magnets
Magco MAG,undecided,clear,magnets
SCR-M4,undecided,clear,fasteners
SCR-M5,undecided,clear,fasteners
LID,undecided,clear,fasteners
END
t_exit 2 check bom.xml --as-of 2026-02-01 --assume assume.xml -o jsonl
t_json t.out '.assumed == "clear" and .assumptions == "fasteners magnets"'
t_exit 0 explain bom.xml DRIVE --as-of 2026-02-01 --assume assume.xml
t_has t.out 'with your assumptions: holds no rare earth by itself (fasteners: plain steel, R. Lee, until 2026-12-31)'
t_has t.out 'with your assumptions: every stage in AU (magnets: contract 12, R. Lee, until 2026-12-31)'
t_exit 0 explain bom.xml SCR-M4 --as-of 2026-02-01 --assume assume.xml -o json
t_json t.out '.declared.assumed == ["fasteners"]'
# Nothing is asked of what is taken for granted.
t_exit 0 ask bom.xml --as-of 2026-02-01 -o json
t_json t.out '.undecided == 1 and .questions_total > 0 and (has("assumptions") | not)'
t_exit 0 ask bom.xml --as-of 2026-02-01 --assume assume.xml -o json
t_json t.out '.undecided == 0 and .questions_total == 0 and .assumptions.total == 2'

# Several files; the first to speak of a matter counts.
sed 's/fasteners/other/; s/magnets/others/; s/"AU"/"CN"/' assume.xml >china.xml
t_exit 2 check bom.xml --as-of 2026-02-01 --assume assume.xml --assume china.xml -o json
t_json t.out '.rules[0].items[0].assumed == "clear" and .assumptions.entries[3].taken == 1'
t_exit 2 check bom.xml --as-of 2026-02-01 --assume china.xml --assume assume.xml -o json
t_json t.out '.rules[0].items[0].assumed == "triggered"'

# What is declared goes before it, whoever is right.
cat >notice.xml <<'END'
<declarations xmlns="urn:retrace:bom:1">
<declaration supplier="Bolt &amp; Co"><statement part="SCR-M4">
<content element="Nd" amount="1 %"><origin stage="mining" country="CN"/></content>
</statement></declaration></declarations>
END
t_exit 1 check bom.xml notice.xml --as-of 2026-02-01 --assume assume.xml
t_has t.out 'With your assumptions it would read: triggered.'
t_has t.out 'assumed of 2 items; 1 more says it itself'

# It ends with its last day, and an idle one is said.
t_exit 2 check bom.xml --as-of 2027-01-01 --assume assume.xml
t_has t.err 'assume.xml:2:1: warning: assumption "fasteners" has expired with 2026-12-31: it does not count'
t_has t.out 'fasteners: holds no rare earth by itself, expired, does not count'
t_has t.out 'With your assumptions it would read: undecided.'
sed 's/SCR-\*/BOLT-*/; s/\*CASTING\*/*forging*/; s/Magco/Other/' assume.xml >idle.xml
t_exit 2 check bom.xml --as-of 2026-02-01 --assume idle.xml
t_has t.err 'idle.xml:2:1: warning: assumption "fasteners" is about no item of this product: expected at least one'
t_has t.err 'idle.xml:4:1: warning: assumption "magnets" is about no item of this product'
# Against what points to rare earth it is said.
sed 's/<items part-like.*/<items form="magnet"\/><\/holds-none>/' assume.xml >bold.xml
sed 's/ complete="yes"//; /<content/d' bom.xml >silent.xml
t_exit 2 check silent.xml --as-of 2026-02-01 --assume bold.xml
t_has t.err 'bold.xml:2:1: warning: assumption "fasteners" takes 1 item to hold none that points to rare earth by form, HS code or a document that does not count: expected a declaration'

# What contradicts itself only with them is said so.
cat >heavy.xml <<END
<assumptions xmlns="urn:retrace:assumptions:1" id="heavy">
<mass id="drive" is="1 g" reason="guess" $who><items part="DRIVE"/></mass>
</assumptions>
END
t_exit 2 check bom.xml --as-of 2026-02-01 --assume heavy.xml
t_has t.err 'warning: with your assumptions: the parts of DRIVE weigh more than its stated mass'

# Bad files: each fault at its place, all of them in one run.
cat >bad.xml <<END
<assumptions xmlns="urn:retrace:assumptions:1" id="bad">
<holds-none id="a" reason="R" $who><items/></holds-none>
<holds-none id="a" reason="R" $who><items part="X" form="screw"/></holds-none>
<origin id="b" stage="mine" country="AU" reason="R" $who><items part="X"/></origin>
<origin id="c" stage="mining" country="unknown" reason="R" $who><items part="X"/></origin>
<mass id="d" is="two grams" reason="R" $who><items part="X"/></mass>
<mass id="e" is="2 g" per="kg" reason="R" $who><items part="X"/></mass>
</assumptions>
END
t_exit 65 check bom.xml --assume bad.xml
t_has t.err 'bad.xml:2:66: items without a condition: expected part, part-like, name-like, maker, revision, form or hs'
t_has t.err 'bad.xml:3:1: assumption "a" again: expected an id of its own; it is first at bad.xml:2'
t_has t.err 'bad.xml:4:1: stage "mine": expected'
t_has t.err 'bad.xml:5:1: an origin in "unknown": expected a country; what is not known needs no assumption'
t_has t.err 'bad.xml:6:1: "two grams": expected an amount'
t_has t.err 'bad.xml:7:1: a mass per "kg": expected each, or a unit of length, area or volume'
sed 's/ reason="R"//; s/ until="2026-12-31"//' bad.xml >worse.xml
t_exit 65 check bom.xml --assume worse.xml
t_has t.err 'worse.xml:2:1: '
t_has t.err 'reason'
t_exit 66 check bom.xml --assume none.xml
t_has t.err 'none.xml: cannot be opened'
t_exit 65 check bom.xml assume.xml
t_has t.err 'a file of assumptions: expected it behind --assume, not among the files of the product'
t_exit 65 check bom.xml --assume bom.xml
t_has t.err 'bom.xml:1:'
# A result does not take the place of the file.
t_exit 64 check bom.xml --assume assume.xml -o csv=assume.xml
t_has t.err 'is the same file as --assume'

# Amounts are told with them, below their list; and without them otherwise.
t_exit 0 trace bom.xml --as-of 2026-02-01 --assume assume.xml --flat
t_has t.out 'fasteners: holds no rare earth by itself, assumed of 3 items: plain steel (R. Lee, until 2026-12-31)'
t_exit 0 trace bom.xml --as-of 2026-02-01 --assume assume.xml --flat -o csv
cut -d, -f4,12-15,20 t.out | tr -d '\r' >rows
t_cmp rows <<'END'
item,rare_earth_low,rare_earth_high,origin_low,origin_high,assumptions
DRIVE,6,6,0,0,fasteners magnets
SCR-M4,0,0,0,0,fasteners
SCR-M5,0,0,0,0,fasteners
LID,0,0,0,0,fasteners
Magco MAG,6,6,0,0,magnets
END
t_exit 0 trace bom.xml --as-of 2026-02-01 --flat -o csv
t_has t.out ',DRIVE,,DRIVE,Drive,yes,1,1,each,32,,6,,0,,,bom.xml,2,mass_low'
t_ok 'no such column' sh -c '! grep -q assumptions t.out'
t_exit 0 trace bom.xml --as-of 2026-02-01 --assume assume.xml -o jsonl
t_ok 'each line names them' sh -c '! grep -qv "assumptions.:." t.out'
for view in '' --flat '--by element' '--by origin'; do
	# shellcheck disable=SC2086
	t_exit 0 trace bom.xml --as-of 2026-02-01 --assume assume.xml $view -o json
	t_json t.out '.assumptions.total == 2 and .assumptions.items_touched == 4'
done
t_json t.out '[.breakdown[0].stages[] | select(.stage == "mining" and .country == "AU")] | length == 1'
t_exit 64 trace bom.xml --assume assume.xml --by supplier
t_exit 64 trace bom.xml --assume assume.xml --by element -o csv
t_exit 64 trace bom.xml --assume assume.xml --where-used MAG
t_end
