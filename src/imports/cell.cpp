#include "imports/cell.hpp"

#include <charconv>

#include "base/text.hpp"

namespace vigie::imports {

namespace {

using boost::json::value;

base::Error wrong(std::string code, std::string detail) { return base::field_error("", std::move(code), std::move(detail)); }

std::string quote(std::string_view text) { return fmt::format("« {} »", text.substr(0, 60)); }

/// Digits of `text` from `at`, at most `most`, moving past them.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t most) {
  int number = 0;
  const std::size_t begin = at;
  for (; at < text.size() && at - begin < most && text[at] >= '0' && text[at] <= '9'; ++at) number = number * 10 + (text[at] - '0');
  if (at == begin) return std::nullopt;
  return number;
}

/// JJ/MM/AAAA (also with . or -) or AAAA-MM-JJ; `rest` is what follows.
std::optional<base::Date> date_in(std::string_view text, std::string_view& rest) {
  std::size_t at = 0;
  const auto first = digits(text, at, 4);
  if (!first || at >= text.size()) return std::nullopt;
  const bool year_first = at == 4;
  const char mark = text[at];
  if (mark != '/' && mark != '.' && mark != '-') return std::nullopt;
  const auto month = digits(text, ++at, 2);
  if (!month || at >= text.size() || text[at] != mark) return std::nullopt;
  const std::size_t last_at = ++at;
  const auto last = digits(text, at, 4);
  if (!last || (!year_first && at - last_at != 4) || (year_first && at - last_at > 2)) return std::nullopt;
  rest = text.substr(at);
  return base::parse_date(year_first ? fmt::format("{:04}-{:02}-{:02}", *first, *month, *last) : fmt::format("{:04}-{:02}-{:02}", *last, *month, *first));
}

/// HH:MM, HH:MM:SS, HHhMM, HH h MM or HHh.
std::optional<std::string> time_in(std::string_view text) {
  std::size_t at = 0;
  const auto spaces = [&] { while (at < text.size() && text[at] == ' ') ++at; };
  const auto hour = digits(text, at, 2);
  spaces();
  if (!hour || *hour > 23 || at >= text.size() || (text[at] != ':' && text[at] != 'h' && text[at] != 'H')) return std::nullopt;
  const bool letter = text[at] != ':';
  ++at;
  spaces();
  std::optional<int> minute = digits(text, at, 2), second = 0;
  if (!minute && letter) minute = 0;
  if (at < text.size() && text[at] == ':') second = digits(text, ++at, 2);
  if (!minute || !second || *minute > 59 || *second > 59 || at != text.size()) return std::nullopt;
  return fmt::format("{:02}:{:02}:{:02}", *hour, *minute, *second);
}

/// What a date without hour means.
enum class Missing { first_minute, last_minute, refused };

/// Local RFC 3339 text, without offset: the form gives it the zone of the place.
base::Result<std::string> instant_text(const CellText& cell, Missing missing) {
  std::string_view rest;
  const auto date = date_in(cell.text, rest);
  if (!date) {
    if (base::parse_time(cell.text)) return cell.text;  // RFC 3339, as programs write it
    return wrong("date_invalide", fmt::format("{} n’est pas une date (JJ/MM/AAAA).", quote(cell.text)));
  }
  std::string hour = base::trim(rest);
  if (hour.starts_with("T")) return base::parse_time(cell.text) ? base::Result<std::string>(cell.text) : wrong("date_invalide", fmt::format("{} n’est pas une date (JJ/MM/AAAA).", quote(cell.text)));
  if (hour.starts_with("à")) hour = base::trim(std::string_view(hour).substr(2));
  if (!cell.time.empty()) hour = cell.time;
  if (hour.empty()) {
    if (missing == Missing::refused) return wrong("heure_absente", fmt::format("L’heure manque après {}.", quote(cell.text)));
    return base::to_text(*date) + (missing == Missing::first_minute ? "T00:00:00" : "T23:59:00");
  }
  const auto time = time_in(hour);
  if (!time) return wrong("heure_invalide", fmt::format("{} n’est pas une heure (HH:MM).", quote(hour)));
  return base::to_text(*date) + "T" + *time;
}

base::Result<value> tri_from(const std::string& text) {
  static const std::map<std::string, std::string_view, std::less<>> words = {
      {"oui", "oui"},      {"o", "oui"},     {"x", "oui"},           {"1", "oui"},           {"vrai", "oui"},
      {"non", "non"},      {"n", "non"},     {"0", "non"},           {"faux", "non"},        {"inconnu", "inconnu"},
      {"nsp", "inconnu"},  {"?", "inconnu"}, {"ne sait pas", "inconnu"}};
  const auto found = words.find(base::to_lower_ascii(text));
  if (found != words.end()) return value(boost::json::string(found->second));
  return wrong("mot_inconnu", fmt::format("{} n’est ni oui (o, x, 1), ni non (n, 0), ni inconnu (NSP, ?).", quote(text)));
}

base::Result<value> number_from(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return wrong("nombre_invalide", fmt::format("{} n’est pas un nombre.", quote(text)));
  if (number == static_cast<double>(static_cast<std::int64_t>(number))) return value(static_cast<std::int64_t>(number));
  return value(number);
}

base::Result<value> date_from(const std::string& text) {
  std::string_view rest;
  const auto date = date_in(text, rest);
  const bool midnight = base::trim(rest).starts_with("00:00");  // how spreadsheets write a date
  if (!date || (!rest.empty() && !midnight)) return wrong("date_invalide", fmt::format("{} n’est pas une date (JJ/MM/AAAA).", quote(text)));
  return value(boost::json::string(base::to_text(*date)));
}

/// A code, or the label of one; anything else is left for the form to refuse.
value choice_from(const forms::Field& field, const std::string& text) {
  for (const forms::Choice& choice : field.choices)
    if (choice.code == text || base::to_lower_ascii(choice.label) == base::to_lower_ascii(text)) return value(boost::json::string(choice.code));
  return value(boost::json::string(text));
}

value items_of(const forms::Field& field, std::string_view text, std::string_view split) {
  boost::json::array items;
  while (!text.empty()) {
    const std::size_t end = split.empty() ? std::string_view::npos : text.find(split);
    const std::string item = base::trim(text.substr(0, end));
    if (!item.empty()) items.push_back(choice_from(field, item));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + split.size());
  }
  return items;
}

