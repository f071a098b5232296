#include "pages/handlers.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

void show_jobs(Dict& body, access::Role role) {
  std::optional<Dict> jobs;
  for (const MenuEntry& entry : menu()) {
    if (entry.job.empty() || !entry.roles.has(role)) continue;
    if (!jobs) jobs = body.add("JOBS");
    jobs->add("JOB").set("PATH", entry.path).set("LABEL", entry.label).set("ABOUT", entry.job);
  }
}

}  // namespace

http::Response get_home(const Context& context, const http::Request& request, const access::Actor&) {
  const access::Actor actor = visitor(context, request);
  const bool known = !actor.login.empty();
  Page page(request, actor, known ? "Accueil" : "Vigie", "accueil.html");
  if (!known) {
    page.body().show("UNKNOWN");
    return page.answer();
  }
  Dict home = page.body().add("KNOWN");
  show_jobs(home, actor.role);
  home.set("HELP", fmt::format("/aide/{}", access::to_text(actor.role)));
  return page.answer();
}

}  // namespace vigie::pages
