#include "casework/watch.hpp"

#include "base/text.hpp"
#include "casework/heard_persons.hpp"
#include "casework/show.hpp"

namespace vigie::casework {

namespace {

constexpr std::size_t most_found = 500;

struct Index {
  std::map<base::EpisodeId, std::vector<store::HeldAlert>> alerts;
  std::map<base::EpisodeId, std::vector<store::Declarant>> declarants;
};

Index index_of(const store::Reading& reading, const access::Actor& actor) {
  Index index;
  for (store::HeldAlert& held : store::list_alerts_of_lasting(reading, actor)) index.alerts[*held.alert.episode].push_back(std::move(held));
  for (store::Declarant& one : store::list_declarants_of_lasting(reading)) index.declarants[one.episode].push_back(std::move(one));
  return index;
}

bool is_mine(const std::vector<store::HeldAlert>* alerts, const access::Actor& actor) {
  return alerts && std::any_of(alerts->begin(), alerts->end(), [&](const store::HeldAlert& held) {
           return held.alert.assigned_to == actor.account || held.alert.acknowledged_by == actor.account;
         });
}

template <class Map>
auto find_in(const Map& map, base::EpisodeId id) -> const typename Map::mapped_type* {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

bool fits(const WatchFilter& filter, const store::Glimpse& absence, const Index& index, const access::Actor& actor, base::Instant now) {
  if (filter.level && absence.stands.level != *filter.level) return false;
  if (filter.qualification && absence.stands.qualification != *filter.qualification) return false;
  if (!filter.departement.empty() && absence.departement != filter.departement) return false;
  if (filter.phase && episodes::phase_of(absence.departed.latest, now) != *filter.phase) return false;
  if (filter.mine && !is_mine(find_in(index.alerts, absence.id), actor)) return false;
  if (!filter.organisation) return true;
  const auto* declarants = find_in(index.declarants, absence.id);
  return declarants && std::any_of(declarants->begin(), declarants->end(), [&](const auto& one) { return one.organisation == *filter.organisation; });
}

Watched shown(const Desk& desk, const store::Reading& reading, store::Glimpse absence, Index& index) {
  Watched row;
  CandidateView who = show_minor(desk, reading, {absence.minor, {}, 0});
  row.display = std::move(who.display);
  row.age = who.age;
  row.phase = episodes::phase_of(absence.departed.latest, reading.now);
  for (const store::Declarant& one : index.declarants[absence.id]) row.declarants.push_back(one.name);
  for (store::HeldAlert& held : index.alerts[absence.id]) {
    const bool late = alerts::overdue(held.alert, reading.now);
    if (alerts::kind(held.alert.kind).task()) {
      row.overdue_tasks += late;
      row.tasks.push_back(std::move(held));
    } else {
      row.overdue = row.overdue || late;
      row.alerts.push_back(std::move(held));
    }
  }
  row.absence = std::move(absence);
  return row;
}

/// The minors among these that the words find; nothing: no words.
std::optional<std::set<base::MinorId>> found_by(const Desk& desk, const store::Reading& reading, const std::vector<store::Glimpse>& lasting, std::string_view words) {
  if (words.empty()) return std::nullopt;
  std::set<base::MinorId> away, found;
  for (const store::Glimpse& one : lasting) away.insert(one.minor);
  for (auto& one : desk.store.people().search(words, most_found, [&](base::MinorId id) { return away.contains(id); }))
    if (keep_heard(reading, one, [&](const identity::Index& heard) { return heard.search(words, 1, anybody); })) found.insert(one.minor);
  const auto reference = base::parse_reference(words);
  for (const store::Glimpse& one : lasting)
    if (reference && one.reference == *reference) found.insert(one.minor);
  return found;
}

base::Status note_search(const Desk& desk, const access::Actor& actor, std::size_t found) {
  const auto written = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({"recherche", "minor", "", "", fmt::format("tableau;resultats={}", found)});
    return base::Done{};
  });
  if (!written) return written.error();
  return base::Done{};
}

/// What puts an absence in its place: where it stands, or what an alert that lasts asks beyond it.
store::Verdict asked_of(const Watched& row) {
  store::Verdict asked = row.absence.stands;
  for (const store::HeldAlert& held : row.alerts) {
    const std::string& kind = held.alert.kind;
    if (const auto level = triage::parse_level(kind)) asked.level = std::max(asked.level, *level);
    if (const auto qualification = triage::parse_qualification(kind)) asked.qualification = std::max(asked.qualification, *qualification);
  }
  return asked;
}

}  // namespace

bool comes_before(const Watched& a, const Watched& b) {
  const auto place = [](const Watched& row) {
    const auto asked = asked_of(row);
    return std::tuple(!row.overdue, -static_cast<int>(asked.level), -static_cast<int>(asked.qualification),
                      row.age.value_or(-1), -row.absence.departed.latest.ms, row.absence.id);
  };
  return place(a) < place(b);
}

base::Result<Board> watch(const Desk& desk, const access::Actor& actor, const WatchFilter& filter) {
  const std::string words = base::trim(filter.words);
  if (!words.empty() && base::length_of(words) < 2)
    return base::field_error("/q", "recherche_trop_courte", "La recherche demande au moins deux caractères.");
  Board board = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    Board made;
    auto lasting = store::list_lasting_absences(reading);
    Index index = index_of(reading, actor);
    const auto found = found_by(desk, reading, lasting, words);
    made.all = lasting.size();
    for (const auto& [episode, declarants] : index.declarants)
      for (const store::Declarant& one : declarants) made.declarants.emplace(one.name, one.organisation);
    for (store::Glimpse& one : lasting) {
      if (!one.departement.empty()) made.departements.insert(one.departement);
      if (found && !found->contains(one.minor)) continue;
      if (fits(filter, one, index, actor, reading.now)) made.rows.push_back(shown(desk, reading, std::move(one), index));
    }
    std::sort(made.rows.begin(), made.rows.end(), comes_before);
    return made;
  });
  if (words.empty()) return board;
  if (const auto noted = note_search(desk, actor, board.rows.size()); !noted) return noted.error();
  return board;
}

}  // namespace vigie::casework
