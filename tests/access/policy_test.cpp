// The policy against a table written out here: every kind of data, every profession, however what was told stands to it.
#include <doctest/doctest.h>

#include "access/policy.hpp"

using namespace vigie;
using namespace vigie::access;

namespace {

constexpr Role professions[] = {Role::ecoutant, Role::suivi, Role::police, Role::foyer, Role::analyste, Role::admin};
constexpr Hold holds[] = {Hold::own, Hold::given, Hold::hosted, Hold::departement, Hold::stranger};

/// For each profession, in the order above: what it reads (o own, g given, h of a minor it hosts, n of its département, s of a stranger), then w
/// when it writes it and u when an emergency opens it. p, d, a: under a pseudonym, dates alone, aggregated.
struct Expected {
  Data data;
  const char* of[6];
};
const Expected expected[] = {
    {Data::identity, {"oghn-w", "oghn-w", "oghns-w", "ogh-w", "p", ""}},
    {Data::circumstances, {"oghn-w", "oghn-w", "oghns-w", "og-w", "p", ""}},
    {Data::vital, {"o-wu", "og-wu", "oghns-w", "og-w", "a", ""}},
    {Data::health, {"o-wu", "og-wu", "og-wu", "og-w", "a", ""}},
    {Data::signs, {"oghn-w", "oghn-w", "oghns-w", "og-w", "p", ""}},
    {Data::caller, {"o-w", "o-w", "og-u", "", "", ""}},
    {Data::address, {"", "", "oghns-w", "o-w", "", ""}},
    {Data::fpr, {"d", "d", "oghns-w", "d", "d", ""}},
    {Data::absences, {"oghn-w", "oghn-w", "oghns-w", "ogh-w", "p", ""}},
    {Data::grounds, {"oghn", "oghn", "oghns-w", "", "", ""}},
    {Data::merges, {"", "", "oghns-w", "", "", ""}},
};

std::string seen(const Policy& policy, Data data, Role role) {
  std::string words;
  for (const Hold hold : holds)
    if (reads(policy, role, data, hold)) words += "oghns"[static_cast<int>(hold)];
  const Cell& cell = policy.at(data, role);
  if (cell.read == Reach::pseudonymous) words += "p";
  if (cell.read == Reach::dates) words += "d";
  if (cell.read == Reach::aggregated) words += "a";
  if (!writes(policy, role, data) && !cell.urgent) return words;
  return words + "-" + (writes(policy, role, data) ? "w" : "") + (cell.urgent ? "u" : "");
}

/// How many cells are not as written out.
int differences(const Policy& policy) {
  int wrong = 0;
  for (const Expected& row : expected)
    for (std::size_t i = 0; i < std::size(professions); ++i) wrong += seen(policy, row.data, professions[i]) != row.of[i];
  return wrong;
}

}  // namespace

TEST_CASE("each kind of data is open to each profession as written out here") {
  CHECK(std::size(expected) == kinds_of_data);
  for (const Expected& row : expected)
    for (std::size_t i = 0; i < std::size(professions); ++i) {
      CAPTURE(to_text(row.data));
      CAPTURE(to_text(professions[i]));
      CHECK(seen(standing_policy(), row.data, professions[i]) == row.of[i]);
    }
}

TEST_CASE("no cell of the policy changes in any way without being seen") {
  for (const Expected& row : expected)
    for (const Role role : professions) {
      const Cell stands = standing_policy().at(row.data, role);
      for (int reach = 0; reach <= static_cast<int>(Reach::all); ++reach)
        for (const bool write : {false, true})
          for (const bool urgent : {false, true}) {
            Policy bent = standing_policy();
            bent.at(row.data, role) = {static_cast<Reach>(reach), write, urgent};
            const bool same = static_cast<Reach>(reach) == stands.read && write == stands.write && urgent == stands.urgent;
            CHECK(differences(bent) == (same ? 0 : 1));
          }
    }
}

TEST_CASE("each line of the policy is in its place and cites its source") {
  for (std::size_t i = 0; i < kinds_of_data; ++i) {
    const Row& row = standing_policy().rows[i];
    CHECK(static_cast<std::size_t>(row.data) == i);
    CHECK(row.source.size() > 20);
    CHECK_FALSE(label_of(row.data).empty());
  }
}

TEST_CASE("an administrator reads and writes nothing of a child, an analyst nothing that names one") {
  for (const Row& row : standing_policy().rows) {
    CHECK(row.of[5].read == Reach::none);
    CHECK_FALSE(row.of[5].write);
    CHECK(row.of[4].read < Reach::own);
    CHECK_FALSE(row.of[4].write);
  }
}

TEST_CASE("the scope of an actor follows the policy that binds it") {
  Actor somebody;
  const auto reach = [&](Role role) {
    somebody.role = role;
    return scope_of(somebody).reach;
  };
  CHECK(reach(Role::police) == Scope::Reach::all);
  CHECK(reach(Role::foyer) == Scope::Reach::own_minors);
  CHECK(reach(Role::analyste) == Scope::Reach::pseudonymous);
  CHECK(reach(Role::admin) == Scope::Reach::none);
  CHECK(reach(Role::suivi) == Scope::Reach::all);
  somebody.departement = "69";
  CHECK(reach(Role::suivi) == Scope::Reach::departement);
  CHECK(reach(Role::ecoutant) == Scope::Reach::departement);
  CHECK(reach(Role::police) == Scope::Reach::all);
  CHECK(reach(Role::foyer) == Scope::Reach::own_minors);
  Policy closed = standing_policy();
  closed.at(Data::absences, Role::police).read = Reach::none;
  somebody.policy = &closed;
  CHECK(reach(Role::police) == Scope::Reach::none);
  CHECK(reads(Scope{Scope::Reach::all, {}}, Data::health, Hold::stranger));  // the rules hear everything
}

TEST_CASE("the code of a kind of data that no field may be of is not one for a form") {
  CHECK(parse_field_data("vital") == Data::vital);
  CHECK_FALSE(parse_field_data("fpr"));
  CHECK_FALSE(parse_field_data("sante"));
}
