# SPDX-License-Identifier: Apache-2.0
#
# granta - a bill of materials as Granta MI writes it: n parts in assemblies of
# twenty, each of two materials, with the references that such files are full
# of.  awk -v n=N -f granta.awk
#
# The same n gives the same file.

function record(kind, i) {
	printf "<MI%sReference><dbKey xmlns=\"%s\">MI_Restricted</dbKey>" \
	    "<recordGUID xmlns=\"%s\">%08x-0000-4000-8000-%012x</recordGUID>" \
	    "</MI%sReference>\n", kind, base, base, i, i * 7919 % 1000003, kind
}

function material(i, percent) {
	printf "<Material><Percentage>%s</Percentage>\n", percent
	record("Material", i)
	printf "<Identity>material-%d</Identity><Name>Alloy, EN 1.%04d, " \
	    "annealed</Name>", i, i
	printf "<Processes><Process>"
	record("Process", i % 40)
	printf "<DimensionType>MassRemoved</DimensionType><Percentage>12.5" \
	    "</Percentage></Process></Processes></Material>\n"
}

function begin_part(number, name) {
	printf "<Part id=\"P%s\"><Quantity Unit=\"Each\">%d</Quantity>\n", \
	    number, number % 4 + 1
	printf "<MassPerUom Unit=\"kg/Part\">%d.%03d</MassPerUom>" \
	    "<PartNumber>PN-%08d</PartNumber><Name>%s</Name>\n", \
	    number % 9, number % 1000, number, name
}

BEGIN {
	base = "http://www.grantadesign.com/12/05/GrantaBaseTypes"
	print "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
	print "<PartsEco xmlns=\"http://www.grantadesign.com/24/12/" \
	    "BillOfMaterialsEco\" id=\"B1\"><Components>"
	for (i = 0; i < n; i++) {
		if (i % 20 == 0) {
			begin_part(n + i, "Gearbox assembly")
			print "<Components>"
		}
		begin_part(i, "Flange, M" i % 90)
		print "<Materials>"
		material(i * 31 % 997, "62.5")
		material(i * 17 % 997, "37.5")
		print "</Materials></Part>"
		if (i % 20 == 19 || i == n - 1)
			print "</Components></Part>"
	}
	print "</Components><Notes><ProductName>LINE-1</ProductName>" \
	    "</Notes></PartsEco>"
}
