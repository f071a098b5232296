#include "episodes/voice.hpp"

namespace vigie::episodes {

std::string_view Voice::zone() const {
  if (const auto left = base::code_of(facts, "departement")) return base::zone_of_departement(*left);
  if (const auto found = base::code_of(facts, "retour_departement")) return base::zone_of_departement(*found);
  return base::paris;
}

std::optional<base::Window> stated_departure(const Voice& voice) {
  const auto earliest = base::instant_of(voice.facts, "depart_au_plus_tot");
  const auto latest = base::instant_of(voice.facts, "depart_au_plus_tard");
  if (!earliest && !latest) return std::nullopt;
  return base::Window{earliest, latest.value_or(voice.signed_at)};
}

base::Window departure_of(const Voice& voice) {
  return stated_departure(voice).value_or(base::Window{std::nullopt, voice.signed_at});
}

std::optional<base::Window> stated_return(const Voice& voice) {
  if (!voice.about_return()) return std::nullopt;
  const auto latest = base::instant_of(voice.facts, "retour_au_plus_tard");
  if (!latest) return std::nullopt;
  return base::Window{base::instant_of(voice.facts, "retour_au_plus_tot").value_or(*latest), *latest};
}

bool about_disappearance(const Voice& voice) {
  if (voice.form == "preventive") return false;
  if (voice.form != "appel") return true;
  const auto category = base::code_of(voice.facts, "categorie");
  if (!category) return true;
  return *category != "information" && *category != "reorientation" && *category != "nuisance" && *category != "muet";
}

}  // namespace vigie::episodes
