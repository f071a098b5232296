#include "casework/manage_vouchings.hpp"
#include "pages/account_fields.hpp"
#include "pages/french.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"
#include "pages/provider_handlers.hpp"
#include "store/accounts.hpp"

namespace vigie::pages {

namespace {

constexpr std::string_view list_path = "/admin/rattachements";

std::optional<store::Vouching> find_asked(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::VouchingId::parse(request.param("id"));
  if (!id) return std::nullopt;
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) { return store::find_vouching(reading.sql, *id); });
}

base::Error unknown_request() { return {base::Kind::not_found, "introuvable", "Cette demande n’existe pas."}; }

void show_state(Dict& at, const store::Vouching& one) {
  at.show_if(one.waits(), "WAITS");
  if (one.account) at.add("LINKED").set("LOGIN", one.account->login).set("ROLE", label_of(one.account->role)).set("ORGANISATION", one.account->organisation_name);
  if (one.decided_at && !one.account) at.add("REFUSED").set("DECIDED", show_instant(*one.decided_at));
}

/// What was typed in the two forms of a request, of which one was sent.
struct TypedLink {
  std::string linked, wrong_link;
  TypedAccount account = {};
  bool makes = false;  // the form of a new account

  void refuse_with(std::vector<base::FieldError> errors) {
    if (makes) account.errors = std::move(errors);
    else if (!errors.empty()) wrong_link = errors.front().detail;
  }
};

http::Response show_one(const Context& context, const http::Request& request, const access::Actor& actor, const store::Vouching& one,
                        const TypedLink& typed, int status) {
  Page page(request, actor, fmt::format("Demande {}", one.reference()), "rattachement.html");
  Dict& body = page.body();
  body.set("REFERENCE", one.reference()).set("ISSUER", one.issuer).set("ASKED", show_instant(one.asked_at)).set("PATH", fmt::format("{}/{}", list_path, one.id.text()));
  show_state(body, one);
  if (one.account) body.add("TAKES_BACK").set("LOGIN", one.account->login);
  std::vector<ShownError> errors = errors_of(typed.account);
  if (!typed.wrong_link.empty()) errors.push_back({typed.wrong_link, "compte"});
  if (!one.account) {
    Dict open = body.add("OPEN");
    open.set("LINKED_LOGIN", typed.linked).set_part("WRONG_LINKED", tied(typed.wrong_link));
    open.show_if(one.waits(), "MAY_REFUSE");
    draw_account_fields(open, "Identifiant du nouveau compte", context, actor, typed.account);
  }
  return page.back(list_path, "Rattachements").errors(errors).answer(status);
}

/// To the list when it is done; to the same form when a field is to be mended.
http::Response end(const Context& context, const http::Request& request, const access::Actor& actor, const store::Vouching& one, TypedLink typed,
                   const base::Status& done) {
  if (done) return see_other(fmt::format("{}?fait=1", list_path));
  if (done.error().fields.empty()) return refuse(context, request, done.error());
  typed.refuse_with(done.error().fields);
  return show_one(context, request, actor, one, typed, http::status_of(done.error().kind));
}

}  // namespace

http::Response get_vouchings(const Context& context, const http::Request& request, const access::Actor& actor) {
  Page page(request, actor, "Rattachements", "rattachements.html");
  if (request.query_value("fait")) page.done("Votre décision est enregistrée.");
  page.body().show_if(context.provider == nullptr, "NO_PROVIDER");
  const auto all = context.desk.store.read(access::scope_of(actor), [](const store::Reading& reading) { return store::list_vouchings(reading.sql); });
  page.body().show_if(all.empty(), "NONE");
  if (all.empty()) return page.answer();
  Dict list = page.body().add("LIST");
  for (const store::Vouching& one : all) {
    Dict row = list.add("ROW");
    row.set("REFERENCE", one.reference()).set("ASKED", show_instant(one.asked_at)).set("PATH", fmt::format("{}/{}", list_path, one.id.text()));
    show_state(row, one);
  }
  return page.answer();
}

http::Response get_vouching(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto one = find_asked(context, request, actor);
  return one ? show_one(context, request, actor, *one, {}, 200) : refuse(context, request, unknown_request());
}

http::Response post_vouching_linked(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto one = find_asked(context, request, actor);
  if (!one) return refuse(context, request, unknown_request());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  TypedLink typed;
  typed.linked = body->text("compte");
  return end(context, request, actor, *one, typed, casework::link_vouching(context.desk, actor, one->id, typed.linked));
}

http::Response post_vouching_account(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto one = find_asked(context, request, actor);
  if (!one) return refuse(context, request, unknown_request());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const TypedLink typed{"", "", {body->text("identifiant"), body->text("role"), body->text("organisation")}, true};
  const auto role = access::parse_role(typed.account.role);
  if (!role) return end(context, request, actor, *one, typed, no_role());
  return end(context, request, actor, *one, typed, casework::make_account_for(context.desk, actor, one->id, typed.account.login, *role, typed.account.organisation));
}

http::Response post_vouching_refused(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto one = find_asked(context, request, actor);
  if (!one) return refuse(context, request, unknown_request());
  return end(context, request, actor, *one, {}, casework::refuse_vouching(context.desk, actor, one->id));
}

}  // namespace vigie::pages
