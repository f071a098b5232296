#include "identity/ranking_detail.hpp"

namespace vigie::identity {

std::vector<std::uint32_t> rank(const std::vector<std::uint8_t>& votes, std::uint8_t least) {
  std::array<std::uint32_t, 256> place{};  // where the next number with so many votes goes
  for (const std::uint8_t count : votes) ++place[count];
  std::uint32_t total = 0;
  for (std::size_t count = 255; count >= std::max<std::size_t>(least, 1); --count) {
    total += std::exchange(place[count], total);
  }
  std::vector<std::uint32_t> ranked(total);
  for (std::uint32_t number = 0; number < votes.size(); ++number) {
    if (votes[number] >= std::max<std::uint8_t>(least, 1)) ranked[place[votes[number]]++] = number;
  }
  return ranked;
}

void keep_best(std::vector<Candidate>& candidates, std::size_t limit) {
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return a.likeness.score != b.likeness.score ? a.likeness.score > b.likeness.score : a.minor < b.minor;
  });
  if (candidates.size() > limit) candidates.resize(limit);
}

}  // namespace vigie::identity
