#include "casework/import_past.hpp"

#include "casework/refresh.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

base::Result<base::OrganisationId> Importing::organisation(const std::string& name) {
  if (const auto known = organisations_.find(name); known != organisations_.end()) return known->second;
  const auto made = desk_.store.write<base::OrganisationId>(system_, [&](store::Unit& unit) -> base::Result<base::OrganisationId> {
    const auto one = store::find_or_add_organisation(unit, name);
    unit.commit({"organisation", "organisation", one.id.text(), "import", ""});
    return one.id;
  });
  if (made) organisations_[name] = *made;
  return made;
}

base::Result<Receipt> Importing::take(const PastDeclaration& past) {
  const auto signing = organisation(past.organisation);
  if (!signing) return signing.error();
  access::Actor actor = system_;
  actor.organisation = *signing;
  actor.organisation_name = past.organisation;
  actor.role = past.role;
  Submission submission;
  submission.form = past.form;
  submission.answers = past.answers;
  submission.minor = past.minor;
  submission.new_minor = past.new_minor;
  submission.imported = true;
  return submit_declaration(desk_, actor, submission, std::nullopt, past.signed_at);
}

int Importing::finish() {
  const auto open = desk_.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    std::vector<std::pair<base::EpisodeId, base::OrganisationId>> found;
    reading.sql.each(
        "SELECT e.id, (SELECT d.organisation FROM declaration d WHERE d.episode = e.id ORDER BY d.number LIMIT 1) "
        "FROM episode e WHERE e.status IN ('en_cours', 'localise') ORDER BY e.id",
        {}, [&](const db::Row& row) {
          found.emplace_back(base::EpisodeId::parse(row.text(0)).value(), base::OrganisationId::parse(row.text(1)).value());
        });
    return found;
  });
  for (const auto& [id, organisation] : open) {
    access::Actor actor = system_;
    actor.organisation = organisation;
    const auto raised = desk_.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
      if (const auto record = store::find_episode(unit.reading(), id)) refresh_alerts(unit, *record, record->proposed);
      unit.commit({"alertes", "episode", id.text(), "import", ""});
      return base::Done{};
    });
    base::require(raised.ok(), "raising alerts is never refused");
  }
  return static_cast<int>(open.size());
}

}  // namespace vigie::casework
