# web_files(OUT_VARIABLE): the style sheet and the modules that scripts/build_web makes of src/web, with their gzip forms, and
# the list of communes, in the build folder. Made again only when something of src/web changed; Node is needed for that alone.
function(web_files result)
  set(web ${CMAKE_SOURCE_DIR}/src/web)
  file(GLOB modules CONFIGURE_DEPENDS RELATIVE ${web}/modules ${web}/modules/*.js)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/styles/*.scss ${web}/modules/*.js)
  set(out ${CMAKE_BINARY_DIR}/web)
  set(made ${out}/communes.txt)
  foreach(name vigie.css papier.css ${modules})
    list(APPEND made ${out}/${name} ${out}/${name}.gz)
  endforeach()
  add_custom_command(OUTPUT ${made}
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/build_web ${out}
    DEPENDS ${sources} ${web}/build.mjs ${web}/package-lock.json ${CMAKE_SOURCE_DIR}/scripts/build_web
    COMMENT "Styles and modules of the pages" VERBATIM)
  set(${result} ${made} PARENT_SCOPE)
endfunction()
