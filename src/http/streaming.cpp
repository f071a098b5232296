// An answer that goes on: its pieces, one after the other. The rules of coroutines are those of session.cpp.
#include "http/house_detail.hpp"
#include "http/stream.hpp"

namespace vigie::http {

namespace {

constexpr std::string_view no_body;
constexpr int kernel_bytes = 64 * 1024;  // what the kernel may hold for a reader that does not read

/// Whether the reader has left; outlives the connection, since the wait that fills it may.
struct Watch {
  bool gone = false;
  Timer* sleeper = nullptr;
};

/// The connection is among those that Server::wake wakes, and is told when its reader leaves.
class Listening {
 public:
  explicit Listening(Connection& connection) : connection_(connection) {
    boost::system::error_code as_it_was;
    connection.socket.set_option(asio::socket_base::send_buffer_size(kernel_bytes), as_it_was);
    connection.house.streaming.insert(&connection);
    watch_->sleeper = &connection.answered;
    // A reader has no more to say: bytes or an end, either way this was not one.
    connection.socket.async_wait(Socket::wait_read, [watch = watch_](const boost::system::error_code&) {
      watch->gone = true;
      if (watch->sleeper) watch->sleeper->cancel();
    });
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  ~Listening() {
    watch_->sleeper = nullptr;
    connection_.house.streaming.erase(&connection_);
  }
  bool goes_on() const { return !watch_->gone && !connection_.house.stopping; }

 private:
  Connection& connection_;
  std::shared_ptr<Watch> watch_ = std::make_shared<Watch>();
};

}  // namespace

Task<> stream_out(Connection& connection) {
  const Listening listening(connection);
  Stream& stream = *connection.response.stream;
  const auto pause = connection.house.limits.heartbeat;
  auto beat_at = SteadyClock::now() + pause;
  connection.set_no_deadline();
  while (listening.goes_on()) {
    auto piece = stream.next();
    if (!piece) co_return;
    if (piece->empty() && SteadyClock::now() >= beat_at) piece = stream.heartbeat();
    if (piece->empty()) {
      connection.answered.expires_at(beat_at);
      co_await connection.answered.async_wait(wait_here);
      continue;
    }
    const std::string_view text = *piece;
    const bool sent = co_await send(connection, text, no_body);
    if (!sent) co_return;
    connection.set_no_deadline();
    beat_at = SteadyClock::now() + pause;
  }
}

}  // namespace vigie::http
