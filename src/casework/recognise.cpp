#include "casework/recognise.hpp"

#include "access/password.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "casework/sealed_ticket.hpp"
#include "casework/second_factor.hpp"
#include "casework/sign_in.hpp"
#include "store/passes.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration step_lasts = std::chrono::minutes{10};
constexpr base::Duration known_for = std::chrono::hours{24 * 30};
constexpr TicketSort step_sort{"sign_in:step"};

/// Whether the account opens by a password at that instant.
bool can_enter(const std::optional<store::Account>& account, base::Instant now) {
  return account && !account->disabled && !account->password.empty() && !(account->password_until && *account->password_until <= now);
}

/// Which password of the account it was: another one makes another text.
std::string mark_of(const store::Account& account) { return base::to_hex(base::sha256(account.password)); }

/// An account, and what it is asked.
template <class Key>
std::optional<Recognised> find_candidate(const Desk& desk, const Key& key) {
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) -> std::optional<Recognised> {
    auto account = store::find_account(reading.sql, key);
    if (!can_enter(account, reading.now)) return std::nullopt;
    const auto code = code_asked(desk, reading, account->actor);
    return Recognised{*std::move(account), code};
  });
}

}  // namespace

base::Result<Recognised> recognise(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password,
                                   const Arrival& arrival) {
  const base::Instant now = desk.store.clock().now();
  const Attempt who{login, arrival.address};
  if (const auto may = throttle.passwords.check(who, now, [&] { return has_entered_from(desk, who); }); !may) {
    note_failed_entry(desk, who, "attente");
    return may.error();
  }
  auto somebody = find_candidate(desk, login);
  if (!somebody) access::spend_verification(password);
  if (!somebody || !access::verify_password(somebody->account.password, password)) {
    throttle.passwords.failed(who, now);
    note_failed_entry(desk, who, "mot_de_passe");
    return bad_credentials();
  }
  throttle.passwords.succeeded(who);
  return *std::move(somebody);
}

std::string to_ticket(const Desk& desk, const Recognised& somebody) {
  const store::Account& account = somebody.account;
  return seal_ticket(desk, step_sort, {account.actor.account, desk.store.clock().now() + step_lasts, mark_of(account)});
}

base::Result<Recognised> recognise(const Desk& desk, std::string_view ticket) {
  const auto told = open_ticket(desk, step_sort, ticket);
  auto somebody = told ? find_candidate(desk, told->account) : std::nullopt;
  if (!somebody || mark_of(somebody->account) != told->content)
    return base::Error{base::Kind::unauthenticated, "etape_expiree", "Cette étape de la connexion a expiré. Recommencez."};
  return *std::move(somebody);
}

bool has_entered_from(const Desk& desk, const Attempt& who) {
  const std::string origin = origin_of(desk, who.address);
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::was_opened_from(reading.sql, who.login, origin, reading.now - known_for);
  });
}

std::string origin_of(const Desk& desk, std::string_view address) { return desk.store.vault().digest("origin", network_of(address)); }

Recognised::Code code_asked(const Desk& desk, const store::Reading& reading, const access::Actor& actor) {
  if (store::find_second_factor(reading, actor.account)) return Recognised::Code::asked;
  return requires_second_factor(desk, actor.role) ? Recognised::Code::to_set_up : Recognised::Code::none;
}

}  // namespace vigie::casework
