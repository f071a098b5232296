#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "forms/check.hpp"
#include "store/erase.hpp"
#include "store/journal.hpp"
#include "store/sealing.hpp"
#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;
using store::Kept;

namespace {

struct KeysRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");

  template <class T>
  T act(const std::function<T(store::Unit&)>& body) {
    return store
        ->write<T>(police,
                   [&](store::Unit& unit) -> Result<T> {
                     T made = body(unit);
                     sign(unit);
                     return made;
                   })
        .value();
  }
  store::Declaration tell_of(std::string_view nom) {
    return act<store::Declaration>([&](store::Unit& unit) { return tell_of_new_minor(unit, nom, "Zoé"); });
  }
  boost::json::object answers_of(const store::Declaration& one) const {
    return look([&](const store::Reading& reading) { return store::find_declaration(reading, one.id)->answers; });
  }
  std::string column(const std::string& what, const std::string& where = "") { return RawDatabase(file()).one("SELECT " + what + where); }
  void tamper(const std::string& sql) { RawDatabase(file()).run(sql); }
};

}  // namespace

TEST_CASE("each minor has keys of its own, and one more declaration writes no other") {
  KeysRoom room;
  const auto one = room.tell_of("UN"), other = room.tell_of("DEUX");
  CHECK(room.column("count(DISTINCT key_sealed) FROM minor") == "2");
  const std::string keys = room.column("group_concat(hex(key_sealed) || hex(key_health)) FROM minor");
  room.act<Done>([&](store::Unit& unit) {
    store::Declaration again = one;
    again.id = base::DeclarationId::make(unit.now());
    add_told(unit, again);
    return Done{};
  });
  CHECK(room.column("group_concat(hex(key_sealed) || hex(key_health)) FROM minor") == keys);
  CHECK(room.answers_of(other).at("nom") == "DEUX");
}

TEST_CASE("what was told of a child whose keys are destroyed cannot be read, that of others can, in copies as well") {
  KeysRoom room;
  const auto one = room.tell_of("UN"), other = room.tell_of("DEUX");
  room.tamper("UPDATE minor SET key_sealed = NULL, key_health = NULL WHERE id = '" + one.minor->text() + "'");
  CHECK_THROWS_AS(room.reopen(), base::Fault);  // the index of who is known reads everybody
  room.tamper("DELETE FROM likeness; DELETE FROM identity WHERE minor = '" + one.minor->text() + "'");
  room.reopen();
  CHECK_THROWS_AS(room.answers_of(one), base::Fault);
  CHECK(room.answers_of(other).at("nom") == "DEUX");
}

TEST_CASE("the key of one child opens nothing of another, that of a file nothing of health") {
  KeysRoom room;
  const auto one = room.tell_of("UN"), other = room.tell_of("DEUX");
  room.look([&](const store::Reading& reading) {
    const std::string file = store::seal(reading, one.minor, "texte", "contexte").bytes;
    const std::string health = store::seal(reading, one.minor, "texte", "contexte", Kept::health).bytes;
    CHECK(store::unseal(reading, file, "contexte") == "texte");
    CHECK(store::unseal(reading, health, "contexte") == "texte");
    CHECK_THROWS_AS((void)store::unseal(reading, file, "ailleurs"), base::Fault);
    std::string said_health = file, said_other = file, damaged = file;
    said_health[17] = 1;
    CHECK_THROWS_AS((void)store::unseal(reading, said_health, "contexte"), base::Fault);
    std::copy(other.minor->bytes.begin(), other.minor->bytes.end(), said_other.begin() + 1);
    CHECK_THROWS_AS((void)store::unseal(reading, said_other, "contexte"), base::Fault);
    damaged.back() = static_cast<char>(damaged.back() ^ 1);
    CHECK_THROWS_AS((void)store::unseal(reading, damaged, "contexte"), base::Fault);
    CHECK_THROWS_AS((void)store::unseal(reading, reading.vault.seal("texte", "contexte"), "contexte"), base::Fault);
  });
}

