# SPDX-License-Identifier: Apache-2.0
#
# tsa - a time-stamping authority of openssl for flow tests.  Source it after
# lib.sh; it makes tsa-ca.crt, and answers by tsa_answer REQUEST ANSWER.

# tsa_make NAME [EXTENDED_KEY_USAGE]: NAME.key, NAME.crt under tsa-ca
tsa_make() {
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
	printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n' \
		"${2:-critical,timeStamping}" >"$1.ext"
	openssl x509 -req -in "$1.csr" -CA tsa-ca.crt -CAkey tsa-ca.key \
		-CAcreateserial -days 3650 -extfile "$1.ext" -out "$1.crt" \
		2>/dev/null
}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-keyout tsa-ca.key -out tsa-ca.crt -subj /CN=tsa-ca -days 7300 \
	2>/dev/null
cat >tsa.cnf <<'END'
[tsa]
default_tsa = tsa1
[tsa1]
serial = tsa.serial
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha1, sha256
ess_cert_id_alg = sha256
END
echo 01 >tsa.serial
tsa_make clock

# tsa_answer REQUEST ANSWER [OPTION...]
tsa_answer() {
	tsa_in=$1
	tsa_out=$2
	shift 2
	openssl ts -reply -config tsa.cnf -signer clock.crt -inkey clock.key \
		-queryfile "$tsa_in" -out "$tsa_out" "$@" 2>/dev/null
}
