# SPDX-License-Identifier: Apache-2.0
#
# lib - what interop tests share.

# absent WHAT: the other program is not here; with RETRACE_INTEROP, which
# scripts/test --interop sets, that is a failure.
absent() {
	if [ "${RETRACE_INTEROP:-}" ]; then
		echo "no $1: expected it after scripts/test --interop" >&2
		exit 1
	fi
	echo "skipped: no $1" >&2
	exit 77
}

# stamped FOLDER: a whole filing with a time-stamp of openssl's authority,
# stamped.xml, and the certificate of its signer, stamped.pem.

stamped() (
	top=$PWD
	cd "$1"
	# shellcheck source=tests/flow/tsa.sh
	. "$top/tests/flow/tsa.sh"
	cat >answer.sh <<'END'
cat >in.tsq
openssl ts -reply -config tsa.cnf -signer clock.crt -inkey clock.key -queryfile in.tsq 2>/dev/null
END
	cp "$top"/tests/examples/drive-unit/drive-unit.xml \
		"$top"/tests/examples/drive-unit/declaration-* .
	{
		"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 \
			--filer "$top/tests/examples/filer.xml" --save draft.xml
		"$RETRACE" key new -q stamped.key stamped.pem \
			--name 'A. Officer' --no-passphrase
		"$RETRACE" log init log.db --origin example.com/stamped \
			--key log.key --no-passphrase
		"$RETRACE" file draft.xml --hypothetical --log log.db \
			--log-key log.key --key stamped.key --cert stamped.pem \
			--tsa-ca tsa-ca.crt --tsa-command 'sh answer.sh' \
			--save stamped.xml
	} >out 2>&1 || {
		cat out >&2
		exit 1
	}
)
