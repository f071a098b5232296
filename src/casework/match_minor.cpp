#include "casework/match_minor.hpp"

#include "store/identities.hpp"

namespace vigie::casework {

namespace {

base::Error unknown_minor() {
  return base::field_error("/minor", "mineur_inconnu", "Le mineur désigné par « minor » est introuvable.");
}
base::Error unknown_episode() {
  return base::field_error("/episode", "absence_inconnue", "L’absence désignée par « episode » est introuvable.");
}

}  // namespace

store::Reading seen_by(const store::Reading& reading, const access::Scope& scope) {
  return {reading.sql, reading.vault, reading.forms, scope, reading.now, reading.unsealed};
}

std::optional<base::MinorId> find_decisive(const store::Reading& reading, const identity::Person& person) {
  std::optional<base::MinorId> decisive;
  for (const base::MinorId minor : store::find_by_digest(reading, person)) {
    const auto told = told_of(reading, store::family_of(reading, minor));
    const bool alike = std::any_of(told.begin(), told.end(), [&](const auto& one) { return is_decisive(one, person); });
    if (!alike) continue;
    if (decisive) return std::nullopt;
    decisive = minor;
  }
  return decisive;
}

base::Result<Match> match_minor(const store::Reading& reading, const access::Scope& scope, const Submission& submission,
                                const identity::Person& person) {
  const store::Reading own = seen_by(reading, scope);
  Match match;
  if (submission.minor) {
    const auto minor = store::find_minor(own, *submission.minor);
    if (!minor) return unknown_minor();
    match = {minor->id, "chosen"};
  }
  if (submission.episode) {
    const auto record = store::find_episode(own, *submission.episode);
    if (!record) return unknown_episode();
    if (match.minor && *match.minor != record->minor)
      return base::field_error("/episode", "choix_contradictoire", "Cette absence n’est pas celle du mineur désigné.");
    match = {record->minor, "chosen"};
  }
  if (match.minor) return match;
  if (submission.form == "retour")
    return base::field_error("/minor", "retour_sans_mineur",
                             "Un retour doit désigner le mineur (« minor ») ou l’absence (« episode »).");
  if (submission.new_minor) return Match{std::nullopt, "created"};
  if (const auto linked = find_decisive(reading, person)) return Match{linked, "linked"};
  return Match{std::nullopt, "created"};
}

}  // namespace vigie::casework
