#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "access/role.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"

namespace vigie::http {

using Handler = std::function<Response(const Request&, const access::Actor&)>;

/// One line of the route table. A public route gets a default Actor.
struct Route {
  std::string_view method;   // GET, POST, PUT, PATCH or DELETE; HEAD follows GET
  std::string_view pattern;  // "/api/v1/episodes/{id}/return"; both must outlive the router
  access::Roles roles;
  Handler handler;
  bool reads = false;  // a POST that changes nothing
};

/// Who sends this? Nobody when it carries no credentials; a refusal when they are bad.
using Authenticate = std::function<base::Result<std::optional<access::Actor>>(const Request&)>;
/// How a refusal of the router looks outside /api: a page, a redirection to the sign-in.
using ShowRefusal = std::function<Response(const Request&, const Refusal&)>;

/// What became of a request of somebody who is signed in: 403 and 404 are told, whoever refused.
using NoteRefusal = std::function<void(const Route&, const Request&, const access::Actor&, int status)>;

/// Finds the route of a request, holds its roles, answers.
/// In this order: 404, 405, forged origin 403, credentials 401, role 403, a token limited to
/// reading 403, the handler, a fault 500.
class Router {
 public:
  /// Two routes of one method and shape, an odd method or an odd pattern are a Bug. Where two patterns take
  /// the same path, the one with a literal where the other has a {part} wins.
  Router(std::vector<Route> routes, Authenticate authenticate, ShowRefusal show = {}, NoteRefusal note = {});

  /// Always an answer, with the standard headers. Fills `request.params`. The body of an answer to HEAD is
  /// there; the server leaves it out and keeps its length.
  Response answer(Request& request) const noexcept;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  Response dispatch(Request& request) const;
  const Route* find_route(Request& request) const;
  std::optional<Refusal> check_access(const Route& route, const Request& request, std::optional<access::Actor>& known) const;
  Response refuse(const Request& request, const Refusal& refusal) const;
  Response show_fault(Request& request, std::string_view reason) const;
  std::string methods_at(const Request& request) const;

  std::vector<Route> routes_;  // the more literal first
  Authenticate authenticate_;
  ShowRefusal show_;
  NoteRefusal note_;
};

}  // namespace vigie::http
