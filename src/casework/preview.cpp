#include "casework/preview.hpp"

#include "casework/match_minor.hpp"
#include "forms/check.hpp"

namespace vigie::casework {

namespace {

episodes::Voice voice_of(const Submission& submission, const forms::Checked& checked, const access::Actor& actor, base::Instant now) {
  episodes::Voice voice;
  voice.form = submission.form;
  voice.signed_at = now;
  voice.organisation = actor.organisation;
  voice.facts = checked.facts;
  voice.order = std::numeric_limits<std::int64_t>::max();
  return voice;
}

/// The absence that the voice would join or open.
base::EpisodeId place(const Submission& submission, const File& file, const episodes::Voice& voice, base::Instant now) {
  if (submission.episode) return *submission.episode;
  if (!submission.new_episode && !voice.about_return())
    if (const auto joined = episodes::place_departure(file.line, voice).joins) return *joined;
  if (!submission.new_episode && voice.about_return())
    if (const auto placed = episodes::place_return(file.line, voice); placed && placed->joins) return *placed->joins;
  return base::EpisodeId::make(now);
}

}  // namespace

base::Result<PreviewView> preview(const Desk& desk, const access::Actor& actor, const Submission& submission) {
  const access::Scope scope = access::scope_of(actor);
  return desk.store.read(scope, [&](const store::Reading& reading) -> base::Result<PreviewView> {
    const auto checked = check_submission(desk, actor, submission, reading.now, base::paris, forms::Purpose::preview);
    if (!checked) return checked.error();
    const auto person = identity::person_from(checked->answers, reading.now);
    PreviewView view;
    view.candidates = candidates_for(desk, reading, person, submission.minor);
    episodes::Voice voice = voice_of(submission, *checked, actor, reading.now);
    if (!episodes::about_disappearance(voice)) return view;
    auto match = match_minor(reading, scope, submission, person);
    const auto corrects = submission.amends ? store::find_declaration(reading, *submission.amends) : std::nullopt;
    if (corrects && corrects->minor && !submission.episode) match = Match{store::root_of(reading, *corrects->minor), "chosen"};
    if (!match && submission.form != "retour") return match.error();
    // Who is linked but out of reach stays out of sight: the answers are judged alone. A preview leaves no audit line.
    if (match && match->minor && !store::find_minor(reading, *match->minor)) match->minor.reset();
    File file;
    if (match && match->minor) file = load_file(reading, *match->minor);
    for (episodes::Voice& one : file.voices) one.silenced |= submission.amends == one.id;
    const bool stays = corrects && corrects->episode && !submission.episode && !submission.new_episode;
    voice.episode = stays ? *corrects->episode : place(submission, file, voice, reading.now);
    file.voices.push_back(voice);
    file.told.push_back(person);
    file.line = episodes::trace(file.voices, file.heads());
    Judgement judgement = judge(file, *voice.episode, desk.rules, reading.now);
    store::Assessment assessment;
    assessment.episode = *voice.episode;
    assessment.at = reading.now;
    assessment.rules = desk.rules.id;
    assessment.rules_version = desk.rules.version;
    assessment.verdict = judgement.verdict();
    assessment.reasons = std::move(judgement.reasons);
    const Readable readable = match && match->minor ? readable_by(reading, *match->minor) : Readable(reading.scope, {});
    Hearer hearer(desk.forms, readable);
    view.assessment = show_assessment(desk, file, assessment, hearer, &judgement);
    return view;
  });
}

}  // namespace vigie::casework
