#include "pages/typed_piece.hpp"

#include "base/text.hpp"
#include "pages/answer_words.hpp"
#include "pages/draft_conflict.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

constexpr int most_last_tries = 5;
constexpr std::string_view sent_before = "_avant.";

/// What the page had sent of the same fields when it was left, and had no answer to yet.
Body sent_before_in(const Body& body) {
  http::Pairs pairs;
  for (const auto& [name, value] : body.pairs())
    if (name.starts_with(sent_before)) pairs.emplace_back(name.substr(sent_before.size()), value);
  return Body(std::move(pairs));
}

/// The patch without what somebody else changed otherwise meanwhile.
casework::DraftPatch undisputed(const store::Draft& stands, casework::DraftPatch patch, const boost::json::object& before, std::int64_t seen) {
  for (const Difference& one : differences_in(stands, patch, seen)) {
    if (!one.disputed) continue;
    const std::string field = one.pointer.substr(one.pointer.rfind('/') + 1);
    const bool answer = one.pointer.starts_with("/answers/");
    const auto own = before.find(field);
    if (answer && own != before.end() && own->value() == value_at(stands, one.pointer)) continue;
    if (answer) patch.at("answers").get_object().erase(field);
    else patch.erase(field);
  }
  return patch;
}

base::Result<casework::DraftView> save_last(const Context& context, const access::Actor& actor, const store::Draft& draft, const casework::DraftPatch& patch,
                                            const boost::json::object& before, std::int64_t seen) {
  for (int tries = 1;; ++tries) {
    const auto stands = casework::open_draft(context.desk, actor, draft.id, motive_of(draft));
    if (!stands) return stands;
    if (stands->draft.declaration) return casework::save_draft(context.desk, actor, draft.id, patch, {true, seen});
    auto saved = casework::save_draft(context.desk, actor, draft.id, undisputed(stands->draft, patch, before, seen), {true, stands->draft.version});
    if (saved || saved.error().kind != base::Kind::stale || tries == most_last_tries) return saved;
  }
}

/// A field alone, as it stands.
std::string html_of(const forms::Field& field, const store::Draft& stands, const Moment& moment) {
  Dict values;
  draw_fields(values, {&field}, {stands.said.at("answers").get_object(), {}, {}}, moment);
  return render("champ_seul.html", values);
}

}  // namespace

boost::json::object piece_answers(const forms::Form& form, const Body& body, const Moment& moment) {
  Fields named;
  for (const std::string& id : base::split(body.text("_champs"), ' '))
    if (const forms::Field* field = form.find(id)) named.push_back(field);
  const Filled filled = read_fields(named, body, moment);
  boost::json::object answers;
  for (const forms::Field* field : named) {
    const auto answer = filled.answers.find(field->id);
    answers[field->id] = answer == filled.answers.end() ? boost::json::value() : answer->value();
  }
  return answers;
}

base::Result<casework::DraftView> save_piece(const Context& context, const access::Actor& actor, const store::Draft& draft,
                                             const casework::DraftPatch& patch, const Body& body, const Moment& moment) {
  if (!body.has("_quitte")) return casework::save_draft(context.desk, actor, draft.id, patch, {body.has("_version"), version_in(body)});
  Fields named;
  for (const auto& [field, answer] : patch.at("answers").as_object()) named.push_back(context.desk.forms.get(draft.form).find(field));
  return save_last(context, actor, draft, patch, read_fields(named, sent_before_in(body), moment).answers, version_in(body));
}

boost::json::object saved_json(const store::Draft& draft, const Moment& moment) {
  return {{"version", draft.version}, {"enregistre", show_time(draft.saved_at, moment.zone)}};
}

boost::json::object conflict_json(const Context& context, const casework::DraftView& stands, const casework::DraftPatch& sent, std::int64_t seen,
                                  const Moment& moment) {
  boost::json::array fields, others;
  const forms::Form& form = context.desk.forms.get(stands.draft.form);
  bool minor = false;
  for (const Difference& one : differences_in(stands.draft, sent, seen)) {
    const forms::Field* field = one.pointer.starts_with("/answers/") ? form.find(one.pointer.substr(one.pointer.rfind('/') + 1)) : nullptr;
    if (!field) {
      minor |= one.pointer == "/minor" || one.pointer == "/new_minor";
      others.push_back(boost::json::string(label_at(context, one.pointer)));
      continue;
    }
    const auto& answers = sent.at("answers").as_object();
    const auto mine = answers.find(field->id);
    fields.push_back(boost::json::object{{"champ", field->id}, {"libelle", tied(field->label)}, {"a_choisir", one.disputed},
                                         {"mienne", answer_in_words(*field, mine == answers.end() ? boost::json::value() : mine->value(), moment)},
                                         {"autre", answer_in_words(*field, value_at(stands.draft, one.pointer), moment)},
                                         {"html", html_of(*field, stands.draft, moment)}});
  }
  return {{"version", stands.draft.version}, {"par", stands.saved_by}, {"champs", std::move(fields)}, {"autres", std::move(others)}, {"mineur_change", minor}};
}

http::Response told(int status, const boost::json::object& json) {
  http::Response response;
  response.status = status;
  response.body = base::to_text(json);
  return response;
}

http::Response told(const base::Error& error, const std::string& next) {
  boost::json::object json{{"code", error.code}, {"texte", tied(error.text)}};
  if (error.code == "deja_signe") json["suite"] = next;
  return told(http::status_of(error.kind), json);
}

std::string answer_in_words(const forms::Field& field, const boost::json::value& answer, const Moment& moment) {
  if (answer.is_null()) return field.type == forms::FieldType::tri ? "Non posée" : "Non renseigné";
  const auto* list = field.type == forms::FieldType::records ? nullptr : answer.if_array();
  if (!list) return tied(show_answer(&field, answer, moment.zone));
  std::vector<std::string> words;
  for (const auto& one : *list) words.push_back(show_answer(&field, one, moment.zone));
  return tied(fmt::format("{}", fmt::join(words, ", ")));
}

http::Response post_draft_typed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return told(view.error(), "");
  const auto body = read_body(request);
  if (!body) return told(body.error(), "");
  const Moment moment{view->moment.now, zone_in(*body, view->moment.zone)};
  const casework::DraftPatch patch{{"answers", piece_answers(*view->form, *body, moment)}};
  const auto saved = save_piece(context, actor, view->draft, patch, *body, moment);
  if (saved) return told(200, saved_json(saved->draft, moment));
  if (saved.error().kind != base::Kind::stale) return told(saved.error(), view->path("signee"));
  const auto stands = casework::open_draft(context.desk, actor, view->draft.id, motive_of(view->draft));
  if (!stands) return told(stands.error(), "");
  return told(412, conflict_json(context, *stands, patch, version_in(*body), moment));
}

}  // namespace vigie::pages
