#pragma once
// access: who someone is and what they may reach.
// 1. A Role answers "may this act be tried"; a Scope answers "on which minors". Both are asked, every time.
// 2. Roles cannot be left out: the type has no default. Public is said aloud.
// 3. Passwords are kept as argon2id; tokens and session ids as a digest. Neither can be read back.
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"

namespace vigie::access {

/// The six professions; the codes are those of accounts and of the API.
enum class Role : std::uint8_t { ecoutant, suivi, police, foyer, analyste, admin };
std::string_view to_text(Role role);
std::optional<Role> parse_role(std::string_view code);

/// Who may try an act: a set of roles, any signed-in account, or anybody.
class Roles {
 public:
  Roles() = delete;
  friend constexpr Roles any_of(std::initializer_list<Role> roles);
  friend constexpr Roles signed_in();
  friend constexpr Roles public_();
  friend constexpr Roles operator|(Roles some, Roles others) {
    return {static_cast<std::uint8_t>(some.bits_ | others.bits_), some.public_access_ || others.public_access_};
  }
  friend constexpr Roles operator&(Roles some, Roles others) {
    return {static_cast<std::uint8_t>(some.bits_ & others.bits_), some.public_access_ && others.public_access_};
  }
  /// Without these.
  friend constexpr Roles operator-(Roles some, Roles these) {
    return {static_cast<std::uint8_t>(some.bits_ & ~these.bits_), some.public_access_ && !these.public_access_};
  }
  constexpr bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role)) & 1u; }
  constexpr bool open() const { return public_access_; }

 private:
  constexpr Roles(std::uint8_t bits, bool open) : bits_(bits), public_access_(open) {}
  std::uint8_t bits_;
  bool public_access_;
};
constexpr Roles any_of(std::initializer_list<Role> roles) {
  std::uint8_t bits = 0;
  for (const Role role : roles) bits = static_cast<std::uint8_t>(bits | (1u << static_cast<unsigned>(role)));
  return {bits, false};
}
constexpr Roles signed_in() { return {0x3f, false}; }
constexpr Roles public_() { return {0x3f, true}; }

struct Policy;

/// A signed-in account.
struct Actor {
  base::AccountId account;
  std::string login;
  Role role = Role::analyste;
  base::OrganisationId organisation;
  std::string organisation_name;
  std::string departement = {};    // where its organisation works; empty: the whole country
  const Policy* policy = nullptr;  // that binds it; nullptr: the one that stands
  bool reads_only = false;         // came with a token limited to reading
};

/// On which minors an actor's reads bear; what of them, the policy says.
struct Scope {
  enum class Reach {
    none,          // admin: no file
    own_minors,    // foyer: minors about whom its organisation signed a declaration
    departement,   // ecoutant, suivi of an organisation that has one: minors known to it
    all,           // police; ecoutant, suivi of the whole country
    pseudonymous,  // analyste: every episode, no identity
  } reach = Reach::none;
  base::OrganisationId organisation;
  std::optional<Role> role = {};  // of who reads; none: the rules
  std::optional<base::AccountId> account = {};
  const Policy* policy = nullptr;
  std::string departement = {};
};
Scope scope_of(const Actor& actor);  // policy.cpp

}  // namespace vigie::access
