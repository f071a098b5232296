#pragma once
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/time.hpp"

namespace vigie::imports {

/// What was done about an absence by those who follow it, as another system tells it.
struct Act {
  enum class Sort { fpr, decision, disagreement } sort = Sort::fpr;
  std::string declaration;  // key of a declaration about the absence
  std::string by;           // who did it there; empty: nobody said

  // fpr: the entry as it stood then, whole
  std::optional<base::Instant> inscrit_le, desinscrit_le;
  std::string numero, categorie, service, motif_de_non_inscription;

  // decision
  struct Answered {  // the assessment that it answers: what was proposed, and when
    base::Instant at;
    std::string qualification, level;
  };
  std::optional<Answered> assessment;  // nothing: the latest
  std::string level;

  // disagreement
  std::string decision;  // key of the decision disputed; empty: the rules' proposal
  std::string declarant;

  std::string qualification;  // decision: decided; disagreement: disputed
  std::string reason;         // of both
};
std::string_view to_text(Act::Sort sort);

/// The members of a line that are the act's own; parse_line reads the same act from them.
boost::json::object to_json(const Act& act);

/// As a line says an instant: to the millisecond when it has any, so that what follows from it stays the same.
std::string exact(base::Instant instant);

}  // namespace vigie::imports
