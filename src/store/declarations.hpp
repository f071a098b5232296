#pragma once
#include <set>

#include "episodes/voice.hpp"
#include "store/content.hpp"
#include "store/merges.hpp"
#include "store/retractions.hpp"

namespace vigie::store {

/// One signed form.
struct Declaration {
  base::DeclarationId id;
  std::int64_t number = 0;  // rank of telling
  std::string form;
  int form_version = 0;
  base::Instant signed_at;
  base::AccountId account;
  base::OrganisationId organisation;
  std::optional<base::MinorId> minor;  // the row it was written in, which a merge may have pointed to another since
  std::optional<base::EpisodeId> episode;
  std::string how;  // chosen, linked, created; empty without a minor
  std::optional<base::DeclarationId> amends;
  std::optional<base::DeclarationId> amended_by;  // unless that one was withdrawn
  std::optional<base::Instant> withdrawn_at;
  boost::json::object answers;  // whole, as kept
  bool partial = false;         // some were left out for who reads it
};

/// The answers of a row that do not identify: the column `sealed`, and after it that of health.
boost::json::object unseal_answers(const Reading& reading, base::DeclarationId id, const db::Row& row, int sealed);
/// What the column health keeps of a JSON object; null when it is empty.
db::Value sealed_health(const Reading& reading, const std::optional<base::MinorId>& minor, std::string_view health, const std::string& declaration);
/// Adds the declaration with its identity, apart, and its marks: the rows of its content. Its number is that of its change.
void add_declaration(Unit& unit, Declaration& declaration, const Content& content);
/// The one that `amends` corrects stays, readable and no longer counted.
void mark_amended(Unit& unit, base::DeclarationId amended, base::DeclarationId by);

/// Whether the scope reaches a declaration of that organisation: a home its own and what was transmitted to it, an analyst
/// none. What of it is open, the policy says.
bool reaches(const Reading& reading, base::DeclarationId id, base::OrganisationId organisation);
/// Whole, or nothing when it is unknown or out of the scope's reach.
std::optional<Declaration> find_declaration(const Reading& reading, base::DeclarationId id);

/// Every declaration of a child as the rules hear it, in the order told. Silenced: withdrawn, or corrected by one that is
/// not withdrawn.
std::vector<episodes::Voice> list_voices(const Reading& reading, const Family& family);

/// All that was ever told in some rows, and what was taken back and counted again, each with the number of its change:
/// enough to hear it as of any of them.
struct Telling {
  struct Voice {
    base::MinorId row;
    episodes::Voice voice;  // silenced or not as now
    std::optional<base::DeclarationId> amends;
  };
  std::vector<Voice> voices;              // in the order told
  std::vector<Taking> takings;            // back, or counted again, in order
};
Telling list_telling(const Reading& reading, const Family& rows);
/// A form signed about a child that stands: neither withdrawn nor corrected since.
struct Standing {
  base::DeclarationId id;
  base::Instant signed_at;
};
/// The latest of a form that the scope reads.
std::optional<Standing> find_latest(const Reading& reading, const Family& family, std::string_view form);

constexpr std::int64_t as_of_now = std::numeric_limits<std::int64_t>::max();
/// The voices of a family as they stood when change `as_of` was made.
std::vector<episodes::Voice> voices_as_of(const Telling& telling, const Family& family, std::int64_t as_of);
/// Ids of an absence's declarations in the order told; a foyer's scope sees its own.
std::vector<base::DeclarationId> list_of_episode(const Reading& reading, base::EpisodeId episode);
/// The same of many absences, in their order, with few questions to the database.
std::vector<std::vector<base::DeclarationId>> list_of_episodes(const Reading& reading, std::span<const base::EpisodeId> episodes);
/// The ids among a child's declarations that the scope reaches.
std::set<base::DeclarationId> readable_of(const Reading& reading, const Family& family);

}  // namespace vigie::store
