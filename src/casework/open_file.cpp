#include "casework/open_file.hpp"

#include "base/text.hpp"
#include "casework/show_voices.hpp"
#include "store/identities.hpp"

namespace vigie::casework {

std::string motive_from(const std::optional<std::string_view>& header) {
  if (!header || header->empty() || header->size() > 40) return "consultation";
  for (const char c : *header)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return "consultation";
  return std::string(*header);
}

base::Status note_opening(const Desk& desk, const access::Actor& actor, std::string_view subject, const std::string& file,
                          const std::string& motive) {
  const bool due = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::opening_is_due(reading, actor, file);
  });
  if (!due) return base::Done{};
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    store::mark_opening(unit, file);
    unit.commit({"consultation", std::string(subject), file, motive, ""});
    return base::Done{};
  });
}

base::Result<MinorView> open_minor(const Desk& desk, const access::Actor& actor, base::MinorId id, const std::string& motive) {
  const auto within = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_minor(reading, id);
  });
  if (!within) return unknown_to_you("Mineur");
  if (const auto noted = note_opening(desk, actor, "minor", within->id.text(), motive); !noted) return noted.error();
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) -> base::Result<MinorView> {
    const auto minor = store::find_minor(reading, id);
    if (!minor) return unknown_to_you("Mineur");
    MinorView view{show_minor(desk, reading, *minor), minor->version, {}, readable_by(reading, minor->id), {}, {}, {}};
    File file = load_file(reading, minor->id);
    for (store::ToldPerson& told : store::list_persons(reading, file.family))
      if (told.counts) view.told.emplace_back(told.declaration, std::move(told.person));
    view.merges = store::list_merges(reading, file.family);
    if (view.readable)  // of others' declarations a home knows that an absence exists, with its dates: no count, no answer
      std::erase_if(file.voices, [&](const auto& voice) { return !view.readable->contains(voice.id); });
    view.history = episodes::history(file.line, file.voices, reading.now);
    for (const auto& [episode, record] : file.records) {
      EpisodeView shown = brief(reading, record);
      shown.record.episode.declarations = store::list_of_episode(reading, episode);
      view.episodes.push_back(std::move(shown));
    }
    std::sort(view.episodes.begin(), view.episodes.end(), [](const auto& a, const auto& b) {
      return std::tie(a.record.episode.departed.latest, a.record.episode.id) <
             std::tie(b.record.episode.departed.latest, b.record.episode.id);
    });
    return view;
  });
}

base::Result<EpisodeView> open_episode(const Desk& desk, const access::Actor& actor, base::EpisodeId id, const std::string& motive) {
  const auto record = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_episode(reading, id);
  });
  if (!record) return unknown_to_you("Absence");
  const bool pseudonymous = access::scope_of(actor).reach == access::Scope::Reach::pseudonymous;
  const auto noted = pseudonymous ? note_opening(desk, actor, "episode", id.text(), motive)
                                  : note_opening(desk, actor, "minor", record->minor.text(), motive);
  if (!noted) return noted.error();
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) -> base::Result<EpisodeView> {
    auto fresh = store::find_episode(reading, id);
    if (!fresh) return unknown_to_you("Absence");
    return whole(desk, reading, std::move(*fresh));
  });
}

base::Result<store::Declaration> open_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id,
                                                  const std::string& motive) {
  auto declaration = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::find_declaration(reading, id);
  });
  if (!declaration) return unknown_to_you("Déclaration");
  const auto noted = declaration->minor ? note_opening(desk, actor, "minor", declaration->minor->text(), motive)
                                        : note_opening(desk, actor, "declaration", id.text(), motive);
  if (!noted) return noted.error();
  hide_caller(desk, actor, *declaration);
  return std::move(*declaration);
}

base::Result<std::vector<CandidateView>> search_minors(const Desk& desk, const access::Actor& actor, std::string_view query,
                                                       std::size_t limit) {
  if (base::length_of(base::trim(query)) < 2)
    return base::field_error("/q", "recherche_trop_courte", "La recherche demande au moins deux caractères.");
  auto found = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<CandidateView> views;
    if (const auto reference = base::parse_reference(query)) {
      if (const auto minor = store::find_minor_by_reference(reading, *reference)) {
        views.push_back(show_minor(desk, reading, *minor));
        views.back().likeness = {1.0, {"référence"}};
      }
    }
    for (identity::Candidate& candidate : desk.store.people().search(query, limit, store::reaches(reading))) {
      const auto minor = store::find_minor(reading, candidate.minor);
      if (!minor) continue;
      views.push_back(show_minor(desk, reading, *minor));
      views.back().likeness = std::move(candidate.likeness);
    }
    return views;
  });
  const auto written = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({"recherche", "minor", "", "", fmt::format("resultats={}", found.size())});
    return base::Done{};
  });
  if (!written) return written.error();
  return found;
}

}  // namespace vigie::casework
