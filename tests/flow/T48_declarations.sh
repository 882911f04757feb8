#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: of several documents the best one that holds on the day is heard; one
# that has expired or is not yet there counts for nothing, is shown and is
# said with its place; what proves it is shown beside it.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

digest=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
cat >bom.xml <<'END'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="MOTOR" mass="2 kg"/>
  <item part="MAGNET" mass="20 g" form="magnet" complete="yes"/>
  <use parent="MOTOR" child="MAGNET" quantity="4" unit="each"/>
</bom>
END
cat >notices.xml <<END
<declarations xmlns="urn:retrace:bom:1">
  <declaration id="D-1" supplier="Acme" date="2025-01-10" until="2025-12-31"
      evidence="letter.pdf $digest">
    <statement part="MAGNET">
      <content element="Nd" amount="29 %">
        <origin stage="all" country="CN"/>
      </content>
    </statement>
  </declaration>
  <declaration id="D-2" supplier="Acme" date="2026-03-01">
    <statement part="MAGNET">
      <content element="Nd" amount="29 %">
        <origin stage="all" country="AU"/>
      </content>
    </statement>
  </declaration>
</declarations>
END

# While the first holds its word counts; the second is not yet there.
t_exit 1 check bom.xml notices.xml --as-of 2025-12-31
t_has t.err 'notices.xml:10:3: warning: document D-2 of Acme is dated 2026-03-01: it does not count on 2025-12-31, and 1 item is without what it says; expected one that holds on that day'
t_exit 0 explain bom.xml notices.xml MOTOR --as-of 2025-12-31
t_has t.out "declared by Acme, D-1, 2025-01-10 until 2025-12-31, evidence letter.pdf $digest (notices.xml:5)"
t_has t.out 'declared by Acme, D-2, 2026-03-01 (notices.xml:12); does not count before 2026-03-01'

# Between the two nobody speaks: the magnet is not clear, though its bill of
# materials calls it complete.
t_exit 2 check bom.xml notices.xml --as-of 2026-01-01
t_has t.err 'notices.xml:2:3: warning: document D-1 of Acme expired on 2025-12-31: it does not count on 2026-01-01, and 1 item is without what it says; expected one that holds on that day, ask for a new one'
t_has t.out 'UNDECIDED  MOTOR'
t_exit 0 explain bom.xml notices.xml MOTOR --as-of 2026-01-01
t_has t.out "evidence letter.pdf $digest (notices.xml:5); does not count: expired on 2025-12-31"
t_exit 0 explain bom.xml notices.xml MAGNET --as-of 2026-01-01 -o json
t_json t.out '.declared.content[0] | .counts == false and .why_not == "expired" and .until == "2025-12-31" and .document == "D-1"'
t_json t.out ".declared.content[0].evidence == \"letter.pdf $digest\""
t_json t.out '.declared.content[1] | .counts == false and .why_not == "early"'
t_json t.out '.rules[0] | .verdict == "undecided" and .gap == "suspect"'

# From then on the second is heard.
t_exit 0 check bom.xml notices.xml --as-of 2026-03-01

# A bill of materials that is past its last day claims nothing any more.
cat >old.xml <<'END'
<bom xmlns="urn:retrace:bom:1" until="2025-12-31" assemblies="complete">
  <item part="MOTOR" mass="2 kg"/>
  <item part="BOLT" mass="2 kg" complete="yes"/>
  <use parent="MOTOR" child="BOLT" quantity="1" unit="each"/>
</bom>
END
t_exit 0 check old.xml --as-of 2025-12-31
t_exit 2 check old.xml --as-of 2026-01-01
t_has t.err 'old.xml:1: warning: document expired on 2025-12-31'

# A newer document goes before an older one, a verified one before both, and
# of two that are alike the one that is read first.
notice() { # FILE COUNTRY STANDING DATE
	cat >"$1" <<END
<declarations xmlns="urn:retrace:bom:1">
<declaration standing="$3" date="$4"><statement part="MAGNET">
<content element="Nd" amount="29 %"><origin stage="all" country="$2"/></content>
</statement></declaration></declarations>
END
}
notice better.xml CN declared 2025-03-01
notice worse.xml AU declared 2025-02-01
t_exit 1 check bom.xml better.xml worse.xml
t_exit 1 check bom.xml worse.xml better.xml
t_has t.err 'MAGNET: another origin at the stage "mining" is stated at better.xml:3, which counts because it is newer'
notice worse.xml AU declared 2025-03-01
t_exit 1 check bom.xml better.xml worse.xml
t_exit 0 check bom.xml worse.xml better.xml
t_has t.err 'because it is read first'
notice better.xml CN verified 2025-01-01
t_exit 1 check bom.xml better.xml worse.xml
t_exit 1 check bom.xml worse.xml better.xml
t_has t.err 'because it is verified'

