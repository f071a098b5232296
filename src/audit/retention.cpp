#include "audit/retention.hpp"

#include <algorithm>
#include <array>

namespace vigie::audit {

namespace {

constexpr std::chrono::hours one_year{24 * 366}, three_years{24 * 1096};
constexpr std::string_view of_security = "CNIL, recommandation sur la journalisation (octobre 2021) : de six mois à un an";
constexpr std::string_view of_control =
    "CNIL, recommandation sur la journalisation (octobre 2021) : jusqu’à trois ans pour le contrôle interne, ici celui des accès à des dossiers de mineurs victimes";

constexpr std::string_view connection_acts[] = {"session_ouverte", "session_fermee", "sessions_fermees", "connexion_refusee"};
constexpr std::string_view search_acts[] = {"recherche", "refus"};
constexpr std::string_view fpr_acts[] = {"fpr_inscription", "fpr_desinscription"};
constexpr std::string_view administration_acts[] = {
    "compte_cree", "compte_ferme", "compte_rouvert", "jeton_cree", "jeton_revoque", "mot_de_passe_change", "mot_de_passe_remis", "organisation", "organisation_situee",
    "rattachement", "rattachement_demande", "rattachement_refuse", "second_facteur_active", "second_facteur_retire", "codes_de_secours_refaits",
    "rotation_cle", "import", "export", "fin_de_conservation", "lectures_nombreuses", "lectures_refusees"};
constexpr std::string_view integrity_acts[] = {"journal_rompu"};

constexpr std::array<Retention, 6> table{{
    {Purpose::connection, "connexion", "Connexions, réussies ou refusées", "un an", of_security, one_year, connection_acts},
    {Purpose::search, "recherche", "Recherches et refus, qui ne disent rien d’un dossier", "un an", of_security, one_year, search_acts},
    {Purpose::file, "dossier", "Lectures, transmissions et actes sur un dossier", "trois ans", of_control, three_years, {}},
    {Purpose::fpr, "fpr", "Inscription au FPR et désinscription", "trois ans, et tant que l’inscription dure", "Décret n° 2010-569, article 8", three_years, fpr_acts},
    {Purpose::administration, "administration", "Comptes, clés, imports, exports, effacements", "trois ans", of_control, three_years, administration_acts},
    {Purpose::integrity, "integrite", "Rupture constatée du journal lui-même", "sans terme", "Ne nomme personne", std::nullopt, integrity_acts},
}};

}  // namespace

std::span<const Retention> retentions() { return table; }

const Retention& retention_of(std::string_view act) {
  const auto named = std::ranges::find_if(table, [act](const Retention& one) { return std::ranges::find(one.acts, act) != one.acts.end(); });
  if (named != table.end()) return *named;
  return *std::ranges::find(table, Purpose::file, &Retention::purpose);
}

bool has_ended(std::string_view act, base::Instant at, base::Instant now) {
  const Retention& of_act = retention_of(act);
  return of_act.kept && at + std::chrono::duration_cast<base::Duration>(*of_act.kept) <= now;
}

std::chrono::hours shortest_retention() { return one_year; }

}  // namespace vigie::audit
