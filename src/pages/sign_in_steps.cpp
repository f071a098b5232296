#include "pages/sign_in_steps.hpp"

#include "pages/second_factor_view.hpp"

namespace vigie::pages {

namespace {

using CodeAsked = casework::Recognised::Code;

std::string_view title_of_step(const casework::Recognised& somebody) {
  if (somebody.code == CodeAsked::to_set_up) return "Activer un second facteur";
  if (somebody.code == CodeAsked::none) return "Choisir votre mot de passe";
  return somebody.must_choose() ? "Votre code, puis votre mot de passe" : "Votre code";
}

void draw_step(const Context& context, Dict& page, const Body& body, const casework::Recognised& somebody, const StepWrong& wrong) {
  const access::Actor& actor = somebody.account.actor;
  if (somebody.code == CodeAsked::to_set_up) {
    Dict part = page.add("SET_UP");
    draw_key(part, "KEY", "OFFER", kept_or_new_offer(context, actor.account, body.raw("offre")), actor.login);
  }
  if (somebody.code != CodeAsked::none) {
    Dict part = page.add("CODE");
    draw_code(part, "CODE_FIELD", somebody.code == CodeAsked::asked, wrong.code);
  }
  if (somebody.must_choose()) {
    Dict part = page.add("CHOOSE");
    draw_chosen_password(part, wrong.chosen.wrong, wrong.chosen.wrong_again);
  }
}

}  // namespace

StepAnswers read_step(const Body& body, const casework::Recognised& somebody) {
  StepAnswers answers;
  if (somebody.code != CodeAsked::none) {
    answers.code = body.text("code");
    answers.offer = body.raw("offre");
    if (answers.code.empty()) answers.wrong.code = "Saisissez le code.";
  }
  if (somebody.must_choose()) {
    answers.new_password = body.raw("nouveau");
    answers.wrong.chosen = check_chosen_password(*answers.new_password, body.raw("encore"));
  }
  return answers;
}

http::Response show_step(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                         const StepWrong& wrong, int status) {
  Page page(request, {}, title_of_step(somebody), "connexion_suite.html");
  page.body().set("LOGIN", somebody.account.actor.login).set("TICKET", casework::to_ticket(context.desk, somebody));
  page.body().set("WAY_BACK", local_path(body.text("retour")));
  if (body.has("saisie")) page.body().add("KEPT").set("TYPED", body.raw("saisie"));
  draw_step(context, page.body(), body, somebody, wrong);
  std::vector<ShownError> errors;
  if (!wrong.code.empty()) errors.push_back({wrong.code, "code"});
  if (!wrong.chosen.wrong.empty()) errors.push_back({wrong.chosen.wrong, "nouveau"});
  if (!wrong.chosen.wrong_again.empty()) errors.push_back({wrong.chosen.wrong_again, "encore"});
  return page.errors(errors).answer(status);
}

http::Response refuse_step(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                           const base::Error& error) {
  for (const std::string_view asked : {"code_demande", "code_a_configurer", "mot_de_passe_a_changer"})
    if (error.code == asked) return show_step(context, request, body, somebody, {}, 200);
  StepWrong wrong;
  const bool of_code = error.code == "code_incorrect" || error.kind == base::Kind::too_many;
  if (!of_code && error.fields.empty()) return refuse(context, request, error);
  const bool of_password = !of_code && error.fields.front().pointer == "/new_password";
  (of_password ? wrong.chosen.wrong : wrong.code) = error.text;
  http::Response refused = show_step(context, request, body, somebody, wrong, error.kind == base::Kind::too_many ? 429 : 422);
  http::set_retry_after(refused, error);
  return refused;
}

void draw_sign_in_password(Dict& at, std::string_view wrong) { draw_secret(at, "PASSWORD", {"mot-de-passe", "Mot de passe", wrong}); }

}  // namespace vigie::pages
