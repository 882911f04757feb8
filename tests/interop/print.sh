#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: in a browser that we did not write no cell of a printed form is wider
# than its place, in any language, on the width of a sheet of A4.

set -eu

browser=$(command -v chromium || command -v chromium-browser ||
	command -v google-chrome) || {
	echo "skipped: no Chromium" >&2
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
example=tests/examples/drive-unit
SOURCE_DATE_EPOCH=1769904000
export SOURCE_DATE_EPOCH
"$RETRACE" draft "$example"/drive-unit.xml "$example"/declaration-* \
	"$example"/prices-850.csv --rules cn-trace --rules cn-mofcom-61-2025 \
	--as-if-in-force --item DU-200 --filer tests/examples/filer.xml -q \
	--save "$tmp/draft.xml"

# The page counts what does not fit, and says it in its title.
cat >"$tmp/script" <<'END'
<script>
let wide = [], all = document.querySelectorAll('td,th,dd,dt,p,pre,h1,h2,h3,h4');
for (const x of all)
	if (x.scrollWidth > x.clientWidth + 1 && x.clientWidth > 0)
		wide.push(x.textContent.slice(0, 60));
document.title = 'looked at ' + all.length + ', too wide ' + wide.length +
    ': ' + wide.slice(0, 5).join(' | ');
</script>
END
for lang in en zh both; do
	"$RETRACE" print "$tmp/draft.xml" --lang "$lang" |
		sed 's/<meta http-equiv="Content-Security[^>]*>//' \
			>"$tmp/page.html"
	cat "$tmp/script" >>"$tmp/page.html"
	# 688 px are the 182 mm between the margins of a sheet
	timeout 100 "$browser" --headless --no-sandbox --disable-gpu \
		--user-data-dir="$tmp/profile" --window-size=688,2000 \
		--dump-dom "file://$tmp/page.html" >"$tmp/dom" 2>/dev/null
	said=$(grep -o '<title>[^<]*' "$tmp/dom" | head -n 1)
	case $said in
	*'looked at '[1-9][0-9][0-9]*', too wide 0: ') ;;
	*)
		echo "print: $lang: $said" >&2
		exit 1
		;;
	esac
done
