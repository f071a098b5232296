#include "identity/mark.hpp"
#include "identity/mark_detail.hpp"

namespace vigie::identity {

namespace {

bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// How many characters from `at` pass.
template <class Test>
std::size_t run_of(std::string_view text, std::size_t at, Test test) {
  std::size_t end = at;
  while (end < text.size() && test(text[end])) ++end;
  return end - at;
}

/// Arrêté du 9 février 2009 : AB-123-CD, from 001, without I, O, U, nor SS in front.
bool is_of_2009(std::string_view plate) {
  if (plate.size() != 7 || run_of(plate, 0, is_letter) != 2 || run_of(plate, 2, is_figure) != 3 || run_of(plate, 5, is_letter) != 2) return false;
  return plate.find_first_of("iou") == std::string_view::npos && plate.substr(2, 3) != "000" && !plate.starts_with("ss") && plate.substr(5) != "ss";
}

bool is_departement(std::string_view code) {
  if (code == "2a" || code == "2b") return true;
  if (code.empty() || run_of(code, 0, is_figure) != code.size()) return false;
  if (code.size() == 3) return code.starts_with("97") || code.starts_with("98");
  return code.size() == 2 && code >= "01" && code <= "95";
}

/// Before 2009: 1 to 4 figures, 1 to 3 letters, the département.
bool is_before_2009(std::string_view plate) {
  const std::size_t figures = run_of(plate, 0, is_figure);
  if (figures < 1 || figures > 4 || plate[0] == '0') return false;
  const std::size_t letters = run_of(plate, figures, is_letter);
  return letters >= 1 && letters <= 3 && is_departement(plate.substr(figures + letters));
}

}  // namespace

std::string plate_mark(std::string_view told) {
  if (told.size() > 40) return {};
  std::string plate = letters_and_digits(told);
  if (is_of_2009(plate) || is_before_2009(plate)) return plate;
  return {};
}

}  // namespace vigie::identity
