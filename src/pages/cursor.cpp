#include "pages/cursor.hpp"

namespace vigie::pages {

std::optional<std::pair<std::int64_t, std::string>> cursor_of(const http::Request& request) {
  const std::string told(request.query_value("apres").value_or(""));
  const std::size_t dot = told.find('.');
  const bool digits = dot != std::string::npos && dot > 0 && dot <= 15 && told.find_first_not_of("0123456789") == dot;
  if (!digits || !base::EpisodeId::parse(told.substr(dot + 1))) return std::nullopt;
  return std::pair<std::int64_t, std::string>(std::stoll(told.substr(0, dot)), told.substr(dot + 1));
}

std::string cursor_at(const episodes::Episode& last) { return fmt::format("{}.{}", last.departed.latest.ms, last.id.text()); }

}  // namespace vigie::pages
