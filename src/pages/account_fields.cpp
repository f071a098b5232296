#include "pages/account_fields.hpp"

#include "pages/french.hpp"
#include "pages/navigation.hpp"
#include "store/accounts.hpp"

namespace vigie::pages {

namespace {
constexpr access::Role roles_given[] = {access::Role::ecoutant, access::Role::suivi,    access::Role::police,
                                        access::Role::foyer,    access::Role::analyste, access::Role::admin};
}

void draw_account_fields(Dict& at, std::string_view login_label, const Context& context, const access::Actor& actor, const TypedAccount& typed) {
  Dict form = at.include("FIELDS", "compte_champs.html");
  form.set("LOGIN_LABEL", login_label).set("LOGIN", typed.login).set("ORGANISATION", typed.organisation);
  for (const auto role : roles_given) {
    Dict choice = form.add("ROLE");
    choice.set("CODE", access::to_text(role)).set("LABEL", label_of(role));
    choice.show_if(typed.role == access::to_text(role), "CHOSEN");
  }
  const auto known = context.desk.store.read(access::scope_of(actor), [](const store::Reading& reading) { return store::list_organisations(reading.sql); });
  for (const store::Organisation& one : known) form.add("KNOWN").set("LABEL", one.name);
  for (const base::FieldError& error : typed.errors)
    form.set_part(error.pointer == "/login" ? "WRONG_LOGIN" : error.pointer == "/role" ? "WRONG_ROLE" : "WRONG_ORGANISATION", tied(error.detail));
}

std::vector<ShownError> errors_of(const TypedAccount& typed) {
  std::vector<ShownError> errors;
  for (const base::FieldError& error : typed.errors)
    errors.push_back({error.detail, error.pointer == "/login" ? "identifiant" : error.pointer == "/role" ? "role" : "organisation"});
  return errors;
}

base::Error no_role() { return base::field_error("/role", "choix_invalide", "Choisissez le rôle."); }

}  // namespace vigie::pages
