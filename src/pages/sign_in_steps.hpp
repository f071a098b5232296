#pragma once
#include "pages/body.hpp"
#include "pages/context.hpp"
#include "pages/render.hpp"
#include "pages/secret_field.hpp"

namespace vigie::pages {

// The second step of a sign-in: what is asked of some besides their password, which is not typed again.

/// What is wrong with each of its fields.
struct StepWrong {
  ChosenPassword chosen = {};
  std::string code = {};
  bool any() const { return chosen.any() || !code.empty(); }
};
struct StepAnswers {
  std::optional<std::string> new_password = {};
  std::string code = {}, offer = {};
  StepWrong wrong = {};
  casework::Proofs proofs() const { return {new_password, code, offer}; }
};
StepAnswers read_step(const Body& body, const casework::Recognised& somebody);

/// Its page. `body`: of the step before, whose way back and kept typing it carries on.
http::Response show_step(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                         const StepWrong& wrong, int status);
/// What follows a refusal to enter: the page that asks for what is missing or wrong, or the page of the refusal.
http::Response refuse_step(const Context& context, const http::Request& request, const Body& body, const casework::Recognised& somebody,
                           const base::Error& error);

/// The password of the first step, as the piece PASSWORD of connexion.html.
void draw_sign_in_password(Dict& at, std::string_view wrong);

}  // namespace vigie::pages
