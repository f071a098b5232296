#pragma once
// http: socket to plain Request and back.
// 1. The socket is asynchronous, the work is not: session.cpp reads a Request, a worker answers it with a
// Response; a Response with a Stream goes on (streaming.cpp), and no worker waits for it.
// 2. Only this room includes Beast (head.cpp) or Asio (server.cpp, session.cpp, streaming.cpp and the header
//    they share); all coroutines are in those three. Nothing below knows there is a network.
// 3. Every limit (sizes, deadlines, connections, queue) is in Limits and is enforced before a handler runs.
// 4. After an early refusal the sending side is closed and the rest is drained, so that the client sees the
// answer.
// 5. A handler may return a refusal; a fault is caught once, in the router, and the visitor sees only its
// number.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace vigie::http {

class Stream;

/// One request, whole, percent-decoded where it says so.
struct Request {
  std::string method;                                        // GET, POST …
  std::string path;                                          // decoded path, without the query
  std::vector<std::pair<std::string, std::string>> query;    // decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::vector<std::pair<std::string, std::string>> params;   // {name} parts of the route
  std::string body;
  std::string remote;  // address of the peer, without the port
  bool loopback = false;

  /// The first header of that name (lower case), or nothing.
  std::optional<std::string_view> header(std::string_view name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;
  /// The part of the path that the route names; asking for one that the route lacks is a bug.
  std::string_view param(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // further ones
  std::shared_ptr<Stream> stream = nullptr;                  // what follows the body, until it ends
};

/// Gives the answer that header, in place of the one it may have.
void set_header(Response& response, std::string_view name, std::string value);

/// The status of each kind of refusal.
int status_of(base::Kind kind);
/// application/problem+json (RFC 9457): type, title, status, detail, code, errors. 401 names its scheme, 429
/// and 503 say Retry-After (60 s and 1 s; an act that knows better sets it).
Response problem(const base::Error& error);
/// Says when to try again, if the refusal knows.
void set_retry_after(Response& response, const base::Error& error);
Response problem(int status, std::string_view code, std::string_view detail);

}  // namespace vigie::http
