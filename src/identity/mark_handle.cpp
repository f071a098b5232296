#include <array>

#include "identity/mark.hpp"
#include "identity/mark_detail.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {

namespace {

struct Platform {
  std::string_view told, name;
};
constexpr auto platforms = std::to_array<Platform>({{"snap", "snapchat"}, {"snapchat", "snapchat"}, {"insta", "instagram"}, {"ig", "instagram"},
                                                    {"instagram", "instagram"}, {"tiktok", "tiktok"}, {"tt", "tiktok"}, {"fb", "facebook"},
                                                    {"facebook", "facebook"}, {"messenger", "facebook"}, {"twitter", "x"}, {"x", "x"},
                                                    {"telegram", "telegram"}, {"tg", "telegram"}, {"whatsapp", "whatsapp"}, {"wa", "whatsapp"}});
constexpr std::size_t shortest_pseudo = 3;

std::string platform_of(std::string_view told) {
  const std::string letters = letters_and_digits(told);
  for (const Platform& one : platforms)
    if (one.told == letters) return std::string(one.name);
  return letters;
}

}  // namespace

std::string handle_mark(std::string_view platform, std::string_view pseudo) {
  const std::string name = handle_key(plain_text(pseudo));
  if (name.size() < shortest_pseudo || tells_nothing(letters_and_digits(name))) return {};
  if (const std::string number = phone_mark(name); !number.empty()) return {};  // an account by its number is that number
  return platform_of(platform).append(":").append(name);
}

}  // namespace vigie::identity