/// A spreadsheet drops the zero of "01".
value departement_from(const std::string& text) {
  const bool one_digit = text.size() == 1 && text[0] >= '1' && text[0] <= '9';
  return value(boost::json::string(one_digit ? "0" + text : text));
}

base::Result<value> instant_from(const forms::Field& field, const CellText& cell) {
  const Missing missing = field.id.ends_with("_au_plus_tot") ? Missing::first_minute : field.id.ends_with("_au_plus_tard") ? Missing::last_minute : Missing::refused;
  const auto text = instant_text(cell, missing);
  if (!text) return text.error();
  return value(boost::json::string(*text));
}

base::Result<value> filled(const forms::Field& field, const CellText& cell, std::string_view split) {
  switch (field.type) {
    case forms::FieldType::date: return date_from(cell.text);
    case forms::FieldType::instant: return instant_from(field, cell);
    case forms::FieldType::number: return number_from(cell.text);
    case forms::FieldType::tri: return tri_from(cell.text);
    case forms::FieldType::choice: return choice_from(field, cell.text);
    case forms::FieldType::departement: return departement_from(cell.text);
    case forms::FieldType::texts:
    case forms::FieldType::phones:
    case forms::FieldType::choices: return items_of(field, cell.text, split);
    default: return value(boost::json::string(cell.text));
  }
}

}  // namespace

base::Result<std::optional<value>> answer_from(const forms::Field& field, const CellText& cell, std::string_view split) {
  if (cell.text.empty()) return std::optional<value>();
  auto answer = filled(field, cell, split);
  if (!answer) return answer.error();
  return std::optional(std::move(*answer));
}

base::Result<base::Instant> signature_from(const CellText& cell, std::string_view zone) {
  const auto text = instant_text(cell, Missing::last_minute);
  if (!text) return text.error();
  return parse_signature(*text, zone);
}

}  // namespace vigie::imports
