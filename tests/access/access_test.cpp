#include <doctest/doctest.h>

#include "access/password.hpp"
#include "access/role.hpp"

using namespace vigie::access;

TEST_CASE("a password of fewer than eight characters is refused, accents count once") {
  CHECK_FALSE(check_password("septcar").ok());
  CHECK_FALSE(check_password("ééééééé").ok());
  CHECK(check_password("éééééééé").ok());
  CHECK(check_password("phrase de passe").ok());
  CHECK_FALSE(check_password(std::string(2000, 'a')).ok());
}

TEST_CASE("a hash tells the right password from a wrong one and never contains it") {
  const std::string hash = hash_password("une phrase de nuit");
  CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK(hash.find("nuit") == std::string::npos);
  CHECK(verify_password(hash, "une phrase de nuit"));
  CHECK_FALSE(verify_password(hash, "une phrase de jour"));
}

TEST_CASE("two tokens differ and their digests do not give them back") {
  const std::string a = make_token(), b = make_token();
  CHECK(a != b);
  CHECK(a.size() > 40);
  CHECK(digest_token(a) == digest_token(a));
  CHECK(digest_token(a) != digest_token(b));
}

TEST_CASE("a set of roles has the roles it names and no other") {
  constexpr Roles some = any_of({Role::police, Role::suivi});
  CHECK(some.has(Role::police));
  CHECK_FALSE(some.has(Role::foyer));
  CHECK_FALSE(some.open());
  CHECK(public_().open());
  CHECK_FALSE(parse_role("POLICE"));
  for (const Role role : {Role::ecoutant, Role::suivi, Role::police, Role::foyer, Role::analyste, Role::admin})
    CHECK(parse_role(to_text(role)) == role);
}

TEST_CASE("an admin reaches no file and an analyst no identity") {
  Actor actor;
  actor.role = Role::admin;
  CHECK(scope_of(actor).reach == Scope::Reach::none);
  actor.role = Role::analyste;
  CHECK(scope_of(actor).reach == Scope::Reach::pseudonymous);
  actor.role = Role::foyer;
  CHECK(scope_of(actor).reach == Scope::Reach::own_minors);
}
