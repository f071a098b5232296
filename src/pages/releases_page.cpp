#include "base/hash.hpp"
#include "base/text.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {
/// As sha256sum prints it: a copy of the file can be held against it.
std::string hash_of(std::string_view file) { return base::to_hex(base::sha256(file)); }
}  // namespace

http::Response get_releases(const Context& context, const http::Request& request, const access::Actor& actor) {
  Page page(request, actor, "Formulaires et règles", "formulaires.html");
  Dict& body = page.body();
  for (const forms::Form* form : context.desk.forms.list()) {
    Dict row = body.add("ROW");
    row.set("ID", form->id).set("LABEL", form->title).set("VERSION", form->version).set("HASH", hash_of(form->text));
    row.set("COUNT", fmt::format("{}\u00a0champs", form->fields.size()));
  }
  const triage::RuleSet& rules = context.desk.rules;
  Dict row = body.add("ROW");
  row.set("ID", rules.id).set("LABEL", rules.title).set("VERSION", rules.version).set("HASH", hash_of(casework::embedded_rules_text()));
  row.set("COUNT", fmt::format("{}\u00a0règles", rules.rules.size()));
  return page.answer();
}

}  // namespace vigie::pages
