#include "pages/declaration_view.hpp"

#include "casework/submit_declaration.hpp"
#include "pages/answers_view.hpp"
#include "pages/assets.hpp"
#include "pages/fields.hpp"
#include "pages/french.hpp"
#include "store/accounts.hpp"
#include "store/retractions.hpp"

namespace vigie::pages {

std::string SignedView::path(std::string_view end) const {
  return fmt::format("/declarations/{}{}{}", declaration.id.text(), end.empty() ? "" : "/", end);
}

namespace {

std::string_view label_of_act(std::string_view act) {
  if (act == "retrait") return "Retirée";
  if (act == "reouverture") return "Retirée, l’absence ayant été rouverte,";
  return "Rétablie";
}

void read_around(SignedView& view, const Context& context, const access::Actor& actor, const store::Reading& reading) {
  const store::Declaration& declaration = view.declaration;
  view.organisation = store::organisation_name(reading.sql, declaration.organisation);
  if (const auto account = store::find_account(reading.sql, declaration.account); account && view.own) view.login = account->actor.login;
  if (const auto minor = declaration.minor ? store::find_minor(reading, *declaration.minor) : std::nullopt) {
    const auto shown = casework::show_minor(context.desk, reading, *minor);
    view.minor = tied(shown.display);
    view.minor_reference = shown.reference;
  }
  if (const auto record = declaration.episode ? store::find_episode(reading, *declaration.episode) : std::nullopt) view.absence = record->episode.reference;
  for (const store::Retraction& one : store::list_retractions(reading, declaration.id)) {
    view.undoings.push_back({one.act, show_instant_long(one.at, view.zone), store::organisation_name(reading.sql, one.organisation), one.reason});
    view.took_back = one.organisation == actor.organisation;
  }
}

}  // namespace

base::Result<SignedView> open_signed(const Context& context, const access::Actor& actor, std::string_view id) {
  const auto known = base::DeclarationId::parse(id);
  if (!known) return casework::unknown_to_you("Déclaration");
  auto declaration = casework::open_declaration(context.desk, actor, *known, "declaration");
  if (!declaration) return declaration.error();
  SignedView view;
  view.declaration = std::move(*declaration);
  view.form = context.desk.forms.find(view.declaration.form, view.declaration.form_version);
  base::require(view.form != nullptr, "a signed form is in the catalogue");
  view.zone = zone_in(view.declaration.answers);
  view.own = view.declaration.organisation == actor.organisation;
  view.may_sign = access::may_sign(actor.role, view.declaration.form);
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) { read_around(view, context, actor, reading); });
  return view;
}

void show_signed(Dict& body, const SignedView& view) {
  const store::Declaration& declaration = view.declaration;
  body.set("NUMBER", declaration.id.text()).set("SIGNED_AT", show_instant_long(declaration.signed_at, view.zone)).set("VERSION", declaration.form_version);
  body.set("ORGANISATION", view.organisation).set_part("LOGIN", view.login);
  if (!view.minor.empty()) body.add("MINOR").set("NAME", view.minor).set("REFERENCE", view.minor_reference);
  if (!view.absence.empty()) body.add("ABSENCE").set("REFERENCE", view.absence);
  if (declaration.amends) body.add("AMENDS").set("PATH", "/declarations/" + declaration.amends->text()).set("NUMBER", declaration.amends->text());
  if (declaration.amended_by) body.add("AMENDED").set("PATH", "/declarations/" + declaration.amended_by->text()).set("NUMBER", declaration.amended_by->text());
  body.show_if(declaration.withdrawn_at.has_value(), "WITHDRAWN");
  for (const SignedView::Undoing& one : view.undoings)
    body.add("UNDOING").set("ACT", label_of_act(one.act)).set("WHEN", one.when).set("ORGANISATION", one.organisation).set("REASON", one.reason);
  body.show_if(declaration.partial, "PARTIAL");
  AnswerRows rows;
  rows.zone = view.zone;
  show_answers(body, "ANSWERS", *view.form, declaration.answers, rows);
}

http::Response print_signed(const SignedView& view, Paper paper) {
  Dict values;
  values.set("TITLE", view.form->title);
  values.add("LINKED").set("STYLE", asset("papier.css"));
  show_signed(values, view);
  if (paper == Paper::page) values.set_part("ICON", asset("icone.svg")).add("WAYS").set("BACK", view.path()).set("FILE", view.path("fichier"));
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Language", "fr");
  response.body = render("papier.html", values);
  if (paper == Paper::page) return response;
  // A file that is taken away: no policy of ours applies to it, and no address of ours answers it.
  const std::size_t from = response.body.find("<link"), to = response.body.find('>', from) + 1;
  response.body.replace(from, to - from, fmt::format("<style>{}</style>", asset_text("papier.css")));
  response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"declaration-{}.html\"", view.declaration.id.text()));
  return response;
}

}  // namespace vigie::pages
