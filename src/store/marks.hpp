#pragma once
#include "store/content.hpp"
#include "store/declarations.hpp"

namespace vigie::store {

/// Keeps the marks of a declaration; one about no child has none.
void add_marks(const Reading& reading, const Declaration& declaration, const Marks& marks);
/// The same for every declaration that there is; for a directory of before the marks.
void mark_everything(const Reading& reading);

/// One side of what two declarations tell alike.
struct MarkTold {
  base::DeclarationId declaration;
  std::string form;
  base::Instant signed_at;
  identity::MarkKind kind;
  std::string field;
};
/// What a declaration and one about another child tell alike. Two children told beside their companions are not alike by that.
struct SharedMark {
  MarkTold own, other;
  base::MinorId minor;  // the file that speaks for the other
};
/// A value that as many other children share tells nobody apart.
constexpr std::size_t most_sharing = 30;
/// What the voices of a minor that count tell alike with declarations about others, neither withdrawn nor corrected, whoever
/// reads, in the order told; of one value, the first 500 declarations. Left out: what is a home's or a service's own, and what
/// `most_sharing` others share.
std::vector<SharedMark> list_shared_marks(const Reading& reading, const std::vector<episodes::Voice>& voices, base::MinorId minor);

/// The declarations that stand and tell something, whoever reads, the last told first, with the file that speaks for their child.
struct MarkFound {
  base::DeclarationId declaration;
  std::string form;
  std::string field;
  base::MinorId minor;
};
std::vector<MarkFound> find_marks(const Reading& reading, identity::MarkKind kind, std::string_view value);

}  // namespace vigie::store
