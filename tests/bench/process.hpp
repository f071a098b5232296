#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace vigie::bench {

/// A program that was started, its standard output in a pipe, its errors in a file or with ours; asked to stop (SIGTERM)
/// and waited for at the end.
class Process {
 public:
  explicit Process(const std::vector<std::string>& words, const std::string& errors = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Its next lines, up to the first that contains `text` (or its end).
  std::string lines_until(const std::string& text);
  /// Waits for its end; the exit code.
  int wait();
  void stop();
  /// Resident memory, in MB (10^6 bytes).
  double resident_mb() const;
  /// Processor time spent so far, in seconds.
  double processor_seconds() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string unread_;
};

/// Runs a verb to its end; its standard output. A verb that fails is a base::Fault.
std::string output_of(const std::vector<std::string>& words);
/// A port of 127.0.0.1 that nobody uses now.
int free_port();

}  // namespace vigie::bench
