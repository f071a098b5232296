#include "store/exports.hpp"

#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

/// The answers, joined, in the order of the form.
boost::json::object joined(const Reading& reading, const Declaration& one, boost::json::object answers,
                           const boost::json::object& identifying) {
  for (const auto& [key, value] : identifying) answers[key] = value;
  const forms::Form* form = reading.forms.find(one.form, one.form_version);
  if (!form) return answers;
  boost::json::object ordered;
  for (const forms::Field& field : form->fields)
    if (const auto* value = answers.if_contains(field.id)) ordered[field.id] = *value;
  for (const auto& [key, value] : answers)
    if (!ordered.contains(key)) ordered[key] = value;
  return ordered;
}

ToldDeclaration told_in(const Reading& reading, const db::Row& row) {
  ToldDeclaration told;
  Declaration& one = told.declaration;
  const std::string id = row.text(0);
  one.id = id_in<base::DeclarationId>(row, 0);
  one.number = row.integer(1);
  one.form = row.text(2);
  one.form_version = static_cast<int>(row.integer(3));
  one.signed_at = {row.integer(4)};
  told.organisation = row.text(5);
  one.minor = maybe_id_in<base::MinorId>(row, 6);
  one.episode = maybe_id_in<base::EpisodeId>(row, 7);
  one.amends = maybe_id_in<base::DeclarationId>(row, 8);
  one.amended_by = maybe_id_in<base::DeclarationId>(row, 9);
  one.withdrawn_at = maybe_instant_in(row, 10);
  const auto identifying = row.is_null(13) ? boost::json::object() : unseal_object(reading, row.bytes(13), "identity:" + id);
  one.answers = joined(reading, one, unseal_answers(reading, one.id, row, 11), identifying);
  told.key = row.is_null(14) ? id : unseal(reading, row.bytes(14), "import_line:" + id);
  return told;
}

}  // namespace

void each_declaration(const Reading& reading, const std::function<void(const ToldDeclaration&)>& see) {
  base::require(reading.scope.reach == access::Scope::Reach::all, "an export is of everything");
  reading.sql.each(
      "SELECT d.id, d.number, d.form, d.form_version, d.signed_at, o.name, COALESCE(m.root, d.minor), d.episode, "
      "d.amends, a.id, d.withdrawn_at, d.sealed, d.health, i.sealed, l.sealed "
      "FROM declaration d JOIN organisation o ON o.id = d.organisation LEFT JOIN minor m ON m.id = d.minor "
      "LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
      "LEFT JOIN identity i ON i.declaration = d.id LEFT JOIN import_line l ON l.declaration = d.id ORDER BY d.number",
      {}, [&](const db::Row& row) { see(told_in(reading, row)); });
}

std::vector<base::EpisodeId> list_acted_upon(const Reading& reading) {
  std::vector<base::EpisodeId> ids;
  reading.sql.each(
      "SELECT id FROM episode WHERE fpr_inscrit_le IS NOT NULL OR fpr_sealed IS NOT NULL OR fpr_categorie <> '' "
      "UNION SELECT episode FROM decision UNION SELECT episode FROM disagreement",
      {}, [&](const db::Row& row) { ids.push_back(id_in<base::EpisodeId>(row, 0)); });
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<ToldAbout> list_told_about(const Reading& reading, base::EpisodeId episode) {
  std::vector<ToldAbout> told;
  reading.sql.each("SELECT d.id, d.signed_at, d.withdrawn_at, a.id FROM declaration d LEFT JOIN declaration a "
                   "ON a.id = d.amended_by AND a.withdrawn_at IS NULL WHERE d.episode = $1 ORDER BY d.number",
                   {episode.text()}, [&](const db::Row& row) {
                     told.push_back({id_in<base::DeclarationId>(row, 0), {row.integer(1)}, row.is_null(2) && row.is_null(3)});
                   });
  return told;
}

std::string key_of(const Reading& reading, base::DeclarationId id) {
  std::string key = id.text();
  reading.sql.first("SELECT sealed FROM import_line WHERE declaration = $1", {id.text()},
                    [&](const db::Row& row) { key = unseal(reading, row.bytes(0), "import_line:" + id.text()); });
  return key;
}

}  // namespace vigie::store
