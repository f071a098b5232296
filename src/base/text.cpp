#include "base/text.hpp"

#include <sodium.h>

#include "base/error.hpp"

namespace vigie::base {

namespace {

/// The next code point at `at`, or -1 when the bytes there are not UTF-8; moves `at` past it.
std::int32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(at);
  const std::size_t size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first >= 0x80 && (first < 0xc2 || first > 0xf4)) return -1;
  if (at + size > text.size()) return -1;
  std::int32_t point = size == 1 ? first : first & (0xff >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return -1;
    point = point << 6 | (byte(at + i) & 0x3f);
  }
  static constexpr std::int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < least[size] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return -1;
  at += size;
  return point;
}

bool is_control(std::int32_t point, bool multiline) {
  if (multiline && (point == '\t' || point == '\n' || point == '\r')) return false;
  if (point < 0x20 || (point >= 0x7f && point <= 0x9f)) return true;
  if (point == 0x2028 || point == 0x2029) return true;
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) || point == 0xfeff;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next(text, at) <= 0) return false;
  return true;
}

std::size_t length_of(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) length += (static_cast<std::uint8_t>(c) & 0xc0) != 0x80;
  return length;
}

bool has_control_characters(std::string_view text, bool multiline) {
  for (std::size_t at = 0; at < text.size();) {
    const std::int32_t point = next(text, at);
    if (point < 0 || is_control(point, multiline)) return true;
  }
  return false;
}

std::string trim(std::string_view text) {
  const auto space = [](std::string_view rest) -> std::size_t {
    if (rest.empty()) return 0;
    if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r') return 1;
    if (rest.starts_with("\u00a0")) return 2;
    if (rest.starts_with("\u202f")) return 3;
    return 0;
  };
  while (const std::size_t width = space(text)) text.remove_prefix(width);
  for (;;) {
    if (!text.empty() && space(text.substr(text.size() - 1)) == 1) text.remove_suffix(1);
    else if (text.ends_with("\u00a0")) text.remove_suffix(2);
    else if (text.ends_with("\u202f")) text.remove_suffix(3);
    else return std::string(text);
  }
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string to_hex(std::string_view bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<std::uint8_t>(c));
  return hex;
}

std::optional<std::string> from_hex(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (; !text.empty(); text.remove_prefix(2)) {
    const int high = digit(text[0]), low = digit(text[1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                       text.size(), nullptr, &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace vigie::base
