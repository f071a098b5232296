#include "pages/declaration_view.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

void show_acts(Page& page, const SignedView& view) {
  Dict& body = page.body();
  const std::string path = view.path();
  if (view.may_take_back()) {
    body.add("CORRECT").set("ACTION", view.path("corriger"));
    body.add("WITHDRAW").set("PATH", view.path("retirer"));
  }
  if (view.may_restore()) body.add("RESTORE").set("PATH", view.path("retablir"));
  body.set("PRINT", path + "/impression").set("FILE", path + "/fichier");
}

}  // namespace

http::Response get_declaration(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  Page page(request, actor, view->form->title, "declaration.html");
  show_signed(page.body(), *view);
  show_acts(page, *view);
  if (request.query_value("retiree")) page.done("La déclaration est retirée. Elle reste lisible et ne compte plus.");
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
