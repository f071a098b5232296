#include "cohort/voice.hpp"

#include <algorithm>

namespace vigie::cohort {
namespace {

constexpr std::string_view harm[] = {"prostitution_averee", "revelation", "annonce_escort", "proxenete_connu",
                                     "papiers_ou_telephone_confisques"};

/// When somebody tells: log-normal delay in hours, within the absence. Invented.
base::Instant draw_telling(Random& random, const Absence& absence, double mu, double sigma, double most) {
  const double lasting = base::hours_of(absence.back - absence.left);
  const double delay = std::min({random.log_normal(mu, sigma), most, 0.7 * lasting});
  return absence.left + std::max(minutes(20), hours(delay));
}

Voice from_foyer(Random& random, const Child& child, std::size_t rank) {
  constexpr std::string_view who[] = {"educateur", "educateur",       "educateur",   "veilleur",
                                      "veilleur",  "cadre_astreinte", "chef_service"};
  Voice voice;
  voice.form = is_worrying(random, child, rank) ? "inquietante" : "classique";
  voice.organisation = child.foyer->name;
  voice.role = "foyer";
  voice.quality = random.pick(who);
  voice.at = draw_telling(random, child.absences[rank], 0.6, 0.7, 14);
  voice.knowledge = 0.65;
  return voice;
}

Voice from_police(Random& random, const Child& child, std::size_t rank) {
  constexpr std::string_view family[] = {
      "mere", "mere", "mere", "pere", "pere", "famille", "representant_legal"};
  constexpr std::string_view carers[] = {"educateur", "educateur", "chef_service", "veilleur"};
  Voice voice;
  voice.form = is_worrying(random, child, rank) ? "inquietante" : "classique";
  voice.organisation = police_of(child.departement());
  voice.role = "police";
  voice.quality = child.placed() ? random.pick(carers) : random.pick(family);
  if (child.lieu_de_vie == "internat" && random.chance(0.5)) voice.quality = "ecole";
  voice.at = draw_telling(random, child.absences[rank], child.placed() ? 1.2 : 1.9, 0.8, 72);
  voice.spelling = random.chance(0.5) ? Spelling::capitals : Spelling::exact;
  voice.knowledge = 0.5;
  return voice;
}

Voice from_hotline(Random& random, const Setting& setting, const Child& child, std::size_t rank) {
  // After the callers of the 119 about prostitution (first circle 43 %, professionals 20 %, family and
  // entourage 14 %, unwilling to say 12 %, witnesses 7 %, minors 4 %), moved towards parents for a
  // disappearance: invented.
  constexpr std::string_view who[] = {"mere", "mere",    "mere", "mere", "mere",      "pere",   "pere",
                                      "pere", "famille", "ami",  "ami",  "educateur", "temoin", "autre"};
  Voice voice;
  voice.form = "appel";
  voice.organisation = hotline;
  voice.role = "ecoutant";
  voice.quality = random.pick(who);
  if (child.mna) voice.quality = random.chance(0.5) ? "association" : "educateur";
  voice.at = draw_telling(random, child.absences[rank], 2.6, 1.0, 120);
  voice.spelling = random.chance(0.5) ? Spelling::heard : Spelling::exact;
  if (voice.spelling == Spelling::heard && setting.misheard > 0 && random.chance(setting.misheard))
    voice.spelling = Spelling::misheard;
  const bool stranger = is_stranger(voice);
  if (stranger && !child.nickname.empty() && random.chance(0.4)) voice.spelling = Spelling::nickname;
  voice.knowledge = stranger ? 0.2 : 0.45;
  return voice;
}

/// The voice by which a hard case enters: a relative with the date the wrong way round, a friend with a
/// nickname.
Voice from_twist(Random& random, const Setting& setting, const Child& child, std::size_t rank) {
  Voice voice = from_hotline(random, setting, child, rank);
  voice.recognised = false;
  if (child.twist == Twist::swapped_birth) {
    voice.quality = "famille";
    voice.spelling = Spelling::exact;
    voice.swaps_birth = true;
  } else {
    voice.quality = "ami";
    voice.spelling = Spelling::nickname;
  }
  return voice;
}

/// In order of time; the first keeps its place, ten minutes at least between two, nobody at the moment of the
/// return.
void settle(std::vector<Voice>& voices, const Absence& absence) {
  for (auto& voice : voices) voice.at = std::max(voice.at, voices.front().at);
  std::stable_sort(voices.begin() + 1, voices.end(),
                   [](const Voice& a, const Voice& b) { return a.at < b.at; });
  for (std::size_t i = 1; i < voices.size(); ++i) {
    voices[i].at = std::max(voices[i].at, voices[i - 1].at + minutes(10));
    voices[i].already_told = true;
  }
  const auto last = absence.back - minutes(15);
  while (voices.size() > 1 && voices.back().at > last) voices.pop_back();
}

/// 1 January and 31 December are given to those who have no date: they never decide who somebody is.
bool is_attributed(base::Date date) {
  using namespace std::chrono;
  const auto on = date.month() / date.day();
  return on == January / 1 || on == December / 31;
}

/// Some exchange day and month; in one such case out of five nobody recognises the child (invented). Never so
/// as to make an adult of it, nor where another voice is recognised by that date alone.
void swap_births(Random& random, const Setting& setting, const Child& child, std::vector<Voice>& voices) {
  if (setting.swapped_birth <= 0 || !can_swap(child.birth, voices.back().at)) return;
  const auto alone = [](const Voice& voice) { return !voice.recognised; };
  const bool leant_on = std::any_of(voices.begin(), voices.end(), alone);
  for (std::size_t i = 0; i < voices.size(); ++i) {
    if (is_stranger(voices[i]) || !voices[i].recognised || (i == 0 && leant_on)) continue;
    voices[i].swaps_birth = random.chance(setting.swapped_birth);
    if (voices[i].swaps_birth && i > 0) voices[i].recognised = !random.chance(0.2);
  }
}

}  // namespace

bool can_swap(base::Date birth, base::Instant at) {
  if (static_cast<unsigned>(birth.day()) > 12 || is_attributed(birth)) return false;
  const auto other = day_and_month_swapped(birth);
  return other != birth && base::age_on(other, base::to_local(at, base::paris).date) < 18;
}

base::Date day_and_month_swapped(base::Date date) {
  return base::Date{date.year(), std::chrono::month{static_cast<unsigned>(date.day())},
                    std::chrono::day{static_cast<unsigned>(date.month())}};
}

bool is_stranger(const Voice& voice) {
  return voice.quality == "ami" || voice.quality == "temoin" || voice.quality == "autre";
}

bool is_worrying(Random& random, const Child& child, std::size_t rank) {
  // Criteria of services (under 13, autonomy, treatment, suicide, third parties: Belgian directive,
  // service-public F10385, BPM). Published: 3.6 % of disappearances are called so in France (2024), 19 to 25
  // % of hotline files in Belgium.
  const auto left = base::to_local(child.absences[rank].left, child.zone()).date;
  const bool by_chance = random.chance(0.02);
  const bool weighed = random.chance(0.6);
  if (base::age_on(child.birth, left) < 13) return true;
  for (const auto danger : child.dangers)
    if (danger != "handicap" && danger != "radicalisation" && danger != "tentative_suicide") return weighed;
  for (const auto& sign : child.signs)
    if (sign.from <= rank && std::find(std::begin(harm), std::end(harm), sign.field) != std::end(harm))
      return true;
  return by_chance || (child.exploited && random.chance(0.08));
}

std::vector<Voice> draw_voices(Random& random, const Setting& setting, const Child& child, std::size_t rank) {
  // Families call the hotline more often than foyers do (116 000, files of 2022: 71 % left home, 14 % an
  // establishment).
  const auto& absence = child.absences[rank];
  std::vector<Voice> voices;
  if (child.foyer_tells) voices.push_back(from_foyer(random, child, rank));
  const double police = child.foyer_tells ? setting.police_beside_foyer
                        : child.placed()  ? 1.0
                                          : setting.police_of_home;
  if (random.chance(police)) voices.push_back(from_police(random, child, rank));
  const double usual = child.placed() ? setting.call_of_placed : setting.call_of_home;
  const double calls = usual * (child.exploited ? setting.calls_if_exploited : 1);
  if (voices.empty() || random.chance(calls)) voices.push_back(from_hotline(random, setting, child, rank));
  if (child.twist != Twist::none && rank == 0) voices.push_back(from_twist(random, setting, child, rank));
  settle(voices, absence);
  for (std::size_t i = 1; i < voices.size(); ++i) {
    // Nobody looked, but the name, the first name and the date decide. Not where they could not.
    const bool decisive =
        !child.mna && !is_attributed(child.birth) && child.nom_usage.empty() && !is_stranger(voices[i]) &&
        !is_stranger(voices.front()) && voices[i].spelling == Spelling::exact &&
        voices.front().spelling != Spelling::heard && voices.front().spelling != Spelling::misheard;
    if (decisive && random.chance(0.25)) voices[i].recognised = false;
  }
  swap_births(random, setting, child, voices);
  return voices;
}

std::optional<Voice> draw_preventive(Random& random, const Child& child) {
  const bool drawn = random.chance(0.16);
  const double before = 3 + 50 * random.unit();
  if (!drawn || !child.foyer_tells) return std::nullopt;
  Voice voice;
  voice.form = "preventive";
  voice.organisation = child.foyer->name;
  voice.role = "foyer";
  voice.quality = random.chance(0.6) ? "educateur" : "chef_service";
  auto local = base::to_local(child.absences.front().left - days(before), child.zone());
  local.hour = random.between(9, 17);
  local.minute = random.below(60);
  local.second = 0;
  voice.at = base::read_local(local, child.zone()).first;
  voice.knowledge = 0.8;
  return voice;
}

}  // namespace vigie::cohort
