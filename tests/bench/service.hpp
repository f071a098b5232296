#pragma once
#include "tests/bench/calls.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/process.hpp"

namespace vigie::bench {

/// The real program serving a directory on a port of its own.
class Service {
 public:
  /// `verb`: serve or demo. What it says until it listens stays in `welcome`.
  Service(const std::string& program, const std::string& verb, const std::string& directory);

  int port() const { return port_; }
  const std::string& welcome() const { return welcome_; }
  /// From exec to the first 200 of /livez, in milliseconds.
  double ready_ms() const { return ready_ms_; }
  Process& process() { return process_; }

 private:
  int port_;
  Clock::time_point begun_;
  Process process_;
  double ready_ms_ = 0;
  std::string welcome_;
};

/// Figures of reading, at the size of a directory, each for so many seconds: as much as 8 connections can ask, each its next
/// as soon as it was answered; then 200 requests a second, which is more in an hour than the country declares in a year.
inline constexpr int readers = 8;
inline constexpr double asked_a_second = 200;
struct Read {
  std::string what;
  Seen full, paced;
};
std::vector<Read> read_all(const std::string& program, const std::string& directory, int port, double seconds);

/// The board (« Veille ») of an officer, whole, with at least so many absences that last, asked for by one browser after
/// another for so many seconds.
struct BoardRead {
  int rows = 0;
  Seen seen;
};
BoardRead read_board(const std::string& program, const std::string& directory, int port, int at_least, double seconds);

}  // namespace vigie::bench