# What the document that is not heard would change is tried, not guessed.
notice better.xml CN declared 2025-03-01
notice worse.xml AU declared 2025-02-01
t_exit 1 check bom.xml better.xml worse.xml -q
t_has t.out 'By a document that is not heard (worse.xml:3) it would read: clear.'
t_has t.out 'MAGNET, origin at every stage: better.xml:3 (2025-03-01) counts, not worse.xml:3 (2025-02-01). By the second MOTOR would read clear, not triggered (cn-trace/contained); of items that are not shipped 1 verdict would change.'
t_exit 1 check bom.xml better.xml worse.xml -q -o json
t_json t.out '.exit_code == 1 and .conflicts_total == 1'
t_json t.out '.conflicts[0] | .tried and .flips_shipped == 1 and .flips_not_shipped == 1'
t_json t.out '.conflicts[0].flips[0] | .item.part == "MOTOR" and .from == "triggered" and .to == "clear"'
t_json t.out '.conflicts[0] | .counts.line == 3 and .counts.file == "better.xml" and .excludes.file == "worse.xml" and (.stages | length) == 7 and .elements == []'
t_exit 0 explain bom.xml better.xml worse.xml MAGNET -q
t_has t.out 'not worse.xml:3 (2025-02-01). By the second MOTOR would read clear'
# ... and one that changes nothing is said to change nothing.
sed 's/29 %/28 %/' better.xml >other.xml
sed 's/2025-03-01/2025-01-01/' other.xml >worse.xml
t_exit 1 check bom.xml better.xml worse.xml -q
t_has t.out 'MAGNET, amount of neodymium: better.xml:3 (2025-03-01) counts, not worse.xml:3 (2025-01-01). The second would change no verdict.'
t_exit 1 check bom.xml better.xml worse.xml -q -o json
t_json t.out '.conflicts[0] | .tried and .flips_shipped == 0 and .flips == [] and .elements == ["Nd"]'
# An item apart has nothing to do with it.
t_exit 0 check bom.xml better.xml -q --ship MOTOR --fail-on never -o json
t_json t.out '.conflicts == []'

# A part number that is misspelt is told with the one that may be meant.
sed 's/part="MAGNET"/part="magnet."/' better.xml >misspelt.xml
t_exit 0 check bom.xml misspelt.xml
t_has t.err '"magnet." is no item of this product: expected a part number of the bill of materials; what is declared for it is left out; is MAGNET meant?'

# A supplier who does not say whether what he declares is with the parts that
# another file lists: both readings stay open, and a person may say which holds.
printf 'parent,part,quantity,unit\nMOTOR,ROTOR,1,each\nROTOR,MAGNET,1,each\n' >parts.csv
cat >said.csv <<'END'
part,element,amount,unit,supplier,kind
MAGNET,Nd,2,g,Northmag,
MAGNET,,,,Northmag,complete
ROTOR,Nd,5-10,g,Rotors,
END
for scope in own total; do
	printf 'retrace columns\nfor said.csv\nscope = %s\n' "$scope" >"$scope.txt"
	t_exit 0 trace -q parts.csv said.csv --map "$scope.txt" -o "csv=$scope.csv"
done
t_has own.csv '1,,ROTOR,,ROTOR,,1,each,no,no,7,,7,,'
t_has total.csv '1,,ROTOR,,ROTOR,,1,each,no,no,2,,5,,'
t_exit 0 trace parts.csv said.csv -o csv=both.csv
t_has both.csv '1,,ROTOR,,ROTOR,,1,each,no,no,2,,2,,'
t_has t.err 'said.csv:4:1: warning: content of ROTOR, of which another file lists parts: taken as at most so much beside them; expected scope "own" (without its parts) or "total", in a column or as scope = own in a file of columns'

t_end
