#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: a key that stays on its token signs, with either algorithm; its PIN
# comes from where passphrases come from; what does not fit is refused.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

module=/usr/lib/softhsm/libsofthsm2.so
if [ ! -e $module ] || ! command -v softhsm2-util >/dev/null; then
	echo "skipped: no softhsm2" >&2
	exit 77
fi
unset SOURCE_DATE_EPOCH # openssl's certificates begin now
ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml

mkdir tokens
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$t_dir" >softhsm.conf
export SOFTHSM2_CONF="$t_dir/softhsm.conf"
softhsm2-util --init-token --free --label Officer --so-pin 87654321 --pin 12345678 >/dev/null
put() { # NAME ID ARGUMENT...
	name=$1
	id=$2
	shift 2
	openssl req -x509 -newkey "$@" -nodes -keyout "$name.key" \
		-out "$name.crt" -subj "/CN=$name" -days 7300 2>/dev/null
	openssl pkcs8 -topk8 -nocrypt -in "$name.key" -out "$name.p8"
	softhsm2-util --import "$name.p8" --token Officer --label "$name" \
		--id "$id" --pin 12345678 >/dev/null
}
put ec a1 ec -pkeyopt ec_paramgen_curve:P-256
put rsa a2 rsa:3072
put small a3 rsa:2048
put twin a4 ec -pkeyopt ec_paramgen_curve:P-256
softhsm2-util --import twin.p8 --token Officer --label twin --id a5 --pin 12345678 >/dev/null
rm ./*.key ./*.p8

# signs CODE KEY OPTION...: into a new log
n=0
signs() {
	code=$1
	key=$2
	shift 2
	n=$((n + 1))
	"$RETRACE" log init $n.db --origin example.com/$n --key $n.logkey --no-passphrase >/dev/null
	t_exit "$code" file draft.xml --hypothetical --log $n.db --log-key $n.logkey --key "$key" --save $n.xml "$@"
}
at="?module-path=$module"
umask 077
echo 12345678 >pin
echo 12345679 >wrong-pin

signs 0 "pkcs11:token=Officer;object=ec$at" --cert ec.crt --passphrase-file pin
t_exit 0 verify 1.xml --cert ec.crt --log 1.db
t_has t.out 'signed by  CN=ec'
t_has 1.xml 'xmldsig-more#ecdsa-sha256'
signs 0 "pkcs11:token=Officer;id=%A2;type=private$at" --cert rsa.crt --passphrase-command 'cat pin'
t_exit 0 verify 2.xml --cert rsa.crt --log 2.db
t_has 2.xml 'xmldsig-more#rsa-sha256'
if [ -e /usr/share/p11-kit/modules/softhsm2.module ]; then
	signs 0 'pkcs11:token=Officer;object=ec' --cert ec.crt --passphrase-fd 3 3<pin
fi

refused() { # CODE KEY TEXT OPTION...
	code=$1
	key=$2
	text=$3
	shift 3
	signs "$code" "$key" "$@"
	t_has t.err "$text"
	t_ok 'nothing is saved' [ ! -e $n.xml ]
}
good="pkcs11:token=Officer;object=ec$at"
refused 77 "$good" 'the PIN does not open this token' --cert ec.crt --passphrase-file wrong-pin
refused 77 "$good" 'the key on the token is not that of the certificate' --cert twin.crt --passphrase-file pin
refused 64 "$good" 'a key without a certificate' --passphrase-file pin
refused 77 "pkcs11:token=Officer;object=small$at" 'an RSA key of 2048 bits' --cert small.crt --passphrase-file pin
refused 77 "pkcs11:token=Officer;object=twin$at" 'more than one private key' --cert twin.crt --passphrase-file pin
refused 77 "pkcs11:token=Officer;object=none$at" 'no such private key' --cert ec.crt --passphrase-file pin
refused 77 "pkcs11:token=Nobody;object=ec$at" 'no such token is there' --cert ec.crt --passphrase-file pin
refused 64 "$good&pin-value=12345678" 'a PIN in the name of a key' --cert ec.crt
refused 64 "$good&pin-source=file:pin" 'a PIN in the name of a key' --cert ec.crt
refused 64 'pkcs11:tok=x' 'expected one such as pkcs11:token=Officer;object=filings' --cert ec.crt
refused 77 'pkcs11:token=Officer?module-path=/dev/null' 'could not be loaded' --cert ec.crt
softhsm2-util --init-token --free --label Officer --so-pin 87654321 --pin 12345678 >/dev/null
refused 77 "$good" '2 tokens bear this name' --cert ec.crt --passphrase-file pin
t_end
