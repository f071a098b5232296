#include <toml++/toml.h>

#include "base/text.hpp"
#include "imports/mapping.hpp"

namespace vigie::imports {

namespace {

namespace json = boost::json;

/// Reads a mapping, collecting every mistake with its place.
class Parser {
 public:
  Parser(const std::string& name, const forms::Catalogue& forms) : name_(name), forms_(forms) {}

  base::Result<Mapping> parse(const json::object& file) {
    Mapping mapping;
    only(file, "", {"file", "declaration", "retour"});
    if (const auto* table = object(file, "", "file", false)) read_file(*table, mapping);
    if (const auto* line = object(file, "", "declaration", true)) mapping.declaration = read_line(*line, "/declaration", "");
    if (const auto* line = object(file, "", "retour", false)) mapping.retour = read_line(*line, "/retour", "retour");
    if (mapping.declaration.key.empty() && errors_.empty()) refuse("/declaration/key", "la clé manque : nommez une ou plusieurs colonnes");
    if (errors_.empty()) return mapping;
    std::string text;
    for (const auto& error : errors_) text += (text.empty() ? "" : "\n") + error.detail;
    return base::Error{base::Kind::invalid, "mappage_invalide", std::move(text), std::move(errors_)};
  }

 private:
  void refuse(const std::string& place, std::string_view reason) {
    errors_.push_back({place, "mappage_invalide", fmt::format("{} : {} : {}.", name_, place.empty() ? "/" : place, reason)});
  }
  void only(const json::object& table, const std::string& place, std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : table)
      if (std::find(known.begin(), known.end(), std::string_view(key.data(), key.size())) == known.end())
        refuse(base::pointer(place, std::string_view(key.data(), key.size())), "clé inconnue");
  }
  const json::object* object(const json::object& table, const std::string& place, std::string_view key, bool required) {
    const auto* value = base::find(table, key);
    if (!value && required) refuse(base::pointer(place, key), "cette table manque");
    if (value && !value->is_object()) refuse(base::pointer(place, key), "une table est attendue");
    return value && value->is_object() ? &value->get_object() : nullptr;
  }
  std::string text(const json::object& table, const std::string& place, std::string_view key) {
    const auto* value = base::find(table, key);
    if (value && !value->is_string()) refuse(base::pointer(place, key), "un texte est attendu");
    return base::find_text(table, key).value_or("");
  }

  void read_file(const json::object& table, Mapping& mapping) {
    only(table, "/file", {"separator", "encoding"});
    const std::string separator = text(table, "/file", "separator");
    if (separator == ";" || separator == "," || separator == "\t") mapping.separator = separator[0];
    else if (!separator.empty()) refuse("/file/separator", "le séparateur est « ; », « , » ou une tabulation");
    const std::string encoding = text(table, "/file", "encoding");
    mapping.windows_1252 = encoding == "windows-1252";
    if (!encoding.empty() && !mapping.windows_1252 && encoding != "utf-8") refuse("/file/encoding", "l’encodage est utf-8 ou windows-1252");
  }

  /// "Colonne", or {column, time, value, words, split}.
  Origin origin(const json::value& value, const std::string& place) {
    Origin origin;
    if (value.is_string()) {
      origin.column = base::trim(value.get_string());
    } else if (value.is_object()) {
      const json::object& table = value.get_object();
      only(table, place, {"column", "time", "value", "words", "split"});
      origin.column = base::trim(text(table, place, "column"));
      origin.time_column = base::trim(text(table, place, "time"));
      if (base::find(table, "value")) origin.value = text(table, place, "value");
      if (base::find(table, "split")) origin.split = text(table, place, "split");
      if (const auto* words = object(table, place, "words", false))
        for (const auto& [word, means] : *words) {
          if (means.is_string()) origin.words[word] = means.get_string();
          else refuse(base::pointer(place + "/words", std::string_view(word.data(), word.size())), "un texte est attendu");
        }
    }
    if (origin.column.empty() == !origin.value) refuse(place, "une colonne, ou une valeur (value), est attendue");
    return origin;
  }
  std::vector<Origin> origins(const json::object& table, const std::string& place, std::string_view key) {
    std::vector<Origin> parts;
    const auto* value = base::find(table, key);
    if (!value) return parts;
    const std::string here = base::pointer(place, key);
    if (!value->is_array()) return {origin(*value, here)};
    for (const auto& part : value->get_array()) parts.push_back(origin(part, base::pointer(here, parts.size())));
    return parts;
  }

