#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// What a page keeps for the next request of a visitor who has no session yet, or of something not written yet: it is sealed,
/// so that nobody reads or makes one, and of one sort, so that none stands for another.
struct TicketSort {
  std::string_view context;
};
struct Ticket {
  base::AccountId account;
  base::Instant expires_at;
  std::string content;  // any bytes
};
std::string seal_ticket(const Desk& desk, TicketSort sort, const Ticket& ticket);
/// Nothing when it is of another sort, was changed, or has expired.
std::optional<Ticket> open_ticket(const Desk& desk, TicketSort sort, std::string_view text);

}  // namespace vigie::casework
