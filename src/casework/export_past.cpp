#include "casework/export_past.hpp"

#include "casework/export_acts.hpp"

namespace vigie::casework {

namespace {

boost::json::object line_of(const store::Reading& reading, const store::ToldDeclaration& told, std::size_t rank, bool everything) {
  const store::Declaration& one = told.declaration;
  boost::json::object line{{"key", told.key},
                           {"rank", rank},
                           {"form", one.form},
                           {"form_version", one.form_version},
                           {"organisation", told.organisation},
                           {"signed_at", imports::exact(one.signed_at)}};
  if (one.minor) line["minor_key"] = one.minor->text();
  if (one.episode) line["episode_key"] = one.episode->text();
  if (everything && one.amends) line["amends"] = store::key_of(reading, *one.amends);
  if (one.withdrawn_at) line["withdrawn_at"] = imports::exact(*one.withdrawn_at);
  line["answers"] = one.answers;
  return line;
}

boost::json::object line_of(const imports::Line& act, std::size_t rank) {
  boost::json::object line{{"key", act.key},
                           {"rank", rank},
                           {"act", imports::to_text(act.act->sort)},
                           {"organisation", act.organisation},
                           {"signed_at", imports::exact(act.signed_at)}};
  for (auto& [key, value] : imports::to_json(*act.act)) line[key] = std::move(value);
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
    const ActsToSay acts(reading, choice.everything);
    store::each_declaration(reading, [&](const store::ToldDeclaration& told) {
      const store::Declaration& one = told.declaration;
      if (!choice.everything && (one.amended_by || one.withdrawn_at)) return;
      say(line_of(reading, told, ++rank, choice.everything));
      for (const imports::Line& act : acts.after(one)) say(line_of(act, ++rank));
    });
    return rank;
  });
}

}  // namespace vigie::casework
