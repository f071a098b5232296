#include "cohort/national.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/json.hpp"
#include "cohort/country.hpp"
#include "forms/check.hpp"
#include "tests/cohort/one_cohort.hpp"

using namespace vigie;
using namespace vigie::test;

namespace {

/// Of the first of January of a year to that of another, in Paris.
cohort::NationalPlan plan_of(int episodes, int first, int end, std::uint64_t seed = 116000) {
  using namespace std::chrono;
  const auto starts = [](int in) {
    return base::read_local({base::Date{year{in}, month{1}, day{1}}}, base::paris).first;
  };
  return {.seed = seed, .episodes = episodes, .from = starts(first), .to = starts(end)};
}

std::vector<cohort::Told> told_of(const cohort::NationalPlan& plan) {
  std::vector<cohort::Told> all;
  cohort::tell_national(plan, [&](const cohort::Told& one) { all.push_back(one); });
  return all;
}

std::string lines_of(const cohort::NationalPlan& plan) {
  std::string lines;
  cohort::tell_national(plan, [&](const cohort::Told& one) { lines += cohort::to_line(one) + '\n'; });
  return lines;
}

/// Two thousand absences over two years, told once for every test.
const cohort::NationalPlan two_years = plan_of(2000, 2023, 2025);
const std::vector<cohort::Told>& national() {
  static const auto all = told_of(two_years);
  return all;
}

bool is_stray(const cohort::Told& one) { return one.key.find(".x") != std::string::npos; }
/// "116000.m0000042-a03" of "116000.m0000042-a03-2-appel".
std::string which_absence(const cohort::Told& one) {
  const auto at = one.key.find("-a");
  return at == std::string::npos || is_stray(one) ? std::string()
                                                  : one.key.substr(0, one.key.find('-', at + 1));
}

}  // namespace

TEST_CASE("the same national plan writes the same bytes, another seed others") {
  const auto lines = lines_of(plan_of(150, 2024, 2025));
  CHECK(lines == lines_of(plan_of(150, 2024, 2025)));
  CHECK(lines != lines_of(plan_of(150, 2024, 2025, 7)));
}

TEST_CASE("a national cohort tells exactly the absences asked for, whatever their number and the period") {
  for (const auto& [episodes, first, end] :
       {std::tuple{1, 2024, 2025}, {37, 2024, 2025}, {400, 2015, 2025}, {900, 2024, 2025}}) {
    std::set<std::string> absences;
    cohort::tell_national(plan_of(episodes, first, end), [&](const cohort::Told& one) {
      if (one.form != "retour" && one.form != "preventive" && !is_stray(one))
        absences.insert(which_absence(one));
    });
    CHECK(absences.size() == static_cast<std::size_t>(episodes));
  }
}

TEST_CASE("lines come in the order of time, inside the period, each key once") {
  std::set<std::string> keys;
  auto previous = two_years.from;
  for (const auto& one : national()) {
    CHECK(one.signed_at >= previous);
    CHECK(one.signed_at < two_years.to);
    CHECK_MESSAGE(keys.insert(one.key).second, one.key);
    previous = one.signed_at;
  }
  CHECK(national().front().signed_at < two_years.from + std::chrono::hours{72});
  CHECK(national().back().signed_at > two_years.to - std::chrono::hours{72});
}

TEST_CASE("every line passes the check of its form at the time it is signed") {
  const auto catalogue = forms::Catalogue::embedded();
  std::map<std::string, int> passed;
  for (const auto& one : national()) {
    const auto checked = forms::check(catalogue.get(one.form), one.answers, one.signed_at);
    const bool whole = checked && checked->answers.size() == one.answers.size();
    CHECK_MESSAGE(whole, one.key, " ", checked ? "lost an answer" : checked.error().fields.front().detail);
    passed[one.form] += whole;
  }
  CHECK(passed.size() == 5);
  for (const auto& [form, count] : passed) CHECK_MESSAGE(count > 20, form);
}

TEST_CASE("an import line has the fields of the format and the answers as told") {
  for (std::size_t i = 0; i < 200; ++i) {
    const auto& one = national()[i];
    const auto line = base::parse_json(cohort::to_line(one)).value().as_object();
    CHECK(line.at("key").as_string() == one.key);
    CHECK(line.at("form").as_string() == one.form);
    CHECK(line.at("organisation").as_string() == one.organisation);
    CHECK(base::parse_time(line.at("signed_at").as_string())->instant == one.signed_at);
    CHECK(line.contains("minor_key") == !one.minor_key.empty());
    CHECK(line.at("answers") == one.answers);
    CHECK(line.size() == (one.minor_key.empty() ? 5 : 6));
  }
}

TEST_CASE("a return is told after every voice of its absence and before the next absence of the child") {
  std::map<std::string, std::string> latest;  // of each child, the absence told last
  std::set<std::string> returned;
  for (const auto& one : national()) {
    const auto absence = which_absence(one);
    if (absence.empty()) continue;
    auto& last = latest[absence.substr(0, absence.find('-'))];
    if (one.form != "retour") {
      CHECK_MESSAGE(!returned.contains(absence), one.key);
      CHECK_MESSAGE(absence >= last, one.key);
      last = absence;
      continue;
    }
    CHECK_MESSAGE(absence == last, one.key);
    if (answer(one, "retour_issue") == "rentre") CHECK_MESSAGE(returned.insert(absence).second, one.key);
  }
  CHECK(returned.size() > 1800);
  CHECK(returned.size() < 2000);
}

TEST_CASE("whoever is declared by police or a foyer is a minor that day, even with day and month exchanged") {
  int declared = 0;
  for (const auto& one : national()) {
    if (one.role == "ecoutant" || one.form == "retour") continue;
    const auto birth = base::parse_date(answer(one, "date_naissance"));
    REQUIRE(birth);
    const int age = base::age_on(*birth, base::to_local(one.signed_at, base::paris).date);
    CHECK_MESSAGE((age >= 6 && age <= 17), one.key);
    ++declared;
  }
  CHECK(declared > 2000);
}

TEST_CASE("each département has its police and establishments of its own, with names nobody else has") {
  std::set<std::string_view> police, foyers, codes;
  for (const auto& town : cohort::country_towns()) {
    codes.insert(town.departement);
    police.insert(town.police);
    CHECK(cohort::police_of(town.departement) == town.police);
  }
  CHECK(codes.size() == 101);
  CHECK(police.size() == 101);
  std::map<std::string_view, int> by_departement;
  for (const auto& foyer : cohort::country_foyers()) {
    CHECK_MESSAGE(foyers.insert(foyer.name).second, foyer.name);
    ++by_departement[foyer.departement];
  }
  CHECK(by_departement.size() == 101);
  for (const auto& [code, count] : by_departement) CHECK_MESSAGE(count >= 2, code);
}

TEST_CASE("an organisation signs in one role only") {
  std::map<std::string, std::string> roles;
  for (const auto& one : national())
    CHECK(roles.emplace(one.organisation, one.role).first->second == one.role);
  CHECK(roles.size() > 200);
}
