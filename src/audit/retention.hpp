#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/time.hpp"

namespace vigie::audit {

/// What a line is kept for.
enum class Purpose : std::uint8_t { connection, search, file, fpr, administration, integrity };

/// How long lines of one purpose are kept, and after what.
struct Retention {
  Purpose purpose;
  std::string_view code;    // as the audit says it
  std::string_view label;   // what people read
  std::string_view lasts;   // the same, of the duration
  std::string_view source;
  std::optional<std::chrono::hours> kept;   // from the date of the line; nothing: without end
  std::span<const std::string_view> acts;   // none: every act that no other purpose names
};
/// The whole table.
std::span<const Retention> retentions();
/// Of an act; one that no row names is of the purpose « file ».
const Retention& retention_of(std::string_view act);
/// Whether a line of that act and date has reached the end of its retention. An FPR entry that stands keeps its own beyond:
/// the caller sees to it.
bool has_ended(std::string_view act, base::Instant at, base::Instant now);
/// The shortest of all: no later line has ended.
std::chrono::hours shortest_retention();

}  // namespace vigie::audit
