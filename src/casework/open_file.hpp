#pragma once
#include "casework/links.hpp"
#include "casework/show.hpp"

namespace vigie::casework {

/// Why a file is opened: a code of the header Vigie-Motif, letters, digits, _ and -, at most 40; by default « consultation ».
std::string motive_from(const std::optional<std::string_view>& header);

/// Writes the audit line of an opening, once per account, file and 10 minutes, and returns when it is durable; without it
/// nothing is shown. Refusal, here and wherever a file is opened or searched for: lectures_trop_nombreuses (429,
/// reading_count.hpp).
base::Status note_opening(const Desk& desk, const access::Actor& actor, std::string_view subject, const std::string& file,
                          const std::string& motive);

/// A minor's file as one person may read it.
struct MinorView {
  CandidateView minor;
  std::int64_t version = 0;
  /// One telling of who the child is; `by`: when the person may open the declaration.
  struct Told {
    std::optional<base::DeclarationId> by;
    identity::Person person;
  };
  std::vector<Told> told;  // in the order told
  episodes::History history;
  std::vector<EpisodeView> episodes;
  std::vector<store::Merge> merges;  // that made this file, in order
  LinksView links;                   // with other children
  /// Of a home's own minor: since when what is told of it is the home's, and by whose word.
  struct Hosted {
    std::optional<base::Instant> since = {};  // nobody said: whatever was told
    std::string recorded_by = {};             // login; empty: the home's first declaration after an earlier placement
  };
  std::optional<Hosted> hosted = {};
};
base::Result<MinorView> open_minor(const Desk& desk, const access::Actor& actor, base::MinorId id, const std::string& motive);
base::Result<EpisodeView> open_episode(const Desk& desk, const access::Actor& actor, base::EpisodeId id, const std::string& motive);

/// A declaration as signed, without the answers that are closed to the actor (`partial`).
base::Result<store::Declaration> open_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id,
                                                  const std::string& motive);

/// Minors found by what a person typed, within their scope; the search writes an audit line without the words.
base::Result<std::vector<CandidateView>> search_minors(const Desk& desk, const access::Actor& actor, std::string_view query,
                                                       std::size_t limit);

}  // namespace vigie::casework
