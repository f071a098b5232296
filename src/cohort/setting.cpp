#include "cohort/setting.hpp"

#include "cohort/country.hpp"
#include "cohort/invent_name.hpp"

namespace vigie::cohort {

// The demo shows: about one child in ten is exploited, families often call. Placed: published, 64 % (FPR
// 2013) and 62 % (FPR 2007) of declared absences. Girls: published, 50 % (FPR 2013); exploited, 73 % in files
// of care (Essonne 2020) to 94 % of the calls about prostitution (119, 2023). The rest is invented.
const Setting of_demo{.town = draw_town,
                      .foyer = draw_foyer,
                      .name = draw_name,
                      .exploited = {.03, .12, .45, .50},
                      .placed = .48,
                      .placed_exploited = .60,
                      .placed_often = .70,
                      .girls = .49,
                      .girls_exploited = .80,
                      .police_beside_foyer = .08,
                      .police_of_home = .80,
                      .call_of_placed = .10,
                      .call_of_home = .35,
                      .calls_if_exploited = 1,
                      .wandering = .06,
                      .misheard = 0,
                      .swapped_birth = 0,
                      .nicknamed = 0,
                      .lost_return = 0};

// The country is weighed on what is published. Exploited: 4.7 % of children in care (Essonne 2020), 9 % of
// missing incidents (England and Wales 2019/20), 1 in 7 (NCMEC 2024); that it grows with repetition is
// invented. Calls: 1 351 files of the 116 000 for 38 477 disappearances (2024), of which 71 % from home and
// 14 % from an establishment (2022); a third of the girls in them near exploitation. Weeks away: 6 % longer
// than a month (Valais), 8 % (Child Focus). The last four, and how often a commissariat logs what a foyer has
// declared, are invented.
const Setting of_country{.town = draw_country_town,
                         .foyer = draw_country_foyer,
                         .name = invent_name,
                         .exploited = {.02, .06, .20, .30},
                         .placed = .53,
                         .placed_exploited = .58,
                         .placed_often = .68,
                         .girls = .47,
                         .girls_exploited = .80,
                         .police_beside_foyer = .80,
                         .police_of_home = 1,
                         .call_of_placed = .0135,
                         .call_of_home = .066,
                         .calls_if_exploited = 2,
                         .wandering = .08,
                         .misheard = .50,
                         .swapped_birth = .01,
                         .nicknamed = .003,
                         .lost_return = .01};

}  // namespace vigie::cohort
