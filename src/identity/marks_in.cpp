#include <algorithm>
#include <array>

#include "identity/mark.hpp"

namespace vigie::identity {

namespace {

namespace json = boost::json;

/// Who declares for a profession.
constexpr auto professions = std::to_array<std::string_view>({"assistant_familial", "educateur", "chef_service", "cadre_astreinte", "veilleur", "referent_ase", "pjj",
                                                              "ecole", "hopital", "police", "association"});
/// Who declares as a relation of the child, that other children may have too.
constexpr auto relations = std::to_array<std::string_view>({"ami", "mineur", "temoin", "autre"});
/// Where a found child is at home, at the police or in care: many are.
constexpr auto houses = std::to_array<std::string_view>({"domicile", "famille", "foyer", "commissariat", "hopital"});
/// Usual places that are somebody's, or let by the night.
constexpr auto lodgings = std::to_array<std::string_view>({"domicile_tiers", "hotel", "location", "squat"});

template <std::size_t n>
bool is_one(const std::array<std::string_view, n>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string said(const json::object& answers, std::string_view field) { return base::find_text(answers, field).value_or(""); }

/// The texts, or the rows, of a list.
template <class Take>
void each_of(const json::object& answers, std::string_view field, const Take& take) {
  const json::value* list = base::find(answers, field);
  if (!list || !list->is_array()) return;
  for (const json::value& one : list->get_array()) take(one);
}
template <class Take>
void each_text(const json::object& answers, std::string_view field, const Take& take) {
  each_of(answers, field, [&](const json::value& one) {
    if (one.is_string()) take(std::string(one.get_string()));
  });
}
template <class Take>
void each_row(const json::object& answers, std::string_view field, const Take& take) {
  each_of(answers, field, [&](const json::value& one) {
    if (one.is_object()) take(one.get_object());
  });
}

std::string quality_of_teller(const json::object& answers) {
  std::string quality = said(answers, "appelant_qualite");
  return quality.empty() ? said(answers, "declarant_qualite") : quality;
}

/// Marks as they are found, empty ones and repetitions left out.
class Found {
 public:
  void add(MarkKind kind, std::string_view field, std::string value) {
    if (value.empty()) return;
    Mark mark{kind, std::string(field), std::move(value)};
    if (std::find(marks_.begin(), marks_.end(), mark) == marks_.end()) marks_.push_back(std::move(mark));
  }
  void drop(MarkKind kind, const std::string& value) {
    std::erase_if(marks_, [&](const Mark& one) { return one.kind == kind && one.value == value; });
  }
  std::vector<Mark> take() { return std::move(marks_); }

 private:
  std::vector<Mark> marks_;
};

void add_contacts(const json::object& answers, Found& found) {
  each_text(answers, "telephones", [&](const std::string& one) { found.add(MarkKind::phone, "telephones", phone_mark(one)); });
  each_row(answers, "reseaux_sociaux", [&](const json::object& row) {
    const std::string pseudo = said(row, "pseudo");
    found.add(MarkKind::handle, "reseaux_sociaux", handle_mark(said(row, "plateforme"), pseudo));
    found.add(MarkKind::phone, "reseaux_sociaux", phone_mark(pseudo));
  });
  found.add(MarkKind::plate, "vehicule_plaque", plate_mark(said(answers, "vehicule_plaque")));
  if (is_one(relations, quality_of_teller(answers))) found.add(MarkKind::phone, "declarant_telephone", phone_mark(said(answers, "declarant_telephone")));
}

/// Those whom the child sees, by name and by whatever reaches them.
void add_acquaintances(const json::object& answers, Found& found) {
  constexpr std::string_view field = "frequentations_nommees";
  each_row(answers, field, [&](const json::object& row) {
    found.add(MarkKind::companion, field, name_mark(said(row, "nom"), {}));
    const std::string contact = said(row, "contact");
    found.add(MarkKind::phone, field, phone_mark(contact));
    found.add(MarkKind::address, field, address_mark(contact, {}));
    if (contact.starts_with('@')) found.add(MarkKind::handle, field, handle_mark({}, contact));
    found.add(MarkKind::plate, field, plate_mark(said(row, "vehicule")));
  });
}

void add_places(const json::object& answers, Found& found) {
  if (!is_one(houses, said(answers, "retour_lieu_type")))
    for (const std::string_view field : {"retour_lieu", "adresse_actuelle"})
      found.add(MarkKind::address, field, address_mark(said(answers, field), said(answers, "retour_commune")));
  each_row(answers, "lieux_habituels", [&](const json::object& row) {
    if (is_one(lodgings, said(row, "sorte"))) found.add(MarkKind::address, "lieux_habituels", address_mark(said(row, "lieu"), {}));
  });
}

/// Those who left with the child, and, beside them, the child.
void add_companions(const json::object& answers, Found& found) {
  bool any = false;
  each_row(answers, "accompagnants", [&](const json::object& row) {
    std::string name = name_mark(said(row, "nom"), said(row, "prenoms"));
    any = any || !name.empty();
    found.add(MarkKind::companion, "accompagnants", std::move(name));
  });
  if (!any) return;
  const std::string prenoms = said(answers, "prenoms");
  if (prenoms.empty()) return;
  for (const std::string_view nom : {"nom", "nom_usage"}) found.add(MarkKind::child, nom, name_mark(said(answers, nom), prenoms));
}

}  // namespace

std::vector<Mark> common_marks_in(const json::object& answers) {
  Found found;
  each_text(answers, "etablissement_telephones", [&](const std::string& one) { found.add(MarkKind::phone, "etablissement_telephones", phone_mark(one)); });
  found.add(MarkKind::address, "etablissement_adresse", address_mark(said(answers, "etablissement_adresse"), said(answers, "commune")));
  if (is_one(professions, quality_of_teller(answers))) found.add(MarkKind::phone, "declarant_telephone", phone_mark(said(answers, "declarant_telephone")));
  return found.take();
}

std::vector<Mark> marks_in(const json::object& answers, const std::vector<Mark>& common) {
  Found found;
  add_contacts(answers, found);
  add_acquaintances(answers, found);
  add_places(answers, found);
  add_companions(answers, found);
  for (const Mark& one : common) found.drop(one.kind, one.value);
  if (!is_one(relations, quality_of_teller(answers))) found.drop(MarkKind::phone, phone_mark(said(answers, "declarant_telephone")));
  return found.take();
}

}  // namespace vigie::identity
