#pragma once
#include "base/facts.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "forms/definition.hpp"

namespace vigie::forms {

/// Answers that passed: what is kept, and the facts that rules and episodes may read.
struct Checked {
  boost::json::object answers;  // kept values: texts trimmed, instants RFC 3339 with offset, everything else as sent
  base::Facts facts;
};

/// Checks `answers` against `form` at instant `now`; collects every error, pointers "/answers/<field>…".
/// Refuses (422, code champ_invalide; codes per field): champ_inconnu, type_invalide, choix_invalide, texte_trop_long
/// (over 20 000 characters), trop_de_valeurs (over 50 entries), caractere_de_controle, date_invalide, date_future,
/// instant_invalide, instant_futur (over 5 minutes ahead), heure_inexistante and heure_double (local times that a
/// clock change of the answer `departement`'s zone skips or doubles; the detail gives both readings with offset),
/// nombre_hors_bornes, ordre_des_instants (…_au_plus_tot after …_au_plus_tard), champ_requis (a group of to_sign).
base::Result<Checked> check(const Form& form, const boost::json::object& answers, base::Instant now);

/// The facts of answers that were checked and kept before.
base::Facts facts_from(const Form& form, const boost::json::object& kept_answers);

/// The part of kept answers that identifies, and the rest; joined, they are the answers again.
struct Parts {
  boost::json::object identifying;
  boost::json::object other;
};
Parts split(const Form& form, const boost::json::object& kept_answers);

}  // namespace vigie::forms
