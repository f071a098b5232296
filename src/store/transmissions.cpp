#include "store/transmissions.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

using Fields = std::set<std::string, std::less<>>;

Fields fields_in(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(' '));
    fields.emplace(one);
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  return fields;
}

Given given_in(const db::Row& row) { return {id_in<base::DeclarationId>(row, 0), row.text(1), fields_in(row.text(2))}; }

/// Of the columns id, number, declaration, minor, account, organisation, recipient, at, purpose, basis, fields,
/// parents_informed, child_informed, sealed, form of the declaration.
Transmission transmission_in(const Reading& reading, const db::Row& row) {
  Transmission one;
  one.id = id_in<TransmissionId>(row, 0);
  one.number = row.integer(1);
  one.declaration = id_in<base::DeclarationId>(row, 2);
  one.minor = maybe_id_in<base::MinorId>(row, 3);
  one.account = id_in<base::AccountId>(row, 4);
  one.organisation = id_in<base::OrganisationId>(row, 5);
  one.recipient = id_in<base::OrganisationId>(row, 6);
  one.at = {row.integer(7)};
  one.purpose = row.text(8);
  one.basis = row.text(9);
  one.fields = fields_in(row.text(10));
  one.parents_informed = row.text(11);
  one.child_informed = row.text(12);
  const auto told = unseal_object(reading, row.bytes(13), "transmission:" + row.text(0));
  one.reference = base::find_text(told, "reference").value_or("");
  one.note = base::find_text(told, "note").value_or("");
  one.form = row.text(14);
  return one;
}

}  // namespace

void add_transmission(Unit& unit, Transmission& one) {
  const std::string id = one.id.text();
  one.number = unit.change("transmission", id, 1, one.minor);
  const boost::json::object told{{"reference", one.reference}, {"note", one.note}};
  unit.sql().run(
      "INSERT INTO transmission (id, number, declaration, minor, account, organisation, recipient, at, purpose, basis, fields, "
      "parents_informed, child_informed, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      {id, one.number, one.declaration.text(), value_of(one.minor), one.account.text(), one.organisation.text(),
       one.recipient.text(), one.at.ms, one.purpose, one.basis, fmt::format("{}", fmt::join(one.fields, " ")),
       one.parents_informed, one.child_informed, seal(unit.reading(), one.minor, base::to_text(told), "transmission:" + id)});
}

std::vector<Given> list_given(const Reading& reading, const Family& family) {
  std::vector<Given> all;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT declaration, basis, fields FROM transmission WHERE recipient = $1 AND minor = $2",
                     {reading.scope.organisation.text(), minor.text()}, [&](const db::Row& row) { all.push_back(given_in(row)); });
  return all;
}

std::vector<Given> list_given(const Reading& reading, base::DeclarationId declaration) {
  std::vector<Given> all;
  reading.sql.each("SELECT declaration, basis, fields FROM transmission WHERE declaration = $1 AND recipient = $2",
                   {declaration.text(), reading.scope.organisation.text()}, [&](const db::Row& row) { all.push_back(given_in(row)); });
  return all;
}

std::vector<base::OrganisationId> list_recipients(const Reading& reading, std::string_view declaration) {
  std::vector<base::OrganisationId> all;
  reading.sql.each("SELECT DISTINCT recipient FROM transmission WHERE declaration = $1", {declaration},
                   [&](const db::Row& row) { all.push_back(id_in<base::OrganisationId>(row, 0)); });
  return all;
}

std::vector<base::OrganisationId> parties_to(const Reading& reading, std::string_view transmission) {
  std::vector<base::OrganisationId> all;
  reading.sql.first("SELECT organisation, recipient FROM transmission WHERE id = $1", {transmission}, [&](const db::Row& row) {
    all = {id_in<base::OrganisationId>(row, 0), id_in<base::OrganisationId>(row, 1)};
  });
  return all;
}

std::vector<Transmission> list_transmissions(const Reading& reading, base::DeclarationId declaration) {
  std::vector<Transmission> all;
  reading.sql.each("SELECT id, number, declaration, minor, account, organisation, recipient, at, purpose, basis, fields, "
                   "parents_informed, child_informed, sealed, (SELECT d.form FROM declaration d WHERE d.id = transmission.declaration) "
                   "FROM transmission WHERE declaration = $1 AND organisation = $2 ORDER BY number",
                   {declaration.text(), reading.scope.organisation.text()},
                   [&](const db::Row& row) { all.push_back(transmission_in(reading, row)); });
  return all;
}

std::vector<Transmission> list_received(const Reading& reading, std::int64_t before, int limit) {
  std::vector<Transmission> all;
  reading.sql.each("SELECT id, number, declaration, minor, account, organisation, recipient, at, purpose, basis, fields, "
                   "parents_informed, child_informed, sealed, (SELECT d.form FROM declaration d WHERE d.id = transmission.declaration) "
                   "FROM transmission WHERE recipient = $1 AND number < $2 "
                   "ORDER BY number DESC LIMIT $3",
                   {reading.scope.organisation.text(), before, limit},
                   [&](const db::Row& row) { all.push_back(transmission_in(reading, row)); });
  return all;
}

}  // namespace vigie::store
