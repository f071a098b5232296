#include "cohort/survey.hpp"

#include <doctest/doctest.h>

#include "tests/cohort/one_cohort.hpp"

using namespace vigie;
using namespace vigie::test;

namespace {

const cohort::Survey& survey_of(int episodes, int years) {
  static std::map<std::pair<int, int>, cohort::Survey> known;
  const auto found = known.find({episodes, years});
  if (found != known.end()) return found->second;
  const cohort::NationalPlan plan{
      .episodes = episodes, .from = {until.ms - years * 31'557'600'000LL}, .to = until};
  auto& survey = known.emplace(std::pair{episodes, years}, plan).first->second;
  cohort::tell_national(
      plan, [](const cohort::Told&) {}, &survey);
  return survey;
}
const cohort::Survey& one_year() { return survey_of(6000, 1); }

bool near(double value, double low, double high) { return value >= low && value <= high; }

}  // namespace

TEST_CASE("ages, sex, placement and département are near what is published") {
  const auto& of = one_year();
  CHECK(near(of.girls.value(), .45, .55));                                        // 50 %
  CHECK(near(of.ages.share_under(15), .33, .42));                                 // 38.2 %
  CHECK(near(of.ages.share_under(13), .04, .10));                                 // 8 %
  CHECK(near(of.ages.mean(), 14.6, 15.3));                                        // 15
  CHECK(near(of.placed.value(), .60, .70));                                       // 64 %
  CHECK(near(static_cast<double>(of.paris_foyers) / 6000, .11, .19));             // 5 000 of 36 439
  CHECK(near(of.calls_from_home.value(), .60, .82));                              // 71 %
  CHECK(near(static_cast<double>(of.calls_from_home.whole) / 6000, .025, .045));  // 3.5 %
}

TEST_CASE("repetition of a year has its heavy tail, that of three years comes out of it") {
  const auto& year = one_year();
  CHECK(near(year.by_year.mean(), 2.1, 2.45));  // 2.27
  CHECK(near(static_cast<double>(year.by_year.counts()[1]) / static_cast<double>(year.by_year.total()), .57,
             .65));                                        // 52 to 61 %
  CHECK(near(year.first_gap_under_28.value(), .50, .66));  // more than 50 %
  long often = 0, all = 0;
  for (std::size_t i = 0; i < year.by_year.counts().size(); ++i) {
    all += year.by_year.counts()[i] * static_cast<long>(i);
    if (i >= 8) often += year.by_year.counts()[i] * static_cast<long>(i);
  }
  CHECK(near(static_cast<double>(often) / static_cast<double>(all), .25, .36));  // 4 %: 28 %
  const auto& three = survey_of(4500, 3);
  CHECK(near(three.in_all.mean(), 2.6, 3.2));  // 2.9
  CHECK(near(static_cast<double>(three.in_all.counts()[1]) / static_cast<double>(three.in_all.total()), .42,
             .53));  // nearly half
}

TEST_CASE("durations, hours and days of departure are near what is published") {
  const auto& of = one_year();
  CHECK(near(of.hours.median(), 20, 48));
  CHECK(near(of.hours.mean() / 24, 5.5, 8));             // 7.4 days
  CHECK(near(of.hours.share_under(24), .35, .55));       // 30 to 82 %
  CHECK(near(of.hours.share_under(48), .50, .68));       // 37 to 87 %
  CHECK(near(1 - of.hours.share_under(720), .04, .08));  // 6 to 8 %
  CHECK(near(of.phases.value(), .70, .85));
  CHECK(near(of.phase_hours.mean() / 24, 3.6, 4.5));  // 4 days
  CHECK(near(of.foyer_night.value(), .18, .30));      // more often: 12.5 % if even
  CHECK(near(of.week_end.value(), .50, .65));         // more often: 42.9 % if even
}

TEST_CASE(
    "exploitation and its signs are near what is published, and late, unverified or untold returns are "
    "there") {
  const auto& of = one_year();
  CHECK(near(of.exploited_minors.value(), .04, .07));              // 4.7 %
  CHECK(near(of.exploited.value(), .09, .18));                     // 9 to 14 %
  CHECK(near(of.exploited_girls.value(), .70, .90));               // 73 to 94 %
  CHECK(near(of.signs.at("rupture_scolaire").value(), .60, .80));  // 70 %
  CHECK(near(of.signs.at("substances").value(), .44, .68));        // 51 to 52 %
  CHECK(near(of.verified.value(), .84, .92));
  CHECK(near(of.late.value(), .06, .13));
  CHECK(near(of.never_told.value(), .012, .035));
  CHECK(near(of.unrecognised.value(), .01, .07));
  CHECK(near(of.respelt.value(), .22, .38));
  CHECK(near(of.swapped.value(), .001, .008));
  CHECK(of.accompanied.part > 20);
}

TEST_CASE("as many absences fall in each year of a period") {
  const cohort::NationalPlan plan{.episodes = 4000, .from = {until.ms - 4 * 31'557'600'000LL}, .to = until};
  const cohort::Calendar calendar(plan);
  std::map<int, int> by_year;
  std::set<std::string> seen;
  cohort::tell_national(plan, [&](const cohort::Told& one) {
    if (one.form == "retour" || one.form == "preventive" || one.minor_key.empty()) return;
    if (seen.insert(one.key.substr(0, one.key.rfind("-", one.key.rfind("-") - 1))).second)
      ++by_year[calendar.year_of(one.signed_at)];
  });
  CHECK(by_year.size() == 4);
  for (const auto& [year, count] : by_year) CHECK_MESSAGE(near(count, 850, 1150), year);
}

TEST_CASE("the table says each figure beside the published one, and what is invented") {
  const auto table = cohort::to_table(one_year());
  for (const auto* expected : {"6 000 absences", "36 439", "38,2 %", "64 %", "7,4 j", "28 %", "inventé",
                               "Sidebottom", "rapport Champrenault"})
    CHECK_MESSAGE(table.find(expected) != std::string::npos, expected);
  CHECK(table.find("nan") == std::string::npos);
}
