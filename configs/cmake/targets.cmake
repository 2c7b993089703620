# One helper per kind of target. Sources are listed by hand in each folder's CMakeLists.txt.
#
#   chokepoint_library(NAME SOURCES a.cpp ... [DEPENDS ...] [PRIVATE_DEPENDS ...])
#       static library chokepoint_NAME (alias chokepoint::NAME); every path is relative to the folder
#   chokepoint_binary(NAME SOURCES ... [DEPENDS ...])
#       program <build>/bin/NAME, target NAME
#   chokepoint_test(NAME SOURCES ... [DEPENDS ...] [LABELS ...])
#       Catch2 program <build>/tests/NAME_test, target NAME_test, CTest name NAME; label "unit" unless told
#       includes "tests/support/catch.hpp" for Catch2; has CHOKEPOINT_SOURCE_DIR and CHOKEPOINT_BIN_DIR as strings
#   chokepoint_proto(NAME PROTOS chokepoint/v1/a.proto ...)
#       static library chokepoint_NAME from schemas, paths relative to proto/; read as "chokepoint/v1/a.pb.h"
#   chokepoint_benchmark(NAME SOURCES ... [DEPENDS ...])
#       Google Benchmark program <build>/bench/NAME; a quick run of it is a CTest test labelled "bench"
#   chokepoint_fuzzer(NAME SOURCES ... [DEPENDS ...] [CORPUS folder])
#       defines LLVMFuzzerTestOneInput; built everywhere so that it cannot rot: under the fuzz preset it fuzzes,
#       elsewhere it replays CORPUS (tests labelled "fuzz")
#
# DEPENDS and PRIVATE_DEPENDS take our libraries by short name (base, domain, codec) and outside ones by target
# (OpenSSL::SSL; the list is at the head of libraries.cmake). DEPENDS is public: a library whose headers show a
# type passes its header path on. PRIVATE_DEPENDS is for outside libraries that our headers do not show.

function(_chokepoint_link target visibility)
    foreach(name IN LISTS ARGN)
        # Our own go by alias: a name that nobody defined then fails here, not at the linker.
        if(name MATCHES "::" OR name STREQUAL glfw)
            target_link_libraries(${target} ${visibility} ${name})
        else()
            target_link_libraries(${target} ${visibility} chokepoint::${name})
        endif()
    endforeach()
endfunction()

# What every target of ours shares. Contraction is off everywhere: fused multiply-adds would give each
# instruction set its own digests.
function(_chokepoint_flags target)
    target_compile_features(${target} PUBLIC cxx_std_20)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_compile_options(${target} PUBLIC -ffp-contract=off)
    if(CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15)
        # Clang 14 has std coroutines but does not say so, and libstdc++ hides <coroutine> without the macro.
        target_compile_options(${target} PUBLIC -Wno-builtin-macro-redefined -D__cpp_impl_coroutine=201902L)
    endif()
    if(CHOKEPOINT_LINKS_WITH_MOLD)
        target_link_options(${target} PUBLIC -fuse-ld=mold)
    endif()
    _chokepoint_sanitize(${target})
endfunction()

function(_chokepoint_warnings target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor $<$<BOOL:${CHOKEPOINT_WERROR}>:-Werror>)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # GCC 12 sees overlapping copies in plain "literal" + std::string.
        target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
endfunction()

