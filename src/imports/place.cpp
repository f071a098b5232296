#include <charconv>

#include "imports/line.hpp"

namespace vigie::imports {

namespace {

/// What follows `"member":` in a text, from its first character that is not white space. Inside a JSON string the quotes
/// of the member would be escaped, so it is not mistaken for it.
std::string_view after(std::string_view text, std::string_view member) {
  for (std::size_t at = text.find(member); at != std::string_view::npos; at = text.find(member, at + 1)) {
    std::size_t next = text.find_first_not_of(" \t", at + member.size());
    if (next == std::string_view::npos || text[next] != ':') continue;
    next = text.find_first_not_of(" \t", next + 1);
    return next == std::string_view::npos ? std::string_view() : text.substr(next);
  }
  return {};
}

}  // namespace

Place place_of(std::string_view text) {
  Place place;
  const std::string_view rank = after(text, "\"rank\"");
  std::from_chars(rank.data(), rank.data() + rank.size(), place.rank);
  const std::string_view act = after(text, "\"act\"");
  for (const Act::Sort sort : {Act::Sort::fpr, Act::Sort::decision, Act::Sort::disagreement})
    if (act.starts_with('"') && act.substr(1).starts_with(to_text(sort))) place.sort = 1 + static_cast<int>(sort);
  std::string_view told = after(text, "\"signed_at\"");
  if (!told.starts_with('"')) return place;
  told = told.substr(1, told.find('"', 1) - 1);
  if (const auto signed_at = parse_signature(told, base::paris)) place.signed_at = signed_at->ms;
  return place;
}

}  // namespace vigie::imports
