# SPDX-License-Identifier: Apache-2.0
#
# What we borrow.  The Debian packages are named in scripts/packages.txt.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(LibXml2 2.9 REQUIRED)
find_package(SQLite3 3.37 REQUIRED) # STRICT tables
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
pkg_check_modules(gmp REQUIRED IMPORTED_TARGET gmp>=6.2)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip>=1.7)
pkg_check_modules(yajl REQUIRED IMPORTED_TARGET yajl>=2.1)
pkg_check_modules(libxslt REQUIRED IMPORTED_TARGET libxslt>=1.1.34)
pkg_check_modules(p11kit REQUIRED IMPORTED_TARGET p11-kit-1>=0.24)
pkg_check_modules(jansson REQUIRED IMPORTED_TARGET jansson>=2.13)
pkg_check_modules(smartcols REQUIRED IMPORTED_TARGET smartcols>=2.36)

# GLPK says nothing to pkg-config.
find_path(GLPK_INCLUDE_DIR glpk.h REQUIRED)
find_library(GLPK_LIBRARY glpk REQUIRED)
add_library(GLPK::GLPK UNKNOWN IMPORTED)
set_target_properties(GLPK::GLPK PROPERTIES
	IMPORTED_LOCATION "${GLPK_LIBRARY}"
	INTERFACE_INCLUDE_DIRECTORIES "${GLPK_INCLUDE_DIR}")
