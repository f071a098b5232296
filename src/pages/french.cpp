#include "pages/french.hpp"

#include <cmath>

namespace vigie::pages {

namespace {

constexpr std::string_view weekdays[] = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};
constexpr std::string_view months[] = {"janvier", "février", "mars", "avril", "mai", "juin",
                                       "juillet", "août", "septembre", "octobre", "novembre", "décembre"};

base::Duration as_duration(double hours) { return base::Duration(static_cast<std::int64_t>(std::llround(hours * 60)) * 60'000); }

}  // namespace

std::string tied(std::string_view text) {
  constexpr std::string_view unbreakable = "\u00a0", opening = "«", closing = "»";
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view after = text.substr(i + 1);
    const bool before_sign = !after.empty() && (std::string_view(":;?!").find(after[0]) != std::string_view::npos || after.starts_with(closing));
    const bool tie = text[i] == ' ' && (before_sign || text.substr(0, i).ends_with(opening));
    if (tie) result += unbreakable;
    else result += text[i];
  }
  return result;
}

std::string show_time(base::Instant instant, std::string_view zone) {
  const base::LocalTime local = base::to_local(instant, zone);
  return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string show_instant(base::Instant instant, std::string_view zone) {
  return fmt::format("{} {}", base::to_french(base::to_local(instant, zone).date), show_time(instant, zone));
}

std::string show_instant_long(base::Instant instant, std::string_view zone) {
  const base::LocalTime local = base::to_local(instant, zone);
  const unsigned day = unsigned(local.date.day());
  return fmt::format("{} {}{} {} {} à {} h {:02}", weekdays[base::weekday_of(local)], day, day == 1 ? "er" : "",
                     months[unsigned(local.date.month()) - 1], int(local.date.year()), local.hour, local.minute);
}

std::string show_duration(base::Duration duration) {
  const std::int64_t minutes = std::max<std::int64_t>(0, duration.count() / 60'000);
  const std::int64_t hours = minutes / 60, days = hours / 24;
  if (hours == 0) return fmt::format("{} min", minutes);
  if (days == 0) return minutes % 60 == 0 ? fmt::format("{} h", hours) : fmt::format("{} h {:02}", hours, minutes % 60);
  const std::string whole = fmt::format("{} jour{}", days, days > 1 ? "s" : "");
  return days >= 7 || hours % 24 == 0 ? whole : fmt::format("{} {} h", whole, hours % 24);
}

std::string show_ago(base::Instant then, base::Instant now) {
  const bool past = then <= now;
  const base::Duration gap = past ? now - then : then - now;
  if (gap < std::chrono::minutes{1}) return "à l’instant";
  return fmt::format("{} {}", past ? "il y a" : "dans", show_duration(gap));
}

std::string show_window(const base::Window& window, std::string_view zone) {
  const std::string latest = show_instant(window.latest, zone);
  if (!window.earliest) return fmt::format("au plus tard le {}", latest);
  if (*window.earliest == window.latest) return fmt::format("le {}", latest);
  const std::string earliest = show_instant(*window.earliest, zone);
  const bool one_day = base::to_local(*window.earliest, zone).date == base::to_local(window.latest, zone).date;
  return one_day ? fmt::format("le {} entre {} et {}", base::to_french(base::to_local(window.latest, zone).date),
                               show_time(*window.earliest, zone), show_time(window.latest, zone))
                 : fmt::format("entre le {} et le {}", earliest, latest);
}

std::string show_absence(const episodes::Hours& hours) {
  const std::string least = show_duration(as_duration(hours.min));
  if (!hours.max) return fmt::format("au moins {}", least);
  const std::string most = show_duration(as_duration(*hours.max));
  return least == most ? least : fmt::format("de {} à {}", least, most);
}

std::string show_age(const std::optional<int>& age) {
  if (!age) return "âge inconnu";
  return fmt::format("{} an{}", *age, *age > 1 ? "s" : "");
}

std::string title_of(std::size_t count, std::string_view one, std::string_view many, std::string_view order, bool one_of_several) {
  std::string title = fmt::format("{} {}", count, count == 1 ? one : many);
  if (one_of_several) title += " sur cette page";
  if (count > 1) title += fmt::format(", {}", order);
  return title;
}

ShownState show_status(episodes::Status status) {
  switch (status) {
    case episodes::Status::en_cours: return {"Absent", "govuk-tag--yellow"};
    case episodes::Status::localise: return {"Localisé, pas rentré", ""};
    case episodes::Status::rentre: return {"Rentré", "govuk-tag--green"};
    case episodes::Status::retour_presume: return {"Retour présumé", "govuk-tag--grey"};
    case episodes::Status::clos: return {"Clos", "govuk-tag--grey"};
  }
  throw base::Bug("a status without words");
}

ShownState show_qualification(triage::Qualification qualification) {
  switch (qualification) {
    case triage::Qualification::classique: return {"Classique", "govuk-tag--grey"};
    case triage::Qualification::a_examiner: return {"À examiner", "govuk-tag--yellow"};
    case triage::Qualification::inquietante: return {"⚠\u00a0Inquiétante", "govuk-tag--red"};
  }
  throw base::Bug("a qualification without words");
}

ShownState show_level(triage::Level level) {
  switch (level) {
    case triage::Level::aucun: return {"Aucun signe recueilli à ce stade", "govuk-tag--grey"};
    case triage::Level::vigilance: return {"Vigilance", "govuk-tag--yellow"};
    case triage::Level::eleve: return {"▲\u00a0Élevé", "govuk-tag--red"};
    case triage::Level::critique: return {"▲▲\u00a0Critique", "vigie-tag--extreme"};
  }
  throw base::Bug("a level without words");
}

ShownState show_decided_level(triage::Level level) {
  if (level == triage::Level::aucun) return {"Aucun signe retenu", "govuk-tag--grey"};
  return show_level(level);
}

}  // namespace vigie::pages
