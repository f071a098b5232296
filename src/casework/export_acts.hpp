#pragma once
#include "casework/desk.hpp"
#include "imports/line.hpp"
#include "store/exports.hpp"

namespace vigie::casework {

/// What was done about an absence that no declaration says, as lines name it: FPR entry as it stands, decisions,
/// disagreements, in the order done. The key of each: that under which it was imported, else the id of its row; of an
/// FPR entry, the reference of the absence and when it last changed. The declaration that names the absence is left out.
std::vector<imports::Line> list_acts(const store::Reading& reading, const store::EpisodeRecord& record);

/// The acts of an export, each to be said after the declarations of its absence that were signed by then.
class ActsToSay {
 public:
  /// `everything`: declarations that do not stand are said too.
  ActsToSay(const store::Reading& reading, bool everything);
  /// Those that come right after a declaration, which the export says.
  std::vector<imports::Line> after(const store::Declaration& said) const;

 private:
  const store::Reading& reading_;
  bool everything_;
  std::vector<base::EpisodeId> acted_upon_;
};

}  // namespace vigie::casework
