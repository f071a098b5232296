#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "cohort/child.hpp"
#include "cohort/years.hpp"

namespace vigie::cohort {

/// A part of a whole, counted.
struct Share {
  long part = 0, whole = 0;
  void add(bool in) {
    part += in;
    ++whole;
  }
  double value() const { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }
};

/// Whole numbers from 0, counted; larger ones with the largest.
class Histogram {
 public:
  explicit Histogram(std::size_t size) : counts_(size) {}
  void add(double value);
  long total() const { return total_; }
  double mean() const;
  double share_under(std::size_t limit) const;
  double median() const;
  const std::vector<long>& counts() const { return counts_; }

 private:
  std::vector<long> counts_;
  long total_ = 0;
  double sum_ = 0;
};

/// What a national cohort truly is (its children and absences) and what is told of it, counted in constant
/// memory.
class Survey {
 public:
  explicit Survey(const NationalPlan& plan);
  void see(const Child& child);
  void hear(const Child& child, const Told& told);
  void hear_stray(const Told&) { ++strays; }

  const NationalPlan plan;
  const Calendar calendar;
  // Children.
  long minors = 0, strays = 0, redrawn = 0;  // redrawn: by tell_national, because of a namesake
  Share exploited_minors, exploited_girls, first_gap_under_28;
  Histogram by_year{128}, in_all{256};  // absences of a child in a year where it has one; in the whole period
  std::map<std::string, Share, std::less<>> signs;  // of exploited minors
  // Absences.
  Share girls, placed, unaccompanied, exploited, accompanied, foyer_night, week_end, never_told;
  Histogram ages{20}, exploited_ages{20}, hours{3700}, phase_hours{3700};
  Share phases;  // of exploited absences, those of 2 to 14 days
  long paris_foyers = 0, vosges = 0, ille_et_vilaine = 0;
  // Told.
  long told = 0;
  std::map<std::string, long, std::less<>> forms, organisations, places, modes;
  Histogram first_told{240};  // hours from a departure to the first voice
  Share worrying, placed_declared, called, calls_from_home, calls_from_foyer, girls_calling_exploited;
  Share verified, late, respelt, swapped, unrecognised;

 private:
  void see_absence(const Child& child, const Absence& absence);
  void hear_return(const Child& child, const Told& told);
  void hear_names(const Child& child, const Told& told);
};

/// Every parameter of a cohort in a French table: what it is here, what is published, by whom. What has no
/// source says « inventé ».
std::string to_table(const Survey& survey);

}  // namespace vigie::cohort
