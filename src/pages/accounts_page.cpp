#include "access/password.hpp"
#include "base/text.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/reading_count.hpp"
#include "casework/second_factor.hpp"
#include "pages/account_fields.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

void show_accounts(Dict& body, const Context& context, const access::Actor& actor) {
  const auto all = context.desk.store.read(access::scope_of(actor), [](const store::Reading& reading) { return store::list_accounts(reading.sql); });
  body.set("CAPTION", all.size() == 1 ? "1 compte" : fmt::format("{} comptes", all.size()));
  for (const store::Account& account : all) {
    Dict row = body.add("ROW");
    row.set("LOGIN", account.actor.login).set("ROLE", label_of(account.actor.role)).set("ORGANISATION", account.actor.organisation_name);
    row.set("MADE", show_instant(account.created_at)).set("PATH", fmt::format("/admin/comptes/{}", account.actor.account.text()));
    row.show(account.disabled ? "CLOSED" : account.password.empty() ? "SYSTEM" : "OPEN");
  }
}

void warn_of_unprotected(Dict& body, const Context& context) {
  const auto roles = casework::list_unprotected_roles(context.desk);
  if (roles.empty()) return;
  Dict warning = body.add("UNPROTECTED");
  for (const access::Role role : roles) warning.add("ROLE").set("LABEL", label_of(role)).set("CODE", access::to_text(role));
}

/// « 500 dossiers ouverts », of « dossiers=500 ».
std::string show_much(std::string_view detail) {
  const auto parts = base::split(detail, '=');
  base::require(parts.size() == 2, "what was counted, and how many");
  return fmt::format("{}\u00a0{}", parts[1], parts[0] == "dossiers" ? "dossiers ouverts" : parts[0]);
}

void warn_of_much_reading(Dict& body, const Context& context, const access::Actor& actor) {
  const auto much = casework::list_much_reading(context.desk, actor);
  if (much.empty()) return;
  Dict warning = body.add("MUCH_READING");
  for (const casework::MuchReading& one : much) {
    Dict row = warning.add("LINE");
    row.set("LOGIN", one.login).set("AT", show_instant(one.at)).set("WHAT", show_much(one.detail));
    row.set("JOURNAL", fmt::format("/admin/journal?compte={}", one.login));
    row.show_if(one.act == "lectures_refusees", "REFUSED");
  }
}

http::Response show_page(const Context& context, const http::Request& request, const access::Actor& actor, const TypedAccount& typed, int status) {
  Page page(request, actor, "Comptes", "comptes.html");
  Dict form = page.body().add("FORM");
  draw_account_fields(form, "Identifiant", context, actor, typed);
  warn_of_unprotected(page.body(), context);
  warn_of_much_reading(page.body(), context, actor);
  show_accounts(page.body(), context, actor);
  return page.errors(errors_of(typed)).answer(status);
}

}  // namespace

http::Response get_accounts(const Context& context, const http::Request& request, const access::Actor& actor) {
  return show_page(context, request, actor, {}, 200);
}

/// The one POST that ends in no redirection: the password is shown here, and nowhere else.
http::Response post_account(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  TypedAccount typed{body->text("identifiant"), body->text("role"), body->text("organisation")};
  const auto role = access::parse_role(typed.role);
  if (!role) {
    typed.errors = no_role().fields;
    return show_page(context, request, actor, typed, 422);
  }
  const std::string password = access::make_password();
  const auto made = casework::add_account(context.desk, actor, typed.login, *role, typed.organisation, password,
                                          context.desk.store.clock().now() + casework::given_password_lasts);
  if (made) {
    Page page(request, actor, "Compte créé", "compte_cree.html");
    page.body().set("LOGIN", made->actor.login).set("ROLE", label_of(*role)).set("ORGANISATION", made->actor.organisation_name).set("PASSWORD", password);
    return page.back("/admin/comptes", "Comptes").answer(201);
  }
  if (made.error().fields.empty()) return refuse(context, request, made.error());
  typed.errors = made.error().fields;
  return show_page(context, request, actor, typed, http::status_of(made.error().kind));
}

}  // namespace vigie::pages
