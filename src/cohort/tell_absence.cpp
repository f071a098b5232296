#include <algorithm>
#include <array>

#include "cohort/names.hpp"
#include "cohort/tell.hpp"

namespace vigie::cohort {
namespace {

namespace json = boost::json;

std::string tri(bool yes) { return yes ? "oui" : "non"; }

/// Nobody saw the window open. Invented: 1 in 4 knows the minute, 1 in 5 has no earliest bound, a few say
/// nothing, unless nobody told the return before: without a departure it would be the same absence. The latest
/// bound stays within 3 hours of the truth, and before the telling.
void tell_window(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                 json::object& answers) {
  const auto& absence = child.absences[rank];
  const bool back_untold = rank > 0 && !child.absences[rank - 1].return_told;
  const double lasting = base::hours_of(absence.back - absence.left);
  const double told_after = base::hours_of(voice.at - absence.left);
  const double earlier = std::min(random.exponential(1.2), 8.0);
  const double later = random.unit() * std::min({3.0, 0.25 * lasting, told_after});
  const auto earliest = absence.left - hours(earlier) - minutes(1);
  const auto latest = std::min(absence.left + hours(later), voice.at);
  const auto text = [&](base::Instant instant) { return base::to_rfc3339(instant, child.zone()); };
  const double x = random.unit();
  if (x < 0.08 && told_after < 8 && !back_untold) return;
  if (x < 0.33) {
    answers["depart_au_plus_tot"] = text(absence.left);
    answers["depart_au_plus_tard"] = text(absence.left);
    return;
  }
  if (x > 0.53) answers["depart_au_plus_tot"] = text(earliest);
  answers["depart_au_plus_tard"] = text(latest);
  if (random.chance(0.5)) answers["constate_le"] = text(latest);
  if (x > 0.53 && random.chance(0.5)) answers["derniere_vue_le"] = text(earliest);
}

std::string_view draw_mode(Random& random, const Child& child, const Absence& absence) {
  const int hour = base::to_local(absence.left, child.zone()).hour;
  const bool school = hour >= 8 && hour <= 16;
  // Published: outings are half to 70 % of departures in Québec centres. Invented: the rest.
  constexpr std::string_view from_foyer[] = {"depart_etablissement", "depart_etablissement",
                                             "non_retour_sortie",    "non_retour_sortie",
                                             "non_retour_sortie",    "non_retour_visite"};
  constexpr std::string_view by_day[] = {"ecole", "ecole", "trajet", "non_retour_sortie"};
  const bool by_school = random.chance(0.4);
  if (child.placed()) {
    const auto mode = random.pick(from_foyer);
    if (hour < 6 || hour == 23) return "depart_etablissement";
    return school && by_school ? "ecole" : mode;
  }
  return school ? random.pick(by_day) : "depart_domicile";
}

void tell_companions(Random& random, const Child& child, const Absence& absence, const Voice& voice,
                     std::span<const Child> cohort, json::object& answers) {
  // Published: alone in 79.5 % of absences (Québec).
  const bool known = random.chance(0.75);
  const bool alone = random.chance(0.86);
  json::object other;
  if (absence.companion >= 0) {
    const auto& friend_of = cohort[static_cast<std::size_t>(absence.companion)];
    other = {{"nom", friend_of.nom}, {"prenoms", first_of(friend_of.prenoms)}, {"mineur", "oui"}};
  } else {
    const bool adult = child.exploited && random.chance(0.4);
    other = {{"prenoms", draw_first_name(random, !adult && random.chance(0.5))}, {"mineur", tri(!adult)}};
  }
  const bool accompanied = absence.companion >= 0 || !alone;
  if (accompanied && known && voice.spelling != Spelling::nickname) {
    answers["accompagne"] = "oui";
    answers["accompagnants"] = json::array{std::move(other)};
  } else if (random.chance(voice.knowledge)) {
    answers["accompagne"] = known && !accompanied ? "non" : "inconnu";
  }
}

/// What the voice remembers of earlier absences: the true counts, or a little less.
void tell_repetition(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                     json::object& answers) {
  int year = 0;
  for (std::size_t i = 0; i < rank; ++i)
    if (child.absences[i].left > child.absences[rank].left - days(365)) ++year;
  const int total = static_cast<int>(rank) + child.earlier_absences;
  const int forgotten = random.chance(0.25) ? random.between(0, 2) : 0;
  if (!random.chance(voice.knowledge + 0.2)) return;
  answers["premiere_fugue"] = tri(total == 0);
  if (total == 0) return;
  if (random.chance(0.8)) answers["fugues_connues_12_mois"] = std::max(0, year - forgotten);
  if (random.chance(0.6)) answers["fugues_connues_total"] = std::max(1, total - forgotten);
}

/// Questions of the circumstances with the share of « oui » among answers; invented but for the last.
void tell_details(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                  json::object& answers) {
  struct Question {
    std::string_view field;
    double yes;
  };
  const bool first = rank == 0 && child.earlier_absences == 0;
  const bool suicidal =
      std::find(child.dangers.begin(), child.dangers.end(), "risque_suicidaire") != child.dangers.end();
  const std::array questions{
      Question{"sans_affaires", 0.25},
      Question{"lettre_ou_message", 0.10},
      Question{"menaces_recues", 0.03},
      Question{"injoignable", 0.45},
      Question{"hors_habitudes", first ? 0.35 : 0.05},
      Question{"message_suicidaire", suicidal ? 0.25 : 0.0},
  };
  for (const auto& question : questions) {
    const bool asked = random.chance(0.8 * voice.knowledge + 0.1);
    const bool sure = random.chance(0.85);
    const bool yes = random.chance(question.yes);
    if (asked) answers[question.field] = !sure ? "inconnu" : tri(yes);
  }
  if (child.plate.empty() || voice.role != "foyer" || !random.chance(0.5)) return;
  answers["vehicule_vu"] = "oui";
  if (random.chance(0.6)) answers["vehicule_plaque"] = child.plate;
}

void tell_call(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  constexpr std::string_view channels[] = {"telephone", "telephone", "telephone",    "telephone",
                                           "telephone", "telephone", "telephone",    "courriel",
                                           "tchat",     "sms",       "transfert_119"};
  answers["canal"] = random.pick(channels);
  answers["categorie"] = child.mna && random.chance(0.3) ? "mna_disparu" : "fugue";
  answers["deja_declare"] = voice.already_told ? "oui" : random.chance(0.7) ? "non" : "inconnu";
  json::array where;
  if (!voice.already_told) where.emplace_back("17");
  if (random.chance(0.2)) where.emplace_back("crip");
  if (child.exploited && random.chance(0.4)) where.emplace_back("association");
  if (!where.empty()) answers["orientation"] = std::move(where);
  if (random.chance(0.8)) answers["information_donnee"] = "oui";
}

}  // namespace

void tell_circumstances(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                        std::span<const Child> cohort, json::object& answers) {
  const auto& absence = child.absences[rank];
  tell_window(random, child, rank, voice, answers);
  const auto mode = draw_mode(random, child, absence);
  if (random.chance(voice.knowledge + 0.3)) answers["mode_depart"] = mode;
  if (voice.form != "appel" && random.chance(0.7))
    answers["qualification_declarant"] = voice.form == "inquietante" ? "disparition_inquietante" : "fugue";
  tell_repetition(random, child, rank, voice, answers);
  tell_companions(random, child, absence, voice, cohort, answers);
  tell_details(random, child, rank, voice, answers);
  if (random.chance(0.85)) answers["recit"] = draw_story(random, child, rank, called_by(child, voice));
}

json::object tell(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                  std::span<const Child> cohort) {
  json::object answers;
  if (voice.form == "appel") tell_call(random, child, voice, answers);
  tell_identity(random, child, voice, answers);
  tell_situation(random, child, voice, answers);
  tell_circumstances(random, child, rank, voice, cohort, answers);
  tell_dangers(random, child, voice, answers);
  tell_signs(random, child, rank, voice.at, voice.knowledge, answers);
  tell_declarant(random, child, voice, answers);
  return answers;
}

}  // namespace vigie::cohort
