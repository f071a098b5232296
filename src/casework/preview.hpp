#pragma once
#include "casework/show.hpp"

namespace vigie::casework {

/// What the rules would say of a submission, and who the minor may be.
struct PreviewView {
  std::optional<AssessmentView> assessment;  // none when the submission is about no absence
  std::vector<CandidateView> candidates;
};
/// Changes no file. What is known of a minor beyond the actor's scope stays unknown, until a signature links it.
/// Takes unfinished answers: what is needed to sign is not asked here. Refuses wrong answers like signing; what only the
/// file can tell (an adult, a return before its departure) is refused at signing.
base::Result<PreviewView> preview(const Desk& desk, const access::Actor& actor, const Submission& submission);

}  // namespace vigie::casework
