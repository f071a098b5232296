#pragma once
#include <boost/json/object.hpp>

#include "store/unit.hpp"

namespace vigie::store {

/// Under which of the two keys of a minor something is sealed: health has its own.
enum class Kept : char { file = 0, health = 1 };

/// Seals under a key of the minor that it is about, or of the directory when it is about none. `context`: table and row id.
db::Bytes seal(const Reading& reading, const std::optional<base::MinorId>& about, std::string_view bytes, std::string_view context,
               Kept kept = Kept::file);
/// The blob says whose key it needs. Another context, a damaged blob, a key that was destroyed: a Fault.
std::string unseal(const Reading& reading, std::string_view sealed, std::string_view context);
/// A JSON object that was sealed.
boost::json::object unseal_object(const Reading& reading, std::string_view sealed, std::string_view context);

/// New keys, themselves sealed under the key of that number of the key file: what the columns key_… keep.
struct SealedKeys {
  std::int64_t number = 0;
  db::Bytes file, health;
};
/// `about` nothing: of the directory.
SealedKeys new_keys(const identity::Vault& vault, const std::optional<base::MinorId>& about, std::uint32_t number);
/// The number under which keys are sealed now; while it changes, under another process, the one of this transaction.
std::uint32_t number_of_keys(db::Connection& sql);

/// Seals again, under the present number, the keys of the directory.
void reseal_common_keys(Unit& unit, std::uint32_t number);
/// The same for some minors, in the order of ids, of which keys have another number; gives how many there were: 0 at the end.
int reseal_keys(Unit& unit, std::uint32_t number, int at_most);

}  // namespace vigie::store
