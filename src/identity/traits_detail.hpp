#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "identity/person.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {

/// A phone number as it is compared: digits, national form ("+33 6 39…", "0033 6 39…", "06 39…" are one).
/// Empty with fewer than six digits. Overseas codes 262, 590, 594 and 596 are folded in the same way.
std::string phone_key(std::string_view phone);
/// A pseudo as it is compared: without a leading @, spaces or capitals.
std::string handle_key(std::string_view pseudo);

/// "X", "inconnu", "SNP"…: written where a name was not known; equal to nothing, itself included.
bool is_placeholder(std::string_view joined_name);
/// A birth date given by an administration for want of one: 1 January, 31 December.
bool is_attributed(base::Date date);

/// What compare() reads of a person, folded once.
struct Traits {
  explicit Traits(const Person& told);

  struct Nom {
    std::string joined;
    std::string sound;  // of joined
    std::vector<std::string> words;
  };
  struct Account {
    std::string platform, name;
  };
  const Person& person;
  std::vector<Nom> noms;  // nom, nom_usage
  std::vector<Reading> readings;
  std::vector<std::string> sounds;  // of the first prénom of each reading
  std::vector<std::string> prenoms;
  std::vector<std::string> surnoms;
  std::vector<std::string> phones;
  std::vector<Account> accounts;
};

enum class Closeness { none, two_letters, one_letter, sound, equal };
/// A folded name and its phonetic key.
struct Heard {
  std::string_view name, sound;
};
/// How close two folded names are: by ear, one letter off from four letters on, two from eight on (a letter
/// more, less, changed, or two neighbours swapped).
Closeness closeness(Heard a, Heard b);

/// The points of a comparison, in hundredths, and the reasons for them.
struct Points {
  int total = 0;
  std::vector<std::string_view> reasons;  // literals: most comparisons end with too few points to be told
  void add(int points, std::string_view reason) {
    total += points;
    reasons.push_back(reason);
  }
};
void compare_names(const Traits& a, const Traits& b, Points& points);
void compare_births(const Person& a, const Person& b, Points& points);
void compare_contacts(const Traits& a, const Traits& b, Points& points);

bool is_decisive(const Traits& a, const Traits& b);
/// In hundredths; 100 with its reasons when decisive, else at most 99.
Points compare_points(const Traits& a, const Traits& b);
struct Likeness;
Likeness likeness_of(const Points& points);

}  // namespace vigie::identity
