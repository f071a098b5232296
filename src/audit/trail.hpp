#pragma once
#include <optional>
#include <vector>

#include "audit/entry.hpp"

namespace vigie::audit {

/// What is wrong with some lines.
enum class Harm : std::uint8_t {
  changed,     // a line does not say what it said
  swapped,     // `from` and `to` stand in each other's place
  removed,     // the lines from `from` to `to` are missing between others
  cut,         // they are missing at the end
  added,       // they came after the last line that was signed
  noticed,     // the program found, when it added line `from`, that the end of the trail was not what it had signed
  unsigned_,   // the end is not signed by this key: `from` is its number
  elsewhere    // line `from` is not the one that was noted outside (an anchor), or is missing
};
struct Finding {
  Harm harm;
  std::int64_t from = 0, to = 0;
  bool operator==(const Finding&) const = default;
};
/// What people read: « ligne 12 : changée »…
std::string to_french(const Finding& finding);

/// The act that marks, for ever, that the end of the trail was not what had been signed.
constexpr std::string_view act_of_notice = "journal_rompu";

/// Follows a trail, line after line in the order of their numbers, and names those that were touched. Which of several
/// lines in a row were changed may be more than can be told: all of them are named.
class Trail {
 public:
  /// `keyed_from`: nothing when nobody signed it; then the first line that the key chains begins what is keyed.
  Trail(std::string key, std::optional<std::int64_t> keyed_from) : key_(std::move(key)), keyed_from_(keyed_from) {}
  void add(Line line, std::string hash);
  /// Goes on after lines that reached the end of their retention. False, and they are missing, when it is not so signed.
  bool skip(const EndedLines& ended, std::string_view signature);
  /// What was found, in the order of numbers. `head`: as signed, its signature checked by the caller; nothing: unsigned.
  std::vector<Finding> end(const std::optional<Head>& head);
  std::int64_t count() const { return count_; }
  /// How many are gone since the end of their retention.
  std::int64_t ended() const { return ended_; }
  /// The last line that was followed.
  Head last() const { return {last_, last_hash_, keyed_from_.value_or(last_ + 1)}; }

 private:
  struct Suspect {
    Line line;
    std::string hash, previous;
    bool after_a_gap;
  };
  bool follows(std::string_view previous, const Line& line, std::string_view hash);
  std::string chained(std::string_view previous, const Line& line) const;
  bool intact(const Suspect& suspect) const;
  bool holds(const Suspect& suspect, const Suspect& other) const;
  void judge_suspects();
  void find_added(std::int64_t number);

  std::string key_;
  std::optional<std::int64_t> keyed_from_;
  std::int64_t count_ = 0, ended_ = 0, last_ = 0;
  std::string last_hash_ = before_first;
  std::vector<Suspect> suspects_;
  std::vector<Finding> found_;
};

}  // namespace vigie::audit
