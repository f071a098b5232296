#include "casework/open_file.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/motives.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

/// The code chosen, else the first; what is not in the list is not carried.
std::string_view chosen_motive(std::string_view told) {
  for (const Motive& one : motives_to_choose())
    if (one.code == told) return one.code;
  return motives_to_choose().front().code;
}

void show_motives(Dict& body, std::string_view chosen) {
  for (const Motive& one : motives_to_choose()) body.add("MOTIVE").set("CODE", one.code).set("LABEL", one.label).show_if(one.code == chosen, "CHOSEN");
}

void show_found(Dict& body, const std::vector<casework::CandidateView>& found, std::string_view motive) {
  Dict shown = body.add("FOUND");
  shown.set("COUNT", found.empty() ? "Aucun mineur trouvé" : found.size() == 1 ? "1 mineur trouvé" : fmt::format("{} mineurs trouvés", found.size()));
  if (found.empty()) {
    shown.show("NONE");
    return;
  }
  Dict table = shown.add("TABLE");
  for (const casework::CandidateView& one : found) {
    Dict row = table.add("ROW");
    row.set("PATH", motive == motives_to_choose().front().code ? "/mineurs/" + one.id.text() : fmt::format("/mineurs/{}?motif={}", one.id.text(), motive));
    row.set("NAME", tied(one.display)).set("AGE", show_age(one.age)).set("REFERENCE", one.reference);
    row.set("REASONS", fmt::format("{}", fmt::join(one.likeness.reasons, ", ")));
  }
}

}  // namespace

http::Response get_search(const Context&, const http::Request& request, const access::Actor& actor) {
  Page page(request, actor, "Rechercher un mineur", "recherche.html");
  show_motives(page.body(), chosen_motive({}));
  return page.answer();
}

/// A POST that changes nothing: what is looked for is a name, and names never travel in a URL.
http::Response post_search(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Page page(request, actor, "Rechercher un mineur", "recherche.html");
  const std::string query = body->text("q");
  page.body().set("QUERY", query);
  const std::string_view motive = chosen_motive(body->text("motif"));
  show_motives(page.body(), motive);
  const auto found = casework::search_minors(context.desk, actor, query, 20);
  if (!found && found.error().kind != base::Kind::invalid) return refuse(context, request, found.error());
  if (!found) {
    page.body().set_part("WRONG", tied(found.error().text));
    return page.errors({{found.error().text, "q"}}).answer(422);
  }
  show_found(page.body(), *found, motive);
  return page.answer();
}

}  // namespace vigie::pages
