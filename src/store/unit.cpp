#include "store/unit.hpp"

#include "store/journal.hpp"

namespace vigie::store {

access::Scope scope_of_rules() { return {access::Scope::Reach::all, {}}; }

void Unit::add_person(base::MinorId minor, base::DeclarationId source, identity::Person person) {
  people_.add(minor, source, std::move(person));
  undone_by_.emplace_back([this, source] { people_.remove(source); });
}

void Unit::remove_person(base::MinorId minor, base::DeclarationId source, identity::Person person) {
  people_.remove(source);
  undone_by_.emplace_back([this, minor, source, person = std::move(person)] { people_.add(minor, source, person); });
}

void Unit::undo_memory() {
  for (auto undo = undone_by_.rbegin(); undo != undone_by_.rend(); ++undo) (*undo)();
  undone_by_.clear();
}

std::int64_t Unit::change(std::string_view kind, std::string_view subject, std::int64_t version,
                          const std::optional<base::MinorId>& minor) {
  if (!last_change_) {
    last_change_ = 0;
    sql().first("SELECT number FROM change ORDER BY number DESC LIMIT 1", {},
                [&](const db::Row& row) { last_change_ = row.integer(0); });
  }
  const std::int64_t number = ++*last_change_;
  sql().run("INSERT INTO change (number, at, kind, subject, version, minor) VALUES ($1, $2, $3, $4, $5, $6)",
            {number, now().ms, kind, subject, version, minor ? db::Value(minor->text()) : db::Value(std::nullopt)});
  return number;
}

void Unit::commit(const audit::Entry& entry) {
  base::require(!committed_, "an act has one audit line");
  add_line(sql(), vault(), {0, now(), actor_.account.text(), actor_.organisation.text(), entry});
  committed_ = true;
}

void Unit::commit_draft_save(const audit::Entry& taken_up) {
  base::require(!committed_, "an act has one audit line");
  base::require(taken_up.subject == "draft" && !taken_up.subject_id.empty(), "only saves of a draft are covered by a line before");
  const bool covered = sql().first(
      "SELECT number FROM audit WHERE subject_id = $1 AND account = $2 AND subject = 'draft' AND (act = 'brouillon' OR act = $3)",
      {taken_up.subject_id, actor_.account.text(), taken_up.act}, [](const db::Row&) {});
  if (covered) committed_ = true;
  else commit(taken_up);
}

}  // namespace vigie::store
