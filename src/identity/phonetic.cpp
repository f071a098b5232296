// How names sound in French, from left to right over a folded word. y reads as i, doubled letters as one, st
// and ste as saint and sainte. Then the first rule that fits, in the order of the table:
//  1. au, eau, ault → o; ai, ei, eu → e; ou → u; oi → ua; final eu, eux → 9.
//  2. Nasals, when no vowel follows: an, am, en, em → 2; in, ain, ein, un and their m forms → 1; on, om → 3.
//  3. c, k, q, qu, ck, hard g, gu → k; soft g, ge → j; gn → g; ch, sh, sch, tch → x, but k before l, n, r.
//  4. c before e or i, ç, sc, z → s; x → ks; ph → f; bv → v; w → u; h is silent; every other letter is
//  itself.
//  5. At the end, er → e and x is silent; then s, t, d are silent, and one e after them. At least two signs
//  stay.
// The key is a rough ear, not a transcription: it only has to give one key to spellings of one name.
#include "identity/likeness.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {
namespace {

enum class Next { any, end, soft, back, no_vowel };  // soft: e or i; back: a or o

struct Rule {
  std::string_view from;
  Next next;
  std::string_view to;
};

constexpr auto sound_rules = std::to_array<Rule>({
    {"eaux", Next::end, "o"},     {"eau", Next::any, "o"},      {"ault", Next::end, "o"},
    {"auld", Next::end, "o"},     {"aulx", Next::end, "o"},     {"aux", Next::end, "o"},
    {"au", Next::any, "o"},       {"oeu", Next::any, "e"},      {"eux", Next::end, "9"},
    {"eu", Next::end, "9"},       {"eu", Next::any, "e"},       {"oin", Next::no_vowel, "u1"},
    {"oi", Next::any, "ua"},      {"ou", Next::any, "u"},       {"on", Next::no_vowel, "3"},
    {"om", Next::no_vowel, "3"},  {"ain", Next::no_vowel, "1"}, {"aim", Next::no_vowel, "1"},
    {"ein", Next::no_vowel, "1"}, {"eim", Next::no_vowel, "1"}, {"ien", Next::no_vowel, "i1"},
    {"in", Next::no_vowel, "1"},  {"im", Next::no_vowel, "1"},  {"un", Next::no_vowel, "1"},
    {"um", Next::no_vowel, "1"},  {"an", Next::no_vowel, "2"},  {"am", Next::no_vowel, "2"},
    {"en", Next::no_vowel, "2"},  {"em", Next::no_vowel, "2"},  {"ai", Next::any, "e"},
    {"ei", Next::any, "e"},       {"er", Next::end, "e"},       {"tch", Next::any, "x"},
    {"sch", Next::any, "x"},      {"chael", Next::any, "kael"}, {"chl", Next::any, "kl"},
    {"chn", Next::any, "kn"},     {"chr", Next::any, "kr"},     {"ch", Next::any, "x"},
    {"sh", Next::any, "x"},       {"ph", Next::any, "f"},       {"cqu", Next::any, "k"},
    {"cq", Next::any, "k"},       {"ck", Next::any, "k"},       {"qu", Next::any, "k"},
    {"q", Next::any, "k"},        {"gn", Next::any, "g"},       {"gu", Next::soft, "k"},
    {"ge", Next::back, "j"},      {"je", Next::back, "j"},      {"g", Next::soft, "j"},
    {"g", Next::any, "k"},        {"sc", Next::soft, "s"},      {"c", Next::soft, "s"},
    {"c", Next::any, "k"},        {"bv", Next::any, "v"},       {"x", Next::end, ""},
    {"x", Next::any, "ks"},       {"z", Next::any, "s"},        {"w", Next::any, "u"},
    {"h", Next::any, ""},
});

bool fits(Next next, std::string_view after) {
  const char c = after.empty() ? '\0' : after.front();
  switch (next) {
    case Next::any:
      return true;
    case Next::end:
      return c == '\0';
    case Next::soft:
      return c == 'e' || c == 'i';
    case Next::back:
      return c == 'a' || c == 'o';
    case Next::no_vowel:
      return c == '\0' || std::string_view("aeiou").find(c) == std::string_view::npos;
  }
  return false;
}

void append_single(std::string& out, std::string_view more) {
  for (const char c : more) {
    if (out.empty() || out.back() != c) out += c;
  }
}

void drop_silent_end(std::string& sound) {
  while (sound.size() > 2 && std::string_view("std").find(sound.back()) != std::string_view::npos)
    sound.pop_back();
  if (sound.size() > 2 && sound.back() == 'e') sound.pop_back();
}

/// The rules whose pattern starts with a letter, in the order of the table: a name meets a few, not all.
const Rule* find_rule(std::string_view left) {
  static const auto by_letter = [] {
    std::array<std::vector<const Rule*>, 128> letters;
    for (const auto& rule : sound_rules) letters[static_cast<std::size_t>(rule.from.front())].push_back(&rule);
    return letters;
  }();
  for (const Rule* rule : by_letter[static_cast<std::size_t>(left.front()) % by_letter.size()]) {
    if (left.starts_with(rule->from) && fits(rule->next, left.substr(rule->from.size()))) return rule;
  }
  return nullptr;
}

std::string sound_of(std::string_view word) {
  if (word == "st") word = "saint";
  if (word == "ste") word = "sainte";
  std::string plain;
  for (const char c : word) append_single(plain, std::string_view(c == 'y' ? "i" : &c, 1));
  std::string sound;
  for (std::string_view left = plain; !left.empty();) {
    const Rule* rule = find_rule(left);
    append_single(sound, rule ? rule->to : left.substr(0, 1));
    left.remove_prefix(rule ? rule->from.size() : 1);
  }
  drop_silent_end(sound);
  return sound;
}

}  // namespace

std::string phonetic(std::string_view folded) {
  if (folded.find(' ') == std::string_view::npos) return sound_of(folded);
  std::string key;
  for (const auto& word : words_of(folded)) key += sound_of(word);
  return key;
}

}  // namespace vigie::identity
