#include "http/target.hpp"

#include "base/text.hpp"

namespace vigie::http {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Undoes %XX, and '+' for a space in forms. The result is UTF-8 without U+0000, or nothing.
std::optional<std::string> decode_percent(std::string_view text, bool form) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && form) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!base::is_utf8(decoded)) return std::nullopt;
  return decoded;
}

bool is_plain_segment(std::string_view segment) {
  return segment != "." && segment != ".." && segment.find_first_of("/\\") == std::string_view::npos &&
         !base::has_control_characters(segment, false);
}

/// Each segment is decoded by itself, so that an encoded slash can never make a new one.
std::optional<std::string> parse_path(std::string_view text) {
  std::string path;
  for (const auto& raw : base::split(text.substr(1), '/')) {
    const auto segment = decode_percent(raw, false);
    if (!segment || !is_plain_segment(*segment)) return std::nullopt;
    path += '/';
    path += *segment;
  }
  return path;
}

}  // namespace

std::optional<Pairs> parse_form(std::string_view text) {
  Pairs pairs;
  if (text.empty()) return pairs;
  for (const std::string& item : base::split(text, '&')) {
    if (item.empty()) continue;
    const std::string_view view = item;
    const std::size_t equals = view.find('=');
    auto name = decode_percent(view.substr(0, equals), true);
    auto value = decode_percent(equals == view.npos ? std::string_view{} : view.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

std::optional<Target> parse_target(std::string_view text) {
  if (text.empty() || text.front() != '/' || text.find('#') != text.npos) return std::nullopt;
  const std::size_t mark = text.find('?');
  auto path = parse_path(text.substr(0, mark));
  auto query = parse_form(mark == text.npos ? std::string_view{} : text.substr(mark + 1));
  if (!path || !query) return std::nullopt;
  return Target{*std::move(path), *std::move(query)};
}

}  // namespace vigie::http
