#include "casework/sign_in.hpp"

#include "access/password.hpp"
#include "casework/second_factor.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration session = std::chrono::hours{12};  // a night shift
using Code = Recognised::Code;

base::Error unauthenticated(std::string code, std::string text) { return {base::Kind::unauthenticated, std::move(code), std::move(text)}; }

base::Error wrong_code() { return unauthenticated("code_incorrect", "Ce code n’est pas le bon, ou a déjà servi."); }

/// A session, and nothing else: the token of a program that a browser was given stays.
void end_replaced(store::Unit& unit, const std::string& digest) {
  const auto before = store::find_pass(unit.sql(), digest, unit.now());
  if (before && before->kind == "session") store::end_pass(unit, digest);
}

/// Whether all that is asked was told.
base::Status check_told(const Recognised& somebody, const Proofs& proofs) {
  if (somebody.code == Code::asked && proofs.code.empty())
    return unauthenticated("code_demande", "Saisissez le code de votre application d’authentification, ou un code de secours.");
  if (somebody.code == Code::to_set_up && (proofs.offer.empty() || proofs.code.empty()))
    return unauthenticated("code_a_configurer", "Un second facteur est exigé pour votre métier : activez-le en vous connectant par la page /connexion.");
  if (somebody.must_choose() && !proofs.new_password)
    return unauthenticated("mot_de_passe_a_changer", "Votre mot de passe vous a été remis pour une seule fois : choisissez le vôtre.");
  if (!somebody.must_choose() && proofs.new_password)
    return base::field_error("/new_password", "mot_de_passe_non_demande", "Ce compte a déjà son mot de passe : il se change après la connexion.");
  return base::Done{};
}

/// The hash of the password that is chosen in place of a given one; empty when there is none to choose.
base::Result<std::string> hash_chosen(const store::Account& account, std::optional<std::string_view> chosen) {
  if (!chosen) return std::string();
  if (const auto strong = access::check_password(*chosen, {account.actor.login, account.actor.organisation_name}, "/new_password"); !strong)
    return strong.error();
  if (access::verify_password(account.password, *chosen))
    return base::field_error("/new_password", "mot_de_passe_identique", "Choisissez un autre mot de passe que celui qui vous a été remis.");
  return access::hash_password(*chosen);
}

/// What is written of an entry, inside its act.
struct Entry {
  const Recognised& somebody;
  const Proofs& proofs;
  std::string secret;         // of the second factor to set up
  std::string password_hash;  // of the password that was chosen
};

/// Uses up the code, or sets the factor up; what the audit line says of it.
base::Result<std::string> prove(store::Unit& unit, const Entry& entry, SignedIn& signed_in) {
  const base::AccountId id = signed_in.actor.account;
  if (entry.somebody.code == Code::asked) {
    auto used = use_code(unit, id, entry.proofs.code);
    if (!used) return wrong_code();
    return *std::move(used);
  }
  if (entry.somebody.code == Code::none) return std::string();
  auto codes = keep_second_factor(unit, id, entry.secret, entry.proofs.code);
  if (!codes) return wrong_code();
  signed_in.recovery_codes = *std::move(codes);
  return std::string("second_facteur_active");
}

base::Result<base::Done> write_entry(const Desk& desk, store::Unit& unit, const Entry& entry, const Arrival& arrival, SignedIn& signed_in) {
  // Whoever changed the password or closed the account meanwhile ended the sessions that there were.
  const store::Account& known = entry.somebody.account;
  const auto current = store::find_account(unit.sql(), known.actor.account);
  const bool same = current && !current->disabled && current->password == known.password;
  if (!same || code_asked(desk, unit.reading(), current->actor) != entry.somebody.code) return bad_credentials();
  const auto proved = prove(unit, entry, signed_in);
  if (!proved) return proved.error();
  if (!entry.password_hash.empty()) store::save_password(unit, *current, entry.password_hash);
  const std::string_view between = proved->empty() || entry.password_hash.empty() ? "" : " ";
  keep_session(desk, unit, signed_in, arrival, fmt::format("{}{}{}", *proved, between, entry.password_hash.empty() ? "" : "mot_de_passe_choisi"));
  return base::Done{};
}

}  // namespace

base::Error bad_credentials() { return unauthenticated("identifiants_invalides", "Identifiant ou mot de passe incorrect."); }

SignedIn make_session(const access::Actor& actor, base::Instant now) { return {access::make_token(), actor, now + session}; }

void keep_session(const Desk& desk, store::Unit& unit, const SignedIn& signed_in, const Arrival& arrival, std::string detail) {
  store::add_pass(unit, access::digest_token(signed_in.token), signed_in.actor.account, "session", arrival.browser, signed_in.expires_at,
                  {false, origin_of(desk, arrival.address)});
  if (!arrival.replaces.empty()) end_replaced(unit, access::digest_token(arrival.replaces));
  unit.commit({"session_ouverte", "account", signed_in.actor.account.text(), "", std::move(detail)});
}

base::Result<SignedIn> enter(const Desk& desk, Throttle& throttle, const Recognised& somebody, const Proofs& proofs, const Arrival& arrival) {
  if (const auto all = check_told(somebody, proofs); !all) return all.error();
  const base::Instant now = desk.store.clock().now();
  const access::Actor& actor = somebody.account.actor;
  const Attempt who{actor.login, arrival.address};
  if (somebody.code != Code::none)
    if (const auto may = throttle.codes.check(who, now, [&] { return has_entered_from(desk, who); }); !may) {
      note_failed_entry(desk, who, "attente_code");
      return may.error();
    }
  Entry entry{somebody, proofs, {}, {}};
  if (somebody.code == Code::to_set_up) {
    const auto offer = read_offer(desk, actor.account, proofs.offer);
    if (!offer) return offer.error();
    entry.secret = offer->secret;
  }
  auto hash = hash_chosen(somebody.account, proofs.new_password);
  if (!hash) return hash.error();
  entry.password_hash = *std::move(hash);
  SignedIn signed_in = make_session(actor, now);
  const auto kept = desk.store.write<base::Done>(actor, [&](store::Unit& unit) { return write_entry(desk, unit, entry, arrival, signed_in); });
  if (!kept && kept.error().code == "code_incorrect") {
    throttle.codes.failed(who, now);
    note_failed_entry(desk, who, "code");
  }
  if (!kept) return kept.error();
  if (somebody.code != Code::none) throttle.codes.succeeded(who);
  return signed_in;
}

base::Result<SignedIn> sign_in(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password,
                               const Arrival& arrival, const Proofs& proofs) {
  const auto somebody = recognise(desk, throttle, login, password, arrival);
  if (!somebody) return somebody.error();
  return enter(desk, throttle, *somebody, proofs, arrival);
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
