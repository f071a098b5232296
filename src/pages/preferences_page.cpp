#include "http/credentials.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"
#include "pages/preferences.hpp"

namespace vigie::pages {

namespace {
constexpr std::string_view theme_cookie = "vigie_theme", keys_cookie = "vigie_raccourcis";
}

std::string_view to_text(Theme theme) {
  switch (theme) {
    case Theme::as_system: return "";
    case Theme::light: return "clair";
    case Theme::dark: return "sombre";
  }
  return "";
}

Preferences preferences_of(const http::Request& request) {
  Preferences preferences;
  const std::string theme = http::cookie_of(request, theme_cookie).value_or("");
  for (const Theme one : {Theme::light, Theme::dark})
    if (to_text(one) == theme) preferences.theme = one;
  preferences.single_keys = http::cookie_of(request, keys_cookie) == "oui";
  return preferences;
}

http::Response get_shortcuts(const Context& context, const http::Request& request, const access::Actor&) {
  Page page(request, visitor(context, request), "Clavier et affichage", "raccourcis.html");
  const Preferences preferences = preferences_of(request);
  page.body().show(preferences.single_keys ? "KEYS_ON" : "KEYS_OFF");
  const bool themes[] = {preferences.theme == Theme::as_system, preferences.theme == Theme::light, preferences.theme == Theme::dark};
  page.body().show_if(themes[0], "AS_SYSTEM").show_if(themes[1], "LIGHT").show_if(themes[2], "DARK");
  if (request.query_value("fait")) page.done("Vos choix sont enregistrés sur ce poste.");
  return page.answer();
}

http::Response post_shortcuts(const Context& context, const http::Request& request, const access::Actor&) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  http::Response response = see_other("/raccourcis?fait=1");
  const std::string theme = body->text("theme");
  http::set_choice_cookie(request, response, theme_cookie, theme == "clair" || theme == "sombre" ? theme : "systeme");
  http::set_choice_cookie(request, response, keys_cookie, body->text("touches") == "oui" ? "oui" : "non");
  return response;
}

}  // namespace vigie::pages
