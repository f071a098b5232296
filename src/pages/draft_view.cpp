#include "pages/draft_view.hpp"

#include "forms/check.hpp"
#include "pages/answers_view.hpp"

namespace vigie::pages {

std::string path_of(const store::Draft& draft, std::string_view end) {
  const std::string_view room = draft.form == "appel" ? "/appels" : "/declarations/brouillons";
  return fmt::format("{}/{}{}{}", room, draft.id.text(), end.empty() ? "" : "/", end);
}

std::string motive_of(const store::Draft& draft) { return draft.form == "appel" ? "appel" : "declaration"; }

base::Result<DraftView> open_draft(const Context& context, const access::Actor& actor, std::string_view id) {
  const auto known = base::DraftId::parse(id);
  if (!known) return casework::unknown_to_you("Brouillon");
  auto opened = casework::open_draft(context.desk, actor, *known, "declaration");
  if (!opened) return opened.error();
  DraftView view{std::move(opened->draft), std::move(opened->saved_by), nullptr, {}};
  view.form = &context.desk.forms.get(view.draft.form);
  view.moment = {context.desk.store.clock().now(), zone_in(view.answers())};
  return view;
}

void show_autosave(Page& page, const DraftView& view, const access::Actor& actor) {
  page.module("fields.js").module("brouillon.js");
  page.body().set("SAVES", view.path("saisie"));
  page.body().include("CONFLICT", "saisie_conflit.html");
  page.body().include("SESSION", "saisie_session.html").set("LOGIN", actor.login);
}

std::vector<base::FieldError> mistakes_of(const DraftView& view) {
  const auto checked = forms::check(*view.form, view.answers(), view.moment.now, view.moment.zone);
  return checked ? std::vector<base::FieldError>() : checked.error().fields;
}

bool is_needed(const base::FieldError& error) { return error.code == "champ_requis"; }
bool is_foreign(const base::FieldError& error) { return error.code == "champ_inconnu"; }

ShownState show_progress(Progress progress) {
  switch (progress) {
    case Progress::to_do: return {"À faire", "govuk-tag--blue"};
    case Progress::under_way: return {"En cours", "govuk-tag--yellow"};
    case Progress::done: return {"Terminé", "govuk-tag--green"};
    case Progress::without_object: return {"Sans objet", "govuk-tag--grey"};
  }
  throw base::Bug("a progress without words");
}

namespace {

bool is_in(const base::FieldError& error, const forms::Field& field) {
  const std::string own = base::pointer("/answers", field.id);
  return error.pointer == own || error.pointer.starts_with(own + "/");
}

Progress progress_in(const DraftView& view, const forms::Section& section, const std::vector<base::FieldError>& mistakes) {
  bool answered = false, wrong = false;
  for (const forms::Field* field : fields_of(*view.form, section.id)) {
    answered |= base::find(view.answers(), field->id) != nullptr;
    wrong |= std::any_of(mistakes.begin(), mistakes.end(), [&](const auto& one) { return is_in(one, *field); });
  }
  const boost::json::value* said = base::find(view.draft.said, "sections");
  const auto mark = said && said->is_object() ? base::find_text(said->get_object(), section.id) : std::nullopt;
  if (!answered) return mark == "sans_objet" && !wrong ? Progress::without_object : Progress::to_do;
  return mark == "faite" && !wrong ? Progress::done : Progress::under_way;
}

}  // namespace

std::vector<Progress> progress_of(const DraftView& view, const std::vector<base::FieldError>& mistakes) {
  std::vector<Progress> all;
  for (const forms::Section& section : view.form->sections) all.push_back(progress_in(view, section, mistakes));
  return all;
}

std::optional<store::Declaration> origin_of(const Context& context, const access::Actor& actor, const DraftView& view) {
  for (const std::string_view member : {"sheet", "amends"}) {
    const auto told = base::find_text(view.draft.said, member);
    const auto id = told ? base::DeclarationId::parse(*told) : std::nullopt;
    if (!id) continue;
    return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
      return casework::find_readable(reading, *id);
    });
  }
  return std::nullopt;
}

std::string age_note(const DraftView& view, const std::optional<store::Declaration>& origin, const forms::Field& field) {
  if (!origin || origin->form != "preventive") return {};
  const auto *now = base::find(view.answers(), field.id), *then = base::find(origin->answers, field.id);
  if (!now || !then || *now != *then) return {};
  return fmt::format("Repris de la fiche préventive du {}\u00a0: dit {}", base::to_french(base::to_local(origin->signed_at, view.moment.zone).date),
                     show_age_of(origin->signed_at, view.moment.now));
}

}  // namespace vigie::pages
