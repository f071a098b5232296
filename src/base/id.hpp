#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace vigie::base {

using Uuid = std::array<std::uint8_t, 16>;

/// A UUIDv7 (RFC 9562): 48 bits of `now`, then random bits.
Uuid make_uuid(Instant now);
std::string to_text(const Uuid& uuid);
/// Takes the canonical 36-character form in either case; anything else is nothing.
std::optional<Uuid> parse_uuid(std::string_view text);

/// The id of one kind of thing: ids of different kinds do not mix.
template <class Tag>
struct Id {
  Uuid bytes{};
  static Id make(Instant now) { return Id{make_uuid(now)}; }
  static std::optional<Id> parse(std::string_view text) {
    const auto uuid = parse_uuid(text);
    if (!uuid) return std::nullopt;
    return Id{*uuid};
  }
  std::string text() const { return to_text(bytes); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using MinorId = Id<struct MinorTag>;
using DeclarationId = Id<struct DeclarationTag>;
using DraftId = Id<struct DraftTag>;
using EpisodeId = Id<struct EpisodeTag>;
using AssessmentId = Id<struct AssessmentTag>;
using DecisionId = Id<struct DecisionTag>;
using AlertId = Id<struct AlertTag>;
using MergeId = Id<struct MergeTag>;
using AccountId = Id<struct AccountTag>;
using OrganisationId = Id<struct OrganisationTag>;
using PassId = Id<struct PassTag>;
using VouchingId = Id<struct VouchingTag>;

/// A reference that can be read aloud on the phone: `prefix`, seven characters of `seed` in the alphabet
/// 0-9 A-Z without I L O U, and a check character (Luhn mod 32): "M-4K7Q-9F2X".
std::string make_reference(char prefix, const Uuid& seed);
/// The canonical reference in what a person typed (case, spaces and hyphens do not matter, O reads as 0, I and L
/// as 1), or nothing when the check character does not agree.
std::optional<std::string> parse_reference(std::string_view typed);

}  // namespace vigie::base

/// The random half of a UUIDv7.
template <class Tag>
struct std::hash<vigie::base::Id<Tag>> {
  std::size_t operator()(const vigie::base::Id<Tag>& id) const {
    std::size_t tail = 0;
    std::memcpy(&tail, id.bytes.data() + 8, sizeof tail);
    return tail;
  }
};
