#include <doctest/doctest.h>

#include "tests/cohort/one_cohort.hpp"

using namespace vigie;
using namespace vigie::test;

TEST_CASE("a return comes after every departure told of its absence, and closes the absence that is open") {
  std::map<std::string, base::Instant> departures;  // of each absence, the latest told
  std::map<std::string, std::string> open;          // of each child
  std::map<std::string, int> returns;
  for (const auto& told : cohort_of_300()) {
    CAPTURE(told.key);
    if (tells_departure(told) && !told.minor_key.empty()) {
      auto& latest = departures[absence_of(told)];
      latest = std::max(latest, instant(told, "depart_au_plus_tard").value_or(told.signed_at));
      open[told.minor_key] = absence_of(told);
    }
    if (told.act != "return") continue;
    ++returns[absence_of(told) + answer(told, "retour_issue")];
    REQUIRE(departures.contains(absence_of(told)));
    CHECK(open[told.minor_key] == absence_of(told));
    const auto latest = *instant(told, "retour_au_plus_tard");
    CHECK(instant(told, "retour_au_plus_tot").value_or(latest) > departures[absence_of(told)]);
  }
  for (const auto& [absence, count] : returns) CHECK_MESSAGE(count == 1, absence);
}

TEST_CASE("two absences of a child are told more than twelve hours apart, the voices of one within twelve") {
  std::map<std::string, std::pair<std::string, base::Instant>> last;
  for (const auto& told : cohort_of_300()) {
    if (!tells_departure(told) || told.minor_key.empty()) continue;
    CAPTURE(told.key);
    const auto latest = instant(told, "depart_au_plus_tard").value_or(told.signed_at);
    const auto known = last.find(told.minor_key);
    if (known != last.end()) {
      const bool same = known->second.first == absence_of(told);
      CHECK((latest <= known->second.second + std::chrono::hours{12}) == same);
    }
    last[told.minor_key] = {absence_of(told), latest};
  }
}

TEST_CASE("a foyer tells a return only of a child it declared before") {
  std::set<std::string> declared;
  for (const auto& told : cohort_of_300()) {
    if (told.role != "foyer") continue;
    if (told.act == "return") CHECK_MESSAGE(declared.contains(told.organisation + told.minor_key), told.key);
    if (told.act == "declaration") declared.insert(told.organisation + told.minor_key);
  }
  CHECK(declared.size() > 60);
}

TEST_CASE("a child is a minor at each departure that police or a foyer declares") {
  for (const auto& told : cohort_of_300()) {
    if (told.role == "ecoutant" || !tells_departure(told)) continue;
    const auto birth = base::parse_date(answer(told, "date_naissance"));
    REQUIRE(birth);
    const auto day = base::to_local(told.signed_at, base::paris).date;
    const int age = base::age_on(*birth, day);
    CHECK_MESSAGE((age >= 9 && age <= 17), told.key);
  }
}
