#include "identity/keys_detail.hpp"
#include "identity/likeness.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

constexpr std::size_t most_words = 12;

using Keys = std::vector<std::string>;

void add_words(Keys& keys, KeySort sort, std::string_view name) {
  const auto plain = words_of(name), folded = folded_words(name);
  for (const auto& word : std::span(plain).first(std::min(plain.size(), most_words))) {
    keys.push_back(make_key(sort, word));
  }
  if (plain.size() > 1) keys.push_back(make_key(sort, joined(name)));
  if (folded.size() == plain.size()) return;
  for (const auto& word : std::span(folded).first(std::min(folded.size(), most_words))) {
    keys.push_back(make_key(sort, word));
  }
}

void add_sound(Keys& keys, KeySort sort, std::string_view folded) {
  const std::string sound = phonetic(folded.substr(0, 64));
  if (sound.size() > 1) keys.push_back(make_key(sort, sound));
}

/// The key of a name whose sound is known, unless it is too long for its sound to be the key's.
void add_known_sound(Keys& keys, KeySort sort, std::string_view folded, std::string_view sound) {
  if (folded.size() > 64) return add_sound(keys, sort, folded);
  if (sound.size() > 1) keys.push_back(make_key(sort, sound));
}

void add_ends(Keys& keys, KeySort head, KeySort tail, std::string_view folded) {
  if (folded.size() < 4) return;  // closeness() allows no wrong letter below four
  keys.push_back(make_key(head, folded.substr(0, 3)));
  keys.push_back(make_key(tail, folded.substr(folded.size() - 3)));
}

void add_names(Keys& keys, const Traits& traits) {
  for (const auto& nom : traits.noms) {
    add_known_sound(keys, KeySort::nom_sound, nom.joined, nom.sound);
    for (const auto& word : nom.words) add_sound(keys, KeySort::nom_sound, word);
    add_ends(keys, KeySort::nom_head, KeySort::nom_tail, nom.joined);
  }
  for (std::size_t i = 0; i < traits.readings.size(); ++i) {
    const Reading& reading = traits.readings[i];
    add_known_sound(keys, KeySort::prenom_sound, reading.first, traits.sounds[i]);
    add_ends(keys, KeySort::prenom_head, KeySort::prenom_tail, reading.first);
  }
  for (const auto& prenom : traits.prenoms) add_sound(keys, KeySort::prenom_sound, prenom);
  for (const auto& surnom : traits.surnoms) add_sound(keys, KeySort::surnom_sound, surnom);
}

}  // namespace

std::string make_key(KeySort sort, std::string_view text) {
  std::string key(1, static_cast<char>(sort));
  return key.append(text.substr(0, 32));
}

std::string birth_digits(base::Date date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::vector<std::string> keys_of(const Traits& traits) {
  const Person& person = traits.person;
  Keys keys;
  add_words(keys, KeySort::nom_word, person.nom);
  add_words(keys, KeySort::nom_word, person.nom_usage);
  add_words(keys, KeySort::prenom_word, person.prenoms);
  for (const auto& prenom : traits.prenoms) keys.push_back(make_key(KeySort::prenom_word, prenom));
  for (const auto& reading : traits.readings) keys.push_back(make_key(KeySort::prenom_word, reading.first));
  for (std::size_t i = 0; i < std::min(person.surnoms.size(), most_words); ++i) {
    add_words(keys, KeySort::surnom_word, person.surnoms[i]);
  }
  add_names(keys, traits);
  if (person.birth) keys.push_back(make_key(KeySort::birth, birth_digits(*person.birth)));
  for (const auto& phone : traits.phones) keys.push_back(make_key(KeySort::phone, phone));
  for (const auto& account : traits.accounts) keys.push_back(make_key(KeySort::handle, account.name));
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
  return keys;
}

}  // namespace vigie::identity
