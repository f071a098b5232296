#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace vigie::base {

namespace json = boost::json;

/// Parses a whole JSON text (RFC 8259): UTF-8 checked, at most 32 levels deep; a repeated key is refused, and a number
/// beyond what a double holds. The refusal is of kind malformed and says in French what is wrong.
Result<json::value> parse_json(std::string_view text);

/// The text of a JSON value, UTF-8, compact.
std::string to_text(const json::value& value);

/// "/answers" + "a/b" → "/answers/a~1b" (RFC 6901).
std::string pointer(std::string_view parent, std::string_view key);
std::string pointer(std::string_view parent, std::size_t index);

/// The member, or nothing when absent or null.
const json::value* find(const json::object& object, std::string_view key);
std::optional<std::string> find_text(const json::object& object, std::string_view key);

}  // namespace vigie::base
