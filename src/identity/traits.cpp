#include "base/text.hpp"
#include "identity/likeness.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

constexpr std::size_t most_traits = 12;  // of one answer; what follows is kept, not compared

void keep_first(std::vector<std::string>& words) {
  if (words.size() > most_traits) words.resize(most_traits);
}

void add_nom(std::vector<Traits::Nom>& noms, std::string_view nom) {
  Traits::Nom folded{joined(nom), {}, folded_words(nom)};
  if (folded.joined.empty() || is_placeholder(folded.joined)) return;
  if (!noms.empty() && noms.front().joined == folded.joined) return;
  keep_first(folded.words);
  folded.sound = phonetic(folded.joined);
  noms.push_back(std::move(folded));
}

template <class Texts, class ToKey>
std::vector<std::string> keys_from(const Texts& texts, ToKey to_key) {
  std::vector<std::string> keys;
  for (const auto& text : texts) {
    std::string key = to_key(text);
    if (!key.empty() && keys.size() < most_traits) keys.push_back(std::move(key));
  }
  return keys;
}

/// Edits between two names: letters added, dropped, changed, or neighbours swapped (optimal string
/// alignment).
std::size_t letters_off(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, 65>, 3> rows;  // closeness() compares at most 64 letters
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto &row = rows[i % 3], &last = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

Traits::Traits(const Person& told)
    : person(told), readings(readings_of(told.prenoms)), prenoms(prenoms_of(told.prenoms)) {
  add_nom(noms, told.nom);
  add_nom(noms, told.nom_usage);
  std::erase_if(readings, [](const Reading& reading) { return is_placeholder(reading.first); });
  for (const Reading& reading : readings) sounds.push_back(phonetic(reading.first));
  keep_first(prenoms);
  surnoms = keys_from(told.surnoms, joined);
  phones = keys_from(told.phones, phone_key);
  for (const auto& handle : told.handles) {
    std::string name = handle_key(handle.name);
    if (!name.empty() && accounts.size() < most_traits)
      accounts.push_back({joined(handle.platform), std::move(name)});
  }
}

std::string phone_key(std::string_view phone) {
  const std::string text = base::trim(phone);
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.starts_with("00")) digits.erase(0, 2);
  const bool abroad = text.starts_with('+') || text.starts_with("00") || digits.size() > 10;
  for (const std::string_view code : {"33", "262", "590", "594", "596"}) {
    if (!abroad || !digits.starts_with(code)) continue;
    const std::string_view national = std::string_view(digits).substr(code.size());
    if (national.size() == 9) return "0" + std::string(national);
    if (national.size() == 10 && national.front() == '0') return std::string(national);  // +33 (0)6 39…
  }
  return digits.size() < 6 ? std::string() : digits.substr(0, 20);
}

std::string handle_key(std::string_view pseudo) {
  std::string key = base::to_lower_ascii(base::trim(pseudo));
  std::erase_if(key, [](char c) { return c == ' '; });
  return key.substr(std::min(key.find_first_not_of('@'), key.size()));
}

bool is_placeholder(std::string_view joined_name) {
  static constexpr auto placeholders = std::to_array<std::string_view>(
      {"", "x", "xx", "xxx", "inconnu", "inconnue", "nc", "nsp", "snp", "anonyme", "sansnom", "sansprenom",
       "nonconnu", "noncommunique", "nonrenseigne", "neant"});
  return std::ranges::find(placeholders, joined_name) != placeholders.end();
}

bool is_attributed(base::Date date) {
  using namespace std::chrono;
  return (date.month() == January && date.day() == day{1}) ||
         (date.month() == December && date.day() == day{31});
}

Closeness closeness(Heard a, Heard b) {
  if (a.name.empty() || b.name.empty()) return Closeness::none;
  if (a.name == b.name) return Closeness::equal;
  const std::size_t shorter = std::min(a.name.size(), b.name.size()), longer = std::max(a.name.size(), b.name.size());
  if (longer > 64) return Closeness::none;
  if (a.sound == b.sound) return Closeness::sound;
  if (shorter < 4 || longer - shorter > 2) return Closeness::none;
  const std::size_t off = letters_off(a.name, b.name);
  if (off == 1) return Closeness::one_letter;
  return off == 2 && shorter >= 8 ? Closeness::two_letters : Closeness::none;
}

}  // namespace vigie::identity
