#include <algorithm>
#include <array>

#include "cohort/tell.hpp"

namespace vigie::cohort {
namespace {

namespace json = boost::json;

struct Place {
  std::string_view sort, mode;
  double weight;
};

// Published: returned 25 %, friend 24 %, street 19 %, relative 12 %, shops 11 %, police 2 %, station 2 %
// (Grampian, 12 to 14 years); hotels 66 % and flats 26 % of the places of prostitution (Champrenault report).
// Who brings back: police first, own return second (MCE 2024). Invented: how place and person go together.
constexpr std::array usual{
    Place{"domicile", "seul", 14},     Place{"foyer", "seul", 14},       Place{"ami", "famille", 8},
    Place{"ami", "police", 12},        Place{"rue", "police", 17},       Place{"famille", "famille", 12},
    Place{"commerce", "police", 8},    Place{"commissariat", "seul", 4}, Place{"gare", "gare_transport", 4},
    Place{"transport", "controle", 3}, Place{"hopital", "hopital", 2},   Place{"inconnu", "inconnu", 4}};
constexpr std::array exploited{
    Place{"hotel", "police", 26}, Place{"location", "police", 11},    Place{"foyer", "seul", 24},
    Place{"inconnu", "seul", 10}, Place{"gare", "gare_transport", 8}, Place{"rue", "police", 9},
    Place{"ami", "tiers", 6},     Place{"hopital", "hopital", 4},     Place{"squat", "police", 2}};

template <class List>
Place draw_place(Random& random, const List& places, const Child& child) {
  std::array<double, std::tuple_size_v<List>> weights{};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool wrong_home = places[i].sort == (child.placed() ? "domicile" : "foyer");
    weights[i] = wrong_home ? 0 : places[i].weight;
  }
  return places[random.weighted(weights)];
}

void tell_place(Random& random, const Child& child, bool away, Place place, json::object& answers) {
  answers["retour_mode"] = place.mode;
  answers["retour_lieu_type"] = place.sort;
  const auto& elsewhere = draw_town(random);
  const bool far = random.chance(child.exploited ? 0.35 : 0.08);
  const bool at_home = place.sort == "foyer" || place.sort == "domicile";
  if (away && far && !at_home) {
    answers["retour_departement"] = elsewhere.departement;
    answers["retour_commune"] = elsewhere.commune;
  } else if (random.chance(0.7)) {
    answers["retour_departement"] = child.departement();
    answers["retour_commune"] = child.commune();
  }
  constexpr std::string_view with[] = {"un adulte non identifié", "deux autres mineures",
                                       "un homme d'une trentaine d'années", "une amie majeure"};
  const auto who = random.pick(with);
  if ((place.sort == "hotel" || place.sort == "location") && random.chance(0.7)) answers["retour_avec"] = who;
}

void tell_state(Random& random, const Child& child, json::object& answers) {
  struct Question {
    std::string_view field;
    double exploited, other;
  };
  // Published: no harm reported in 96 % of cases (England and Wales 2016/17). Invented: each share.
  constexpr std::array questions{Question{"etat_blesse", .10, .03},
                                 Question{"etat_ivresse", .15, .06},
                                 Question{"etat_choc", .15, .03},
                                 Question{"etat_epuisement", .40, .15},
                                 Question{"bien_soigne_sans_base", .30, .03},
                                 Question{"objets_nouveaux", .40, .03}};
  for (const auto& question : questions) {
    const bool yes = random.chance(child.exploited ? question.exploited : question.other);
    const bool said = random.chance(yes ? 0.9 : 0.4);
    if (said) answers[question.field] = yes ? "oui" : "non";
  }
}

void tell_interview(Random& random, const Child& child, const ReturnVoice& voice, json::object& answers) {
  constexpr std::string_view outcomes[] = {"propose", "propose", "realise", "refuse", "non", "non"};
  const auto outcome = random.pick(outcomes);
  if (random.chance(0.7)) answers["entretien"] = outcome;
  if (random.chance(0.3))
    answers["audition_faite"] = voice.role == "police" && random.chance(0.6) ? "oui" : "non";
  if (child.exploited && random.chance(0.15)) answers["danger_au_retour"] = "oui";
}

}  // namespace

json::object tell_return(Random& random, const Child& child, std::size_t rank, const ReturnVoice& voice) {
  json::object answers;
  const auto text = [&](base::Instant instant) { return base::to_rfc3339(instant, child.zone()); };
  const double unseen = std::min(random.exponential(0.7), 6.0);
  const auto earliest = std::max(voice.since + minutes(1), voice.back - hours(unseen));
  const double later = random.unit() * std::min(1.0, base::hours_of(voice.at - voice.back));
  if (random.chance(0.6)) answers["retour_au_plus_tot"] = text(earliest);
  answers["retour_au_plus_tard"] = text(random.chance(0.5) ? voice.back : voice.back + hours(later));
  const bool checked = random.chance(0.88);
  answers["retour_verifie"] = checked ? "oui" : random.chance(0.5) ? "non" : "inconnu";
  answers["retour_issue"] = voice.found_only ? "localise" : "rentre";
  const double lasting = base::hours_of(voice.back - child.absences[rank].left);
  const auto place =
      child.exploited ? draw_place(random, exploited, child) : draw_place(random, usual, child);
  tell_place(random, child, lasting > 12, voice.found_only ? Place{"hotel", "police", 1} : place, answers);
  if (!voice.found_only) {
    tell_state(random, child, answers);
    tell_interview(random, child, voice, answers);
  }
  if (child.exploited && random.chance(0.6)) tell_signs(random, child, rank, voice.at, 0.3, answers);
  answers["declarant_qualite"] = voice.quality;
  return answers;
}

}  // namespace vigie::cohort
