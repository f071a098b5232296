#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

int year_of(base::Date date) { return static_cast<int>(date.year()); }

bool is_swapped(base::Date a, base::Date b) {
  return a.year() == b.year() && static_cast<unsigned>(a.month()) == static_cast<unsigned>(b.day()) &&
         static_cast<unsigned>(a.day()) == static_cast<unsigned>(b.month());
}

int digits_off(base::Date a, base::Date b) {
  const auto off = [](int ours, int theirs) {
    int digits = 0;
    for (; ours != theirs; ours /= 10, theirs /= 10) digits += ours % 10 != theirs % 10;
    return digits;
  };
  return off(year_of(a), year_of(b)) + off(static_cast<int>(static_cast<unsigned>(a.month())), static_cast<int>(static_cast<unsigned>(b.month()))) +
         off(static_cast<int>(static_cast<unsigned>(a.day())), static_cast<int>(static_cast<unsigned>(b.day())));
}

void remark_attributed(base::Date a, base::Date b, Points& points) {
  const base::Date date = is_attributed(a) ? a : b;
  points.add(0, date.month() == std::chrono::January ? "date attribuée (1er janvier)"
                                                     : "date attribuée (31 décembre)");
}

void compare_attributed(base::Date a, base::Date b, Points& points) {
  if (a == b) {
    points.add(15, "même date de naissance");
  } else if (a.year() == b.year()) {
    points.add(12, "même année de naissance seulement");
  } else {
    points.add(std::abs(year_of(a) - year_of(b)) == 1 ? 0 : -10, "année de naissance différente");
  }
  remark_attributed(a, b, points);
}

void compare_dates(const Person& a, const Person& b, Points& points) {
  const base::Date ours = *a.birth, theirs = *b.birth;
  if (is_attributed(ours) || is_attributed(theirs)) return compare_attributed(ours, theirs, points);
  if (ours == theirs) {
    const bool as_declared = a.mna == base::Tri::yes || b.mna == base::Tri::yes;
    points.add(as_declared ? 20 : 30, "même date de naissance");
    if (as_declared) points.add(0, "date déclarée, à vérifier");
  } else if (ours.year() != theirs.year()) {
    const bool same_day = ours.month() == theirs.month() && ours.day() == theirs.day();
    points.add(same_day ? 0 : -15, "année de naissance différente");
  } else if (is_swapped(ours, theirs)) {
    points.add(22, "jour et mois inversés");
  } else if (digits_off(ours, theirs) == 1) {
    points.add(20, "un chiffre d'écart sur la date de naissance");
  } else {
    points.add(5, "même année de naissance seulement");
  }
}

/// Age on a day, as a span of years: an estimate counts for one year either way, and the time since is added.
struct AgeSpan {
  double least, most;
};

std::optional<AgeSpan> age_of(const Person& person, base::Instant at) {
  if (person.birth) {
    const base::Date day{std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at.ms)))};
    const double age = base::age_on(*person.birth, day);
    return AgeSpan{age, age};
  }
  if (!person.estimated_age) return std::nullopt;
  const double since = base::hours_of(at - person.told_at) / 24 / 365.25;
  return AgeSpan{*person.estimated_age + since - 1, *person.estimated_age + since + 1};
}

}  // namespace

void compare_births(const Person& a, const Person& b, Points& points) {
  if (a.birth && b.birth) return compare_dates(a, b, points);
  const base::Instant at = a.estimated_age ? a.told_at : b.told_at;
  const auto ours = age_of(a, at), theirs = age_of(b, at);
  if (!ours || !theirs) return;
  const double apart = std::max(ours->least - theirs->most, theirs->least - ours->most);
  if (apart <= 0) points.add(15, "âge estimé compatible");
  if (apart > 2) points.add(-15, "âge estimé incompatible");
}

}  // namespace vigie::identity
