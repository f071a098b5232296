#include "api/encode.hpp"

#include <cmath>

namespace vigie::api {

namespace {

/// Hours and days to two decimals: a minute is 0.02 h.
double rounded(double value) { return std::round(value * 100) / 100; }

boost::json::value number(double value) { return base::to_json(base::FactValue(rounded(value))); }

boost::json::value window_json(const base::Window& window, std::string_view zone) {
  return boost::json::object{{"earliest", instant_or_null(window.earliest, zone)}, {"latest", base::to_rfc3339(window.latest, zone)}};
}

boost::json::value fpr_json(const store::EpisodeRecord& record, const access::Actor& reader, base::Instant now) {
  const episodes::Fpr& fpr = record.episode.fpr;
  const bool whole = access::reads(reader, access::Data::fpr, access::Hold::stranger);
  if (!fpr.inscrit_le && !(whole && !fpr.motif_de_non_inscription.empty())) return nullptr;
  const auto hours = episodes::fpr_hours(fpr, now);
  boost::json::object json{{"inscrit_le", instant_or_null(fpr.inscrit_le, record.episode.zone)},
                           {"desinscrit_le", instant_or_null(fpr.desinscrit_le, record.episode.zone)},
                           {"hours", hours ? number(*hours) : boost::json::value()}};
  if (whole) {
    json["numero"] = text_or_null(record.fpr_numero);
    json["categorie"] = text_or_null(fpr.categorie);
    json["service"] = text_or_null(record.fpr_service);
    json["motif_de_non_inscription"] = text_or_null(fpr.motif_de_non_inscription);
  }
  return json;
}

}  // namespace

http::Response answer(int status, boost::json::value body) {
  http::Response response;
  response.status = status;
  response.body = base::to_text(body);
  return response;
}

http::Response answer(int status, boost::json::value body, std::int64_t version) {
  http::Response response = answer(status, std::move(body));
  response.headers.emplace_back("ETag", fmt::format("\"v{}\"", version));
  return response;
}

http::Response nothing_more() {
  http::Response response;
  response.status = 204;
  return response;
}

boost::json::value text_or_null(std::string_view text) {
  return text.empty() ? boost::json::value() : boost::json::value(boost::json::string(text));
}

boost::json::value instant_or_null(const std::optional<base::Instant>& instant, std::string_view zone) {
  return instant ? boost::json::value(boost::json::string(base::to_rfc3339(*instant, zone))) : boost::json::value();
}

boost::json::object to_json(const store::Verdict& verdict) {
  return {{"qualification", triage::to_text(verdict.qualification)}, {"level", triage::to_text(verdict.level)}};
}

boost::json::object to_json(const store::Decision& decision, const access::Actor& reader) {
  boost::json::object json = to_json(decision.verdict);
  json["id"] = decision.id.text();
  json["assessment"] = decision.assessment.text();
  json["at"] = base::to_rfc3339(decision.at);
  json["reason"] = casework::reads_why_decided(reader, decision.hold) ? text_or_null(decision.reason) : boost::json::value();
  return json;
}

boost::json::object to_json(const casework::DisagreementView& view) {
  const store::Disagreement& told = view.told;
  return {{"id", told.id.text()},
          {"at", base::to_rfc3339(told.at)},
          {"organisation", view.organisation},
          {"qualification", triage::to_text(told.qualification)},
          {"decision", told.decision ? text_or_null(told.decision->text()) : boost::json::value()},
          {"declarant", told.declarant},
          {"reason", told.reason}};
}

boost::json::object to_json(const casework::EpisodeView& view, const access::Actor& reader, base::Instant now) {
  const store::EpisodeRecord& record = view.record;
  const episodes::Episode& e = record.episode;
  const episodes::Hours hours = episodes::absence_hours(e, now);
  boost::json::array declarations;
  for (const base::DeclarationId id : e.declarations) declarations.emplace_back(id.text());
  return {{"id", e.id.text()},
          {"reference", e.reference},
          {"minor", view.minor},
          {"number", e.number},
          {"category", e.category},
          {"status", episodes::to_text(e.status)},
          {"closed_reason", text_or_null(e.closed_reason)},
          {"departed", window_json(e.departed, e.zone)},
          {"returned", e.returned ? window_json(*e.returned, e.zone) : boost::json::value()},
          {"absence_hours",
           boost::json::object{{"min", number(hours.min)}, {"max", hours.max ? number(*hours.max) : boost::json::value()}}},
          {"departement", text_or_null(e.departement)},
          {"fpr", fpr_json(record, reader, now)},
          {"proposed", to_json(record.proposed)},
          {"decision", view.decision ? boost::json::value(to_json(*view.decision, reader)) : boost::json::value()},
          {"qualification", triage::to_text(record.stands.qualification)},
          {"level", triage::to_text(record.stands.level)},
          {"declarations", std::move(declarations)},
          {"version", record.version}};
}

boost::json::object to_json(casework::AssessmentView view) {
  boost::json::array unknowns, questions;
  for (const std::string& field : view.unknowns) unknowns.emplace_back(field);
  for (const casework::NextQuestion& question : view.next_questions)
    questions.push_back(boost::json::object{
        {"field", question.field}, {"label", question.label}, {"may_become", to_json(question.may_become)}});
  return {{"id", view.id ? text_or_null(view.id->text()) : boost::json::value()},
          {"at", base::to_rfc3339(view.at)},
          {"rules", boost::json::object{{"id", view.rules}, {"version", view.rules_version}}},
          {"qualification", triage::to_text(view.verdict.qualification)},
          {"level", triage::to_text(view.verdict.level)},
          {"reasons", std::move(view.reasons)},
          {"withheld", view.withheld ? text_or_null(casework::withheld_label) : boost::json::value()},
          {"unknowns", std::move(unknowns)},
          {"next_questions", std::move(questions)}};
}

boost::json::object to_json(const episodes::History& history) {
  const auto hours = [](const std::optional<double>& value) { return value ? number(*value) : boost::json::value(); };
  boost::json::array gaps;
  for (const double gap : history.gaps_days) gaps.push_back(number(gap));
  boost::json::object facts;
  for (const auto& [name, value] : history.facts) {
    const double* real = std::get_if<double>(&value);
    facts[name.text()] = real ? number(*real) : base::to_json(value);
  }
  return {{"episodes", history.episodes},
          {"open", history.open},
          {"last_30_days", history.last_30_days},
          {"last_90_days", history.last_90_days},
          {"last_365_days", history.last_365_days},
          {"declarations", history.declarations},
          {"hours", boost::json::object{{"median", hours(history.median_hours)},
                                        {"longest", hours(history.longest_hours)},
                                        {"total", number(history.total_hours)}}},
          {"gaps_days", std::move(gaps)},
          {"facts", std::move(facts)}};
}

boost::json::object to_json(const casework::AlertView& view) {
  const alerts::Alert& alert = view.alert;
  const alerts::Kind& kind = alerts::kind(alert.kind);
  boost::json::array roles;
  for (const access::Role role : alerts::roles_of(alert)) roles.emplace_back(access::to_text(role));
  boost::json::object audience{{"role", access::to_text(alert.role)}};
  if (roles.size() > 1) audience["roles"] = std::move(roles);
  if (!view.organisation.empty()) audience["organisation"] = view.organisation;
  const auto id = [](const auto& maybe) { return maybe ? text_or_null(maybe->text()) : boost::json::value(); };
  return {{"id", alert.id.text()},
          {"kind", alert.kind},
          {"episode", id(alert.episode)},
          {"minor", id(alert.minor)},
          {"audience", std::move(audience)},
          {"raised_at", base::to_rfc3339(alert.raised_at)},
          {"due_at", base::to_rfc3339(alert.due_at)},
          {"overdue", view.overdue},
          {"state", alerts::to_text(alert.state)},
          {"assigned_to", text_or_null(view.assigned_to)},
          {"acknowledged_by", text_or_null(view.acknowledged_by)},
          {"acknowledged_at", instant_or_null(alert.acknowledged_at)},
          {"resolved_by", text_or_null(view.resolved_by)},
          {"resolved_at", instant_or_null(alert.resolved_at)},
          {"outcome", text_or_null(alert.outcome)},
          {"note", text_or_null(alert.note)},
          {"step", alert.step},
          {"label", kind.label},
          {"task", kind.task()},
          {"version", alert.version}};
}

boost::json::object to_json(const casework::CandidateView& view) {
  boost::json::array reasons;
  for (const std::string& reason : view.likeness.reasons) reasons.emplace_back(reason);
  return {{"id", view.id.text()},
          {"reference", view.reference},
          {"display", view.display},
          {"age", view.age ? boost::json::value(*view.age) : boost::json::value()},
          {"likeness", rounded(view.likeness.score)},
          {"reasons", std::move(reasons)}};
}

}  // namespace vigie::api
