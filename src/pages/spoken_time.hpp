#pragma once
#include "base/result.hpp"
#include "base/time.hpp"

namespace vigie::pages {

/// An instant typed as people say it, read in a zone. Takes:
///   auj 1830 · aujourd’hui 18h05 · hier 23h · avant-hier 9:15 · ce matin 7h · hier soir 22h30 · lundi 14h (the last one)
///   21/11 18h05 (the latest such day) · 21/11/26 · 21/11/2026 18:05 · 21 novembre 18h · 2026-11-21T18:05 · midi
///   maintenant · il y a 20 min · il y a 1h30
/// What has two meanings is asked about, never guessed. Refusals (422, a French sentence that says what to type):
/// instant_sans_jour, instant_sans_heure, instant_ambigu (lundi on a Monday, minuit, 9h du soir), instant_invalide,
/// heure_inexistante and heure_double (a clock change; « été » or « hiver » after the time tells which).
/// `planned`: the instant may lie ahead; a day without a year is then the nearest, and a weekday is asked for.
base::Result<base::Instant> read_spoken_instant(std::string_view text, base::Instant now, std::string_view zone, bool planned = false);

/// A day: auj, hier, lundi, 21/11, 21/11/2026, 21 novembre, 2026-11-21.
base::Result<base::Date> read_spoken_day(std::string_view text, base::Instant now, std::string_view zone, bool planned = false);

/// « mars », « 3 », « 03 », « févr. »: 1 to 12.
std::optional<int> read_month(std::string_view text);

/// The text that read_spoken_instant takes back as the same instant, to the minute: « 21/11/2026 18:05 », with « été » or
/// « hiver » when the clock shows it twice.
std::string write_instant(base::Instant instant, std::string_view zone);

}  // namespace vigie::pages
