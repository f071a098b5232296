#include "pages/assets.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

/// A picture of src/web/images (made by scripts/pictures), under the name that the guide gives it.
struct Picture {
  std::string_view name, file;
};

/// A guide: by the code of its role in the address.
struct Guide {
  access::Role role;
  std::string_view label, about, content;
  Picture pictures[2];
};
constexpr Guide guides[] = {
    {access::Role::ecoutant, "Écoutant du 116\u00a0000", "Savoir si un mineur est connu, poser les bonnes questions.", "aide_ecoutant.html",
     {{"CALL", "aide-appel.png"}, {"SEARCH", "aide-recherche.png"}}},
    {access::Role::suivi, "Suivi du 116\u00a0000", "Retrouver un dossier, mener l’entretien de retour.", "aide_suivi.html",
     {{"ABSENCE", "aide-absence.png"}, {"INTERVIEW", "aide-entretien.png"}}},
    {access::Role::police, "Police et gendarmerie", "Voir les absences, enregistrer un retour, le FPR.", "aide_police.html",
     {{"BOARD", "aide-veille.png"}, {"DECISION", "aide-decision.png"}}},
    {access::Role::foyer, "Foyer", "Dire qu’un jeune est revenu, et la suite.", "aide_foyer.html",
     {{"CHANGES", "aide-changements.png"}, {"RETURN", "aide-retour.png"}}},
    {access::Role::analyste, "Analyste", "Étudier sans identité.", "aide_analyste.html",
     {{"LIST", "aide-pseudonymes.png"}, {"REASONS", "aide-raisons.png"}}},
    {access::Role::admin, "Administration", "Comptes, sauvegardes, incidents.", "aide_admin.html",
     {{"ACCOUNTS", "aide-comptes.png"}, {"JOURNAL", "aide-journal.png"}}},
};

}  // namespace

http::Response get_help(const Context& context, const http::Request& request, const access::Actor&) {
  Page page(request, visitor(context, request), "Aide", "aide.html");
  for (const Guide& guide : guides)
    page.body().add("GUIDE").set("PATH", fmt::format("/aide/{}", access::to_text(guide.role))).set("LABEL", guide.label).set("ABOUT", guide.about);
  return page.answer();
}

http::Response get_help_of_role(const Context& context, const http::Request& request, const access::Actor&) {
  const auto role = access::parse_role(request.param("role"));
  for (const Guide& guide : guides) {
    if (guide.role != role) continue;
    Page page(request, visitor(context, request), fmt::format("Aide : {}", guide.label), guide.content);
    for (const Picture& picture : guide.pictures) page.body().set(picture.name, asset(picture.file));
    return page.back("/aide", "Aide").answer();
  }
  return refuse(context, request, {base::Kind::not_found, "introuvable", "Il n’y a pas de guide à cette adresse."});
}

http::Response get_accessibility(const Context& context, const http::Request& request, const access::Actor&) {
  return Page(request, visitor(context, request), "Accessibilité", "accessibilite.html").answer();
}

}  // namespace vigie::pages
