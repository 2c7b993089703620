# Finds every outside library once. Names to use in DEPENDS and PRIVATE_DEPENDS:
#
#   Boost::headers  protobuf::libprotobuf  OpenSSL::SSL  CLI11::CLI11  spdlog::spdlog  fmt::fmt
#   PkgConfig::xxhash  Random123::Random123  Eigen3::Eigen  PkgConfig::netcdf  Threads::Threads
#   nlohmann_json::nlohmann_json  pugixml::pugixml
#   PkgConfig::imgui  glfw  OpenGL::OpenGL  OpenGL::EGL  PNG::PNG     where CHOKEPOINT_HAVE_PANELS / _WINDOW
#   MPI::MPI_CXX                                                  where CHOKEPOINT_HAVE_MPI
#
# What the optional ones lack is collected and said once, at the end of configuring.

set_property(GLOBAL PROPERTY CHOKEPOINT_LEFT_OUT "")

find_package(Boost 1.81 REQUIRED)  # headers only: Asio and Math
find_package(Protobuf REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(nlohmann_json REQUIRED)
find_package(pugixml REQUIRED)
find_package(Catch2 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(netcdf REQUIRED IMPORTED_TARGET netcdf)

# Random123 is headers alone and ships no package file.
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
add_library(Random123::Random123 INTERFACE IMPORTED)
target_include_directories(Random123::Random123 SYSTEM INTERFACE ${RANDOM123_INCLUDE_DIR})

# Sets OUT to whether PART is built. SWITCH is AUTO, ON or OFF; ARGN are the found-variables it needs.
function(chokepoint_decide out part switch)
    set(missing)
    foreach(found IN LISTS ARGN)
        if(NOT ${found})
            string(REPLACE _FOUND "" name ${found})
            list(APPEND missing ${name})
        endif()
    endforeach()
    list(JOIN missing ", " missing)
    set(${out} FALSE PARENT_SCOPE)
    if(switch STREQUAL AUTO AND missing)
        set_property(GLOBAL APPEND PROPERTY CHOKEPOINT_LEFT_OUT "${part}: not found: ${missing}")
    elseif(NOT switch)
        set_property(GLOBAL APPEND PROPERTY CHOKEPOINT_LEFT_OUT "${part}: switched off")
    elseif(missing)
        message(FATAL_ERROR "${part} was asked for, but these were not found: ${missing}. scripts/setup.sh installs them.")
    else()
        set(${out} TRUE PARENT_SCOPE)
    endif()
endfunction()

if(CHOKEPOINT_UI)
    pkg_check_modules(imgui IMPORTED_TARGET imgui)
    find_package(glfw3 3.3 QUIET)
    find_package(OpenGL QUIET COMPONENTS OpenGL EGL)
    if(NOT TARGET OpenGL::OpenGL)
        set(OpenGL_OpenGL_FOUND FALSE)  # found by the name of libGL alone, without libopengl-dev: no target to link
    endif()
    find_package(PNG QUIET)
endif()
chokepoint_decide(CHOKEPOINT_HAVE_PANELS "viewer panels" "${CHOKEPOINT_UI}" imgui_FOUND)
chokepoint_decide(CHOKEPOINT_HAVE_WINDOW "viewer window" "${CHOKEPOINT_UI}"
    imgui_FOUND glfw3_FOUND OpenGL_OpenGL_FOUND OpenGL_EGL_FOUND PNG_FOUND)

if(CHOKEPOINT_MPI)
    find_package(MPI QUIET COMPONENTS CXX)
endif()
chokepoint_decide(CHOKEPOINT_HAVE_MPI "sweeps under MPI" "${CHOKEPOINT_MPI}" MPI_CXX_FOUND)

if(CHOKEPOINT_BENCH)
    find_package(benchmark QUIET)
endif()
chokepoint_decide(CHOKEPOINT_HAVE_BENCH "benchmarks" "${CHOKEPOINT_BENCH}" benchmark_FOUND)

function(chokepoint_say_what_is_left_out)
    get_property(left_out GLOBAL PROPERTY CHOKEPOINT_LEFT_OUT)
    foreach(line IN LISTS left_out)
        message(STATUS "Left out: ${line}")
    endforeach()
    if(NOT left_out)
        message(STATUS "Left out: nothing")
    endif()
endfunction()
