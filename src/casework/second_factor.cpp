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

base::Error wrong_present_code() { return base::field_error("/present_code", "code_incorrect", "Ce code n’est pas le bon, ou a déjà servi."); }

base::Error without_factor() { return conflict("sans_second_facteur", "Ce compte n’a pas de second facteur."); }

/// Runs a change of one's own factor: `change` is its act, once the password and a code of the factor there is have been
/// proved. The code is spent with the act, and a wrong one counts as at the sign-in.
template <class T>
base::Result<T> prove_and_change(const Desk& desk, Throttle& throttle, const access::Actor& actor, const FactorChange& proofs,
                                 const std::function<base::Result<T>(store::Unit&)>& change) {
  const base::Instant now = desk.store.clock().now();
  const Attempt who{actor.login, ""};  // wherever the session is used from
  if (const auto held = check_present_password(desk, throttle, actor, proofs.password); !held) return held.error();
  if (const auto may = throttle.codes.check(who, now, [] { return true; }); !may) {
    note_failed_entry(desk, who, "attente_code");
    return may.error();
  }
  auto done = desk.store.write<T>(actor, [&](store::Unit& unit) -> base::Result<T> {
    const bool has_one = store::find_second_factor(unit.reading(), actor.account).has_value();
    if (has_one && proofs.present_code.empty())
      return base::field_error("/present_code", "code_demande", "Saisissez un code de votre second facteur, ou un code de secours.");
    if (has_one && !use_code(unit, actor.account, proofs.present_code)) return wrong_present_code();
    return change(unit);
  });
  const auto is_wrong = [](const base::FieldError& one) { return one.pointer == "/present_code" && one.code == "code_incorrect"; };
  if (!done && std::ranges::any_of(done.error().fields, is_wrong)) {
    throttle.codes.failed(who, now);
    note_failed_entry(desk, who, "code_actuel");
  }
  return done;
}

}  // namespace

bool requires_second_factor(const Desk& desk, access::Role role) { return desk.coded.has(role); }

std::vector<access::Role> list_unprotected_roles(const Desk& desk) {
  std::vector<access::Role> roles{access::Role::police, access::Role::suivi, access::Role::admin};
  std::erase_if(roles, [&](access::Role role) { return requires_second_factor(desk, role); });
  return roles;
}

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
  return prove_and_change<std::vector<std::string>>(desk, throttle, actor, change, [&](store::Unit& unit) -> base::Result<std::vector<std::string>> {
    auto codes = keep_second_factor(unit, actor.account, offer->secret, code);
    if (!codes) return wrong_factor_code();
    const int ended = end_sessions(unit, actor.account, access::digest_token(change.token));
    unit.commit({"second_facteur_active", "account", actor.account.text(), "", fmt::format("sessions_fermees={}", ended)});
    return std::move(*codes);
  });
}

base::Result<std::vector<std::string>> renew_recovery_codes(const Desk& desk, Throttle& throttle, const access::Actor& actor,
                                                            const FactorChange& change) {
  return prove_and_change<std::vector<std::string>>(desk, throttle, actor, change, [&](store::Unit& unit) -> base::Result<std::vector<std::string>> {
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
  return prove_and_change<base::Done>(desk, throttle, actor, change, [&](store::Unit& unit) -> base::Result<base::Done> {
    if (!store::find_second_factor(unit.reading(), actor.account)) return without_factor();
    store::remove_second_factor(unit, actor.account);
    const int ended = end_sessions(unit, actor.account, access::digest_token(change.token));
    unit.commit({"second_facteur_retire", "account", actor.account.text(), "", fmt::format("sessions_fermees={}", ended)});
    return base::Done{};
  });
}

}  // namespace vigie::casework
