#pragma once
#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

#include "cohort/child.hpp"
#include "cohort/voice.hpp"

namespace vigie::cohort {

/// The answers of a declaration: what `voice` knows and says of the child's absence of that rank.
/// `companions` is the whole cohort, for those who left together.
boost::json::object tell(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                         std::span<const Child> cohort);
/// The answers of a fiche préventive: no absence yet.
boost::json::object tell_preventive(Random& random, const Child& child, const Voice& voice);

/// How a return is told. `since` is the last time anybody said the child was away.
struct ReturnVoice {
  std::string_view organisation, role, quality;
  base::Instant since, back, at;
  bool found_only = false;  // found, not yet back: issue `localise`
};
boost::json::object tell_return(Random& random, const Child& child, std::size_t rank,
                                const ReturnVoice& voice);

// Parts of the above, each adding its section of the form.
void tell_identity(Random& random, const Child& child, const Voice& voice, boost::json::object& answers);
void tell_situation(Random& random, const Child& child, const Voice& voice, boost::json::object& answers);
void tell_circumstances(Random& random, const Child& child, std::size_t rank, const Voice& voice,
                        std::span<const Child> cohort, boost::json::object& answers);
void tell_dangers(Random& random, const Child& child, const Voice& voice, boost::json::object& answers);
void tell_signs(Random& random, const Child& child, std::size_t rank, base::Instant at, double knowledge,
                boost::json::object& answers);
void tell_declarant(Random& random, const Child& child, const Voice& voice, boost::json::object& answers);

/// One to three French sentences on how the child left; `called` is what the voice calls the child.
std::string draw_story(Random& random, const Child& child, std::size_t rank, std::string_view called);
/// The child's first name as the voice writes it; « le jeune », « la jeune » without one.
std::string called_by(const Child& child, const Voice& voice);

}  // namespace vigie::cohort
