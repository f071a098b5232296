#include "casework/past.hpp"

namespace vigie::casework {

Past Past::load(const store::Reading& reading, base::MinorId minor) {
  Past past;
  past.ties_ = store::list_ties(reading, minor);
  const store::Family ever = store::family_ever(past.ties_, minor);
  past.telling_ = store::list_telling(reading, ever);
  past.persons_ = store::persons_by_declaration(reading, ever);
  past.records_ = store::list_of_minor(reading, ever);
  return past;
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
  for (const episodes::Voice& voice : file.voices)
    if (const auto one = persons_.find(voice.id); one != persons_.end() && !voice.silenced) file.told.push_back(*one->second);
  return file;
}

}  // namespace vigie::casework
