#pragma once
#include "pages/context.hpp"

namespace vigie::pages {

// home_page.cpp
http::Response get_home(const Context&, const http::Request&, const access::Actor&);

// sign_in_page.cpp
http::Response get_sign_in(const Context&, const http::Request&, const access::Actor&);
http::Response post_sign_in(const Context&, const http::Request&, const access::Actor&);
http::Response post_sign_out(const Context&, const http::Request&, const access::Actor&);

// help_page.cpp
http::Response get_help(const Context&, const http::Request&, const access::Actor&);
http::Response get_help_of_role(const Context&, const http::Request&, const access::Actor&);
http::Response get_accessibility(const Context&, const http::Request&, const access::Actor&);

// preferences_page.cpp
http::Response get_shortcuts(const Context&, const http::Request&, const access::Actor&);
http::Response post_shortcuts(const Context&, const http::Request&, const access::Actor&);

// search_page.cpp
http::Response get_search(const Context&, const http::Request&, const access::Actor&);
http::Response post_search(const Context&, const http::Request&, const access::Actor&);

// instant_reading.cpp
/// What an instant typed as people say it (texte, departement, prevu=oui) is understood as: {texte, compris}. A POST that
/// changes nothing: what is typed stays out of the address.
http::Response post_instant_reading(const Context&, const http::Request&, const access::Actor&);

// absences_page.cpp
http::Response get_absences(const Context&, const http::Request&, const access::Actor&);

// return_page.cpp
http::Response get_return(const Context&, const http::Request&, const access::Actor&);
http::Response post_return(const Context&, const http::Request&, const access::Actor&);
http::Response post_return_undone(const Context&, const http::Request&, const access::Actor&);
// returned_page.cpp
http::Response get_returned(const Context&, const http::Request&, const access::Actor&);

// interview_page.cpp
http::Response get_interview(const Context&, const http::Request&, const access::Actor&);
http::Response post_interview(const Context&, const http::Request&, const access::Actor&);

// board_page.cpp
http::Response get_board(const Context&, const http::Request&, const access::Actor&);
http::Response get_board_rows(const Context&, const http::Request&, const access::Actor&);
http::Response post_board(const Context&, const http::Request&, const access::Actor&);
// alerts_page.cpp
http::Response get_alerts(const Context&, const http::Request&, const access::Actor&);
// alert_page.cpp
http::Response get_alert(const Context&, const http::Request&, const access::Actor&);
http::Response post_alert_taken(const Context&, const http::Request&, const access::Actor&);
http::Response post_alert_given(const Context&, const http::Request&, const access::Actor&);
http::Response post_alert_resolved(const Context&, const http::Request&, const access::Actor&);
// handover_page.cpp
http::Response get_hand_over(const Context&, const http::Request&, const access::Actor&);
http::Response post_hand_over_accepted(const Context&, const http::Request&, const access::Actor&);

// accounts_page.cpp, releases_page.cpp, journal_page.cpp: of the administration; no file of a minor is reached from them
http::Response get_accounts(const Context&, const http::Request&, const access::Actor&);
http::Response post_account(const Context&, const http::Request&, const access::Actor&);
http::Response get_organisations(const Context&, const http::Request&, const access::Actor&);
http::Response get_releases(const Context&, const http::Request&, const access::Actor&);
http::Response get_journal(const Context&, const http::Request&, const access::Actor&);

}  // namespace vigie::pages
