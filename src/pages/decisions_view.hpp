#pragma once
#include "casework/show_alert.hpp"
#include "pages/assessment_view.hpp"

namespace vigie::pages {

/// A decision with who took it; the account is named to those who reach every minor.
struct NamedDecision {
  store::Decision decision;
  std::string login, organisation;
};
std::vector<NamedDecision> name_decisions(const store::Reading& reading, const access::Actor& actor, std::vector<store::Decision> decisions);

/// Decisions, the latest first: the piece decisions.html.
void show_decisions(Dict& at, std::string_view piece, const access::Actor& actor, std::span<const NamedDecision> decisions, std::string_view zone);

/// Whether the decision that stands was taken on an assessment that another has followed: it is shown again, never left to
/// sleep, « classique » above all.
bool is_to_read_again(const casework::EpisodeView& absence);
/// The piece a_relire.html, when it is so; `now`: the latest assessment.
void show_to_read_again(Dict& at, std::string_view piece, const access::Actor& actor, const casework::EpisodeView& absence,
                        const std::optional<casework::AssessmentView>& now);

/// Alerts and tasks in their audience's words, the open ones first: the piece alertes_dossier.html.
void show_alerts(Dict& at, std::string_view piece, std::span<const casework::AlertView> alerts, base::Instant now, std::string_view zone);

}  // namespace vigie::pages
