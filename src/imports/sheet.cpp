#include "base/text.hpp"
#include "imports/cell.hpp"
#include "imports/mapping.hpp"

namespace vigie::imports {

namespace {

using Columns = std::map<std::string, std::size_t, std::less<>>;

/// Reads the cells of one row through the origins of a mapping, collecting every refusal.
class Cells {
 public:
  Cells(const Row& row, const Columns& columns) : row_(row), columns_(columns) {}

  CellText text(const Origin& origin) const {
    if (origin.value) return {*origin.value, ""};
    CellText cell{cell_of(origin.column), origin.time_column.empty() ? std::string() : cell_of(origin.time_column)};
    if (const auto word = origin.words.find(cell.text); word != origin.words.end()) cell.text = word->second;
    return cell;
  }
  std::string joined(const std::vector<Origin>& parts) const {
    std::string all;
    bool filled = false;
    for (const Origin& part : parts) {
      const std::string told = text(part).text;
      filled |= !told.empty() && !part.value;
      all += (&part == &parts.front() ? "" : "-") + told;
    }
    return filled ? all : std::string();
  }
  void refuse(std::string pointer, const Origin& origin, base::FieldError error) {
    error.pointer = std::move(pointer);
    if (!origin.column.empty()) error.detail = fmt::format("Colonne « {} » : {}", origin.column, error.detail);
    errors_.push_back(std::move(error));
  }
  std::optional<base::Error> refusal() const {
    if (errors_.empty()) return std::nullopt;
    std::string text = errors_.size() == 1 ? errors_.front().detail : fmt::format("{} cellules de cette ligne sont à corriger.", errors_.size());
    return base::Error{base::Kind::invalid, "ligne_invalide", std::move(text), errors_};
  }

