# SPDX-License-Identifier: Apache-2.0
#
# bin/retrace, share/retrace/{schemas,forms}, share/man/man1, share/doc.

if(TARGET retrace)
	install(TARGETS retrace retrace-verify RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(DIRECTORY schemas forms
	DESTINATION "${CMAKE_INSTALL_DATADIR}/retrace" OPTIONAL)
install(DIRECTORY doc/man/ DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" OPTIONAL
	FILES_MATCHING PATTERN "*.1")
install(FILES README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" OPTIONAL)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
