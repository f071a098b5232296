#include "casework/export_past.hpp"

#include "store/exports.hpp"

namespace vigie::casework {

namespace {

/// To the millisecond when it has any, so that what follows from it stays the same.
std::string exact(base::Instant instant) {
  std::string text = base::to_rfc3339(instant);
  const auto ms = static_cast<int>(((instant.ms % 1000) + 1000) % 1000);
  if (ms != 0) text.insert(19, fmt::format(".{:03}", ms));
  return text;
}

boost::json::object line_of(const store::Reading& reading, const store::ToldDeclaration& told, std::size_t rank, bool everything) {
  const store::Declaration& one = told.declaration;
  boost::json::object line{{"key", told.key},
                           {"rank", rank},
                           {"form", one.form},
                           {"form_version", one.form_version},
                           {"organisation", told.organisation},
                           {"signed_at", exact(one.signed_at)}};
  if (one.minor) line["minor_key"] = one.minor->text();
  if (one.episode) line["episode_key"] = one.episode->text();
  if (everything && one.amends) line["amends"] = store::key_of(reading, *one.amends);
  if (one.withdrawn_at) line["withdrawn_at"] = exact(*one.withdrawn_at);
  line["answers"] = one.answers;
  return line;
}

}  // namespace

std::size_t export_past(const Desk& desk, const access::Actor& by, const ExportChoice& choice,
                        const std::function<void(const boost::json::object&)>& say) {
  const auto noted = desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({"export", "directory", "", "", choice.everything ? "tout" : ""});
    return base::Done{};
  });
  if (!noted) throw base::Fault(noted.error().text);
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    std::size_t rank = 0;
    store::each_declaration(reading, [&](const store::ToldDeclaration& told) {
      const store::Declaration& one = told.declaration;
      if (!choice.everything && (one.amended_by || one.withdrawn_at)) return;
      say(line_of(reading, told, ++rank, choice.everything));
    });
    return rank;
  });
}

}  // namespace vigie::casework