function(_chokepoint_sanitize target)
    if(CHOKEPOINT_SANITIZE STREQUAL "")
        return()
    elseif(CHOKEPOINT_SANITIZE STREQUAL fuzzer)
        set(kinds fuzzer-no-link,address,undefined)
    else()
        set(kinds ${CHOKEPOINT_SANITIZE})
    endif()
    # Line numbers and the library's own assertions are what a report needs; -O1 -g1 builds three times quicker than
    # the build type's -O2 -g.
    target_compile_options(${target} PUBLIC
        -fsanitize=${kinds} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1 -D_GLIBCXX_ASSERTIONS)
    # Checks at every access that the address sanitizer or the processor makes anyway, and a third of the compiling.
    if(kinds MATCHES "undefined")
        target_compile_options(${target} PUBLIC -fno-sanitize=null,alignment,object-size,vptr)
    endif()
    target_link_options(${target} PUBLIC -fsanitize=${kinds})
    if(CHOKEPOINT_SANITIZE STREQUAL thread AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        # Asio's fences: GCC warns that it cannot follow them.
        target_compile_options(${target} PUBLIC -Wno-tsan)
    endif()
endfunction()

# Refuses misspelt keywords and missing sources, which CMake alone would pass over or report far away.
function(_chokepoint_demand name unparsed sources)
    if(unparsed)
        message(FATAL_ERROR "${name}: unknown words in its definition: ${unparsed}")
    elseif(NOT sources)
        message(FATAL_ERROR "${name}: lists no sources")
    endif()
endfunction()

function(chokepoint_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS")
    _chokepoint_demand(${name} "${arg_UNPARSED_ARGUMENTS}" "${arg_SOURCES}")
    add_library(chokepoint_${name} STATIC ${arg_SOURCES})
    add_library(chokepoint::${name} ALIAS chokepoint_${name})
    _chokepoint_flags(chokepoint_${name})
    _chokepoint_warnings(chokepoint_${name})
    _chokepoint_link(chokepoint_${name} PUBLIC ${arg_DEPENDS})
    _chokepoint_link(chokepoint_${name} PRIVATE ${arg_PRIVATE_DEPENDS})
endfunction()

# Names for "all of one kind", for scripts and presets.
add_custom_target(chokepoint_programs)
add_custom_target(chokepoint_benchmarks)
add_custom_target(chokepoint_fuzzers)

# Programs of every kind: the public helpers below differ in where they go and who runs them.
macro(_chokepoint_program target folder)
    cmake_parse_arguments(arg "" "CORPUS" "SOURCES;DEPENDS;LABELS" ${ARGN})
    _chokepoint_demand(${target} "${arg_UNPARSED_ARGUMENTS}" "${arg_SOURCES}")
    add_executable(${target} ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${folder})
    _chokepoint_flags(${target})
    _chokepoint_warnings(${target})
    _chokepoint_link(${target} PRIVATE ${arg_DEPENDS})
endmacro()

function(chokepoint_binary name)
    _chokepoint_program(${name} bin ${ARGN})
    add_dependencies(chokepoint_programs ${name})
endfunction()

function(chokepoint_test name)
    if(CHOKEPOINT_SANITIZE STREQUAL fuzzer)
        return()
    endif()
    _chokepoint_program(${name}_test tests ${ARGN})
    # The packaged main, of version 2 or 3: compiling version 2's own takes longer than any test of ours.
    target_link_libraries(${name}_test PRIVATE Catch2::Catch2WithMain)
    target_compile_definitions(${name}_test PRIVATE
        CHOKEPOINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CHOKEPOINT_BIN_DIR="${PROJECT_BINARY_DIR}/bin")
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    add_test(NAME ${name} COMMAND ${name}_test)
    # The thread sanitizer slows a single thread some twenty times.
    set(timeout 600)
    if(CHOKEPOINT_SANITIZE STREQUAL thread)
        set(timeout 3600)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${timeout})
    # Ensembles do not run under the address sanitizer (CMakePresets.json), so nobody waits for them to be built.
    if(CHOKEPOINT_SANITIZE MATCHES address AND "ensemble" IN_LIST arg_LABELS)
        set_target_properties(${name}_test PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
endfunction()

function(chokepoint_proto name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PROTOS")
    _chokepoint_demand(${name} "${arg_UNPARSED_ARGUMENTS}" "${arg_PROTOS}")
    set(proto_root ${PROJECT_SOURCE_DIR}/proto)
    set(generated ${PROJECT_BINARY_DIR}/generated/proto)
    file(MAKE_DIRECTORY ${generated})

    # All schemas in one call of protoc: they import each other, and one changed means all may have.
    list(TRANSFORM arg_PROTOS PREPEND ${proto_root}/ OUTPUT_VARIABLE schemas)
    list(TRANSFORM arg_PROTOS REPLACE "\\.proto$" ".pb.cc" OUTPUT_VARIABLE code)
    list(TRANSFORM arg_PROTOS REPLACE "\\.proto$" ".pb.h" OUTPUT_VARIABLE headers)
    list(TRANSFORM code PREPEND ${generated}/)
    list(TRANSFORM headers PREPEND ${generated}/)
    add_custom_command(OUTPUT ${code} ${headers}
        COMMAND protobuf::protoc --proto_path=${proto_root} --cpp_out=${generated} ${schemas}
        DEPENDS ${schemas}
        COMMENT "Generating code from the schemas of ${name}"
        VERBATIM)

    add_library(chokepoint_${name} STATIC ${code} ${headers})
    add_library(chokepoint::${name} ALIAS chokepoint_${name})
    _chokepoint_flags(chokepoint_${name})
    target_compile_options(chokepoint_${name} PRIVATE -w)  # not our code to mend
    set_target_properties(chokepoint_${name} PROPERTIES UNITY_BUILD OFF)  # protoc's names are its own
    if(CHOKEPOINT_SANITIZE MATCHES "undefined|fuzzer")
        target_compile_options(chokepoint_${name} PRIVATE -fno-sanitize=undefined)  # nor to wait for
    endif()
    target_include_directories(chokepoint_${name} SYSTEM PUBLIC ${generated})
    target_link_libraries(chokepoint_${name} PUBLIC protobuf::libprotobuf)
endfunction()

function(chokepoint_benchmark name)
    # A sanitizer's figures are worth nothing.
    if(NOT CHOKEPOINT_HAVE_BENCH OR NOT CHOKEPOINT_SANITIZE STREQUAL "")
        return()
    endif()
    _chokepoint_program(${name} bench ${ARGN})
    add_dependencies(chokepoint_benchmarks ${name})
    target_link_libraries(${name} PRIVATE benchmark::benchmark benchmark::benchmark_main)
    target_compile_definitions(${name} PRIVATE CHOKEPOINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name} --benchmark_min_time=0.001)
    set_tests_properties(${name} PROPERTIES LABELS bench TIMEOUT 600)
endfunction()

function(chokepoint_fuzzer name)
    _chokepoint_program(${name} fuzz ${ARGN})
    add_dependencies(chokepoint_fuzzers ${name})
    if(arg_CORPUS)
        get_filename_component(corpus ${arg_CORPUS} ABSOLUTE)
    endif()
    if(CHOKEPOINT_SANITIZE STREQUAL fuzzer)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        # New finds go to the build tree, so that a test run leaves the checkout as it was.
        file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz/${name}.finds)
        add_test(NAME ${name} COMMAND ${name} -max_total_time=30 ${PROJECT_BINARY_DIR}/fuzz/${name}.finds ${corpus})
    else()
        _chokepoint_link(${name} PRIVATE fuzz_main)
        add_test(NAME ${name} COMMAND ${name} ${corpus})
    endif()
    set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 600)
endfunction()
