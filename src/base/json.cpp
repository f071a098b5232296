#include "base/json.hpp"

#include <cmath>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace vigie::base {

namespace {

constexpr std::size_t max_depth = 32;

/// Walks a JSON text only to see whether an object repeats a key (two readers could understand it differently).
struct RepeatedKeys {
  static constexpr std::size_t max_object_size = std::size_t(-1), max_array_size = std::size_t(-1),
                               max_key_size = std::size_t(-1), max_string_size = std::size_t(-1);
  std::vector<std::set<std::string, std::less<>>> open;
  std::string key;
  std::string repeated;

  bool on_document_begin(boost::json::error_code&) { return true; }
  bool on_document_end(boost::json::error_code&) { return true; }
  bool on_array_begin(boost::json::error_code&) { return true; }
  bool on_array_end(std::size_t, boost::json::error_code&) { return true; }
  bool on_object_begin(boost::json::error_code&) { return open.emplace_back(), true; }
  bool on_object_end(std::size_t, boost::json::error_code&) { return open.pop_back(), true; }
  bool on_string_part(boost::json::string_view, std::size_t, boost::json::error_code&) { return true; }
  bool on_string(boost::json::string_view, std::size_t, boost::json::error_code&) { return true; }
  bool on_key_part(boost::json::string_view part, std::size_t, boost::json::error_code&) {
    key.append(part.data(), part.size());
    return true;
  }
  bool on_key(boost::json::string_view part, std::size_t, boost::json::error_code&) {
    key.append(part.data(), part.size());
    if (!open.back().insert(key).second && repeated.empty()) repeated = key.substr(0, 60);
    key.clear();
    return true;
  }
  bool on_number_part(boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_int64(std::int64_t, boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_uint64(std::uint64_t, boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_double(double, boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_bool(bool, boost::json::error_code&) { return true; }
  bool on_null(boost::json::error_code&) { return true; }
  bool on_comment_part(boost::json::string_view, boost::json::error_code&) { return true; }
  bool on_comment(boost::json::string_view, boost::json::error_code&) { return true; }
};

std::string first_repeated_key(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<RepeatedKeys> parser(options);
  boost::json::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  return parser.handler().repeated;
}

/// The members of every object of a valid text: one colon each, outside strings.
std::size_t count_told_members(std::string_view text) {
  std::size_t colons = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ':') ++colons;
    if (text[at] != '"') continue;
    for (++at; at < text.size() && text[at] != '"'; ++at)
      if (text[at] == '\\') ++at;
  }
  return colons;
}

/// What was kept of a text.
struct KeptValues {
  std::size_t members = 0;  // of a repeated key, one
  bool infinite = false;    // a number like 1e999, which JSON cannot write again

  void look(const json::value& value) {
    if (const json::object* object = value.if_object()) {
      members += object->size();
      for (const auto& member : *object) look(member.value());
    } else if (const json::array* array = value.if_array()) {
      for (const json::value& one : *array) look(one);
    } else if (const double* number = value.if_double()) {
      infinite |= !std::isfinite(*number);
    }
  }
};

Error malformed(std::string text) { return {Kind::malformed, "json_invalide", std::move(text)}; }

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  if (text.empty()) return malformed("Le corps de la requête est vide : un objet JSON est attendu.");
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = max_depth;
  json::value value = boost::json::parse({text.data(), text.size()}, error, {}, options);
  if (error == boost::json::error::too_deep)
    return malformed(fmt::format("Le JSON est imbriqué sur plus de {} niveaux.", max_depth));
  if (error) return malformed("Le corps de la requête n’est pas un JSON valide en UTF-8.");
  KeptValues kept;
  kept.look(value);
  if (kept.infinite) return malformed("Le JSON contient un nombre trop grand.");
  if (count_told_members(text) != kept.members) {
    const std::string repeated = first_repeated_key(text);
    return malformed(fmt::format("Le JSON répète la clé « {} ».", repeated));
  }
  return value;
}

std::string to_text(const json::value& value) { return boost::json::serialize(value); }

std::string pointer(std::string_view parent, std::string_view key) {
  std::string path(parent);
  path += '/';
  for (const char c : key) {
    if (c == '~') path += "~0";
    else if (c == '/') path += "~1";
    else path += c;
  }
  return path;
}

std::string pointer(std::string_view parent, std::size_t index) { return fmt::format("{}/{}", parent, index); }

const json::value* find(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value && !value->is_null() ? value : nullptr;
}

std::optional<std::string> find_text(const json::object& object, std::string_view key) {
  const json::value* value = find(object, key);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(value->get_string().c_str(), value->get_string().size());
}

}  // namespace vigie::base
