#include "access/role.hpp"

namespace vigie::access {

namespace {
constexpr std::pair<Role, std::string_view> codes[] = {
    {Role::ecoutant, "ecoutant"}, {Role::suivi, "suivi"},       {Role::police, "police"},
    {Role::foyer, "foyer"},       {Role::analyste, "analyste"}, {Role::admin, "admin"}};
}

std::string_view to_text(Role role) { return codes[static_cast<std::size_t>(role)].second; }

std::optional<Role> parse_role(std::string_view code) {
  for (const auto& [role, text] : codes)
    if (text == code) return role;
  return std::nullopt;
}

}  // namespace vigie::access
