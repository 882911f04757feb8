#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: control lists, through the binary.  A list follows the material and
# stops at assembly; the answer names the entry and how sure it is; a list
# that is suspended answers and does not count.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >uses.csv <<'CSV'
parent,part,quantity,unit
ROTOR,MAGNET,4,each
LAMP,PHOSPHOR,0.2,g
LAMP,DISC,1,each
CSV
cat >items.csv <<'CSV'
part,form,mass,mass unit,complete
ROTOR,component,2,kg,yes
MAGNET,magnet,50,g,yes
LAMP,assembly,10,g,yes
PHOSPHOR,phosphor,1,g,yes
DISC,ceramic,3,g,yes
CSV
cat >content.csv <<'CSV'
part,element,amount,unit,supplier,declared on
MAGNET,Nd,28,%,Acme,2025-04-01
MAGNET,Dy,2.5,%,Acme,2025-04-01
PHOSPHOR,Y,40,%,Acme,2025-04-01
PHOSPHOR,Eu,5,%,Acme,2025-04-01
DISC,Y,4,%,Acme,2025-04-01
CSV
no18="--rules cn-mofcom-18-2025 --as-of 2026-02-28"
no57="--rules cn-mofcom-57-2025"
product="uses.csv items.csv content.csv"

# shellcheck disable=SC2086 # lists of words
{
	# The magnet is listed, what it is built into is not.
	t_exit 1 check $product $no18 --only 1c905 --ship MAGNET
	t_has t.out "Entry 1C905.a.4: NdFeB permanent magnet material"
	t_has t.out "Binds exporters in China"
	t_exit 0 check $product $no18 --only 1c905 --ship ROTOR
	t_has t.out "The rule does not cover such an item."

	# How sure: a code that nobody read, and an entry that somebody did.
	t_exit 1 check $product $no18 --only 1c905 --ship MAGNET -o json
	t_json t.out '.rules[0].rests_on.standing == "from memory"'
	t_json t.out '.rules[0].rests_on.law == false'
	t_json t.out '.rules[0].bound.destination_zh == "所有国家和地区"'
	t_json t.out '.rules[0].items[] | select(.item.part == "MAGNET") |
		.entry.code == "1C905.a.4" and .entry.clause.law and
		.entry.settled'
	t_json t.out '.rules[0].items[] | select(.item.part == "LAMP") |
		has("entry") | not'

	# Before its first day it does not count.
	t_exit 0 check $product --rules cn-mofcom-18-2025 --only 1c905 \
		--ship MAGNET --as-of 2025-04-03

	# Whether a ceramic is a compound nobody has said: undecided, and no
	# supplier is asked what no supplier knows.
	t_exit 2 check $product $no18 --only 1c908 --ship DISC
	t_has t.out "whether a ceramic is meant is not settled"
	t_exit 0 ask $product $no18 --only 1c908 --ship DISC -o json
	t_json t.out '[.. | objects | select(.kind? == "form")] == []'

	# A phosphor is outside No. 18 and inside No. 57, which is suspended.
	t_exit 0 check $product $no18 --ship PHOSPHOR
	t_exit 0 check $product $no57 --ship PHOSPHOR --as-of 2026-02-28
	t_has t.out "WOULD TRIGGER"
	t_has t.out "Entry 1C912.a"
	t_exit 0 check $product $no57 --ship PHOSPHOR --as-of 2026-11-10
	t_has t.err "last day of the suspension"
	t_exit 1 check $product $no57 --ship PHOSPHOR --as-of 2026-11-11
	t_exit 1 check $product $no57 --ship PHOSPHOR --as-of 2026-02-28 \
		--as-if-in-force
}
t_end
