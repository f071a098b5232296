#pragma once
#include "store/declarations.hpp"
#include "store/minors.hpp"
#include "tests/support/one_store.hpp"

// Short acts for the tests of the store.
namespace vigie::tests {

inline base::Result<base::Done> refused() {
  return base::Error{base::Kind::conflict, "refus", "Refusé pour le test."};
}
inline void sign(store::Unit& unit, std::string_view act = "essai") {
  unit.commit({std::string(act), "minor", "", "", ""});
}

inline void add_told(store::Unit& unit, store::Declaration& told) {
  store::add_declaration(unit, told, store::content_of(unit.vault(), unit.reading().forms.get(told.form), told.answers));
}

/// A preventive sheet about a new minor, everything but the audit line.
inline store::Declaration tell_of_new_minor(store::Unit& unit, std::string_view nom,
                                            std::string_view prenom) {
  store::Declaration sheet;
  sheet.id = base::DeclarationId::make(unit.now());
  sheet.form = "preventive";
  sheet.form_version = unit.reading().forms.get("preventive").version;
  sheet.signed_at = unit.now();
  sheet.account = unit.actor().account;
  sheet.organisation = unit.actor().organisation;
  sheet.minor = store::add_minor(unit).id;
  sheet.how = "created";
  sheet.answers = {{"nom", nom}, {"prenoms", prenom}, {"date_naissance", "2011-03-09"}, {"alcool", "oui"}};
  add_told(unit, sheet);
  return sheet;
}

inline base::Status tell(OneStore& one, const access::Actor& actor, std::string_view nom) {
  return one.store->write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    tell_of_new_minor(unit, nom, "Zoé");
    sign(unit);
    return base::Done{};
  });
}

inline std::size_t found(const OneStore& one, std::string_view name) {
  return one.store->people().search(name, 10, [](base::MinorId) { return true; }).size();
}

}  // namespace vigie::tests
