#pragma once
// Reading a form file: every mistake is noted with its place, and reading goes on with a neutral value.
#include "forms/definition.hpp"

namespace vigie::forms::detail {

namespace json = boost::json;

/// The mistakes of one file.
struct Mistakes {
  std::string path;
  std::vector<base::FieldError> found = {};

  void add(std::string place, std::string reason);
  /// One line a mistake: "file: place: reason".
  base::Error error() const;
};

/// One object of the file and its place (a JSON pointer).
class Place {
 public:
  Place(const json::object& object, std::string pointer, Mistakes& mistakes)
      : object_(object), pointer_(std::move(pointer)), mistakes_(mistakes) {}

  /// Notes each member that is not in the list.
  void only(std::initializer_list<std::string_view> members) const;
  void refuse(std::string_view member, std::string reason) const;
  bool has(std::string_view member) const { return object_.contains(member); }

  std::string text(std::string_view member) const;         // must be there, a text that is not blank
  std::string text_if_any(std::string_view member) const;  // "" when absent
  std::string id(std::string_view member) const;           // as text(), of the pattern [a-z][a-z0-9_]*
  bool flag(std::string_view member) const;                // false when absent
  std::optional<double> number_if_any(std::string_view member) const;
  const json::array& list(std::string_view member) const;         // must be there; an empty list is taken
  std::vector<std::string> texts(std::string_view member) const;  // must be there, a list of texts
  std::optional<access::Data> data() const;  // a kind of data by its code, when "data" is there
  const json::value* value(std::string_view member) const { return object_.if_contains(member); }

  /// Each object of the list, with its own place; what is not an object is noted.
  void each(std::string_view member, const std::function<void(const Place&)>& read) const;

  const std::string& pointer() const { return pointer_; }
  Mistakes& mistakes() const { return mistakes_; }

 private:
  const json::object& object_;
  std::string pointer_;
  Mistakes& mistakes_;
};

bool is_id(std::string_view text);
/// `sections`: those of the form, which give their kind of data to fields that do not say theirs.
Field read_field(const Place& place, std::span<const Section> sections);
/// The field that `observed` adds after a sign.
Field observed_on(const Field& sign);
/// What only the whole form can tell: repeated ids, unknown sections, shown_if and to_sign that name what is
/// not there.
void check_coherence(const Form& form, Mistakes& mistakes);

}  // namespace vigie::forms::detail
