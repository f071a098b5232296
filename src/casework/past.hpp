#pragma once
#include "casework/file.hpp"
#include "store/identities.hpp"

namespace vigie::casework {

/// One child's file at any time: all that was ever told, merged and taken back, read once. An assessment is shown and made
/// again from what had been told, merged and not yet taken back by its own change.
class Past {
 public:
  /// `minor` may be any of the child's rows.
  static Past load(const store::Reading& reading, base::MinorId minor);
  /// The file of a row as it was when change `number` was made (store::as_of_now: as it is). What is kept of its absences
  /// (their FPR entries) is that of now.
  File as_of(base::MinorId row, std::int64_t number) const;

 private:
  std::vector<store::Tie> ties_;
  store::Telling telling_;
  store::Persons persons_;
  std::vector<store::EpisodeRecord> records_;
};

}  // namespace vigie::casework
