#include "casework/sign_in.hpp"

#include "access/password.hpp"

namespace vigie::casework {

namespace {
constexpr base::Duration session = std::chrono::hours{12};  // a night shift
constexpr base::Duration remembered = std::chrono::minutes{10};
constexpr std::size_t tries = 10;
constexpr std::size_t most_logins = 10'000;  // a flood of invented logins must not fill the memory

base::Error bad_credentials() {
  return {base::Kind::unauthenticated, "identifiants_invalides", "Identifiant ou mot de passe incorrect."};
}
base::Error must_wait(int seconds) {
  return {base::Kind::too_many, "trop_de_tentatives",
          fmt::format("Trop de tentatives pour cet identifiant. Réessayez dans {} secondes.", seconds)};
}
}  // namespace

base::Status Throttle::check(std::string_view login, base::Instant now) {
  if (const int seconds = wait_for(login, now)) return must_wait(seconds);
  return base::Done{};
}

int Throttle::wait_for(std::string_view login, base::Instant now) {
  const std::lock_guard lock(gate_);
  const auto found = failures_.find(login);
  if (found == failures_.end()) return 0;
  std::erase_if(found->second, [now](base::Instant at) { return at + remembered < now; });
  if (found->second.size() < tries) return 0;
  return static_cast<int>((found->second.front() + remembered - now).count() / 1000) + 1;
}

void Throttle::failed(std::string_view login, base::Instant now) {
  const std::lock_guard lock(gate_);
  if (failures_.size() >= most_logins)
    std::erase_if(failures_, [now](const auto& one) { return one.second.empty() || one.second.back() + remembered < now; });
  if (failures_.size() < most_logins) failures_[std::string(login.substr(0, 100))].push_back(now);
}

void Throttle::succeeded(std::string_view login) {
  const std::lock_guard lock(gate_);
  if (const auto found = failures_.find(login); found != failures_.end()) failures_.erase(found);
}

namespace {
/// A session, and nothing else: the token of a program that a browser was given stays.
void end_replaced(store::Unit& unit, const std::string& digest) {
  const auto before = store::find_pass(unit.sql(), digest, unit.now());
  if (before && before->kind == "session") store::end_pass(unit, digest);
}
}  // namespace

SignedIn open_session(store::Unit& unit, const access::Actor& actor, const Arrival& arrival, std::string_view by) {
  SignedIn signed_in{access::make_token(), actor, unit.now() + session};
  store::add_pass(unit, access::digest_token(signed_in.token), actor.account, "session", arrival.browser, signed_in.expires_at);
  if (!arrival.replaces.empty()) end_replaced(unit, access::digest_token(arrival.replaces));
  unit.commit({"session_ouverte", "account", actor.account.text(), "", std::string(by)});
  return signed_in;
}

base::Result<SignedIn> sign_in(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password,
                               const Arrival& arrival) {
  const base::Instant now = desk.store.clock().now();
  if (const auto may = throttle.check(login, now); !may) return may.error();
  const auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::find_account(reading.sql, login);
  });
  const bool can = account && !account->disabled && !account->password.empty();
  if (!can) access::spend_verification(password);
  if (!can || !access::verify_password(account->password, password)) {
    throttle.failed(login, now);
    return bad_credentials();
  }
  throttle.succeeded(login);
  return desk.store.write<SignedIn>(account->actor, [&](store::Unit& unit) -> base::Result<SignedIn> {
    // Whoever changed the password or closed the account meanwhile ended the sessions that there were.
    const auto current = store::find_account(unit.sql(), account->actor.account);
    if (!current || current->disabled || current->password != account->password) return bad_credentials();
    return open_session(unit, account->actor, arrival, "");
  });
}

base::Status sign_out(const Desk& desk, const access::Actor& actor, std::string_view token) {
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    store::end_pass(unit, access::digest_token(token));
    unit.commit({"session_fermee", "account", actor.account.text(), "", ""});
    return base::Done{};
  });
}

base::Result<access::Actor> find_actor(const Desk& desk, std::string_view token, Sender sender) {
  const base::Instant now = desk.store.clock().now();
  const auto pass = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::find_pass(reading.sql, access::digest_token(token), reading.now);
  });
  if (!pass || desk.presence->is_idle(*pass, now))
    return base::Error{base::Kind::unauthenticated, "jeton_invalide", "La session ou le jeton n’est pas valide, ou a expiré."};
  if (sender == Sender::somebody) desk.presence->note(pass->digest, now);
  return pass->actor;
}

}  // namespace vigie::casework
