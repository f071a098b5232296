#include "casework/past.hpp"

namespace vigie::casework {

namespace {

std::vector<identity::Person> told_by(const std::vector<store::ToldPerson>& persons, const std::vector<episodes::Voice>& voices) {
  std::set<base::DeclarationId> heard;
  for (const episodes::Voice& voice : voices)
    if (!voice.silenced) heard.insert(voice.id);
  std::vector<identity::Person> told;
  for (const store::ToldPerson& one : persons)
    if (heard.contains(one.declaration)) told.push_back(one.person);
  return told;
}

bool counts(const std::vector<episodes::Voice>& voices, base::DeclarationId id) {
  return std::any_of(voices.begin(), voices.end(), [&](const episodes::Voice& voice) { return voice.id == id && !voice.silenced; });
}

}  // namespace

Past Past::load(const store::Reading& reading, base::MinorId minor) {
  Past past;
  past.ties_ = store::list_ties(reading, minor);
  const store::Family ever = store::family_ever(past.ties_, minor);
  past.telling_ = store::list_telling(reading, ever);
  past.persons_ = store::list_persons(reading, ever);
  past.records_ = store::list_of_minor(reading, ever);
  for (const store::Telling::Voice& one : past.telling_.voices)
    for (store::SharedMark& shared : store::list_shared_marks(reading, one.voice)) {
      const base::MinorId row = shared.row;
      past.tied_.push_back({shared, reads_other(reading, shared)});
      if (past.others_.contains(row)) continue;
      auto ties = store::list_ties(reading, row);
      const store::Family rows = store::family_ever(ties, row);
      past.others_[row] = {std::move(ties), store::list_telling(reading, rows), store::list_persons(reading, rows)};
    }
  return past;
}

std::vector<Tie> Past::ties_as_of(const File& file, std::int64_t number) const {
  std::vector<Tie> ties;
  for (const episodes::Voice& voice : file.voices) {
    if (voice.silenced) continue;
    std::vector<store::SharedMark> shared;
    for (const Tie& one : tied_)
      if (one.shared.own.declaration == voice.id) shared.push_back(one.shared);
    for (store::SharedMark& one : store::keep_linking(std::move(shared), file.family, number)) {
      const Other& other = others_.at(one.row);
      const store::Family family = store::family_as_of(other.ties, one.row, number);
      const auto voices = store::voices_as_of(other.telling, family, number);
      if (!counts(voices, one.other.declaration) || same_family(file.told, told_by(other.persons, voices))) continue;
      one.minor = *std::min_element(family.begin(), family.end());
      const bool readable = std::any_of(tied_.begin(), tied_.end(), [&](const Tie& tie) { return tie.readable && tie.shared.other.declaration == one.other.declaration && tie.shared.other.field == one.other.field; });
      ties.push_back({std::move(one), readable});
    }
  }
  return ties;
}

File Past::as_of(base::MinorId row, std::int64_t number) const {
  File file;
  file.family = store::family_as_of(ties_, row, number);
  file.minor = row;
  file.voices = store::voices_as_of(telling_, file.family, number);
  const auto within = [&](base::MinorId id) { return std::find(file.family.begin(), file.family.end(), id) != file.family.end(); };
  for (const store::EpisodeRecord& record : records_)
    if (within(record.row)) file.records.emplace(record.episode.id, record);
  file.line = episodes::trace(file.voices, file.heads());
  file.told = told_by(persons_, file.voices);
  file.ties = ties_as_of(file, number);
  return file;
}

}  // namespace vigie::casework
