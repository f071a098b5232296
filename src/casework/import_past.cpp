#include "casework/import_past.hpp"

#include "base/log.hpp"
#include "casework/import_detail.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {
Fate refused(base::Error error) { return {Fate::Sort::refused, std::move(error)}; }
}

base::Result<base::OrganisationId> Importing::organisation(const std::string& name) {
  const std::lock_guard lock(gate_);
  if (const auto known = organisations_.find(name); known != organisations_.end()) return known->second;
  const auto find = [&](const store::Reading& reading) { return store::find_organisation(reading.sql, name); };
  if (const auto found = desk_.store.read(store::scope_of_rules(), find)) return organisations_[name] = found->id;
  const auto made = desk_.store.write<base::OrganisationId>(system_, [&](store::Unit& unit) -> base::Result<base::OrganisationId> {
    const auto one = store::find_or_add_organisation(unit, name);
    unit.commit({"organisation", "organisation", one.id.text(), "import", ""});
    return one.id;
  });
  if (made) organisations_[name] = *made;
  return made;
}

base::Result<access::Actor> Importing::actor_for(const std::string& name, access::Role role) {
  const auto signing = organisation(name);
  if (!signing) return signing.error();
  access::Actor actor = system_;
  actor.organisation = *signing;
  actor.organisation_name = name;
  actor.role = role;
  return actor;
}

base::Result<Receipt> Importing::take(const PastDeclaration& past) {
  const auto actor = actor_for(past.organisation, past.role);
  if (!actor) return actor.error();
  Submission submission;
  submission.form = past.form;
  submission.answers = past.answers;
  submission.minor = past.minor;
  submission.new_minor = past.new_minor;
  submission.imported = true;
  return submit_declaration(desk_, *actor, submission, std::nullopt, past.signed_at);
}

base::Status check_signature(base::Instant signed_at, base::Instant now) {
  constexpr base::Duration ahead = std::chrono::minutes{5};  // of another system's clock
  if (signed_at <= now + ahead) return base::Done{};
  return base::field_error("/signed_at", "instant_futur", "La signature ne peut pas être dans l’avenir.");
}

base::Result<forms::Checked> check_past(const forms::Catalogue& forms, const PastDeclaration& past, base::Instant now) {
  const forms::Form* form = forms.find(past.form);
  if (!form)
    return base::field_error("/form", "formulaire_inconnu",
                             "Le formulaire demandé n’existe pas (classique, inquietante, appel, retour ou preventive).");
  if (past.form_version != 0 && past.form_version != form->version)
    return base::field_error("/form_version", "version_inconnue",
                             fmt::format("Ce programme reprend la version {} de ce formulaire.", form->version));
  if (const auto fine = check_signature(past.signed_at, now); !fine) return fine.error();
  return forms::check(*form, past.answers, past.signed_at, past.zone);
}

base::Result<Prepared> Importing::prepare(PastDeclaration past) {
  auto checked = check_past(desk_.forms, past, desk_.store.clock().now());
  if (!checked) return std::move(checked).error();
  auto actor = actor_for(past.organisation, past.role);
  if (!actor) return actor.error();
  const identity::Vault& vault = desk_.store.vault();
  const auto key = [&](std::string_view purpose, const std::string& text) -> std::optional<store::ImportKey> {
    if (text.empty()) return std::nullopt;
    return store::import_key(vault, purpose, text);
  };
  PreparedPast one;
  one.actor = std::move(*actor);
  one.submission.form = past.form;
  one.submission.imported = true;
  one.ready = make_ready(desk_, past.form, std::move(*checked));
  one.at = past.signed_at;
  one.key = key("import-key", past.key);
  one.minor_key = key("import-minor", past.minor_key);
  one.episode_key = key("import-episode", past.episode_key);
  one.amends = key("import-key", past.amends);
  one.after = key("import-key", past.after);
  one.body_digest = vault.digest("import-body", said_by(past));
  return Prepared(std::move(one));
}

base::Result<std::vector<Fate>> Importing::take_all(const std::vector<Prepared>& group) {
  std::vector<store::Act> acts(group.size());
  std::vector<Fate> fates(group.size());
  for (std::size_t i = 0; i < group.size(); ++i) {
    acts[i].actor = std::visit([](const auto& one) { return &one.actor; }, group[i]);
    acts[i].at = std::visit([](const auto& one) { return one.at; }, group[i]);
    acts[i].body = [&, i](store::Unit& unit) {
      fates[i] = std::visit([&](const auto& one) { return tell(unit, one); }, group[i]);
      return fates[i].sort == Fate::Sort::taken;
    };
  }
  if (const auto written = desk_.store.write_all(acts); !written) return written.error();
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (!acts[i].fault) continue;
    try {
      std::rethrow_exception(acts[i].fault);
    } catch (const std::exception& fault) {
      base::log_error(fmt::format("import: {}", fault.what()));
    }
    fates[i] = refused({base::Kind::conflict, "panne", "Une panne empêche de reprendre cette ligne ; le journal du programme en garde la trace."});
  }
  return fates;
}

Fate Importing::tell(store::Unit& unit, const PreparedPast& one) {
  if (one.key) {
    const auto known = is_known(unit.reading(), one);
    if (!known) return refused(known.error());
    if (*known) return {Fate::Sort::known};
  }
  Submission submission = one.submission;
  Signing signing = begin_signing(desk_, one.actor, submission, one.ready, unit.now());
  signing.shelf = &shelf_;
  if (const auto designated = designate(unit, one, submission, signing); !designated) return refused(designated.error());
  const auto receipt = sign(unit, signing, std::nullopt);
  if (!receipt) return refused(in_words_of_a_line(receipt.error()));
  remember(unit, one, signing, *receipt);
  if (receipt->minor) shelf_.put(std::move(signing.file));
  return {};
}

}  // namespace vigie::casework
