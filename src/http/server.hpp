#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>

#include "http/message.hpp"
#include "http/problem.hpp"
#include "http/proxies.hpp"
#include "http/tls.hpp"

namespace vigie::http {

/// Every limit of the service at its socket, with what happens past it.
struct Limits {
  using Time = std::chrono::milliseconds;

  Time greeting_time{10'000};                  // to agree on how the connection is encrypted: closed in silence
  std::size_t header_bytes = 8 * 1024;         // 431
  std::size_t body_bytes = 1024 * 1024;        // 413, before a byte of the body is read
  Time header_time{10'000};                    // first to last byte of the head: 408
  Time body_time{20'000};                      // the whole body: 408
  Time body_grace{5'000};                      // then the body must have come at body_rate: 408
  std::size_t body_rate = 1024;                // bytes a second, on average
  Time write_time{30'000};                     // the whole answer: cut
  Time heartbeat{15'000};                      // of a Stream that has nothing to send
  Time idle_time{60'000};                      // without a first byte of a request: closed in silence
  Time connection_age{15 * 60'000};            // then the next answer says Connection: close
  std::size_t connections = 4096;              // then the longest idle one leaves; if none is idle, 503
  std::size_t drain_bytes = 16 * 1024 * 1024;  // read and dropped after a last answer, so that it is seen
  Time drain_time{5'000};
  std::size_t workers = 16;
  // Of these, how many may compute while others wait for a commit: the cores, and one more for whatever else holds a
  // worker up. On two cores the slowest readings of scripts/bench end sooner by it, and declarations as before.
  std::size_t at_once = std::thread::hardware_concurrency() + 1;
  std::size_t queue = 256;  // requests that wait for a worker: 503, Retry-After: 1
  std::size_t slow_workers = 2;  // a lane apart for requests that keep a core busy (password hashes)
  std::size_t slow_queue = 32;   // 503, Retry-After: 1
  std::size_t stream_workers = 1;   // a lane apart for requests that open a Stream: all come back at once after a stop,
  std::size_t stream_queue = 4096;  // and a browser that is refused does not come back a second time
  std::size_t outward_workers = 2;  // a lane apart for requests that wait for another service (http/fetch.hpp)
  std::size_t outward_queue = 32;   // 503, Retry-After: 1
  Time stop_time{5'000};    // for the requests in flight, once stop is called
};

/// Who takes a request: so that a crowd of one sort leaves the others their workers.
enum class Lane { quick, slow, stream, outward };

struct House;

/// Listens, reads requests under the limits, has each answered by a worker, writes the answers in order.
/// One thread (that of run) does all the network, `workers` threads call `answer`.
class Server {
 public:
  /// `answer` runs on several threads at once and must not throw (Router::answer does not). The workers start
  /// here: a program that waits for signals with sigwait blocks them before.
  /// `lane` says who takes a request; by default the workers (quick).
  /// `show_page` is how a refusal told before the router looks to a browser (413, 503); it runs on the network's thread
  /// and must not wait.
  Server(Limits limits, std::function<Response(Request&)> answer, std::function<Lane(const Request&)> lane = {},
         std::function<Response(const Refusal&)> show_page = refusal_page);
  ~Server();

  /// Before run, as often as there are addresses: an IP literal or "localhost" (127.0.0.1); port 0 takes any
  /// free one. Gives the port back; a Fault when the address cannot be had.
  std::uint16_t listen(std::string_view host, std::uint16_t port);
  /// Whom to believe about who asks and how; before run.
  void trust(Proxies proxies);
  /// Connections that come from now on are encrypted under this certificate; those that stand keep theirs. From any
  /// thread, before or during run.
  void encrypt(std::shared_ptr<const Tls> tls);
  /// Serves until stop, lets the requests in flight end (up to stop_time), joins the workers. Once only.
  void run();
  /// Asks every Stream for what is new. From any thread, as often as wanted: calls that are near are one.
  void wake();
  /// From any thread, before or during run; a second call changes nothing.
  void stop();

 private:
  std::unique_ptr<House> house_;
};

}  // namespace vigie::http
