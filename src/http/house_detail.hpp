#pragma once
// The house behind Server and a connection in it: what server.cpp, session.cpp, transport.cpp and
// streaming.cpp share. Asio stays in these five.
#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <list>
#include <string>
#include <unordered_set>
#include <utility>

#include "http/channel.hpp"
#include "http/guests.hpp"
#include "http/head.hpp"
#include "http/proxies.hpp"
#include "http/server.hpp"
#include "http/workers.hpp"

namespace vigie::http {

namespace asio = boost::asio;
namespace ip = boost::asio::ip;
using SteadyClock = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;
template <class T = void>
using Task = asio::awaitable<T, Executor>;

/// How every coroutine here waits: an error is a value.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> wait_here{
    asio::use_awaitable_t<Executor>{}};

struct Connection;

/// All that runs, on the thread of Server::run. Members are in the order that their ends need.
struct House {
  House(Limits its_limits, std::function<Response(Request&)> its_answer,
        std::function<Lane(const Request&)> its_lane, std::function<Response(const Refusal&)> its_page)
      : limits(its_limits),
        answer(std::move(its_answer)),
        lane(std::move(its_lane)),
        show_page(std::move(its_page)),
        workers(limits.workers, limits.queue, limits.at_once),
        slow_workers(limits.slow_workers, limits.slow_queue),
        stream_workers(limits.stream_workers, limits.stream_queue),
        outward_workers(limits.outward_workers, limits.outward_queue) {}

  Workers& lane_for(const Request& request) {
    switch (lane ? lane(request) : Lane::quick) {
      case Lane::slow:
        return slow_workers;
      case Lane::stream:
        return stream_workers;
      case Lane::outward:
        return outward_workers;
      case Lane::quick:
        break;
    }
    return workers;
  }

  const Limits limits;
  const std::function<Response(Request&)> answer;
  const std::function<Lane(const Request&)> lane;
  const std::function<Response(const Refusal&)> show_page;
  Proxies proxies;
  std::shared_ptr<const Tls> tls;  // of the connections to come; none: they are in the clear
  Guests guests;
  std::unordered_set<Connection*> streaming;
  std::atomic<bool> is_waking = false;
  bool stopping = false;
  SteadyClock::time_point stop_deadline;
  std::array<char, 16'384> dropped;  // where every connection drains to; nobody reads it
  asio::io_context context{1};       // destroyed before the guests, whose connections live in its coroutines
  std::list<Acceptor> acceptors;
  Workers workers;  // destroyed first: their threads post to the context
  Workers slow_workers;
  Workers stream_workers;
  Workers outward_workers;
};

/// Lives in the frame of its session, which outlives the job that a worker does for it.
struct Connection final : Guest {
  Connection(House& its_house, Socket its_socket)
      : house(its_house), socket(std::move(its_socket)), answered(socket.get_executor()) {
    answered.expires_at(SteadyClock::time_point::max());
    house.guests.add(*this);
  }
  Connection(const Connection&) = delete;
  ~Connection() override { house.guests.remove(*this); }

  void interrupt() override {
    boost::system::error_code closed_already;
    socket.cancel(closed_already);
  }
  void give(Limits::Time time) { set_deadline(SteadyClock::now() + time); }

  House& house;
  Socket socket;
  std::unique_ptr<Channel> channel;  // encrypts what passes through the socket; none: in the clear
  Timer answered;  // never expires: cancelled when the worker is done
  bool is_answered = false;
  const SteadyClock::time_point since = SteadyClock::now();
  std::string remote;
  bool loopback = false;
  std::string input;  // read, not yet used
  Head head;
  Response response;
};

/// Agrees with the other side on how the connection is encrypted, within greeting_time; false when it did not.
Task<bool> greet(Connection& connection);
/// Zero bytes: the other side has closed or reset, or the deadline has passed (then the connection is expired).
Task<std::size_t> receive(Connection& connection, asio::mutable_buffer buffer);
/// Within write_time; false when the other side has left or takes no more.
Task<bool> send(Connection& connection, std::string_view head, std::string_view body);
/// Closing with unread bytes would reset the connection and lose the answer: says the end, then drops what comes.
Task<> drain(Connection& connection);
/// The pieces of the answer's Stream, until it ends, its reader leaves or the house stops.
Task<> stream_out(Connection& connection);
/// One connection, from its first byte to its end: request, answer, request … A `full` house only says so.
Task<> serve(House& house, Socket socket, bool full);

}  // namespace vigie::http
