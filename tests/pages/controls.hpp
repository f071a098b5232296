#pragma once
#include <regex>
#include <string>

#include "pages/body.hpp"

namespace vigie::tests {

/// Character references as a browser reads them.
inline std::string unescape(std::string text) {
  for (const auto& [reference, character] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(reference, at)) != std::string::npos; ++at) text.replace(at, std::string(reference).size(), character);
  return text;
}

inline std::string attribute(const std::string& tag, const std::string& name) {
  std::smatch found;
  return std::regex_search(tag, found, std::regex("\\s" + name + "=\"([^\"]*)\"")) ? unescape(found[1].str()) : "";
}

/// What a browser sends of a form that nobody touched, without its buttons.
inline pages::Body untouched(const std::string& html) {
  http::Pairs pairs;
  static const std::regex control(R"re(<input\b[^>]*>|<textarea\b[^>]*>([^<]*)</textarea>|<select\b[^>]*>([\s\S]*?)</select>)re");
  for (std::sregex_iterator at(html.begin(), html.end(), control), end; at != end; ++at) {
    const std::string whole = at->str(), tag = whole.substr(0, whole.find('>') + 1), name = attribute(tag, "name");
    if (name.empty()) continue;
    const std::string type = attribute(tag, "type");
    if (tag.starts_with("<textarea")) {
      pairs.emplace_back(name, unescape((*at)[1].str()));
    } else if (tag.starts_with("<select")) {
      std::smatch chosen;
      const std::string options = (*at)[2].str();
      const bool any = std::regex_search(options, chosen, std::regex(R"re(<option value="([^"]*)" selected>)re"));
      pairs.emplace_back(name, any ? unescape(chosen[1].str()) : "");
    } else if ((type != "radio" && type != "checkbox") || tag.find(" checked") != tag.npos) {
      pairs.emplace_back(name, attribute(tag, "value"));
    }
  }
  return pages::Body(std::move(pairs));
}

}  // namespace vigie::tests
