#include "casework/second_factor.hpp"
#include "http/credentials.hpp"
#include "pages/account_handlers.hpp"
#include "pages/french.hpp"
#include "pages/second_factor_view.hpp"
#include "pages/secret_field.hpp"

namespace vigie::pages {

namespace {

struct FactorWrong {
  std::string code, present_code, present;
};
constexpr std::string_view present_code_field = "code-actuel";

http::Response show_factor(const Context& context, const http::Request& request, const access::Actor& actor, bool sets_up,
                           std::string_view ticket, const FactorWrong& wrong, int status) {
  const auto view = casework::show_second_factor(context.desk, actor);
  Page page(request, actor, "Second facteur", "second_facteur.html");
  const bool offers = sets_up || !view.since;
  Dict part = page.body().add(offers ? "SET_UP" : "ON");
  if (offers) {
    draw_key(part, "KEY", "TICKET", kept_or_new_offer(context, actor.account, ticket), actor.login);
    draw_code(part, "CODE", false, wrong.code);
    if (view.since) {
      Dict replaces = part.add("REPLACES");
      draw_code(replaces, "PRESENT_CODE", true, wrong.present_code, present_code_field, "Code de l’application que vous quittez");
    }
  } else {
    draw_code(part, "PRESENT_CODE", true, wrong.present_code, present_code_field);
    part.set("SINCE", show_instant(*view.since));
    part.set("LEFT", fmt::format("{} code{} de secours", view.recovery_codes, view.recovery_codes > 1 ? "s" : ""));
    if (!view.required) part.show("MAY_REMOVE");
  }
  draw_secret(part, "PRESENT", {"actuel", "Mot de passe actuel", wrong.present});
  std::vector<ShownError> errors;
  if (!wrong.code.empty()) errors.push_back({wrong.code, "code"});
  if (!wrong.present_code.empty()) errors.push_back({wrong.present_code, std::string(present_code_field)});
  if (!wrong.present.empty()) errors.push_back({wrong.present, "actuel"});
  if (request.query_value("fait") == "retire") page.done("Le second facteur est retiré. Vos autres sessions sont fermées.");
  return page.back("/compte", "Mon compte").errors(errors).answer(status);
}

FactorWrong beside(const base::Error& error) {
  FactorWrong wrong;
  for (const base::FieldError& field : error.fields)
    (field.pointer == "/password" ? wrong.present : field.pointer == "/present_code" ? wrong.present_code : wrong.code) = field.detail;
  if (error.fields.empty()) wrong.present = error.text;  // too many tries
  return wrong;
}

http::Response refuse_change(const Context& context, const http::Request& request, const access::Actor& actor, const Body& body,
                             const base::Error& error) {
  if (error.fields.empty() && error.kind != base::Kind::too_many) return refuse(context, request, error);
  http::Response refused = show_factor(context, request, actor, body.has("offre"), body.raw("offre"), beside(error), http::status_of(error.kind));
  http::set_retry_after(refused, error);
  return refused;
}

http::Response show_codes(const http::Request& request, const access::Actor& actor, const std::vector<std::string>& codes) {
  Page page = recovery_codes_page(request, actor, codes);
  page.body().add("ON").set("ADDRESS", "/compte");
  return page.answer();
}

}  // namespace

http::Response get_second_factor(const Context& context, const http::Request& request, const access::Actor& actor) {
  return show_factor(context, request, actor, request.query_value("changer").has_value(), {}, {}, 200);
}

/// Ends in no redirection: the recovery codes are shown here, and nowhere else.
http::Response post_second_factor(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  FactorWrong wrong;
  if (body->text("code").empty()) wrong.code = "Saisissez le code que montre votre application.";
  if (body->raw("actuel").empty()) wrong.present = "Saisissez votre mot de passe actuel.";
  if (!wrong.code.empty() || !wrong.present.empty()) return show_factor(context, request, actor, true, body->raw("offre"), wrong, 422);
  const std::string token = http::token_of(request).value_or(""), present = body->raw("actuel"), proof = body->text(present_code_field);
  const auto codes = casework::add_second_factor(context.desk, context.throttle, actor, {present, token, proof}, body->raw("offre"), body->text("code"));
  return codes ? show_codes(request, actor, *codes) : refuse_change(context, request, actor, *body, codes.error());
}

http::Response post_recovery_codes(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string token = http::token_of(request).value_or(""), present = body->raw("actuel"), proof = body->text(present_code_field);
  const auto codes = casework::renew_recovery_codes(context.desk, context.throttle, actor, {present, token, proof});
  return codes ? show_codes(request, actor, *codes) : refuse_change(context, request, actor, *body, codes.error());
}

http::Response post_second_factor_removed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string token = http::token_of(request).value_or(""), present = body->raw("actuel"), proof = body->text(present_code_field);
  const auto removed = casework::remove_second_factor(context.desk, context.throttle, actor, {present, token, proof});
  return removed ? see_other("/compte/second-facteur?fait=retire") : refuse_change(context, request, actor, *body, removed.error());
}

}  // namespace vigie::pages
