#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace vigie::identity {

/// What the declarations of two children may tell alike. `child` is the child itself, told beside those who left with it: it
/// meets the companion that another child's declaration names, and no other child.
enum class MarkKind : unsigned char { phone, handle, plate, address, companion, child };
/// The code that is kept: telephone, compte, plaque, adresse, accompagnant, enfant.
std::string_view to_text(MarkKind kind);
std::optional<MarkKind> parse_mark_kind(std::string_view code);
/// What a digest of such a mark is for: a companion and a child are names, compared with each other.
std::string_view purpose_of(MarkKind kind);

// Each gives the one way in which what was told is compared, and nothing for what tells nobody apart: a refusal to say
// (« inconnu », « masqué »), half a number, what everybody shares.

/// A subscriber's number: French ones in ten digits however they were told (+33, 0033, (0), spaces, dots), others with their
/// country. Not the numbers of services: short ones (17, 119, 116 000), 08.
std::string phone_mark(std::string_view told);
/// An account: platform and pseudo, neither capitals nor a leading @ nor spaces counting; usual short names of platforms
/// are one (« snap », « insta »).
std::string handle_mark(std::string_view platform, std::string_view pseudo);
/// A French plate, whole: AB-123-CD (since 2009; no I, O, U, no 000) or 123 ABC 75 (before), in any writing.
std::string plate_mark(std::string_view told);
/// A house number in a street of a town (its name, else its postal code), or a named hotel of a town. `commune`: when told apart.
std::string address_mark(std::string_view told, std::string_view commune);
/// Somebody by two names at least, in any order; of several prénoms the first.
std::string name_mark(std::string_view nom, std::string_view prenoms);

/// One of them, and the field that told it.
struct Mark {
  MarkKind kind;
  std::string field;
  std::string value;
  auto operator<=>(const Mark&) const = default;
};
/// Those that the answers of a declaration tell of its child, once each. Left out: what the same answers give as the number
/// or address of the establishment or of whoever declares for a profession or a family, and places where a child is at home,
/// at the police or in care. The number of a friend, a witness or another who declares counts (field declarant_telephone).
/// `common`: common_marks_in the same answers.
std::vector<Mark> marks_in(const boost::json::object& answers, const std::vector<Mark>& common);
/// Numbers and addresses of establishments and of those who declare for a profession: shared by all whom they look after, so
/// that they link nobody, wherever they are told.
std::vector<Mark> common_marks_in(const boost::json::object& answers);

}  // namespace vigie::identity
