#pragma once
#include <list>

#include "casework/file.hpp"

namespace vigie::casework {

/// The files that an import used last, so that the next line about the same minor need not unseal it all again. For the
/// writer's thread. A file is used only when the last declaration told of its minor is the last that it heard, so that
/// an act that was undone leaves nothing behind; and only while nothing but the import changes files. Merged files are not kept.
class FileShelf {
 public:
  explicit FileShelf(std::size_t most_voices = 60'000) : most_voices_(most_voices) {}
  /// The file of a minor, from the shelf or from the store.
  File take(const store::Reading& reading, base::MinorId minor);
  void put(File file);
  /// What is kept of an absence of the minor changes otherwise than by a declaration.
  void forget(base::MinorId minor);

 private:
  std::size_t most_voices_, voices_ = 0;
  std::list<File> files_;  // the last used first
  std::map<base::MinorId, std::list<File>::iterator> places_;
};

}  // namespace vigie::casework
