#include "http/message.hpp"

namespace vigie::http {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::optional<std::string_view> find_first(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const {
  return find_first(headers, name);
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  return find_first(query, name);
}

std::string_view Request::param(std::string_view name) const {
  const auto value = find_first(params, name);
  base::require(value.has_value(), "the route has no such part");
  return *value;
}

void set_header(Response& response, std::string_view name, std::string value) {
  std::erase_if(response.headers, [&](const auto& header) { return header.first == name; });
  response.headers.emplace_back(name, std::move(value));
}

}  // namespace vigie::http