 private:
  std::string cell_of(const std::string& column) const {
    const auto place = columns_.find(column);  // nothing: the mapping names none
    return place != columns_.end() && place->second < row_.cells.size() ? base::trim(row_.cells[place->second]) : std::string();
  }
  const Row& row_;
  const Columns& columns_;
  std::vector<base::FieldError> errors_;
};

void read_answers(Cells& cells, const LineMapping& mapping, const forms::Form& form, Line& line) {
  line.form = mapping.form;
  for (const forms::Field& field : form.fields) {
    const auto origin = mapping.answers.find(field.id);
    if (origin == mapping.answers.end()) continue;
    auto answer = answer_from(field, cells.text(origin->second), origin->second.split);
    if (!answer) cells.refuse(base::pointer("/answers", field.id), origin->second, answer.error().fields.front());
    else if (*answer) line.answers[field.id] = std::move(**answer);
  }
  const auto departement = base::find_text(line.answers, "departement");
  if (departement) line.zone = base::zone_of_departement(*departement);
}

void read_signature(Cells& cells, const Origin& origin, Line& line) {
  const CellText cell = cells.text(origin);
  if (cell.text.empty()) return cells.refuse("/signed_at", origin, {"", "champ_requis", "la date de signature manque."});
  auto signed_at = signature_from(cell, line.zone);
  if (signed_at) line.signed_at = *signed_at;
  else cells.refuse("/signed_at", origin, signed_at.error().fields.front());
}

base::Result<Line> finished(const Cells& cells, Line line) {
  if (auto refusal = cells.refusal()) return std::move(*refusal);
  return line;
}

base::Result<Line> declaration_of(Cells cells, const LineMapping& mapping, const forms::Form& form) {
  Line line;
  line.zone = base::paris;
  read_answers(cells, mapping, form, line);
  read_signature(cells, *mapping.signed_at, line);
  line.key = cells.joined(mapping.key);
  if (line.key.empty()) cells.refuse("/key", mapping.key.front(), {"", "champ_requis", "la clé de la ligne est vide."});
  line.organisation = cells.text(mapping.organisation).text;
  if (line.organisation.empty()) cells.refuse("/organisation", mapping.organisation, {"", "champ_requis", "l’organisation manque."});
  line.minor_key = cells.joined(mapping.minor_key);
  line.episode_key = cells.joined(mapping.episode_key);
  return finished(cells, std::move(line));
}

/// A return that no column dates was told when it happened, and never before the departure was.
void sign_return(Line& line, const Line& declaration) {
  if (const auto back = base::find_text(line.answers, "retour_au_plus_tard"))
    if (const auto when = parse_signature(*back, line.zone)) line.signed_at = *when;
  line.signed_at = std::max(line.signed_at, declaration.signed_at);
}

base::Result<Line> return_of(Cells cells, const LineMapping& mapping, const forms::Form& form, const Line& declaration) {
  Line line;
  line.zone = declaration.zone;
  read_answers(cells, mapping, form, line);
  line.zone = declaration.zone;
  if (mapping.signed_at && !cells.text(*mapping.signed_at).text.empty()) read_signature(cells, *mapping.signed_at, line);
  sign_return(line, declaration);
  line.after = declaration.key;
  line.key = mapping.key.empty() ? declaration.key + "-retour" : cells.joined(mapping.key);
  const std::string organisation = cells.text(mapping.organisation).text;
  line.organisation = organisation.empty() ? declaration.organisation : organisation;
  line.minor_key = declaration.minor_key;
  return finished(cells, std::move(line));
}

void each_column(const LineMapping& mapping, const std::function<void(const std::string&)>& see) {
  const auto look = [&](const Origin& origin) {
    for (const std::string* column : {&origin.column, &origin.time_column})
      if (!column->empty()) see(*column);
  };
  for (const auto* parts : {&mapping.key, &mapping.minor_key, &mapping.episode_key})
    for (const Origin& part : *parts) look(part);
  look(mapping.organisation);
  if (mapping.signed_at) look(*mapping.signed_at);
  for (const auto& [id, origin] : mapping.answers) look(origin);
}

bool tells(const Cells& cells, const LineMapping& mapping) {
  return std::any_of(mapping.answers.begin(), mapping.answers.end(),
                     [&](const auto& answer) { return !answer.second.value && !cells.text(answer.second).text.empty(); });
}

std::optional<base::Error> unreadable(const Row& row, std::size_t columns) {
  for (const std::string& cell : row.cells)
    if (!base::is_utf8(cell))
      return base::Error{base::Kind::malformed, "utf8_invalide", "Cette ligne n’est pas un texte UTF-8 valide (Windows-1252 se dit dans le mappage : encoding = \"windows-1252\")."};
  for (std::size_t i = columns; i < row.cells.size(); ++i)
    if (!base::trim(row.cells[i]).empty())
      return base::Error{base::Kind::malformed, "cellules_en_trop", fmt::format("Cette ligne a {} cellules pour {} colonnes.", row.cells.size(), columns)};
  return std::nullopt;
}

}  // namespace

base::Result<Sheet> Sheet::lay(Mapping mapping, const Row& header, const forms::Catalogue& forms) {
  Sheet sheet(std::move(mapping), forms);
  std::set<std::string> twice;
  for (std::size_t i = 0; i < header.cells.size(); ++i)
    if (!sheet.columns_.emplace(base::trim(header.cells[i]), i).second) twice.insert(base::trim(header.cells[i]));
  sheet.width_ = header.cells.size();
  std::optional<base::Error> wrong;
  const auto look = [&](const std::string& column) {
    if (!sheet.columns_.contains(column))
      wrong = base::Error{base::Kind::invalid, "colonne_absente", fmt::format("Le tableau n’a pas de colonne « {} », que le mappage nomme.", column)};
    else if (twice.contains(column))
      wrong = base::Error{base::Kind::invalid, "colonne_double", fmt::format("Le tableau a deux colonnes « {} ».", column)};
  };
  each_column(sheet.mapping_.declaration, look);
  if (sheet.mapping_.retour) each_column(*sheet.mapping_.retour, look);
  if (wrong) return std::move(*wrong);
  return sheet;
}

std::vector<base::Result<Line>> Sheet::lines_of(const Row& row) const {
  if (auto refusal = unreadable(row, width_)) return {std::move(*refusal)};
  const Cells cells(row, columns_);
  std::vector<base::Result<Line>> lines;
  lines.push_back(declaration_of(cells, mapping_.declaration, forms_.get(mapping_.declaration.form)));
  if (!lines.front() || !mapping_.retour || !tells(cells, *mapping_.retour)) return lines;
  lines.push_back(return_of(cells, *mapping_.retour, forms_.get("retour"), *lines.front()));
  return lines;
}

}  // namespace vigie::imports
