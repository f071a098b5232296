#include "audit/trail.hpp"

#include <algorithm>

#include "base/hash.hpp"

namespace vigie::audit {

namespace {
// Beyond, lines are named without looking where what they said has gone.
constexpr std::size_t most_compared = 200;
}  // namespace

std::string Trail::chained(std::string_view previous, const Line& line) const {
  return chain(keyed_from_ && line.number >= *keyed_from_ ? std::string_view(key_) : std::string_view(), previous, line);
}

bool Trail::follows(std::string_view previous, const Line& line, std::string_view hash) {
  if (base::equal_in_constant_time(chained(previous, line), hash)) return true;
  if (keyed_from_ || !base::equal_in_constant_time(chain(key_, previous, line), hash)) return false;
  keyed_from_ = line.number;
  return true;
}

void Trail::find_added(std::int64_t number) {
  if (!found_.empty() && found_.back().harm == Harm::added && found_.back().to + 1 == number) found_.back().to = number;
  else found_.push_back({Harm::added, number, number});
}

bool Trail::skip(const EndedLines& ended, std::string_view signature) {
  if (!base::equal_in_constant_time(sign(key_, ended), signature) || ended.first <= last_) return false;
  if (ended.first != last_ + 1) found_.push_back({Harm::removed, last_ + 1, ended.first - 1});
  ended_ += ended.last - ended.first + 1;
  last_ = ended.last;
  last_hash_ = ended.hash;
  return true;
}

void Trail::add(Line line, std::string hash) {
  ++count_;
  if (line.number <= last_) return find_added(line.number);  // in the place of lines that are gone
  const bool gap = line.number != last_ + 1;
  if (gap) found_.push_back({Harm::removed, last_ + 1, line.number - 1});
  if (line.entry.act == act_of_notice) found_.push_back({Harm::noticed, line.number, line.number});
  last_ = line.number;
  if (!follows(last_hash_, line, hash)) suspects_.push_back({std::move(line), hash, last_hash_, gap});
  last_hash_ = std::move(hash);
}

/// Whether a line says what it said, and only what came before it was touched.
bool Trail::intact(const Suspect& suspect) const {
  return std::any_of(suspects_.begin(), suspects_.end(), [&](const Suspect& other) {
    return chained(other.hash, suspect.line) == suspect.hash || chained(chained(other.previous, other.line), suspect.line) == suspect.hash;
  });
}

/// Whether a line says what another one said.
bool Trail::holds(const Suspect& suspect, const Suspect& other) const {
  Line moved = suspect.line;
  moved.number = other.line.number;
  const auto fits = [&](std::string_view previous) {
    const std::string hash = chained(previous, moved);
    return hash == suspect.hash || hash == other.hash;
  };
  return fits(other.previous) || std::any_of(suspects_.begin(), suspects_.end(), [&](const Suspect& one) { return fits(one.hash); });
}

void Trail::judge_suspects() {
  std::vector<const Suspect*> touched;
  for (const Suspect& one : suspects_) {
    const bool excused = one.after_a_gap || (suspects_.size() <= most_compared && intact(one));
    if (!excused) touched.push_back(&one);
  }
  std::vector<const Suspect*> told;
  for (const Suspect* one : touched) {
    if (std::find(told.begin(), told.end(), one) != told.end()) continue;
    const auto twin = touched.size() > most_compared ? touched.end()
                                                     : std::find_if(touched.begin(), touched.end(), [&](const Suspect* other) {
                                                         return other != one && holds(*one, *other) && holds(*other, *one);
                                                       });
    if (twin == touched.end()) {
      found_.push_back({Harm::changed, one->line.number, one->line.number});
    } else {
      told.push_back(*twin);
      found_.push_back({Harm::swapped, one->line.number, (*twin)->line.number});
    }
  }
}

std::vector<Finding> Trail::end(const std::optional<Head>& head) {
  judge_suspects();
  if (head) {
    std::erase_if(found_, [&](const Finding& one) { return one.harm == Harm::removed && one.from > head->number; });
    for (Finding& one : found_)  // a gap that begins before the signed end and goes beyond it
      if (one.harm == Harm::removed) one.to = std::min(one.to, head->number);
    if (last_ < head->number) found_.push_back({Harm::cut, last_ + 1, head->number});
    else if (last_ > head->number) found_.push_back({Harm::added, head->number + 1, last_});
    else if (last_hash_ != head->hash && found_.empty()) found_.push_back({Harm::unsigned_, last_, last_});
  } else if (count_ > 0) {
    found_.push_back({Harm::unsigned_, last_, last_});
  }
  std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) { return a.from < b.from; });
  return found_;
}

std::string to_french(const Finding& finding) {
  const std::string lines = finding.from == finding.to ? fmt::format("ligne {}", finding.from)
                                                       : fmt::format("lignes {} à {}", finding.from, finding.to);
  switch (finding.harm) {
    case Harm::changed: return lines + " : changée";
    case Harm::swapped: return fmt::format("lignes {} et {} : échangées", finding.from, finding.to);
    case Harm::removed: return lines + " : retirée(s)";
    case Harm::cut: return lines + " : coupée(s) à la fin";
    case Harm::added: return lines + " : ajoutée(s) sans être signée(s)";
    case Harm::noticed:
      return lines + " : le service a constaté alors que la fin du journal n’était plus celle qu’il avait signée";
    case Harm::unsigned_: return lines + " : la fin du journal n’est pas signée par cette clé";
    case Harm::elsewhere: return lines + " : ce n’est plus celle de l’ancre";
  }
  return lines;
}

}  // namespace vigie::audit
