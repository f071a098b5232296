#include "tests/bench/listen.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>

#include "base/error.hpp"

namespace vigie::bench {

namespace {

/// The listeners, and what each has heard since `begin_again`.
class Audience {
 public:
  Audience(int port, int listeners, const std::string& token) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const std::string asks = request("GET", "/api/v1/live", token);
    for (int i = 0; i < listeners; ++i) add(port, asks);
    wait_for("\nid: ");
  }
  ~Audience() {
    for (const int socket : sockets_) ::close(socket);
    ::close(epoll_);
  }
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;

  void begin_again() {
    for (std::string& text : heard_) text.clear();
  }
  /// Until each has heard this text.
  void wait_for(const std::string& text) {
    std::size_t missing = 0;
    for (const std::string& heard : heard_) missing += heard.find(text) == heard.npos;
    while (missing > 0) {
      epoll_event events[256];
      const int count = ::epoll_wait(epoll_, events, 256, 10'000);
      if (count <= 0) throw base::Fault("a listener heard nothing for 10 s");
      for (int i = 0; i < count; ++i) missing -= hears(events[i].data.u32, text);
    }
  }

 private:
  void add(int port, const std::string& asks) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockets_.push_back(::socket(AF_INET, SOCK_STREAM, 0));
    if (::connect(sockets_.back(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw base::Fault("the service does not listen");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = static_cast<std::uint32_t>(heard_.size());
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, sockets_.back(), &event);
    if (::send(sockets_.back(), asks.data(), asks.size(), MSG_NOSIGNAL) < 0) throw base::Fault("a listener is not let in");
    heard_.emplace_back();
  }
  /// Whether it has heard the text only now.
  bool hears(std::size_t who, const std::string& text) {
    char bytes[65536];
    const ssize_t size = ::recv(sockets_[who], bytes, sizeof bytes, 0);
    if (size <= 0) throw base::Fault("a listener was sent away");
    const bool before = heard_[who].find(text) != std::string::npos;
    heard_[who].append(bytes, static_cast<std::size_t>(size));
    return !before && heard_[who].find(text) != std::string::npos;
  }

  int epoll_;
  std::vector<int> sockets_;
  std::vector<std::string> heard_;
};

}  // namespace

Figures listen(int port, int listeners, const std::string& token, int times, const Next& next) {
  Audience audience(port, listeners, token);
  Figures figures;
  const auto start = Clock::now();
  for (int i = 0; i < times; ++i) {
    audience.begin_again();
    const auto sent = Clock::now();
    const Answer answer = ask(port, *next());
    if (answer.status != 201) throw base::Fault("a declaration was refused: " + answer.body.substr(0, 300));
    const auto made = boost::json::parse(answer.body);
    audience.wait_for("\"kind\":\"declaration\",\"id\":\"" + std::string(made.at("id").as_string()));
    figures.ms.push_back(ms_since(sent));
  }
  figures.seconds = ms_since(start) / 1000;
  return figures;
}

}  // namespace vigie::bench
