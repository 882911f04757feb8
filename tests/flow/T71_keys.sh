#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: the keys that a company has sign: PKCS #12 alone, RSA-3072; no key or
# passphrase that others can reach is used; each source of a passphrase works.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml
pass='eight and more'
umask 077
echo "$pass" >pass
printf '%s\nthe one of the log\n' "$pass" >both
echo 'the one of the log' >log.pass

# openssl's certificates begin now, so the clock may not stand still.
unset SOURCE_DATE_EPOCH
certificate() { # NAME ARGUMENT...
	name=$1
	shift
	openssl req -x509 -newkey "$@" -keyout "$name.key" -out "$name.crt" \
		-passout "pass:$pass" -subj "/CN=$name" -set_serial 1 \
		-days 7300 2>/dev/null
}
certificate rsa rsa:3072
certificate ec ec -pkeyopt ec_paramgen_curve:P-256
for name in rsa ec; do
	openssl pkcs12 -export -inkey $name.key -in $name.crt -out $name.p12 \
		-passin "pass:$pass" -passout "pass:$pass"
done

"$RETRACE" log init log.db --origin example.com/filings --key log.key --passphrase-file log.pass >log.pub
n=0
# files FILE OPTION...: the key signs, and verify finds it so.
files() {
	cert=$1
	shift
	n=$((n + 1))
	"$RETRACE" log init $n.db --origin example.com/$n --key $n.key --no-passphrase >/dev/null
	t_exit 0 file draft.xml --hypothetical --log $n.db --log-key $n.key --save $n.xml "$@"
	t_exit 0 verify $n.xml --cert "$cert" --log $n.db
	t_has t.out "signed by  CN=${cert%.crt}"
}
files rsa.crt --key rsa.p12 --passphrase-file pass
files ec.crt --key ec.p12 --passphrase-command 'cat pass'
files rsa.crt --key rsa.key --cert rsa.crt --passphrase-command 'cat pass; echo more'
files ec.crt --key ec.p12 --cert ec.crt --passphrase-fd 3 3<pass
t_has 1.xml 'xmldsig-more#rsa-sha256'
t_has 2.xml 'xmldsig-more#ecdsa-sha256'

# signs CODE OPTION...: with the log that has a passphrase
signs() {
	code=$1
	shift
	t_exit "$code" file draft.xml --hypothetical --log log.db --log-key log.key --save f.xml "$@"
}
signs 64 --key ec.key --passphrase-file pass --log-passphrase-file log.pass
t_has t.err 'expected --cert, or a PKCS #12 file'
signs 77 --key ec.p12 --cert rsa.crt --passphrase-file pass --log-passphrase-file log.pass
t_has t.err 'rsa.crt: no certificate in it belongs to the key'
signs 77 --key ec.p12 --passphrase-file log.pass --log-passphrase-file log.pass
t_has t.err 'ec.p12: the passphrase does not open this key'
signs 64 --key ec.p12 --passphrase-file pass --passphrase-fd 0
signs 64 --key ec.p12 --passphrase-fd 9
t_has t.err 'expected the number of an open descriptor'
signs 77 --key ec.p12 --passphrase-command 'cat pass; exit 1' --log-passphrase-file log.pass
t_has t.err 'ended with exit code 1'
for file in ec.p12 ec.key log.key pass log.pass; do
	chmod 640 $file
	case $file in
	ec.key) set -- --key ec.key --cert ec.crt ;;
	*) set -- --key ec.p12 ;;
	esac
	signs 77 "$@" --passphrase-file pass --log-passphrase-file log.pass
	t_has t.err "$file"
	t_has t.err 'others can reach it (mode 640): expected mode 600'
	chmod 600 $file
done
t_ok 'nothing is saved' [ ! -e f.xml ]
t_exit 0 log list log.db -o csv
t_ok 'nothing is logged' sh -c '[ "$(wc -l <t.out)" -eq 1 ]'

# One descriptor can hold both, in the order in which they are needed.
tac both >turned
signs 0 --key ec.p12 --passphrase-fd 4 --log-passphrase-fd 4 4<turned
t_exit 0 key new new.key new.crt --name 'N. Officer' --passphrase-command 'cat pass'
t_exit 0 file draft.xml --hypothetical --log log.db --log-key log.key --log-passphrase-command 'cat log.pass' --key new.key --cert new.crt --passphrase-fd 0 --save again.xml <pass
t_has t.out 'as it was before'
t_end
