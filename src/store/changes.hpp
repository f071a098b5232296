#pragma once
#include "alerts/alert.hpp"
#include "store/unit.hpp"

namespace vigie::store {

/// One row of the ordered log of what happened.
struct Change {
  std::int64_t number = 0;
  std::string kind, subject;
  std::int64_t version = 0;
  std::optional<base::MinorId> minor;
};

/// The number of the latest change; 0 when nothing happened yet.
std::int64_t last_change(const Reading& reading);
/// Those numbered after `after`, up to `until`, in order.
std::vector<Change> list_changes(const Reading& reading, std::int64_t after, std::int64_t until);

// Whom a change concerns, whoever asks: for what decides who may hear of it.
/// The organisations of which an account signed a declaration about this minor, in whichever of its merged files.
std::vector<base::OrganisationId> organisations_about(const Reading& reading, base::MinorId minor);
/// The file in which an absence stands (while files are merged the log names the survivor), and what an assessment is of.
std::optional<base::MinorId> minor_of_episode(const Reading& reading, std::string_view episode);
std::optional<std::string> episode_of_assessment(const Reading& reading, std::string_view assessment);
std::optional<base::OrganisationId> organisation_that_signed(const Reading& reading, std::string_view declaration);
/// Whose a draft is; nothing once it was abandoned, which leaves no row.
struct DraftOwner {
  base::OrganisationId organisation;
  std::string form;
};
std::optional<DraftOwner> owner_of_draft(const Reading& reading, std::string_view draft);
/// To whom an alert is addressed: an Alert of which only what store::in_audience asks is filled.
std::optional<alerts::Alert> addressed(const Reading& reading, std::string_view alert);

}  // namespace vigie::store
