#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

struct Wording {
  int points;
  std::string_view reason;
};

Wording nom_wording(Closeness closeness) {
  switch (closeness) {
    case Closeness::equal:
      return {40, "même nom"};
    case Closeness::sound:
      return {32, "nom proche à l'oreille"};
    case Closeness::one_letter:
      return {32, "une lettre d'écart sur le nom"};
    case Closeness::two_letters:
      return {25, "deux lettres d'écart sur le nom"};
    case Closeness::none:
      break;
  }
  return {-10, "nom différent"};
}

Wording prenom_wording(Closeness closeness) {
  switch (closeness) {
    case Closeness::equal:
      return {30, "même prénom"};
    case Closeness::sound:
      return {23, "prénom proche à l'oreille"};
    case Closeness::one_letter:
      return {23, "une lettre d'écart sur le prénom"};
    case Closeness::two_letters:
      return {18, "deux lettres d'écart sur le prénom"};
    case Closeness::none:
      break;
  }
  return {-10, "prénom différent"};
}

bool share_word(const Traits::Nom& a, const Traits::Nom& b) {
  return std::ranges::any_of(a.words, [&](const std::string& word) {
    return word.size() >= 3 && std::ranges::find(b.words, word) != b.words.end();
  });
}

Wording closest_nom(const Traits& a, const Traits& b) {
  auto closest = Closeness::none;
  bool partly = false;
  for (const auto& ours : a.noms) {
    for (const auto& theirs : b.noms) {
      closest = std::max(closest, closeness({ours.joined, ours.sound}, {theirs.joined, theirs.sound}));
      partly = partly || share_word(ours, theirs);
    }
  }
  if (closest <= Closeness::two_letters && partly) return {25, "une partie du nom en commun"};
  return nom_wording(closest);
}

Wording closest_prenom(const Traits& a, const Traits& b) {
  auto closest = Closeness::none;
  bool against = true;  // those that follow an equal first prénom
  for (std::size_t i = 0; i < a.readings.size(); ++i) {
    for (std::size_t j = 0; j < b.readings.size(); ++j) {
      const Reading &ours = a.readings[i], &theirs = b.readings[j];
      closest = std::max(closest, closeness({ours.first, a.sounds[i]}, {theirs.first, b.sounds[j]}));
      if (ours.first == theirs.first && rest_agrees(ours.rest, theirs.rest)) against = false;
    }
  }
  if (closest == Closeness::equal && against) return {20, "même premier prénom, second différent"};
  if (closest != Closeness::none) return prenom_wording(closest);
  const bool shared = std::ranges::any_of(a.prenoms, [&](const std::string& prenom) {
    return std::ranges::find(b.prenoms, prenom) != b.prenoms.end();
  });
  return shared ? Wording{15, "un prénom en commun"} : prenom_wording(Closeness::none);
}

bool nom_is_prenom(const Traits& a, const Traits& b) {
  return std::ranges::any_of(a.noms, [&](const Traits::Nom& nom) {
    return std::ranges::any_of(b.readings,
                               [&](const Reading& reading) { return reading.first == nom.joined; });
  });
}

}  // namespace

void compare_names(const Traits& a, const Traits& b, Points& points) {
  const bool noms = !a.noms.empty() && !b.noms.empty();
  const bool prenoms = !a.readings.empty() && !b.readings.empty();
  const Wording nom = noms ? closest_nom(a, b) : Wording{0, ""};
  const Wording prenom = prenoms ? closest_prenom(a, b) : Wording{0, ""};
  if (nom.points <= 0 && prenom.points <= 0 && nom_is_prenom(a, b) && nom_is_prenom(b, a)) {
    return points.add(60, "nom et prénom inversés");
  }
  if (noms) points.add(nom.points, nom.reason);
  if (prenoms) points.add(prenom.points, prenom.reason);
}

}  // namespace vigie::identity
