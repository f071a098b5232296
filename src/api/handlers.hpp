#pragma once
#include "api/context.hpp"

namespace vigie::casework {
struct Receipt;
}

namespace vigie::api {

// session.cpp
http::Response post_session(const Context&, const http::Request&, const access::Actor&);
http::Response delete_session(const Context&, const http::Request&, const access::Actor&);
// account_acts.cpp
http::Response post_account_close(const Context&, const http::Request&, const access::Actor&);
http::Response post_account_reopen(const Context&, const http::Request&, const access::Actor&);
http::Response post_account_password(const Context&, const http::Request&, const access::Actor&);
http::Response delete_second_factor(const Context&, const http::Request&, const access::Actor&);
http::Response list_account_tokens(const Context&, const http::Request&, const access::Actor&);
http::Response delete_account_token(const Context&, const http::Request&, const access::Actor&);
// own_account.cpp
http::Response post_own_password(const Context&, const http::Request&, const access::Actor&);
http::Response list_own_sessions(const Context&, const http::Request&, const access::Actor&);
/// Ends every session of the account but the one that asks.
http::Response delete_own_sessions(const Context&, const http::Request&, const access::Actor&);
http::Response delete_own_session(const Context&, const http::Request&, const access::Actor&);

// forms.cpp
http::Response list_forms(const Context&, const http::Request&, const access::Actor&);
http::Response get_form(const Context&, const http::Request&, const access::Actor&);

// declarations.cpp
http::Response post_declaration(const Context&, const http::Request&, const access::Actor&);
http::Response get_declaration(const Context&, const http::Request&, const access::Actor&);
http::Response post_preview(const Context&, const http::Request&, const access::Actor&);
/// The answer to a signature, from what was made; to a repetition, from what is kept, alike.
http::Response show_signed(const Context&, const access::Actor&, const casework::Receipt&);

// drafts.cpp
http::Response post_draft(const Context&, const http::Request&, const access::Actor&);
http::Response list_drafts(const Context&, const http::Request&, const access::Actor&);
http::Response get_draft(const Context&, const http::Request&, const access::Actor&);
http::Response patch_draft(const Context&, const http::Request&, const access::Actor&);
http::Response delete_draft(const Context&, const http::Request&, const access::Actor&);
http::Response post_draft_sign(const Context&, const http::Request&, const access::Actor&);

// episodes.cpp
http::Response list_episodes(const Context&, const http::Request&, const access::Actor&);
http::Response get_episode(const Context&, const http::Request&, const access::Actor&);
// episode_acts.cpp
http::Response post_return(const Context&, const http::Request&, const access::Actor&);
http::Response post_fpr(const Context&, const http::Request&, const access::Actor&);
http::Response post_decision(const Context&, const http::Request&, const access::Actor&);
http::Response post_interview(const Context&, const http::Request&, const access::Actor&);
http::Response post_disagreement(const Context&, const http::Request&, const access::Actor&);

// minors.cpp
http::Response post_search(const Context&, const http::Request&, const access::Actor&);
http::Response get_minor(const Context&, const http::Request&, const access::Actor&);
http::Response list_readers_of(const Context&, const http::Request&, const access::Actor&);

// undoing.cpp
http::Response post_withdraw(const Context&, const http::Request&, const access::Actor&);
http::Response post_restore(const Context&, const http::Request&, const access::Actor&);
http::Response post_reopen(const Context&, const http::Request&, const access::Actor&);
http::Response post_merge(const Context&, const http::Request&, const access::Actor&);
http::Response delete_merge(const Context&, const http::Request&, const access::Actor&);

// transmissions.cpp
http::Response post_transmission(const Context&, const http::Request&, const access::Actor&);
http::Response list_transmissions_of(const Context&, const http::Request&, const access::Actor&);
http::Response list_transmissions(const Context&, const http::Request&, const access::Actor&);
http::Response post_transmission_request(const Context&, const http::Request&, const access::Actor&);
http::Response post_emergency(const Context&, const http::Request&, const access::Actor&);
http::Response post_address_disclosure(const Context&, const http::Request&, const access::Actor&);
http::Response post_placement_start(const Context&, const http::Request&, const access::Actor&);
http::Response post_placement_end(const Context&, const http::Request&, const access::Actor&);

// alerts.cpp
http::Response list_alerts(const Context&, const http::Request&, const access::Actor&);
http::Response post_acknowledge(const Context&, const http::Request&, const access::Actor&);
http::Response post_assign(const Context&, const http::Request&, const access::Actor&);
http::Response post_resolve(const Context&, const http::Request&, const access::Actor&);

// live.cpp
http::Response get_live(const Context&, const http::Request&, const access::Actor&);
/// A change as the feed says it: its number, then kind, id and version, nothing else.
std::string event_of(const store::Change& change);

// accounts.cpp
http::Response list_accounts(const Context&, const http::Request&, const access::Actor&);
http::Response post_account(const Context&, const http::Request&, const access::Actor&);
http::Response list_organisations(const Context&, const http::Request&, const access::Actor&);
http::Response post_organisation_place(const Context&, const http::Request&, const access::Actor&);
http::Response list_audit(const Context&, const http::Request&, const access::Actor&);

// health.cpp
http::Response get_livez(const Context&, const http::Request&, const access::Actor&);
http::Response get_readyz(const Context&, const http::Request&, const access::Actor&);
http::Response get_description(const Context&, const http::Request&, const access::Actor&);

}  // namespace vigie::api
