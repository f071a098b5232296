#include "casework/sign_in.hpp"

#include "access/password.hpp"

namespace vigie::casework {

namespace {
constexpr base::Duration session = std::chrono::hours{12};  // a night shift
constexpr base::Duration remembered = std::chrono::minutes{10};
constexpr std::size_t tries = 10;
constexpr std::size_t most_logins = 10'000;  // a flood of invented logins must not fill the memory

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

/// The hash of the password that is chosen in place of a given one; empty when there is none to choose.
base::Result<std::string> check_chosen(const Recognised& somebody, std::optional<std::string_view> chosen) {
  const store::Account& account = somebody.account;
  if (!somebody.must_choose()) {
    if (!chosen) return std::string();
    return base::field_error("/new_password", "mot_de_passe_non_demande", "Ce compte a déjà son mot de passe : il se change après la connexion.");
  }
  if (!chosen)
    return base::Error{base::Kind::unauthenticated, "mot_de_passe_a_changer",
                       "Votre mot de passe vous a été remis pour une seule fois : choisissez le vôtre."};
  if (const auto strong = access::check_password(*chosen, {account.actor.login, account.actor.organisation_name}, "/new_password"); !strong)
    return strong.error();
  if (access::verify_password(account.password, *chosen))
    return base::field_error("/new_password", "mot_de_passe_identique", "Choisissez un autre mot de passe que celui qui vous a été remis.");
  return access::hash_password(*chosen);
}
}  // namespace

base::Error bad_credentials() {
  return {base::Kind::unauthenticated, "identifiants_invalides", "Identifiant ou mot de passe incorrect."};
}
base::Result<SignedIn> enter(const Desk& desk, const Recognised& somebody, const Proofs& proofs, const Arrival& arrival) {
  const auto chosen = check_chosen(somebody, proofs.new_password);
  if (!chosen) return chosen.error();
  const access::Actor& actor = somebody.account.actor;
  SignedIn signed_in{access::make_token(), actor, desk.store.clock().now() + session};
  const auto kept = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    // Whoever changed the password or closed the account meanwhile ended the sessions that there were.
    const auto current = store::find_account(unit.sql(), actor.account);
    if (!current || current->disabled || current->password != somebody.account.password) return bad_credentials();
    if (!chosen->empty()) store::save_password(unit, *current, *chosen);
    store::add_pass(unit, access::digest_token(signed_in.token), actor.account, "session", arrival.browser, signed_in.expires_at);
    if (!arrival.replaces.empty()) end_replaced(unit, access::digest_token(arrival.replaces));
    unit.commit({"session_ouverte", "account", actor.account.text(), "", chosen->empty() ? "" : "mot_de_passe_choisi"});
    return base::Done{};
  });
  if (!kept) return kept.error();
  return signed_in;
}

base::Result<SignedIn> sign_in(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password,
                               const Arrival& arrival, const Proofs& proofs) {
  const auto somebody = recognise(desk, throttle, login, password);
  if (!somebody) return somebody.error();
  return enter(desk, *somebody, proofs, arrival);
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
  access::Actor actor = pass->actor;
  actor.reads_only = pass->read_only;
  return actor;
}

}  // namespace vigie::casework
