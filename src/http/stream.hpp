#pragma once
#include <optional>
#include <string>

namespace vigie::http {

/// An answer that goes on after its head for as long as its reader stays: text that is sent when there is some.
/// The server asks on its own thread, so nothing here may wait; it asks again after Server::wake, and takes nothing more
/// before the piece it has was sent: a reader that is slow holds one piece.
class Stream {
 public:
  virtual ~Stream() = default;
  /// What to send now, some 16 KiB at most; empty: nothing yet; nothing: the end.
  virtual std::optional<std::string> next() = 0;
  /// What to send when there was nothing else for Limits::heartbeat, so that both sides know that the other is there.
  virtual std::string heartbeat() = 0;
};

}  // namespace vigie::http
