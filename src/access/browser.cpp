#include "access/browser.hpp"

#include <utility>

namespace vigie::access {

std::string_view browser_of(std::string_view user_agent) {
  // Each names those it descends from: the narrowest first.
  constexpr std::pair<std::string_view, std::string_view> families[] = {
      {"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
      {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}};
  for (const auto& [mark, family] : families)
    if (user_agent.find(mark) != std::string_view::npos) return family;
  return "autre programme";
}

}  // namespace vigie::access
