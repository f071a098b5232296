# room(NAME USES room… FILES file… LINKS target… EMBED file…)
# One room of the house: the folder src/NAME, a static library vigie_NAME, that includes only its own headers and
# those of the rooms it USES. scripts/check_rooms holds every #include against these lines.
# A room's files are compiled together, some at a time, since headers cost more to read than files to compile: names in
# anonymous namespaces are unique in the room. ALONE names those of FILES that are compiled each by itself.
# EMBED files become base::EmbeddedFile values in the table NAME_files (slashes in NAME become underscores).
set(VIGIE_TOGETHER 8 CACHE STRING "How many files of a room, or of its tests, are compiled at a time")

# compile_together(TARGET ALONE file…)
function(compile_together target)
  cmake_parse_arguments(COMPILED "" "" "ALONE" ${ARGN})
  if(VIGIE_TOGETHER GREATER 1)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${VIGIE_TOGETHER})
    set_source_files_properties(${COMPILED_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

function(room name)
  cmake_parse_arguments(ROOM "" "" "USES;FILES;ALONE;LINKS;EMBED" ${ARGN})
  if(VIGIE_ROOMS AND NOT name IN_LIST VIGIE_ROOMS)  # -DVIGIE_ROOMS="base;forms": only these, for a quick turn
    return()
  endif()
  string(REPLACE "/" "_" target "vigie_${name}")
  set(sources "")
  set(generated "")
  foreach(file ${ROOM_FILES})
    list(APPEND sources ${CMAKE_CURRENT_SOURCE_DIR}/${name}/${file})
  endforeach()
  if(ROOM_EMBED)
    string(REPLACE "/" "_" table "${name}_files")
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/${table}.cpp)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${CMAKE_COMMAND} -DOUT=${generated} -DTABLE=${table} "-DFILES=${ROOM_EMBED}" -DROOT=${CMAKE_SOURCE_DIR}
              -P ${CMAKE_SOURCE_DIR}/scripts/embed.cmake
      DEPENDS ${ROOM_EMBED} ${CMAKE_SOURCE_DIR}/scripts/embed.cmake VERBATIM)
    list(APPEND sources ${generated})
  endif()
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  foreach(used ${ROOM_USES})
    string(REPLACE "/" "_" used_target "vigie_${used}")
    target_link_libraries(${target} PUBLIC ${used_target})
  endforeach()
  target_link_libraries(${target} PUBLIC ${ROOM_LINKS})
  list(TRANSFORM ROOM_ALONE PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/${name}/)
  compile_together(${target} ALONE ${ROOM_ALONE} ${generated})
  if(name STREQUAL "base")
    target_precompile_headers(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/base/pch.hpp)
  else()
    target_precompile_headers(${target} REUSE_FROM vigie_base)
  endif()
endfunction()
