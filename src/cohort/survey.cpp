#include "cohort/survey.hpp"

#include <algorithm>
#include <cmath>

#include "cohort/names.hpp"

namespace vigie::cohort {
namespace {

std::string text_of(const Told& told, std::string_view field) {
  const auto* value = told.answers.if_contains(field);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool has_sign(const Child& child, std::string_view field) {
  return std::any_of(child.signs.begin(), child.signs.end(),
                     [&](const Sign& sign) { return sign.field == field; });
}

}  // namespace

void Histogram::add(double value) {
  const auto index = static_cast<std::size_t>(std::max(0.0, value));
  ++counts_[std::min(index, counts_.size() - 1)];
  ++total_;
  sum_ += value;
}

double Histogram::mean() const { return total_ == 0 ? 0 : sum_ / static_cast<double>(total_); }

double Histogram::share_under(std::size_t limit) const {
  long under = 0;
  for (std::size_t i = 0; i < limit; ++i) under += counts_[i];
  return total_ == 0 ? 0 : static_cast<double>(under) / static_cast<double>(total_);
}

double Histogram::median() const {
  long seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (2 * seen >= total_) return static_cast<double>(i);
  }
  return 0;
}

Survey::Survey(const NationalPlan& of) : plan(of), calendar(of) {}

void Survey::see(const Child& child) {
  ++minors;
  exploited_minors.add(child.exploited);
  std::map<int, int> years;
  for (const auto& absence : child.absences) {
    ++years[calendar.year_of(absence.left)];
    see_absence(child, absence);
  }
  for (const auto& [year, count] : years) by_year.add(count);
  in_all.add(static_cast<double>(child.absences.size()));
  if (child.absences.size() > 1)
    first_gap_under_28.add(child.absences[1].left - child.absences[0].back < days(28));
  if (!child.exploited) return;
  exploited_girls.add(child.girl);
  for (const auto field : {"rupture_scolaire", "hotel_ou_location", "contacts_inconnus_en_ligne"})
    signs[field].add(has_sign(child, field));
  signs["substances"].add(has_sign(child, "alcool") || has_sign(child, "stupefiants"));
}

void Survey::see_absence(const Child& child, const Absence& absence) {
  const auto local = base::to_local(absence.left, child.zone());
  const int age = base::age_on(child.birth, local.date);
  const double lasting = base::hours_of(absence.back - absence.left);
  girls.add(child.girl);
  placed.add(child.placed());
  unaccompanied.add(child.mna);
  exploited.add(child.exploited);
  accompanied.add(absence.companion >= 0);
  ages.add(age);
  hours.add(lasting);
  never_told.add(!absence.return_told);
  const int weekday = base::weekday_of(local);
  week_end.add(weekday == 5 || weekday == 6 || weekday == 0);
  if (child.placed()) foyer_night.add(local.hour >= 22 || local.hour < 1);
  if (child.placed() && child.departement() == "75") ++paris_foyers;
  if (child.departement() == "88") ++vosges;
  if (child.departement() == "35") ++ille_et_vilaine;
  if (!child.exploited) return;
  exploited_ages.add(age);
  const bool phase = lasting >= 48 && lasting <= 14 * 24;
  phases.add(phase);
  if (phase) phase_hours.add(lasting);
}

void Survey::hear(const Child& child, const Told& one) {
  ++told;
  ++forms[one.form];
  ++organisations[one.organisation];
  if (one.form == "retour") return hear_return(child, one);
  if (one.form == "classique" || one.form == "inquietante") {
    worrying.add(one.form == "inquietante");
    placed_declared.add(child.placed());
  }
  if (one.form == "appel") {
    calls_from_home.add(!child.placed());
    if (child.girl) girls_calling_exploited.add(child.exploited);
  }
  hear_names(child, one);
  if (one.form == "preventive" || one.key.find("-1-") == std::string::npos) return;
  const auto left = [&](const Absence& absence) { return absence.left <= one.signed_at; };
  const auto absence = std::find_if(child.absences.rbegin(), child.absences.rend(), left);
  if (absence != child.absences.rend()) first_told.add(base::hours_of(one.signed_at - absence->left));
}

void Survey::hear_return(const Child& child, const Told& one) {
  if (text_of(one, "retour_issue") != "rentre") return;
  ++places[text_of(one, "retour_lieu_type")];
  ++modes[text_of(one, "retour_mode")];
  verified.add(text_of(one, "retour_verifie") == "oui");
  const auto back = [&](const Absence& absence) { return absence.back <= one.signed_at; };
  const auto last = std::find_if(child.absences.rbegin(), child.absences.rend(), back);
  late.add(last != child.absences.rend() && one.signed_at - last->back >= cohort::hours(24));
}

void Survey::hear_names(const Child& child, const Told& one) {
  unrecognised.add(one.minor_key.empty());
  const auto birth = text_of(one, "date_naissance");
  if (!birth.empty()) swapped.add(birth != base::to_text(child.birth));
  const auto nom = text_of(one, "nom");
  const auto prenoms = text_of(one, "prenoms");
  if (nom.empty()) return;
  const bool as_is = nom == child.nom && (prenoms == child.prenoms || prenoms == first_of(child.prenoms));
  respelt.add(!as_is);
}

}  // namespace vigie::cohort
