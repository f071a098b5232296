#include "casework/find_marked.hpp"

#include "base/text.hpp"
#include "casework/links.hpp"
#include "store/marks.hpp"

namespace vigie::casework {

namespace {

struct Meant {
  identity::MarkKind kind;
  std::string value;
  std::string_view reason;
};

/// What the whole query may be; most are nothing.
std::vector<Meant> meant_by(std::string_view query) {
  const std::string text = base::trim(query);
  std::vector<Meant> meant;
  meant.push_back({identity::MarkKind::phone, identity::phone_mark(text), "téléphone dit dans une déclaration"});
  meant.push_back({identity::MarkKind::plate, identity::plate_mark(text), "plaque dite dans une déclaration"});
  const std::size_t end = text.find_first_of(" :");
  if (end != std::string::npos && end > 0)
    meant.push_back({identity::MarkKind::handle, identity::handle_mark(text.substr(0, end), text.substr(end + 1)), "compte dit dans une déclaration"});
  return meant;
}

}  // namespace

std::vector<CandidateView> find_marked(const Desk& desk, const store::Reading& reading, std::string_view query) {
  std::vector<CandidateView> found;
  for (const Meant& meant : meant_by(query))
    for (const store::MarkFound& one : store::find_marks(reading, meant.kind, meant.value)) {
      if (std::any_of(found.begin(), found.end(), [&](const CandidateView& known) { return known.id == one.minor; })) continue;
      const auto minor = store::find_minor(reading, one.minor);
      const forms::Field* field = field_told(desk.forms, one.form, one.field);
      if (!minor || !field || !readable_by(reading, one.minor).reads(one.declaration, *field)) continue;
      found.push_back(show_minor(desk, reading, *minor));
      found.back().likeness = {1.0, {std::string(meant.reason)}};
    }
  return found;
}

}  // namespace vigie::casework