TEST_CASE("health is kept apart from the other answers, and read with them") {
  KeysRoom room;
  const auto told = room.act<store::Declaration>([&](store::Unit& unit) {
    store::Declaration sheet = tell_of_new_minor(unit, "UN", "Zoé");
    sheet.id = base::DeclarationId::make(unit.now());
    sheet.answers["traitement_indispensable"] = "oui";
    add_told(unit, sheet);
    return sheet;
  });
  CHECK(room.column("count(*) FROM declaration WHERE health IS NOT NULL") == "1");
  CHECK(room.answers_of(told).at("traitement_indispensable") == "oui");
  room.tamper("UPDATE declaration SET health = NULL");
  CHECK_FALSE(room.answers_of(told).contains("traitement_indispensable"));
}

TEST_CASE("changing the sealing key leaves every value as it was, and only keys are written") {
  KeysRoom room;
  std::vector<store::Declaration> told;
  for (const char* nom : {"UN", "DEUX", "TROIS"}) told.push_back(room.tell_of(nom));
  const std::string sealed = room.column("group_concat(hex(sealed)) FROM declaration");
  const auto number = room.store->vault().add_key().value();
  room.act<Done>([&](store::Unit& unit) { return store::reseal_common_keys(unit, number), Done{}; });
  const auto between = room.tell_of("QUATRE");
  CHECK(room.column("key_number FROM minor WHERE id = '" + between.minor->text() + "'") == "2");
  CHECK(room.act<int>([&](store::Unit& unit) { return store::reseal_keys(unit, number, 2); }) == 2);
  CHECK(room.act<int>([&](store::Unit& unit) { return store::reseal_keys(unit, number, 2); }) == 1);
  CHECK(room.act<int>([&](store::Unit& unit) { return store::reseal_keys(unit, number, 2); }) == 0);
  REQUIRE(room.store->vault().keep_only(number).ok());
  CHECK(room.column("group_concat(hex(sealed)) FROM declaration WHERE id <> '" + between.id.text() + "'") == sealed);
  room.reopen();
  told.push_back(between);
  for (const auto& one : told) CHECK(room.answers_of(one) == one.answers);
}

TEST_CASE("a directory sealed by a key that left the file is refused, not misread") {
  KeysRoom room;
  room.tell_of("UN");
  const auto number = room.store->vault().add_key().value();
  REQUIRE(room.store->vault().keep_only(number).ok());
  room.store.reset();
  const auto opened = store::Store::open(room.directory.file("data"), room.directory.file("key"), catalogue(), room.clock, {});
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().code == "cle_retiree");
}

