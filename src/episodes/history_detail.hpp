#pragma once
#include "base/facts.hpp"

namespace vigie::episodes::fact {

// The names of what the line of absences tells, made once.
inline const base::FactName departs_en_7_jours{"departs_en_7_jours"};
inline const base::FactName fugues_30_jours{"fugues_30_jours"};
inline const base::FactName fugues_90_jours{"fugues_90_jours"};
inline const base::FactName fugues_365_jours{"fugues_365_jours"};
inline const base::FactName fugues_total{"fugues_total"};
inline const base::FactName absences_2_a_14_jours_90{"absences_2_a_14_jours_90"};
inline const base::FactName absences_2_a_14_jours_365{"absences_2_a_14_jours_365"};
inline const base::FactName departs_nuit_90{"departs_nuit_90"};
inline const base::FactName departs_week_end_90{"departs_week_end_90"};
inline const base::FactName ecarts_decroissants{"ecarts_decroissants"};
inline const base::FactName durees_croissantes{"durees_croissantes"};
inline const base::FactName heures_absence{"heures_absence"};
inline const base::FactName jours_depuis_dernier_retour{"jours_depuis_dernier_retour"};
inline const base::FactName retours_hotel_365{"retours_hotel_365"};
inline const base::FactName retours_meme_lieu_365{"retours_meme_lieu_365"};
inline const base::FactName retour_autre_departement{"retour_autre_departement"};

}  // namespace vigie::episodes::fact
