# SPDX-License-Identifier: Apache-2.0
#
# table - the lines of the benchmark's programs as one table; see run.
#
# Lines "program step wall cpu" are times, of which the least counts;
# "program word value" is what a program says of itself.

$1 == "same" {
	printf "answers of %s and of limit: %d rows, %s apart%s\n", $2, $3,
	    $4, ($4 + 0 == $4 && $4 <= 1e-12) ? "" : "  NOT THE SAME"
	next
}
NF == 3 { said[$1, $2] = $3 }
NF == 4 && !(($1, $2) in cpu) {
	order[++n] = $1 SUBSEP $2
	wall[$1, $2] = $3
	cpu[$1, $2] = $4
}
NF == 4 {
	if ($3 < wall[$1, $2]) wall[$1, $2] = $3
	if ($4 < cpu[$1, $2]) cpu[$1, $2] = $4
}

# A ratio and what is asked of it: at least, or at most.
function ratio(text, value, unit, most, goal) {
	printf "%-50s %8.2f %-8s", text, value, unit
	if (goal == "")
		printf "\n"
	else
		printf " goal: %s %s  %s\n", most ? "at most " : "at least",
		    goal, (most ? value <= goal : value >= goal) ? "met" : \
		    "MISSED"
}

# Seconds on the wall beyond reading.
function beyond(text, name) {
	ratio(text, wall[name, "whole"] - wall["stages", "read"], "s wall", 1, 1)
	printf "%-50s %8.2f s cpu\n", "", \
	    cpu[name, "whole"] - cpu["stages", "read"]
}

