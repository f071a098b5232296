#include "casework/transmit.hpp"
#include "pages/declaration_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

/// A call is taken back from the page of its absence.
void show_acts(Page& page, const SignedView& view, const access::Actor& actor) {
  Dict& body = page.body();
  const std::string path = view.path();
  const bool declares = access::may(actor, access::Act::declare);
  if (declares && view.may_take_back()) {
    body.add("CORRECT").set("ACTION", view.path("corriger"));
    body.add("WITHDRAW").set("PATH", view.path("retirer"));
  }
  if (view.own && access::may(actor, access::Act::transmit)) body.add("TRANSMIT").set("PATH", view.path("transmettre"));
  if (declares && view.may_restore()) body.add("RESTORE").set("PATH", view.path("retablir"));
  body.set("PRINT", path + "/impression").set("FILE", path + "/fichier");
}

/// To whom its organisation transmitted it, and why.
void show_transmissions(Dict& body, const Context& context, const access::Actor& actor, const SignedView& view) {
  const auto all = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::show_transmissions(reading, view.declaration.id);
  });
  for (const casework::TransmissionView& one : all)
    body.add("TRANSMITTED").set("TO", one.to).set("AT", show_instant(one.told.at, view.zone)).set("BY", one.by).show(one.told.fields.empty() ? "WHOLE" : "PART");
}

}  // namespace

http::Response get_declaration(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  Page page(request, actor, view->form->title, "declaration.html");
  show_signed(page.body(), *view);
  show_acts(page, *view, actor);
  show_transmissions(page.body(), context, actor, *view);
  if (request.query_value("retiree")) page.done("La déclaration est retirée. Elle reste lisible et ne compte plus.");
  if (request.query_value("transmise")) page.done("La déclaration est transmise. La transmission est au journal.");
  if (request.query_value("retablie")) page.done("La déclaration compte à nouveau.");
  return page.once().back("/", "Accueil").answer();
}

http::Response get_declaration_print(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  return print_signed(*view, Paper::page);
}

http::Response get_declaration_file(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  return print_signed(*view, Paper::file);
}

}  // namespace vigie::pages
