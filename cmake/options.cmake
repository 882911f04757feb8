# SPDX-License-Identifier: Apache-2.0
#
# How every file is compiled.  Presets for the usual combinations stand in
# CMakePresets.json.

option(RETRACE_DEV "More warnings, and each of them is an error" OFF)
option(RETRACE_SANITIZE "AddressSanitizer and UBSan; the first finding ends the run" OFF)
option(RETRACE_COVERAGE "Count executed lines for gcov" OFF)
option(RETRACE_FUZZ "Build tests/fuzz for libFuzzer (clang)" OFF)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
	set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")

# Position independent executables, as far as the linker can.  Not under
# sanitizers: their tables hold 400,000 addresses, which each start of the
# program would put right again, in a fifth of its time.
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)
if(RETRACE_SANITIZE OR RETRACE_FUZZ)
	set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
else()
	set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()

# A fused multiply-add rounds once where the source says twice: error bounds
# and the promise of equal bits on every machine would both break.
add_compile_options(-ffp-contract=off)

# Strict C17, and all of glibc's interface, in every file alike.
add_compile_definitions(_GNU_SOURCE=)
add_compile_definitions(RETRACE_VERSION="${PROJECT_VERSION}")
include_directories("${PROJECT_SOURCE_DIR}")

if(RETRACE_DEV)
	add_compile_options(-Wall -Wextra -Wshadow -Wconversion
		-Wmissing-prototypes -Wvla -Werror)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
	add_compile_options(-D_FORTIFY_SOURCE=2 -fstack-protector-strong)
	add_link_options(LINKER:-z,relro LINKER:-z,now)
endif()

# The stages that go over every row, item and use of a product, optimised as one
# and more than the rest: a twentieth less time from a file to its verdicts.  Their
# libraries hold plain code as well, so that tests link as fast as ever.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
	set(RETRACE_AS_ONE base chem bom trace rules)
	set(RETRACE_AS_ONE_COMPILE -O3 -flto=auto -ffat-lto-objects)
	set(RETRACE_AS_ONE_LINK -flto=auto)
	set(RETRACE_PLAIN_LINK -fno-lto)
endif()

if(RETRACE_SANITIZE OR RETRACE_FUZZ)
	set(flags -fsanitize=address,undefined -fno-sanitize-recover=all
		-fno-omit-frame-pointer)
	add_compile_options(${flags})
	add_link_options(${flags})
endif()

if(RETRACE_FUZZ)
	if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
		message(FATAL_ERROR "RETRACE_FUZZ needs clang: its libFuzzer")
	endif()
	add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(RETRACE_COVERAGE)
	add_compile_options(--coverage)
	add_link_options(--coverage)
endif()
