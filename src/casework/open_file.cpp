#include "casework/open_file.hpp"

#include "base/text.hpp"
#include "casework/find_marked.hpp"
#include "casework/heard_persons.hpp"
#include "store/accounts.hpp"
#include "store/identities.hpp"
#include "store/placements.hpp"

namespace vigie::casework {

std::string motive_from(const std::optional<std::string_view>& header) {
  if (!header || header->empty() || header->size() > 40) return "consultation";
  for (const char c : *header)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return "consultation";
  return std::string(*header);
}

namespace {

/// What an audit line says is opened.
struct Opening {
  std::string_view subject;
  std::string file;
};

base::Status write_opening(const Desk& desk, const access::Actor& actor, const Opening& opening, const std::string& motive) {
  if (const auto may = check_opening_pace(desk, actor, opening.file); !may) return may.error();
  bool noted = false;
  const auto written = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    noted = !store::opening_is_due(unit.reading(), actor, opening.file);
    if (noted) return conflict("deja_notee", "Déjà notée.");  // by a request of the same account, this very moment
    store::mark_opening(unit, opening.file);
    unit.commit({"consultation", std::string(opening.subject), opening.file, motive, ""});
    return base::Done{};
  });
  if (!written && !noted) return written.error();
  return base::Done{};
}

Opening opening_of(const access::Actor&, const store::Minor& minor) { return {"minor", minor.id.text()}; }

Opening opening_of(const access::Actor& actor, const store::EpisodeRecord& record) {
  if (access::scope_of(actor).reach == access::Scope::Reach::pseudonymous) return {"episode", record.episode.id.text()};
  return {"minor", record.minor.text()};
}

Opening opening_of(const access::Actor&, const store::Declaration& declaration) {
  if (declaration.minor) return {"minor", declaration.minor->text()};
  return {"declaration", declaration.id.text()};
}

/// Shows what `find` reaches, from one snapshot; nobody has it before the line that says so is durable.
template <class View, class Find, class Show>
base::Result<View> open(const Desk& desk, const access::Actor& actor, std::string_view what, const std::string& motive,
                        const Find& find, const Show& show) {
  std::optional<Opening> due;
  auto seen = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) -> base::Result<View> {
    auto found = find(reading);
    if (!found) return unknown_to_you(what);
    if (Opening opening = opening_of(actor, *found); store::opening_is_due(reading, actor, opening.file)) due = std::move(opening);
    return show(reading, std::move(*found));
  });
  if (!due) return seen;
  if (const auto noted = write_opening(desk, actor, *due, motive); !noted) return noted.error();
  return seen;
}

/// Who the child is: by what the reader opens, and by whatever was told of those that it hosts, since it does.
std::vector<MinorView::Told> show_told(const store::Reading& reading, const File& file, const Readable& readable,
                                       const std::optional<store::Placement>& placement) {
  std::vector<MinorView::Told> told;
  for (store::ToldPerson& one : heard_of(reading, store::list_counted(reading, file.family, file.voices), readable, placement)) {
    const bool opens = readable.opens(one.declaration);
    told.push_back({opens ? std::optional(one.declaration) : std::nullopt, std::move(one.person)});
  }
  return told;
}

std::optional<MinorView::Hosted> show_hosted(const store::Reading& reading, const std::optional<store::Placement>& placement) {
  if (reading.scope.reach != access::Scope::Reach::own_minors) return std::nullopt;
  MinorView::Hosted hosted;
  if (!placement) return hosted;
  hosted.since = placement->since;
  const auto account = placement->recorded_by ? store::find_account(reading.sql, *placement->recorded_by) : std::nullopt;
  if (account) hosted.recorded_by = account->actor.login;
  return hosted;
}

