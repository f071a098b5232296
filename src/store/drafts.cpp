#include "store/drafts.hpp"

#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

std::string context_of(base::DraftId id) { return "draft:" + id.text(); }

/// `changed` stands beside the answers, not around them: what was sent 32 levels deep is kept 32 levels deep.
db::Bytes sealed_draft(const Unit& unit, const Draft& draft) {
  boost::json::object all = draft.said;
  boost::json::object changed;
  for (const auto& [pointer, version] : draft.changed) changed[pointer] = version;
  all["changed"] = std::move(changed);
  return seal(unit.reading(), std::nullopt, base::to_text(all), context_of(draft.id));
}

void unseal_draft(const Reading& reading, const std::string& sealed, Draft& draft) {
  draft.said = unseal_object(reading, sealed, context_of(draft.id));
  for (const auto& [pointer, version] : draft.said.at("changed").as_object())
    draft.changed.emplace(std::string(pointer.data(), pointer.size()), version.to_number<std::int64_t>());
  draft.said.erase("changed");
}

Draft draft_in(const db::Row& row) {
  Draft draft;
  draft.id = id_in<base::DraftId>(row, 0);
  draft.organisation = id_in<base::OrganisationId>(row, 1);
  draft.form = row.text(2);
  draft.version = row.integer(3);
  draft.opened_at = {row.integer(4)};
  draft.opened_by = id_in<base::AccountId>(row, 5);
  draft.saved_at = {row.integer(6)};
  draft.saved_by = id_in<base::AccountId>(row, 7);
  draft.declaration = maybe_id_in<base::DeclarationId>(row, 8);
  return draft;
}

/// Not an id of anything: those made at that millisecond or later come after it.
std::string earliest_id(base::Instant at) {
  base::Uuid bytes{};
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(at.ms >> (40 - 8 * i));
  return base::to_text(bytes);
}

/// Whether the child that a draft says it is about is away.
bool is_awaited(const Reading& reading, const Draft& draft) {
  const boost::json::value* minor = draft.said.if_contains("minor");
  if (minor == nullptr || !minor->is_string()) return false;
  return reading.sql.first(
      "SELECT 1 FROM episode e WHERE (e.status = 'en_cours' OR e.status = 'localise') AND (e.minor = $1 OR "
      "e.minor = (SELECT root FROM minor WHERE id = $1) OR e.minor IN (SELECT id FROM minor WHERE root = $1))",
      {std::string_view(minor->get_string())}, [](const db::Row&) {});
}

void tell_change(Unit& unit, base::DraftId id, std::int64_t version) { unit.change("draft", id.text(), version, std::nullopt); }

}  // namespace

void add_draft(Unit& unit, Draft& draft) {
  draft.organisation = unit.actor().organisation;
  draft.version = 1;
  draft.opened_at = draft.saved_at = unit.now();
  draft.opened_by = draft.saved_by = unit.actor().account;
  unit.sql().run(
      "INSERT INTO draft (id, organisation, form, version, opened_at, opened_by, saved_at, saved_by, sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $5, $6, $7)",
      {draft.id.text(), draft.organisation.text(), draft.form, draft.version, draft.opened_at.ms, draft.opened_by.text(),
       sealed_draft(unit, draft)});
  tell_change(unit, draft.id, draft.version);
}

void save_draft(Unit& unit, Draft& draft) {
  ++draft.version;
  draft.saved_at = unit.now();
  draft.saved_by = unit.actor().account;
  unit.sql().run("UPDATE draft SET form = $1, version = $2, saved_at = $3, saved_by = $4, sealed = $5 WHERE id = $6",
                 {draft.form, draft.version, draft.saved_at.ms, draft.saved_by.text(), sealed_draft(unit, draft), draft.id.text()});
  tell_change(unit, draft.id, draft.version);
}

void remove_draft(Unit& unit, const Draft& draft) {
  unit.sql().run("DELETE FROM draft WHERE id = $1", {draft.id.text()});
  tell_change(unit, draft.id, draft.version + 1);
}

