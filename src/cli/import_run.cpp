#include "cli/import_run.hpp"

#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <iostream>
#include <thread>

namespace vigie::cli {

namespace {

constexpr std::size_t group_size = 1024;
constexpr std::size_t most_groups = 4;  // decoded ahead of the writer

struct Item {
  std::size_t line = 0;
  base::Result<casework::Prepared> what;
};
using Group = std::vector<Item>;

/// Turns lines into past declarations. Times of a return told without offset are those of the place left, when an
/// earlier line about the same minor named it.
class Reader {
 public:
  casework::PastDeclaration past_of(imports::Line line) {
    casework::PastDeclaration past;
    past.zone = zone_of(line);
    past.role = line.form == "appel" ? access::Role::ecoutant : access::Role::police;
    past.form = std::move(line.form);
    past.form_version = line.form_version;
    past.organisation = std::move(line.organisation);
    past.signed_at = line.signed_at;
    past.answers = std::move(line.answers);
    past.key = std::move(line.key);
    past.minor_key = std::move(line.minor_key);
    past.episode_key = std::move(line.episode_key);
    past.amends = std::move(line.amends);
    past.after = std::move(line.after);
    return past;
  }

 private:
  std::string zone_of(const imports::Line& line) {
    if (!line.zone.empty()) return line.zone;
    const std::string& whose = line.minor_key.empty() ? line.episode_key : line.minor_key;
    const auto left = base::find_text(line.answers, "departement");
    const auto known = away_.find(whose);
    if (!left) return known == away_.end() ? std::string(base::paris) : known->second;
    const std::string zone(base::zone_of_departement(*left));
    if (!whose.empty() && zone != base::paris) away_[whose] = zone;
    else if (known != away_.end()) away_.erase(known);
    return zone;
  }
  std::map<std::string, std::string> away_;  // minors, or absences, whose place keeps another time than Paris
};

/// Groups on their way from the thread that decodes to the one that writes.
class Belt {
 public:
  /// False when nobody takes any more.
  bool put(Group group) {
    std::unique_lock lock(gate_);
    moved_.wait(lock, [this] { return stopped_ || groups_.size() < most_groups; });
    if (stopped_) return false;
    groups_.push_back(std::move(group));
    moved_.notify_all();
    return true;
  }
  void end(std::exception_ptr fault) {
    const std::lock_guard lock(gate_);
    ended_ = true;
    fault_ = fault;
    moved_.notify_all();
  }
  void stop() {
    const std::lock_guard lock(gate_);
    stopped_ = true;
    moved_.notify_all();
  }
  /// The next group; empty at the end. A fault of the other thread is thrown here.
  Group take() {
    std::unique_lock lock(gate_);
    moved_.wait(lock, [this] { return ended_ || !groups_.empty(); });
    if (groups_.empty()) {
      if (fault_) std::rethrow_exception(fault_);
      return {};
    }
    Group group = std::move(groups_.front());
    groups_.pop_front();
    moved_.notify_all();
    return group;
  }

 private:
  std::mutex gate_;
  std::condition_variable moved_;
  std::deque<Group> groups_;
  bool ended_ = false, stopped_ = false;
  std::exception_ptr fault_;
};

base::Result<casework::Prepared> prepare(casework::Importing& importing, Reader& reader, base::Result<imports::Line>&& told) {
  if (!told) return told.error();
  if (told->act) return importing.prepare(*told);
  return importing.prepare(reader.past_of(std::move(*told)));
}

void decode(casework::Importing& importing, ImportSource& source, Belt& belt) {
  Reader reader;
  Group group;
  while (auto told = source.next()) {
    group.push_back({told->number, prepare(importing, reader, std::move(told->what))});
    if (group.size() < group_size) continue;
    if (!belt.put(std::exchange(group, {}))) return;
  }
  if (!group.empty()) belt.put(std::move(group));
}

/// Says on a terminal how far it is.
class Progress {
 public:
  void show(const ImportCount& count) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < std::chrono::seconds(1)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::size_t all = count.taken + count.known + count.refused;
    std::cerr << fmt::format("\r{} lignes, {:.0f} par seconde ", all, static_cast<double>(all) / seconds) << std::flush;
  }
  ~Progress() {
    if (shown_ && last_ != start_) std::cerr << '\n';
  }

 private:
  bool shown_ = ::isatty(STDERR_FILENO) != 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
};

base::Status take_group(casework::Importing& importing, Group group, ImportReport& report, ImportCount& count) {
  std::vector<casework::Prepared> prepared;
  for (Item& item : group)
    if (item.what) prepared.push_back(std::move(*item.what));
  const auto fates = importing.take_all(prepared);
  if (!fates) return fates.error();
  auto fate = fates->begin();
  for (const Item& item : group) {
    const base::Error* refusal = item.what ? nullptr : &item.what.error();
    if (!refusal) {
      if (fate->sort == casework::Fate::Sort::refused) refusal = &fate->refusal;
      else ++(fate->sort == casework::Fate::Sort::taken ? count.taken : count.known);
      ++fate;
    }
    if (!refusal) continue;
    report.refuse(item.line, *refusal);
    ++count.refused;
  }
  return base::Done{};
}

}  // namespace

base::Result<ImportCount> run_lines(casework::Importing& importing, ImportSource& source, ImportReport& report) {
  Belt belt;
  ImportCount count;
  Progress progress;
  std::jthread decoding([&] {
    std::exception_ptr fault;
    try {
      decode(importing, source, belt);
    } catch (...) {
      fault = std::current_exception();
    }
    belt.end(fault);
  });
  struct Stop {
    Belt& belt;
    ~Stop() { belt.stop(); }
  } const stop{belt};
  for (Group group = belt.take(); !group.empty(); group = belt.take()) {
    if (const auto taken = take_group(importing, std::move(group), report, count); !taken) return taken.error();
    progress.show(count);
  }
  return count;
}

namespace {

/// What is wrong with a line, whatever the files say.
base::Status check_line(const forms::Catalogue& forms, Reader& reader, imports::Line line, base::Instant now) {
  if (line.act) return casework::check_act(line, now);
  const auto checked = casework::check_past(forms, reader.past_of(std::move(line)), now);
  if (!checked) return checked.error();
  return base::Done{};
}

}  // namespace

ImportCount check_lines(const forms::Catalogue& forms, ImportSource& source, ImportReport& report) {
  Reader reader;
  ImportCount count;
  while (auto told = source.next()) {
    const base::Status fine = told->what ? check_line(forms, reader, std::move(*told->what), base::SystemClock().now()) : told->what.error();
    if (!fine) report.refuse(told->number, fine.error());
    ++(fine ? count.taken : count.refused);
  }
  return count;
}

}  // namespace vigie::cli
