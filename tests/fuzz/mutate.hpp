#pragma once
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::tests {

/// Damages texts that something should parse: bits, bytes, pieces taken out, doubled, moved between them, and words that
/// parsers trip on. The same seed gives the same texts: a round that fails is found again by its number.
class Mutator {
 public:
  Mutator(std::vector<std::string> sound, std::vector<std::string> words, std::uint64_t seed) : sound_(std::move(sound)), words_(std::move(words)), pick_(seed) {}

  std::string next() {
    std::string text = sound_[below(sound_.size())];
    for (std::size_t times = 1 + below(6); times > 0; --times) damage(text);
    if (text.size() > longest) text.resize(longest);
    return text;
  }

 private:
  static constexpr std::size_t longest = 20'000;
  std::size_t below(std::size_t end) { return end == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, end - 1)(pick_); }
  char byte() { return static_cast<char>(below(256)); }

  void damage(std::string& text) {
    const std::size_t at = below(text.size() + 1), length = below(std::min<std::size_t>(text.size() - at, 40) + 1);
    switch (below(8)) {
      case 0: if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8))); break;
      case 1: text.insert(text.begin() + static_cast<std::ptrdiff_t>(at), byte()); break;
      case 2: text.erase(at, length); break;
      case 3: { const std::string piece = text.substr(at, length); text.insert(at, piece); break; }
      case 4: { const std::string& other = sound_[below(sound_.size())]; const std::size_t from = below(other.size() + 1); text.replace(at, length, other.substr(from, below(60))); break; }
      case 5: if (at < text.size()) text[at] = byte(); break;
      case 6: text.erase(at); break;
      default: if (!words_.empty()) text.replace(at, below(3) == 0 ? length : 0, words_[below(words_.size())]);
    }
  }

  std::vector<std::string> sound_, words_;
  std::mt19937_64 pick_;
};

/// How many texts a target is given; VIGIE_FUZZ_ROUNDS asks for more, VIGIE_FUZZ_SEED for others.
inline std::uint64_t fuzz_setting(const char* name, std::uint64_t otherwise) {
  const char* told = std::getenv(name);
  return told ? std::strtoull(told, nullptr, 10) : otherwise;
}

/// Gives `look` that many damaged texts. What it must find true of each it checks itself; a crash, a leak or an overflow is
/// for the sanitizers to see.
template <class Look>
void fuzz(std::vector<std::string> sound, std::vector<std::string> words, const Look& look) {
  for (const std::string& text : sound) look(std::string_view(text));
  Mutator mutator(std::move(sound), std::move(words), fuzz_setting("VIGIE_FUZZ_SEED", 116'000));
  for (std::uint64_t left = fuzz_setting("VIGIE_FUZZ_ROUNDS", 20'000); left > 0; --left) {
    // Of its exact size and nothing more: what reads one byte beyond is seen.
    const std::string text = mutator.next();
    const std::vector<char> exact(text.begin(), text.end());
    look(std::string_view(exact.data(), exact.size()));
  }
}

}  // namespace vigie::tests
