#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "http/message.hpp"
#include "http/problem.hpp"

namespace vigie::http {

/// Looks for the end of a request's head in bytes that arrive piece by piece, each byte once.
/// Refuses at the first byte that no head may hold: control characters, a bare CR or LF, a folded line.
class HeadScan {
 public:
  enum class State { partial, whole, broken, too_long };
  /// `bytes` is all that arrived, from the same start each time; a whole head holds at most `limit` bytes.
  State look(std::string_view bytes, std::size_t limit);
  /// Once whole: where it starts (after one empty line, which RFC 9112 2.2 lets a client send first) and
  /// where it ends, its own empty line included.
  std::size_t start() const { return start_; }
  std::size_t end() const { return seen_; }

 private:
  bool allows(char c) const;

  std::size_t seen_ = 0;
  std::size_t start_ = 0;
  std::size_t line_start_ = 0;
  char last_ = '\n';
};

/// The head of a request, understood; its body is still to be read.
struct Head {
  Request request;
  std::uint64_t content_length = 0;
  bool keep_alive = true;
  bool expects_continue = false;
};

/// Whether a text can be the Host of a request: a name or an address, with or without a port.
bool is_host(std::string_view text);

/// Takes one whole head. Refuses 400: a broken line, a target that parse_target refuses, no Host or several,
/// a repeated header that must be alone, text that is not UTF-8; 411: any Transfer-Encoding; 413: a body over
/// `body_limit`, before a byte of it is read.
std::variant<Head, Refusal> parse_head(std::string_view bytes, std::uint64_t body_limit);

}  // namespace vigie::http
