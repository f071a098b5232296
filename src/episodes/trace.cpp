#include "episodes/episode.hpp"

namespace vigie::episodes {

namespace {

using Voices = std::vector<const Voice*>;  // of one absence, in the order told, none silenced

base::Window hull_of_departures(const Voices& voices) {
  std::optional<base::Window> hull;
  std::vector<base::Window> told;
  for (const Voice* voice : voices) {
    const auto stated = stated_departure(*voice);
    if (!stated) continue;
    told.push_back(*stated);
    if (!hull) hull = stated;
    if (stated->earliest && (!hull->earliest || *stated->earliest < *hull->earliest)) hull->earliest = stated->earliest;
    hull->latest = std::max(hull->latest, stated->latest);
  }
  if (hull) {
    // A voice that knows no earliest bound and left before everybody else's leaves none.
    for (const base::Window& stated : told)
      if (hull->earliest && stated.latest < *hull->earliest) hull->earliest.reset();
    return *hull;
  }
  base::Window untold{std::nullopt, voices.front()->signed_at};
  for (const Voice* voice : voices) {
    const auto back = stated_return(*voice);  // gone before being back, when nobody told more
    untold.latest = std::min(untold.latest, back ? back->latest : voice->signed_at);
  }
  return untold;
}

struct Ending {
  Status status = Status::en_cours;
  std::string closed_reason;
  std::optional<base::Window> returned;
  bool verified = false;
};

void widen(std::optional<base::Window>& hull, const base::Window& window) {
  if (!hull) {
    hull = window;
    return;
  }
  hull->earliest = std::min(*hull->earliest, *window.earliest);
  hull->latest = std::max(hull->latest, window.latest);
}

Ending ending_of(const Voices& voices) {
  Ending ending;
  std::string issue;
  for (const Voice* voice : voices) {
    const auto returned = stated_return(*voice);
    if (!returned) continue;
    const std::string told = base::code_of(voice->facts, "retour_issue").value_or("rentre");
    issue = told;
    if (base::is_yes(voice->facts, "retour_verifie")) ending.verified = true;
    if (told != "localise") widen(ending.returned, *returned);
  }
  if (issue == "rentre") ending.status = Status::rentre;
  if (issue == "localise") ending.status = ending.returned ? Status::rentre : Status::localise;
  if (issue == "deces" || issue == "erreur") {
    ending.status = Status::clos;
    ending.closed_reason = issue;
  }
  return ending;
}

/// The latest told code of a field among the voices.
std::string latest_code(const Voices& voices, std::string_view field, std::string_view otherwise) {
  std::string code(otherwise);
  for (const Voice* voice : voices)
    if (const auto told = base::code_of(voice->facts, field)) code = *told;
  return code;
}

Episode tell(const Head& head, const Voices& all) {
  Episode episode;
  episode.id = head.id;
  episode.reference = head.reference;
  episode.fpr = head.fpr;
  for (const Voice* voice : all) episode.declarations.push_back(voice->id);
  Voices heard;
  std::copy_if(all.begin(), all.end(), std::back_inserter(heard), [](const Voice* v) { return !v->silenced; });
  const bool retracted = heard.empty();
  const Voices& told = retracted ? all : heard;
  episode.departed = hull_of_departures(told);
  Ending ending = ending_of(told);
  episode.status = retracted ? Status::clos : ending.status;
  episode.closed_reason = retracted ? "retrait" : ending.closed_reason;
  episode.returned = ending.returned;
  episode.verified = ending.verified;
  episode.category = latest_code(told, "categorie", "fugue");
  episode.departement = latest_code(told, "departement", "");
  episode.zone = base::zone_of_departement(episode.departement);
  return episode;
}

void number_and_presume(std::vector<Episode>& episodes) {
  std::sort(episodes.begin(), episodes.end(), [](const Episode& a, const Episode& b) {
    return std::tie(a.departed.latest, a.id) < std::tie(b.departed.latest, b.id);
  });
  int number = 0;
  Episode* before = nullptr;
  for (Episode& episode : episodes) {
    if (episode.closed_reason == "retrait" || episode.closed_reason == "erreur") continue;
    episode.number = ++number;
    if (before) before->next_departure = episode.departed.latest;
    if (before && before->open()) before->status = Status::retour_presume;
    before = &episode;
  }
}

}  // namespace

Line trace(std::span<const Voice> voices, const std::map<base::EpisodeId, Head>& heads) {
  Voices ordered;
  for (const Voice& voice : voices)
    if (voice.episode) ordered.push_back(&voice);
  std::sort(ordered.begin(), ordered.end(), [](const Voice* a, const Voice* b) { return a->order < b->order; });
  std::map<base::EpisodeId, Voices> by_episode;
  for (const Voice* voice : ordered) by_episode[*voice->episode].push_back(voice);
  Line line;
  for (const auto& [id, told] : by_episode) {
    const auto head = heads.find(id);
    line.episodes.push_back(tell(head == heads.end() ? Head{id, {}, {}} : head->second, told));
  }
  number_and_presume(line.episodes);
  return line;
}

const Episode* Line::find(base::EpisodeId id) const {
  for (const Episode& episode : episodes)
    if (episode.id == id) return &episode;
  return nullptr;
}

const Episode& Line::get(base::EpisodeId id) const {
  const Episode* episode = find(id);
  base::require(episode != nullptr, "the line has this absence");
  return *episode;
}

const Episode* Line::open() const {
  for (auto episode = episodes.rbegin(); episode != episodes.rend(); ++episode)
    if (episode->open()) return &*episode;
  return nullptr;
}

}  // namespace vigie::episodes
