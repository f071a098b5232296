#include "identity/likeness.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {
namespace {

constexpr auto particles = std::to_array<std::string_view>(
    {"de", "du", "des", "d", "la", "le", "l", "el", "al", "ben", "bin", "van", "von"});

bool is_particle(std::string_view word) { return std::ranges::find(particles, word) != particles.end(); }

std::vector<std::string> split_spelled(std::string_view spelled, std::string_view separators) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < spelled.size();) {
    const std::size_t end = std::min(spelled.find_first_of(separators, at), spelled.size());
    if (end > at) words.emplace_back(spelled.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// From the last word to the first, so that "de la tour" becomes one word. What two particles make ("d", "e"
/// → "de") may be a particle again: folding twice changes nothing.
std::vector<std::string> join_particles(std::vector<std::string> words) {
  std::vector<std::string> reversed;
  for (std::size_t i = words.size(); i-- > 0;) {
    std::string word = std::move(words[i]);
    while (is_particle(word) && !reversed.empty()) {
      word += reversed.back();
      reversed.pop_back();
    }
    reversed.push_back(std::move(word));
  }
  std::ranges::reverse(reversed);
  return reversed;
}

std::string without(std::string text, std::string_view dropped) {
  std::erase_if(text, [&](char c) { return dropped.find(c) != std::string_view::npos; });
  return text;
}

/// A hyphen with spaces around it is still a hyphen.
std::string tighten_hyphens(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' && !out.empty() && out.back() == '-') continue;
    if (c == '-') out.erase(out.find_last_not_of(" -") + 1);
    if (c != '-' || !out.empty()) out += c;
  }
  return out;
}

/// The prénoms before the first comma, then the others.
std::vector<std::vector<std::string>> chunks_of(std::string_view prenoms) {
  std::vector<std::vector<std::string>> chunks;
  for (const auto& chunk : split_spelled(without(spell(prenoms), "'"), ",")) {
    auto words = split_spelled(tighten_hyphens(chunk), " ");
    for (auto& word : words) word = without(std::move(word), "-");
    std::erase(words, "");
    if (!words.empty()) chunks.push_back(join_particles(std::move(words)));
  }
  return chunks;
}

std::vector<Reading> read(const std::vector<std::vector<std::string>>& chunks) {
  std::vector<Reading> readings;
  if (chunks.empty()) return readings;
  const auto& head = chunks.front();
  for (std::size_t taken = 1; taken <= std::min<std::size_t>(2, head.size()); ++taken) {
    Reading reading{head[0], {}};
    if (taken == 2) reading.first += head[1];
    reading.rest.assign(head.begin() + static_cast<std::ptrdiff_t>(taken), head.end());
    for (std::size_t i = 1; i < chunks.size(); ++i) {
      reading.rest.insert(reading.rest.end(), chunks[i].begin(), chunks[i].end());
    }
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) { return split_spelled(spell(name), " ',-"); }

std::vector<std::string> folded_words(std::string_view name) { return join_particles(words_of(name)); }

std::string joined(std::string_view name) { return without(spell(name), " ',-"); }

std::string fold(std::string_view name) { return fmt::format("{}", fmt::join(folded_words(name), " ")); }

std::vector<Reading> readings_of(std::string_view prenoms) { return read(chunks_of(prenoms)); }

std::vector<std::string> prenoms_of(std::string_view prenoms) {
  std::vector<std::string> all;
  for (auto& chunk : chunks_of(prenoms)) {
    for (auto& prenom : chunk) all.push_back(std::move(prenom));
  }
  return all;
}

bool rest_agrees(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  for (const auto& ours : read({a})) {
    for (const auto& theirs : read({b})) {
      if (ours.first == theirs.first) return true;
    }
  }
  return false;
}

std::vector<std::string> first_prenom_keys(std::string_view prenoms) {
  std::vector<std::string> keys;
  for (auto& reading : readings_of(prenoms)) keys.push_back(std::move(reading.first));
  return keys;
}

}  // namespace vigie::identity
