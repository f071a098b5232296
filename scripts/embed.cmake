# Writes OUT: a table of base::EmbeddedFile, one raw literal a file. Run with -DOUT -DTABLE -DFILES -DROOT.
set(text "#include \"base/embedded.hpp\"\n\nnamespace vigie::embedded {\n\n")
string(APPEND text "namespace {\nconst base::EmbeddedFile files[] = {\n")
set(count 0)
foreach(file ${FILES})
  file(READ ${file} content)
  file(RELATIVE_PATH name ${ROOT} ${file})
  # A literal of more than 64 KiB is legal for GCC and Clang, the compilers that this project supports.
  string(APPEND text "    {\"${name}\", R\"=====vigie(${content})=====vigie\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
string(APPEND text "};\n}  // namespace\n\nextern const std::span<const base::EmbeddedFile> ${TABLE};\n")
string(APPEND text "const std::span<const base::EmbeddedFile> ${TABLE}{files, ${count}};\n\n}  // namespace vigie::embedded\n")
file(WRITE ${OUT} "${text}")
