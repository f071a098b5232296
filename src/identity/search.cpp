#include "identity/keys_detail.hpp"
#include "identity/likeness.hpp"
#include "identity/query_detail.hpp"
#include "identity/ranking_detail.hpp"

namespace vigie::identity {
namespace {

constexpr std::size_t most_explained = 200;  // minors, those found by the surest ways

struct Match {
  double score = 0;  // 1 the whole word, less for its beginning, 0.6 for its sound
  std::string_view reason;
};

std::string_view reason_of(KeySort sort, bool whole) {
  switch (sort) {
    case KeySort::nom_word:
      return "nom";
    case KeySort::prenom_word:
      return "prénom";
    case KeySort::surnom_word:
      return "surnom";
    case KeySort::nom_sound:
      return "nom proche à l'oreille";
    case KeySort::prenom_sound:
      return "prénom proche à l'oreille";
    case KeySort::surnom_sound:
      return "surnom proche à l'oreille";
    case KeySort::birth:
      return whole ? "date de naissance" : "année de naissance";
    case KeySort::phone:
      return "téléphone";
    case KeySort::handle:
      return "pseudo";
    default:
      return "";
  }
}

Match match_of(std::string_view probe, std::string_view key) {
  const auto sort = static_cast<KeySort>(key.front());
  const bool sound =
      sort == KeySort::nom_sound || sort == KeySort::prenom_sound || sort == KeySort::surnom_sound;
  const double part = static_cast<double>(probe.size() - 1) / static_cast<double>(key.size() - 1);
  return {sound ? 0.6 : 0.5 + part / 2, reason_of(sort, probe.size() == key.size())};
}

/// The best way in which one of a minor's sorted keys answers the term.
Match best_match(const Term& term, const std::vector<std::string>& keys) {
  Match best;
  for (const auto& probe : term.probes) {
    for (auto key = std::ranges::lower_bound(keys, probe.key);
         key != keys.end() && key->starts_with(probe.key); ++key) {
      if (!probe.prefix && *key != probe.key) break;
      const Match match = match_of(probe.key, *key);
      if (match.score > best.score) best = match;
    }
  }
  return best;
}

Likeness explain(const std::vector<Term>& terms, const std::vector<std::string>& keys) {
  Likeness likeness;
  for (const auto& term : terms) {
    const Match match = best_match(term, keys);
    likeness.score += match.score / static_cast<double>(terms.size());
    if (std::ranges::find(likeness.reasons, match.reason) == likeness.reasons.end()) {
      likeness.reasons.emplace_back(match.reason);
    }
  }
  return likeness;
}

/// Points by number of minor, 0 where some term finds nothing. Within a term the first way that finds counts:
/// whole words, then beginnings, then sounds.
template <class Dictionary>
std::vector<std::uint8_t> points_of(const Dictionary& dictionary, std::size_t size,
                                    const std::vector<Term>& terms) {
  std::vector<std::uint8_t> points(size), found(size);
  std::uint8_t round = 0;
  const auto count = [&](const std::vector<std::uint32_t>& numbers, std::uint8_t worth) {
    for (const std::uint32_t number : numbers) {
      if (found[number] != round) continue;
      ++found[number];
      points[number] = static_cast<std::uint8_t>(points[number] + worth);
    }
  };
  for (const auto& term : terms) {
    for (const auto& probe : term.probes) {
      const bool sound = !probe.prefix && probe.key.front() != static_cast<char>(KeySort::birth);
      const auto worth = static_cast<std::uint8_t>(sound ? 4 : 10);
      look_up(dictionary, probe.key, false, [&](const auto&, const auto& numbers) { count(numbers, worth); });
    }
    for (const auto& probe : term.probes) {
      if (probe.prefix)
        look_up(dictionary, probe.key, true, [&](const auto&, const auto& numbers) { count(numbers, 6); });
    }
    ++round;
  }
  for (std::size_t number = 0; number < size; ++number)
    points[number] = found[number] == round ? points[number] : 0;
  return points;
}

}  // namespace

std::vector<Candidate> Index::search(std::string_view query, std::size_t limit,
                                     const std::function<bool(base::MinorId)>& keep) const {
  std::vector<Candidate> found;
  const auto terms = parse_query(query);
  if (terms.empty()) return found;
  std::size_t explained = 0;
  for (const std::uint32_t number : rank(points_of(dictionary_, files_.size(), terms), 1)) {
    const File& file = files_[number];
    if (keep && !keep(file.minor)) continue;
    if (++explained > std::max(most_explained, limit)) break;
    std::vector<std::string> keys;
    for (const auto& told : file.told) std::ranges::move(keys_of(*told->traits), std::back_inserter(keys));
    std::ranges::sort(keys);
    found.push_back({file.minor, explain(terms, keys)});
  }
  keep_best(found, limit);
  return found;
}

}  // namespace vigie::identity
