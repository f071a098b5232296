#include "casework/open_file.hpp"
#include "pages/carry_over.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/home_minors.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;
constexpr std::string_view forms_to_begin[] = {"classique", "inquietante", "preventive"};

bool begins(const std::string& form) { return std::find(std::begin(forms_to_begin), std::end(forms_to_begin), form) != std::end(forms_to_begin); }

http::Response show_new(const Context& context, const http::Request& request, const access::Actor& actor, const std::string& wrong) {
  Page page(request, actor, "Nouvelle déclaration", "declaration_nouvelle.html");
  for (const std::string_view id : forms_to_begin) {
    const forms::Form& form = context.desk.forms.get(id);
    page.body().add("FORM").set("ID", form.id).set("LABEL", tied(form.title)).set("ABOUT", tied(form.about));
  }
  page.body().set_part("WRONG", wrong);
  if (access::scope_of(actor).reach == access::Scope::Reach::own_minors) show_home_minors(page.body(), context, actor, context.desk.store.clock().now());
  if (!wrong.empty()) page.errors({{wrong, "form-classique"}});
  return page.once().back("/declarations", "Déclarations").answer(wrong.empty() ? 200 : 422);
}

/// What the draft begins with: nothing, a known child, a preventive sheet.
base::Result<casework::DraftPatch> first_patch(const Context& context, const access::Actor& actor, const Body& body) {
  const forms::Form& form = context.desk.forms.get(body.text("form"));
  casework::DraftPatch patch{{"form", form.id}, {"answers", json::object()}};
  if (body.has("fiche")) {
    const auto sheet = open_sheet(context, actor, body.text("fiche"));
    if (!sheet) return sheet.error();
    patch["answers"] = form.id == "preventive" ? renewed(form, *sheet) : carried_over(form, *sheet);
    patch["minor"] = sheet->minor->text();
    patch["sheet"] = sheet->id.text();
  } else if (body.has("mineur")) {
    const auto id = base::MinorId::parse(body.text("mineur"));
    const auto minor = id ? casework::open_minor(context.desk, actor, *id, "declaration") : base::Result<casework::MinorView>(casework::unknown_to_you("Mineur"));
    if (!minor) return minor.error();
    patch["minor"] = minor->minor.id.text();
  }
  return patch;
}

/// Another choice made on the same page opens another draft.
std::optional<store::Repetition> repetition_in(const Context& context, const http::Request& request, const Body& body) {
  http::Pairs pairs = body.pairs();
  for (auto& [name, value] : pairs)
    if (name == "_cle" && !value.empty()) value += fmt::format(" {} {} {}", body.text("form"), body.text("fiche"), body.text("mineur"));
  return repetition_of(Body(std::move(pairs)), request, context.desk.store.vault());
}

}  // namespace

http::Response get_new_declaration(const Context& context, const http::Request& request, const access::Actor& actor) {
  return show_new(context, request, actor, "");
}

http::Response post_new_declaration(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  if (!begins(body->text("form"))) return show_new(context, request, actor, "Choisissez le formulaire.");
  const auto patch = first_patch(context, actor, *body);
  if (!patch) return refuse(context, request, patch.error());
  const auto draft = casework::begin_draft(context.desk, actor, *patch, repetition_in(context, request, *body));
  if (!draft) return refuse(context, request, draft.error());
  const std::string path = "/declarations/brouillons/" + draft->draft.id.text();
  const bool from_sheet = patch->contains("sheet") && body->text("form") != "preventive";
  return see_other(from_sheet ? path + "/changements" : path);
}

}  // namespace vigie::pages
