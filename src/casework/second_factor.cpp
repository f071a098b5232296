#include "casework/second_factor.hpp"

#include <charconv>

#include "access/one_time_code.hpp"
#include "access/password.hpp"
#include "casework/present_password.hpp"
#include "casework/sealed_ticket.hpp"
#include "casework/sessions.hpp"
#include "casework/throttle.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration offer_lasts = std::chrono::minutes{30};
constexpr TicketSort offer_sort{"second_factor:offer"};

base::Error wrong_factor_code() { return base::field_error("/code", "code_incorrect", "Ce code n’est pas le bon, ou a déjà servi."); }

base::Error without_factor() { return conflict("sans_second_facteur", "Ce compte n’a pas de second facteur."); }

}  // namespace

bool requires_second_factor(const Desk& desk, access::Role role) { return desk.coded.has(role); }

FactorView show_second_factor(const Desk& desk, const access::Actor& actor) {
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    FactorView view;
    view.required = requires_second_factor(desk, actor.role);
    if (const auto factor = store::find_second_factor(reading, actor.account)) view.since = factor->made_at;
    view.recovery_codes = store::count_recovery_codes(reading.sql, actor.account);
    return view;
  });
}

FactorOffer offer_second_factor(const Desk& desk, base::AccountId account) {
  const std::string secret = access::make_code_secret();
  return {secret, seal_ticket(desk, offer_sort, {account, desk.store.clock().now() + offer_lasts, secret})};
}

base::Result<FactorOffer> read_offer(const Desk& desk, base::AccountId account, std::string_view ticket) {
  const auto offer = open_ticket(desk, offer_sort, ticket);
  if (!offer || offer->account != account)
    return base::field_error("/offer", "offre_expiree", "Cette clé a expiré. Enregistrez la nouvelle dans votre application.");
  return FactorOffer{offer->content, std::string(ticket)};
}

std::optional<std::vector<std::string>> keep_second_factor(store::Unit& unit, base::AccountId account, std::string_view secret, std::string_view code) {
  const auto step = access::find_step(secret, code, unit.now(), 0);
  if (!step) return std::nullopt;
  auto codes = access::make_recovery_codes();
  store::save_second_factor(unit, account, {std::string(secret), unit.now(), *step});
  store::save_recovery_codes(unit, account, codes);
  return codes;
}

std::optional<std::string> use_code(store::Unit& unit, base::AccountId account, std::string_view typed) {
  const auto factor = store::find_second_factor(unit.reading(), account);
  if (!factor) return std::nullopt;
  if (const auto step = access::find_step(factor->secret, typed, unit.now(), factor->last_step)) {
    store::mark_step(unit, account, *step);
    return "second_facteur";
  }
  const auto recovery = access::read_recovery_code(typed);
  if (!recovery || !store::use_recovery_code(unit, account, *recovery)) return std::nullopt;
  return fmt::format("code_de_secours restants={}", store::count_recovery_codes(unit.sql(), account));
}

base::Result<std::vector<std::string>> add_second_factor(const Desk& desk, Throttle& throttle, const access::Actor& actor,
                                                         const FactorChange& change, std::string_view ticket, std::string_view code) {
  const auto offer = read_offer(desk, actor.account, ticket);
  if (!offer) return offer.error();
  if (const auto held = check_present_password(desk, throttle, actor, change.password); !held) return held.error();
  return desk.store.write<std::vector<std::string>>(actor, [&](store::Unit& unit) -> base::Result<std::vector<std::string>> {
    auto codes = keep_second_factor(unit, actor.account, offer->secret, code);
    if (!codes) return wrong_factor_code();
    const int ended = end_sessions(unit, actor.account, access::digest_token(change.token));
    unit.commit({"second_facteur_active", "account", actor.account.text(), "", fmt::format("sessions_fermees={}", ended)});
    return std::move(*codes);
  });
}

base::Result<std::vector<std::string>> renew_recovery_codes(const Desk& desk, Throttle& throttle, const access::Actor& actor,
                                                            const FactorChange& change) {
  if (const auto held = check_present_password(desk, throttle, actor, change.password); !held) return held.error();
  return desk.store.write<std::vector<std::string>>(actor, [&](store::Unit& unit) -> base::Result<std::vector<std::string>> {
    if (!store::find_second_factor(unit.reading(), actor.account)) return without_factor();
    auto codes = access::make_recovery_codes();
    store::save_recovery_codes(unit, actor.account, codes);
    unit.commit({"codes_de_secours_refaits", "account", actor.account.text(), "", ""});
    return codes;
  });
}

base::Status remove_second_factor(const Desk& desk, Throttle& throttle, const access::Actor& actor, const FactorChange& change) {
  if (requires_second_factor(desk, actor.role))
    return conflict("second_facteur_exige", "Le second facteur est exigé pour votre métier : il se remplace, il ne se retire pas.");
  if (const auto held = check_present_password(desk, throttle, actor, change.password); !held) return held.error();
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    if (!store::find_second_factor(unit.reading(), actor.account)) return without_factor();
    store::remove_second_factor(unit, actor.account);
    const int ended = end_sessions(unit, actor.account, access::digest_token(change.token));
    unit.commit({"second_facteur_retire", "account", actor.account.text(), "", fmt::format("sessions_fermees={}", ended)});
    return base::Done{};
  });
}

}  // namespace vigie::casework
