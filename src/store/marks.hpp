#pragma once
#include "identity/mark.hpp"
#include "store/declarations.hpp"

namespace vigie::store {

/// Keeps the keyed digests of what a declaration tells that other children's may tell too. A declaration about no child has none.
void add_marks(const Reading& reading, const Declaration& declaration);
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
/// What a declaration and one about another row tell alike. Two children told beside their companions are not alike by that.
struct SharedMark {
  MarkTold own, other;
  base::MinorId row;        // that the other was written in
  base::MinorId minor;      // the file that speaks for it now
  std::int64_t number = 0;  // of the other's telling
  bool stands = true;       // the other was neither withdrawn nor corrected since
  std::string digest;
  std::optional<std::int64_t> common_from;  // the telling from which the value is a home's or a service's own
};
/// Those of one declaration, whoever reads, in the order told; of one value, those of the first 500 declarations.
std::vector<SharedMark> list_shared_marks(const Reading& reading, const episodes::Voice& voice);

/// A value that as many other children share tells nobody apart.
constexpr std::size_t most_sharing = 30;
/// Those that link, as of a change: told by then, with others than `family`, of values that were not common then and that fewer
/// than `most_sharing` others share.
std::vector<SharedMark> keep_linking(std::vector<SharedMark> shared, const Family& family, std::int64_t as_of = as_of_now);

/// The declarations that stand and tell something, whoever reads, the last told first, with the file that speaks for their child.
struct MarkFound {
  base::DeclarationId declaration;
  std::string form;
  std::string field;
  base::MinorId minor;
};
std::vector<MarkFound> find_marks(const Reading& reading, identity::MarkKind kind, std::string_view value);

}  // namespace vigie::store
