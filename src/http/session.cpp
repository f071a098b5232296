// One connection. GCC 12.2 destroys some temporaries of co_await arguments twice: in this file, in
// transport.cpp, server.cpp and streaming.cpp every argument of a co_await is a named variable, no coroutine is a lambda,
// no ternary holds a co_await. Everything here runs on the thread of Server::run, but answer_on_worker.
#include <algorithm>
#include <boost/asio/post.hpp>
#include <ctime>
#include <exception>

#include "base/log.hpp"
#include "http/house_detail.hpp"
#include "http/problem.hpp"
#include "http/wire.hpp"

namespace vigie::http {

namespace {

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view no_body;
constexpr std::size_t read_size = 2048;         // what an idle connection holds
constexpr std::size_t body_read_size = 16'384;  // a body is given memory as it comes

const Refusal broken_head{400, "requete_mal_formee", "La requête est mal formée."};
const Refusal long_head{431, "en_tetes_trop_volumineux", "Les en-têtes envoyés sont trop volumineux."};
const Refusal too_slow{408, "delai_depasse", "La requête est arrivée trop lentement."};
const Refusal too_busy{503, "service_occupe", "Le service est occupé, recommencez dans un instant."};

enum class Step { done, refused, gone };

Response show(const House& house, const Refusal& refusal) {
  Response response = refusal.page ? house.show_page(refusal) : problem(refusal);
  add_standard_headers(response);
  return response;
}

Step refuse(Connection& connection, const Refusal& refusal) {
  connection.response = show(connection.house, refusal);
  return Step::refused;
}

/// As `receive`, onto the end of `text`.
Task<std::size_t> receive_onto(Connection& connection, std::string& text, std::size_t at_most) {
  const std::size_t before = text.size();
  text.resize(before + at_most);
  const asio::mutable_buffer free(text.data() + before, at_most);
  const std::size_t size = co_await receive(connection, free);
  text.resize(before + size);
  co_return size;
}

Step take_head(Connection& connection, const HeadScan& scan) {
  const std::string_view bytes =
      std::string_view(connection.input).substr(scan.start(), scan.end() - scan.start());
  auto parsed = parse_head(bytes, connection.house.limits.body_bytes);
  connection.input.erase(0, scan.end());
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) return refuse(connection, *refusal);
  connection.head = std::get<Head>(std::move(parsed));
  Request& request = connection.head.request;
  request.remote = connection.remote;
  request.loopback = connection.loopback;
  request.secure = connection.channel != nullptr;
  connection.house.proxies.correct(request);
  return Step::done;
}

/// One deadline for the whole head, from its first byte. Before that byte the connection is idle.
Task<Step> read_head(Connection& connection) {
  const Limits& limits = connection.house.limits;
  bool idle = connection.input.empty();
  if (idle) connection.house.guests.set_idle(connection);
  connection.give(idle ? limits.idle_time : limits.header_time);
  HeadScan scan;
  while (true) {
    switch (scan.look(connection.input, limits.header_bytes)) {
      case HeadScan::State::whole:
        co_return take_head(connection, scan);
      case HeadScan::State::broken:
        co_return refuse(connection, broken_head);
      case HeadScan::State::too_long:
        co_return refuse(connection, long_head);
      case HeadScan::State::partial:
        break;
    }
    const std::size_t size = co_await receive_onto(connection, connection.input, read_size);
    if (size == 0 && connection.expired() && !idle) co_return refuse(connection, too_slow);
    if (size == 0) co_return Step::gone;
    if (idle) connection.give(limits.header_time);
    idle = false;
    connection.house.guests.set_busy(connection);
  }
}

/// The whole body within body_time and, past body_grace, at body_rate: each byte earns its share of a second.
SteadyClock::time_point body_deadline(const Limits& limits, SteadyClock::time_point start, std::size_t size) {
  const auto earned = std::chrono::milliseconds(size * 1000 / limits.body_rate);
  return start + std::min(limits.body_time, limits.body_grace + earned);
}

Task<Step> read_body(Connection& connection) {
  const Limits& limits = connection.house.limits;
  std::string& body = connection.head.request.body;
  const std::size_t length = connection.head.content_length;
  body.assign(connection.input, 0, length);
  connection.input.erase(0, body.size());
  if (connection.head.expects_continue && body.empty() && length > 0) {
    const bool sent = co_await send(connection, go_on, no_body);
    if (!sent) co_return Step::gone;
  }
  const auto start = SteadyClock::now();
  while (body.size() < length) {
    connection.set_deadline(body_deadline(limits, start, body.size()));
    const std::size_t at_most = std::min(length - body.size(), body_read_size);
    const std::size_t size = co_await receive_onto(connection, body, at_most);
    if (size == 0 && connection.expired()) co_return refuse(connection, too_slow);
    if (size == 0) co_return Step::gone;
  }
  co_return Step::done;
}

/// On a worker: the only thing here that another thread does.
void answer_on_worker(Connection& connection) {
  try {
    connection.response = connection.house.answer(connection.head.request);
  } catch (const std::exception& fault) {
    base::log_error(std::string("an answer threw: ") + fault.what());
    connection.response = show(connection.house, Refusal{500, "incident", "Le service a rencontré un incident."});
  }
  asio::post(connection.house.context, [&connection] {
    connection.is_answered = true;
    connection.answered.cancel();
  });
}

bool hand_over(Connection& connection) {
  connection.set_no_deadline();
  connection.is_answered = false;
  return connection.house.lane_for(connection.head.request).try_add([&connection] { answer_on_worker(connection); });
}

Task<> have_answered(Connection& connection) {
  if (!hand_over(connection)) {
    Refusal busy = too_busy;
    busy.page = !is_api(connection.head.request.path);
    refuse(connection, busy);
    co_return;
  }
  while (!connection.is_answered) co_await connection.answered.async_wait(wait_here);
}

/// Whether browsers are told to come over TLS alone. Behind a proxy, a refusal made before its words were read says so too:
/// over what is not TLS a browser does not listen to it (RFC 6797, 8.1).
bool is_over_tls(const Connection& connection) {
  const Request& request = connection.head.request;
  return connection.channel || request.secure || (request.method.empty() && connection.house.proxies.hold(connection.remote));
}

Task<bool> send_response(Connection& connection, bool keep) {
  std::string head;
  if (is_over_tls(connection)) add_secure_header(connection.response);
  try {
    head = to_head(connection.response, keep, std::time(nullptr));
  } catch (const base::Bug& bug) {
    base::log_error(bug.what());
    connection.response = show(connection.house, Refusal{500, "incident", "Le service a rencontré un incident."});
    head = to_head(connection.response, keep, std::time(nullptr));
  }
  const bool full = carries_body(connection.response, connection.head.request.method == "HEAD");
  const std::string_view body = full ? std::string_view(connection.response.body) : no_body;
  co_return co_await send(connection, head, body);
}

/// One request and its answer; true when another may follow.
Task<bool> exchange(Connection& connection) {
  const House& house = connection.house;
  Step step = co_await read_head(connection);
  if (step == Step::done) step = co_await read_body(connection);
  if (step == Step::gone) co_return false;
  if (step == Step::done) co_await have_answered(connection);
  const bool young = SteadyClock::now() - connection.since < house.limits.connection_age;
  const bool goes_on = connection.response.stream && connection.head.request.method != "HEAD";
  const bool keep = step == Step::done && connection.head.keep_alive && young && !house.stopping && !goes_on;
  const bool sent = co_await send_response(connection, keep);
  if (sent && goes_on) co_await stream_out(connection);
  if (sent && !keep && !goes_on) co_await drain(connection);
  connection.head = {};
  connection.response = {};
  if (connection.input.empty() && connection.input.capacity() > 2 * read_size) connection.input = {};
  co_return sent&& keep;
}

Task<> turn_away(Connection& connection) {
  refuse(connection, too_busy);
  const bool sent = co_await send_response(connection, false);
  if (sent) co_await drain(connection);
}

void note_remote(Connection& connection) {
  boost::system::error_code error;
  connection.socket.set_option(ip::tcp::no_delay(true), error);
  auto address = connection.socket.remote_endpoint(error).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = ip::make_address_v4(ip::v4_mapped, address.to_v6());
  connection.remote = address.to_string();
  connection.loopback = address.is_loopback();
}

}  // namespace

Task<> serve(House& house, Socket socket, bool full) {
  try {
    Connection connection(house, std::move(socket));
    note_remote(connection);
    if (house.tls) {
      const bool greeted = co_await greet(connection);
      if (!greeted) co_return;
    }
    if (full) {
      co_await turn_away(connection);
      co_return;
    }
    bool again = true;
    while (again) again = co_await exchange(connection);
  } catch (const std::exception& fault) {
    base::log_error(std::string("a connection was dropped: ") + fault.what());
  }
}

}  // namespace vigie::http
