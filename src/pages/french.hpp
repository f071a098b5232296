#pragma once
#include "base/time.hpp"
#include "episodes/episode.hpp"
#include "store/episodes.hpp"

namespace vigie::pages {

/// Dates, times and states as people read them: JJ/MM/AAAA, 24 h, non-breaking spaces where French asks for them.

/// Our own words with the spaces that French wants unbreakable: before : ; ? ! », after «. Not for what people typed.
std::string tied(std::string_view text);

/// « 21/11/2026 18:05 », for tables; « samedi 21 novembre 2026 à 18 h 05 », for sentences.
std::string show_instant(base::Instant instant, std::string_view zone = base::paris);
std::string show_instant_long(base::Instant instant, std::string_view zone = base::paris);
std::string show_time(base::Instant instant, std::string_view zone = base::paris);  // « 18:05 »

/// « 45 min », « 3 h 20 », « 2 jours 4 h », « 12 jours »: to the minute under a day, to the hour under a week.
std::string show_duration(base::Duration duration);
/// « il y a 3 h », « dans 2 jours », « à l’instant ».
std::string show_ago(base::Instant then, base::Instant now);

/// « entre le 21/11/2026 17:00 et 18:30 », « au plus tard le 21/11/2026 18:30 ».
std::string show_window(const base::Window& window, std::string_view zone = base::paris);
/// How long an absence lasts or lasted: « 3 h 20 », « de 3 h à 5 h 30 », « au moins 3 h ».
std::string show_absence(const episodes::Hours& hours);

/// « 15 ans », « âge inconnu ».
std::string show_age(const std::optional<int>& age);

/// The title of a list: « 1 absence », « 12 absences, ORDER »; of one that other pages go on with, « 50 absences sur cette page, … ».
std::string title_of(std::size_t count, std::string_view one, std::string_view many, std::string_view order, bool one_of_several);

/// A state in words, with the class of its tag: never the colour alone.
struct ShownState {
  std::string_view label, tag;
};
ShownState show_status(episodes::Status status);
ShownState show_qualification(triage::Qualification qualification);
/// « aucun signe recueilli à ce stade » for `aucun`: never « aucun risque ».
ShownState show_level(triage::Level level);
/// The same of a decision. Who decides « aucun » keeps none of the signs: those that were told are still in the file.
ShownState show_decided_level(triage::Level level);

}  // namespace vigie::pages
