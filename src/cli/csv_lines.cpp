#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/import_source.hpp"
#include "imports/mapping.hpp"

namespace vigie::cli {

namespace {

constexpr std::size_t largest_table = 256u << 20;

base::Result<std::string> read_whole(const std::string& path) {
  const auto refuse = [&](std::string_view why) {
    return base::Error{base::Kind::invalid, "fichier_illisible", fmt::format("Le fichier {} ne peut pas être lu{}.", path, why)};
  };
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  if (path != "-" && !file) return refuse("");
  std::istream& in = path == "-" ? std::cin : file;
  std::string text, part(1 << 16, '\0');
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0) {
    text.append(part, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > largest_table) return refuse(" : il dépasse 256 Mio");
  }
  if (in.bad()) return refuse("");
  return text;
}

/// The lines of a table, decoded at once and sorted as they are told.
class CsvLines final : public ImportSource {
 public:
  CsvLines(const imports::Sheet& sheet, imports::CsvReader& reader) {
    while (auto row = reader.next()) {
      const std::size_t number = reader.line();
      if (!*row) lines_.push_back({number, row->error()});
      else
        for (auto& line : sheet.lines_of(**row)) lines_.push_back({number, std::move(line)});
    }
    std::stable_sort(lines_.begin(), lines_.end(), [](const ToldLine& a, const ToldLine& b) { return told_at(a) < told_at(b); });
  }
  std::optional<ToldLine> next() override {
    if (at_ == lines_.size()) return std::nullopt;
    return std::move(lines_[at_++]);
  }

 private:
  static base::Instant told_at(const ToldLine& line) { return line.what ? line.what->signed_at : base::Instant{}; }
  std::vector<ToldLine> lines_;
  std::size_t at_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<ImportSource>> open_table(const std::string& path, const std::string& mapping_path, const forms::Catalogue& forms) {
  const auto mapping_text = read_whole(mapping_path);
  if (!mapping_text) return mapping_text.error();
  auto mapping = imports::parse_mapping(mapping_path, *mapping_text, forms);
  if (!mapping) return mapping.error();
  auto text = read_whole(path);
  if (!text) return text.error();
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
  if (mapping->windows_1252) {
    auto converted = imports::from_windows_1252(*text);
    if (!converted) return base::Error{base::Kind::invalid, "fichier_illisible", fmt::format("Le fichier {} n’est pas en Windows-1252.", path)};
    text = std::move(*converted);
  }
  imports::CsvReader reader(*text, mapping->separator ? mapping->separator : imports::detect_separator(*text));
  const auto header = reader.next();
  if (!header) return base::Error{base::Kind::invalid, "fichier_illisible", fmt::format("Le fichier {} est vide.", path)};
  if (!*header) return header->error();
  const auto sheet = imports::Sheet::lay(std::move(*mapping), **header, forms);
  if (!sheet) return sheet.error();
  return std::unique_ptr<ImportSource>(std::make_unique<CsvLines>(*sheet, reader));
}

}  // namespace vigie::cli
