# SPDX-License-Identifier: Apache-2.0

# A file that is named and not there is left out with a warning, so that the
# other stages still build; tests/lint/layers.sh fails for it.
function(keep_existing list pattern)
	file(GLOB_RECURSE there CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
		"${pattern}")
	foreach(file IN LISTS ${list})
		if(NOT file IN_LIST there)
			message(WARNING "${file} is named but not there")
			list(REMOVE_ITEM ${list} "${file}")
		endif()
	endforeach()
	set(${list} "${${list}}" PARENT_SCOPE)
endfunction()

# retrace_stage(NAME [SOURCE.c ...] [USES LIBRARY ...])
#
# One stage: the static library retrace_NAME from core/NAME/SOURCE.c, where
# SOURCE may lie in a folder, linked to every stage named before it.  A stage without sources passes on what the
# stages before it give.  All stages so far: RETRACE_STAGES.
set(RETRACE_STAGES "")
function(retrace_stage name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES")
	list(TRANSFORM arg_UNPARSED_ARGUMENTS PREPEND "core/${name}/"
		OUTPUT_VARIABLE sources)
	keep_existing(sources "core/${name}/*.c")
	if(sources)
		add_library(retrace_${name} STATIC ${sources})
		if(name IN_LIST RETRACE_AS_ONE)
			target_compile_options(retrace_${name} PRIVATE
				${RETRACE_AS_ONE_COMPILE})
		endif()
		set(scope PUBLIC)
	else()
		add_library(retrace_${name} INTERFACE)
		set(scope INTERFACE)
	endif()
	list(TRANSFORM RETRACE_STAGES PREPEND "retrace_" OUTPUT_VARIABLE earlier)
	list(REVERSE earlier)
	target_link_libraries(retrace_${name} ${scope} ${earlier} ${arg_USES})
	set(RETRACE_STAGES ${RETRACE_STAGES} ${name} PARENT_SCOPE)
endfunction()

# retrace_program(NAME [SOURCE.c ...])
#
# The executable from cmd/SOURCE.c with all stages.  Without sources: nothing.
function(retrace_program name)
	list(TRANSFORM ARGN PREPEND "cmd/" OUTPUT_VARIABLE sources)
	keep_existing(sources "cmd/*.c")
	if(NOT sources)
		return()
	endif()
	list(TRANSFORM RETRACE_STAGES PREPEND "retrace_" OUTPUT_VARIABLE stages)
	list(REVERSE stages)
	add_executable(${name} ${sources})
	target_link_libraries(${name} PRIVATE ${stages})
	target_link_options(${name} PRIVATE ${RETRACE_AS_ONE_LINK})
endfunction()

# retrace_embed(TARGET FILE SYMBOL)
#
# Compiles FILE (from the root) into TARGET as
#	extern const char SYMBOL[];       any bytes, and a NUL after the last
#	extern const size_t SYMBOL_len;   [bytes] without that NUL
function(retrace_embed target file symbol)
	set(in "${PROJECT_SOURCE_DIR}/${file}")
	set(out "${PROJECT_BINARY_DIR}/embed/${symbol}.c")
	add_custom_command(
		OUTPUT "${out}"
		COMMAND ${CMAKE_COMMAND} "-DIN=${in}" "-DOUT=${out}"
			"-DSYMBOL=${symbol}" -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
		DEPENDS "${in}" "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
		COMMENT "Embedding ${file}"
		VERBATIM)
	target_sources(${target} PRIVATE "${out}")
endfunction()

# Where the running program looks for schemas and forms; only this file knows.
if(EXISTS "${PROJECT_SOURCE_DIR}/core/base/datadir.c")
	set_property(SOURCE core/base/datadir.c APPEND PROPERTY
		COMPILE_DEFINITIONS
		"RETRACE_DATADIR=\"${CMAKE_INSTALL_FULL_DATADIR}/retrace\""
		"RETRACE_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\"")
endif()
