#include "access/policy.hpp"
#include "audit/retention.hpp"
#include "casework/end_retention.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

using access::Reach;

constexpr access::Role all_roles[] = {access::Role::ecoutant, access::Role::suivi,    access::Role::police,
                                      access::Role::foyer,    access::Role::analyste, access::Role::admin};

std::string_view words_of(Reach reach) {
  switch (reach) {
    case Reach::none: return "non";
    case Reach::aggregated: return "en nombre seulement";
    case Reach::pseudonymous: return "sans identité";
    case Reach::dates: return "existence et dates";
    case Reach::own: return "de son service";
    case Reach::given: return "de son service ou transmis";
    case Reach::hosted: return "des mineurs accueillis";
    case Reach::departement: return "de son département ; un service national, oui";
    case Reach::all: return "oui";
  }
  return "non";
}

/// Who reads what: the very table that decides it.
void show_recipients(Dict& body) {
  for (const access::Row& row : access::standing_policy().rows) {
    Dict shown = body.add("DATA");
    shown.set("LABEL", access::label_of(row.data)).set("CODE", access::to_text(row.data)).set("SOURCE", tied(row.source));
    for (const access::Role role : all_roles) {
      const access::Cell& cell = row.of[static_cast<std::size_t>(role)];
      Dict shown_cell = shown.add("CELL");
      shown_cell.set("LABEL", label_of(role)).set("READS", words_of(cell.read));
      if (cell.urgent) shown_cell.show("URGENT");
      if (cell.write) shown_cell.show("WRITES");
    }
  }
}

/// How long each kind of audit line is kept: the very table that `vigie purge` follows.
void show_retentions(Dict& body) {
  for (const audit::Retention& one : audit::retentions())
    body.add("TRACE").set("CODE", one.code).set("LABEL", one.label).set("LASTS", one.lasts).set("SOURCE", tied(one.source));
}

}  // namespace

http::Response get_data_notice(const Context& context, const http::Request& request, const access::Actor&) {
  Page page(request, visitor(context, request), "Données personnelles", "aide_donnees.html");
  show_recipients(page.body());
  show_retentions(page.body());
  page.body().set("DRAFT_DAYS", context.desk.draft_kept / std::chrono::hours(24));
  page.body().set("YEARS", casework::kept_after_last_told / std::chrono::hours(24 * 365));
  return page.back("/aide", "Aide").answer();
}

}  // namespace vigie::pages
