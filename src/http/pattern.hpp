#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::http {

/// "/api/v1/episodes/{id}" without its names, "/api/v1/episodes/{}": what makes two patterns the same.
/// A pattern that is not a path of literals and {parts}, each named once, is a Bug.
std::string shape_of(std::string_view pattern);

/// The {parts} of a decoded path, in order; nothing when the path does not match. A part is never empty.
std::optional<std::vector<std::pair<std::string, std::string>>> match(std::string_view pattern,
                                                                      std::string_view path);

/// True when `a` is to be tried before `b`: at the first difference it has a literal and `b` has a part.
bool goes_before(std::string_view a, std::string_view b);

}  // namespace vigie::http
