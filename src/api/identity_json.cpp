#include "api/encode.hpp"

namespace vigie::api {

namespace {

/// One telling of something: the value, when, and by which declaration when the reader may open it.
boost::json::object telling(boost::json::value value, const casework::MinorView::Told& told) {
  return {{"value", std::move(value)},
          {"told_at", base::to_rfc3339(told.person.told_at)},
          {"declaration", told.by ? boost::json::value(boost::json::string(told.by->text())) : boost::json::value()}};
}

boost::json::value name_json(const identity::Person& person) {
  boost::json::array surnoms;
  for (const std::string& surnom : person.surnoms) surnoms.emplace_back(surnom);
  return boost::json::object{{"nom", text_or_null(person.nom)},
                             {"nom_usage", text_or_null(person.nom_usage)},
                             {"prenoms", text_or_null(person.prenoms)},
                             {"surnoms", std::move(surnoms)}};
}

}  // namespace

boost::json::object identity_json(const casework::MinorView& view) {
  boost::json::array names, births, ages, phones, handles;
  std::optional<base::Date> birth;
  for (const casework::MinorView::Told& told : view.told) {
    const identity::Person& person = told.person;
    const auto add = [&](boost::json::array& to, boost::json::value value) { to.push_back(telling(std::move(value), told)); };
    if (person.named()) add(names, name_json(person));
    if (person.birth) add(births, boost::json::string(base::to_text(*person.birth)));
    if (person.birth) birth = person.birth;
    if (person.estimated_age) add(ages, base::to_json(base::FactValue(*person.estimated_age)));
    for (const std::string& phone : person.phones) add(phones, boost::json::string(phone));
    for (const identity::Handle& handle : person.handles)
      add(handles, boost::json::object{{"plateforme", text_or_null(handle.platform)}, {"pseudo", text_or_null(handle.name)}});
  }
  return {{"display", view.minor.display},
          {"age", view.minor.age ? boost::json::value(*view.minor.age) : boost::json::value()},
          {"date_naissance", birth ? text_or_null(base::to_text(*birth)) : boost::json::value()},
          {"names", std::move(names)},
          {"dates_naissance", std::move(births)},
          {"ages_estimes", std::move(ages)},
          {"telephones", std::move(phones)},
          {"reseaux_sociaux", std::move(handles)}};
}

}  // namespace vigie::api
