#include "store/people.hpp"

namespace vigie::store {

void People::add(base::MinorId minor, base::DeclarationId source, identity::Person person) {
  const std::unique_lock lock(gate_);
  index_.add(minor, source, std::move(person));
}

void People::remove(base::DeclarationId source) {
  const std::unique_lock lock(gate_);
  index_.remove(source);
}

std::vector<identity::Candidate> People::candidates(const identity::Person& person, std::size_t limit, const Keep& keep) const {
  const std::shared_lock lock(gate_);
  return index_.candidates(person, limit, keep);
}

std::vector<identity::Candidate> People::search(std::string_view query, std::size_t limit, const Keep& keep) const {
  const std::shared_lock lock(gate_);
  return index_.search(query, limit, keep);
}

std::vector<identity::Person> People::told(base::MinorId minor) const {
  const std::shared_lock lock(gate_);
  std::vector<identity::Person> copies;
  for (const identity::Person* person : index_.told(minor)) copies.push_back(*person);
  return copies;
}

std::size_t People::minors() const {
  const std::shared_lock lock(gate_);
  return index_.minors();
}

}  // namespace vigie::store
