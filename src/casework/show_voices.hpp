#pragma once
#include <span>

#include "casework/desk.hpp"
#include "store/declarations.hpp"
#include "store/retractions.hpp"

namespace vigie::casework {

/// One signed form about a child, as one person may read it.
struct VoiceView {
  store::Declaration declaration;  // without the answers that are closed to the person
  std::string organisation;        // the name of the one that signed it
  std::vector<store::Retraction> retractions;
  bool counts() const { return !declaration.withdrawn_at && !declaration.amended_by; }
};
/// A child's declarations as the reading may read them, in the order told. The caller has noted the opening of the file.
std::vector<VoiceView> show_voices(const store::Reading& reading, base::MinorId minor);

/// One field that several voices answer otherwise; the voices by their place in the list given.
struct Contradiction {
  std::string field, label;
  std::vector<std::pair<std::size_t, boost::json::value>> told;
};
/// What the voices of `among` do not tell alike, those that count, in the order of their forms. « Ne sait pas » contradicts
/// nothing; lists add up, narratives are read, and what is said of who speaks or of what was done since is nobody's contradiction.
std::vector<Contradiction> list_contradictions(const Desk& desk, std::span<const VoiceView> voices, const std::set<std::size_t>& among);

/// A reason to keep something from the child's representatives or to weigh a return to them: a field that some voice that
/// counts answers « oui », with every voice that answered it oui or non.
struct Caution {
  std::string field;
  std::vector<std::size_t> yes, no;
};
/// Of ne_pas_informer and danger_au_retour.
std::vector<Caution> list_cautions(std::span<const VoiceView> voices);

}  // namespace vigie::casework
