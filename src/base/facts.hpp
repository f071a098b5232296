#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/container/flat_map.hpp>
#include <boost/json/value.hpp>

#include "base/time.hpp"

namespace vigie::base {

/// An answer to a yes-or-no question. A question that was not asked has no answer at all: four states, kept apart.
enum class Tri { no, yes, unknown };
std::string_view to_text(Tri tri);  // "non", "oui", "inconnu"
std::optional<Tri> parse_tri(std::string_view text);

/// What a rule may read: never identifying.
/// Tri; a number; a code of a choice; several codes; an instant; a date.
using FactValue = std::variant<Tri, double, std::string, std::vector<std::string>, Instant, Date>;

/// The name of a fact: a field id of a form, or a history fact. Kept once for the whole program, so that a copy costs nothing:
/// names come from forms and rules, never from what people type.
class FactName {
 public:
  FactName(std::string_view text);
  FactName(const std::string& text) : FactName(std::string_view(text)) {}
  FactName(const char* text) : FactName(std::string_view(text)) {}
  operator std::string_view() const { return *text_; }
  const std::string& text() const { return *text_; }
  friend bool operator==(FactName a, FactName b) { return a.text_ == b.text_; }

 private:
  const std::string* text_;
};
struct InOrderOfName {
  using is_transparent = void;
  bool operator()(FactName a, FactName b) const { return !(a == b) && a.text() < b.text(); }
  template <class A, class B>
  bool operator()(const A& a, const B& b) const {
    return std::string_view(a) < std::string_view(b);
  }
};

/// Facts by name. A missing name was not asked, or cannot be known.
/// Sorted by name, and side by side: they are walked more often than they are added to.
using Facts = boost::container::flat_map<FactName, FactValue, InOrderOfName>;

/// Both as one; what `stands` names is not taken from the others.
Facts join(Facts stands, Facts others);

const FactValue* find(const Facts& facts, std::string_view name);
/// The answer to a tri-state question; a question not asked reads as unknown.
Tri tri_of(const Facts& facts, std::string_view name);
bool is_yes(const Facts& facts, std::string_view name);
std::optional<double> number_of(const Facts& facts, std::string_view name);
std::optional<std::string> code_of(const Facts& facts, std::string_view name);
std::optional<Instant> instant_of(const Facts& facts, std::string_view name);
std::optional<Date> date_of(const Facts& facts, std::string_view name);

/// The value as JSON: "oui", 3, "foyer", ["17"], "2026-11-21T18:05:00+01:00", "2010-02-28".
boost::json::value to_json(const FactValue& value);

}  // namespace vigie::base
