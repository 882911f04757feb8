#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: what was taken for granted goes into the draft with reason, author and
# number of items, is signed with it, and its file is kept by the log.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cat >bom.xml <<'END'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
  <item part="DRIVE"/>
  <item part="SCR-M4" mass="2 g"/>
  <item part="LID" mass="2 g"/>
  <item part="MAG" form="magnet" mass="10 g" complete="yes">
    <content element="Nd" amount="30 %"/>
  </item>
  <item part="OTHER"/>
  <item part="SCR-M5" mass="2 g"/>
  <use parent="DRIVE" child="SCR-M4" quantity="8" unit="each"/>
  <use parent="DRIVE" child="LID" quantity="1" unit="each"/>
  <use parent="DRIVE" child="MAG" quantity="2" unit="each"/>
  <use parent="OTHER" child="SCR-M5" quantity="8" unit="each"/>
</bom>
END
cat >assume.xml <<'END'
<assumptions xmlns="urn:retrace:assumptions:1" id="acme-2026">
<holds-none id="screws" reason="plain &lt;steel&gt;" author="R. Lee" until="2026-12-31">
<items part-like="SCR-*"/></holds-none>
<origin id="magnets" stage="all" country="AU" reason="contract 12" author="R. Lee" until="2026-12-31">
<items form="magnet"/></origin>
<complete id="past" reason="old" author="R. Lee" until="2025-12-31"><items part="LID"/></complete>
</assumptions>
END
keys='--log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical'
t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
cp t.out log.pub

t_exit 0 draft bom.xml --assume assume.xml --item DRIVE --filer "$ex/filer.xml" --save draft.xml
t_ok 'the draft fits its schema' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" draft.xml
# Only items of this product are counted, and what expired is said.
t_has draft.xml '<assumption author="R. Lee" id="screws" items="1" kind="holds-none" reason="plain &lt;steel>" until="2026-12-31">'
t_has draft.xml '<assumption author="R. Lee" id="magnets" items="1" kind="origin" reason="contract 12" says="every stage in AU" until="2026-12-31">'
t_has draft.xml '<assumption author="R. Lee" expired="yes" id="past" items="0" kind="complete" reason="old" until="2025-12-31">'
t_has draft.xml '<input name="assume.xml" role="assumptions"'
t_has draft.xml '<verdict by="law"'
t_has draft.xml '<verdict by="assumed"'
t_ok 'the basis goes by the documents' grep -q '<header .*basis="precautionary"' draft.xml
# Without them nothing of it is there, and the filing is another.
t_exit 0 draft bom.xml --item DRIVE --filer "$ex/filer.xml" --save plain.xml
t_ok 'no assumption' sh -c '! grep -q assum plain.xml'

# The log has the file; a filing without it cannot be made.
mkdir away && mv assume.xml away
# shellcheck disable=SC2086 # options
t_exit 66 file draft.xml $keys --save filing.xml
t_has t.err 'assumptions "assume.xml" with the digest'
# shellcheck disable=SC2086
t_exit 0 file draft.xml away/assume.xml $keys --save filing.xml
id=$(sed -n 's/^filing   //p' t.out)
t_exit 0 verify filing.xml --cert cert.pem --log log.db
mkdir back
t_exit 0 log show log.db "$id" --save back -o json
t_ok 'the file is among them' sh -c 'cmp away/assume.xml back/input-*-assumptions'
# Whoever changes what was assumed has changed the filing.
sed 's/contract 12/contract 13/' filing.xml >forged.xml
t_exit 3 verify forged.xml --cert cert.pem
t_end
