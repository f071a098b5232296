#include "casework/submit_declaration.hpp"

#include "casework/made.hpp"
#include "casework/signing_detail.hpp"

namespace vigie::casework {

namespace {

store::Declaration make_declaration(const store::Unit& unit, const Signing& signing) {
  store::Declaration declaration;
  declaration.id = base::DeclarationId::make(unit.now());
  declaration.form = signing.submission.form;
  declaration.form_version = signing.desk.forms.get(signing.submission.form).version;
  declaration.signed_at = unit.now();
  declaration.account = signing.actor.account;
  declaration.organisation = signing.actor.organisation;
  declaration.amends = signing.submission.amends;
  return declaration;
}

base::Result<Receipt> finish(store::Unit& unit, Receipt receipt, const std::optional<store::Repetition>& repetition,
                             const Submission& submission) {
  if (repetition) store::add_repetition(unit, *repetition, to_json(receipt));
  std::string detail = fmt::format("form={} how={}", submission.form, receipt.how);
  if (submission.draft) {
    if (!store::sign_draft(unit, *submission.draft, receipt.declaration, to_json(receipt)))
      return base::Error{base::Kind::stale, "brouillon_modifie", "Ce brouillon vient de changer : relisez-le avant de signer."};
    detail += " draft=" + submission.draft->id.text();
  }
  unit.commit({"declaration", "declaration", receipt.declaration.text(), submission.imported ? "import" : "", std::move(detail)});
  return receipt;
}

/// Makes the minor and the absence that the declaration needs and that do not exist yet.
void make_missing(store::Unit& unit, Signing& signing) {
  File& file = signing.file;
  if (!signing.match.minor) file.family = {file.minor = store::add_minor(unit).id};
  if (!signing.absent || signing.episode) return;
  signing.episode = base::EpisodeId::make(unit.now());
  store::EpisodeRecord record;
  record.minor = file.minor;
  record.row = signing.corrects && signing.corrects->minor ? *signing.corrects->minor : file.minor;
  record.episode.id = *signing.episode;
  record.episode.reference = store::new_episode_reference(unit, *signing.episode);
  file.records.emplace(*signing.episode, std::move(record));
}

/// The row a declaration is written in: what tells or corrects something that is there goes with it, should the files
/// that were merged part again.
base::MinorId row_of(const Signing& signing) {
  if (signing.corrects && signing.corrects->minor) return *signing.corrects->minor;
  return signing.episode ? signing.file.records.at(*signing.episode).row : signing.file.minor;
}

/// Adds the declaration, and silences the one that it corrects.
void add(store::Unit& unit, Signing& signing, store::Declaration& declaration) {
  store::add_declaration(unit, declaration, signing.ready.content);
  if (!signing.corrects) return;
  store::mark_amended(unit, signing.corrects->id, declaration.id);
  for (episodes::Voice& voice : signing.file.voices) voice.silenced |= voice.id == signing.corrects->id;
}

/// Lets the rules hear the new voice: absences, assessments, alerts. Gives what became of its own absence.
Refreshed hear(store::Unit& unit, Signing& signing, const store::Declaration& declaration, Receipt& receipt) {
  signing.voice.id = declaration.id;
  signing.voice.order = declaration.number;
  signing.voice.episode = declaration.episode;
  signing.file.voices.push_back(signing.voice);
  if (signing.corrects) signing.file.told = told_of(unit.reading(), signing.file.family);
  else signing.file.told.push_back(signing.person);
  Refreshed touched;
  for (Refreshed& one : refresh(unit, signing.file, signing.episode, signing.desk.rules,
                                {signing.corrects.has_value(), signing.submission.imported})) {
    receipt.alerts.insert(receipt.alerts.end(), one.alerts.begin(), one.alerts.end());
    if (one.episode == signing.episode) touched = std::move(one);
  }
  if (touched.assessment) receipt.assessment = touched.assessment->id;
  return touched;
}

/// The zone of the place of the chosen absence, for times told without an offset.
std::string zone_for(const Desk& desk, const access::Actor& actor, const Submission& submission) {
  if (!submission.episode) return std::string(base::paris);
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto record = store::find_episode(reading, *submission.episode);
    return record ? record->episode.zone : std::string(base::paris);
  });
}

}  // namespace

base::Result<Receipt> sign(store::Unit& unit, Signing& signing, const std::optional<store::Repetition>& repetition) {
  if (const auto settled = settle(unit, signing); !settled) return settled.error();
  store::Declaration declaration = make_declaration(unit, signing);
  Receipt receipt{declaration.id, {}, {}, {}, {}, {}};
  if (signing.match.how.empty()) {  // about nobody: a call for information, a nuisance
    add(unit, signing, declaration);
    return finish(unit, receipt, repetition, signing.submission);
  }
  make_missing(unit, signing);
  receipt.minor = signing.file.minor;
  declaration.minor = signing.row = row_of(signing);
  declaration.episode = receipt.episode = signing.episode;
  declaration.how = receipt.how = signing.match.how;
  add(unit, signing, declaration);
  auto touched = hear(unit, signing, declaration, receipt);
  if (signing.shelf) return finish(unit, receipt, repetition, signing.submission);  // the file goes back to its shelf
  auto made = std::make_shared<Made>();
  made->touched = std::move(touched);
  made->file = std::move(signing.file);
  declaration.answers = signing.ready.answers;
  made->declaration = std::move(declaration);
  receipt.made = std::move(made);
  return finish(unit, receipt, repetition, signing.submission);
}

Ready make_ready(const Desk& desk, const std::string& form, forms::Checked checked) {
  Ready ready{std::move(checked.answers), std::move(checked.facts), {}, {}};
  ready.person = identity::person_from(ready.answers, {});
  ready.content = store::content_of(desk.store.vault(), desk.forms.get(form), ready.answers);
  return ready;
}

Signing begin_signing(const Desk& desk, const access::Actor& actor, const Submission& submission, const Ready& ready, base::Instant now) {
  Signing signing{desk, actor, submission, ready, ready.person, {}};
  signing.person.told_at = now;
  signing.voice.form = submission.form;
  signing.voice.signed_at = now;
  signing.voice.organisation = actor.organisation;
  signing.voice.facts = ready.facts;
  signing.absent = concerns_an_absence(signing.voice, signing.person);
  return signing;
}

base::Result<Receipt> submit_declaration(const Desk& desk, const access::Actor& actor, const Submission& submission,
                                         const std::optional<store::Repetition>& repetition, std::optional<base::Instant> at) {
  const base::Instant now = at.value_or(desk.store.clock().now());
  auto checked = check_submission(desk, actor, submission, now, zone_for(desk, actor, submission), forms::Purpose::sign);
  if (!checked) return checked.error();
  const Ready ready = make_ready(desk, submission.form, std::move(*checked));
  const auto act = [&](store::Unit& unit) -> base::Result<Receipt> {
    if (repetition) {
      const auto before = store::find_repetition(unit.reading(), actor, *repetition);
      if (!before) return before.error();
      if (*before) {
        unit.commit({"repetition", "declaration", "", "", submission.form});
        return receipt_from(**before);
      }
    }
    Signing signing = begin_signing(desk, actor, submission, ready, unit.now());
    return sign(unit, signing, repetition);
  };
  return desk.store.write<Receipt>(actor, act, at);
}

}  // namespace vigie::casework
