#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "store/accounts.hpp"

namespace vigie::api {

namespace {

constexpr std::size_t longest_reason = 2000;

base::Result<std::string> reason_in(const http::Request& request) {
  const auto body = read_object(request);
  if (!body) return body.error();
  Members members(*body);
  std::string reason = members.required_text("reason", longest_reason);
  if (const auto fine = members.done(); !fine) return fine.error();
  return reason;
}

/// The absence as it is now, with what is thought of it, the alerts that came back and what is left to do.
boost::json::object outcome_json(const Context& context, const store::Reading& reading, const access::Actor& actor,
                                 const casework::Undone& undone) {
  const casework::Asked asked = casework::show_asked(reading, actor, undone.alerts, undone.episode);
  boost::json::object json{{"episode", nullptr}, {"assessment", nullptr}, {"alerts", array_of(asked.alerts)}, {"tasks", array_of(asked.tasks)}};
  const auto record = undone.episode ? store::find_episode(reading, *undone.episode) : std::nullopt;
  if (!record) return json;
  json["episode"] = to_json(casework::brief(reading, *record), actor, reading.now);
  if (const auto assessment = casework::assessment_of(context.desk, reading, *record, record->assessment))
    json["assessment"] = to_json(*assessment);
  return json;
}

http::Response undone_answer(const Context& context, const access::Actor& actor, base::DeclarationId id, const casework::Undone& undone) {
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    boost::json::object json = outcome_json(context, reading, actor, undone);
    json.erase("tasks");
    const auto declaration = store::find_declaration(reading, id);
    json["declaration"] = boost::json::object{
        {"id", id.text()},
        {"withdrawn_at", declaration ? instant_or_null(declaration->withdrawn_at) : boost::json::value()},
        {"retractions", retractions_json(reading, id)}};
    return answer(200, std::move(json));
  });
}

/// A merge, with the version of the file that speaks for the survivor.
http::Response merge_answer(const Context& context, const access::Actor& actor, int status, const store::Merge& merge) {
  const auto minor = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_minor(reading, merge.survivor).value();
  });
  return answer(status, boost::json::object{{"merge", to_json(merge)}}, minor.version);
}

using Take = base::Result<casework::Undone> (*)(const casework::Desk&, const access::Actor&, base::DeclarationId, const std::string&);

http::Response change_declaration(const Context& context, const http::Request& request, const access::Actor& actor, Take act) {
  const auto id = id_of<base::DeclarationId>(request);
  if (!id) return http::problem(id.error());
  const auto reason = reason_in(request);
  if (!reason) return http::problem(reason.error());
  const auto undone = act(context.desk, actor, *id, *reason);
  if (!undone) return http::problem(undone.error());
  return undone_answer(context, actor, *id, *undone);
}

}  // namespace

boost::json::array retractions_json(const store::Reading& reading, base::DeclarationId id) {
  boost::json::array all;
  for (const store::Retraction& one : store::list_retractions(reading, id)) {
    const auto account = store::find_account(reading.sql, one.account);
    all.push_back(boost::json::object{{"act", one.act},
                                      {"at", base::to_rfc3339(one.at)},
                                      {"by", account ? account->actor.login : std::string()},
                                      {"organisation", store::organisation_name(reading.sql, one.organisation)},
                                      {"reason", one.reason}});
  }
  return all;
}

boost::json::object to_json(const store::Merge& merge) {
  return {{"id", merge.id.text()},
          {"minor", merge.absorbed.text()},
          {"into", merge.survivor.text()},
          {"at", base::to_rfc3339(merge.at)},
          {"reason", merge.reason},
          {"undone_at", instant_or_null(merge.undone_at)}};
}

http::Response post_withdraw(const Context& context, const http::Request& request, const access::Actor& actor) {
  return change_declaration(context, request, actor, casework::withdraw_declaration);
}

http::Response post_restore(const Context& context, const http::Request& request, const access::Actor& actor) {
  return change_declaration(context, request, actor, casework::restore_declaration);
}

http::Response post_reopen(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::EpisodeId>(request);
  if (!id) return http::problem(id.error());
  const auto reached = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_episode(reading, *id).has_value();
  });
  if (!reached) return http::problem(casework::unknown_to_you("Absence"));
  const auto reason = reason_in(request);
  if (!reason) return http::problem(reason.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto undone = casework::reopen_episode(context.desk, actor, *id, *reason, *seen);
  if (!undone) return http::problem(undone.error());
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto record = store::find_episode(reading, *id).value();
    return answer(200, outcome_json(context, reading, actor, *undone), record.version);
  });
}

http::Response post_merge(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::MinorId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const auto into = members.id<base::MinorId>("into");
  if (!base::find(*body, "into")) members.require("into", false);
  const std::string reason = members.required_text("reason", longest_reason);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto repetition = repetition_of(request, "POST " + request.path, context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  const auto merge = casework::merge_minors(context.desk, actor, *id, *into, reason, *seen, *repetition);
  if (!merge) return http::problem(merge.error());
  return merge_answer(context, actor, 201, *merge);
}

http::Response delete_merge(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::MergeId>(request);
  if (!id) return http::problem(id.error());
  const auto seen = seen_version(request);
  if (!seen) return http::problem(seen.error());
  const auto merge = casework::undo_merge(context.desk, actor, *id, *seen);
  if (!merge) return http::problem(merge.error());
  return merge_answer(context, actor, 200, *merge);
}

}  // namespace vigie::api
