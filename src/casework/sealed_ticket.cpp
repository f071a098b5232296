#include "casework/sealed_ticket.hpp"

#include <charconv>

#include "base/text.hpp"

namespace vigie::casework {

namespace {
constexpr std::size_t longest_ticket = 4096;

std::optional<std::string> unseal_sent(const identity::Vault& vault, std::string_view text, std::string_view context) {
  const auto sealed = text.size() <= longest_ticket ? base::from_base64url(text) : std::nullopt;
  if (!sealed) return std::nullopt;
  try {
    return vault.unseal(*sealed, context);
  } catch (const base::Fault&) {  // what a visitor sends is not a damaged row
    return std::nullopt;
  }
}
}  // namespace

std::string seal_ticket(const Desk& desk, TicketSort sort, const Ticket& ticket) {
  return base::to_base64url(
      desk.store.vault().seal(fmt::format("{} {} {}", ticket.account.text(), ticket.expires_at.ms, ticket.content), sort.context));
}

std::optional<Ticket> open_ticket(const Desk& desk, TicketSort sort, std::string_view text) {
  const auto told = unseal_sent(desk.store.vault(), text, sort.context);
  if (!told) return std::nullopt;
  const std::size_t account_end = told->find(' '), end = told->find(' ', account_end + 1);
  const auto account = base::AccountId::parse(std::string_view(*told).substr(0, account_end));
  base::require(account.has_value() && end != told->npos, "a sealed ticket is whole");
  Ticket ticket{*account, {}, told->substr(end + 1)};
  std::from_chars(told->data() + account_end + 1, told->data() + end, ticket.expires_at.ms);
  if (ticket.expires_at <= desk.store.clock().now()) return std::nullopt;
  return ticket;
}

}  // namespace vigie::casework
