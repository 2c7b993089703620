# chokepoint::version gives one header, chokepoint_version.hpp: version, commit, compiler, what was built in.
# It is written anew by each build but touched only when it differs, so a commit rebuilds the one file that
# includes it (ui/cli) and nothing else. This file is both included by the root and run by that build step.

if(CMAKE_SCRIPT_MODE_FILE)
    # A checkout may belong to another user than the one who builds (sudo); git then wants to be told.
    execute_process(COMMAND git -c safe.directory=* describe --always --dirty --abbrev=12 --exclude=*
        WORKING_DIRECTORY ${SOURCE_DIR} OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(NOT commit)
        set(commit unknown)  # an unpacked archive, or no commit yet
    endif()
    configure_file(${CMAKE_CURRENT_LIST_DIR}/chokepoint_version.hpp.in ${OUT} @ONLY)
    return()
endif()

set(parts)
foreach(part IN ITEMS PANELS WINDOW MPI)
    if(CHOKEPOINT_HAVE_${part})
        string(TOLOWER ${part} part)
        list(APPEND parts ${part})
    endif()
endforeach()
list(JOIN parts " " parts)

set(header ${PROJECT_BINARY_DIR}/generated/version/chokepoint_version.hpp)
add_custom_target(chokepoint_version_header
    COMMAND ${CMAKE_COMMAND}
        -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DOUT=${header} -Dversion=${PROJECT_VERSION}
        "-Dcompiler=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
        "-Dbuild_type=${CMAKE_BUILD_TYPE}" "-Dsanitizers=${CHOKEPOINT_SANITIZE}" "-Dparts=${parts}"
        -P ${CMAKE_CURRENT_LIST_FILE}
    BYPRODUCTS ${header}
    COMMENT "Asking git for the commit"
    VERBATIM)
add_library(chokepoint_version INTERFACE)
add_library(chokepoint::version ALIAS chokepoint_version)
target_include_directories(chokepoint_version INTERFACE ${PROJECT_BINARY_DIR}/generated/version)
add_dependencies(chokepoint_version chokepoint_version_header)
