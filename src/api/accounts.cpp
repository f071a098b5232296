#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/place_organisation.hpp"

namespace vigie::api {

namespace {

boost::json::object account_json(const store::Account& account) {
  return {{"id", account.actor.account.text()},
          {"login", account.actor.login},
          {"role", access::to_text(account.actor.role)},
          {"organisation", account.actor.organisation_name},
          {"created_at", base::to_rfc3339(account.created_at)},
          {"disabled", account.disabled},
          {"can_log_in", !account.password.empty()},
          {"password_to_change", account.password_until.has_value()}};
}

boost::json::object organisation_json(const store::Organisation& one) {
  return {{"id", one.id.text()}, {"name", one.name}, {"departement", text_or_null(one.departement)}};
}

}  // namespace

http::Response list_accounts(const Context& context, const http::Request&, const access::Actor& actor) {
  boost::json::array items;
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    for (const store::Account& account : store::list_accounts(reading.sql)) items.push_back(account_json(account));
  });
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response post_account(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string login = members.required_text("login", 200);
  const std::string organisation = members.required_text("organisation", 400);
  const std::string code = members.required_text("role", 40);
  (void)members.required_text("password", 1024);
  const auto role = access::parse_role(code);
  const bool to_change = members.truth("to_change");
  if (base::find(*body, "role") && !role)
    members.refuse("role", "choix_invalide", "Le rôle est ecoutant, suivi, police, foyer, analyste ou admin.");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const std::string password = *base::find_text(*body, "password");  // as typed, spaces kept
  const auto until = to_change ? std::optional(context.desk.store.clock().now() + casework::given_password_lasts) : std::nullopt;
  const auto account = casework::add_account(context.desk, actor, login, *role, organisation, password, until);
  if (!account) return http::problem(account.error());
  return answer(201, account_json(*account));
}

http::Response list_organisations(const Context& context, const http::Request&, const access::Actor& actor) {
  boost::json::array items;
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    for (const store::Organisation& one : store::list_organisations(reading.sql))
      items.push_back(organisation_json(one));
  });
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response post_organisation_place(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::OrganisationId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string departement = members.text("departement", 3).value_or("");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto placed = casework::place_organisation(context.desk, actor, *id, departement);
  if (!placed) return http::problem(placed.error());
  return answer(200, organisation_json(*placed));
}

http::Response list_audit(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto page = page_of(request);
  if (!page) return http::problem(page.error());
  const std::int64_t before = page->after ? page->after->first : std::numeric_limits<std::int64_t>::max();
  auto lines = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::list_audit(reading, request.query_value("subject").value_or(""), request.query_value("account").value_or(""),
                             before, page->limit + 1);
  });
  boost::json::value next;
  if (lines.size() > static_cast<std::size_t>(page->limit)) {
    lines.pop_back();
    next = boost::json::string(cursor(lines.back().number, base::to_text(base::Uuid{})));
  }
  boost::json::array items;
  for (const audit::Line& line : lines)
    items.push_back(boost::json::object{{"number", line.number},
                                        {"at", base::to_rfc3339(line.at)},
                                        {"account", line.account},
                                        {"organisation", line.organisation},
                                        {"act", line.entry.act},
                                        {"subject", line.entry.subject},
                                        {"subject_id", text_or_null(line.entry.subject_id)},
                                        {"motive", text_or_null(line.entry.motive)},
                                        {"detail", text_or_null(line.entry.detail)}});
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

}  // namespace vigie::api
