#include "pages/page.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/credentials.hpp"
#include "pages/assets.hpp"
#include "pages/french.hpp"
#include "pages/navigation.hpp"
#include "pages/preferences.hpp"

namespace vigie::pages {

namespace {

/// The entry that holds a path: its own, or what lies below it.
bool holds(std::string_view entry, std::string_view path) {
  return path == entry || (path.starts_with(entry) && path.size() > entry.size() && path[entry.size()] == '/');
}

void show_menu(Dict& frame, const access::Actor& actor, std::string_view path) {
  Dict nav = frame.add("NAVIGATION");
  std::string_view current;  // the narrowest entry that holds the page
  for (const MenuEntry& entry : menu())
    if (holds(entry.path, path) && entry.path.size() > current.size()) current = entry.path;
  for (const MenuEntry& entry : menu()) {
    if (!entry.in_menu || !entry.roles.has(actor.role)) continue;
    Dict one = nav.add("ENTRY");
    one.set("PATH", entry.path).set("LABEL", entry.label);
    one.show_if(entry.path == current, "CURRENT");
  }
  nav.show_if(searches(actor.role), "SEARCH");
}

void show_who(Dict& frame, const access::Actor& actor) {
  if (actor.login.empty()) {
    frame.show("SIGNED_OUT");
    return;
  }
  Dict who = frame.add("SIGNED_IN");
  who.set("LOGIN", actor.login).set("ROLE", label_of(actor.role)).set("ORGANISATION", actor.organisation_name);
}

}  // namespace

access::Actor visitor(const Context& context, const http::Request& request) {
  const auto token = http::token_of(request);
  if (!token) return {};
  auto actor = casework::find_actor(context.desk, *token);
  return actor ? std::move(*actor) : access::Actor{};
}

Page::Page(const http::Request& request, const access::Actor& actor, std::string_view title, std::string_view content)
    : body_(frame_.include("CONTENT", content)), title_(title) {
  const Preferences preferences = preferences_of(request);
  frame_.set("THEME", to_text(preferences.theme)).set("SINGLE_KEYS", preferences.single_keys ? "oui" : "non");
  frame_.set("STYLE", asset("vigie.css")).set("ICON", asset("icone.svg"));
  show_who(frame_, actor);
  if (!actor.login.empty()) show_menu(frame_, actor, request.path);
  body_.set("TITLE", title);
  module("vigie.js");
}

Page& Page::module(std::string_view name) {
  frame_.add("MODULE").set("ADDRESS", asset(name));
  return *this;
}

Page& Page::back(std::string_view path, std::string_view text) {
  frame_.add("BACK").set("PATH", path).set("TEXT", text);
  return *this;
}

Page& Page::errors(const std::vector<ShownError>& errors) {
  if (errors.empty()) return *this;
  wrong_ = true;
  Dict summary = frame_.add("ERRORS");
  for (const ShownError& error : errors) {
    Dict one = summary.add("ERROR");
    Dict shown = one.add(error.at.empty() ? "PLAIN" : "LINKED");
    shown.set("TEXT", tied(error.text)).set("AT", "#" + error.at);
  }
  return *this;
}

Page& Page::done(std::string_view text) {
  frame_.add("DONE").set("TEXT", text);
  return *this;
}

Page& Page::once() {
  body_.set("ONCE", base::to_base64url(base::random_bytes(16)));
  return *this;
}

http::Response Page::answer(int status) {
  frame_.set("TITLE", (wrong_ ? "Erreur : " : "") + title_);
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Language", "fr");
  response.body = render("page.html", frame_);
  return response;
}

http::Response see_other(std::string_view path) {
  base::require(local_path(path) == path, "a redirection stays in this service");
  http::Response response;
  response.status = 303;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Location", path);
  return response;
}

std::string local_path(std::string_view told) {
  const bool local = told.starts_with('/') && !told.starts_with("//") && told.size() <= 2000 &&
                     told.find_first_of("\\\r\n\t ") == std::string_view::npos && base::is_utf8(told) &&
                     !base::has_control_characters(told, false);
  return local ? std::string(told) : "/";
}

}  // namespace vigie::pages
