#include "casework/hand_over.hpp"

#include "casework/match_minor.hpp"
#include "casework/show.hpp"
#include "store/changes.hpp"
#include "store/handed_over.hpp"

namespace vigie::casework {

namespace {

using Section = HandedOver::Section;

struct Known {
  std::map<base::EpisodeId, store::Moved> moved;
  std::map<base::EpisodeId, std::map<base::AlertId, store::HeldAlert>> alerts;
  std::map<base::EpisodeId, store::AcceptedItem> accepted;
};

Known read_known(const store::Reading& reading, const access::Actor& actor, base::Instant since) {
  Known known;
  for (const store::Moved& one : store::list_moved(reading, since)) known.moved.emplace(one.episode, one);
  const auto keep = [&](std::vector<store::HeldAlert> all) {
    for (store::HeldAlert& held : all) known.alerts[*held.alert.episode].insert_or_assign(held.alert.id, std::move(held));
  };
  keep(store::list_alerts_of_lasting(reading, actor));
  keep(store::list_moved_alerts(reading, actor, since));
  for (const store::AcceptedItem& one : store::list_accepted_items(reading, actor.organisation, since))
    known.accepted.insert_or_assign(one.episode, one);  // in the order accepted: the latest stands
  return known;
}

AlertNews news_of(store::HeldAlert held, base::Instant since, base::Instant now) {
  AlertNews news;
  news.raised = held.alert.raised_at >= since;
  news.taken = held.alert.acknowledged_at && *held.alert.acknowledged_at >= since;
  news.resolved = held.alert.resolved_at && *held.alert.resolved_at >= since;
  news.overdue = alerts::overdue(held.alert, now);
  news.held = std::move(held);
  return news;
}

HandedOver item_of(const Desk& desk, const store::Reading& reading, store::Glimpse absence, Section section, Known& known, base::Instant since) {
  HandedOver item;
  const auto moved = known.moved.find(absence.id);
  item.section = section == Section::lasting && moved != known.moved.end() && moved->second.is_new ? Section::is_new : section;
  CandidateView who = show_minor(desk, reading, {absence.minor, {}, 0});
  item.display = std::move(who.display);
  item.age = who.age;
  for (auto& [id, held] : known.alerts[absence.id]) {
    if (held.alert.state == alerts::State::resolue && !(held.alert.resolved_at && *held.alert.resolved_at >= since)) continue;
    item.news.push_back(news_of(std::move(held), since, reading.now));
  }
  std::sort(item.news.begin(), item.news.end(), [](const AlertNews& a, const AlertNews& b) {
    return std::tie(a.held.alert.due_at, a.held.alert.id) < std::tie(b.held.alert.due_at, b.held.alert.id);
  });
  const auto accepted = known.accepted.find(absence.id);
  const std::int64_t latest = moved == known.moved.end() ? 0 : moved->second.number;
  if (accepted != known.accepted.end() && accepted->second.seen >= latest) item.accepted = Acceptance{accepted->second.login, accepted->second.at};
  item.absence = std::move(absence);
  return item;
}

bool has_news(const HandedOver& item) {
  return std::any_of(item.news.begin(), item.news.end(), [](const AlertNews& one) { return one.raised || one.taken || one.resolved || one.overdue; });
}

bool comes_first(const HandedOver& a, const HandedOver& b) {
  const auto place = [](const HandedOver& item) {
    const bool late = std::any_of(item.news.begin(), item.news.end(), [](const AlertNews& one) {
      return one.overdue && !alerts::kind(one.held.alert.kind).task();
    });
    return std::tuple(item.section, !late, -static_cast<int>(item.absence.stands.level), -static_cast<int>(item.absence.stands.qualification),
                      -item.absence.departed.latest.ms, item.absence.id);
  };
  return place(a) < place(b);
}

}  // namespace

base::Result<HandOver> hand_over(const Desk& desk, const access::Actor& actor, base::Instant since) {
  const base::Instant now = desk.store.clock().now();
  if (since > now || now - since > longest_hand_over)
    return base::field_error("/depuis", "periode_invalide", "La relève porte sur une période passée d’une semaine au plus.");
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    HandOver told{since, reading.now, store::last_change(reading), {}};
    Known known = read_known(reading, actor, since);
    for (store::Glimpse& one : store::list_lasting_absences(reading))
      told.items.push_back(item_of(desk, reading, std::move(one), Section::lasting, known, since));
    for (store::Ended& one : store::list_ended_absences(reading, since)) {
      HandedOver item = item_of(desk, reading, std::move(one.absence), one.lately ? Section::ended : Section::followed, known, since);
      if (one.lately || has_news(item)) told.items.push_back(std::move(item));
    }
    std::sort(told.items.begin(), told.items.end(), comes_first);
    return told;
  });
}

base::Status accept_handed_over(const Desk& desk, const access::Actor& actor, base::EpisodeId episode, std::int64_t seen) {
  const auto written = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    if (!store::find_episode(seen_by(unit.reading(), access::scope_of(actor)), episode)) return unknown_to_you("Absence");
    if (seen < 0 || seen > store::last_change(unit.reading()) || store::changed_after(unit.reading(), episode, seen))
      return base::Error{base::Kind::conflict, "a_change_depuis", "Cette absence a changé depuis que vous l’avez lue : relisez-la, puis acceptez-la."};
    store::commit_accepted_item(unit, episode, seen);
    return base::Done{};
  });
  if (!written) return written.error();
  return base::Done{};
}

}  // namespace vigie::casework
