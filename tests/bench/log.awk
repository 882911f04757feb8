# SPDX-License-Identifier: Apache-2.0
#
# log.awk - the lines of the log's benchmark as one table; see log.

$1 == "ask" { ms[++asked] = $3; name[asked] = $2; found[asked] = $4; next }
$2 == "bytes" { bytes[$1] = $3; next }
$1 == "make" { many[$2] = $5 }
(NF == 4 || $1 == "make") && (!(($1, $2) in wall) || $3 < wall[$1, $2]) {
	wall[$1, $2] = $3
	cpu[$1, $2] = $4
}

function ratio(text, value, unit, most) {
	printf "%-50s %9.2f %-7s", text, value, unit
	if (most == "")
		printf "\n"
	else
		printf " goal: at most %s  %s\n", most,
		    value <= most ? "met" : "MISSED"
}

function least(text, value, unit, goal) {
	printf "%-50s %9.2f %-7s goal: at least %s  %s\n", text, value, unit,
	    goal, (value >= goal ? "met" : "MISSED")
}

END {
	printf "%d filings, log %.2f GB, index %.2f GB\n\n", n,
	    bytes["log"] / 1e9, bytes["index"] / 1e9
	for (i = 1; i <= asked; i++) {
		goal = name[i] ~ /^list/ ? 50 : name[i] ~ /^text/ ? 100 : 1
		ratio(sprintf("%s (%d)", name[i], found[i]), ms[i], "ms", goal)
	}
	ratio("list --limit 50, the whole program", \
	    1e3 * wall["run-all", "whole"], "ms", 50)
	ratio("    the newest", 1e3 * wall["run-newest", "whole"], "ms", 50)
	ratio("    by country and part, as JSON", \
	    1e3 * wall["run-filter", "whole"], "ms", 50)
	ratio("append in groups / a table of the same bytes", \
	    wall["make", "append"] / wall["make", "plain"], "wall", 1.3)
	ratio("    of the seconds of the processor", \
	    cpu["make", "append"] / cpu["make", "plain"], "cpu")
	ratio("    filings a second, signed before", \
	    many["append"] / wall["make", "append"], "/s")
	ratio("signing, filings a second", \
	    many["sign"] / wall["make", "sign"], "/s")
	least("signed and logged in groups, a second", \
	    many["both"] / wall["make", "both"], "/s", 15000)
	ratio("verify / digests and signatures, two threads", \
	    wall["verify", "whole"] / wall["bare", "signed"], "wall", 2)
	ratio("    of the seconds of the processors", \
	    cpu["verify", "whole"] / cpu["bare", "signed"], "cpu")
	ratio("    / digest and ECDSA alone, no XML is read", \
	    wall["verify", "whole"] / wall["bare", "raw"], "wall")
	ratio("    filings a second", n / wall["verify", "whole"], "/s")
	ratio("index, filings a second", n / wall["index", "whole"], "/s")
}
