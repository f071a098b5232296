#include "pages/call_conflict.hpp"

#include "base/text.hpp"
#include "pages/answer_words.hpp"
#include "pages/call_view.hpp"
#include "pages/french.hpp"
#include "pages/spoken_time.hpp"

namespace vigie::pages {

namespace {

struct Difference {
  const forms::Field* field;  // null: the choice of the minor
  bool to_choose = false;
  std::string mine, theirs;
};

const boost::json::value* answer_in(const boost::json::object& said, std::string_view id) {
  const auto* answers = base::find(said, "answers");
  return answers ? base::find(answers->as_object(), id) : nullptr;
}

std::vector<Difference> differences(const Context& context, const CallConflict& conflict) {
  const forms::Form& form = context.desk.forms.get("appel");
  std::vector<Difference> all;
  for (const base::FieldError& error : conflict.stale.fields) {
    const auto steps = base::split(error.pointer, '/');
    const forms::Field* field = steps.size() == 3 && steps[1] == "answers" ? form.find(steps[2]) : nullptr;
    Difference one{field, error.code == "a_choisir", "", ""};
    if (field) one.mine = answer_in_words(*field, answer_in(conflict.sent, field->id), conflict.moment);
    if (field) one.theirs = answer_in_words(*field, answer_in(conflict.stands.draft.said, field->id), conflict.moment);
    all.push_back(std::move(one));
  }
  return all;
}

/// A field alone, as it stands: the piece appel_champ.html.
std::string html_of(const forms::Field& field, const CallConflict& conflict) {
  Dict values;
  draw_fields(values, {&field}, call_of(conflict.stands).filled, conflict.moment);
  return render("appel_champ.html", values);
}

bool is_kept(std::string_view name) { return name != "_version" && name != "_cle" && !name.starts_with("_choix."); }

/// What was sent goes along, hidden; a time as it was understood, or « il y a 15 min » would move.
void keep_typed(Dict& body_dict, const Context& context, const CallConflict& conflict, const Body& body) {
  const forms::Form& form = context.desk.forms.get("appel");
  for (const auto& [name, value] : body.pairs()) {
    if (!is_kept(name)) continue;
    std::string kept = value;
    const forms::Field* field = form.find(name);
    const auto* answer = field && field->type == forms::FieldType::instant ? answer_in(conflict.sent, name) : nullptr;
    const auto parsed = answer ? base::parse_time(std::string(answer->as_string())) : std::nullopt;
    if (parsed && parsed->instant) kept = write_instant(*parsed->instant, conflict.moment.zone);
    body_dict.add("PAIR").set("NAME", name).set("VALUE", kept);
  }
}

}  // namespace

boost::json::object call_conflict_json(const Context& context, const CallConflict& conflict) {
  boost::json::array fields;
  bool minor = false;
  for (const Difference& one : differences(context, conflict)) {
    minor |= !one.field;
    if (!one.field) continue;
    fields.push_back(boost::json::object{{"champ", one.field->id}, {"libelle", tied(one.field->label)}, {"a_choisir", one.to_choose},
                                         {"mienne", one.mine}, {"autre", one.theirs}, {"html", html_of(*one.field, conflict)}});
  }
  return {{"version", conflict.stands.draft.version}, {"par", conflict.stands.saved_by}, {"champs", std::move(fields)}, {"mineur_change", minor}};
}

http::Response show_call_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const CallConflict& conflict,
                                  const Body& body) {
  Page page(request, actor, "Deux personnes ont saisi en même temps", "appel_conflit.html");
  Dict& shown = page.body();
  shown.set("ACTION", call_of(conflict.stands).path()).set("VERSION", conflict.stands.draft.version).set("BY", conflict.stands.saved_by);
  for (const Difference& one : differences(context, conflict)) {
    if (!one.field || !one.to_choose) continue;
    Dict choice = shown.add("CHOICE");
    choice.set("ID", one.field->id).set("NAME", fmt::format("_choix.{}", one.field->id)).set("LABEL", tied(one.field->label));
    choice.set("MINE", one.mine).set("THEIRS", one.theirs);
  }
  keep_typed(shown, context, conflict, body);
  return page.answer(412);
}

std::string answer_in_words(const forms::Field& field, const boost::json::value* answer, const Moment& moment) {
  if (!answer || answer->is_null()) return field.type == forms::FieldType::tri ? "Non posée" : "Non renseigné";
  const auto* list = field.type == forms::FieldType::records ? nullptr : answer->if_array();
  if (!list) return tied(show_answer(&field, *answer, moment.zone));
  std::vector<std::string> words;
  for (const auto& one : *list) words.push_back(show_answer(&field, one, moment.zone));
  return tied(fmt::format("{}", fmt::join(words, ", ")));
}

}  // namespace vigie::pages
