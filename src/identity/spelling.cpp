#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/error.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {
namespace {

using Spelled = std::array<char, 8>;  // zero-terminated

std::unique_ptr<icu::Transliterator> transliterator(std::string_view first) {
  const std::string rules =
      std::string(first) + "NFKC; NFD; [:M:] Remove; [:Lm:] Remove; NFC; Latin-ASCII; Lower";
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(rules), UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made) throw base::Fault("ICU transliteration is not available");
  return made;
}

char spell_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') return c;
  if (c == '\'' || c == '`') return '\'';
  return c == ',' || c == ';' || c == '/' ? ',' : ' ';
}

bool is_apostrophe(char32_t c) {
  return c == 0xB4 || c == 0x2B9 || c == 0x2BB || c == 0x2BC || c == 0x2018 || c == 0x2019 || c == 0x2032;
}
bool is_hyphen(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2D7; }
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

/// Latin letters, marks and general punctuation are spelled from a table, made once from ICU's own rules, so
/// that the quick way and the general way cannot disagree.
class LatinTable {
 public:
  static const LatinTable& get() {
    static const LatinTable table;
    return table;
  }
  const Spelled* find(char32_t c) const {
    if (c < 0x370) return &spelled_[c];
    if (c >= 0x1E00 && c < 0x1F00) return &spelled_[c - 0x1E00 + 0x370];
    if (c >= 0x2000 && c < 0x2070) return &spelled_[c - 0x2000 + 0x470];
    return nullptr;
  }

 private:
  LatinTable() {
    const auto rules = transliterator("");
    for (char32_t c = 0; c < 0x2070; ++c) {
      if (find(c)) spelled_[static_cast<std::size_t>(find(c) - spelled_.data())] = spell_one(*rules, c);
    }
  }
  static Spelled spell_one(const icu::Transliterator& rules, char32_t c) {
    if (is_apostrophe(c)) return {'\''};
    if (is_hyphen(c)) return {'-'};
    if (is_invisible(c)) return {};
    if (c < 0x80) return {spell_ascii(static_cast<char>(c))};
    icu::UnicodeString text(static_cast<UChar32>(c));
    rules.transliterate(text);
    Spelled spelled{};
    for (std::int32_t i = 0; i < text.length() && i < 7; ++i) {
      spelled[static_cast<std::size_t>(i)] = text[i] < 0x80 ? spell_ascii(static_cast<char>(text[i])) : ' ';
    }
    return spelled;
  }
  std::array<Spelled, 0x370 + 0x100 + 0x70> spelled_{};
};

/// What no table knows: another script. A letter that ICU cannot write in Latin keeps its number, "u0f40".
void spell_other(icu::UnicodeString& run, std::string& out) {
  if (run.isEmpty()) return;
  thread_local const auto rules = transliterator("NFKC; Any-Latin; ");
  rules->transliterate(run);
  for (std::int32_t i = 0; i < run.length(); i = run.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(run.char32At(i));
    if (const Spelled* spelled = LatinTable::get().find(c)) {
      out += spelled->data();
    } else if (!is_invisible(c)) {
      out += u_isalnum(static_cast<UChar32>(c)) ? fmt::format("u{:04x}", static_cast<std::uint32_t>(c)) : " ";
    }
  }
  run.remove();
}

/// The character that starts at `at`, which moves past it; a stray byte reads as a space.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  if (more == 0) return U' ';
  char32_t c = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u) return U' ';
    c = (c << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  }
  return c;
}

}  // namespace

std::string spell(std::string_view name) {
  const LatinTable& table = LatinTable::get();
  std::string out;
  out.reserve(name.size() + 4);
  icu::UnicodeString other;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_character(name, at);
    const Spelled* spelled = table.find(c);
    if (!spelled) {
      other.append(static_cast<UChar32>(c));
      continue;
    }
    spell_other(other, out);
    out += spelled->data();
  }
  spell_other(other, out);
  return out;
}

}  // namespace vigie::identity
