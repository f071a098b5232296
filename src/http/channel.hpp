#pragma once
#include <cstddef>
#include <string_view>

#include "http/tls.hpp"

struct ssl_st;

namespace vigie::http {

/// The encrypted side of one connection, over a socket that does not block: each call does what it can at once and says
/// what it lacks. Never waits.
class Channel {
 public:
  enum class Lacks { nothing, bytes, room, everything };  // bytes: to be received; room: to send; everything: it is over
  struct Step {
    Lacks lacks = Lacks::nothing;
    std::size_t size = 0;  // bytes read or written, when nothing lacks
  };

  /// `socket` stays open as long as the channel lives.
  Channel(const Tls& tls, int socket);
  /// Says the end when there was a greeting and it can still be said.
  ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  Step greet();
  Step read(char* into, std::size_t at_most);
  Step write(std::string_view bytes);
  /// Nothing more will be written (close_notify). Once.
  void say_end();

 private:
  Step step_of(int result);

  ssl_st* const ssl_;
  bool open_ = false;  // greeted, and nothing has gone wrong since
};

}  // namespace vigie::http
