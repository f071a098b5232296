#pragma once
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "identity/person.hpp"

namespace vigie::identity {

/// Folds a name for comparison: no accents (œ→oe, ł→l, đ→d), lower case, hyphens, apostrophes and points as spaces,
/// particles (de, du, des, d, la, le, l, el, al, ben, bin, van, von) joined to what follows them, other scripts
/// transliterated; single spaces. "D'Ornéac-Le Gall" → "dorneac legall".
std::string fold(std::string_view name);
/// French phonetic key of a folded word: words that sound alike in French share it (Lefèvre, Lefebvre, Lefaivre).
std::string phonetic(std::string_view folded);
/// The folded spellings under which a first prénom may be written: "Jean-Pierre" → {"jean pierre" joined};
/// "Jean Pierre" → {"jean", "jeanpierre"}.
std::vector<std::string> first_prenom_keys(std::string_view prenoms);

/// Texts to digest and look up: two persons that share one may be decisively alike (is_decisive settles it).
/// Empty with mna: oui, an attributed birth date (01/01, 31/12), or any part missing.
std::vector<std::string> decisive_keys(const Person& person);
/// Invariant 3, both ways; when both tell several prénoms and the second differ, no (twins « Marie Anne », « Marie Lou »).
bool is_decisive(const Person& a, const Person& b);

/// How alike, 0 to 1, and why; each reason is French and tells no more than the kind of closeness
/// ("même nom", "jour et mois inversés", "une lettre d'écart sur le prénom", "même année de naissance seulement",
/// "âge estimé compatible", "nom et prénom inversés", "même téléphone", "même surnom", "nom proche à l'oreille"…).
struct Likeness {
  double score = 0;
  std::vector<std::string> reasons;
};
Likeness compare(const Person& a, const Person& b);

struct Traits;  // a person, folded once
struct Points;  // a comparison, before its reasons are put into words

struct Candidate {
  base::MinorId minor;
  Likeness likeness;
};

/// Every person told of every minor, in memory, for candidates and search. Follows each act; undone with it.
/// Not thread-safe by itself: the caller holds a lock.
class Index {
 public:
  void add(base::MinorId minor, base::DeclarationId source, Person person);
  void remove(base::DeclarationId source);
  /// Minors that may be this person, best first, score at least 0.5; `keep` filters before `limit`.
  std::vector<Candidate> candidates(const Person& person, std::size_t limit,
                                    const std::function<bool(base::MinorId)>& keep) const;
  /// Minors found by what a person typed: any part of a name or nickname (folded, prefixes, phonetics), a date
  /// (12/03/2010, 2010-03-12, 2010), a phone number (any notation), a handle. Every word must find something.
  std::vector<Candidate> search(std::string_view query, std::size_t limit,
                                const std::function<bool(base::MinorId)>& keep) const;
  /// All that was told of a minor, in the order told.
  std::vector<const Person*> told(base::MinorId minor) const;
  std::size_t minors() const;

 private:
  // A minor has a number; the dictionary gives the numbers under each key of its persons (words, sounds, ends
  // of names, dates, phones, handles), in order. Keys vote, the minors with most votes are compared: no full
  // scans.
  struct Told {
    base::DeclarationId source;
    Person person;
    std::shared_ptr<const Traits> traits = {};  // of that person: folded once, not at each comparison
  };
  struct File {
    base::MinorId minor;
    std::vector<std::unique_ptr<Told>> told;  // in the order told
  };
  using Dictionary = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

  std::uint32_t number_of(base::MinorId minor);
  void forget(std::uint32_t number, const Told& gone);
  Points best_points(const Traits& traits, std::uint32_t number) const;
  std::vector<std::uint8_t> vote(const Traits& traits) const;

  std::vector<File> files_;
  std::vector<std::uint32_t> free_;  // numbers of minors of whom nothing is told any more
  std::unordered_map<base::MinorId, std::uint32_t> numbers_;
  std::unordered_multimap<base::DeclarationId, std::uint32_t> sources_;
  Dictionary dictionary_;
};

}  // namespace vigie::identity
