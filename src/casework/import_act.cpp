#include "casework/import_detail.hpp"
#include "casework/export_acts.hpp"
#include "casework/record_fpr.hpp"
#include "store/disagreements.hpp"

namespace vigie::casework {

namespace {

using imports::Act;

FprEntry entry_of(const Act& act) {
  const auto said = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  return {act.inscrit_le, act.desinscrit_le, said(act.numero), said(act.categorie), said(act.service), said(act.motif_de_non_inscription)};
}

void check_qualification(std::string_view pointer, std::string_view code, bool decided, std::vector<base::FieldError>& errors) {
  const auto known = triage::parse_qualification(code);
  if (known && !(decided && *known == triage::Qualification::a_examiner)) return;
  errors.push_back({std::string(pointer), "choix_invalide",
                    decided ? "La qualification décidée est classique ou inquietante." : "La qualification est classique, a_examiner ou inquietante."});
}

void check_level(std::string_view pointer, std::string_view code, std::vector<base::FieldError>& errors) {
  if (!triage::parse_level(code)) errors.push_back({std::string(pointer), "choix_invalide", "Le niveau est aucun, vigilance, eleve ou critique."});
}

base::Status check_codes(const Act& act) {
  std::vector<base::FieldError> errors;
  check_qualification("/qualification", act.qualification, act.sort == Act::Sort::decision, errors);
  if (act.sort == Act::Sort::decision) check_level("/level", act.level, errors);
  if (act.assessment) {
    check_qualification("/assessment/qualification", act.assessment->qualification, false, errors);
    check_level("/assessment/level", act.assessment->level, errors);
  }
  if (errors.empty()) return base::Done{};
  std::string text = errors.front().detail;
  return base::Error{base::Kind::invalid, "ligne_invalide", std::move(text), std::move(errors)};
}

/// The absence that a line names by one of its declarations.
base::Result<store::EpisodeRecord> absence_of(const store::Reading& reading, const PreparedAct& one) {
  const auto taken = store::find_taken_line(reading, one.declaration);
  const auto id = taken ? std::optional(taken->declaration) : base::DeclarationId::parse(one.declaration.text);
  const auto declaration = id ? store::find_declaration(reading, *id) : std::nullopt;
  if (!declaration)
    return base::field_error("/declaration", "declaration_inconnue", "La déclaration que désigne « declaration » n’a pas été reprise.");
  if (!declaration->episode)
    return base::field_error("/declaration", "declaration_sans_absence", "La déclaration que désigne « declaration » ne concerne aucune absence.");
  return store::find_episode(reading, *declaration->episode).value();
}

base::Error reused_act() {
  return base::field_error("/key", "cle_reutilisee",
                           "Cette clé a déjà été reprise avec un autre contenu : ce qui est fait ensuite est une nouvelle "
                           "ligne, avec sa propre clé.");
}

/// Whether an act was taken before, or is the export of one of this directory.
base::Result<bool> is_known(const store::Reading& reading, const PreparedAct& one, const store::EpisodeRecord& record) {
  if (const auto taken = store::find_taken_act(reading, to_text(one.said.sort), one.key)) {
    if (taken->body_digest == one.body_digest && taken->episode == record.episode.id) return true;
    return reused_act();
  }
  for (imports::Line& done : list_acts(reading, record)) {
    if (done.act->sort != one.said.sort || done.key != one.key.text) continue;
    if (reading.vault.digest("import-body", said_by(done)) == one.body_digest) return true;
    return reused_act();
  }
  return false;
}

/// The entry of the line takes the place of the one that stands, unless that one was changed since.
base::Status enter_again(const store::Unit& unit, const PreparedAct& one, store::EpisodeRecord& record) {
  const auto last = store::find_last_fpr(unit.reading(), record.episode.id);
  if (last && last->at > one.at)
    return base::field_error("/signed_at", "fpr_depassee",
                             fmt::format("L’inscription au FPR de cette absence a changé depuis, le {}.", base::to_french(last->at)));
  record.episode.fpr = {};
  record.fpr_numero.clear();
  record.fpr_service.clear();
  enter(record, entry_of(one.said));
  record.fpr_elsewhere = {one.key.text, one.said.by};
  return base::Done{};
}

base::Status dispute_again(store::Unit& unit, const PreparedAct& one, const store::EpisodeRecord& record) {
  const Act& said = one.said;
  store::Disagreement told{store::DisagreementId::make(unit.now()), record.episode.id, unit.actor().account, unit.actor().organisation,
                           unit.now(), triage::parse_qualification(said.qualification).value(), {}, said.declarant, said.reason,
                           {one.key.text, said.by}};
  for (const store::Decision& decision : store::list_decisions(unit.reading(), record.episode.id))
    if (store::key_of(decision) == said.decision) told.decision = decision.id;
  if (!said.decision.empty() && !told.decision)
    return base::field_error("/decision", "decision_inconnue", "La décision contestée n’a pas été reprise pour cette absence.");
  store::add_disagreement(unit, told);
  return base::Done{};
}

base::Status do_again(store::Unit& unit, const Desk& desk, const PreparedAct& one, store::EpisodeRecord& record) {
  switch (one.said.sort) {
    case Act::Sort::fpr: return enter_again(unit, one, record);
    case Act::Sort::decision: return decide_again(unit, desk, one, record);
    case Act::Sort::disagreement: break;
  }
  return dispute_again(unit, one, record);
}

/// The act of the audit, as that of whoever did it here.
std::string_view audited(const Act& act) {
  switch (act.sort) {
    case Act::Sort::fpr: return act.desinscrit_le ? "fpr_desinscription" : "fpr_inscription";
    case Act::Sort::decision: return "decision";
    case Act::Sort::disagreement: break;
  }
  return "desaccord";
}

}  // namespace

std::string said_by(const imports::Line& line) {
  Act act = *line.act;
  act.declaration.clear();
  return fmt::format("{}\n{}\n{}\n{}", to_text(act.sort), line.organisation, line.signed_at.ms, base::to_text(to_json(act)));
}

base::Status check_act(const imports::Line& line, base::Instant now) {
  if (const auto fine = check_signature(line.signed_at, now); !fine) return fine.error();
  if (line.act->sort == Act::Sort::fpr) return check_entry(entry_of(*line.act), {}, line.signed_at);
  return check_codes(*line.act);
}

base::Result<Prepared> Importing::prepare(const imports::Line& line) {
  if (const auto fine = check_act(line, desk_.store.clock().now()); !fine) return fine.error();
  auto actor = actor_for(line.organisation, access::Role::police);
  if (!actor) return actor.error();
  const identity::Vault& vault = desk_.store.vault();
  return Prepared(PreparedAct{std::move(*actor), *line.act, line.signed_at, store::import_key(vault, "import-act", line.key),
                              store::import_key(vault, "import-key", line.act->declaration), vault.digest("import-body", said_by(line))});
}

Fate Importing::tell(store::Unit& unit, const PreparedAct& one) {
  const auto refused = [](const base::Error& error) { return Fate{Fate::Sort::refused, error}; };
  auto record = absence_of(unit.reading(), one);
  if (!record) return refused(record.error());
  const auto known = is_known(unit.reading(), one, *record);
  if (!known) return refused(known.error());
  if (*known) return {Fate::Sort::known};
  shelf_.forget(record->minor);
  const store::EpisodeRecord before = *record;
  if (const auto done = do_again(unit, desk_, one, *record); !done) return refused(done.error());
  store::save_episode(unit, before, *record, one.said.sort == Act::Sort::disagreement);
  store::await_alerts(unit, *record, before.proposed);
  store::add_taken_act(unit, to_text(one.said.sort), one.key, {record->episode.id, one.body_digest});
  unit.commit({std::string(audited(one.said)), "episode", record->episode.id.text(), "import", ""});
  return {};
}

}  // namespace vigie::casework
