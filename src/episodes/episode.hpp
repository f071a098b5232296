#pragma once
#include <map>
#include <span>

#include "base/result.hpp"
#include "episodes/voice.hpp"

namespace vigie::episodes {

enum class Status { en_cours, localise, rentre, retour_presume, clos };
std::string_view to_text(Status status);
std::optional<Status> parse_status(std::string_view text);

/// The entry in the fichier des personnes recherchées. The number is erased at désinscription, the dates stay.
struct Fpr {
  std::optional<base::Instant> inscrit_le, desinscrit_le;
  std::string categorie;                // M (mineurs fugueurs) or X (personnes disparues)
  std::string motif_de_non_inscription; // when circumstances oppose the entry
  bool standing() const { return inscrit_le && !desinscrit_le; }
  friend bool operator==(const Fpr&, const Fpr&) = default;
};

/// What is kept of an absence that its voices do not tell.
struct Head {
  base::EpisodeId id;
  std::string reference;
  Fpr fpr;
};

/// One absence. Hours are derived: see absence_hours.
struct Episode {
  base::EpisodeId id;
  std::string reference;
  int number = 0;  // rank by departed.latest among the minor's absences, from 1
  std::string category = "fugue";
  Status status = Status::en_cours;
  std::string closed_reason;  // deces, erreur, retrait, majorite
  base::Window departed;
  std::optional<base::Window> returned;
  std::optional<base::Instant> next_departure;  // of the absence after this one
  bool verified = false;                        // a voice of the return says retour_verifie: oui
  std::string departement;                      // of the place left, as last told
  std::string zone;
  Fpr fpr;
  std::vector<base::DeclarationId> declarations;  // in the order told, silenced ones included

  friend bool operator==(const Episode&, const Episode&) = default;
  bool open() const { return status == Status::en_cours || status == Status::localise; }
  bool counts() const { return category == "fugue" && closed_reason != "erreur" && closed_reason != "retrait"; }
};

/// The absences of one minor, by departed.latest.
struct Line {
  std::vector<Episode> episodes;
  const Episode* find(base::EpisodeId id) const;
  const Episode& get(base::EpisodeId id) const;
  /// The absence that lasts: the last one, when it has no return.
  const Episode* open() const;
};

/// Recomputes every absence from its voices.
/// Departure: the hull of what the voices state, each voice kept; when none states any, {null, first telling}.
/// Return: the hull of the voices whose issue is rentre (or not told). The latest told issue decides the status.
/// An absence without a return that another departure follows is retour_presume.
Line trace(std::span<const Voice> voices, const std::map<base::EpisodeId, Head>& heads);

/// Hours of absence, least and most (nothing: not known). Open: so far, at `now`. retour_presume: 0 to the next departure.
struct Hours {
  double min = 0;
  std::optional<double> max;
  double middle() const { return max ? (min + *max) / 2 : min; }
};
Hours absence_hours(const Episode& episode, base::Instant now);
/// Hours from inscription to désinscription (so far, when it stands); nothing without an inscription.
std::optional<double> fpr_hours(const Fpr& fpr, base::Instant now);

/// Where a new voice goes.
struct Placement {
  std::optional<base::EpisodeId> joins;  // nothing: a new absence
};
/// Which absence a departure belongs to, when no person chose (rule « Which absence? »):
/// a closed one if the whole window lies between its departure less 12 h and its return; the open one if it is told
/// after its departure and leaves at most 12 h later (a voice that states no departure joins it); else a new one.
Placement place_departure(const Line& line, const Voice& voice);
/// Which absence a return closes, when no person chose: the open one, else a presumed return before whose next
/// departure it falls, else a new closed one; within 12 h of a known return: 409 retour_deja_connu.
/// A return before the departure of the absence it would close: 422 retour_avant_depart.
base::Result<Placement> place_return(const Line& line, const Voice& voice);
/// Whether a return fits the absence it is told about: not before its departure.
base::Status check_return(const Episode& episode, const base::Window& returned);

}  // namespace vigie::episodes
