# SPDX-License-Identifier: Apache-2.0
#
# file.awk - the lines of the benchmark of filing as one table; see file.

$2 == "bytes" { bytes[$1] = $3; next }
NF == 4 && (!(($1, $2) in wall) || $3 < wall[$1, $2]) {
	wall[$1, $2] = $3
	cpu[$1, $2] = $4
}

# What one program takes, as a multiple of raw signatures.
function line(text, what, size,    w, c) {
	if (!((what, "whole") in wall))
		return
	w = wall[what, "whole"]
	c = cpu[what, "whole"]
	printf "%-38s %9.2f %9.2f %9.2f %9.0f\n", text,
	    w / wall["raw-" size, "two"], w / wall["raw-" size, "one"],
	    c / cpu["raw-" size, "one"], n / w
}

END {
	printf "%d drafts of each size; raw: SHA-256 and ECDSA P-256 of their bytes\n\n", n
	printf "%-38s %9s %9s %9s %9s\n", "", "raw on 2", "raw on 1",
	    "cpu / cpu", "a second"
	for (i = 1; i <= 2; i++) {
		size = i == 1 ? "small" : "large"
		printf "%s drafts of %d bytes, raw %.0f a second\n", size,
		    bytes[size], n / wall["raw-" size, "one"]
		line("  filed", "file-" size, size)
		line("  checked only (--dry-run)", "check-" size, size)
		line("  filed, by the other", "other-file-" size, size)
		line("  checked only, by the other", "other-check-" size, size)
	}
}
