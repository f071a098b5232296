#pragma once
#include "store/merges.hpp"

namespace vigie::store {

/// An organisation asks the others joined on an absence for what they hold of it.
using TransmissionRequestId = base::Id<struct TransmissionRequestTag>;
struct TransmissionRequest {
  TransmissionRequestId id;
  base::EpisodeId episode;
  base::AccountId account;
  base::OrganisationId organisation;
  base::Instant at;
  std::string purpose;
  std::string reason;  // sealed
};
void add_transmission_request(Unit& unit, const TransmissionRequest& request);
/// In order; the caller has checked that the scope reaches the absence.
std::vector<TransmissionRequest> list_transmission_requests(const Reading& reading, base::EpisodeId episode);

/// An account opened what is closed to it of a child's file, for an immediate danger, until an instant.
using UrgentAccessId = base::Id<struct UrgentAccessTag>;
struct UrgentAccess {
  UrgentAccessId id;
  base::MinorId minor;  // the file that spoke for the child
  base::EpisodeId episode;
  base::AccountId account;
  base::OrganisationId organisation;
  base::Instant at, until;
  std::string motive;  // sealed
};
void add_urgent_access(Unit& unit, const UrgentAccess& access);
/// Until when the reader's account holds a child's file open, if it does now.
std::optional<base::Instant> find_urgent_access(const Reading& reading, const Family& family);
/// Every one about an absence, in order; the caller has checked that the scope reaches it.
std::vector<UrgentAccess> list_urgent_accesses(const Reading& reading, base::EpisodeId episode);

/// Keeps to whom the address of a found child was given.
void add_address_disclosure(Unit& unit, base::EpisodeId episode, const std::string& to);

}  // namespace vigie::store
