#include "identity/keys_detail.hpp"
#include "identity/likeness.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {

std::uint32_t Index::number_of(base::MinorId minor) {
  const auto [found, is_new] = numbers_.try_emplace(minor, 0);
  if (!is_new) return found->second;
  if (free_.empty()) {
    found->second = static_cast<std::uint32_t>(files_.size());
    files_.emplace_back();
  } else {
    found->second = free_.back();
    free_.pop_back();
  }
  files_[found->second].minor = minor;
  return found->second;
}

void Index::add(base::MinorId minor, base::DeclarationId source, Person person) {
  const std::uint32_t number = number_of(minor);
  auto one_more = std::make_unique<Told>(Told{source, std::move(person)});
  one_more->traits = std::make_shared<const Traits>(one_more->person);
  for (const auto& key : keys_of(*one_more->traits)) {
    auto& numbers = dictionary_[key];
    const auto at = std::ranges::lower_bound(numbers, number);
    if (at == numbers.end() || *at != number) numbers.insert(at, number);
  }
  auto& told = files_[number].told;
  const auto at = std::ranges::upper_bound(told, one_more->person.told_at, {},
                                           [](const auto& one) { return one->person.told_at; });
  told.insert(at, std::move(one_more));
  sources_.emplace(source, number);
}

void Index::remove(base::DeclarationId source) {
  const auto [first, last] = sources_.equal_range(source);
  std::vector<std::uint32_t> numbers;
  for (auto it = first; it != last; ++it) numbers.push_back(it->second);
  sources_.erase(first, last);
  for (const std::uint32_t number : numbers) {
    auto& told = files_[number].told;
    const auto at = std::ranges::find(told, source, [](const auto& one) { return one->source; });
    const std::unique_ptr<Told> gone = std::move(*at);
    told.erase(at);
    forget(number, *gone);
  }
}

/// Drops the keys that only the person who is gone had, and the minor when nothing else is told.
void Index::forget(std::uint32_t number, const Told& gone) {
  auto& file = files_[number];
  std::vector<std::string> kept;
  for (const auto& told : file.told) {
    for (auto& key : keys_of(*told->traits)) kept.push_back(std::move(key));
  }
  std::ranges::sort(kept);
  for (const auto& key : keys_of(*gone.traits)) {
    if (std::ranges::binary_search(kept, key)) continue;
    const auto entry = dictionary_.find(key);
    const auto at = std::ranges::lower_bound(entry->second, number);
    entry->second.erase(at);
    if (entry->second.empty()) dictionary_.erase(entry);
  }
  if (!file.told.empty()) return;
  numbers_.erase(file.minor);
  file = File{};
  free_.push_back(number);
}

std::vector<const Person*> Index::told(base::MinorId minor) const {
  std::vector<const Person*> persons;
  const auto number = numbers_.find(minor);
  if (number == numbers_.end()) return persons;
  for (const auto& told : files_[number->second].told) persons.push_back(&told->person);
  return persons;
}

std::size_t Index::minors() const { return numbers_.size(); }

}  // namespace vigie::identity
