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
http::Response get_data_notice(const Context&, const http::Request&, const access::Actor&);
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

// communes.cpp: the communes that what is typed may mean, as JSON {communes: [{nom, departement}]}
http::Response post_commune_reading(const Context&, const http::Request&, const access::Actor&);

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

// calls_page.cpp
http::Response get_calls(const Context&, const http::Request&, const access::Actor&);
// call_page.cpp
http::Response get_new_call(const Context&, const http::Request&, const access::Actor&);
http::Response post_new_call(const Context&, const http::Request&, const access::Actor&);
http::Response get_call(const Context&, const http::Request&, const access::Actor&);
http::Response post_call(const Context&, const http::Request&, const access::Actor&);
/// What was typed since the last save, while somebody types: JSON for appel.js.
http::Response post_new_call_typed(const Context&, const http::Request&, const access::Actor&);
http::Response post_call_typed(const Context&, const http::Request&, const access::Actor&);
http::Response post_call_choice(const Context&, const http::Request&, const access::Actor&);
http::Response post_call_left(const Context&, const http::Request&, const access::Actor&);
// call_closed_page.cpp
http::Response get_call_closed(const Context&, const http::Request&, const access::Actor&);

// declarations_page.cpp, new_declaration_page.cpp
http::Response get_declarations(const Context&, const http::Request&, const access::Actor&);
http::Response get_new_declaration(const Context&, const http::Request&, const access::Actor&);
http::Response post_new_declaration(const Context&, const http::Request&, const access::Actor&);
// draft_page.cpp
http::Response get_draft(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_form(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_abandon(const Context&, const http::Request&, const access::Actor&);
// draft_section_page.cpp, draft_minor_page.cpp, draft_changes_page.cpp, draft_conflict_page.cpp
http::Response get_draft_section(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_section(const Context&, const http::Request&, const access::Actor&);
http::Response get_draft_minor(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_minor(const Context&, const http::Request&, const access::Actor&);
http::Response get_draft_changes(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_changes(const Context&, const http::Request&, const access::Actor&);
// typed_piece.cpp
http::Response post_draft_typed(const Context&, const http::Request&, const access::Actor&);
// draft_conflict_page.cpp
http::Response post_draft_choice(const Context&, const http::Request&, const access::Actor&);
// draft_check_page.cpp, draft_signed_page.cpp
http::Response get_draft_check(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_check(const Context&, const http::Request&, const access::Actor&);
http::Response get_draft_signed(const Context&, const http::Request&, const access::Actor&);
// declaration_page.cpp
http::Response get_declaration(const Context&, const http::Request&, const access::Actor&);
http::Response get_declaration_print(const Context&, const http::Request&, const access::Actor&);
http::Response get_declaration_file(const Context&, const http::Request&, const access::Actor&);
// declaration_undo_page.cpp
http::Response get_declaration_withdraw(const Context&, const http::Request&, const access::Actor&);
http::Response post_declaration_withdraw(const Context&, const http::Request&, const access::Actor&);
http::Response get_declaration_restore(const Context&, const http::Request&, const access::Actor&);
http::Response post_declaration_restore(const Context&, const http::Request&, const access::Actor&);
http::Response post_declaration_correct(const Context&, const http::Request&, const access::Actor&);

// The file. minor_page.cpp
http::Response get_minor(const Context&, const http::Request&, const access::Actor&);
// merge_page.cpp
http::Response get_merge(const Context&, const http::Request&, const access::Actor&);
http::Response post_merge(const Context&, const http::Request&, const access::Actor&);
http::Response post_merge_undone(const Context&, const http::Request&, const access::Actor&);
http::Response get_readers(const Context&, const http::Request&, const access::Actor&);
// absence_page.cpp
http::Response get_absence(const Context&, const http::Request&, const access::Actor&);
// decision_page.cpp
http::Response get_decision(const Context&, const http::Request&, const access::Actor&);
http::Response post_decision(const Context&, const http::Request&, const access::Actor&);
// fpr_page.cpp
http::Response get_fpr(const Context&, const http::Request&, const access::Actor&);
http::Response post_fpr(const Context&, const http::Request&, const access::Actor&);
// disagreement_page.cpp
http::Response get_disagreement(const Context&, const http::Request&, const access::Actor&);
http::Response post_disagreement(const Context&, const http::Request&, const access::Actor&);
http::Response get_disagreement_print(const Context&, const http::Request&, const access::Actor&);
// taking_back_page.cpp
http::Response get_reopening(const Context&, const http::Request&, const access::Actor&);
http::Response post_reopening(const Context&, const http::Request&, const access::Actor&);
http::Response get_taking_back(const Context&, const http::Request&, const access::Actor&);
http::Response post_taking_back(const Context&, const http::Request&, const access::Actor&);

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
http::Response post_organisation(const Context&, const http::Request&, const access::Actor&);
http::Response get_releases(const Context&, const http::Request&, const access::Actor&);
http::Response get_journal(const Context&, const http::Request&, const access::Actor&);

}  // namespace vigie::pages
