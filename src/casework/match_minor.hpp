#pragma once
#include "casework/submit_declaration.hpp"

namespace vigie::casework {

/// The same snapshot as far as a scope reaches: what a person chose is looked up within their own.
store::Reading seen_by(const store::Reading& reading, const access::Scope& scope);

/// The one known minor who is decisively this person, or nothing: none is, or several are (a person looks).
std::optional<base::MinorId> find_decisive(const store::Reading& reading, const identity::Person& person);

/// The minor that a submission is about: chosen, through its absence, linked; nothing when it is a new one.
struct Match {
  std::optional<base::MinorId> minor;
  std::string how;
};
/// `reading` has the actor's scope for what a person chose; links are the rules' own.
base::Result<Match> match_minor(const store::Reading& reading, const access::Scope& scope, const Submission& submission,
                                const identity::Person& person);

}  // namespace vigie::casework
