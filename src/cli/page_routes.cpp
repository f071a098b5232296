#include "cli/page_routes.hpp"

#include "pages/assets.hpp"
#include "pages/handlers.hpp"

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
  routes.post("/deconnexion", everybody, pages::post_sign_out);
  routes.get("/aide", everybody, pages::get_help);
  routes.get("/aide/{role}", everybody, pages::get_help_of_role);
  routes.get("/raccourcis", everybody, pages::get_shortcuts);
  routes.post("/raccourcis", everybody, pages::post_shortcuts);
  routes.get("/accessibilite", everybody, pages::get_accessibility);
  routes.get("/recherche", reads_files, pages::get_search);
  routes.post("/recherche", reads_files, pages::post_search);
  routes.post("/lecture/instant", signed_in, pages::post_instant_reading);
}

void add_returns(PageRoutes& routes) {
  constexpr auto records_returns = any_of({police, foyer});
  constexpr auto interviews = any_of({suivi, police, foyer});
  routes.get("/absences", records_returns, pages::get_absences);
  routes.get("/absences/{id}/retour", records_returns, pages::get_return);
  routes.post("/absences/{id}/retour", records_returns, pages::post_return);
  routes.get("/absences/{id}/retour/fait", interviews, pages::get_returned);
  routes.post("/absences/{id}/retour/annuler", records_returns, pages::post_return_undone);
  routes.get("/absences/{id}/entretien", interviews, pages::get_interview);
  routes.post("/absences/{id}/entretien", interviews, pages::post_interview);
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
  routes.get("/admin/organisations", manages, pages::get_organisations);
  routes.get("/admin/formulaires", manages, pages::get_releases);
  routes.get("/admin/journal", manages, pages::get_journal);
}

}  // namespace

std::vector<http::Route> page_routes(const pages::Context& context) {
  PageRoutes routes(context);
  add_ground(routes);
  add_returns(routes);
  add_board(routes);
  add_administration(routes);
  return std::move(routes.all);
}

}  // namespace vigie::cli
