#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/draft.hpp"

namespace vigie::api {

namespace {

constexpr std::string_view merge_patch = "application/merge-patch+json";

template <class Id>
void settle_id(Members& members, casework::DraftPatch& patch, std::string_view key) {
  if (const auto id = members.id<Id>(key)) patch[key] = id->text();
}
void settle_truth(Members& members, casework::DraftPatch& patch, std::string_view key) {
  if (!members.truth(key) && patch.contains(key)) patch[key] = nullptr;
}

/// What is said to a draft, its own members checked. `whole`: the form and the answers must be there.
base::Result<casework::DraftPatch> read_patch(const http::Request& request, bool whole) {
  const auto body = read_object(request, whole ? std::string_view() : merge_patch);
  if (!body) return body.error();
  casework::DraftPatch patch = *body;
  Members members(*body);
  if (const auto form = members.text("form", 60)) patch["form"] = *form;
  members.object("answers");
  for (const std::string_view key : {"form", "answers"})  // null would take away what a draft cannot be without
    if (!base::find(*body, key) && (whole || body->contains(key))) members.require(key, false);
  settle_id<base::MinorId>(members, patch, "minor");
  settle_truth(members, patch, "new_minor");
  settle_id<base::EpisodeId>(members, patch, "episode");
  settle_truth(members, patch, "new_episode");
  if (const auto fine = members.done(); !fine) return fine.error();
  return patch;
}

base::Result<casework::Seen> seen_of(const http::Request& request) {
  const auto version = seen_version(request);
  if (!version) return version.error();
  return casework::Seen{request.header("if-match").has_value(), *version};
}

boost::json::object brief_json(const casework::DraftView& view) {
  const store::Draft& draft = view.draft;
  return {{"id", draft.id.text()},
          {"form", draft.form},
          {"opened_at", base::to_rfc3339(draft.opened_at)},
          {"opened_by", view.opened_by},
          {"saved_at", base::to_rfc3339(draft.saved_at)},
          {"saved_by", view.saved_by},
          {"declaration", draft.declaration ? text_or_null(draft.declaration->text()) : boost::json::value()},
          {"version", draft.version}};
}

boost::json::object whole_json(const casework::DraftView& view) {
  boost::json::object json = brief_json(view);
  const boost::json::object& said = view.draft.said;
  json["answers"] = said.at("answers");
  for (const std::string_view choice : {"minor", "episode"}) json[choice] = said.contains(choice) ? said.at(choice) : nullptr;
  for (const std::string_view choice : {"new_minor", "new_episode"}) json[choice] = said.contains(choice);
  return json;
}

}  // namespace

http::Response post_draft(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto patch = read_patch(request, true);
  if (!patch) return http::problem(patch.error());
  const auto repetition = repetition_of(request, "POST /api/v1/drafts", context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  const auto view = casework::begin_draft(context.desk, actor, *patch, *repetition);
  if (!view) return http::problem(view.error());
  http::Response response = answer(201, whole_json(*view), view->draft.version);
  response.headers.emplace_back("Location", "/api/v1/drafts/" + view->draft.id.text());
  return response;
}

http::Response list_drafts(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto page = page_of(request);
  if (!page) return http::problem(page.error());
  auto views = casework::list_drafts(context.desk, actor, page->after, page->limit + 1);
  boost::json::value next;
  if (views.size() > static_cast<std::size_t>(page->limit)) {
    views.pop_back();
    next = boost::json::string(cursor(views.back().draft.opened_at.ms, views.back().draft.id.text()));
  }
  boost::json::array items;
  for (const casework::DraftView& view : views) items.push_back(brief_json(view));
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

http::Response get_draft(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DraftId>(request);
  if (!id) return http::problem(id.error());
  const auto view = casework::open_draft(context.desk, actor, *id, casework::motive_from(request.header("vigie-motif")));
  if (!view) return http::problem(view.error());
  return answer(200, whole_json(*view), view->draft.version);
}

http::Response patch_draft(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DraftId>(request);
  if (!id) return http::problem(id.error());
  const auto seen = seen_of(request);
  if (!seen) return http::problem(seen.error());
  const auto patch = read_patch(request, false);
  if (!patch) return http::problem(patch.error());
  const auto view = casework::save_draft(context.desk, actor, *id, *patch, *seen);
  if (!view) return http::problem(view.error());
  return answer(200, whole_json(*view), view->draft.version);
}

http::Response delete_draft(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DraftId>(request);
  if (!id) return http::problem(id.error());
  const auto seen = seen_of(request);
  if (!seen) return http::problem(seen.error());
  if (const auto gone = casework::abandon_draft(context.desk, actor, *id, *seen); !gone) return http::problem(gone.error());
  return nothing_more();
}

http::Response post_draft_sign(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DraftId>(request);
  if (!id) return http::problem(id.error());
  const auto seen = seen_of(request);
  if (!seen) return http::problem(seen.error());
  if (const auto fine = check_takes_nothing(request); !fine) return http::problem(fine.error());
  const auto receipt = casework::sign_draft(context.desk, actor, *id, *seen);
  if (!receipt) return http::problem(receipt.error());
  return show_signed(context, actor, *receipt);
}

}  // namespace vigie::api
