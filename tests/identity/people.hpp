#pragma once
#include <chrono>
#include <string>

#include "identity/likeness.hpp"

// Fictitious children; phone numbers come from the ranges kept for fiction.
namespace people {

namespace base = vigie::base;
using vigie::identity::Person;

inline constexpr base::Instant november{1'763'740'800'000};  // 2025-11-21T16:00:00Z

inline base::Date date(int year, unsigned month, unsigned day) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

inline Person person(std::string nom, std::string prenoms, std::optional<base::Date> birth = std::nullopt) {
  Person made;
  made.nom = std::move(nom);
  made.prenoms = std::move(prenoms);
  made.birth = birth;
  made.told_at = november;
  return made;
}

template <class Id>
Id id(std::uint8_t number) {
  Id made;
  made.bytes[15] = number;
  return made;
}
inline base::MinorId minor(std::uint8_t number) { return id<base::MinorId>(number); }
inline base::DeclarationId declaration(std::uint8_t number) { return id<base::DeclarationId>(number); }

}  // namespace people
