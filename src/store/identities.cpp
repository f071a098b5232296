#include "store/identities.hpp"

#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

boost::json::object unsealed_answers(const Reading& reading, const std::string& declaration, const std::string& sealed) {
  return unseal_object(reading, sealed, "identity:" + declaration);
}

/// Of a row that begins with a declaration; unsealed once.
std::shared_ptr<const identity::Person> person_in(const Reading& reading, const db::Row& row, base::DeclarationId id, int told_at, int sealed) {
  if (auto known = reading.unsealed.persons.find(id)) return known;
  auto made = std::make_shared<const identity::Person>(
      identity::person_from(unsealed_answers(reading, row.text(0), row.bytes(sealed)), base::Instant{row.integer(told_at)}));
  reading.unsealed.persons.keep(id, made);
  return made;
}

}  // namespace

void each_identity(const Reading& reading,
                   const std::function<void(base::MinorId, base::DeclarationId, identity::Person)>& on_person) {
  reading.sql.each("SELECT i.declaration, COALESCE(m.root, m.id), i.told_at, i.sealed FROM identity i "
                   "JOIN declaration d ON d.id = i.declaration JOIN minor m ON m.id = i.minor "
                   "WHERE d.withdrawn_at IS NULL ORDER BY i.told_at, d.number", {},
                   [&](const db::Row& row) {
                     const auto answers = unsealed_answers(reading, row.text(0), row.bytes(3));
                     on_person(id_in<base::MinorId>(row, 1), id_in<base::DeclarationId>(row, 0),
                               identity::person_from(answers, base::Instant{row.integer(2)}));
                   });
}

void each_identifying(const Reading& reading, const std::function<void(base::DeclarationId, const boost::json::object&)>& on_answers) {
  reading.sql.each("SELECT declaration, sealed FROM identity ORDER BY declaration", {}, [&](const db::Row& row) {
    on_answers(id_in<base::DeclarationId>(row, 0), unsealed_answers(reading, row.text(0), row.bytes(1)));
  });
}

std::vector<ToldPerson> list_persons(const Reading& reading, const Family& family) {
  std::vector<ToldPerson> told;
  for (const base::MinorId minor : family)
    reading.sql.each(
        "SELECT i.declaration, d.number, i.told_at, i.sealed, d.withdrawn_at, a.id FROM identity i "
        "JOIN declaration d ON d.id = i.declaration LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
        "WHERE i.minor = $1 ORDER BY d.number",
        {minor.text()}, [&](const db::Row& row) {
          const auto id = id_in<base::DeclarationId>(row, 0);
          told.push_back({row.integer(1), id, *person_in(reading, row, id, 2, 3), !row.is_null(4), row.is_null(4) && row.is_null(5)});
        });
  if (family.size() > 1) std::sort(told.begin(), told.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return told;
}

Persons persons_by_declaration(const Reading& reading, const Family& family) {
  Persons persons;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT declaration, told_at, sealed FROM identity WHERE minor = $1", {minor.text()}, [&](const db::Row& row) {
      const auto id = id_in<base::DeclarationId>(row, 0);
      persons.emplace(id, person_in(reading, row, id, 1, 2));
    });
  return persons;
}

std::vector<ToldPerson> list_counted(const Reading& reading, const Family& family, const std::vector<episodes::Voice>& voices) {
  const Persons persons = persons_by_declaration(reading, family);
  std::vector<ToldPerson> told;
  for (const episodes::Voice& voice : voices)
    if (const auto one = persons.find(voice.id); one != persons.end() && !voice.silenced)
      told.push_back({voice.order, voice.id, *one->second, false, true});
  return told;
}

void add_identity(Unit& unit, base::DeclarationId declaration, const std::optional<base::MinorId>& minor, const Content& content,
                  base::Instant told_at) {
  if (content.identifying.empty()) return;
  const std::string id = declaration.text();
  unit.sql().run("INSERT INTO identity (declaration, minor, told_at, sealed) VALUES ($1, $2, $3, $4)",
                 {id, value_of(minor), told_at.ms, seal(unit.reading(), minor, content.identifying, "identity:" + id)});
  if (!minor) return;
  for (const std::string& digest : content.likeness)
    unit.sql().run("INSERT INTO likeness (digest, declaration, minor) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                   {db::Bytes{digest}, id, minor->text()});
  if (content.person.nothing()) return;
  identity::Person person = content.person;
  person.told_at = told_at;
  unit.add_person(root_of(unit.reading(), *minor), declaration, std::move(person));
}

std::vector<base::MinorId> find_by_digest(const Reading& reading, const identity::Person& person) {
  std::vector<base::MinorId> found;
  for (const std::string& key : identity::decisive_keys(person))
    reading.sql.each("SELECT COALESCE(m.root, m.id) FROM likeness l JOIN declaration d ON d.id = l.declaration "
                     "JOIN minor m ON m.id = l.minor WHERE l.digest = $1 AND d.withdrawn_at IS NULL "
                     "AND NOT EXISTS (SELECT 1 FROM declaration a WHERE a.id = d.amended_by AND a.withdrawn_at IS NULL)",
                     {db::Bytes{reading.vault.digest("minor", key)}}, [&](const db::Row& row) {
                       const auto minor = id_in<base::MinorId>(row, 0);
                       if (std::find(found.begin(), found.end(), minor) == found.end()) found.push_back(minor);
                     });
  return found;
}

}  // namespace vigie::store
