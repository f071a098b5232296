// Who comes in, who is sent away, and the end. The rules of coroutines are those of session.cpp.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <exception>

#include "base/error.hpp"
#include "http/house_detail.hpp"

namespace vigie::http {

namespace {

using namespace std::chrono_literals;
constexpr std::size_t turned_away_at_once = 64;
constexpr auto sweep_every = 50ms;
constexpr auto accept_pause = 50ms;

/// What ends a loop of the house ends Server::run: nothing is left half alive.
void pass_on(std::exception_ptr fault) {
  if (fault) std::rethrow_exception(fault);
}

void welcome(House& house, Socket socket) {
  const std::size_t limit = house.limits.connections;
  const bool full = house.guests.count() >= limit && !house.guests.evict_idle();
  if (full && house.guests.count() >= limit + turned_away_at_once) return;
  asio::co_spawn(house.context, serve(house, std::move(socket), full), pass_on);
}

Task<> accept_all(House& house, Acceptor& acceptor) {
  Timer pause(house.context.get_executor());
  while (acceptor.is_open()) {
    Socket socket(house.context.get_executor());
    const auto [error] = co_await acceptor.async_accept(socket, wait_here);
    if (!error) {
      welcome(house, std::move(socket));
    } else if (error != asio::error::operation_aborted && error != asio::error::connection_aborted) {
      house.guests.evict_idle();  // most likely no descriptor is left
      pause.expires_after(accept_pause);
      co_await pause.async_wait(wait_here);
    }
  }
}

/// Holds every deadline, and ends the context when the house has stopped and is empty, or stop_time is over.
Task<> sweep(House& house) {
  Timer timer(house.context.get_executor());
  while (!house.stopping || (house.guests.count() > 0 && SteadyClock::now() < house.stop_deadline)) {
    timer.expires_after(sweep_every);
    co_await timer.async_wait(wait_here);
    house.guests.sweep(SteadyClock::now());
    if (house.stopping) house.guests.evict_all_idle();
  }
  house.context.stop();
}

void wake_streams(House& house) {
  house.is_waking = false;
  for (Connection* connection : house.streaming) connection->answered.cancel();
}

void begin_stop(House& house) {
  if (house.stopping) return;
  house.stopping = true;
  house.stop_deadline = SteadyClock::now() + house.limits.stop_time;
  boost::system::error_code ignored;  // closing a listening socket: nothing to do if it fails
  for (auto& acceptor : house.acceptors) acceptor.close(ignored);
  wake_streams(house);  // they see that it is over
}

}  // namespace

Server::Server(Limits limits, std::function<Response(Request&)> answer,
               std::function<Lane(const Request&)> lane, std::function<Response(const Refusal&)> show_page)
    : house_(std::make_unique<House>(limits, std::move(answer), std::move(lane), std::move(show_page))) {}

Server::~Server() = default;

std::uint16_t Server::listen(std::string_view host, std::uint16_t port) {
  try {
    const auto address = ip::make_address(host == "localhost" ? "127.0.0.1" : host);
    const ip::tcp::endpoint endpoint(address, port);
    Acceptor acceptor(house_->context.get_executor());
    acceptor.open(endpoint.protocol());
    acceptor.set_option(Acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen(Acceptor::max_listen_connections);
    return house_->acceptors.emplace_back(std::move(acceptor)).local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    throw base::Fault("cannot listen on " + std::string(host) + ": " + error.code().message());
  }
}

void Server::trust(Proxies proxies) { house_->proxies = std::move(proxies); }

void Server::encrypt(std::shared_ptr<const Tls> tls) {
  asio::post(house_->context, [house = house_.get(), tls = std::move(tls)]() mutable { house->tls = std::move(tls); });
}

void Server::run() {
  asio::co_spawn(house_->context, sweep(*house_), pass_on);
  for (auto& acceptor : house_->acceptors)
    asio::co_spawn(house_->context, accept_all(*house_, acceptor), pass_on);
  house_->context.run();
  house_->workers.stop();
  house_->slow_workers.stop();
  house_->stream_workers.stop();
}

void Server::wake() {
  if (house_->is_waking.exchange(true)) return;
  asio::post(house_->context, [house = house_.get()] { wake_streams(*house); });
}

void Server::stop() {
  asio::post(house_->context, [house = house_.get()] { begin_stop(*house); });
}

}  // namespace vigie::http
