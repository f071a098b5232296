#pragma once
#include "casework/decide.hpp"
#include "casework/handle_alert.hpp"
#include "casework/open_file.hpp"
#include "casework/preview.hpp"
#include "casework/record_fpr.hpp"
#include "tests/support/one_store.hpp"

namespace vigie::tests {

using boost::json::object;
using casework::Receipt;
using casework::Submission;

inline const triage::RuleSet& rules() {
  static const triage::RuleSet parsed = casework::embedded_rules(catalogue());
  return parsed;
}

/// Noon less (or plus) some hours.
inline base::Instant at(double hours) { return {noon.ms + static_cast<std::int64_t>(hours * 3'600'000)}; }
inline std::string told(base::Instant instant) { return base::to_rfc3339(instant); }

/// The first answers with the others.
inline object with(object answers, const object& more) {
  for (const auto& [key, value] : more) answers[key] = value;
  return answers;
}
inline object child(std::string_view nom, std::string_view prenoms, std::string_view birth) {
  return {{"nom", nom}, {"prenoms", prenoms}, {"date_naissance", birth}, {"declarant_qualite", "educateur"}};
}
inline object left(object who, base::Instant latest) {
  return with(std::move(who), {{"depart_au_plus_tard", told(latest)}});
}
inline object back(base::Instant latest, std::string_view verified = "oui") {
  return {{"retour_au_plus_tard", told(latest)}, {"retour_verifie", verified}};
}
inline Submission filled(std::string_view form, object answers) {
  Submission submission;
  submission.form = form;
  submission.answers = std::move(answers);
  return submission;
}
inline const object ines = child("LEFEVRE", "Ines", "2011-05-14");

/// The whole house with an account or two of each profession.
struct House : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");
  access::Actor second = add_actor("police2", access::Role::police, "BPM");
  access::Actor suivi = add_actor("suivi", access::Role::suivi, "116 000");
  access::Actor ecoutant = add_actor("ecoutant", access::Role::ecoutant, "116 000");
  access::Actor mimosas = add_actor("mimosas", access::Role::foyer, "Les Mimosas");
  access::Actor tilleuls = add_actor("tilleuls", access::Role::foyer, "Les Tilleuls");
  access::Actor analyste = add_actor("analyste", access::Role::analyste, "Observatoire");
  access::Actor admin = add_actor("admin", access::Role::admin, "DSI");
  casework::Desk desk{*store, catalogue(), rules()};

  base::Result<Receipt> submit(const access::Actor& by, const Submission& submission) {
    return casework::submit_declaration(desk, by, submission);
  }
  base::Result<Receipt> submit(const access::Actor& by, std::string_view form, const object& answers) {
    return submit(by, filled(form, answers));
  }
  Receipt sign(const access::Actor& by, std::string_view form, const object& answers) {
    return kept(submit(by, form, answers));
  }
  Receipt sign(const access::Actor& by, const Submission& submission) { return kept(submit(by, submission)); }
  /// Through the « return » of an absence.
  base::Result<Receipt> returns(const access::Actor& by, base::EpisodeId episode, const object& answers) {
    Submission submission = filled("retour", answers);
    submission.episode = episode;
    submission.returns = true;
    return submit(by, submission);
  }

  store::EpisodeRecord episode(base::EpisodeId id) const {
    return look([&](const store::Reading& reading) { return store::find_episode(reading, id).value(); });
  }
  store::EpisodeRecord episode(const Receipt& receipt) const { return episode(receipt.episode.value()); }
  std::vector<store::EpisodeRecord> episodes_of(base::MinorId minor) const {
    return look([&](const store::Reading& reading) { return store::list_of_minor(reading, store::family_of(reading, minor)); });
  }
  /// The latest assessment of an absence.
  store::Assessment assessment(base::EpisodeId id) const {
    return look([&](const store::Reading& reading) { return store::list_assessments(reading, id).back(); });
  }
  std::vector<alerts::Alert> alerts_of(base::EpisodeId id) const {
    return look([&](const store::Reading& reading) { return store::list_alerts_of(reading, id); });
  }
  /// The alert of a kind that an absence has or had, the latest raised.
  std::optional<alerts::Alert> alert(base::EpisodeId id, std::string_view kind) const {
    std::optional<alerts::Alert> found;
    for (alerts::Alert& one : alerts_of(id))
      if (one.kind == kind) found = std::move(one);
    return found;
  }
  std::string state(base::EpisodeId id, std::string_view kind) const {
    const auto found = alert(id, kind);
    return found ? std::string(alerts::to_text(found->state)) : "aucune";
  }
  /// "kind kind …" of every alert that an absence has or had, sorted.
  std::string kinds_of(base::EpisodeId id) const {
    std::multiset<std::string> kinds;
    for (const alerts::Alert& one : alerts_of(id)) kinds.insert(one.kind + " ");
    return fmt::format("{}", fmt::join(kinds, ""));
  }
  std::int64_t count(const std::string& table) const { return RawDatabase(file()).count(table); }

 private:
  static Receipt kept(const base::Result<Receipt>& signed_) {
    if (!signed_) throw base::Bug("refused: " + signed_.error().code + ": " + signed_.error().text);
    return *signed_;
  }
};

/// "rule rule …" of reasons in the shape of the API, in their order.
inline std::string rules_of(const boost::json::array& reasons) {
  std::string ids;
  for (const auto& reason : reasons) ids += std::string(reason.at("rule").as_string()) + " ";
  return ids;
}
inline const boost::json::object* reason_of(const boost::json::array& reasons, std::string_view rule) {
  for (const auto& reason : reasons)
    if (reason.at("rule").as_string() == rule) return &reason.as_object();
  return nullptr;
}

}  // namespace vigie::tests
