#include "pages/keep_typed.hpp"

#include "pages/draft_conflict.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;
constexpr int most_saves = 20;  // somebody saves faster than one does: then they are told

constexpr std::string_view below_answers = "/answers/";

/// Every pointer that a patch says something at, with what it says.
std::vector<std::pair<std::string, json::value>> said_in(const casework::DraftPatch& patch) {
  std::vector<std::pair<std::string, json::value>> said;
  for (const auto& [key, value] : patch) {
    if (key != "answers") said.emplace_back(base::pointer("", key), value);
    else
      for (const auto& [field, answer] : value.get_object()) said.emplace_back(base::pointer("/answers", field), answer);
  }
  return said;
}

std::vector<std::string> disputed_in(const store::Draft& stands, const casework::DraftPatch& patch, std::int64_t seen) {
  std::vector<std::string> disputed;
  for (Difference& one : differences_in(stands, patch, seen))
    if (one.disputed) disputed.push_back(std::move(one.pointer));
  return disputed;
}

}  // namespace

json::value value_at(const store::Draft& stands, const std::string& pointer) {
  if (pointer == "/form") return json::string(stands.form);
  const bool answer = pointer.starts_with(below_answers);
  const json::object& within = answer ? stands.said.at("answers").get_object() : stands.said;
  const json::value* value = base::find(within, pointer.substr(answer ? below_answers.size() : 1));
  return value ? *value : json::value();
}

std::vector<Difference> differences_in(const store::Draft& stands, const casework::DraftPatch& patch, std::int64_t seen) {
  const auto said = said_in(patch);
  std::vector<Difference> all;
  for (const auto& [pointer, version] : stands.changed) {
    if (version <= seen) continue;
    const auto mine = std::find_if(said.begin(), said.end(), [&](const auto& one) { return one.first == pointer; });
    if (mine == said.end()) all.push_back({pointer, false});
    else if (mine->second != value_at(stands, pointer)) all.push_back({pointer, true});
  }
  return all;
}

bool holds(const store::Draft& stands, const casework::DraftPatch& patch) {
  const auto said = said_in(patch);
  return std::all_of(said.begin(), said.end(), [&](const auto& one) { return one.second == value_at(stands, one.first); });
}

base::Result<Kept> keep_typed(const Context& context, const access::Actor& actor, const store::Draft& draft,
                              const casework::DraftPatch& patch, std::int64_t seen) {
  std::int64_t version = seen;
  for (int tries = 1;; ++tries) {
    auto saved = casework::save_draft(context.desk, actor, draft.id, patch, {true, version});
    if (saved) return Kept{std::move(saved->draft), {}, version != seen};
    if (saved.error().code != "version_depassee" || tries == most_saves) return saved.error();
    auto stands = casework::open_draft(context.desk, actor, draft.id, motive_of(draft));
    if (!stands) return stands.error();
    auto disputed = disputed_in(stands->draft, patch, seen);
    if (!disputed.empty()) return Kept{std::move(stands->draft), std::move(disputed), true};
    version = stands->draft.version;
  }
}

http::Response save_and_go(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& draft,
                           const casework::DraftPatch& patch, std::int64_t seen, const std::string& next) {
  const auto kept = keep_typed(context, actor, draft, patch, seen);
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

json::object unsaved_in(const Fields& fields, const Body& body, const json::object& typed) {
  return body.has("_champs") ? json::object() : changes_in(fields, drawn_in(body), typed);
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
