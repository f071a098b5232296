#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::base {

/// Whole and well formed UTF-8, without overlong forms, surrogates or U+0000.
bool is_utf8(std::string_view text);
/// Characters (code points) of valid UTF-8.
std::size_t length_of(std::string_view text);
/// C0 and C1 control characters and line or paragraph separators; tab and newline only where `multiline`.
/// Bidirectional overrides count as control characters: they can show another name than the one stored.
bool has_control_characters(std::string_view text, bool multiline);
/// Without white space at both ends.
std::string trim(std::string_view text);
std::string to_lower_ascii(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);

std::string to_hex(std::string_view bytes);
/// Of an even number of hexadecimal digits, small or capital; anything else is nothing.
std::optional<std::string> from_hex(std::string_view text);
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace vigie::base
