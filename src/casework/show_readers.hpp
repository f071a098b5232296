#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// One opening of a file: who, of which organisation, when and why.
struct ReaderView {
  base::Instant at;
  std::string login, organisation, motive;
};
/// Who opened a child's file, the latest first, at most `limit`; one line per account and 10 minutes. The caller has noted
/// its own opening.
std::vector<ReaderView> list_readers(const store::Reading& reading, base::MinorId minor, int limit);

}  // namespace vigie::casework
