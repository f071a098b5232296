#pragma once
#include "store/episodes.hpp"

namespace vigie::store {

/// A key of another system, which may hold a name: it is kept sealed, and found by its digest.
struct ImportKey {
  std::string text;
  std::string digest;
};
ImportKey import_key(const identity::Vault& vault, std::string_view purpose, std::string_view text);

/// A line that an import took before.
struct TakenLine {
  base::DeclarationId declaration;
  std::string body_digest;
};
std::optional<TakenLine> find_taken_line(const Reading& reading, const ImportKey& key);
/// `minor`: the row that the declaration is written in.
void add_taken_line(Unit& unit, const ImportKey& key, const std::string& body_digest, base::DeclarationId declaration,
                    const std::optional<base::MinorId>& minor);

/// An act about an absence that an import took before.
struct TakenAct {
  base::EpisodeId episode;
  std::string body_digest;
};
/// Kept with the repetitions of requests, for ever. `sort`: acts of two sorts may have one key.
std::optional<TakenAct> find_taken_act(const Reading& reading, std::string_view sort, const ImportKey& key);
void add_taken_act(Unit& unit, std::string_view sort, const ImportKey& key, const TakenAct& taken);

/// The minor, or the absence, that a key designates; a key may also be the id of one.
std::optional<base::MinorId> find_minor_by_key(const Reading& reading, const ImportKey& key);
std::optional<base::EpisodeId> find_episode_by_key(const Reading& reading, const ImportKey& key);
/// Whether a key designates the minor already.
bool has_key(const Reading& reading, base::MinorId minor);
/// Whether the id of an absence of another directory designates the absence already.
bool has_foreign_id(const Reading& reading, base::EpisodeId episode);
void add_minor_key(Unit& unit, const ImportKey& key, base::MinorId minor);
void add_episode_key(Unit& unit, const ImportKey& key, base::EpisodeId episode);

/// Whether an absence calls for alerts whatever it had: it lasts, or its entry in the FPR does.
bool calls_for_alerts(const EpisodeRecord& record);
/// Notes that the alerts of an absence wait for the end of the import, if it still needs any. `before`: what was
/// proposed before this act; the first note counts.
void await_alerts(Unit& unit, const EpisodeRecord& record, const Verdict& before);
struct WaitingAlerts {
  base::EpisodeId episode;
  base::OrganisationId organisation;  // the first that told of it
  Verdict before;
};
/// Some of those that wait, at most `limit`.
std::vector<WaitingAlerts> list_waiting_alerts(const Reading& reading, int limit);
void end_waiting(Unit& unit, base::EpisodeId episode);

}  // namespace vigie::store
