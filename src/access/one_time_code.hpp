#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace vigie::access {

/// The secret of an authenticator: 20 random bytes (RFC 4226, section 4).
std::string make_code_secret();
/// As it is typed into an authenticator: base32, in groups of four letters.
std::string show_code_secret(std::string_view secret);
/// The same as an address that an authenticator opens (otpauth://totp/…).
std::string to_otpauth(std::string_view secret, std::string_view login);

/// The step of 30 seconds that a code of 6 digits belongs to (RFC 6238): that of `now`, the one before or the one after, and
/// later than `last_step`, so that a code is used once. Spaces in the code are skipped. Nothing for any other code.
std::optional<std::int64_t> find_step(std::string_view secret, std::string_view code, base::Instant now, std::int64_t last_step);

/// Ten codes for whoever lost the authenticator: 80 random bits each, in four groups of four letters and digits.
std::vector<std::string> make_recovery_codes();
/// A recovery code as it was made, from what was typed: in whichever case, with or without its dashes, 0 for O and 1 for I.
/// Nothing when it cannot be one.
std::optional<std::string> read_recovery_code(std::string_view typed);

}  // namespace vigie::access
