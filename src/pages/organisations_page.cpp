#include "casework/place_organisation.hpp"
#include "forms/departement.hpp"
#include "pages/board_filter.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

/// Where an organisation works, as it was chosen.
struct TypedPlace {
  std::string organisation, departement;
  std::vector<base::FieldError> errors = {};
};

std::string where(const store::Organisation& one) { return one.departement.empty() ? "tout le pays" : show_departement(one.departement); }

/// « écoutant : 2, suivi : 1 », by organisation.
std::map<base::OrganisationId, std::string> count_accounts(const store::Reading& reading) {
  std::map<base::OrganisationId, std::map<access::Role, int>> counts;
  for (const store::Account& account : store::list_accounts(reading.sql)) ++counts[account.actor.organisation][account.actor.role];
  std::map<base::OrganisationId, std::string> told;
  for (const auto& [organisation, roles] : counts) {
    std::vector<std::string> words;
    for (const auto& [role, count] : roles) words.push_back(fmt::format("{} : {}", label_of(role), count));
    told[organisation] = fmt::format("{}", fmt::join(words, ", "));
  }
  return told;
}

void show_choices(Dict& body, const std::vector<store::Organisation>& all, const TypedPlace& typed) {
  for (const store::Organisation& one : all) {
    Dict choice = body.add("ORGANISATION");
    choice.set("CODE", one.id.text()).set("LABEL", one.name).show_if(typed.organisation == one.id.text(), "CHOSEN");
  }
  for (const forms::Departement& one : forms::list_departements()) {
    if (one.code == forms::abroad) continue;  // where no organisation of ours works
    Dict choice = body.add("DEPARTEMENT");
    choice.set("CODE", one.code).set("LABEL", show_departement(one.code)).show_if(typed.departement == one.code, "CHOSEN");
  }
  for (const base::FieldError& error : typed.errors)
    body.set_part(error.pointer == "/departement" ? "WRONG_DEPARTEMENT" : "WRONG_ORGANISATION", tied(error.detail));
}

http::Response show_page(const Context& context, const http::Request& request, const access::Actor& actor, const TypedPlace& typed, int status) {
  Page page(request, actor, "Organisations", "organisations.html");
  Dict& body = page.body();
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    auto accounts = count_accounts(reading);
    auto all = store::list_organisations(reading.sql);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    body.set("CAPTION", all.size() == 1 ? "1 organisation" : fmt::format("{} organisations", all.size()));
    for (const store::Organisation& one : all) {
      Dict row = body.add("ROW");
      const std::string& known = accounts[one.id];
      row.set("NAME", one.name).set("WHERE", where(one)).set("ACCOUNTS", known.empty() ? "aucun compte" : known);
    }
    show_choices(body, all, typed);
  });
  std::vector<ShownError> errors;
  for (const base::FieldError& error : typed.errors)
    errors.push_back({error.detail, error.pointer == "/departement" ? "departement" : "organisation"});
  if (request.query_value("fait")) page.done("Le ressort est enregistré.");
  return page.errors(errors).answer(status);
}

}  // namespace

http::Response get_organisations(const Context& context, const http::Request& request, const access::Actor& actor) {
  return show_page(context, request, actor, {}, 200);
}

http::Response post_organisation(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  TypedPlace typed{body->text("organisation"), body->text("departement")};
  const auto id = base::OrganisationId::parse(typed.organisation);
  if (!id) {
    typed.errors = {{"/organisation", "choix_invalide", "Choisissez l’organisation."}};
    return show_page(context, request, actor, typed, 422);
  }
  const auto placed = casework::place_organisation(context.desk, actor, *id, typed.departement);
  if (placed) return see_other("/admin/organisations?fait=1");
  if (placed.error().fields.empty()) return refuse(context, request, placed.error());
  typed.errors = placed.error().fields;
  return show_page(context, request, actor, typed, http::status_of(placed.error().kind));
}

}  // namespace vigie::pages
