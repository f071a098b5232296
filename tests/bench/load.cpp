#include "tests/bench/load.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <memory>

#include "base/error.hpp"

namespace vigie::bench {

namespace {

/// One connection, one request under way at most.
class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool is_open() const { return is_open_; }
  int socket() const { return socket_; }
  double cost() const { return ms_since(sent_); }

  /// A request is shorter than what a socket takes at once. What it costs counts from `due`.
  void send(const std::string& bytes, Clock::time_point due = Clock::now()) {
    input_.clear();
    whole_ = 0;
    sent_ = due;
    const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size != static_cast<ssize_t>(bytes.size())) throw base::Fault("a request was not taken whole");
  }

  /// Reads what has come; true when the answer is whole.
  bool receive() {
    char bytes[65536];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) throw base::Fault("the service closed a connection");
    input_.append(bytes, static_cast<std::size_t>(size));
    if (whole_ == 0) read_head();
    return whole_ != 0 && input_.size() >= whole_;
  }

  Answer answer() const { return {number_after("HTTP/1.1 "), input_.substr(head_)}; }

 private:
  void read_head() {
    const std::size_t end = input_.find("\r\n\r\n");
    if (end == std::string::npos) return;
    head_ = end + 4;
    whole_ = head_ + static_cast<std::size_t>(number_after("\r\nContent-Length: "));
  }
  int number_after(std::string_view text) const {
    int number = 0;
    const std::size_t at = input_.find(text);
    if (at != std::string::npos) std::from_chars(input_.data() + at + text.size(), input_.data() + input_.size(), number);
    return number;
  }

  int socket_;
  bool is_open_ = false;
  Clock::time_point sent_;
  std::string input_;
  std::size_t head_ = 0, whole_ = 0;
};

/// The connections of a load, and who among them has something to read.
class Crowd {
 public:
  Crowd(int port, int connections) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (int i = 0; i < connections; ++i) {
      connections_.push_back(std::make_unique<Connection>(port));
      if (!connections_.back()->is_open()) throw base::Fault("the service does not listen");
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = connections_.back().get();
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_.back()->socket(), &event);
    }
  }
  ~Crowd() { ::close(epoll_); }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  const std::vector<std::unique_ptr<Connection>>& all() const { return connections_; }
  std::vector<Connection*> readable() const {
    std::vector<Connection*> found = readable(std::chrono::seconds(10));
    if (found.empty()) throw base::Fault("no answer in 10 s");
    return found;
  }
  std::vector<Connection*> readable(std::chrono::nanoseconds at_most) const {
    epoll_event events[64];
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(at_most);
    const timespec wait{whole.count(), (at_most - whole).count()};
    const int count = ::epoll_pwait2(epoll_, events, 64, &wait, nullptr);
    std::vector<Connection*> found;
    for (int i = 0; i < count; ++i) found.push_back(static_cast<Connection*>(events[i].data.ptr));
    return found;
  }

 private:
  int epoll_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

void note(Seen& seen, const Connection& connection) {
  const Answer answer = connection.answer();
  ++seen.statuses[answer.status];
  if (answer.status < 300) seen.figures.ms.push_back(connection.cost());
  else if (seen.refusal.empty()) seen.refusal = answer.body;
}

}  // namespace

Seen load(int port, int connections, double seconds, const Next& next) {
  const Crowd crowd(port, connections);
  Seen seen;
  int under_way = 0;
  const auto send_next = [&](Connection& connection) {
    const std::string* bytes = next();
    if (!bytes) return;
    connection.send(*bytes);
    ++under_way;
  };
  const auto start = Clock::now();
  for (const auto& connection : crowd.all()) send_next(*connection);
  while (under_way > 0) {
    for (Connection* connection : crowd.readable()) {
      if (!connection->receive()) continue;
      --under_way;
      seen.figures.seconds = ms_since(start) / 1000;
      note(seen, *connection);
      if (seen.figures.seconds < seconds) send_next(*connection);
    }
  }
  return seen;
}

Seen load_paced(int port, int connections, double a_second, double seconds, const Next& next) {
  const Crowd crowd(port, connections);
  Seen seen;
  std::vector<Connection*> idle;
  for (const auto& connection : crowd.all()) idle.push_back(connection.get());
  const auto hear = [&](const std::vector<Connection*>& readable) {
    for (Connection* connection : readable) {
      if (!connection->receive()) continue;
      note(seen, *connection);
      idle.push_back(connection);
    }
  };
  const auto start = Clock::now();
  const std::chrono::nanoseconds apart(static_cast<std::int64_t>(1e9 / a_second));
  for (auto due = start; due < start + std::chrono::duration<double>(seconds); due += apart) {
    for (auto now = Clock::now(); now < due; now = Clock::now()) hear(crowd.readable(due - now));
    while (idle.empty()) hear(crowd.readable());
    idle.back()->send(*next(), due);
    idle.pop_back();
  }
  while (idle.size() < crowd.all().size()) hear(crowd.readable());
  seen.figures.seconds = ms_since(start) / 1000;
  return seen;
}

Answer ask(int port, const std::string& request) {
  Connection connection(port);
  if (!connection.is_open()) return {};
  connection.send(request);
  while (!connection.receive()) {
  }
  return connection.answer();
}

std::string request(std::string_view method, std::string_view target, std::string_view token, std::string_view body) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, target);
  if (!token.empty()) text += fmt::format("Authorization: Bearer {}\r\n", token);
  if (!body.empty()) text += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
  return text + "\r\n" + std::string(body);
}

}  // namespace vigie::bench
