#pragma once
#include "casework/show.hpp"

namespace vigie::casework {

/// What the rules would say of a submission, and who the minor may be.
struct PreviewView {
  std::optional<AssessmentView> assessment;  // none when the submission is about no absence
  std::vector<CandidateView> candidates;
};
/// Changes no file. Takes unfinished answers: what is needed to sign is not asked here. Refuses wrong answers like signing.
base::Result<PreviewView> preview(const Desk& desk, const access::Actor& actor, const Submission& submission);

}  // namespace vigie::casework
