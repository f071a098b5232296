#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "identity/person.hpp"

namespace vigie::identity {

struct Traits;

/// What a key of the index says of a person; the first character of the key. Heads and tails are the first
/// and last three letters of a whole name, so that a wrong letter leaves one of them.
enum class KeySort : char {
  nom_word = 'N',
  prenom_word = 'P',
  surnom_word = 'S',
  nom_sound = 'n',
  prenom_sound = 'p',
  surnom_sound = 's',
  nom_head = '<',
  nom_tail = '>',
  prenom_head = '(',
  prenom_tail = ')',
  birth = '#',
  phone = '+',
  handle = '@',
};

/// At most 32 bytes of `text` after the sort.
std::string make_key(KeySort sort, std::string_view text);
/// "20100312".
std::string birth_digits(base::Date date);
/// The keys of a person, sorted, each once.
std::vector<std::string> keys_of(const Traits& traits);

/// Calls `found` with the minors under a key, or under every key that starts with it.
template <class Dictionary, class Found>
void look_up(const Dictionary& dictionary, std::string_view key, bool prefix, Found found) {
  for (auto it = dictionary.lower_bound(key); it != dictionary.end(); ++it) {
    if (!std::string_view(it->first).starts_with(key) || (!prefix && it->first.size() != key.size())) return;
    found(it->first, it->second);
  }
}

}  // namespace vigie::identity
