#include "casework/file.hpp"

#include <cmath>

#include "store/identities.hpp"

namespace vigie::casework {

std::map<base::EpisodeId, episodes::Head> File::heads() const {
  std::map<base::EpisodeId, episodes::Head> heads;
  for (const auto& [id, record] : records) heads[id] = {id, record.episode.reference, record.episode.fpr};
  return heads;
}

std::vector<identity::Person> told_of(const store::Reading& reading, const store::Family& family) {
  std::vector<identity::Person> told;
  for (store::ToldPerson& one : store::list_persons(reading, family))
    if (one.counts) told.push_back(std::move(one.person));
  return told;
}

File load_line(const store::Reading& reading, base::MinorId minor) {
  File file;
  file.family = store::family_of(reading, minor);
  file.minor = file.family.front();
  file.voices = store::list_voices(reading, file.family);
  for (store::EpisodeRecord& record : store::list_of_minor(reading, file.family)) {
    const base::EpisodeId id = record.episode.id;
    file.records.emplace(id, std::move(record));
  }
  file.line = episodes::trace(file.voices, file.heads());
  for (const episodes::Episode& episode : file.line.episodes)
    if (const auto kept = file.records.find(episode.id); kept != file.records.end()) kept->second.episode.declarations = episode.declarations;
  return file;
}

File load_file(const store::Reading& reading, base::MinorId minor) {
  File file = load_line(reading, minor);
  for (store::ToldPerson& one : store::list_counted(reading, file.family, file.voices)) file.told.push_back(std::move(one.person));
  return file;
}

std::optional<base::Date> birth_of(const std::vector<identity::Person>& told) {
  std::optional<base::Date> birth;
  for (const identity::Person& person : told)
    if (person.birth) birth = person.birth;
  return birth;
}

std::optional<int> age_of(const std::vector<identity::Person>& told, base::Date day) {
  if (const auto birth = birth_of(told)) return base::age_on(*birth, day);
  std::optional<int> age;
  for (const identity::Person& person : told) {
    if (!person.estimated_age) continue;
    const base::Date said = base::to_local(person.told_at, base::paris).date;
    age = static_cast<int>(std::floor(*person.estimated_age + static_cast<double>(base::days_between(said, day)) / 365.25));
  }
  return age;
}

base::Facts facts_of(const File& file, base::EpisodeId id, const episodes::Hearing& hearing, base::Instant at) {
  const episodes::Episode& episode = file.line.get(id);
  base::Facts facts = episodes::history_facts(file.line, file.voices, id, at);
  const base::Date day = base::to_local(episode.departed.latest, episode.zone).date;
  if (const auto age = age_of(file.told, day)) facts["age"] = static_cast<double>(*age);
  return base::join(std::move(facts), hearing.merge());
}

}  // namespace vigie::casework
