#include "store/changed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/error.hpp"

namespace vigie::store {

Changed::Changed(std::string_view text) {
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const std::size_t sign = one.find('=');
    std::int64_t version = 0;
    const auto [end, wrong] = std::from_chars(one.data() + std::min(one.size(), sign + 1), one.data() + one.size(), version);
    if (sign == std::string_view::npos || wrong != std::errc() || end != one.data() + one.size())
      throw base::Fault("what a row says of its changes is damaged");
    versions_.emplace(one.substr(0, sign), version);
  }
}

std::string Changed::text() const {
  std::string text;
  for (const auto& [member, version] : versions_) fmt::format_to(std::back_inserter(text), "{}{}={}", text.empty() ? "" : " ", member, version);
  return text;
}

std::int64_t Changed::of(std::string_view name) const {
  const auto found = versions_.find(name);
  return found == versions_.end() ? 0 : found->second;
}

std::int64_t Changed::last(std::string_view member) const { return std::max(of(member), of("*")); }

std::int64_t Changed::last_of_any(std::string_view member) const {
  std::int64_t version = last(member);
  const std::string from = added_by(member, "");
  for (auto one = versions_.lower_bound(from); one != versions_.end() && one->first.starts_with(from); ++one)
    version = std::max(version, one->second);
  return version;
}

std::string added_by(std::string_view member, std::string_view organisation) { return fmt::format("{}@{}", member, organisation); }

}  // namespace vigie::store
