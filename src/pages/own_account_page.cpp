#include "casework/change_password.hpp"
#include "casework/second_factor.hpp"
#include "casework/sessions.hpp"
#include "http/credentials.hpp"
#include "pages/account_handlers.hpp"
#include "pages/french.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"
#include "pages/secret_field.hpp"

namespace vigie::pages {

namespace {

struct PasswordErrors {
  std::string present;
  ChosenPassword chosen = {};
  bool any() const { return !present.empty() || chosen.any(); }
};

void show_own_sessions(Dict& body, const Context& context, const std::vector<casework::Session>& sessions) {
  body.set("SESSIONS", sessions.size() == 1 ? "1 session ouverte" : fmt::format("{} sessions ouvertes", sessions.size()));
  body.set("IDLE", show_duration(context.desk.presence->idle()));
  body.show_if(sessions.size() > 1, "OTHERS");
  const base::Instant now = context.desk.store.clock().now();
  for (const casework::Session& session : sessions) {
    Dict row = body.add("SESSION");
    row.set("BROWSER", session.browser.empty() ? "programme inconnu" : session.browser).set("OPENED", show_instant(session.opened_at));
    row.set("SEEN", show_ago(session.seen_at, now)).set("ENDS", show_instant(session.ends_at));
    if (session.current) row.show("CURRENT");
    else row.add("OTHER").set("ID", session.id.text()).set("OPENED", show_instant(session.opened_at));
  }
}

http::Response show_own_account(const Context& context, const http::Request& request, const access::Actor& actor,
                                const PasswordErrors& wrong, int status) {
  Page page(request, actor, "Mon compte", "compte.html");
  Dict& body = page.body();
  body.set("LOGIN", actor.login).set("ROLE", label_of(actor.role)).set("ORGANISATION", actor.organisation_name);
  draw_secret(body, "PRESENT", {"actuel", "Mot de passe actuel", wrong.present});
  draw_chosen_password(body, wrong.chosen.wrong, wrong.chosen.wrong_again);
  const auto factor = casework::show_second_factor(context.desk, actor);
  body.set("FACTOR", factor.since ? "Un code est demandé après votre mot de passe." : "Votre mot de passe suffit à vous connecter.");
  body.set("FACTOR_ACT", factor.since ? "Changer de téléphone, refaire les codes de secours" : "Activer un second facteur");
  std::vector<ShownError> errors;
  if (!wrong.present.empty()) errors.push_back({wrong.present, "actuel"});
  if (!wrong.chosen.wrong.empty()) errors.push_back({wrong.chosen.wrong, "nouveau"});
  if (!wrong.chosen.wrong_again.empty()) errors.push_back({wrong.chosen.wrong_again, "encore"});
  show_own_sessions(body, context, casework::list_sessions(context.desk, actor, http::token_of(request).value_or("")));
  const auto done = request.query_value("fait");
  if (done == "mot-de-passe") page.done("Votre mot de passe est changé. Vos autres sessions sont fermées.");
  if (done == "session") page.done("La session est fermée.");
  if (done == "sessions") page.done("Vos autres sessions sont fermées.");
  return page.errors(errors).answer(status);
}

PasswordErrors errors_beside(const base::Error& error) {
  PasswordErrors wrong;
  for (const base::FieldError& field : error.fields) (field.pointer == "/password" ? wrong.present : wrong.chosen.wrong) = field.detail;
  if (!wrong.any()) wrong.present = error.text;  // too many tries, changed meanwhile: nothing else to mend
  return wrong;
}

}  // namespace

http::Response get_own_account(const Context& context, const http::Request& request, const access::Actor& actor) {
  return show_own_account(context, request, actor, {}, 200);
}

http::Response post_own_password(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string present = body->raw("actuel"), wanted = body->raw("nouveau");
  PasswordErrors wrong;
  if (present.empty()) wrong.present = "Saisissez votre mot de passe actuel.";
  wrong.chosen = check_chosen_password(wanted, body->raw("encore"));
  if (wrong.any()) return show_own_account(context, request, actor, wrong, 422);
  const std::string token = http::token_of(request).value_or("");
  const auto changed = casework::change_password(context.desk, context.throttle, actor, {present, wanted, token});
  if (changed) return see_other("/compte?fait=mot-de-passe");
  const base::Error& error = changed.error();
  if (error.fields.empty() && error.kind != base::Kind::too_many && error.kind != base::Kind::conflict) return refuse(context, request, error);
  http::Response refused = show_own_account(context, request, actor, errors_beside(error), http::status_of(error.kind));
  http::set_retry_after(refused, error);
  return refused;
}

http::Response post_own_sessions_ended(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto ended = casework::end_other_sessions(context.desk, actor, http::token_of(request).value_or(""));
  if (!ended) return refuse(context, request, ended.error());
  return see_other("/compte?fait=sessions");
}

http::Response post_own_session_ended(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::PassId::parse(request.param("id"));
  const auto ended = id ? casework::end_session(context.desk, actor, *id) : base::Status(casework::unknown_to_you("Session"));
  if (!ended) return refuse(context, request, ended.error());
  return see_other("/compte?fait=session");
}

}  // namespace vigie::pages