END {
	printf "\n%-27s %10s %10s\n", "least seconds", "wall", "cpu"
	for (i = 1; i <= n; i++) {
		split(order[i], at, SUBSEP)
		if (at[1] != last)
			printf "%s\n", at[1] \
			    ((at[1], "version") in said ? \
			    " " said[at[1], "version"] : "")
		last = at[1]
		printf "    %-23s %10.4f %10.4f\n", at[2], wall[order[i]],
		    cpu[order[i]]
	}
	printf "\nratios, of seconds of the processors unless said\n"
	ratio("files to verdicts: stages / limit", cpu["stages", "whole"] / \
	    cpu["limit", "whole"], "", 1, 2)
	ratio("    the same in a tree", cpu["tree", "whole"] / \
	    cpu["tree-limit", "whole"], "", 1, 2)
	mine = cpu["wide", "read"] + cpu["wide", "link"] + \
	    cpu["wide", "compile"] + cpu["wide", "trace"]
	ratio("SQLite / wide, the same roll-up", \
	    cpu["sqlite", "whole"] / mine, "", 0, 50)
	ratio("    the same against stages, for verdicts alone", \
	    cpu["sqlite", "whole"] / cpu["stages", "whole"])
	ratio("    the same against limit", cpu["sqlite", "whole"] / \
	    cpu["limit", "whole"])
	# as they come, each with the processors that it can use
	mine2 = wall["wide-2", "read"] + wall["wide-2", "link"] + \
	    wall["wide-2", "compile"] + wall["wide-2", "trace"]
	ratio("    the same on two processors", wall["sqlite", "whole"] / \
	    mine2, "wall")
	ratio("    and for verdicts alone", wall["sqlite", "whole"] / \
	    wall["stages-2", "whole"], "wall")
	if (("duckdb", "whole") in cpu) {
		ratio("DuckDB / wide, the same roll-up", \
		    cpu["duckdb", "whole"] / mine, "", 0, 10)
		ratio("    the same against stages, for verdicts alone", \
		    cpu["duckdb", "whole"] / cpu["stages", "whole"])
		ratio("    the same against limit", cpu["duckdb", "whole"] / \
		    cpu["limit", "whole"])
		ratio("    the same, both on two processors", \
		    wall["duckdb-2", "whole"] / mine2, "wall")
		ratio("    and for verdicts alone", wall["duckdb-2", \
		    "whole"] / wall["stages-2", "whole"], "wall")
	}
	ratio("XML: rate of reading / rate of sax", wall["sax", "read"] / \
	    wall["xml", "read"], "wall", 0, 0.8)
	ratio("    the same of the seconds of two processors", \
	    cpu["sax", "read"] / cpu["xml", "read"])
	ratio("    and of those of one, where there is no other", \
	    cpu["sax", "read"] / cpu["xml-one-core", "read"])
	ratio("    sax", said["xml", "bytes"] / wall["sax", "read"] / 1e6,
	    "MB/s wall")
	ratio("    reading", said["xml", "bytes"] / wall["xml", "read"] / 1e6,
	    "MB/s wall")
	ratio("XML of Granta: rate of reading / rate of sax", \
	    wall["sax-granta", "read"] / wall["granta", "read"], "wall", 0, \
	    0.67)
	ratio("    the same of the seconds of two processors", \
	    cpu["sax-granta", "read"] / cpu["granta", "read"])
	ratio("    and of those of one, where there is no other", \
	    cpu["sax-granta", "read"] / cpu["granta-one-core", "read"])
	ratio("CSV: reading / split, that only takes it apart", \
	    cpu["csv", "read"] / cpu["split", "read"], "", 1, 3)
	ratio("JSON: reading", \
	    said["json", "bytes"] / cpu["json", "read"] / 1e6, "MB/s cpu")
	grown = said["book-25", "bytes"] / said["book-0", "bytes"]
	ratio(sprintf("XLSX: memory for a file %.1f times as large", grown), \
	    said["book-25", "kib"] / said["book-0", "kib"], "times")
	ratio("    beyond the bytes of the file", \
	    (said["book-25", "kib"] - said["book-25", "bytes"] / 1024) / \
	    (said["book-0", "kib"] - said["book-0", "bytes"] / 1024), \
	    "times", 1, 1.25)
	ratio("signing 4 KB / the signature alone", cpu["signing", "sign-4k"] / \
	    cpu["signing", "raw-sign"], "", 1, 1.5)
	ratio(sprintf("    %d KB / digest of the same bytes and signature", \
	    said["signing", "bytes"] / 1024), cpu["signing", "sign-filing"] / \
	    cpu["signing", "raw-filing"], "", 1, 1.5)
	ratio("    with the proof that it verifies", \
	    (cpu["signing", "sign-filing"] + cpu["signing", "prove-filing"]) / \
	    cpu["signing", "raw-filing"])
	if (("signing", "xmlsec-4k") in cpu) {
		ratio("verifying 4 KB: rate / that of libxmlsec1", \
		    cpu["signing", "xmlsec-4k"] / cpu["signing", "verify-4k"],
		    "", 0, 1.5)
		ratio("    a filing", cpu["signing", "xmlsec-filing"] / \
		    cpu["signing", "verify-filing"], "", 0, 1.5)
		ratio("    a filing, against its schema too", \
		    cpu["signing", "xmlsec-filing"] / \
		    cpu["signing", "verify-schema"], "", 0, 1.5)
	}
	ratio("peak memory", said["stages", "kib"] * 1024 / uses, "bytes/use",
	    1, 250)
	ratio("two threads / one on the roll-up", wall["stages", "trace"] / \
	    wall["stages-2", "trace"], "wall")
	beyond("explain a product, beyond reading", "explain-product")
	beyond("explain an assembly, beyond reading", "explain-assembly")
	beyond("explain a part, beyond reading", "explain-part")
	beyond("where-used of a part, beyond reading", "where-used")
	ratio("items with a wide row, of all", \
	    said["stages", "rows"] / said["stages", "items"], "")
	ratio("    the same in limit, which knows no gaps", \
	    said["limit", "rows"] / said["limit", "items"], "")
	if (("large", "whole") in cpu) {
		ratio("ten times the uses: stages", cpu["large", "whole"] / \
		    cpu["stages", "whole"], "times", 1, 12)
		ratio("    the same for limit: memory, not arithmetic", \
		    cpu["large-limit", "whole"] / cpu["limit", "whole"],
		    "times")
		ratio("    stages / limit", cpu["large", "whole"] / \
		    cpu["large-limit", "whole"], "", 1, 2)
		ratio("    peak memory", said["large", "kib"] * 1024 / \
		    (10 * uses), "bytes/use")
		ratio("    two threads / one on the roll-up", \
		    wall["large", "trace"] / wall["large-2", "trace"], "wall",
		    0, 1.5)
	}
}
