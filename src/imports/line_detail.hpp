#pragma once
#include <set>

#include "imports/line.hpp"

namespace vigie::imports {

/// Takes the members of a line, or of an object in it, one by one, collecting every error.
class Members {
 public:
  explicit Members(const boost::json::object& object, std::string parent = {}) : object_(object), parent_(std::move(parent)) {}

  std::string text(std::string_view key, bool required);
  /// The same, held to so many characters, and without control characters but those that end a line.
  std::string text(std::string_view key, bool required, std::size_t longest);
  /// A text of one line that names something for another system.
  std::string key(std::string_view name, bool required);
  int whole_number(std::string_view key);
  boost::json::object object(std::string_view key, bool required);
  /// RFC 3339, with its offset: nothing tells the place.
  std::optional<base::Instant> instant(std::string_view key, bool required);
  void refuse(std::string_view key, std::string code, std::string detail);
  void refuse(std::vector<base::FieldError> errors);
  /// What of its members is wrong, or is not known; the errors so far of a part of the line.
  std::vector<base::FieldError> errors();
  /// Nothing wrong, and nothing left over.
  base::Status done();

 private:
  const boost::json::value* take(std::string_view key, bool required);
  const boost::json::object& object_;
  std::string parent_;
  std::set<std::string, std::less<>> taken_;
  std::vector<base::FieldError> errors_;
};

/// What every line says: its key, its organisation; its place among the others was read before.
void read_any(Members& members, const boost::json::object& object, Line& line);

/// The line of an act about an absence.
base::Result<Line> read_act(const boost::json::object& object);

}  // namespace vigie::imports
