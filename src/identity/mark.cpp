#include "identity/mark.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>

#include "base/error.hpp"
#include "identity/mark_detail.hpp"
#include "identity/spelling_detail.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {

namespace {

constexpr std::string_view mark_codes[] = {"telephone", "compte", "plaque", "adresse", "accompagnant", "enfant"};

}  // namespace

std::string_view to_text(MarkKind kind) { return mark_codes[static_cast<std::size_t>(kind)]; }

std::optional<MarkKind> parse_mark_kind(std::string_view code) {
  for (std::size_t i = 0; i < std::size(mark_codes); ++i)
    if (mark_codes[i] == code) return static_cast<MarkKind>(i);
  return std::nullopt;
}

std::string_view purpose_of(MarkKind kind) {
  switch (kind) {
    case MarkKind::phone: return "mark-phone";
    case MarkKind::handle: return "mark-handle";
    case MarkKind::plate: return "mark-plate";
    case MarkKind::address: return "mark-address";
    case MarkKind::companion:
    case MarkKind::child: break;
  }
  return "mark-name";
}

std::string plain_text(std::string_view told) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status) || !folding) throw base::Fault("ICU normalisation is not available");
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(told.data(), static_cast<std::int32_t>(told.size())));
  const icu::UnicodeString plain = folding->normalize(text, status);
  if (U_FAILURE(status)) return {};
  std::string utf8;
  return plain.toUTF8String(utf8);
}

std::string letters_and_digits(std::string_view told) { return joined(plain_text(told)); }

bool tells_nothing(std::string_view letters) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"aucun", "aucune", "non", "oui", "masque", "numeromasque", "cache", "prive", "numeroprive", "nesaitpas", "saitpas", "pasdetelephone", "pas", "sans", "rien",
       "idem", "test", "unknown", "none", "null", "na", "vide", "secret", "confidentiel", "illisible", "autre", "nonconnue", "anonymous"});
  return is_placeholder(letters) || std::find(words.begin(), words.end(), letters) != words.end();
}

}  // namespace vigie::identity
