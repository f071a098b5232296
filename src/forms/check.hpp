#pragma once
#include "base/facts.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "forms/definition.hpp"

namespace vigie::forms {

/// Answers that passed: what is kept, and the facts that rules and episodes may read.
struct Checked {
  boost::json::object answers;  // kept values, in the order of the form: texts trimmed, instants RFC 3339
                                // with the offset of the zone, repeated choices once, everything else as sent
  base::Facts facts;
};

/// Signing asks for what is needed to sign; a preview takes what is there.
enum class Purpose { sign, preview };

/// Checks `answers` against `form` at instant `now`; collects every error, pointers "/answers/<field>…".
/// Refuses (422, code champ_invalide; codes per field): champ_inconnu, type_invalide, choix_invalide,
/// texte_trop_long (over 20 000 characters), trop_de_valeurs (over 50 entries), caractere_de_controle,
/// date_invalide, date_future, instant_invalide, instant_futur (over 5 minutes ahead, unless the field is
/// `planned`), heure_inexistante and heure_double (local times that a clock change of the zone skips or
/// doubles; the detail gives both readings with offset), nombre_hors_bornes, ordre_des_instants
/// (…_au_plus_tot after …_au_plus_tard, …_debut after …_fin), champ_requis (a group of to_sign; at its first
/// field). The zone of local times is that of the answer `departement`, else of `retour_departement`, else
/// `default_zone`. What was not answered is dropped: null, texts of white space only, empty lists. A hidden
/// field (`shown_if`) is taken like any other.
base::Result<Checked> check(const Form& form, const boost::json::object& answers, base::Instant now,
                            std::string_view default_zone = base::paris, Purpose purpose = Purpose::sign);

/// The facts of answers that were checked and kept before; a value that does not fit its field is left out.
base::Facts facts_from(const Form& form, const boost::json::object& kept_answers);

/// The part of kept answers that identifies, that of health (vital treatments and risk of suicide with it), and the rest;
/// joined, they are the answers again. A field that the form does not know counts as identifying.
struct Parts {
  boost::json::object identifying;
  boost::json::object health;
  boost::json::object other;
};
Parts split(const Form& form, const boost::json::object& kept_answers);

}  // namespace vigie::forms
