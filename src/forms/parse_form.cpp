#include <boost/json/parser.hpp>

#include "forms/read_detail.hpp"

namespace vigie::forms {

namespace {

using detail::Mistakes;
using detail::Place;

/// Where JSON stops being JSON, for who wrote the file.
std::string line_of_mistake(std::string_view text) {
  boost::json::parser parser;
  boost::json::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  return fmt::format("ligne {}",
                     1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n'));
}

int read_version(const Place& place) {
  const std::optional<double> version = place.number_if_any("version");
  if (version && *version >= 1 && *version <= 100'000 && *version == static_cast<int>(*version))
    return static_cast<int>(*version);
  place.refuse("version", "un nombre entier à partir de 1 est attendu");
  return 1;
}

std::vector<std::vector<std::string>> read_groups(const Place& place) {
  std::vector<std::vector<std::string>> groups;
  for (const boost::json::value& group : place.list("to_sign")) {
    std::vector<std::string>& ids = groups.emplace_back();
    if (!group.is_array()) {
      place.refuse("to_sign", "une liste de groupes est attendue");
      continue;
    }
    for (const boost::json::value& id : group.get_array()) {
      if (id.is_string())
        ids.emplace_back(id.get_string());
      else
        place.refuse("to_sign", "une liste de groupes est attendue");
    }
  }
  return groups;
}

Form read_form(const Place& place) {
  place.only({"id", "version", "title", "about", "sources", "sections", "to_sign", "fields"});
  Form form;
  form.id = place.id("id");
  form.version = read_version(place);
  form.title = place.text("title");
  form.about = place.text("about");
  if (place.has("sources")) form.sources = place.texts("sources");
  place.each("sections", [&](const Place& entry) {
    entry.only({"id", "title", "data"});
    if (!entry.has("data")) entry.refuse("data", "une section dit de quelle sorte sont ses réponses");
    form.sections.push_back({entry.id("id"), entry.text("title"), entry.data().value_or(access::Data::circumstances)});
  });
  form.to_sign = read_groups(place);
  place.each("fields", [&](const Place& entry) {
    Field field = detail::read_field(entry, form.sections);
    std::optional<Field> added;
    if (field.observed) added = detail::observed_on(field);
    form.fields.push_back(std::move(field));
    if (added) form.fields.push_back(std::move(*added));
  });
  if (form.fields.empty() && place.has("fields")) place.refuse("fields", "aucun champ");
  return form;
}

}  // namespace

base::Result<Form> parse_form(const base::EmbeddedFile& file) {
  Mistakes mistakes{std::string(file.path)};
  const base::Result<boost::json::value> parsed = base::parse_json(file.content);
  if (!parsed) {
    mistakes.add(line_of_mistake(file.content), parsed.error().text);
    return mistakes.error();
  }
  const boost::json::object* object = parsed->if_object();
  if (!object) {
    mistakes.add("/", "un objet est attendu");
    return mistakes.error();
  }
  Form form = read_form(Place(*object, "", mistakes));
  detail::check_coherence(form, mistakes);
  if (!mistakes.found.empty()) return mistakes.error();
  form.text = std::string(file.content);
  for (std::size_t i = 0; i < form.fields.size(); ++i) form.places.emplace(form.fields[i].id, i);
  for (const Field& field : form.fields) form.kinds.set(static_cast<std::size_t>(field.data));
  return form;
}

}  // namespace vigie::forms
