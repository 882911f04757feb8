#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: no export is read as less than it says: one in an alphabet that is
# written in ASCII, one of a known system in another language, parts that stand
# below items, substances that share a cell.

# lib.sh sets t_*; escapes of an encoding stand in single quotes; options are
# several words.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

# is STATUS WORDS...: what becomes of the file on standard input.
is() {
	cat >x.csv
	status=0
	"$RETRACE" convert x.csv $with 2>said >out || status=$?
	t_ok "status $status, not $1: $(cat x.csv said)" [ "$status" = "$1" ]
	shift
	for words in "$@"; do
		if grep -qF -- "$words" out || grep -qF -- "$words" said; then
			t_pass
		else
			t_fail "not said: $words: $(cat x.csv out said)"
		fi
	done
}
with=

# A Japanese list, in the alphabet of its mails.
printf '\033$BIJHV\033(B,\033$B?FIJHV\033(B,\033$B?tNL\033(B\n\033$B<'"'"'@P\033(B,M+AB-1,2\n' |
	is 0 'read as ISO-2022-JP, found by the signs that switch to it' \
		'parent="M+AB-1" child="磁石" quantity="2"'
# What only seems to be another alphabet changes no part number.
printf 'part,mass (g),name\nM+AB-1,5,+1V8 and +Vcc\n' | is 0 'part="M+AB-1"' 'name="+1V8 and +Vcc"'
printf 'part,mass (g),name\nM-1,5,+eMF38w-\n' |
	is 65 'x.csv:2:7: text that seems to be UTF-7: expected --encoding UTF-7 if it is, or --encoding UTF-8'
with='--encoding UTF-8'
printf 'part,mass (g),name\nM-1,5,+eMF38w-\n' | is 0 'name="+eMF38w-"'
with='--encoding UTF-7'
printf 'part,mass (g),name\nM+-1,5,+eMF38w-\n' | is 0 'part="M+1"' 'name="磁石"'
with=
printf 'part,mass (g),name\nM-1,5,~{4ELz~}\n' | is 65 'x.csv:2:7: text that seems to be HZ'

# An explosion of SAP in Chinese; one whose headings nobody knows is told.
printf '%s\n' 展开层,项目号,组件编号,对象描述,组件数量,组件单位 .1,0010,MOT-1,电机,1,EA \
	..2,0010,MAG-1,钕铁硼磁钢,8,EA |
	is 0 'parent="MOT-1" child="MAG-1" quantity="8"' 'name="钕铁硼磁钢"'
printf '%s\n' '结构层,零件编号,名称,耗用数量' 1,MOT-1,电机,1 2,MAG-1,磁钢,8 |
	is 0 'columns "结构层" and "耗用数量" are not read, so that no part is in another'

# What is built of the components is called a material.
printf '%s\n' 'Material;Werk;Pos.;Komponente;Menge;ME;Basismenge' 'MOT-1;1000;0010;MAG-1;800;ST;100' \
	'MOT-2;1000;0010;MAG-1;900;ST;100' |
	is 0 'parent="MOT-1" child="MAG-1" quantity="8"' 'parent="MOT-2" child="MAG-1" quantity="9"' \
		'column "Material" is taken for what the part of each row is in'
printf '%s\n' 物料,工厂,项目,组件,组件描述,数量,单位,基本数量 MOT-1,1000,0010,MAG-1,磁钢,800,PC,100 |
	is 0 'parent="MOT-1" child="MAG-1" quantity="8"'
printf '%s\n' 'Material,Component,Quantity' NdFeB,MAG-1,8 | is 0 'part="MAG-1" unit="each" material="NdFeB"'

# A Japanese list with what is in each part.
printf '%s\n' '製品品番,部品品番,員数,材質名称,質量(g),物質名称,CAS No.,含有率(wt%)' \
	MOT,MAG,8,NdFeB,5,ネオジム,7440-00-8,30 MOT,MAG,8,NdFeB,5,ジスプロシウム,7429-91-6,2 |
	is 0 'parent="MOT" child="MAG" quantity="8"' 'cas="7440-00-8" name="ネオジム" basis="compound" amount="30 %"' \
		'cas="7429-91-6"' 'part="MAG" mass="5 g"'

printf '%s\n' 产品编号,零件编号,每台用量 MOT-1,MAG-1,8 MOT-2,MAG-1,9 |
	is 0 'parent="MOT-1" child="MAG-1" quantity="8"' 'parent="MOT-2" child="MAG-1" quantity="9"'

# Parts below items.
printf '%s\n' 'Item Number,Sub-item,Homogeneous Material,Substance,CAS Number,Mass (mg),PPM' \
	C-100,Magnet,NdFeB,Neodymium,7440-00-8,120,300000 |
	is 65 'x.csv:1:13: column "Sub-item" beside "Item Number": parts of items'

# Substances that share a cell of one.
printf '%s\n' '料号,重量(g),成分' M1,5,钕30%/铁69%/硼1% |
	is 65 'x.csv:2:6: substance "钕30%/铁69%/硼1%": several with their amounts in one cell'
printf '%s\n' 'part,substance,mass (g)' M1,'Iron 99.9 %',5 | is 0 'name="Iron 99.9 %"'

# A tree of parts, materials and substances: what a row is has to be said.
printf '%s\n' 'Level,Sort,Name,Quantity,Weight,Portion (%),CAS No.' '1,Component,Rotor,1,100,,' \
	'2,Basic Substance,Neodymium,,,30,7440-00-8' |
	is 65 'x.csv:1:1: a tree in which substances are rows below the parts'

# Elements have a name in each language, and are known not to be rare earths.
printf '%s\n' 'part;mass (g);composition' 'M1;5;Neodym 30 %, Eisen 69 %, Bor 1 %' |
	is 0 'element="Nd" amount="30 %"'
printf '%s\n' 'part,mass (g),composition' 'M1,5,ネオジム30%、鉄69%、ホウ素1%' | is 0 'element="Nd" amount="30 %"'
"$RETRACE" check x.csv 2>/dev/null >out || :
t_has out '1.5 g' # iron is none of them
printf '%s\n' 'part,mass (g),Nd (%),Σ RE (%)' M1,5,30,31 |
	is 0 'names rare earths together' 'Σ RE (%) = ignore'

t_end
