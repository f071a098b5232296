#pragma once
// episodes: the pure rules of absences. Declarations in, the line of absences of one minor out.
// 1. An absence is what its voices told: recomputed whole from them, never edited. The same voices give the same line.
// 2. Nobody saw the window open: departures and returns are windows; order and counts use departed.latest.
// 3. Contradictory voices stay side by side; nothing is averaged. Tri-state: any oui, else any non, else unknown.
// 4. Only category fugue counts as a fugue; an absence closed as an error counts for nothing.
// 5. Absence hours and FPR hours are two durations and never mix.
// 6. Nothing here knows a name, a database or the time of day: the instant is a parameter.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/facts.hpp"
#include "base/id.hpp"

namespace vigie::episodes {

/// What one declaration told: never changed once told, shared by the copies of its voice.
class ToldFacts {
 public:
  ToldFacts() = default;
  ToldFacts(base::Facts facts) : facts_(std::make_shared<const base::Facts>(std::move(facts))) {}
  ToldFacts(std::shared_ptr<const base::Facts> facts) : facts_(std::move(facts)) {}
  const base::Facts& get() const {
    static const base::Facts none;
    return facts_ ? *facts_ : none;
  }
  operator const base::Facts&() const { return get(); }

 private:
  std::shared_ptr<const base::Facts> facts_;
};

/// One signed declaration, as the line of absences reads it: no identity.
struct Voice {
  base::DeclarationId id;
  std::int64_t order = 0;  // rank of telling: the greater was told later
  std::string form;
  base::Instant signed_at;
  base::OrganisationId organisation;
  std::optional<base::EpisodeId> episode;  // none for a preventive sheet or a call without an absence
  ToldFacts facts;
  bool silenced = false;  // withdrawn, or replaced by one that amends it: readable, no longer counted

  bool about_return() const { return form == "retour"; }
  /// The local zone of the place left (answer departement), or of the place of return.
  std::string_view zone() const;
};

/// The departure that a voice states; nothing when it states neither bound.
/// A latest bound that is not told is the time of telling; an earliest one is not known.
std::optional<base::Window> stated_departure(const Voice& voice);
/// The departure window on which a voice alone would open an absence: as stated, else {null, time of telling}.
base::Window departure_of(const Voice& voice);
/// The return that a `retour` states; an earliest bound that is not told is the latest.
std::optional<base::Window> stated_return(const Voice& voice);

/// Whether an `appel` opens or joins an absence: by its category, else by having told a departure.
bool about_disappearance(const Voice& voice);

}  // namespace vigie::episodes