bool sign_draft(Unit& unit, const DraftVersion& seen, base::DeclarationId declaration, const boost::json::object& receipt) {
  const bool stands = unit.sql().first(
      "UPDATE draft SET declaration = $1, receipt = $2, sealed = NULL, version = version + 1, saved_at = $3, saved_by = $4 "
      "WHERE id = $5 AND version = $6 AND declaration IS NULL RETURNING id",
      {declaration.text(), base::to_text(receipt), unit.now().ms, unit.actor().account.text(), seen.id.text(), seen.version},
      [](const db::Row&) {});
  if (stands) tell_change(unit, seen.id, seen.version + 1);
  return stands;
}

std::optional<Draft> find_draft(const Reading& reading, base::OrganisationId organisation, base::DraftId id) {
  std::optional<Draft> found;
  reading.sql.first(
      "SELECT id, organisation, form, version, opened_at, opened_by, saved_at, saved_by, declaration, receipt, sealed "
      "FROM draft WHERE id = $1 AND organisation = $2",
      {id.text(), organisation.text()}, [&](const db::Row& row) {
        found = draft_in(row);
        if (found->declaration) found->receipt = base::parse_json(row.text(9))->as_object();
        else unseal_draft(reading, row.bytes(10), *found);
      });
  return found;
}

std::vector<Draft> list_drafts(const Reading& reading, const DraftFilter& filter) {
  std::vector<Draft> drafts;
  const auto after = filter.after.value_or(std::pair(std::numeric_limits<std::int64_t>::max(), std::string()));
  reading.sql.each(
      "SELECT id, organisation, form, version, opened_at, opened_by, saved_at, saved_by, declaration FROM draft "
      "WHERE organisation = $1 AND form = $2 AND declaration IS NULL AND (opened_at < $3 OR (opened_at = $3 AND id < $4)) "
      "ORDER BY opened_at DESC, id DESC LIMIT $5",
      {filter.organisation.text(), filter.form, after.first, after.second, filter.limit},
      [&](const db::Row& row) { drafts.push_back(draft_in(row)); });
  return drafts;
}

std::vector<Draft> list_signed_drafts(const Reading& reading, base::OrganisationId organisation, const std::string& form, base::Instant since,
                                      int limit) {
  std::vector<Draft> drafts;
  reading.sql.each(  // a declaration is made, with its id, when it is signed
      "SELECT id, organisation, form, version, opened_at, opened_by, saved_at, saved_by, declaration, receipt FROM draft "
      "WHERE declaration >= $1 AND organisation = $2 AND form = $3 ORDER BY declaration DESC LIMIT $4",
      {earliest_id(since), organisation.text(), form, limit}, [&](const db::Row& row) {
        drafts.push_back(draft_in(row));
        drafts.back().receipt = base::parse_json(row.text(9))->as_object();
      });
  return drafts;
}

std::vector<Draft> list_forgotten_drafts(const Reading& reading, base::Instant until) {
  std::vector<Draft> drafts;
  reading.sql.each(
      "SELECT id, organisation, form, version, opened_at, opened_by, saved_at, saved_by, declaration, sealed FROM draft "
      "WHERE declaration IS NULL AND saved_at < $1 ORDER BY id",
      {until.ms}, [&](const db::Row& row) {
        Draft draft = draft_in(row);
        unseal_draft(reading, row.bytes(9), draft);
        if (!is_awaited(reading, draft)) drafts.push_back(std::move(draft));
      });
  return drafts;
}

std::int64_t count_drafts(const Reading& reading) {
  std::int64_t count = 0;
  reading.sql.each(
      "SELECT id, organisation, form, version, opened_at, opened_by, saved_at, saved_by, declaration, sealed FROM draft "
      "WHERE declaration IS NULL",
      {}, [&](const db::Row& row) {
        Draft draft = draft_in(row);
        unseal_draft(reading, row.bytes(9), draft);
        ++count;
      });
  return count;
}

}  // namespace vigie::store
