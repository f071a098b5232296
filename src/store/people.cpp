#include "store/people.hpp"

namespace vigie::store {

void People::note(Note note) {
  if (!follows_) return;
  const std::lock_guard lock(notes_gate_);
  notes_.push_back(std::move(note));
}

void People::add(base::MinorId minor, base::DeclarationId source, identity::Person person) {
  note({minor, source, std::move(person)});
}

void People::remove(base::DeclarationId source) { note({std::nullopt, source, {}}); }

void People::catch_up() const {
  {
    const std::lock_guard lock(notes_gate_);
    if (notes_.empty()) return;
  }
  const std::unique_lock alone(gate_);
  std::vector<Note> notes;
  {
    const std::lock_guard lock(notes_gate_);
    notes.swap(notes_);
  }
  for (Note& one : notes) {
    if (one.minor) index_.add(*one.minor, one.source, std::move(one.person));
    else index_.remove(one.source);
  }
}

std::vector<identity::Candidate> People::candidates(const identity::Person& person, std::size_t limit, const Keep& keep) const {
  catch_up();
  const std::shared_lock lock(gate_);
  return index_.candidates(person, limit, keep);
}

std::vector<identity::Candidate> People::search(std::string_view query, std::size_t limit, const Keep& keep) const {
  catch_up();
  const std::shared_lock lock(gate_);
  return index_.search(query, limit, keep);
}

std::vector<identity::Person> People::told(base::MinorId minor) const {
  catch_up();
  const std::shared_lock lock(gate_);
  std::vector<identity::Person> copies;
  for (const identity::Person* person : index_.told(minor)) copies.push_back(*person);
  return copies;
}

std::size_t People::minors() const {
  catch_up();
  const std::shared_lock lock(gate_);
  return index_.minors();
}

}  // namespace vigie::store
