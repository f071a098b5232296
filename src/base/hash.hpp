#pragma once
#include <string>
#include <string_view>

namespace vigie::base {

/// 32 raw bytes.
std::string sha256(std::string_view bytes);
/// 32 raw bytes: HMAC-SHA-256.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// From the system's generator; never fails once it returned.
std::string random_bytes(std::size_t count);
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace vigie::base
