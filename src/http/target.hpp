#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What a request line asks for, decoded.
struct Target {
  std::string path;  // "/api/v1/minors/M-4K7Q-9F2X"
  Pairs query;       // in order, repeated names kept
};

/// Takes an origin-form target only ("/path?query"). Nothing when the percent-encoding is broken, the text is
/// not UTF-8, a control character, a backslash or an encoded slash is in the path, or a segment is "." or
/// "..".
std::optional<Target> parse_target(std::string_view text);

/// Decodes application/x-www-form-urlencoded, a query or a form: "a=1&b=deux+mots". Nothing when broken.
std::optional<Pairs> parse_form(std::string_view text);

}  // namespace vigie::http
