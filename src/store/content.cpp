#include "store/content.hpp"

#include "base/json.hpp"
#include "forms/check.hpp"

namespace vigie::store {

Marks marks_of(const identity::Vault& vault, const boost::json::object& answers) {
  const auto digest = [&](const identity::Mark& mark) { return vault.digest(identity::purpose_of(mark.kind), mark.value); };
  const auto common = identity::common_marks_in(answers);
  Marks marks;
  for (const identity::Mark& mark : common) marks.common.push_back(digest(mark));
  for (const identity::Mark& mark : identity::marks_in(answers, common)) marks.own.push_back({mark.kind, mark.field, digest(mark)});
  return marks;
}

Content content_of(const identity::Vault& vault, const forms::Form& form, const boost::json::object& answers) {
  const forms::Parts parts = forms::split(form, answers);
  Content content;
  content.other = base::to_text(parts.other);
  if (!parts.health.empty()) content.health = base::to_text(parts.health);
  content.marks = marks_of(vault, answers);
  if (parts.identifying.empty()) return content;
  content.identifying = base::to_text(parts.identifying);
  content.person = identity::person_from(parts.identifying, {});
  for (const std::string& key : identity::decisive_keys(content.person)) content.likeness.push_back(vault.digest("minor", key));
  return content;
}

}  // namespace vigie::store
