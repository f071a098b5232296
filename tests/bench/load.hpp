#pragma once
#include <functional>
#include <map>

#include "tests/bench/figures.hpp"

namespace vigie::bench {

/// Gives the bytes of the next request, which live on; null when there is no more.
using Next = std::function<const std::string*()>;

/// What a load saw: what each 2xx cost, from its sending to its last byte, and how many answers came with each status.
struct Seen {
  Figures figures;
  std::map<int, int> statuses;
  std::string refusal;  // the first body that was not a 2xx
};

/// Keeps `connections` requests under way at 127.0.0.1:port for so many seconds, each on its own connection that is
/// kept, from one thread that sleeps in epoll. Ends when the last answer has come.
Seen load(int port, int connections, double seconds, const Next& next);

/// Sends so many requests a second for so many seconds, whatever the answers cost, on whichever connection is free. What one
/// costs counts from when it was due: a service that falls behind does not hide it.
Seen load_paced(int port, int connections, double a_second, double seconds, const Next& next);

/// One request on a connection of its own: the body of its answer. `status` is 0 when nobody listens.
struct Answer {
  int status = 0;
  std::string body;
};
Answer ask(int port, const std::string& request);

/// The bytes of a request.
std::string request(std::string_view method, std::string_view target, std::string_view token, std::string_view body = {});

}  // namespace vigie::bench
