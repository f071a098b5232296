#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace vigie::store {

/// Which version of a record last changed each of its members: what somebody who read an earlier version has not seen.
/// Kept as a text in the record's own row. A member is a pointer into what the API shows ("/status", "/fpr/numero"); one
/// that grows by what organisations add is noted for each of them ("/declarations@ORGANISATION").
/// "*" stands for any member: rows older than this record of changes know no better.
class Changed {
 public:
  Changed() = default;
  /// What text() gave; anything else is a Fault: the row is damaged.
  explicit Changed(std::string_view text);
  std::string text() const;

  void note(std::string member, std::int64_t version) { versions_[std::move(member)] = version; }
  /// The version that changed a member last; 0: none since it was made.
  std::int64_t last(std::string_view member) const;
  /// The same of a member that organisations add to, whichever of them did.
  std::int64_t last_of_any(std::string_view member) const;

 private:
  std::int64_t of(std::string_view name) const;
  std::map<std::string, std::int64_t, std::less<>> versions_;
};

/// The name under which what one organisation added to a member is noted.
std::string added_by(std::string_view member, std::string_view organisation);

}  // namespace vigie::store
