#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: whatif changes one thing, says what that does, and what it writes reads
# back as the product it judged; numbers worked out by hand.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"
cp "$t_top"/tests/examples/drive-unit/*.xml "$t_top"/tests/examples/drive-unit/*.csv .
t_one_reading
unit='drive-unit.xml declaration-magnets.xml declaration-pump.xml declaration-castings.csv answers.xml'

# 1. One change.  The example of the manual.
t_exit 0 template bom
cp t.out bom.xml
t_exit 1 whatif -q bom.xml --set MAGNET-1.origin.separation=CN
head -5 t.out >head.txt
t_cmp head.txt <<'END'
Verdicts: 1 changed, 0 as before. Items: 0 new, 0 gone, 1 changed.

cn-trace/contained: contains Chinese-origin rare earths

  TRIGGERED, was undecided  PRODUCT-1 rev A (Your product)
END
man=$t_top/doc/man/retrace-whatif.1
t_ok 'as the manual has it' sh -c 'sed -n "/^\$ retrace whatif -q bom.xml/,/^\.Ed/p" "$1" | sed "1d; /^\.Ed/d" | cmp - head.txt' sh "$man"
t_exit 0 whatif -q bom.xml --set MAGNET-1.origin=AU --set 'PRODUCT-1.value=90 USD' --write changed.xml
t_has t.out '  CLEAR, was undecided  PRODUCT-1 rev A (Your product)'
t_exit 0 check -q changed.xml
t_has changed.xml 'value="90"'

# 2. The drive unit: of 290 g Nd in MAG-UH 60 % were mined in China, so 174 g
# remain if its separation moves and all of MAG-SH and of the yttrium goes.
t_exit 1 whatif -q $unit --set MAG-SH.origin=AU --set MAG-UH.origin.separation=MY --set PHO-10.origin=AU \
	--set DIE-10.Y='0 %' -o json=set.json --write set.xml
t_json set.json '.kind == "diff" and ([.amounts[] | select(.of == "rare earths of Chinese origin" and .item.part == "DU-200") | .new.amount.low, .new.amount.high_open] == ["174", true])'
t_json set.json '[.items[] | select(.item.part == "DIE-10" and .what == "content")] | length > 0'
# What is written is what was judged.
t_exit 1 check -q set.xml -o json
t_json t.out '[.. | strings] | index("174") != null'
t_exit 1 whatif -q $unit --set MAG-SH.origin=AU --set MAG-UH.origin.separation=MY --set PHO-10.origin=AU \
	--set DIE-10.Y='0 %' --write -
sed -n '/^<?xml/,$p' t.out >again.xml
t_ok 'the same on standard output' cmp again.xml set.xml
t_exit 1 whatif -q $unit --set MAG-UH.origin.separation=MY
t_has t.out 'Kitayama Magnetics MAG-UH	origin all rare earths, separation	CN	MY, verified'

# 3. Content, mass, value, form, supplier, technology.
t_exit 0 whatif -q --rules no61/rules.xml --only limb-i --as-of 2025-12-15 --as-if-in-force \
	$unit prices-224.csv --set 'DU-200.value=19000 USD'
t_has t.out '  CLEAR, was triggered  Alpenrad'
# 10 g and 7.5 g of Dy: 17.5 g are 20.084 g of oxide, 4.4989 USD of 4800.
t_exit 0 whatif -q --rules no61/rules.xml --only limb-i --as-of 2025-12-15 --as-if-in-force \
	$unit prices-224.csv --set 'MAG-UH.Dy=1 %'
t_has t.out '  CLEAR, was triggered  Alpenrad'
t_has t.out 'cn-mofcom-61-2025/limb-i	0.2008 %	0.09373 %'
t_exit 1 whatif -q $unit --set HAR-10.mass='2 kg'
t_has t.out 'HAR-10	mass	1.1 kg	2 kg'
t_exit 1 whatif -q $unit --set PMP-20.form=component
t_has t.out 'PMP-20	form	assembly	component'
t_exit 1 whatif -q $unit --set MAG-UH.content=none
t_has t.out 'MAG-UH	content Dy	3 %	-'
# Without the pump maker's word the magnet may be anything again.
t_exit 1 whatif -q $unit --ship PMP-20 --set 'MAG-P.supplier=Somebody Else'
t_has t.out 'UNDECIDED, was clear  PMP-20'
sed 's/country="CN"/country="CN" technology="CN"/' declaration-magnets.xml >technology.xml
t_exit 0 whatif -q --rules cn-mofcom-61-2025 --only limb-ii-magnet --ship MAG-UH drive-unit.xml technology.xml \
	--as-of 2026-12-15 --set MAG-UH.technology=JP
t_has t.out '  CLEAR, was triggered  Kitayama Magnetics MAG-UH'
t_exit 1 whatif -q --rules cn-mofcom-61-2025 --only limb-ii-magnet --ship MAG-UH drive-unit.xml technology.xml \
	--as-of 2026-12-15 --set MAG-UH.origin=AU
t_has t.out '0 changed'

# 4. What cannot be changed is refused with its place.
t_exit 64 whatif bom.xml --all-items
t_has t.err '--all-items without --set'
t_exit 64 whatif bom.xml --set MAGNET-1.colour=red
t_has t.err '--set "MAGNET-1.colour=red": expected ITEM.FIELD=VALUE'
t_exit 65 whatif bom.xml --set MAGNET-9.origin=AU
t_has t.err 'no item "MAGNET-9"'
t_exit 65 whatif -q bom.xml --set MAGNET-1.mass='25 g' --set MAGNET-1.origin=Atlantis --set MAGNET-1.Dy=much
t_has t.err '--set:2: country'
t_has t.err '--set:3: '
t_exit 65 whatif bom.xml --set MAGNET-1.content=some
t_has t.err '--set:1: content "some": expected none'
t_exit 65 whatif -q $unit --set PHO-10.Y='1 %'
t_has t.err '--set:1: Y is in it as part of "Y2.94Ce0.06Al5O12": expected a change of each of its rare earths'
t_exit 1 whatif -q $unit --set PHO-10.Y='1 %' --set PHO-10.Ce='0 %'
t_exit 65 whatif bom.xml --set MAGNET-1.origin=
t_has t.err '--set:1: nothing behind the ='
t_end
