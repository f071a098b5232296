#include "cohort/taken.hpp"

#include <algorithm>

#include "cohort/invent_name.hpp"

namespace vigie::cohort {
namespace {

/// FNV-1a: the same on every machine, unlike std::hash.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ULL;
  return hash;
}

void add_keys(const Child& child, std::vector<std::uint64_t>& keys) {
  if (child.mna) return;
  const auto birth = base::to_text(child.birth);
  keys.push_back(hash_of(coarse_key(child.nom, child.prenoms) + birth));
  if (child.nom_usage.empty()) return;
  const auto other = hash_of(coarse_key(child.nom_usage, child.prenoms) + birth);
  if (other != keys.back()) keys.push_back(other);
}

}  // namespace

bool Taken::take(std::span<const Child> group) {
  std::vector<std::uint64_t> keys;
  for (const auto& child : group)
    if (!child.absences.empty()) add_keys(child, keys);
  std::sort(keys.begin(), keys.end());
  if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) return false;
  for (const auto key : keys)
    if (taken_.contains(key)) return false;
  taken_.insert(keys.begin(), keys.end());
  return true;
}

}  // namespace vigie::cohort
