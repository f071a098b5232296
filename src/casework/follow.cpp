#include "casework/follow.hpp"

#include "store/disagreements.hpp"
#include "store/signers.hpp"

namespace vigie::casework {

namespace {

using alerts::Followed;
using Voices = std::vector<const episodes::Voice*>;  // of one absence, none silenced, in the order told

bool for_police(const episodes::Voice& voice) { return voice.form == "classique" || voice.form == "inquietante"; }

bool any_says(const Voices& voices, std::string_view field) {
  return std::any_of(voices.begin(), voices.end(), [&](const auto* voice) { return base::is_yes(voice->facts, field); });
}

/// What was told before the child was back is no interview about the return; clocks may differ by five minutes.
Followed::Interview interview_of(const Voices& voices, const std::optional<base::Instant>& returned_at) {
  Followed::Interview interview = Followed::Interview::none;
  for (const episodes::Voice* voice : voices) {
    if (returned_at && voice->signed_at + std::chrono::minutes{5} < *returned_at) continue;
    const auto told = base::code_of(voice->facts, "entretien");
    if (told == "realise") return Followed::Interview::held;
    if (told == "refuse") interview = Followed::Interview::refused;
  }
  return interview;
}

/// The latest call that does not say that police knows, as long as nobody tells police and nobody says it was told.
std::optional<base::Instant> undeclared(const Voices& voices) {
  if (std::any_of(voices.begin(), voices.end(), [](const auto* voice) { return for_police(*voice); })) return std::nullopt;
  if (any_says(voices, "deja_declare")) return std::nullopt;
  std::optional<base::Instant> latest;
  for (const episodes::Voice* voice : voices)
    if (voice->form == "appel") latest = voice->signed_at;
  return latest;
}

std::optional<base::Instant> distant(const store::Reading& reading, base::EpisodeId episode, const Voices& voices) {
  std::optional<std::set<base::DeclarationId>> of_homes;
  for (const episodes::Voice* voice : voices) {
    if (voice->form != "inquietante" || base::code_of(voice->facts, "declarant_mode") == "presence") continue;
    if (!of_homes) of_homes = store::list_signed_by(reading, episode, access::Role::foyer);
    if (of_homes->contains(voice->id)) return voice->signed_at;
  }
  return std::nullopt;
}

void hear(Followed& followed, const Voices& voices) {
  for (const episodes::Voice* voice : voices) {
    if (for_police(*voice) && !followed.declared_at) followed.declared_at = voice->signed_at;
    followed.parquet_informed |= base::instant_of(voice->facts, "parquet_avise_le").has_value();
  }
  followed.interview = interview_of(voices, followed.returned_at);
  followed.undeclared_at = undeclared(voices);
  followed.visited = any_says(voices, "deplacement_commissariat");
  followed.heard = any_says(voices, "audition_educateur");
}

}  // namespace

bool came_of_age(base::Date birth, base::Instant departed, base::Instant now, std::string_view zone) {
  const auto age = [&](base::Instant at) { return base::age_on(birth, base::to_local(at, zone).date); };
  return age(departed) < 18 && age(now) >= 18;
}

alerts::Followed follow(const store::Reading& reading, const store::EpisodeRecord& record,
                        const std::vector<episodes::Voice>& voices, const std::vector<identity::Person>& told) {
  const episodes::Episode& episode = record.episode;
  Voices heard;
  for (const episodes::Voice& voice : voices)
    if (voice.episode == episode.id && !voice.silenced) heard.push_back(&voice);
  std::sort(heard.begin(), heard.end(), [](const auto* a, const auto* b) { return a->order < b->order; });
  Followed followed;
  followed.now = reading.now;
  const bool back = episode.status == episodes::Status::rentre && episode.returned;
  followed.away = episode.open() || (back && !episode.verified);
  if (back) followed.returned_at = episode.returned->latest;
  hear(followed, heard);
  followed.distant_at = distant(reading, episode.id, heard);
  followed.fpr_answered = episode.fpr.inscrit_le || !episode.fpr.motif_de_non_inscription.empty();
  followed.disputed_at = store::last_disagreement(reading, episode.id);
  if (const auto birth = birth_of(told))
    followed.of_age = came_of_age(*birth, episode.departed.latest, reading.now, episode.zone);
  return followed;
}

}  // namespace vigie::casework
