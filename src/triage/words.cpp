#include "triage/rule.hpp"

namespace vigie::triage {
namespace {

constexpr std::array<std::string_view, 3> qualifications{"classique", "a_examiner", "inquietante"};
constexpr std::array<std::string_view, 4> level_words{"aucun", "vigilance", "eleve", "critique"};
constexpr std::array<std::string_view, 5> kinds{"avere", "signe", "repetition", "vulnerabilite", "danger"};

template <class Enum, std::size_t size>
std::string_view word(const std::array<std::string_view, size>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t size>
std::optional<Enum> parse(const std::array<std::string_view, size>& words, std::string_view text) {
  const auto found = std::ranges::find(words, text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view to_text(Qualification qualification) { return word(qualifications, qualification); }
std::string_view to_text(Level level) { return word(level_words, level); }
std::string_view to_text(Kind kind) { return word(kinds, kind); }
std::optional<Qualification> parse_qualification(std::string_view text) {
  return parse<Qualification>(qualifications, text);
}
std::optional<Level> parse_level(std::string_view text) { return parse<Level>(level_words, text); }
std::optional<Kind> parse_kind(std::string_view text) { return parse<Kind>(kinds, text); }

}  // namespace vigie::triage
