#include "casework/sign_in_vouched.hpp"

#include "store/vouchings.hpp"

namespace vigie::casework {

namespace {

constexpr int most_waiting = 1'000;  // whoever the provider knows can ask

using Welcome = std::variant<SignedIn, Waiting>;

base::Error closed_account() {
  return {base::Kind::forbidden, "compte_ferme", "Le compte auquel mène cette identité est fermé."};
}

base::Error needs_code() {
  return {base::Kind::forbidden, "second_facteur_exige",
          "Ce compte demande un second facteur, que ce fournisseur d’identité ne garantit pas : connectez-vous par mot de passe."};
}

base::Result<Welcome> ask_for_account(const Desk& desk, const Vouched& who) {
  const access::Actor nobody;
  return desk.store.write<Welcome>(nobody, [&](store::Unit& unit) -> base::Result<Welcome> {
    if (store::count_waiting_vouchings(unit.sql()) >= most_waiting)
      return base::Error{base::Kind::too_many, "trop_de_demandes", "Trop de demandes attendent déjà une réponse de l’administration."};
    if (const auto meanwhile = store::find_vouching(unit.reading(), who.issuer, who.subject)) return Welcome(Waiting{meanwhile->reference()});
    const auto made = store::add_vouching(unit, who.issuer, who.subject);
    unit.commit({"rattachement_demande", "vouching", made.id.text(), "", ""});
    return Welcome(Waiting{made.reference()});
  });
}

}  // namespace

base::Result<Welcome> sign_in_vouched(const Desk& desk, const Vouched& who, const Arrival& arrival) {
  const auto known = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::find_vouching(reading, who.issuer, who.subject); });
  if (!known) return ask_for_account(desk, who);
  if (!known->account) {
    const bool refused = known->decided_at.has_value();
    note_failed_arrival(desk, {"vouching", known->id.text(), refused ? "rattachement_refuse" : "rattachement_demande", std::string(arrival.address)});
    return Welcome(Waiting{known->reference(), refused});
  }
  auto in = desk.store.write<Welcome>(*known->account, [&](store::Unit& unit) -> base::Result<Welcome> {
    // Whoever took the account away or closed it meanwhile ended its sessions.
    const auto current = store::find_vouching(unit.sql(), known->id);
    const bool stands = current && current->account && current->account->account == known->account->account && !current->account_disabled;
    if (!stands) return closed_account();
    if (!who.at_level && code_asked(desk, unit.reading(), *current->account) != Recognised::Code::none) return needs_code();
    const SignedIn signed_in = make_session(*current->account, unit.now());
    keep_session(desk, unit, signed_in, arrival, "fournisseur");
    return Welcome(signed_in);
  });
  if (!in) note_failed_arrival(desk, {"account", known->account->account.text(), in.error().code, std::string(arrival.address)});
  return in;
}

}  // namespace vigie::casework
