#pragma once
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

#include "http/server.hpp"
#include "tests/support/raw_client.hpp"

namespace vigie::test {

/// A real server on a free port, with an echo for an answer: "METHOD path body", and /wait that a test
/// releases.
class LiveServer {
 public:
  explicit LiveServer(http::Limits limits = {})
      : server_(limits, [this](http::Request& request) { return answer(request); }),
        port(server_.listen("localhost", 0)),
        thread_([this] { server_.run(); }) {}
  ~LiveServer() { stop(); }

  void stop() {
    release();
    ask_to_stop();
    if (thread_.joinable()) thread_.join();
  }
  void encrypt(std::shared_ptr<const http::Tls> tls) { server_.encrypt(std::move(tls)); }
  void ask_to_stop() { server_.stop(); }
  void release() {
    const std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }
  /// Until that many requests are at /wait.
  void wait_for_waiting(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return waiting_ >= count; });
  }
  RawClient connect() const { return RawClient(port); }

 private:
  http::Response answer(const http::Request& request) {
    if (request.path == "/wait") {
      std::unique_lock lock(mutex_);
      ++waiting_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return released_; });
    }
    if (request.path == "/throw") throw std::runtime_error("the handler threw");
    if (request.path == "/broken-header")
      return {200, "text/plain", "never", {{"X-Broken", "a\r\nSet-Cookie: b"}}};
    if (request.path == "/nothing") return {204, "text/plain", "never", {}};
    return {200, "text/plain; charset=utf-8", request.method + " " + request.path + " " + request.body, {}};
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool released_ = false;
  http::Server server_;

 public:
  const std::uint16_t port;

 private:
  std::thread thread_;
};

inline std::string get(std::string_view target, std::string_view headers = "") {
  std::string text = "GET ";
  return text.append(target).append(" HTTP/1.1\r\nHost: vigie.test\r\n").append(headers).append("\r\n");
}
inline std::string post(std::string_view target, std::string_view body, std::string_view headers = "") {
  std::string text = "POST ";
  text.append(target).append(" HTTP/1.1\r\nHost: vigie.test\r\n").append(headers);
  return text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

/// Both ends of every connection are in this process.
inline void allow_descriptors(rlim_t count) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(count, limit.rlim_max));
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// AddressSanitizer keeps freed memory for a while.
#ifdef __SANITIZE_ADDRESS__
inline constexpr long memory_allowance = 64'000'000;
#else
inline constexpr long memory_allowance = 1'000'000;
#endif

/// What the process holds in memory, in bytes.
inline long resident_bytes() {
  long pages = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

}  // namespace vigie::test
