#include "tests/bench/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>

namespace vigie::bench {

namespace {

/// "0,42": a French decimal number.
std::string decimal(double number, int digits) {
  std::string text = fmt::format("{:.{}f}", number, digits);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

/// Padded to a width in characters, which UTF-8 text does not have in bytes.
std::string padded(std::string_view text, std::size_t width) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
  const auto size = static_cast<std::size_t>(characters);
  return std::string(text) + std::string(size < width ? width - size : 1, ' ');
}

constexpr std::size_t first_column = 50;

}  // namespace

double Figures::at(double quantile) const {
  if (ms.empty()) return 0;
  std::vector<double> sorted = ms;
  const auto rank = static_cast<std::size_t>(std::floor(quantile * static_cast<double>(sorted.size() - 1)));
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(rank), sorted.end());
  return sorted[rank];
}

std::string grouped(double number) {
  std::string text = fmt::format("{:.0f}", number);
  for (std::size_t i = text.size(); i > 3;) text.insert(i -= 3, " ");
  return text;
}

void say_columns(std::string_view title) {
  std::cout << '\n' << padded(title, first_column) << fmt::format("{:>9} {:>9} {:>9} {:>9}\n", "par s", "p50 ms", "p99 ms", "max ms");
}

void say_figures(std::string_view what, const Figures& figures) {
  std::cout << padded(what, first_column)
            << fmt::format("{:>9} {:>9} {:>9} {:>9}", grouped(figures.rate()), decimal(figures.at(0.5), 2),
                           decimal(figures.at(0.99), 2), decimal(figures.at(1), 1))
            << std::endl;
}

void say_goals(const std::vector<Goal>& goals) {
  std::cout << '\n' << padded("Objectifs", first_column) << fmt::format("{:>12} {:>14}\n", "mesuré", "but");
  for (const Goal& goal : goals) {
    const bool held = goal.at_least ? goal.measured >= goal.bound : goal.measured < goal.bound;
    const std::string bound = fmt::format("{} {}{}", goal.at_least ? "≥" : "<", fmt::format("{:g}", goal.bound), goal.unit);
    std::string french = bound;
    std::replace(french.begin(), french.end(), '.', ',');
    std::cout << padded(goal.what, first_column) << fmt::format("{:>12}", decimal(goal.measured, 2) + goal.unit) << "   "
              << padded(french, 14) << (held ? "tenu" : "manqué") << '\n';
  }
  std::cout << std::flush;
}

}  // namespace vigie::bench
