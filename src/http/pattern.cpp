#include "http/pattern.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"

namespace vigie::http {

namespace {

bool is_part(std::string_view segment) { return segment.size() > 2 && segment.front() == '{'; }

/// Takes "/segment" from the front of `path`; the end is an empty path.
std::string_view take_segment(std::string_view& path) {
  const std::size_t slash = std::min(path.find('/', 1), path.size());
  const std::string_view segment = path.substr(1, slash - 1);
  path.remove_prefix(slash);
  return segment;
}

}  // namespace

std::string shape_of(std::string_view pattern) {
  base::require(pattern.starts_with('/'), "a route pattern starts with a slash");
  std::string shape;
  std::set<std::string_view> names;
  while (!pattern.empty()) {
    const std::string_view segment = take_segment(pattern);
    if (is_part(segment)) {
      base::require(segment.find('}') == segment.size() - 1, "a part of a route is a whole segment: {name}");
      base::require(names.insert(segment).second, "a route names a part twice");
    } else {
      base::require(segment.find_first_of("{}") == segment.npos, "a part of a route has a name: {name}");
    }
    shape += '/';
    shape += is_part(segment) ? "{}" : segment;
  }
  return shape;
}

std::optional<std::vector<std::pair<std::string, std::string>>> match(std::string_view pattern,
                                                                      std::string_view path) {
  std::vector<std::pair<std::string, std::string>> parts;
  while (!pattern.empty() && path.starts_with('/')) {
    const std::string_view expected = take_segment(pattern);
    const std::string_view found = take_segment(path);
    if (is_part(expected)) {
      if (found.empty()) return std::nullopt;
      parts.emplace_back(expected.substr(1, expected.size() - 2), found);
    } else if (expected != found) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parts;
}

bool goes_before(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view in_a = take_segment(a);
    const std::string_view in_b = take_segment(b);
    if (is_part(in_a) != is_part(in_b)) return is_part(in_b);
    if (!is_part(in_a) && in_a != in_b) return in_a < in_b;
  }
  return a.empty() && !b.empty();
}

}  // namespace vigie::http
