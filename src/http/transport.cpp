// Bytes in and out of one connection, in the clear or encrypted, each under the deadline of the connection. The rules of
// coroutines are those of session.cpp.
#include <boost/asio/write.hpp>

#include "http/house_detail.hpp"

namespace vigie::http {

namespace {

constexpr Limits::Time drain_time_at_stop{500};
constexpr std::size_t record_size = 16'384;  // of TLS, at most

/// Until the socket has what the channel lacks; false when it never will: it is over, or the deadline has passed.
Task<bool> have(Connection& connection, Channel::Lacks lacks) {
  if (lacks == Channel::Lacks::everything) co_return false;
  const auto what = lacks == Channel::Lacks::bytes ? Socket::wait_read : Socket::wait_write;
  const auto [error] = co_await connection.socket.async_wait(what, wait_here);
  co_return !error && !connection.expired();
}

Task<std::size_t> receive_encrypted(Connection& connection, asio::mutable_buffer buffer) {
  while (true) {
    const Channel::Step step = connection.channel->read(static_cast<char*>(buffer.data()), buffer.size());
    if (step.lacks == Channel::Lacks::nothing) co_return step.size;
    const bool goes_on = co_await have(connection, step.lacks);
    if (!goes_on) co_return 0;
  }
}

Task<bool> send_encrypted(Connection& connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const Channel::Step step = connection.channel->write(bytes);
    bytes.remove_prefix(step.size);
    if (step.lacks == Channel::Lacks::nothing) continue;
    const bool goes_on = co_await have(connection, step.lacks);
    if (!goes_on) co_return false;
  }
  co_return true;
}

/// An answer that fits in one record goes in one.
Task<bool> send_both_encrypted(Connection& connection, std::string_view head, std::string_view body) {
  std::string joined;
  if (!body.empty() && head.size() + body.size() <= record_size) {
    joined.append(head).append(body);
    const bool sent = co_await send_encrypted(connection, joined);
    co_return sent;
  }
  const bool begun = co_await send_encrypted(connection, head);
  if (!begun) co_return false;
  const bool sent = co_await send_encrypted(connection, body);
  co_return sent;
}

Task<std::size_t> receive_clear(Connection& connection, asio::mutable_buffer buffer) {
  const auto [error, size] = co_await connection.socket.async_read_some(buffer, wait_here);
  if (error || connection.expired()) co_return 0;
  co_return size;
}

Task<bool> send_clear(Connection& connection, std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
  const auto [error, size] = co_await asio::async_write(connection.socket, parts, wait_here);
  co_return !error && !connection.expired();
}

}  // namespace

Task<bool> greet(Connection& connection) {
  boost::system::error_code error;
  connection.socket.native_non_blocking(true, error);
  if (error) co_return false;
  connection.channel = std::make_unique<Channel>(*connection.house.tls, connection.socket.native_handle());
  connection.give(connection.house.limits.greeting_time);
  connection.house.guests.set_idle(connection);  // who keeps us waiting leaves first
  while (true) {
    const Channel::Step step = connection.channel->greet();
    if (step.lacks == Channel::Lacks::nothing) break;
    const bool goes_on = co_await have(connection, step.lacks);
    if (!goes_on) co_return false;
  }
  connection.house.guests.set_busy(connection);
  co_return true;
}

// These two are no coroutines: in the clear, encryption costs a branch.

Task<std::size_t> receive(Connection& connection, asio::mutable_buffer buffer) {
  return connection.channel ? receive_encrypted(connection, buffer) : receive_clear(connection, buffer);
}

Task<bool> send(Connection& connection, std::string_view head, std::string_view body) {
  connection.give(connection.house.limits.write_time);
  return connection.channel ? send_both_encrypted(connection, head, body) : send_clear(connection, head, body);
}

Task<> drain(Connection& connection) {
  const Limits& limits = connection.house.limits;
  if (connection.channel) connection.channel->say_end();
  boost::system::error_code error;
  connection.socket.shutdown(Socket::shutdown_send, error);
  connection.give(connection.house.stopping ? std::min(limits.drain_time, drain_time_at_stop) : limits.drain_time);
  const asio::mutable_buffer dropped = asio::buffer(connection.house.dropped);
  std::size_t total = 0;
  while (!error && total < limits.drain_bytes) {
    const std::size_t size = co_await receive_clear(connection, dropped);  // nobody reads it: it stays encrypted
    if (size == 0) co_return;
    total += size;
  }
}

}  // namespace vigie::http
