#include "identity/likeness.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

/// "Inès" told as a surnom here and as a prénom there.
bool called_by_prenom(const Traits& surnamed, const Traits& named) {
  return std::ranges::any_of(surnamed.surnoms, [&](const std::string& surnom) {
    return std::ranges::find(named.prenoms, surnom) != named.prenoms.end();
  });
}

bool share_any(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

}  // namespace

void compare_contacts(const Traits& a, const Traits& b, Points& points) {
  if (share_any(a.phones, b.phones)) points.add(50, "même téléphone");
  int pseudo = 0;
  for (const auto& ours : a.accounts) {
    for (const auto& theirs : b.accounts) {
      if (ours.name != theirs.name) continue;
      const bool elsewhere =
          !ours.platform.empty() && !theirs.platform.empty() && ours.platform != theirs.platform;
      pseudo = std::max(pseudo, elsewhere ? 40 : 50);
    }
  }
  if (pseudo > 0) points.add(pseudo, pseudo == 50 ? "même pseudo" : "même pseudo, autre réseau");
  if (share_any(a.surnoms, b.surnoms)) {
    points.add(35, "même surnom");
  } else if (called_by_prenom(a, b) || called_by_prenom(b, a)) {
    points.add(20, "surnom connu comme prénom");
  }
}

Points compare_points(const Traits& a, const Traits& b) {
  if (is_decisive(a, b)) return {100, {"même nom", "même premier prénom", "même date de naissance"}};
  Points points;
  compare_names(a, b, points);
  compare_births(a.person, b.person, points);
  compare_contacts(a, b, points);
  points.total = std::clamp(points.total, 0, 99);
  return points;
}

Likeness likeness_of(const Points& points) {
  return {points.total / 100.0, {points.reasons.begin(), points.reasons.end()}};
}

Likeness compare(const Person& a, const Person& b) { return likeness_of(compare_points(Traits(a), Traits(b))); }

}  // namespace vigie::identity
