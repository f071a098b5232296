#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/text.hpp"
#include "identity/person.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {
namespace {

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

std::string in_capitals(std::string_view nom) {
  return to_utf8(icu::UnicodeString::fromUTF8(base::trim(nom)).toUpper(icu::Locale::getFrench()));
}

/// Prénoms keep the capitals they were told with, unless all letters are of one case, as typed in haste.
std::string capitalised(std::string_view prenoms) {
  const auto told = icu::UnicodeString::fromUTF8(base::trim(prenoms));
  auto lower = told, upper = told;
  lower.toLower(icu::Locale::getFrench());
  upper.toUpper(icu::Locale::getFrench());
  if (told != lower && told != upper) return to_utf8(told);
  icu::UnicodeString written;
  bool inside = false;
  for (std::int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
    const UChar32 c = lower.char32At(i);
    written.append(inside ? c : u_toupper(c));
    inside = u_isalpha(c) || u_getCombiningClass(c) != 0;
  }
  return to_utf8(written);
}

std::string nom_of(const Person& person) {
  if (person.nom.empty()) return in_capitals(person.nom_usage);
  if (person.nom_usage.empty() || joined(person.nom) == joined(person.nom_usage))
    return in_capitals(person.nom);
  return fmt::format("{} (usage {})", in_capitals(person.nom), in_capitals(person.nom_usage));
}

std::string surnoms_of(const Person& person) {
  std::string text;
  for (const auto& surnom : person.surnoms) {
    text += fmt::format("{}« {} »", text.empty() ? "" : ", ", base::trim(surnom));
  }
  return text;
}

}  // namespace

std::string display(const Person& person) {
  if (!person.named()) return "mineur inconnu";
  std::string name = nom_of(person);
  if (!person.prenoms.empty()) name += (name.empty() ? "" : ", ") + capitalised(person.prenoms);
  const std::string surnoms = surnoms_of(person);
  if (surnoms.empty()) return name;
  return name.empty() ? surnoms : fmt::format("{} ({})", name, surnoms);
}

}  // namespace vigie::identity
