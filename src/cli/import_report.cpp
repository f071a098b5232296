#include "cli/import_report.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <iostream>

#include "base/json.hpp"

namespace vigie::cli {

base::Result<ImportReport> ImportReport::open(const std::string& path) {
  ImportReport report;
  if (path.empty()) return report;
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
  report.file_.emplace(path, std::ios::binary | std::ios::trunc);
  if (!*report.file_) return base::Error{base::Kind::invalid, "fichier_illisible", fmt::format("Le rapport {} ne peut pas être écrit.", path)};
  return report;
}

void ImportReport::refuse(std::size_t line, const base::Error& error) {
  ++refused_;
  if (file_) {
    boost::json::array errors;
    for (const base::FieldError& field : error.fields)
      errors.push_back(boost::json::object{{"pointer", field.pointer}, {"code", field.code}, {"detail", field.detail}});
    *file_ << base::to_text(boost::json::object{{"line", line}, {"code", error.code}, {"detail", error.text}, {"errors", std::move(errors)}})
           << '\n' << std::flush;
    return;
  }
  if (error.fields.empty()) std::cerr << fmt::format("ligne {} : {} [{}]\n", line, error.text, error.code);
  for (const base::FieldError& field : error.fields)
    std::cerr << fmt::format("ligne {} : {} : {} [{}]\n", line, field.pointer, field.detail, field.code);
}

}  // namespace vigie::cli
