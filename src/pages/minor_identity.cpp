#include <map>

#include "pages/minor_page.hpp"

namespace vigie::pages {

namespace {

/// One value and all who told it, in the order told.
struct Value {
  std::string shown;
  std::vector<std::pair<std::string, base::Instant>> told;  // declaration (empty: not one to open), when
};

void note(std::vector<Value>& values, const std::string& shown, const std::optional<base::DeclarationId>& by, base::Instant at) {
  const auto known = std::find_if(values.begin(), values.end(), [&](const Value& one) { return one.shown == shown; });
  Value& value = known == values.end() ? values.emplace_back(Value{shown, {}}) : *known;
  value.told.emplace_back(by ? by->text() : std::string(), at);
}

/// The latest told first: it is how the child is shown elsewhere.
void show_kind(Dict& body, const MinorSheet& sheet, std::string_view label, const std::vector<Value>& values) {
  for (auto value = values.rbegin(); value != values.rend(); ++value) {
    Dict row = body.add("IDENTITY_ROW");
    row.set("KIND", label).set("VALUE", value->shown);
    const std::size_t times = value->told.size();
    if (times > 1) row.add("TIMES").set("TIMES", static_cast<std::int64_t>(times)).set("SINCE", show_instant(value->told.front().second));
    const auto& [by, at] = value->told.back();
    const auto words = sheet.quotes.declarations.find(by);
    if (words == sheet.quotes.declarations.end()) row.add("ELSEWHERE").set("AT", show_instant(at));
    else row.add("SOURCE").set("PATH", "/declarations/" + by).set("TEXT", words->second);
  }
}

}  // namespace

void show_identity(Dict& body, const MinorSheet& sheet) {
  std::vector<Value> names, births, ages, phones, handles;
  for (const auto& [by, person] : sheet.view.told) {
    if (person.named()) note(names, identity::display(person), by, person.told_at);
    if (person.birth) note(births, base::to_french(*person.birth), by, person.told_at);
    if (person.estimated_age) note(ages, fmt::format("{:.0f} ans, estimés", *person.estimated_age), by, person.told_at);
    for (const std::string& phone : person.phones) note(phones, phone, by, person.told_at);
    for (const identity::Handle& handle : person.handles)
      note(handles, handle.platform.empty() ? handle.name : fmt::format("{}, {}", handle.platform, handle.name), by, person.told_at);
  }
  show_kind(body, sheet, "Nom", names);
  show_kind(body, sheet, "Date de naissance", births);
  show_kind(body, sheet, "Âge", ages);
  show_kind(body, sheet, "Téléphone", phones);
  show_kind(body, sheet, "Compte", handles);
  body.show_if(names.empty() && births.empty() && ages.empty() && phones.empty() && handles.empty(), "NO_IDENTITY");
}

}  // namespace vigie::pages
