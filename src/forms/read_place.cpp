#include "base/text.hpp"
#include "forms/read_detail.hpp"

namespace vigie::forms::detail {

void Mistakes::add(std::string place, std::string reason) {
  found.push_back({std::move(place), "formulaire_invalide", std::move(reason)});
}

base::Error Mistakes::error() const {
  std::string text;
  for (const base::FieldError& mistake : found) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}: {}: {}", path, mistake.pointer, mistake.detail);
  }
  return {base::Kind::invalid, "formulaire_invalide", std::move(text), found};
}

bool is_id(std::string_view text) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && small(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return small(c) || digit(c) || c == '_'; });
}

void Place::only(std::initializer_list<std::string_view> members) const {
  for (const auto& [key, value] : object_)
    if (std::find(members.begin(), members.end(), std::string_view(key)) == members.end())
      refuse(key, "membre inconnu");
}

void Place::refuse(std::string_view member, std::string reason) const {
  mistakes_.add(base::pointer(pointer_, member), std::move(reason));
}

std::string Place::text_if_any(std::string_view member) const {
  const json::value* found = object_.if_contains(member);
  if (!found) return {};
  if (!found->is_string()) return refuse(member, "un texte est attendu"), std::string();
  const std::string_view text = found->get_string();
  if (base::has_control_characters(text, false)) refuse(member, "caractère de contrôle");
  if (base::trim(text).empty()) refuse(member, "texte vide");
  return std::string(text);
}

std::string Place::text(std::string_view member) const {
  if (!has(member)) refuse(member, "manque");
  return text_if_any(member);
}

std::string Place::id(std::string_view member) const {
  std::string found = text(member);
  if (!found.empty() && !is_id(found))
    refuse(member, fmt::format("« {} » n’est pas un identifiant ([a-z][a-z0-9_]*)", found));
  return found;
}

bool Place::flag(std::string_view member) const {
  const json::value* found = object_.if_contains(member);
  if (!found) return false;
  if (!found->is_bool()) return refuse(member, "true ou false est attendu"), false;
  return found->get_bool();
}

std::optional<access::Data> Place::data() const {
  if (!has("data")) return std::nullopt;
  const std::string code = text("data");
  const auto data = access::parse_field_data(code);
  if (!data) refuse("data", fmt::format("sorte de données inconnue : « {} »", code));
  return data;
}

std::optional<double> Place::number_if_any(std::string_view member) const {
  const json::value* found = object_.if_contains(member);
  if (!found) return std::nullopt;
  if (!found->is_number()) return refuse(member, "un nombre est attendu"), std::nullopt;
  return found->to_number<double>();
}

const json::array& Place::list(std::string_view member) const {
  static const json::array empty;
  const json::value* found = object_.if_contains(member);
  if (!found) return refuse(member, "manque"), empty;
  if (!found->is_array()) return refuse(member, "une liste est attendue"), empty;
  return found->get_array();
}

std::vector<std::string> Place::texts(std::string_view member) const {
  std::vector<std::string> texts;
  for (const json::value& entry : list(member)) {
    if (entry.is_string())
      texts.emplace_back(entry.get_string());
    else
      refuse(member, "une liste de textes est attendue");
  }
  return texts;
}

void Place::each(std::string_view member, const std::function<void(const Place&)>& read) const {
  const std::string place = base::pointer(pointer_, member);
  std::size_t index = 0;
  for (const json::value& entry : list(member)) {
    std::string entry_place = base::pointer(place, index++);
    if (entry.is_object())
      read(Place(entry.get_object(), std::move(entry_place), mistakes_));
    else
      mistakes_.add(std::move(entry_place), "un objet est attendu");
  }
}

}  // namespace vigie::forms::detail