MinorView show_file(const Desk& desk, const store::Reading& reading, const store::Minor& minor) {
  MinorView view{show_minor(desk, reading, minor), minor.version, {}, {}, {}, {}, {}};
  File file = load_line(reading, minor.id);
  const Readable readable = readable_in(reading, file);
  const auto placement = store::find_placement(reading, file.family);
  view.told = show_told(reading, file, readable, placement);
  view.hosted = show_hosted(reading, placement);
  if (access::reads(reading.scope, access::Data::merges, access::Hold::stranger)) view.merges = store::list_merges(reading, file.family);
  // Of what is closed to it a person knows that an absence exists, with its dates: no count, no answer.
  auto heard = Hearer(desk.forms, readable).hear(file);
  view.links = list_links(desk, reading, file, readable, heard ? *heard : file);
  if (heard) file = std::move(*heard);
  view.history = episodes::history(file.line, file.voices, reading.now);
  for (auto& [episode, record] : file.records) {
    std::erase_if(record.episode.declarations, [&](const auto& id) { return !readable.opens(id); });
    view.episodes.push_back(brief(reading, std::move(record)));
  }
  std::sort(view.episodes.begin(), view.episodes.end(), [](const auto& a, const auto& b) {
    return std::tie(a.record.episode.departed.latest, a.record.episode.id) <
           std::tie(b.record.episode.departed.latest, b.record.episode.id);
  });
  return view;
}

}  // namespace

base::Status note_opening(const Desk& desk, const access::Actor& actor, std::string_view subject, const std::string& file,
                          const std::string& motive) {
  const bool due = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return store::opening_is_due(reading, actor, file);
  });
  if (!due) return base::Done{};
  return write_opening(desk, actor, {subject, file}, motive);
}

base::Result<MinorView> open_minor(const Desk& desk, const access::Actor& actor, base::MinorId id, const std::string& motive) {
  return open<MinorView>(
      desk, actor, "Mineur", motive, [&](const store::Reading& reading) { return store::find_minor(reading, id); },
      [&](const store::Reading& reading, const store::Minor& minor) { return show_file(desk, reading, minor); });
}

base::Result<EpisodeView> open_episode(const Desk& desk, const access::Actor& actor, base::EpisodeId id, const std::string& motive) {
  return open<EpisodeView>(
      desk, actor, "Absence", motive, [&](const store::Reading& reading) { return store::find_episode(reading, id); },
      [&](const store::Reading& reading, store::EpisodeRecord record) { return whole(desk, reading, std::move(record)); });
}

base::Result<store::Declaration> open_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id,
                                                  const std::string& motive) {
  return open<store::Declaration>(
      desk, actor, "Déclaration", motive, [&](const store::Reading& reading) { return find_readable(reading, id); },
      [](const store::Reading&, store::Declaration found) { return found; });
}

base::Result<std::vector<CandidateView>> search_minors(const Desk& desk, const access::Actor& actor, std::string_view query,
                                                       std::size_t limit) {
  if (base::length_of(base::trim(query)) < 2)
    return base::field_error("/q", "recherche_trop_courte", "La recherche demande au moins deux caractères.");
  if (const auto may = check_search_pace(desk, actor); !may) return may.error();
  auto found = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<CandidateView> views;
    const auto add = [&](CandidateView view) {
      if (std::none_of(views.begin(), views.end(), [&](const CandidateView& one) { return one.id == view.id; })) views.push_back(std::move(view));
    };
    if (const auto reference = base::parse_reference(query)) {
      if (const auto minor = store::find_minor_by_reference(reading, *reference)) {
        CandidateView view = show_minor(desk, reading, *minor);
        view.likeness = {1.0, {"référence"}};
        add(std::move(view));
      }
    }
    for (CandidateView& marked : find_marked(desk, reading, query)) add(std::move(marked));
    for (identity::Candidate& candidate : desk.store.people().search(query, limit, store::reaches(reading))) {
      const auto minor = store::find_minor(reading, candidate.minor);
      if (!minor || !keep_heard(reading, candidate, [&](const identity::Index& heard) { return heard.search(query, 1, anybody); })) continue;
      CandidateView view = show_minor(desk, reading, *minor);
      view.likeness = std::move(candidate.likeness);
      add(std::move(view));
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
