#include <algorithm>

#include "identity/mark.hpp"
#include "identity/mark_detail.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {

namespace {

constexpr std::size_t longest_number = 15;   // ITU-T E.164
constexpr std::size_t shortest_abroad = 9;   // with its country

bool all_one_digit(std::string_view digits) {
  return std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits.front(); });
}

/// Ten digits of a subscriber: 01 to 07 and 09; eight times the same figure, or all in order, only fill a box.
bool is_french(std::string_view digits) {
  return digits.size() == 10 && digits[0] == '0' && digits[1] != '0' && digits[1] != '8' && !all_one_digit(digits.substr(2)) &&
         digits != "0123456789";
}

}  // namespace

std::string phone_mark(std::string_view told) {
  const std::string text = plain_text(told);
  const std::string digits = phone_key(text);
  if (is_french(digits)) return digits;
  const bool abroad = text.find('+') != std::string::npos || digits.size() > 10;
  const bool french = digits.starts_with('0') || digits.starts_with("33");  // but not whole, or two numbers in one
  const bool whole = digits.size() >= shortest_abroad && digits.size() <= longest_number;
  if (!abroad || french || !whole || all_one_digit(digits)) return {};
  std::string mark = "+";
  return mark.append(digits);
}

}  // namespace vigie::identity
