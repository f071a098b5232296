#include "pages/sign_in_steps.hpp"

#include "pages/page.hpp"

namespace vigie::pages {

StepAnswers read_step(const Body& body, const casework::Recognised& somebody) {
  StepAnswers answers;
  if (somebody.must_choose()) {
    answers.new_password = body.raw("nouveau");
    answers.wrong.chosen = check_chosen_password(*answers.new_password, body.raw("encore"));
  }
  return answers;
}

http::Response show_step(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                         const StepWrong& wrong, int status) {
  Page page(request, {}, "Choisir votre mot de passe", "connexion_suite.html");
  page.body().set("LOGIN", somebody.account.actor.login).set("TICKET", casework::to_ticket(context.desk, somebody));
  page.body().set("WAY_BACK", local_path(body.text("retour")));
  if (body.has("saisie")) page.body().add("KEPT").set("TYPED", body.raw("saisie"));
  std::vector<ShownError> errors;
  if (somebody.must_choose()) {
    Dict choose = page.body().add("CHOOSE");
    draw_chosen_password(choose, wrong.chosen.wrong, wrong.chosen.wrong_again);
    if (!wrong.chosen.wrong.empty()) errors.push_back({wrong.chosen.wrong, "nouveau"});
    if (!wrong.chosen.wrong_again.empty()) errors.push_back({wrong.chosen.wrong_again, "encore"});
  }
  return page.errors(errors).answer(status);
}

http::Response refuse_step(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                           const base::Error& error) {
  if (error.code == "mot_de_passe_a_changer") return show_step(context, request, body, somebody, {}, 200);
  if (error.fields.empty()) return refuse(context, request, error);
  StepWrong wrong;
  wrong.chosen.wrong = error.text;
  return show_step(context, request, body, somebody, wrong, 422);
}

void draw_sign_in_password(Dict& at, std::string_view wrong) { draw_secret(at, "PASSWORD", {"mot-de-passe", "Mot de passe", wrong}); }

}  // namespace vigie::pages
