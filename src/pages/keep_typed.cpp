#include "pages/keep_typed.hpp"

#include "pages/draft_conflict.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;
constexpr int most_saves = 20;  // somebody saves faster than one does: then they are told

/// What stands at a pointer of what is said to a draft; null: nothing.
json::value at(const store::Draft& draft, const std::string& field, bool answer) {
  const json::object& within = answer ? draft.said.at("answers").get_object() : draft.said;
  if (!answer && field == "form") return json::string(draft.form);
  const json::value* stands = base::find(within, field);
  return stands ? *stands : json::value();
}

std::vector<std::string> disputed_in(const store::Draft& stands, const casework::DraftPatch& patch, std::int64_t seen) {
  std::vector<std::string> disputed;
  const auto look = [&](const std::string& pointer, const std::string& field, const json::value& mine, bool answer) {
    const auto changed = stands.changed.find(pointer);
    if (changed != stands.changed.end() && changed->second > seen && at(stands, field, answer) != mine) disputed.push_back(pointer);
  };
  for (const auto& [key, value] : patch) {
    if (key != "answers") look(base::pointer("", key), key, value, false);
    else
      for (const auto& [field, answer] : value.get_object()) look(base::pointer("/answers", field), field, answer, true);
  }
  return disputed;
}

}  // namespace

base::Result<Kept> keep_typed(const Context& context, const access::Actor& actor, base::DraftId id, const casework::DraftPatch& patch,
                              std::int64_t seen) {
  std::int64_t version = seen;
  for (int tries = 1;; ++tries) {
    auto saved = casework::save_draft(context.desk, actor, id, patch, {true, version});
    if (saved) return Kept{std::move(saved->draft), {}, version != seen};
    if (saved.error().code != "version_depassee" || tries == most_saves) return saved.error();
    auto stands = casework::open_draft(context.desk, actor, id, "declaration");
    if (!stands) return stands.error();
    auto disputed = disputed_in(stands->draft, patch, seen);
    if (!disputed.empty()) return Kept{std::move(stands->draft), std::move(disputed), true};
    version = stands->draft.version;
  }
}

http::Response save_and_go(const Context& context, const http::Request& request, const access::Actor& actor, const DraftView& view,
                           const casework::DraftPatch& patch, std::int64_t seen, const std::string& next) {
  const auto kept = keep_typed(context, actor, view.draft.id, patch, seen);
  if (!kept) return refuse(context, request, kept.error());
  if (!kept->disputed.empty()) return show_conflict(context, request, actor, kept->draft, {patch, kept->disputed, next, {}});
  if (!kept->beside) return see_other(next);
  const std::size_t mark = next.find('#');
  const std::string path = next.substr(0, mark);
  return see_other(fmt::format("{}{}aussi=1{}", path, path.find('?') == path.npos ? '?' : '&', mark == next.npos ? "" : next.substr(mark)));
}

std::int64_t version_in(const Body& body) {
  const std::string text = body.text("_version");
  if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != text.npos) return 0;
  return std::stoll(text);
}

namespace {

/// Whether two answers show alike: a page shows instants to the minute.
bool alike(const forms::Field& field, const json::value& one, const json::value& other) {
  if (field.type != forms::FieldType::instant || !one.is_string() || !other.is_string()) return one == other;
  const auto a = base::parse_time(std::string(one.get_string())), b = base::parse_time(std::string(other.get_string()));
  return a && b && a->instant && b->instant ? a->instant->ms / 60'000 == b->instant->ms / 60'000 : one == other;
}

}  // namespace

json::object changes_in(const Fields& fields, const json::object& drawn, const json::object& typed) {
  json::object changes;
  for (const forms::Field* field : fields) {
    const auto *before = base::find(drawn, field->id), *after = base::find(typed, field->id);
    if (after && (!before || !alike(*field, *before, *after))) changes[field->id] = *after;
    if (!after && before) changes[field->id] = nullptr;
  }
  return changes;
}

std::string drawn_text(const Fields& fields, const json::object& answers) {
  json::object drawn;
  for (const forms::Field* field : fields)
    if (const json::value* answer = base::find(answers, field->id)) drawn[field->id] = *answer;
  return base::to_text(drawn);
}

json::object drawn_in(const Body& body) {
  auto drawn = base::parse_json(body.raw("_vu"));
  return drawn && drawn->is_object() ? std::move(drawn->get_object()) : json::object();
}

}  // namespace vigie::pages
