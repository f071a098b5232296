#include "identity/likeness.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

bool may_decide(const Person& person) {
  return person.mna != base::Tri::yes && person.birth && person.birth->ok() && !is_attributed(*person.birth);
}

bool share_nom(const Traits& a, const Traits& b) {
  return std::ranges::any_of(a.noms, [&](const Traits::Nom& ours) {
    return std::ranges::any_of(b.noms,
                               [&](const Traits::Nom& theirs) { return ours.joined == theirs.joined; });
  });
}

/// The same first prénom under one reading of both, and nothing against it in those that follow.
bool share_prenoms(const Traits& a, const Traits& b) {
  return std::ranges::any_of(a.readings, [&](const Reading& ours) {
    return std::ranges::any_of(b.readings, [&](const Reading& theirs) {
      return ours.first == theirs.first && rest_agrees(ours.rest, theirs.rest);
    });
  });
}

}  // namespace

std::vector<std::string> decisive_keys(const Person& person) {
  std::vector<std::string> keys;
  if (!may_decide(person)) return keys;
  const Traits traits(person);
  for (const auto& nom : traits.noms) {
    for (const auto& reading : traits.readings) {
      keys.push_back(fmt::format("{}|{}|{}", nom.joined, reading.first, base::to_text(*person.birth)));
    }
  }
  return keys;
}

bool is_decisive(const Traits& a, const Traits& b) {
  return may_decide(a.person) && may_decide(b.person) && *a.person.birth == *b.person.birth &&
         share_nom(a, b) && share_prenoms(a, b);
}

bool is_decisive(const Person& a, const Person& b) { return is_decisive(Traits(a), Traits(b)); }

}  // namespace vigie::identity
