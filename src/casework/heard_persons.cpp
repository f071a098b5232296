#include "casework/heard_persons.hpp"

namespace vigie::casework {

std::vector<store::ToldPerson> heard_of(const store::Reading& reading, std::vector<store::ToldPerson> told, const Readable& readable,
                                        const std::optional<store::Placement>& placement) {
  const bool all = access::reads(reading.scope, access::Data::identity, access::Hold::hosted);
  std::erase_if(told, [&](const store::ToldPerson& one) {
    const bool hosted = all && (!placement || one.person.told_at >= placement->since);
    return !one.counts || !(hosted || readable.opens(one.declaration));
  });
  return told;
}

std::optional<std::vector<store::ToldPerson>> bound_persons(const store::Reading& reading, base::MinorId minor) {
  if (reading.scope.reach != access::Scope::Reach::own_minors) return std::nullopt;
  const store::Family family = store::family_of(reading, minor);
  const auto placement = store::find_placement(reading, family);
  if (!placement) return std::nullopt;
  return heard_of(reading, store::list_persons(reading, family), readable_by(reading, minor), placement);
}

std::vector<identity::Person> persons_in(const std::vector<store::ToldPerson>& told) {
  std::vector<identity::Person> persons;
  persons.reserve(told.size());
  for (const store::ToldPerson& one : told) persons.push_back(one.person);
  return persons;
}

bool keep_heard(const store::Reading& reading, identity::Candidate& candidate,
                const std::function<std::vector<identity::Candidate>(const identity::Index&)>& look) {
  auto bound = bound_persons(reading, candidate.minor);
  if (!bound) return true;
  identity::Index heard;
  for (store::ToldPerson& one : *bound) heard.add(candidate.minor, one.declaration, std::move(one.person));
  auto found = look(heard);
  if (found.empty()) return false;
  candidate = std::move(found.front());
  return true;
}

}  // namespace vigie::casework
