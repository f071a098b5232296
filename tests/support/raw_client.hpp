#pragma once
// A blocking HTTP client that says exactly the bytes it is told, for tests of the socket side.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::test {

/// One answer as it came; status 0 when the connection ended first.
struct Answer {
  int status = 0;
  std::string head;
  std::string body;
  bool says(std::string_view text) const { return head.find(text) != head.npos; }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd_ < 0 || ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("a test cannot connect");
    const int on = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  RawClient(const RawClient&) = delete;
  RawClient(RawClient&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), input_(std::move(other.input_)) {}
  ~RawClient() {
    if (fd_ >= 0) ::close(fd_);
  }

  /// False as soon as the other side takes no more.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  int descriptor() const { return fd_; }
  void say_end() { ::shutdown(fd_, SHUT_WR); }

  /// The next answer, at most 20 s later. With `head_only`, one to HEAD or one without a body.
  Answer read_answer(bool head_only = false) {
    Answer answer;
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == input_.npos)
      if (!receive()) return answer;
    answer.head = input_.substr(0, end + 2);
    input_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.substr(9, 3).c_str());
    const std::size_t length = head_only || answer.status < 200 ? 0 : length_said(answer.head);
    while (input_.size() < length)
      if (!receive()) return answer;
    answer.body = input_.substr(0, length);
    input_.erase(0, length);
    return answer;
  }
  /// Reads on, at most 20 s for each piece, until this text has come, and drops all that is up to it.
  bool read_until(std::string_view text) {
    std::size_t at = 0, seen = 0;
    while ((at = input_.find(text, seen)) == input_.npos) {
      seen = input_.size() < text.size() ? 0 : input_.size() - text.size();
      if (!receive()) return false;
    }
    input_.erase(0, at + text.size());
    return true;
  }
  /// True when the other side has ended in good order: no reset, and not another byte.
  bool is_ended() { return input_.empty() && !receive() && input_.empty() && !was_reset_; }

 private:
  static std::size_t length_said(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == head.npos ? 0 : static_cast<std::size_t>(std::atol(head.c_str() + at + 16));
  }
  bool receive() {
    pollfd ready{fd_, POLLIN, 0};
    if (::poll(&ready, 1, 20'000) != 1) throw std::runtime_error("a test waited 20 s for an answer");
    char bytes[16'384];
    const auto size = ::recv(fd_, bytes, sizeof bytes, 0);
    was_reset_ = size < 0;
    if (size <= 0) return false;
    input_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }

  int fd_;
  std::string input_;
  bool was_reset_ = false;
};

}  // namespace vigie::test
