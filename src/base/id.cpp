#include "base/id.hpp"

#include <cstring>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace vigie::base {

namespace {
/// Ten random bytes; the system is asked for those of many ids at once. An id is no secret.
std::string_view ten_random_bytes() {
  thread_local std::string many;
  thread_local std::size_t given = 0;
  if (given == many.size()) {
    many = random_bytes(640);
    given = 0;
  }
  return std::string_view(many).substr(std::exchange(given, given + 10), 10);
}
}  // namespace

Uuid make_uuid(Instant now) {
  const std::string_view random = ten_random_bytes();
  Uuid uuid{};
  for (unsigned i = 0; i < 6; ++i)
    uuid[i] = static_cast<std::uint8_t>((static_cast<std::uint64_t>(now.ms) >> (40 - 8 * i)) & 0xff);
  std::memcpy(uuid.data() + 6, random.data(), 10);
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0f) | 0x70);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3f) | 0x80);
  return uuid;
}

std::string to_text(const Uuid& uuid) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text(36, '-');
  std::size_t at = 0;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) ++at;
    text[at++] = digits[uuid[i] >> 4];
    text[at++] = digits[uuid[i] & 0xf];
  }
  return text;
}

namespace {
/// The value of each hexadecimal digit, in either case; -1 of anything else. A table: every row that is read has ids.
constexpr std::array<std::int8_t, 256> hex_digits = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i)
    values[static_cast<std::size_t>('a' + i)] = values[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
  return values;
}();
int hex_digit(char c) { return hex_digits[static_cast<unsigned char>(c)]; }

// Crockford's alphabet: no I, L, O, U, which the ear or the eye takes for others.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int symbol_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto place = alphabet.find(c);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

// Luhn mod 32: finds every single wrong character and nearly every swap of neighbours.
char check_character(std::string_view symbols) {
  int sum = 0;
  bool twice = true;
  for (auto c = symbols.rbegin(); c != symbols.rend(); ++c, twice = !twice) {
    const int product = symbol_of(*c) * (twice ? 2 : 1);
    sum += product / 32 + product % 32;
  }
  return alphabet[static_cast<std::size_t>((32 - sum % 32) % 32)];
}

std::string written(char prefix, std::string_view seven) {
  std::string text{prefix};
  text += '-';
  text += seven.substr(0, 4);
  text += '-';
  text += seven.substr(4);
  text += check_character(seven);
  return text;
}
}  // namespace

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid{};
  std::size_t byte = 0;
  for (std::size_t i = 0; i < 36;) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i++] != '-') return std::nullopt;
      continue;
    }
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid[byte++] = static_cast<std::uint8_t>(high * 16 + low);
    i += 2;
  }
  return uuid;
}

std::string make_reference(char prefix, const Uuid& seed) {
  std::uint64_t bits = 0;
  for (std::size_t i = 11; i < 16; ++i) bits = bits << 8 | seed[i];  // the last 40 bits are random
  std::string seven;
  for (int i = 0; i < 7; ++i, bits >>= 5) seven += alphabet[bits & 31];
  return written(prefix, seven);
}

std::optional<std::string> parse_reference(std::string_view typed) {
  std::string symbols;
  char prefix = 0;
  for (const char c : typed) {
    if (c == ' ' || c == '-' || c == '.') continue;
    if (prefix == 0) {
      prefix = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      if (prefix != 'M' && prefix != 'E') return std::nullopt;
      continue;
    }
    const int symbol = symbol_of(c);
    if (symbol < 0) return std::nullopt;
    symbols += alphabet[static_cast<std::size_t>(symbol)];
  }
  if (symbols.size() != 8) return std::nullopt;
  const std::string_view seven = std::string_view(symbols).substr(0, 7);
  if (check_character(seven) != symbols[7]) return std::nullopt;
  return written(prefix, seven);
}

}  // namespace vigie::base
