# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the house is compiled with, and the functions that build a room and a test.

add_library(gatehouse_options INTERFACE)
target_include_directories(gatehouse_options INTERFACE ${CMAKE_SOURCE_DIR}/app ${CMAKE_SOURCE_DIR})
target_compile_features(gatehouse_options INTERFACE cxx_std_20)
target_compile_definitions(gatehouse_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS
    QT_NO_FOREACH
    GATEHOUSE_VERSION="${PROJECT_VERSION}")
target_compile_options(gatehouse_options INTERFACE
    -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch)
# g++ 12 takes the inside of an empty std::optional for uninitialised when it optimises; clang-tidy and the sanitizers
# find the real ones.
target_compile_options(gatehouse_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(GATEHOUSE_WERROR)
    target_compile_options(gatehouse_options INTERFACE -Werror)
endif()
if(GATEHOUSE_SANITIZE)
    target_compile_options(gatehouse_options INTERFACE
        -fsanitize=${GATEHOUSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(gatehouse_options INTERFACE -fsanitize=${GATEHOUSE_SANITIZE})
endif()

# What a program takes its memory from; for executables alone. Of each request QNetworkAccessManager makes objects on one
# thread that another one frees, for which the C library's allocator takes locks and joins its free pieces anew each
# time: with tcmalloc a write takes a sixth less processor time. The program needs nothing of it by name, so the linker
# is told to keep it (in words of the linkers of Linux). The sanitizers bring an allocator of their own.
add_library(gatehouse_allocator INTERFACE)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT GATEHOUSE_SANITIZE)
    find_library(TCMALLOC_LIBRARY tcmalloc_minimal)
    find_path(TCMALLOC_INCLUDE_DIR gperftools/malloc_extension.h)
    mark_as_advanced(TCMALLOC_LIBRARY TCMALLOC_INCLUDE_DIR)
    if(TCMALLOC_LIBRARY AND TCMALLOC_INCLUDE_DIR)
        target_compile_definitions(gatehouse_allocator INTERFACE GATEHOUSE_TCMALLOC)
        target_include_directories(gatehouse_allocator SYSTEM INTERFACE ${TCMALLOC_INCLUDE_DIR})
        target_link_options(gatehouse_allocator INTERFACE
            LINKER:--push-state,--no-as-needed ${TCMALLOC_LIBRARY} LINKER:--pop-state)
    else()
        message(STATUS "tcmalloc was not found: bulks will take more processor time")
    endif()
endif()

# gatehouse_room(NAME SOURCES file... LINKS target...)
# One room of the house: a static library that sees exactly what it links.
function(gatehouse_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(gatehouse_${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(gatehouse_${name}
        PUBLIC gatehouse_options ${ROOM_LINKS}
        PRIVATE ${ROOM_PRIVATE_LINKS})
endfunction()

# gatehouse_test(NAME SOURCES file... LINKS target... [OFFSCREEN] [ON_DISPLAY] [TIMEOUT seconds] [EACH function...])
# One Qt Test executable, NAME is tst_something. Without a flag it needs no screen. OFFSCREEN runs it on Qt's
# offscreen platform, ON_DISPLAY on a virtual X display of its own with a window manager (label xcb); both may stand.
# EACH makes a test of each of these functions, so that long ones run side by side; not on a display.
function(gatehouse_test name)
    cmake_parse_arguments(TST "OFFSCREEN;ON_DISPLAY" "TIMEOUT" "SOURCES;LINKS;EACH" ${ARGN})
    if(NOT TST_TIMEOUT)
        set(TST_TIMEOUT 300)
    endif()
    add_executable(${name} ${TST_SOURCES})
    set_target_properties(${name} PROPERTIES
        UNITY_BUILD OFF
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${name} PRIVATE gatehouse_options Qt6::Test ${TST_LINKS})
    foreach(function IN LISTS TST_EACH)
        add_test(NAME ${name}.${function}
            COMMAND ${CMAKE_SOURCE_DIR}/tests/support/sandboxed $<TARGET_FILE:${name}> ${function})
        set_tests_properties(${name}.${function} PROPERTIES
            TIMEOUT ${TST_TIMEOUT}
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=${TST_TIMEOUT}000")
    endforeach()
    if(TST_EACH)
        return()
    endif()
    if(TST_OFFSCREEN OR NOT TST_ON_DISPLAY)
        add_test(NAME ${name} COMMAND ${CMAKE_SOURCE_DIR}/tests/support/sandboxed $<TARGET_FILE:${name}>)
        set_tests_properties(${name} PROPERTIES TIMEOUT ${TST_TIMEOUT} ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endif()
    if(TST_ON_DISPLAY)
        add_test(NAME ${name}.xcb
            COMMAND ${CMAKE_SOURCE_DIR}/tests/support/sandboxed ${CMAKE_SOURCE_DIR}/tests/support/on-display
                $<TARGET_FILE:${name}>)
        set_tests_properties(${name}.xcb PROPERTIES
            TIMEOUT ${TST_TIMEOUT} LABELS xcb ENVIRONMENT "QT_QPA_PLATFORM=xcb")
    endif()
endfunction()
