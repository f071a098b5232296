#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "base/text.hpp"
#include "casework/decide.hpp"
#include "casework/disagree.hpp"
#include "casework/record_fpr.hpp"

namespace vigie::api {

namespace {

/// The absence as it is after an act, with its version.
http::Response episode_after(const Context& context, const access::Actor& actor, int status, base::EpisodeId id,
                             boost::json::object more = {}) {
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto record = store::find_episode(reading, id);
    base::require(record.has_value(), "what one has just changed, one reaches");
    more["episode"] = to_json(casework::brief(reading, *record), actor, reading.now);
    return answer(status, more, record->version);
  });
}

/// The absence in the path, when the actor reaches it.
base::Result<store::EpisodeRecord> reached(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::EpisodeId>(request);
  if (!id) return id.error();
  auto record = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_episode(reading, *id);
  });
  if (!record) return casework::unknown_to_you("Absence");
  return std::move(*record);
}

boost::json::object declaration_json(const store::Declaration& declaration) {
  return {{"id", declaration.id.text()},
          {"form", declaration.form},
          {"form_version", declaration.form_version},
          {"signed_at", base::to_rfc3339(declaration.signed_at)}};
}

http::Response returned(const Context& context, const access::Actor& actor, const casework::Receipt& receipt) {
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto declaration = store::find_declaration(reading, receipt.declaration);
    const auto outcome = casework::show_outcome(context.desk, reading, receipt);
    base::require(declaration && outcome, "what was signed is readable by who signed it");
    return answer(201,
                  boost::json::object{
                      {"declaration", declaration_json(*declaration)},
                      {"episode", to_json(outcome->episode, actor, reading.now)},
                      {"assessment", outcome->assessment ? boost::json::value(to_json(*outcome->assessment)) : boost::json::value()},
                      {"tasks", array_of(casework::list_tasks(reading, actor, *receipt.episode))}},
                  outcome->episode.record.version);
  });
}

/// A declaration of a form about the absence in the path, answered with what it changed and what is left to do.
http::Response record_voice(const Context& context, const http::Request& request, const access::Actor& actor,
                            std::string_view form) {
  const auto record = reached(context, request, actor);
  if (!record) return http::problem(record.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  auto answers = members.object("answers");
  if (!base::find(*body, "answers")) members.require("answers", false);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto repetition = repetition_of(request, "POST " + request.path, context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  casework::Submission submission;
  submission.form = form;
  submission.answers = std::move(*answers);
  submission.episode = record->episode.id;
  submission.returns = form == "retour";
  submission.seen_version = *seen;
  const auto receipt = casework::submit_declaration(context.desk, actor, submission, *repetition);
  if (!receipt) return http::problem(receipt.error());
  return returned(context, actor, *receipt);
}

}  // namespace

http::Response post_return(const Context& context, const http::Request& request, const access::Actor& actor) {
  return record_voice(context, request, actor, "retour");
}

http::Response post_interview(const Context& context, const http::Request& request, const access::Actor& actor) {
  return record_voice(context, request, actor, "entretien");
}

http::Response post_disagreement(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto record = reached(context, request, actor);
  if (!record) return http::problem(record.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string declarant = members.required_text("declarant", 200);
  const std::string reason = members.required_text("reason");
  for (const auto& [key, text] : {std::pair("declarant", declarant), {"reason", reason}})
    if (base::find_text(*body, key) && base::trim(text).empty()) members.require(key, false);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto repetition = repetition_of(request, "POST " + request.path, context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  const auto told = casework::disagree(context.desk, actor, record->episode.id, declarant, reason, *seen, *repetition);
  if (!told) return http::problem(told.error());
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    auto fresh = store::find_episode(reading, record->episode.id);
    const auto all = casework::show_disagreements(reading, record->episode.id);
    const auto one = std::find_if(all.begin(), all.end(), [&](const auto& view) { return view.told.id == *told; });
    base::require(fresh && one != all.end(), "what one has just told, one reads");
    const std::int64_t version = fresh->version;
    return answer(201,
                  boost::json::object{{"disagreement", to_json(*one)},
                                      {"episode", to_json(casework::brief(reading, std::move(*fresh)), actor, reading.now)},
                                      {"tasks", array_of(casework::list_tasks(reading, actor, record->episode.id))}},
                  version);
  });
}

http::Response post_fpr(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto record = reached(context, request, actor);
  if (!record) return http::problem(record.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  casework::FprEntry entry;
  entry.inscrit_le = members.instant("inscrit_le", record->episode.zone);
  entry.desinscrit_le = members.instant("desinscrit_le", record->episode.zone);
  entry.numero = members.text("numero", 60);
  entry.categorie = members.text("categorie", 10);
  entry.service = members.text("service", 200);
  entry.motif_de_non_inscription = members.text("motif_de_non_inscription", 2000);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto done = casework::record_fpr(context.desk, actor, record->episode.id, entry, *seen);
  if (!done) return http::problem(done.error());
  return episode_after(context, actor, 200, *done);
}

http::Response post_decision(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto record = reached(context, request, actor);
  if (!record) return http::problem(record.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  casework::Deciding deciding;
  const auto assessment = members.id<base::AssessmentId>("assessment");
  if (!base::find(*body, "assessment")) members.require("assessment", false);
  const auto qualification = triage::parse_qualification(members.required_text("qualification", 20));
  if (base::find(*body, "qualification") && (!qualification || *qualification == triage::Qualification::a_examiner))
    members.refuse("qualification", "choix_invalide", "La qualification décidée est classique ou inquietante.");
  const auto level = triage::parse_level(members.required_text("level", 20));
  if (base::find(*body, "level") && !level)
    members.refuse("level", "choix_invalide", "Le niveau est aucun, vigilance, eleve ou critique.");
  deciding.reason = members.text("reason").value_or("");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto repetition = repetition_of(request, "POST " + request.path, context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  deciding.assessment = *assessment;
  deciding.qualification = *qualification;
  deciding.level = *level;
  const auto done = casework::decide(context.desk, actor, record->episode.id, deciding, *seen, *repetition);
  if (!done) return http::problem(done.error());
  const auto decision = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_decision(reading, *done).value();
  });
  return episode_after(context, actor, 201, record->episode.id, {{"decision", to_json(decision, actor)}});
}

}  // namespace vigie::api
