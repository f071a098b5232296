#pragma once
#include "casework/desk.hpp"
#include "episodes/history.hpp"
#include "episodes/merge.hpp"
#include "store/alerts.hpp"
#include "store/assessments.hpp"
#include "store/declarations.hpp"
#include "store/minors.hpp"

namespace vigie::casework {

/// All that the rules hear of one child: every voice, the line of absences they tell, who the child is.
struct File {
  base::MinorId minor;   // the file that speaks for the child
  store::Family family;  // with those that it absorbed
  std::vector<episodes::Voice> voices;
  std::map<base::EpisodeId, store::EpisodeRecord> records;
  episodes::Line line;
  std::vector<identity::Person> told;

  std::map<base::EpisodeId, episodes::Head> heads() const;
};
/// `minor` may be any of the child's rows.
File load_file(const store::Reading& reading, base::MinorId minor);
/// The same without who the child is.
File load_line(const store::Reading& reading, base::MinorId minor);
/// Who the child is by the declarations that count, in the order told.
std::vector<identity::Person> told_of(const store::Reading& reading, const store::Family& family);

/// The birth date that stands: the latest told in full.
std::optional<base::Date> birth_of(const std::vector<identity::Person>& told);
/// Years on a local day: from the birth date, else from the latest estimate and the time since it; nothing when unknown.
std::optional<int> age_of(const std::vector<identity::Person>& told, base::Date day);

/// Every fact of one absence at an instant; `hearing`: of the file's voices, about it, then.
base::Facts facts_of(const File& file, base::EpisodeId episode, const episodes::Hearing& hearing, base::Instant at);

/// The rules' outcome for one absence at an instant, its reasons in the shape of the API.
struct Judgement {
  triage::Outcome outcome;
  boost::json::array reasons;
  base::Facts facts;  // what the rules read
  store::Verdict verdict() const { return {outcome.qualification, outcome.level}; }
};
Judgement judge(const File& file, base::EpisodeId episode, const triage::RuleSet& rules, base::Instant at);

}  // namespace vigie::casework
