#pragma once
#include "identity/mark.hpp"
#include "store/declarations.hpp"

namespace vigie::store {

/// Keeps the keyed digests of what a declaration tells that other children's may tell too. A declaration about no child has none.
void add_marks(const Reading& reading, const Declaration& declaration);
/// The same for every declaration that there is; for a directory of before the marks.
void mark_everything(const Reading& reading);

/// Which telling of other children is heard.
struct Heard {
  std::int64_t as_of = as_of_now;                       // by that change
  base::Instant before = {std::numeric_limits<std::int64_t>::max()};  // signed before that instant
};

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
  base::MinorId row;    // that the other was written in
  base::MinorId minor;  // the file that speaks for it now
  bool stands = true;   // the other was neither withdrawn nor corrected since
};
/// A value that more children share tells them apart no longer, and links none.
constexpr std::size_t most_sharing = 30;
/// Those of one declaration about a row of `family`, common marks left out, whoever reads; its rows are no others.
std::vector<SharedMark> list_shared_marks(const Reading& reading, const episodes::Voice& voice, const Family& family, const Heard& heard);

/// The declarations that stand and tell something, whoever reads, with the file that speaks for their child.
struct MarkFound {
  base::DeclarationId declaration;
  std::string form;
  std::string field;
  base::MinorId minor;
};
std::vector<MarkFound> find_marks(const Reading& reading, identity::MarkKind kind, std::string_view value);

}  // namespace vigie::store
