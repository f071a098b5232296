#pragma once
// bench: what Vigie does in a second, beside what the machine could do at most. A bench is not a test: it judges by
// goals, prints « tenu » or « manqué », and never fails.
// 1. Two things that are compared are measured in the same run, on the same disk.
// 2. The service is the real program, reached as anybody would: its verbs, its port, the tokens it gave.
// 3. What is told is the fictitious cohort, never a row made to be fast.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::bench {

using Clock = std::chrono::steady_clock;

inline double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// What one kind of thing cost, each time, in milliseconds; and how long the whole lasted.
struct Figures {
  std::vector<double> ms;
  double seconds = 0;

  double rate() const { return seconds > 0 ? static_cast<double>(ms.size()) / seconds : 0; }
  /// 0.5: the median; 1: the longest; 0 when nothing was measured.
  double at(double quantile) const;
};

/// The title of the columns that `say_figures` fills.
void say_columns(std::string_view title);
void say_figures(std::string_view what, const Figures& figures);
/// One goal: what was measured against its bound, « tenu » or « manqué ».
struct Goal {
  std::string what;
  double measured;
  bool at_least;  // else at most
  double bound;
  std::string unit;
};
void say_goals(const std::vector<Goal>& goals);
/// "1 234": a whole number as French people read it.
std::string grouped(double number);

}  // namespace vigie::bench
