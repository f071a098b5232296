#include "casework/merge_minors.hpp"
#include "casework/open_file.hpp"
#include "casework/show_readers.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/motives.hpp"
#include "pages/own_fields.hpp"

namespace vigie::pages {

namespace {

constexpr int most_readers = 200;

std::string path_of(const casework::MinorView& view) { return "/mineurs/" + view.minor.id.text(); }

base::Result<casework::MinorView> open(const Context& context, const http::Request& request, const access::Actor& actor, std::string motive) {
  const auto id = base::MinorId::parse(request.param("id"));
  if (!id) return casework::unknown_to_you("Mineur");
  return casework::open_minor(context.desk, actor, *id, std::move(motive));
}

const forms::Field& merge_question() {
  static const forms::Field one = own_field(forms::FieldType::narrative, "reason", "Pourquoi c’est le même enfant", "Le motif reste dans le dossier, à votre nom.");
  return one;
}

/// What the form holds: the words looked for, what was found, the reason.
struct ShownMerge {
  std::string query;
  std::vector<casework::CandidateView> found;
  std::optional<base::Error> wrong_query = {};
  Filled filled = {};
};

/// Without a search: those that look like this child.
std::vector<casework::CandidateView> alike(const Context& context, const access::Actor& actor, const casework::MinorView& view) {
  if (view.told.empty()) return {};
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::candidates_for(context.desk, reading, view.told.back().person, view.minor.id, 10);
  });
}

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const casework::MinorView& view,
                         const ShownMerge& shown, int status) {
  Page page(request, actor, "Réunir deux dossiers", "reunion.html");
  Dict& body = page.body();
  body.set("ACTION", request.path).set("NAME", tied(view.minor.display)).set("AGE", show_age(view.minor.age)).set("REFERENCE", view.minor.reference);
  body.set("QUERY", shown.query);
  if (shown.wrong_query) body.set_part("WRONG", tied(shown.wrong_query->text));
  const bool any = std::any_of(shown.found.begin(), shown.found.end(), [&](const auto& one) { return one.id != view.minor.id; });
  if (!any) body.show("NONE");
  else {
    Dict form = body.add("FOUND");
    for (const casework::CandidateView& one : shown.found) {
      if (one.id == view.minor.id) continue;
      Dict row = form.add("OTHER");
      row.set("ID", one.id.text()).set("NAME", tied(one.display)).set("AGE", show_age(one.age)).set("REFERENCE", one.reference);
      row.set("WHY", fmt::format("{}", fmt::join(one.likeness.reasons, ", ")));
    }
    draw_fields(form, {&merge_question()}, shown.filled, {context.desk.store.clock().now()});
  }
  auto errors = shown_errors({&merge_question()}, shown.filled);
  if (shown.wrong_query) errors.push_back({shown.wrong_query->text, "q-reunion"});
  return page.once().back(path_of(view), "Le dossier").errors(errors).answer(status);
}

/// The search of the page: a POST, for names never travel in a URL.
http::Response search(const Context& context, const http::Request& request, const access::Actor& actor, const casework::MinorView& view, const Body& body) {
  ShownMerge shown{body.text("q"), {}};
  auto found = casework::search_minors(context.desk, actor, shown.query, 20);
  if (found) shown.found = std::move(*found);
  else if (found.error().kind != base::Kind::invalid) return refuse(context, request, found.error());
  else shown.wrong_query = found.error();
  return show_form(context, request, actor, view, shown, found ? 200 : 422);
}

}  // namespace

http::Response get_merge(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open(context, request, actor, "reunion");
  if (!view) return refuse(context, request, view.error());
  return show_form(context, request, actor, *view, {"", alike(context, actor, *view)}, 200);
}

http::Response post_merge(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open(context, request, actor, "reunion");
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  if (body->has("q")) return search(context, request, actor, *view, *body);
  ShownMerge shown{"", alike(context, actor, *view)};
  shown.filled = read_fields({&merge_question()}, *body, {context.desk.store.clock().now()});
  const auto into = base::MinorId::parse(body->text("_autre"));
  const auto other = into ? context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto minor = store::find_minor(reading, *into);
    return minor ? std::optional(casework::show_minor(context.desk, reading, *minor)) : std::nullopt;
  }) : std::nullopt;
  if (other && std::none_of(shown.found.begin(), shown.found.end(), [&](const auto& one) { return one.id == other->id; })) shown.found.push_back(*other);
  if (!other) shown.filled.errors.push_back({"", "champ_requis", "Choisissez l’autre dossier : cherchez-le, puis cochez-le."});
  check_text(shown.filled, merge_question(), longest_reason, "Indiquez pourquoi c’est le même enfant.");
  if (!shown.filled.errors.empty()) return show_form(context, request, actor, *view, shown, 422);
  const auto merge = casework::merge_minors(context.desk, actor, view->minor.id, *into, text_of(shown.filled, "reason"), std::nullopt,
                                            repetition_of(*body, request, context.desk.store.vault()));
  if (merge) return see_other(fmt::format("/mineurs/{}?reunis=1", merge->survivor.text()));
  if (merge.error().kind != base::Kind::invalid) return refuse(context, request, merge.error());
  add_refusal(shown.filled, merge.error());
  return show_form(context, request, actor, *view, shown, 422);
}

http::Response post_merge_undone(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open(context, request, actor, "reunion");
  if (!view) return refuse(context, request, view.error());
  const auto id = base::MergeId::parse(request.param("reunion"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Réunion"));
  const auto undone = casework::undo_merge(context.desk, actor, *id);
  if (!undone) return refuse(context, request, undone.error());
  return see_other(path_of(*view) + "?separes=1");
}

http::Response get_readers(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open(context, request, actor, "lectures");
  if (!view) return refuse(context, request, view.error());
  const auto readers = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::list_readers(reading, view->minor.id, most_readers);
  });
  Page page(request, actor, "Qui a lu ce dossier", "lectures.html");
  page.body().set("REFERENCE", view->minor.reference).set("MOST", most_readers);
  for (const casework::ReaderView& one : readers)
    page.body().add("ROW").set("AT", show_instant(one.at)).set("LOGIN", one.login).set("ORGANISATION", one.organisation).set("MOTIVE", show_motive(one.motive));
  return page.back(path_of(*view), "Le dossier").answer();
}

}  // namespace vigie::pages
