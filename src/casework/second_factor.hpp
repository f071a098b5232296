#pragma once
#include "casework/desk.hpp"
#include "store/second_factors.hpp"

namespace vigie::casework {

struct Throttle;

/// The second factor of one's own account: a code of an authenticator (TOTP, RFC 6238), asked after the password at the
/// sign-in. Ten recovery codes stand in for it, each once.
struct FactorView {
  std::optional<base::Instant> since;  // nothing: it has none
  int recovery_codes = 0;              // how many are left
  bool required = false;               // of its profession
};
FactorView show_second_factor(const Desk& desk, const access::Actor& actor);
/// Whether the configuration requires it of that profession.
bool requires_second_factor(const Desk& desk, access::Role role);
/// Those that reach every file or every account, and of which the configuration requires none: police, suivi, admin.
std::vector<access::Role> list_unprotected_roles(const Desk& desk);

/// What an authenticator is given, before it has proved that it holds it: nothing is written yet.
struct FactorOffer {
  std::string secret;
  std::string ticket;  // kept by the page, sealed: for that account alone, worth 30 minutes
};
FactorOffer offer_second_factor(const Desk& desk, base::AccountId account);
/// The offer that a ticket holds. Refusal: offre_expiree, as a field (/offer).
base::Result<FactorOffer> read_offer(const Desk& desk, base::AccountId account, std::string_view ticket);

/// What each change of it asks besides: the present password, the session that stays open when the others end, and, of who
/// has a factor already, a code of it or a recovery code: a stolen session and password do not take it away (OWASP ASVS 5.0,
/// 7.5.1).
struct FactorChange {
  std::string_view password, token;
  std::string_view present_code = {};
};
/// Takes the offer for one's own, in place of the one before, once a code proves that the authenticator holds it; the recovery
/// codes, shown this once. Other sessions end. Refusals, as fields: offre_expiree, code_incorrect (/code; of the factor
/// there was, /present_code), mot_de_passe_incorrect (/password); trop_de_tentatives (429).
base::Result<std::vector<std::string>> add_second_factor(const Desk& desk, Throttle& throttle, const access::Actor& actor,
                                                         const FactorChange& change, std::string_view ticket, std::string_view code);
/// Ten new recovery codes, in place of those that were left. Refusals as above; without a second factor, sans_second_facteur
/// (409).
base::Result<std::vector<std::string>> renew_recovery_codes(const Desk& desk, Throttle& throttle, const access::Actor& actor,
                                                            const FactorChange& change);
/// Refusals as above; required of one's profession: second_facteur_exige (409).
base::Status remove_second_factor(const Desk& desk, Throttle& throttle, const access::Actor& actor, const FactorChange& change);

/// Inside an act: keeps the factor that an offer gave, and makes its recovery codes. Nothing when the code is not one of it.
std::optional<std::vector<std::string>> keep_second_factor(store::Unit& unit, base::AccountId account, std::string_view secret, std::string_view code);
/// Inside an act: uses up a code of the authenticator, or a recovery code; what the audit line says of it. Nothing when it is
/// neither, or was used.
std::optional<std::string> use_code(store::Unit& unit, base::AccountId account, std::string_view typed);

}  // namespace vigie::casework
