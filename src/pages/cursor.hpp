#pragma once
#include "episodes/episode.hpp"
#include "http/message.hpp"

namespace vigie::pages {

/// Where a list of absences goes on: ?apres=MS.ID, the departure and the id of the last one seen; nothing for what is not that.
std::optional<std::pair<std::int64_t, std::string>> cursor_of(const http::Request& request);
std::string cursor_at(const episodes::Episode& last);

}  // namespace vigie::pages
