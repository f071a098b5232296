#pragma once
#include "pages/context.hpp"

namespace vigie::pages {

enum class Theme { as_system, light, dark };
/// As in <html data-theme>: "", "clair", "sombre".
std::string_view to_text(Theme theme);

/// How somebody wants the pages on this workstation, kept in two cookies.
struct Preferences {
  Theme theme = Theme::as_system;
  bool single_keys = false;  // shortcuts of one key: off unless asked for (WCAG 2.1.4)
};
Preferences preferences_of(const http::Request& request);

}  // namespace vigie::pages
