#include "identity/keys_detail.hpp"
#include "identity/likeness.hpp"
#include "identity/ranking_detail.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

constexpr std::size_t compared_for_one = 6;  // minors compared for one candidate asked for: those with most votes
constexpr std::uint8_t least_votes = 25;    // less cannot reach the least score
constexpr int least_score = 50;  // hundredths

struct Vote {
  std::string key;
  std::uint8_t weight;
  bool prefix = false;
};

/// Rough points of compare(), key by key. A name is also looked for in the place of the other.
void add_votes(std::vector<Vote>& votes, const std::string& key) {
  const std::string rest = key.substr(1);
  const auto add = [&](KeySort sort, int weight) {
    votes.push_back({make_key(sort, rest), static_cast<std::uint8_t>(weight)});
  };
  switch (static_cast<KeySort>(key.front())) {
    case KeySort::nom_sound:
      return add(KeySort::nom_sound, 30), add(KeySort::prenom_sound, 20);
    case KeySort::prenom_sound:
      return add(KeySort::prenom_sound, 25), add(KeySort::nom_sound, 20);
    case KeySort::nom_head:
      return add(KeySort::nom_head, 15);
    case KeySort::nom_tail:
      return add(KeySort::nom_tail, 15);
    case KeySort::prenom_head:
      return add(KeySort::prenom_head, 10);
    case KeySort::prenom_tail:
      return add(KeySort::prenom_tail, 10);
    case KeySort::nom_word:
      return add(KeySort::nom_word, 5);
    case KeySort::prenom_word:
      return add(KeySort::prenom_word, 5), add(KeySort::surnom_word, 25);
    case KeySort::surnom_word:
      return add(KeySort::surnom_word, 35), add(KeySort::prenom_word, 25);
    case KeySort::phone:
      return add(KeySort::phone, 60);
    case KeySort::handle:
      return add(KeySort::handle, 60);
    case KeySort::surnom_sound:
    case KeySort::birth:
      return;
  }
}

void add_birth_votes(std::vector<Vote>& votes, base::Date birth) {
  using namespace std::chrono;
  const base::Date swapped{birth.year(), month{static_cast<unsigned>(birth.day())},
                           day{static_cast<unsigned>(birth.month())}};
  const std::string digits = birth_digits(birth);
  votes.push_back({make_key(KeySort::birth, digits), 30});
  if (swapped.ok() && swapped != birth)
    votes.push_back({make_key(KeySort::birth, birth_digits(swapped)), 22});
  votes.push_back({make_key(KeySort::birth, digits.substr(0, 4)), 8, true});
}

}  // namespace

/// Votes by number of minor, at most 255 each.
std::vector<std::uint8_t> Index::vote(const Traits& traits) const {
  std::vector<Vote> votes;
  for (const auto& key : keys_of(traits)) add_votes(votes, key);
  if (traits.person.birth) add_birth_votes(votes, *traits.person.birth);
  std::vector<std::uint8_t> counts(files_.size());
  for (const auto& vote : votes) {
    look_up(dictionary_, vote.key, vote.prefix,
            [&](const std::string&, const std::vector<std::uint32_t>& numbers) {
              for (const std::uint32_t number : numbers) {
                counts[number] = static_cast<std::uint8_t>(std::min(255, counts[number] + vote.weight));
              }
            });
  }
  return counts;
}

/// The closest of the persons told of a minor.
Points Index::best_points(const Traits& traits, std::uint32_t number) const {
  Points best;
  for (const auto& told : files_[number].told) {
    Points points = compare_points(traits, *told->traits);
    if (points.total > best.total) best = std::move(points);
  }
  return best;
}

std::vector<Candidate> Index::candidates(const Person& person, std::size_t limit,
                                         const std::function<bool(base::MinorId)>& keep) const {
  const Traits traits(person);
  std::vector<Candidate> candidates;
  std::size_t compared = 0;
  for (const std::uint32_t number : rank(vote(traits), least_votes)) {
    if (keep && !keep(files_[number].minor)) continue;
    if (++compared > compared_for_one * limit) break;
    const Points points = best_points(traits, number);
    if (points.total >= least_score) candidates.push_back({files_[number].minor, likeness_of(points)});
  }
  keep_best(candidates, limit);
  return candidates;
}

}  // namespace vigie::identity
