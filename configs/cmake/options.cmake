# The switches of the build, and the two tools (ccache, mold) that make it quicker where they are present.

set(CHOKEPOINT_UI AUTO CACHE STRING "Viewer window: AUTO builds what it finds, ON insists, OFF leaves it out")
set(CHOKEPOINT_MPI AUTO CACHE STRING "Sweeps under MPI: AUTO, ON or OFF")
set(CHOKEPOINT_BENCH AUTO CACHE STRING "Benchmarks: AUTO, ON or OFF")
set(CHOKEPOINT_SANITIZE "" CACHE STRING "'address,undefined', 'thread', 'fuzzer' or nothing")
# For work on one layer while its neighbours are half moved, as in
# -DCHOKEPOINT_ONLY="engine/base;engine/domain;tests/support;tests/domain", in a build folder of its own.
set(CHOKEPOINT_ONLY "" CACHE STRING "Folders to build instead of all, lower layers first")
option(CHOKEPOINT_WERROR "Treat warnings as errors, as CI does" OFF)
set_property(CACHE CHOKEPOINT_UI CHOKEPOINT_MPI CHOKEPOINT_BENCH PROPERTY STRINGS AUTO ON OFF)
set_property(CACHE CHOKEPOINT_SANITIZE PROPERTY STRINGS "" address,undefined thread fuzzer)

if(NOT CHOKEPOINT_SANITIZE MATCHES "^(|address,undefined|thread|fuzzer)$")
    message(FATAL_ERROR "CHOKEPOINT_SANITIZE is '${CHOKEPOINT_SANITIZE}'; it may be address,undefined, thread or fuzzer.")
endif()

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Release unless asked otherwise: sweeps are the common use" FORCE)
endif()

find_program(CHOKEPOINT_CCACHE ccache)
if(CHOKEPOINT_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CHOKEPOINT_CCACHE})
endif()

# Asking the compiler, not only the path: an older GCC has the program but not the flag.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=mold CHOKEPOINT_LINKS_WITH_MOLD)
