#pragma once
// pages: the French pages, server-rendered, over the same acts as api. Pages add no rule of their own.
// 1. Every page works without JavaScript; modules in src/web/modules only make it quicker.
// 2. Values reach HTML through templates alone, which escape them; no HTML is written in C++.
// 3. What changes data is a POST that ends in a redirection (see_other) or in the same form with its errors (422).
// 4. Names never travel in a URL; a page's cookies hold the session, two choices of display, for ten minutes a sign-in or
//    sign-out by a provider that is under way and, sealed, what signing out there takes; nothing else.
//
// To add a page, say « veille »:
// 1. Template: src/web/templates/veille.html, the content of <main> only, h1 included ({{TITLE}} is its text). Quote every
//    attribute. A piece of its own ({{>PIECE}}) sees only the values given to it.
// 2. Handler: src/pages/veille_page.cpp (add it to FILES in src/CMakeLists.txt), declared in pages/handlers.hpp:
//      http::Response get_veille(const Context& context, const http::Request& request, const access::Actor& actor) {
//        Page page(request, actor, "Veille", "veille.html");
//        page.body().add("ROW").set("NAME", …);
//        return page.answer();
//      }
// 3. Route: your block in src/cli/page_routes.cpp, with its roles; menu entry in pages/navigation.cpp.
// 4. Style: src/web/styles/_veille.scss and one @use line in vigie.scss; colours from _theme.scss only. Module:
//    src/web/modules/veille.js, then page.module("veille.js").
// 5. Form: read_body(request) gives the fields posted; pages/fields.hpp draws and reads fields of a form definition.
//    A refusal of an act goes back beside its field: page.errors(…) and page.answer(422); one without a field, or about
//    what is not the visitor's to know: refuse(context, request, error), which makes the right page.
// 6. A form that records something carries page.once() ({{ONCE}}), and its act repetition_of(body, …): pressed twice, done once.
// 7. Tests: the role table of tests/service/test_pages.py, a browser test in tests/browser, which also runs axe, 320 px
//    and the dark theme over it; tests/pages/escape_test.cpp finds new templates by itself.
#include "http/problem.hpp"
#include "pages/body.hpp"
#include "pages/context.hpp"
#include "pages/render.hpp"

namespace vigie::pages {

/// One error of a form, for the summary: a sentence, and the id of the element to mend.
struct ShownError {
  std::string text;
  std::string at;  // may be empty: about the whole form
};

/// One page on its way: the frame (header, navigation, footer), the content, the answer.
class Page {
 public:
  /// `content` is the template of <main>; `title` is both <title> and {{TITLE}} of the content. An actor without a login is
  /// a visitor that nobody knows.
  Page(const http::Request& request, const access::Actor& actor, std::string_view title, std::string_view content);

  /// The values of the content.
  Dict& body() { return body_; }
  /// A further module of src/web/modules, for instance "fields.js".
  Page& module(std::string_view name);
  /// « ‹ Retour » above the content.
  Page& back(std::string_view path, std::string_view text = "Retour");
  /// The summary « Il y a un problème », focused when the page opens; the title begins with « Erreur : ».
  Page& errors(const std::vector<ShownError>& errors);
  /// A banner that says what has just been done.
  Page& done(std::string_view text);
  /// A key of one's own for the form {{ONCE}}: what is sent twice with it is done once.
  Page& once();
  http::Response answer(int status = 200);

 private:
  Dict frame_, body_;
  std::string title_;
  bool wrong_ = false;
};

/// 303 to a path of this service, after a POST.
http::Response see_other(std::string_view path);

/// The page of a refusal: unknown, not yours, already done, too many … A visitor who is not signed in goes to /connexion
/// and comes back.
http::Response refuse(const Context& context, const http::Request& request, const base::Error& error);
/// The same for what the router refuses.
http::Response show_refusal(const Context& context, const http::Request& request, const http::Refusal& refusal);
/// The same without knowing who asks, on any thread: nothing is read.
http::Response show_bare_refusal(const http::Refusal& refusal);

/// The path to come back to after signing in, if it is one of this service; else « / ».
std::string local_path(std::string_view told);

}  // namespace vigie::pages
