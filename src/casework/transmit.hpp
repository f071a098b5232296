#pragma once
#include "casework/show.hpp"
#include "store/openings.hpp"
#include "store/transmissions.hpp"

namespace vigie::casework {

/// A code with what people read.
struct Choice {
  std::string_view code, label;
};
/// What a transmission is for; on what text it rests; whether somebody was told of it (CASF L226-2-2: the parents and the
/// child are told beforehand, unless that is against the child's interest).
std::span<const Choice> purposes();
std::span<const Choice> bases();
std::span<const Choice> informings();

/// What a person lets another organisation read.
struct Transmitting {
  std::string recipient;            // name or id of the organisation
  std::string purpose, basis;       // codes
  std::set<std::string, std::less<>> fields;  // empty: the whole declaration
  std::string parents_informed, child_informed;  // codes
  std::string reference;            // of the judicial request; needed with that basis
  std::string note;                 // may be empty
};

/// Lets another organisation read what one's own signed: one audit line « transmission ». Who calls the 116 000 is opened
/// by it only on a judicial request or an immediate danger. Refusals: introuvable; organisation_inconnue, destinataire_signataire,
/// choix_invalide, champ_inconnu, reference_requise (422).
base::Result<store::Transmission> transmit(const Desk& desk, const access::Actor& actor, base::DeclarationId declaration,
                                           const Transmitting& told, const std::optional<store::Repetition>& repetition = std::nullopt);

/// Whether a transmission on this basis opens who calls the 116 000.
bool opens_caller(std::string_view basis);

/// A transmission as those that it binds read it.
struct TransmissionView {
  store::Transmission told;
  std::string from, to, by;  // names of the organisations, login of who transmitted
};
TransmissionView show_transmission(const store::Reading& reading, store::Transmission told);
/// Those of a declaration, in order, for the organisation that signed it.
std::vector<TransmissionView> show_transmissions(const store::Reading& reading, base::DeclarationId declaration);
/// What an actor's organisation received, the latest first.
std::vector<TransmissionView> list_received(const Desk& desk, const access::Actor& actor, std::int64_t before, int limit);

}  // namespace vigie::casework
