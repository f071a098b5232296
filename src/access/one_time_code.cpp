#include "access/one_time_code.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace vigie::access {

namespace {

constexpr std::size_t secret_size = 20, digits = 6, recovery_size = 10, recovery_count = 10, group = 4;
constexpr std::int64_t step_seconds = 30;
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void start_oath() {
  static const int started = oath_init();
  if (started != OATH_OK) throw base::Fault("liboath does not start");
}

std::string to_base32(std::string_view bytes) {
  start_oath();
  char* text = nullptr;
  if (oath_base32_encode(bytes.data(), bytes.size(), &text, nullptr) != OATH_OK) throw base::Fault("liboath: base32");
  const std::unique_ptr<char, decltype(&std::free)> owned(text, &std::free);
  return owned.get();
}

std::string in_groups(std::string_view text, char between) {
  std::string grouped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % group == 0) grouped.push_back(between);
    grouped.push_back(text[i]);
  }
  return grouped;
}

std::string code_of(std::string_view secret, std::int64_t step) {
  start_oath();
  std::array<char, digits + 1> code{};
  const int made = oath_totp_generate(secret.data(), secret.size(), static_cast<time_t>(step * step_seconds), OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
                                      OATH_TOTP_DEFAULT_START_TIME, digits, code.data());
  if (made != OATH_OK) throw base::Fault("liboath: totp");
  return code.data();
}

}  // namespace

std::string make_code_secret() { return base::random_bytes(secret_size); }

std::string show_code_secret(std::string_view secret) { return in_groups(to_base32(secret), ' '); }

std::string to_otpauth(std::string_view secret, std::string_view login) {
  std::string name;
  for (const char c : login)
    if (c == '@') name += "%40";
    else name.push_back(c);
  return fmt::format("otpauth://totp/Vigie:{}?secret={}&issuer=Vigie", name, to_base32(secret));
}

std::optional<std::int64_t> find_step(std::string_view secret, std::string_view code, base::Instant now, std::int64_t last_step) {
  std::string typed(code);
  std::erase(typed, ' ');
  if (typed.size() != digits) return std::nullopt;
  const std::int64_t present = now.ms / 1000 / step_seconds;
  std::optional<std::int64_t> found;
  for (std::int64_t step = present - 1; step <= present + 1; ++step)
    if (base::equal_in_constant_time(code_of(secret, step), typed) && step > last_step && !found) found = step;
  return found;
}

std::vector<std::string> make_recovery_codes() {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < recovery_count; ++i) codes.push_back(in_groups(to_base32(base::random_bytes(recovery_size)), '-'));
  return codes;
}

std::optional<std::string> read_recovery_code(std::string_view typed) {
  std::string plain;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '0') c = 'O';
    if (c == '1') c = 'I';
    if (base32_letters.find(c) == base32_letters.npos) return std::nullopt;
    plain.push_back(c);
  }
  if (plain.size() != recovery_size * 8 / 5) return std::nullopt;
  return in_groups(plain, '-');
}

}  // namespace vigie::access
