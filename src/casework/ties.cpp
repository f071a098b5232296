#include "casework/ties.hpp"

#include "casework/readable.hpp"

namespace vigie::casework {

const forms::Field* field_of(const forms::Catalogue& forms, const store::MarkTold& told) {
  const forms::Form* form = forms.find(told.form);
  const forms::Field* field = form ? form->find(told.field) : nullptr;
  return field ? field : forms.find_field(told.field);
}

bool same_family(const std::vector<identity::Person>& some, const std::vector<identity::Person>& others) {
  std::set<std::string> names;
  for (const identity::Person& person : some)
    for (const std::string& nom : {person.nom, person.nom_usage}) names.insert(identity::fold(nom));
  names.erase("");
  return std::any_of(others.begin(), others.end(), [&](const identity::Person& person) {
    return names.contains(identity::fold(person.nom)) || names.contains(identity::fold(person.nom_usage));
  });
}

bool reads_other(const store::Reading& reading, const store::SharedMark& shared) {
  if (!reading.scope.role) return true;
  const forms::Field* field = field_of(reading.forms, shared.other);
  if (field && reading.scope.reach == access::Scope::Reach::pseudonymous) return access::reach_of(reading.scope, field->data) >= access::Reach::pseudonymous;
  return field && store::find_minor(reading, shared.minor) && readable_by(reading, shared.minor).reads(shared.other.declaration, *field);
}

std::vector<Tie> find_ties(const store::Reading& reading, const File& file) {
  std::vector<Tie> ties;
  std::map<base::MinorId, bool> relatives;
  for (const episodes::Voice& voice : file.voices) {
    if (voice.silenced) continue;
    for (store::SharedMark& shared : store::keep_linking(store::list_shared_marks(reading, voice), file.family)) {
      if (!shared.stands) continue;
      const auto known = relatives.find(shared.minor);
      const bool related = known != relatives.end() ? known->second : same_family(file.told, told_of(reading, store::family_of(reading, shared.minor)));
      relatives[shared.minor] = related;
      if (!related) ties.push_back({shared, reads_other(reading, shared)});
    }
  }
  return ties;
}

std::set<base::MinorId> list_tied(const store::Reading& reading, const File& file) {
  std::set<base::MinorId> tied;
  for (const episodes::Voice& voice : file.voices)
    for (const store::SharedMark& shared : store::keep_linking(store::list_shared_marks(reading, voice), file.family))
      if (shared.stands) tied.insert(shared.minor);
  return tied;
}

}  // namespace vigie::casework
