#include "access/browser.hpp"
#include "http/credentials.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"
#include "pages/provider_page.hpp"
#include "pages/second_factor_view.hpp"
#include "pages/sign_in_steps.hpp"

namespace vigie::pages {

namespace {

struct Wrong {
  std::string login, password;
};

/// The form, with what was typed; the password never comes back.
http::Response show_form(const Context& context, const http::Request& request, const Body& body, const Wrong& wrong, int status) {
  Page page(request, {}, "Connexion", "connexion.html");
  page.body().set("WAY_BACK", local_path(body.text("retour"))).set("LOGIN", body.text("identifiant"));
  if (body.has("saisie")) page.body().set("TYPED", body.raw("saisie")).show("KEPT");
  show_provider(page.body(), context, local_path(body.text("retour")), body.has("saisie"));
  page.body().set_part("WRONG_LOGIN", tied(wrong.login));
  draw_sign_in_password(page.body(), wrong.password);
  std::vector<ShownError> errors;
  if (!wrong.login.empty()) errors.push_back({wrong.login, "identifiant"});
  if (!wrong.password.empty()) errors.push_back({wrong.password, "mot-de-passe"});
  return page.errors(errors).answer(status);
}

/// The first step again, with what was refused.
http::Response start_again(const Context& context, const http::Request& request, const Body& body, const base::Error& error) {
  http::Response refused = show_form(context, request, body, {error.text, ""}, error.kind == base::Kind::too_many ? 429 : 422);
  http::set_retry_after(refused, error);
  return refused;
}

/// What was typed before the session ended, ready to be sent again by who has just signed in.
void draw_again(Dict& at, const access::Actor& actor, std::string_view path, const http::Pairs& typed) {
  Dict send = at.include("SEND", "reprise_envoi.html");
  send.set("ADDRESS", path).set("LOGIN", actor.login);
  for (const auto& [name, value] : typed) send.add("PAIR").set("NAME", name).set("VALUE", value);
}

/// Where one goes once signed in: the page that was asked for, by way of the recovery codes that were made, and of what was
/// typed before.
http::Response go_in(const http::Request& request, const access::Actor& actor, const std::vector<std::string>& recovery_codes, const Body& body) {
  const std::string path = local_path(body.text("retour"));
  const auto typed = body.has("saisie") ? http::parse_form(body.raw("saisie")) : std::nullopt;
  if (!recovery_codes.empty()) {
    Page page = recovery_codes_page(request, actor, recovery_codes);
    Dict next = page.body().add(typed ? "AGAIN" : "ON");
    if (typed) draw_again(next, actor, path, *typed);
    else next.set("ADDRESS", path);
    return page.answer();
  }
  if (!typed) return see_other(path);
  Page page(request, actor, "Reprendre votre saisie", "reprise.html");
  draw_again(page.body(), actor, path, *typed);
  return page.answer();
}

/// Enters, or asks what is still missing.
http::Response go_on(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                     const casework::Proofs& proofs) {
  const std::string replaced = http::session_of(request);
  const auto signed_in = casework::enter(context.desk, context.throttle, somebody, proofs,
                                         {access::browser_of(request.header("user-agent").value_or("")), replaced, request.remote});
  if (!signed_in) return refuse_step(context, request, body, somebody, signed_in.error());
  http::Response response = go_in(request, signed_in->actor, signed_in->recovery_codes, body);
  const auto lasts = signed_in->expires_at - context.desk.store.clock().now();
  http::set_session_cookie(request, response, signed_in->token, std::chrono::duration_cast<std::chrono::seconds>(lasts));
  return response;
}

/// The second step: the password was told, and is kept by its ticket.
http::Response post_second_step(const Context& context, const http::Request& request, const Body& body) {
  const auto somebody = casework::recognise(context.desk, body.raw("etape"));
  if (!somebody) return start_again(context, request, body, somebody.error());
  const StepAnswers answers = read_step(body, *somebody);
  if (answers.wrong.any()) return show_step(context, request, body, *somebody, answers.wrong, 422);
  return go_on(context, request, body, *somebody, answers.proofs());
}

}  // namespace

http::Response get_sign_in(const Context& context, const http::Request& request, const access::Actor&) {
  const std::string way_back = local_path(request.query_value("retour").value_or("/"));
  if (!visitor(context, request).login.empty()) return see_other(way_back);
  Page page(request, {}, "Connexion", "connexion.html");
  page.body().set("WAY_BACK", way_back);
  page.body().show_if(request.query_value("sortie").has_value(), "LEFT");
  page.body().show_if(request.query_value("expiree").has_value(), "EXPIRED");
  draw_sign_in_password(page.body(), {});
  show_provider(page.body(), context, way_back, false);
  return page.answer();
}

http::Response post_sign_in(const Context& context, const http::Request& request, const access::Actor&) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  if (body->has("etape")) return post_second_step(context, request, *body);
  if (const auto already = visitor(context, request); body->has("deja") && !already.login.empty()) return go_in(request, already, {}, *body);
  const std::string login = body->text("identifiant"), password = body->raw("mot-de-passe");
  Wrong wrong;
  if (login.empty()) wrong.login = "Saisissez votre identifiant.";
  if (password.empty()) wrong.password = "Saisissez votre mot de passe.";
  if (!wrong.login.empty() || !wrong.password.empty()) return show_form(context, request, *body, wrong, 422);
  const auto somebody = casework::recognise(context.desk, context.throttle, login, password, {{}, {}, request.remote});
  if (!somebody) return start_again(context, request, *body, somebody.error());
  return go_on(context, request, *body, *somebody, {});
}

}  // namespace vigie::pages
