#include <fmt/format.h>

#include <array>
#include <span>
#include <utility>

#include "cohort/names.hpp"
#include "cohort/tell.hpp"

namespace vigie::cohort {
namespace {

using Lines = std::span<const std::string_view>;

// {p} the child, {P} the same opening a sentence, {il}, {Il}, {le}, {e} agreement, {h} the hour, {c} the
// commune, {a} a friend.
constexpr std::string_view foyer_by_night[] = {
    "{P} n'était plus dans sa chambre au passage de {h}.",
    "Absence constatée à {h}, fenêtre ouverte, lit non défait.",
    "Sortie par la porte de service vers {h}, après un appel sur son téléphone.",
    "{P} est descendu{e} fumer vers {h}. Une voiture attendait au bout de la rue.",
    "{P} devait rentrer de sortie pour {h} et n'est pas revenu{e}.",
    "À la fin de la soirée, {p} a dit vouloir prendre l'air ; {il} n'est pas rentré{e}."};
constexpr std::string_view foyer_by_day[] = {
    "{P} a quitté l'établissement vers {h} sans prévenir l'équipe.",
    "{P} devait rentrer de sortie pour {h} et n'est pas revenu{e}.",
    "{P} est parti{e} vers {h} en disant aller chercher à manger ; {il} ne répond plus depuis.",
    "{P} n'est pas revenu{e} de sa visite chez sa mère ; la famille dit l'avoir laissé{e} à l'arrêt de bus.",
    "Parti{e} après une dispute avec {a}, vers {h}. Aucune nouvelle.",
    "{P} ne s'est pas présenté{e} à son rendez-vous de {h} et n'est pas rentré{e}."};
constexpr std::string_view home_by_night[] = {
    "{P} a claqué la porte vers {h} après une dispute au sujet du téléphone.",
    "Le lit était vide ; {p} était encore là à {h}.",
    "{P} devait dormir chez {a}, qui dit ne pas l'avoir vu{e}.",
    "Dispute avec son beau-père, puis départ vers {h}. {Il} a laissé ses clés.",
    "{P} a laissé un mot : « ne me cherchez pas, je reviens bientôt »."};
constexpr std::string_view home_by_day[] = {
    "{P} n'est pas rentré{e} du collège. Son dernier message date de {h}.",
    "Parti{e} vers {h} pour la salle de sport ; {il} n'y est jamais arrivé{e}.",
    "{P} est sorti{e} acheter du pain vers {h} et n'est pas revenu{e}.",
    "Le lycée signale une absence depuis {h} ; la famille pensait {p} en cours.",
    "{P} a claqué la porte vers {h} après une dispute au sujet du téléphone.",
    "Dispute avec son beau-père, puis départ vers {h}. {Il} a laissé ses clés."};
constexpr std::string_view more[] = {"Téléphone sur messagerie.",
                                     "{Il} a répondu une fois à {a} : « t'inquiète ».",
                                     "{Il} aurait été vu{e} à la gare de {c}.",
                                     "{Il} est passé{e} prendre un sac chez {a}.",
                                     "Ses amis disent ne rien savoir.",
                                     "{Il} portait une doudoune noire et un jogging gris.",
                                     "Pas de conflit connu ces derniers jours.",
                                     "{Il} parlait depuis une semaine de rejoindre sa sœur.",
                                     "La chambre, les abords et l'arrêt de tram ont été vérifiés.",
                                     "{Il} a effacé son compte Snapchat la veille."};
constexpr std::string_view worrying[] = {
    "L'équipe s'inquiète : retours au petit matin, vêtements neufs, {il} dort toute la journée.",
    "{P} parle d'un « ami » plus âgé que personne n'a rencontré.",
    "Deuxième téléphone découvert dans ses affaires ; {il} refuse d'en parler.",
    "{Il} dit n'avoir besoin de rien et ne réclame plus son argent de poche.",
    "Une autre jeune dit que des hommes viennent {le} chercher en voiture.",
    "{Il} est revenu{e} la dernière fois avec des ongles refaits et un sac de marque.",
    "{P} reçoit des appels toute la nuit et s'isole pour répondre."};
constexpr std::string_view again[] = {
    "Même façon de partir que la dernière fois.",
    "{Il} est rentré{e} de la fugue précédente sans dire où {il} avait dormi.",
    "L'équipe a revu {p} il y a peu ; rien n'annonçait un nouveau départ."};

void replace(std::string& text, std::string_view mark, std::string_view by) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
    text.replace(at, mark.size(), by);
}

/// "le jeune" → "Le jeune", "Élodie" as it is.
std::string opening(std::string_view called) {
  std::string result(called);
  if (result.front() >= 'a' && result.front() <= 'z')
    result.front() = static_cast<char>(result.front() - 'a' + 'A');
  return result;
}

}  // namespace

std::string draw_story(Random& random, const Child& child, std::size_t rank, std::string_view called) {
  const auto& absence = child.absences[rank];
  const auto local = base::to_local(absence.left, child.zone());
  const bool by_day = !child.mna && local.hour >= 7 && local.hour <= 19;
  const auto foyer_lines = by_day ? Lines(foyer_by_day) : Lines(foyer_by_night);
  const auto home_lines = by_day ? Lines(home_by_day) : Lines(home_by_night);
  std::string text(random.pick(child.placed() ? foyer_lines : home_lines));
  const auto add = [&](Lines lines, double share) {
    const auto line = random.pick(lines);
    if (random.chance(share)) (text += ' ') += line;
  };
  add(more, 0.6);
  add(again, rank > 0 ? 0.25 : 0);
  add(worrying, child.exploited ? 0.5 : 0);
  const int rounded = local.minute / 15 * 15;
  const auto hour =
      rounded == 0 ? fmt::format("{} h", local.hour) : fmt::format("{} h {:02}", local.hour, rounded);
  const std::string friend_name(draw_first_name(random, random.chance(0.5)));
  const std::pair<std::string_view, std::string> marks[] = {{"{p}", std::string(called)},
                                                            {"{P}", opening(called)},
                                                            {"{il}", child.girl ? "elle" : "il"},
                                                            {"{Il}", child.girl ? "Elle" : "Il"},
                                                            {"{e}", child.girl ? "e" : ""},
                                                            {"{le}", child.girl ? "la" : "le"},
                                                            {"{h}", hour},
                                                            {"{a}", friend_name},
                                                            {"{c}", std::string(child.commune())}};
  for (const auto& [mark, by] : marks) replace(text, mark, by);
  return text;
}

}  // namespace vigie::cohort
