#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/made.hpp"
#include "casework/preview.hpp"
#include "store/accounts.hpp"

namespace vigie::api {

namespace {

base::Result<casework::Submission> read_submission(const http::Request& request) {
  auto body = read_object(request);
  if (!body) return body.error();
  Members members(*body);
  casework::Submission submission;
  submission.form = members.required_text("form", 60);
  auto answers = members.object("answers");
  if (!base::find(*body, "answers")) members.require("answers", false);
  submission.minor = members.id<base::MinorId>("minor");
  submission.new_minor = members.truth("new_minor");
  submission.episode = members.id<base::EpisodeId>("episode");
  submission.new_episode = members.truth("new_episode");
  submission.amends = members.id<base::DeclarationId>("amends");
  if (const auto fine = members.done(); !fine) return fine.error();
  submission.answers = std::move(*answers);
  return submission;
}

boost::json::value minor_json(const casework::Desk& desk, const store::Reading& reading, const casework::Receipt& receipt,
                              const store::Declaration& declaration) {
  if (!receipt.minor) return nullptr;
  const auto reference = store::reference_of(reading, *receipt.minor);
  const auto person = identity::person_from(declaration.answers, declaration.signed_at);
  return boost::json::object{{"id", receipt.minor->text()},
                             {"reference", reference.value_or("")},
                             {"how", receipt.how},
                             {"candidates", array_of(casework::candidates_for(desk, reading, person, receipt.minor, 5))}};
}

boost::json::object shown(const casework::Desk& desk, const store::Reading& reading, const access::Actor& actor,
                          const casework::Receipt& receipt, const store::Declaration& declaration) {
  const casework::Asked asked = receipt.made ? casework::show_asked(reading, actor, receipt.alerts, receipt.made->touched.known)
                                             : casework::show_asked(reading, actor, receipt.alerts, receipt.episode);
  boost::json::object json{{"id", declaration.id.text()},
                           {"form", declaration.form},
                           {"form_version", declaration.form_version},
                           {"signed_at", base::to_rfc3339(declaration.signed_at)},
                           {"minor", minor_json(desk, reading, receipt, declaration)},
                           {"episode", nullptr},
                           {"assessment", nullptr},
                           {"alerts", array_of(asked.alerts)},
                           {"tasks", array_of(asked.tasks)}};
  if (auto outcome = casework::show_outcome(desk, reading, receipt)) {
    json["episode"] = to_json(outcome->episode, actor, reading.now);
    if (outcome->assessment) json["assessment"] = to_json(std::move(*outcome->assessment));
  }
  return json;
}

}  // namespace

http::Response show_signed(const Context& context, const access::Actor& actor, const casework::Receipt& receipt) {
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::optional<store::Declaration> kept;
    if (!receipt.made) kept = store::find_declaration(reading, receipt.declaration);
    base::require(receipt.made || kept, "what was signed is readable by who signed it");
    const store::Declaration& declaration = receipt.made ? receipt.made->declaration : *kept;
    http::Response response = answer(201, shown(context.desk, reading, actor, receipt, declaration));
    response.headers.emplace_back("Location", "/api/v1/declarations/" + declaration.id.text());
    return response;
  });
}

http::Response post_declaration(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto submission = read_submission(request);
  if (!submission) return http::problem(submission.error());
  const auto repetition = repetition_of(request, "POST /api/v1/declarations", context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  const auto receipt = casework::submit_declaration(context.desk, actor, *submission, *repetition);
  if (!receipt) return http::problem(receipt.error());
  return show_signed(context, actor, *receipt);
}

http::Response post_preview(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto submission = read_submission(request);
  if (!submission) return http::problem(submission.error());
  auto view = casework::preview(context.desk, actor, *submission);
  if (!view) return http::problem(view.error());
  boost::json::value assessment;
  if (view->assessment) assessment = to_json(std::move(*view->assessment));
  return answer(200, boost::json::object{{"assessment", std::move(assessment)},
                                         {"minor", boost::json::object{{"candidates", array_of(view->candidates)}}}});
}

http::Response get_declaration(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DeclarationId>(request);
  if (!id) return http::problem(id.error());
  const auto found = casework::open_declaration(context.desk, actor, *id, casework::motive_from(request.header("vigie-motif")));
  if (!found) return http::problem(found.error());
  std::string organisation;
  boost::json::array retractions;
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    organisation = store::organisation_name(reading.sql, found->organisation);
    retractions = retractions_json(reading, found->id);
  });
  const auto text = [](const auto& maybe) { return maybe ? text_or_null(maybe->text()) : boost::json::value(); };
  return answer(200, boost::json::object{{"id", found->id.text()},
                                         {"form", found->form},
                                         {"form_version", found->form_version},
                                         {"signed_at", base::to_rfc3339(found->signed_at)},
                                         {"organisation", organisation},
                                         {"minor", text(found->minor)},
                                         {"episode", text(found->episode)},
                                         {"how", text_or_null(found->how)},
                                         {"amends", text(found->amends)},
                                         {"amended_by", text(found->amended_by)},
                                         {"withdrawn_at", instant_or_null(found->withdrawn_at)},
                                         {"retractions", std::move(retractions)},
                                         {"partial", found->partial},
                                         {"answers", found->answers}});
}

}  // namespace vigie::api
