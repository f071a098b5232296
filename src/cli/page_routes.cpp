#include "cli/page_routes.hpp"

#include "access/policy.hpp"
#include "pages/account_handlers.hpp"
#include "pages/assets.hpp"
#include "pages/handlers.hpp"
#include "pages/opening_handlers.hpp"
#include "pages/provider_handlers.hpp"

namespace vigie::cli {

namespace {

using enum access::Role;
using access::any_of;

using PageHandler = http::Response (*)(const pages::Context&, const http::Request&, const access::Actor&);

/// Routes of pages, group by group.
class PageRoutes {
 public:
  explicit PageRoutes(const pages::Context& context) : context_(context) {}
  void get(std::string_view pattern, access::Roles roles, PageHandler handler) { add("GET", pattern, roles, handler); }
  void post(std::string_view pattern, access::Roles roles, PageHandler handler) { add("POST", pattern, roles, handler); }
  std::vector<http::Route> all;

 private:
  void add(std::string_view method, std::string_view pattern, access::Roles roles, PageHandler handler) {
    all.push_back({method, pattern, roles, [&context = context_, handler](const http::Request& request, const access::Actor& actor) {
                     return handler(context, request, actor);
                   }});
  }
  const pages::Context& context_;
};

constexpr auto everybody = access::public_();
constexpr auto signed_in = access::signed_in();
constexpr auto reads_files = any_of({ecoutant, suivi, police, foyer});

void add_ground(PageRoutes& routes) {
  routes.all.push_back({"GET", "/static/{file}", everybody, pages::get_asset});
  routes.get("/", everybody, pages::get_home);
  routes.get("/connexion", everybody, pages::get_sign_in);
  routes.post("/connexion", everybody, pages::post_sign_in);
  routes.get("/connexion/fournisseur", everybody, pages::get_departure_to_provider);
  routes.get("/connexion/retour", everybody, pages::get_return_from_provider);
  routes.post("/deconnexion", everybody, pages::post_sign_out);
  routes.get("/deconnexion/retour", everybody, pages::get_signed_out);
  routes.get("/compte", signed_in, pages::get_own_account);
  routes.post("/compte/mot-de-passe", signed_in, pages::post_own_password);
  routes.post("/compte/sessions/fermer", signed_in, pages::post_own_sessions_ended);
  routes.post("/compte/sessions/{id}/fermer", signed_in, pages::post_own_session_ended);
  routes.get("/compte/second-facteur", signed_in, pages::get_second_factor);
  routes.post("/compte/second-facteur", signed_in, pages::post_second_factor);
  routes.post("/compte/second-facteur/codes", signed_in, pages::post_recovery_codes);
  routes.post("/compte/second-facteur/retirer", signed_in, pages::post_second_factor_removed);
  routes.get("/aide", everybody, pages::get_help);
  routes.get("/aide/donnees", everybody, pages::get_data_notice);
  routes.get("/aide/{role}", everybody, pages::get_help_of_role);
  routes.get("/raccourcis", everybody, pages::get_shortcuts);
  routes.post("/raccourcis", everybody, pages::post_shortcuts);
  routes.get("/accessibilite", everybody, pages::get_accessibility);
  routes.get("/recherche", reads_files, pages::get_search);
  routes.post("/recherche", reads_files, pages::post_search);
  routes.post("/lecture/instant", signed_in, pages::post_instant_reading);
  routes.post("/lecture/commune", signed_in, pages::post_commune_reading);
}

void add_returns(PageRoutes& routes) {
  constexpr auto records_returns = any_of({police, foyer});
  constexpr auto interviews = any_of({suivi, police, foyer});
  routes.get("/absences/{id}/retour", records_returns, pages::get_return);
  routes.post("/absences/{id}/retour", records_returns, pages::post_return);
  routes.get("/absences/{id}/retour/fait", interviews, pages::get_returned);
  routes.post("/absences/{id}/retour/annuler", records_returns, pages::post_return_undone);
  routes.get("/absences/{id}/entretien", interviews, pages::get_interview);
  routes.post("/absences/{id}/entretien", interviews, pages::post_interview);
}

void add_calls(PageRoutes& routes) {
  constexpr auto answers_calls = any_of({ecoutant, suivi});
  routes.get("/appels", answers_calls, pages::get_calls);
  routes.get("/appels/nouveau", answers_calls, pages::get_new_call);
  routes.post("/appels/nouveau", answers_calls, pages::post_new_call);
  routes.post("/appels/nouveau/saisie", answers_calls, pages::post_new_call_typed);
  routes.get("/appels/{id}", answers_calls, pages::get_call);
  routes.post("/appels/{id}", answers_calls, pages::post_call);
  routes.post("/appels/{id}/saisie", answers_calls, pages::post_call_typed);
  routes.post("/appels/{id}/choisir", answers_calls, pages::post_call_choice);
  routes.post("/appels/{id}/abandon", answers_calls, pages::post_call_left);
  routes.get("/appels/{id}/cloture", answers_calls, pages::get_call_closed);
}

void add_declarations(PageRoutes& routes) {
  constexpr auto declares = any_of({police, foyer});
  routes.get("/declarations", declares, pages::get_declarations);
  routes.get("/declarations/nouvelle", declares, pages::get_new_declaration);
  routes.post("/declarations/nouvelle", declares, pages::post_new_declaration);
  routes.get("/declarations/brouillons/{id}", declares, pages::get_draft);
  routes.post("/declarations/brouillons/{id}/formulaire", declares, pages::post_draft_form);
  routes.post("/declarations/brouillons/{id}/abandonner", declares, pages::post_draft_abandon);
  routes.get("/declarations/brouillons/{id}/sections/{section}", declares, pages::get_draft_section);
  routes.post("/declarations/brouillons/{id}/sections/{section}", declares, pages::post_draft_section);
  routes.post("/declarations/brouillons/{id}/saisie", declares, pages::post_draft_typed);
  routes.get("/declarations/brouillons/{id}/mineur", declares, pages::get_draft_minor);
  routes.post("/declarations/brouillons/{id}/mineur", declares, pages::post_draft_minor);
  routes.get("/declarations/brouillons/{id}/changements", declares, pages::get_draft_changes);
  routes.post("/declarations/brouillons/{id}/changements", declares, pages::post_draft_changes);
  routes.post("/declarations/brouillons/{id}/choisir", declares, pages::post_draft_choice);
  routes.get("/declarations/brouillons/{id}/verifier", declares, pages::get_draft_check);
  routes.post("/declarations/brouillons/{id}/verifier", declares, pages::post_draft_check);
  routes.get("/declarations/brouillons/{id}/signee", declares, pages::get_draft_signed);
  routes.get("/declarations/{id}", reads_files, pages::get_declaration);
  routes.get("/declarations/{id}/impression", reads_files, pages::get_declaration_print);
  routes.get("/declarations/{id}/fichier", reads_files, pages::get_declaration_file);
  routes.post("/declarations/{id}/corriger", declares, pages::post_declaration_correct);
  routes.get("/declarations/{id}/retirer", declares, pages::get_declaration_withdraw);
  routes.post("/declarations/{id}/retirer", declares, pages::post_declaration_withdraw);
  routes.get("/declarations/{id}/retablir", declares, pages::get_declaration_restore);
  routes.post("/declarations/{id}/retablir", declares, pages::post_declaration_restore);
}

void add_files(PageRoutes& routes) {
  constexpr auto decides = any_of({police});
  constexpr auto records_returns = any_of({police, foyer});
  constexpr auto reads_episodes = any_of({ecoutant, suivi, police, foyer, analyste});
  routes.get("/mineurs/{id}", reads_files, pages::get_minor);
  routes.get("/mineurs/{id}/lectures", decides, pages::get_readers);
  routes.get("/mineurs/{id}/reunion", decides, pages::get_merge);
  routes.post("/mineurs/{id}/reunion", decides, pages::post_merge);
  routes.post("/mineurs/{id}/reunions/{reunion}/defaire", decides, pages::post_merge_undone);
  routes.get("/absences", reads_episodes, pages::get_absences);
  routes.get("/absences/{id}", reads_episodes, pages::get_absence);
  routes.get("/absences/{id}/decision", decides, pages::get_decision);
  routes.post("/absences/{id}/decision", decides, pages::post_decision);
  routes.get("/absences/{id}/fpr", decides, pages::get_fpr);
  routes.post("/absences/{id}/fpr", decides, pages::post_fpr);
  routes.get("/absences/{id}/desaccord", reads_files, pages::get_disagreement);
  routes.post("/absences/{id}/desaccord", reads_files, pages::post_disagreement);
  routes.get("/absences/{id}/desaccord/{desaccord}", reads_files, pages::get_disagreement_print);
  routes.get("/absences/{id}/rouvrir", records_returns, pages::get_reopening);
  routes.post("/absences/{id}/rouvrir", records_returns, pages::post_reopening);
  routes.get("/absences/{id}/declarations/{declaration}/retrait", reads_files, pages::get_taking_back);
  routes.post("/absences/{id}/declarations/{declaration}/retrait", reads_files, pages::post_taking_back);
}

void add_openings(PageRoutes& routes) {
  const auto asks = access::roles_of(access::Act::request);
  const auto opens_urgently = access::roles_of(access::Act::open_urgently);
  const auto transmits = access::roles_of(access::Act::transmit);
  routes.get("/absences/{id}/demande", asks, pages::get_transmission_request);
  routes.post("/absences/{id}/demande", asks, pages::post_transmission_request);
  routes.get("/absences/{id}/urgence", opens_urgently, pages::get_emergency);
  routes.post("/absences/{id}/urgence", opens_urgently, pages::post_emergency);
  const auto discloses = access::roles_of(access::Act::disclose_address);
  routes.get("/absences/{id}/adresse", discloses, pages::get_address);
  routes.post("/absences/{id}/adresse", discloses, pages::post_address);
  routes.get("/absences/{id}/debut-accueil", any_of({foyer}), pages::get_placement_start);
  routes.post("/absences/{id}/debut-accueil", any_of({foyer}), pages::post_placement_start);
  routes.get("/absences/{id}/fin-accueil", any_of({foyer}), pages::get_placement_end);
  routes.post("/absences/{id}/fin-accueil", any_of({foyer}), pages::post_placement_end);
  routes.get("/declarations/{id}/transmettre", transmits, pages::get_transmission);
  routes.post("/declarations/{id}/transmettre", transmits, pages::post_transmission);
  routes.get("/transmissions", reads_files, pages::get_transmissions);
}

void add_board(PageRoutes& routes) {
  routes.get("/veille", reads_files, pages::get_board);
  routes.post("/veille", reads_files, pages::post_board);
  routes.get("/veille/lignes", reads_files, pages::get_board_rows);
  routes.get("/alertes", reads_files, pages::get_alerts);
  routes.get("/alertes/{id}", reads_files, pages::get_alert);
  routes.post("/alertes/{id}/prendre", reads_files, pages::post_alert_taken);
  routes.post("/alertes/{id}/confier", reads_files, pages::post_alert_given);
  routes.post("/alertes/{id}/resoudre", reads_files, pages::post_alert_resolved);
  routes.get("/releve", reads_files, pages::get_hand_over);
  routes.post("/releve/{id}/accepter", reads_files, pages::post_hand_over_accepted);
}

void add_administration(PageRoutes& routes) {
  constexpr auto manages = any_of({admin});
  routes.get("/admin/comptes", manages, pages::get_accounts);
  routes.post("/admin/comptes", manages, pages::post_account);
  routes.get("/admin/comptes/{id}", manages, pages::get_account);
  routes.post("/admin/comptes/{id}/fermer", manages, pages::post_account_closed);
  routes.post("/admin/comptes/{id}/rouvrir", manages, pages::post_account_reopened);
  routes.post("/admin/comptes/{id}/mot-de-passe", manages, pages::post_account_password);
  routes.post("/admin/comptes/{id}/second-facteur/retirer", manages, pages::post_account_factor_forgotten);
  routes.post("/admin/comptes/{id}/jetons/{jeton}/revoquer", manages, pages::post_token_revoked);
  routes.get("/admin/rattachements", manages, pages::get_vouchings);
  routes.get("/admin/rattachements/{id}", manages, pages::get_vouching);
  routes.post("/admin/rattachements/{id}/rattacher", manages, pages::post_vouching_linked);
  routes.post("/admin/rattachements/{id}/creer", manages, pages::post_vouching_account);
  routes.post("/admin/rattachements/{id}/refuser", manages, pages::post_vouching_refused);
  routes.get("/admin/organisations", manages, pages::get_organisations);
  routes.post("/admin/organisations", manages, pages::post_organisation);
  routes.get("/admin/formulaires", manages, pages::get_releases);
  routes.get("/admin/journal", manages, pages::get_journal);
}

}  // namespace

std::vector<http::Route> page_routes(const pages::Context& context) {
  PageRoutes routes(context);
  add_ground(routes);
  add_returns(routes);
  add_calls(routes);
  add_declarations(routes);
  add_files(routes);
  add_openings(routes);
  add_board(routes);
  add_administration(routes);
  return std::move(routes.all);
}

}  // namespace vigie::cli
