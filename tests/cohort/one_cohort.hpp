#pragma once
#include <boost/json/serialize.hpp>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cohort/cohort.hpp"

namespace vigie::test {

inline constexpr base::Instant until{1'795'305'600'000};  // 2026-11-22T00:00:00Z

inline const std::vector<cohort::Told>& cohort_of_300() {
  static const auto told = cohort::make({.until = until});
  return told;
}

inline std::string text_of(const std::vector<cohort::Told>& told) {
  std::ostringstream out;
  for (const auto& one : told)
    out << one.key << one.form << one.organisation << one.role << one.signed_at.ms << one.minor_key << one.act
        << boost::json::serialize(one.answers) << '\n';
  return out.str();
}

inline const std::string instant_fields =
    "depart_au_plus_tot depart_au_plus_tard constate_le derniere_vue_le retour_au_plus_tot "
    "retour_au_plus_tard ";

inline std::set<std::string> words(const std::string& list) {
  std::istringstream in(list);
  return {std::istream_iterator<std::string>(in), {}};
}

inline std::string answer(const cohort::Told& told, std::string_view field) {
  const auto* value = told.answers.if_contains(field);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

inline std::optional<base::Instant> instant(const cohort::Told& told, std::string_view field) {
  const auto text = answer(told, field);
  if (text.empty()) return std::nullopt;
  const auto parsed = base::parse_time(text);
  return parsed ? parsed->instant : std::nullopt;
}

/// "m0042-a03" of "m0042-a03-2-appel": which absence it truly is.
inline std::string absence_of(const cohort::Told& told) { return told.key.substr(0, 9); }
inline bool tells_departure(const cohort::Told& told) {
  return told.act == "declaration" && told.form != "preventive" && told.key.starts_with('m');
}

}  // namespace vigie::test
