#pragma once
#include <string>
#include <vector>

#include "cohort/survey.hpp"

namespace vigie::cohort {

/// A line of the table: what it is, here, as published, by whom.
struct Row {
  std::string parameter, here, published, source;
};

inline const std::string invented = "inventé";

/// "7,4".
std::string decimal(double value, int figures = 1);
/// "38,2 %".
std::string percent(double share);
inline std::string percent(const Share& share) { return percent(share.value()); }
/// "36 439".
std::string whole(double value);

std::vector<Row> volumes(const Survey& of);
std::vector<Row> children(const Survey& of);
std::vector<Row> repetition(const Survey& of);
std::vector<Row> durations(const Survey& of);
std::vector<Row> returns(const Survey& of);
std::vector<Row> exploitation(const Survey& of);
std::vector<Row> names(const Survey& of);

}  // namespace vigie::cohort