TEST_CASE("what is erased leaves no row, and its key no byte in the file") {
  KeysRoom room;
  const auto one = room.tell_of("UN"), other = room.tell_of("DEUX");
  const std::string key = base::from_hex(room.column("hex(key_sealed) FROM minor WHERE id = '" + one.minor->text() + "'")).value();
  const std::string before = room.column("count(*) FROM audit");
  const auto erased = room.act<store::Erased>([&](store::Unit& unit) { return store::erase(unit, {*one.minor}); });
  CHECK(erased.declarations == 1);
  CHECK(room.column("count(*) FROM minor") == "1");
  CHECK(room.column("count(*) FROM identity") == "1");
  CHECK(room.column("count(*) FROM audit") == std::to_string(std::stoi(before) + 1));
  room.store.reset();  // the last connection brings its log into the file
  std::ifstream in(room.file(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  CHECK(bytes.find(key) == std::string::npos);
  room.open();
  CHECK(room.answers_of(other).at("nom") == "DEUX");
  room.look([](const store::Reading& reading) { CHECK(store::verify_audit(reading.sql, reading.vault).findings.empty()); });
}

TEST_CASE("a directory older than the keys of minors is brought to them, its audit still verified") {
  OneStore room;
  const access::Actor police = room.add_actor("police", access::Role::police, "BPM");
  store::Declaration told;
  REQUIRE(room.store
              ->write<Done>(police,
                            [&](store::Unit& unit) -> Result<Done> {
                              told = tell_of_new_minor(unit, "UN", "Zoé");
                              sign(unit);
                              return Done{};
                            })
              .ok());
  const identity::Vault vault = room.store->vault();
  const std::string id = told.id.text(), minor = told.minor->text();
  room.store.reset();
  {  // As it was before: sealed by the key file, chained without a key, no signed end.
    RawDatabase raw(room.file());
    const auto blob = [](const std::string& bytes) { return "X'" + base::to_hex(bytes) + "'"; };
    const auto parts = forms::split(catalogue().get("preventive"), told.answers);
    boost::json::object other = parts.other;
    for (const auto& [key, value] : parts.health) other[key] = value;
    raw.run("UPDATE declaration SET sealed = " + blob(vault.seal(base::to_text(other), "declaration:" + id)));
    raw.run("UPDATE identity SET sealed = " + blob(vault.seal(base::to_text(parts.identifying), "identity:" + id)));
    raw.run("DROP TRIGGER audit_no_update");
    std::string previous = audit::before_first;
    for (int number = 1; number <= raw.count("audit"); ++number) {
      const std::string where = " FROM audit WHERE number = " + std::to_string(number);
      const auto text = [&](const char* column) { return raw.one(std::string("SELECT ") + column + where); };
      const audit::Line line{number, base::Instant{std::stoll(text("at"))}, text("account"), text("organisation"),
                             {text("act"), text("subject"), text("subject_id"), text("motive"), text("detail")}};
      previous = audit::chain("", previous, line);
      raw.run("UPDATE audit SET hash = " + blob(previous) + " WHERE number = " + std::to_string(number));
    }
    raw.run("DELETE FROM migration WHERE name LIKE '%_keys.sql' OR name LIKE '%_provider.sql' OR name LIKE '%_traces.sql'; DROP TABLE vouching; DROP TRIGGER audit_no_delete; DROP TABLE audit_ended; DROP TABLE audit_head; ALTER TABLE declaration DROP COLUMN health");
    raw.run("DELETE FROM migration WHERE name LIKE '%_departement.sql' OR name LIKE '%_marks.sql'; DROP TABLE mark; DROP TABLE common_mark");
    for (const char* view : {"before_placement", "placement", "near_declaration", "near_minor", "near_episode"}) raw.run(fmt::format("DROP VIEW {}", view));
    raw.run("DROP TABLE placement_start; ALTER TABLE organisation DROP COLUMN departement; ALTER TABLE organisation DROP COLUMN version");
    for (const char* table : {"minor", "directory"})
      for (const char* column : {"key_number", "key_sealed", "key_health"}) raw.run(fmt::format("ALTER TABLE {} DROP COLUMN {}", table, column));
  }
  room.open();
  room.look([&](const store::Reading& reading) {
    CHECK(store::find_declaration(reading, told.id)->answers == told.answers);
    const auto verified = store::verify_audit(reading.sql, reading.vault);
    CHECK(verified.findings.empty());
    CHECK(verified.lines == 2);
  });
  CHECK(found(room, "Zoé") == 1);
  REQUIRE(tell(room, police, "DEUX").ok());
  RawDatabase raw(room.file());
  CHECK(raw.one("SELECT count(*) FROM declaration WHERE hex(substr(sealed, 1, 1)) <> '02'") == "0");
  raw.run("DROP TRIGGER audit_no_update; UPDATE audit SET motive = 'x' WHERE number = 2");
  room.look([](const store::Reading& reading) {
    CHECK(store::verify_audit(reading.sql, reading.vault).findings == std::vector<audit::Finding>{{audit::Harm::changed, 2, 2}});
  });
}