  LineMapping read_line(const json::object& table, const std::string& place, std::string_view form) {
    LineMapping line;
    only(table, place, {"form", "organisation", "signed_at", "key", "minor_key", "episode_key", "answers"});
    line.form = text(table, place, "form");
    if (line.form.empty()) line.form = form;
    const forms::Form* known = forms_.find(line.form);
    if (!known) refuse(place + "/form", "formulaire inconnu");
    if (!form.empty() && line.form != form) refuse(place + "/form", "cette table est celle du formulaire retour");
    if (const auto* value = base::find(table, "organisation")) line.organisation = origin(*value, place + "/organisation");
    else if (form.empty()) refuse(place + "/organisation", "l’organisation manque");
    if (const auto* value = base::find(table, "signed_at")) line.signed_at = origin(*value, place + "/signed_at");
    else if (form.empty()) refuse(place + "/signed_at", "la date de signature manque");
    line.key = origins(table, place, "key");
    line.minor_key = origins(table, place, "minor_key");
    line.episode_key = origins(table, place, "episode_key");
    const auto* answers = object(table, place, "answers", true);
    if (answers && known) read_answers(*answers, place + "/answers", *known, line);
    return line;
  }
  void read_answers(const json::object& answers, const std::string& place, const forms::Form& form, LineMapping& line) {
    for (const auto& [key, value] : answers) {
      const std::string id(key.data(), key.size());
      const std::string here = base::pointer(place, id);
      const forms::Field* field = form.find(id);
      if (!field) refuse(here, fmt::format("le formulaire {} n’a pas ce champ", form.id));
      else if (field->type == forms::FieldType::records) refuse(here, "une cellule ne peut pas remplir ce champ");
      else line.answers[id] = origin(value, here);
    }
  }

  const std::string& name_;
  const forms::Catalogue& forms_;
  std::vector<base::FieldError> errors_;
};

json::value json_of(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    json::object object;
    for (const auto& [key, value] : *table) object[std::string(key.str())] = json_of(value);
    return object;
  }
  if (const auto* list = node.as_array()) {
    json::array array;
    for (const auto& item : *list) array.push_back(json_of(item));
    return array;
  }
  if (const auto text = node.value<std::string>()) return json::string(*text);
  return 0;  // of a type that no place of a mapping takes
}

base::Error unreadable(const std::string& name, std::string_view place, std::string_view reason) {
  return {base::Kind::invalid, "mappage_invalide", fmt::format("{}{} : {}", name, place, reason)};
}

}  // namespace

base::Result<Mapping> parse_mapping(const std::string& name, std::string_view text, const forms::Catalogue& forms) {
  if (!base::is_utf8(text)) return unreadable(name, "", "ce fichier n’est pas un texte UTF-8.");
  if (name.ends_with(".json")) {
    const auto value = base::parse_json(text);
    if (!value || !value->is_object()) return unreadable(name, "", "ce fichier n’est pas un objet JSON.");
    return Parser(name, forms).parse(value->get_object());
  }
  try {
    const toml::table table = toml::parse(text, name);
    return Parser(name, forms).parse(json_of(table).get_object());
  } catch (const toml::parse_error& error) {
    return unreadable(name, fmt::format(":{}", error.source().begin.line), error.description());
  }
}

}  // namespace vigie::imports
