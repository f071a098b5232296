#include "tests/bench/process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "base/error.hpp"

namespace vigie::bench {

Process::Process(const std::vector<std::string>& words, const std::string& errors) {
  int ends[2];
  if (::pipe(ends) != 0) throw base::Fault("no pipe");
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ < 0) throw base::Fault("no process");
  if (pid_ == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    if (!errors.empty()) ::dup2(::open(errors.c_str(), O_CREAT | O_APPEND | O_WRONLY, 0600), STDERR_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
}

Process::~Process() { stop(); }

std::string Process::lines_until(const std::string& text) {
  std::string lines;
  for (;;) {
    for (std::size_t end; (end = unread_.find('\n')) != std::string::npos;) {
      const std::string line = unread_.substr(0, end + 1);
      unread_.erase(0, end + 1);
      lines += line;
      if (line.find(text) != std::string::npos) return lines;
    }
    char bytes[4096];
    const ssize_t size = ::read(output_, bytes, sizeof bytes);
    if (size <= 0) return lines;
    unread_.append(bytes, static_cast<std::size_t>(size));
  }
}

int Process::wait() {
  if (pid_ < 0) return 0;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  ::close(output_);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

void Process::stop() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGTERM);
  wait();
}

double Process::resident_mb() const {
  std::ifstream status(fmt::format("/proc/{}/status", pid_));
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) * 1024 / 1e6;
  return 0;
}

double Process::processor_seconds() const {
  std::ifstream stat(fmt::format("/proc/{}/stat", pid_));
  std::string text;
  std::getline(stat, text);
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  double user = 0, system = 0;
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::string output_of(const std::vector<std::string>& words) {
  Process process(words);
  std::string output = process.lines_until("\n\n");
  if (const int code = process.wait(); code != 0) throw base::Fault(fmt::format("{} {} : code {}", words[0], words[1], code));
  return output;
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!bound) throw base::Fault("no free port");
  return ntohs(address.sin_port);
}

}  // namespace vigie::bench
