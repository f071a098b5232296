#include "http/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>
#include <string>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "http/origin.hpp"
#include "http/pattern.hpp"

namespace vigie::http {

namespace {

constexpr std::string_view known_methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

const Refusal unknown_path{404, "introuvable", "Cette adresse n’existe pas."};
const Refusal wrong_method{405, "methode_non_permise", "Cette adresse ne permet pas cette action."};
const Refusal forged{403, "origine_refusee", "Cette action doit venir des pages de Vigie."};
const Refusal signed_out{401, "non_connecte", "Connectez-vous pour continuer."};
const Refusal reads_only{403, "jeton_lecture_seule", "Ce jeton ne permet que de lire."};
const Refusal wrong_role{403, "role_non_autorise", "Votre rôle ne permet pas cette action."};

bool takes(const Route& route, std::string_view method) {
  return route.method == method || (method == "HEAD" && route.method == "GET");
}

void require_sound(const std::vector<Route>& routes) {
  std::set<std::string> seen;
  for (const auto& route : routes) {
    base::require(std::ranges::find(known_methods, route.method) != std::end(known_methods),
                  "a route has a method that the router does not know");
    base::require(static_cast<bool>(route.handler), "a route has nothing to answer with");
    const std::string line = fmt::format("{} {}", route.method, shape_of(route.pattern));
    base::require(seen.insert(line).second, "two routes are the same: " + line);
  }
}

/// A fault: the log has the reason, the visitor has the number.
Refusal note_incident(const Route* route, std::string_view reason) {
  const std::string number = base::to_hex(base::random_bytes(4));
  const std::string where =
      route ? fmt::format("{} {}", route->method, route->pattern) : std::string("no route");
  std::string line = fmt::format("incident {} in {}: {}", number, where, reason);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  base::log_error(line);
  return {500, "incident", fmt::format("Le service a rencontré un incident, numéro {}.", number)};
}

}  // namespace

Router::Router(std::vector<Route> routes, Authenticate authenticate, ShowRefusal show, NoteRefusal note)
    : routes_(std::move(routes)), authenticate_(std::move(authenticate)), show_(std::move(show)), note_(std::move(note)) {
  require_sound(routes_);
  base::require(static_cast<bool>(authenticate_), "a router needs a way to know who asks");
  if (!show_) show_ = [](const Request&, const Refusal& refusal) { return refusal_page(refusal); };
  std::ranges::stable_sort(routes_,
                           [](const Route& a, const Route& b) { return goes_before(a.pattern, b.pattern); });
}

Response Router::answer(Request& request) const noexcept {
  Response response;
  try {
    response = dispatch(request);
  } catch (const std::exception& fault) {
    response = show_fault(request, fault.what());
  } catch (...) {
    response = show_fault(request, "an exception of no known type");
  }
  add_standard_headers(response);
  return response;
}

Response Router::dispatch(Request& request) const {
  const Route* route = find_route(request);
  if (route == nullptr) {
    const std::string methods = methods_at(request);
    if (methods.empty()) return refuse(request, unknown_path);
    Response response = refuse(request, wrong_method);
    response.headers.emplace_back("Allow", methods);
    return response;
  }
  std::optional<access::Actor> known;
  const auto refusal = check_access(*route, request, known);
  Response response = refusal ? refuse(request, *refusal) : route->handler(request, known ? *known : access::Actor{});
  if (note_ && known && (response.status == 403 || response.status == 404)) note_(*route, request, *known, response.status);
  return response;
}

const Route* Router::find_route(Request& request) const {
  for (const auto& route : routes_) {
    if (!takes(route, request.method)) continue;
    auto parts = match(route.pattern, request.path);
    if (!parts) continue;
    request.params = *std::move(parts);
    return &route;
  }
  return nullptr;
}

std::optional<Refusal> Router::check_access(const Route& route, const Request& request,
                                            std::optional<access::Actor>& known) const {
  if (is_forged(request)) return forged;
  if (route.roles.open()) return std::nullopt;
  auto found = authenticate_(request);
  if (!found) return Refusal{status_of(found.error().kind), found.error().code, found.error().text};
  if (!found->has_value()) return signed_out;
  known = *std::move(found);
  if (!route.roles.has(known->role)) return wrong_role;
  if (known->reads_only && route.method != "GET" && !route.reads) return reads_only;
  return std::nullopt;
}

Response Router::show_fault(Request& request, std::string_view reason) const {
  const Refusal incident = note_incident(find_route(request), reason);
  try {
    return refuse(request, incident);
  } catch (...) {  // what shows the refusal fails as well: the bare page asks for nothing
    return refusal_page(incident);
  }
}

Response Router::refuse(const Request& request, const Refusal& refusal) const {
  return is_api(request.path) ? problem(refusal) : show_(request, refusal);
}

std::string Router::methods_at(const Request& request) const {
  std::set<std::string_view> methods;
  for (const auto& route : routes_)
    if (match(route.pattern, request.path)) methods.insert(route.method);
  if (methods.contains("GET")) methods.insert("HEAD");
  return fmt::format("{}", fmt::join(methods, ", "));
}

}  // namespace vigie::http
