#include "casework/recognise.hpp"

#include <charconv>

#include "access/password.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "casework/sign_in.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration ticket_lasts = std::chrono::minutes{10};
constexpr std::string_view ticket_context = "sign_in:ticket";

base::Error ticket_expired() {
  return {base::Kind::unauthenticated, "etape_expiree", "Cette étape de la connexion a expiré. Recommencez."};
}

/// Whether the account opens by a password at that instant.
bool can_enter(const std::optional<store::Account>& account, base::Instant now) {
  return account && !account->disabled && !account->password.empty() && !(account->password_until && *account->password_until <= now);
}

/// Which password of the account it was: another one makes another text.
std::string mark_of(const store::Account& account) { return base::to_hex(base::sha256(account.password)); }

struct Ticket {
  base::AccountId account;
  base::Instant expires_at;
  std::string mark;
};
std::optional<Ticket> read_ticket(const identity::Vault& vault, std::string_view text) {
  const auto sealed = base::from_base64url(text);
  if (!sealed) return std::nullopt;
  std::vector<std::string> parts;
  try {
    parts = base::split(vault.unseal(*sealed, ticket_context), ' ');
  } catch (const base::Fault&) {  // what a visitor sends is not a damaged row
    return std::nullopt;
  }
  base::require(parts.size() == 3, "a ticket has three parts");
  const auto account = base::AccountId::parse(parts[0]);
  base::require(account.has_value(), "a ticket names an account");
  std::int64_t ms = 0;
  std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), ms);
  return Ticket{*account, base::Instant{ms}, parts[2]};
}

}  // namespace

base::Result<Recognised> recognise(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password) {
  const base::Instant now = desk.store.clock().now();
  if (const auto may = throttle.check(login, now); !may) return may.error();
  auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::find_account(reading.sql, login);
  });
  const bool can = can_enter(account, now);
  if (!can) access::spend_verification(password);
  if (!can || !access::verify_password(account->password, password)) {
    throttle.failed(login, now);
    return bad_credentials();
  }
  throttle.succeeded(login);
  return Recognised{*std::move(account)};
}

std::string to_ticket(const Desk& desk, const Recognised& somebody) {
  const base::Instant until = desk.store.clock().now() + ticket_lasts;
  const store::Account& account = somebody.account;
  return base::to_base64url(desk.store.vault().seal(
      fmt::format("{} {} {}", account.actor.account.text(), until.ms, mark_of(account)), ticket_context));
}

base::Result<Recognised> recognise(const Desk& desk, std::string_view ticket) {
  const base::Instant now = desk.store.clock().now();
  const auto told = read_ticket(desk.store.vault(), ticket);
  if (!told || told->expires_at <= now) return ticket_expired();
  auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::find_account(reading.sql, told->account);
  });
  if (!can_enter(account, now) || mark_of(*account) != told->mark) return ticket_expired();
  return Recognised{*std::move(account)};
}

}  // namespace vigie::casework
